"""The offices of a prefecture and who held them from 2012 to 2019: the truth behind the pages.

A seat is what one person holds: one post (县委书记) or several that go together (县委副书记、县长). People take up a
seat, move to a higher one in the same place or in another, or leave; no seat is ever held by two.
"""

from __future__ import annotations

import datetime
import heapq
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from .places import FIRST, LAST, Area, choose
from .words import data, pick


@dataclass(slots=True)
class Body:
    """A body; `patterns` say how it is written with its place, without, in titles, and by itself."""

    id: str
    area: Area
    patterns: dict[str, list[str]]
    fills: dict[str, str]
    _forms: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    def forms(self, how: str, day: int) -> list[str]:
        """`how` is full, local, title (with the place) or alone (short, and still clear)."""
        era = self.area.era(day)
        if (how, era) not in self._forms:
            name = self.area.names[era]
            found = self.patterns.get(how) or self.patterns["full"]
            fills = {key: value.format(D=name.full, N=name.short, s=name.sort) for key, value in self.fills.items()}
            # 沙县县委: a name of two characters keeps its 县 before 委
            seat = [p.replace("{D}委", "{D}{s}委") for p in found] if len(name.full) == 2 else found
            self._forms[how, era] = [p.format(D=name.full, N=name.short, s=name.sort, **fills) for p in seat]
        return self._forms[how, era]


@dataclass(slots=True)
class Unit:
    """Bodies that belong together: a county's leading bodies, a department, a school, a zone, a town, a firm."""

    kind: str
    area: Area
    bodies: dict[str, Body]
    town: tuple[str, str] = ("", "")


@dataclass(slots=True)
class Person:
    id: str
    name: str


@dataclass(slots=True, eq=False)
class Tenure:
    """A person in a seat from `start` up to and without `end`."""

    person: Person
    seat: Seat
    start: int
    end: int = LAST + 1


@dataclass(slots=True, eq=False)
class Seat:
    key: str
    unit: Unit
    spec: dict[str, Any]
    tenures: list[Tenure] = field(default_factory=list)

    def holder(self, day: int) -> Tenure | None:
        for tenure in self.tenures:
            if tenure.start <= day < tenure.end:
                return tenure
        return None

    def posts(self, variant: int, day: int) -> list[tuple[str, str]]:
        """The (body, post) that a way of writing the seat tells."""
        sort = self.unit.area.name(day).sort
        town = self.unit.town[1][-1:]
        return [(self.unit.bodies[body].id, post.format(s=sort, t=town)) for body, post in self.spec["holds"][variant]]

    @property
    def appointed(self) -> int:
        return int(self.spec.get("appointed", 0))


@dataclass(slots=True)
class Change:
    """On a day someone leaves a seat, someone comes, or both; `came_from` is the seat the newcomer held."""

    day: int
    seat: Seat
    left: Tenure | None
    came: Tenure | None
    came_from: Tenure | None

    @property
    def leap(self) -> bool:
        """Whether the newcomer comes from another place, or another body of a prefecture: no reader would guess."""
        before, unit = self.came_from, self.seat.unit
        if before is None or before.seat.unit is unit:
            return False
        return before.seat.unit.area is not unit.area or unit.area.level == "prefecture"


@dataclass(slots=True)
class Prefecture:
    areas: list[Area]
    seats: list[Seat]
    units: list[Unit]
    others: list[Unit]
    changes: list[Change]
    people: People


class People:
    """Makes people whose names are each other's in nothing."""

    def __init__(self, rng: Random, where: str) -> None:
        self.rng, self.where, self.taken = rng, where, set(data("names.yaml")["common"])
        self.all: list[Person] = []

    def name(self) -> str:
        rng, names = self.rng, data("names.yaml")
        while True:
            rare = rng.random() < 0.02
            family = pick(rng, names["rare_surnames"]) if rare else pick(rng, names["surnames"])
            if rng.random() < 0.25 and not rare:
                name = family + pick(rng, names["single"])
            else:
                name = family + pick(rng, names["given"]["first"]) + pick(rng, names["given"]["last"])
            if name not in self.taken:
                self.taken.add(name)
                return str(name)

    def person(self, name: str = "") -> Person:
        self.all.append(Person(f"person:{self.where}/{len(self.all) + 1}", name or self.name()))
        return self.all[-1]


def _body(unit: str, key: str, area: Area, patterns: dict[str, list[str]], **fills: str) -> Body:
    return Body(f"body:{area.code}/{unit}/{key}", area, patterns, fills)


def _firm(rng: Random, area: Area, number: str, home: str, brands: set[str]) -> Unit:
    names = data("names.yaml")["firms"]
    while (brand := pick(rng, names["first"]) + pick(rng, names["last"])) in brands:
        pass
    brands.add(brand)
    trade, short = pick(rng, names["trades"])
    group = rng.random() < 0.25
    full = home + brand + (short if group else trade) + pick(rng, names["groups" if group else "endings"])
    called = f"{brand}{short}集团" if group else f"{brand}{short}"
    body = _body("firm", number, area, {"full": [full], "local": [called], "title": [full, called], "alone": [called]})
    return Unit("firm", area, {"self": body})


def _units(rng: Random, area: Area, brands: set[str]) -> list[Unit]:
    bodies = data("names.yaml")["bodies"]
    county = area.level == "county"
    leading = {key: _body("lead", key, area, patterns) for key, patterns in bodies["county"].items()}
    units = [Unit("county", area, leading)]
    for names in rng.sample(bodies["departments"], 5):
        patterns = {"full": ["{D}" + name for name in names], "local": ["{s}" + name for name in names]}
        units.append(Unit("department", area, {"self": _body("department", names[0], area, patterns)}))
    for index in rng.sample(range(len(bodies["schools"])), 1 + (rng.random() < 0.5)):
        units.append(Unit("school", area, {"self": _body("school", str(index), area, bodies["schools"][index])}))
    index = int(rng.random() * len(bodies["hospitals"]))
    units.append(Unit("hospital", area, {"self": _body("hospital", str(index), area, bodies["hospitals"][index])}))
    if county:
        zone = pick(rng, bodies["zones"])
        fills = {"Z": "{N}" + zone, "z": zone}
        made = {key: _body("zone", key, area, patterns, **fills) for key, patterns in bodies["zone"].items()}
        units.append(Unit("zone", area, made))
    for code, town in area.towns:
        made = {key: _body(code, key, area, patterns, T=town) for key, patterns in bodies["town"].items()}
        units.append(Unit("town", area, made, (code, town)))
    for number in range(2 if county else 1):
        home = pick(rng, ["", area.names[-1].short, area.province.removesuffix("省")])
        units.append(_firm(rng, area, str(number), home if len(home) < 4 and home != "市中" else "", brands))
    return units


def _seats(unit: Unit) -> list[Seat]:
    return [Seat(key, unit, spec) for key, spec in data("names.yaml")["seats"][unit.kind].items()]


@cache
def _year_start(year: int) -> int:
    return datetime.date(year, 1, 1).toordinal()


def _sitting(seat: Seat, day: int) -> int:
    """The first day from `day` on which whoever decides about the seat meets."""
    by, offset = seat.spec["by"], int(seat.unit.area.code[-4:]) % 40
    if by == "congress":
        return day + (offset - day) % 75
    if by == "election":
        year = datetime.date.fromordinal(day).year
        meets = _year_start(year) + 8 + offset
        return meets if meets >= day else _year_start(year + 1) + 8 + offset
    return day


def _rivals(seat: Seat, other: Seat) -> bool:
    """Whether the two seats share a post (县委常委), so that moving from one to the other is no coming and going."""
    if seat.unit is not other.unit:
        return False
    mine = {tuple(post) for post in seat.spec["holds"][seat.appointed]}
    return any(tuple(post) in mine for variant in other.spec["holds"] for post in variant)


class Lives:
    """Runs the eight years."""

    def __init__(self, rng: Random, seats: list[Seat], people: People) -> None:
        self.rng, self.seats, self.people = rng, seats, people
        self.changes: list[Change] = []
        self.planned = 0
        self.queue: list[tuple[int, int, int, Tenure | None]] = []
        self.by_key: dict[str, list[Seat]] = {}
        self.number = {id(seat): number for number, seat in enumerate(seats)}
        for seat in seats:
            self.by_key.setdefault(seat.key, []).append(seat)

    def run(self) -> None:
        for seat in self.seats:
            tenure = Tenure(self.people.person(), seat, FIRST - 200 - int(self.rng.random() * 900))
            seat.tenures.append(tenure)
            self._plan(seat, tenure, FIRST + int(self.rng.random() * 1500))
        while self.queue:
            day, _, number, leaver = heapq.heappop(self.queue)
            seat = self.seats[number]
            if leaver is None:
                self._fill(seat, day, None)
            elif leaver.end > LAST:
                leaver.end = day
                if self.rng.random() < 0.5:
                    self._fill(seat, day, leaver)
                else:
                    self.changes.append(Change(day, seat, leaver, None, None))
                    self._vacant(seat, day)

    def _plan(self, seat: Seat, leaver: Tenure | None, day: int) -> None:
        day = _sitting(seat, day)
        if day < LAST - 60:
            self.planned += 1
            heapq.heappush(self.queue, (day, self.planned, self.number[id(seat)], leaver))

    def _vacant(self, seat: Seat, day: int) -> None:
        self._plan(seat, None, day + 15 + int(self.rng.random() * 60))

    def _fill(self, seat: Seat, day: int, leaver: Tenure | None) -> None:
        before = self._riser(seat, day) if self.rng.random() < 0.7 else None
        if before is None:
            came = Tenure(self.people.person(), seat, day)
        else:
            before.end = day
            came = Tenure(before.person, seat, day)
            self._vacant(before.seat, day)
        seat.tenures.append(came)
        self.changes.append(Change(day, seat, leaver, came, before))
        self._plan(seat, came, day + 500 + int(self.rng.random() * 1400))

    def _riser(self, seat: Seat, day: int) -> Tenure | None:
        area, inside = seat.unit.area, seat.unit.kind in ("school", "firm")
        city = area.level == "prefecture" and seat.unit.kind in ("county", "department")
        keys = data("names.yaml")["city_filled_from"].get(seat.key, []) if city else seat.spec["filled_from"]
        abroad = city or self.rng.random() < 0.35
        found = []
        for key in keys:
            from_below = city and key in ("secretary", "mayor")
            for other in self.by_key.get(key.removeprefix("city_"), ()):
                home = other.unit.area
                if other is seat or _rivals(seat, other) or (inside and other.unit is not seat.unit):
                    continue
                if (home.level == "county") != from_below if city else home.level != area.level:
                    continue
                if not abroad and home is not area:
                    continue
                tenure = other.tenures[-1]
                if tenure.end > LAST and day - tenure.start > 500:
                    found.append(tenure)
        return pick(self.rng, found) if found else None


def live(rng: Random, code: str, counties: int) -> Prefecture:
    """A prefecture with so many counties, its offices and eight years of who held them."""
    areas = choose(rng, code, counties)
    brands: set[str] = set()
    units = [unit for area in areas for unit in _units(rng, area, brands)]
    homes = data("names.yaml")["firms"]["others_homes"]
    others = [_firm(rng, areas[0], f"other{n}", home, brands) for n, home in enumerate(rng.sample(homes, 2))]
    seats = [seat for unit in [*units, *others] for seat in _seats(unit)]
    people = People(rng, code)
    lives = Lives(rng, seats, people)
    lives.run()
    return Prefecture(areas, seats, units, others, lives.changes, people)
