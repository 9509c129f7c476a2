"""Lists of names that run up to a verb: 林远舟、沈若岚（女）和何望舒等同志|任."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.text.clean import HAN

_HAN_AT = re.compile(rf"[{HAN}]")
_BETWEEN = frozenset("、 和")
_SHORT_BRACKET = re.compile(r"（[^（）]{1,16}）")
_LONGEST_RUN = 4  # characters of a name without a mark in it
_JOINED = re.compile(rf"[{HAN}]{{1,12}}(?:[·?？][{HAN}]{{1,12}}){{1,6}}")
_APART = re.compile(rf"[{HAN}] {{1,2}}[{HAN}]")
# where what can be read from a place as names and the tail ends with the names, and the tail
_Parse = tuple[int, re.Match[str]]


class NameList(NamedTuple):
    """A list of names, `start` to `end` in the stretch asked about, and the words (`tail`) between it and its end."""

    start: int
    end: int
    tail: re.Match[str]


_LONGEST_END = 16  # characters of what a tail ends in
# how far what begins at a place gets at most: a name, 同志 and a remark, with some to spare; 90 more of 甲·乙·…
_FAR, _FAR_OF_FOREIGN = 32, 128


@cache
def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern})$")


@cache
def _tail(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<close>等?(?:同志)?)(?:{pattern})$")


def lists_before(stretch: str, tail: str, ends: str) -> Iterator[NameList]:
    """The ways to read the end of the stretch as names (甲、乙（女）和丙等同志) and then the words of the expression
    `tail`, the longest list first. `ends` is an expression for what those words end in, whatever else is of them.

    What 和 and two to four characters can be makes more readings of 和林和王和李和… than could be tried: the stretch is
    read from its end, and what can be read from each place is found once.
    """
    if _ending(ends).search(stretch, len(stretch) - _LONGEST_END if len(stretch) > _LONGEST_END else 0) is None:
        return
    closing = _tail(tail)
    earliest = closing.search(stretch)
    if earliest is None:
        return
    size = len(stretch)
    foreign = any(mark in stretch for mark in "·?？")
    plain = not foreign and " " not in stretch and "（" not in stretch and "同志" not in stretch
    reach = _FAR_OF_FOREIGN if foreign else _FAR
    items: list[_Parse | None] = [None] * (size + 3)  # from a name on
    rests: list[_Parse | None] = [None] * (size + 3)  # from what follows a name on
    starts: list[NameList] = []
    known = size  # the first place from which something can be read
    run = 0  # characters of a name that stand at the place, four at most
    for at in range(size, -1, -1):
        if at < earliest.start() and at + reach < known:
            break  # nothing that begins here or before gets as far as there
        rest: _Parse | None = None
        if stretch[at : at + 1] in _BETWEEN:
            rest = (items[at + 2] if stretch[at + 1 : at + 2] in _BETWEEN else None) or items[at + 1]
        if rest is None and at >= earliest.start():
            match = closing.match(stretch, at)
            rest = (match.end("close"), match) if match else None
        if rest is not None:
            rests[at], known = rest, at
        if not _HAN_AT.match(stretch, at):
            run = 0
            continue
        run = min(run + 1, _LONGEST_RUN)
        first: _Parse | None = None
        if plain:  # as below, where there is nothing but characters
            for end in range(at + run, at + 1, -1):
                if (first := rests[end]) is not None:
                    items[at] = first
                    starts.append(NameList(at, *first))
                    break
            continue
        for end in _name_ends(stretch, at, run, foreign):
            behind = _behind_remark(stretch, end, rests) if stretch.startswith("（", end) else rests[end]
            items[at] = items[at] or behind
            if first is None and stretch.startswith("同志", end):
                first = _behind_remark(stretch, end + 2, rests)
            first = first or behind
        if first is not None:
            starts.append(NameList(at, *first))
    yield from reversed(starts)


def _behind_remark(stretch: str, end: int, rests: list[_Parse | None]) -> _Parse | None:
    remark = _SHORT_BRACKET.match(stretch, end)
    return (rests[remark.end()] if remark else None) or rests[end]


def _name_ends(stretch: str, at: int, run: int, foreign: bool) -> list[int]:
    """Where a name by its form alone may end: 买买提·艾山, two to four characters, 林 舟. `run` of them stand there;
    `foreign` tells whether the stretch has any mark within a name."""
    ends: list[int] = []
    joined = _JOINED.match(stretch, at) if foreign else None
    if joined is not None:
        last = max(stretch.rfind(mark, at, joined.end()) for mark in "·?？")
        ends += range(joined.end(), last + 1, -1)
    ends += range(at + run, at + 1, -1)
    if stretch.startswith(" ", at + 1) and (spaced := _APART.match(stretch, at)) is not None:
        ends.append(spaced.end())
    return ends
