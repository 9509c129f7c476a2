"""Lists of words as trees: they match what the plain list would, the longest first."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import alternation

WORDS = st.lists(st.text(alphabet="县委书记.^]-", min_size=1, max_size=4), min_size=1, max_size=9)
TEXTS = st.text(alphabet="县委书记.^]-", max_size=14)


@given(WORDS, TEXTS, st.sampled_from(["", "记", "$", "(?!书)", "[委记]"]))
def test_a_tree_matches_what_the_list_does(words: list[str], text: str, behind: str) -> None:
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    plain, tree = re.compile(f"(?:{listed}){behind}"), re.compile(alternation(words) + behind)
    assert [found.span() for found in tree.finditer(text)] == [found.span() for found in plain.finditer(text)]


def test_words_that_begin_alike_share_their_beginning() -> None:
    assert alternation(["县委", "县委书记", "县政府", "市"]) == "(?:县(?:委(?:书记)?|政府)|市)"
