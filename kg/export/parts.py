"""Parts of the files of a build, kept for the next: what is made of rows that did not change is not made again.

A writer cuts what it writes into parts, each made of a few rows of the graph and nothing else. The key of a part is a
hash of those rows, of the writer and of the whole program, so a part that is found is the one that would be made.

Where one part ends and the next begins is told by the rows themselves (`runs`) and not by counting: a row that comes or
goes changes the part that it stands in and leaves the others as they are. Manber, "Finding similar files in a large
file system" (USENIX 1994), cuts files so.
"""

from __future__ import annotations

import hashlib
import marshal
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple, TextIO, TypeVar

from kg.cache import PART, Cache, version
from kg.graph import Graph
from kg.stored import in_memory

T = TypeVar("T")
Row = TypeVar("Row", "Node", "Edge")

_LENGTH = 32  # rows in a part, on average
_BATCH = 64  # parts that are looked up at a time
_QUICK = 1  # of zlib: what is written is so repetitive that it shrinks to a tenth all the same
_PLAIN = 2  # of marshal: the last version in which equal values have equal bytes


class Node(NamedTuple):
    """A node of the graph. `digest` stands for all of it; it is empty where nothing is kept."""

    id: str
    row: dict[str, Any]
    digest: bytes


class Edge(NamedTuple):
    """An edge. `digest` stands for all of it, and for the type, the name and the kind of its ends."""

    source: str
    target: str
    row: dict[str, Any]
    digest: bytes


def digest(value: Any) -> bytes:
    """A hash of plain data: equal ones have equal hashes, as long as their dicts are in the same order."""
    return hashlib.blake2b(marshal.dumps(value, _PLAIN), digest_size=16).digest()


class Parts:
    """The rows of a graph, and the parts that earlier builds made of such rows."""

    def __init__(self, graph: Graph, cache: Cache | None = None, whole: bool = True) -> None:
        """With `whole` false the rows have no digests: for a writer whose parts are not made of whole rows."""
        self._digests = whole and cache is not None and cache.usable
        self.graph = graph
        self._cache = cache if cache is not None else Cache(None)

    @property
    def told_apart(self) -> bool:
        """Whether the rows have digests."""
        return self._digests

    @property
    def nodes(self) -> Iterable[Node]:
        """The nodes in the order of the graph."""
        return self._nodes if in_memory(self.graph) else self._made_nodes()

    @property
    def edges(self) -> Iterable[Edge]:
        """The edges in the order of the graph: all that go out from its first node, from its second, ..."""
        return self._edges if in_memory(self.graph) else self._made_edges()

    @cached_property
    def _nodes(self) -> list[Node]:
        return list(self._made_nodes())

    @cached_property
    def _edges(self) -> list[Edge]:
        return list(self._made_edges())

    def _made_nodes(self) -> Iterator[Node]:
        return (Node(node, row, self._digest(row, node)) for node, row in self.graph.nodes(data=True))

    def _made_edges(self) -> Iterator[Edge]:
        if not self._digests:
            return (Edge(source, target, row, b"") for source, target, row in self.graph.edges(data=True))
        ends = self._ends
        return (
            Edge(source, target, row, self._digest(row, source, ends[source], target, ends[target]))
            for source, target, row in self.graph.edges(data=True)
        )

    @cached_property
    def _ends(self) -> dict[str, tuple[str, str, str | None]]:
        return {node: (row["type"], row["name"], row.get("kind")) for node, row in self.graph.nodes(data=True)}

    def _digest(self, row: Mapping[str, Any], *more: Any) -> bytes:
        if not self._digests:
            return b""
        return digest((more, row))

    def made(
        self, what: str, of: Iterable[T], digest: Callable[[T], bytes], make: Callable[[T], bytes]
    ) -> Iterator[bytes]:
        """The part of each of these rows, or groups of rows: kept, or made now and kept.

        `what` names the writer and the file; `digest` gives that of all that `make` makes a part of.
        """
        if not self._cache.usable:
            yield from map(make, of)
            return
        start = hashlib.sha256(f"{version.of_all()} {what} ".encode())
        groups = iter(of)
        while batch := list(islice(groups, _BATCH)):
            keys = []
            for group in batch:
                whole = start.copy()
                whole.update(digest(group))
                keys.append(whole.digest())
            kept = self._cache.get(keys)
            for key, group in zip(keys, batch, strict=True):
                data = _inflated(kept.pop(key, None))
                if data is None:
                    data = make(group)
                    self._cache.put(key, zlib.compress(data, _QUICK), PART)
                yield data

    def lines(self, what: str, rows: Iterable[Row], make: Callable[[Sequence[Row]], str]) -> Iterator[bytes]:
        """The text of nodes or edges, run by run, in UTF-8."""
        found = runs(rows, lambda row: row[0])
        return self.made(what, found, lambda run: b"".join(row.digest for row in run), lambda run: make(run).encode())


def runs(rows: Iterable[T], name: Callable[[T], str]) -> Iterator[Sequence[T]]:
    """The rows in runs of some thirty. Rows of one name stand together and stay together."""
    run: list[T] = []
    last = None
    for row in rows:
        own = name(row)
        if own != last:
            if run and zlib.crc32(own.encode("utf-8", "surrogatepass")) % _LENGTH == 0:
                yield run
                run = []
            last = own
        run.append(row)
    if run:
        yield run


def _inflated(value: bytes | None) -> bytes | None:
    try:
        return None if value is None else zlib.decompress(value)
    except (zlib.error, TypeError):  # torn, or no bytes at all: as if it were not there
        return None


def put(stream: TextIO, data: bytes) -> None:
    """Write UTF-8 to a text stream; into what lies beneath it, where there is such a thing, as it stands."""
    beneath = getattr(stream, "buffer", None)
    if beneath is None:
        stream.write(data.decode("utf-8"))
    else:
        stream.flush()
        beneath.write(data)
