"""The vocabulary of `vocabulary.yaml` as frozen dataclasses: `VOCABULARY.entities["district"].colour`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from kg.label import Label as Label


@dataclass(frozen=True)
class Attribute:
    """An attribute of a node or a qualifier of an edge. `values` is empty where any value will do; `above` are the
    standard properties of which its RDF property is a kind."""

    name: str
    datatype: str
    label: Label
    definition: Label
    values: tuple[str, ...] = ()
    required: bool = False
    above: tuple[str, ...] = ()


@dataclass(frozen=True)
class EntityType:
    """One type of node."""

    name: str
    label: Label
    definition: Label
    colour: str
    shape: str
    rdf: tuple[str, ...]
    attributes: Mapping[str, Attribute]


@dataclass(frozen=True)
class RelationType:
    """One type of edge. `range` is `("any",)` where every type of node will do."""

    name: str
    label: Label
    definition: Label
    domain: tuple[str, ...]
    range: tuple[str, ...]
    rdf: str
    symmetric: bool
    qualifiers: Mapping[str, Attribute]
    above: tuple[str, ...] = ()


@dataclass(frozen=True)
class Term:
    """A class, a property or a concept that only the RDF needs. `domain` and `range` are a property's."""

    name: str
    label: Label
    definition: Label
    above: tuple[str, ...] = ()
    domain: str = ""
    range: str = ""


@dataclass(frozen=True)
class Scheme:
    """A closed list of concepts."""

    name: str
    label: Label
    definition: Label
    concepts: Mapping[str, Term]


@dataclass(frozen=True)
class Vocabulary:
    """All types, in the order of the file."""

    entities: Mapping[str, EntityType]
    relations: Mapping[str, RelationType]
    classes: Mapping[str, Term]
    properties: Mapping[str, Term]
    schemes: Mapping[str, Scheme]


def _attributes(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Attribute]:
    return {
        name: Attribute(
            name,
            row["datatype"],
            Label(**row["label"]),
            Label(**row["definition"]),
            tuple(row.get("values", ())),
            row.get("required", False),
            tuple(row.get("above", ())),
        )
        for name, row in rows.items()
    }


def _terms(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Term]:
    return {
        name: Term(
            name,
            Label(**row["label"]),
            Label(**row["definition"]),
            tuple(row.get("above", ())),
            row.get("domain", ""),
            row.get("range", ""),
        )
        for name, row in rows.items()
    }


@cache
def load() -> Vocabulary:
    """Read the vocabulary that ships with the package."""
    data = yaml.safe_load(resources.files("kg").joinpath("vocabulary.yaml").read_text(encoding="utf-8"))
    entities = {
        name: EntityType(
            name,
            Label(**row["label"]),
            Label(**row["definition"]),
            row["colour"],
            row["shape"],
            tuple(row["rdf"]),
            _attributes(row.get("attributes", {})),
        )
        for name, row in data["entities"].items()
    }
    relations = {
        name: RelationType(
            name,
            Label(**row["label"]),
            Label(**row["definition"]),
            tuple(row["domain"]),
            tuple(row["range"]),
            row["rdf"],
            row.get("symmetric", False),
            _attributes(row.get("qualifiers", {})),
            tuple(row.get("above", ())),
        )
        for name, row in data["relations"].items()
    }
    terms = data["terms"]
    schemes = {
        name: Scheme(name, Label(**row["label"]), Label(**row["definition"]), _terms(row["concepts"]))
        for name, row in terms["schemes"].items()
    }
    return Vocabulary(entities, relations, _terms(terms["classes"]), _terms(terms["properties"]), schemes)


VOCABULARY = load()
