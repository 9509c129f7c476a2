"""From the files of texts to what their articles say: a few hundred pages at a time, in order, however many there are.

What a page says is kept in the cache under its text; only pages of which nothing is kept are read.
"""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, islice
from multiprocessing import parent_process
from pathlib import Path

from kg import engine, recognise
from kg.cache import Cache, key, version
from kg.cache.findings import packed, unpacked
from kg.errors import InputError
from kg.intake import Intake
from kg.model import Findings, Page
from kg.resolve import within
from kg.text.read import read

MANY = 500
"""Pages of a collection from which on it is worth writing its files in two processes."""
WINDOW = 512  # pages that are taken up at a time
_AHEAD = 1  # windows that are given to the workers before the one whose results are waited for
_PAGES, _CHARACTERS = 16, 30_000  # that are read together; a build that is stopped waits for no more
_TEXTS = 256  # texts that are kept in memory to quote from

Source = tuple[str, Path]
"""A document and its file."""


@dataclass(frozen=True)
class _Window:
    """Pages and their keys, what is kept of them, and the results of those that are read."""

    pages: Sequence[Page]
    keys: Sequence[bytes]
    kept: dict[bytes, bytes]
    fresh: Sequence[bytes]
    results: Iterator[list[bytes]]


class Reading:
    """Reads the pages of some sources, once. `texts`, `read` and `articles` count what was done so far: pages, those of
    them that were read anew, and what they hold; `intake` notes what could not be read."""

    def __init__(
        self,
        sources: Sequence[Source],
        recogniser: str,
        workers: int | None,
        cache: Cache,
        intake: Intake,
        progress: Callable[[int], None] = lambda done: None,
    ) -> None:
        self.texts = self.read = self.articles = 0
        self.intake = intake
        self._sources, self._cache, self._progress = sources, cache, progress
        # as many processors as were asked for; where a few pages are read here, all
        self._function = partial(packed_pages, recogniser, threads=1 if workers else engine.processors())
        self._key = partial(key, version.of_extraction(), recogniser)
        # A recogniser that is loaded here leaves threads behind it, and what has threads cannot share out the writing
        apart = workers != 1 and len(sources) > MANY and engine.can_fork()
        self._engine = engine.Growing(workers, apart, few=1, share=1)

    def findings(self) -> Iterator[Findings]:
        """What the articles say, by document and number. Raises `KgError` where nothing can be read."""
        flying: deque[_Window] = deque()
        with ExitStack() as stack:
            stack.callback(self._engine.close)
            sources = iter(self._sources)
            while window := list(islice(sources, WINDOW)):
                flying.append(self._begun(window))
                if len(flying) > _AHEAD:
                    yield from self._ended(flying.popleft())
            while flying:
                yield from self._ended(flying.popleft())
        self.intake.check()

    def _begun(self, sources: Iterable[Source]) -> _Window:
        taken = (self.intake.page(document, path) for document, path in sources)
        pages = [page for page in taken if page is not None]
        keys = [self._key(page.text) for page in pages]
        kept = self._cache.get(keys)
        fresh = {each: page for each, page in zip(keys, pages, strict=True) if each not in kept}
        results = self._engine(self._function, together(list(fresh.values())))
        return _Window(pages, keys, kept, list(fresh), results)

    def _ended(self, window: _Window) -> Iterator[Findings]:
        for each, value in zip(window.fresh, chain.from_iterable(window.results), strict=True):
            self._take(each, value, window.kept)
            self._progress(self.texts + len(window.kept))
        anew = set(window.fresh)
        for each, page in zip(window.keys, window.pages, strict=True):
            try:
                found = unpacked(window.kept[each], page)
            except ValueError:
                if each in anew:
                    raise
                # what was kept does not fit the page
                self._take(each, next(self._engine(self._function, [[page]]))[0], window.kept)
                anew.add(each)
                found = unpacked(window.kept[each], page)
            self.texts += 1
            self.articles += len(found)
            yield from found
        self._progress(self.texts)

    def _take(self, each: bytes, value: bytes, kept: dict[bytes, bytes]) -> None:
        """What is read is kept as it comes, so that a build that is stopped leaves what it had got to."""
        kept[each] = value
        self._cache.put(each, value)
        self.read += 1


def together(pages: Sequence[Page]) -> list[list[Page]]:
    """The pages in their order, as many together as it takes for the recogniser to have its sentences in numbers."""
    groups: list[list[Page]] = []
    room = 0
    for page in pages:
        if room < len(page.text) or len(groups[-1]) == _PAGES:
            groups.append([])
            room = _CHARACTERS
        groups[-1].append(page)
        room -= len(page.text)
    return groups


def packed_pages(recogniser: str, pages: Sequence[Page], threads: int = 1) -> list[bytes]:
    """What pages say, what is one thing within an article settled, each as `kg.cache.findings` packs it. It is the same
    with any number of `threads`, of which the recogniser makes use; a process of a pool has one."""
    from kg.extract.pipeline import read_pages  # with all its word lists: a build that reads nothing does without

    read = read_pages(pages, _recogniser(recogniser, 1 if parent_process() else threads))
    return [packed(within.resolve(findings) for findings in page) for page in read]


_recogniser = functools.cache(recognise.load)  # once a process: it takes as long to load as to read several pages


class Texts(Mapping[str, str]):
    """The texts by document, read from their files when they are asked for. One that has gone is not there."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._paths = dict(sources)
        self._read = lru_cache(_TEXTS)(self._text)

    def _text(self, document: str) -> str:
        try:
            return read(document, self._paths[document]).text
        except InputError:
            raise KeyError(document) from None

    def __getitem__(self, document: str) -> str:
        return self._read(document)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)
