"""Bytes to text: in which encoding they are, or why they are none that can be read.

UTF-8 is tried first, as nothing else passes for it. What is not UTF-8 is put to charset-normalizer, and of the
encodings in which Chinese is written the one is taken whose text is made of common characters: of a few bytes several
encodings make some characters, but only the right one those that people write.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

import charset_normalizer

from kg.errors import InputError
from kg.text.traditional import TABLE

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NAMES = {
    "gb18030": "GB18030",
    "big5": "Big5",
    "cp950": "Big5",
    "big5hkscs": "Big5-HKSCS",
    "utf_16_le": "UTF-16LE",
    "utf_16_be": "UTF-16BE",
}
_PLAUSIBLE = (
    0.6  # of the characters that are not ASCII; Chinese news has more than .95, what is decoded wrongly .1 to .4
)
_SAMPLE = 1 << 16  # characters that are looked at
_FEW_WRONG = 3, 0.05  # so many wrong places, or such a share of all characters, has UTF-8 that is damaged
_TELLING = 4  # characters that are not ASCII without which no text is told by them
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


@cache
def _common() -> frozenset[str]:
    """The 3,755 characters of level 1 of GB 2312 (rows 16 to 55), the marks of Chinese text, and full-width forms."""
    level1 = bytes(byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
    marks = {chr(code) for first, last in ((0x3000, 0x3030), (0xFF01, 0xFF60)) for code in range(first, last)}
    return frozenset(level1.decode("gb2312", "ignore")) | marks | set("“”‘’—…·\ufeff")


def _plausible(text: str) -> float:
    """The share of common characters among those that are not ASCII; 1 where there is nothing else."""
    wide = [character for character in text[:_SAMPLE].translate(TABLE) if not character.isascii()]
    return sum(character in _common() for character in wide) / len(wide) if wide else float(text.isprintable())


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text and what its encoding is called. Raises `InputError`, which names the file by `name`, where there is
    none that fits."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(codec), codec.upper()
            except UnicodeDecodeError as error:
                raise _damaged(name, codec.upper(), error) from None
    try:
        text = data.decode("utf-8")
        if "\x00" not in text:
            return text, "UTF-8"
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        if _is_damaged(text):
            raise _damaged(name, "UTF-8", error) from None
    found = charset_normalizer.from_bytes(data, cp_isolation=list(_NAMES), enable_fallback=False)
    for texts in ([(str(match), match.encoding) for match in found], _of_few_bytes(data)):
        ranked = [(_plausible(text), -list(_NAMES).index(encoding), text) for text, encoding in texts]
        likely, number, text = max(ranked, default=(0.0, 0, ""))
        if likely >= _PLAUSIBLE:
            return text, list(_NAMES.values())[-number]
    if b"\x00" in data:
        raise InputError(name, "holds NUL bytes, so it is not text; convert it to UTF-8 text first")
    raise InputError(
        name, "not Chinese text in UTF-8, UTF-16, GB18030 or Big5; save it as UTF-8, or convert it with iconv"
    )


def _is_damaged(text: str) -> bool:
    """Whether what was decoded with a mark for every wrong byte is a text but for these."""
    marks = text.count("\ufffd")
    rest = text.replace("\ufffd", "")
    few, share = _FEW_WRONG
    telling = sum(not character.isascii() for character in rest[:_SAMPLE]) >= _TELLING
    return telling and marks <= max(few, share * len(text)) and _plausible(rest) >= _PLAUSIBLE


def _of_few_bytes(data: bytes) -> Iterator[tuple[str, str]]:
    """The texts that bytes make which are too few, or too odd, to be told by what charset-normalizer counts."""
    for encoding in ("gb18030", "big5hkscs"):
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if not _CONTROL.search(text):
                yield text, encoding


def _damaged(name: str, encoding: str, error: UnicodeDecodeError) -> InputError:
    return InputError(name, f"{encoding} that is damaged at byte {error.start}; get it anew, or mend it there")
