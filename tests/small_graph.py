"""A small graph of the contract's shape, with every type and every relation; its people and places are invented."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

import networkx as nx

from kg.graph import Graph

DOCUMENT = "2023/青禾日报.txt"
PAGE = """青禾县与远航科技公司签约
本报讯（记者 纪一鸣）5月11日，青禾县项目签约仪式在柳溪镇举行，青禾县委书记林远舟主持，县教育局局长苏见微、何以宁参加。
林远舟曾任青禾县政府副县长。远航科技公司投资建设青禾产业园，位于青禾县，县里开展“春耕行动”，发展茶叶加工。
今年茶园面积要达到3.5万亩以上，新增岗位100至200个；上半年茶叶产值12亿元。5月，县教育局召开调度会。
编辑 方知夏
"""


def evidence(text: str) -> list[dict[str, Any]]:
    """The first place of `text` in the page. Raises `ValueError` where there is none."""
    start = PAGE.index(text)
    return [{"document": DOCUMENT, "start": start, "end": start + len(text), "text": text}]


def graph_of(nodes: Iterable[dict[str, Any]], edges: Iterable[dict[str, Any]]) -> Graph:
    graph: Graph = nx.MultiDiGraph(generator="kg 9.8.7")
    for row in nodes:
        attributes = deepcopy(row)
        graph.add_node(attributes.pop("id"), **attributes)
    for row in edges:
        attributes = deepcopy(row)
        graph.add_edge(attributes.pop("source"), attributes.pop("target"), **attributes)
    return graph


def _node(type_: str, name: str, quote: str = "", aliases: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    origin: dict[str, Any] = {"evidence": evidence(quote)} if quote else {"inferred": True}
    return {"id": f"{type_}:{name}", "type": type_, "name": name, "aliases": list(aliases), **more, **origin}


def _edge(source: str, kind: str, target: str, quote: str = "", **more: Any) -> dict[str, Any]:
    origin: dict[str, Any] = {"evidence": evidence(quote)} if quote else {"inferred": True}
    return {"source": source, "target": target, "type": kind, **more, **origin}


SIGNED = "青禾县项目签约仪式在柳溪镇举行"
COUNTY, TOWN, CITY, ZONE = "district:青禾县", "district:柳溪镇", "district:云泽市", "district:临湖新区"
GOVERNMENT, BUREAU, FIRM = "organization:青禾县政府", "organization:青禾县教育局", "organization:远航科技公司"
LIN, SU, HE = "official:林远舟", "official:苏见微", "person:何以宁"
SIGNING, MEETING = "event:青禾县项目签约仪式", "event:调度会"
ARTICLE, PARK, DRIVE, TEA = "article:青禾日报#0", "project:青禾产业园", "campaign:“春耕行动”", "industry:茶叶加工"
AREA, JOBS, OUTPUT = "indicator:茶园面积", "indicator:新增岗位", "indicator:茶叶产值"

NODES = [
    {
        **_node("article", "青禾县与远航科技公司签约", "青禾县与远航科技公司签约", title="青禾县与远航科技公司签约"),
        "id": ARTICLE,
        "published": "2023-05-12",
        "newspaper": "青禾日报",
    },
    _node("campaign", "“春耕行动”", "“春耕行动”", ("春耕行动",)),
    _node("district", "云泽市", level="prefecture", code="999900"),
    _node("district", "青禾县", "青禾县", ("县里",), level="county", code=None),
    _node("district", "柳溪镇", "柳溪镇", level="township", code=None),
    _node("district", "临湖新区", level="zone", code=None),
    _node("event", "青禾县项目签约仪式", "青禾县项目签约仪式", date="2023-05-11", kind="signing"),
    _node("event", "调度会", "调度会", date="2023-05", kind="meeting"),
    _node("indicator", "茶园面积", "茶园面积", value=3.5, unit="万亩", comparator="ge", period="2023"),
    _node("indicator", "新增岗位", "新增岗位", value=100, upper=200, unit="个", comparator="range", period="2023"),
    _node("indicator", "茶叶产值", "茶叶产值", value=12, unit="亿元", comparator="eq", period="2023-H1"),
    _node("industry", "茶叶加工", "茶叶加工"),
    _node("journalist", "纪一鸣", "纪一鸣"),
    _node("journalist", "方知夏", "方知夏"),
    _node("official", "林远舟", "林远舟"),
    _node("official", "苏见微", "苏见微"),
    _node("organization", "青禾县政府", "青禾县政府"),
    _node("organization", "青禾县教育局", "县教育局", ("县教育局",)),
    _node("organization", "远航科技公司", "远航科技公司"),
    _node("person", "何以宁", "何以宁"),
    _node("project", "青禾产业园", "青禾产业园"),
]
EDGES = [
    _edge(ARTICLE, "mentions", COUNTY, "青禾县"),
    _edge(ARTICLE, "mentions", SIGNING, SIGNED),
    _edge("journalist:纪一鸣", "wrote", ARTICLE, "记者 纪一鸣", role="记者"),
    _edge("journalist:方知夏", "wrote", ARTICLE, "编辑 方知夏", role="编辑"),
    _edge(COUNTY, "part_of", CITY),
    _edge(ZONE, "part_of", CITY),
    _edge(TOWN, "part_of", COUNTY),
    _edge(GOVERNMENT, "belongs_to", COUNTY, "青禾县政府"),
    _edge(BUREAU, "belongs_to", GOVERNMENT, "县教育局"),
    _edge(LIN, "holds_post", COUNTY, "青禾县委书记林远舟", post="县委书记", as_of="2023-05-12", start="2023-03"),
    _edge(LIN, "holds_post", GOVERNMENT, "青禾县政府副县长", post="副县长", end="2022"),
    _edge(
        SU, "holds_post", BUREAU, "县教育局局长苏见微", post="局长", as_of="2023-05-12", seen=["2023-05-12", "2023-06"]
    ),
    _edge(SU, "works_for", BUREAU, "县教育局局长苏见微"),
    _edge(LIN, "attended", SIGNING, "林远舟主持", role="host"),
    _edge(SU, "attended", SIGNING, "苏见微", role="attendee"),
    _edge(HE, "attended", SIGNING, "何以宁参加", role="attendee"),
    _edge(FIRM, "attended", SIGNING, "远航科技公司签约", role="signatory"),
    _edge(COUNTY, "attended", SIGNING, "青禾县与远航科技公司签约", role="signatory"),
    _edge(SU, "attended", MEETING, "县教育局召开调度会", role="speaker"),
    _edge(MEETING, "organized_by", BUREAU, "县教育局召开调度会"),
    _edge(SIGNING, "held_in", TOWN, SIGNED),
    _edge(COUNTY, "cooperates_with", FIRM, "青禾县与远航科技公司签约"),
    _edge(PARK, "located_in", COUNTY, "青禾产业园，位于青禾县"),
    _edge(FIRM, "undertakes", PARK, "远航科技公司投资建设青禾产业园"),
    _edge(COUNTY, "runs", DRIVE, "县里开展“春耕行动”"),
    _edge(DRIVE, "includes", TEA, "“春耕行动”，发展茶叶加工"),
    _edge(COUNTY, "develops", TEA, "发展茶叶加工"),
    _edge(COUNTY, "targets", AREA, "茶园面积要达到3.5万亩以上"),
    _edge(COUNTY, "targets", JOBS, "新增岗位100至200个"),
    _edge(COUNTY, "reports", OUTPUT, "茶叶产值12亿元"),
]

HOSTILE = [
    'a "quoted" \\ name',
    "<script>alert(1)</script>&amp;]]>",
    "两\n行\r\n三",
    "分\u2028隔\u2029\x85",
    "🏮灯",
    "../../etc/passwd",
    "=cmd()",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "＝1",
    "a|b,c;d",
    "%2E%2e",
    ".",
    "空 格{}^`<>",
    "\ufffe\x00\x1b[31m",
]


def small_graph() -> Graph:
    return graph_of(NODES, EDGES)


def graph_named(name: str) -> Graph:
    """A post in a district where every text that can be is `name`."""
    passage = [{"document": f"{name}.txt", "start": 0, "end": len(name), "text": name}]
    district = {"id": f"district:{name}", "type": "district", "name": name, "aliases": ["别名"], "level": "county"}
    official = {"id": f"official:{name}", "type": "official", "name": name, "aliases": []}
    post = {"source": official["id"], "target": district["id"], "type": "holds_post", "post": name}
    return graph_of([{**row, "evidence": passage} for row in (district, official)], [{**post, "evidence": passage}])
