"""A thing found in a text, and the index by which what has been found so far is asked for."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Found:
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


@dataclass
class _Shelf:
    """The things of one type in the order of the text; none is longer than `longest`."""

    rows: list[_Row] = field(default_factory=list)
    longest: int = 0

    def put(self, rank: int, thing: Found) -> None:
        insort(self.rows, (thing.start, -thing.end, rank, thing))
        self.longest = max(self.longest, thing.end - thing.start)

    def starting_from(self, start: int) -> Iterator[_Row]:
        for i in range(bisect_left(self.rows, (start,)), len(self.rows)):
            yield self.rows[i]


class Index:
    """Finds things by place and by name without looking at all of them.

    It follows a list that others add to and filter: it takes in what was added since it was last asked, and begins
    again when something was taken out.
    """

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._count = 0
        self._last: Found | None = None
        self._shelves: dict[str, _Shelf] = {}
        self._starting: dict[int, list[Found]] = defaultdict(list)
        self._ending: dict[int, list[Found]] = defaultdict(list)
        self._named: dict[tuple[str, str], list[Found]] = defaultdict(list)
        self._pointing: dict[tuple[str, str], list[tuple[int, int, tuple[int, int]]]] = {}

    def follow(self, found: list[Found]) -> None:
        """Bring the index up to what the list holds now."""
        if found and self._count == len(found) and found[-1] is self._last:
            return
        if self._count > len(found) or (self._count and found[self._count - 1] is not self._last):
            self._forget()
        while self._count < len(found):
            thing = found[self._count]
            self._shelves.setdefault(thing.type, _Shelf()).put(self._count, thing)
            self._starting[thing.start].append(thing)
            self._ending[thing.end].append(thing)
            self._named[thing.type, thing.name].append(thing)
            if thing.named is not None:
                insort(self._pointing.setdefault((thing.type, thing.name), []), (thing.start, thing.end, thing.named))
            self._last = thing
            self._count += 1

    def within(self, start: int, end: int, types: tuple[str, ...]) -> list[Found]:
        """What stands wholly between the two places, of the types given (of all if none is), in the text's order."""
        rows: list[_Row] = []
        shelves = self._of(types) if types else self._shelves.values()
        for shelf in shelves:
            for i in range(bisect_left(shelf.rows, (start,)), len(shelf.rows)):
                row = shelf.rows[i]
                if row[0] > end:
                    break
                if -row[1] <= end:
                    rows.append(row)
        if len(shelves) > 1 and len(rows) > 1:
            rows.sort()
        return [row[3] for row in rows]

    def overlapping(self, start: int, end: int, types: tuple[str, ...]) -> Iterator[Found]:
        """What shares a character with the stretch, of the types given, in the text's order for each type."""
        for shelf in self._of(types):
            for row in shelf.starting_from(start - shelf.longest):
                if row[0] >= end:
                    break
                if -row[1] > start:
                    yield row[3]

    def starting_at(self, position: int, types: tuple[str, ...]) -> list[Found]:
        """What begins at the position, in the order in which it was found."""
        return [thing for thing in self._starting.get(position, ()) if not types or thing.type in types]

    def ending_at(self, position: int, types: tuple[str, ...]) -> list[Found]:
        """What ends at the position, in the order in which it was found."""
        return [thing for thing in self._ending.get(position, ()) if not types or thing.type in types]

    def named(self, type_: str, name: str) -> list[Found]:
        """The mentions of one thing, in the order in which they were found."""
        return self._named.get((type_, name), [])

    def stood_for(self, type_: str, name: str) -> bool:
        """Whether any word stands for the thing."""
        return (type_, name) in self._pointing

    def named_for(self, type_: str, name: str, start: int, end: int) -> tuple[int, int] | None:
        """Where the thing is named that the first word in the stretch stands for, if one there stands for it."""
        rows = self._pointing.get((type_, name), [])
        first = bisect_left(rows, (start,))
        return rows[first][2] if first < len(rows) and rows[first][1] <= end else None

    def _of(self, types: tuple[str, ...]) -> list[_Shelf]:
        shelves = self._shelves
        if len(types) == 1:
            return [shelves[types[0]]] if types[0] in shelves else []
        return [shelves[type_] for type_ in dict.fromkeys(types) if type_ in shelves]
