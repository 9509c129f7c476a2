"""One article as the extractors see it: its words, its sentences, its dates, and what has been found in it so far."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.model import Article, Fact, Findings, Mention, Paragraph, Span
from kg.recognise import Recogniser, Token
from kg.text.dates import Dated, expressions

_SENTENCE = re.compile(r"[^。！？\n]+(?:[。！？]+[”’）]*)?|[。！？]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, `start` to `end` in the article's clean text, and the paragraph it stands in."""

    start: int
    end: int
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Found:
    """A thing at a place of the text: `name` is its canonical name, the text from `start` to `end` the form found.

    `detail` tells kinds apart that one extractor tells another of (for a body: organ, agency, firm, school, group).
    `owner` is the place or body that the thing is one of, as (type, name), where the form shows it.
    """

    type: str
    name: str
    start: int
    end: int
    detail: str = ""
    owner: tuple[str, str] | None = None


@dataclass
class Reading:
    """The working view of an article; extractors add to `found` and `facts` in turn."""

    article: Article
    tokens: list[Token]
    sentences: list[Sentence]
    dates: list[Dated]
    found: list[Found] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    attributes: dict[tuple[str, str], dict[str, str | float | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.article.text.chars
        self._starts = [token.start for token in self.tokens]
        self._sentence_starts = [sentence.start for sentence in self.sentences]

    def clear(self) -> None:
        """Forget what was found; the words stay."""
        self.found, self.facts, self.attributes = [], [], {}

    def split_conjunctions(self, deictic: str) -> None:
        """Cut 和 off words such as 和县 that are no name here but 和 and the 县 of 县国土资源局."""
        tokens: list[Token] = []
        for token in self.tokens:
            if (
                len(token.word) == 2
                and token.word[0] in "和与及"
                and token.word[1] in deictic
                and not self.covered(token.start, token.end, "district")
            ):
                tokens.append(Token(token.word[0], "c", token.start, token.start + 1))
                tokens.append(Token(token.word[1], "n", token.start + 1, token.end))
            else:
                tokens.append(token)
        self.tokens = tokens
        self._starts = [token.start for token in tokens]

    def token_at(self, position: int) -> Token | None:
        """The word that covers the position."""
        i = bisect_right(self._starts, position) - 1
        return self.tokens[i] if i >= 0 and self.tokens[i].start <= position < self.tokens[i].end else None

    def token_before(self, position: int) -> Token | None:
        """The word that ends at or covers the character before the position."""
        return self.token_at(position - 1) if position > 0 else None

    def tokens_in(self, start: int, end: int) -> Iterator[Token]:
        """The words that begin from `start` on, up to `end`."""
        i = bisect_right(self._starts, start - 1)
        while i < len(self.tokens) and self.tokens[i].start < end:
            yield self.tokens[i]
            i += 1

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that covers the position."""
        i = bisect_right(self._sentence_starts, position) - 1
        return self.sentences[i] if i >= 0 and position < self.sentences[i].end else None

    def within(self, start: int, end: int, *types: str) -> list[Found]:
        """What has been found between the two places, of the types given, in the order of the text."""
        return sorted(
            (f for f in self.found if start <= f.start and f.end <= end and (not types or f.type in types)),
            key=lambda f: (f.start, -f.end),
        )

    def covered(self, start: int, end: int, *types: str) -> bool:
        """Whether something found of those types overlaps the stretch."""
        return any(f.start < end and start < f.end and f.type in types for f in self.found)

    def date_before(self, position: int) -> str:
        """The date (ISO, "" if none) that holds at a position: the last one said before it in its sentence, else the
        one before it in its paragraph."""
        sentence = self.sentence_at(position)
        if sentence is None:
            return ""
        for start in (sentence.start, sentence.paragraph.start):
            dates = [d for d in self.dates if start <= d.start < position]
            if dates:
                # 8月9日，…召开2022年度第17次…会议: the day says more than the year
                days = [d for d in dates if len(d.iso) == 10]
                return (days or dates)[-1].iso
        return ""

    def add(self, thing: Found, **attributes: str | float | None) -> Found:
        """Note a thing found."""
        self.found.append(thing)
        if attributes:
            self.attributes.setdefault((thing.type, thing.name), {}).update(attributes)
        return thing

    def fact(
        self,
        subject: tuple[str, str],
        relation: str,
        object_: tuple[str, str],
        spans: Iterable[tuple[int, int]] = (),
        as_of: str = "",
        **qualifiers: str,
    ) -> None:
        """Note a relation, with the stretches of the text that say it; without any it is inferred."""
        if subject == object_:
            return
        self.facts.append(
            Fact(
                subject,
                relation,
                object_,
                tuple(self.article.span(start, end) for start, end in spans),
                tuple(sorted((name, value) for name, value in qualifiers.items() if value)),
                as_of,
            )
        )

    def findings(self) -> Findings:
        """All that was found, as mentions and facts."""
        mentions = []
        for thing in sorted(self.found, key=lambda f: (f.start, f.end, f.type, f.name)):
            span: Span = self.article.span(thing.start, thing.end)
            mentions.append(Mention(thing.type, thing.name, self.text[thing.start : thing.end], span))
        return Findings(self.article, tuple(mentions), tuple(dict.fromkeys(self.facts)), self.attributes)


def open_article(article: Article, recogniser: Recogniser) -> Reading:
    """Cut the article into sentences and words."""
    text = article.text.chars
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for paragraph in article.paragraphs:
        for match in _SENTENCE.finditer(text, paragraph.start, paragraph.end):
            if not match[0].strip():
                continue
            sentences.append(Sentence(match.start(), match.end(), paragraph))
            # a space divides; recognisers take what stands around it for a word
            for chunk in re.finditer(r"\S+|\s+", match[0]):
                start = match.start() + chunk.start()
                if chunk[0].isspace():
                    tokens.append(Token(chunk[0], "w", start, start + len(chunk[0])))
                else:
                    tokens += [Token(t.word, t.tag, start + t.start, start + t.end) for t in recogniser(chunk[0])]
    dates = [
        dated
        for dated in expressions(text, article.published)
        if any(sentence.start <= dated.start < sentence.end for sentence in sentences)
    ]
    return Reading(article, tokens, sentences, dates)
