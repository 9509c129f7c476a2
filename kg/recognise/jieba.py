"""jieba's tagger, fed with the divisions; its tags mapped to LAC's."""

from __future__ import annotations

import logging
from importlib.metadata import version

import jieba
import jieba.posseg

from kg.lexicon.divisions import DIVISIONS
from kg.recognise import Token

_TAGS = {"nr": "PER", "nrt": "PER", "nrfg": "PER", "ns": "LOC", "nt": "ORG", "t": "TIME", "x": "w", "l": "n", "i": "n",
         "j": "n", "b": "a", "z": "a", "uj": "u", "ul": "u", "ug": "u", "uz": "u", "uv": "u", "ud": "u", "eng": "nz",
         "ng": "n", "vg": "v", "ag": "a", "ad": "ad", "an": "an", "vn": "vn", "vd": "vd", "nz": "nz"}  # fmt: skip


class JiebaRecogniser:
    """jieba.posseg with the provinces, prefectures and counties as words of its dictionary."""

    name = "jieba"

    def __init__(self) -> None:
        self.version = f"jieba {version('jieba')}"
        jieba.setLogLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        tokenizer.initialize()
        for division in DIVISIONS.rows:
            if division.level != "township":
                tokenizer.add_word(division.name, 20000, "ns")
        self._tagger = jieba.posseg.POSTokenizer(tokenizer)

    def __call__(self, sentence: str) -> list[Token]:
        tokens: list[Token] = []
        position = 0
        for word, flag in self._tagger.cut(sentence):
            tokens.append(Token(word, _TAGS.get(flag, flag), position, position + len(word)))
            position += len(word)
        return tokens
