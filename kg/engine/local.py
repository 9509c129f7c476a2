"""The engines of one machine: a plain loop, and a pool of processes."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Protocol, TypeVar

from kg.errors import KgError

T = TypeVar("T")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

FEW = 24  # items up to which a pool takes longer to start than it saves
_SELDOM = 200_000  # objects more than before, until the collector looks for cycles
_SHARE = 8  # items handed to a worker at a time: a call that is stopped waits for no more than these


class Results(Iterator[R_co], Protocol[R_co]):
    """Results in the order of the items; closing stops the work."""

    def close(self) -> None:
        """Stop."""
        ...


class Engine(Protocol):
    """Maps a function over items. Processes of its own begin at once, before the first result is asked for."""

    def __call__(self, function: Callable[[T], R], items: Sequence[T]) -> Results[R]:
        """The results, one by one."""
        ...


def suited(items: int, workers: int | None = None, apart: bool = False) -> Engine:
    """The engine for so many items: with `workers` processes, or with as many as pay for themselves. With `apart`, what
    the work needs is not to be loaded here, however little there is to do."""
    if workers is None:
        workers = 1 if items <= FEW else processors()
    workers = min(workers, items)
    return in_process if workers <= 1 and not (apart and items) else pool(max(workers, 1))


def in_process(function: Callable[[T], R], items: Sequence[T]) -> Results[R]:
    """One after the other, here."""
    return (function(item) for item in items)


def pool(workers: int) -> Engine:
    """An engine that shares the items out among so many processes.

    The processes are spawned, on every system: a fork would copy the threads' locks of the libraries that are loaded.
    Raises `KgError` where one of them is killed.
    """

    def engine(function: Callable[[T], R], items: Sequence[T]) -> Results[R]:
        processes = Pool(workers)
        return _Results(processes, function, items, processes)

    return engine


class Pool:
    """Processes that may be given work more than once."""

    def __init__(self, workers: int, share: int = _SHARE) -> None:
        self.workers, self._share = workers, share
        self._executor = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_begin)

    def __call__(self, function: Callable[[T], R], items: Sequence[T]) -> Results[R]:
        """See `Engine`."""
        return _Results(self, function, items)

    def begun(self, function: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """The results as the processes give them."""
        share = max(1, min(self._share, len(items) // (4 * self.workers)))
        with deaf_to_interrupts():
            return self._executor.map(function, items, chunksize=share)

    def close(self) -> None:
        """Stop, and let go of the processes."""
        self._executor.shutdown(cancel_futures=True)


class Growing:
    """An engine that works here as long as there is little to do in all, and with a pool from then on.

    `workers` and `apart` are as in `suited`, `few` are the items up to which a pool saves nothing, and a process is
    handed no more than `share` of them at a time.
    """

    def __init__(self, workers: int | None = None, apart: bool = False, few: int = FEW, share: int = _SHARE) -> None:
        self._workers, self._apart, self._few, self._share = workers, apart, few, share
        self._items = 0
        self._pool: Pool | None = None

    def __call__(self, function: Callable[[T], R], items: Sequence[T]) -> Results[R]:
        """See `Engine`."""
        self._items += len(items)
        wanted = self._workers or (1 if self._items <= self._few else processors())
        wanted = min(wanted, self._items)
        if self._pool is None and items and (wanted > 1 or self._apart):
            self._pool = Pool(max(wanted, 1), self._share)
        return in_process(function, items) if self._pool is None else self._pool(function, items)

    def close(self) -> None:
        """Stop, and let go of the processes."""
        if self._pool is not None:
            self._pool.close()


class _Results(Iterator[R]):
    def __init__(self, pool: Pool, function: Callable[[T], R], items: Sequence[T], own: Pool | None = None) -> None:
        """`own` is a pool that is closed with the last of the results."""
        self._own = own
        try:
            self._results = pool.begun(function, items)
        except BaseException:
            self.close()
            raise

    def __next__(self) -> R:
        try:
            return next(self._results)
        except BrokenProcessPool:
            self.close()
            raise KgError(
                "a worker process was killed, perhaps for want of memory; build again with fewer --workers"
            ) from None
        except BaseException:  # the end among them
            self.close()
            raise

    def close(self) -> None:
        self._results = iter(())
        if self._own is not None:
            self._own.close()


def processors() -> int:
    """The processors that this process may use; a container may have fewer than its machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Ctrl-C is kept back for the time, and from the processes started meanwhile for good.

    The terminal sends it to all of them; this process alone is to answer, or each would print where it stood.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """In a worker: what a process of its own needs."""
    end_with_parent()
    # next to nothing that is read is a cycle, and looking for cycles takes a tenth of the time
    gc.set_threshold(_SELDOM, 10, 100)


def end_with_parent() -> None:
    """In a worker: end when the process that started it is gone, killed perhaps, and can no longer say so."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
