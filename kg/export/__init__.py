"""The files of a build: one writer a format, and all of them at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import partial
from importlib import import_module
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TextIO, TypeAlias

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.cache import Cache
    from kg.export.parts import Parts
    from kg.graph import Graph

Writer: TypeAlias = "Callable[[Graph, TextIO, Parts], None]"

_PAGE = "graph.html"
_BLOCK = 1 << 20  # bytes copied at a time
_PIECES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "graph.ttl": (("turtle", "write_things"), ("turtle", "write_documents")),
}
"""The files that are as long to write as all others, and the writers of their pieces."""
_LONGEST = (_PAGE, "graph.ttl", "graph.graphml", "relations.csv")
"""The files that take the longest to write, in the order in which they are begun: what is short fills what is left."""
MANY = 5000
"""Nodes of a graph from which on its files are worth processes of their own."""


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
    workers: int | None = None,
    more: Callable[[Path], None] = lambda folder: None,
    waiting: Callable[[], None] = lambda: None,
) -> list[Path]:
    """Write every file of a build into `folder`, which is made where there is none; returns their paths.

    Parts that the cache holds are not made again, and what is made is kept in it; the files are the same without it.
    The files of a large graph are written in `workers` processes (None: one a processor). The files, and what `more`
    writes into the folder it is given, change together (`kg.export.folder`): whatever fails before, the previous files
    stay as they are. Where another build is writing there, `waiting` is called and its end waited for. Raises `KgError`
    where the folder cannot be written.
    """
    from kg import engine
    from kg.cache import Cache
    from kg.export.folder import replacing
    from kg.export.parts import Parts

    cache = cache if cache is not None else Cache(None)
    try:
        with replacing(folder, waiting) as aside:
            here, own = os.getpid(), Parts(graph, cache)

            def write(name: str, piece: str, writer: Writer) -> None:
                with (
                    (aside / piece).open("w", encoding="utf-8", newline="\n") as stream,
                    nullcontext(cache) if os.getpid() == here else cache.beside() as kept,
                ):
                    whole = name != _PAGE  # the parts of the page are not made of whole rows
                    writer(graph, stream, own if kept is cache and whole else Parts(graph, kept, whole))

            apart = len(graph) > MANY
            processes = (workers or engine.processors()) if apart else 1
            pieces = {name: _pieces(name, writer, processes > 1) for name, writer in writers.items()}
            order = sorted(pieces, key=lambda name: _LONGEST.index(name) if name in _LONGEST else len(_LONGEST))
            engine.at_once(
                [partial(write, name, piece, writer) for name in order for piece, writer in pieces[name].items()],
                processes,
            )
            for name, written in pieces.items():
                _joined(aside, name, [piece for piece in written if piece != name])
            more(aside)
            names = sorted(path.name for path in aside.iterdir() if path.name not in writers)
    except OSError as error:
        raise KgError(
            f"{folder}: cannot write there ({error.strerror or error}); name another folder with -o"
        ) from error
    return [folder / name for name in (*writers, *names)]


def _pieces(name: str, writer: Writer, several: bool) -> dict[str, Writer]:
    """The writers of a file by the names of the files that they write: it, or its pieces in their order."""
    if not several or name not in _PIECES or writer is not WRITERS[name]:
        return {name: writer}
    rest = {f"{name}.{number}": _writer(*piece) for number, piece in enumerate(_PIECES[name][1:], start=1)}
    return {name: _writer(*_PIECES[name][0]), **rest}


def _joined(folder: Path, name: str, pieces: list[str]) -> None:
    """Put the further pieces of a file behind the first."""
    for piece in pieces:
        with (folder / name).open("ab") as whole, (folder / piece).open("rb") as rest:
            copyfileobj(rest, whole, _BLOCK)
        (folder / piece).unlink()
