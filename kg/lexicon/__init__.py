"""What the program knows: data files beside this module, each with its origin noted, and the one loader for them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


def text(name: str) -> str:
    """The text of a data file of this folder."""
    return resources.files("kg.lexicon").joinpath(name).read_text(encoding="utf-8")


@cache
def data(name: str) -> dict[str, Any]:
    """The content of `name`.yaml in this folder."""
    loaded: dict[str, Any] = yaml.safe_load(text(f"{name}.yaml"))
    return loaded


def alternation(words: list[str] | dict[str, Any]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    import re

    return "(?:" + "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) + ")"
