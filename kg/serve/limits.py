"""What a server grants to a query."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """`seconds` of work, `rows` of an answer (triples of a graph), `megabytes` of memory beyond the graph itself,
    `answer` and `request` in bytes; `workers` queries at a time, while so many of a `queue` wait their turn."""

    seconds: float = 10.0
    rows: int = 100_000
    megabytes: int = 1024
    answer: int = 64 << 20
    request: int = 1 << 20
    workers: int = 2
    queue: int = 64
