"""A data set under a base and a licence of its own: `--base-iri`, `--licence`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from running import Call
from small_graph import COUNTY, HOSTILE, LIN, graph_named, small_graph

from kg.errors import KgError
from kg.export import turtle
from kg.export.dataset import settings
from kg.export.terms import BASE, VOCABULARY_IRI, checked_base, names, own, term
from kg.query import named, run
from kg.validate import validate

ELSEWHERE = "https://data.example.org/kg/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
NO_BASE = [
    "",
    "kg",
    "/kg/",
    "data.example.org/kg/",
    "urn:kg:",
    "file:///kg/",
    "https:///kg/",
    "https://data.example.org/k g/",
    "https://data.example.org/<kg>/",
    "https://data.example.org/kg/#",
    "https://data.example.org/?kg=",
    "https://data.example.org/../kg/",
    "https://data.example.org//kg/",
    "https://[::/",
    "https://data.example.org/%zz/",
    "https://data.example.org/\ud800/",
    "HTTPS://data.example.org/\n",
]


@pytest.mark.parametrize("iri", NO_BASE)
def test_what_is_no_base_is_one_line(iri: str) -> None:
    with pytest.raises(KgError, match=r"data\.example\.org/kg/") as raised:
        checked_base(iri)
    assert "\n" not in str(raised.value)


@given(st.text(st.characters()))
def test_any_text_is_a_base_or_an_error(text: str) -> None:
    for iri in (text, f"https://data.example.org/{text}"):
        try:
            base = checked_base(iri)
        except KgError:
            continue
        assert NamedNode(base).value.endswith("/")
        assert names(base).entity("a b").value == f"{base}id/a%20b"


@pytest.mark.parametrize("iri", [ELSEWHERE, ELSEWHERE[:-1], "http://127.0.0.1:8000", "https://例.example/图/"])
def test_a_base_ends_in_a_slash(iri: str) -> None:
    assert checked_base(iri) == iri.rstrip("/") + "/"


@pytest.mark.parametrize("iri", ["", "CC BY 4.0", "creativecommons.org", "https://a b", "urn:x"])
def test_what_is_no_licence_is_one_line(iri: str) -> None:
    with pytest.raises(KgError, match="not the IRI of a licence"):
        settings(licence=iri)


@pytest.mark.parametrize("name", ["青禾", *HOSTILE])
def test_only_the_vocabulary_stays_where_it_is(name: str) -> None:
    graph = graph_named(name)
    graph.graph |= settings(ELSEWHERE)
    for triple in turtle.triples(graph):
        for node in triple:
            if isinstance(node, NamedNode) and node.value.startswith(BASE):
                assert node.value.startswith(VOCABULARY_IRI)
    things = {triple.subject.value for triple in turtle.triples(graph) if isinstance(triple.subject, NamedNode)}
    assert f"{ELSEWHERE}dataset" in things
    assert names(ELSEWHERE).entity(f"official:{name}").value in things


def test_a_licence_is_that_of_the_data_set() -> None:
    graph = small_graph()
    unsaid = {triple.predicate for triple in turtle.triples(graph)}
    assert term("dcterms:license") not in unsaid
    assert term("dcterms:rights") in unsaid
    graph.graph |= settings(licence=LICENCE)
    said = [triple for triple in turtle.triples(graph) if triple.predicate == term("dcterms:license")]
    assert [(str(each.subject), str(each.object)) for each in said] == [(f"<{BASE}dataset>", f"<{LICENCE}>")]
    assert term("dcterms:rights") not in {triple.predicate for triple in turtle.triples(graph)}


# The commands


def test_a_build_under_a_base_is_queried_and_validated_as_any(pages: Path, tmp_path: Path, kg: Call) -> None:
    output = tmp_path / "output"
    assert kg("build", pages, "-o", output, "--base-iri", ELSEWHERE, "--licence", LICENCE).status == 0
    text = (output / "graph.ttl").read_text(encoding="utf-8")
    assert f"@prefix id: <{ELSEWHERE}id/> ." in text
    assert f"<{LICENCE}>" in text
    assert validate(output / "graph.ttl") == []
    held = run(output / "graph.ttl", named("posts-in", {"district": "清河县"})).rows()
    assert ("林远舟", "县委书记") in {row[:2] for row in held}
    named_so = "SELECT ?name { ?it skos:prefLabel ?name ; a kg:District FILTER(STRSTARTS(STR(?it), STR(id:))) }"
    assert ("清河县",) in run(output / "graph.ttl", named_so).rows()
    exported = kg("export", "-g", output / "graph.json", "--format", "nt")
    assert exported.status == 0
    assert f"<{ELSEWHERE}dataset>" in exported.out


def test_export_is_what_the_build_writes(small_built: Path, tmp_path: Path, kg: Call) -> None:
    assert kg("export", "-g", small_built / "graph.json").out == (small_built / "graph.ttl").read_text(encoding="utf-8")
    path = tmp_path / "graph.jsonld"
    done = kg("export", "-g", small_built / "graph.json", "--format", "jsonld", "-o", path, "--base-iri", ELSEWHERE)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert json.loads(path.read_text(encoding="utf-8"))["@context"]["@base"] == ELSEWHERE
    assert [each.name for each in tmp_path.iterdir()] == ["graph.jsonld"]


def test_the_vocabulary_needs_no_graph(tmp_path: Path, kg: Call) -> None:
    done = kg("export", "--ontology", "-g", tmp_path / "nothing.json")
    assert done.status == 0
    assert "kg:holdsPostIn a rdf:Property" in done.out
    assert own("Official").value.removeprefix(f"{VOCABULARY_IRI}#") in done.out
    path = tmp_path / "vocabulary.nt"
    assert kg("export", "--ontology", "-o", path, "--format", "nt").status == 0
    assert path.read_bytes().count(b"\n") > 300


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--base-iri", "kg"], "'kg' is not an absolute IRI; name one of http or https"),
        (["--licence", "CC0"], "'CC0' is not the IRI of a licence"),
        (["--ontology", "--base-iri", ELSEWHERE], "--ontology is the same for every graph"),
        (["--format", "rdf"], "'rdf' is not one of"),
        (["-o", "{here}"], "is a folder"),
        (["-o", "{here}/none/graph.ttl"], "cannot be written"),
        (["-g", "{here}/none.json"], "none.json: no such file"),
    ],
)
def test_what_cannot_be_exported_is_one_line(
    arguments: list[str], said: str, small_built: Path, tmp_path: Path, kg: Call
) -> None:
    given = [each.replace("{here}", str(tmp_path)) for each in arguments]
    done = kg("export", "-g", small_built / "graph.json", *given)
    assert (done.status, done.out, len(done.errors)) == (2, "", 1)
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_build_under_no_base_reads_nothing(pages: Path, tmp_path: Path, kg: Call) -> None:
    done = kg("build", pages, "-o", tmp_path / "output", "--base-iri", "kg")
    assert (done.status, len(done.errors)) == (2, 1)
    assert not (tmp_path / "output").exists()


def test_the_same_thing_has_the_same_iri_in_every_build() -> None:
    assert names().entity(LIN).value == f"{BASE}id/official:林远舟"
    assert names(ELSEWHERE).entity(COUNTY).value == f"{ELSEWHERE}id/district:青禾县"
