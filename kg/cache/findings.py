"""What a page says, as bytes and back. Nothing in them names the page's document: a copy of the page has the same.

The bytes are deflated JSON. Words are not stored, only where they stand: they are cut again from the page as it is
decoded now, so that evidence is exact whatever a file may hold.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import Any

from kg.model import Fact, Findings, Head, Mention, Page, Span

_QUICK = 1  # of zlib: a tenth larger than the default, in a third of the time


def packed(findings: Iterable[Findings]) -> bytes:
    """The bytes of what the articles of one page say."""
    rows = [_article(each) for each in findings]
    return zlib.compress(
        json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"), _QUICK
    )


def _article(found: Findings) -> list[Any]:
    head = found.article
    numbers: dict[tuple[str, str], int] = {}

    def thing(of: tuple[str, str]) -> int:
        return numbers.setdefault(of, len(numbers))

    mentions = [
        [thing((m.type, m.name)), m.span.start, m.span.end, *([] if m.form == m.span.text else [m.form])]
        for m in found.mentions
    ]
    facts = [
        [
            thing(f.subject),
            f.relation,
            thing(f.object),
            _places(f.spans),
            f.as_of,
            *(x for pair in f.qualifiers for x in pair),
        ]
        for f in found.facts
    ]
    attributes = [[thing(of), dict(values)] for of, values in found.attributes.items()]
    told = [head.number, head.title, head.published, head.newspaper, _places(head.spans)]
    return [told, [list(of) for of in numbers], mentions, facts, attributes]


def _places(spans: Iterable[Span]) -> list[int]:
    return [place for span in spans for place in (span.start, span.end)]


def unpacked(data: bytes, page: Page) -> tuple[Findings, ...]:
    """What the page says, of the bytes of it or of another page with the same text.

    Raises `ValueError` where the bytes are not of `packed`, or of another text.
    """
    try:
        rows = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
        return tuple(_findings(row, _Words(page)) for row in rows)
    except (zlib.error, ValueError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError(f"not what a page says: {error}") from error


class _Words:
    """The spans of a page by start and end, each made once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._made: dict[tuple[int, int], Span] = {}

    def span(self, start: int, end: int) -> Span:
        made = self._made.get((start, end))
        if made is None:
            if not 0 <= start < end <= len(self.page.text):
                raise ValueError(f"there is no character {start} to {end}")
            made = self._made[start, end] = Span(self.page.document, start, end, self.page.text[start:end])
        return made

    def spans(self, places: list[int]) -> tuple[Span, ...]:
        return tuple(map(self.span, places[::2], places[1::2]))


def _findings(row: list[Any], words: _Words) -> Findings:
    (number, title, published, newspaper, titles), named, mentions, facts, attributes = row
    things = [(type_, name) for type_, name in named]
    return Findings(
        Head(words.page.document, number, title, published, newspaper, words.spans(titles)),
        tuple(_mention(things, words, *mention) for mention in mentions),
        tuple(_fact(things, words, *fact) for fact in facts),
        {things[of]: values for of, values in attributes},
    )


def _mention(things: list[tuple[str, str]], words: _Words, of: int, start: int, end: int, form: str = "") -> Mention:
    span = words.span(start, end)
    return Mention(*things[of], form or span.text, span)


def _fact(
    things: list[tuple[str, str]],
    words: _Words,
    subject: int,
    relation: str,
    object_: int,
    places: list[int],
    as_of: str,
    *qualifiers: str,
) -> Fact:
    pairs = tuple(zip(qualifiers[::2], qualifiers[1::2], strict=True))
    return Fact(things[subject], relation, things[object_], words.spans(places), pairs, as_of)
