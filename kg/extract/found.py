"""A thing found in a text, and all that have been found in it so far, to be asked for by place and by name."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple


class Found(NamedTuple):
    """A thing at a place of the text: `name` is its canonical name, the text from `start` to `end` the form found.

    `detail` tells kinds apart that one extractor tells another of (for a body: organ, agency, firm, school, group).
    `owner` is the place or body that the thing is one of, as (type, name), where the form shows it.
    `named` is set where the words from `start` to `end` only stand for the thing (该局, 他): where it is named. Of
    several things that one word stands for (双方) each is `together` with the others.
    """

    type: str
    name: str
    start: int
    end: int
    detail: str = ""
    owner: tuple[str, str] | None = None
    named: tuple[int, int] | None = None
    together: bool = False


# start, -end, rank in the order in which things were found: the order of the text
_Row = tuple[int, int, int, Found]


class _Shelf:
    """The things of one type in the order of the text; none is longer than `longest`."""

    __slots__ = ("longest", "rows")

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self.longest = 0


class Things:
    """What has been found in a text. Asking by place or name costs no more for a text in which ten thousand were.

    `found` has them in the order in which they were found; it is changed by `add` and `drop` alone.
    """

    def __init__(self, found: Iterable[Found] = ()) -> None:
        self.found: list[Found] = []
        self._shelves: dict[str, _Shelf] = {}
        self._starting: dict[int, list[Found]] = defaultdict(list)
        self._ending: dict[int, list[Found]] = defaultdict(list)
        self._named: dict[tuple[str, str], list[Found]] = defaultdict(list)
        self._pointing: dict[tuple[str, str], list[tuple[int, int, tuple[int, int]]]] = {}
        for thing in found:
            self.add(thing)

    def add(self, thing: Found) -> Found:
        """Note a thing found."""
        type_, name, start, end = thing[:4]
        shelf = self._shelves.get(type_)
        if shelf is None:
            shelf = self._shelves[type_] = _Shelf()
        insort(shelf.rows, (start, -end, len(self.found), thing))
        if end - start > shelf.longest:
            shelf.longest = end - start
        self.found.append(thing)
        self._starting[start].append(thing)
        self._ending[end].append(thing)
        self._named[type_, name].append(thing)
        if thing.named is not None:
            insort(self._pointing.setdefault((type_, name), []), (start, end, thing.named))
        return thing

    def drop(self, gone: Callable[[Found], bool]) -> None:
        """Forget the things for which `gone` holds."""
        kept = [thing for thing in self.found if not gone(thing)]
        if len(kept) < len(self.found):
            Things.__init__(self, kept)

    def within(self, start: int, end: int, *types: str) -> list[Found]:
        """What stands wholly between the two places, of the types given (of all if none is), in the text's order."""
        rows: list[_Row] = []
        several = 0
        for type_ in types or self._shelves:
            if (shelf := self._shelves.get(type_)) is None:
                continue
            of_type = shelf.rows
            first = bisect_left(of_type, (start,))
            if first == len(of_type) or of_type[first][0] > end:
                continue
            several += 1
            rows += of_type[first : bisect_left(of_type, (end + 1,), first)]
        if several > 1:
            rows.sort()
        return [row[3] for row in rows if -row[1] <= end] if rows else []

    def overlapping(self, start: int, end: int, *types: str) -> list[Found]:
        """What shares a character with the stretch, of the types given, in the text's order for each type."""
        found: list[Found] = []
        for type_ in types:
            if (shelf := self._shelves.get(type_)) is not None:
                rows = shelf.rows
                first = bisect_left(rows, (start - shelf.longest,))
                if first < len(rows) and rows[first][0] < end:
                    found += [row[3] for row in rows[first : bisect_left(rows, (end,), first)] if -row[1] > start]
        return found

    def covered(self, start: int, end: int, *types: str) -> bool:
        """Whether something found of those types overlaps the stretch."""
        for type_ in types:
            if (shelf := self._shelves.get(type_)) is None:
                continue
            rows = shelf.rows
            for i in range(bisect_left(rows, (start - shelf.longest,)), len(rows)):
                row = rows[i]
                if row[0] >= end:
                    break
                if -row[1] > start:
                    return True
        return False

    def starting_at(self, position: int, *types: str) -> list[Found]:
        """What begins at the position, of the types given, in the order in which it was found."""
        things = self._starting.get(position)
        return [thing for thing in things if not types or thing[0] in types] if things else []

    def ending_at(self, position: int, *types: str) -> list[Found]:
        """What ends at the position, of the types given, in the order in which it was found."""
        things = self._ending.get(position)
        return [thing for thing in things if not types or thing[0] in types] if things else []

    def named(self, type_: str, name: str) -> list[Found]:
        """The mentions of a thing so far, in the order in which they were found."""
        return self._named.get((type_, name), [])

    def _named_for(self, type_: str, name: str, start: int, end: int) -> tuple[int, int] | None:
        """Where the thing is named that the first word in the stretch stands for, if one there stands for it."""
        rows = self._pointing.get((type_, name), [])
        first = bisect_left(rows, (start,))
        return rows[first][2] if first < len(rows) and rows[first][1] <= end else None
