"""Signings, unveilings, beginnings and ends of works, and meetings with guests: told by a verb, named by its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import lexicon
from kg.extract.happenings import DATE, Clauses, Event
from kg.extract.reading import Sentence
from kg.text.sought import Sought

_DATA = lexicon.data("events")
_PAPER, _WORKS = lexicon.alternation(_DATA["papers"]), lexicon.alternation(_DATA["works"])
_SIGN = re.compile(
    rf"(?:签署|签订|签下|签约)了?[^，。；！？]{{0,40}}?{_PAPER}|签[约字]仪式|见证[^，。；]{{0,8}}签约"
    rf"|(?:举行|举办)[^，。；]{{0,20}}签约|(?:的|作|资|项目|框架){_PAPER}[^，。；！？的与和]{{0,16}}?(?:签署|签订|签约)(?=[，。；！？]|$)"
)
_UNVEIL = re.compile("揭牌仪式|揭牌|揭幕|正式挂牌|挂牌成立")
_START = re.compile(
    rf"集中(?:开工|开建|签约|竣工)(?:仪式|活动)?|{_WORKS}(?:动员)?(?:奠基)?(?:仪式|典礼|大会|活动)"
    rf"|宣布[^，。；！？]{{2,40}}?(?:开工|投产|通车|竣工)|(?:正式|同时|顺利|全面|成功|全线|双线){_WORKS}"
)
# 7月7日，青禾产业园二期项目开工: begun on a day
_BUILT = lexicon.alternation([*lexicon.data("projects")["ways"], *_DATA["built"]])
_BEGUN = re.compile(rf"{_BUILT}{DATE}(?:在[^，。；]{{2,14}}?)?{_WORKS}(?=[，。；])")
_NOT_YET = re.compile("将|拟|计划|预计|力争|确保|争取|年底|未|已|如期|即将|尽快")
_ON_A_DAY = re.compile(r"(?:日|近日|日前|今天|昨天)(?:[上下中]午)?，?\Z")
_DAY = re.compile(r"\d日|近日|日前|今天|昨天")
# 甲会见乙; 甲与乙一行座谈
_MEET = Sought(
    rf"(?:{lexicon.alternation(_DATA['meet'])}|(?<=一行)(?:举行|进行)?(?:座谈|会晤|洽谈)(?!会))了?",
    [*_DATA["meet"], "举行", "进行", "座谈", "会晤", "洽谈"],
)
# 开工率, 开工建设, 开工后: the state of works, and no day on which they began
_STATE = re.compile(r"率|时间|建设(?!现场)|的(?!仪式)|后")
_THERE = re.compile(r"(?:出席|参加|参与|见证)了?(?=[^，。；]{0,40}$)")
# 签约仪式前，…; 在签约仪式上，…: no name
_JUST_THERE = re.compile("在?(?:随后|当天)?(?:[举召]行的)?")
# 签约仪式后举行了|奠基仪式; 甲在|奠基仪式上致辞
_BEHIND_ANOTHER = re.compile("[^，。；]{0,12}?(?:仪式|会议|活动)(?:结束)?之?后(?:还|又)?(?:举行|举办)了?")
_SOMEBODY_AT = re.compile("在(?:随后的?|当天的?)?(?:[举召]行的)?\\Z")
_BOTH = re.compile("双方(?:正式|共同)?举行了?(?=.{3})")  # 双方举行了|…协议签约仪式
_GIVE = re.compile(
    rf"{lexicon.alternation(_DATA['give'])}(?:了|给|人民币|价值|现金){{0,2}}(?=[^，。；！？的]{{0,12}}?(?:[\d一二两三四五六七八九十百千万]|等|给))"
)
_OF_WORKS = frozenset(["集中", "宣布", *_DATA["works"]])  # one of which is in whatever tells of works
# one of which is in each act that is told
_ANY = ["签", "揭", "挂牌", "捐", "赠", *_OF_WORKS, *_DATA["meet"], "座谈", "会晤", "洽谈"]
_CUES = Sought(lexicon.alternation(_ANY), _ANY)
_SUMMED = re.compile(lexicon.alternation(_DATA["summed"]))
_GIVERS = ("organization", "district", "official", "person")
# 甲公司|近日分别向乙学校、丙学校各|捐赠; 县妇联|组织企业前往石门村，|捐赠
_GIVING = re.compile(
    r"(?:[^，。；]{0,4}(?:组织|协调|邀请|联合|联系|发动)[^。；！？向]{2,30}?)?"
    r"(?:(?:先后|分别)?(?:前往|到|赴|走进|深入|来到)[^。；！？向]{2,50}?，?)?"
    rf"(?:的(?:企业|职工|干部|党员|居民|群众|志愿者|爱心人士))?[^，。；！？的]{{0,8}}?，?{lexicon.alternation(_DATA['gives'])}?(?:(?:向|为|给|对)[^。；！？]{{2,60}}?[各共]?)?"
)
_CALLED = re.compile("[^，。；]{0,4}(?:组织|协调|发动|号召)")  # 县妇联|组织企业捐赠
_TAKES, _GOES = re.compile("[向为给]"), re.compile("前往|赴|走进|深入|来到")
_BACK = 60  # characters before the clause of a gift in which the giver is named
_LONGEST_GIFT = 24
_MOST_HOSTS = 12
_BARE = 12  # characters before 签约仪式 that make no good name of it
_LONGEST_MEETING = 24  # characters of its name behind the verb


def find(clauses: Clauses, sentence: Sentence) -> Iterator[Event]:
    """The acts of a sentence; what somebody only speaks of is none."""
    text, low, high = clauses.text, sentence.start, sentence.end
    cues = {cue[0] for cue in _CUES.find(clauses.reading.begun, low, high)}
    if not cues:
        return
    works = not cues.isdisjoint(_OF_WORKS)
    told = (
        (_SIGN, "signing", "签" in cues),
        (_UNVEIL, "unveiling", "揭" in cues or "挂牌" in cues),
        (_START, "groundbreaking", works),
    )
    for pattern, kind, may_be in told:
        if not may_be:
            continue
        for match in pattern.finditer(clauses.text, sentence.start, sentence.end):
            if clauses.spoken(match.start(), sentence):
                continue
            actual = "signing" if "签约" in match[0] or "签字" in match[0] else kind
            ceremony = "仪式" in match[0]
            if actual == "groundbreaking" and not ceremony and _STATE.match(clauses.text, match.end(), match.end() + 2):
                continue
            start = clauses.start(match.start(), sentence)
            weight = 1 + ceremony + (sentence.paragraph.kind != "title")
            end = match.end() + 2 * (actual == "signing" and text.startswith("仪式", match.end()))
            if another := _BEHIND_ANOTHER.match(text, start, match.start()):
                start = another.end()
            elif ceremony and _SOMEBODY_AT.search(text, start, match.start()):
                start, weight = match.start(), 0
            if both := _BOTH.match(text, start, end - 2):
                start = both.end()
            if there := _THERE.search(clauses.text, start, match.start()):
                # 县委书记甲等参加|签约仪式: who is there is not of its name
                start = there.end()
                weight = weight if match.start() - start > _BARE else 0
            if _JUST_THERE.fullmatch(text, start, match.start()):
                weight = 0
            yield clauses.event(actual, start, end, "仪式", weight)
    for match in _BEGUN.finditer(text, low, high) if works else ():
        start = clauses.start(match.start(), sentence)
        if (
            not clauses.spoken(match.start(), sentence)
            and (_ON_A_DAY.search(text, max(sentence.start, start - 12), start) or _DAY.search(match[0]))
            and not _NOT_YET.search(clauses.text, start, match.end())
        ):
            yield clauses.event("groundbreaking", start, match.end(), "仪式", 3)
    if sentence.paragraph.kind != "caption":
        yield from _received(clauses, sentence)
        if "捐" in cues or "赠" in cues:
            yield from _given(clauses, sentence)


def _given(clauses: Clauses, sentence: Sentence) -> Iterator[Event]:
    """甲向乙捐赠了20台电脑; what is given all in all (累计捐赠) is no one act."""
    text = clauses.text
    for match in _GIVE.finditer(text, sentence.start, sentence.end):
        start, end = clauses.start(match.start(), sentence), clauses.end(match.end(), sentence)
        if clauses.spoken(match.start(), sentence) or _SUMMED.search(text, start, match.end()):
            continue
        givers = [
            f
            for f in clauses.reading.within(max(sentence.start, start - _BACK), match.start(), *_GIVERS)
            if _GIVING.fullmatch(text, f.end, match.start())
            and not _TAKES.search(text, start, max(start, f.start))
            and not _GOES.search(text, max(sentence.start, start - _BACK), f.start)
            and (f.type != "district" or f.start == start or text[f.end] == "的")
        ]
        if not givers:
            continue
        giver = max(givers, key=lambda f: (f.end, -f.start))
        event = clauses.event("activity", giver.start, min(end, match.end() + _LONGEST_GIFT), "捐赠", 2)
        event.gift, event.bodies = "given", [giver] if text[giver.end] != "的" else []
        event.called = bool(_CALLED.match(text, giver.end, match.start()))
        event.brought = giver.end if "捐款" not in match[0] else 0
        yield event


def _received(clauses: Clauses, sentence: Sentence) -> Iterator[Event]:
    """甲会见乙一行."""
    for match in _MEET.find(clauses.reading.begun, sentence.start, sentence.end):
        start, end = clauses.start(match.start(), sentence), clauses.end(match.end(), sentence)
        if clauses.spoken(match.start(), sentence) or not clauses.reading.within(start, end, "official", "person"):
            continue
        start = _first_of_hosts(clauses, start, sentence)
        event = clauses.event("visit", start, min(end, match.end() + _LONGEST_MEETING), "会见", 2)
        event.guests = True
        yield event


def _first_of_hosts(clauses: Clauses, start: int, sentence: Sentence) -> int:
    """Where those who receive are first named: |县委书记甲，县长乙|会见丙."""
    for _ in range(_MOST_HOSTS):
        before = clauses.reading.ending_at(start - 1, "official", "person")
        if start <= sentence.start or clauses.text[start - 1] not in "，、" or not before:
            break
        start = clauses.start(min(f.start for f in before), sentence)
    return start
