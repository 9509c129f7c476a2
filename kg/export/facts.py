"""An edge as RDF: the direct triple, and the fact as a node that says when, in what role and on what evidence.

Every fact is an rdf:Statement (subject, predicate, object), whatever it is besides:

holds_post, works_for   an org:Membership: member, organization, role, the seat as an org:Post, the time as an interval
attended                a prov:Association of the event with an agent in a role
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg.chronicle import seat_of
from kg.export import ontology
from kg.export.terms import date, entity_iri, fact_class, minted, own, precision, property_of, role, term, text
from kg.graph import Graph
from kg.lexicon.posts import of_one_person
from kg.vocabulary import VOCABULARY, RelationType

_WROTE = {"记者": "schema:author", "通讯员": "schema:author", "编辑": "schema:editor"}


def typed(subject: NamedNode, *classes: str) -> Iterator[Triple]:
    """The subject's standard classes."""
    for name in classes:
        yield Triple(subject, term("rdf:type"), term(name))


def fact_iri(source: str, target: str, row: Mapping[str, Any]) -> NamedNode:
    """The IRI of the fact of an edge: the same for the same fact, whatever its evidence and its dates."""
    relation = VOCABULARY.relations[row["type"]]
    ends = sorted([source, target]) if relation.symmetric else [source, target]
    qualifiers = [row.get(name) for name in relation.qualifiers]
    digest = hashlib.sha256(json.dumps([relation.name, ends, qualifiers]).encode("ascii")).hexdigest()
    return minted("fact", f"{relation.name}-{digest[:20]}")


def instant(day: str) -> Iterator[Triple]:
    """A date as a time:Instant, as exact as it is."""
    subject = minted("instant", day)
    yield from typed(subject, "time:Instant")
    yield Triple(subject, term("skos:prefLabel"), text(day))
    exact = precision(day)
    if exact:
        name = "inXSDDate" if exact == "date" else f"inXSD{exact}"
        yield Triple(subject, term(f"time:{name}"), date(day))


def body(graph: Graph, node: str) -> NamedNode:
    """What acts for a node: a district is a place, so its authorities do; anything else acts itself."""
    return minted("authority", node) if graph.nodes[node]["type"] == "district" else entity_iri(node)


def _authority(graph: Graph, node: str) -> Iterator[Triple]:
    """The authorities of a district, which no text names as such. Nothing where the node is no district."""
    row = graph.nodes[node]
    if row["type"] == "district":
        subject = body(graph, node)
        yield from typed(subject, "kg:Authority", "org:FormalOrganization")
        yield Triple(subject, term("skos:prefLabel"), text(f"{row['name']}党政机关", "zh"))
        yield Triple(subject, term("schema:areaServed"), entity_iri(node))
        yield Triple(subject, own("inferred"), Literal(True))


def _seen(row: Mapping[str, Any]) -> list[str]:
    """The dates on which a fact was seen to hold: `as_of`, and `seen` where there are several."""
    return sorted({row["as_of"], *row.get("seen", [])}) if row.get("as_of") else []


def _during(fact: NamedNode, row: Mapping[str, Any]) -> Iterator[Triple]:
    """When a post was held: an interval around the dates on which it was seen, with the ends that the texts report.

    A date that does not fit the ends stays, as it was said: what contradicts itself is not resolved.
    """
    ends = (("time:hasBeginning", row.get("start")), ("time:hasEnd", row.get("end")))
    marks = [("time:inside", day) for day in _seen(row) if day not in (row.get("start"), row.get("end"))]
    marks += [(prop, day) for prop, day in ends if day]
    interval = NamedNode(fact.value.replace("/fact/", "/interval/", 1))
    for prop, day in marks:
        yield Triple(fact, term("org:memberDuring"), interval)
        yield from typed(interval, "time:Interval")
        yield Triple(interval, term(prop), minted("instant", day))
        yield from instant(day)


def _membership(graph: Graph, fact: NamedNode, source: str, target: str, row: Mapping[str, Any]) -> Iterator[Triple]:
    person, organization = entity_iri(source), body(graph, target)
    yield from _authority(graph, target)
    yield Triple(person, term("org:memberOf"), organization)
    yield Triple(fact, term("org:member"), person)
    yield Triple(fact, term("org:organization"), organization)
    yield from _during(fact, row)
    if row.get("post"):
        place, title = seat_of(graph, target, row["post"])
        function, seat = minted("role", row["post"]), minted("post", place, title)
        yield Triple(fact, term("org:role"), function)
        yield from typed(function, "org:Role", "skos:Concept")
        yield Triple(function, term("skos:prefLabel"), text(row["post"], "zh"))
        yield Triple(fact, own("seat"), seat)
        yield Triple(person, term("org:holds"), seat)
        yield from typed(seat, "org:Post")
        yield Triple(seat, term("skos:prefLabel"), text(title, "zh"))
        for written in {row["post"], *row.get("aliases", ())} - {title}:
            yield Triple(seat, term("skos:altLabel"), text(written, "zh"))
        if of_one_person(title, graph.nodes[target]["name"]):
            yield Triple(seat, own("ofOnePerson"), Literal(True))
        yield Triple(seat, term("org:role"), function)
        yield Triple(seat, term("org:postIn"), organization)


def _participation(graph: Graph, fact: NamedNode, source: str, target: str, row: Mapping[str, Any]) -> Iterator[Triple]:
    agent, event = body(graph, source), entity_iri(target)
    yield from _authority(graph, source)
    yield Triple(event, term("schema:attendee"), agent)
    yield Triple(event, term("prov:qualifiedAssociation"), fact)
    yield Triple(fact, term("prov:agent"), agent)
    if row.get("role"):
        yield Triple(fact, term("prov:hadRole"), role("attended", row["role"]))
    if row.get("role") == "signatory" and graph.nodes[target].get("kind") == "signing":
        yield Triple(minted("agreement", target), own("party"), agent)


def _besides(graph: Graph, fact: NamedNode, source: str, target: str, row: Mapping[str, Any]) -> Iterator[Triple]:
    """What standard vocabularies say of a relation beyond its direct property."""
    subject, object_ = entity_iri(source), entity_iri(target)
    kinds = graph.nodes[source]["type"], graph.nodes[target]["type"]
    match row["type"]:
        case "holds_post" | "works_for":
            yield from _membership(graph, fact, source, target, row)
        case "attended":
            yield from _participation(graph, fact, source, target, row)
        case "belongs_to":
            unit = kinds[1] == "organization"
            yield Triple(subject, term("org:unitOf" if unit else "schema:areaServed"), object_)
        case "runs" if kinds[0] == "district":
            yield Triple(object_, term("dcterms:spatial"), subject)
        case "targets" | "reports":
            yield Triple(object_, own("status"), own(ontology.STATUS[row["type"]]))
        case "wrote":
            yield Triple(object_, term(_WROTE.get(row.get("role", ""), "schema:contributor")), subject)


def _qualifiers(fact: NamedNode, relation: RelationType, row: Mapping[str, Any]) -> Iterator[Triple]:
    for qualifier in relation.qualifiers.values():
        value = row.get(qualifier.name)
        if value is None:
            continue
        if qualifier.name == "role":
            yield Triple(fact, own("role"), role(relation.name, value))
        else:
            literal = date(value) if qualifier.datatype == "date" else text(value)
            yield Triple(fact, property_of(relation.name, qualifier.name), literal)
    for day in _seen(row):
        yield Triple(fact, own("asOf"), date(day))


def triples(graph: Graph, fact: NamedNode, source: str, target: str, row: Mapping[str, Any]) -> Iterator[Triple]:
    """Everything that an edge says but its evidence."""
    relation = VOCABULARY.relations[row["type"]]
    subject, predicate, object_ = entity_iri(source), term(relation.rdf), entity_iri(target)
    yield Triple(subject, predicate, object_)
    if relation.symmetric:
        yield Triple(object_, predicate, subject)
        # Whichever way round the edge was found, the fact is told one way round
        subject, object_ = sorted((subject, object_), key=lambda iri: iri.value)
    yield from typed(fact, *ontology.fact_parents(relation.name))
    yield Triple(fact, term("rdf:type"), fact_class(relation.name))
    yield Triple(fact, term("rdf:subject"), subject)
    yield Triple(fact, term("rdf:predicate"), predicate)
    yield Triple(fact, term("rdf:object"), object_)
    yield from _qualifiers(fact, relation, row)
    yield from _besides(graph, fact, source, target, row)
