"""What a person's name looks like on paper: a surname of the list and one or two characters, or parts joined by ·."""

from __future__ import annotations

from kg import lexicon
from kg.text.clean import HAN

_SURNAMES = lexicon.text("surnames.txt").splitlines()
SINGLE_SURNAMES = frozenset(_SURNAMES[2])
COMPOUND_SURNAMES = frozenset(_SURNAMES[3].split())
# words of which Mongolian and Tibetan names are made
ELEMENT = lexicon.alternation([word for word in lexicon.data("names")["elements"] if len(word) > 1])
# 王伟, 欧阳明月, 阿布都热合曼·买买提, 巴音青格勒
NAME = (
    rf"(?:[{HAN}]{{1,12}}(?:·[{HAN}]{{1,12}})+"
    rf"|(?:{ELEMENT}[{HAN}]{{2,3}}|[{HAN}]{{1,2}}{ELEMENT})(?=[ 、，/）)】]|$|报道|摄)|[{HAN}]{{2,4}})"
)


def is_name(word: str) -> bool:
    """Whether a word can be a person's name by its form: a surname and one or two more, or parts joined by ·."""
    if "·" in word:
        return all(len(part) >= 1 for part in word.split("·"))
    if word[:2] in COMPOUND_SURNAMES:
        return 3 <= len(word) <= 4
    return 2 <= len(word) <= 3 and word[0] in SINGLE_SURNAMES
