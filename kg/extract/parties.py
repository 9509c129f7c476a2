"""Parties at an event: who is led there, who makes up a party, who pays a visit; and what is visited."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TypeAlias

from kg import lexicon
from kg.extract.events import Event, Events
from kg.extract.participants import NOT_ITSELF, Participants, outermost
from kg.extract.reading import Found, Reading, Sentence
from kg.extract.roles import Roles
from kg.lexicon.posts import HEAD, MODIFIERS, TITLE
from kg.text.sought import Sought

_DATA = lexicon.data("events")
_LEADS = Sought("率领|带领|率", ["率", "带领"])
_MADE_UP = "组成的"
_MEMBERS = Sought(f"{_MADE_UP}|特邀|诚邀|应邀到会的有", [_MADE_UP, "特邀", "诚邀", "应邀"])
_PARTY = Sought("一行", ["一行"])
_TITLE = 6  # characters of the post behind a name
_POST = re.compile(rf"(?:{MODIFIERS}{HEAD}|{TITLE})等?")
_GOING = re.compile(rf"{lexicon.alternation(_DATA['move'])}[^。；]*\Z")
_WAY = 100  # characters behind 深入 in which what is visited is named
_SENDS = re.compile("(?:、[^，。；]{2,30}?)?(?:党政|有关|相关|主要|分管)?(?:负责|领导|班子)")  # 率青禾镇|有关负责人
# 率县委、县政府|第一走访慰问组: whose the group is
_THEIR_TEAM = re.compile(
    r"(?:、[^，。；]{2,12}?)?(?:第[一二三四五六七八九十]{1,2})?[^，。；、有相主负等]{0,8}(?:[组团]|小分队|服务队)(?!织)"
)
_HEARD = re.compile(r"听取[^，。；]*\Z")
_THEN_HELD = re.compile(
    r"(?:，|并|；)(?:随后|之后|还|当天[上下]午|在[^，。；]{2,16}?)?(?:并)?(?:组织)?(?:召开|举行|开展)了?(?:工作|专题)?\Z"
)
_NEAR_WORD = 30
_PEOPLE = ("official", "person")
_NEAR = 300  # characters back for those who go in one party
_FOLLOWERS = 120  # characters behind 率 in which the bodies that come along are named

Mentions: TypeAlias = "list[tuple[int, int, Event]]"


class Parties:
    """Gives a role to those who are part of a party at an event of one reading."""

    def __init__(self, reading: Reading, events: Events, who: Participants, roles: Roles) -> None:
        self.reading, self.text = reading, reading.text
        self.events, self.who, self.roles = events, who, roles

    def is_object(self, thing: Found, event: Event, role: str, verb: str = "") -> bool:
        """Whether a body or a place is what is visited, or whose meeting it is, and not who is there."""
        if thing.type in _PEOPLE:
            return False
        if verb in _DATA["trip"] and _GOING.search(self.text, max(thing.start - _WAY, 0), thing.start):
            return True  # 深入甲公司、乙公司|考察
        if role == "companion" and thing.type == "district" and _SENDS.match(self.text, thing.end):
            return False  # 青禾镇|主要领导陪同
        if event.visit:
            near = self.events.named_in(thing.start - _NEAR, thing.start + 1)
            # behind its sentence come those who went along: …调研造林工作。县林业局、县水利局负责人参加
            if any(
                told is event and thing.start < end + 20 and "。" not in self.text[end : thing.start]
                for _, end, told in near
            ):
                return True
        if (
            verb == "汇报"
            and thing.type == "district"
            and _HEARD.search(self.text, max(thing.start - _NEAR_WORD, 0), thing.start)
        ):
            return True  # 听取了青禾县|有关情况汇报
        if thing.type == "district" and role not in ("observer", "speaker", "signatory"):
            return self.text[thing.end : thing.end + 1] not in tuple("、和") and (
                self.text[thing.start - 1 : thing.start] not in tuple("、和")
            )
        return False

    def followers(self, sentence: Sentence, here: Mentions, current: Event | None) -> None:
        """率县水利局、县住建局等单位负责人赴…: the bodies that come along."""
        for match in _LEADS.find(self.reading.begun, sentence.start, sentence.end):
            position = match.end()
            event = _nearest(here, position) or current
            if event is None:
                continue
            reach = min(sentence.end, position + _FOLLOWERS)
            for f in outermost(self.reading.within(position, reach, "organization", "district")):
                if f.start < position or self.who.before_title(f) or NOT_ITSELF.match(self.text, f.end):
                    continue
                if f.type == "district" and not _SENDS.match(self.text, f.end):
                    continue
                if not self.who.joined(position, f.start) or _THEIR_TEAM.match(self.text, f.end):
                    break
                self.roles.give(event, f, "attendee", (f.start, f.end))
                position = f.end

    def members(self, sentence: Sentence, here: Mentions, current: Event | None) -> None:
        """甲、乙等组成的考察团; 特邀甲、乙: who makes up a party, and who was asked to come."""
        for match in _MEMBERS.find(self.reading.begun, sentence.start, sentence.end):
            event = _nearest(here, match.start()) or current
            if event is None:
                continue
            invited = match[0] != _MADE_UP
            start = match.end() if invited else max(sentence.start, match.start() - _NEAR)
            for f in self.who.named(start, sentence.end if invited else match.start()):
                if not self.is_object(f, event, "attendee"):
                    self.roles.give(event, f, "attendee", (f.start, f.end))

    def of_one(self, sentence: Sentence, here: Mentions, current: Event | None) -> None:
        """甲、乙一行 lead what they came for."""
        for match in _PARTY.find(self.reading.begun, sentence.start, sentence.end):
            position = match.start()
            event = _nearest(here, position) or current
            people = self.reading.within(max(sentence.start, position - _NEAR), position, *_PEOPLE)
            if event is None or not people or not self._of_party(people[-1], position):
                continue
            first = len(people) - 1
            while first and self.who.joined(people[first - 1].end, people[first].start):
                first -= 1
            for f in people[first:]:
                self.roles.give(event, f, "leader", (f.start, position + 2))

    def _of_party(self, person: Found, position: int) -> bool:
        """Whether 一行 at the position is said of a person: 林远舟一行, 林远舟县长一行, 林远舟等一行."""
        return position - person.end <= 1 or (
            position - person.end <= _TITLE and _POST.fullmatch(self.text, person.end, position) is not None
        )

    def visitors(self, sentence: Sentence, here: Mentions) -> None:
        """Those who pay a visit, where no word gives them a role; and those who meet."""
        for event in {id(event): event for _, _, event in here if event.visit}.values():
            start = max(event.spans[0][0], sentence.start) if event.guests else sentence.start
            for f in self.reading.within(start, sentence.end, *_PEOPLE):
                known = self.roles.known((f.type, f.name), event)
                if event.guests or (f.name in event.leaders and not known):
                    self.roles.give(event, f, "attendee", (f.start, f.end))
        for (first, _, trip), (talks, _, event) in pairwise(here):
            # 县长甲走访县水利局并召开座谈会: who visits is at what is held there
            if trip.visit and not event.visit and _THEN_HELD.search(self.text, first, talks):
                for f in self.reading.within(sentence.start, talks, *_PEOPLE):
                    if f.name in trip.leaders:
                        self.roles.give(event, f, "attendee", (f.start, f.end))
        for event in {id(event): event for _, _, event in here}.values():
            for f in event.bodies:
                if sentence.start <= f.start < sentence.end:
                    self.roles.give(event, f, "attendee", (f.start, f.end))


def _nearest(here: Mentions, position: int) -> Event | None:
    """The event named nearest to a position."""
    i = bisect_left(here, position, key=lambda mention: mention[0])
    return min(here[max(0, i - 1) : i + 1], key=lambda m: abs(m[0] - position))[2] if here else None
