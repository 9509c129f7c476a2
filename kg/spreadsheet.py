"""Cells that no spreadsheet takes for a formula (OWASP, "CSV Injection").

A text that begins with = + - @, their full-width forms, a tab or a line end gets an apostrophe in front, and so that
nothing is lost a text that begins with an apostrophe gets one more.
"""

from __future__ import annotations

_GUARDED = tuple("=+-@＝＋－＠\t\r\n'")


def guarded(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(_GUARDED) else text


def unguarded(cell: str) -> str:
    """The text of a cell written by `guarded`."""
    return cell.removeprefix("'")
