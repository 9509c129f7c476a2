"""When each post is known to be held, as stretches of days."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kg.chronicle.holdings import Holding, by_seat, holdings, seat_of, statements_of
from kg.graph import Graph
from kg.resolve.tenure import Statement
from kg.text.dates import days

Grounds: TypeAlias = Literal["seen", "between", "since"]


@dataclass(frozen=True)
class Stretch:
    """From `first` to `last` (ISO days; "" for no end) a post is known to be held, on those grounds."""

    grounds: Grounds
    first: str
    last: str

    def reaches(self, first: str, last: str) -> bool:
        """Whether the post is held at some time between two days. Nothing shows when an end that is not known came, so
        of what is `since` the two must both lie within."""
        if self.grounds == "since":
            return self.first <= first and (not self.last or last <= self.last)
        return self.first <= last and first <= self.last


def stretches(holding: Holding, rivals: Iterable[Holding]) -> list[Stretch]:
    """When a post was held: `seen` first, then `between`, then `since`. `rivals` are all the holdings of its seat."""
    tenure = holding.tenure
    found = [Stretch("seen", *days(date)) for date in tenure.seen]
    if not holding.first:
        return found
    first, last = days(holding.first)[0], days(holding.last)[1]
    if tenure.end:
        last = _shifted(days(tenure.end)[0], -1)
    elif tenure.over:
        last = min(last, days(tenure.over)[1])
    if first <= last:
        found.append(Stretch("between", first, last))
    if tenure.start and not (tenure.end or tenure.over or tenure.former):
        came = [day for other in rivals if (day := _came_after(other, holding))] if holding.alone else []
        begin, until = _shifted(last, 1), _shifted(min(came), -1) if came else ""
        if not until or begin <= until:
            found.append(Stretch("since", begin, until))
    return found


def between_sightings(dates: Iterable[str]) -> list[Stretch]:
    """The stretches of a post of which nothing is known but the dates on which it was seen."""
    seen = [Stretch("seen", *days(date)) for date in sorted(set(dates))]
    return [*seen, Stretch("between", min(s.first for s in seen), max(s.last for s in seen))] if seen else []


def held_by_edge(graph: Graph) -> Iterator[list[Stretch]]:
    """The stretches of each edge in the order of `graph.edges`; of what is no post there are none.

    An edge has those of the tenures that it is part of: of one post told of a county and of its government the same.
    """
    told: dict[tuple[str, tuple[str, str]], list[tuple[frozenset[Statement], list[Stretch]]]] = defaultdict(list)
    for seat, rivals in by_seat(holdings(graph)).items():
        for holding in rivals:
            told[holding.person, seat].append((frozenset(holding.tenure.statements), stretches(holding, rivals)))
    for person, body, row in graph.edges(data=True):
        held = []
        if row.get("type") == "holds_post" and row.get("post"):
            own = frozenset(statements_of(row))
            for statements, of_tenure in told[person, seat_of(graph, body, row["post"])]:
                held += of_tenure if own & statements else []
        yield held


def _came_after(other: Holding, holding: Holding) -> str:
    """The day by which another is known to have come to the post: appointed after the person was, or seen in it after
    the last sighting of the person. "" if none."""
    if other.person == holding.person:
        return ""
    start, last = days(holding.tenure.start)[0], days(holding.last)[1]
    came = [days(seen)[0] for seen in other.tenure.seen if days(seen)[0] > last]
    if other.tenure.start and days(other.tenure.start)[0] > start:
        came.append(days(other.tenure.start)[0])
    return min(came, default="")


def _shifted(day: str, by: int) -> str:
    """The day before or after. The first and the last day of the calendar stay as they are."""
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=by)).isoformat()
    except OverflowError:
        return day
