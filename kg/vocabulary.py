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
    """An attribute of a node or a qualifier of an edge. `values` is empty where any value will do."""

    name: str
    datatype: str
    label: Label
    values: tuple[str, ...] = ()
    required: bool = False


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


@dataclass(frozen=True)
class Vocabulary:
    """All types, in the order of the file."""

    entities: Mapping[str, EntityType]
    relations: Mapping[str, RelationType]


def _attributes(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Attribute]:
    return {
        name: Attribute(
            name, row["datatype"], Label(**row["label"]), tuple(row.get("values", ())), row.get("required", False)
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
        )
        for name, row in data["relations"].items()
    }
    return Vocabulary(entities, relations)


VOCABULARY = load()
