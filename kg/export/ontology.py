"""The program's own RDF vocabulary, made from `vocabulary.yaml`: its classes, properties and concepts with both labels.

Each type of entity has a class below the standard ones of its `rdf:` key; each relation has a class of facts, which are
reified statements, and a direct property where no standard one fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.export.terms import entity_class, fact_class, own, property_of, role, term, text
from kg.vocabulary import VOCABULARY, Attribute, Label

# A post is held, and a body worked for, as a member of it: a fact of this kind is an n-ary org:Membership
MEMBERSHIPS = ("holds_post", "works_for")
# Taking part in a role is a qualified association of the event with an agent
PARTICIPATIONS = ("attended",)

_ROLES = {
    "attendee": "出席",
    "observer": "列席",
    "host": "主持",
    "leader": "带领",
    "companion": "陪同",
    "speaker": "讲话",
    "signatory": "签署",
}
_CLASSES = {
    "Agreement": ("prov:Entity", Label("协议", "agreement")),
    "Authority": ("org:FormalOrganization", Label("区划的党政机关", "the authorities of a district")),
    "Document": ("schema:DigitalDocument", Label("原文文件", "source document")),
}
_PROPERTIES = {
    "asOf": Label("截至", "as of"),
    "ofOnePerson": Label("一人一职", "held by one person at a time"),
    "inferred": Label("推断所得", "inferred, not read"),
    "party": Label("签约方", "party"),
    "post": Label("职务", "post"),
    "seat": Label("所任岗位", "seat"),
    "status": Label("状态", "planned or achieved"),
}
# Which of the two an indicator is follows from the relation that leads to it
STATUS = {"targets": "planned", "reports": "achieved"}
_STATUS_LABELS = {"planned": Label("目标", "planned"), "achieved": Label("已实现", "achieved")}


def _labelled(subject: NamedNode, label: Label, kind: str = "rdfs:label") -> Iterator[Triple]:
    yield Triple(subject, term(kind), text(label.zh, "zh"))
    yield Triple(subject, term(kind), text(label.en, "en"))


def _class(subject: NamedNode, label: Label, definition: Label | None, *parents: str) -> Iterator[Triple]:
    yield Triple(subject, term("rdf:type"), term("rdfs:Class"))
    yield from _labelled(subject, label)
    if definition:
        yield from _labelled(subject, definition, "rdfs:comment")
    for parent in parents:
        yield Triple(subject, term("rdfs:subClassOf"), term(parent))


def _property(subject: NamedNode, label: Label) -> Iterator[Triple]:
    if subject.value.startswith(own("").value):  # a standard term is described where it is published
        yield Triple(subject, term("rdf:type"), term("rdf:Property"))
        yield from _labelled(subject, label)


def _concept(subject: NamedNode, label: Label, scheme: str) -> Iterator[Triple]:
    yield Triple(subject, term("rdf:type"), term("skos:Concept"))
    yield Triple(subject, term("skos:inScheme"), own(scheme))
    yield Triple(own(scheme), term("rdf:type"), term("skos:ConceptScheme"))
    yield from _labelled(subject, label, "skos:prefLabel")


def _attributes(owner: str, attributes: Iterator[Attribute]) -> Iterator[Triple]:
    for attribute in attributes:
        yield from _property(property_of(owner, attribute.name), attribute.label)
        if attribute.name == "role":
            for value in attribute.values:
                yield from _concept(role(owner, value), Label(_ROLES.get(value, value), value), f"{owner}-roles")


def fact_parents(relation: str) -> tuple[str, ...]:
    """The standard classes of every fact of a relation."""
    if relation in MEMBERSHIPS:
        return ("rdf:Statement", "org:Membership")
    if relation in PARTICIPATIONS:
        return ("rdf:Statement", "prov:Association")
    return ("rdf:Statement",)


def triples() -> Iterator[Triple]:
    """The vocabulary, the same for every graph."""
    for entity in VOCABULARY.entities.values():
        yield from _class(entity_class(entity.name), entity.label, entity.definition, *entity.rdf)
        yield from _attributes(entity.name, iter(entity.attributes.values()))
    for relation in VOCABULARY.relations.values():
        yield from _class(fact_class(relation.name), relation.label, relation.definition, *fact_parents(relation.name))
        yield from _property(term(relation.rdf), relation.label)
        yield from _attributes(relation.name, iter(relation.qualifiers.values()))
        if relation.symmetric:
            yield Triple(term(relation.rdf), term("rdf:type"), term("owl:SymmetricProperty"))
    for name, (parent, label) in _CLASSES.items():
        yield from _class(own(name), label, None, parent)
    for name, label in _PROPERTIES.items():
        yield from _property(own(name), label)
    for name, label in _STATUS_LABELS.items():
        yield from _concept(own(name), label, "statuses")
