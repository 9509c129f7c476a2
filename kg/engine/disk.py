"""Rows on this machine: in memory while they are few, on the disk beyond that.

Rows are weighed as they come (every so many of them is pickled). What grows beyond its share goes to the disk: what is
kept as it is, what is grouped as runs in the order of the keys, which are merged when they are read (external merge
sort: Knuth, The Art of Computer Programming 3, 5.4).
"""

from __future__ import annotations

import heapq
import os
import pickle
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from tempfile import mkstemp
from typing import Any, Generic, TypeVar

from kg.engine.rows import K, Rows, U, V

T = TypeVar("T")
X = TypeVar("X")

HELD = 16 << 20
"""Bytes, as on the disk, that one collection may hold in memory; there they take three to five times as many."""
_BATCH = 256  # rows written in one go: what they share is written once
_WEIGHED = 64  # of so many rows one is weighed, beyond the first so many


class _Weight:
    """About how many bytes so many rows are."""

    def __init__(self) -> None:
        self.rows = self.bytes = 0

    def add(self, row: object) -> int:
        """Count a row; returns about what all are by now."""
        # The first one by one: a single row that is large does not stand for many
        if self.rows < _WEIGHED or self.rows % _WEIGHED == 0:
            stands_for = 1 if self.rows < _WEIGHED else _WEIGHED
            self.bytes += len(pickle.dumps(row, pickle.HIGHEST_PROTOCOL)) * stands_for
        self.rows += 1
        return self.bytes


class _File(Generic[T]):
    """Rows in a file, which goes with them at the latest."""

    def __init__(self, folder: Path, rows: Iterable[T]) -> None:
        handle, name = mkstemp(prefix="rows-", dir=folder)
        self._path = Path(name)
        self.remove = weakref.finalize(self, _removed, self._path, os.getpid())
        with os.fdopen(handle, "wb") as stream:
            batch: list[T] = []
            for row in rows:
                batch.append(row)
                if len(batch) == _BATCH:
                    pickle.dump(batch, stream, pickle.HIGHEST_PROTOCOL)
                    batch.clear()
            pickle.dump(batch, stream, pickle.HIGHEST_PROTOCOL)

    def __iter__(self) -> Iterator[T]:
        end = self._path.stat().st_size
        with self._path.open("rb") as stream:
            while stream.tell() < end:
                yield from pickle.load(stream)


def _removed(path: Path, process: int) -> None:
    if os.getpid() == process:  # and not in one that was forked from it
        with suppress(OSError):
            path.unlink()


class DiskRows(Rows[T]):
    """Rows made anew each time they are asked for. Those of one key come in the order in which they were made."""

    def __init__(self, make: Callable[[], Iterable[T]], folder: Path, held: int = HELD) -> None:
        """`folder` is where rows go that are too many."""
        self._make, self._folder, self._held = make, folder, held

    def __iter__(self) -> Iterator[T]:
        return iter(self._make())

    def _rows(self, make: Callable[[], Iterable[X]]) -> DiskRows[X]:
        return DiskRows(make, self._folder, self._held)

    def mapped(self, function: Callable[[T], Iterable[U]]) -> DiskRows[U]:
        """See `Rows`."""
        return self._rows(lambda: chain.from_iterable(map(function, self)))

    def grouped(
        self: DiskRows[tuple[K, V]], function: Callable[[K, list[V]], Iterable[U]], several: bool = False
    ) -> DiskRows[U]:
        """See `Rows`. The keys come in their order."""

        def made() -> Iterator[U]:
            for key, values in self._groups():
                yield from function(key, list(dict.fromkeys(values)) if several else values)

        return self._rows(made)

    def _groups(self: DiskRows[tuple[K, V]]) -> Iterator[tuple[K, list[V]]]:
        runs: list[_File[tuple[K, list[V]]]] = []
        try:
            held: dict[K, list[V]] = {}
            weight = _Weight()
            for key, value in self:
                values = held.get(key)
                if values is None:
                    held[key] = [value]
                else:
                    values.append(value)
                if weight.add((key, value)) > self._held:
                    runs.append(_File(self._folder, _in_order(held)))
                    held, weight = {}, _Weight()
            if not runs:
                yield from _in_order(held)
                return
            merged = heapq.merge(*runs, _in_order(held), key=itemgetter(0))
            for key, parts in groupby(merged, itemgetter(0)):
                yield key, [value for _, values in parts for value in values]
        finally:
            for run in runs:
                run.remove()

    def beside(
        self: DiskRows[tuple[K, X]], others: Rows[tuple[K, V]], function: Callable[[K, X, list[V]], Iterable[U]]
    ) -> DiskRows[U]:
        """See `Rows`. These must be in the order of their keys, as those of the articles are."""
        assert isinstance(others, DiskRows)

        def made() -> Iterator[U]:
            groups: Iterator[tuple[Any, list[V]]] = others._groups()
            at = next(groups, None)
            for key, row in self:
                while at is not None and at[0] < key:
                    at = next(groups, None)
                yield from function(key, row, at[1] if at is not None and at[0] == key else [])

        return self._rows(made)

    def plus(self, others: Rows[T]) -> DiskRows[T]:
        """See `Rows`."""
        return self._rows(lambda: chain(self, others))

    def kept(self) -> DiskRows[T]:
        """See `Rows`."""
        rows: list[T] = []
        weight, each = _Weight(), iter(self)
        for row in each:
            rows.append(row)
            if weight.add(row) > self._held:
                return _Filed(_File(self._folder, chain(rows, each)), self._folder, self._held)
        return self._rows(lambda: rows)

    def released(self) -> None:
        """See `Rows`."""

    def gathered(self) -> list[T]:
        """See `Rows`."""
        return list(self)


class _Filed(DiskRows[T]):
    def __init__(self, file: _File[T], folder: Path, held: int) -> None:
        super().__init__(lambda: file, folder, held)
        self._file = file

    def released(self) -> None:
        self._file.remove()


def _in_order(held: dict[K, list[V]]) -> Iterator[tuple[K, list[V]]]:
    keys: list[Any] = sorted(held)
    return ((key, held[key]) for key in keys)
