"""What the program knows: data files beside this module, each with its origin noted, and the one loader for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it was built: ten times as fast
_Tree = dict[str, "_Tree"]  # what follows each first character; "" where a word ends


def text(name: str) -> str:
    """The text of a data file of this folder."""
    return resources.files("kg.lexicon").joinpath(name).read_text(encoding="utf-8")


@cache
def data(name: str) -> dict[str, Any]:
    """The content of `name`.yaml in this folder."""
    loaded: dict[str, Any] = yaml.load(text(f"{name}.yaml"), _LOADER)
    return loaded


def alternation(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first (`alternatives`, as one group)."""
    return f"(?:{alternatives(words)})"


def alternatives(words: Iterable[str]) -> str:
    """The branches of a regular expression that matches any of the words, the longest first.

    It is written as a tree of their characters (`县(?:委|政府)`): the engine tries the branches one by one, at every
    place of the text, and of a thousand words few begin alike. Where each branch of an expression begins with a
    character, and none with a group or another list, the engine looks for these characters first, which takes a fifth
    of the time: lists that are sought together are therefore best written side by side, as branches.
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return "|".join(_branches(tree))


def _branches(tree: _Tree) -> list[str]:
    """The words of a tree as expressions, of which each begins with another character."""
    found = []
    for character in sorted(tree.keys() - {""}):
        behind = tree[character]
        branches = _branches(behind)
        rest = "|".join(branches)
        if "" in behind:
            rest = f"(?:{rest})?" if branches else ""
        elif len(branches) > 1:
            rest = f"(?:{rest})"
        found.append(re.escape(character) + rest)
    return found
