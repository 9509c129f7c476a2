"""The pairs of a graph of which it is doubtful whether they are one thing, the most useful to decide first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.graph import Graph
from kg.resolve import names
from kg.resolve.persons import WEAK

# how uncertain what was done is, from 0 to 1
_KEPT_APART = {"either": 0.9, "district": 0.7, "title": 0.7, "prefecture": 0.6, "county": 0.6, "around": 0.5}
_KEPT_APART |= {"posts": 0.3, "standing": 0.2}
_JOINED = {"county": 0.5, "prefecture": 0.5, "title": 0.5, "around": 0.4}
_CUT_SHORT = 0.3
_ALIKE = 0.4
_BY_REGION = ("project", "campaign", "event")
_SHORTEST = 4  # characters of a name that a longer one may be a longer form of


@dataclass(frozen=True)
class Doubt:
    """Two things of which it is doubtful whether they are one.

    `first` and `second` are nodes, and one and the same where the two were `joined`: then `things` tells the articles
    (by the ends of their ids) in which the two are met, or `names` by which names they go. `by` is what spoke for or
    against it, `at` where. `weight` grows with the doubt and with the facts that hang on it.
    """

    joined: bool
    first: str
    second: str
    by: str
    at: str = ""
    things: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    weight: float = 0.0


def doubts(graph: Graph) -> list[Doubt]:
    """The doubtful pairs of a graph. Those that a reader has decided are none."""
    found = [*_persons(graph), *_firms(graph), *_alike(graph)]
    known: dict[tuple[str, ...], Doubt] = {}
    for doubt in sorted(found, key=lambda d: (-d.weight, d.first, d.second, d.things, d.names)):
        known.setdefault((*sorted((doubt.first, doubt.second)), *(doubt.things if doubt.joined else ())), doubt)
    return list(known.values())


def _facts(graph: Graph, *nodes: str) -> int:
    return sum(int(graph.degree(node)) for node in set(nodes))


def _persons(graph: Graph) -> Iterator[Doubt]:
    for node, row in graph.nodes(data=True):
        for told in row.get("apart") or ():
            if told["by"] in _KEPT_APART and told["from"] in graph:
                weight = _KEPT_APART[told["by"]] * _facts(graph, node, told["from"])
                things = tuple(told.get("things", ()))
                yield Doubt(False, node, told["from"], told["by"], told.get("at", ""), things, weight=weight)
        for told in row.get("joins") or ():
            if told["by"] in WEAK:
                weight = _JOINED[told["by"]] * _facts(graph, node)
                yield Doubt(
                    True, node, node, told["by"], told.get("at", ""), tuple(told.get("things", ())), weight=weight
                )


def _firms(graph: Graph) -> Iterator[Doubt]:
    """Firms joined though one name is cut short, and firms of which one may be the other's name, cut short or without
    its place."""
    cores: dict[str, list[tuple[str, str, str]]] = defaultdict(list)  # by the first two characters: core, place, node
    for node, row in graph.nodes(data=True):
        if row["type"] != "organization":
            continue
        for told in row.get("joins") or ():
            if told["by"] == "firm" and told.get("names"):
                one, other = (names.firm(name)[1] for name in told["names"])
                if one != other:
                    weight = _CUT_SHORT * _facts(graph, node)
                    yield Doubt(True, node, node, "firm", names=tuple(told["names"]), weight=weight)
        if "/" not in node and names.kind_of(row["name"]) in ("firm", ""):
            place, core = names.firm(row["name"])
            cores[core[:2]].append((core, place, node))
    for rows in cores.values():
        for i, (one, place, first) in enumerate(sorted(rows)):
            for other, elsewhere, second in sorted(rows)[i + 1 :]:
                alike = one == other or names.is_cut_from(one, other) or names.is_cut_from(other, one)
                if alike and not (place and elsewhere and place != elsewhere):
                    yield Doubt(False, first, second, "alike", weight=_ALIKE * _facts(graph, first, second))


def _alike(graph: Graph) -> Iterator[Doubt]:
    """Projects, campaigns and events (of one date) of one region, of which one name begins or ends with the other's."""
    blocks: dict[tuple[str, str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for node, row in graph.nodes(data=True):
        if row["type"] in _BY_REGION and (row["type"] != "event" or row.get("date")):
            region = "/".join(node.split(":", 1)[1].split("/")[:2])
            blocks[row["type"], region, str(row.get("date") or "")][row["name"]].append(node)
    for block in blocks.values():
        for name, nodes in block.items():
            shorter = {name[:n] for n in range(_SHORTEST, len(name))} | {name[-n:] for n in range(_SHORTEST, len(name))}
            others = [node for each in sorted(shorter & block.keys()) for node in block[each]] + nodes[1:]
            for other in others:
                first, second = sorted((nodes[0], other))
                yield Doubt(False, first, second, "alike", weight=_ALIKE * _facts(graph, first, second))
