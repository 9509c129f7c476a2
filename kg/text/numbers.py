"""Figures in Chinese news text: numerals, quantities with their units (2.09万亩, 828万余元, 三成, 6-8亿元), which of
them are worth keeping, and the periods that they are of (2022年上半年, 今年, 前三季度)."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from typing import NamedTuple

from kg import lexicon
from kg.text.clean import HAN

_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_NUMERAL = re.compile(
    r"(?=[0-9一二两三四五六七八九十百千万亿零〇])(?:"
    # a digit of a longer word (PM2.5, G104) and the half of a fraction are no numbers
    r"(?<![0-9A-Za-z.,/×])(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,15}(?:[.·][0-9]{1,6})?)(?![0-9,/.×])"
    r"(?P<more>[余多])?(?P<small>[百千])?(?P<scale>万亿|[万亿])?(?P<rest>[余多])?"
    r"|(?P<hundredth>百分之)?(?P<han>[一二两三四五六七八九十百千万亿零〇]{1,20}(?:点[一二三四五六七八九零〇]{1,6})?)"
    r"(?P<odd>[余多])?(?P<oddscale>[万亿])?)"
)
_DATA = lexicon.data("indicators")
_UNITS = lexicon.alternation([*_DATA["measures"], *_DATA["sizes"], *_DATA["counters"]])
_UNIT = re.compile(rf" ?(?!{lexicon.alternation(_DATA['no_units'])})(?P<unit>{_UNITS})(?P<more>[余多](?![年月天]))?")
# 成 is a tenth where it begins no other word
_TENTHS = re.compile(r"成(?![立果为员功熟本绩效型分套长])")
_RANGE = re.compile(r" ?[-－—–~～至到]{1,2} ?")
_BEFORE = re.compile(
    r"(?:(?P<ge>不低于|不少于|不小于|至少|最少)|(?P<le>不超过|不高于|不多于|至多|最多)|(?P<gt>超过|突破|多于|高于|大于|超出|逾|超)"
    r"|(?P<lt>低于|少于|小于|不足|不到))(?:了|约)?$"
)
_AFTER = re.compile(r"(?:人民币)?(?:(?P<ge>及?以上)|(?P<le>及?以内|及?以下))")

# the first of two values of a change is where it came from: 从600万元提高到7000万元
_CHANGE = re.compile(
    rf"[余多左右的]{{0,2}}[{HAN}]{{0,6}}?(?:提高|增加|扩展|上升|增长|下降|降|增|提升|扩大|发展|减少|升|减)[到至为]"
)
_DATED = re.compile(r"(?:(?:19|20)\d\d年|[去上]年)(?:同期|[末底])?的?$")
_BOUNDED = re.compile(rf"(?:(?:及?以上|以下|级)(?:的)?[{HAN}“”]{{0,8}}?|){lexicon.alternation(_DATA['bounded'])}")
_NAMED = re.compile(rf"[余多]?(?:[{HAN}A-Za-z0-9×（）·]{{1,26}}?){lexicon.alternation(_DATA['works'])}")
_LATIN = frozenset("." + string.ascii_letters)
_CAPACITIES = set(_DATA["capacities"])


def _any(key: str) -> re.Pattern[str]:
    return re.compile(lexicon.alternation(_DATA[key]))


_MEASURES, _SIZES = set(_DATA["measures"]), set(_DATA["sizes"])
_THING, _DEED, _MEASURED = _any("things"), _any("deeds"), _any("measured")
# 长35公里, but 高速公路35公里
_DIMENSION = re.compile(
    rf"{lexicon.alternation(word for word in _DATA['dimensions'] if len(word) > 1)}|[宽长高深][约达为近超]?$"
)
_NOT_COUNTED, _ON_VISIT, _APART, _RATE = _any("not_counted"), _any("on_visits"), _any("apart"), _any("rates")
_WIDE = re.compile("万[亩公平]")  # no works is as wide: 养殖用地64万亩
_NOUN_BEFORE = re.compile(rf"[{HAN}]{{2}}(?<![占每达共约近有])(?:达到?|共|约|近|有|为|仅)*$")
_RECEIVED = re.compile("接待|接访|接诊|接收")
_JUST_DONE = re.compile(rf"{_DEED.pattern}[了约近超过]{{0,2}}$")


class Numeral(NamedTuple):
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
        digits = match["digits"]
        if digits:
            value = float(digits.replace(",", "").replace("·", ".")) * _SMALL.get(match["small"], 1)
            more = bool(match["more"] or match["rest"])
            yield Numeral(match.start(), match.end(), value, match["scale"] or "", more, True)
            continue
        written, scale = match["han"], match["oddscale"] or ""
        if written == "百" and match["hundredth"]:
            yield Numeral(match.start(), match.end(), 100.0, "%", False, False)
            continue
        if not scale and len(written) > 1 and written[-1] in _LARGE:
            body = chinese(written[:-1])
            if body is not None and body < _LARGE["万"]:
                written, scale = written[:-1], written[-1]
        number = chinese(written)
        if number is not None:
            more = bool(match["odd"])
            yield Numeral(match.start(), match.end(), number, "%" if match["hundredth"] else scale, more, False)


class Quantity(NamedTuple):
    """A number with its unit, `start` to `end` in the text; `upper` is set for a range."""

    start: int
    end: int
    value: float
    unit: str
    base: str
    comparator: str
    digits: bool
    upper: float | None = None


def quantities(text: str) -> Iterator[Quantity]:
    """Every number of the text that a unit follows, in its order.

    Without those that say how big a works is in its name (年产40万件茶具项目) or what is counted (2000万元以上企业),
    and without the value that a change begins with.
    """
    bare: Numeral | None = None  # a number without a unit: the 6 of 6-8亿元
    last: Quantity | None = None
    for number in numerals(text):
        first, bare = bare, None
        quantity = _quantity(text, number)
        if quantity is None:
            bare = number
            continue
        if _is_of_a_name(text, quantity) or (_CHANGE.match(text, quantity.end) and not _is_dated(text, quantity)):
            continue
        low = first.value if first and not first.scale.strip(quantity.unit) else None
        start, end = (first.start, first.end) if first else (0, 0)
        if last and last.unit == quantity.unit:
            low, start, end = (last.value, last.start, last.end) if low is None else (low, start, end)
        if low is not None and low < quantity.value and _RANGE.fullmatch(text, end, quantity.start):
            quantity = quantity._replace(start=start, value=low, upper=quantity.value, comparator="range")
            last = None if last and last.start == start else last
        if last:
            yield last
        last = quantity
    if last:
        yield last


def _is_dated(text: str, q: Quantity) -> bool:
    """Whether the value that a change begins with is told with its year: 从1985年的|200亿元|增加到…."""
    return _DATED.search(text, max(0, q.start - 12), q.start) is not None


def _is_of_a_name(text: str, q: Quantity) -> bool:
    """Whether the number says how big a works is, in its name, or is the bound of what is counted."""
    if q.base in _CAPACITIES and _NAMED.match(text, q.end):
        return True
    return bool(("元" in q.base or not q.base) and _BOUNDED.match(text, q.end))


def _quantity(text: str, number: Numeral) -> Quantity | None:
    start, end, value, scale = number.start, number.end, number.value, number.scale
    if text[max(0, start - 1) : start] in ("第", "〔", "[") or (start and text[start - 1] in _LATIN):
        return None
    if scale == "%":
        return Quantity(start, end, value, "%", "%", _comparator(text, start, end, False), number.digits)
    unit = _UNIT.match(text, end)
    base = unit["unit"] if unit else ""
    if unit:
        end = unit.end()
    elif not number.digits and value < 10 and _TENTHS.match(text, end):
        return Quantity(start, end + 1, value * 10, "%", "%", _comparator(text, start, end + 1, False), True)
    elif text.startswith("番", end) and text[start - 1 : start] == "翻":
        return Quantity(start, end + 1, value, "番", "番", "eq", True)
    elif scale not in ("亿", "万亿", "万") or (scale == "万" and not number.digits):
        return None
    more = number.more or bool(unit and unit["more"])
    return Quantity(start, end, value, scale + base, base, _comparator(text, start, end, more), number.digits)


def _comparator(text: str, start: int, end: int, more: bool) -> str:
    for match in (_AFTER.match(text, end), _BEFORE.search(text[max(0, start - 5) : start])):
        if match and match.lastgroup:
            return match.lastgroup
    return "gt" if more else "eq"


def is_figure(text: str, q: Quantity, start: int, end: int, clause: int) -> bool:
    """Whether an office that keeps track of promises and results would put the quantity down.

    `start` to `end` is the stretch that states it, in the clause that begins at `clause`.
    """
    before, after = text[start : q.start], text[q.end : end]
    if _APART.search(text, max(0, clause - 40), end) and q.base not in ("名", "人", "件", "起"):
        return False
    if text.startswith("关于", clause) or re.search(r"(?:基础|情况|前提|背景)[上下]$", after[-4:]):
        return False
    if "元" in q.base or not q.base:
        return bool(q.unit != "元" or q.value >= 10000 or _RATE.search(before[-20:]))
    if q.base in _MEASURES or q.unit in ("%", "番"):
        return q.digits or bool(re.search(r"[增提翻长高]", before[-8:]))
    if q.base in _SIZES:
        scaled = q.unit != q.base
        if (_DIMENSION.search(before[-6:]) and not _WIDE.match(q.unit)) or not (q.digits or scaled):
            return False
        # 水泥|6500万吨: of so much of a thing an office keeps count, whatever it is
        named = scaled and _NOUN_BEFORE.search(before[-8:])
        return bool(named or _MEASURED.search(before[-10:]) or _DEED.search(before) or _THING.search(before[-8:]))
    return _is_count(text, q, before, after)


def _is_count(text: str, q: Quantity, before: str, after: str) -> bool:
    """Whether what is counted is of a kind that is kept count of, or the outcome of something done."""
    thing, veto = _THING.search(after[:16]), _NOT_COUNTED.search(after[:16])
    if veto and (not thing or veto.start() < thing.start() or veto[0] in ("仪式", "会议")):
        return False
    if _ON_VISIT.search(before) and not _RECEIVED.search(before):
        return False
    if q.base in ("人", "名", "位") and q.unit == q.base and q.value < 1000:
        sentence = text[max(0, q.start - 40) : q.start].rpartition("。")[2]
        if _ON_VISIT.search(sentence) or re.search("参加|参与|见证", after):
            return False
    if not q.digits and q.unit == q.base and q.value < 100:
        # 三个 is as often a manner of speaking
        return q.value > 1 and bool(thing and _JUST_DONE.search(before[-12:]))
    return bool(thing or q.unit != q.base or _THING.search(before[-10:]) or _DEED.search(before[-12:]))


_YEAR = r"(?<!\d)(?:19|20)\d{2}"
PERIOD = re.compile(
    r"(?=[\d去上今自从本当明全年下前第一二三四十“])(?:"
    # what is compared with, a day, and a stretch of years are no period; the last two close the search for one
    r"(?P<other>(?<=[比较同])(?:去年|上年)(?:同期)?|(?<=[比较])(?:(?:19|20)\d{2}年)?(?:[前第一二三四上]{1,2}季度|上半年)"
    r"|(?<=[比较])(?:19|20)\d{2}年(?!上半|前|[一二三四]季)|(?:去年|上年|20\d\d年)同期"
    rf"|(?:{_YEAR}年|今年|去年)?\d{{1,2}}月\d{{1,2}}[日号])"
    rf"|(?P<stretch>[自从]?(?:去年|上年|{_YEAR}年)(?:以来|起)|{_YEAR}年?[至到—～~-]{{1,2}}(?:19|20)\d{{2}}年"
    r"|“?十[一二三四五]五”?(?:时期|期间|以来|末)?)"
    rf"|(?:(?P<year>{_YEAR})年|(?P<this>今年|本年度?|当年)|(?P<last>去年|上年)|(?P<next>明年))?"
    r"(?:(?P<half>[上下])半年|[前第]?(?P<quarter>[一二三四1-4])季度"
    r"|(?:\d{1,2}月?[至到—～~-])?(?P<month>(?<!\d)\d{1,2})月份?(?!\d))"
    rf"|(?P<year2>{_YEAR})年(?!前|来|代|内|度第)|(?P<this2>今年|本年度|全年|年内)|(?P<last2>去年|上年)|(?P<next2>明年))"
)


def settled(match: re.Match[str], year: int) -> str:
    """What a match of PERIOD means in a paper of the year: 2022, 2022-H1, 2022-Q3, 2022-08; "" where unsettled."""
    group = match.groupdict()
    stated = group["year"] or group["year2"]
    shift = -1 if group["last"] or group["last2"] else 1 if group["next"] or group["next2"] else 0
    own = int(stated) if stated else year + shift if year else 0
    if not own or group["other"] or group["stretch"]:
        return ""
    if group["half"]:
        return f"{own}-H{1 if group['half'] == '上' else 2}"
    if group["quarter"]:
        return f"{own}-Q{'一二三四'.find(group['quarter']) + 1 or int(group['quarter'])}"
    if group["month"]:
        return f"{own}-{int(group['month']):02}" if 1 <= int(group["month"]) <= 12 else ""
    return str(own)
