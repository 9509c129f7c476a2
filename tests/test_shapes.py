"""Every constraint of every shape, broken once: each is reported in plain words, with the name of the node.

A round breaks one constraint of each shape, each on a node of its own: so all of them take a few validations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from urllib.parse import unquote

import pytest
from full_graph import full_graph
from rdflib import RDF, SKOS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.export import terms, turtle
from kg.export.shapes import SH, shapes
from kg.validate import validate

CONSTRAINTS = ("minCount", "maxCount", "or", "class", "hasValue", "minLength", "in", "datatype", "lessThanOrEquals")
ELSEWHERE = URIRef("urn:elsewhere")


@dataclass(frozen=True)
class Constraint:
    """One constraint of a shape: the class it is of, what it is, where it looks, and the words of its report."""

    target: URIRef
    kind: str
    paths: tuple[URIRef, ...]
    value: Node
    message: str


@cache
def triples_of_the_full_graph() -> Graph:
    data = "".join(f"{triple} .\n" for triple in turtle.triples(full_graph()))
    return Graph().parse(data=data, format="nt")


def constraints() -> Iterator[list[Constraint]]:
    """The constraints of each shape; a shape's own xone is among them twice, as it can be broken in two ways."""
    graph = shapes()
    for shape in sorted(graph.subjects(RDF.type, SH.NodeShape)):
        target = graph.value(shape, SH.targetClass)
        assert isinstance(target, URIRef)
        found = []
        for each in graph.objects(shape, SH.property):
            path = graph.value(each, SH.path)
            several = graph.value(path, SH.alternativePath) if path is not None else None
            paths = tuple(Collection(graph, several)) if several else (path,)
            message = str(graph.value(each, SH.message))
            for kind in CONSTRAINTS:
                found += [Constraint(target, kind, paths, v, message) for v in graph.objects(each, SH[kind])]
            known = {SH[kind] for kind in CONSTRAINTS} | {SH.path, SH.message}
            assert set(graph.predicates(each)) <= known, "a kind of constraint that nothing here breaks"
        if graph.value(shape, SH.xone):
            message = str(graph.value(shape, SH.message))
            found += [Constraint(target, kind, (), SH.xone, message) for kind in ("neither", "both")]
        yield sorted(found, key=lambda each: (each.message, each.kind))


ALL = list(constraints())
ROUNDS = [[each for each in round_ if each] for round_ in zip_longest(*ALL)]


def focus(data: Graph, target: URIRef) -> Node:
    """A node of the class: the last, as that of a membership is to be another than that of a post."""
    return max(data.subjects(RDF.type, target), key=str)


def replace(data: Graph, node: Node, path: URIRef, *values: Node) -> None:
    data.remove((node, path, None))
    for value in values:
        data.add((node, path, value))


def break_(data: Graph, node: Node, constraint: Constraint) -> None:
    derived, inferred = (URIRef(str(terms.term("prov:wasDerivedFrom").value)), URIRef(terms.own("inferred").value))
    first = constraint.paths[0] if constraint.paths else derived
    match constraint.kind:
        case "minCount" | "hasValue":
            for path in constraint.paths:
                replace(data, node, path)
        case "maxCount":
            for value in ("一", "二"):
                data.add((node, first, Literal(value)))
        case "or" | "class" | "in":
            replace(data, node, first, ELSEWHERE)
        case "minLength":
            replace(data, node, first, Literal(""))
        case "datatype":
            replace(data, node, first, Literal(7) if constraint.value == XSD.string else Literal("坏"))
        case "lessThanOrEquals":
            replace(data, node, first, Literal("99999", datatype=XSD.nonNegativeInteger))
        case "neither":
            replace(data, node, derived)
            replace(data, node, inferred)
        case "both":
            passage = URIRef(terms.term("oa:TextPositionSelector").value)
            replace(data, node, derived, next(iter(data.subjects(RDF.type, passage))))
            replace(data, node, inferred, Literal(True))


def names_of(data: Graph, node: Node) -> list[str]:
    """What a report may call the node by: its label, those of a fact's ends, or the end of its IRI."""
    ends = [*data.objects(node, RDF.subject), *data.objects(node, RDF.object)]
    labels = [str(label) for each in (node, *ends) for label in data.objects(each, SKOS.prefLabel)]
    return [*labels, unquote(str(node)).removeprefix(terms.BASE)]


def test_every_kind_of_constraint_is_there() -> None:
    assert {each.kind for shape in ALL for each in shape} == {*CONSTRAINTS, "neither", "both"}
    assert sum(map(len, ROUNDS)) == sum(map(len, ALL)) > 200


@pytest.mark.parametrize("round_", ROUNDS, ids=range(len(ROUNDS)))
def test_what_breaks_a_constraint_is_reported(round_: list[Constraint], tmp_path: Path) -> None:
    data = Graph()
    for triple in triples_of_the_full_graph():
        data.add(triple)
    whole = triples_of_the_full_graph()
    broken = [(each, focus(whole, each.target)) for each in round_]
    for constraint, node in broken:
        break_(data, node, constraint)
    path = tmp_path / "graph.ttl"
    data.serialize(path, format="turtle", encoding="utf-8")
    lines = validate(path)
    for constraint, node in broken:
        called = {*names_of(whole, node), *names_of(data, node)}
        said = [line for line in lines if f": {constraint.message}" in line and any(name in line for name in called)]
        assert said, f"{constraint} of {node}, among {lines}"
