"""Names of divisions in a text, and which division each of them means."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from kg import lexicon
from kg.extract import strangers
from kg.extract.geography import FIRM_AFTER, LEVELS, Place, Votes, place_of
from kg.extract.reading import Reading
from kg.lexicon.divisions import DIVISIONS
from kg.recognise import Token
from kg.text.clean import HAN
from kg.text.sought import code_points, pairs

_DATA = lexicon.data("places")
_NO_PLACE_AFTER = re.compile(
    rf"{lexicon.alternation(_DATA['no_place_before'])}|人(?![大民力社才事武防行保口寿劳居工均文])"
    rf"|(?:[两二三四五]大)?{lexicon.alternation(_DATA['features'])}"
)
# a short name that begins the name of a park or a chamber: 苏州|清泉产业园
_NAME_AFTER = re.compile(rf"[{HAN}]{{2,8}}?(?:产业园|商会|同乡会)")
_VILLAGE_AFTER = re.compile("[屯庄]|村(?![官镇民级])")
_VILLAGES = frozenset("屯庄村")
_WIDE_BODY_AFTER = re.compile(lexicon.alternation(_DATA["wide_bodies"]))
_KINDS = set(_DATA["kinds"])
_WORDS = set(_DATA["words"])
_OTHER_THINGS = set(_DATA["other_things"])
# 拟|任|县发展和改革局: no 任县
_TAKING_A_POST = tuple("拟现曾历调升兼转担连聘选出免首离接责前主时升")
_ENDS_OF_BODIES = tuple("办局所队委府院心站会司")
# an organ that only a county has: 寿县|县委, 寿县|人民法院; not 政府, which 和县政府 may hold as well
_ORGAN_AFTER = re.compile(rf"(?:县委|旗委|委(?![员托派屈])|{lexicon.alternation(_DATA['organs_after'])})")
_CONJUNCTIONS = frozenset("和与及同并任")
_OPENING = frozenset("\n，。；：、“（到赴在由从往")  # what stands before a name that is not the end of another word
_TO_A_FIRM = 20  # characters behind a name in which what is called 有限 stands, if the name is part of a firm's
# what else of the article speaks for a candidate: the nearer the place they share, the more
_PLACES = 1 << 21  # of a table of what names begin with: eighty for each
_KINSHIP = {"province": 1.0, "prefecture": 3.0, "county": 9.0, "township": 0.0}


@dataclass(slots=True)
class Named:
    """A name from `start` to `end`. `full` tells a division's whole name from its short one, `sole` that the recogniser
    takes it, whole, for a place, `opens` that it does, and that a clause begins with it or somebody goes there;
    `weight` is how much it says of whose paper it is, and it is not `telling` where it is said of strangers alone;
    `place` is what it means, once that is settled."""

    start: int
    end: int
    name: str
    full: bool
    candidates: Sequence[Place]
    weight: float = 1.0
    sole: bool = False
    opens: bool = False
    telling: bool = True
    place: Place | None = None

    @property
    def weak(self) -> bool:
        """A county's short name, or one of two characters, needs more than itself: both are often other words."""
        if self.name in _OTHER_THINGS:
            return True
        return self.candidates[0].level == "county" and (not self.full or len(self.name) == 2)


class Names:
    """The names of an article in its order, and what it says of them whatever the other articles of its page name."""

    def __init__(self, reading: Reading, rows: list[Named]) -> None:
        self.rows = rows
        self._found = [row.candidates for row in rows]
        # townships speak for the county that has most of them
        self.townships: Votes = defaultdict(float)
        for candidates in {row.name: row.candidates for row in rows if _is_township(row)}.values():
            for place in candidates:
                if place.parent:
                    self.townships[place.parent] += 1 / len(candidates)
        self._text = reading.text

    def unsettled(self) -> list[Named]:
        """The names as they were found."""
        for row, candidates in zip(self.rows, self._found, strict=True):
            row.candidates, row.place = candidates, None
        return list(self.rows)

    @cached_property
    def times(self) -> Counter[str]:
        """How often each stands in the article."""
        return Counter(row.name for row in self.rows)

    @cached_property
    def spoken(self) -> set[str]:
        """What the article calls its own place."""
        text = self._text
        return {level for level in "县区旗" if f"我{level}" in text or f"全{level}" in text or f"{level}委" in text}

    @cached_property
    def autonomous(self) -> bool:
        """Whether it speaks of one of the five regions."""
        return "自治区" in self._text


@cache
def _beginning() -> dict[str, list[str]]:
    """The names by their first three characters, or the two that they have, the longest first."""
    names: dict[str, list[str]] = defaultdict(list)
    for name in sorted(DIVISIONS.names(), key=len, reverse=True):
        if len(name) >= 2:
            names[name[:3]].append(name)
    return dict(names)


def _numbered(text: str) -> NDArray[np.uint32]:
    """A number below `_PLACES` for every two characters that stand together; few pairs have the same."""
    return pairs(code_points(text), _PLACES)


@cache
def _marks() -> NDArray[np.bool_]:
    """At which of these numbers names begin."""
    marks = np.zeros(_PLACES, dtype=np.bool_)
    for name in _beginning():
        marks[_numbered(name[:2])] = True
    return marks


def _begun(text: str) -> list[int]:
    """Where names may begin, and few other places. Of all pairs of characters few begin one, so all are looked at
    together, without a loop of Python's."""
    if len(text) < 2:
        return []
    places: list[int] = _marks()[_numbered(text)].nonzero()[0].tolist()
    return places


# -- names -------------------------------------------------------------------------------------------------------------


def scan(reading: Reading) -> Names:
    """Names of divisions in the text, the longest at each place, in its order, with the divisions of that name."""
    text, beginning = reading.text, _beginning()
    hits = [
        (start, start + len(name), name)
        for start in _begun(text)
        for key in (text[start : start + 3], text[start : start + 2])
        if key in beginning
        for name in beginning[key]
        if text.startswith(name, start)
    ]
    year = int(reading.article.published[:4]) if reading.article.published else 0
    rows: list[Named] = []
    position = 0
    for start, end, name in hits:
        if start < position or (token := reading.token_at(start)) is None:
            continue
        full, highest = _kind(name)
        # where one ends right before, `position` is its end
        if _is_name_here(text, token, start, end, highest, full, position == start > 0):
            sole = token[1] == "LOC" and token[2:] == (start, end)
            opens = sole and (start == 0 or text[start - 1] in _OPENING)
            if full and end - start == 2 and text[start] not in _CONJUNCTIONS and _ORGAN_AFTER.match(text, end):
                sole = opens = True
            weight = _weight(reading, start, end, full)
            rows.append(Named(start, end, name, full, _candidates(name, year), weight, sole, opens))
            position = end
    _as_in_full(rows)
    strangers.note(reading, rows)
    return Names(reading, rows)


def _as_in_full(rows: list[Named]) -> None:
    """A short name is of the year of the full one that the text has: 祁阳 is 祁阳县 there, and not today's 祁阳市."""
    short = [row for row in rows if not row.full]
    if not short or len(short) == len(rows):
        return
    full = {(c.short, c.level, c.parent): c for row in rows if row.full for c in row.candidates}
    for row in short:
        row.candidates = [full.get((c.short, c.level, c.parent), c) for c in row.candidates]


@lru_cache(maxsize=1 << 14)
def _kind(name: str) -> tuple[bool, int]:
    """Whether it is a whole name, and the highest of the `LEVELS` that a division of it has, by its number."""
    return bool(DIVISIONS.full(name)), min(LEVELS.index(row.level) for row in DIVISIONS.named(name))


@lru_cache(maxsize=1 << 14)
def _candidates(name: str, year: int) -> tuple[Place, ...]:
    """The places that divisions of a name are, as they were in a year (today, where it is not known)."""
    divisions = DIVISIONS.named(name)
    in_time = [row for row in divisions if (row.valid(year) if year else not row.until)]
    chosen: dict[str, Place] = {}
    for row in sorted(in_time or divisions, key=lambda row: (LEVELS.index(row.level), row.until != "", row.code)):
        chosen.setdefault(row.today, place_of(row))
    places = list(chosen.values())
    # 长沙 is the city, not the county in it
    return tuple(place for place in places if not any(place != up and place.inside(up) for up in places))


def _is_name_here(text: str, token: Token, start: int, end: int, level: int, full: bool, follows: bool) -> bool:
    """Whether the characters are the name of a place where they stand, which the word covers that begins there or
    before; `level` is the highest of a division of that name, `follows` that one ends right before."""
    if _NO_PLACE_AFTER.match(text, end):
        return False
    if text.startswith("联合", start) and text[start - 1 : start] in _ENDS_OF_BODIES:
        return False  # 镇禁毒办|联合|乡平安办
    if text[start] == "任" and text[start - 1 : start] in _TAKING_A_POST:
        return False
    party = token.start == start - 2 and token.word.startswith("中共")  # 中共|陕县县委
    aligned = token.start == start or follows or party
    if full and end - start >= 3:
        if token.tag == "PER" and token.end >= end and level < LEVELS.index("township"):
            return token.end == end or text.startswith("委", end)
        if text[start:end] in _WORDS:
            return follows  # 小城镇 is a town of one county
        if text[start:end] in _KINDS:
            listed = "、" in (text[start - 1 : start], text[end : end + 1])
            return follows or listed  # 老城区 is a division of one city
        return aligned or token.tag in ("LOC", "ORG", "nz", "n", "nw")
    if full:  # 泗县; 城区 is a division in one place and a kind of place everywhere else
        return follows or (aligned and token.tag in ("LOC", "ORG") and text[start:end] not in _KINDS)
    if text[end : end + 1] in _VILLAGES and _VILLAGE_AFTER.match(text, end):
        return False  # 安康|屯泵站
    whole = token.start == start and token.end == end
    if level >= LEVELS.index("county"):  # often words: 先锋, 太白, 凤凰
        return (whole and token.tag in ("LOC", "ORG", "n", "nz")) or (follows and token.tag in ("LOC", "ORG"))
    if token.tag in ("LOC", "ORG"):
        return aligned or (token.tag == "LOC" and token.word[0] in "大新老")  # 大武汉
    return whole and token.tag in ("n", "nz", "s")


# -- which division each means -----------------------------------------------------------------------------------------


def settle(names: Names, origin: Place | None, page_votes: Votes) -> list[Named]:
    """Say which division each name means: by the one written before it, then by what else the article names.

    `origin` is the place of the dateline, `page_votes` are what the other articles of the page name.
    """
    settling = _Settling(names, origin, page_votes)
    settling.run()
    return settling.named


def _weight(reading: Reading, start: int, end: int, full: bool) -> float:
    text = reading.text
    weight = 2.0 if reading.in_title(start) else 1.0
    if text[start - 1 : start] == "在" and text.startswith(("举行", "召开", "举办"), end):
        weight = 0.2  # where it was held, not whose it is
    if not full and (
        (text.find("有限", end, end + _TO_A_FIRM) >= 0 and FIRM_AFTER.match(text, end)) or _NAME_AFTER.match(text, end)
    ):
        weight = 0.1  # 苏州清泉食品有限公司 comes from there, 广州清泉汽车产业园 is called so
    # 青岛海关, 上海铁路局 sit there and work for more than the place
    return weight * 0.5 if _WIDE_BODY_AFTER.match(text, end) else weight


class _Settling:
    """Settles the names of one article, the sure ones first; each that is settled speaks for its neighbours."""

    def __init__(self, names: Names, origin: Place | None, page_votes: Votes) -> None:
        self.names, self.named, self.townships = names, names.unsettled(), names.townships
        self.sure: Votes = defaultdict(float)
        # of these the ones below a province, and whether one of them weighs as much as a name of its own
        self.near: set[Place] = set()
        self.elsewhere = False
        for place, weight in page_votes.items():
            self._tell(place, weight)
        if origin is not None:
            for place in origin.chain:
                self._tell(place, 1)

    def run(self) -> None:
        for row in self.named:
            if len(row.candidates) == 1 and not _is_township(row) and not row.weak:
                self._take(row, row.candidates[0])
        for last in (False, True):
            before: Named | None = None
            for row in self.named:
                if row.place is None:
                    if before is not None and before.end == row.start and before.place:
                        upper = before.place
                        row.candidates = [c for c in row.candidates if c.inside(upper)] or self._unlisted(row, upper)
                    best = self._best(row, last)
                    if best is not None:
                        self._take(row, best)
                before = row

    @staticmethod
    def _unlisted(row: Named, upper: Place) -> Sequence[Place]:
        """What a name means behind a place that no table has it in: a township is one of that county still."""
        if _is_township(row) and row.full and upper.level in ("county", "zone"):
            return [Place(row.name, "township", None, upper)]
        return row.candidates

    def _take(self, row: Named, place: Place) -> None:
        row.place = place
        for up in place.chain:
            self._tell(up, row.weight)

    def _tell(self, place: Place, weight: float) -> None:
        """Note that something speaks for a place."""
        self.sure[place] += weight
        if place.level != "province":
            self.near.add(place)
            self.elsewhere = self.elsewhere or self.sure[place] >= 1

    def _best(self, row: Named, last: bool) -> Place | None:
        """What the name means, None where that is open; in the `last` round townships may speak for themselves."""
        if row.weak and not self._backed(row):
            return None
        kinship = {candidate: self._kinship(candidate) for candidate in row.candidates}
        ranked = sorted(
            row.candidates,
            key=lambda c: (
                -kinship[c],
                -self.townships.get(c.parent or c, 0.0),
                c.level != "province",  # 河北 is the province, where nothing speaks for the district of Tianjin
                c.code or "",
            ),
        )
        best = ranked[0]
        strength = kinship[best]
        if best.level == "township" and strength < _KINSHIP["prefecture"] and self.elsewhere:
            return None  # of another city alone: here it is one that no table has any more
        if len(ranked) == 1 or strength > kinship[ranked[1]]:
            lonely = best.level == "township" and len(ranked) == 1 and strength == 0
            return best if not lonely or self.names.spoken or self.townships.get(best.parent or best, 0) > 1 else None
        if best.level == "township" and last:
            return self._by_the_townships(ranked)
        if best.level == "prefecture" or (row.full and best.level == "county" and strength > 0):
            return best
        return best if not row.full and best.level == "province" else None

    def _by_the_townships(self, ranked: list[Place]) -> Place | None:
        """With no context but the townships themselves: in the county of most, fit to what the text calls itself."""
        fit = [
            place
            for place in ranked
            if place.parent
            and (not self.names.spoken or place.parent.name[-1] in self.names.spoken)
            and (not self.names.autonomous or place.chain[-1].name.endswith("自治区"))
        ]
        votes = sorted((self.townships.get(place.parent or place, 0.0) for place in fit), reverse=True)
        if not fit or (len(fit) > 1 and votes[0] <= votes[1]):
            return None
        return min(fit, key=lambda place: (-self.townships.get(place.parent or place, 0.0), place.code or ""))

    def _backed(self, row: Named) -> bool:
        """Whether the article names something near it, or nothing else at all and this more than once."""
        for place in row.candidates:
            if not self.near.isdisjoint(place.chain):
                return True
        if len(row.candidates) > 1 or not row.sole:
            return False
        place = row.candidates[0]
        if not place.name.endswith("区") and any(self.sure.get(up, 0.0) >= 1 for up in place.chain):
            return True  # the only one of its name, in the province that is named: 新疆…五家渠; 滨江 is a word
        if row.full and row.opens and row.name.endswith(("县", "旗")):
            return True  # 雄县|召开会议, 赴|雄县|考察
        if self.elsewhere:
            return False
        # 户县 in an article that speaks of 县委 and 全县
        return self.names.times[row.name] >= 2 or (row.full and row.name[-1] in self.names.spoken)

    def _kinship(self, candidate: Place) -> float:
        sure, weight = self.sure, 0.0
        for place in candidate.chain:
            if sure.get(place):
                weight += _KINSHIP.get(place.level, 9.0)
        return weight


def _is_township(row: Named) -> bool:
    return row.candidates[0].level == "township"
