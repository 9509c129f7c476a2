"""Where that is named which a word stands for: in the sentences before it, if one thing there fits.

Nothing is chosen between two that fit as well. A firm called in short (远山集团) is that firm and no second one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from kg import lexicon
from kg.extract.happenings import Clauses
from kg.extract.participants import outermost
from kg.extract.reading import Found, Reading, Sentence
from kg.recognise import Token

_DATA = lexicon.data("coreference")
_HAVING = tuple(_DATA["having"])
_DONE_TO = frozenset(_DATA["done_to"])
_ALONG = re.compile(rf"[^，。；]{{0,4}}?(?:等|一同)?{lexicon.alternation(_DATA['along'])}")
_LIST_GOES_ON = re.compile(r"在?[、和与同跟及]|—+")
_LEGAL_FORM = re.compile(r"(?:股份|责任)?(?:有限)?(?:责任)?公司$")
_MARKS = "，。；：！？\n"
_BACK = 3  # sentences back in which a thing is named that a word stands for
_REACH = 240  # characters of a sentence that are looked at


class Antecedents:
    """Looks for what is named before a position of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.text
        self.clauses = Clauses(reading)
        self._starts = [sentence.start for sentence in reading.sentences]

    def stretches(self, position: int, paragraphs: int = 1) -> Iterator[tuple[int, int]]:
        """The sentence up to the position, then those before it, the nearest first: in its paragraph, and in so many
        before that. What stands in another section is of another place."""
        last = bisect_right(self._starts, position) - 1
        if last < 0:
            return
        sentences = self.reading.sentences
        here = sentences[last]
        yield max(here.start, position - _REACH), position
        before = here.paragraph
        for sentence in reversed(sentences[max(0, last - _BACK) : last]):
            if sentence.paragraph != before:
                before, paragraphs = sentence.paragraph, paragraphs - 1
                if paragraphs < 0 or not _goes_on(here, sentence):
                    return
            yield sentence.start, min(sentence.end, sentence.start + _REACH)

    def one(self, position: int, types: tuple[str, ...], fits: Callable[[Found], bool], noun: str = "") -> Found | None:
        """The one thing that fits, in the nearest sentence that names any; None where two fit as well. Of several the
        one whose name ends in the noun fits best: of 甲公司 and 乙集团 the first is 该公司."""
        for start, end in self.stretches(position):
            fitting = [f for f in self.reading.within(start, end, *types) if fits(f)]
            if fitting:
                best = [f for f in fitting if noun and f.name.endswith(noun)]
                return self._only(fitting) or self._only(best)
        return None

    def _only(self, fitting: list[Found]) -> Found | None:
        """The only one of the things. 甲集团旗下的乙公司 is about the second; who has been spoken of by such a word and
        is again the first of a sentence is spoken of still."""
        rows = [f for f in outermost(fitting) if not self._has_next(f, fitting)]
        things = distinct(rows)
        if len(things) == 1:
            return things[0]
        again = [f for f in things if f.named and f.start == min(thing.start for thing in things)]
        return again[0] if len(again) == 1 else None

    def _has_next(self, thing: Found, fitting: list[Found]) -> bool:
        after = self.text[thing.end : thing.end + 8].startswith(_HAVING)
        return after and any(0 < f.start - thing.end <= 8 for f in fitting)

    # -- people -------------------------------------------------------------------------------------------------------

    def person(self, position: int, fits: Callable[[Found], bool]) -> tuple[Found, bool] | None:
        """Who the nearest sentence that names people is about: the only one who does something in it; and whether it
        names nobody else."""
        for start, end in self.stretches(position):
            people = [f for f in self.reading.within(start, end, "official", "person") if fits(f)]
            doing = [f for f in people if not self._is_done_to(f, start)]
            if not doing:
                if len(distinct(people)) == 1 and end < position:
                    return None  # 看望了林远舟。他…: either
                continue
            who = distinct(self._leading(doing, end))
            return (who[0], len(distinct(people)) == 1) if len(who) == 1 else None
        return None

    def _is_done_to(self, person: Found, floor: int) -> bool:
        """Whether a verb or a preposition before the name, in its clause, makes it an object: 会见|…林远舟."""
        clause = max(floor, *(self.text.rfind(mark, floor, person.start) + 1 for mark in _MARKS))
        return any(token.word in _DONE_TO for token in self.reading.tokens_in(clause, person.start))

    def _leading(self, people: list[Found], end: int) -> list[Found]:
        """Those of the people who do not only go along: not 县长甲、|副县长乙|陪同."""
        leading: list[Found] = []
        along = False
        for i in range(len(people) - 1, -1, -1):
            following = people[i + 1] if i + 1 < len(people) else None
            listed = following is not None and self._is_listed(people[i].end, following.start)
            if not listed:
                along = _ALONG.match(self.text, people[i].end, end) is not None
            if not along:
                leading.append(people[i])
        return leading[::-1]

    def _is_listed(self, start: int, end: int) -> bool:
        """Whether nothing but marks, joints and the title of the next stands between two people."""
        words = list(self.reading.tokens_in(start, end))
        joined = bool(words) and words[0].word in ("、", "，", "和", "与", "及")
        return joined and not any(word.tag in ("v", "p", "d") for word in words)

    # -- several ------------------------------------------------------------------------------------------------------

    def several(
        self, position: int, count: int, parties: Callable[[int, int], list[Found]], joined: bool = False
    ) -> list[Found]:
        """As many things as the word says, in the nearest sentence that names so many, those named since among them;
        of more, or where they must be `joined`, the two that 与 joins."""
        since: list[Found] = []
        # two that 与 joins are kept in mind for longer than one thing among others
        for start, end in self.stretches(position, _BACK if joined else 1):
            rows = parties(start, end)
            things = distinct(rows)
            if len(things) > count or (joined and len(things) == count == 2):
                things = self._pair(rows) if count == 2 else []
            elif len(things) < count:
                since += things
                continue
            return things if all(any(_is_one(f, thing) for thing in things) for f in since) else []
        return []

    def _pair(self, rows: list[Found]) -> list[Found]:
        """The two that 与, 和 or 同 joins, if it joins no others."""
        pairs = []
        for i, first in enumerate(rows[:-1]):
            second = rows[i + 1]
            lists = len(rows) > 2 and self.text.startswith("、", first.end)
            lists = lists or (i > 0 and self._joined(rows[i - 1], first))
            longer = self.text.startswith(("、", "和", "与"), second.end)
            heads = len(rows) == 2 or self._heads_a_clause(first)
            if self._joined(first, second) and not lists and not longer and heads:
                pairs.append((first, second))
        return list(pairs[0]) if len(pairs) == 1 else []

    def _joined(self, first: Found, second: Found) -> bool:
        between = self.text[first.end : second.start]
        return 0 < len(between) <= 8 and _LIST_GOES_ON.match(between) is not None

    def _heads_a_clause(self, thing: Found) -> bool:
        """Whether no verb and no preposition stands before it in its clause: not 赴|甲县和乙县."""
        floor = max(0, thing.start - _REACH)
        clause = max(floor, *(self.text.rfind(mark, floor, thing.start) + 1 for mark in _MARKS))
        return not any(token.tag in ("v", "p") for token in self.reading.tokens_in(clause, thing.start))

    # -- words --------------------------------------------------------------------------------------------------------

    def whole_words(self, start: int, end: int) -> bool:
        """Whether words begin and end there: 该|公司; not 应该公司 or 该|局面."""
        first, last = self.reading.token_at(start), self.reading.token_at(end - 1)
        return first is not None and last is not None and first.start == start and last.end == end

    def before(self, position: int) -> Token | None:
        """The word right before the position in its sentence."""
        sentence, token = self.reading.sentence_at(position), self.reading.token_before(position)
        return token if sentence is not None and token is not None and token.start >= sentence.start else None


def _goes_on(here: Sentence, before: Sentence) -> bool:
    """Whether a paragraph can go on about what the one before it names."""
    return before.paragraph.kind in ("body", "title") and before.paragraph.place == here.paragraph.place


def distinct(things: Iterable[Found]) -> list[Found]:
    """The different ones of the things, each where it is named in the fullest form, in the order of the text."""
    chosen: list[Found] = []
    for thing in things:
        same = next((i for i, other in enumerate(chosen) if _is_one(thing, other)), None)
        if same is None:
            chosen.append(thing)
        elif len(thing.name) > len(chosen[same].name):
            chosen[same] = thing
    return chosen


def _is_one(first: Found, second: Found) -> bool:
    """Whether two mentions are of one thing; a firm may be named in short: 远山集团 is 四川远山集团有限公司."""
    if (first.type, first.name) == (second.type, second.name):
        return True
    if not (first.type == second.type == "organization" and first.detail == second.detail == "firm"):
        return False
    short, long = sorted((_LEGAL_FORM.sub("", f.name) for f in (first, second)), key=len)
    return len(short) >= 3 and short in long
