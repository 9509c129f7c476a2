"""Stretches of a text that are taken; asking costs what a stretch is long, not how much has been found."""

from __future__ import annotations

from collections.abc import Iterable


def marked(length: int, spans: Iterable[tuple[int, int]]) -> bytearray:
    """A mask of a text's length with stretches marked."""
    mask = bytearray(length)
    mark(mask, spans)
    return mask


def mark(mask: bytearray, spans: Iterable[tuple[int, int]]) -> None:
    """Mark stretches of a text as taken."""
    for start, end in spans:
        mask[start:end] = b"\1" * (end - start)
