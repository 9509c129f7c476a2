"""jieba's tagger, fed with the divisions; its tags mapped to LAC's.

jieba cuts by its dictionary and asks its model of tags only about the rest, characters that no word holds. The cutting
is done by rjieba, the same algorithm with the same dictionary, in a tenth of the time; words, tags and model are
jieba's, which stays the reference: `tests/recognise/test_jieba.py` compares the two.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version

import jieba
import jieba.posseg
import rjieba

from kg.lexicon.divisions import DIVISIONS
from kg.recognise import Cut, Token, tokens, viterbi

TAGS = {"nr": "PER", "nrt": "PER", "nrfg": "PER", "ns": "LOC", "nt": "ORG", "t": "TIME", "x": "w", "l": "n", "i": "n",
         "j": "n", "b": "a", "z": "a", "uj": "u", "ul": "u", "ug": "u", "uz": "u", "uv": "u", "ud": "u", "eng": "nz",
         "ng": "n", "vg": "v", "ag": "a", "ad": "ad", "an": "an", "vn": "vn", "vd": "vd", "nz": "nz"}  # fmt: skip
_OFTEN = 20000  # how often each division is taken to occur: more often than the words that it is made of
# what jieba cuts by its dictionary, and what it takes character by character, a line's end apart
_BLOCK = re.compile(rf"({jieba.posseg.re_han_internal.pattern[1:-1]})|\r\n|.", re.DOTALL)
_HAN, _APART = jieba.posseg.re_han_detail, jieba.posseg.re_skip_detail
_NUMBER, _LETTERS = jieba.posseg.re_num, jieba.posseg.re_eng
# a character of no text: by it what is added to the sum of rjieba's frequencies is as much as jieba adds
_NOWHERE = "\U000f0000"


class _Seen(dict[str, str]):
    """The tags of the words that texts had so far, "" of single characters and letters: a small part of the dictionary,
    which memory answers for faster than for the whole."""

    def __init__(self, tags: dict[str, str]) -> None:
        super().__init__()
        self._tags = tags

    def __missing__(self, word: str) -> str:
        tag = "" if len(word) == 1 or word.isascii() else self._tags.get(word, "")
        if tag or len(word) == 1:
            self[word] = tag
        return tag


def _without_han(characters: str) -> list[tuple[str, str]]:
    """As jieba cuts and tags what holds no Chinese character."""
    return [
        (part, "m" if _NUMBER.match(part) else "eng" if _LETTERS.match(part) else "x")
        for part in _APART.split(characters)
        if part
    ]


class JiebaRecogniser:
    """jieba.posseg with the provinces, prefectures and counties as words of its dictionary."""

    name = "jieba"

    def __init__(self) -> None:
        self.version = f"jieba {version('jieba')}"
        jieba.setLogLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        tokenizer.initialize()
        self._cutter = rjieba.Jieba()
        total = tokenizer.total
        for division in DIVISIONS.rows:
            if division.level != "township":
                total += _OFTEN - (tokenizer.FREQ.get(division.name) or 0)
                tokenizer.add_word(division.name, _OFTEN, "ns")
                self._cutter.add_word(division.name, _OFTEN, "ns")
        # to the sum jieba adds every frequency that a word is given, rjieba no more than the last
        self._cutter.add_word(_NOWHERE, tokenizer.total - total, "x")
        self.reference = jieba.posseg.POSTokenizer(tokenizer)
        self.reference.makesure_userdict_loaded()
        self._frequencies: dict[str, int] = tokenizer.FREQ
        self._tags = {word: TAGS.get(tag, tag) for word, tag in self.reference.word_tag_tab.items()}
        self._seen = _Seen(self._tags)
        self._named = lru_cache(maxsize=1 << 16)(viterbi.cut)
        self._rest = lru_cache(maxsize=1 << 16)(self._modelled)

    def __call__(self, sentence: str) -> list[Token]:
        return tokens(*self._words(sentence))

    def cut(self, sentences: Sequence[str]) -> list[Cut]:
        """The words of each sentence."""
        said = {sentence: self._words(sentence) for sentence in dict.fromkeys(sentences)}
        return [said[sentence] for sentence in sentences]

    def _words(self, sentence: str) -> Cut:
        words: list[str] = []
        tags: list[str] = []
        cut, seen = self._cutter.cut, self._seen
        for block in _BLOCK.finditer(sentence):
            if block[1] is None:
                words.append(block[0])
                tags.append("w")
                continue
            single = ""
            for word in cut(block[0], False):
                tag = seen[word]
                # letters and digits of no word come joined
                if not tag and (len(word) == 1 or (word.isascii() and not self._frequencies.get(word))):
                    single += word
                    continue
                if single:
                    rest = self._rest(single)
                    words += rest[0]
                    tags += rest[1]
                    single = ""
                words.append(word)
                tags.append(tag or self._tags.get(word, "w"))
            if single:
                rest = self._rest(single)
                words += rest[0]
                tags += rest[1]
        return words, tags

    def _modelled(self, characters: str) -> Cut:
        """The words, and their tags, of characters that the dictionary leaves by themselves."""
        if len(characters) == 1 or self._frequencies.get(characters):
            return characters, [self._tags.get(character, "w") for character in characters]
        pairs: list[tuple[str, str]] = []
        for i, block in enumerate(_HAN.split(characters)):
            if block:
                pairs += self._named(block) if i % 2 else _without_han(block)
        return [word for word, _ in pairs], [TAGS.get(tag, tag) for _, tag in pairs]
