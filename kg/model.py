"""What travels from the page to the graph. Immutable; what is done with it lives elsewhere.

What there are millions of are tuples: made, compared, hashed and pickled in a quarter of the time of a dataclass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from kg.text.clean import CleanText


class Span(NamedTuple):
    """Words of a document: `text` is exactly the characters `start` to `end` (code points) of the decoded file."""

    document: str
    start: int
    end: int
    text: str


span_of: Callable[[tuple[str, int, int, str]], Span] = partial(tuple.__new__, Span)
"""What `Span` gives, without a call of Python's."""


@dataclass(frozen=True, slots=True)
class Page:
    """One input file, decoded. `document` is its path relative to the folder given.

    `encoding` is what its encoding is called, or the suffix of a file (pdf) out of which the text was taken.
    """

    document: str
    text: str
    encoding: str = "UTF-8"

    @property
    def extracted(self) -> bool:
        """Whether the text is not what the file holds but was taken out of it."""
        return self.encoding.islower()


class Paragraph(NamedTuple):
    """A run of an article's clean text, `start` to `end` in it.

    `kind` is `title`, `heading`, `body` or `caption`; `place` is the heading of the section it stands in, where that
    heading is nothing but the name of a division (兖州区), else "".
    """

    start: int
    end: int
    kind: str
    place: str = ""


class Credit(NamedTuple):
    """One name of a byline or an imprint; `role` as in the vocabulary, `start` to `end` in the article's clean text."""

    name: str
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page.

    `text` is all of it, cleaned, its paragraphs divided by a line feed. `published` is an ISO 8601 date as exact as the
    page allows, or "". `dateline` is the place named in 本报济宁8月15日讯, or "", and `dateline_at` where
    it stands in the text. `newspaper` is "" where none is named.
    """

    document: str
    number: int
    text: CleanText
    paragraphs: tuple[Paragraph, ...]
    credits: tuple[Credit, ...] = ()
    title: str = ""
    published: str = ""
    dateline: str = ""
    dateline_at: int = -1
    newspaper: str = ""

    def span(self, start: int, end: int) -> Span:
        """The words of the source that the clean text's `start` to `end` stand for."""
        text = self.text
        first, last = text.offsets[start], text.offsets[end - 1] + 1
        return span_of((self.document, first, last, text.raw[first:last]))

    @property
    def head(self) -> Head:
        """What is to be known of the article once it is read."""
        titles = [p for p in self.paragraphs if p.kind == "title"] or list(self.paragraphs[:1])
        spans = tuple(self.span(p.start, p.end) for p in titles)
        return Head(self.document, self.number, self.title, self.published, self.newspaper, spans)


class Head(NamedTuple):
    """What the graph says of an article itself; `spans` are the words of its title, or of its first paragraph."""

    document: str
    number: int
    title: str = ""
    published: str = ""
    newspaper: str = ""
    spans: tuple[Span, ...] = ()


class Mention(NamedTuple):
    """A thing named in an article: what it is, its canonical name, and the words that name it."""

    type: str
    name: str
    form: str
    span: Span


class Fact(NamedTuple):
    """A relation between two things of one article, each given as (type, name)."""

    subject: tuple[str, str]
    relation: str
    object: tuple[str, str]
    spans: tuple[Span, ...] = ()
    qualifiers: tuple[tuple[str, str], ...] = ()
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one article says. A fact without spans was inferred.

    `article` is no more than its head: what was read is sent between processes and kept, and the text is not.
    `attributes` are those of the things, by (type, name): a district's level and code, an event's date and kind.
    """

    article: Head
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]
    attributes: Mapping[tuple[str, str], Mapping[str, str | float | None]] = field(default_factory=dict)
