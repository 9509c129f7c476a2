"""The wording: templates cut into words and slots, and the random choices among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import yaml

T = TypeVar("T")
HERE = Path(__file__).parent


@cache
def data(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def pick(rng: Random, choices: Sequence[T]) -> T:
    """One of the choices; quicker than `Random.choice`."""
    return choices[int(rng.random() * len(choices))]


class Template:
    """A sentence with slots: `parts` alternate words and slot names, words first."""

    __slots__ = ("needs", "parts")

    def __init__(self, source: str) -> None:
        self.parts = re.split(r"\{(\w+[+-]?)\}", source)
        self.needs = frozenset(self.parts[1::2])


@cache
def templates(kind: str, what: str) -> tuple[Template, ...]:
    """The templates of one kind of article for its title, its lead, …; `what` is "" where the kind has but one list."""
    found = data("wording.yaml")[kind]
    return tuple(Template(source) for source in (found[what] if what else found))


@cache
def digits(number: int) -> str:
    """A number below 100 in Chinese numerals: 十七, 三十五."""
    ones = "零一二三四五六七八九"
    if number < 10:
        return ones[number]
    tens, rest = divmod(number, 10)
    return ("" if tens == 1 else ones[tens]) + "十" + (ones[rest] if rest else "")
