"""What a reader decided, carried out on things with keys: they keep theirs, share another's or get one of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Any, TypeAlias

from kg.resolve.cluster import Members, Tie, grouped
from kg.resolve.entity import Ruling
from kg.resolve.setting import Local

Sides: TypeAlias = tuple[tuple[int, bool], ...]
"""In which decisions a thing is spoken of, each by its number and on which side."""


def sides(rulings: Iterable[Ruling]) -> dict[Local, Sides]:
    """For each thing that is spoken of, where: things spoken of in the same decisions alone need not be told apart."""
    found: dict[Local, list[tuple[int, bool]]] = defaultdict(list)
    for number, ruling in enumerate(rulings):
        for second, things in enumerate((ruling.first, ruling.second)):
            for local in things:
                found[local].append((number, bool(second)))
    return {local: tuple(where) for local, where in found.items()}


@dataclass
class Ruled:
    """The keys that decisions change, and by key what was joined and what was told apart, as graph.json has it."""

    keys: dict[Local, str] = field(default_factory=dict)
    joins: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    apart: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))


def ruled(keys: Mapping[Local, str], rulings: list[Ruling]) -> Ruled:
    """Carry out the decisions on the things of `keys`: all things with one of the keys that were spoken of.

    Things of one key that a reader took for two, and all that the key alone tied to both, go apart: each that was
    spoken of has the document of its first mention in its key then.
    """
    where = sides(rulings)
    involved = {keys[local] for local in where if local in keys}
    units: dict[tuple[str, Sides], list[Local]] = defaultdict(list)
    for local, key in sorted(keys.items()):
        if key in involved:
            units[key, where.get(local, ())].append(local)
    told = list(units)
    grouping = grouped(len(told), _ties(told, rulings), _Against(told, rulings), lambda tie, a, b: None, _never)
    found = Ruled()
    key_of: dict[int, str] = {}
    for group in grouping.groups:
        key = _key(group, told, units)
        for i in group:
            key_of[i] = key
            found.keys |= dict.fromkeys(units[told[i]], key)
    for tie in grouping.joined:
        if tie.by == "reader":
            found.joins[key_of[tie.first]].append({"by": "reader", **({"at": tie.at} if tie.at else {})})
    parted = {(*sorted((key_of[t.first], key_of[t.second])), t.at) for t in grouping.apart if t.by == "reader"}
    for first, second, at in sorted(parted):
        found.apart[first].append({"from": second, "by": "reader", **({"at": at} if at else {})})
    return found


def _ties(told: list[tuple[str, Sides]], rulings: list[Ruling]) -> list[Tie]:
    ties = []
    of_key: dict[str, list[int]] = defaultdict(list)
    of_ruling: dict[int, list[int]] = defaultdict(list)
    for i, (key, spoken) in enumerate(told):
        of_key[key].append(i)
        for number in sorted({number for number, _ in spoken}):
            of_ruling[number].append(i)
    for number, things in of_ruling.items():
        if rulings[number].same:
            ties += [Tie(0, a, b, "reader", rulings[number].reason) for a, b in pairwise(things)]
    for things in of_key.values():
        ties += [Tie(1, a, b, "name") for a, b in combinations(things, 2)]
    return ties


class _Against:
    def __init__(self, told: list[tuple[str, Sides]], rulings: list[Ruling]) -> None:
        self.told, self.rulings = told, rulings

    def __call__(self, first: Members, second: Members) -> tuple[str, str] | None:
        one, other = ({side for i in group for side in self.told[i][1]} for group in (first, second))
        for number, side in sorted(one):
            if not self.rulings[number].same and (number, not side) in other:
                return "reader", self.rulings[number].reason
        return None


def _never(tier: int, group: Members) -> bool:
    return False


def _key(
    group: Members,
    told: list[tuple[str, Sides]],
    units: Mapping[tuple[str, Sides], list[Local]],
) -> str:
    """The key of a group: that of the things in it which are all of their key, or of which none was spoken of."""
    names = sorted({told[i][0] for i in group}, key=lambda key: ("/" not in key, key))
    for key in names:
        own = {i for i, (each, _) in enumerate(told) if each == key}
        if own <= group or any(not told[i][1] for i in own & group):
            return key
    first = min(local for i in group for local in units[told[i]])
    return f"{names[0]}@{first[0][0]}"
