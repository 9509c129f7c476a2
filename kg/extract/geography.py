"""Places in their chains, and what an article's deictic words (全市, 我县, 区委) mean."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TypeAlias
from weakref import WeakValueDictionary

from kg.extract.reading import Reading
from kg.lexicon.divisions import DIVISIONS, Division, short_name
from kg.text.clean import HAN

LEVELS = ("province", "prefecture", "county", "township")
# what a division is called where the text says 我县, 全市, 区委
DEICTIC = "省市县区州盟旗镇乡"
_DEICTIC = frozenset(DEICTIC)
# what an autonomous division is called where its name has been said: 自治州教育局
AUTONOMOUS = {"自治区": "province", "自治州": "prefecture", "自治县": "county", "自治旗": "county"}
# all words by which a text names a place by its level alone, the longer first
LEVEL_WORDS = (*AUTONOMOUS, "新区", "地区", *DEICTIC)
# characters around a word in which the place that it means is looked for, if its article is of no one place
_NEAR = 600
# of which one is a native: 1967年2月生，|甘肃天水|人，曾任省民政厅厅长
_NATIVE = re.compile(rf"，[{HAN}]{{2,8}}人[，；。]")
# what makes a place written before it part of a firm's name: 苏州|清泉食品有限公司
FIRM_AFTER = re.compile(rf"[{HAN}]{{2,16}}?(?:有限责任|股份有限|有限)公司")
Votes: TypeAlias = "dict[Place, float]"


class Place:
    """A division (of one of the `LEVELS`) or a zone (of level `zone`), with its code, if it has one, and what it lies
    in.

    There is one object for each, however often it is made: places are counted by the dozen for every name of a text,
    and so they compare and hash as objects do.
    """

    __slots__ = ("__weakref__", "chain", "code", "key", "level", "name", "parent", "short")

    name: str
    level: str
    code: str | None
    parent: Place | None
    chain: tuple[Place, ...]
    """Itself and the places above it, the nearest first."""
    key: tuple[str, str]
    """The place as facts name it: (type, name)."""
    short: str
    """The name without its suffix: 济宁 for 济宁市. The name itself where nothing would be left."""

    def __new__(cls, name: str, level: str, code: str | None, parent: Place | None) -> Place:
        key = (name, level, code, parent)
        if (known := _PLACES.get(key)) is not None:
            return known
        place = super().__new__(cls)
        place.name, place.level, place.code, place.parent = key
        place.chain = (place, *(parent.chain if parent is not None else ()))
        place.key = ("district", name)
        place.short = short_name(name) or name
        return _PLACES.setdefault(key, place)

    def __repr__(self) -> str:
        return f"Place({self.name!r}, {self.level!r}, {self.code!r}, {self.parent!r})"

    def at(self, level: str) -> Place | None:
        """Itself or the place above it that is of the level."""
        for place in self.chain:
            if place.level == level:
                return place
        return None

    def inside(self, other: Place) -> bool:
        """Whether it is the other or lies in it."""
        return other in self.chain


# none stays for longer than something speaks of it, but for the divisions
_PLACES: WeakValueDictionary[tuple[str, str, str | None, Place | None], Place] = WeakValueDictionary()


@cache
def place_of(division: Division) -> Place:
    """The place of a division, with those above it."""
    parent = DIVISIONS.by_code.get(division.parent)
    return Place(division.name, division.level, division.code, place_of(parent) if parent else None)


@dataclass
class Geography:
    """What an article's places come to.

    `province` to `township` are what the article is of at each level, `home` is the one of them whose paper it is.
    `own` counts how often each place is named. `sections` gives the place of a heading (兖州区), `heads` that
    of a paragraph of a round-up without headings, by where it begins, `known` the place of every name found,
    `page` what the other articles of the page name (see `home.votes`), `noted` the last place of each name
    that the reading was told of, `strange` the places that guests are from, or somebody is a native of.
    """

    reading: Reading
    province: Place | None = None
    prefecture: Place | None = None
    county: Place | None = None
    township: Place | None = None
    home: Place | None = None
    own: Counter[Place] = field(default_factory=Counter)
    sections: dict[str, Place] = field(default_factory=dict)
    heads: dict[int, Place] = field(default_factory=dict)
    page: Votes = field(default_factory=dict)
    known: dict[str, Place] = field(default_factory=dict)
    noted: dict[str, Place] = field(default_factory=dict)
    strange: set[Place] = field(default_factory=set)

    def named(self, place: Place) -> float:
        """How often a place is named, in the other items of a brief as well."""
        return max(float(self.own[place]), self.page.get(place, 0.0))

    def section(self, position: int) -> Place | None:
        """The place of the section that the position stands in."""
        if not self.sections and not self.heads:
            return None
        sentence = self.reading.sentence_at(position)
        if sentence is None:
            return None
        return self.sections.get(sentence.paragraph.place) or self.heads.get(sentence.paragraph.start)

    def of(self, level: str, position: int, near: Place | None = None) -> Place | None:
        """The place that 省, 市, 县, 区, … (or 自治区, 新区) means at a position; `near` is one named just before."""
        if near is not None and (found := called(near, level)) is not None:
            return found
        section = self.section(position)
        if section is not None and (found := called(section, level)) is not None:
            # 全市 in a section on a county-level city is the city above it, where the article names that one
            above = found.at("prefecture")
            whole = level == "市" and self.reading.text.startswith("全", position)
            if not (whole and found.level == "county" and above is not None and self.own[above] > 0):
                return found
        if (item := self._of_the_item(level, position)) is not None:
            return item
        homes = (self.township, self.county, self.prefecture, self.province)
        fitting = (called(home, level) for home in homes if home is not None)
        home = self._city() if level == "市" else next(filter(None, fitting), None)
        if home is None and level != "市":
            return self._only_one(level, max(0, position - _NEAR), position + _NEAR)
        return self._said(level, position, home)

    def _of_the_item(self, level: str, position: int) -> Place | None:
        """The place of an item of a column of short news: the only one of its paragraph that 县, 区, … can mean, where
        nothing says that the column is of another."""
        sentence = self.reading.sentence_at(position)
        if sentence is None or self.home is None:
            return None
        place = self._only_one(level, max(sentence.paragraph.start, position - _NEAR), position)
        if place is None:
            return None
        titles = [paragraph for paragraph in self.reading.article.paragraphs if paragraph.kind == "title"]
        if any(called(place, level) for title in titles for place in self._named(title.start, title.end)):
            return None
        return place

    def item(self, position: int) -> Place | None:
        """The place of an item of a column whose title names none: its only county or zone, else its only city."""
        sentence = self.reading.sentence_at(position)
        titles = [paragraph for paragraph in self.reading.article.paragraphs if paragraph.kind == "title"]
        if sentence is None or any(self._named(title.start, title.end) for title in titles):
            return None
        paragraph = sentence.paragraph
        named = self._named(max(paragraph.start, position - _NEAR), min(paragraph.end, position + _NEAR))
        for levels in (("county", "zone"), ("prefecture",)):
            fitting = {place for place in named if place.level in levels}
            if fitting:
                return fitting.pop() if len(fitting) == 1 else None
        return None

    def _said(self, level: str, position: int, home: Place | None) -> Place | None:
        """The place meant: the article's own, as in 我县, unless the sentence names another of the level and not that:
        会议在青禾县举行，|县委书记."""
        sentence = self.reading.sentence_at(position)
        spoken = (level, f"全{level}" if level != "市" else level)  # 全市 may be the city above
        if (home or self.home) is None or sentence is None or not self.reading.text.startswith(spoken, position):
            return home
        found = self.reading.within(sentence.start, position, "district")
        text = self.reading.text
        # 市政府与苏州清泉食品有限公司签约，|市委书记: the firm's place is not the one of the meeting
        found = [f for f in found if f.name == text[f.start : f.end] or not FIRM_AFTER.match(text, f.end)]
        found = [f for f in found if not _NATIVE.match(text, f.start - 1)]
        named = [self.known.get(f.name) for f in found if text[f.start] != "全"]
        fitting = [place for place in named if place is not None and called(place, level) == place]
        # …到我市考察，|市委书记
        ours = home is not None and (home in named or any(f.name == home.name for f in found))
        return home if ours or not fitting else fitting[-1]

    def _only_one(self, level: str, start: int, end: int) -> Place | None:
        """The place that 县, 区, … can mean if it is one named in full in the stretch: None where several are."""
        fitting = {found for place in self._named(start, end) if (found := called(place, level))}
        return fitting.pop() if len(fitting) == 1 else None

    def _named(self, start: int, end: int) -> list[Place]:
        """The places named in full in a stretch, as far as they are known: 武汉 may be part of a firm's name."""
        found = self.reading.within(start, end, "district")
        named = [
            self.known[place.name]
            for place in found
            # 赣州 ends in 州 and is short for 赣州市
            if place.name in self.known and self.reading.text[place.start : place.end].endswith(place.name[-2:])
        ]
        return [place for place in named if place not in self.strange]

    def _city(self) -> Place | None:
        """The city that 全市 means: one at county level only where it is named more often than the one above it."""
        county, prefecture, province = (
            place if place is not None and place.name.endswith("市") else None
            for place in (self.county, self.prefecture, self.province)
        )
        if county and not (self.prefecture and self.named(self.prefecture) >= self.named(county)):
            return county
        return prefecture or province or county


@lru_cache(maxsize=1 << 10)
def called(context: Place, level: str) -> Place | None:
    """The nearest place of the context's chain that the level word can mean: of 县 the county it is or lies in."""
    for place in context.chain:
        zone = place.level == "zone"
        if level == "新区":
            fits = zone and place.name.endswith("新区")
        elif level == "地区":
            fits = place.level == "prefecture" and place.name.endswith(level)
        elif level in AUTONOMOUS:
            fits = place.level == AUTONOMOUS[level] and place.name.endswith(level)
        elif level == "区":
            fits = (place.level == "county" and place.name.endswith("区")) or (zone and not place.name.endswith("市"))
        else:
            fits = level in _DEICTIC and place.name.endswith(level)
        if fits:
            return place
    return None
