"""The files of a build: one writer a format, and all of them at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TextIO, TypeAlias

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.cache import Cache
    from kg.export.parts import Parts
    from kg.graph import Graph

Writer: TypeAlias = "Callable[[Graph, TextIO, Parts], None]"

_PAGE = "graph.html"
MANY = 5000
"""Nodes of a graph from which on its page is worth a process of its own."""


def _writer(module: str, name: str = "write") -> Writer:
    """The writer in a module beside this one, imported when it writes: a query is to start without it."""

    def write(graph: Graph, stream: TextIO, parts: Parts) -> None:
        getattr(import_module(f"kg.export.{module}"), name)(graph, stream, parts)

    return write


WRITERS: Mapping[str, Writer] = {
    "graph.json": _writer("node_link"),
    "graph.graphml": _writer("graphml"),
    "graph.ttl": _writer("turtle"),
    _PAGE: _writer("html"),
    "entities.csv": _writer("tables", "write_entities"),
    "relations.csv": _writer("tables", "write_relations"),
}


def write_file(path: Path, write: Callable[[TextIO], None]) -> None:
    """Write one file as a whole or not at all. Raises `KgError` where it cannot be written."""
    if path.is_dir():
        raise KgError(f"{path}: is a folder; name a file with -o")
    try:
        # Beside it: a move between file systems is not atomic
        with TemporaryDirectory(prefix=".part-", dir=path.parent) as aside:
            part = Path(aside) / "file"
            with part.open("w", encoding="utf-8", newline="\n") as stream:
                write(stream)
            os.replace(part, path)
    except OSError as error:
        raise KgError(f"{path}: cannot be written ({error.strerror or error}); name another file with -o") from error


def write_all(
    graph: Graph,
    folder: Path,
    writers: Mapping[str, Writer] = WRITERS,
    cache: Cache | None = None,
    more: Callable[[Path], None] = lambda folder: None,
    waiting: Callable[[], None] = lambda: None,
) -> list[Path]:
    """Write every file of a build into `folder`, which is made where there is none; returns their paths.

    Parts that the cache holds are not made again, and what is made is kept in it; the files are the same without it.
    The files, and what `more` writes into the folder it is given, change together (`kg.export.folder`): whatever fails
    before, the previous files stay as they are. Where another build is writing there, `waiting` is called and its end
    waited for. Raises `KgError` where the folder cannot be written.
    """
    from kg import engine
    from kg.cache import Cache
    from kg.export.folder import replacing
    from kg.export.parts import Parts

    cache = cache if cache is not None else Cache(None)
    try:
        with replacing(folder, waiting) as aside:

            def write(name: str, parts: Parts) -> None:
                with (aside / name).open("w", encoding="utf-8", newline="\n") as stream:
                    writers[name](graph, stream, parts)

            def write_page() -> None:
                with cache.beside() as kept:
                    write(_PAGE, Parts(graph, kept, whole=False))

            # The page takes about as long as all the rest
            apart = _PAGE in writers and len(graph) > MANY
            with engine.beside(write_page) if apart else nullcontext():
                parts = Parts(graph, cache)
                for name in writers:
                    if not (apart and name == _PAGE):
                        write(name, parts)
            more(aside)
            names = sorted(path.name for path in aside.iterdir() if path.name not in writers)
    except OSError as error:
        raise KgError(
            f"{folder}: cannot write there ({error.strerror or error}); name another folder with -o"
        ) from error
    return [folder / name for name in (*writers, *names)]
