"""A node as RDF: its classes, names and attributes, and what stands beside it (a district's authorities, an agreement,
the issue of a paper)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.export import ontology
from kg.export.articles import Row
from kg.export.facts import body, origin, typed
from kg.export.terms import STRUCTURED, Names, Statement, date, entity_class, number, own, property_of, term, text
from kg.graph import Graph
from kg.vocabulary import VOCABULARY, Attribute

_BOUNDS = {"ge": "minValue", "gt": "minValue", "range": "minValue", "le": "maxValue", "lt": "maxValue"}


def _literal(attribute: Attribute, value: Any) -> Literal:
    match attribute.datatype:
        case "date":
            return date(value)
        case "number":
            return number(value)
    return text(value)


def _indicator(graph: Graph, names: Names, node: str, subject: NamedNode, row: Row) -> Iterator[Statement]:
    if row.get("value") is not None:
        yield subject, term(f"schema:{_BOUNDS.get(row.get('comparator', 'eq'), 'value')}"), number(row["value"])
    if row.get("upper") is not None:
        yield subject, term("schema:maxValue"), number(row["upper"])
    if row.get("period"):
        yield subject, term("dcterms:temporal"), names.minted("period", row["period"])
    for kind in {edge["type"] for _, _, edge in graph.in_edges(node, data=True)} & ontology.STATUS.keys():
        yield subject, own("status"), own(ontology.STATUS[kind])


def _article(names: Names, subject: NamedNode, row: Row) -> Iterator[Statement]:
    for passage in row.get("evidence", ()):
        yield subject, term("dcterms:source"), names.document(passage["document"])
    newspaper, published = row.get("newspaper"), row.get("published")
    if newspaper:
        paper = names.minted("issue", newspaper, published) if published else names.minted("newspaper", newspaper)
        yield subject, term("schema:isPartOf"), paper


def _organization(graph: Graph, node: str, subject: NamedNode) -> Iterator[Statement]:
    """A body within a body is a unit of it; any other stands by itself."""
    unit = any(
        row["type"] == "belongs_to" and graph.nodes[target]["type"] == "organization"
        for _, target, row in graph.out_edges(node, data=True)
    )
    yield from typed(subject, "org:OrganizationalUnit" if unit else "org:FormalOrganization")


def _authorities(graph: Graph, names: Names, node: str, row: Row) -> Iterator[Statement]:
    """The authorities of a district, which no text names as such; only of one for which they act."""
    held = any(edge["type"] in ontology.MEMBERSHIPS for _, _, edge in graph.in_edges(node, data=True))
    if held or any(edge["type"] in ontology.PARTICIPATIONS for _, _, edge in graph.out_edges(node, data=True)):
        subject = body(graph, names, node)
        yield from typed(subject, "kg:Authority", "org:FormalOrganization")
        yield subject, term("skos:prefLabel"), text(f"{row['name']}党政机关", "zh")
        yield subject, term("schema:areaServed"), names.entity(node)
        yield subject, own("inferred"), Literal(True)


def _agreement(names: Names, node: str, subject: NamedNode, row: Row) -> Iterator[Statement]:
    agreement = names.minted("agreement", node)
    yield subject, term("prov:generated"), agreement
    yield from typed(agreement, "kg:Agreement", "prov:Entity")
    yield agreement, term("skos:prefLabel"), text(f"{row['name']}：协议", "zh")


def statements(graph: Graph, names: Names, node: str) -> Iterator[Statement]:
    """Everything that a node says but its evidence."""
    row = graph.nodes[node]
    subject, entity = names.entity(node), VOCABULARY.entities[row["type"]]
    yield subject, term("rdf:type"), entity_class(entity.name)
    yield from typed(subject, *entity.rdf)
    yield subject, term("dcterms:identifier"), text(node)
    yield subject, term("skos:prefLabel"), text(row["name"], "zh")
    for alias in row.get("aliases", ()):
        if alias != row["name"]:  # SKOS: a label is either preferred or alternative
            yield subject, term("skos:altLabel"), text(alias, "zh")
    for attribute in entity.attributes.values():
        value = row.get(attribute.name)
        if value is not None and (entity.name, attribute.name) not in STRUCTURED:
            yield subject, property_of(entity.name, attribute.name), _literal(attribute, value)
    match entity.name:
        case "indicator":
            yield from _indicator(graph, names, node, subject, row)
        case "article":
            yield from _article(names, subject, row)
        case "organization":
            yield from _organization(graph, node, subject)
        case "district":
            yield from _authorities(graph, names, node, row)
        case "event" if row.get("kind") == "signing":
            yield from _agreement(names, node, subject, row)


def origins(names: Names, node: str, row: Row) -> Iterator[Statement]:
    """Where a node comes from, and the agreement of a signing with it."""
    yield from origin(names, names.entity(node), row)
    if row["type"] == "event" and row.get("kind") == "signing":
        yield from origin(names, names.minted("agreement", node), row)
