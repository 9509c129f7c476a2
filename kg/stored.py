"""A graph on the disk that is read as one in memory: networkx over tables of SQLite.

Of a graph that is too large for memory the rows are put into a file, and networkx is given mappings that look them up
there. Who reads it sees an `nx.MultiDiGraph` in canonical order; it cannot be changed. A row is made anew for each who
asks, but for the few asked for last.
"""

from __future__ import annotations

import marshal
import os
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias, cast

import networkx as nx

from kg.assembly.made import EdgeRow, NodeRow, Row
from kg.assembly.told import Qualifiers
from kg.engine.disk import DiskRows

FILE = "graph.sqlite"
_REMEMBERED = 8 << 20  # bytes of rows, as they are in the file, that are kept in memory
_BATCH = 1000  # rows written at a time
_TABLES = """
create table node (id blob not null, row blob not null, evidence blob not null);
create table edge (source blob not null, target blob not null, row blob not null, evidence blob not null);
"""
# Of their own: to find a key in a table without rowids, SQLite reads the whole of every row that it compares it with
_INDICES = """
create unique index by_id on node (id);
create index by_source on edge (source);
create index by_target on edge (target);
delete from edge where source not in (select id from node) or target not in (select id from node);
"""

_APART = "evidence"  # of a row, for it may be very long; always the last of what it has

Attributes: TypeAlias = dict[str, Any]
Around: TypeAlias = dict[str, dict[int, Attributes]]
"""The edges of a node by the node at their other end, numbered."""
_Leaving: TypeAlias = tuple[str, str, Qualifiers, bytes, bytes]
"""An edge but for its source: relation, target, qualifiers, and its row in two parts."""


@contextmanager
def stored(rows: Iterable[Row], folder: Path, **about: Any) -> Iterator[nx.MultiDiGraph[str]]:
    """The graph of these rows, which may come in any order, in a file of `folder`, to be read while the context lasts.
    `about` is what is said of the whole."""
    path = folder / FILE
    _fill(path, rows)
    del rows  # with all that it took to make them
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(**about)
    file = _File(path)
    try:
        graph._node = _Nodes(file)
        graph._adj = graph._succ = _Edges(file, "source", "target")
        graph._pred = _Edges(file, "target", "source")
        yield graph
    finally:
        file.close()


def in_memory(graph: nx.MultiDiGraph[str]) -> bool:
    """Whether a graph is one in memory, whose rows may be held on to."""
    return isinstance(graph._node, dict)


def _fill(path: Path, rows: Iterable[Row]) -> None:
    db = sqlite3.connect(path)
    # Nobody reads the file before it is whole, and nobody after: a crash may leave it as it is
    db.execute("pragma journal_mode = off")
    db.execute("pragma synchronous = off")
    db.executescript(_TABLES)
    edges: DiskRows[tuple[str, _Leaving]] = DiskRows(lambda: _edges_of(db, rows), path.parent)
    _insert(db, "edge", edges.grouped(_in_order))
    db.executescript(_INDICES)
    db.commit()
    db.close()


def _edges_of(db: sqlite3.Connection, rows: Iterable[Row]) -> Iterator[tuple[str, _Leaving]]:
    """The edges by their source; the nodes among the rows are put where they belong."""
    nodes: list[tuple[bytes, bytes, bytes]] = []
    for row in rows:
        if isinstance(row, EdgeRow):
            yield row.source, (row.relation, row.target, row.qualifiers, *_apart(row.row))
        elif isinstance(row, NodeRow):
            nodes.append((_key(row.id), *_apart(row.row)))
            if len(nodes) == _BATCH:
                _insert(db, "node", nodes)
                nodes.clear()
    _insert(db, "node", nodes)


def _apart(row: Attributes) -> tuple[bytes, bytes]:
    rest = {name: value for name, value in row.items() if name != _APART}
    return marshal.dumps(rest), marshal.dumps(row.get(_APART))


def _in_order(source: str, leaving: list[_Leaving]) -> Iterator[tuple[bytes, ...]]:
    """The rows of the file for the edges of a source, in the order of a graph in memory: who reads them need not sort,
    and finds what is asked for together side by side."""
    leaving.sort(key=itemgetter(0, 1, 2))
    for _, target, _, row, evidence in leaving:
        yield _key(source), _key(target), row, evidence


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[tuple[bytes, ...]]) -> None:
    places = "?, ?, ?" if table == "node" else "?, ?, ?, ?"
    db.executemany(f"insert into {table} values ({places})", rows)


def _key(id_: str) -> bytes:
    """As bytes: the name of a file may hold what is no character, and bytes of UTF-8 have the order of the strings."""
    return id_.encode("utf-8", "surrogatepass")


def _id(key: bytes) -> str:
    return key.decode("utf-8", "surrogatepass")


class _File:
    """The file of the graph, opened anew in a process that was forked."""

    def __init__(self, path: Path) -> None:
        self._path, self._process = path, 0

    def all(self, query: str, *values: bytes | int) -> Iterator[tuple[Any, ...]]:
        if self._process != os.getpid():
            self._db = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            self._process = os.getpid()
        return self._db.execute(query, values)

    def evidence(self, query: str, key: bytes | int) -> Any:
        ((found,),) = self.all(query, key)
        return marshal.loads(found)

    def close(self) -> None:
        if self._process == os.getpid():
            self._db.close()


class _Nodes(Mapping[str, Attributes]):
    def __init__(self, file: _File) -> None:
        self._file = file
        self._known: OrderedDict[str, tuple[int, Attributes]] = OrderedDict()
        self._bytes = 0
        ((self._count,),) = file.all("select count(*) from node")

    def __len__(self) -> int:
        return int(self._count)

    def __iter__(self) -> Iterator[str]:
        return (_id(id_) for (id_,) in self._file.all("select id from node order by id"))

    def __contains__(self, id_: object) -> bool:
        if id_ in self._known:
            return True
        return isinstance(id_, str) and any(self._file.all("select 1 from node where id = ?", _key(id_)))

    def __getitem__(self, id_: str) -> Attributes:
        known = self._known.get(id_)
        if known is not None:
            self._known.move_to_end(id_)
            return known[1]
        found = next(self._file.all("select row from node where id = ?", _key(id_)), None)
        if found is None:
            raise KeyError(id_)
        row = cast(Attributes, _Row(marshal.loads(found[0]), partial(self._evidence, id_)))
        self._known[id_] = len(found[0]), row
        self._bytes += len(found[0])
        while self._bytes > _REMEMBERED and len(self._known) > 1:
            self._bytes -= self._known.popitem(last=False)[1][0]
        return row

    def _evidence(self, id_: str) -> Any:
        return self._file.evidence("select evidence from node where id = ?", _key(id_))

    def items(self) -> Any:
        """The nodes in order, a row at a time, whole."""
        rows = self._file.all("select id, row, evidence from node order by id")
        return ((_id(id_), _whole(marshal.loads(row), marshal.loads(evidence))) for id_, row, evidence in rows)


def _whole(row: Attributes, evidence: Any) -> Attributes:
    if evidence is not None:
        row[_APART] = evidence
    return row


class _Row(Mapping[str, Any]):
    """What is looked up by itself has its passages read when they are asked for: a county may have a hundred thousand,
    and is asked for its name by all that lies in it."""

    def __init__(self, rest: Attributes, evidence: Callable[[], Any]) -> None:
        self._rest, self._evidence = rest, evidence
        self._names = [*rest, _APART] if "inferred" not in rest else list(rest)

    def __getitem__(self, name: str) -> Any:
        if name == _APART and name in self._names:
            return self._evidence()
        return self._rest[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class _Edges(Mapping[str, Around]):
    """The edges by one of their ends; networkx asks for those of a node, or for all in the order of the nodes."""

    def __init__(self, file: _File, by: str, other: str) -> None:
        self._file, self._by, self._other = file, by, other
        self._nodes = _Nodes(file)

    def __len__(self) -> int:
        return len(self._nodes)

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._nodes

    def __getitem__(self, id_: str) -> Around:
        query = f"select {self._other}, row, rowid from edge where {self._by} = ? order by rowid"
        found: Around = {}
        for other, row, place in self._file.all(query, _key(id_)):
            numbered = found.setdefault(_id(other), {})
            numbered[len(numbered)] = cast(Attributes, _Row(marshal.loads(row), partial(self._evidence, place)))
        if not found and id_ not in self._nodes:
            raise KeyError(id_)
        return found

    def _evidence(self, place: int) -> Any:
        return self._file.evidence("select evidence from edge where rowid = ?", place)

    def items(self) -> Any:
        """Each node that has edges, and its edges, in order and whole."""
        order = "rowid" if self._by == "source" else "target, rowid"
        rows = self._file.all(f"select {self._by}, {self._other}, row, evidence from edge order by {order}")
        return ((_id(id_), _around(those)) for id_, those in groupby(rows, itemgetter(0)))


def _around(rows: Iterable[tuple[bytes, bytes, bytes, bytes]]) -> Around:
    found: Around = {}
    for _, other, row, evidence in rows:
        numbered = found.setdefault(_id(other), {})
        numbered[len(numbered)] = _whole(marshal.loads(row), marshal.loads(evidence))
    return found
