"""Every named query on a graph in which all of them find something, with the same answer from both programs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph as RdfGraph
from rdflib import Literal
from rdflib.namespace import XSD
from small_graph import EDGES, NODES, graph_of

from kg.export import turtle
from kg.query import ask, load, named, names

PLAIN = "2023/第二页.txt"


def _said(words: str, start: int, document: str = PLAIN) -> dict[str, Any]:
    return {"evidence": [{"document": document, "start": start, "end": start + len(words), "text": words}]}


def _held(who: str, body: str, post: str, day: str, start: int, **more: Any) -> dict[str, Any]:
    row = {"source": who, "target": body, "type": "holds_post", "post": post, "as_of": day, **more}
    return {**row, **_said(f"{post}{who}", start)}


def _node(key: str, type_: str, name: str, start: int, **more: Any) -> dict[str, Any]:
    return {"id": key, "type": type_, "name": name, "aliases": [], **more, **_said(name, start)}


def _figure(key: str, value: float, comparator: str, period: str, start: int) -> dict[str, Any]:
    return _node(key, "indicator", "造林面积", start, value=value, unit="万亩", comparator=comparator, period=period)


COUNTY = "district:青禾县"
MORE_NODES = [
    _node("official:林远舟@2", "official", "林远舟", 0),
    _node("official:周安宁", "official", "周安宁", 10),
    _node("official:陆承泽", "official", "陆承泽", 20),
    _node("indicator:a", "indicator", "造林面积", 30, value=5, unit="万亩", comparator="ge", period="2023"),
    _figure("indicator:b", 5.5, "eq", "2023", 40),
    _figure("indicator:c", 2, "eq", "2022", 50),
]
MORE_EDGES = [
    _held("official:林远舟@2", "organization:远航科技公司", "总经理", "2023-05-12", 100),
    _held("official:周安宁", COUNTY, "县长", "2023-01-01", 110, seen=["2023-01-01", "2023-06-01"]),
    _held("official:陆承泽", COUNTY, "县长", "2023-03-01", 120, seen=["2023-03-01", "2023-06-01", "2023-08-01"]),
    _held("official:陆承泽", "organization:青禾县政府", "副县长", "2022-03", 130, end="2022-12"),
    {"source": COUNTY, "target": "indicator:a", "type": "targets", **_said("造林5万亩", 140)},
    {"source": COUNTY, "target": "indicator:b", "type": "reports", **_said("造林5.5万亩", 150)},
    {"source": COUNTY, "target": "indicator:c", "type": "reports", **_said("造林2万亩", 160)},
    {"source": "district:柳溪镇", "target": "industry:茶叶加工", "type": "develops", **_said("柳溪发展茶叶加工", 170)},
    {
        "source": "official:周安宁", "target": "event:调度会", "type": "attended", "role": "host",
        "as_of": "2023-05", **_said("周安宁主持", 180),
    },
]  # fmt: skip

ASKED: dict[str, dict[str, str]] = {
    "articles": {},
    "attendance-on": {"date": "2023-05-11"},
    "campaigns": {},
    "career": {"person": "林远舟"},
    "contradictions": {},
    "divisions-below": {"district": "云泽市"},
    "events-between": {"from": "2023-05-10", "to": "2023-05"},
    "evidence-of": {"name": "青禾县"},
    "evidence-of-fact": {},  # filled in below: its parameter is an IRI
    "facts-of-article": {"article": "签约"},
    "industries": {},
    "met-whom": {"person": "苏见微"},
    "namesakes": {},
    "organizations-near": {"person": "苏见微"},
    "posts-at": {"name": "青禾县", "date": "2023-05-12"},
    "posts-in": {"district": "青禾县"},
    "posts-now": {"name": "青禾县"},
    "projects-by-district": {},
    "shared-industries": {},
    "single-source": {"name": "陆承泽"},
    "successions": {"name": "青禾县"},
    "targets-against-results": {},
    "targets-and-results": {},
    "who-met": {"date": "2023-05-11"},
}


@pytest.fixture(scope="module")
def ttl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("both") / "graph.ttl"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        turtle.write(graph_of([*NODES, *MORE_NODES], [*EDGES, *MORE_EDGES]), stream)
    return path


@pytest.fixture(scope="module")
def another(ttl: Path) -> RdfGraph:
    return RdfGraph().parse(ttl)


def _parameters(ttl: Path, name: str) -> dict[str, str]:
    if name == "evidence-of-fact":
        found = ask(load(ttl), 'SELECT ?f { ?f a kg:HoldsPostFact ; kg:post "总经理" }').rows()
        return {"fact": found[0][0]}
    return ASKED[name]


def _rows(ttl: Path, name: str) -> list[tuple[str, ...]]:
    return ask(load(ttl), named(name, _parameters(ttl, name))).rows()


def test_all_are_asked() -> None:
    assert sorted(ASKED) == [query.name for query in names()]
    assert len(ASKED) >= 15


@pytest.mark.parametrize("name", ASKED)
def test_both_programs_agree(ttl: Path, another: RdfGraph, name: str) -> None:
    def plain(cell: Any) -> str:
        if isinstance(cell, Literal) and cell.datatype == XSD.decimal:  # rdflib writes 12 as 12.0
            return f"{Decimal(str(cell)).normalize():f}"
        return "" if cell is None else str(cell)

    rows = _rows(ttl, name)
    assert rows
    assert [tuple(map(plain, row)) for row in another.query(named(name, _parameters(ttl, name)))] == rows  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "contradictions",
            [
                ("青禾县", "县长", "周安宁", "2023-01-01", "2023-06-01", "陆承泽", "2023-03-01"),
                ("青禾县", "县长", "周安宁", "2023-01-01", "2023-06-01", "陆承泽", "2023-06-01"),
                ("青禾县", "县长", "陆承泽", "2023-03-01", "2023-08-01", "周安宁", "2023-06-01"),
            ],
        ),
        (
            "events-between",
            [
                ("2023-05", "调度会", "meeting", "", "青禾县教育局"),
                ("2023-05-11", "青禾县项目签约仪式", "signing", "柳溪镇", ""),
            ],
        ),
        (
            "evidence-of-fact",
            [("林远舟", "任职", "远航科技公司", "总经理official:林远舟@2", PLAIN, "100", "117")],
        ),
        (
            "met-whom",
            [
                ("苏见微", "何以宁", "1", "2023-05-11", "2023-05-11"),
                ("苏见微", "周安宁", "1", "2023-05", "2023-05"),
                ("苏见微", "林远舟", "1", "2023-05-11", "2023-05-11"),
            ],
        ),
        (
            "namesakes",
            [
                ("林远舟", "official:林远舟", "青禾县"),
                ("林远舟", "official:林远舟", "青禾县政府"),
                ("林远舟", "official:林远舟@2", "远航科技公司"),
            ],
        ),
        (
            "organizations-near",
            [
                ("苏见微", "参加", "青禾县项目签约仪式", "参加", "远航科技公司"),
                ("苏见微", "任职", "青禾县教育局", "属于", "青禾县政府"),
                ("苏见微", "供职于", "青禾县教育局", "属于", "青禾县政府"),
                ("苏见微", "参加", "调度会", "主办", "青禾县教育局"),
            ],
        ),
        (
            "posts-now",
            [
                ("林远舟", "县委书记", "青禾县", "2023-03", "2023-05-12"),
                ("陆承泽", "县长", "青禾县", "2023-03-01", "2023-08-01"),
                ("苏见微", "局长", "青禾县教育局", "2023-05-12", "2023-06"),
            ],
        ),
        ("shared-industries", [("茶叶加工", "柳溪镇", "青禾县")]),
        (
            "single-source",
            [
                ("陆承泽", "任职", "青禾县", "县长", PLAIN),
                ("陆承泽", "任职", "青禾县政府", "副县长", PLAIN),
            ],
        ),
        (
            "targets-against-results",
            [
                ("青禾县", "造林面积", "ge", "5", "万亩", "2023", "2", "万亩", "2022", ""),
                ("青禾县", "造林面积", "ge", "5", "万亩", "2023", "5.5", "万亩", "2023", "true"),
            ],
        ),
    ],
)
def test_the_rows(ttl: Path, name: str, expected: list[tuple[str, ...]]) -> None:
    assert _rows(ttl, name) == expected


def test_the_facts_of_an_article_are_those_of_its_part_of_the_file(ttl: Path) -> None:
    rows = _rows(ttl, "facts-of-article")
    title = "青禾县与远航科技公司签约"
    assert (title, "青禾县项目签约仪式", "举行地", "柳溪镇", "", "青禾县项目签约仪式在柳溪镇举行") in [
        row[:6] for row in rows
    ]
    assert "周安宁" not in {row[1] for row in rows}
    assert [int(row[6]) for row in rows] == sorted(int(row[6]) for row in rows)


def test_what_is_no_iri_finds_no_fact(ttl: Path) -> None:
    assert ask(load(ttl), named("evidence-of-fact", {"fact": "no iri"})).rows() == []


def test_a_name_that_is_not_there_finds_nothing(ttl: Path) -> None:
    """pyoxigraph's `*` from a term that is not in the graph gives no row, others' gives the term itself."""
    for query in names():
        if query.parameters:
            assert ask(load(ttl), named(query.name, dict.fromkeys(query.parameters, "无此名"))).rows() == []
