"""Where every node stands on the page: communities apart, each laid out by itself, then packed.

The browser runs no simulation: what is computed here is what is seen. The communities are Leiden's (Traag, Waltman and
van Eck 2019), the layout inside one is Fruchterman and Reingold's (1991), both from igraph, whose random numbers come
from a generator with a fixed seed. Coordinates are integers in the units of the canvas, y downwards; one unit is one
pixel at a zoom of 1.
"""

from __future__ import annotations

import math
import random
import struct
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from kg.export.parts import Parts, digest
from kg.graph import Graph

SEED = 20220809
HIDDEN = frozenset({"mentions"})
"""Relations that are not drawn at first: an article mentions everything in it, which makes a ball of hair."""

GAP_NODES = 22.0  # clear space between two nodes of a community
GAP_COMMUNITIES = 60.0  # clear space between two communities
ASPECT = 1.7  # width to height of the whole: screens are wider than high
TIE = 1.5  # how much nearness to the communities it is tied to counts against nearness to the middle
FINENESS = 24  # rings on which a place near `aim` is looked for; more rings pack closer and take longer
COMPACT = (
    0.72  # exponent on the distance from a community's centre: draws long arms in, loosens the crowd in the middle
)
NEIGHBOUR_DISTANCE = 60.0  # a near neighbour inside a community, from centre to centre
ITERATIONS = 400  # of Fruchterman-Reingold; more changes no picture of the sample pages
SMALLEST, LARGEST = 9.0, 36.0  # radius of a node

Point = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """Where a node stands and how large it is drawn: centre and radius in canvas units, and its community's number."""

    x: int
    y: int
    radius: int
    community: int


@dataclass(frozen=True)
class _Group:
    """A community laid out around its own origin: members, their points, and the radius of the circle around all."""

    members: tuple[int, ...]
    points: tuple[Point, ...]
    radius: float


def places(graph: Graph, parts: Parts | None = None) -> dict[str, Place]:
    """A place for every node of the graph, the same whatever the order of its nodes and edges.

    A community that has not changed is laid out as it was, from `parts`.
    """
    nodes = sorted(graph)
    if not nodes:
        return {}
    parts = parts or Parts(graph)
    weights, degrees = _links(parts, nodes)
    radii = [min(LARGEST, SMALLEST + 3 * math.sqrt(degree)) for degree in degrees]
    with _seeded():
        communities = _communities(len(nodes), weights)
    shapes = [
        _Shape([radii[member] for member in members], links)
        for members, links in zip(communities, _inner(communities, weights), strict=True)
    ]
    drawn = parts.made("layout", shapes, _digest, _points)
    groups = [_group(*each) for each in zip(communities, shapes, drawn, strict=True)]
    found: dict[str, Place] = {}
    for community, (group, (left, top)) in enumerate(zip(groups, _packed(groups, weights), strict=True)):
        for member, (x, y) in zip(group.members, group.points, strict=True):
            found[nodes[member]] = Place(round(left + x), round(top + y), round(radii[member]), community)
    return found


def _links(parts: Parts, nodes: Sequence[str]) -> tuple[dict[tuple[int, int], float], list[int]]:
    """Undirected links between node numbers with their weights, and the number of drawn edges at each node."""
    number = {node: index for index, node in enumerate(nodes)}
    counts: dict[tuple[int, int], int] = defaultdict(int)
    mentioned_by: dict[int, list[int]] = defaultdict(list)
    degrees = [0] * len(nodes)
    for source, target, row, _ in parts.edges:
        one, other = number[source], number[target]
        if row["type"] in HIDDEN:
            mentioned_by[other].append(one)
            continue
        degrees[one] += 1
        degrees[other] += 1
        if one != other:
            counts[min(one, other), max(one, other)] += 1
    # Five posts at one body do not tie five times as tight
    weights = {pair: 1 + math.log(count) for pair, count in counts.items()}
    # What is only mentioned stands beside the article that mentions it, not lost in a corner
    for node, articles in mentioned_by.items():
        if not degrees[node]:
            article = min(articles)
            weights[min(node, article), max(node, article)] = 1.0
    return dict(sorted(weights.items())), degrees


@contextmanager
def _seeded() -> Iterator[None]:
    """igraph's random numbers from a fixed seed, and from Python's own generator again afterwards."""
    import igraph

    igraph.set_random_number_generator(random.Random(SEED))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def _communities(size: int, weights: dict[tuple[int, int], float]) -> list[tuple[int, ...]]:
    """Node numbers by community, the largest first. Nodes without any link are one community, the last."""
    import igraph

    linked = sorted({node for pair in weights for node in pair})
    alone = tuple(sorted(set(range(size)).difference(linked)))
    found: list[tuple[int, ...]] = []
    if linked:
        position = {node: index for index, node in enumerate(linked)}
        net = igraph.Graph(n=len(linked), edges=[(position[one], position[other]) for one, other in weights])
        clusters = net.community_leiden(objective_function="modularity", weights=list(weights.values()), n_iterations=4)
        found = sorted((tuple(sorted(linked[i] for i in cluster)) for cluster in clusters), key=lambda c: (-len(c), c))
    return [*found, alone] if alone else found


def _inner(
    communities: Sequence[tuple[int, ...]], weights: dict[tuple[int, int], float]
) -> list[dict[tuple[int, int], float]]:
    """The links inside each community, between positions in it."""
    where = {member: (c, i) for c, members in enumerate(communities) for i, member in enumerate(members)}
    found: list[dict[tuple[int, int], float]] = [{} for _ in communities]
    for (one, other), weight in weights.items():
        (community, first), (there, second) = where[one], where[other]
        if community == there:
            found[community][first, second] = weight
    return found


class _Shape(NamedTuple):
    """What the layout of a community depends on: the radii of its members, the links between their positions in it."""

    sizes: list[float]
    links: dict[tuple[int, int], float]


def _digest(shape: _Shape) -> bytes:
    return digest(tuple(shape))


def _points(shape: _Shape) -> bytes:
    """Where the members stand around an origin, none on top of another: x, y, x, y, ..., as doubles."""
    import igraph

    sizes, links = shape
    if links:
        net = igraph.Graph(n=len(sizes), edges=list(links))
        # A start on a circle in the order of the ids leaves less to chance than a random one
        start = net.layout_circle()
        with _seeded():
            drawn = net.layout_fruchterman_reingold(weights=list(links.values()), niter=ITERATIONS, seed=start)
        points = _apart(_scaled(_compact([(point[0], point[1]) for point in drawn])), sizes)
    else:
        points = _sunflower(sizes)
    return struct.pack(f"<{2 * len(points)}d", *chain.from_iterable(points))


def _group(members: tuple[int, ...], shape: _Shape, drawn: bytes) -> _Group:
    numbers = struct.unpack(f"<{2 * len(members)}d", drawn)
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    centre_x = (min(x for x, _ in points) + max(x for x, _ in points)) / 2
    centre_y = (min(y for _, y in points) + max(y for _, y in points)) / 2
    centred = tuple((x - centre_x, y - centre_y) for x, y in points)
    radius = max(math.hypot(x, y) + size for (x, y), size in zip(centred, shape.sizes, strict=True))
    return _Group(members, centred, radius)


def _sunflower(sizes: Sequence[float]) -> list[Point]:
    """Nodes without links: an even disc, each turned from the last by the golden angle."""
    step = max(sizes) * 2 + GAP_NODES
    golden = math.pi * (3 - math.sqrt(5))
    return [
        (step * 0.6 * math.sqrt(i) * math.cos(i * golden), step * 0.6 * math.sqrt(i) * math.sin(i * golden))
        for i in range(len(sizes))
    ]


def _compact(points: list[Point]) -> list[Point]:
    """The same directions from the centre, with distances that differ less."""
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    far = max(math.dist(point, (middle_x, middle_y)) for point in points) or 1.0
    moved = []
    for x, y in points:
        dx, dy = (x - middle_x) / far, (y - middle_y) / far
        stretch = math.hypot(dx, dy) ** (COMPACT - 1) if dx or dy else 1.0
        moved.append((dx * stretch, dy * stretch))
    return moved


def _scaled(points: list[Point]) -> list[Point]:
    """The layout enlarged until the closest quarter of the nodes is as far apart as `NEIGHBOUR_DISTANCE`."""
    some = range(0, len(points), math.ceil(len(points) / 300))  # enough to tell how close; all would take the square
    nearest = sorted(min(math.dist(points[i], other) for j, other in enumerate(points) if j != i) for i in some)
    typical = nearest[len(nearest) // 4] or nearest[-1] or 1.0
    return [(x * NEIGHBOUR_DISTANCE / typical, y * NEIGHBOUR_DISTANCE / typical) for x, y in points]


def _apart(points: list[Point], sizes: Sequence[float]) -> list[Point]:
    """Push overlapping nodes away from each other until none overlaps, or as far as sixty rounds go."""
    cell = 2 * max(sizes) + GAP_NODES
    moved = [list(point) for point in points]
    for _ in range(60):
        grid: dict[tuple[int, int], list[int]] = defaultdict(list)
        for index, (x, y) in enumerate(moved):
            grid[math.floor(x / cell), math.floor(y / cell)].append(index)
        still = True
        for (column, row), here in list(grid.items()):
            around = [j for dx in (-1, 0, 1) for dy in (-1, 0, 1) for j in grid.get((column + dx, row + dy), ())]
            for i in here:
                for j in around:
                    if j <= i:
                        continue
                    dx, dy = moved[j][0] - moved[i][0], moved[j][1] - moved[i][1]
                    distance = math.hypot(dx, dy)
                    wanted = sizes[i] + sizes[j] + GAP_NODES
                    if distance >= wanted - 0.5:
                        continue
                    still = False
                    if distance < 1e-6:  # on one point: part them along a direction of their own
                        dx, dy, distance = math.cos(i + 7 * j), math.sin(i + 7 * j), 1.0
                    push = (wanted - distance) / 2 / distance
                    moved[i][0] -= dx * push
                    moved[i][1] -= dy * push
                    moved[j][0] += dx * push
                    moved[j][1] += dy * push
        if still:
            break
    return [(x, y) for x, y in moved]


def _packed(groups: Sequence[_Group], weights: dict[tuple[int, int], float]) -> list[Point]:
    """The centre of each community: the largest in the middle, every other near it and near those it is tied to."""
    community = {member: index for index, group in enumerate(groups) for member in group.members}
    ties: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for (one, other), weight in weights.items():
        if community[one] != community[other]:
            ties[community[one]][community[other]] += weight
            ties[community[other]][community[one]] += weight
    table = _Table()
    centres: list[Point] = []
    for index, group in enumerate(groups):
        tied = [(centres[other], weight) for other, weight in sorted(ties[index].items()) if other < index]
        total = sum(weight for _, weight in tied)
        aim = (
            (sum(x * weight for (x, _), weight in tied) / total, sum(y * weight for (_, y), weight in tied) / total)
            if tied
            else None
        )
        centres.append(table.place(group.radius, aim))
    return centres


class _Table:
    """Discs laid on a table, none on another. Cells of a grid say which discs lie near a point."""

    CELL = 250.0

    def __init__(self) -> None:
        self._discs: list[tuple[float, float, float]] = []
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._edge = 0.0  # how far from the middle the discs reach
        self._full: dict[int, float] = {}  # by class of radius: up to where rings around the middle are full
        self._last = (0.0, 0.0, 0.0)  # the disc that was in the way last is likely to be so again

    def place(self, radius: float, aim: Point | None) -> Point:
        """Lay down a disc: of the free places around the middle the best, near the middle and near `aim`."""
        reach = radius + GAP_COMMUNITIES / 2
        step = max(24.0, radius / 3, self._edge / FINENESS if aim is not None else 0.0)
        size = math.ceil(8 * math.log(reach))
        distance = self._full.get(size, 0.0)
        best: tuple[float, float, float] | None = None
        first_free: float | None = None
        while best is None or (aim is not None and distance <= self._edge + reach):
            # On one ring every place is as near the middle; no place on it can be better than that
            middle = distance / math.sqrt(ASPECT)
            if best is not None and middle >= best[0]:
                break
            if best is not None and aim is not None and middle + TIE * _apart_from(aim, distance) >= best[0]:
                distance += step
                continue
            turns = _turns(1 if distance == 0 else max(12, math.ceil(2 * math.pi * distance / step)))
            wide, high = distance * math.sqrt(ASPECT), distance / math.sqrt(ASPECT)
            hop = wide * 2 * math.pi / len(turns) + 1e-6  # no two neighbours on the ring are further apart
            turn = 0
            while turn < len(turns):
                x, y = wide * turns[turn][0], high * turns[turn][1]
                turn += 1
                left, top, other = self._last
                inside = reach + other - math.dist((x, y), (left, top)) - 1e-6
                if other > 0 and inside > 0:  # pass over what lies on the shortest way out of that disc
                    turn += int(inside / hop)
                    continue
                cost = middle if aim is None else middle + TIE * math.dist((x, y), aim)
                if best is not None and cost >= best[0] - 1e-6:  # and over what lies on the way to a better place
                    turn += int((cost - best[0]) / (TIE * hop)) if aim is not None else len(turns)
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
        self._edge = max(self._edge, math.hypot(x / ASPECT, y) * math.sqrt(ASPECT) + reach)


def _apart_from(aim: Point, distance: float) -> float:
    """How far a ring is from a point, at the least."""
    around = math.hypot(aim[0] / math.sqrt(ASPECT), aim[1] * math.sqrt(ASPECT))
    return abs(distance - around) / math.sqrt(ASPECT)


@lru_cache(maxsize=512)
def _turns(number: int) -> list[Point]:
    """Cosine and sine of so many angles around the circle: of points on an ellipse as wide as the screen is."""
    angles = [2 * math.pi * turn / number for turn in range(number)]
    return [(math.cos(angle), math.sin(angle)) for angle in angles]
