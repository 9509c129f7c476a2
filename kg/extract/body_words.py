"""Two bodies, or a place and a body, with a verb between them that the recogniser took for one word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg import lexicon
from kg.extract.body_walk import ENDINGS, WHOLE
from kg.extract.places import DEICTIC
from kg.lexicon.divisions import DIVISIONS
from kg.recognise import Token

_DATA = lexicon.data("bodies")
_SHORTEST = 6  # characters of such a word: 向县财政局
_LEAST = 4  # 县委向
_TAGS = frozenset({"ORG", "LOC", "n", "nz", "v", "vn"})
_VERBS = lexicon.alternation(_DATA["between_bodies"])
_ALSO_IN_DEPARTMENTS = lexicon.alternation(_DATA["also_in_departments"])
# 对外, 向阳: words that begin like a preposition and may well begin a name
_NO_PREPOSITIONS = lexicon.alternation(_DATA["begun_like_prepositions"])
_PREPOSITIONS = f"(?!{_NO_PREPOSITIONS}){lexicon.alternation(_DATA['prepositions'])}"
_BETWEEN = re.compile(f"{_VERBS}|(?P<also>{_ALSO_IN_DEPARTMENTS})|{_PREPOSITIONS}")
_LAST = re.compile(f"(?:{_VERBS}|{_ALSO_IN_DEPARTMENTS}|{_PREPOSITIONS})\\Z")
# what a verb may govern right behind a place; of a group set up for a task it may begin the name
_FIRMS = tuple(ending for ending, kind in ENDINGS.items() if kind in ("firm", "school") and len(ending) >= 2)
# 水务|投资|发展有限公司 is one
_TRADES = frozenset((*_DATA["trades"], *_DATA["generic"], *_DATA["also_in_departments"]))
_LONGEST_PLACE = 8
_LONGEST = 40


def bodies_apart(tokens: Sequence[Token]) -> list[Token]:
    """The words, those cut that hold two names and a verb: 县住建局|委托|远山建工集团, 青禾县|扶持|远山集团公司."""
    apart: list[Token] = []
    done = 0
    for i in [i for i, token in enumerate(tokens) if _LEAST <= len(token[0]) <= _LONGEST and token[1] in _TAGS]:
        token = tokens[i]
        cut = _between(token) if len(token.word) >= _SHORTEST else None
        if cut is None and i + 1 < len(tokens) and tokens[i + 1].tag == "ORG":
            cut = _behind(token.word, tokens[i + 1].word)
        if cut is None:
            continue
        apart += tokens[done:i]
        done = i + 1
        ends = (0, *cut, len(token.word))
        for (start, end), tag in zip(pairwise(ends), ("ORG", "v", "ORG"), strict=True):
            if start < end:
                apart.append(Token(token.word[start:end], tag, token.start + start, token.start + end))
    return [*apart, *tokens[done:]]


def _between(token: Token) -> tuple[int, int] | None:
    """From where to where the verb, or preposition, stands between the two names that the word is."""
    word = token.word
    if not word.endswith(WHOLE):
        return None
    for match in _BETWEEN.finditer(word):
        left, right = word[: match.start()], word[match.end() :]
        if len(right) < 3:
            return None
        placed = right[0] in DEICTIC or _begins_with_a_division(right)
        firm = len(right) >= 4 and right.endswith(_FIRMS)
        if not left:
            found = placed or (firm and token.tag == "v" and match["also"] is None)
        elif len(left) >= 3 and left.endswith(WHOLE):
            found = placed or match["also"] is None or (firm and right not in WHOLE and right[:2] not in _TRADES)
        else:
            found = firm and match["also"] is None and len(left) <= _LONGEST_PLACE and bool(DIVISIONS.full(left))
        if found:
            return match.span()
    return None


def _behind(word: str, following: str) -> tuple[int, int] | None:
    """The verb, or preposition, that a name was taken with: 县财政局向|县教育局, 青禾县收购|远山集团."""
    match = _LAST.search(word)
    if match is None or word.endswith(WHOLE):
        return None
    place = following.endswith(_FIRMS) and bool(DIVISIONS.full(word[: match.start()]))
    return match.span() if place or word.endswith(WHOLE, 0, match.start()) else None


def _begins_with_a_division(name: str) -> bool:
    return any(DIVISIONS.full(name[:length]) for length in range(3, min(len(name), _LONGEST_PLACE) + 1))
