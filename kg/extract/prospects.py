"""Of which period a quantity is, and whether it is a goal or a result: what the clauses before it say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from kg import lexicon
from kg.extract.reading import Reading, Sentence
from kg.text.numbers import PERIOD, Quantity, settled

_DATA = lexicon.data("indicators")
Spans: TypeAlias = "list[tuple[int, int]]"


def _any(key: str) -> str:
    return lexicon.alternation(_DATA[key])


_GOAL, _OVER = re.compile(_any("goals")), re.compile(_any("over"))
_DONE = re.compile(rf"{_any('done')}|(?<!为)了(?!解)|(?<!公)共(?![同产青和享建])")
PROSPECT = re.compile(_any("prospects"))
_TARGET_YEAR = re.compile(r"(?:到|至)((?:19|20)\d{2})年(?![至到—-]|的\d)")
NEAR = 80  # characters


@dataclass(frozen=True, slots=True)
class Segment:
    """The stretch of a clause that states one quantity; `clauses` are those of the sentence up to its own."""

    start: int
    end: int
    quantity: Quantity
    clauses: Spans
    sentence: Sentence

    @property
    def clause(self) -> int:
        """Where its clause begins."""
        return self.clauses[-1][0]


def period_of(reading: Reading, year: int, segment: Segment, scene: str) -> str:
    """The period said before the quantity in its clause, behind it, in the clauses before, else the scene's.

    `year` is that of the article, 0 if not known.
    """
    q, clauses = segment.quantity, segment.clauses
    first = max(clauses[0][0], q.start - 2 * NEAR)
    prospects = [match.start() for match in PROSPECT.finditer(reading.text, first, q.start)]
    own = max(segment.clause, q.start - NEAR)
    for begin, end in [(own, q.start), (q.end, min(segment.end, q.end + NEAR)), *reversed(clauses[:-1])]:
        for match in reversed(list(PERIOD.finditer(reading.text, begin, min(end, begin + NEAR)))):
            if match.end() <= segment.start and reading.text[match.start() - 1] in "从由":
                continue  # 从2012年的120亿元|上升到286亿元
            # 2025年建成，达产后年产值20亿元: that is not of 2025
            if match["stretch"] or (prospects and begin < segment.clause and match.start() < prospects[-1]):
                return ""
            if period := settled(match, year):
                return period
    return scene


def is_goal(reading: Reading, year: int, segment: Segment, period: str | None) -> bool:
    """Whether the clause, or the nearest before it that tells, speaks of what is to come."""
    text, q = reading.text, segment.quantity
    if period and year and int(period[:4]) > year:
        return True
    for start, end in reversed(segment.clauses):
        if "；" in text[end : segment.clause]:
            break
        stop = min(end, segment.end)
        start = max(start, stop - 2 * NEAR)
        if _OVER.search(text, start, stop):
            return False
        aimed = _TARGET_YEAR.search(text, start, stop)
        if _GOAL.search(text, start, stop) or (aimed and int(aimed[1]) >= year):
            return True
        words = reading.tokens_in(start, min(stop, q.start))
        if any(word.word in ("将", "要", "须", "需") and word.tag != "p" for word in words):
            return True
        if _DONE.search(text, start, stop):
            return False
    # 今年培育30个…，力争…: a list of what is to come, and the last item says so
    rest = text[segment.end : min(segment.sentence.end, segment.end + NEAR)].split("；")[0]
    opening = PERIOD.match(text, segment.sentence.start, segment.sentence.end)
    return bool(opening and not opening["other"] and re.search(r"力争|确保|争取", rest))
