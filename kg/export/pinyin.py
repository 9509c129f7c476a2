"""How Chinese characters are read, so that the page finds 展鑫 by zhanxin and 太白湖新区 by tbhxq.

Every reading of a character is given, not the one that fits its word: which one a name has (乐 is le or yue) no rule
settles, and a search may as well find both. From pypinyin's table, which is that of the Unicode Han database and of
dictionaries (https://github.com/mozillazg/pinyin-data).
"""

from __future__ import annotations

from collections.abc import Iterable


def readings(texts: Iterable[str]) -> dict[str, str]:
    """The syllables of every Chinese character of the texts, by syllable: {"yue": "乐月", "le": "乐"}.

    Syllables are without tones, ü is v; both they and their characters are in order.
    """
    import pypinyin  # half a second: only where a page is written

    found: dict[str, list[str]] = {}
    for character in sorted(set().union(*texts)):
        for syllable in pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore"):
            for each in syllable:
                found.setdefault(each, []).append(character)
    return {
        syllable: "".join(found[syllable]) for syllable in sorted(found) if syllable.isascii() and syllable.isalpha()
    }
