"""JSON-LD 1.1: a thing a line, under keys that can be read without knowing RDF; the context says which term each is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from typing import Any, TextIO

from pyoxigraph import Literal, NamedNode

from kg.export import ontology
from kg.export.terms import PREFIXES, Names, Statement, term

# What a property leads to: "@id" a thing, "@language" a text in a language, else a datatype, "" for any literal.
# Those of our own vocabulary follow from their ranges.
_STANDARD = {
    "@id": (
        "rdf:subject rdf:predicate rdf:object rdfs:domain rdfs:range rdfs:subClassOf rdfs:subPropertyOf "
        "rdfs:isDefinedBy prov:wasDerivedFrom prov:qualifiedDerivation prov:entity prov:wasQuotedFrom prov:used "
        "prov:wasGeneratedBy prov:wasAssociatedWith prov:generated prov:qualifiedAssociation prov:agent prov:hadRole "
        "org:member org:organization org:role org:memberDuring org:memberOf org:holds org:postIn org:unitOf "
        "schema:containedInPlace schema:organizer schema:location schema:mentions schema:attendee schema:areaServed "
        "schema:author schema:editor schema:contributor schema:isPartOf dcterms:hasPart dcterms:spatial "
        "dcterms:temporal dcterms:source dcterms:language dcterms:license dcterms:conformsTo time:inside "
        "time:hasBeginning time:hasEnd skos:inScheme void:vocabulary void:classPartition void:class "
        "dcat:distribution dcat:mediaType"
    ),
    "@language": (
        "skos:prefLabel skos:altLabel skos:definition rdfs:label dcterms:title dcterms:description dcterms:rights"
    ),
    "xsd:decimal": "schema:value schema:minValue schema:maxValue",
    "xsd:nonNegativeInteger": "oa:start oa:end",
    "xsd:date": "time:inXSDDate",
    "xsd:gYearMonth": "time:inXSDgYearMonth",
    "xsd:gYear": "time:inXSDgYear",
    "": (
        "dcterms:identifier skos:notation schema:startDate schema:unitText schema:headline schema:datePublished "
        "schema:softwareVersion prov:value void:uriSpace void:entities dcat:startDate dcat:endDate owl:versionInfo"
    ),
}


def _own() -> dict[str, str]:
    """The properties of our own vocabulary, and what each leads to."""
    found = {}
    for subject, predicate, object_ in ontology.statements():
        if predicate == term("rdfs:range") and isinstance(object_, NamedNode):
            literal = object_.value.startswith(PREFIXES["xsd"]) or object_ == term("rdfs:Literal")
            found[f"kg:{subject.value.removeprefix(PREFIXES['kg'])}"] = "" if literal else "@id"
    return found


@cache
def properties() -> Mapping[str, tuple[str, str, str]]:
    """IRI of a property -> its key, its prefixed name, what it leads to.

    The key is the name without the prefix; where two vocabularies have it, only our own is without.
    """
    kinds = {curie: kind for kind, curies in _STANDARD.items() for curie in curies.split()} | _own()
    local = {curie: curie.partition(":")[2] for curie in kinds}
    shared = Counter(local.values())
    return {
        term(curie).value: (name if shared[name] == 1 or curie.startswith("kg:") else curie, curie, kinds[curie])
        for curie, name in local.items()
    }


def context(names: Names) -> dict[str, Any]:
    """The context: the base of the things, the prefixes, and the keys in alphabetic order."""
    keys: dict[str, Any] = {}
    for key, curie, kind in sorted(properties().values()):
        how = {"@container": "@language"} if kind == "@language" else {"@type": kind} if kind else {}
        keys[key] = {"@id": curie, **how}
    vocabularies = {prefix: iri for prefix, iri in sorted(PREFIXES.items()) if prefix != "id"}
    return {"@version": 1.1, "@base": names.base, **vocabularies, **keys}


def _iri(names: Names, node: NamedNode) -> str:
    """A term by its prefix, a thing of the data set relative to the base, anything else in full."""
    iri = node.value
    for prefix, namespace in PREFIXES.items():
        if prefix != "id" and iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    rest = iri.removeprefix(names.base)
    # What has :// in it is never read as relative (JSON-LD 1.1 Processing Algorithms, IRI expansion)
    if rest != iri and "/" in rest and "://" not in rest:
        return rest
    return iri


def _value(names: Names, object_: NamedNode | Literal, kind: str) -> Any:
    if isinstance(object_, NamedNode):
        return _iri(names, object_) if kind == "@id" else {"@id": _iri(names, object_)}
    if object_.language is not None:
        return {"@value": object_.value, "@language": object_.language}
    datatype = _iri(names, object_.datatype)
    if datatype == kind or (datatype == "xsd:string" and not kind):
        return object_.value
    if datatype == "xsd:boolean" and not kind:
        return object_.value == "true"
    return {"@value": object_.value, **({} if datatype == "xsd:string" else {"@type": datatype})}


def _add(row: dict[str, Any], key: str, value: Any) -> None:
    """A key with one value has it plain, one with several has a list."""
    if key not in row:
        row[key] = value
    elif isinstance(row[key], list):
        row[key].append(value)
    else:
        row[key] = [row[key], value]


def _thing(names: Names, subject: NamedNode, statements: Iterable[Statement]) -> dict[str, Any]:
    row: dict[str, Any] = {"@id": _iri(names, subject)}
    for _, predicate, object_ in statements:
        if predicate == term("rdf:type") and isinstance(object_, NamedNode):
            _add(row, "@type", _iri(names, object_))
            continue
        key, curie, kind = properties().get(predicate.value, (predicate.value, predicate.value, "unknown"))
        language = object_.language if isinstance(object_, Literal) else None
        if kind != "@language":
            _add(row, key, _value(names, object_, kind))
        elif language is not None:
            _add(row.setdefault(key, {}), language, object_.value)
        else:  # a map by language has no place for it: under the prefixed name, which the context says nothing of
            _add(row, curie, _value(names, object_, ""))
    return row


def write(sections: Iterable[list[Statement]], names: Names, stream: TextIO) -> None:
    """Write sections of statements to `stream`."""
    stream.write('{\n"@context": ' + json.dumps(context(names), ensure_ascii=False, indent=1) + ',\n"@graph": [')
    comma = "\n"
    for section in sections:
        for subject, statements in groupby(section, key=lambda statement: statement[0]):
            stream.write(comma + json.dumps(_thing(names, subject, statements), ensure_ascii=False))
            comma = ",\n"
    stream.write("\n]\n}\n")
