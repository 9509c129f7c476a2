"""The triples of graph.ttl, ready to be asked.

A small file is read into memory each time, which takes no longer than to open a store. Of a larger one a store is kept
beside the file (`kg.query.kept`): a million triples take four seconds to read and 50 ms to open.
"""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.errors import KgError
from kg.export.terms import BASE, Names, names
from kg.query.kept import drop, kept

_HEAD = 1 << 14  # bytes of a file in which its prefixes stand
_PREFIX = re.compile(r"^@prefix id: <([^<>\s]+/)id/> \.$", re.MULTILINE)
SMALL = 1 << 20  # bytes of Turtle, some 18,000 triples: 35 ms either way
# What a store that is damaged raises: RocksDB's own words come as the second
DAMAGED = (OSError, RuntimeError, ValueError)


def names_of(graph_ttl: Path) -> Names:
    """The names of the things of a Turtle file, under the base that its prefix `id:` tells; the usual one where it has
    none. Raises `KgError` where it cannot be read."""
    try:
        with graph_ttl.open("rb") as stream:
            found = _PREFIX.search(stream.read(_HEAD).decode("utf-8", "replace"))
    except OSError as error:
        raise _unreadable(graph_ttl, error) from error
    return names(found[1] if found else BASE)


def load(graph_ttl: Path) -> Store:
    """Read a Turtle file into memory. Raises `KgError` where there is none or it is not Turtle."""
    return _filled(Store(), graph_ttl)


def opened(graph_ttl: Path) -> Store:
    """The triples of a Turtle file: in memory where it is small, else in the store beside it, made where there is none.

    Raises `KgError` as `load` does. Two processes may open the same store; nobody writes to it.
    """
    place = _place(graph_ttl)
    if place is None:
        return load(graph_ttl)
    try:
        return Store.read_only(str(place))
    except DAMAGED:
        return reopened(graph_ttl)


def reopened(graph_ttl: Path) -> Store:
    """The triples in memory, after a store that turned out to be damaged: the next to open it makes it anew."""
    place = _place(graph_ttl)
    if place is not None:
        drop(place)
    return load(graph_ttl)


def _place(graph_ttl: Path) -> Path | None:
    try:
        if graph_ttl.stat().st_size < SMALL:
            return None
    except OSError:
        return None  # to be told by whoever reads it

    def fill(folder: Path) -> None:
        try:
            store = _filled(Store(str(folder)), graph_ttl)
            store.flush()
        except (KgError, RuntimeError) as error:
            if isinstance(error.__cause__, SyntaxError):
                raise
            raise OSError(str(error)) from error  # a full disk, for one; if it is the file's fault, `load` says so
        del store  # closes its files, so that the folder can be moved on every system

    return kept(graph_ttl, "triples", fill)


def _filled(store: Store, graph_ttl: Path) -> Store:
    try:
        with graph_ttl.open("rb") as stream:
            store.bulk_load(stream, format=RdfFormat.TURTLE)
    except (OSError, SyntaxError, ValueError) as error:
        raise _unreadable(graph_ttl, error) from error
    return store


def _unreadable(graph_ttl: Path, error: Exception) -> KgError:
    if isinstance(error, FileNotFoundError):
        return KgError(f"{graph_ttl}: no such file; run `kg build` first, or name the graph with -g")
    reason = " ".join(str(error).split())
    return KgError(f"{graph_ttl}: cannot be read as Turtle ({reason}); build it again with `kg build`")
