"""graph.ttl: the graph as RDF 1.1, in standard vocabularies first (docs/rdf.md tells which term carries what).

Every node has an IRI; there are no blank nodes, whose labels would differ from one build to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import TextIO

from pyoxigraph import RdfFormat, Triple, serialize

from kg.export.rdf import names_of, sections
from kg.export.terms import PREFIXES
from kg.graph import Graph


def head(prefixes: Mapping[str, str]) -> str:
    """The declarations of the prefixes, in their order."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(prefixes.items())) + "\n"


def body(found: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """Triples as Turtle, in the order given and without the declarations: the serialiser makes those in the order of
    its hash table, which it does not promise."""
    stream = BytesIO()
    serialize(found, stream, RdfFormat.TURTLE, prefixes=dict(prefixes))
    return stream.getvalue().decode("utf-8").split("\n", len(prefixes))[-1]


def turtle(found: Iterable[Triple]) -> str:
    """Triples as Turtle: each once, sorted by subject, its classes first. The same set gives the same text."""
    # "!" sorts before the "<" of every predicate; one string a triple sorts twice as fast as a tuple of four
    classes = "> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    rows = sorted(set(found), key=lambda triple: str(triple).replace(classes, "> ! ", 1))
    return head(PREFIXES) + body(rows, PREFIXES)


def triples(graph: Graph) -> Iterator[Triple]:
    """All that the graph says, each triple once."""
    for section in sections(graph):
        for statement in section:
            yield Triple(*statement)


def write(graph: Graph, stream: TextIO) -> None:
    """Write the graph to `stream` as Turtle, a section at a time."""
    prefixes = names_of(graph).prefixes
    stream.write(head(prefixes))
    for section in sections(graph):
        stream.write(body((Triple(*statement) for statement in section), prefixes))
