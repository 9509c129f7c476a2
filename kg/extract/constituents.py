"""What a campaign is made of, where the text spells it out: other campaigns, projects, industries, and tasks.

A task is named in plain words (疫情防控, 企业培育), so nothing about the words themselves shows one. The count does:
where a numbered name (“十大攻坚任务”) has a list at its side with just so many items, they are what it is made of.
"""

from __future__ import annotations

import re

from kg import lexicon
from kg.extract.found import Found
from kg.extract.reading import Reading
from kg.text.clean import HAN
from kg.text.numbers import chinese

_SPELLED = re.compile(r"[，—]*(?:即|就是|包括|包含|是指|指的是|——|：|（)")
_PARTS = ("campaign", "project", "industry")
_COUNTED = re.compile(rf"“?(?P<number>[一二三四五六七八九十两\d]{{1,3}})[大项个][{HAN}]{{1,10}}”?")
_ITEM = re.compile(rf"[{HAN}\dA-Za-z“”]{{2,12}}")
_LIST = re.compile(r"(?:[，—]*(?:即|就是|包括|包含|分别是|是)[：:]?|：|（|——)")
_STOP = re.compile(r"[。；：！？\n（）《》]")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,2}是(?:实施|开展|推进|抓好|打好)?")
_MOST = 20  # items: more are a list of something else, and the way back stays short
_LONGEST = 300  # characters: a list longer than that is no list of tasks
_LED = re.compile(rf"以(?P<task>[{HAN}]{{2,12}}?)为(?:统领|引领|总揽|核心|主线|龙头|抓手|根本|保障|支撑|动力)")
_GOVERNING = frozenset(lexicon.data("campaigns")["governing"])


def stretch_after(reading: Reading, end: int) -> tuple[int, int] | None:
    """Where the text behind a campaign says what it is made of: to the end of the sentence, or of the bracket."""
    match = _SPELLED.match(reading.text, end)
    if match is None or (sentence := reading.sentence_at(end - 1)) is None:
        return None
    last = min(sentence.end, end + _LONGEST)
    stop = reading.text.find("）", match.end(), last) if match[0] == "（" else last
    return (match.end() - 1, stop) if stop > match.end() else None


def find(reading: Reading) -> None:
    """Say of every campaign that is spelled out what it includes, among what has been found and the tasks there."""
    for campaign in [f for f in reading.found if f.type == "campaign"]:
        stretch = stretch_after(reading, campaign.end)
        if stretch is not None:
            for part in reading.within(*stretch, *_PARTS):
                _include(reading, campaign, part)
            for match in _LED.finditer(reading.text, *stretch):
                _task(reading, campaign, *match.span("task"))
            for head in _COUNTED.finditer(reading.text, *stretch):
                for start, end in items(reading, *head.span()):
                    _task(reading, campaign, start, end)
        for start, end in items(reading, campaign.start, campaign.end):
            _task(reading, campaign, start, end)


def _number(counted: re.Match[str]) -> int:
    written = counted["number"]
    return int(written) if written.isdigit() else int(chinese(written) or 0)


def _include(reading: Reading, campaign: Found, part: Found) -> None:
    stretch = (min(campaign.start, part.start), max(campaign.end, part.end))
    reading.fact((campaign.type, campaign.name), "includes", (part.type, part.name), [stretch])


def _task(reading: Reading, campaign: Found, start: int, end: int) -> None:
    """The campaign includes what stands there: what was found there already, else a task."""
    known = [f for f in reading.overlapping(start, end, *_PARTS) if f.start <= start and end <= f.end]
    part = known[0] if known else Found("task", reading.text[start:end], start, end)
    if not known and part not in reading.found:
        reading.add(part)
    if part.name != campaign.name:
        _include(reading, campaign, part)


def items(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """The items of the list right before or right behind a numbered name; none unless there are just so many.

    `start` to `end` is the name, in its quotation marks if it has any; the items are stretches of the text.
    """
    counted = _COUNTED.fullmatch(reading.text, start, end)
    number = _number(counted) if counted else 0
    if not 2 <= number <= _MOST:
        return []
    found = _behind(reading, end, number) or _before(reading, start, number)
    return [(past_number(reading.text, a, b), b) for a, b in found]


def past_number(text: str, start: int, end: int) -> int:
    """Where an item begins behind the words that number it: 一是实施|工业强县行动."""
    numbered = _NUMBERED.match(text, start, end)
    return numbered.end() if numbered and end - numbered.end() >= 2 else start


def _behind(reading: Reading, end: int, number: int) -> list[tuple[int, int]]:
    """“三大任务”：甲、乙、丙 or (甲、乙和丙) or 即甲、乙、丙，推动高质量发展."""
    opening, sentence = _LIST.match(reading.text, end), reading.sentence_at(end - 1)
    if opening is None or sentence is None:
        return []
    begin = opening.end()
    stop = _STOP.search(reading.text, begin, min(sentence.end, begin + _LONGEST))
    finish = stop.start() if stop else min(sentence.end, begin + _LONGEST)
    comma = reading.text.find("，", begin, finish)
    for marks, last in (("、", finish), ("、", comma), ("、和与及", finish), ("、和与及", comma), ("、，", finish)):
        items = _split(reading.text, begin, last, marks)
        if len(items) == number and _all_named(reading, items):
            return items
    return []


def _before(reading: Reading, start: int, number: int) -> list[tuple[int, int]]:
    """推进甲、乙、丙“三大任务”: what governs the list stands before the first item and is not of it."""
    sentence = reading.sentence_at(start)
    if sentence is None:
        return []
    floor = max(sentence.start, start - _LONGEST)
    floor = max([floor, *(stop.end() for stop in _STOP.finditer(reading.text, floor, start))])
    finish = start - reading.text.startswith("等", start - 1)
    for marks in ("、", "、，", "、和与及", "、，和与及"):
        pieces = _split(reading.text, floor, finish, marks)
        items = pieces[-number:]
        if len(items) < number or (len(pieces) > number and reading.text[items[0][0] - 1] == "、"):
            continue  # too few, or the list goes on to the left: more than the name counts
        items[0] = (_behind_verbs(reading, *items[0]), items[0][1])
        if _all_named(reading, items):
            return items
    return []


def _split(text: str, start: int, end: int, marks: str) -> list[tuple[int, int]]:
    """The stretches between any of the marks."""
    cuts = [i for i in range(start, end) if text[i] in marks]
    return list(zip([start, *(i + 1 for i in cuts)], [*cuts, end], strict=True))


def _all_named(reading: Reading, items: list[tuple[int, int]]) -> bool:
    """Whether each stretch may be a task's name: a few words, no clause and nobody's name."""
    return all(
        _ITEM.fullmatch(reading.text[a:b])
        and not reading.covered(a, b, "district", "official", "person", "organization")
        for a, b in items
    )


def _behind_verbs(reading: Reading, start: int, end: int) -> int:
    """Where a list begins: behind the verbs that govern it (聚焦打造|项目投资), else with its clause."""
    start = max(start, reading.text.rfind("，", start, end) + 1)
    tokens = list(reading.tokens_in(start, end))
    first = next((i for i, token in enumerate(tokens) if token.word in _GOVERNING), None)
    if first is None:
        return start
    while first + 1 < len(tokens) and tokens[first].word in _GOVERNING:
        first += 1
    return tokens[first].start
