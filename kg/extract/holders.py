"""Who held an event, and where it was."""

from __future__ import annotations

import re

from kg.extract.geography import DEICTIC, Geography, Place
from kg.extract.happenings import Event
from kg.extract.meetings import HOLD
from kg.extract.participants import outermost
from kg.extract.reading import Found, Reading, Sentence

_HELD_BEFORE = re.compile(rf"{HOLD}了?$")
_HOSTED = re.compile(r"由?(?P<who>[^，。；由]{2,60}?)(?:主办|承办|(?<!政)协办|联合主办|联合举办)(?!的\d+[件项个])")
# 在县会议中心召开, 在园区签署
_SCENE_BEFORE = re.compile(rf"在(?P<scene>[^，。；]{{2,40}}?)(?:{HOLD}|签署|签订|签约|会见|接见|拜会|会晤|会谈|揭牌)")
_SCENE_BEHIND = re.compile(
    rf"[^，。；]{{0,6}}在(?P<scene>[^，。；]{{2,30}}?)(?:{HOLD}|揭牌|[开启闭]幕|启动|开赛|拉开帷幕|落幕|开班|开工|奠基|竣工|签约|签署)"
)
_LISTED = re.compile("[、和与及]|共同|联合|分别|等|[主承协]办")
_AWAY = re.compile("赴|前往|[在来到]京|外地|招商|洽谈|拜访|访问")
_DURING = re.compile(r"在(?P<scene>[^，。]{2,14})期间")
_IN = re.compile(r"在[^，。]{2,40}$")
_BOTH = re.compile(r"[^，。]{0,2}[与和同、·—-]")
_REACH = 200  # nothing is looked for further before the event
_COMMITTEE, _SITTING = "人大常委会", ("常委会", "常务委员会")
_SMALL = ("prefecture", "county", "zone", "township")
_HEAD = 14  # characters into a clause in which its subject begins
_BEHIND = 40  # characters behind a visit's name in which its place is named


class Holders:
    """Notes who held the events of one reading, and where."""

    def __init__(self, reading: Reading, geography: Geography) -> None:
        self.reading, self.text, self.geography = reading, reading.text, geography
        self._hosted: set[int] = set()  # the events of which it is said who hosts them
        self._named_by: list[tuple[Event, Found, int, int]] = []  # whose name an event's begins with

    # -- holders ----------------------------------------------------------------------------------------------------

    def holder(self, event: Event, start: int, end: int, sentence: Sentence) -> None:
        """Who holds the event named from `start` to `end`: the subject of 召开, or who its name begins with."""
        floor = max(sentence.start, start - 8)
        verb = _HELD_BEFORE.search(self.text, floor, start)
        for f in event.bodies if event.called else []:
            self._held(event, f, f.start, end)
        subjects = self._subjects(verb.start(), sentence) if verb and event.kind != "signing" else []
        for f in subjects:
            self._held(event, f, f.start, end)
        # 青禾镇召开|山口村安全生产座谈会: who its name begins with is what it is about
        if not subjects and event.gift != "given" and event.kind in ("meeting", "activity"):
            leading = [f for f in self.reading.within(start, end, "organization", "district") if f.start == start]
            # 学习青禾县大会精神: whose conference it is is not who holds it
            if leading and not (event.referred and leading[0].type == "district"):
                owner = max(leading, key=lambda f: f.end)
                districts = {f.start: f for f in self.reading.within(start, end, "district")}
                while owner.end in districts:
                    owner = districts[owner.end]  # of 贵州省台江县 the last
                if owner.name.endswith(_COMMITTEE) and not self.text.endswith(_SITTING, 0, owner.end):
                    return  # 县人大三次会议: a session of all is not held by the standing committee
                # 甲县·乙县联席会议 is of both; what is named by the whole is itself
                if owner.end < end and not _BOTH.match(self.text, owner.end):
                    self._named_by.append((event, owner, start, end))

    def hosts(self, event: Event, sentence: Sentence) -> None:
        """由甲主办，乙、丙承办，丁协办."""
        if self.text.find("办", sentence.start, sentence.end) < 0:
            return
        for match in _HOSTED.finditer(self.text, sentence.start, sentence.end):
            for f in outermost(self.reading.within(*match.span("who"), "organization", "district")):
                # 青禾市|旅游发展委员会协办: the place is part of a body that was not found
                if f.type == "organization" or _LISTED.match(self.text, f.end, match.end()):
                    self._held(event, f, f.start, match.end())
                    self._hosted.add(id(event))

    def named_by(self) -> None:
        """An event whose name begins with a place or a body is held by it, unless somebody else is said to host it."""
        for event, owner, start, end in self._named_by:
            if owner.type == "organization" or id(event) not in self._hosted:
                self._held(event, owner, start, end)

    def _held(self, event: Event, holder: Found, start: int, end: int) -> None:
        self.reading.fact(event.key, "organized_by", (holder.type, holder.name), [(start, end)])

    def _subjects(self, verb: int, sentence: Sentence) -> list[Found]:
        """The bodies or districts that the clause begins with call the meeting; what stands behind 在 is the scene."""
        text = self.text
        clause = max(sentence.start, *(text.rfind(mark, sentence.start, verb) + 1 for mark in "，；："))
        scene = _IN.search(text, max(clause, verb - 41), verb)
        limit = scene.start() if scene else verb
        things = self.reading.within(max(clause, limit - _REACH), limit, "organization", "district")
        begin = {f.start for f in things if f.type == "district"}
        # 由甲局、乙局组成的执法队: those it is made of are not those who hold it
        made_of = text.rfind("组成的", clause, limit)
        return [
            f
            for f in outermost(things)
            if (f.start - clause <= _HEAD or text[f.start - 1] in "、和与") and f.end not in begin and f.start > made_of
        ]

    # -- places -----------------------------------------------------------------------------------------------------

    def scene(self, event: Event, start: int, end: int, sentence: Sentence) -> None:
        """Where the event named from `start` to `end` is."""
        text = self.text
        if event.referred:
            return
        clause = max(sentence.start, end - _REACH, *(text.rfind(mark, sentence.start, end) + 1 for mark in "，。；"))
        if before := _SCENE_BEFORE.search(text, clause, end):
            self._held_in(event, *before.span("scene"))
        if behind := _SCENE_BEHIND.match(text, end, end + 40):
            self._held_in(event, *behind.span("scene"))
        if event.visit and not event.guests:
            self._held_in(event, start, min(sentence.end, end + _BEHIND))
        if event.brought and start <= event.brought < end:
            self._held_in(event, event.brought, end)
        if event.kind == "groundbreaking" and "宣布" in text[start:end]:
            self._held_in(event, start, end)
        if during := _DURING.match(text, sentence.start, sentence.start + 20):
            self._held_in(event, *during.span("scene"))

    def _held_in(self, event: Event, low: int, high: int) -> None:
        """Note the places named in a stretch: of 青禾县石门镇 the last, of a body the place that it is of."""
        things = [f for f in self.reading.within(low, high, "district", "organization") if not f.together]
        begin = {f.start for f in things if f.type == "district"}
        places: list[tuple[str, int, int]] = []
        for f in things:
            if f.type == "organization" and f.owner and f.owner[0] == "district":
                places.append((f.owner[1], f.start, f.end))
            elif f.type == "district" and f.end not in begin and f in outermost(things):
                places.append((f.name, f.start, f.end))
        if not places and self.text[low] in DEICTIC:
            place = self.geography.of(self.text[low], low)  # 在|县|影剧院
            if place is not None:
                self.reading.add(Found("district", place.name, low, low + 1, detail=place.level))
                places.append((place.name, low, high))
        for name, start, end in places:
            self.reading.fact(event.key, "held_in", ("district", name), [(start, end)])

    def at_home(self, events: list[Event]) -> None:
        """An event that is the home's own, and of which no place is said, is inferred to be there; so is one that a
        single county or town holds."""
        self._at_holders(events)
        home = self.geography.home
        if home is None or home.level not in _SMALL:
            return
        things = self.reading.found
        of_home = {home.key} | {(f.type, f.name) for f in things if f.owner == home.key}
        ours = self._of(of_home)
        placed = {fact.subject for fact in self.reading.facts if fact.relation == "held_in"} | self._with_others(home)
        rounds = self._rounds(events, of_home)
        for event in events:
            if event.referred or event.gift == "given" or event.key in placed:
                continue
            if event.visit:
                if event.key in rounds:
                    self.reading.fact(event.key, "held_in", home.key)
                continue
            # 县人民医院新院区揭牌: the name says whose it is
            named = (f for span in event.spans for f in self.reading.within(*span, "organization", "district"))
            if event.key in ours or any((f.type, f.name) in of_home for f in named):
                self.reading.fact(event.key, "held_in", home.key)

    def _rounds(self, events: list[Event], of_home: set[tuple[str, str]]) -> set[tuple[str, str]]:
        """The visits on which a head of the home goes round in it: 县长甲察看施工现场, not 县长甲赴…考察."""
        if not any(event.visit for event in events):
            return set()
        officials = {
            fact.subject[1] for fact in self.reading.facts if fact.relation == "holds_post" and fact.object in of_home
        }
        return {
            event.key
            for event in events
            if event.visit and not event.guests and event.leaders & officials and not _AWAY.search(event.name)
        }

    def _at_holders(self, events: list[Event]) -> None:
        """Infer that what a town or a county holds is there, where nothing else is said."""
        holders: dict[tuple[str, str], set[Place | None]] = {}
        for fact in self.reading.facts:
            if fact.relation == "organized_by":
                owner = fact.object if fact.object[0] == "district" else self._owner(fact.object)
                holders.setdefault(fact.subject, set()).add(self.geography.known.get(owner[1]) if owner else None)
        placed = {fact.subject for fact in self.reading.facts if fact.relation == "held_in"}
        for event in events:
            places = holders.get(event.key, set())
            place = next(iter(places), None)
            if len(places) != 1 or place is None or place.level not in _SMALL:
                continue
            if not (event.referred or event.visit or event.gift == "given" or event.key in placed):
                self.reading.fact(event.key, "held_in", place.key)

    def _owner(self, body: tuple[str, str]) -> tuple[str, str] | None:
        """The district that a body is of, where it is of one."""
        owners = {f.owner for f in self.reading.named(*body) if f.owner}
        owner = owners.pop() if len(owners) == 1 else None
        return owner if owner and owner[0] == "district" else None

    def beside(self, talks: list[tuple[Event, Event]]) -> None:
        """Infer that the talks at the end of a visit are where it went, if no place is said of them."""
        went: dict[tuple[str, str], tuple[str, str]] = {}
        for fact in self.reading.facts:
            if fact.relation == "held_in":
                went.setdefault(fact.subject, fact.object)
        for event, trip in talks:
            if trip.key in went and event.key not in went:
                went[event.key] = went[trip.key]
                self.reading.fact(event.key, "held_in", went[trip.key])

    def _with_others(self, home: Place) -> set[tuple[str, str]]:
        """The events that another county holds or signs at as well: they may be there."""
        events = set()
        for fact in self.reading.facts:
            signs = ("role", "signatory") in fact.qualifiers
            event, party = (fact.object, fact.subject) if signs else (fact.subject, fact.object)
            place = self.geography.known.get(party[1]) if party[0] == "district" else None
            told = place is not None and (signs or fact.relation == "organized_by")
            if told and place is not None and not place.inside(home) and not home.inside(place):
                events.add(event)
        return events

    def _of(self, bodies: set[tuple[str, str]]) -> set[tuple[str, str]]:
        """The events that one of the bodies holds or signs at, or where one of its people presides or speaks."""
        facts = self.reading.facts
        officials = {fact.subject for fact in facts if fact.relation == "holds_post" and fact.object in bodies}
        events = {fact.subject for fact in facts if fact.relation == "organized_by" and fact.object in bodies}
        for fact in facts:
            role = dict(fact.qualifiers).get("role")
            if (role == "signatory" and fact.subject in bodies) or (
                role in ("host", "speaker") and fact.subject in officials
            ):
                events.add(fact.object)
        return events
