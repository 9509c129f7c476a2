"""The formats of RDF say the same; N-Quads and TriG say besides which article does."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tracemalloc
from pathlib import Path

import pytest
import rdflib
from full_graph import SECOND, full_graph
from made_graph import made_graph
from pyoxigraph import BlankNode, Dataset, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib.compare import isomorphic
from small_graph import ARTICLE, COUNTY, HE, HOSTILE, LIN, SU, graph_named

from kg.commands.building import _RDF_FORMATS
from kg.export import formats, ontology, turtle
from kg.export.jsonld import context, properties
from kg.export.rdf import ordered, quads, sections
from kg.export.terms import names, own, term
from kg.graph import Graph, load

ROOT = Path(__file__).parents[2]
SYNTAX = {
    "ttl": (RdfFormat.TURTLE, "turtle"),
    "nt": (RdfFormat.N_TRIPLES, "nt"),
    "nq": (RdfFormat.N_QUADS, "nquads"),
    "trig": (RdfFormat.TRIG, "trig"),
    "jsonld": (RdfFormat.JSON_LD, "json-ld"),
}
IN_ONE = ("ttl", "nt", "jsonld")
BASE = "https://data.example.org/资料/"


def written(graph: Graph, form: str) -> str:
    stream = io.StringIO(newline="")
    formats.write(graph, form, stream)
    return stream.getvalue()


def based() -> Graph:
    graph = full_graph()
    graph.graph |= {"base_iri": BASE, "licence": "https://creativecommons.org/licenses/by/4.0/"}
    return graph


def expected(graph: Graph, form: str) -> set[Quad]:
    if form in IN_ONE:
        return {Quad(*statement) for section in sections(graph) for statement in section}
    return {Quad(*each, name) if name else Quad(*each) for name, section in quads(graph) for each in section}


GRAPHS = {"full": full_graph(), "based": based(), "sample": load(ROOT / "output" / "graph.json")} | {
    f"hostile {number}": graph_named(name) for number, name in enumerate(HOSTILE)
}
each_format = pytest.mark.parametrize("form", formats.FORMATS)
each_graph = pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)


def test_the_command_line_knows_the_formats() -> None:
    assert _RDF_FORMATS == formats.FORMATS
    assert SYNTAX.keys() == set(formats.FORMATS)


@each_format
@each_graph
def test_pyoxigraph_reads_what_was_written(graph: Graph, form: str) -> None:
    found = set(parse(written(graph, form).encode("utf-8"), SYNTAX[form][0]))
    assert not any(isinstance(quad.subject, BlankNode) for quad in found)
    assert Dataset(found) == Dataset(expected(graph, form))


def test_rdflib_reads_the_same_graph_from_each_format() -> None:
    graphs = []
    for form in IN_ONE:
        graphs.append(rdflib.Graph().parse(data=written(based(), form), format=SYNTAX[form][1]))
    turtle_, *others = graphs
    assert len(turtle_) == len(expected(based(), "ttl"))
    for other in others:
        assert isomorphic(turtle_, other)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rdflib_reads_the_same_data_set_from_each_format() -> None:
    sets = []
    for form in ("nq", "trig"):
        found = rdflib.Dataset().parse(data=written(based(), form), format=SYNTAX[form][1])
        assert found is not None
        sets.append({tuple(map(str, quad)) for quad in found.quads()})
    assert sets[0] == sets[1]
    assert len(sets[0]) == len(expected(based(), "nq"))


@pytest.mark.parametrize("name", HOSTILE)
def test_rdflib_reads_any_name_from_json_ld(name: str) -> None:
    found = rdflib.Graph().parse(data=written(graph_named(name), "jsonld"), format="json-ld")
    again = rdflib.Graph().parse(data=written(graph_named(name), "ttl"), format="turtle")
    assert isomorphic(found, again)


@each_graph
def test_all_that_is_in_one_graph_is_in_one_of_the_named(graph: Graph) -> None:
    assert {quad.triple for quad in expected(graph, "trig")} == {quad.triple for quad in expected(graph, "ttl")}


@each_graph
def test_nothing_is_written_twice(graph: Graph) -> None:
    assert len(list(parse(written(graph, "ttl").encode(), RdfFormat.TURTLE))) == len(expected(graph, "ttl"))
    assert len(written(graph, "nq").split("\n")[:-1]) == len(expected(graph, "nq"))


def in_graph(graph: Graph, name: NamedNode | None) -> set[Triple]:
    return {Triple(*each) for article, section in quads(graph) if article == name for each in section}


def test_a_fact_is_in_the_graph_of_the_article_that_says_it() -> None:
    article = in_graph(full_graph(), names().entity(ARTICLE))
    county, lin = names().entity(COUNTY), names().entity(LIN)
    assert Triple(lin, own("holdsPostIn"), county) in article
    assert Triple(names().entity(ARTICLE), term("schema:mentions"), county) in article
    passages = {triple.object for triple in article if triple.predicate == term("prov:wasDerivedFrom")}
    assert passages == {triple.subject for triple in article if triple.predicate == term("oa:start")}


def test_what_is_inferred_or_of_the_data_set_is_in_the_default_graph() -> None:
    default = in_graph(full_graph(), None)
    town, county = names().entity("district:柳溪镇"), names().entity(COUNTY)
    assert Triple(town, term("schema:containedInPlace"), county) in default
    assert Triple(NamedNode(f"{names().base}dataset"), term("rdf:type"), term("void:Dataset")) in default
    assert Triple(county, term("rdf:type"), own("District")) in default
    assert not [triple for triple in default if triple.predicate == own("holdsPostIn")]


def test_an_article_says_only_its_own_passages_and_dates() -> None:
    firm = "organization:远航科技公司"
    pattern = {name: in_graph(full_graph(), names().entity(name)) for name in (ARTICLE, SECOND)}
    fact = next(
        triple.subject
        for triple in pattern[SECOND]
        if triple.predicate == term("rdf:subject") and triple.object == names().entity(COUNTY)
    )
    dates = {
        name: {t.object.value for t in found if t.subject == fact and t.predicate == own("asOf")}
        for name, found in pattern.items()
    }
    assert dates == {ARTICLE: {"2023-05"}, SECOND: {"2023-06"}}
    told = {triple.object for triple in pattern[SECOND] if triple.predicate == term("schema:mentions")}
    assert told == {names().entity(HE)}
    assert names().entity(firm) not in {triple.subject for triple in pattern[SECOND]}
    assert names().entity(SU) in {triple.subject for triple in pattern[ARTICLE]}


# JSON-LD


def test_json_ld_can_be_read_by_people() -> None:
    rows = {row["@id"]: row for row in json.loads(written(full_graph(), "jsonld"))["@graph"]}
    county = rows["id/district:青禾县"]
    assert county["@type"] == ["kg:District", "schema:AdministrativeArea"]
    assert (county["prefLabel"], county["altLabel"]) == ({"zh": "青禾县"}, {"zh": "县里"})
    assert county["containedInPlace"] == "id/district:云泽市"
    assert county["level"] == "county"
    assert rows["id/district:云泽市"]["inferred"] is True
    (post,) = [row for row in rows.values() if row.get("post") == "县委书记"]
    assert post["member"] == "id/official:林远舟"
    assert post["start"] == {"@value": "2023-03", "@type": "xsd:gYearMonth"}


def test_every_property_has_a_key() -> None:
    graphs = [*GRAPHS.values(), based()]
    used = {each[1] for graph in graphs for section in sections(graph) for each in section}
    assert {each.value for each in used} - {term("rdf:type").value} <= properties().keys()
    keys = [key for key, _, _ in properties().values()]
    assert len(set(keys)) == len(keys)
    assert context(names())["@base"] == names().base


# Other engines


def test_three_engines_of_three_families_read_the_same_number_of_triples(tmp_path: Path) -> None:
    """Raptor is C, pyoxigraph Rust and rdflib Python, and none of them is made from another."""
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("no rapper to read the Turtle with: run scripts/install-rapper, or apt install raptor2-utils")
    # Raptor refuses U+FFFE, which is no character and which RDF allows
    graphs: dict[str, Graph | None] = {"vocabulary": None}
    graphs |= {label: graph for label, graph in GRAPHS.items() if not any("\ufffe" in node for node in graph)}
    for label, graph in graphs.items():
        path = tmp_path / "graph.ttl"
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            if graph is None:
                formats.write_ontology("ttl", stream)
            else:
                turtle.write(graph, stream)
        counted = subprocess.run(
            [rapper, "-q", "-i", "turtle", "-o", "ntriples", str(path)], capture_output=True, check=True
        )
        assert not counted.stderr, label
        by_rapper = counted.stdout.splitlines()
        by_pyoxigraph = list(parse(path=path, format=RdfFormat.TURTLE))
        by_rdflib = rdflib.Graph().parse(path, format="turtle")
        assert len(by_rapper) == len(by_pyoxigraph) == len(by_rdflib) > 100, label
        same = {str(quad.triple) for quad in parse(counted.stdout, RdfFormat.N_TRIPLES)}
        assert same == {str(quad.triple) for quad in by_pyoxigraph}, label


@each_format
def test_the_vocabulary_in_each_format(form: str) -> None:
    stream = io.StringIO(newline="")
    formats.write_ontology(form, stream)
    found = {quad.triple for quad in parse(stream.getvalue().encode("utf-8"), SYNTAX[form][0])}
    assert found == {Triple(*statement) for statement in ordered(ontology.statements())}


class _Counting(io.StringIO):
    written = 0

    def write(self, text: str) -> int:
        self.written += len(text)
        return len(text)


@each_format
def test_writing_takes_little_beside_the_graph(form: str) -> None:
    """What is held of the RDF while it is written is less than half of what the graph takes."""
    formats.write(made_graph(1), form, _Counting())  # what is kept for the next time
    tracemalloc.start()
    graph = made_graph(8)
    taken, _ = tracemalloc.get_traced_memory()
    stream = _Counting()
    formats.write(graph, form, stream)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert stream.written > 3_000_000
    assert peak - taken < taken / 2
