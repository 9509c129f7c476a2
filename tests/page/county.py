"""A graph of invented counties over two years: posts taken and left, namesakes, events, figures, and what they are read
from."""

from __future__ import annotations

from typing import Any

from kg.graph import Graph, from_node_link

MARCH, AUGUST, NOVEMBER = "2021/青禾日报-0312.txt", "2022/青禾日报-0809.txt", "2022/白石日报-1103.txt"
TEXTS = {
    MARCH: (
        "青禾县召开干部大会\n"
        "本报讯（记者 单乐山）3月12日，青禾县召开干部大会。会议宣布，林远舟任青禾县委书记，方以南不再担任青禾县委书记。"
        "县长沈知秋主持会议。\n"
    ),
    AUGUST: (
        "青禾县召开茶产业大会\n"
        "8月9日，青禾县召开茶产业大会。青禾县委书记林远舟讲话，县长沈知秋主持。云溪茶业公司董事长陆以宁参加。"
        "云溪茶业公司投资建设云溪茶园，位于青禾县。青禾县与云溪茶业公司合作，开展“春茶行动”，茶叶产值达到12亿元。\n"
    ),
    NOVEMBER: "白石县举行项目推进会\n11月3日，白石县举行项目推进会。白石县委书记林远舟主持。青禾县、白石县属云川市。\n",
}

CITY, COUNTY, OTHER = "district:云川市", "district:青禾县", "district:白石县"
COMMITTEE, SECOND, FIRM = "organization:青禾县委", "organization:白石县委", "organization:云溪茶业公司"
LIN, NAMESAKE, SHEN = "official:林远舟@青禾县", "official:林远舟@白石县", "official:沈知秋"
FANG, LU = "official:方以南", "official:陆以宁"
MEETING, FAIR, PUSH = "event:干部大会", "event:茶产业大会", "event:项目推进会"
ARTICLES = {document: f"article:{document}#1" for document in TEXTS}


def said(document: str, words: str, **more: str) -> dict[str, Any]:
    start = TEXTS[document].index(words)
    return {"document": document, "start": start, "end": start + len(words), "text": words, **more}


def _node(identity: str, name: str, *evidence: dict[str, Any], **more: Any) -> dict[str, Any]:
    kind = identity.partition(":")[0]
    return {"id": identity, "type": kind, "name": name, "aliases": [], "evidence": list(evidence), **more}


def _edge(source: str, kind: str, target: str, *evidence: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"source": source, "target": target, "type": kind, "evidence": list(evidence), **more}


def county() -> Graph:
    """The graph with its texts."""
    march, august, november = ARTICLES.values()
    nodes = [
        _node(CITY, "云川市", said(NOVEMBER, "云川市"), level="prefecture"),
        _node(COUNTY, "青禾县", said(MARCH, "青禾县"), said(AUGUST, "青禾县"), level="county"),
        _node(OTHER, "白石县", said(NOVEMBER, "白石县"), level="county"),
        _node(COMMITTEE, "青禾县委", said(MARCH, "青禾县委"), aliases=["中共青禾县委"]),
        _node(SECOND, "白石县委", said(NOVEMBER, "白石县委")),
        _node(FIRM, "云溪茶业公司", said(AUGUST, "云溪茶业公司"), aliases=["云溪茶业"]),
        _node(
            *(LIN, "林远舟", said(MARCH, "林远舟"), said(AUGUST, "林远舟")),
            aliases=["林书记"],
            joins=[{"by": "post", "things": [f"{MARCH}#1", f"{AUGUST}#1"]}],
            apart=[{"from": NAMESAKE, "by": "prefecture", "things": [f"{MARCH}#1", f"{NOVEMBER}#1"]}],
        ),
        _node(NAMESAKE, "林远舟", said(NOVEMBER, "林远舟")),
        _node(SHEN, "沈知秋", said(MARCH, "沈知秋"), said(AUGUST, "沈知秋")),
        _node(FANG, "方以南", said(MARCH, "方以南")),
        _node(LU, "陆以宁", said(AUGUST, "陆以宁")),
        _node(MEETING, "干部大会", said(MARCH, "干部大会"), date="2021-03-12", kind="meeting"),
        _node(FAIR, "茶产业大会", said(AUGUST, "茶产业大会"), date="2022-08-09", kind="meeting"),
        _node(PUSH, "项目推进会", said(NOVEMBER, "项目推进会"), date="2022-11-03", kind="meeting"),
        _node("project:云溪茶园", "云溪茶园", said(AUGUST, "云溪茶园")),
        _node("campaign:春茶行动", "“春茶行动”", said(AUGUST, "“春茶行动”")),
        _node("industry:茶叶", "茶叶", said(AUGUST, "茶产业")),
        _node(
            *("indicator:茶叶产值", "茶叶产值", said(AUGUST, "茶叶产值")),
            **{"value": 12, "unit": "亿元", "comparator": "eq", "period": "2022"},
        ),
        _node("journalist:单乐山", "单乐山", said(MARCH, "单乐山")),
        _node(march, "青禾县召开干部大会", said(MARCH, "青禾县召开干部大会"), title="青禾县召开干部大会")
        | {"published": "2021-03-13", "newspaper": "青禾日报"},
        _node(august, "青禾县召开茶产业大会", said(AUGUST, "青禾县召开茶产业大会"), title="青禾县召开茶产业大会")
        | {"published": "2022-08-10", "newspaper": "青禾日报"},
        _node(november, "白石县举行项目推进会", said(NOVEMBER, "白石县举行项目推进会"), title="白石县举行项目推进会")
        | {"published": "2022-11-04", "newspaper": "白石日报"},
        {"id": "district:南陵省", "type": "district", "name": "南陵省", "aliases": [], "level": "province"}
        | {"inferred": True},
    ]
    edges = [
        _edge(COUNTY, "part_of", CITY, said(NOVEMBER, "青禾县、白石县属云川市")),
        _edge(OTHER, "part_of", CITY, said(NOVEMBER, "白石县属云川市")),
        {"source": CITY, "target": "district:南陵省", "type": "part_of", "inferred": True},
        _edge(COMMITTEE, "belongs_to", COUNTY, said(MARCH, "青禾县委")),
        _edge(SECOND, "belongs_to", OTHER, said(NOVEMBER, "白石县委")),
        _edge(
            *(LIN, "holds_post", COMMITTEE),
            said(MARCH, "林远舟任青禾县委书记", date="2021-03-12", says="start"),
            said(AUGUST, "青禾县委书记林远舟", date="2022-08-09"),
            **{"post": "县委书记", "start": "2021-03-12", "as_of": "2021-03-12", "seen": ["2021-03-12", "2022-08-09"]},
        ),
        _edge(
            *(FANG, "holds_post", COMMITTEE),
            said(MARCH, "方以南不再担任青禾县委书记", date="2021-03-12", says="end"),
            **{"post": "县委书记", "end": "2021-03-12"},
        ),
        _edge(
            *(SHEN, "holds_post", COUNTY),
            said(MARCH, "县长沈知秋", date="2021-03-12"),
            said(AUGUST, "县长沈知秋", date="2022-08-09"),
            **{"post": "县长", "as_of": "2021-03-12", "seen": ["2021-03-12", "2022-08-09"]},
        ),
        _edge(LU, "holds_post", FIRM, said(AUGUST, "云溪茶业公司董事长陆以宁"), post="董事长", as_of="2022-08-09"),
        _edge(
            NAMESAKE, "holds_post", SECOND, said(NOVEMBER, "白石县委书记林远舟"), post="县委书记", as_of="2022-11-03"
        ),
        _edge(SHEN, "attended", MEETING, said(MARCH, "县长沈知秋主持会议"), role="host"),
        _edge(MEETING, "organized_by", COUNTY, said(MARCH, "青禾县召开干部大会")),
        _edge(LIN, "attended", FAIR, said(AUGUST, "青禾县委书记林远舟讲话"), role="speaker"),
        _edge(SHEN, "attended", FAIR, said(AUGUST, "县长沈知秋主持"), role="host"),
        _edge(LU, "attended", FAIR, said(AUGUST, "陆以宁参加"), role="attendee"),
        _edge(FAIR, "held_in", COUNTY, said(AUGUST, "青禾县召开茶产业大会")),
        _edge(NAMESAKE, "attended", PUSH, said(NOVEMBER, "林远舟主持"), role="host"),
        _edge(PUSH, "organized_by", OTHER, said(NOVEMBER, "白石县举行项目推进会")),
        _edge(FIRM, "undertakes", "project:云溪茶园", said(AUGUST, "云溪茶业公司投资建设云溪茶园")),
        _edge("project:云溪茶园", "located_in", COUNTY, said(AUGUST, "云溪茶园，位于青禾县")),
        _edge(COUNTY, "cooperates_with", FIRM, said(AUGUST, "青禾县与云溪茶业公司合作")),
        _edge(COUNTY, "runs", "campaign:春茶行动", said(AUGUST, "开展“春茶行动”"), as_of="2022-08-09"),
        _edge(COUNTY, "reports", "indicator:茶叶产值", said(AUGUST, "茶叶产值达到12亿元"), as_of="2022"),
        _edge("journalist:单乐山", "wrote", march, said(MARCH, "记者 单乐山"), role="记者"),
        _edge(march, "mentions", LIN, said(MARCH, "林远舟")),
        _edge(march, "mentions", SHEN, said(MARCH, "沈知秋")),
        _edge(august, "mentions", LIN, said(AUGUST, "林远舟")),
        _edge(november, "mentions", NAMESAKE, said(NOVEMBER, "林远舟")),
    ]
    graph = from_node_link({"graph": {}, "nodes": nodes, "edges": edges})
    graph.graph["documents"] = dict(TEXTS)
    return graph
