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
# what jieba cuts by its dictionary or its model; each other character is a word, but for a line's end of two
_CUT = jieba.posseg.re_han_internal
# what rjieba takes for a part of such a stretch and jieba does not: `tests/recognise/test_jieba.py` seeks these
_DIVIDES = re.compile("([%\\-\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f])")
_HAN, _APART = jieba.posseg.re_han_detail, jieba.posseg.re_skip_detail
_NUMBER, _LETTERS = jieba.posseg.re_num, jieba.posseg.re_eng
# a character of no text: by it what is added to the sum of rjieba's frequencies is as much as jieba adds
_NOWHERE = "\U000f0000"


class _Seen(dict[str, str]):
    """The tags of the words that texts had so far: a small part of the dictionary, which memory answers for faster than
    for the whole. "" of single characters, and of letters and digits that are no word: these come joined."""

    def __init__(self, tags: dict[str, str], frequencies: dict[str, int]) -> None:
        super().__init__()
        self._tags, self._frequencies = tags, frequencies

    def __missing__(self, word: str) -> str:
        if not _CUT.match(word):
            tag = "w"
        elif len(word) == 1:
            tag = ""
        elif word.isascii() and not self._frequencies.get(word):
            return ""  # there are as many as there are numbers
        else:
            tag = self._tags.get(word, "w")
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
        self._seen = _Seen(self._tags, self._frequencies)
        self._named = lru_cache(maxsize=1 << 16)(viterbi.cut)
        self._rest = lru_cache(maxsize=1 << 16)(self._modelled)

    def __call__(self, sentence: str) -> list[Token]:
        return tokens(*self._words(sentence))

    def cut(self, sentences: Sequence[str]) -> list[Cut]:
        """The words of each sentence."""
        said = {sentence: self._words(sentence) for sentence in dict.fromkeys(sentences)}
        return [said[sentence] for sentence in sentences]

    def _words(self, sentence: str) -> Cut:
        cut = self._cutter.cut
        if _DIVIDES.search(sentence) is None:
            words = cut(sentence, False)
        else:
            words = [word for part in _DIVIDES.split(sentence) for word in cut(part, False)]
        seen = self._seen
        tags = [seen[word] for word in words]
        tags.append("")  # where there is no more
        i = tags.index("")
        while i < len(words):
            end = i + 1
            while end < len(words) and not tags[end]:
                end += 1
            characters = "".join(words[i:end])
            if len(characters) == 1:
                tags[i] = self._tags.get(characters, "w")
            else:
                words[i:end], tags[i:end] = rest = self._rest(characters)
                end = i + len(rest[0])
            i = tags.index("", end)
        tags.pop()
        return words, tags

    def _modelled(self, characters: str) -> Cut:
        """The words, and their tags, of characters that the dictionary leaves by themselves."""
        if self._frequencies.get(characters):
            return characters, [self._tags.get(character, "w") for character in characters]
        pairs: list[tuple[str, str]] = []
        for i, block in enumerate(_HAN.split(characters)):
            if block:
                pairs += self._named(block) if i % 2 else _without_han(block)
        return [word for word, _ in pairs], [TAGS.get(tag, tag) for _, tag in pairs]
