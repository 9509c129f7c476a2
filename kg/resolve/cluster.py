"""Which of several units are one: the strongest ties first, and never two together that exclude each other.

The outcome is a function of the set of units and ties: where the ties of one strength would join a unit with two that
exclude each other, it is joined with neither, for nothing tells with which it belongs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Members: TypeAlias = frozenset[int]


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Two units, and what speaks for their being one (`by`) or against it; `at` says where: a body, a district, …

    `tier` is how strong it is: 0 is the strongest.
    """

    tier: int
    first: int
    second: int
    by: str
    at: str = ""


@dataclass
class Grouping:
    """The units in groups, the ties that joined them, and those that did not, each with what stood against it."""

    groups: list[Members]
    joined: list[Tie] = field(default_factory=list)
    apart: list[Tie] = field(default_factory=list)


Against: TypeAlias = Callable[[Members, Members], tuple[str, str] | None]
"""Why two groups cannot be one, as (by, at); None where they can."""
Short: TypeAlias = Callable[[Tie, Members, Members], tuple[str, str] | None]
"""Why a tie is not enough to join two groups; None where it is."""


def grouped(
    count: int, ties: Iterable[Tie], against: Against, short: Short, weak: Callable[[int, Members], bool]
) -> Grouping:
    """Group the units 0 to `count` - 1.

    Ties of tier 0 join whatever stands against it; of the others those of one tier are weighed together. `weak` says of
    a group that in a tier it may be joined with one other only: with two to choose from it is joined with neither.
    """
    of: dict[int, Members] = {unit: frozenset({unit}) for unit in range(count)}
    result = Grouping([])
    tiers: dict[int, list[Tie]] = defaultdict(list)
    for tie in sorted(set(ties)):
        tiers[tie.tier].append(tie)
    for tier in sorted(tiers):
        _join(of, tiers[tier], result, (lambda a, b: None) if tier == 0 else against, short, weak)
    result.groups = sorted(set(of.values()), key=min)
    result.apart = [tie for tie in result.apart if of[tie.first] is not of[tie.second]]
    return result


def _join(
    of: dict[int, Members],
    ties: list[Tie],
    result: Grouping,
    against: Against,
    short: Short,
    weak: Callable[[int, Members], bool],
) -> None:
    pairs: dict[tuple[Members, Members], Tie] = {}
    near: dict[Members, set[Members]] = defaultdict(set)
    for tie in ties:
        a, b = sorted((of[tie.first], of[tie.second]), key=min)
        if a is b or (a, b) in pairs:
            continue
        reason = against(a, b) or short(tie, a, b)
        if reason is not None:
            result.apart.append(Tie(tie.tier, tie.first, tie.second, *reason))
            continue
        pairs[a, b] = tie
        near[a].add(b)
        near[b].add(a)
    sure: dict[Members, set[Members]] = defaultdict(set)
    for (a, b), tie in pairs.items():
        rival = any(against(b, c) for c in near[a] - {b}) or any(against(a, c) for c in near[b] - {a})
        if rival or any(weak(tie.tier, group) and len(near[group]) > 1 for group in (a, b)):
            result.apart.append(Tie(tie.tier, tie.first, tie.second, "either", ""))
        else:
            sure[a].add(b)
            sure[b].add(a)
    for component in _components(sure):
        inside = [(pair, tie) for pair, tie in pairs.items() if pair[0] in component and pair[1] in sure[pair[0]]]
        parts = _in_order(component)
        if any(against(a, b) for i, a in enumerate(parts) for b in parts[i + 1 :]):
            result.apart += [Tie(tie.tier, tie.first, tie.second, "either", "") for _, tie in inside]
            continue
        result.joined += _spanning(inside)
        whole: Members = frozenset().union(*component)
        for unit in whole:
            of[unit] = whole


def _in_order(groups: Iterable[Members]) -> list[Members]:
    return sorted(groups, key=min)


def _components(near: Mapping[Members, set[Members]]) -> list[set[Members]]:
    found: list[set[Members]] = []
    seen: set[Members] = set()
    for start in _in_order(near):
        if start in seen:
            continue
        component, queue = {start}, [start]
        while queue:
            for other in near[queue.pop()] - component:
                component.add(other)
                queue.append(other)
        seen |= component
        found.append(component)
    return found


def _spanning(pairs: list[tuple[tuple[Members, Members], Tie]]) -> list[Tie]:
    """As many of the ties as it takes to join what they tie."""
    top: dict[Members, Members] = {}

    def find(group: Members) -> Members:
        while group in top:
            group = top[group]
        return group

    kept = []
    for (a, b), tie in sorted(pairs, key=lambda pair: pair[1]):
        a, b = find(a), find(b)
        if a is not b:
            top[b] = a
            kept.append(tie)
    return kept
