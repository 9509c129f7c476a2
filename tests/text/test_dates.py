"""Dates: as exact as the text is, and none where it gives none."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.dates import expressions, full_dates, stated_year, valid


def said(text: str, published: str = "") -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.iso) for each in expressions(text, published)]


@pytest.mark.parametrize(
    "text", ["2022年8月9日", "2022-08-09", "2022/8/9", "2022.8.9", "2022年08月09日", "2022年8月9号"]
)
def test_a_full_date_in_any_writing(text: str) -> None:
    assert full_dates(f"（{text}）") == ["2022-08-09"]


@pytest.mark.parametrize(
    "text", ["2022年13月1日", "2021年2月29日", "2022年8月", "12022年8月9日", "8月9日", "会议召开", ""]
)
def test_no_full_date_where_there_is_none(text: str) -> None:
    assert full_dates(text) == []


def test_the_order_is_the_text_s() -> None:
    assert full_dates("2022年8月9日至2021年3月4日") == ["2022-08-09", "2021-03-04"]


@given(st.integers(1, 9999), st.integers(-3, 20), st.integers(-3, 40))
def test_valid_is_a_day_of_the_calendar_or_nothing(year: int, month: int, day: int) -> None:
    found = valid(year, month, day)
    if found:
        assert datetime.date.fromisoformat(found) == datetime.date(year, month, day)
    else:
        with pytest.raises(ValueError, match=r"."):
            datetime.date(year, month, day)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("青禾县召开2021年度第3次党工委会议。", "2021"),
        ("今年确定了69个2020年重点项目。", "2020"),
        ("2022年，全县上下一心。", "2022"),
        ("庆祝建国70周年。", "2019"),
        ("纪念新中国成立60周年大会召开。", "2009"),
        ("庆祝中国共产党成立100周年。", "2021"),
        ("改革开放40周年座谈会召开。", "2018"),
        # the year of today's sentence over that of another
        ("今年，2021年项目全部开工。2019年，茶园建成。", "2021"),
        ("2021年项目开工。到2025年，产值翻番。", "2021"),
    ],
)
def test_the_year_that_a_page_gives_itself(text: str, year: str) -> None:
    assert stated_year(text) == year


@pytest.mark.parametrize(
    "text",
    [
        "会议召开。",
        "2021年完成。2022年完成。",
        "2019年以来，茶园扩大。",
        "2020年前后",
        "上世纪90年代",
        "",
        "第3次会议",
        "70周年",
    ],
)
def test_no_year_where_the_page_gives_none_or_several(text: str) -> None:
    assert stated_year(text) == ""


@pytest.mark.parametrize(
    ("text", "published", "found"),
    [
        ("2020年3月4日，开工。", "2022-08-15", [("2020年3月4日", "2020-03-04")]),
        ("2020年3月，开工。", "2022-08-15", [("2020年3月", "2020-03")]),
        ("2020年，开工。", "", [("2020年", "2020")]),
        ("8月9日，开会。", "2022-08-15", [("8月9日", "2022-08-09")]),
        ("8月9日，开会。", "2022", [("8月9日", "2022-08-09")]),
        ("今年8月9日，开会。", "2022-08-15", [("今年8月9日", "2022-08-09")]),
        ("8月，开会。", "2022-08-15", [("8月", "2022-08")]),
        ("9日，开会。", "2022-08-15", [("9日", "2022-08-09")]),
        # December in a January paper was last year's
        ("12月30日，开会。", "2022-01-05", [("12月30日", "2021-12-30")]),
        ("去年8月，开工。", "2022-08-15", [("去年8月", "2021-08")]),
        ("去年8月3日，开工。", "2022", [("去年8月3日", "2021-08-03")]),
        ("上年12月31日，竣工。", "2022-02-01", [("上年12月31日", "2021-12-31")]),
    ],
)
def test_one_expression(text: str, published: str, found: list[tuple[str, str]]) -> None:
    assert said(text, published) == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("昨天上午，会议召开。", "2022-08-14"),
        ("昨日，会议召开。", "2022-08-14"),
        ("昨（14）日，会议召开。", "2022-08-14"),
        ("今（15）日，会议召开。", "2022-08-15"),
        ("今（14）日，会议召开。", "2022-08-14"),  # put up a day later
        ("今（3）日，会议召开。", ""),
        ("今天下午，会议召开。", "2022-08-15"),
    ],
)
def test_today_and_yesterday_count_from_the_day_of_the_paper(text: str, day: str) -> None:
    assert [iso for _, iso in said(text, "2022-08-15")] == [day]
    assert [iso for _, iso in said(text, "2022")] == [""]


@pytest.mark.parametrize("text", ["今天的青禾县", "今日头条", "今天我们"])
def test_today_may_be_no_day(text: str) -> None:
    assert said(text, "2022-08-15") == []


@pytest.mark.parametrize("same", ["当天", "当日", "当晚", "同日"])
def test_the_same_day_is_the_one_before(same: str) -> None:
    assert said(f"8月9日，开会。{same}，签约。", "2022-08-15")[-1] == (same, "2022-08-09")


@pytest.mark.parametrize(
    ("day", "after"), [("8月9日", "2022-08-10"), ("8月31日", "2022-09-01"), ("2021年12月31日", "2022-01-01")]
)
@pytest.mark.parametrize("following", ["次日", "第二天", "翌日"])
def test_the_next_day_is_the_one_after(day: str, after: str, following: str) -> None:
    assert said(f"{day}，开会。{following}，签约。", "2022-09-15")[-1] == (following, after)


def test_the_next_day_of_a_month_is_no_day() -> None:
    assert said("8月，开会。次日，签约。", "2022-09-15")[-1] == ("次日", "")


def test_a_bare_day_takes_the_month_before_it() -> None:
    assert said("8月9日，开会。11日，签约。", "2022-09-15")[-1] == ("11日", "2022-08-11")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8月23日至24日，开会。", [("8月23日至24日", "2022-08")]),
        ("8月23日-24日，开会。", [("8月23日-24日", "2022-08")]),
        ("23日至24日，开会。", [("23日至24日", "2022-09")]),
    ],
)
def test_a_range_settles_no_one_day(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text, "2022-09-25") == found


@pytest.mark.parametrize("vague", ["日前", "近日", "近期", "不久前", "连日来"])
def test_what_is_vague_has_no_date(vague: str) -> None:
    assert said(f"{vague}，开会。", "2022-08-15") == [(vague, "")]


@pytest.mark.parametrize("text", ["8月9日", "8月", "9日", "当天", "次日", "去年8月", "去年8月3日", "近日"])
def test_nothing_is_invented_where_the_paper_has_no_date(text: str) -> None:
    assert [iso for _, iso in said(f"{text}，开会。")] == [""]


@pytest.mark.parametrize("text", ["2月30日", "6月31日"])
def test_a_day_that_is_not_in_the_calendar_has_no_date(text: str) -> None:
    assert said(f"{text}，开会。", "2022-08-15") == [(text, "")]


@pytest.mark.parametrize(
    "text", ["3年内建成", "10日内办结", "青禾日报", "13月", "纪念日", "生日", "日常工作", "会议召开"]
)
def test_what_is_no_date(text: str) -> None:
    assert said(text, "2022-08-15") == []


@given(
    st.lists(
        st.sampled_from(
            ["8月9日", "当天", "次日", "去年8月", "日前", "30日", "2月", "2021年3月4日", "至", "，", "会议", "12月31日"]
        )
    ),
    st.sampled_from(["", "2022", "2022-02", "2022-03-01"]),
)
def test_whatever_is_said_is_a_date_of_the_calendar_or_nothing(words: list[str], published: str) -> None:
    text = "".join(words)
    for each in expressions(text, published):
        assert 0 <= each.start < each.end <= len(text)
        if each.iso:
            datetime.date.fromisoformat((each.iso + "-01-01")[:10])
