from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import igraph
import networkx as nx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from small_graph import COUNTY, HOSTILE, LIN, SIGNING, graph_named, small_graph

from kg.export import graphml
from kg.export.characters import for_xml
from kg.graph import Graph


def written(graph: Graph) -> bytes:
    stream = io.StringIO()
    graphml.write(graph, stream)
    return stream.getvalue().encode("utf-8")


def read(graph: Graph) -> Any:
    return nx.read_graphml(io.BytesIO(written(graph)))


def test_networkx_reads_the_same_nodes_and_edges() -> None:
    graph, found = small_graph(), read(small_graph())
    assert found.is_directed()
    assert list(found) == list(graph)
    triples = [(source, row["type"], target) for source, target, row in graph.edges(data=True)]
    assert sorted((source, row["type"], target) for source, target, row in found.edges(data=True)) == sorted(triples)


def test_values_keep_their_kind() -> None:
    found = read(small_graph())
    assert found.nodes["indicator:茶园面积"]["value"] == 3.5
    assert found.nodes["district:云泽市"]["inferred"] is True
    assert found.nodes[COUNTY]["aliases"] == "县里"
    assert found.nodes[COUNTY]["label"] == "青禾县"
    assert "code" not in found.nodes[COUNTY]
    assert found.nodes[COUNTY]["evidence"].endswith(".txt#char=0,3 青禾县")


def test_an_edge_has_its_label_and_qualifiers() -> None:
    row = read(small_graph()).get_edge_data(LIN, COUNTY)
    post = next(iter(row.values())) if "type" not in row else row
    assert (post["label"], post["post"], post["start"], post["as_of"]) == ("任职", "县委书记", "2023-03", "2023-05-12")


def test_parallel_edges_stay_apart() -> None:
    graph = small_graph()
    graph.add_edge(LIN, SIGNING, type="attended", role="speaker", inferred=True)
    roles = {row["role"] for row in read(graph).get_edge_data(LIN, SIGNING).values()}
    assert roles == {"host", "speaker"}


def test_igraph_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    path.write_bytes(written(small_graph()))
    found = igraph.Graph.Read_GraphML(str(path))
    assert found.vs["name"] == [row["name"] for _, row in small_graph().nodes(data=True)]
    assert found.ecount() == small_graph().number_of_edges()


@given(st.text(st.characters(), min_size=1))
@example("\r\n\t x ")
@example("\ud800\x00")
def test_any_name_comes_back_but_for_what_xml_cannot_hold(name: str) -> None:
    names = [row["name"] for _, row in read(graph_named(name)).nodes(data=True)]
    assert names == [for_xml(name)] * 2


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_no_markup(name: str) -> None:
    root = ElementTree.fromstring(written(graph_named(name)))
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags == {"graphml", "key", "graph", "node", "edge", "data"}
    assert for_xml(name) in [element.text for element in root.iter()]


def test_ids_that_differ_in_what_xml_cannot_hold_stay_two() -> None:
    graph = small_graph()
    for node in ("person:x", "person:x\x00", "person:x\\u0000"):
        graph.add_node(node, type="person", name="x", aliases=[], inferred=True)
    assert len(read(graph)) == len(graph)
