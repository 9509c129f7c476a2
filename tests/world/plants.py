"""What is put into the lives and pages to try the joins and dates: namesakes, and pages that contradict others."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from .articles import LEADERS
from .lives import Prefecture, Seat, Tenure
from .places import FIRST, LAST
from .story import Page, Report, calendar
from .tenures import Contradiction, Known, contradictions, one_person, tenures
from .words import data, pick

if TYPE_CHECKING:
    from .pages import Press

# units whose people no column of short news names
QUIET = ("department", "school", "hospital", "firm")


def namesakes(rng: Random, life: Prefecture) -> list[tuple[int, Tenure]]:
    """Give some people the names of others, and say on which days two of one county are seen in turn, to be told apart.

    Those of one county are at work at one time in two bodies that are not the county's leading ones. Nobody who shares
    a name within the prefecture ever moves.
    """
    held: dict[str, list[Tenure]] = defaultdict(list)
    for seat in life.seats:
        for tenure in seat.tenures:
            held[tenure.person.id].append(tenure)
    settled = [found[0] for found in held.values() if len(found) == 1 and found[0].seat.unit not in life.others]
    rng.shuffle(settled)
    used: set[str] = set()
    forced: list[tuple[int, Tenure]] = []

    def pair(fit: Callable[[Tenure, Tenure], bool]) -> tuple[Tenure, Tenure] | None:
        for one in settled:
            for other in settled:
                if {one.person.id, other.person.id} & used or one is other or not fit(one, other):
                    continue
                used.update((one.person.id, other.person.id))
                other.person.name = one.person.name
                return one, other
        return None

    for _ in range(2):
        if (found := pair(_of_one_county)) is not None:
            first, last = _together(*found)
            step = (last - first) // 6
            forced += [(first + step * (n + 1) + int(rng.random() * step / 2), found[n % 2]) for n in range(4)]
        pair(_of_two_counties)
    for name in rng.sample(data("names.yaml")["common"], 2):
        bearer = next((tenure for tenure in settled if tenure.person.id not in used), None)
        if bearer is not None:
            used.add(bearer.person.id)
            bearer.person.name = name
    return forced


def _together(one: Tenure, other: Tenure) -> tuple[int, int]:
    """From which day to which both are in their seats."""
    return max(one.start, other.start, FIRST + 10), min(one.end, other.end, LAST - 10)


def _of_one_county(one: Tenure, other: Tenure) -> bool:
    units = one.seat.unit, other.seat.unit
    first, last = _together(one, other)
    same = units[0].area is units[1].area and units[0] is not units[1]
    return same and all(unit.kind in QUIET for unit in units) and last - first > 600


def _of_two_counties(one: Tenure, other: Tenure) -> bool:
    units = one.seat.unit, other.seat.unit
    first, last = _together(one, other)
    quiet = any(unit.kind in QUIET for unit in units)
    return quiet and units[0].area is not units[1].area and last - first > 300


class Planter:
    """Adds pages that contradict others, one contradiction a page; `planted` are those, with the pages that do."""

    def __init__(self, press: Press) -> None:
        self.press, self.rng = press, press.rng
        self.planted: dict[Contradiction, str] = {}
        self.by_post: dict[tuple[str, str], list[Report]] = defaultdict(list)
        for page in press.pages:
            for report in page.reports:
                self.by_post[report.body, report.post].append(report)

    def plant(self, number: int) -> None:
        seats = [seat for seat in self.press.life.seats if one_person(seat.posts(seat.appointed, FIRST)[-1][1])]
        tries = 0
        wanted = ("two-holders", "after-leaving")
        while number and tries < 4000:
            tries += 1
            kind = "before-beginning" if tries % 5 == 4 else wanted[number % 2]
            if self._try(kind, pick(self.rng, seats)):
                number -= 1
        for _ in range(number):  # nothing fits: an ordinary page in its place
            self.press._page(FIRST + 10 + int(self.rng.random() * (LAST - FIRST - 20)), None)

    def _try(self, kind: str, seat: Seat) -> bool:
        rng = self.rng
        if len(seat.tenures) == 0 or seat.unit.kind in ("zone", "town"):
            return False
        tenure = pick(rng, seat.tenures)
        body, post = seat.posts(seat.appointed, max(tenure.start, FIRST))[-1]
        told = self.by_post.get((body, post), [])
        if any(c.body == body and c.post == post for c in self.planted):
            return False
        mine = self._tenures(told, tenure.person.id)
        day = self._day(kind, tenure, mine)
        if not day:
            return False
        person = self.press.people.person() if kind == "two-holders" else tenure.person
        page = self._page(seat, day, Tenure(person, seat, day, day + 1), (body, post))
        if page is None:
            return False
        after = set()
        for key in {(r.body, r.post) for r in page.reports}:
            both = [*self.by_post[key], *(r for r in page.reports if (r.body, r.post) == key)]
            after |= contradictions(*key, self._all(both)) - set(self.planted)
        if len(after) != 1 or next(iter(after)).kind != kind:
            return False
        self.press.pages.append(page)
        for report in page.reports:
            self.by_post[report.body, report.post].append(report)
        self.planted[next(iter(after))] = page.document
        return True

    def _all(self, told: list[Report]) -> list[Known]:
        return [known for person in sorted({r.person for r in told}) for known in self._tenures(told, person)]

    def _tenures(self, told: list[Report], person: str) -> list[Known]:
        return tenures(report for report in told if report.person == person)

    def _day(self, kind: str, tenure: Tenure, mine: list[Known]) -> int:
        """A day on which a page may contradict, or 0."""
        if len(mine) != 1:
            return 0
        known, chance = mine[0], self.rng.random()
        day = {
            key: datetime.date.fromisoformat(value).toordinal()
            for key in ("start", "end", "first", "last")
            if (value := getattr(known, key))
        }
        area = tenure.seat.unit.area
        found = 0
        if kind == "two-holders" and known.seen:
            if chance < 0.5:
                found = datetime.date.fromisoformat(pick(self.rng, known.seen)).toordinal()
            elif day["last"] - day["first"] > 150:
                found = day["first"] + 60 + int(chance * (day["last"] - day["first"] - 120))
        elif kind == "after-leaving" and "end" in day:
            found = day["end"] + 30 + int(chance * 200)
        elif kind == "before-beginning" and "start" in day:
            found = day["start"] - 40 - int(chance * 200)
        if not FIRST + 10 < found < LAST - 10 or area.era(found) != area.era(max(tenure.start, FIRST)):
            return 0
        return found

    def _page(self, seat: Seat, day: int, tenure: Tenure, post: tuple[str, str]) -> Page | None:
        """A page on that day that shows the person in the post, or None where the words that came up do not."""
        press, kind = self.press, seat.unit.kind
        page = press._start(day + 1)
        paper = pick(self.rng, press.papers)
        press._masthead(page, paper)
        story = press.story(page, seat.unit.area, day)
        story.exact = True
        what = pick(self.rng, LEADERS) if kind == "county" else "department" if kind == "department" else "institution"
        press.desk.activity(story, what, tenure)
        press._imprint(page, paper)
        iso = calendar(day)[4]
        shown = {(r.body, r.post, r.day) for r in page.reports if r.person == tenure.person.id}
        return page if (*post, iso) in shown else None
