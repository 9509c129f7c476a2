"""One article as the extractors see it: its words, its sentences, its dates, and what has been found in it so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from kg.extract.found import Found, Things
from kg.extract.mending import mended
from kg.model import Article, Fact, Findings, Mention, Paragraph, Span
from kg.recognise import Recogniser, Token, tokens, words
from kg.text.dates import Dated, expressions
from kg.text.sought import Beginnings

__all__ = ["Found", "Reading", "Sentence", "open_article", "open_articles"]

_SENTENCE = re.compile(r"[^。！？\n]+(?:[。！？]+[”’）]*)?|[。！？]+")
_BY_PLACE = itemgetter(2, 3, 0, 1)  # where it stands, what it is and its name
_CHUNK = re.compile(r"\S+|\s+")
# what these give without a call of Python's
_mention: Callable[[tuple[str, str, str, Span]], Mention] = partial(tuple.__new__, Mention)
_fact: Callable[[tuple[object, ...]], Fact] = partial(tuple.__new__, Fact)


class Sentence(NamedTuple):
    """A sentence, `start` to `end` in the article's clean text, and the paragraph it stands in."""

    start: int
    end: int
    paragraph: Paragraph


class Reading(Things):
    """The working view of an article; extractors add to its things and `facts` in turn."""

    def __init__(self, article: Article, tokens: list[Token], sentences: list[Sentence], dates: list[Dated]) -> None:
        super().__init__()
        self.article, self.tokens, self.sentences, self.dates = article, tokens, sentences, dates
        self.facts: list[Fact] = []
        self.attributes: dict[tuple[str, str], dict[str, str | float | None]] = {}
        self.text = article.text.chars
        self.begun = Beginnings(self.text)
        self._starts = [token[2] for token in self.tokens]
        self._tagged: dict[tuple[str, ...], list[Token]] = {}  # as they were asked for
        self._sentence_starts = [sentence.start for sentence in self.sentences]
        self._date_starts = [date.start for date in self.dates]
        # for each date the last full day up to it: its place in `dates`, -1 if none
        self._days: list[int] = []
        for i, date in enumerate(self.dates):
            self._days.append(i if len(date.iso) == len("2022-08-09") else self._days[-1] if self._days else -1)

    def clear(self) -> None:
        """Forget what was found; the words stay."""
        super().__init__()
        self.facts, self.attributes = [], {}

    def split_conjunctions(self, deictic: str, endings: tuple[str, ...]) -> None:
        """Cut words in which 和 stands between two names: 和县 that is no name here but 和 and the 县 of 县林业局, and
        县财政局和县林业局, which is one of the `endings` of bodies, 和, and one of the `deictic` words."""
        if not re.search(f"[和与及][{deictic}]", self.text):
            return
        conjunctions = frozenset("和与及")
        conjunction = re.compile(rf"(?P<left>.*)(?P<and>[和与及])(?P<level>[{deictic}])(?P<right>.*)")
        tokens: list[Token] = []
        for token in self.tokens:
            joins = not conjunctions.isdisjoint(token.word) and len(token.word) > 1
            match = conjunction.fullmatch(token.word) if joins else None
            if match is None or not (
                match["left"].endswith(endings)
                if match["left"]
                else not match["right"] and not self.covered(token.start, token.end, "district")
            ):
                tokens.append(token)
                continue
            tags = {"left": token.tag, "and": "c", "level": "n", "right": token.tag}
            tokens += [
                Token(match[part], tag, token.start + match.start(part), token.start + match.end(part))
                for part, tag in tags.items()
                if match[part]
            ]
        self.recut(tokens)

    def recut(self, tokens: list[Token]) -> None:
        """Take other words for those of the recogniser; together they are the same text."""
        self.tokens, self._tagged = tokens, {}
        self._starts = [token.start for token in tokens]

    def token_at(self, position: int) -> Token | None:
        """The word that covers the position."""
        i = bisect_right(self._starts, position) - 1
        if i < 0:
            return None
        token = self.tokens[i]
        return token if position < token[3] else None

    def token_before(self, position: int) -> Token | None:
        """The word that ends at or covers the character before the position."""
        return self.token_at(position - 1) if position > 0 else None

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The words that begin from `start` on, up to `end`."""
        first = bisect_left(self._starts, start)
        return self.tokens[first : bisect_left(self._starts, end, first)]

    def tagged(self, *tags: str) -> list[Token]:
        """The words that the recogniser gave one of the tags."""
        found = self._tagged.get(tags)
        if found is None:
            found = self._tagged[tags] = [token for token in self.tokens if token[1] in tags]
        return found

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that covers the position."""
        i = bisect_right(self._sentence_starts, position) - 1
        if i < 0:
            return None
        sentence = self.sentences[i]
        return sentence if position < sentence[1] else None

    def date_before(self, position: int) -> str:
        """The date (ISO, "" if none) that holds at a position: the last one said before it in its sentence, else the
        one before it in its paragraph."""
        date = self._date_before(position)
        return date.iso if date else ""

    def vague_before(self, position: int) -> bool:
        """Whether what stands for a date at the position is one of no day: 日前, 近期."""
        date = self._date_before(position)
        return date is not None and not date.iso

    def _date_before(self, position: int) -> Dated | None:
        sentence = self.sentence_at(position)
        if sentence is None:
            return None
        last = bisect_left(self._date_starts, position) - 1
        for start in (sentence.start, sentence.paragraph.start):
            first = bisect_left(self._date_starts, start)
            if first <= last:
                between = self.text[self.dates[last].start : position]
                if between.count("”") > between.count("“"):
                    return None  # “确保8月底完工。”县长…说: said of another time
                # 8月9日，…召开2022年度第17次…会议: the day says more than the year
                day = self._days[last]
                return self.dates[day if day >= first else last]
        return None

    def day_above(self, position: int, reach: int) -> str:
        """The last full day (ISO, "" if none) said before a position, within that many characters."""
        last = bisect_left(self._date_starts, position) - 1
        day = self._days[last] if last >= 0 else -1
        return self.dates[day].iso if day >= 0 and self.dates[day].start >= position - reach else ""

    def day_below(self, position: int, reach: int) -> str:
        """The first full day (ISO, "" if none) said behind a position, within that many characters."""
        for date in self.dates[bisect_left(self._date_starts, position) :]:
            if date.start > position + reach:
                break
            if len(date.iso) == len("2022-08-09"):
                return date.iso
        return ""

    def in_title(self, position: int) -> bool:
        """Whether the position is in a title of the article."""
        sentence = self.sentence_at(position)
        return sentence is not None and sentence.paragraph.kind == "title"

    def fact(
        self,
        subject: tuple[str, str],
        relation: str,
        object_: tuple[str, str],
        spans: Iterable[tuple[int, int]] = (),
        as_of: str = "",
        **qualifiers: str,
    ) -> None:
        """Note a relation, with the stretches of the text that say it; without any it is inferred.

        Where a word in them only stands for the subject or the object (该公司), the place that names it is added.
        """
        if subject == object_:
            return
        spans = list(spans)
        if spans and self._pointing:
            spans += self._naming(subject, spans) + self._naming(object_, spans)
        self.facts.append(
            _fact(
                (
                    subject,
                    relation,
                    object_,
                    tuple([self.article.span(start, end) for start, end in spans]),
                    tuple(sorted([each for each in qualifiers.items() if each[1]])) if qualifiers else (),
                    as_of,
                )
            )
        )

    def _naming(self, thing: tuple[str, str], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Where the thing is named that the stretches only have a word for."""
        if thing not in self._pointing:
            return []
        named = [place for span in spans if (place := self._named_for(*thing, *span)) is not None]
        if not named or any(f.named is None and f.name == thing[1] for s in spans for f in self.within(*s, thing[0])):
            return []
        return named[:1]

    def findings(self) -> Findings:
        """All that was found, as mentions and facts. What a word only stands for is mentioned where it is named."""
        mentions = []
        named = [thing for thing in self.found if thing.named is None]
        for thing in sorted(named, key=_BY_PLACE):
            span = self.article.span(thing.start, thing.end)
            form = self.article.text.written(thing.start, thing.end)
            mentions.append(_mention((thing[0], thing[1], form, span)))
        return Findings(self.article.head, tuple(mentions), tuple(dict.fromkeys(self.facts)), self.attributes)


def open_article(article: Article, recogniser: Recogniser) -> Reading:
    """Cut the article into sentences and words."""
    return open_articles([article], recogniser)[0]


def open_articles(articles: Sequence[Article], recogniser: Recogniser) -> list[Reading]:
    """Cut the articles into sentences and words; the recogniser is given all of them at once."""
    cut = [_chunks(article) for article in articles]
    said = iter(words(recogniser, [chunk for _, chunks in cut for _, chunk in chunks if not chunk.isspace()]))
    readings = []
    for article, (sentences, chunks) in zip(articles, cut, strict=True):
        found: list[Token] = []
        for at, chunk in chunks:
            if chunk.isspace():
                found.append(Token(chunk, "w", at, at + len(chunk)))
            else:
                found += tokens(*next(said), at)
        readings.append(_opened(article, sentences, mended(found, article.text.chars)))
    return readings


def _chunks(article: Article) -> tuple[list[Sentence], list[tuple[int, str]]]:
    """The sentences, and what the recogniser is to read of them, and where: a space divides, recognisers take what
    stands around it for a word."""
    text = article.text.chars
    sentences: list[Sentence] = []
    chunks: list[tuple[int, str]] = []
    for paragraph in article.paragraphs:
        for match in _SENTENCE.finditer(text, paragraph.start, paragraph.end):
            if not match[0].strip():
                continue
            sentences.append(Sentence(match.start(), match.end(), paragraph))
            for chunk in _CHUNK.finditer(text, match.start(), match.end()):
                chunks.append((chunk.start(), chunk[0]))
    return sentences, chunks


def _opened(article: Article, sentences: list[Sentence], tokens: list[Token]) -> Reading:
    starts = [sentence.start for sentence in sentences]
    dates = []
    for dated in expressions(article.text.chars, article.published):
        at = bisect_right(starts, dated.start) - 1
        if at >= 0 and dated.start < sentences[at].end:
            dates.append(dated)
    return Reading(article, tokens, sentences, dates)
