"""Every fact of graph.json is in the Turtle and back: nodes with attributes, edges with qualifiers, dates, evidence."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from full_graph import full_graph
from made_graph import made_graph
from made_pages import built
from pyoxigraph import RdfFormat, Triple, parse
from rebuild import Rebuilt, rows_of
from small_graph import HOSTILE, graph_named, small_graph

from kg.export import turtle
from kg.graph import Graph, load, problems
from kg.validate import validate

OUTPUT = Path(__file__).parents[2] / "output"
# A career over several pages: taken, seen, left, taken again; written in two ways; said of a predecessor
PAGES = (
    ("2021年3月2日", "3月1日，岚皋县召开干部大会，任命林远舟为岚皋县教育局局长。县长苏见微出席会议并讲话。"),
    ("2021年9月9日", "9月8日，岚皋县教育局局长林远舟到城关镇调研，岚皋县将建设青年公园项目，投资2.5亿元。"),
    ("2022年5月3日", "5月2日，免去林远舟的岚皋县教育局局长职务。岚皋县开展“春耕行动”，发展茶叶加工产业。"),
    ("2023年6月6日", "6月5日，任命林远舟为岚皋县教育局局长。原县长苏见微参加会议。全县生产总值增长8.5%以上。"),
)


def assert_comes_back(graph: Graph) -> None:
    stream = io.StringIO(newline="")
    turtle.write(graph, stream)
    quads = parse(stream.getvalue().encode("utf-8"), RdfFormat.TURTLE)
    rebuilt = Rebuilt(quad.triple for quad in quads if isinstance(quad.triple, Triple))
    nodes, edges = rows_of(graph)
    assert rebuilt.nodes == nodes
    assert rebuilt.edges == edges


def test_the_full_graph_keeps_the_contract() -> None:
    assert problems(full_graph()) == []


@pytest.mark.parametrize("graph", [small_graph(), full_graph()], ids=["small", "full"])
def test_a_graph_comes_back(graph: Graph) -> None:
    assert_comes_back(graph)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_come_back(name: str) -> None:
    assert_comes_back(graph_named(name))


def test_a_made_up_graph_comes_back() -> None:
    assert_comes_back(made_graph(1))


def test_the_sample_pages_come_back() -> None:
    assert_comes_back(load(OUTPUT / "graph.json"))


def test_such_pages_conform_to_the_shapes(tmp_path: Path) -> None:
    for number, graph in enumerate((built(*PAGES), full_graph(), made_graph(1))):
        path = tmp_path / f"{number}.ttl"
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            turtle.write(graph, stream)
        assert validate(path) == []


def test_pages_over_several_years_come_back() -> None:
    graph = built(*PAGES)
    rows = [row for _, _, row in graph.edges(data=True)]
    assert {"start", "end"} <= {name for row in rows for name in row}
    assert {"start", "end"} <= {passage.get("says") for row in rows for passage in row.get("evidence", ())}
    assert any(row.get("seen") for row in rows)
    assert_comes_back(graph)


def test_under_another_base_it_is_the_same() -> None:
    graph = full_graph()
    graph.graph["base_iri"] = "https://data.example.org/fact/"
    assert_comes_back(graph)
