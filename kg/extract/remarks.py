"""Who says something at an event, where the text says no more than what: 县长某某强调; 座谈会上，某某介绍了…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import lexicon
from kg.extract.reading import Found, Reading, Sentence
from kg.extract.titles import Group

_DATA = lexicon.data("events")
_PEOPLE = ("official", "person")
_HEAD = re.compile(
    rf"在?[^，。；、]{{0,24}}?{lexicon.alternation([*_DATA['remarked'], *(f'{n}上' for n in _DATA['meetings'])])}，?"
)
_SAYS = re.compile(
    rf"(?:同志)?(?:代表[^，。；]{{2,20}}?)?(?:在[^，。；]{{2,24}}?[时后中上]，?|最后|同时|随后|还|并|，)?"
    rf"(?:{lexicon.alternation(_DATA['remarks'])}|(?:[就对围][^。；]{{2,40}}?)?提出了?[^。]{{0,60}}?要求)"
)
# 仪式上，县长某某|对考察团表示欢迎, |介绍了…: said to all who are there
_TELLS = re.compile(
    rf"(?:同志)?(?:代表[^，。；]{{2,20}}?)?(?:[就对向围][^，。；]{{2,40}}?)?(?:先后|分别|还|首先|详细|重点|简要)?{lexicon.alternation(_DATA['told'])}"
)
_THERE = re.compile("会上|仪式上|讲话中")
_NO_DEED = re.compile("的|说，|是")
_AT_IT = re.compile("上|[谈见动][中时现]")  # which no head is without
_LONGEST_HEAD = 34
_CHAIN = 4  # places and bodies before a title: 浙江省丽水市青田县水利局


class Remarks:
    """Finds those who speak at what a sentence of one reading goes on about; `groups` are the titles found in it."""

    def __init__(self, reading: Reading, groups: list[Group]) -> None:
        self.reading, self.text = reading, reading.text
        self._title_at = {group.start: group.end for group in groups}

    def speakers(self, sentence: Sentence) -> Iterator[tuple[Found, int, int, bool]]:
        """Those whom the sentence has say something, from where to where it tells so, and whether it says that it is
        there: 会上."""
        has_head = _AT_IT.search(self.text, sentence.start, min(sentence.end, sentence.start + _LONGEST_HEAD))
        head = _HEAD.match(self.text, sentence.start, sentence.end) if has_head else None
        start = head.end() if head else sentence.start
        first = self._person(start, sentence)
        if first is None:
            return
        says = _SAYS.match(self.text, first.end, sentence.end)
        if says is None and head is not None:
            says = _TELLS.match(self.text, first.end, sentence.end)
        if says is not None:
            there = head is not None or _THERE.search(self.text, first.end, says.end()) is not None
            yield first, first.end, says.end(), there
        elif head is not None and not _NO_DEED.match(self.text, first.end):
            yield first, first.end, first.end, True

    def _person(self, start: int, sentence: Sentence) -> Found | None:
        """The person named at the position, or behind the title that begins there: |青禾镇镇长林远舟."""
        people = self.reading.starting_at(self._title_end(start), *_PEOPLE)
        return max(people, key=lambda f: f.end, default=None)

    def _title_end(self, start: int) -> int:
        """Where a title ends that begins at the position, or behind the places and bodies named there."""
        at = start
        for _ in range(_CHAIN):
            if at in self._title_at:
                return self._title_at[at]
            bodies = self.reading.starting_at(at, "organization", "district")
            if not bodies:
                break
            at = max(f.end for f in bodies)
        return start
