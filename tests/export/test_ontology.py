"""The vocabulary as an ontology: every term of our own defined, in its place, and used as it says."""

from __future__ import annotations

from collections import defaultdict

import pytest
from full_graph import full_graph
from pyoxigraph import Literal, NamedNode
from small_graph import graph_named

from kg.export import ontology
from kg.export.rdf import sections
from kg.export.terms import PREFIXES, Statement, entity_class, fact_class, own, role, term
from kg.graph import Graph
from kg.vocabulary import VOCABULARY

STATEMENTS = set(ontology.statements())
OWN = PREFIXES["kg"]


def objects(subject: NamedNode, prop: str) -> set[NamedNode | Literal]:
    return {each[2] for each in STATEMENTS if each[:2] == (subject, term(prop))}


def own_terms(statements: set[Statement]) -> set[NamedNode]:
    used = {node for each in statements for node in each if isinstance(node, NamedNode)}
    return {node for node in used if node.value.startswith(OWN) and node.value != OWN}


def used_by(graph: Graph) -> set[Statement]:
    return {statement for section in list(sections(graph))[1:] for statement in section}


@pytest.mark.parametrize(
    "each", sorted(own_terms(STATEMENTS | used_by(full_graph())), key=str), ids=lambda each: each.value
)
def test_every_term_of_our_own_is_defined_in_both_languages(each: NamedNode) -> None:
    for prop in ("rdfs:label", "skos:definition"):
        texts = objects(each, prop)
        assert {text.language for text in texts if isinstance(text, Literal)} == {"zh", "en"}, prop
        assert all(isinstance(text, Literal) and text.value for text in texts)
    assert objects(each, "rdfs:isDefinedBy") == {NamedNode(OWN.rstrip("#"))}


def test_every_property_has_a_domain_and_a_range() -> None:
    properties = {subject for subject, _, kind in STATEMENTS if kind == term("rdf:Property")}
    assert {own("holdsPostIn"), own("post"), own("asOf"), own("role")} <= properties
    for each in properties:
        assert len(objects(each, "rdfs:domain")) == len(objects(each, "rdfs:range")) == 1, each


def test_classes_stand_below_the_standard_ones() -> None:
    for entity in VOCABULARY.entities.values():
        assert {term(name) for name in entity.rdf} <= objects(entity_class(entity.name), "rdfs:subClassOf")
    for relation in VOCABULARY.relations.values():
        assert term("rdf:Statement") in objects(fact_class(relation.name), "rdfs:subClassOf")


def test_properties_stand_below_the_standard_ones() -> None:
    assert objects(own("worksFor"), "rdfs:subPropertyOf") == {term("dcterms:relation")}
    assert objects(own("start"), "rdfs:subPropertyOf") == {term("schema:startDate")}
    for relation in VOCABULARY.relations.values():
        if relation.rdf.startswith("kg:"):
            assert objects(term(relation.rdf), "rdfs:subPropertyOf")


def test_every_closed_role_is_a_concept_of_its_scheme() -> None:
    for relation in VOCABULARY.relations.values():
        for attribute in relation.qualifiers.values():
            if attribute.name == "role":
                for value in attribute.values:
                    scheme = objects(role(relation.name, value), "skos:inScheme")
                    assert scheme == {own(f"{relation.name}-roles")}


def kinds_above(kind: NamedNode) -> set[NamedNode]:
    found, new = {kind}, {kind}
    while new:
        new = {
            above for each in new for above in objects(each, "rdfs:subClassOf") if isinstance(above, NamedNode)
        } - found
        found |= new
    return found


@pytest.mark.parametrize("graph", [full_graph(), graph_named("青禾")], ids=["full", "named"])
def test_properties_are_used_as_their_domains_and_ranges_say(graph: Graph) -> None:
    statements = used_by(graph)
    kinds: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for subject, predicate, object_ in statements | STATEMENTS:
        if predicate == term("rdf:type") and isinstance(object_, NamedNode):
            kinds[subject] |= kinds_above(object_)
    # What org and foaf say themselves
    for found in kinds.values():
        if found & {term("org:FormalOrganization"), term("org:Organization"), term("foaf:Person")}:
            found.add(term("foaf:Agent"))
    checked = 0
    for subject, predicate, object_ in statements:
        if not predicate.value.startswith(OWN):
            continue
        checked += 1
        (domain,), (range_,) = objects(predicate, "rdfs:domain"), objects(predicate, "rdfs:range")
        assert domain == term("rdfs:Resource") or domain in kinds[subject], f"{subject} {predicate}"
        if isinstance(object_, NamedNode):
            assert range_ in kinds[object_], f"{predicate} {object_}"
        else:
            assert range_ in (term("rdfs:Literal"), object_.datatype), f"{predicate} {object_}"
    assert checked > 3
