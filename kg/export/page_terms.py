"""The RDF terms that the page needs to save what it shows as Turtle, in the terms of graph.ttl."""

from __future__ import annotations

from typing import Any

from kg.export import ontology
from kg.export.terms import PREFIXES, STRUCTURED, Names, entity_class, fact_class, property_of, term
from kg.vocabulary import VOCABULARY


def page_terms(names: Names) -> dict[str, Any]:
    """Prefixes, the base of the data set's IRIs, and by type and relation the classes and properties, as `foaf:Person`.

    `types`: {"classes", "attributes": {name: [property, datatype]}}; an attribute that takes more than one triple is
    missing. `relations`: {"property", "classes", "qualifiers": {name: [property, datatype]}}; a role is a concept and
    no literal, and has the datatype `role`.
    """
    curies = {PREFIXES[prefix]: prefix for prefix in PREFIXES}

    def curie(iri: str) -> str:
        start = max(iri.rfind("#"), iri.rfind("/")) + 1
        return f"{curies[iri[:start]]}:{iri[start:]}"

    return {
        "base": names.base,
        "prefixes": {prefix: iri for prefix, iri in names.prefixes.items() if prefix != "id"},
        "types": {
            kind.name: {
                "classes": [curie(entity_class(kind.name).value), *kind.rdf],
                "attributes": {
                    each.name: [curie(property_of(kind.name, each.name).value), each.datatype]
                    for each in kind.attributes.values()
                    if (kind.name, each.name) not in STRUCTURED
                },
            }
            for kind in VOCABULARY.entities.values()
        },
        "relations": {
            kind.name: {
                "property": curie(term(kind.rdf).value),
                "classes": [curie(fact_class(kind.name).value), *ontology.fact_parents(kind.name)],
                "qualifiers": {
                    each.name: [
                        curie(property_of(kind.name, each.name).value),
                        "role" if each.name == "role" else each.datatype,
                    ]
                    for each in kind.qualifiers.values()
                },
            }
            for kind in VOCABULARY.relations.values()
        },
    }
