"""A made-up graph of any size in the shapes of a build, for measurements. Everyone and everything in it is invented.

    python benchmarks/made_graph.py OUTPUT.ttl [--districts 80] [--seed 1]

A district is some 28,000 triples and 300 nodes: 36 make a million triples. What is of one district is tied together,
and little ties it to others.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import random
from itertools import count
from pathlib import Path
from typing import Any

import networkx as nx

from kg.export import turtle
from kg.graph import Graph, problems

SURNAMES = "林沈何苏纪方司欧程陆韩贺龚蒋谭夏邵汤温庄柳简古祝凌霍阎柏"
GIVEN = "远舟若岚望舒见微一鸣知夏以宁云帆承泽景行思源怀瑾书言清和嘉树立群卓然明哲向阳致远博文建平晓峰"
PLACES = "青禾柳溪云泽临湖北辰长河天成兴隆宏远明珠安和金川东湖瑞丰永泰盛源海川白石乌兰"
BUREAUX = ("教育", "财政", "水利", "商务", "统计", "交通运输", "自然资源", "农业农村", "卫生健康", "应急管理")
INDUSTRIES = ("装备制造", "食品医药", "高端化工", "新能源", "新材料", "电子信息", "生物医药", "现代物流", "纺织服装")
FIGURES = ("工业增加值", "固定资产投资", "一般公共预算收入", "进出口总额", "社会消费品零售总额")
MEETINGS = ("项目推进会", "安全生产工作会议", "招商引资工作会议", "防汛工作会议", "经济运行分析会")
ROLES = ("attendee", "host", "leader", "companion", "speaker", "observer")
FIRST_DAY = datetime.date(2019, 1, 1)
DAYS = 1800
ARTICLES, PEOPLE, PROJECTS = 60, 70, 15  # of a district


class _Maker:
    def __init__(self, seed: int) -> None:
        self.graph: Graph = nx.MultiDiGraph(generator="kg 0", documents={})
        self.chance = random.Random(seed)
        self._numbers = count()
        self.document, self._place = "0.txt", 0
        self._words: list[str] = []
        self._told: dict[tuple[str | None, ...], dict[str, Any]] = {}

    def day(self) -> str:
        return (FIRST_DAY + datetime.timedelta(days=self.chance.randrange(DAYS))).isoformat()

    def said(self, words: str) -> dict[str, Any]:
        """Evidence for the words, further down the document at hand."""
        return {"evidence": [self._passage(words)]}

    def _passage(self, words: str) -> dict[str, Any]:
        start, end = self._place, self._place + len(words)
        self._place = end + 1
        self._words.append(words)
        return {"document": self.document, "start": start, "end": end, "text": words}

    def page(self, name: str) -> None:
        """Begin a document. The one before is full: its text is the words of the evidence, four to a sentence."""
        marks = itertools.cycle("，，，。")
        self.graph.graph["documents"][self.document] = "".join(f"{words}{next(marks)}" for words in self._words)
        self.document, self._place, self._words = name, 0, []

    def again(self, node: str) -> None:
        """A node is named once more, in the document at hand."""
        row = self.graph.nodes[node]
        row["evidence"].append(self._passage(row["name"]))

    def node(self, type_: str, name: str, **attributes: Any) -> str:
        key = f"{type_}:{name}@{next(self._numbers)}"
        aliases = attributes.pop("aliases", [])
        origin = {} if "inferred" in attributes else self.said(name)
        self.graph.add_node(key, type=type_, name=name, aliases=aliases, **attributes, **origin)
        return key

    def edge(self, source: str, type_: str, target: str, words: str = "", **qualifiers: Any) -> None:
        """A fact; said once more where it is known, as a build does with what several texts say.

        `seen` are the dates on which it was seen: each has a passage of its own.
        """
        told = source, type_, target, qualifiers.get("post"), qualifiers.get("role")
        if told in self._told:
            if words and "seen" not in self._told[told]:
                self._told[told]["evidence"].append(self._passage(words))
            return
        origin = self.said(words) if words else {"inferred": True}
        seen = qualifiers.pop("seen", None)
        if seen:
            qualifiers["as_of"] = seen[0]
        if seen and len(seen) > 1:
            qualifiers["seen"] = seen
            passages = [*origin["evidence"], *(self._passage(words) for _ in seen[1:])]
            origin = {"evidence": [{**each, "date": day} for each, day in zip(passages, seen, strict=True)]}
        number = self.graph.add_edge(source, target, type=type_, **qualifiers, **origin)
        self._told[told] = self.graph.edges[source, target, number]

    def person(self) -> str:
        return self.chance.choice(SURNAMES) + "".join(self.chance.sample(GIVEN, 2))

    def figure(self, owner: str, owner_name: str, year: int) -> None:
        name, value = self.chance.choice(FIGURES), round(self.chance.uniform(1, 900), 1)
        aim = self.chance.random() < 0.5
        indicator = self.node(
            "indicator", name, value=value, unit="亿元", comparator="ge" if aim else "eq", period=str(year)
        )
        self.edge(owner, "targets" if aim else "reports", indicator, f"{owner_name}{name}达{value}亿元")


def _district(make: _Maker, number: int, city: str, industries: list[str], drives: list[str]) -> None:
    chance = make.chance
    place = f"{''.join(chance.sample(PLACES, 2))}{'县区市'[number % 3]}"
    make.page(f"{number:03d}/区划.txt")
    district = make.node("district", place, level="county", code=f"{370000 + number}")
    make.edge(district, "part_of", city)
    for _ in range(6):
        town = make.node("district", f"{''.join(chance.sample(PLACES, 2))}镇", level="township", inferred=True)
        make.edge(town, "part_of", district)
    government = make.node("organization", f"{place}人民政府", aliases=[f"{place[:-1]}政府"])
    make.edge(government, "belongs_to", district, f"{place}人民政府")
    bodies = {f"{place}人民政府": government}
    for bureau in BUREAUX:
        name = f"{place}{bureau}局"
        bodies[name] = make.node("organization", name, aliases=[f"县{bureau}局"])
        make.edge(bodies[name], "belongs_to", government, name)
    names = [f"{place}{character}源有限公司" for character in chance.sample(PLACES, 6)]
    firms = {name: make.node("organization", name) for name in names}
    people = [(name, make.node("official", name)) for name in (make.person() for _ in range(PEOPLE))]
    for name, person in people:
        for _ in range(chance.randint(1, 2)):
            body, key = chance.choice(list(bodies.items()))
            head = body.endswith("政府") and chance.random() < 0.2
            post = "县长" if head else chance.choice(("局长", "副局长", "科长"))
            seen = sorted({make.day() for _ in range(chance.randint(1, 4))})
            begun = {"start": seen[0][:7]} if chance.random() < 0.2 else {}
            make.edge(person, "holds_post", key, f"{body}{post}{name}", post=post, seen=seen, **begun)
    for _ in range(PROJECTS):
        name = f"{''.join(chance.sample(PLACES, 2))}产业园"
        project = make.node("project", name)
        make.edge(project, "located_in", district, f"位于{place}的{name}")
        firm, key = chance.choice(list(firms.items()))
        make.edge(key, "undertakes", project, f"{firm}建设{name}")
        if chance.random() < 0.3:
            make.edge(district, "cooperates_with", key, f"{place}与{firm}合作")
    for industry in chance.sample(industries, 4):
        make.edge(district, "develops", industry, f"{place}发展{make.graph.nodes[industry]['name']}产业")
    for drive in chance.sample(drives, 3):
        make.edge(district, "runs", drive, f"{place}开展{make.graph.nodes[drive]['name']}")
    reporters = [make.node("journalist", make.person()) for _ in range(3)]
    guests = [make.node("person", make.person()) for _ in range(3)]
    for _ in range(ARTICLES):
        _article(make, number, district, place, bodies, people, (reporters, guests))


def _article(
    make: _Maker,
    number: int,
    district: str,
    place: str,
    bodies: dict[str, str],
    people: list[tuple[str, str]],
    others: tuple[list[str], list[str]],
) -> None:
    chance, day = make.chance, make.day()
    make.page(f"{number:03d}/{day}-{chance.randrange(1 << 30)}.txt")
    kind = chance.choice(MEETINGS)
    title = f"{place}召开{kind}"
    article = make.node("article", title, title=title, published=day, newspaper=f"{place}日报")
    make.edge(chance.choice(others[0]), "wrote", article, "本报记者", role="记者")
    make.again(district)
    event = make.node("event", f"{place}{kind}", date=day, kind="meeting")
    body, key = chance.choice(list(bodies.items()))
    make.edge(event, "organized_by", key, f"{body}召开{kind}")
    make.edge(event, "held_in", district, f"在{place}召开")
    make.edge(article, "mentions", event, kind)
    make.edge(article, "mentions", district, place)
    for name, person in chance.sample(people, 6):
        make.edge(person, "attended", event, f"{body}负责人{name}出席会议", role=chance.choice(ROLES), as_of=day)
        make.edge(article, "mentions", person, name)
    if chance.random() < 0.2:
        guest = chance.choice(others[1])
        make.edge(guest, "attended", event, "应邀出席", role="attendee", as_of=day)
        make.edge(article, "mentions", guest, make.graph.nodes[guest]["name"])
    if chance.random() < 0.2:
        name, person = chance.choice(people)
        make.edge(person, "works_for", key, f"{body}的{name}")
    make.figure(district, place, int(day[:4]))


def made_graph(districts: int, seed: int = 1) -> Graph:
    """A graph of so many districts. The same seed gives the same graph."""
    make = _Maker(seed)
    city = make.node("district", "云泽市", level="prefecture", code="379900", inferred=True)
    industries = [make.node("industry", name) for name in INDUSTRIES]
    drives = [make.node("campaign", f"“{name}攻坚”行动") for name in ("百日", "项目", "作风", "护河", "兴村")]
    for drive in drives:
        make.edge(drive, "includes", make.chance.choice(industries), "行动包括这一产业")
    for number in range(districts):
        _district(make, number, city, industries, drives)
    make.page("")  # ends the last
    if broken := problems(make.graph):
        raise AssertionError(broken[:5])
    return make.graph


def main() -> None:
    """Write the graph as Turtle."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--districts", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with given.output.open("w", encoding="utf-8", newline="\n") as stream:
        turtle.write(made_graph(given.districts, given.seed), stream)


if __name__ == "__main__":
    main()
