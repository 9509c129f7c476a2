"""The pipeline: from the paths of texts to the files of a build.

paths ─► looked_up ─► Reading ─► rows ─► problems ─► write_all
                      (in an engine, or kept from an earlier build; what is too large for memory goes to the disk)
"""

from __future__ import annotations

import gc
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TextIO

from kg import recognise
from kg.assembly import rows
from kg.assembly.district import selected
from kg.cache import Cache
from kg.engine.disk import DiskRows
from kg.engine.room import room
from kg.errors import KgError
from kg.export import WRITERS, Writer, write_all
from kg.export.dataset import settings
from kg.export.parts import Parts
from kg.graph import Graph, graph_in, problems
from kg.intake import Intake
from kg.model import Findings
from kg.reading import Reading, Texts
from kg.resolve.identity import decisions_of
from kg.text.read import looked_up
from kg.vocabulary import VOCABULARY

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is to do."""


@dataclass(frozen=True)
class Summary:
    """What a build did. `entities` and `relations` count by type, in the order of the vocabulary, none left out.

    `read` counts the texts that were read anew; what the others say was kept. `encodings` counts them by encoding, or
    by the kind of file that they were taken out of. `skipped` are lines that say which inputs were not read, and why.
    `unused` and `refused` are the decisions of identity.csv that name nothing in the build, and those that cannot be
    obeyed. `trouble` says what is wrong with the cache, or is "".
    """

    texts: int
    read: int
    articles: int
    entities: Mapping[str, int]
    relations: Mapping[str, int]
    skipped: tuple[str, ...]
    files: tuple[Path, ...]
    seconds: float
    unused: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    trouble: str = ""
    encodings: Mapping[str, int] = field(default_factory=dict)


def build(
    paths: Sequence[Path],
    output: Path,
    recogniser: str = recognise.DEFAULT,
    workers: int | None = None,
    progress: Progress = lambda doing, done, of: None,
    cache: Path | None = None,
    identity: Path | None = None,
    base_iri: str | None = None,
    licence: str | None = None,
    only: str | None = None,
    strict: bool = False,
) -> Summary:
    """Build the graph of the texts that `paths` name, and write it into `output` in every format.

    What pages say is kept in the folder `cache` and not read again where it is there; with None nothing is kept.

    An input that cannot be read is left out, and the summary and skipped.csv say why; with `strict` nothing is built
    then. The files do not depend on the order of the paths, nor on the number of `workers` (None: as many as pay for
    themselves), nor on the cache.

    What is one thing and what is not, a reader may have decided in the file `identity` (`kg.resolve.identity`); with
    None it is looked for beside `output`, and need not be there. `base_iri` and `licence` are those of the RDF
    (`kg.export.dataset.settings`). With `only` no more is written than what concerns that district
    (`kg.assembly.district`).

    Raises `KgError` where nothing can be read, the decisions are not in order or the output cannot be written; the
    files that were there stay then.
    """
    began = time.monotonic()
    about = settings(base_iri, licence)
    _check_writable(output)
    decisions = decisions_of(identity, output)
    named, refused = looked_up(paths, output)
    intake = Intake(refused)
    with Cache(cache) as kept, _uncollected(), _room(output) as folder:
        reading = Reading(named, recogniser, workers, kept, intake, lambda done: progress("reading", done, len(named)))

        def found() -> Iterator[Findings]:
            yield from reading.findings()
            intake.check(strict)
            progress("joining", 0, 1)

        made = rows(DiskRows(found, folder), decisions)
        made = made if only is None else selected(made.kept(), only)
        with graph_in(folder, made) as graph:
            del made  # and with it what is remembered to make them: the writers are to have the memory
            entities: Counter[str] = Counter()
            relations: Counter[str] = Counter()
            if broken := problems(graph, entities, relations):
                raise AssertionError(f"the graph breaks its own rules in {len(broken)} places: {'; '.join(broken[:5])}")
            graph.graph.update(about)
            progress("writing", 0, 1)
            texts = Texts(named)
            more, waiting = partial(intake.write, texts=texts), partial(progress, "waiting for another build", 0, 1)
            files = write_all(graph, output, with_texts(texts), kept, workers, more, waiting)
    return Summary(
        reading.texts,
        reading.read,
        reading.articles,
        {name: entities[name] for name in VOCABULARY.entities},
        {name: relations[name] for name in VOCABULARY.relations},
        intake.reasons,
        tuple(files),
        time.monotonic() - began,
        tuple(decisions.unused),
        tuple(decisions.refused),
        kept.trouble,
        intake.encodings,
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles. There are next to none, and looking for them among millions of rows that all
    stay takes as long as making them does."""
    were = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if were:
            gc.enable()


def with_texts(texts: Mapping[str, str]) -> dict[str, Writer]:
    """The writers, that of the page given the texts to quote from. No other file is to hold them, nor the graph."""
    write = WRITERS["graph.html"]

    def writer(graph: Graph, stream: TextIO, parts: Parts) -> None:
        quoting = graph.copy(as_view=True)
        quoting.graph = {**graph.graph, "documents": texts}
        write(quoting, stream, parts)

    return {**WRITERS, "graph.html": writer}


@contextmanager
def _room(output: Path) -> Iterator[Path]:
    """A folder for what does not fit into memory, on the disk that the files go to. Raises `KgError` where that is
    full."""
    try:
        with room(_nearest(output)) as own:
            yield own
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise KgError(f"{output}: cannot write there ({why}); name another folder with -o") from error


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(path for path in (folder, *folder.absolute().parents) if os.path.lexists(path))


def _check_writable(folder: Path) -> None:
    """Raise `KgError` where it is plain that the folder cannot be written: better before the work than after it."""
    nearest = _nearest(folder)
    if not nearest.is_dir():
        raise KgError(f"{folder}: cannot write there ({nearest} is not a folder); name another folder with -o")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise KgError(f"{folder}: cannot write there ({nearest} may not be written); name another folder with -o")
