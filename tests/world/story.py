"""Writing an article: words go out, and what they name and report is noted beside them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random

from .lives import Body, Seat, Tenure, Unit
from .places import Area
from .words import Template, data, pick, templates

Slot = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a page that name a thing. `sure`: a reader must find them; else (县委 in 县委书记) one may."""

    start: int
    end: int
    kind: str
    entity: str
    article: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """What a page says of a person and a post on a day: `seen` in it, `begin`, `end`, or `former` (over by then)."""

    person: str
    body: str
    post: str
    day: str
    what: str


@dataclass(slots=True)
class Page:
    document: str
    day: int
    parts: list[str] = field(default_factory=list)
    at: int = 0
    articles: int = 0
    mentions: list[Mention] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def say(self, words: str) -> None:
        self.parts.append(words)
        self.at += len(words)

    def name(self, kind: str, entity: str, words: str, sure: bool = True) -> None:
        self.mentions.append(Mention(self.at, self.at + len(words), kind, entity, self.articles, sure))
        self.say(words)


@cache
def calendar(day: int) -> tuple[int, int, int, str, str]:
    """Year, month, day, the day of the week in Chinese, and the ISO form."""
    date = datetime.date.fromordinal(day)
    return date.year, date.month, date.day, "一二三四五六日"[date.weekday()], date.isoformat()


class Story:
    """One article about an area on a day, in the making. `slots` say what each slot of a template puts out."""

    def __init__(self, rng: Random, page: Page, area: Area, day: int) -> None:
        self.rng, self.page, self.area, self.day = rng, page, area, day
        self.name = area.name(day)
        self.placed = False  # whether 县委 alone is clear by now
        self.dated = False  # whether the text has given the day
        self.quiet = False  # in a title, whose posts the text reports again
        self.exact = False  # whether the day must be given, not 日前
        self.slots: dict[str, Slot] = {
            "D": self._division,
            "N": self._short,
            "s": lambda: page.say(self.name.sort),
            "all": lambda: page.say("全" + self.name.sort),
            "day": self._day,
            "n": lambda: page.say(str(2 + int(rng.random() * 28))),
            "m": lambda: page.say(str(35 + int(rng.random() * 300))),
        }

    def tell(self, template: Template) -> None:
        parts, slots, say = template.parts, self.slots, self.page.say
        say(parts[0])
        for index in range(1, len(parts), 2):
            slots[parts[index]]()
            if parts[index + 1]:
                say(parts[index + 1])

    def choose(self, choices: Sequence[Template]) -> Template | None:
        """One of the templates whose slots can all be filled."""
        known = self.slots.keys()
        for _ in range(4):
            found = pick(self.rng, choices)
            if found.needs <= known:
                return found
        fit = [each for each in choices if each.needs <= known]
        return pick(self.rng, fit) if fit else None

    def sentences(self, kind: str, what: str, number: int) -> None:
        """So many different sentences of one kind."""
        used: set[int] = set()
        for _ in range(number):
            found = self.choose(templates(kind, what))
            if found is not None and id(found) not in used:
                used.add(id(found))
                self.tell(found)

    def title(self, kind: str) -> None:
        self.quiet = True
        found = self.choose(templates(kind, "title"))
        self.page.say("## ")
        if found is None:
            self._division()
        else:
            self.tell(found)
        self.page.say("\n\n")
        self.quiet = False

    def filler(self) -> None:
        self.page.say(pick(self.rng, data("wording.yaml")["fillers"]))

    # -- what a slot puts out ------------------------------------------------------------------------------------------

    def _division(self) -> None:
        self.page.name("district", self.area.id, self.name.full)
        self.placed = True

    def _short(self) -> None:
        self.page.name("district", self.area.id, self.name.short, sure=self.placed)

    def _day(self) -> None:
        wording, rng = data("wording.yaml"), self.rng
        if not self.exact and rng.random() < 0.1 and self.page.day - self.day <= 3:
            self.page.say(pick(rng, wording["vague"]))
            return
        year, month, day, _, _ = calendar(self.day)
        self.page.say(pick(rng, wording["days"]).format(Y=year, M=month, Dd=day))
        self.dated = True

    @property
    def when(self) -> str:
        """The date of what is being told: the day where the text gives it, else the page's."""
        return calendar(self.day if self.dated else self.page.day)[4]

    def home(self) -> bool:
        """Whether the place's own forms (县委, 县一中) are clear: it was named, and is no city in a city."""
        return self.placed and (self.name.sort != "市" or self.area.level == "prefecture")

    def body(self, body: Body, sure: bool = True) -> None:
        """A body in one of its forms; away from its own place always with the place."""
        local = body.area is self.area and self.home() and self.rng.random() < 0.6
        how = "local" if local else "alone" if "alone" in body.patterns and self.rng.random() < 0.35 else "full"
        self.page.name("organization", body.id, pick(self.rng, body.forms(how, self.day)), sure)
        self.placed = self.placed or (not local and body.area is self.area)

    def town(self, unit: Unit) -> None:
        self.page.name("district", f"district:{unit.town[0]}", unit.town[1])

    def titled(self, seat: Seat, full: bool, variant: int) -> None:
        """The words of a seat's title. With `full` it begins with the place (清河县委副书记、县长)."""
        area, page = seat.unit.area, self.page
        full = full or area is not self.area or not self.home()
        for kind, words in _title(seat.spec["title"][variant]):
            if kind == "body":
                body = seat.unit.bodies[words]
                forms = body.forms(
                    "title" if full and "title" in body.patterns else "full" if full else "local", self.day
                )
                page.name("organization", body.id, pick(self.rng, forms), sure=False)
            elif kind == "place":
                if full:
                    page.name("district", area.id, area.name(self.day).full, sure=False)
                    self.placed = self.placed or area is self.area
                continue
            elif kind == "named":
                key, words = words.split("|")
                page.name("organization", seat.unit.bodies[key].id, words, sure=False)
            elif kind == "town":
                page.name("district", f"district:{seat.unit.town[0]}", seat.unit.town[1], sure=False)
            else:
                page.say(words.format(s=area.name(self.day).sort, t=seat.unit.town[1][-1:]))
            if full and area is self.area:
                self.placed = True
            full = False  # 清河县委副书记、县长: the place stands once

    def person(self, tenure: Tenure) -> None:
        self.page.name("person", tenure.person.id, tenure.person.name)

    def holder(self, tenure: Tenure, full: bool) -> None:
        """A person with the title, which says that the person holds the seat that day."""
        titles = len(tenure.seat.spec["title"])
        variant = 0 if titles == 1 or self.rng.random() < 0.5 else int(self.rng.random() * titles)
        self.titled(tenure.seat, full, variant)
        self.person(tenure)
        self.report(tenure, variant, "seen")

    def report(self, tenure: Tenure, variant: int, what: str) -> None:
        if self.quiet:
            return
        for body, post in tenure.seat.posts(variant, self.day):
            self.page.reports.append(Report(tenure.person.id, body, post, self.when, what))

    # -- slots for an article's things ---------------------------------------------------------------------------------

    def cast(self, role: str, tenure: Tenure) -> None:
        self.slots[role] = lambda: self.person(tenure)
        self.slots[role + "+"] = lambda: self.holder(tenure, True)
        self.slots[role + "-"] = lambda: self.holder(tenure, False)

    def stage(self, **things: Slot) -> None:
        self.slots.update(things)


@cache
def _title(pattern: str) -> tuple[tuple[str, str], ...]:
    """A seat's title in pieces: <body>, [body|words that name it], {P} the place, {T} the town, and words."""
    found: list[tuple[str, str]] = []
    rest = pattern
    while rest:
        if rest.startswith("<"):
            name, rest = rest[1:].split(">", 1)
            found.append(("body", name))
        elif rest.startswith("["):
            name, rest = rest[1:].split("]", 1)
            found.append(("named", name))
        elif rest.startswith(("{P}", "{T}")):
            found.append(("place" if rest[1] == "P" else "town", ""))
            rest = rest[3:]
        else:
            ends = [at for at in map(rest.find, ("<", "[", "{P}", "{T}")) if at >= 0]
            end = min(ends, default=len(rest))
            found.append(("words", rest[:end]))
            rest = rest[end:]
    return tuple(found)
