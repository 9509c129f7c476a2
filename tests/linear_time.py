"""Whether a cost grows with the length of the text and not with its square."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 8  # what is eight times as long takes 8 times as long; 64 times where the cost is of its square
LIMIT = 24  # between the two, so that a busy machine tells no lies
NOTHING = 0.1  # seconds: below, nothing is told


def seconds(run: Callable[[], object]) -> float:
    """What the process itself took, so that others on the machine do not count."""
    began = time.process_time()
    run()
    return time.process_time() - began


def assert_linear(cost: Callable[[int], float], size: int) -> None:
    """`cost` gives seconds for a size; it is asked for `size` and for an eighth of it, the least of three each."""
    small, large = (min(cost(n) for _ in range(3)) for n in (size // TIMES, size))
    assert large < max(LIMIT * small, NOTHING), f"{small:.3f} s, then {large:.3f} s for {TIMES} times as much"
