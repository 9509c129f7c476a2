"""What stands before a name in its clause: the verb that governs it, the place it is said of, nouns that are of it."""

from __future__ import annotations

import re

from kg import lexicon
from kg.extract.actors import Actors
from kg.extract.reading import Found, Reading
from kg.text.clean import HAN
from kg.text.sought import Sought

_VERBS = lexicon.data("campaigns")["verbs"]
_VERB = Sought(lexicon.alternation(_VERBS), _VERBS)
_IN_QUOTES = re.compile("“[^“”]*”")
_STRIVING = frozenset(lexicon.data("campaigns")["striving"])
# all up to the last mark that ends a clause: the engine looks for it from behind
_UP_TO_A_BREAK = re.compile(".*[，。；：！？\n“”《》（）]", re.DOTALL)
_ROUND = re.compile(r"(?:新一|第?[一二三四五六七八九十百两\d]+)[轮批次期]$")


class Governed:
    """Reads what stands before the places of one reading."""

    def __init__(self, reading: Reading, actors: Actors) -> None:
        self.reading, self.text, self.actors = reading, reading.text, actors
        self._clauses: dict[int, int] = {}
        self._verbs: dict[int, tuple[str, int] | None] = {}

    def clause_start(self, position: int) -> int:
        """Where the clause of a position begins; what is in quotation marks does not end it."""
        start = self._clauses.get(position)
        if start is None:
            start = self._clauses[position] = self._clause_start(position)
        return start

    def _clause_start(self, position: int) -> int:
        floor = max(0, position - 60)
        start = position
        while (found := _UP_TO_A_BREAK.match(self.text, floor, start)) is not None:
            end = found.end()
            opening = self.text.rfind("“", floor, end) if self.text[end - 1] == "”" else -1
            if opening < 0:
                return end
            start = opening
        return floor

    def verb_before(self, position: int) -> tuple[str, int] | None:
        """The verb that governs a form, with where it ends: 全面铺开|“…”, 开展“…”和|“…”, 实施园林绿化|“…”."""
        if position not in self._verbs:
            self._verbs[position] = self._verb_before(position)
        return self._verbs[position]

    def _verb_before(self, position: int) -> tuple[str, int] | None:
        start = self.clause_start(position)
        # other names in quotation marks are of the same list, and hold no verb of it
        holds_quoted = self.text.find("”", start, position) >= 0
        quoted = [m.span() for m in _IN_QUOTES.finditer(self.text, start, position)] if holds_quoted else []
        for verb in reversed(_VERB.find(self.reading.begun, start, position)):
            end = verb.end()
            if self.text.startswith("的", end, position) or any(low < end <= high for low, high in quoted):
                continue
            gap = _IN_QUOTES.sub("", self.text[end:position]).replace("“", "")
            if len(gap) > (24 if "的" in gap else 14):
                return None
            for token in self.reading.tokens_in(end, position):
                if token.word in _STRIVING:
                    continue  # 营商环境|争先|晋级攻坚战
                if (token.tag in ("p", "r", "d") and len(token.word) > 1) or token.word in "向在把将对从为与":
                    return None
            return verb[0], end
        return None

    def place_before(self, position: int) -> Found | None:
        """The district or body whose name ends right before: 全市|“…”, 桓仁|“…”, 全省第二期|“…”."""
        if numbered := _ROUND.search(self.text, max(0, position - 6), position):
            position = numbered.start()
        ending = [f for f in self.actors.between(max(0, position - 40), position) if f.end == position]
        return max(ending, key=lambda f: f.end - f.start, default=None)

    def prefix(self, start: int) -> int:
        """Where the nouns begin that say what a quoted name is about: 开展|招商引资“…”; `start` if there are none."""
        verb = self.verb_before(start)
        if verb is None or not 2 <= start - verb[1] <= 8 or verb[0] == "以":
            return start
        nouns = all(t.tag in ("n", "vn", "nz", "an", "a") for t in self.reading.tokens_in(verb[1], start))
        named = re.fullmatch(rf"(?![各全我省市县区])[{HAN}]+", self.text[verb[1] : start]) is not None
        return verb[1] if nouns and named and not self.actors.between(verb[1], start) else start
