"""The pipeline: from the paths of texts to the files of a build.

paths ─► sources ─► read, read_page ─► assemble ─► problems ─► write_all
                    (in an engine)
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TextIO

from kg import engine, recognise
from kg.errors import InputError, KgError
from kg.export import WRITERS, Writer, write_all
from kg.extract.pipeline import read_page
from kg.graph import Graph, assemble, problems
from kg.model import Findings
from kg.text.read import read, sources
from kg.vocabulary import VOCABULARY

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is to do."""


@dataclass(frozen=True)
class Summary:
    """What a build did. `entities` and `relations` count by type, in the order of the vocabulary, none left out."""

    texts: int
    articles: int
    entities: Mapping[str, int]
    relations: Mapping[str, int]
    skipped: tuple[str, ...]
    files: tuple[Path, ...]
    seconds: float


@dataclass(frozen=True)
class _Reading:
    """One input, read: its text and what it says, or why it could not be read."""

    document: str
    text: str = ""
    findings: tuple[Findings, ...] = ()
    skipped: str = ""


def build(
    paths: Sequence[Path],
    output: Path,
    recogniser: str = recognise.DEFAULT,
    workers: int | None = None,
    progress: Progress = lambda doing, done, of: None,
) -> Summary:
    """Build the graph of the texts that `paths` name, and write it into `output` in every format.

    An input that cannot be read is left out, and the summary says why. The files do not depend on the order of the
    paths nor on the number of `workers` (None: as many as pay for themselves).

    Raises `KgError` where nothing can be read or the output cannot be written; the files that were there stay then.
    """
    began = time.monotonic()
    _check_writable(output)
    inputs = sources(paths)
    readings: list[_Reading] = []
    with closing(engine.suited(len(inputs), workers)(partial(_read, recogniser), inputs)) as results:
        for reading in results:
            readings.append(reading)
            progress("reading", len(readings), len(inputs))

    skipped = tuple(reading.skipped for reading in readings if reading.skipped)
    if len(skipped) == len(readings):
        which = "the only input" if len(skipped) == 1 else f"none of {len(skipped)} inputs can be read, the first"
        raise KgError(f"nothing to build from; {which}: {skipped[0]}")

    progress("joining", 0, 1)
    findings = [each for reading in readings for each in reading.findings]
    graph = assemble(findings)
    if broken := problems(graph):
        raise AssertionError(f"the graph breaks its own rules in {len(broken)} places: {'; '.join(broken[:5])}")

    progress("writing", 0, 1)
    texts = {reading.document: reading.text for reading in readings if not reading.skipped}
    files = write_all(graph, output, {**WRITERS, "graph.html": _with_texts(WRITERS["graph.html"], texts)})
    entities = Counter(row["type"] for _, row in graph.nodes(data=True))
    relations = Counter(row["type"] for _, _, row in graph.edges(data=True))
    return Summary(
        len(texts),
        len(findings),
        {name: entities[name] for name in VOCABULARY.entities},
        {name: relations[name] for name in VOCABULARY.relations},
        skipped,
        tuple(files),
        time.monotonic() - began,
    )


def _read(recogniser: str, source: tuple[str, Path]) -> _Reading:
    document, path = source
    try:
        page = read(document, path)
    except InputError as error:
        return _Reading(document, skipped=str(error))
    return _Reading(document, page.text, tuple(read_page(page, _recogniser(recogniser))))


_recogniser = cache(recognise.load)  # once a process: it takes as long to load as to read several pages


def _with_texts(write: Writer, texts: Mapping[str, str]) -> Writer:
    """The writer of the page, given the texts to quote from. No other file is to hold them, nor the graph."""

    def writer(graph: Graph, stream: TextIO) -> None:
        quoting = graph.copy(as_view=True)
        quoting.graph = {**graph.graph, "documents": texts}
        write(quoting, stream)

    return writer


def _check_writable(folder: Path) -> None:
    """Raise `KgError` where it is plain that the folder cannot be written: better before the work than after it."""
    nearest = next(path for path in (folder, *folder.absolute().parents) if os.path.lexists(path))
    if not nearest.is_dir():
        raise KgError(f"{folder}: cannot write there ({nearest} is not a folder); name another folder with -o")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise KgError(f"{folder}: cannot write there ({nearest} may not be written); name another folder with -o")
