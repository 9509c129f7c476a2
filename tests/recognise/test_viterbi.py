"""The states of jieba's model by arrays are those that jieba finds, whatever the characters."""

from __future__ import annotations

import random

import jieba.posseg
import pytest

from kg.recognise import viterbi


def _by_jieba(characters: str) -> list[tuple[str, str]]:
    model = (jieba.posseg.char_state_tab_P, jieba.posseg.start_P, jieba.posseg.trans_P, jieba.posseg.emit_P)
    states: list[tuple[str, str]] = jieba.posseg.viterbi(characters, *model)[1]
    return states


@pytest.mark.parametrize("common", [1.0, 0.8, 0.0], ids=["known", "some unknown", "any"])
def test_states_are_those_that_jieba_finds(common: float) -> None:
    chance = random.Random(3)
    known = sorted(jieba.posseg.char_state_tab_P)
    for _ in range(400 if common else 30):
        length = chance.randint(1, 9)
        characters = "".join(
            chance.choice(known) if chance.random() < common else chr(chance.randint(0x4E00, 0x9FD5))
            for _ in range(length)
        )
        assert viterbi.route(characters) == _by_jieba(characters), characters


def test_of_two_as_good_the_greater_state_is_taken() -> None:
    """Characters that the model has never seen: all their states are as likely."""
    assert viterbi.route("鿕鿕鿕") == _by_jieba("鿕鿕鿕")


def test_words_are_cut_where_their_states_say() -> None:
    reference = jieba.posseg.POSTokenizer()
    reference.initialize()
    for characters in ("林远舟", "林远舟说", "何远舟书", "鿕鿕", "舟", "沈若岚陈明德"):
        pairs = reference._POSTokenizer__cut_detail(characters)
        assert viterbi.cut(characters) == [(pair.word, pair.flag) for pair in pairs]
