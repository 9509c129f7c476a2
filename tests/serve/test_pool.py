"""The processes that answer: whatever they are at when the pool ends, none is left behind."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.serve.limits import Limits
from kg.serve.pool import Pool


@pytest.mark.parametrize("steps", [0, 1, 2, 5])
def test_a_pool_that_ends_while_a_process_is_replaced_ends_it_too(small_ttl: Path, steps: int) -> None:
    async def run() -> None:
        async with Pool(small_ttl, Limits(workers=2)) as pool:
            processes = [worker.process for worker in pool._all]
            for worker in list(pool._all):
                pool._later(pool._replaced(worker))
            for _ in range(steps):
                await asyncio.sleep(0)
        assert all(process.returncode is not None for process in processes)
        # What is not closed by now is closed when it is forgotten, with a complaint that the loop is gone
        assert all(process._transport.is_closing() for process in processes)  # type: ignore[attr-defined]

    # In a thread, as the browser of other tests has a loop in this one
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, run()).result()
