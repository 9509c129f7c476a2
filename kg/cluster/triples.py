"""RDF as N-Triples, in as many files as there are partitions: the triples of `kg.export.rdf`, section by section.

What a node says hangs on what stands around it: the names of those at the other ends of its edges, the places of
bodies. That is brought to it first (`_heads`), and the section is then made of a graph no larger than that. Passages
are told by document, and what many sections name (`kg.export.shared`) is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import networkx as nx
from pyoxigraph import RdfFormat, Triple, serialize

from kg.assembly import EdgeRow, NodeRow, Row
from kg.engine.spark import SparkRows
from kg.export import ontology
from kg.export.articles import Articles
from kg.export.dataset import Census, described, used
from kg.export.rdf import of_document, of_node, quote
from kg.export.shared import Shared
from kg.export.terms import Statement, names
from kg.graph import Graph

if TYPE_CHECKING:
    from pyspark import RDD

Around: TypeAlias = tuple[str, str]
"""The id and the name of a district that a body belongs to."""


class _Head(NamedTuple):
    """What others need to know of a node."""

    type: str
    name: str
    aliases: tuple[str, ...]
    kind: str | None


class _Neighbour(NamedTuple):
    """A node at the other end of an edge, and the districts that it belongs to."""

    id: str
    head: _Head
    places: tuple[Around, ...]


class _Arriving(NamedTuple):
    """The type of edges that lead to a node."""

    relation: str


class _From(NamedTuple):
    """Where an edge to a node begins, and its type."""

    source: str
    relation: str


class _Quoted(NamedTuple):
    """Passages of one document: the article that is known to say them, the article that is known to stand there."""

    article: str | None
    stands: str | None
    passages: tuple[tuple[tuple[str, Any], ...], ...]


def write(rows: SparkRows[Row], census: Census, base: str, folder: str) -> None:
    """Write all triples into a folder of N-Triples files. `base` is the IRI under which things are named."""
    said = _around(rows).grouped(partial(_section, base)).kept()
    shared = said.mapped(partial(_lines_of, False)).rdd.distinct(rows.partitions)
    sections = said.mapped(partial(_lines_of, True)).rdd
    documents = rows.mapped(_quoted).grouped(partial(_document, base)).rdd
    whole = [*ontology.statements(), *described(census, names(base), ())]
    spark = rows.rdd.context
    first: RDD[str] = spark.parallelize([_lines(dict.fromkeys(whole))], 1)
    spark.union([first, sections, documents, shared]).saveAsTextFile(folder)


def _lines(statements: Iterable[Statement]) -> str:
    stream = BytesIO()
    serialize((Triple(*statement) for statement in statements), stream, RdfFormat.N_TRIPLES)
    return stream.getvalue().decode("utf-8").rstrip("\n")


def _lines_of(section: bool, told: tuple[bool, str]) -> Iterator[str]:
    if told[0] == section and told[1]:
        yield told[1]


# -- nodes -------------------------------------------------------------------------------------------------------------


def _around(rows: SparkRows[Row]) -> SparkRows[tuple[str, Any]]:
    """By node: itself, its edges, those at their other ends, and the types of what leads to it."""
    places = rows.mapped(_heads).grouped(_placed)
    ends = rows.mapped(_ends).plus(places).grouped(_met, several=True)
    return rows.mapped(_whole).plus(ends)


def _head(row: Mapping[str, Any]) -> _Head:
    return _Head(row["type"], row["name"], tuple(row.get("aliases", ())), row.get("kind"))


def _heads(row: Row) -> Iterator[tuple[str, Any]]:
    """Districts, and what belongs to something."""
    if isinstance(row, NodeRow) and row.row["type"] == "district":
        yield row.id, _head(row.row)
    elif isinstance(row, EdgeRow) and row.relation == "belongs_to":
        yield row.target, _From(row.source, row.relation)


def _placed(place: str, told: list[Any]) -> Iterator[tuple[str, Any]]:
    for head in (each for each in told if isinstance(each, _Head)):
        for body in sorted({each.source for each in told if isinstance(each, _From)}):
            yield body, (place, head.name)


def _ends(row: Row) -> Iterator[tuple[str, Any]]:
    """Nodes, and where the edges to them begin."""
    if isinstance(row, NodeRow):
        yield row.id, _head(row.row)
    elif isinstance(row, EdgeRow):
        yield row.target, _From(row.source, row.relation)


def _met(node: str, told: list[Any]) -> Iterator[tuple[str, Any]]:
    """Tell those that a node is met by of it, and it of how it is met."""
    heads = [each for each in told if isinstance(each, _Head)]
    arriving = [each for each in told if isinstance(each, _From)]
    places = tuple(sorted(each for each in told if not isinstance(each, _Head | _From)))
    for head in heads:
        neighbour = _Neighbour(node, head, places)
        for source in sorted({each.source for each in arriving} | {node}):
            yield source, neighbour
        for relation in sorted({each.relation for each in arriving}):
            yield node, _Arriving(relation)


def _whole(row: Row) -> Iterator[tuple[str, Any]]:
    if isinstance(row, NodeRow):
        yield row.id, row
    elif isinstance(row, EdgeRow):
        yield row.source, row


def _section(base: str, node: str, told: list[Any]) -> Iterator[tuple[bool, str]]:
    """What a node says, and what that shares with others, a line each."""
    graph: Graph = nx.MultiDiGraph()
    for neighbour in (each for each in told if isinstance(each, _Neighbour)):
        head = neighbour.head._asdict()
        graph.add_node(neighbour.id, **{**head, "aliases": list(head["aliases"])})
        for place, name in neighbour.places:
            graph.add_node(place, **{**graph.nodes.get(place, {}), "type": "district", "name": name})
            if neighbour.id != node:
                graph.add_edge(neighbour.id, place, type="belongs_to")
    for row in (each for each in told if isinstance(each, NodeRow)):
        graph.add_node(node, **row.row)
    for edge in sorted((each for each in told if isinstance(each, EdgeRow)), key=lambda edge: edge[1:4]):
        graph.add_edge(node, edge.target, **edge.row)
    named = names(base)
    shared = [_lines([each]) for thing in Shared(graph).statements(named) for each in thing]
    for arriving in (each for each in told if isinstance(each, _Arriving)):
        graph.add_edge("", node, type=arriving.relation)
    yield True, _lines(of_node(graph, named, node))
    for line in shared:
        yield False, line


# -- documents ---------------------------------------------------------------------------------------------------------


def _quoted(row: Row) -> Iterator[tuple[str, _Quoted]]:
    article = stands = None
    if isinstance(row, NodeRow):
        stands = row.id if row.row["type"] == "article" else None
    elif isinstance(row, EdgeRow):
        known = {"mentions": row.source, "wrote": row.target}
        article = known.get(row.relation)
        stands = row.source if row.relation == "mentions" else None
    else:
        return
    by: dict[str, list[tuple[tuple[str, Any], ...]]] = {}
    for passage in row.row.get("evidence", ()):
        by.setdefault(passage["document"], []).append(tuple(passage.items()))
    for document, passages in by.items():
        yield document, _Quoted(article, stands, tuple(passages))


def _document(base: str, document: str, told: list[_Quoted]) -> Iterator[str]:
    graph: Graph = nx.MultiDiGraph()
    for each in told:
        if each.stands is not None:
            graph.add_node(each.stands, type="article")
            graph.nodes[each.stands].setdefault("evidence", []).extend(map(dict, each.passages))
    articles = Articles(graph)
    quoted = []
    for each in told:
        for passage in map(dict, each.passages):
            quoted.append(quote(passage, articles.of(passage) if each.article is None else each.article))
    named = names(base)
    yield _lines([*used(named, [document]), *of_document(named, document, quoted)])
