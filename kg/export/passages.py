"""The evidence of a graph as the page holds it: each passage once, and the sentences around, each once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, TypeAlias

from kg.export.parts import Parts
from kg.graph import Graph
from kg.stored import in_memory

# A sentence ends after its mark and the quotes that close it; a heading's line is a sentence of its own
_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)》]*|\n(?=[^\S\n]*#)|(?<=\n)#[^\n]*\n")
_PAUSE = re.compile(r"[；;，,、\n]")
LONGEST_CONTEXT = 240  # code points after which a list without a full stop is cut at the next pause

_Key: TypeAlias = tuple[str, int, int, str]


class Passages:
    """The passages that the nodes and edges of a graph rest on, numbered in the order of documents and places."""

    def __init__(self, graph: Graph, parts: Parts, number: Mapping[str, int]) -> None:
        """`number` says by which number the page knows a node: passages point to their articles by it."""
        texts = graph.graph.get("documents") or {}
        self._texts: Mapping[str, str] = texts if isinstance(texts, Mapping) else {}
        self._articles = _article_ranges(parts, number)
        self._known: dict[int, _Key] = {}
        self._names: dict[str, str] = {}
        # Most passages stand at more than one node or edge: in memory as one dict, which lives as long as this does
        self._lasting = in_memory(graph)
        rows = chain((row for _, row, _ in parts.nodes), (row for _, _, row, _ in parts.edges))
        keys = {self._key(item) for row in rows for item in row.get("evidence") or ()}
        self._numbers = {key: index for index, key in enumerate(sorted(keys))}
        self.documents = sorted({document for document, *_ in self._numbers})
        self._contexts: list[tuple[int, int, int]] = []

    def __len__(self) -> int:
        return len(self._numbers)

    def rows(self) -> Iterator[tuple[int, int, int, int | None, int | None, str]]:
        """(document, start, end, context or None, article or None, text) of each: numbers of documents, contexts and
        nodes."""
        self._contexts.clear()
        for number, (document, keys) in enumerate(groupby(self._numbers, itemgetter(0))):
            sentences = _Sentences(self._texts.get(document), len(self._contexts))
            for _, start, end, text in keys:
                yield number, start, end, sentences.around(start, end, text), self._article(document, start, end), text
            self._contexts += [(number, low, high) for low, high in sentences.numbers]

    def contexts(self) -> Iterator[tuple[int, int, str]]:
        """(document, start, text): the sentence around some passages, its start in code points of its document. Known
        once the rows are."""
        for document, low, high in self._contexts:
            yield document, low, self._texts[self.documents[document]][low:high]

    def numbers(self, row: Mapping[str, Any]) -> list[int]:
        """The numbers of the passages that a node or an edge rests on, in their order."""
        return [self._numbers[self._key(item)] for item in row.get("evidence") or ()]

    def _key(self, item: Mapping[str, Any]) -> _Key:
        known = self._known.get(id(item)) if self._lasting else None
        if known is None:
            name = item["document"]
            known = self._names.setdefault(name, name), item["start"], item["end"], item["text"]
            if self._lasting:
                self._known[id(item)] = known
        return known

    def _article(self, document: str, start: int, end: int) -> int | None:
        """The article around a passage; None where none or more than one may be."""
        around = [number for low, high, number in self._articles.get(document, ()) if low <= start and end <= high]
        return around[0] if len(around) == 1 else None


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
