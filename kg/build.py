"""The pipeline: from the paths of texts to the files of a build.

paths ─► taken_in ─► read_page ─► joined ─► problems ─► write_all
                     (in an engine, or kept from an earlier build)
"""

from __future__ import annotations

import functools
import gc
import os
import time
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TextIO

from kg import engine, recognise
from kg.cache import Cache, key, version
from kg.cache.findings import packed, unpacked
from kg.errors import KgError
from kg.export import WRITERS, Writer, write_all
from kg.export.dataset import settings
from kg.export.parts import Parts
from kg.graph import Graph, joined, problems
from kg.intake import taken_in
from kg.model import Findings, Page
from kg.resolve import within
from kg.resolve.identity import decisions_of
from kg.vocabulary import VOCABULARY

MANY = 500
"""Pages of a collection from which on it is worth writing its files in two processes."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is to do."""


@dataclass(frozen=True)
class Summary:
    """What a build did. `entities` and `relations` count by type, in the order of the vocabulary, none left out.

    `read` counts the texts that were read anew; what the others say was kept. `encodings` counts them by encoding, or
    by the kind of file that they were taken out of. `skipped` are lines that say which inputs were not read, and why.
    `unused` and `refused` are the decisions
    of identity.csv that name nothing in the build, and those that cannot be obeyed. `trouble` says what is wrong with
    the cache, or is "".
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
    strict: bool = False,
) -> Summary:
    """Build the graph of the texts that `paths` name, and write it into `output` in every format.

    What pages say is kept in the folder `cache` and not read again where it is there; with None nothing is kept.

    An input that cannot be read is left out, and the summary and skipped.csv say why; with `strict` nothing is built
    then. The files do not depend on the order of the
    paths, nor on the number of `workers` (None: as many as pay for themselves), nor on the cache.

    What is one thing and what is not, a reader may have decided in the file `identity` (`kg.resolve.identity`); with
    None it is looked for beside `output`, and need not be there. `base_iri` and `licence` are those of the RDF
    (`kg.export.dataset.settings`).

    Raises `KgError` where nothing can be read, the decisions are not in order or the output cannot be written; the
    files that were there stay then.
    """
    began = time.monotonic()
    about = settings(base_iri, licence)
    _check_writable(output)
    decisions = decisions_of(identity, output)
    intake = taken_in(paths, output, strict)
    pages = intake.pages
    with Cache(cache) as kept, _uncollected():
        findings, anew = _read(pages, recogniser, workers, kept, progress)
        progress("joining", 0, 1)
        graph = joined(findings, decisions)
        if broken := problems(graph):
            raise AssertionError(f"the graph breaks its own rules in {len(broken)} places: {'; '.join(broken[:5])}")
        graph.graph.update(about)
        progress("writing", 0, 1)
        texts = {page.document: page.text for page in pages}
        writers = {**WRITERS, "graph.html": _with_texts(WRITERS["graph.html"], texts)}
        waiting = partial(progress, "waiting for another build into the folder", 0, 1)
        files = write_all(graph, output, writers, kept, intake.write, waiting)
    entities = Counter(row["type"] for _, row in graph.nodes(data=True))
    relations = Counter(row["type"] for _, _, row in graph.edges(data=True))
    return Summary(
        len(pages),
        anew,
        len(findings),
        {name: entities[name] for name in VOCABULARY.entities},
        {name: relations[name] for name in VOCABULARY.relations},
        tuple(str(error) for _, error in intake.skipped),
        tuple(files),
        time.monotonic() - began,
        tuple(decisions.unused),
        tuple(decisions.refused),
        kept.trouble,
        intake.encodings,
    )


def _read(
    pages: Sequence[Page], recogniser: str, workers: int | None, kept: Cache, progress: Progress
) -> tuple[list[Findings], int]:
    """What the pages say, and how many of them were read anew: those of whose text nothing is kept.

    What is read is kept as it comes, so that a build that is stopped leaves what it had got to.
    """
    program = version.of_extraction()
    keys = [key(program, recogniser, page.text) for page in pages]
    values = kept.get(keys)
    said: dict[int, tuple[Findings, ...]] = {}
    read: set[bytes] = set()
    while len(said) < len(pages):  # a second time where something kept does not fit its page
        fresh = {each: page for each, page in zip(keys, pages, strict=True) if each not in values}
        # A recogniser that is loaded here leaves threads behind it, and what has threads cannot share out the writing
        suited = engine.suited(len(fresh), workers, apart=len(pages) > MANY and engine.can_fork())
        with closing(suited(partial(_packed, recogniser), list(fresh.values()))) as results:
            _unpack(keys, pages, values, said)  # while the workers are starting
            before = len(pages) - len(fresh)
            for done, (each, value) in enumerate(zip(fresh, results, strict=True), start=before + 1):
                values[each] = value
                kept.put(each, value)
                progress("reading", done, len(pages))
        read |= fresh.keys()
        _unpack(keys, pages, values, said, read)
    return [each for number in range(len(pages)) for each in said[number]], len(read)


def _unpack(
    keys: Sequence[bytes],
    pages: Sequence[Page],
    values: dict[bytes, bytes],
    said: dict[int, tuple[Findings, ...]],
    read: Container[bytes] = (),
) -> None:
    """Add what the pages say whose values are there. One that was kept and does not fit its page is dropped."""
    for number, (each, page) in enumerate(zip(keys, pages, strict=True)):
        if number not in said and each in values:
            try:
                said[number] = unpacked(values[each], page)
            except ValueError:
                if each in read:
                    raise
                del values[each]


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


def _packed(recogniser: str, page: Page) -> bytes:
    from kg.extract.pipeline import read_page  # with all its word lists: a build that reads nothing does without

    return packed(within.resolve(findings) for findings in read_page(page, _recogniser(recogniser)))


_recogniser = functools.cache(recognise.load)  # once a process: it takes as long to load as to read several pages


def _with_texts(write: Writer, texts: Mapping[str, str]) -> Writer:
    """The writer of the page, given the texts to quote from. No other file is to hold them, nor the graph."""

    def writer(graph: Graph, stream: TextIO, parts: Parts) -> None:
        quoting = graph.copy(as_view=True)
        quoting.graph = {**graph.graph, "documents": texts}
        write(quoting, stream, parts)

    return writer


def _check_writable(folder: Path) -> None:
    """Raise `KgError` where it is plain that the folder cannot be written: better before the work than after it."""
    nearest = next(path for path in (folder, *folder.absolute().parents) if os.path.lexists(path))
    if not nearest.is_dir():
        raise KgError(f"{folder}: cannot write there ({nearest} is not a folder); name another folder with -o")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise KgError(f"{folder}: cannot write there ({nearest} may not be written); name another folder with -o")
