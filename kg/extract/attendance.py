"""Who was at an event and in which role."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest

from kg import lexicon
from kg.extract.events import Event, Events
from kg.extract.geography import Geography
from kg.extract.holders import Holders
from kg.extract.names import past_brackets
from kg.extract.participants import Participants
from kg.extract.parties import Mentions, Parties
from kg.extract.posts import Group
from kg.extract.reading import Found, Reading, Sentence
from kg.extract.remarks import Remarks
from kg.extract.roles import Roles
from kg.text.sought import Sought

_DATA = lexicon.data("events")
_ROLE_OF = {word: role for role, words in _DATA["roles"].items() for word in words}
# 就经济形势作具体安排, 听取了…作的关于…的说明
_SPEECH = lexicon.alternation(_DATA["speeches"])
_SPOKE = rf"(?:(?<![工合操协创动])作|做了)(?P<spoke>(?:了|的)?[^，。；！？]{{0,24}}?{_SPEECH})"
# 副县长…介绍|县情
_TOLD = (
    rf"(?P<told>介绍了?(?!和)[^，。；]{{2,24}}?{lexicon.alternation(_DATA['told_of'])}"
    rf"|进行了[^，。；]{{0,6}}?{lexicon.alternation(_DATA['went_through'])}"
    r"|传达了[^，。；]{2,40}?精神|(?:回顾)?总结了|讲了[^，。；]{1,4}意见|提出了?(?:意见|建议))"
)
_ROLE = Sought(
    rf"{_SPOKE}|{_TOLD}|{lexicon.alternatives(_ROLE_OF)}",
    ["作", "做了", "介绍", "进行了", "传达了", "回顾总结了", "总结了", "讲了", "提出", *_ROLE_OF],
)
_BEFORE_LIST = {word: role for role, words in _DATA["before_a_list"].items() for word in words}
# 出席开工仪式的领导还有：甲、乙; 参加会议的有甲、乙
_THERE_WERE = re.compile(
    rf"(?P<verb>{lexicon.alternation(_BEFORE_LIST)})(?P<what>[^，。；]{{0,24}}?)的[^，。；的]{{0,12}}?，?"
    r"(?:还|也|主要)?(?:有|包括)(?![关些所\d])[：，]?"
)
_THE_SAME = re.compile(r"(?:本|此|这|该|当天的?)[次届场]?")  # 本次|招商大会
_LEADS = re.compile("率领|带领|率")
_TEAM = re.compile(r"(?:[^，。先领“”]|“[^”]{1,40}”){0,24}?(?:组|团|队|部门|负责|人员|相关|有关|等|一行)")
_BY = re.compile(r"由[^，。；由]{2,40}$")
_ESCORTED = re.compile(r"在[^，。]{2,80}?的?$")
_TOPIC = re.compile(r"(?:分别|先后|依次|共同)?[就对][^，。；]{2,40}\Z|(?:分别|先后|依次)?围绕[^，。；]{2,40}\Z")
_SEATED = re.compile(r"(?:分别)?(?:在[^，。；]{0,10}会场|(?:通过|以)?视频(?:会议|连线)?(?:方式|形式)?|线上|远程)\Z")
_AND_ALSO = re.compile(r"[并和](?:作了?|做了?|发表)?[^，。]{0,8}$")
_THE_MEETING = re.compile(r"了?(?:会议|活动|仪式)(?![^，。]{0,3}会)")
_NAMED_AGAIN = re.compile(r"了?(?:当天的|本次|此次|这次)?(?P<noun>[^，。；]{2,10})")
# what may stand behind the name of one of several: 甲、乙同志，丙等
_LISTED = re.compile("[、，；和及与等 ]|以及|同志|分别|一行|共同|先后")
_ON_THE_WAY = re.compile(rf"了?{lexicon.alternation(_DATA['trip'])}")
_TALKS = tuple(_DATA["talks"])
_JOINT = "联席会议"
_BARE = 6  # characters of the name of talks that say no more than what they are: 座谈会, 项目洽谈会
_MEETINGS = ("meeting", "activity")
_AT_A_MEETING = ("signing", "unveiling", "visit", "activity")
_UP_TO = ("截至", "截止", "到", "自", "从")
_ASIDE = ("会前", "会后", "活动前", "此前")
_PEOPLE = ("official", "person")
_TO_WHOM = 8  # characters before 介绍 in which it is said to whom
_AHEAD = 30  # characters to the event that a word such as 出席 governs
_HOSTED = 8  # events of one sentence that 由…主办 may be said of


class Attendance:
    """Works out the participants of the events of one reading, and hands them to `Holders` for holders and places."""

    def __init__(self, reading: Reading, geography: Geography, events: Events, groups: list[Group]) -> None:
        self.reading, self.text, self.events = reading, reading.text, events
        self.who = Participants(reading, groups)
        self.remarks = Remarks(reading, groups)
        self.holders = Holders(reading, geography)
        self.trip: Event | None = None  # the visit told of last
        self.talks: list[tuple[Event, Event]] = []  # the talks of a visit, and the visit
        self.roles = Roles(reading)
        self.parties = Parties(reading, events, self.who, self.roles)

    # -- the walk through the text ----------------------------------------------------------------------------------

    def find(self) -> None:
        """Sentence by sentence; `current` is the event that those without one of their own go on about."""
        current: Event | None = None
        paragraph = None
        for sentence in self.reading.sentences:
            if sentence.paragraph.kind == "heading":
                continue
            if paragraph is not None and sentence.paragraph.place != paragraph.place:
                current = self.trip = None  # another section, another county
            if sentence.paragraph != paragraph and self._opens_dated(sentence, current):
                current = self.trip = None
            paragraph = sentence.paragraph
            here = self.events.named_in(sentence.start, sentence.end)
            real = [mention for mention in here if not mention[2].referred]
            self.trip = next((e for _, _, e in real if e.visit and not e.guests), self.trip)
            if self.trip is not None:
                held = (
                    e
                    for _, _, e in real
                    if e.kind == "meeting"
                    and e.name.endswith(_TALKS)
                    and (len(e.name) <= _BARE or e.name.endswith(_JOINT))
                )
                self.talks += [(event, self.trip) for event in held]
            self._roles(sentence, real, current)
            self._listed_behind(sentence, real, current)
            if (event := real[-1][2] if real else current) is not None:
                self._remarks(event, sentence)
            self.parties.followers(sentence, real, current)
            self.parties.of_one(sentence, real, current)
            self.parties.members(sentence, real, current)
            self.parties.visitors(sentence, real)
            for start, end, event in here:
                self.holders.holder(event, start, end, sentence)
                self.holders.scene(event, start, end, sentence)
            for event in list({id(event): event for _, _, event in here}.values())[:_HOSTED]:
                self.holders.hosts(event, sentence)
            if not here and current is not None:
                self.holders.hosts(self._anaphor(sentence.start, sentence.start + 14) or current, sentence)
            if real and not self.text.startswith(_ASIDE, sentence.start):
                current = real[-1][2]
        self.roles.emit(self.events.events)
        self.holders.named_by()
        self.holders.beside(self.talks)
        self.holders.at_home(self.events.events)

    def _opens_dated(self, sentence: Sentence, current: Event | None) -> bool:
        """Whether a date opens the sentence, and with it something new: 当天 goes on with what it is the day of."""
        dates = self.reading.dates
        i = bisect_left(dates, sentence.start, key=lambda date: date.start)
        if i == len(dates) or dates[i].start > sentence.start + 4:
            return False
        if self.text.startswith(_UP_TO, sentence.start):
            return False  # 截至10月底，…: how things stand, and nothing new
        said = self.text[dates[i].start : dates[i].end]
        return current is None or not said.startswith(("当", "同")) or dates[i].iso != current.date

    def _roles(self, sentence: Sentence, here: Mentions, current: Event | None) -> None:
        """Each word of a role gives it to those named before it since the last such word."""
        since = sentence.start
        before: list[Found] = []  # those to whom the last word gave a role
        for match in _ROLE.find(self.reading.begun, sentence.start, sentence.end):
            if match.start() < since or not self._is_role(match):
                continue
            if self.events.clauses.spoken(match.start(), sentence):
                break
            event = self._event_for(match, here, current, sentence)
            if event is not None and not event.visit and self.trip is not None and self._of_trip(match, here):
                event = self.trip
            if match[0] in _DATA["received"]:
                event = self.trip
            if event is None or not _signs(self.text, match, event):
                continue
            if not here:
                current = event  # 推介会由甲主持，乙作推介
            role = "speaker" if match["spoke"] or match["told"] else _ROLE_OF[match[0]]
            things = self.who.named(since, self._before_topic(match, since, role))
            if not things and self._coordinated(match, sentence):
                things = before  # 出席会议并讲话: the same people
            if role == "companion" and match[0].startswith("参加") and event.visit and not event.named:
                role = "attendee"  # 县政协组织委员考察。县政协副主席甲|参加考察: one of them
            if role == "leader":
                self._led(event, match, sentence)
                things = self._leaders(things) if _LEADS.fullmatch(match[0]) else self._first_of(things)
            if role == "signatory":
                for party in self.who.parties(event, match.start(), sentence, bool(things)):
                    self.roles.give(event, party, "signatory", (party.start, match.end()))
            first = self._named_from(match, role, since)
            if first is not None:
                things = [f for f in things if f.start >= first]
            if match[0] in _DATA["personal"] or role == "signatory":
                things = [f for f in things if f.type in _PEOPLE]
            for thing in things:
                if self.parties.is_object(thing, event, role, match[0]):
                    continue
                if match["told"] and event.visit and (thing.type not in _PEOPLE or match[0].startswith("提出")):
                    continue  # 园区运营公司|介绍了有关情况: those who are visited
                if match[0] == "指导" and not event.visit and thing.type not in _PEOPLE:
                    continue  # 由县委宣传部指导，青禾镇主办
                if not self._busy(thing, match.start()):
                    self.roles.give(event, thing, role, (thing.start, match.end()))
                elif not event.visit and not self.text.startswith("委托", thing.end):
                    self.roles.give(event, thing, "attendee", (thing.start, match.end()))
            before = things or before
            since = match.end()

    def _listed_behind(self, sentence: Sentence, here: Mentions, current: Event | None) -> None:
        """出席会议的有甲、乙: those who have the role are named behind the word."""
        if (
            self.text.find("有", sentence.start, sentence.end) < 0
            and self.text.find("包括", sentence.start, sentence.end) < 0
        ):
            return
        told = list(_THERE_WERE.finditer(self.text, sentence.start, sentence.end))
        for match, after in zip_longest(told, told[1:]):
            if self.events.clauses.spoken(match.start(), sentence):
                return
            event = next(self.events.called(match["what"], match.start()), here[-1][2] if here else current)
            if event is None:
                continue
            for thing in self.who.told_behind(match.end(), after.start() if after else sentence.end):
                self.roles.give(event, thing, _BEFORE_LIST[match["verb"]], (thing.start, thing.end))

    def _leaders(self, things: list[Found]) -> list[Found]:
        """The last of those before 率, and who is joined to it: 县长甲、县政协主席乙|率."""
        first = len(things) - 1
        while first > 0 and things[first].type in _PEOPLE and self.who.listed_with(things[first - 1], things[first]):
            first -= 1
        return things[max(0, first) :]

    def _first_of(self, things: list[Found]) -> list[Found]:
        """The first of those before 率队, and who is joined to it: 副县长甲、乙分别|率队."""
        last = min(1, len(things))
        while 0 < last < len(things) and things[last].type in _PEOPLE:
            if not self.who.listed_with(things[last - 1], things[last]):
                break
            last += 1
        return things[:last]

    def _led(self, event: Event, match: re.Match[str], sentence: Sentence) -> None:
        """The group that somebody leads is there, too."""
        group = self.who.group_at(match.end(), sentence)
        if group is not None:
            self.roles.give(event, group, "attendee", (match.start(), group.end))

    def _before_topic(self, match: re.Match[str], since: int, role: str) -> int:
        """Where those have been named who speak of something, 县水利局、县住建局|分别就项目建设作汇报, or sit
        somewhere, 县水利局、县住建局|在分会场参加会议."""
        said_of = _TOPIC if role == "speaker" else _SEATED
        topic = said_of.search(self.text, max(since, match.start() - 50), match.start())
        return topic.start() if topic else match.start()

    def _named_from(self, match: re.Match[str], role: str, since: int) -> int | None:
        """Where 由 or 在 says that those who have the role are named: 由甲主持, 在乙陪同下."""
        within: re.Match[str] | None = None
        if role in ("host", "speaker"):
            within = _BY.search(self.text, max(since, match.start() - 41), match.start())
        elif role == "companion" and self.text.startswith("下", match.end()):
            within = _ESCORTED.search(self.text, max(since, match.start() - 83), match.start())
        return within.start() if within else None

    def _is_role(self, match: re.Match[str]) -> bool:
        """Whether the word is one of a role where it stands: not in 主持人, 调研组 or the name of something."""
        word, token = match[0], self.reading.token_at(match.start())
        if token is None:
            return False
        if match["told"] and "记者" in self.text[max(0, match.start() - _TO_WHOM) : match.start()]:
            return False  # 县长某某向记者|介绍了有关情况: not at what is told of
        if match["spoke"] or match["told"]:
            # 就有关工作|作汇报: 工作作 is one word for the recogniser
            return token.start == match.start() or token.tag == "PER" or self.text.endswith("工作", 0, match.start())
        if word == "率" and not _TEAM.match(self.text, match.end(), match.end() + 64):
            return False
        if token.tag in ("n", "nz", "ORG", "LOC", "PER") and word not in _DATA["role_nouns"]:
            return False
        if self.text.startswith(tuple(_DATA["other_words"].get(word, ())), match.end()):
            return False
        return not (word == "推介" and self.text[match.start() - 1 : match.start()] == "产")  # 房产|推介

    def _coordinated(self, match: re.Match[str], sentence: Sentence) -> bool:
        return bool(_AND_ALSO.search(self.text, max(sentence.start, match.start() - 14), match.start()))

    def _busy(self, thing: Found, verb: int) -> bool:
        """Whether a person does something else, told before the word: 受甲委托，乙|主持; 甲领学，乙|主持."""
        if thing.type not in _PEOPLE or self.text.find("，", thing.end, verb) < 0:
            return False
        return not _LISTED.match(self.text, past_brackets(self.text, thing.end))

    def _remarks(self, event: Event, sentence: Sentence) -> None:
        """Those who say something at an event: who is known to be at another says it there."""
        for thing, start, end, there in self.remarks.speakers(sentence):
            event = self._anaphor(sentence.start, sentence.end) or event
            key = (thing.type, thing.name)
            if there or not self.roles.known(key):
                role = "speaker" if start < end and event.kind in _MEETINGS else "attendee"
                self.roles.give(event, thing, role, (thing.start, max(end, thing.end)))

    # -- which event ------------------------------------------------------------------------------------------------

    def _event_for(
        self, match: re.Match[str], here: Mentions, current: Event | None, sentence: Sentence
    ) -> Event | None:
        """The event that a role word speaks of: one the clause begins with, one of the sentence, or the current one."""
        text, start, end = self.text, match.start(), match.end()
        clause = max(text.rfind("，", sentence.start, start) + 1, sentence.start)
        spoken_of = self._anaphor(clause, start)
        if spoken_of is not None:
            return spoken_of
        said = end + text.startswith("了", end)
        if _THE_SAME.match(text, said) and (spoken_of := self._anaphor(said, sentence.end)) is not None:
            return spoken_of  # 应邀参加|此次大会，并与青禾县签订协议
        if match[0] in _DATA["meet"]:
            met = next((event for low, high, event in here if event.guests and low <= start < high), None)
            if met is not None:
                return met  # 甲出席奠基仪式并与乙举行|会谈
        if here:
            ahead = bisect_left(here, start, key=lambda mention: mention[0])
            near = ahead < len(here) and here[ahead][0] - end <= _AHEAD
            if near and match[0] in _DATA["transitive"] and not _THE_MEETING.match(text, end):
                return here[ahead][2]
            return here[max(0, bisect_right(here, start, key=lambda mention: mention[0]) - 1)][2]
        if _ROLE_OF.get(match[0]) == "signatory" and (current is None or current.kind != "signing"):
            # 甲会见乙。丙、丁代表双方签约: at the signing told of before
            return next((e for e in self.events.before(start) if e.kind == "signing"), current)
        if text.startswith("会议", end) and current is not None and current.kind in _AT_A_MEETING:
            # 县领导参加|会议, behind what was signed at it, or what came after it
            meeting = next((e for e in self.events.before(start) if e.kind == "meeting" and not e.referred), None)
            if meeting is not None:
                return meeting
        again = _NAMED_AGAIN.match(text, end, end + 14)
        return next(self.events.called(again["noun"], start), current) if again else current

    def _of_trip(self, match: re.Match[str], here: Mentions) -> bool:
        """Whether a word of a role is of the visit and not of the meeting at its end: …赴云和县考察，并召开座谈会。
        副县长甲|陪同考察."""
        return (
            match[0].removeprefix("一同").removeprefix("参加") in _DATA["trip"]
            or (_ROLE_OF.get(match[0]) == "companion" and _ON_THE_WAY.match(self.text, match.end()) is not None)
        ) and not any(
            event.visit or start <= match.start() < end for start, end, event in here if event is not self.trip
        )

    def _anaphor(self, start: int, end: int) -> Event | None:
        """The event that a clause begins with the noun of: 推介会|由副市长…主持, 本次招商大会|由…主办."""
        if same := _THE_SAME.match(self.text, start, end):
            noun = _NAMED_AGAIN.match(self.text, same.end(), same.end() + 14)
            return next((e for e in self.events.before(start) if noun and e.noun and _names(noun["noun"], e)), None)
        words = self.text[start : min(end, start + 14)]
        return next((e for e in self.events.called(words, start) if words.startswith(e.noun)), None)


def _names(words: str, event: Event) -> bool:
    """Whether words begin with what an event is called by, or what its name ends in: 招商大会, 大会."""
    at = words.find(event.noun)
    return at >= 0 and event.name.endswith(words[: at + len(event.noun)])


def _signs(text: str, match: re.Match[str], event: Event) -> bool:
    """Whether a word of signing tells of it: not 签署的协议, nor 签约 where the event is no signing."""
    if _ROLE_OF.get(match[0]) != "signatory":
        return True
    if text[max(0, match.start() - 2) : match.start()].endswith(("的", "见证")):
        return False
    if match[0] != "签约" or any(start <= match.start() < end for start, end in event.spans):
        return True
    return event.kind == "signing" and "代表" in text[max(0, match.start() - 60) : match.start()]


def _name(events: list[Event]) -> Iterator[Event]:
    """Tell events of one name apart by their dates, else by number."""
    names: dict[str, int] = defaultdict(int)
    for event in events:
        names[event.name] += 1
        if names[event.name] > 1:
            event.name = f"{event.name}（{event.date or names[event.name]}）"
        yield event


def find(reading: Reading, geography: Geography, groups: list[Group]) -> Events:
    """Find the events of an article with their participants, holders and places, and add them to the reading.

    `groups` are the titles that people were found with (see `people.find`).
    """
    events = Events(reading)
    for event in _name(events.find()):
        for start, end in event.spans:
            reading.add(Found("event", event.name, start, end, detail=event.kind))
        dated = {"date": event.date} if event.date else {}
        reading.attributes.setdefault(event.key, {}).update(kind=event.kind, **dated)
    if events.events:
        Attendance(reading, geography, events, groups).find()
    return events
