"""Cells that no spreadsheet takes for a formula (OWASP, "CSV Injection").

A text that begins with = + - @, their full-width forms, a tab or a line end gets an apostrophe in front, and so that
nothing is lost a text that begins with an apostrophe gets one more. Spaces, controls and characters that nobody sees do
not count: programs drop them, and what is left would begin with the formula.
"""

from __future__ import annotations

import re

_UNSEEN = r"\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_GUARDED = re.compile(rf"['\t\r\n]|[{_UNSEEN}]*[=+\-@＝＋－＠]")


def guarded(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula."""
    return "'" + text if _GUARDED.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell written by `guarded`."""
    return cell.removeprefix("'")
