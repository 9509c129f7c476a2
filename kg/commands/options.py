"""What the commands have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kg.errors import InputError

DONE, FOUND_WRONG, NOT_DONE = 0, 1, 2

A_PATH = click.Path(path_type=Path)
A_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)

texts_option = click.option(
    "--texts", type=A_FOLDER, metavar="FOLDER", help="The texts it was built from: quote whole sentences."
)
identity_option = click.option(
    "--identity",
    type=A_PATH,
    metavar="FILE",
    help="Decisions on what is one thing. Default: identity.csv beside the folder of the graph.",
)


def current_file(context: click.Context, parameter: click.Parameter, path: Path | None) -> Path | None:
    """The file of the latest build, even where that was killed while it moved its files into place."""
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


def texts_in(folder: Path) -> dict[str, str]:
    """The texts in a folder. What is no text is left out: where it is quoted, the words alone have to do."""
    from kg.text.read import read, sources

    found = {}
    for document, path in sources([folder]):
        try:
            found[document] = read(document, path).text
        except InputError:
            continue
    return found
