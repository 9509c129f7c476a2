"""Where firms, schools and hospitals are: what a place stands before, what is said to lie there, what is visited."""

from __future__ import annotations

import re

from kg import lexicon
from kg.extract.geography import Geography, Place
from kg.extract.reading import Found, Reading
from kg.text.clean import HAN

_DATA = lexicon.data("sites")
_KINDS = ("firm", "school", "society", "again")
_SITUATED = re.compile(rf"，?(?:{lexicon.alternation(_DATA['situated'])})")
_THERE = re.compile(rf"(?:{lexicon.alternation(_DATA['situated'])})\Z")
_BETWEEN = re.compile(rf"[{HAN}A-Za-z0-9]{{0,16}}的")  # 温溪镇|东岸村工业区的|…公司
_VISITING = rf"(?:先后|分别|重点|实地|深入|现场)?{lexicon.alternation(_DATA['visiting'])}(?:了|过)?"
_DOES_THERE = re.compile(rf"[{HAN}]{{0,6}}?(?:{_VISITING}|{lexicon.alternation(_DATA['purposes'])})")
# 深入青田县，|对远山集团进行了考察; 来到温溪镇，|先后考察了…
_THEN = re.compile(r"(?:等地|一线)?，(?:先后|分别|分组|重点|实地)?(?:对|到|深入|走进|走访|考察|察看|查看|参观)")
_ENTERS = re.compile(r"\s*(?:[^，。]{2,8}，)?(?:记者)?(?:走进|来到|步入|在|位于)(?:了)?")
_ENTERED = re.compile(rf"[{HAN}]{{0,12}}?(?<!调研|考察|会议)，\Z")
_LEAD = 40  # characters of a sentence in which one comes to a place
_TO = re.compile(rf"(?:{lexicon.alternation(_DATA['towards'])}|{_VISITING})(?:了)?(?:位于)?\Z")
_TOWARDS = tuple(_DATA["towards"])
_ITEMS = re.compile(
    rf"(?:(?:(?![和及])[{HAN}A-Za-z0-9（）“”]){{2,30}}[、和及]){{1,8}}"
)  # 深入青田县|产业园、|远山集团进行考察
_LISTED = re.compile(rf"的(?:(?:(?![和及])[{HAN}A-Za-z0-9（）“”]){{2,20}}[、和及]){{1,4}}\Z")
_CLAUSE = re.compile(r"[。；，！？\n]|\Z")
_SEEN = re.compile(rf"(?:进行|开展)了?(?:专题|实地|现场)?{lexicon.alternation(_DATA['visiting'])}")
_VISITED = re.compile(lexicon.alternation(_DATA["visiting"]))
_NEAR = 200  # characters before a body in which the place may have been said that is visited
_BEFORE_A_BODY = 10  # characters in which what leads to a body stands
_JOINED = ("、", "和", "及", "与", "以及")
_VILLAGE = re.compile(rf"(?P<name>[{HAN}]{{2,4}}?)村")
_LOCAL = re.compile(r"(?:中心)?(?:完小|小学|中学|初中|学校|中心校|幼儿园|卫生院|卫生室|敬老院|福利院)$")
_AWAY = re.compile(r"(?:赴|前往|远赴|奔赴)\Z")


def find(reading: Reading, geography: Geography) -> None:
    """Note where the firms, schools and hospitals of an article are, as far as it says so."""
    _Sites(reading, geography).find()


class _Sites:
    def __init__(self, reading: Reading, geography: Geography) -> None:
        self.reading, self.text, self.geography = reading, reading.text, geography
        self.works = {f.name for f in reading.found if f.type == "project"}
        self.villages = self._villages()
        self.away = any(self._outside(f) for f in reading.found if f.type == "district")

    def find(self) -> None:
        last: Found | None = None
        place: tuple[Place, int] | None = None
        at_home = False
        for body in self.reading.within(0, len(self.text), "organization"):
            if body.detail not in _KINDS or body.name in self.works or (last is not None and body.end <= last.end):
                continue
            joined = last is not None and self.text[last.end : body.start] in _JOINED
            said = self._said(body) or self._visited(body)
            at_home = self._to(body) or (joined and at_home)
            if said is not None or not joined:
                place = said
            last = body
            if place is not None:
                since = min(place[1], body.start)
                self._note(body, place[0], since)
            elif at_home and (visited := self._scene(body) or self._home(body)) is not None:
                own = self._begun_with(body)
                self._note(body, own if own is not None and own.inside(visited) else visited, body.start)

    def _note(self, body: Found, place: Place, since: int) -> None:
        if body.owner == place.key:
            return
        stop = self.text.find(place.short, body.end, body.end + 24)
        end = body.end if since < body.start or stop < 0 else stop + len(place.short)
        self.reading.fact(("organization", body.name), "located_in", place.key, [(since, end)])

    # -- said -------------------------------------------------------------------------------------------------------

    def _said(self, body: Found) -> tuple[Place, int] | None:
        """The place that the words around a body put it in, and where they begin."""
        return self._of_a_place(body) or self._behind(body) or self._in_its_name(body) or self._walked_into(body)

    def _of_a_place(self, body: Found) -> tuple[Place, int] | None:
        """青田经济开发区的|远山米业有限公司, 位于温溪镇东岸村的|远山集团, 清泉新区|远山集团."""
        begin = body.start
        if self.text[begin - 1 : begin] == "的":
            if (found := self._place_ending(begin - 1)) is not None and self.text[found[1]] not in "我全本该":
                return found
            sentence = self.reading.sentence_at(begin)
            floor = max(sentence.start if sentence else 0, begin - 40)
            for district in reversed(self.reading.within(floor, begin, "district")):
                if _BETWEEN.fullmatch(self.text, district.end, begin):
                    found = self._place_ending(district.end)
                    if found is not None and _THERE.search(self.text, max(0, found[1] - 5), found[1]):
                        return found
            return None
        # 青田经济开发区的清泉风电场、|远山米业有限公司
        listed = _LISTED.search(self.text, max(0, begin - 50), begin)
        if listed is not None:
            return self._place_ending(listed.start())
        return self._place_ending(begin)

    def _walked_into(self, body: Found) -> tuple[Place, int] | None:
        """走进温溪镇东岸村，|远山集团|的车间里…: what is told of as the first thing there."""
        sentence = self.reading.sentence_at(body.start)
        floor = sentence.start if sentence is not None else body.start
        if self.text[body.start - 1 : body.start] != "，" or body.start - floor > _LEAD:
            return None
        for district in reversed(self.reading.within(floor, body.start, "district")):
            if _ENTERED.match(self.text, district.end, body.start):
                found = self._place_ending(district.end)
                if found is not None and _ENTERS.fullmatch(self.text, floor, found[1]):
                    return found
        return None

    def _behind(self, body: Found) -> tuple[Place, int] | None:
        """远山集团|位于温溪镇."""
        told = _SITUATED.match(self.text, body.end)
        if told is None:
            return None
        place, stop = None, told.end()
        while (following := self.reading.starting_at(stop, "district")) and stop < told.end() + 30:
            place = self.geography.known.get(following[0].name)
            stop = following[0].end
        return (place, body.start) if place is not None else None

    def _in_its_name(self, body: Found) -> tuple[Place, int] | None:
        """温溪镇|远山水泥厂; and of schools and the like 温溪|中心学校 in an article that names 温溪镇."""
        place = self._begun_with(body)
        if place is not None and place.level in ("township", "zone") and self.text[body.start] not in "我全本该":
            return place, body.start
        if place is not None and place.level == "county" and body.detail == "firm" and body.name.startswith(place.name):
            return place, body.start
        local = _LOCAL.search(body.name)
        if local is not None and local.start() >= 2:
            head = body.name[: local.start()]
            for known in self.geography.known.values():
                if known.level == "township" and known.short == head:
                    return known, body.start
            if head in self.villages:
                return self.villages[head], body.start
        return None

    def _begun_with(self, body: Found) -> Place | None:
        """The place that a body's name begins with, the last of a chain: 青田县温溪镇|远山鞋厂."""
        place, stop = None, body.start
        while named := [f for f in self.reading.starting_at(stop, "district") if f.end < body.end]:
            place, stop = self.geography.known.get(named[0].name), named[0].end
        return place

    def _place_ending(self, end: int) -> tuple[Place, int] | None:
        """The place whose name ends at a position, and where the chain of those before it begins."""
        ending = self.reading.ending_at(end, "district")
        if not ending or self.text[ending[0].start] in "全该本":
            return None
        start = min(f.start for f in ending)
        place = self.geography.known.get(ending[0].name)
        while before := self.reading.ending_at(start, "district"):
            start = before[0].start
        return (place, start) if place is not None else None

    def _villages(self) -> dict[str, Place]:
        """The villages that are named behind their townships: 温溪镇|东岸村."""
        found: dict[str, Place] = {}
        for district in self.reading.found:
            place = self.geography.known.get(district.name) if district.type == "district" else None
            if place is not None and place.level == "township":
                village = _VILLAGE.match(self.text, district.end)
                if village is not None:
                    found.setdefault(village["name"], place)
        return found

    # -- visited ----------------------------------------------------------------------------------------------------

    def _visited(self, body: Found) -> tuple[Place, int] | None:
        """The place where a body is visited: 到|温溪镇|考察了远山集团、|清泉小学."""
        sentence = self.reading.sentence_at(body.start)
        floor = max(sentence.start if sentence else 0, body.start - 100)
        floor = max(floor, self.text.rfind("，", floor, body.start) + 1)
        for district in reversed(self.reading.within(floor, body.start, "district")):
            found = self._place_ending(district.end)
            if found is None or not self.text.endswith(_TOWARDS, 0, found[1]):
                continue
            stop = _CLAUSE.search(self.text, body.end)
            if _DOES_THERE.match(self.text, district.end, body.start) or (
                _ITEMS.fullmatch(self.text, district.end, body.start)
                and stop is not None
                and _VISITED.search(self.text, body.end, min(stop.start(), body.end + 100))
            ):
                return found
        return None

    def _to(self, body: Found) -> bool:
        """Whether the words before a body bring somebody to it: 先后深入|远山集团, 考察了|远山集团."""
        if self.text[body.start - 1 : body.start] == "对":
            # 对|远山集团、清泉公司进行了考察
            stop = _CLAUSE.search(self.text, body.end)
            return stop is not None and _SEEN.search(self.text, body.end, min(stop.start(), body.end + 160)) is not None
        return _TO.search(self.text, max(0, body.start - _BEFORE_A_BODY), body.start) is not None

    def _scene(self, body: Found) -> Place | None:
        """The place that was last gone to in the paragraph: 深入崆峒区四十里铺镇调研。他先后来到|远山合作社."""
        sentence = self.reading.sentence_at(body.start)
        floor = max(sentence.paragraph.start if sentence else 0, body.start - _NEAR)
        for district in reversed(self.reading.within(floor, body.start, "district")):
            found = self._place_ending(district.end)
            if found is None or not self.text.endswith(_TOWARDS, 0, found[1]):
                continue
            if any(gone.match(self.text, district.end, body.start) for gone in (_DOES_THERE, _THEN)):
                return found[0] if found[0].level != "province" else None
        return None

    def _home(self, body: Found) -> Place | None:
        """The article's own place, for what is visited where nobody goes elsewhere; not what is named after another."""
        home = self.geography.section(body.start) or self.geography.home
        if home is None and len(self.geography.known) == 1:
            home = next(iter(self.geography.known.values()))  # a township that no county is named with
        if home is None or home.level not in ("county", "zone", "township") or self.away:
            return None
        own = self._begun_with(body)
        return home if own is None or own in home.chain or home in own.chain else None

    def _outside(self, district: Found) -> bool:
        """Whether somebody goes to a place that is not the article's: 赴|深圳市|考察."""
        place, home = self.geography.known.get(district.name), self.geography.home
        if place is None or home is None or not _AWAY.search(self.text, max(0, district.start - 2), district.start):
            return False
        return not (place.inside(home) or home.inside(place))
