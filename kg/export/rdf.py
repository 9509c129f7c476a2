"""The graph as RDF statements, a section at a time, so that no more than a section is ever held.

A section is a thing with all that is known of it, or a document with its passages. Sections come in an order that does
not depend on how the graph was built, and no statement comes in two of them.

`sections` has everything in one graph. `quads` has the same, with what an article says in a named graph: the IRI of the
article. What was concluded, what describes things, and the data set itself stay in the default graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.export import dataset, facts, ontology, things
from kg.export.articles import Articles, Row
from kg.export.facts import typed
from kg.export.shared import Shared
from kg.export.terms import BASE, Names, Statement, names, term, text
from kg.graph import Graph

_TYPE, _SELECTOR, _ENTITY, _START, _END, _VALUE, _QUOTED, _COUNTED = (
    *(term(name) for name in ("rdf:type", "oa:TextPositionSelector", "prov:Entity", "oa:start", "oa:end")),
    *(term(name) for name in ("prov:value", "prov:wasQuotedFrom", "xsd:nonNegativeInteger")),
)
_Edge = tuple[str, str, str, Row]  # name of the fact, source, target, attributes
Quote: TypeAlias = tuple[int, int, str, str]
"""A passage of a document: its start and end, the article that it is quoted from ("" if none is known), its words."""


def names_of(graph: Graph) -> Names:
    """The names of a graph's things, under the base that it was given."""
    return names(str(graph.graph.get("base_iri", BASE)))


@cache
def _order(predicate: NamedNode) -> str:
    """What a predicate sorts by: the classes of a subject come first."""
    return "" if predicate == _TYPE else str(predicate)


@lru_cache(maxsize=1 << 10)
def _in_order(predicates: tuple[NamedNode, ...]) -> list[NamedNode]:
    """Predicates of a subject in their order. There are few sets of them."""
    return sorted(predicates, key=_order)


def ordered(found: Iterable[Statement]) -> list[Statement]:
    """Statements each once, by subject in the order in which they come, its classes first."""
    subjects: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = {}
    last, said = None, {}
    for subject, predicate, object_ in found:
        if subject is not last:
            last, said = subject, subjects.setdefault(subject, {})
        if predicate in said:
            said[predicate].append(object_)
        else:
            said[predicate] = [object_]
    return [
        (subject, predicate, object_)
        for subject, said in subjects.items()
        for predicate in _in_order(tuple(said))
        # most often there is one
        for object_ in (said[predicate] if len(said[predicate]) == 1 else sorted(set(said[predicate]), key=str))
    ]


def _edges_from(graph: Graph, node: str) -> list[_Edge]:
    edges = (
        (facts.fact_name(node, target, row), node, target, row) for _, target, row in graph.out_edges(node, data=True)
    )
    return sorted(edges, key=lambda edge: (edge[3]["type"], edge[2], edge[0]))


def _document(names: Names, document: str) -> Iterator[Statement]:
    subject = names.document(document)
    yield from typed(subject, "kg:Document", "schema:DigitalDocument", "prov:Entity")
    yield subject, term("dcterms:identifier"), text(document)


def _passages(names: Names, document: str, quotes: Iterable[Quote]) -> Iterator[Statement]:
    """Where each passage stands, what it says word for word, and the articles that it is quoted from: as `ordered` has
    them, which is spared what there is more of than of anything else."""
    for (start, end), alike in groupby(sorted(set(quotes)), itemgetter(0, 1)):
        subject = names.passage(document, start, end)
        yield subject, _TYPE, _SELECTOR
        yield subject, _TYPE, _ENTITY
        yield subject, _END, Literal(str(end), datatype=_COUNTED)
        yield subject, _START, Literal(str(start), datatype=_COUNTED)
        words, sources = set(), {names.document(document)}
        for _, _, article, said in alike:
            words.add(text(said))
            if article:
                sources.add(names.entity(article))
        for value in sorted(words, key=str):
            yield subject, _VALUE, value
        for source in sorted(sources, key=str):
            yield subject, _QUOTED, source


def quote(passage: Row, article: str | None) -> Quote:
    """A passage as one that its document holds."""
    return passage["start"], passage["end"], article or "", passage["text"]


def quoted(
    nodes: Iterable[Row], edges: Iterable[tuple[str, str, Row]], articles: Articles
) -> Iterator[tuple[Row, str | None]]:
    """Every passage that nodes and edges rest on, with its article."""
    for row in nodes:
        for passage in row.get("evidence", ()):
            yield passage, articles.of(passage)
    for source, target, row in edges:
        for passage in row.get("evidence", ()):
            yield passage, articles.of_edge(source, target, row, passage)


def _all_quoted(graph: Graph, articles: Articles) -> Iterator[tuple[Row, str | None]]:
    return quoted((row for _, row in graph.nodes(data=True)), graph.edges(data=True), articles)


def whole(graph: Graph, names: Names, documents: Iterable[str]) -> list[list[Statement]]:
    """The vocabulary, and what is said of the data set as a whole."""
    return [ordered(ontology.statements()), ordered(dataset.statements(graph, names, documents))]


def of_node(graph: Graph, names: Names, node: str) -> list[Statement]:
    """A thing with all that is known of it: the edges that go out from it, and of those that come in their types."""
    found = [*things.statements(graph, names, node), *things.origins(names, node, graph.nodes[node])]
    for edge in _edges_from(graph, node):
        found += facts.statements(graph, names, *edge)
    return ordered(found)


def of_document(names: Names, document: str, quotes: Iterable[Quote]) -> list[Statement]:
    """A document with its passages, each with the articles that it is quoted from."""
    return [*ordered(_document(names, document)), *_passages(names, document, quotes)]


def sections(graph: Graph) -> Iterator[list[Statement]]:
    """Everything that the graph says, and the vocabulary in which it says it."""
    names, articles = names_of(graph), Articles(graph)
    # A graph in memory has its passages: they are not to be there twice
    passages: dict[str, list[Row]] = defaultdict(list)
    # What an article is known to say where another should stand: an imprint at the foot of the page, for one
    besides: dict[str, set[Quote]] = defaultdict(set)
    for passage, article in _all_quoted(graph, articles):
        if article == articles.of(passage):
            passages[passage["document"]].append(passage)
        else:
            besides[passage["document"]].add(quote(passage, article))
    documents = sorted(passages.keys() | besides.keys())
    yield from whole(graph, names, documents)
    for node in sorted(graph):
        yield of_node(graph, names, node)
    for document in documents:
        here = {quote(passage, articles.of(passage)) for passage in passages.pop(document, ())}
        yield of_document(names, document, here | besides.pop(document, set()))
    for described in Shared(graph).statements(names):
        yield ordered(described)


def quads(graph: Graph) -> Iterator[tuple[NamedNode | None, list[Statement]]]:
    """The same as a data set: first the sections of the default graph (None), then one for each article."""
    names, articles = names_of(graph), Articles(graph)
    said: dict[str, tuple[list[str], list[_Edge]]] = defaultdict(lambda: ([], []))
    documents: set[str] = set()
    loose: dict[str, set[Quote]] = defaultdict(set)
    for passage, article in _all_quoted(graph, articles):
        documents.add(passage["document"])
        if article is None:
            loose[passage["document"]].add(quote(passage, None))
    for section in whole(graph, names, sorted(documents)):
        yield None, section
    for node in sorted(graph):
        row = graph.nodes[node]
        found = list(things.statements(graph, names, node))
        shares = articles.shares(node, "", {**row, "type": ""})
        for article in shares:
            if article is not None:
                said[article][0].append(node)
        if None in shares:
            found += things.origins(names, node, {**row, **shares[None], "type": row["type"]})
        for name, source, target, edge in _edges_from(graph, node):
            for article, share in articles.shares(source, target, edge).items():
                if article is None:
                    found += facts.statements(graph, names, name, source, target, share)
                else:
                    said[article][1].append((name, source, target, share))
        yield None, ordered(found)
    for document in sorted(documents):
        yield None, of_document(names, document, loose[document])
    for described in Shared(graph).statements(names):
        yield None, ordered(described)
    for article in sorted(said):
        yield names.entity(article), ordered(_said(graph, names, articles, article, *said.pop(article)))


def _said(
    graph: Graph, names: Names, articles: Articles, article: str, nodes: list[str], edges: list[_Edge]
) -> Iterator[Statement]:
    """What one article says: its facts, what it names, and the passages of both."""
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for node in nodes:
        row = graph.nodes[node]
        here = [passage for passage in row["evidence"] if articles.of(passage) == article]
        yield from things.origins(names, node, {**row, "evidence": here})
        for passage in here:
            quotes[passage["document"]].append(quote(passage, article))
    for name, source, target, share in edges:
        yield from facts.statements(graph, names, name, source, target, share)
        for passage in share["evidence"]:
            quotes[passage["document"]].append(quote(passage, article))
    for document in sorted(quotes):
        yield from _passages(names, document, quotes[document])
