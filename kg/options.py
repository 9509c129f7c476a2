"""What the commands have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

DONE, FOUND_WRONG, NOT_DONE = 0, 1, 2

A_PATH = click.Path(path_type=Path)
A_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


def current_file(context: click.Context, parameter: click.Parameter, path: Path | None) -> Path | None:
    from kg.export.folder import current

    return current(path) if path is not None else None


def graph_option(file: str) -> Callable[[Any], Any]:
    """-g: the graph, `file` of the usual output if not given."""
    default = f"output/{file}"
    return click.option(
        *("-g", "--graph"),
        type=A_PATH,
        default=Path(default),
        metavar="FILE",
        callback=current_file,
        help=f"The graph; {default} if not given.",
    )
