"""The data of the page, in blocks: what the first picture needs in whole columns, everything else in short runs.

Nodes are numbered by importance, the most tied first, and edges by the less important of their ends: any part of the
graph that begins with the most important is a beginning of both. A block is JSON. Where they are large all of them are
deflated and written in base64, and the page unpacks a run when something in it is asked for, so that a graph of 100,000
nodes opens as fast as a small one. `kg/page/data.js` reads what is written here.
"""

from __future__ import annotations

import base64
import json
import marshal
import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from itertools import count, islice
from pathlib import Path
from tempfile import gettempdir
from typing import Any, NamedTuple, TypeVar

from kg.chronicle import Stretch, between_sightings, held_by_edge
from kg.engine.disk import DiskRows
from kg.export.characters import well_formed
from kg.export.layout import HIDDEN, places
from kg.export.page_terms import page_terms
from kg.export.parts import Parts
from kg.export.passages import Passages
from kg.export.pinyin import readings
from kg.export.rdf import names_of
from kg.graph import Graph
from kg.resolve.reasons import APART, JOINED, SAME_KEY
from kg.text.dates import is_date
from kg.vocabulary import VOCABULARY, Attribute, Label

T = TypeVar("T")

RUN = 512  # rows of a run: some 20 kB to unpack for a single fact
PACKED_FROM = 1_000_000  # characters of JSON; below, the page is small anyway, and as it stands it can be read

# vis-network's own: nothing moves by itself, and what makes large graphs slow is off
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False},
    "interaction": {"hideEdgesOnDrag": False, "hideEdgesOnZoom": False, "dragNodes": True, "hover": True},
}

_UNSAFE = re.compile("[<>&\u2028\u2029]")


class Block(NamedTuple):
    """A script element of the page that no browser runs: JSON as it stands, or deflated and in base64."""

    name: str
    packed: bool
    text: str


def blocks(graph: Graph, parts: Parts) -> Iterator[Block]:
    """The blocks of a page, the first of them "head"."""
    # Held until it is known whether there are enough of them to be packed
    held: list[tuple[str, str]] = []
    size = 0
    for name, value in _values(graph, parts):
        if size >= PACKED_FROM:
            yield Block(name, True, _packed(_json(value)))
            continue
        held.append((name, _json(value)))
        size += len(held[-1][1])
        if size >= PACKED_FROM:
            yield from _made(held, True)
    if size < PACKED_FROM:
        yield from _made(held, False)


def _made(values: Iterable[tuple[str, str]], packed: bool) -> Iterator[Block]:
    for name, text in values:
        apart = packed and name != "head"
        yield Block(name, apart, _packed(text) if apart else _script_safe(text))


def _json(value: Any) -> str:
    return well_formed(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _script_safe(text: str) -> str:
    """JSON that neither ends its script element nor breaks a parser: the few characters that could are escaped."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _packed(text: str) -> str:
    """Deflated (RFC 1951, without a header) and in base64."""
    press = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = press.compress(text.encode("utf-8")) + press.flush()
    return base64.b64encode(data).decode("ascii")


def _values(graph: Graph, parts: Parts) -> Iterator[tuple[str, Any]]:
    from pyvis.network import Network  # takes half a second and IPython: only where a page is written

    drawn, rank = _ranked(parts)
    edges = _Edges(parts, rank)
    passages = Passages(graph, parts, rank)
    place = places(graph, parts)
    net = Network(directed=True, cdn_resources="in_line")
    # Set, not added: add_node and add_edge look through all that is there already, each time
    net.nodes = [
        {
            "id": node,
            "label": name,
            "group": group,
            "x": place[node].x,
            "y": place[node].y,
            "size": place[node].radius,
            "community": place[node].community,
            "aliases": aliases,
            "inferred": inferred,
        }
        for node, group, name, aliases, inferred in drawn
    ]
    net.set_options(json.dumps(OPTIONS))
    yield (
        "head",
        {
            "title": graph.graph.get("title"),
            "generator": graph.graph.get("generator"),
            "types": _types(),
            "relations": _relations(),
            "reasons": {"joins": _words(JOINED), "apart": _words(APART), "same": _both(SAME_KEY)},
            "options": net.options,
            "counts": {"nodes": len(drawn), "edges": len(edges.order), "passages": len(passages)},
            "run": RUN,
        },
    )
    yield "nodes", _node_columns(net.nodes)
    yield "edges", edges.columns()
    yield "documents", passages.documents
    yield "readings", readings(name for row in net.nodes for name in (row["label"], *row["aliases"]))
    yield "rdf", page_terms(names_of(graph))
    del place, net, drawn
    yield from _placed_runs("node", _abouts_of_nodes(parts, rank, passages))
    yield from _placed_runs("edge", _abouts_of_edges(graph, parts, edges, passages))
    yield from _runs("passage", passages.rows(), _passage_columns)
    yield from _runs("context", passages.contexts(), _context_columns)


def _runs(name: str, rows: Iterator[T], columns: Callable[[list[T]], Any]) -> Iterator[tuple[str, Any]]:
    """Rows in their order, run by run."""
    for number in count():
        run = list(islice(rows, RUN))
        if not run:
            return
        yield f"{name}-{number}", columns(run)


def _placed_runs(name: str, abouts: Iterable[tuple[int, _About]]) -> Iterator[tuple[str, Any]]:
    """Abouts, which come with their places, in the order of these and run by run."""

    def by_run() -> Iterator[tuple[tuple[int], tuple[int, bytes]]]:
        # As bytes they take a tenth of the memory
        return (((place // RUN,), (place, marshal.dumps(tuple(about)))) for place, about in abouts)

    def run(number: tuple[int], found: list[tuple[int, bytes]]) -> Iterator[tuple[str, Any]]:
        yield f"{name}-{number[0]}", _about_columns([_About(*marshal.loads(data)) for _, data in sorted(found)])

    yield from DiskRows(by_run, Path(gettempdir())).grouped(run)


class _Drawn(NamedTuple):
    """What the first picture needs of a node."""

    id: str
    type: str
    name: str
    aliases: list[str]
    inferred: bool


def _ranked(parts: Parts) -> tuple[list[_Drawn], dict[str, int]]:
    """The nodes, the most tied first, and the place of each in that order."""
    degree: dict[str, int] = defaultdict(int)
    for source, target, row, _ in parts.edges:
        if row["type"] not in HIDDEN:
            degree[source] += 1
            degree[target] += 1
    found = [
        _Drawn(node, row["type"], str(row["name"]), list(map(str, row.get("aliases", ()))), bool(row.get("inferred")))
        for node, row, _ in parts.nodes
    ]
    found.sort(key=lambda node: (-degree[node.id], node.id))
    return found, {node.id: index for index, node in enumerate(found)}


class _Edges:
    """The edges by the later of their two ends in the order of the nodes, then the earlier: whole columns of numbers,
    each in the order of the graph. `order` has the places that the edges have there."""

    def __init__(self, parts: Parts, rank: Mapping[str, int]) -> None:
        relations = {name: 2 * number for number, name in enumerate(VOCABULARY.relations)}
        self._low, self._high, self._relation = array("L"), array("L"), array("L")
        self._inferred = bytearray()
        for source, target, row, _ in parts.edges:
            one, other = rank[source], rank[target]
            self._low.append(min(one, other))
            self._high.append(max(one, other))
            self._relation.append(relations[row["type"]] + (one > other))
            self._inferred.append(bool(row.get("inferred")))
        self.order = array("L", sorted(range(len(self._low)), key=lambda place: (self._high[place], self._low[place])))

    def columns(self) -> dict[str, list[int]]:
        """`low` and `high` are the ends by importance; `relation` is twice its number, and one more from high to
        low."""
        return {
            "low": [self._low[place] for place in self.order],
            "high": _steps([self._high[place] for place in self.order]),
            "relation": [self._relation[place] for place in self.order],
            "inferred": _inferred(self._inferred[place] for place in self.order),
        }


def _abouts_of_nodes(parts: Parts, rank: Mapping[str, int], passages: Passages) -> Iterator[tuple[int, _About]]:
    for node, row, _ in parts.nodes:
        yield rank[node], _About(passages.numbers(row), _further(row, _NODE_SHOWN), _identity(row))


def _abouts_of_edges(graph: Graph, parts: Parts, edges: _Edges, passages: Passages) -> Iterator[tuple[int, _About]]:
    places_of = array("L", bytes(edges.order.itemsize * len(edges.order)))
    for index, place in enumerate(edges.order):
        places_of[place] = index
    for index, (_, _, row, _), held in zip(places_of, parts.edges, held_by_edge(graph), strict=True):
        yield index, _About(passages.numbers(row), _further(row, _EDGE_SHOWN), _held(row, held))


def _steps(numbers: Sequence[int]) -> list[int]:
    """The first number and from each to the next: smaller to write where they hardly change."""
    return [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]


def _node_columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    types = list(VOCABULARY.entities)
    columns: dict[str, Any] = {name: [row[name] for row in rows] for name in ("label", "x", "y", "size", "community")}
    columns["group"] = [types.index(row["group"]) for row in rows]
    # Most ids begin with the type and the name; what follows is written, and the few others whole
    columns["id"] = [_shortened(row) for row in rows]
    columns["aliases"] = {index: row["aliases"] for index, row in enumerate(rows) if row["aliases"]}
    columns["inferred"] = _inferred(row["inferred"] for row in rows)
    return columns


def _shortened(row: Mapping[str, Any]) -> str:
    plain = f"{row['group']}:{row['label']}"
    identity: str = row["id"]
    return "+" + identity[len(plain) :] if identity.startswith(plain) else "=" + identity


def _inferred(of: Iterable[object]) -> list[int]:
    """The numbers of the rows that are inferred, each as the step from the one before."""
    return _steps([index for index, inferred in enumerate(of) if inferred])


_NODE_SHOWN = ("type", "name", "aliases", "evidence", "inferred", "joins", "apart")
_EDGE_SHOWN = ("type", "evidence", "inferred")


def _identity(row: Mapping[str, Any]) -> dict[str, Any]:
    """What made a node one thing, and what kept it apart from namesakes."""
    return {name: row[name] for name in ("joins", "apart") if row.get(name)}


def _held(row: Mapping[str, Any], stretches: Sequence[Stretch]) -> dict[str, Any]:
    """When a post is known to be held, where that is more than its sightings tell, which the page knows: stretches as
    [grounds, first, last]. A date that the edge has itself is written as its number among its start, the dates on which
    it was seen, its end and `over`."""
    sightings = [date for date in (row.get("as_of"), *row.get("seen", ())) if is_date(date)]
    if row["type"] != "holds_post" or stretches == between_sightings(sightings):
        return {}
    dates = [row.get("start"), *(row.get("seen") or [row.get("as_of")]), row.get("end"), row.get("over")]

    def written(date: str) -> int | str:
        return dates.index(date) if date in dates else date

    return {"held": [[grounds, written(first), written(last)] for grounds, first, last in map(astuple, stretches)]}


def _further(row: Mapping[str, Any], shown_elsewhere: tuple[str, ...]) -> dict[str, Any]:
    """What a node or an edge has beyond the names every one has, without what is empty."""
    return {name: value for name, value in row.items() if name not in shown_elsewhere and value not in (None, "")}


class _About(NamedTuple):
    """What is unpacked only when it is asked for: passages, further attributes, and what is there only for the page."""

    evidence: list[int]
    further: dict[str, Any]
    beside: dict[str, Any]


def _about_columns(rows: Sequence[_About]) -> dict[str, Any]:
    """A run by columns, which pack better than rows: how many passages each row has, all their numbers, and for every
    name the values, null where a row has none. What few rows have stands under their numbers."""
    names = {name: None for row in rows for name in row.further}
    return {
        "many": [len(row.evidence) for row in rows],
        "evidence": [number for row in rows for number in row.evidence],
        "further": {name: [row.further.get(name) for row in rows] for name in names},
        "beside": {index: row.beside for index, row in enumerate(rows) if row.beside},
    }


def _passage_columns(rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Columns of a run. The text is there only where no context holds it."""
    return {
        "document": _steps([row[0] for row in rows]),
        "start": _steps([row[1] for row in rows]),
        "length": [row[2] - row[1] for row in rows],
        "context": _steps([-1 if row[3] is None else row[3] for row in rows]),
        "article": _steps([-1 if row[4] is None else row[4] for row in rows]),
        "text": {index: row[5] for index, row in enumerate(rows) if row[3] is None},
    }


def _context_columns(rows: Sequence[tuple[int, int, str]]) -> dict[str, Any]:
    documents, starts, texts = map(list, zip(*rows, strict=True))
    return {"document": _steps(documents), "start": starts, "text": texts}


def _types() -> dict[str, Any]:
    return {
        name: {
            "label": _both(kind.label),
            "definition": _both(kind.definition),
            "colour": kind.colour,
            "shape": kind.shape,
            "attributes": _labels(kind.attributes),
        }
        for name, kind in VOCABULARY.entities.items()
    }


def _relations() -> dict[str, Any]:
    return {
        name: {
            "label": _both(kind.label),
            "definition": _both(kind.definition),
            "symmetric": kind.symmetric,
            "hidden": name in HIDDEN,
            "qualifiers": _labels(kind.qualifiers),
        }
        for name, kind in VOCABULARY.relations.items()
    }


def _words(labels: Mapping[str, Label]) -> dict[str, dict[str, str]]:
    return {name: _both(label) for name, label in labels.items()}


def _both(label: Label) -> dict[str, str]:
    return {"zh": label.zh, "en": label.en}


def _labels(attributes: Mapping[str, Attribute]) -> dict[str, dict[str, str]]:
    return {name: _both(attribute.label) for name, attribute in attributes.items()}
