"""Expressions sought in a whole text, at the places alone where the words stand with which they begin.

The engine of regular expressions goes through a text character by character for each expression that is sought in it.
Here all pairs of characters of a text are looked up together, once, for all expressions: what remains to be tried of
each are a few places.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

_PLACES = 1 << 19  # of the table of pairs: few of those that words begin with share one
_FACTOR = np.uint32(40503)
_CHARACTERS = np.uint32(0xFFFF)
_MOST = 64  # expressions: a bit of a number for each
_PAIRS = np.zeros(_PLACES, dtype=np.uint64)
_SINGLES = np.zeros(1 << 16, dtype=np.uint64)


def code_points(text: str) -> NDArray[np.uint32]:
    """The number of each character, one for each."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def pairs(points: NDArray[np.uint32], places: int = _PLACES) -> NDArray[np.uint32]:
    """A number below `places`, a power of two, for each character with the one behind it, one fewer than there are
    characters; few pairs have the same (multiplicative hashing: Knuth, The Art of Computer Programming 3, 6.4)."""
    return (points[:-1] * _FACTOR ^ points[1:]) & np.uint32(places - 1)


class Beginnings:
    """Where in a text the expressions may begin: `places` has them, in order, by the bit of each expression."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def places(self) -> dict[int, list[int]]:
        points = code_points(self.text + "\0")
        bits = _PAIRS[pairs(points)] | _SINGLES[points[:-1] & _CHARACTERS]
        at = bits.nonzero()[0]
        together: dict[int, list[int]] = defaultdict(list)  # where the same expressions begin
        for place, ones in zip(at.tolist(), bits[at].tolist(), strict=True):
            together[ones].append(place)
        lists: dict[int, list[list[int]]] = defaultdict(list)
        for ones, places in together.items():
            rest = ones
            while rest:
                bit = rest & -rest
                lists[bit].append(places)
                rest ^= bit
        return {bit: rows[0] if len(rows) == 1 else sorted(chain.from_iterable(rows)) for bit, rows in lists.items()}


class Sought:
    """A regular expression that is never empty where it matches, and the words of which each match begins with one."""

    every: ClassVar[list[Sought]] = []

    def __init__(self, expression: str, beginnings: Iterable[str]) -> None:
        if len(Sought.every) == _MOST:
            raise ValueError(f"no more than {_MOST} expressions can be sought so")
        self.pattern = re.compile(expression)
        self._match = self.pattern.match
        self._bit = 1 << len(Sought.every)
        Sought.every.append(self)
        beginnings = set(beginnings)
        singles = {word for word in beginnings if len(word) == 1}
        for word in singles:
            _SINGLES[code_points(word) & _CHARACTERS] |= np.uint64(self._bit)
        for pair in {word[:2] for word in beginnings if word[0] not in singles}:
            _PAIRS[pairs(code_points(pair))] |= np.uint64(self._bit)

    def find(self, begun: Beginnings, start: int = 0, end: int = sys.maxsize) -> Sequence[re.Match[str]]:
        """The matches from one place of the text to another, as `finditer` has them."""
        if (places := begun.places.get(self._bit)) is None:
            return ()
        i = bisect_left(places, start)
        if i == len(places) or places[i] >= end:
            return ()
        found = []
        text, match = begun.text, self._match
        for place in places[i : bisect_left(places, end, i)]:
            if place >= start and (one := match(text, place, end)) is not None:
                found.append(one)
                start = one.end()
        return found

    def first(self, begun: Beginnings, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first of these matches, as `search` has it."""
        if (places := begun.places.get(self._bit)) is None:
            return None
        text, match = begun.text, self._match
        for i in range(bisect_left(places, start), len(places)):
            if (place := places[i]) >= end:
                break
            if (one := match(text, place, end)) is not None:
                return one
        return None
