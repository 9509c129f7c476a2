"""A thing of the collection, and what a reader may have decided about two."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kg.resolve.setting import Local

PERSONS = ("official", "person", "journalist")


@dataclass
class Entity:
    """A thing of the collection: its id, and the things of articles that are it.

    `joins` are the ties that made it one, `apart` those to
    namesakes that were not enough, both as graph.json has them (docs/how-it-works.md).
    """

    id: str
    type: str
    name: str
    members: list[Local] = field(default_factory=list)
    joins: list[dict[str, Any]] = field(default_factory=list)
    apart: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Ruling:
    """Two sets of things that a reader took for one (`same`) or for two, and the reason given."""

    same: bool
    first: frozenset[Local]
    second: frozenset[Local]
    reason: str

    @property
    def things(self) -> frozenset[Local]:
        """The things of both sets."""
        return self.first | self.second
