"""The SHACL shapes of graph.ttl, made from `vocabulary.yaml`: a row there is a shape here.

A message says what is wrong as the end of a sentence about the node: "no level", "start is not a date".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph
from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.export import terms
from kg.vocabulary import VOCABULARY, Attribute, EntityType, RelationType

SH = Namespace("http://www.w3.org/ns/shacl#")
_DATES = (XSD.date, XSD.gYearMonth, XSD.gYear)


def _uri(term: pyoxigraph.NamedNode) -> URIRef:
    return URIRef(term.value)


def _term(curie: str) -> URIRef:
    return _uri(terms.term(curie))


def _list(graph: Graph, members: Iterable[Node]) -> Node:
    head = BNode()
    Collection(graph, head, list(members))
    return head


def _each(graph: Graph, values: Iterable[Node], constraint: URIRef) -> Node:
    """A list of one-constraint shapes, as sh:or and sh:xone want it."""
    shapes = []
    for value in values:
        shapes.append(BNode())
        graph.add((shapes[-1], constraint, value))
    return _list(graph, shapes)


def _property(
    graph: Graph, shape: Node, path: URIRef | Sequence[URIRef], message: str, *constraints: tuple[URIRef, Node]
) -> None:
    """One property shape: a path (or several, any of which will do) and what is asked of it."""
    node = BNode()
    if not isinstance(path, URIRef):
        alternatives = BNode()
        graph.add((alternatives, SH.alternativePath, _list(graph, path)))
    graph.add((shape, SH.property, node))
    graph.add((node, SH.path, path if isinstance(path, URIRef) else alternatives))
    graph.add((node, SH.message, Literal(message)))
    for constraint, value in constraints:
        graph.add((node, constraint, value))


def _date(graph: Graph) -> tuple[URIRef, Node]:
    return SH["or"], _each(graph, _DATES, SH.datatype)


def _attribute(graph: Graph, shape: Node, owner: str, attribute: Attribute) -> None:
    structured = terms.STRUCTURED.get((owner, attribute.name))
    paths = [_term(curie) for curie in structured] if structured else [_uri(terms.property_of(owner, attribute.name))]
    path = paths[0] if len(paths) == 1 else paths
    label = attribute.label.en
    if attribute.required:
        _property(graph, shape, path, f"no {label}", (SH.minCount, Literal(1)))
    if structured:  # several triples, or one to a node of its own
        if attribute.datatype == "number":
            _property(graph, shape, path, f"{label} is not a number", (SH.datatype, XSD.decimal))
        return
    _property(graph, shape, path, f"more than one {label}", (SH.maxCount, Literal(1)))
    if attribute.values:
        concepts = attribute.name == "role"
        allowed = [_uri(terms.role(owner, v)) if concepts else Literal(v) for v in attribute.values]
        message = f"{label} is none of {', '.join(attribute.values)}"
        _property(graph, shape, path, message, (SH["in"], _list(graph, allowed)))
    elif attribute.datatype == "date":
        _property(graph, shape, path, f"{label} is not a date", _date(graph))
    else:
        datatype = XSD.decimal if attribute.datatype == "number" else XSD.string
        _property(graph, shape, path, f"{label} is not a {attribute.datatype}", (SH.datatype, datatype))


def _origin(graph: Graph, shape: Node) -> None:
    """Read from a passage, or marked as inferred; never both, never neither."""
    read, inferred = BNode(), BNode()
    _property(graph, read, _term("prov:wasDerivedFrom"), "no evidence", (SH.minCount, Literal(1)))
    _property(graph, inferred, _uri(terms.own("inferred")), "not inferred", (SH.hasValue, Literal(True)))
    graph.add((shape, SH.xone, _list(graph, [read, inferred])))
    graph.add((shape, SH.message, Literal("must have either evidence or the mark of an inference")))
    passage = "evidence that is no passage"
    _property(graph, shape, _term("prov:wasDerivedFrom"), passage, (SH["class"], _term("oa:TextPositionSelector")))


def _shape(graph: Graph, target: URIRef) -> URIRef:
    shape = URIRef(f"{target}Shape")
    graph.add((shape, RDF.type, SH.NodeShape))
    graph.add((shape, SH.targetClass, target))
    return shape


def _entity(graph: Graph, entity: EntityType) -> None:
    shape = _shape(graph, _uri(terms.entity_class(entity.name)))
    _origin(graph, shape)
    label = _term("skos:prefLabel")
    _property(graph, shape, label, "no name", (SH.minCount, Literal(1)))
    _property(graph, shape, label, "more than one name", (SH.maxCount, Literal(1)))
    _property(graph, shape, label, "name is empty", (SH.minLength, Literal(1)))
    for attribute in entity.attributes.values():
        _attribute(graph, shape, entity.name, attribute)


def _relation(graph: Graph, relation: RelationType) -> None:
    shape = _shape(graph, _uri(terms.fact_class(relation.name)))
    _origin(graph, shape)
    predicate = (SH.hasValue, _term(relation.rdf))
    _property(graph, shape, _term("rdf:predicate"), f"is not stated as {relation.rdf}", predicate)
    # Of a relation that holds either way round the two ends are as good as one another
    domain = relation.domain
    allowed_range = tuple(VOCABULARY.entities) if relation.range == ("any",) else relation.range
    for path, allowed, end in (("rdf:subject", domain, "from"), ("rdf:object", allowed_range, "to")):
        classes = [_uri(terms.entity_class(name)) for name in allowed]
        message = f"does not lead {end} {' or '.join(allowed)}"
        _property(graph, shape, _term(path), message, (SH["or"], _each(graph, classes, SH["class"])))
        one = ((SH.minCount, Literal(1)), (SH.maxCount, Literal(1)))
        _property(graph, shape, _term(path), f"does not lead {end} one thing", *one)
    for qualifier in relation.qualifiers.values():
        _attribute(graph, shape, relation.name, qualifier)
    _property(graph, shape, _uri(terms.own("asOf")), "as of what is not a date", _date(graph))


def _besides(graph: Graph) -> None:
    """What no row of the vocabulary stands for: passages, what single ones say, memberships as the ORG ontology sees
    them."""
    passage = _shape(graph, _term("oa:TextPositionSelector"))
    for path, name in (("oa:start", "start"), ("oa:end", "end"), ("prov:value", "text")):
        one = ((SH.minCount, Literal(1)), (SH.maxCount, Literal(1)))
        _property(graph, passage, _term(path), f"not exactly one {name}", *one)
    _property(graph, passage, _term("prov:wasQuotedFrom"), "quoted from nothing", (SH.minCount, Literal(1)))
    _property(graph, passage, _term("oa:start"), "starts after its end", (SH.lessThanOrEquals, _term("oa:end")))
    derivation = _shape(graph, _term("prov:Derivation"))
    one = ((SH.minCount, Literal(1)), (SH.maxCount, Literal(1)))
    passages = (SH["class"], _term("oa:TextPositionSelector"))
    _property(graph, derivation, _term("prov:entity"), "not from exactly one passage", *one, passages)
    _property(graph, derivation, _uri(terms.own("asOf")), "its date is not a date", _date(graph))
    said = [_uri(terms.own(name)) for name in VOCABULARY.schemes["statements"].concepts]
    message = f"says none of {', '.join(str(each).rpartition('-')[2] for each in said)}"
    _property(graph, derivation, _uri(terms.own("says")), message, (SH["in"], _list(graph, said)))
    membership = _shape(graph, _term("org:Membership"))
    _property(graph, membership, _term("org:organization"), "no organization", (SH.minCount, Literal(1)))


def shapes() -> Graph:
    """All shapes, as an rdflib graph."""
    graph = Graph()
    graph.bind("sh", SH)
    for name, iri in terms.PREFIXES.items():
        graph.bind(name, iri)
    for entity in VOCABULARY.entities.values():
        _entity(graph, entity)
    for relation in VOCABULARY.relations.values():
        _relation(graph, relation)
    _besides(graph)
    return graph
