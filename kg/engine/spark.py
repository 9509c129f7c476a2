"""Rows on a cluster: RDDs of Apache Spark, which sorts and spills to the disks of its machines.

What has very many values under a few keys (济宁市, 市政府) is brought together in two steps: each of those keys is
salted, so that it is first gathered in as many pieces as there are partitions, wherever they come to lie.
"""

from __future__ import annotations

import pickle
import zlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from kg.engine.rows import K, Rows, U, V

if TYPE_CHECKING:
    from pyspark import RDD

T = TypeVar("T")
X = TypeVar("X")

FEW = 100
"""Values of one key in one partition up to which it is never gathered in pieces; most keys have a few in all."""
HOT = 0.1
"""Of what a partition holds on average: a key that has more in all is gathered in pieces (benchmarks/skew.py)."""


def hot_beyond(rows: int, partitions: int) -> float:
    """Values of one key in one of so many partitions, which holds so many rows, beyond which it is gathered in
    pieces."""
    return max(FEW, HOT * rows / partitions)


class SparkRows(Rows[T]):
    """Rows of an RDD; `partitions` is into how many parts what is brought together is cut."""

    def __init__(self, rdd: RDD[T], partitions: int) -> None:
        self.rdd, self.partitions = rdd, partitions

    def _rows(self, rdd: RDD[X]) -> SparkRows[X]:
        return SparkRows(rdd, self.partitions)

    def __iter__(self) -> Iterator[T]:
        """One partition after the other: never more than one is here."""
        return iter(self.rdd.toLocalIterator())

    def mapped(self, function: Callable[[T], Iterable[U]]) -> SparkRows[U]:
        """See `Rows`."""
        return self._rows(self.rdd.flatMap(function))

    def grouped(
        self: SparkRows[tuple[K, V]], function: Callable[[K, list[V]], Iterable[U]], several: bool = False
    ) -> SparkRows[U]:
        """See `Rows`."""
        if several:
            return self._rows(self._sets().flatMap(partial(_of_set, function)))
        return self._rows(self.rdd.groupByKey(self.partitions, _partition).flatMap(partial(_of_list, function)))

    def _sets(self: SparkRows[tuple[K, V]]) -> RDD[tuple[K, set[V]]]:
        rows = self.kept().rdd
        hot = frozenset(rows.mapPartitions(partial(_hot, self.partitions)).collect())
        if not hot:
            return _aggregated(rows, self.partitions)
        salted = rows.filter(partial(_is_among, hot)).map(partial(_salted, self.partitions))
        pieces = _aggregated(salted, self.partitions).map(_unsalted)
        whole = pieces.reduceByKey(_union, self.partitions, _partition)
        return _aggregated(rows.filter(partial(_is_not_among, hot)), self.partitions).union(whole)

    def beside(
        self: SparkRows[tuple[K, X]], others: Rows[tuple[K, V]], function: Callable[[K, X, list[V]], Iterable[U]]
    ) -> SparkRows[U]:
        """See `Rows`."""
        assert isinstance(others, SparkRows)
        # tagged and grouped rather than `cogroup`, which takes no function for where a key goes
        both = self.rdd.mapValues(_own).union(others.rdd.mapValues(_other))
        return self._rows(both.groupByKey(self.partitions, _partition).flatMap(partial(_of_pair, function)))

    def plus(self, others: Rows[T]) -> SparkRows[T]:
        """See `Rows`."""
        assert isinstance(others, SparkRows)
        return self._rows(self.rdd.union(others.rdd))

    def kept(self) -> SparkRows[T]:
        """See `Rows`. What a machine that is lost held is made again."""
        from pyspark import StorageLevel

        return self._rows(self.rdd if self.rdd.is_cached else self.rdd.persist(StorageLevel.DISK_ONLY))

    def released(self) -> None:
        """See `Rows`. Spark lets go of what nobody can ask for any more; until then it may have to be made again."""

    def gathered(self) -> list[T]:
        """See `Rows`."""
        return self.rdd.collect()


# Hashes of strings differ from one Python to the next: keys go where a checksum of them says
def _partition(key: Any) -> int:
    return zlib.crc32(repr(key).encode("utf-8", "surrogatepass"))


def _aggregated(rdd: RDD[tuple[Any, Any]], partitions: int) -> RDD[tuple[Any, set[Any]]]:
    return rdd.aggregateByKey(set(), _added, _union, partitions, _partition)


def _added(values: set[V], value: V) -> set[V]:
    values.add(value)
    return values


def _union(one: set[V], other: set[V]) -> set[V]:
    one |= other
    return one


def _hot(partitions: int, rows: Iterable[tuple[K, V]]) -> list[K]:
    """The keys that have very many values in one partition already."""
    counts = Counter(key for key, _ in rows)
    beyond = hot_beyond(counts.total(), partitions)
    return [key for key, count in counts.items() if count > beyond]


def _is_among(keys: Container[K], row: tuple[K, V]) -> bool:
    return row[0] in keys


def _is_not_among(keys: Container[K], row: tuple[K, V]) -> bool:
    return row[0] not in keys


def _salted(pieces: int, row: tuple[K, V]) -> tuple[tuple[K, int], V]:
    key, value = row
    return (key, zlib.crc32(pickle.dumps(value)) % pieces), value


def _unsalted(row: tuple[tuple[K, int], set[V]]) -> tuple[K, set[V]]:
    (key, _), values = row
    return key, values


def _of_set(function: Callable[[K, list[V]], Iterable[U]], row: tuple[K, set[V]]) -> Iterable[U]:
    return function(row[0], list(row[1]))


def _of_list(function: Callable[[K, list[V]], Iterable[U]], row: tuple[K, Iterable[V]]) -> Iterable[U]:
    return function(row[0], list(row[1]))


def _own(value: X) -> tuple[bool, X]:
    return True, value


def _other(value: V) -> tuple[bool, V]:
    return False, value


def _of_pair(
    function: Callable[[K, X, list[V]], Iterable[U]], row: tuple[K, Iterable[tuple[bool, Any]]]
) -> Iterator[U]:
    key, values = row
    rows: tuple[list[V], list[X]] = ([], [])
    for own, value in values:
        rows[own].append(value)
    for each in rows[True]:
        yield from function(key, each, rows[False])
