"""What the benchmarks share: rows of the table, taking turns, and what a process takes."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TURNS = 3
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Row:
    """What was measured, in its unit, and how many times as good as something else it is."""

    what: str
    measured: str
    ratio: str = ""


def turns(runs: Mapping[str, Callable[[], object]], times: int = TURNS) -> dict[str, float]:
    """Seconds of the best of each one's turns. They take turns, so that what else runs on the machine is no one's."""
    best = dict.fromkeys(runs, math.inf)
    for _ in range(times):
        for name, run in runs.items():
            began = time.perf_counter()
            run()
            best[name] = min(best[name], time.perf_counter() - began)
    return best


@dataclass(frozen=True)
class Taken:
    """Seconds of the clock and of the processors, and megabytes that the largest of its processes held at most."""

    seconds: float
    processor: float
    megabytes: float


_WATCHED = """
import json, os, resource, runpy, sys, time
began = time.monotonic()
sys.argv = sys.argv[1:]
try:
    runpy.run_module("kg.cli", run_name="__main__")
except SystemExit as end:
    assert (end.code or 0) <= 1, end.code  # 1: something was skipped
kinds = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
usage = [resource.getrusage(kind) for kind in kinds]
processor = sum(each.ru_utime + each.ru_stime for each in usage)
print(json.dumps([time.monotonic() - began, processor, max(each.ru_maxrss for each in usage)]))
"""


def kg(*arguments: str | Path) -> Taken:
    """Run a command of the program, as a process of its own; inputs may be skipped. Raises `CalledProcessError` where
    it cannot be carried out."""
    command = [sys.executable, "-c", _WATCHED, "kg", *map(str, arguments)]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    seconds, processor, kilobytes = (float(each) for each in done.stdout.splitlines()[-1].strip("[]").split(","))
    return Taken(seconds, processor, kilobytes / 1024)


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The slope of the line through the logarithms (least squares): 1 where the cost is in proportion to the size."""
    xs, ys = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - middle_x) ** 2 for x in xs)
