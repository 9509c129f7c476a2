"""rjieba does jieba's cutting, and nothing changes by it."""

from __future__ import annotations

import random

import jieba.posseg
import pytest
import rjieba
from hypothesis import given, settings
from hypothesis import strategies as st
from test_lac import SENTENCES, TEXT

from kg.recognise.jieba import _DIVIDES, TAGS, JiebaRecogniser

Words = list[tuple[str, str]]
HARD = [
    "𠮷林县PM2.5",
    "青禾县\r\n石桥镇",
    "T恤、AA制、GDP增长6.5%",
    "何远舟书",
    "",
    "０１版 ABC01",
    "上高县 上高桥",
    "一\u3000二\t三",
    "下降3.5%-4%，书-记林远舟",
    "㐀县\u9fd6县",
]


@pytest.fixture(scope="module")
def recogniser() -> JiebaRecogniser:
    return JiebaRecogniser()


def said(recogniser: JiebaRecogniser, sentence: str) -> Words:
    return [(token.word, token.tag) for token in recogniser(sentence)]


def by_jieba(recogniser: JiebaRecogniser, sentence: str) -> Words:
    return [(word, TAGS.get(tag, tag)) for word, tag in recogniser.reference.cut(sentence)]


def test_texts_are_cut_as_jieba_cuts_them(recogniser: JiebaRecogniser) -> None:
    chance = random.Random(9)
    mixed = ["".join(chance.sample(TEXT, chance.randint(1, 60))) for _ in range(400)]
    for sentence in [*SENTENCES, *mixed, *HARD, TEXT]:
        assert said(recogniser, sentence) == by_jieba(recogniser, sentence)


def test_words_of_the_dictionary_in_any_order_are(recogniser: JiebaRecogniser) -> None:
    chance = random.Random(10)
    words = sorted(recogniser.reference.word_tag_tab)
    for _ in range(2000):
        sentence = "".join(chance.choices(words, k=4))
        assert said(recogniser, sentence) == by_jieba(recogniser, sentence)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("县委书记林远舟aB2.5+#&_％，（）\r\n\t 𠮷"), max_size=24))
def test_whatever_stands_between_them_is(recogniser: JiebaRecogniser, sentence: str) -> None:
    assert said(recogniser, sentence) == by_jieba(recogniser, sentence)


def test_where_rjieba_goes_on_and_jieba_does_not_the_sentence_is_divided() -> None:
    cutter = rjieba.Jieba()
    goes_on = set()
    for number in (*range(0xD800), *range(0xE000, 0x32000)):
        character = chr(number)
        if not jieba.posseg.re_han_internal.match(character):
            word = f"县{character}县"
            cutter.add_word(word, 1 << 30, "x")
            if cutter.cut(word, False) == [word]:
                goes_on.add(character)
    assert len(goes_on) > 10000
    assert [character for character in sorted(goes_on) if not _DIVIDES.fullmatch(character)] == []
