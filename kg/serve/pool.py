"""The workers of a server: each answers one job at a time; one that takes too long is killed and another begun."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.serve.limits import Limits
from kg.serve.worker import LENGTH

_TO_BEGIN = 600.0  # seconds to read the graph, which may have to be made into a store first
_AGAIN = 1.0  # seconds before another attempt, where a worker does not begin


class Busy(Exception):
    """All workers are at work, and the queue is full or does not move."""


class Ended(Exception):
    """The query was ended: `str` says why. `asked_for_it`: by what the query is, not by how long it takes."""

    def __init__(self, why: str, asked_for_it: bool = False) -> None:
        super().__init__(why)
        self.asked_for_it = asked_for_it


@dataclass(frozen=True)
class Answer:
    """What a worker said: `head` as `kg.serve.worker` tells, and the body."""

    head: Mapping[str, Any]
    body: bytes

    @property
    def status(self) -> str:
        """ok, bad (not a query that can be answered), large, unacceptable, or missing (no such thing)."""
        return str(self.head["status"])


@dataclass(eq=False)
class _Worker:
    process: Process
    of: tuple[int, ...] | None  # the graph's file when it was read

    async def exchange(self, job: Mapping[str, Any]) -> Answer:
        assert self.process.stdin is not None
        data = json.dumps(job).encode("ascii")
        self.process.stdin.write(LENGTH.pack(len(data)) + data)
        await self.process.stdin.drain()
        return await self.answer()

    async def answer(self) -> Answer:
        head = json.loads(await self._frame())
        return Answer(head, await self._frame())

    async def _frame(self) -> bytes:
        assert self.process.stdout is not None
        (length,) = LENGTH.unpack(await self.process.stdout.readexactly(LENGTH.size))
        return await self.process.stdout.readexactly(length)

    async def end(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()
        # Else it is closed when it is forgotten, which may be after the loop that it belongs to
        if (transport := getattr(self.process, "_transport", None)) is not None:
            transport.close()


class Pool:
    """Workers for one graph. Use it in an `async with`."""

    def __init__(self, graph: Path, limits: Limits) -> None:
        self.graph, self.limits = graph, limits
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all: set[_Worker] = set()
        self._waiting = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Pool:
        for _ in range(self.limits.workers):
            self._idle.put_nowait(await self._begun())
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._all))

    async def ask(self, job: Mapping[str, Any]) -> Answer:
        """What a worker says to the job. Raises `Busy`, `Ended`, and `KgError` where the graph cannot be read anew."""
        worker = await self._free()
        answered = False
        try:
            now = self._stamp()
            if now and worker.of != now:  # built again: every worker reads it anew when its turn comes
                await self._gone(worker)
                worker = await self._begun()
            whole = {**job, "seconds": self.limits.seconds}
            async with asyncio.timeout(self.limits.seconds):
                answer = await worker.exchange(whole)
            answered = True
            return answer
        except TimeoutError:
            raise Ended(f"it takes more than {self.limits.seconds:g} seconds; ask for less") from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise await self._broken(worker) from None
        finally:
            # Whatever else happened, a client that went away among it, the worker may be at work still
            if answered:
                self._idle.put_nowait(worker)
            else:
                self._later(self._replaced(worker))

    async def _free(self) -> _Worker:
        if self._idle.empty() and self._waiting >= self.limits.queue:
            raise Busy
        self._waiting += 1
        try:
            async with asyncio.timeout(self.limits.seconds):
                return await self._idle.get()
        except TimeoutError:
            raise Busy from None
        finally:
            self._waiting -= 1

    async def _broken(self, worker: _Worker) -> Ended:
        """Why a worker ended by itself: its memory was used up (it aborts, or the system kills it), or its stack."""
        status = await worker.process.wait()
        if status in (-11, -7):
            return Ended("the query is nested too deeply", asked_for_it=True)
        return Ended("it takes more memory than a query may have; ask for less")

    def _stamp(self) -> tuple[int, ...] | None:
        """The graph's file as it is now; None where there is none: what was read is served on then."""
        try:
            found = os.stat(self.graph)
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns, found.st_ino

    async def _begun(self) -> _Worker:
        of = self._stamp()
        # A group of its own: the Ctrl-C of a terminal is the server's business
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "kg.serve.worker", str(self.graph.absolute()), str(self.limits.megabytes)),
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True,
        )  # fmt: skip
        worker = _Worker(process, of)
        self._all.add(worker)
        try:
            async with asyncio.timeout(_TO_BEGIN):
                answer = await worker.answer()
        except (asyncio.IncompleteReadError, TimeoutError):
            await self._gone(worker)
            raise KgError(f"{self.graph}: a process to answer from it could not be begun") from None
        if answer.status != "ready":
            await self._gone(worker)
            raise KgError(answer.body.decode("utf-8"))
        return worker

    async def _gone(self, worker: _Worker) -> None:
        await worker.end()
        self._all.discard(worker)  # not before: the pool ends all of whom it knows, should this be cut short

    def _later(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _replaced(self, worker: _Worker) -> None:
        await self._gone(worker)
        while True:
            try:
                self._idle.put_nowait(await self._begun())
                return
            except (KgError, OSError):
                await asyncio.sleep(_AGAIN)
