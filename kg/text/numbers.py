"""Numerals in Chinese news text: 2.09万, 1,200, 828万余, 一百二十, 两万, 百分之十五."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_NUMERAL = re.compile(
    # a digit of a longer word (PM2.5, G104) and the half of a fraction are no numbers
    r"(?<![0-9A-Za-z.,/×])(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,15}(?:[.·][0-9]{1,6})?)(?![0-9,/.×])"
    r"(?P<more>[余多])?(?P<small>[百千])?(?P<scale>万亿|[万亿])?(?P<rest>[余多])?"
    r"|(?P<hundredth>百分之)?(?P<han>[一二两三四五六七八九十百千万亿零〇]{1,20}(?:点[一二三四五六七八九零〇]{1,6})?)"
    r"(?P<odd>[余多])?(?P<oddscale>[万亿])?"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written at `start` to `end`: `value` in `scale` (万, 亿, 万亿, % for 百分之, or "").

    `more` is set where 余 or 多 says that it is somewhat more; `digits` where it is written in digits.
    """

    start: int
    end: int
    value: float
    scale: str
    more: bool
    digits: bool


def chinese(text: str) -> float | None:
    """The value of a numeral in Chinese characters; None where it is not one number (七八, 二〇二〇, 千)."""
    whole, _, fraction = text.partition("点")
    total = section = unit = 0
    digit: int | None = None
    for c in whole:
        if c in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[c]
        elif c in "零〇":
            if digit is not None:
                return None
            unit = 1
        elif c in _SMALL:
            if digit is None and (c != "十" or section):
                return None
            section += (1 if digit is None else digit) * _SMALL[c]
            digit, unit = None, _SMALL[c]
        else:
            part, size = section + (digit or 0), _LARGE[c]
            if not part and not total:
                return None
            total = total + part * size if total >= size else (total + part) * size
            section, digit, unit = 0, None, size
    # 一百二 is 120, 三万五 is 35000; 十五 and 一百零五 are what they say
    last = (digit or 0) * (unit // 10 if unit > 10 else 1)
    decimals = "".join(str(_DIGITS.get(c, 0)) for c in fraction)
    return float(f"{total + section + last}.{decimals or 0}") if whole.strip("零〇") or fraction else None


def numerals(text: str) -> Iterator[Numeral]:
    """Every numeral of a text, in its order. Linear in the text's length."""
    for match in _NUMERAL.finditer(text):
        group = match.groupdict()
        if group["digits"]:
            value = float(group["digits"].replace(",", "").replace("·", ".")) * _SMALL.get(group["small"], 1)
            more = bool(group["more"] or group["rest"])
            yield Numeral(match.start(), match.end(), value, group["scale"] or "", more, True)
            continue
        written, scale = group["han"], group["oddscale"] or ""
        if written == "百" and group["hundredth"]:
            yield Numeral(match.start(), match.end(), 100.0, "%", False, False)
            continue
        if not scale and len(written) > 1 and written[-1] in _LARGE:
            body = chinese(written[:-1])
            if body is not None and body < _LARGE["万"]:
                written, scale = written[:-1], written[-1]
        number = chinese(written)
        if number is not None:
            more = bool(group["odd"])
            yield Numeral(match.start(), match.end(), number, "%" if group["hundredth"] else scale, more, False)
