"""What an event is, and the clause in which it is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate

from kg import lexicon
from kg.extract.reading import Found, Reading, Sentence

_SPEECH = re.compile(lexicon.alternation(lexicon.data("events")["speech"]))
# 按照县委|要求, 提出具体|要求，副县长…参加: what is asked, and nobody is heard
_ASKED = re.compile(r"(?:(?:提出|按照|根据|依照|按|遵照|符合|落实)[^，。；：]{0,24}|目的和|任务和|具体|明确|有关)\Z")
_AND_SAYS_WHAT = re.compile("：|，(?:要|必须|应|一[是要]|切实|强调|指出|希望|各)")
_TIME_OF_DAY = r"(?:[上下中]午|晚上?|晚间|凌晨)?"
DATE = (
    r"(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日|近日|日前|[今昨](?:天|日|（\d{1,2}）日)|当天|当日|次日)?"
    r"(?:至\d{1,2}日)?"
)
_QUOTES, _BRACKETS = re.compile("[“”]"), re.compile("[（）]")
_COMMA = re.compile("[，；：]")
DATE_HEAD = re.compile(rf"(?:据悉|据了解)?{DATE}{_TIME_OF_DAY}，?")
_YEAR_ONLY = len("2022")
_LONGEST_CLAUSE = 50  # of an act, before the word that tells it
_REACH = 200  # no clause is read further than this


@dataclass
class Event:
    """A happening: its kind, its name, the stretches of text that name it, and its date (ISO, "" where not told).

    `again` says that it may be part of what was told before (出席启动仪式).
    `noun` is what it may be called by later; `referred` says that it is only referred to (贯彻落实…会议精神);
    `weight` how good the name is. Of a visit, `leaders` are the names of those who pay it and of their party, and
    `bodies` pay it where no person is named, and `party` is set where it is only called 考察团; a meeting with guests
    has `guests` set. `gift` tells of what is given whether it is the giving (given) or a ceremony of it (ceremony),
    `called` whether who is named has others give, and
    `brought` from where on in the text it is named to where it is brought.
    """

    kind: str
    name: str
    spans: list[tuple[int, int]]
    date: str = ""
    noun: str = ""
    referred: bool = False
    weight: int = 0
    leaders: set[str] = field(default_factory=set)
    bodies: list[Found] = field(default_factory=list)
    party: bool = False
    guests: bool = False
    gift: str = ""
    called: bool = False
    brought: int = 0
    again: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """The event as facts name it: (type, name)."""
        return ("event", self.name)

    @property
    def named(self) -> bool:
        """Whether a person is named who pays the visit."""
        return not (self.party or self.bodies)

    @property
    def visit(self) -> bool:
        """Whether somebody goes somewhere: a visit or an inspection."""
        return self.kind in ("visit", "inspection")


class Clauses:
    """Where the clauses of a reading begin and end, what in them is quoted, and what is said by somebody."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self._quotes, self._brackets = _depths(self.text)

    @cached_property
    def _said(self) -> list[int]:
        return [
            match.end()
            for match in _SPEECH.finditer(self.text)
            if not self._in_name(match.start()) and not self._asked(match)
        ]

    def _asked(self, speech: re.Match[str]) -> bool:
        """Whether the word is a noun: 按照县委要求, 提出具体要求，副县长…参加."""
        return (
            speech[0] in ("要求", "指示")
            and _ASKED.search(self.text, max(0, speech.start() - 30), speech.start()) is not None
            and not _AND_SAYS_WHAT.match(self.text, speech.end())
        )

    def _in_name(self, position: int) -> bool:
        """Whether the character is one of a name: 林说远."""
        token = self.reading.token_at(position)
        return (token is not None and token.tag == "PER" and token.start < position) or self.reading.covered(
            position, position + 1, "official", "person"
        )

    def quoted(self, position: int, floor: int) -> bool:
        """Whether a quotation or a bracket opened behind `floor` is still open at the position."""
        return self._quotes.grows(floor, position) or self._brackets.grows(floor, position)

    def spoken(self, position: int, sentence: Sentence) -> bool:
        """Whether what stands at the position is something said: 强调，要加强检查."""
        i = bisect_left(self._said, sentence.start + 1)
        return (i < len(self._said) and self._said[i] <= position) or self.quoted(position, sentence.start)

    def start(self, position: int, sentence: Sentence) -> int:
        """Where the clause of an act begins, behind the date at its head."""
        begin = floor = max(sentence.start, position - _REACH)
        for mark in _COMMA.finditer(self.text, floor, position):
            if not self.quoted(mark.start(), sentence.start):
                begin = mark.end()
        head = DATE_HEAD.match(self.text, begin, position)
        return max(head.end() if head else begin, position - _LONGEST_CLAUSE)

    def end(self, position: int, sentence: Sentence) -> int:
        """Where the clause ends."""
        last = min(sentence.end, position + _REACH)
        return next((i for i in range(position, last) if self.text[i] in "，；。！？"), last)

    def event(
        self, kind: str, start: int, end: int, noun: str, weight: int, referred: bool = False, before: int = 0
    ) -> Event:
        """The event that the text names from `start` to `end`, with the date said before it (or before `before`)."""
        sentence = self.reading.sentence_at(start)
        at = before or max(start, sentence.start + 1 if sentence else 0)
        date = "" if referred else self.reading.date_before(at) or self._date_behind(end)
        if len(date) == _YEAR_ONLY and sentence and date not in self.text[sentence.start : at]:
            date = ""  # …学校创办于1907年。…今天的开工仪式: a year of something else
        return Event(kind, plain(self.text[start:end]), [(start, end)], date, noun, referred, weight)

    def _date_behind(self, end: int) -> str:
        """The day of 全县安全生产会议于|5月11日|召开, 全县安全生产会议|5月11日|召开."""
        at = bisect_left(self.reading.dates, end, key=lambda date: date.start)
        dated = self.reading.dates[at] if at < len(self.reading.dates) else None
        return dated.iso if dated is not None and dated.start == end + self.text.startswith("于", end) else ""


class _Depth:
    """How many of a kind of mark are open before each character of a text."""

    def __init__(self, text: str, marks: re.Pattern[str]) -> None:
        self._places = [mark.start() for mark in marks.finditer(text)]
        self._depths = list(accumulate((1 if text[at] in "“（" else -1 for at in self._places), initial=0))

    def grows(self, start: int, end: int) -> bool:
        """Whether more are open at the end of a stretch than at its start."""
        depths, places = self._depths, self._places
        return depths[bisect_left(places, end)] > depths[bisect_left(places, start)]


@lru_cache(maxsize=2)  # asked three times of each article
def _depths(text: str) -> tuple[_Depth, _Depth]:
    return _Depth(text, _QUOTES), _Depth(text, _BRACKETS)


_PLAIN = dict.fromkeys(map(ord, "\n 《》"))


def plain(name: str) -> str:
    """A name without line ends, spaces and the marks of titles."""
    return name.translate(_PLAIN)
