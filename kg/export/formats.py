"""The formats of RDF in which a graph or the vocabulary can be written.

Turtle, N-Triples and JSON-LD have all of it in one graph. N-Quads and TriG have what an article says in a graph of its
own, named by the IRI of the article; everything in the one graph of the others is in one of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TextIO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.export import jsonld, ontology, turtle
from kg.export.rdf import names_of, ordered, quads, sections
from kg.export.terms import Names, Statement, names
from kg.graph import Graph

FORMATS = ("ttl", "nt", "nq", "trig", "jsonld")
_Part = tuple[NamedNode | None, list[Statement]]


def _parts(graph: Graph, form: str) -> Iterator[_Part]:
    if form in ("nq", "trig"):
        yield from quads(graph)
    else:
        for section in sections(graph):
            yield None, section


def _lines(part: _Part, form: RdfFormat) -> str:
    name, section = part
    stream = BytesIO()
    if form == RdfFormat.N_TRIPLES:
        serialize((Triple(*statement) for statement in section), stream, form)
    else:
        graph = name or DefaultGraph()
        serialize((Quad(*statement, graph) for statement in section), stream, form)
    return stream.getvalue().decode("utf-8")


def _named(part: _Part, names: Names) -> str:
    """A section of TriG. In the default graph it is Turtle."""
    name, section = part
    if name is None:
        return turtle.body((Triple(*statement) for statement in section), names.prefixes)
    stream = BytesIO()
    found = (Quad(*statement, name) for statement in section)
    serialize(found, stream, RdfFormat.TRIG, prefixes=names.prefixes)
    return stream.getvalue().decode("utf-8").split("\n", len(names.prefixes))[-1]


def _write(parts: Iterable[_Part], names: Names, form: str, stream: TextIO) -> None:
    match form:
        case "jsonld":
            jsonld.write((section for _, section in parts), names, stream)
        case "ttl" | "trig":
            stream.write(turtle.head(names.prefixes))
            for part in parts:
                stream.write(_named(part, names))
        case _:
            syntax = RdfFormat.N_TRIPLES if form == "nt" else RdfFormat.N_QUADS
            for part in parts:
                stream.write(_lines(part, syntax))


def write(graph: Graph, form: str, stream: TextIO) -> None:
    """Write the graph to `stream` in one of `FORMATS`, a section at a time."""
    _write(_parts(graph, form), names_of(graph), form, stream)


def write_ontology(form: str, stream: TextIO) -> None:
    """Write the vocabulary alone."""
    _write([(None, ordered(ontology.statements()))], names(), form, stream)
