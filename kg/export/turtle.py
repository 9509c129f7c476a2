"""graph.ttl: the graph as RDF 1.1, in standard vocabularies first (docs/rdf.md tells which term carries what).

Every node has an IRI; there are no blank nodes, whose labels would differ from one build to the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain
from operator import itemgetter
from typing import TextIO

from pyoxigraph import RdfFormat, Triple, serialize

from kg.chronicle import seat_of
from kg.export.articles import Articles, Row
from kg.export.ontology import MEMBERSHIPS
from kg.export.parts import Node, Parts, digest, put, runs
from kg.export.rdf import names_of, of_document, of_node, ordered, sections, whole
from kg.export.shared import Shared
from kg.export.terms import PREFIXES, Statement
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


class _Told:
    """What is quoted of one document: the evidence of nodes and edges, each with the article that is known to say it
    or None, and digests of all that."""

    def __init__(self) -> None:
        self.evidence: list[tuple[str | None, list[Row]]] = []
        self.digests: list[bytes] = []


def _told(parts: Parts) -> dict[str, _Told]:
    found: dict[str, _Told] = defaultdict(_Told)
    known = {"mentions": 0, "wrote": 1}  # at which end of these the article stands, as in `Articles.of_edge`
    nodes = ((node.row, None, node.digest) for node in parts.nodes)
    edges = (
        (
            edge.row,
            (edge.source, edge.target)[known[edge.row["type"]]] if edge.row["type"] in known else None,
            edge.digest,
        )
        for edge in parts.edges
    )
    for row, article, of_all in chain(nodes, edges):
        by: dict[str, list[Row]] = {}
        for passage in row.get("evidence", ()):
            by.setdefault(passage["document"], []).append(passage)
        for document, evidence in by.items():
            told = found[document]
            told.evidence.append((article, evidence))
            told.digests.append(of_all if len(by) == 1 or not of_all else digest((article, evidence)))
    return found


def write(graph: Graph, stream: TextIO, parts: Parts | None = None) -> None:
    """Write the graph to `stream` as Turtle: its `sections`, those whose rows did not change as they were."""
    parts = parts or Parts(graph)
    names, articles = names_of(graph), Articles(graph)

    def turtle_of(sections: Iterable[list[Statement]]) -> bytes:
        found = "".join(body((Triple(*each) for each in section), names.prefixes) for section in sections)
        return found.encode("utf-8")

    def of_run(nodes: Sequence[Node]) -> bytes:
        return turtle_of(of_node(graph, names, node.id) for node in nodes)

    def of_told(document: str) -> bytes:
        rows = ((passage, article) for article, evidence in told[document].evidence for passage in evidence)
        quoted = [(passage, articles.of(passage) if article is None else article) for passage, article in rows]
        return turtle_of([of_document(names, document, quoted)])

    told = _told(parts)
    documents = sorted(told)
    stream.write(head(names.prefixes))
    put(stream, turtle_of(whole(graph, names, documents)))
    for text in _runs(parts, names.base, of_run):
        put(stream, text)
    digests = (digest((document, told[document].digests)) for document in documents)
    for text in parts.made(f"graph.ttl documents {names.base}", documents, digests, of_told):
        put(stream, text)
    put(stream, turtle_of(ordered(described) for described in Shared(graph).statements(names)))


def _runs(parts: Parts, base: str, make: Callable[[Sequence[Node]], bytes]) -> Iterator[bytes]:
    """The sections of the nodes, run by run."""
    around: dict[str, list[bytes]] = {node.id: [node.digest] for node in parts.nodes}
    reached: dict[str, set[str]] = {node.id: set() for node in parts.nodes}
    for edge in parts.edges:
        around[edge.source].append(edge.digest)
        reached[edge.target].add(edge.row["type"])
        if edge.row["type"] in MEMBERSHIPS and edge.row.get("post"):
            # which of the body's names, and of the places it belongs to, may tell what the seat is
            seat = "/".join(seat_of(parts.graph, edge.target, edge.row["post"]))
            around[edge.source].append(seat.encode("utf-8", "surrogatepass"))
    nodes = sorted(parts.nodes, key=itemgetter(0))
    found = runs(nodes, itemgetter(0))
    digests = (
        digest([[around[node.id], sorted(reached[node.id])] for node in run]) if run[0].digest else b"" for run in found
    )
    yield from parts.made(f"graph.ttl nodes {base}", found, digests, make)
