"""Villages and communities as titles name them: 山口村|党支部书记, 村委会|主任, 光明社区|书记.

They are no divisions; whom a title puts at their head is of their party branch or committee, or of the community.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg import lexicon
from kg.extract.reading import Reading
from kg.text.clean import HAN

_DATA = lexicon.data("villages")
_ORGANS: dict[str, str] = _DATA["organs"]
_BY_TITLE: dict[str, str] = {title: organ for organ, titles in _DATA["titles"].items() for title in titles}
_SORTS = frozenset(_DATA["sorts"])
_HEADED = re.compile(rf"(?P<kind>村|社区|嘎查)(?P<organ>{lexicon.alternation(_ORGANS)})?\Z")
_ENDS = frozenset("村区查会部支委")  # what those words end in: asked before anything is tried
_REACH = 8  # characters of 村 and the longest of its bodies
_FAR = 400  # characters back in which a village was named
_NAME = re.compile(rf"[{HAN}]{{1,7}}")
_NAMING = ("LOC", "ORG", "PER", "n", "nz", "nw", "s", "a")  # tags of a word that can be a village's name


class Headed(NamedTuple):
    """What a title heads: where the words for it begin, the body's name, and the post as it is written."""

    start: int
    body: str
    written: str


class Villages:
    """Tells of which village, or which body of one, the titles of one reading are."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.text
        self.places: dict[str, tuple[str, str]] = {}  # the division that the village of a body is said to be in
        self.of: dict[str, str] = {}  # the village that a body is of
        self._looked_for: set[str] = set()
        self._last = ""  # the village that a title named last

    def headed(self, title: str, start: int) -> Headed | None:
        """What the title that begins at a position is of, None where that is no village and no body of one."""
        stop = start
        if title.startswith("村") and self.text[start - 1 : start] != "村":
            stop += 1  # 山口|村支书
        if self.text[stop - 1 : stop] not in _ENDS:
            return self._sent(title, start)
        match = _HEADED.search(self.text, max(0, stop - _REACH), stop)
        organ = _ORGANS.get(match["organ"] or "") or _BY_TITLE.get(title) if match else None
        if organ is None or match is None:
            return self._sent(title, start)
        kind, at = match["kind"], match.start()
        begin = self._begins(at)
        if begin is not None:
            self._last = self.text[begin:at] + kind
        elif not self._bare(at) or not self._named_before(at, kind):
            return None
        body = self._last + self._own(kind, match["organ"], organ)
        self._place(body, self._last)
        written = (match["organ"] or "") + title
        if not written.startswith(("村", "驻村")):
            written = kind + written
        self.of[body] = self._last
        return Headed(at if begin is None else begin, body, written)

    def _sent(self, title: str, start: int) -> Headed | None:
        """驻村第一书记|甲: sent to the village named last."""
        if not title.startswith("驻村") or not self._named_before(start, "村"):
            return None
        body = self._last + _BY_TITLE[title] if title in _BY_TITLE else ""
        self.of[body] = self._last
        self._place(body, self._last)
        return Headed(start, body, title) if body else None

    def _named_before(self, position: int, kind: str) -> bool:
        """Whether the paragraph, or a title before, names a village or community: the last is the one spoken of."""
        sentence = self.reading.sentence_at(position)
        first = sentence.paragraph.start if sentence else position
        for token in reversed(self.reading.tokens_in(max(first, position - _FAR), position)):
            if token.word.endswith(kind) and token.end <= position and token.tag in ("LOC", "ORG", "nz"):
                at = token.end - len(kind)
                begin = self._begins(at)
                if begin is not None:
                    self._last = self.text[begin:at] + kind
                    return True
        return self._last.endswith(kind)

    @staticmethod
    def _own(kind: str, named: str | None, organ: str) -> str:
        if kind != "社区":
            return organ
        if organ == "村委会":
            return "居委会"
        return organ if named else ""  # 光明社区|书记

    def _begins(self, kind: int) -> int | None:
        """Where the name begins of the village whose last word stands at a position, None where that has none."""
        token = self.reading.token_at(kind)
        if token is not None and token.start == kind:
            token = self.reading.token_before(kind)
            if token is not None and (token.end != kind or token.tag not in _NAMING):
                return None
        if token is None:
            return None
        begin = max([token.start, *(place.end for place in self.reading.within(token.start, kind, "district"))])
        if begin == token.start and not self.reading.ending_at(begin):
            begin = self._behind_place(begin)
        name = self.text[begin:kind]
        return begin if _NAME.fullmatch(name) and name not in _SORTS else None

    def _behind_place(self, begin: int) -> int:
        """Where the name begins of which the recogniser cut off the first words: 小营盘镇|乌图|布拉格村."""
        for at in range(begin - 1, max(0, begin - 5), -1):
            if self.reading.ending_at(at, "district"):
                named = all(token.tag in _NAMING for token in self.reading.tokens_in(at, begin))
                return at if named else begin
        return begin

    def _bare(self, kind: int) -> bool:
        """Whether 村 stands there by itself: 村党支部书记甲, 现任|村党委书记乙."""
        before, token = self.reading.token_before(kind), self.reading.token_at(kind)
        if token is None or token.start != kind:
            return False
        return before is None or before.end != kind or before.tag not in _NAMING or before.word in _SORTS

    def _place(self, body: str, name: str) -> None:
        """Note in which division the village is, where one stands before its name."""
        at = self.text.find(name) if body not in self._looked_for else -1
        self._looked_for.add(body)
        while at >= 0:
            if rows := self.reading.ending_at(at, "district"):
                self.places[body] = (rows[0].type, rows[0].name)
                return
            at = self.text.find(name, at + 1)
