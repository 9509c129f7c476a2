"""The words behind a fact, within their sentence where the text is at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kg.show.render import Quote

_REACH = 90  # code points of a sentence shown on either side of the words: tables and lists have no full stops


def quotes(rows: Iterable[Mapping[str, Any]], documents: Mapping[str, str]) -> tuple[Quote, ...]:
    passages = {(e["document"], e["start"], e["end"], e["text"]) for row in rows for e in row.get("evidence") or ()}
    return tuple(_quote(*passage, documents.get(passage[0])) for passage in sorted(passages))


def _quote(document: str, start: int, end: int, words: str, text: str | None) -> Quote:
    if text is None:
        return Quote(document, start, end, tidy(words))
    if text[start:end] != words:
        return Quote(document, start, end, tidy(words), stale=True)
    return Quote(document, start, end, tidy(words), *_around(text, start, end))


# A full stop, with the quotation marks and brackets that close after it.
_STOP = re.compile(r"[。！？!?][”’」』》）)]*")


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after `text[start:end]` in its sentence, with … where the sentence goes on.

    A line end is no end of a sentence, as the sources wrap lines within words; a heading (#) is a sentence by itself.
    """
    low, high = _block(text, start, end)
    near, far = max(low, start - _REACH), min(high, end + _REACH)
    stops = [match.end() for match in _STOP.finditer(text, near, start)]
    left = stops[-1] if stops else near
    # from the last of the words, which may be the full stop itself
    stop = _STOP.search(text, max(end - 1, start), far)
    right = max(stop.end(), end) if stop else far
    before = ("…" if left == near > low else "") + tidy(text[left:start]).lstrip()
    return before, tidy(text[end:right]).rstrip() + ("…" if not stop and right < high else "")


def _block(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the heading that the words stand in, or of the text between two headings, within reach of the words."""
    line = text.rfind("\n", 0, start) + 1
    if text.startswith("#", line):
        line_end = text.find("\n", end)
        return line, line_end if line_end >= 0 else len(text)
    while line and line > start - _REACH:
        above = text.rfind("\n", 0, line - 1) + 1
        if text.startswith("#", above):
            break
        line = above
    heading = text.find("\n#", end)
    return line, heading if heading >= 0 else len(text)


def tidy(text: object) -> str:
    """`text` on one line and without control characters, which could steer the terminal it is printed on."""
    joined = re.sub(r"\s*\n\s*", _joint, str(text))
    return "".join(" " if c.isspace() else c for c in joined if c.isprintable() or c.isspace())


def _joint(match: re.Match[str]) -> str:
    """What a line end becomes: nothing between Chinese characters, a space between Latin words."""
    sides = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    return " " if all(side.isascii() and side.isalnum() for side in sides) else ""
