"""Expressions sought in a whole text, at the places alone where the words stand with which they begin.

The engine of regular expressions goes through a text character by character for each expression that is sought in it.
Here all pairs of characters of a text are looked up together, once, for all expressions: what remains to be tried of
each are a few places.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

_PLACES = 1 << 19  # of the table of pairs: few of those that words begin with share one
_FACTOR = np.uint32(40503)
_CHARACTERS = np.uint32(0xFFFF)
_MOST = 64  # expressions: a bit of a number for each
_PAIRS = np.zeros(_PLACES, dtype="<u8")
_SINGLES = np.zeros(1 << 16, dtype="<u8")


def code_points(text: str) -> NDArray[np.uint32]:
    """The number of each character, one for each."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def pairs(points: NDArray[np.uint32], places: int = _PLACES) -> NDArray[np.uint32]:
    """A number below `places`, a power of two, for each character with the one behind it, one fewer than there are
    characters; few pairs have the same (multiplicative hashing: Knuth, The Art of Computer Programming 3, 6.4)."""
    return (points[:-1] * _FACTOR ^ points[1:]) & np.uint32(places - 1)


class Beginnings:
    """Where in a text the expressions may begin: `places` has those of the first expression, in order, then those of
    the next; `ends[n]` to `ends[n + 1]` are those of the expression numbered n."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def places(self) -> list[int]:
        return self._found[0]

    @cached_property
    def ends(self) -> list[int]:
        return self._found[1]

    @cached_property
    def _found(self) -> tuple[list[int], list[int]]:
        points = code_points(self.text + "\0")
        bits = _PAIRS.take(pairs(points)) | _SINGLES.take(points[:-1] & _CHARACTERS)
        at = bits.nonzero()[0]
        each = np.unpackbits(bits[at].view(np.uint8).reshape(-1, _MOST // 8), axis=1, bitorder="little")
        hits = each.T.ravel().view(np.bool_).nonzero()[0]  # numpy is many times slower in two dimensions
        ends = hits.searchsorted(np.arange(_MOST + 1) * len(at))
        return at[hits % max(1, len(at))].tolist(), ends.tolist()


class Sought:
    """A regular expression that is never empty where it matches, and the words of which each match begins with one."""

    every: ClassVar[list[Sought]] = []

    def __init__(self, expression: str, beginnings: Iterable[str]) -> None:
        if len(Sought.every) == _MOST:
            raise ValueError(f"no more than {_MOST} expressions can be sought so")
        self.pattern = re.compile(expression)
        self._match = self.pattern.match
        self._number = len(Sought.every)
        bit = np.uint64(1 << self._number)
        Sought.every.append(self)
        beginnings = set(beginnings)
        singles = {word for word in beginnings if len(word) == 1}
        for word in singles:
            _SINGLES[code_points(word) & _CHARACTERS] |= bit
        for pair in {word[:2] for word in beginnings if word[0] not in singles}:
            _PAIRS[pairs(code_points(pair))] |= bit

    def find(self, begun: Beginnings, start: int = 0, end: int = sys.maxsize) -> Sequence[re.Match[str]]:
        """The matches from one place of the text to another, as `finditer` has them."""
        places, number = begun.places, self._number
        stop = begun.ends[number + 1]
        i = bisect_left(places, start, begun.ends[number], stop)
        if i == stop or places[i] >= end:
            return ()
        found = []
        text, match = begun.text, self._match
        for place in places[i : bisect_left(places, end, i, stop)]:
            if place >= start and (one := match(text, place, end)) is not None:
                found.append(one)
                start = one.end()
        return found

    def first(self, begun: Beginnings, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first of these matches, as `search` has it."""
        places, number = begun.places, self._number
        stop = begun.ends[number + 1]
        text, match = begun.text, self._match
        for i in range(bisect_left(places, start, begun.ends[number], stop), stop):
            if (place := places[i]) >= end:
                break
            if (one := match(text, place, end)) is not None:
                return one
        return None
