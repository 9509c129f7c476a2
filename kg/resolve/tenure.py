"""Tenures: what all pages say of one person in one post, put together as the stretches in which the post was held.

A post is known at points in time. It has a beginning or an end only where a text reports one, and a person holds it a
second time only where a beginning is reported after an end: everything else is one tenure. What contradicts itself is
kept as it was said; `kg.chronicle` finds it.

Dates are as exact as the texts: a month may be any of its days, and comes before or after another date only if all of
them do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.model import Fact, Span
from kg.text.dates import days

SEEN, START, END, OVER = "seen", "start", "end", "over"
"""What a text may say: is called so, takes the post, leaves it, is called a former one (原县长): over by then."""


class Statement(NamedTuple):
    """What one place says of a person in a post: one of the four words above, when (ISO, "" if undated), and where."""

    says: str
    date: str
    spans: tuple[Span, ...] = ()
    post: str = ""


@dataclass(frozen=True, slots=True)
class Tenure:
    """A stretch in which a post was held.

    `start` and `end` are dates reported, "" if none; `over` is the earliest date by which it is known to be over,
    where no end before that is reported. `seen` are the dates on which the person is known to have held it, that of the
    beginning among them; `former` says that it is over, and not since when.
    """

    start: str
    end: str
    over: str
    seen: tuple[str, ...]
    former: bool
    statements: tuple[Statement, ...]

    @property
    def sightings(self) -> tuple[Statement, ...]:
        """The dated statements that call the person by the post."""
        return tuple(each for each in self.statements if each.says == SEEN and each.date)


def statements(fact: Fact) -> list[Statement]:
    """What a fact of a post says: a beginning, an end, both, or else that the post is or was held."""
    told = dict(fact.qualifiers)
    post = told.get("post", "")
    said = [Statement(word, told[word], fact.spans, post) for word in (START, END) if told.get(word)]
    if not said:
        said = [Statement(OVER if told.get("former") else SEEN, fact.as_of, fact.spans, post)]
    return said


def tenures(said: Iterable[Statement]) -> list[Tenure]:
    """The tenures of one person in one post, in order of time. The order of what is said does not matter.

    Raises `ValueError` where a date is none.
    """
    rows = sorted(set(said))
    cuts = _returns(rows)
    parts: list[list[Statement]] = [[] for _ in range(len(cuts) + 1)]
    for row in rows:
        parts[sum(_reaches(row, cut) for cut in cuts)].append(row)
    return [_tenure(part) for part in parts if part]


def _returns(rows: list[Statement]) -> list[str]:
    """The dates of beginnings that come after an end, each of a further tenure."""
    told = {row.date for row in rows if row.says == START}
    # 2020 and 2020-03 may be one beginning, told more and less exactly
    exact = (date for date in told if not any(other != date and other.startswith(date) for other in told))
    begins = sorted(exact, key=lambda date: days(date)[0])
    ends = [days(row.date) for row in rows if row.says in (END, OVER) and row.date]
    cuts: list[str] = []
    for date in begins:
        begin = days(date)[0]
        since = days(cuts[-1])[0] if cuts else ""
        if any(since <= first and last < begin for first, last in ends):
            cuts.append(date)
    return cuts


def _reaches(row: Statement, cut: str) -> bool:
    """Whether a statement belongs behind the beginning of a further tenure; what may be of either is of the one with
    which it agrees."""
    if not row.date:
        return False
    first, last = days(row.date)
    return (last if row.says in (SEEN, START) else first) >= days(cut)[0]


def _tenure(rows: list[Statement]) -> Tenure:
    dates = {word: sorted({row.date for row in rows if row.says == word and row.date}) for word in (START, END, OVER)}
    start, end, over = (_earliest(dates[word]) for word in (START, END, OVER))
    if over and end and days(over)[1] >= days(end)[0]:
        over = ""
    return Tenure(
        start,
        end,
        over,
        tuple(sorted({row.date for row in rows if row.says in (SEEN, START) and row.date})),
        not end and any(row.says == OVER for row in rows),
        tuple(rows),
    )


def _earliest(dates: list[str]) -> str:
    """The earliest of the dates; of a month and a day in it the day."""
    chosen = min(dates, key=lambda date: days(date), default="")
    return max((date for date in dates if date.startswith(chosen)), key=len, default="") if chosen else ""
