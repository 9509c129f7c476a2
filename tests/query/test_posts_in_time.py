"""The named queries about time, on a graph of made-up pages, in both of the programs that read RDF here."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_pages import built, node
from rdflib import Graph as RdfGraph

from kg.chronicle import posts_at
from kg.export import turtle
from kg.graph import Graph
from kg.query import ask, load, named

Rows = list[tuple[str, ...]]

PAGES = (
    ("2021年3月5日", "3月4日，岚皋县人大常委会任命林远舟为岚皋县财政局局长。"),
    ("2022年5月1日", "岚皋县财政局局长林远舟、教育局局长何望舒主持会议。"),
    ("2022年7月10日", "2022年6月，岚皋县副县长陈明德到市里开会。"),
    ("2023年7月1日", "免去林远舟的岚皋县财政局局长职务。"),
    ("2023年7月1日", "任命沈若岚为岚皋县财政局局长。"),
    ("2024年3月1日", "岚皋县教育局原局长何望舒到场，教育局局长周安宁主持会议。"),
    ("2025年7月1日", "免去沈若岚的岚皋县财政局局长职务，任命林远舟为岚皋县财政局局长。"),
)
DAYS = (
    "2020", "2021", "2021-03", "2021-03-03", "2021-03-04", "2022-05-01", "2022-06", "2022-06-01", "2022-06-20", "2022",
    "2023-06-30", "2023-07-01", "2023-07", "2024-03-01", "2024-05", "2025-06-30", "2025-07-01", "2026-01-01",
)  # fmt: skip


@pytest.fixture(scope="module")
def graph() -> Graph:
    return built(*PAGES)


@pytest.fixture(scope="module")
def ttl(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("times") / "graph.ttl"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        turtle.write(graph, stream)
    return path


@pytest.fixture(scope="module")
def another(ttl: Path) -> RdfGraph:
    return RdfGraph().parse(ttl)


def answer(ttl: Path, another: RdfGraph, asked: str, **parameters: str) -> Rows:
    """The rows of a named query, which both programs must give alike."""
    query = named(asked, parameters)
    rows = ask(load(ttl), query).rows()
    assert [tuple("" if cell is None else str(cell) for cell in row) for row in another.query(query)] == rows  # type: ignore[union-attr]
    return rows


@pytest.mark.parametrize("day", DAYS)
def test_posts_at_a_date_are_those_of_the_chronicle(graph: Graph, ttl: Path, another: RdfGraph, day: str) -> None:
    rows = answer(ttl, another, "posts-at", name="岚皋县", date=day)
    name = {each: row["name"] for each, row in graph.nodes(data=True)}
    held = posts_at(graph, day, node(graph, "岚皋县"))
    assert sorted(row[:4] for row in rows) == sorted((name[h.person], h.post, name[h.body], h.grounds) for h in held)


def test_who_came_after_whom(ttl: Path, another: RdfGraph) -> None:
    assert answer(ttl, another, "successions", name="岚皋县") == [
        ("岚皋县教育局", "局长", "何望舒", "2022-05-01", "周安宁", "2024-03-01"),
        ("岚皋县财政局", "局长", "林远舟", "2021-03-04", "沈若岚", "2023-07-01"),
        ("岚皋县财政局", "局长", "沈若岚", "2023-07-01", "林远舟", "2025-07-01"),
    ]


def test_a_career_has_its_beginnings_and_ends(ttl: Path, another: RdfGraph) -> None:
    assert answer(ttl, another, "career", person="林远舟") == [
        ("林远舟", "局长", "岚皋县财政局", "2021-03-04", "2021-03-04", "2022-05-01", "2023-07-01", ""),
        ("林远舟", "局长", "岚皋县财政局", "2025-07-01", "2025-07-01", "2025-07-01", "", ""),
    ]
    assert answer(ttl, another, "career", person="何望舒") == [
        ("何望舒", "局长", "岚皋县教育局", "", "2022-05-01", "2022-05-01", "", "2024-03-01")
    ]
