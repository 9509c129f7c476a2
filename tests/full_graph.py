"""The small graph with what only a build of many pages has: posts left and taken again, what single passages say."""

from __future__ import annotations

from typing import Any

from small_graph import COUNTY, DRIVE, EDGES, GOVERNMENT, HE, LIN, NODES, SU, evidence, graph_of

from kg.graph import Graph

SECOND = "article:青禾日报#1"
ROADS = "task:修整机耕路"


def _passage(words: str, **more: str) -> dict[str, Any]:
    return {**evidence(words)[0], **more}


NODES_BESIDES = [
    {"id": SECOND, "type": "article", "name": "县教育局召开调度会", "aliases": [], "title": "县教育局召开调度会"}
    | {"published": "2023-06", "evidence": evidence("5月，县教育局召开调度会")},
    {"id": ROADS, "type": "task", "name": "修整机耕路", "aliases": ["机耕路"], "evidence": evidence("新增岗位")},
    {"id": "indicator:亏损", "type": "indicator", "name": "亏损", "aliases": [], "evidence": evidence("产值")}
    | {"value": 0.5, "unit": "亿元", "comparator": "lt", "period": None, "upper": None},
]
EDGES_BESIDES: list[dict[str, Any]] = [
    {"source": DRIVE, "target": ROADS, "type": "includes", "as_of": "2023-05-12", "evidence": evidence("新增岗位")},
    {
        "source": SU,
        "target": GOVERNMENT,
        "type": "holds_post",
        "post": "政府副县长",
        "aliases": ["副县长", "县政府副县长"],
        "start": "2021-02",
        "end": "2022-03-04",
        "as_of": "2021-02",
        "seen": ["2021-02", "2022"],
        # One sentence may report both a beginning and an end, and call the person by the post besides
        "evidence": [
            _passage("林远舟曾任青禾县政府副县长", date="2021-02", says="start"),
            _passage("林远舟曾任青禾县政府副县长", date="2022-03-04", says="end"),
            _passage("青禾县政府副县长", date="2022"),
        ],
    },
    {
        "source": SU,
        "target": GOVERNMENT,
        "type": "holds_post",
        "post": "政府副县长",
        "start": "2023-05",
        "as_of": "2023-05",
        "evidence": [_passage("县教育局召开调度会", says="start", date="2023-05"), _passage("县教育局召开调度会")],
    },
    {
        "source": LIN,
        "target": GOVERNMENT,
        "type": "holds_post",
        "post": "主任",
        "over": "2023-05-12",
        "former": "yes",
        "evidence": [_passage("林远舟曾任", says="over", date="2023-05-12")],
    },
    {
        "source": COUNTY,
        "target": "organization:远航科技公司",
        "type": "attended",
        "role": "leader",
    }
    | {"target": "event:调度会", "as_of": "2023-05", "seen": ["2023-05", "2023-06"]}
    | {"evidence": [_passage("青禾县", date="2023-05"), _passage("县教育局召开调度会", date="2023-06")]},
    {"source": SECOND, "target": HE, "type": "mentions", "as_of": "2023-06", "evidence": evidence("县教育局召开")},
    {"source": COUNTY, "target": "indicator:亏损", "type": "reports", "evidence": evidence("产值12亿元")},
]


def full_graph() -> Graph:
    return graph_of([*NODES, *NODES_BESIDES], [*EDGES, *EDGES_BESIDES])
