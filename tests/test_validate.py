from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Literal, URIRef
from rdflib import Graph as RdfGraph
from rdflib.namespace import PROV, SKOS
from small_graph import BUREAU, COUNTY, HOSTILE, LIN, SIGNING, SU, evidence, graph_named, small_graph

from kg.errors import KgError
from kg.export import turtle
from kg.export.shapes import SH, shapes
from kg.export.terms import PREFIXES, names
from kg.graph import Graph
from kg.validate import validate
from kg.vocabulary import VOCABULARY

KG = PREFIXES["kg"]


def written(graph: Graph, folder: Path) -> Path:
    path = folder / "graph.ttl"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        turtle.write(graph, stream)
    return path


def edge(graph: Graph, source: str, target: str) -> dict[str, Any]:
    row: dict[str, Any] = graph.edges[source, target, 0]
    return row


def test_the_small_graph_conforms(tmp_path: Path) -> None:
    assert validate(written(small_graph(), tmp_path)) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_a_shape(tmp_path: Path, name: str) -> None:
    assert validate(written(graph_named(name), tmp_path)) == []


# How the graph is broken, and the lines that say so
BROKEN: list[tuple[Callable[[Graph], object], list[str]]] = [
    (
        lambda graph: edge(graph, LIN, COUNTY).pop("post"),
        ["林远舟 (official), holds post 青禾县 (district): no post"],
    ),
    (
        lambda graph: edge(graph, LIN, COUNTY).update(start="上月"),
        ["林远舟 (official), holds post 青禾县 (district): start is not a date (上月)"],
    ),
    (
        lambda graph: edge(graph, LIN, COUNTY).update(as_of="2023-02-30"),
        ["林远舟 (official), holds post 青禾县 (district): as of what is not a date (2023-02-30)"],
    ),
    (
        lambda graph: edge(graph, LIN, SIGNING).update(role="guest"),
        [
            "林远舟 (official), attended 青禾县项目签约仪式 (event): role is none of attendee, observer, host, leader, "
            "companion, speaker, signatory (vocabulary#attended-guest)"
        ],
    ),
    (
        lambda graph: edge(graph, SU, BUREAU).pop("evidence"),
        [
            "苏见微 (official), holds post 青禾县教育局 (organization): "
            "must have either evidence or the mark of an inference"
        ],
    ),
    (
        lambda graph: graph.nodes[LIN].update(inferred=True),
        ["林远舟 (official): must have either evidence or the mark of an inference"],
    ),
    (lambda graph: graph.nodes[COUNTY].pop("level"), ["青禾县 (district): no level"]),
    (
        lambda graph: graph.nodes[COUNTY].update(level="village"),
        ["青禾县 (district): level is none of province, prefecture, county, township, zone (village)"],
    ),
    (lambda graph: graph.nodes[SIGNING].update(date="五月"), ["青禾县项目签约仪式 (event): date is not a date (五月)"]),
    (
        lambda graph: (graph.nodes["indicator:茶叶产值"].pop("value"), graph.nodes["indicator:茶叶产值"].pop("unit")),
        ["茶叶产值 (indicator): no unit", "茶叶产值 (indicator): no value"],
    ),
    (lambda graph: graph.nodes[LIN].update(name=""), ["id/official:林远舟 (official): name is empty"]),
    (
        lambda graph: graph.add_edge(SIGNING, COUNTY, type="holds_post", post="主席", evidence=evidence("青禾县")),
        [
            "青禾县项目签约仪式 (event), holds post 青禾县 (district): "
            "does not lead from official (青禾县项目签约仪式 (event))"
        ],
    ),
    (
        lambda graph: graph.add_edge(LIN, SU, type="works_for", evidence=evidence("林远舟")),
        [
            "林远舟 (official), works for 苏见微 (official): does not lead to organization or district "
            "(苏见微 (official))"
        ],
    ),
]


@pytest.mark.parametrize(("break_", "lines"), BROKEN)
def test_what_is_broken_is_said_in_a_line(tmp_path: Path, break_: Callable[[Graph], object], lines: list[str]) -> None:
    graph = small_graph()
    break_(graph)
    assert validate(written(graph, tmp_path)) == lines


def test_several_at_once_are_all_said(tmp_path: Path) -> None:
    graph = small_graph()
    breaks = [BROKEN[number] for number in (2, 3, 5, 7, 9)]
    for break_, _ in breaks:
        break_(graph)
    assert validate(written(graph, tmp_path)) == sorted(line for _, lines in breaks for line in lines)


def damaged(folder: Path, *changes: tuple[str, tuple[Any, Any, Any]]) -> list[str]:
    """What is said of the small graph's Turtle after triples were added or removed in it; None is any term."""
    data = RdfGraph().parse(written(small_graph(), folder), format="turtle")
    for change, triple in changes:
        if change == "add":
            data.add(triple)
        else:
            assert list(data.triples(triple))
            data.remove(triple)
    path = folder / "damaged.ttl"
    data.serialize(path, format="turtle", encoding="utf-8")
    return validate(path)


def test_damage_that_no_graph_of_the_program_has(tmp_path: Path) -> None:
    county, lin = URIRef(names().entity(COUNTY).value), URIRef(names().entity(LIN).value)
    no_name = damaged(tmp_path, ("remove", (lin, SKOS.prefLabel, None)))
    assert "id/official:林远舟 (official): no name" in no_name
    two_names = damaged(tmp_path, ("add", (county, SKOS.prefLabel, Literal("乙县", lang="zh"))))
    assert two_names == ["乙县 (district): more than one name"]
    two_levels = damaged(tmp_path, ("add", (county, URIRef(f"{KG}level"), Literal("zone"))))
    assert two_levels == ["青禾县 (district): more than one level"]
    elsewhere = damaged(tmp_path, ("add", (county, PROV.wasDerivedFrom, lin)))
    assert elsewhere == ["青禾县 (district): evidence that is no passage (林远舟 (official))"]


def test_damage_to_a_passage(tmp_path: Path) -> None:
    start = URIRef(f"{PREFIXES['oa']}start")
    data = RdfGraph().parse(written(small_graph(), tmp_path), format="turtle")
    passage = sorted(data.subjects(start, None), key=str)[0]
    backwards = damaged(
        tmp_path,
        ("remove", (passage, start, None)),
        ("add", (passage, start, Literal("99999", datatype=URIRef(f"{PREFIXES['xsd']}nonNegativeInteger")))),
    )
    assert len(backwards) == 1
    assert ": starts after its end" in backwards[0]
    unquoted = damaged(
        tmp_path, ("remove", (passage, PROV.value, None)), ("remove", (passage, PROV.wasQuotedFrom, None))
    )
    assert [line.rpartition(": ")[2] for line in unquoted] == ["not exactly one text", "quoted from nothing"]
    assert all(line.startswith("document/2023/青禾日报.txt#char=") for line in unquoted)


def test_damage_to_a_fact(tmp_path: Path) -> None:
    data = RdfGraph().parse(written(small_graph(), tmp_path), format="turtle")
    fact = next(iter(data.subjects(RDF.type, URIRef(f"{KG}DevelopsFact"))))
    headless = damaged(tmp_path, ("remove", (fact, RDF.subject, None)))
    assert headless == ["nothing, develops 茶叶加工 (industry): does not lead from one thing"]
    mute = damaged(tmp_path, ("remove", (fact, RDF.predicate, None)))
    assert mute == ["青禾县 (district), develops 茶叶加工 (industry): is not stated as kg:develops"]
    post = next(iter(data.subjects(RDF.type, URIRef(f"{KG}WorksForFact"))))
    organization = URIRef(f"{PREFIXES['org']}organization")
    bodiless = damaged(tmp_path, ("remove", (post, organization, None)))
    assert bodiless == ["苏见微 (official), works for 青禾县教育局 (organization): no organization"]


def test_a_hostile_name_stays_on_its_line(tmp_path: Path) -> None:
    graph = graph_named("一\n二\u2028三\x1b[31m")
    for _, row in graph.nodes(data=True):
        row.pop("evidence")
    lines = validate(written(graph, tmp_path))
    assert len(lines) == 2
    assert all(line.startswith(r"一\n二\u2028三\x1b[31m (") for line in lines)


def test_every_row_of_the_vocabulary_has_its_shape() -> None:
    targets = {str(target) for target in shapes().objects(None, SH.targetClass)}
    assert len(targets) == len(VOCABULARY.entities) + len(VOCABULARY.relations) + 3
    assert {f"{KG}District", f"{KG}HoldsPostFact"} <= targets


def test_the_shapes_are_sound() -> None:
    """pySHACL itself refuses shapes that break SHACL."""
    from pyshacl import validate as conforms

    assert conforms(RdfGraph(), shacl_graph=shapes(), meta_shacl=True)[0]


def test_no_such_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"none\.ttl: no such file; run `kg build` first"):
        validate(tmp_path / "none.ttl")


@pytest.mark.parametrize("content", [b"<a:b> <a:c> .", b"\xff\xfe\x00", b"{}", b'<a:b> <a:c> "x'])
def test_what_is_not_turtle_is_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(content)
    with pytest.raises(KgError, match=r"graph\.ttl: cannot be read as Turtle") as raised:
        validate(path)
    assert "\n" not in str(raised.value)
