"""A text in both languages. By itself: to read the vocabulary takes longer than to answer a query."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Label:
    """A text in both languages of the interface."""

    zh: str
    en: str
