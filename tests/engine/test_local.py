"""The engines: the same results, in order, whoever does the work; and an end without remains."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kg import engine
from kg.errors import InputError, KgError


def doubled(number: int) -> int:
    return 2 * number


def slow_at_first(number: int) -> int:
    time.sleep(0.3 if number == 0 else 0)
    return os.getpid()


def refusing(number: int) -> int:
    if number == 3:
        raise InputError("three", "cannot be read")
    return number


def killed(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_results_come_in_the_order_of_the_items() -> None:
    numbers = list(range(50))
    expected = [2 * number for number in numbers]
    assert list(engine.in_process(doubled, numbers)) == expected
    assert list(engine.pool(2)(doubled, numbers)) == expected


def test_a_pool_works_elsewhere_and_in_more_than_one_process() -> None:
    found = set(engine.pool(2)(slow_at_first, list(range(40))))
    assert len(found) == 2
    assert os.getpid() not in found


@pytest.mark.parametrize("where", [engine.in_process, engine.pool(2)])
def test_an_error_arrives_as_it_was_raised(where: engine.Engine) -> None:
    with pytest.raises(InputError, match="three: cannot be read"):
        list(where(refusing, [1, 2, 3, 4]))


def test_a_worker_that_is_killed_is_told_in_a_line() -> None:
    with pytest.raises(KgError, match="a worker process was killed"):
        list(engine.pool(2)(killed, [1, 2, 3, 4]))


def test_closing_stops_the_work() -> None:
    with closing(engine.pool(2)(doubled, list(range(100_000)))) as results:
        assert next(results) == 0
    assert list(results) == []


@pytest.mark.parametrize(
    ("items", "workers", "here"),
    [
        (1, None, True),
        (engine.local.FEW, None, True),
        (1, 8, True),  # nothing for a second one to do
        (1000, 1, True),
        (2, 2, False),
    ],
)
def test_few_items_are_not_worth_a_pool(items: int, workers: int | None, here: bool) -> None:
    assert (engine.suited(items, workers) is engine.in_process) is here


def test_no_items() -> None:
    assert list(engine.suited(0, 4)(doubled, [])) == []


def test_tasks_done_at_once_are_all_done_each_once(tmp_path: Path) -> None:
    def task(number: int) -> Callable[[], None]:
        def work() -> None:
            time.sleep(0.05)
            with (tmp_path / str(number)).open("x") as file:  # fails where it is there already
                file.write(str(os.getpid()))

        return work

    for processes in (1, 2, 3):
        for old in tmp_path.iterdir():
            old.unlink()
        engine.at_once([task(number) for number in range(9)], processes)
        done = {file.name: file.read_text() for file in tmp_path.iterdir()}
        assert set(done) == set("012345678")
        assert len(set(done.values())) == (processes if engine.can_fork() else 1)


@pytest.mark.parametrize("number", range(4))
def test_what_one_of_them_raises_is_raised(number: int) -> None:
    def fail() -> None:
        time.sleep(0.1)
        raise InputError("it", "cannot be done")

    tasks = [lambda: time.sleep(0.1)] * 4
    with pytest.raises(InputError, match="it: cannot be done"):
        engine.at_once([*tasks[:number], fail, *tasks[number + 1 :]], 2)
