"""Discs laid on a table, none on another: where each community of the page stands.

The first lies in the middle; every other is laid where it is near the middle and near those it is tied to.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

Point = tuple[float, float]
Disc = tuple[float, float, float]

TIE = 1.5  # how much nearness to the discs it is tied to counts against nearness to the middle
SWEEPS = 4  # how often every shape is drawn in
SHARES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.86, 0.92, 0.96)  # of the way from the middle, the nearest first
FINENESS = 24  # rings on which a place near `aim` is looked for; more rings pack closer and take longer


def packed(
    radii: Sequence[float], ties: Sequence[Mapping[int, float]], *, gap: float, aspect: float = 1.0
) -> list[Point]:
    """The centre of each disc: the first in the middle, every other near it and near those it is tied to.

    `ties` holds, for each disc, how strongly it is tied to others, by their number. `gap` is the clear space between
    two discs, `aspect` the width of the whole to its height.
    """
    table = _Table(gap, aspect)
    centres: list[Point] = []
    for index, radius in enumerate(radii):
        tied = [(centres[other], weight) for other, weight in sorted(ties[index].items()) if other < index]
        total = sum(weight for _, weight in tied)
        aim = (
            (sum(x * weight for (x, _), weight in tied) / total, sum(y * weight for (_, y), weight in tied) / total)
            if tied
            else None
        )
        centres.append(table.place(radius, aim))
    return centres


def drawn_in(shapes: Sequence[Sequence[Disc]], centres: Sequence[Point], *, gap: float) -> list[Point]:
    """The centres moved towards the middle of all, each as far as its shape finds room between the others.

    A shape is the discs (x, y, radius) that it is made of, around its own centre; `gap` stays clear between those of
    two shapes. Discs around whole shapes leave much of the table empty, which this takes back.
    """
    found = list(centres)
    reach = 2 * max((radius for shape in shapes for _, _, radius in shape), default=0.0) + gap
    for _ in range(SWEEPS):
        cells: dict[tuple[int, int], dict[int, list[Disc]]] = defaultdict(lambda: defaultdict(list))

        def lay(index: int, centre: Point, cells: dict[tuple[int, int], dict[int, list[Disc]]] = cells) -> None:
            for x, y, radius in shapes[index]:
                disc = (x + centre[0], y + centre[1], radius)
                cells[math.floor(disc[0] / reach), math.floor(disc[1] / reach)][index].append(disc)

        def free(index: int, centre: Point, cells: dict[tuple[int, int], dict[int, list[Disc]]] = cells) -> bool:
            for x, y, radius in shapes[index]:
                left, top = x + centre[0], y + centre[1]
                column, row = math.floor(left / reach), math.floor(top / reach)
                for near in ((column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
                    for other, discs in cells.get(near, {}).items():
                        if other != index and any(
                            math.dist((left, top), (there[0], there[1])) < radius + there[2] + gap for there in discs
                        ):
                            return False
            return True

        for index, centre in enumerate(found):
            lay(index, centre)
        for index in sorted(range(len(found)), key=lambda each: (math.hypot(*found[each]), each)):
            x, y = found[index]
            for share in SHARES:
                if free(index, (x * share, y * share)):
                    for cell in cells.values():
                        cell.pop(index, None)
                    found[index] = (x * share, y * share)
                    lay(index, found[index])
                    break
    return found


class _Table:
    """What lies there already. Cells of a grid say which discs lie near a point."""

    CELL = 250.0

    def __init__(self, gap: float, aspect: float) -> None:
        self._gap = gap
        self._stretch = math.sqrt(aspect)
        self._discs: list[tuple[float, float, float]] = []
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._edge = 0.0  # how far from the middle the discs reach
        self._full: dict[int, float] = {}  # by class of radius: up to where rings around the middle are full
        self._last = (0.0, 0.0, 0.0)  # the disc that was in the way last is likely to be so again

    def place(self, radius: float, aim: Point | None) -> Point:
        """Lay down a disc: of the free places around the middle the best, near the middle and near `aim`."""
        reach = radius + self._gap / 2
        step = max(24.0, radius / 3, self._edge / FINENESS if aim is not None else 0.0)
        size = math.ceil(8 * math.log(reach))
        distance = self._full.get(size, 0.0)
        best: tuple[float, float, float] | None = None
        first_free: float | None = None
        while best is None or (aim is not None and distance <= self._edge + reach):
            # On one ring every place is as near the middle; no place on it can be better than that
            middle = distance / self._stretch
            if best is not None and middle >= best[0]:
                break
            if best is not None and aim is not None and middle + TIE * self._apart_from(aim, distance) >= best[0]:
                distance += step
                continue
            right, up = _turns(1 if distance == 0 else max(12, math.ceil(2 * math.pi * distance / step)))
            wide, high = distance * self._stretch, distance / self._stretch
            hop = wide * 2 * math.pi / len(right) + 1e-6  # no two neighbours on the ring are further apart
            turn = 0
            while turn < len(right):
                x, y = wide * right[turn], high * up[turn]
                turn += 1
                left, top, other = self._last
                inside = reach + other - math.dist((x, y), (left, top)) - 1e-6
                if other > 0 and inside > 0:  # pass over what lies on the shortest way out of that disc
                    turn += int(inside / hop)
                    continue
                cost = middle if aim is None else middle + TIE * math.dist((x, y), aim)
                if best is not None and cost >= best[0] - 1e-6:  # and over what lies on the way to a better place
                    turn += int((cost - best[0]) / (TIE * hop)) if aim is not None else len(right)
                elif self._free(x, y, reach):
                    best = (cost, x, y)
                    first_free = distance if first_free is None else first_free
            distance += step
        if first_free is not None:
            self._full[size] = max(self._full.get(size, 0.0), first_free - step)
        _, x, y = best
        self._add(x, y, reach)
        return x, y

    def _near(self, x: float, y: float, reach: float) -> Iterator[tuple[int, int]]:
        for column in range(math.floor((x - reach) / self.CELL), math.floor((x + reach) / self.CELL) + 1):
            for row in range(math.floor((y - reach) / self.CELL), math.floor((y + reach) / self.CELL) + 1):
                yield column, row

    def _free(self, x: float, y: float, reach: float) -> bool:
        left, top, other = self._last
        if other > 0 and (x - left) ** 2 + (y - top) ** 2 < (reach + other) ** 2:
            return False
        for cell in self._near(x, y, reach):
            for number in self._cells.get(cell, ()):
                left, top, other = self._discs[number]
                if (x - left) ** 2 + (y - top) ** 2 < (reach + other) ** 2:
                    self._last = self._discs[number]
                    return False
        return True

    def _add(self, x: float, y: float, reach: float) -> None:
        for cell in self._near(x, y, reach):
            self._cells[cell].append(len(self._discs))
        self._discs.append((x, y, reach))
        self._edge = max(self._edge, math.hypot(x / self._stretch, y * self._stretch) + reach)

    def _apart_from(self, aim: Point, distance: float) -> float:
        """How far a ring is from a point, at the least."""
        around = math.hypot(aim[0] / self._stretch, aim[1] * self._stretch)
        return abs(distance - around) / self._stretch


@lru_cache(maxsize=512)
def _turns(number: int) -> tuple[array[float], array[float]]:
    """Cosines and sines of so many angles around the circle: of points on an ellipse as wide as the screen is."""
    angles = [2 * math.pi * turn / number for turn in range(number)]
    return array("d", map(math.cos, angles)), array("d", map(math.sin, angles))
