from __future__ import annotations

import io
import json
import math
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from small_graph import HOSTILE, graph_named, small_graph

from kg.export import node_link
from kg.graph import Graph, load, to_node_link


def written(graph: Graph) -> str:
    stream = io.StringIO()
    node_link.write(graph, stream)
    return stream.getvalue()


def test_reads_back_as_the_same_graph(tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    path.write_bytes(written(small_graph()).encode("utf-8"))
    assert to_node_link(load(path)) == to_node_link(small_graph())


def test_one_line_a_node_and_an_edge() -> None:
    graph = small_graph()
    lines = written(graph).splitlines()
    rows = [line for line in lines if line.startswith(('{"id"', '{"source"'))]
    assert len(rows) == graph.number_of_nodes() + graph.number_of_edges()


def test_the_order_in_which_a_row_was_put_together_does_not_show() -> None:
    graph, other = small_graph(), small_graph()
    for _, row in other.nodes(data=True):
        items = list(row.items())[::-1]
        row.clear()
        row.update(items)
    assert to_node_link(graph) == to_node_link(other)
    assert written(graph) == written(other)


def test_an_empty_graph_is_json() -> None:
    graph = small_graph()
    graph.clear()
    assert json.loads(written(graph))["nodes"] == []


def test_chinese_stands_as_it_is() -> None:
    assert "林远舟" in written(small_graph())


@given(st.text(st.characters(), min_size=1))
@example("\ud800")
def test_any_name_comes_back(name: str) -> None:
    text = written(graph_named(name)).encode("utf-8").decode("utf-8")
    assert json.loads(text) == to_node_link(graph_named(name))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_come_back(name: str) -> None:
    assert json.loads(written(graph_named(name)))["nodes"][1]["name"] == name


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_json_cannot_say_is_refused(value: float) -> None:
    graph = small_graph()
    graph.nodes["indicator:茶园面积"]["value"] = value
    with pytest.raises(ValueError, match="not JSON compliant"):
        written(graph)
