"""Events: meetings, visits, signings, unveilings, starts of works; one for one happening, however often it is named.

`meetings`, `acts` and `visits` find where one is told; here those that tell of the same are made one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from kg.extract import acts, meetings, visits
from kg.extract.happenings import Clauses, Event
from kg.extract.reading import Reading, Sentence

__all__ = ["Event", "Events"]

_LOOK_BACK = 100  # events; what was told before these is not told again
_NEAR = 120  # characters between a festival and 出席启动仪式
_DATED_HEAD = 6  # characters into a paragraph in which the date that opens it begins
_OF_THE_PAPER = re.compile("[讯电]|消息|报道")  # 某报5月12日|讯: the day of the paper
_CONGRESS = "人民代表大会"
_ORDINAL = re.compile("第(?=[一二三四五六七八九十])|全体(?=会议)")
_WORDS_BEFORE = re.compile(r"（[^（）]*）|^(?:全[省市县区]|[省市县区]|\d{4}年(?:度)?|关于|召开)|[“”]")


class Events:
    """The events of one reading, in the order of the text; `mentions` are where each is named (start, end, event)."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.clauses = Clauses(reading)
        self.events: list[Event] = []
        self._visit: Event | None = None  # the last that was told
        self.mentions: list[tuple[int, int, Event]] = []

    def find(self) -> list[Event]:
        """Find all events."""
        for sentence in self.reading.sentences:
            if sentence.paragraph.kind == "heading":
                continue
            told = [
                *meetings.find(self.clauses, sentence),
                *acts.find(self.clauses, sentence),
                *visits.find(self.clauses, sentence),
            ]
            for event in sorted(told, key=lambda e: e.spans[0]):
                self._merge(event, sentence)
        self.events = [event for event in self.events if self._is_told(event)]
        kept = {id(event) for event in self.events}
        self.mentions = sorted((m for m in self.mentions if id(m[2]) in kept), key=lambda m: m[:2])
        self._starts = [start for start, _, _ in self.mentions]
        return self.events

    def named_in(self, start: int, end: int) -> list[tuple[int, int, Event]]:
        """The mentions that begin in a stretch."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, position: int) -> Iterator[Event]:
        """The events named before a position, the last first."""
        last = bisect_left(self._starts, position) - 1
        return (self.mentions[i][2] for i in range(last, max(-1, last - _LOOK_BACK), -1))

    def called(self, words: str, before: int) -> Iterator[Event]:
        """The events named before a position, the last first, whose noun (推介会, not 会议) is in the words."""
        for event in self.before(before):
            if len(event.noun) >= 3 and event.noun in words:
                yield event

    def _is_told(self, event: Event) -> bool:
        """A title alone tells of no meeting that the text does not; a caption of nothing."""
        kinds = {s.paragraph.kind for start, _ in event.spans if (s := self.reading.sentence_at(start))}
        if event.kind == "meeting" and len(self.reading.sentences) >= 4:
            kinds.discard("title")
        return bool(kinds - {"caption"})

    # -- one happening, one event -----------------------------------------------------------------------------------

    def _merge(self, new: Event, sentence: Sentence) -> None:
        known = islice(reversed(self.events), _LOOK_BACK)
        same = next((old for old in known if self._is_same(old, new, sentence)), None)
        if same is None and new.again and (whole := self._part_of(sentence)) is not None:
            self.mentions.append((*new.spans[0], whole))
            return
        if same is None:
            self.events.append(new)
        else:
            _absorb(same, new)
        self._visit = (same or new) if new.visit else self._visit
        self.mentions.append((*new.spans[0], same or new))

    def _is_same(self, old: Event, new: Event, sentence: Sentence) -> bool:
        if old.date and new.date and not (old.date.startswith(new.date) or new.date.startswith(old.date)):
            return False
        if old.visit and new.visit:
            together = (old.guests and new.guests) or bool(old.leaders & new.leaders) or self._go_on(old, new)
            return together and self._same_round(old, sentence)
        if old.kind != new.kind:
            return False
        if old.kind in ("signing", "unveiling", "groundbreaking") or (old.gift and new.gift and old.gift != new.gift):
            return self._same_round(old, sentence)
        if _same_name(old, new) or (self._only_in_title(old) and _shortens(old, new)):
            return True
        # 水晶产业招商推介会, and later 招商推介会上
        return not (old.referred or new.referred) and old.noun[-3:] == new.noun[-3:] and _shortens(new, old)

    def _go_on(self, old: Event, new: Event) -> bool:
        """Whether a visit goes on with one told before: |考察团先后来到…, who pays it is not said again; or tells
        of that in the title: 青田县党政代表团赴云和县考察 is led by somebody."""
        if old.guests or new.guests or old is not self._visit:
            return False
        return new.party or (old.named != new.named and self._only_in_title(old))

    def _part_of(self, sentence: Sentence) -> Event | None:
        """The meeting or festival told of last, of which a ceremony is part, where it is near."""
        start, _, last = self.mentions[-1] if self.mentions else (0, 0, None)
        near = self.reading.sentence_at(start) if last is not None else None
        if last is None or near is None or last.visit or last.referred:
            return None
        return last if sentence.start - near.end <= _NEAR else None

    def _only_in_title(self, event: Event) -> bool:
        return all(self.reading.in_title(start) for start, _ in event.spans)

    def _same_round(self, old: Event, sentence: Sentence) -> bool:
        """In a round-up each dated paragraph tells of its own: 8月10日，…签约。 8月12日，…签约."""
        last = self.reading.sentence_at(old.spans[-1][0])
        if last is None or last.paragraph == sentence.paragraph or last.paragraph.kind == "title":
            return True
        if last.paragraph.place != sentence.paragraph.place:
            return False
        start = sentence.paragraph.start
        i = bisect_left(self.reading.dates, start, key=lambda date: date.start)
        opening = self.reading.dates[i] if i < len(self.reading.dates) else None
        if opening is None or opening.start > start + _DATED_HEAD or not opening.iso:
            return True
        if old.date and opening.iso.startswith(old.date):
            return True  # the second of the days that a visit takes
        return _OF_THE_PAPER.match(self.reading.text, opening.end) is not None


def _same_name(old: Event, new: Event) -> bool:
    """Whether two names are of one meeting: the same but for the words before, or one the end of the other."""
    a, b = (_WORDS_BEFORE.sub("", _shorter(event.name)) for event in (old, new))
    if a == b:
        return True
    if old.referred and new.referred:
        # the conferences on one campaign, of the province and of the city
        quoted = re.search(r"“([^”]+)”", old.name)
        if quoted and quoted[0] in new.name and old.noun == new.noun:
            return True
    if old.referred != new.referred:
        return not old.referred and len(b) >= 4 and a.endswith(b)
    return a.endswith(b) or b.endswith(a) or (min(len(a), len(b)) >= 6 and (a in b or b in a))


def _shorter(name: str) -> str:
    """A session's name as it is said for short: 八届人大一次会议, not 第八届人民代表大会第一次会议."""
    name = name.removesuffix("议") if name.endswith("会议") else name
    return _ORDINAL.sub("", name).replace("人民代表大会", "人大") if _CONGRESS in name else name


def _shortens(title: Event, new: Event) -> bool:
    """Whether a title's name leaves out words of the full one: 水价调整听证会, 城市供水价格调整听证会."""
    rest = iter(new.name)
    return title.noun[-1:] == new.noun[-1:] and all(char in rest for char in _WORDS_BEFORE.sub("", title.name))


def _absorb(old: Event, new: Event) -> None:
    """Make the event that is told again one with what was told before, under the better name."""
    old.spans += new.spans
    old.leaders |= new.leaders
    if len(new.date) > len(old.date):
        old.date = new.date
    longer = new.kind == "meeting" and new.weight >= 3 and len(new.name) > len(old.name)
    if new.weight > old.weight or (new.weight == old.weight and longer):
        old.name, old.weight, old.noun = new.name, new.weight, new.noun or old.noun
