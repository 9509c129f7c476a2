"""Who stands before a word that gives a role: people, and the bodies and places of a list."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg import lexicon
from kg.extract.happenings import Event
from kg.extract.meetings import HOLD
from kg.extract.reading import Found, Reading, Sentence
from kg.extract.titles import Group

_DATA = lexicon.data("events")
_PEOPLE = ("official", "person")
# 部分市人大代表, 各乡镇主要负责人: of a list too, though they name nobody
_UNNAMED = (
    rf"(?<=[，、及和])[^，。；、了对向把将在]{{1,18}}?{lexicon.alternation(_DATA['list_people'])}"
    r"(?=[，、和及等与]|以及|$)"
)
# 远山集团|作为龙头企业|应邀参加: as what it comes
_AS_WHAT = r"，?作为[^，。；]{2,40}?(?=，|应邀|受邀|$)"
# 县委办|、安监、消防等单位|负责人: of what they are named for short
_SHORT_NAMES = "(?:[、及和][一-鿿]{2,6}?){1,6}等(?:相关|有关)?(?:部门|单位)"
# 县武装部、|某某支队|、青禾镇: one of the list that was not found
_NOT_FOUND = "、[^，。；、了对向把将在的以]{2,8}(?=[、和及])"
_LIST_WORD = lexicon.alternation(_DATA["list_words"])
_JOINT = re.compile(rf"(?:{_UNNAMED}|{_SHORT_NAMES}|{_AS_WHAT}|{_NOT_FOUND}|{_LIST_WORD}| |（[^（）]{{1,16}}）)*+")
_SHORT_TAIL = re.compile(r"[^，。；]{0,14}")
# 县水利局、县住建局|等重点项目牵头部门|汇报
_KIND_TAIL = re.compile(
    r"等[^，。；]{2,30}?(?:部门|单位|企业|乡镇|街道|镇街)(?:主要|有关|相关)?(?:负责人|负责同志|领导|代表)?(?:分别|先后|依次)?"
)
_TAIL = re.compile(lexicon.alternation(_DATA["list_tails"]))
# 青禾镇|党政领导班子成员, 青禾镇|、石门镇
_SENDS = re.compile("[、和等]|党政|主要(?:领导|负责)|负责|领导班子|班子|相关负责|有关负责")
_HELD = re.compile(rf"{HOLD}了?$")
# 县政府|各部门负责人, 镇人大|代表: others than the body itself
NOT_ITSELF = re.compile("部分|(?:各|所属|有关|相关)部门|各单位|(?<=人大)代表|(?<=政协)委员")
_EACH = re.compile("各[市州县区盟旗省、（）和]{0,8}\\Z")
_TOGETHER = re.compile("(?:合作|联合|共同)(?:创办|举办|共建|建设|成立|组建|开发|打造)")
_LISTED = tuple("、，和与及以等（")
_LED = 40  # characters behind 率领 in which the name of the group it leads ends


class Participants:
    """Answers who takes part, from what has been found in a reading; `groups` are the titles found in it."""

    def __init__(self, reading: Reading, groups: list[Group]) -> None:
        self.reading, self.text = reading, reading.text
        self._titles = sorted((group.start, group.end) for group in groups)
        self._title_starts = [start for start, _ in self._titles]

    def named(self, start: int, end: int) -> list[Found]:
        """People, and bodies and places that stand in a list, between the positions; `end` is where the verb is."""
        things = outermost(self.reading.within(start, end, *_PEOPLE, "organization", "district"))
        listed = self._listed(things, end)
        return [f for f in things if f.type in _PEOPLE or f in listed]

    def told_behind(self, start: int, end: int) -> list[Found]:
        """People, and bodies and places that send somebody, where all stand behind the verb: 出席会议的有|甲."""
        things = outermost(self.reading.within(start, end, *_PEOPLE, "organization", "district"))
        begin = {f.start for f in things}
        return [
            f
            for f in things
            if f.type in _PEOPLE
            or not (
                self.before_title(f)
                or NOT_ITSELF.match(self.text, f.end)
                or (self.in_title(f.start) and self.in_title(f.end - 1))
                or f.end in begin
                or (f.type == "district" and not _SENDS.match(self.text, f.end))
            )
        ]

    def joined(self, start: int, end: int) -> bool:
        """Whether nothing but marks and words of a list stand between the positions."""
        return _JOINT.fullmatch(self.text, start, end) is not None

    def listed_with(self, first: Found, second: Found) -> bool:
        """Whether nothing but a mark and the title of the second stand between two people."""
        between = bisect_right(self._title_starts, second.start) - 1
        start = self._titles[between][0] if between >= 0 and self._titles[between][0] > first.end else second.start
        return self.joined(first.end, start) and start > first.end

    def in_title(self, position: int) -> bool:
        """Whether the position is part of somebody's title."""
        i = bisect_right(self._title_starts, position) - 1
        return i >= 0 and position < self._titles[i][1]

    def before_title(self, thing: Found) -> bool:
        """Whether somebody's title begins right behind a body: 县发改局|副局长某某."""
        i = bisect_right(self._title_starts, thing.end) - 1
        return i >= 0 and self._title_starts[i] == thing.end

    def group_at(self, position: int, sentence: Sentence) -> Found | None:
        """The group that someone leads: 带领|考察团."""
        bodies = self.reading.within(position, min(sentence.end, position + _LED), "organization")
        longest = max((f for f in bodies if f.start == position), key=lambda f: f.end, default=None)
        return longest if longest is not None and longest.detail == "group" else None

    def parties(self, event: Event, sign: int, sentence: Sentence, others: bool) -> list[Found]:
        """The parties to what is signed: A与B签署…, 代表A和B签订…, A、B、C…签约仪式; `others` says that
        people are named as well."""
        text = self.text
        named = next((start for start, end in event.spans if start <= sign <= end), sentence.start)
        start = max(named, text.rfind("，", sentence.start, sign) + 1)
        if (stand_for := text.rfind("代表", sentence.start, sign)) >= 0:
            start = stand_for
        together = _TOGETHER.search(text, start, sign)  # 甲与乙合作创办|丙的协议
        found = outermost(
            self.reading.within(start, together.start() if together else sign, "organization", "district")
        )
        parties = [f for f in found if not self.in_title(f.start)]
        if len(parties) + others < 2 and not (parties and re.search(r"[与和同]", text[start:sign])):
            return []
        before_place = {f.start for f in parties if f.type == "district"}
        return [f for f in parties if text[f.start - 1 : f.start] != "在" and f.end not in before_place]

    def _listed(self, things: list[Found], verb: int) -> set[Found]:
        """The bodies and places that are of a list of participants, and no part of a title, a scene or a subject."""
        listed: set[Found] = set()
        # from the last to the first: whether a list goes on to the verb, or else on to people
        lists = [(False, False)] * len(things)
        for i in range(len(things) - 1, -1, -1):
            thing, j = things[i], i + 1
            while j < len(things) and things[j].start < thing.end:
                j += 1
            if j == len(things):
                lists[i] = (self._ends_list(thing.end, verb), False)
            elif self.joined(thing.end, things[j].start):
                lists[i] = lists[j]
            else:
                lists[i] = (False, things[j].type in _PEOPLE)
            to_verb, to_people = lists[i]
            if j < len(things) and things[j].type in _PEOPLE and not self.text.startswith(_LISTED, thing.end):
                continue  # 青禾县|领导甲、乙: a title, though it is no office
            goes_on = to_verb or (to_people and self.text.startswith(("、", "，", "和"), thing.end))
            if goes_on and thing.type not in _PEOPLE and self._can_attend(thing, to_verb):
                listed.add(thing)
        return listed

    def _ends_list(self, end: int, verb: int) -> bool:
        if self.joined(end, verb) or _KIND_TAIL.fullmatch(self.text, end, verb):
            return True
        return _SHORT_TAIL.fullmatch(self.text, end, verb) is not None and _TAIL.match(self.text, end) is not None

    def _can_attend(self, thing: Found, unnamed: bool) -> bool:
        """Whether a body or a place is no scene and no part of somebody's title; `unnamed`: nobody bears the title
        (县水利局负责人|参加), so that it stands for the body."""
        if NOT_ITSELF.match(self.text, thing.end):
            return False
        if _EACH.search(self.text, max(0, thing.start - 10), thing.start):
            return False  # 各州、市、|县人民政府
        before = self.text[max(0, thing.start - 6) : thing.start]
        if before.endswith(tuple("在到赴对向就来为")) or _HELD.search(before):
            return False
        in_title = self.before_title(thing) or (self.in_title(thing.start) and self.in_title(thing.end - 1))
        return unnamed or not in_title


def outermost(things: list[Found]) -> list[Found]:
    """Those of the things, in the order of the text, that are no part of the name of a body among them."""
    rows: list[Found] = []
    last: Found | None = None  # the body that reaches furthest
    for f in sorted(things, key=lambda f: (f.start, -f.end)):
        if last is not None and f.end <= last.end and (f.start, f.end) != (last.start, last.end):
            continue
        rows.append(f)
        if f.type == "organization" and (last is None or f.end > last.end):
            last = f
    return rows
