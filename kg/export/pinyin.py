"""How Chinese characters are read, so that the page finds 展鑫 by zhanxin and 太白湖新区 by tbhxq.

Every reading of a character is given, not the one that fits its word: which one a name has (乐 is le or yue) no rule
settles, and a search may as well find both. From pypinyin's table, which is that of the Unicode Han database and of
dictionaries (https://github.com/mozillazg/pinyin-data).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def readings(texts: Iterable[str]) -> dict[str, list[str]]:
    """The syllables of every Chinese character of the texts: {"yue": ["月", "乐"]}, those that are usually read so and
    those that may be read so.

    Syllables are without tones, ü is v; both they and their characters are in order.
    """
    import pypinyin  # half a second: only where a page is written

    found: dict[str, list[str]] = defaultdict(lambda: ["", ""])
    for character in sorted(set().union(*texts)):
        for each in pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore"):
            for rank, syllable in enumerate(dict.fromkeys(each)):
                if syllable.isascii() and syllable.isalpha():
                    found[syllable][rank > 0] += character
    return dict(sorted(found.items()))
