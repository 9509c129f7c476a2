"""Where the texts contradict each other on who held a post. None is resolved: a reader is to see both sentences."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias

from kg.chronicle.holdings import Holding, by_seat, holdings
from kg.graph import Graph
from kg.model import Span
from kg.resolve.tenure import END, OVER, SEEN, START, Statement
from kg.text.dates import days

Kind: TypeAlias = Literal["two-holders", "after-leaving", "before-beginning"]
KINDS: tuple[Kind, ...] = ("two-holders", "after-leaving", "before-beginning")

# Days for which the report of an end may come after the next holder's beginning: an appointment and a removal are
# rarely decided, printed and dated on one day
HAND_OVER = 31


@dataclass(frozen=True)
class Contradiction:
    """Two statements that cannot both be true.

    - `two-holders`: two people in a post that one person holds, at one time
    - `after-leaving`: a person in a post after its end was reported, or after being called a former holder
    - `before-beginning`: a person in a post before its beginning was reported

    `people` are ids of nodes, one or two, as is `body`; `dates` and `evidence` belong to the two statements, the
    earlier first. The evidence of a statement is empty where the graph has no passage for it.
    """

    kind: Kind
    people: tuple[str, ...]
    body: str
    post: str
    dates: tuple[str, str]
    evidence: tuple[tuple[Span, ...], tuple[Span, ...]]


@dataclass(frozen=True)
class _Known:
    """When a post is certainly held: the statements that say so, and from which day to which without a gap."""

    points: tuple[Statement, ...]
    low: str
    high: str


def contradictions(graph: Graph) -> list[Contradiction]:
    """All contradictions, by kind and then by body, post, people and dates."""
    found = []
    for held in by_seat(holdings(graph)).values():
        earlier: set[str] = set()
        for holding in held:
            found += list(_against_itself(holding, first=holding.person not in earlier))
            earlier.add(holding.person)
        if held[0].alone:
            for one, other in combinations(held, 2):
                if one.person != other.person and (clash := _clash(one, other)):
                    found.append(clash)
    return sorted(found, key=lambda c: (KINDS.index(c.kind), c.body, c.post, c.people, c.dates, c.evidence))


def _against_itself(holding: Holding, first: bool) -> Iterator[Contradiction]:
    """Sightings after the end of the tenure that they belong to, and before the beginning of a person's first."""
    for sighting in _strays(holding, END, OVER):
        yield _told("after-leaving", holding, _statement(holding, END, OVER, before=sighting.date), sighting)
    for sighting in _strays(holding, START) if first else ():
        yield _told("before-beginning", holding, sighting, _statement(holding, START))


def _strays(holding: Holding, *of: str) -> list[Statement]:
    """The sightings that certainly come after the end of a tenure, or before its beginning; of each date the first."""
    tenure = holding.tenure
    rows = {row.date: row for row in reversed(tenure.sightings)}
    strays = []
    for date, row in sorted(rows.items()):
        begin, stop = days(date)
        ends = [days(each)[1] for each in (tenure.end, tenure.over) if each]
        late = END in of and any(last < begin for last in ends)
        early = START in of and bool(tenure.start) and stop < days(tenure.start)[0]
        if late or early:
            strays.append(row)
    return strays


def _statement(holding: Holding, *of: str, before: str = "") -> Statement:
    """The first statement of those kinds, for preference one that comes before a date."""
    rows = [row for row in holding.tenure.statements if row.says in of and row.date]
    return min(rows, key=lambda row: (bool(before) and days(row.date)[1] >= days(before)[0], row.date, row))


def _clash(one: Holding, other: Holding) -> Contradiction | None:
    """Two people known to hold one post at a time that is more than a hand-over."""
    found = []
    for holder, intruder in ((one, other), (other, one)):
        known, points = _known(holder), _known(intruder).points
        for point in points:
            low, high = days(point.date)
            if known.low <= low and high <= known.high and not _hands_over(holder, known, intruder, point):
                found.append((_nearest(holder, known, point), point, holder, intruder))
    if not found:
        return None
    there, point, holder, intruder = min(found, key=lambda row: (row[0].date != row[1].date, row[1].date, row[0].date))
    return _told("two-holders", holder, there, point, intruder)


def _known(holding: Holding) -> _Known:
    """What is known beyond contradiction with the tenure's own beginning and end."""
    astray = {row.date for row in _strays(holding, START, END, OVER)}
    tenure = holding.tenure
    points = tuple(
        row
        for row in tenure.statements
        if row.date and (row.says == START or (row.says == SEEN and row.date not in astray))
    )
    low = min((days(row.date)[1] for row in points), default="~")
    high = max((days(row.date)[0] for row in points), default="")
    if tenure.end and points:
        last = datetime.date.fromisoformat(days(tenure.end)[0]) - datetime.timedelta(days=HAND_OVER)
        high = max(high, last.isoformat())
    return _Known(points, low, high)


def _hands_over(holder: Holding, known: _Known, intruder: Holding, point: Statement) -> bool:
    """Whether the two meet on one day, the last known of the one and the first reported of the other."""
    day = days(point.date)
    theirs = [days(row.date) for row in _known(intruder).points]
    goes = day == (known.high, known.high) and min(theirs) == day and _begins(intruder, point.date)
    comes = day == (known.low, known.low) and max(theirs) == day and _begins(holder, point.date)
    return goes or comes


def _begins(holding: Holding, date: str) -> bool:
    return any(row.says == START and row.date == date for row in holding.tenure.statements)


def _nearest(holder: Holding, known: _Known, point: Statement) -> Statement:
    """The holder's statement on the day of the point; else the next after it, which shows that the post was still held;
    else the last before it."""
    ends = tuple(row for row in holder.tenure.statements if row.says == END and row.date)
    begin = days(point.date)[0]
    return min((*known.points, *ends), key=lambda row: (days(row.date)[1] < begin, days(row.date), row))


def _told(kind: Kind, holding: Holding, one: Statement, two: Statement, other: Holding | None = None) -> Contradiction:
    sides = sorted(
        [(one, holding.person), (two, other.person if other else holding.person)],
        key=lambda side: (days(side[0].date), side[1], side[0]),
    )
    people = tuple(dict.fromkeys(person for _, person in sides))
    (first, _), (second, _) = sides
    return Contradiction(
        kind, people, holding.body, holding.post, (first.date, second.date), (first.spans, second.spans)
    )
