"""From lives to pages: what is reported when, on which page, in which dress."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import TypeAlias

from .articles import Desk, Happening
from .lives import Change, Prefecture, Tenure, live
from .places import FIRST, LAST, Area, order, prefectures
from .plants import Planter, namesakes
from .story import Page, Story, calendar
from .tenures import Contradiction
from .words import data, pick

Filler: TypeAlias = Callable[[Page], None]
"""Writes the article that a page is made for."""
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
        yield Press(Random(f"{seed}/{code}"), code, share).print()


class Press:
    """Prints the pages of one prefecture."""

    def __init__(self, rng: Random, code: str, share: int) -> None:
        self.rng, self.share, self.code = rng, share, code
        self.life: Prefecture = live(rng, code, 2 + min(4, share // 120))
        self.people = self.life.people
        self.forced = namesakes(rng, self.life)
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
        planter = Planter(self)
        planter.plant(plants)
        self.pages.sort(key=lambda page: page.document)
        names = {person.id: person.name for person in self.people.all}
        names |= {entity: name for paper in self.papers for entity, name in paper.writers}
        return Part(self.pages, names, planter.planted)

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
            (must if any(change.leap for change in group) else may).append(group)
        self.rng.shuffle(may)
        return [*must, *may[: max(0, room - len(must))]]

    # -- what stands on a page -----------------------------------------------------------------------------------------

    def _start(self, day: int) -> Page:
        day = min(max(day, FIRST + 5), LAST)
        return Page(f"{self.code}/{calendar(day)[4]}-{len(self.pages) + 1:04}.txt", day)

    def _page(self, day: int, first: Filler | None) -> None:
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

    def _site(self, page: Page, paper: Paper, first: Filler | None) -> None:
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
