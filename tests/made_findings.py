"""Findings made by hand: what an article of invented people and places would say, without any reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import Article, Fact, Findings, Mention, Paragraph
from kg.text.clean import clean

Thing = tuple[str, str]

TEXTS: dict[tuple[str, int], str] = {}
"""The text of each article that was made, by document and number."""


def article(
    text: str, document: str = "青禾.txt", number: int = 1, newspaper: str = "", published: str = ""
) -> Article:
    """An article whose title is its first line."""
    TEXTS[document, number] = text
    whole = clean(text, 0, len(text))
    title = text.split("\n")[0]
    return Article(
        document,
        number,
        whole,
        (Paragraph(0, len(title), "title"), Paragraph(0, len(whole), "body")),
        title=title,
        published=published,
        newspaper=newspaper,
    )


def findings(
    of: Article,
    mentions: Iterable[tuple[str, str] | tuple[str, str, str]],
    facts: Iterable[tuple[Thing, str, Thing] | tuple[Thing, str, Thing, Mapping[str, str]]] = (),
    attributes: Mapping[Thing, Mapping[str, str | float | None]] | None = None,
) -> Findings:
    """What the article says.

    A mention is (type, name) or (type, name, form); its span is the first place of the form in the text. A fact is
    (subject, relation, object) or has the qualifiers after them, among which `as_of` is the date and `said` the words
    that say it; without `said` it is inferred.
    """

    def words(form: str) -> tuple[int, int]:
        start = of.text.chars.index(form)
        return start, start + len(form)

    named = []
    for type_, name, *form in mentions:
        shown = form[0] if form else name
        named.append(Mention(type_, name, shown, of.span(*words(shown))))
    told = []
    for subject, relation, object_, *more in facts:
        qualifiers = dict(more[0]) if more else {}
        as_of, said = qualifiers.pop("as_of", ""), qualifiers.pop("said", "")
        spans = (of.span(*words(said)),) if said else ()
        told.append(Fact(subject, relation, object_, spans, tuple(sorted(qualifiers.items())), as_of))
    return Findings(of.head, tuple(named), tuple(told), attributes or {})
