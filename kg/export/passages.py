"""The evidence of a graph as the page holds it: each passage once, and the sentences around, each once."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from tempfile import gettempdir
from typing import Any, TypeAlias

from kg.engine.disk import HELD, DiskRows
from kg.export.parts import Parts
from kg.graph import Graph

# A sentence ends after its mark and the quotes that close it; a heading's line is a sentence of its own
_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)》]*|\n(?=[^\S\n]*#)|(?<=\n)#[^\n]*\n")
_PAUSE = re.compile(r"[；;，,、\n]")
LONGEST_CONTEXT = 240  # code points after which a list without a full stop is cut at the next pause
_HELD = HELD // 4  # bytes of what is brought together; in memory passages take six times as many

_Place: TypeAlias = tuple[int, int, str]
"""Start and end in code points of a document, and the words there."""


class Passages:
    """The passages that the nodes and edges of a graph rest on, numbered in the order of documents and places."""

    def __init__(self, graph: Graph, parts: Parts, number: Mapping[str, int]) -> None:
        """`number` says by which number the page knows a node: passages point to their articles by it."""
        texts = graph.graph.get("documents") or {}
        self._texts: Mapping[str, str] = texts if isinstance(texts, Mapping) else {}
        self._articles = _article_ranges(parts, number)
        self._contexts: list[tuple[int, int, int]] = []
        told: DiskRows[tuple[str, _Place]] = DiskRows(lambda: _told(parts), Path(gettempdir()), _HELD)
        self._places = told.grouped(lambda document, found: [(document, sorted(set(found)))]).kept()
        self.documents: list[str] = []
        self._numbered: dict[str, _Numbers] = {}
        self._count = 0
        for document, found in self._places:
            self.documents.append(document)
            self._numbered[document] = _Numbers(self._count, found)
            self._count += len(found)

    def __len__(self) -> int:
        return self._count

    def rows(self) -> Iterator[tuple[int, int, int, int | None, int | None, str]]:
        """(document, start, end, context or None, article or None, text) of each: numbers of documents, contexts and
        nodes. They can be asked for once."""
        for number, (document, found) in enumerate(self._places):
            sentences = _Sentences(self._texts.get(document), len(self._contexts))
            for start, end, text in found:
                yield number, start, end, sentences.around(start, end, text), self._article(document, start, end), text
            self._contexts += [(number, low, high) for low, high in sentences.numbers]
        self._places.released()

    def contexts(self) -> Iterator[tuple[int, int, str]]:
        """(document, start, text): the sentence around some passages, its start in code points of its document. Known
        once the rows are."""
        for document, low, high in self._contexts:
            yield document, low, self._texts[self.documents[document]][low:high]

    def numbers(self, row: Mapping[str, Any]) -> list[int]:
        """The numbers of the passages that a node or an edge rests on, in their order."""
        return [
            self._numbered[item["document"]].of(item["start"], item["end"], item["text"])
            for item in row.get("evidence") or ()
        ]

    def _article(self, document: str, start: int, end: int) -> int | None:
        """The article around a passage; None where none or more than one may be."""
        around = [number for low, high, number in self._articles.get(document, ()) if low <= start and end <= high]
        return around[0] if len(around) == 1 else None


def _told(parts: Parts) -> Iterator[tuple[str, _Place]]:
    for row in chain((row for _, row, _ in parts.nodes), (row for _, _, row, _ in parts.edges)):
        for item in row.get("evidence") or ():
            yield item["document"], (item["start"], item["end"], item["text"])


class _Numbers:
    """The numbers of the passages of a document, found by place: a large graph has too many to hold their words."""

    def __init__(self, first: int, places: Sequence[_Place]) -> None:
        """`first` is the number of the first of the places, which are in order."""
        self._first = first
        self._at = array("q", (_at(start, end) for start, end, _ in places))
        # In a graph that is no build's a place may have other words each time
        self._words = [text for *_, text in places] if len(set(self._at)) < len(self._at) else None

    def of(self, start: int, end: int, text: str) -> int:
        """The number of a passage."""
        index = bisect_left(self._at, _at(start, end))
        while self._words is not None and self._words[index] != text:
            index += 1
        return self._first + index


def _at(start: int, end: int) -> int:
    """A place as one number, in the order of places."""
    return start << 32 | end


class _Sentences:
    """The sentences of a document around its passages. `numbers` has those that were asked for, from where to where,
    with the number of each, which are counted from `first`."""

    def __init__(self, text: str | None, first: int) -> None:
        self.numbers: dict[tuple[int, int], int] = {}
        self._text, self._first = text, first
        self._ends = _sentence_ends(text) if text is not None else []
        self._known: dict[tuple[int, int], tuple[int, int, int]] = {}

    def around(self, start: int, end: int, text: str) -> int | None:
        """The number of the sentence or sentences that hold the passage; None where the document does not have it."""
        whole, ends = self._text, self._ends
        if whole is None or not 0 <= start < end <= len(whole) or whole[start:end] != text:
            return None
        first, last = bisect_right(ends, start), bisect_right(ends, end - 1)
        low, high, number = self._known.get((first, last), (end, start, 0))
        if not low <= start < end <= high:
            low, high = (ends[first - 1] if first else 0), ends[last]
            # Blanks around a sentence and a heading's hashes are no part of it, unless the evidence itself holds them
            low += len(whole[low:high]) - len(whole[low:high].lstrip("# \t\r\n\u3000"))
            plain = low <= start
            low = min(start, low)
            high = low + len(whole[low:high].rstrip())
            plain = plain and end <= high
            high = max(end, high)
            number = self.numbers.setdefault((low, high), self._first + len(self.numbers))
            if plain:
                self._known[first, last] = low, high, number
        return number


def _article_ranges(parts: Parts, number: Mapping[str, int]) -> dict[str, list[tuple[int, int, int]]]:
    """By document, from where to where each of its articles reaches: as far as what it mentions. Number of the node."""
    reach: dict[tuple[str, int], tuple[int, int]] = {}

    def stretch(article: str, row: Mapping[str, Any]) -> None:
        for item in row.get("evidence") or ():
            key = (str(item["document"]), number[article])
            low, high = reach.get(key, (item["start"], item["end"]))
            reach[key] = (min(low, item["start"]), max(high, item["end"]))

    for node, row, _ in parts.nodes:
        if row["type"] == "article":
            stretch(node, row)
    for source, _, row, _ in parts.edges:
        if row["type"] == "mentions":
            stretch(source, row)
    ranges: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for (document, article), (low, high) in reach.items():
        ranges[document].append((low, high, article))
    return ranges


def _sentence_ends(text: str) -> list[int]:
    """Where each sentence ends, in code points, ascending, the text's end included. Long ones are cut at pauses."""
    marks = sorted({match.end() for match in _SENTENCE_END.finditer(text)} | {len(text)})
    ends: list[int] = []
    begin = 0
    for mark in marks:
        while mark - begin > LONGEST_CONTEXT:
            pause = _PAUSE.search(text, begin + LONGEST_CONTEXT, mark)
            if pause is None or pause.end() == mark:
                break
            ends.append(pause.end())
            begin = pause.end()
        ends.append(mark)
        begin = mark
    return ends
