"""Names in a sentence: one protocol, one file for each recogniser.

A recogniser cuts a sentence into words and says what each is. It is told nothing of the page. Its tags are those of
the People's Daily corpus as Baidu's LAC uses them: PER, LOC, ORG, TIME for names; n, nz, vn, v, a, m, q, p, c, u, d, f,
r, w and so on for the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kg.errors import KgError


@dataclass(frozen=True, slots=True)
class Token:
    """A word, its tag, and where it stands in the sentence."""

    word: str
    tag: str
    start: int
    end: int


class Recogniser(Protocol):
    """Cuts sentences into tagged words. `version` says whose words they are, for the record."""

    name: str
    version: str

    def __call__(self, sentence: str) -> list[Token]:
        """The words of the sentence in order; together they are all of it."""
        ...


def _lac() -> Recogniser:
    from kg.recognise.lac import LacRecogniser

    return LacRecogniser()


def _jieba() -> Recogniser:
    from kg.recognise.jieba import JiebaRecogniser

    return JiebaRecogniser()


RECOGNISERS: dict[str, Callable[[], Recogniser]] = {"lac": _lac, "jieba": _jieba}
DEFAULT = "lac"


def load(name: str = DEFAULT) -> Recogniser:
    """The recogniser of that name. Raises `KgError` where there is none."""
    if name not in RECOGNISERS:
        raise KgError(f"no recogniser named {name}; choose one of {', '.join(sorted(RECOGNISERS))}")
    return RECOGNISERS[name]()
