"""Traditional characters read as simplified ones, one for one, so that every character keeps its place.

Only what is read is folded. Evidence and the names in the graph are as the page writes them.
"""

from __future__ import annotations

import re

from kg import lexicon

_FEW = 3  # traditional characters without which a line is none of them, on a page that is in simplified ones
_PAGE, _LINE = (
    0.05,
    0.15,
)  # the share of them from which on a page, or a line, is; pages of the one have .3, the other .005


def _table() -> dict[int, str]:
    rows = (line for line in lexicon.text("traditional.txt").splitlines() if not line.startswith("#"))
    return {ord(pair[0]): pair[1] for pair in rows}


TABLE = _table()
"""For `str.translate`."""

_KNOWN = frozenset(map(chr, TABLE))
_ANY = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")


# what no page in simplified characters has but in a name: the few beyond the first plane are compared one by one
_MAY_BE = re.compile(f"[{''.join(c for c in sorted(_KNOWN) if c < chr(0x10000))}\U00020000-\U0003134f]")


def folded(text: str) -> str:
    """The text with the traditional characters of a page, or of those of its lines that are in them, as simplified
    ones. A page in simplified characters keeps the few that it has: they are somebody's name."""
    if not _MAY_BE.search(text):
        return text
    if _share(text) >= _PAGE:
        return text.translate(TABLE)
    return "".join(
        line.translate(TABLE) if _KNOWN & set(line) and _share(line, _FEW) >= _LINE else line
        for line in text.splitlines(keepends=True)
    )


def _share(text: str, at_least: int = 1) -> float:
    """The share of traditional characters among the Chinese ones; 0 where there are fewer than so many."""
    found = sum(character in _KNOWN for character in text)
    return found / len(_ANY.findall(text)) if found >= at_least else 0.0
