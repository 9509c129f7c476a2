"""A graph of any size in the shapes of a build: every type of node and of relation, all of it invented.

`grown(2200)` has about a million triples. The same number of articles gives the same graph.
"""

from __future__ import annotations

import random
from typing import Any

import networkx as nx

from kg.graph import Graph

COUNTIES_IN_A_CITY = 8
ARTICLES_IN_A_COUNTY = 25
_SURNAMES = "林沈何苏纪方顾江陆秦"
_GIVEN = "远若望见一知舟岚舒微鸣夏清白石川平"
_PLACES = "青云柳临岚石平安宁和松竹梅兰溪泽"
_POSTS = ("县委书记", "县长", "副县长", "局长", "副局长", "党组书记")
_INDUSTRIES = ("装备制造", "茶叶加工", "生物医药", "新材料", "文化旅游", "现代物流")
_ROLES = ("attendee", "observer", "host", "leader", "companion", "speaker", "signatory")
_KINDS = ("meeting", "visit", "signing", "unveiling", "inspection", "groundbreaking")


class _Growing:
    """One article after another; what several of them name is one node with the passages of all."""

    def __init__(self) -> None:
        self.graph: Graph = nx.MultiDiGraph(generator="kg 9.8.7", documents={})
        self.random = random.Random(20230512)
        self.held: dict[tuple[str, str, str], dict[str, Any]] = {}
        self.document, self.at, self.day = "", 0, ""
        self.said: list[str] = []  # in this document, a full stop after every few

    def passage(self, words: str, **more: Any) -> dict[str, Any]:
        self.said.append(words)
        start, self.at = self.at, self.at + len(words) + 1
        return {"document": self.document, "start": start, "end": start + len(words), "text": words, **more}

    def node(self, type_: str, name: str, place: str = "", **more: Any) -> str:
        node = f"{type_}:{name}@{place}" if place else f"{type_}:{name}"
        if node not in self.graph:
            self.graph.add_node(node, type=type_, name=name, aliases=[], evidence=[], **more)
        self.graph.nodes[node]["evidence"].append(self.passage(name))
        return node

    def edge(self, source: str, kind: str, target: str, **qualifiers: Any) -> None:
        words = f"{self.graph.nodes[source]['name']}{qualifiers.get('post', '')}{self.graph.nodes[target]['name']}"
        key = source, target, repr((kind, sorted(qualifiers.items())))
        row = self.held.get(key)
        if row is None:
            number = self.graph.add_edge(source, target, type=kind, **qualifiers, as_of=self.day, evidence=[])
            row = self.held[key] = self.graph.edges[source, target, number]
        row["evidence"].append(self.passage(words))
        days = sorted({row["as_of"], *row.get("seen", ()), self.day})
        row["as_of"] = days[0]
        if len(days) > 1:
            row["seen"] = days
            for passage in row["evidence"]:
                passage.setdefault("date", self.day)

    def inferred(self, source: str, kind: str, target: str) -> None:
        if not self.graph.has_edge(source, target):
            self.graph.add_edge(source, target, type=kind, inferred=True)

    def person(self, number: int) -> str:
        given = _GIVEN[number // 7 % len(_GIVEN)] + _GIVEN[number // 3 % len(_GIVEN)]
        return f"{_SURNAMES[number % len(_SURNAMES)]}{given}"

    def article(self, number: int) -> None:
        pick, county_number = self.random.randrange, number // ARTICLES_IN_A_COUNTY
        city = f"{_PLACES[county_number // COUNTIES_IN_A_CITY % 16]}{_PLACES[county_number // 128 % 16]}市"
        name = f"{_PLACES[county_number % 16]}{_PLACES[county_number // 16 % 16]}县"
        self.document, self.at, self.said = f"{county_number:04d}/{number:06d}.txt", 0, []
        self.day = f"{2015 + number % 9}-{1 + pick(12):02d}-{1 + pick(28):02d}"
        title = f"{name}第{number}次调度会召开"
        article = f"article:{self.document}#1"
        paper = {"title": title, "published": self.day, "newspaper": f"{city[:-1]}日报"}
        self.graph.add_node(article, type="article", name=title, aliases=[], **paper, evidence=[self.passage(title)])
        place = f"{city}/{name}"
        county = self.node("district", name, city, level="county", code=None)
        if f"district:{city}" not in self.graph:
            self.graph.add_node(
                f"district:{city}", type="district", name=city, aliases=[], level="prefecture", inferred=True
            )
        self.inferred(county, "part_of", f"district:{city}")
        government = self.node("organization", f"{name}人民政府", place)
        bureau = self.node("organization", f"{name}{('教育', '农业农村', '住建')[pick(3)]}局", place)
        firm = self.node("organization", f"{_PLACES[pick(16)]}{_PLACES[pick(16)]}科技公司", place)
        event = self.node("event", title, place, date=self.day, kind=_KINDS[pick(len(_KINDS))])
        project = self.node("project", f"{name}第{pick(40)}产业园", place)
        drive = self.node("campaign", f"“{_PLACES[pick(16)]}{_PLACES[pick(16)]}”行动", place)
        industry = self.node("industry", _INDUSTRIES[pick(len(_INDUSTRIES))])
        task = self.node("task", f"完善{_PLACES[pick(16)]}{_PLACES[pick(16)]}路管网")
        goal = self.node(
            "indicator",
            f"第{number}项产值",
            place,
            value=float(pick(1000)),
            unit="亿元",
            comparator="ge",
            period="2023",
        )
        result = self.node(
            "indicator", f"第{number}项税收", place, value=pick(100) / 4, unit="亿元", comparator="eq", period="2022-H1"
        )
        officials = [self.node("official", self.person(county_number * 9 + pick(30)), place) for _ in range(4)]
        guest = self.node("person", self.person(pick(2000)), place)
        reporter = self.node("journalist", self.person(5 + county_number), city)
        for official, body in zip(officials, (government, bureau, bureau, county), strict=True):
            self.edge(official, "holds_post", body, post=_POSTS[pick(len(_POSTS))])
            self.edge(official, "attended", event, role=_ROLES[pick(len(_ROLES))])
        self.edge(officials[0], "works_for", bureau)
        for other in (guest, firm, county):
            self.edge(other, "attended", event, role="signatory")
        self.edge(government, "belongs_to", county)
        self.edge(bureau, "belongs_to", government)
        self.edge(event, "organized_by", government)
        self.edge(event, "held_in", county)
        self.edge(county, "cooperates_with", firm)
        self.edge(project, "located_in", county)
        self.edge(firm, "undertakes", project)
        self.edge(county, "runs", drive)
        for part in (project, industry, task):
            self.edge(drive, "includes", part)
        self.edge(county, "develops", industry)
        self.edge(county, "targets", goal)
        self.edge(government, "reports", result)
        self.edge(reporter, "wrote", article, role="记者")
        things = (county, government, bureau, firm, event, project, drive, industry, task, goal, result, guest)
        for thing in dict.fromkeys((*things, *officials)):
            self.edge(article, "mentions", thing)
        marks = ("，", "，", "，", "。")
        self.graph.graph["documents"][self.document] = "".join(
            f"{words}{marks[index % len(marks)]}" for index, words in enumerate(self.said)
        )


def grown(articles: int) -> Graph:
    """The graph of so many articles, each a file of its own; some 450 triples an article.

    `graph.graph["documents"]` holds their texts: nothing but the words of the evidence, four to a sentence.
    """
    growing = _Growing()
    for number in range(articles):
        growing.article(number)
    return growing.graph
