"""Where every node stands on the page: communities apart, each laid out by itself, then packed.

A graph is parted into regions and a large region into communities: a community is laid out, the communities of a region
are packed, and so are the regions.

The browser runs no simulation: what is computed here is what is seen. The communities are Leiden's (Traag, Waltman and
van Eck 2019) from graspologic-native, the layout inside one is Fruchterman and Reingold's (1991) from rustworkx; both
take a seed and give the same on every machine. Coordinates are integers in the units of the canvas, y downwards; one
unit is one pixel at a zoom of 1.
"""

from __future__ import annotations

import math
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from kg.export.packing import Point, drawn_in, packed
from kg.export.parts import Parts, digest
from kg.graph import Graph

SEED = 20220809
HIDDEN = frozenset({"mentions"})
"""Relations that are not drawn at first: an article mentions everything in it, which makes a ball of hair."""

GAP_NODES = 22.0  # clear space between two nodes of a community
GAP_PARTS = 50.0  # clear space between two communities of a region
GAP_REGIONS = 110.0  # clear space between two regions
GAP_OUTLINES = 90.0  # clear space between the nodes of two communities, where they are drawn in
DRAWN_IN = 1500  # nodes up to which they are: from afar nobody sees it, and it takes time
ASPECT = 1.6  # width to height of the whole: screens are wider than high
COMPACT = (
    0.72  # exponent on the distance from a community's centre: draws long arms in, loosens the crowd in the middle
)
NEIGHBOUR_DISTANCE = 60.0  # a near neighbour inside a community, from centre to centre
ITERATIONS = 300  # of Fruchterman-Reingold; more changes no picture of the sample pages
WORK = 4e7  # pairs of nodes that it may look at for one community: large ones get fewer rounds
CROWD = 150  # a community of more is parted once more, as far as it has parts: nobody reads a larger one at a glance
SMALLEST, LARGEST = 9.0, 36.0  # radius of a node

Links = dict[tuple[int, int], float]
Members = tuple[int, ...]


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

    members: Members
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
    regions = _regions(len(nodes), weights)
    communities = [members for region in regions for members in region]
    shapes = [
        _Shape([radii[member] for member in members], links)
        for members, links in zip(communities, _inner(communities, weights), strict=True)
    ]
    drawn = parts.made("layout", shapes, _digest, _points)
    groups = [_group(*each) for each in zip(communities, shapes, drawn, strict=True)]
    centres = list(_centres(regions, groups, weights))
    if len(nodes) <= DRAWN_IN:
        outlines = [
            [(x, y, radii[member]) for member, (x, y) in zip(group.members, group.points, strict=True)]
            for group in groups
        ]
        centres = drawn_in(outlines, centres, gap=GAP_OUTLINES)
    found: dict[str, Place] = {}
    for community, (group, (left, top)) in enumerate(zip(groups, centres, strict=True)):
        for member, (x, y) in zip(group.members, group.points, strict=True):
            found[nodes[member]] = Place(round(left + x), round(top + y), round(radii[member]), community)
    return found


def _centres(regions: Sequence[Sequence[Members]], groups: Sequence[_Group], weights: Links) -> Iterator[Point]:
    """The middle of every community, in the order of the regions."""
    ties = _ties([group.members for group in groups], weights)
    inside: list[list[Point]] = []
    radii: list[float] = []
    begin = 0
    for region in regions:
        end = begin + len(region)
        some = [{other - begin: tie for other, tie in each.items() if begin <= other < end} for each in ties[begin:end]]
        sizes = [group.radius for group in groups[begin:end]]
        places_of = packed(sizes, some, gap=GAP_PARTS)
        # Around the middle of the box, which is nearer to the middle of the disc than the first community
        middle = tuple((min(axis) + max(axis)) / 2 for axis in zip(*places_of, strict=True))
        inside.append([(x - middle[0], y - middle[1]) for x, y in places_of])
        radii.append(max(math.hypot(x, y) + size for (x, y), size in zip(inside[-1], sizes, strict=True)))
        begin = end
    between = _ties([[member for members in region for member in members] for region in regions], weights)
    centres = packed(radii, between, gap=GAP_REGIONS if len(regions) < len(groups) else GAP_PARTS, aspect=ASPECT)
    for (left, top), points in zip(centres, inside, strict=True):
        for x, y in points:
            yield left + x, top + y


def _links(parts: Parts, nodes: Sequence[str]) -> tuple[Links, list[int]]:
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


def _regions(size: int, weights: Links) -> list[list[Members]]:
    """Node numbers by community, the communities by region, the largest first. Nodes without any link are the last."""
    linked = {node for pair in weights for node in pair}
    alone = tuple(node for node in range(size) if node not in linked)
    found: list[list[Members]] = []
    coarse = _leiden(weights)
    for members, links in zip(coarse, _inner(coarse, weights), strict=True):
        parts = _leiden(links) if len(members) > CROWD else []
        region = [tuple(members[i] for i in part) for part in parts] or [members]
        found.append(sorted(region, key=lambda each: (-len(each), each)))
    found.sort(key=lambda region: (-sum(map(len, region)), region))
    return [*found, [alone]] if alone else found


def _leiden(links: Links) -> list[Members]:
    """The communities of what is linked, each in ascending order."""
    from graspologic_native import leiden

    if not links:
        return []
    edges = [(str(one), str(other), weight) for (one, other), weight in links.items()]
    _, community_of = leiden(edges, iterations=4, seed=SEED)
    found: dict[int, list[int]] = defaultdict(list)
    for node in sorted(map(int, community_of)):
        found[community_of[str(node)]].append(node)
    return [tuple(members) for members in found.values()]


def _inner(communities: Sequence[Members], weights: Links) -> list[Links]:
    """The links inside each community, between positions in it."""
    where = {member: (c, i) for c, members in enumerate(communities) for i, member in enumerate(members)}
    found: list[Links] = [{} for _ in communities]
    for (one, other), weight in weights.items():
        (community, first), (there, second) = where[one], where[other]
        if community == there:
            found[community][first, second] = weight
    return found


def _ties(communities: Sequence[Iterable[int]], weights: Links) -> list[Mapping[int, float]]:
    """How strongly each community is tied to others, by their number."""
    community = {member: index for index, members in enumerate(communities) for member in members}
    ties: list[dict[int, float]] = [defaultdict(float) for _ in communities]
    for (one, other), weight in weights.items():
        if community[one] != community[other]:
            ties[community[one]][community[other]] += weight
            ties[community[other]][community[one]] += weight
    return list(ties)


class _Shape(NamedTuple):
    """What the layout of a community depends on: the radii of its members, the links between their positions in it."""

    sizes: list[float]
    links: Links


def _digest(shape: _Shape) -> bytes:
    return digest(tuple(shape))


def _points(shape: _Shape) -> bytes:
    """Where the members stand around an origin, none on top of another: x, y, x, y, ..., as doubles."""
    import rustworkx

    sizes, links = shape
    if links:
        net = rustworkx.PyGraph(multigraph=False)
        net.add_nodes_from(range(len(sizes)))
        net.add_edges_from([(one, other, weight) for (one, other), weight in links.items()])
        # A start on a circle in the order of the ids leaves less to chance than a random one
        start = rustworkx.circular_layout(net)
        drawn = rustworkx.spring_layout(net, pos=dict(start), weight_fn=float, num_iter=_rounds(len(sizes)), seed=SEED)
        points = _apart(_scaled(_compact([(drawn[i][0], drawn[i][1]) for i in range(len(sizes))])), sizes)
    else:
        points = _sunflower(sizes)
    return struct.pack(f"<{2 * len(points)}d", *chain.from_iterable(points))


def _rounds(size: int) -> int:
    return max(10, min(ITERATIONS, int(WORK / size**2)))


def _group(members: Members, shape: _Shape, drawn: bytes) -> _Group:
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
