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
from functools import cache
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode

from kg.chronicle import seat_of
from kg.export import ontology
from kg.export.articles import Row, seen
from kg.export.terms import Names, Statement, date, fact_class, own, property_of, role, term, text
from kg.graph import Graph
from kg.vocabulary import VOCABULARY

_TYPE, _SUBJECT, _PREDICATE, _OBJECT, _DERIVED = (
    term(name) for name in ("rdf:type", "rdf:subject", "rdf:predicate", "rdf:object", "prov:wasDerivedFrom")
)
_WROTE = {"记者": "schema:author", "通讯员": "schema:author", "编辑": "schema:editor"}


class _Relation(NamedTuple):
    """What is the same for all facts of a relation. A qualifier has its property, None where it is a role, and whether
    it is a date."""

    predicate: NamedNode
    symmetric: bool
    classes: tuple[NamedNode, ...]
    qualifiers: tuple[tuple[str, NamedNode | None, bool], ...]


@cache
def _relation(name: str) -> _Relation:
    relation = VOCABULARY.relations[name]
    return _Relation(
        term(relation.rdf),
        relation.symmetric,
        (*map(term, ontology.fact_parents(name)), fact_class(name)),
        tuple(
            (each.name, None if each.name == "role" else property_of(name, each.name), each.datatype == "date")
            for each in relation.qualifiers.values()
        ),
    )


def typed(subject: NamedNode, *classes: str) -> Iterator[Statement]:
    """The subject's standard classes."""
    for name in classes:
        yield subject, _TYPE, term(name)


def _digest(value: Any, length: int) -> str:
    return hashlib.sha256(json.dumps(value).encode("ascii")).hexdigest()[:length]


def fact_name(source: str, target: str, row: Row) -> str:
    """What the IRI of an edge's fact ends in: the same for the same fact, whatever its evidence and its dates."""
    name = row["type"]
    relation = _relation(name)
    ends = sorted([source, target]) if relation.symmetric else [source, target]
    return f"{name}-{_digest([name, ends, [row.get(each) for each, _, _ in relation.qualifiers]], 20)}"


def body(graph: Graph, names: Names, node: str) -> NamedNode:
    """What acts for a node: a district is a place, so its authorities do; anything else acts itself."""
    return names.minted("authority", node) if graph.nodes[node]["type"] == "district" else names.entity(node)


def origin(names: Names, subject: NamedNode, row: Row) -> list[Statement]:
    """Where an entity or a fact comes from: its passages, or that it was concluded and not read."""
    found: list[Statement] = [
        (subject, _DERIVED, names.passage(passage["document"], passage["start"], passage["end"]))
        for passage in row.get("evidence", ())
    ]
    if row.get("inferred"):
        found.append((subject, own("inferred"), Literal(True)))
    return found


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
        derivation = names.of_fact("derivation", f"{name}-{_digest([*place, day, says], 12)}")
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
    interval = names.of_fact("interval", name)
    for prop, day in instants(row):
        yield fact, term("org:memberDuring"), interval
        yield interval, _TYPE, term("time:Interval")
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


def _qualifiers(fact: NamedNode, relation: _Relation, row: Row) -> Iterator[Statement]:
    for name, property_, is_date in relation.qualifiers:
        value = row.get(name)
        if value is None:
            continue
        if property_ is None:
            yield fact, own("role"), role(row["type"], value)
        else:
            yield fact, property_, date(value) if is_date else text(value)
    for day in seen(row):
        yield fact, own("asOf"), date(day)


def statements(graph: Graph, names: Names, name: str, source: str, target: str, row: Row) -> list[Statement]:
    """Everything that an edge says. `name` is its `fact_name`: a part of an edge is of the fact of the whole."""
    relation = _relation(row["type"])
    predicate, fact = relation.predicate, names.of_fact("fact", name)
    from_, to = names.entity(source), names.entity(target)
    # Whichever way round the edge was found, the fact is told one way round
    first, second = (to, from_) if relation.symmetric and target < source else (from_, to)
    found: list[Statement] = [(from_, predicate, to)]
    if relation.symmetric:
        found.append((to, predicate, from_))
    found += [(fact, _TYPE, class_) for class_ in relation.classes]
    found += [(fact, _SUBJECT, first), (fact, _PREDICATE, predicate), (fact, _OBJECT, second)]
    found += _qualifiers(fact, relation, row)
    found += _besides(graph, names, name, fact, source, target, row)
    found += origin(names, fact, row)
    found += _derivations(names, name, fact, row)
    return found
