"""An edge as RDF: the direct triple, and the fact as a node that says when, in what role and on what evidence.

Every fact is an rdf:Statement (subject, predicate, object), whatever it is besides:

holds_post, works_for   an org:Membership: member, organization, role, the seat as an org:Post, the time as an interval
attended                a prov:Association of the event with an agent in a role

What several facts share (authorities, seats, roles, instants) is named here and described in kg/export/shared.py.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.chronicle import seat_of
from kg.export import ontology
from kg.export.articles import Row, seen
from kg.export.terms import Names, Statement, date, fact_class, own, property_of, role, term, text
from kg.graph import Graph
from kg.vocabulary import VOCABULARY, RelationType

_WROTE = {"记者": "schema:author", "通讯员": "schema:author", "编辑": "schema:editor"}


def typed(subject: NamedNode, *classes: str) -> Iterator[Statement]:
    """The subject's standard classes."""
    for name in classes:
        yield subject, term("rdf:type"), term(name)


def _digest(value: Any, length: int) -> str:
    return hashlib.sha256(json.dumps(value).encode("ascii")).hexdigest()[:length]


def fact_name(source: str, target: str, row: Row) -> str:
    """What the IRI of an edge's fact ends in: the same for the same fact, whatever its evidence and its dates."""
    relation = VOCABULARY.relations[row["type"]]
    ends = sorted([source, target]) if relation.symmetric else [source, target]
    qualifiers = [row.get(name) for name in relation.qualifiers]
    return f"{relation.name}-{_digest([relation.name, ends, qualifiers], 20)}"


def body(graph: Graph, names: Names, node: str) -> NamedNode:
    """What acts for a node: a district is a place, so its authorities do; anything else acts itself."""
    return names.minted("authority", node) if graph.nodes[node]["type"] == "district" else names.entity(node)


def origin(names: Names, subject: NamedNode, row: Row) -> Iterator[Statement]:
    """Where an entity or a fact comes from: its passages, or that it was concluded and not read."""
    if row.get("inferred"):
        yield subject, own("inferred"), Literal(True)
    for passage in row.get("evidence", ()):
        iri = names.passage(passage["document"], passage["start"], passage["end"])
        yield subject, term("prov:wasDerivedFrom"), iri


def _derivations(names: Names, name: str, fact: NamedNode, row: Row) -> Iterator[Statement]:
    """What single passages say of the fact: the date that each gives, and whether it reports a beginning or an end.

    A passage that says neither has a derivation only where the same words say more as well.
    """
    evidence = row.get("evidence", ())
    telling = {(p["document"], p["start"], p["end"]) for p in evidence if p.get("date") or p.get("says")}
    for passage in evidence if telling else ():
        place = passage["document"], passage["start"], passage["end"]
        if place not in telling:
            continue
        day, says = passage.get("date"), passage.get("says")
        derivation = names.minted("derivation", f"{name}-{_digest([*place, day, says], 12)}")
        yield fact, term("prov:qualifiedDerivation"), derivation
        yield from typed(derivation, "prov:Derivation")
        yield derivation, term("prov:entity"), names.passage(*place)
        if day:
            yield derivation, own("asOf"), date(day)
        if says:
            yield derivation, own("says"), own(f"says-{says}")


def instants(row: Row) -> Iterator[tuple[str, str]]:
    """The dates at which a post is known to begin, to end or to be held, each with its property of the interval.

    A date that does not fit the ends stays, as it was said: what contradicts itself is not resolved.
    """
    ends = row.get("start"), row.get("end")
    for day in seen(row):
        if day not in ends:
            yield "time:inside", day
    for prop, end in zip(("time:hasBeginning", "time:hasEnd"), ends, strict=True):
        if end:
            yield prop, end


def _membership(
    graph: Graph, names: Names, name: str, fact: NamedNode, source: str, target: str, row: Row
) -> Iterator[Statement]:
    person, organization = names.entity(source), body(graph, names, target)
    yield person, term("org:memberOf"), organization
    yield fact, term("org:member"), person
    yield fact, term("org:organization"), organization
    interval = names.minted("interval", name)
    for prop, day in instants(row):
        yield fact, term("org:memberDuring"), interval
        yield interval, term("rdf:type"), term("time:Interval")
        yield interval, term(prop), names.minted("instant", day)
    if row.get("post"):
        seat = names.minted("post", *seat_of(graph, target, row["post"]))
        yield fact, term("org:role"), names.minted("role", row["post"])
        yield fact, own("seat"), seat
        yield person, term("org:holds"), seat
        for written in row.get("aliases", ()):
            yield fact, own("writtenAs"), text(written)


def _participation(
    graph: Graph, names: Names, fact: NamedNode, source: str, target: str, row: Row
) -> Iterator[Statement]:
    agent, event = body(graph, names, source), names.entity(target)
    yield event, term("schema:attendee"), agent
    yield event, term("prov:qualifiedAssociation"), fact
    yield fact, term("prov:agent"), agent
    if row.get("role"):
        yield fact, term("prov:hadRole"), role("attended", row["role"])
    if row.get("role") == "signatory" and graph.nodes[target].get("kind") == "signing":
        yield names.minted("agreement", target), own("party"), agent


def _besides(
    graph: Graph, names: Names, name: str, fact: NamedNode, source: str, target: str, row: Row
) -> Iterator[Statement]:
    """What standard vocabularies say of a relation beyond its direct property."""
    match row["type"]:
        case "holds_post" | "works_for":
            yield from _membership(graph, names, name, fact, source, target, row)
        case "attended":
            yield from _participation(graph, names, fact, source, target, row)
        case "belongs_to":
            unit = graph.nodes[target]["type"] == "organization"
            yield names.entity(source), term("org:unitOf" if unit else "schema:areaServed"), names.entity(target)
        case "runs" if graph.nodes[source]["type"] == "district":
            yield names.entity(target), term("dcterms:spatial"), names.entity(source)
        case "wrote":
            prop = term(_WROTE.get(row.get("role", ""), "schema:contributor"))
            yield names.entity(target), prop, names.entity(source)


def _qualifiers(fact: NamedNode, relation: RelationType, row: Row) -> Iterator[Statement]:
    for qualifier in relation.qualifiers.values():
        value = row.get(qualifier.name)
        if value is None:
            continue
        if qualifier.name == "role":
            yield fact, own("role"), role(relation.name, value)
        else:
            literal = date(value) if qualifier.datatype == "date" else text(value)
            yield fact, property_of(relation.name, qualifier.name), literal
    for day in seen(row):
        yield fact, own("asOf"), date(day)


def statements(graph: Graph, names: Names, name: str, source: str, target: str, row: Row) -> Iterator[Statement]:
    """Everything that an edge says. `name` is its `fact_name`: a part of an edge is of the fact of the whole."""
    relation = VOCABULARY.relations[row["type"]]
    fact, predicate = names.minted("fact", name), term(relation.rdf)
    yield names.entity(source), predicate, names.entity(target)
    if relation.symmetric:
        yield names.entity(target), predicate, names.entity(source)
    # Whichever way round the edge was found, the fact is told one way round
    first, second = sorted((source, target)) if relation.symmetric else (source, target)
    yield from typed(fact, *ontology.fact_parents(relation.name))
    yield fact, term("rdf:type"), fact_class(relation.name)
    yield fact, term("rdf:subject"), names.entity(first)
    yield fact, term("rdf:predicate"), predicate
    yield fact, term("rdf:object"), names.entity(second)
    yield from _qualifiers(fact, relation, row)
    yield from _besides(graph, names, name, fact, source, target, row)
    yield from origin(names, fact, row)
    yield from _derivations(names, name, fact, row)
