"""The program's own RDF vocabulary, made from `vocabulary.yaml`: its classes, properties and concepts, with labels and
definitions in both languages, and how each stands to the standard terms.

Each type of entity has a class below the standard ones of its `rdf:` key; each relation has a class of facts, which are
reified statements, and a direct property where no standard one fits. A property that leads from or to several types has
a class for all of them (kg:DistrictOrOrganization): a domain names one, and blank nodes there are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import NamedNode

from kg import __version__
from kg.export.terms import (
    PREFIXES,
    VOCABULARY_IRI,
    Statement,
    entity_class,
    fact_class,
    own,
    property_of,
    term,
    text,
)
from kg.vocabulary import VOCABULARY, Attribute, Label, RelationType

# A post is held, and a body worked for, as a member of it: a fact of this kind is an n-ary org:Membership
MEMBERSHIPS = ("holds_post", "works_for")
# Taking part in a role is a qualified association of the event with an agent
PARTICIPATIONS = ("attended",)
# Which of the two an indicator is follows from the relation that leads to it
STATUS = {"targets": "planned", "reports": "achieved"}

# Dates are as exact as the texts, so no one datatype is theirs
_RANGES = {"string": "xsd:string", "number": "xsd:decimal", "date": "rdfs:Literal"}
_TITLE = Label("地方政务新闻知识图谱词表", "The vocabulary of the knowledge graph of local-government news")
_ABOUT = Label(
    "标准词表没有的类、属性和概念。",
    "The classes, properties and concepts for which no standard vocabulary has a term.",
)


def fact_parents(relation: str) -> tuple[str, ...]:
    """The standard classes of every fact of a relation."""
    if relation in MEMBERSHIPS:
        return ("rdf:Statement", "org:Membership")
    if relation in PARTICIPATIONS:
        return ("rdf:Statement", "prov:Association")
    return ("rdf:Statement",)


def _is_own(subject: NamedNode) -> bool:
    return subject.value.startswith(PREFIXES["kg"])


def _both(subject: NamedNode, kind: str, label: Label) -> Iterator[Statement]:
    yield subject, term(kind), text(label.zh, "zh")
    yield subject, term(kind), text(label.en, "en")


def _described(subject: NamedNode, label: Label, definition: Label) -> Iterator[Statement]:
    yield from _both(subject, "rdfs:label", label)
    yield from _both(subject, "skos:definition", definition)
    yield subject, term("rdfs:isDefinedBy"), NamedNode(VOCABULARY_IRI)


def _class(subject: NamedNode, label: Label, definition: Label, parents: Iterable[str]) -> Iterator[Statement]:
    yield subject, term("rdf:type"), term("rdfs:Class")
    yield subject, term("rdf:type"), term("owl:Class")
    yield from _described(subject, label, definition)
    for parent in parents:
        yield subject, term("rdfs:subClassOf"), term(parent)


def _property(
    subject: NamedNode, label: Label, definition: Label, above: Iterable[str], domain: NamedNode, range_: NamedNode
) -> Iterator[Statement]:
    if not _is_own(subject):
        return  # a standard term is described where it is published
    literal = range_.value.startswith(PREFIXES["xsd"]) or range_ == term("rdfs:Literal")
    yield subject, term("rdf:type"), term("rdf:Property")
    yield subject, term("rdf:type"), term("owl:DatatypeProperty" if literal else "owl:ObjectProperty")
    yield from _described(subject, label, definition)
    yield subject, term("rdfs:domain"), domain
    yield subject, term("rdfs:range"), range_
    for parent in above:
        yield subject, term("rdfs:subPropertyOf"), term(parent)


def _union(classes: Sequence[tuple[NamedNode, Label]]) -> tuple[NamedNode, list[Statement]]:
    """The class of what is of any of the classes, and what says so; a class itself where there is but one."""
    if len(classes) == 1:
        return classes[0][0], []
    members = [member.value.removeprefix(PREFIXES["kg"]) for member, _ in classes]
    subject = own("Or".join(members))
    labels = [label for _, label in classes]
    label = Label("或".join(each.zh for each in labels), " or ".join(each.en for each in labels))
    definition = Label(
        f"{'、'.join(each.zh for each in labels)}之一", f"any of: {', '.join(each.en for each in labels)}"
    )
    below = [(member, term("rdfs:subClassOf"), subject) for member, _ in classes]
    return subject, [*_class(subject, label, definition, ()), *below]


def _entities(names: Iterable[str]) -> tuple[NamedNode, list[Statement]]:
    chosen = set(names)
    return _union(
        [(entity_class(each.name), each.label) for each in VOCABULARY.entities.values() if each.name in chosen]
    )


def _attributes() -> Iterator[Statement]:
    """The properties of attributes and qualifiers; one that several types have leads from any of them."""
    owners: dict[NamedNode, list[tuple[NamedNode, Label]]] = {}
    rows: dict[NamedNode, Attribute] = {}
    for entity in VOCABULARY.entities.values():
        for each in entity.attributes.values():
            prop = property_of(entity.name, each.name)
            owners.setdefault(prop, []).append((entity_class(entity.name), entity.label))
            rows.setdefault(prop, each)
    for relation in VOCABULARY.relations.values():
        for each in relation.qualifiers.values():
            prop = property_of(relation.name, each.name)
            owners.setdefault(prop, []).append((fact_class(relation.name), relation.label))
            rows.setdefault(prop, each)
    for prop, each in rows.items():
        if _is_own(prop):
            domain, about = _union(owners[prop])
            yield from about
            range_ = "skos:Concept" if each.name == "role" else _RANGES[each.datatype]
            yield from _property(prop, each.label, each.definition, each.above, domain, term(range_))


def _relation(relation: RelationType) -> Iterator[Statement]:
    parents = fact_parents(relation.name)
    yield from _class(fact_class(relation.name), relation.label, relation.definition, parents)
    direct = term(relation.rdf)
    if not _is_own(direct):
        return
    (domain, above), (range_, below) = _entities(relation.domain), _entities(relation.range)
    yield from [*above, *below]
    yield from _property(direct, relation.label, relation.definition, relation.above, domain, range_)
    if relation.symmetric:
        yield direct, term("rdf:type"), term("owl:SymmetricProperty")


def _concepts() -> Iterator[Statement]:
    for scheme in VOCABULARY.schemes.values():
        whole = own(scheme.name)
        yield whole, term("rdf:type"), term("skos:ConceptScheme")
        yield from _described(whole, scheme.label, scheme.definition)
        for each in scheme.concepts.values():
            concept = own(each.name)
            yield concept, term("rdf:type"), term("skos:Concept")
            yield concept, term("skos:inScheme"), whole
            yield from _both(concept, "skos:prefLabel", each.label)
            yield from _described(concept, each.label, each.definition)


def _found() -> Iterator[Statement]:
    ontology = NamedNode(VOCABULARY_IRI)
    yield ontology, term("rdf:type"), term("owl:Ontology")
    yield from _both(ontology, "dcterms:title", _TITLE)
    yield from _both(ontology, "dcterms:description", _ABOUT)
    yield ontology, term("owl:versionInfo"), text(__version__)
    for entity in VOCABULARY.entities.values():
        yield from _class(entity_class(entity.name), entity.label, entity.definition, entity.rdf)
    for relation in VOCABULARY.relations.values():
        yield from _relation(relation)
    for each in VOCABULARY.classes.values():
        yield from _class(own(each.name), each.label, each.definition, each.above)
    yield from _attributes()
    for each in VOCABULARY.properties.values():
        yield from _property(
            own(each.name), each.label, each.definition, each.above, term(each.domain), term(each.range)
        )
    yield from _concepts()


def statements() -> list[Statement]:
    """The vocabulary, the same for every graph, its terms in the order of their names."""
    return sorted(_found(), key=lambda statement: statement[0].value)
