"""Titles in a text: their forms, which stretches are titles, and the groups in which one person's stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from kg import lexicon
from kg.extract.reading import Reading
from kg.lexicon.posts import HEAD, MODIFIERS, TITLE
from kg.text.sought import Sought

Body: TypeAlias = tuple[str, str]  # (type, name): an organization, or the district where no body is named

_DATA = lexicon.data("posts")
_COLLECTIVE, _CONTRACTED = (lexicon.alternation(_DATA[key]) for key in ("collective", "contracted"))
_WORDS = (word for key in ("collective", "contracted", "modifiers", "heads", "titles") for word in _DATA[key])
_POST = Sought(rf"(?P<collective>{_COLLECTIVE})|(?P<contracted>{_CONTRACTED})|(?P<plain>{TITLE})", _WORDS)
# 市公安局|长: the title shares the last character of the body in front of it
_SHARING = re.compile(r"(?P<sharing>(?:局|厅|部|处|科|院|校|社|台|站|所|队|厂|行|馆)长)")
_OF_A_LEVEL = re.compile(rf"{MODIFIERS}(?P<head>{HEAD})")
_NOT_A_POST = re.compile(rf"{lexicon.alternation(_DATA['not_a_post_before'])}|会(?!议?长)|助理(?!理)")
_OFTEN_WORDS = frozenset(_DATA["titles_often_words"])
_SHARED = tuple(_DATA["shared"])
FORMER = re.compile(r"(?:原任|时任|原|前)$")


class Post(NamedTuple):
    """One title: where it stands with its body, that body where the text settles it, and how it is written.

    `kind` is `collective` (县领导), `contracted` (公安局长) or `plain`.
    """

    start: int
    end: int
    title: str
    body: Body | None
    written: str
    kind: str


@dataclass
class Group:
    """Titles that one person holds together, from `start` to `end`; `former`, `future` and `then` (时任) say when."""

    posts: list[Post] = field(default_factory=list)
    former: bool = False
    future: bool = False
    then: bool = False

    @property
    def start(self) -> int:
        return self.posts[0].start

    @property
    def end(self) -> int:
        return self.posts[-1].end

    @property
    def shared(self) -> bool:
        """Whether more than one can hold its last title: names that follow may all have it."""
        last = self.posts[-1]
        return last.kind == "collective" or last.title.endswith(_SHARED)


def titles(reading: Reading) -> Iterator[re.Match[str]]:
    """The titles of the text in its order. The group matched is the kind of the post, or `sharing`."""
    position = 0
    while match := _POST.first(reading.begun, position):
        # 区党委|书记: the body found takes its part of the words first
        inside = [
            body.end
            for body in reading.overlapping(match.start(), match.end(), "organization")
            if body.end < match.end()
        ]
        if inside:
            stop = max(inside)
            if sharing := _SHARING.match(reading.text, stop - 1):
                position = sharing.end()
                yield sharing
                continue
            if (match := _POST.pattern.match(reading.text, stop)) is None:
                position = stop
                continue
        if reading.sentence_at(match.start()) is not None and _is_post(reading, match):
            position = match.end()
            yield match
        else:
            position = match.start() + 1


def _is_post(reading: Reading, match: re.Match[str]) -> bool:
    text, start, end = reading.text, match.start(), match.end()
    if _NOT_A_POST.match(text, end):
        return False
    if any(body.start <= start and end <= body.end for body in reading.overlapping(start, end, "organization")):
        return False  # a word of a body's name: 驻村第一书记和工作队
    first, last = reading.token_at(start), reading.token_at(end - 1)
    if first is None or last is None:
        return False
    if first.tag == "PER" and (first.start < start or first.end > end):
        return False  # 县委书记|关长明: the name begins like 关长
    if match[0] not in _OFTEN_WORDS:
        return True
    return not ((last.end > end and last.tag not in ("n", "ORG")) or text[end : end + 1] in "们团会性作了着")


def level_of(title: str) -> str | None:
    """The word of a title that names the level of its government: 县长 of 常务副县长; None where there is none."""
    match = _OF_A_LEVEL.fullmatch(title)
    return match["head"] if match else None


def ends_sentence(stretch: str) -> bool:
    """Whether a sentence, or a part of one that stands for itself, ends in the stretch."""
    return not {"。", "！", "？", "\n", "；"}.isdisjoint(stretch)
