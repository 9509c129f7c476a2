"""An answer as a table for the eye."""

from __future__ import annotations

from typing import TextIO

from pyoxigraph import NamedNode
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.export.characters import for_terminal
from kg.export.terms import PREFIXES
from kg.query.result import Result


def shown(cell: object) -> str:
    """A cell for the eye: an IRI by its prefix, nothing that moves the cursor or breaks the line."""
    text = "" if cell is None else str(getattr(cell, "value", cell))
    if isinstance(cell, NamedNode):
        fitting = ((prefix, iri) for prefix, iri in PREFIXES.items() if text.startswith(iri))
        text = next((f"{prefix}:{text[len(iri) :]}" for prefix, iri in fitting), text)
    return for_terminal(text)


def _table(result: Result, style: box.Box | None) -> Table:
    table = Table(box=style, pad_edge=style is not None, header_style="bold")
    for name in result.variables or ("answer",):
        table.add_column(name, overflow="fold")
    for row in result.terms():
        table.add_row(*(Text(shown(cell)) for cell in row))
    return table


def plain(result: Result) -> str:
    """The answer as a table without lines or colours, as wide as its widest row: a pipe has no margin to wrap at."""
    table = _table(result, None)
    console = Console(width=1, color_system=None, markup=False, legacy_windows=False)
    console.width = max(1, console.measure(table, options=console.options.update(max_width=1 << 30)).maximum)
    with console.capture() as captured:
        console.print(table)
    return "".join(line.rstrip() + "\n" for line in captured.get().split("\n")[:-1])


def show(result: Result, stream: TextIO) -> None:
    """Write the answer with lines, colours and the width of the window."""
    Console(file=stream).print(_table(result, box.ROUNDED))
