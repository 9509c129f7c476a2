"""Two pieces of work at once, that share what is in memory: the one here, the other in a copy of this process."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from kg.engine.local import deaf_to_interrupts, end_with_parent, processors
from kg.errors import KgError


def can_fork() -> bool:
    """Whether a copy of this process is cheap and safe: a system that copies on write, a second processor to run on,
    and no other thread here, whose locks would stay closed in the copy for ever."""
    return sys.platform == "linux" and processors() > 1 and len(list(Path("/proc/self/task").iterdir())) == 1


@contextmanager
def beside(work: Callable[[], None]) -> Iterator[None]:
    """Do `work` while the body of the `with` runs; before it where that cannot be.

    An error that `work` raises is raised at the end of the body. Raises `KgError` where its process is killed.
    """
    if not can_fork():
        work()
        yield
        return
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(work, sender))
    gc.freeze()  # the collector would write to every object, and each that is written to is copied
    with deaf_to_interrupts():
        process.start()
    sender.close()
    try:
        yield
        try:
            error = receiver.recv()
        except EOFError:
            raise KgError("a process was killed, perhaps for want of memory; build again where there is more") from None
        if error is not None:
            raise error
    finally:
        gc.unfreeze()
        receiver.close()
        process.terminate()
        process.join()
        process.close()


def at_once(tasks: Sequence[Callable[[], None]], processes: int) -> None:
    """Do all the tasks, the first ones first, in so many processes, of which this is one; here alone where no others
    can be. Whoever has done one takes the next. Raises what a task raises, and `KgError` where a process is killed."""
    if processes < 2 or not can_fork():
        for task in tasks:
            task()
        return
    left, numbers = os.pipe()  # all of them take from one end, a byte at a time
    os.write(numbers, bytes(range(len(tasks))))
    os.close(numbers)

    def work() -> None:
        while number := os.read(left, 1):
            tasks[number[0]]()

    try:
        with ExitStack() as others:
            for _ in range(min(processes, len(tasks)) - 1):
                others.enter_context(beside(work))
            work()
    finally:
        os.close(left)


def _run(work: Callable[[], None], sender: Connection) -> None:
    end_with_parent()
    try:
        work()
    except Exception as error:
        sender.send(error)
        os._exit(1)
    sender.send(None)
