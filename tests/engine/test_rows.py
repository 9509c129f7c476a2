"""Rows: the same outcome in memory, from the disk and on a cluster."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.engine import spark as on_spark
from kg.engine.disk import DiskRows
from kg.engine.rows import Rows

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PAIRS = [(f"k{number % 7}", number % 50) for number in range(1000)] + [("alone", 1)]
Pairs = list[tuple[str, int]]


def together(key: str, values: list[int]) -> Iterator[tuple[str, list[int]]]:
    yield key, sorted(values)


def beside(key: str, value: int, others: list[int]) -> Iterator[tuple[str, int, list[int]]]:
    yield key, value, sorted(others)


def twice(row: tuple[str, int]) -> Iterable[tuple[str, int]]:
    return [row, row] if row[1] % 2 else []


def outcome(of: Callable[[Pairs], Rows[tuple[str, int]]], pairs: Pairs) -> list[object]:
    rows = of(pairs)
    once = of(sorted({key: 0 for key, _ in pairs}.items()))
    kept = rows.mapped(twice).kept()
    found = [
        sorted(rows.grouped(together).gathered()),
        sorted(rows.grouped(together, several=True).gathered()),
        sorted(once.beside(kept, beside).gathered()),
        sorted(rows.plus(once)),
        sorted(kept),
        sorted(kept.gathered()),
    ]
    kept.released()
    return found


def expected(pairs: Pairs) -> list[object]:
    keys = sorted({key for key, _ in pairs})
    doubled = sorted(each for pair in pairs for each in twice(pair))
    return [
        [(key, sorted(value for each, value in pairs if each == key)) for key in keys],
        [(key, sorted({value for each, value in pairs if each == key})) for key in keys],
        [(key, 0, sorted(value for each, value in doubled if each == key)) for key in keys],
        sorted([*pairs, *((key, 0) for key in keys)]),
        doubled,
        doubled,
    ]


@pytest.mark.parametrize("held", [0, 500, 1 << 20])
def test_in_memory_and_on_the_disk(held: int, tmp_path: Path) -> None:
    assert outcome(lambda pairs: DiskRows(lambda: pairs, tmp_path, held), PAIRS) == expected(PAIRS)
    assert not list(tmp_path.iterdir())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.text(max_size=2), st.integers(0, 5)), max_size=30), st.sampled_from([0, 60]))
def test_any_rows(tmp_path: Path, pairs: Pairs, held: int) -> None:
    assert outcome(lambda rows: DiskRows(lambda: rows, tmp_path, held), pairs) == expected(pairs)
    assert not list(tmp_path.iterdir())


def test_an_error_on_the_way_leaves_nothing_behind(tmp_path: Path) -> None:
    def failing() -> Iterator[tuple[str, int]]:
        yield from PAIRS
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        list(DiskRows(failing, tmp_path, 100).grouped(together))
    assert not list(tmp_path.iterdir())


def test_one_large_row_does_not_send_all_to_the_disk(tmp_path: Path) -> None:
    found = DiskRows(lambda: [("large", "长" * 1000)], tmp_path, 5000).kept()
    assert not list(tmp_path.iterdir())
    assert list(found) == [("large", "长" * 1000)]
    many = DiskRows(lambda: [(f"{number}", "长" * 1000) for number in range(3)], tmp_path, 5000).kept()
    assert len(list(tmp_path.iterdir())) == 1
    many.released()
    assert not list(tmp_path.iterdir())


HOT = [("济宁市", number % 400) for number in range(1000)]


def test_which_keys_are_salted() -> None:
    assert on_spark._hot(2, [*PAIRS[:200], *HOT[:101]]) == ["济宁市"]
    assert on_spark._hot(2, [*PAIRS[:200], *HOT[:100]]) == []
    assert on_spark._hot(2, [*HOT[:101], *((f"{number}", number) for number in range(3000))]) == []


@pytest.mark.parametrize("pairs", [PAIRS, PAIRS + HOT], ids=["plain", "salted"])
def test_on_a_cluster_with_and_without_salt(spark: SparkSession, pairs: Pairs) -> None:
    from pyspark import cloudpickle

    cloudpickle.register_pickle_by_value(sys.modules[__name__])  # the machines of the cluster have no tests
    context = spark.sparkContext

    def rows(pairs: Pairs) -> Rows[tuple[str, int]]:
        return on_spark.SparkRows(context.parallelize(pairs, 3), 2)

    found = rows(pairs)
    assert sorted(found.grouped(together, several=True).gathered()) == expected(pairs)[1]
    assert outcome(rows, pairs) == expected(pairs)
