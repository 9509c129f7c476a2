"""What place stands before the rest of a body's name: named (青禾县|财政局) or deictic (县|财政局)."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extract.places import LEVEL_WORDS, Geography, Place
from kg.extract.reading import Found, Reading
from kg.text.clean import HAN

# characters: how far before a deictic word the body may stand whose place it shares
_NEAR = 24
_OF_LEVELS, _ENDS_OF_LEVELS = (frozenset(word[at] for word in LEVEL_WORDS) for at in (0, -1))
# two words for divisions of one rank, side by side, mean all of that rank
_OF_ONE_RANK = frozenset({"县区", "区县", "县市", "市区", "旗县", "县旗", "旗区", "乡镇", "镇乡"})
_IS_HAN = re.compile(rf"[{HAN}]")


class Prefix(NamedTuple):
    """What stands before the rest of a name: a place, named or deictic, and whether it is deictic.

    On a page that never says whose it is (省林草局) the deictic word is itself the place, of no level.
    """

    place: Place
    start: int
    end: int
    deictic: bool


class Prefixes:
    """The places of one reading as prefixes of names. `places` are those it can mean, by canonical name."""

    def __init__(self, reading: Reading, geography: Geography) -> None:
        self.reading = reading
        self.geography = geography
        self.places: dict[str, Place] = {}
        homes = (geography.province, geography.prefecture, geography.county, geography.township)
        for place in [*geography.own, *(home for home in homes if home)]:
            for link in place.chain:
                self.places.setdefault(link.name, link)
        for place in [*geography.sections.values(), *geography.known.values()]:
            self.places.setdefault(place.name, place)

    def prefix_ending(self, end: int) -> Prefix | None:
        """The place whose name, or deictic word, ends at the position."""
        text = self.reading.text
        named = self.reading.ending_at(end, "district")
        if named:
            longest = max(named, key=lambda f: f.end - f.start)
            place = self.places.get(longest.name)
            if place is not None:
                return Prefix(place, self._chain_start(longest.start), end, text[longest.start] in "我全本该")
        for word in LEVEL_WORDS if text[end - 1 : end] in _ENDS_OF_LEVELS else ():
            start = end - len(word)
            if start < 0 or not text.startswith(word, start):
                continue
            # 城区|区委, 西藏自治区|区委: the word says again what the name before it ends in
            doubled = [f for f in self.reading.ending_at(start, "district") if f.name.endswith(word)]
            if doubled and (place := self.places.get(doubled[0].name)) is not None:
                return Prefix(place, doubled[0].start, end, False)
            if self._stands_for_a_place(start, end):
                return Prefix(self._meant(word, start), start, end, True)
        return None

    def prefix_at(self, begin: int) -> Prefix | None:
        """A place whose name begins at the position, before the rest of a body's name."""
        named = self.reading.starting_at(begin, "district")
        if named:
            place = self.places.get(named[0].name)
            return Prefix(place, begin, named[0].end, False) if place else None
        for word in LEVEL_WORDS if self.reading.text[begin : begin + 1] in _OF_LEVELS else ():
            end = begin + len(word)
            if self.reading.text.startswith(word, begin) and self._stands_for_a_place(begin, end):
                return Prefix(self._meant(word, begin), begin, end, True)
        return None

    def _chain_start(self, start: int) -> int:
        """Where the name begins with the places before it: 山东省|济宁市|…, and 中共 before them."""
        # four levels, and one said twice
        for _ in range(5):
            before = self.reading.ending_at(start, "district")
            if not before:
                break
            start = before[0].start
        return start - 2 if self.reading.text[max(0, start - 2) : start] == "中共" else start

    def _meant(self, word: str, position: int) -> Place:
        return self.geography.of(word, position, self._beside(position)) or Place(word, "", None, None)

    def _beside(self, position: int) -> Place | None:
        """The place of the body named before a 、 that stands there: 徽县县委原常委、|县政府…."""
        text = self.reading.text
        if text[position - 1 : position] != "、":
            return None
        start = max(text.rfind(mark, 0, position) for mark in "。，；：\n") + 1
        start = max(start, position - _NEAR)
        bodies = [body for body in self.reading.within(start, position, "organization") if body.owner]
        owner = bodies[-1].owner if bodies else None
        return self.places.get(owner[1]) if owner and owner[0] == "district" else None

    def _stands_for_a_place(self, start: int, end: int) -> bool:
        """Whether 市, 县, 区 … at the position stands for a place and is not the end of another word."""
        text = self.reading.text
        if text[end : end + 1] == "长" or text[start : end + 1] == "市场":  # 县长, 市|市场监管局
            return False
        if start == 0 or not _IS_HAN.match(text, start - 1):
            return True
        if text[start - 1] in "和与及" and self.reading.ending_at(start - 1):
            return True
        if text[start - 1] in "委府协会" and any(f.detail == "organ" for f in self.reading.ending_at(start)):
            return True  # 青禾县委|县政府, whatever the recogniser takes for one word
        token = self.reading.token_at(start)
        if token is None:
            return False
        before = self.reading.token_before(start)
        if text[start - 1 : start + 1] in _OF_ONE_RANK or text[start : start + 2] in _OF_ONE_RANK:
            return False  # 市辖县区人大常委会: of every county and district
        if "各" in text[max(0, start - 2) : start]:
            return False  # 各县政府, 各市县政府
        if token.start != start or before is None:
            # 市县两级: the word begins before
            levels = "省市县区我全原和与及"
            return text[start - 1] in levels and token.start >= start - 1 and token.word[0] in levels
        return (
            before.tag in ("w", "p", "c", "u", "v", "d", "r", "t", "TIME", "m", "f", "xc", "vd", "ad")
            or before.word
            in (
                "主席",
                "执行主席",
                "原",
                "市",
                "省",
                "县",
                "时任",
                "现任",
                "新任",
                "经",
                "由",
                "会上",
                "会前",
                "期间",
                "代表",
                "记者",
            )
            or bool(self.reading.ending_at(start, "organization", "official", "person"))
        )


def note_body(
    reading: Reading, name: str, start: int, end: int, kind: str, owner: Place | None, said_from: int | None = None
) -> None:
    """Note a body, and that it belongs to its place (said by the text from `said_from`, else by the name itself)."""
    if owner is None or not owner.level:
        reading.add(Found("organization", name, start, end, detail=kind))
        return
    reading.add(Found("organization", name, start, end, detail=kind, owner=owner.key))
    if not reading.named(*owner.key):
        # 市委 alone speaks of the city, and nothing else does
        at = next((i for i in range(start, end) if reading.text.startswith(LEVEL_WORDS, i)), start)  # 团|市|委
        stop = at + len(next((word for word in LEVEL_WORDS if reading.text.startswith(word, at)), "市"))
        reading.add(Found("district", owner.name, at, stop, detail=owner.level))
        for up in owner.chain:
            reading.attributes.setdefault(up.key, {}).update(level=up.level, code=up.code)
            if up.parent is not None:
                reading.fact(up.key, "part_of", up.parent.key)
    reading.fact(("organization", name), "belongs_to", owner.key, [(start if said_from is None else said_from, end)])
