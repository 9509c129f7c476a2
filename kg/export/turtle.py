"""graph.ttl: the graph as RDF 1.1, in standard vocabularies first (docs/rdf.md tells which term carries what).

Every node has an IRI; there are no blank nodes, whose labels would differ from one build to the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain, starmap
from pathlib import Path
from tempfile import gettempdir
from typing import TextIO

from pyoxigraph import RdfFormat, Triple, serialize

from kg.chronicle import seat_of
from kg.engine.disk import DiskRows
from kg.export.articles import Articles
from kg.export.ontology import MEMBERSHIPS
from kg.export.parts import Parts, digest, put, runs
from kg.export.rdf import Quote, names_of, of_document, of_node, ordered, quote, quoted, sections, whole
from kg.export.shared import Shared
from kg.export.terms import PREFIXES, Names, Statement
from kg.graph import Graph
from kg.vocabulary import VOCABULARY


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


def write(graph: Graph, stream: TextIO, parts: Parts | None = None) -> None:
    """Write the graph to `stream` as Turtle: its `sections`, those whose rows did not change as they were."""
    write_things(graph, stream, parts)
    write_documents(graph, stream, parts)


def write_things(graph: Graph, stream: TextIO, parts: Parts | None = None) -> None:
    """Write the first half: what is said of the whole, and the things with their facts."""
    parts = parts or Parts(graph)
    names = names_of(graph)
    rows = chain((row for _, row in graph.nodes(data=True)), (row for *_, row in graph.edges(data=True)))
    documents = sorted({passage["document"] for row in rows for passage in row.get("evidence", ())})
    stream.write(head(names.prefixes))
    put(stream, _turtle_of(names, whole(graph, names, documents)))
    for text in _runs(parts, names.base, lambda run: _turtle_of(names, (of_node(graph, names, node) for node in run))):
        put(stream, text)


def write_documents(graph: Graph, stream: TextIO, parts: Parts | None = None) -> None:
    """Write the second half: the documents with their passages, and what several things share."""
    parts = parts or Parts(graph)
    names, articles = names_of(graph), Articles(graph)

    def quotes() -> Iterator[tuple[str, Quote]]:
        edges = ((edge.source, edge.target, edge.row) for edge in parts.edges)
        found = quoted((node.row for node in parts.nodes), edges, articles)
        return ((passage["document"], quote(passage, article)) for passage, article in found)

    def of_told(told: tuple[str, list[Quote]]) -> bytes:
        return _turtle_of(names, [of_document(names, *told)])

    rows: DiskRows[tuple[str, Quote]] = DiskRows(quotes, Path(gettempdir()))
    told = rows.grouped(lambda document, found: [(document, sorted(set(found)))])
    for text in parts.made(f"graph.ttl documents {names.base}", told, digest, of_told):
        put(stream, text)
    put(stream, _turtle_of(names, (ordered(described) for described in Shared(graph).statements(names))))


def _turtle_of(names: Names, sections: Iterable[list[Statement]]) -> bytes:
    return body(starmap(Triple, chain.from_iterable(sections)), names.prefixes).encode("utf-8")


def _runs(parts: Parts, base: str, make: Callable[[Sequence[str]], bytes]) -> Iterator[bytes]:
    """The sections of the nodes, run by run."""
    around: dict[str, bytes] = {}
    if parts.told_apart:
        around = {node.id: node.digest for node in parts.nodes}
        reached: dict[str, int] = defaultdict(int)  # the types of what comes in, a bit each
        bits = {name: 1 << number for number, name in enumerate(VOCABULARY.relations)}
        for edge in parts.edges:
            # which of the body's names, and of the places it belongs to, may tell what the seat is
            post = edge.row.get("post") if edge.row["type"] in MEMBERSHIPS else None
            seat = seat_of(parts.graph, edge.target, post) if post else ()
            around[edge.source] = digest((around[edge.source], edge.digest, *seat))
            reached[edge.target] |= bits[edge.row["type"]]
        for node, types in reached.items():
            around[node] = digest((around[node], types))
    found = runs(sorted(parts.graph), lambda node: node)
    yield from parts.made(
        f"graph.ttl nodes {base}", found, lambda run: digest([(node, around[node]) for node in run]), make
    )
