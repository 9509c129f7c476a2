"""From lives to pages: what is reported when, on which page, in which dress."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from .articles import LEADERS, Desk, Happening
from .lives import Change, Prefecture, Tenure, live
from .places import FIRST, LAST, Area, order, prefectures
from .story import Page, Report, Story, calendar
from .tenures import Contradiction, Known, contradictions, one_person, tenures
from .words import data, pick

PAGES_OF_ONE = 60  # so many pages of a prefecture, until there are no more prefectures


@dataclass(slots=True)
class Paper:
    name: str
    writers: list[tuple[str, str]]


@dataclass(slots=True)
class Part:
    """A prefecture's pages. `planted` are the contradictions that its pages have, with the pages that plant them."""

    pages: list[Page]
    names: dict[str, str]
    planted: dict[Contradiction, str] = field(default_factory=dict)


def world(pages: int, seed: int) -> Iterator[Part]:
    """So many pages, prefecture by prefecture. The same numbers give the same pages."""
    number = min(prefectures(), max(1, round(pages / PAGES_OF_ONE)))
    codes = order(Random(f"{seed}/order"))[:number]
    for index, code in enumerate(codes):
        share = pages * (index + 1) // number - pages * index // number
        yield Press(Random(f"{seed}/{code}"), code, share, index).print()


class Press:
    """Prints the pages of one prefecture."""

    def __init__(self, rng: Random, code: str, share: int, index: int) -> None:
        self.rng, self.share, self.code = rng, share, code
        self.life: Prefecture = live(rng, code, 2 + min(4, share // 120))
        self.people = self.life.people
        self.forced = namesakes(rng, self.life, index)
        self.change_days = sorted({change.day for change in self.life.changes})
        self.desk = Desk(rng, self.life)
        self.papers = [self._paper(pattern) for pattern in data("wording.yaml")["papers"]]
        self.pages: list[Page] = []
        self.told: list[Happening] = []

    def _paper(self, pattern: str) -> Paper:
        name = pattern.format(N=self.life.areas[0].name(FIRST).short)
        return Paper(name, [(f"writer:{name}/{n}", self.people.name()) for n in range(8)])

    def print(self) -> Part:
        rng, plants = self.rng, max(1, self.share // 20)
        room = self.share - plants
        groups = self._groups(room // 2)
        for group in groups:
            self._page(group[0].day + 1 + int(rng.random() * 3), lambda page, group=group: self._report(page, group))
        for day, tenure in self.forced:
            self._page(day + 1, lambda page, day=day, tenure=tenure: self._about(page, day, tenure))
        while len(self.pages) < room:
            recent = self.told.pop() if self.told and rng.random() < 0.6 else None
            if recent is not None:
                self._page(
                    recent.day + 1 + int(rng.random() * 5), lambda page, recent=recent: self._again(page, recent)
                )
            else:
                self._page(FIRST + 10 + int(rng.random() * (LAST - FIRST - 20)), None)
        part = Part(self.pages, {})
        Planter(self, part).plant(plants)
        self.pages.sort(key=lambda page: page.document)
        part.names = {
            **{person.id: person.name for person in self.people.all},
            **{entity: name for paper in self.papers for entity, name in paper.writers},
        }
        return part

    def _groups(self, room: int) -> list[list[Change]]:
        """The changes to report: all that lead further than a reader would guess, and of the others as many as fit."""
        grouped: dict[tuple[int, str, str], list[Change]] = defaultdict(list)
        for change in self.life.changes:
            unit, by = change.seat.unit, change.seat.spec["by"]
            inside = by in ("school", "board")
            where = next(iter(unit.bodies.values())).id if inside else unit.area.code
            grouped[change.day, where, by].append(change)
        must, may = [], []
        for key in sorted(grouped):
            group = grouped[key]
            (must if any(map(_leap, group)) else may).append(group)
        self.rng.shuffle(may)
        return [*must, *may[: max(0, room - len(must))]]

    # -- what stands on a page -----------------------------------------------------------------------------------------

    def _start(self, day: int) -> Page:
        day = min(max(day, FIRST + 5), LAST)
        return Page(f"{self.code}/{calendar(day)[4]}-{len(self.pages) + 1:04}.txt", day)

    def _page(self, day: int, first) -> None:  # type: ignore[no-untyped-def]
        """A page: one article or several, with a masthead or as a site shows it."""
        rng, page = self.rng, self._start(day)
        paper = pick(rng, self.papers)
        if rng.random() < 0.2:
            self._site(page, paper, first)
        else:
            self._masthead(page, paper)
            more = int(rng.random() * 3) if rng.random() < 0.5 else 0
            if first is not None:
                first(page)
            else:
                more += 1
            for _ in range(more):
                self._article(page)
            if rng.random() < 0.25:
                self._column(page)
            self._imprint(page, paper)
        self.pages.append(page)

    def _masthead(self, page: Page, paper: Paper) -> None:
        year, month, day, week, _ = calendar(page.day)
        pattern = pick(self.rng, data("wording.yaml")["mastheads"])
        number = 1 + int(self.rng.random() * 4)
        page.say(pattern.format(paper=paper.name, Y=year, M=month, Dd=day, W=week, p=number) + "\n\n")

    def _site(self, page: Page, paper: Paper, first) -> None:  # type: ignore[no-untyped-def]
        year, month, day, _, iso = calendar(page.day)
        page.say(
            pick(self.rng, [f"{iso} 来源：{paper.name}", f"发布时间：{year}年{month}月{day}日 来源：{paper.name}"])
            + "\n\n"
        )
        if first is not None:
            first(page)
        else:
            self._article(page)

    def _imprint(self, page: Page, paper: Paper) -> None:
        if self.rng.random() < 0.7:
            self._signed(page, pick(self.rng, data("wording.yaml")["imprints"]), paper.writers[6:])
            page.say("\n")

    def _signed(self, page: Page, pattern: str, writers: list[tuple[str, str]]) -> None:
        first, second = self.rng.sample(writers, 2)
        rest = pattern
        for slot, (entity, name) in (("{w1}", first), ("{w2}", second)):
            if slot in rest:
                before, rest = rest.split(slot, 1)
                page.say(before)
                page.name("journalist", entity, name)
        page.say(rest)

    def story(self, page: Page, area: Area, day: int) -> Story:
        page.articles += 1
        story = Story(self.rng, page, area, day)
        # 日前 moves what it tells to the day of the page: no seat may change hands in between
        at = bisect_left(self.change_days, day)
        story.exact = at < len(self.change_days) and self.change_days[at] <= page.day
        story.slots["opening"] = lambda: self._opening(story)
        return story

    def _opening(self, story: Story) -> None:
        rng, page = self.rng, story.page
        paper = next(p for p in self.papers if p.name in page.parts[0])
        chance = rng.random()
        if chance < 0.2:
            return
        if chance < 0.35:
            self._signed(page, pick(rng, data("wording.yaml")["bylines"]), paper.writers[:6])
            page.say("\n\n")
            return
        _, month, day, _, _ = calendar(page.day)
        dateline = pick(rng, ["本报讯", "本报讯", "本报{N}{M}月{D}日讯", "本报{M}月{D}日讯"])
        if "{N}" in dateline:
            page.say("本报")
            page.name("district", story.area.id, story.name.short, sure=False)
            dateline = dateline.removeprefix("本报{N}")
        page.say(dateline.format(M=month, D=day))
        self._signed(page, pick(rng, data("wording.yaml")["beginnings"]), paper.writers[:6])
        page.say(pick(rng, ["", "", " "]))

    def _day(self, page: Page) -> int:
        return max(FIRST, page.day - 1 - int(self.rng.random() * 4))

    def _area(self) -> Area:
        return pick(self.rng, self.life.areas)

    def _article(self, page: Page) -> None:
        story = self.story(page, self._area(), self._day(page))
        happening = self.desk.activity(story)
        if happening is not None and story.dated:
            self.told.append(happening)

    def _report(self, page: Page, group: list[Change]) -> None:
        self.desk.changes(self.story(page, group[0].seat.unit.area, group[0].day), group)

    def _about(self, page: Page, day: int, tenure: Tenure) -> None:
        kind = "department" if tenure.seat.unit.kind == "department" else "institution"
        story = self.story(page, tenure.seat.unit.area, day)
        story.exact = True
        self.desk.activity(story, kind, tenure)

    def _again(self, page: Page, recent: Happening) -> None:
        self._column(page, recent)

    def _column(self, page: Page, recent: Happening | None = None) -> None:
        rng = self.rng
        page.articles += 1
        number = page.articles
        page.say(f"## {pick(rng, data('wording.yaml')['brief_titles'])}\n\n")
        items = 2 + int(rng.random() * 3)
        at = int(rng.random() * items)
        for index in range(items):
            if recent is not None and index == at:
                story = self.story(page, recent.land.area, recent.day)
                page.articles = number
                story.exact = True
                self.desk.brief(story, recent)
            else:
                story = self.story(page, self._area(), self._day(page))
                page.articles = number
                self.desk.brief(story)


def _leap(change: Change) -> bool:
    """Whether the newcomer comes from another place, or from another body of a prefecture."""
    before, unit = change.came_from, change.seat.unit
    if before is None or before.seat.unit is unit:
        return False
    return before.seat.unit.area is not unit.area or unit.area.level == "prefecture"


def namesakes(rng: Random, life: Prefecture, index: int) -> list[tuple[int, Tenure]]:
    """Give some people the names of others, and say on which days two of one county are seen in turn, to be told apart.

    Those of one county are at work at one time in two bodies that are not the county's leading ones. Nobody who shares
    a name within the prefecture ever moves to another place.
    """
    places: dict[str, list[Tenure]] = defaultdict(list)
    for seat in life.seats:
        for tenure in seat.tenures:
            places[tenure.person.id].append(tenure)
    settled = [found[0] for found in places.values() if len(found) == 1]
    rng.shuffle(settled)
    used: set[str] = set()
    forced: list[tuple[int, Tenure]] = []

    def pair(fits) -> tuple[Tenure, Tenure] | None:  # type: ignore[no-untyped-def]
        for one in settled:
            for other in settled:
                if {one.person.id, other.person.id} & used or one is other or not fits(one, other):
                    continue
                used.update((one.person.id, other.person.id))
                other.person.name = one.person.name
                return one, other
        return None

    def overlap(one: Tenure, other: Tenure) -> tuple[int, int]:
        return max(one.start, other.start, FIRST + 10), min(one.end, other.end, LAST - 10)

    def one_county(one: Tenure, other: Tenure) -> bool:
        quiet = ("department", "school", "hospital", "firm")
        units = one.seat.unit, other.seat.unit
        first, last = overlap(one, other)
        same = units[0].area is units[1].area and units[0] is not units[1] and units[0] not in life.others
        return same and units[1] not in life.others and all(u.kind in quiet for u in units) and last - first > 600

    def two_counties(one: Tenure, other: Tenure) -> bool:
        areas = one.seat.unit.area, other.seat.unit.area
        first, last = overlap(one, other)
        known = one.seat.unit not in life.others and other.seat.unit not in life.others
        return known and areas[0] is not areas[1] and last - first > 300

    for _ in range(2):
        if (found := pair(one_county)) is not None:
            first, last = overlap(*found)
            step = (last - first) // 6
            forced += [(first + step * (n + 1) + int(rng.random() * step / 2), found[n % 2]) for n in range(4)]
        pair(two_counties)
    for name in rng.sample(data("names.yaml")["common"], 2):
        bearer = next((t for t in settled if t.person.id not in used), None)
        if bearer is not None:
            used.add(bearer.person.id)
            bearer.person.name = name
    return forced


class Planter:
    """Adds pages that contradict others, one contradiction a page, and knows which."""

    def __init__(self, press: Press, part: Part) -> None:
        self.press, self.part, self.rng = press, part, press.rng
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

    def _try(self, kind: str, seat) -> bool:  # type: ignore[no-untyped-def]
        rng = self.rng
        if len(seat.tenures) == 0 or seat.unit.kind in ("zone", "town"):
            return False
        tenure = pick(rng, seat.tenures)
        body, post = seat.posts(seat.appointed, max(tenure.start, FIRST))[-1]
        told = self.by_post.get((body, post), [])
        if any(c.body == body and c.post == post for c in self.part.planted):
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
            after |= contradictions(*key, self._all(both)) - set(self.part.planted)
        if len(after) != 1 or next(iter(after)).kind != kind:
            return False
        self.press.pages.append(page)
        for report in page.reports:
            self.by_post[report.body, report.post].append(report)
        self.part.planted[next(iter(after))] = page.document
        return True

    def _all(self, told: list[Report]) -> list[Known]:
        return [known for person in sorted({r.person for r in told}) for known in self._tenures(told, person)]

    def _tenures(self, told: list[Report], person: str) -> list[Known]:
        return tenures(report for report in told if report.person == person)

    def _day(self, kind: str, tenure: Tenure, mine: list[Known]) -> int:
        """A day on which a page may contradict, or 0."""
        import datetime

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

    def _page(self, seat, day: int, tenure: Tenure, post: tuple[str, str]) -> Page | None:  # type: ignore[no-untyped-def]
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
