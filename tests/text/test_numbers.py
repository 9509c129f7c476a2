"""Numerals, quantities and periods of news text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.numbers import PERIOD, chinese, numerals, quantities, settled


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("一百零五", 105),
        ("一百二", 120),
        ("一百二十", 120),
        ("两千五百", 2500),
        ("三万五", 35000),
        ("一万二千三百", 12300),
        ("三亿五千万", 350_000_000),
        ("一万亿", 10**12),
        ("三点五", 3.5),
        ("零点八", 0.8),
    ],
)
def test_chinese_numerals_have_their_value(written: str, value: float) -> None:
    assert chinese(written) == value


@pytest.mark.parametrize("written", ["七八", "二〇二〇", "千", "百", "万", "零", "一二三"])
def test_what_is_not_one_number_has_none(written: str) -> None:
    assert chinese(written) is None


def _written(number: int) -> str:
    """The number, below ten thousand, in Chinese characters."""
    digits, units = "零一二三四五六七八九", ["", "十", "百", "千"]
    text = ""
    for place, digit in enumerate(reversed(str(number))):
        text = (digits[int(digit)] + units[place] if digit != "0" else "零") + text
    return re.sub("零+", "零", text).rstrip("零")


@given(st.integers(min_value=1, max_value=9999))
def test_every_number_below_ten_thousand_is_read_back(number: int) -> None:
    assert chinese(_written(number)) == number
    assert [(n.value, n.scale) for n in numerals(_written(number) + "亿元")] == [(number, "亿")]


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("投资2.09亿元", 2.09, "亿元", "eq"),
        ("改造1.42万亩", 1.42, "万亩", "eq"),
        ("拨款1,200元", 1200, "元", "eq"),
        ("折合828万余元", 828, "万元", "gt"),
        ("税收600多万元", 600, "万元", "gt"),
        ("投入3千万元", 3000, "万元", "eq"),
        ("总值突破2000亿", 2000, "亿", "gt"),
        ("增长超过40%", 40, "%", "gt"),
        ("增长百分之十五", 15, "%", "eq"),
        ("提高0.8个百分点", 0.8, "个百分点", "eq"),
        ("三成以上", 30, "%", "ge"),
        ("惠及两万人", 2, "万人", "eq"),
        ("一百二十家企业", 120, "家", "eq"),
        ("普及率85%以上", 85, "%", "ge"),
        ("不低于6亿元", 6, "亿元", "ge"),
        ("不超过3%", 3, "%", "le"),
        ("3.5%以内", 3.5, "%", "le"),
        ("不足5%", 5, "%", "lt"),
        ("近5亿元", 5, "亿元", "eq"),
        ("约30个", 30, "个", "eq"),
        ("20余个", 20, "个", "gt"),
        ("增长 7.4 %", 7.4, "%", "eq"),
        ("接待38.2万人次", 38.2, "万人次", "eq"),
        ("贷款145·5万元", 145.5, "万元", "eq"),
    ],
)
def test_a_quantity_has_value_unit_and_comparator(text: str, value: float, unit: str, comparator: str) -> None:
    assert [(q.value, q.unit, q.comparator) for q in quantities(text)] == [(value, unit, comparator)]


@pytest.mark.parametrize(
    ("text", "value", "upper", "unit"),
    [("6-8亿元", 6, 8, "亿元"), ("3至5家", 3, 5, "家"), ("10%～15%", 10, 15, "%"), ("2亿元至3亿元", 2, 3, "亿元")],
)
def test_a_range_is_one_quantity(text: str, value: float, upper: float, unit: str) -> None:
    found = [(q.value, q.upper, q.unit, q.comparator) for q in quantities(text)][-1:]
    assert found == [(value, upper, unit, "range")]


@pytest.mark.parametrize(
    "text",
    [
        "第17次会议",
        "2022年8月9日",
        "60周岁",
        "为期7天",
        "用时3个月",
        "128号",
        "0531-8211234",
        "三大产业",
        "PM2.5",
        "奖金的1/3",
        "2×34万千瓦热电项目",
        "年产40万件茶具加工项目",
        "日产6200吨熟料生产线",
        "2000万元以上工业企业",
        "100亿企业",
        "成千上万",
        "3成立即",
    ],
)
def test_dates_ordinals_and_sizes_in_names_are_no_quantities(text: str) -> None:
    assert list(quantities(text)) == []


def test_of_a_change_the_later_value_counts() -> None:
    assert [q.value for q in quantities("产值从600多万元提高到7000多万元")] == [7000]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022年", "2022"),
        ("今年以来", "2022"),
        ("去年", "2021"),
        ("明年", "2023"),
        ("上半年", "2022-H1"),
        ("2021年下半年", "2021-H2"),
        ("三季度", "2022-Q3"),
        ("前3季度", "2022-Q3"),
        ("8月底", "2022-08"),
        ("1至8月", "2022-08"),
        ("2020年6月", "2020-06"),
        ("8月9日", ""),
        ("去年同期", ""),
        ("2021年以来", ""),
        ("2021-2025年", ""),
        ("“十四五”期间", ""),
        ("13月", ""),
    ],
)
def test_periods_are_settled_by_the_paper(text: str, period: str) -> None:
    match = PERIOD.match(text)
    assert match is not None
    assert settled(match, 2022) == period


def test_a_paper_of_no_year_settles_only_what_is_written() -> None:
    assert [settled(m, 0) for m in PERIOD.finditer("今年，2019年，上半年")] == ["", "2019", ""]


@pytest.mark.parametrize("unit", ["1", "一", "百分之", "1,", "1.1.", "3万", "1年产", "从", "1亿元以上的", "1-", "去年"])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    begun = time.monotonic()
    text = unit * (100_000 // len(unit))
    list(quantities(text))
    list(PERIOD.finditer(text))
    assert time.monotonic() - begun < 5
