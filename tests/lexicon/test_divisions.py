"""The table of divisions: names of today and of earlier years, and the integrity of the file itself."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kg import lexicon
from kg.lexicon.divisions import _ALIASES, DIVISIONS, Division

LEVELS = ("province", "prefecture", "county", "township")
ROWS = DIVISIONS.rows


def names(rows: list[Division]) -> set[tuple[str, str]]:
    return {(row.code, row.name) for row in rows}


def only(name: str) -> Division:
    (row,) = [row for row in DIVISIONS.full(name) if not row.until]
    return row


@pytest.mark.parametrize(
    ("name", "code", "level"),
    [
        ("山东省", "370000", "province"),
        ("济宁市", "370800", "prefecture"),
        ("兖州区", "370812", "county"),
        ("曲阜市", "370881", "county"),
        ("楚雄彝族自治州", "532300", "prefecture"),
        ("北京市", "110000", "province"),
        ("内蒙古自治区", "150000", "province"),
    ],
)
def test_a_name_gives_its_code_and_level(name: str, code: str, level: str) -> None:
    row = only(name)
    assert (row.code, row.level) == (code, level)
    assert DIVISIONS.by_code[code].name == name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("山东省", "山东"),
        ("济宁市", "济宁"),
        ("楚雄彝族自治州", "楚雄"),
        ("恩施土家族苗族自治州", "恩施"),
        ("广西壮族自治区", "广西"),
        ("桓仁满族自治县", "桓仁"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("香港特别行政区", "香港"),
        ("泗县", ""),
        ("城区", ""),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert Division("", name, "", "", "", "", "").short == short


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("楚雄州", "楚雄彝族自治州"),
        ("恩施州", "恩施土家族苗族自治州"),
        ("桓仁县", "桓仁满族自治县"),
        ("锡盟", "锡林郭勒盟"),
    ],
)
def test_what_is_written_for_an_autonomous_division(written: str, name: str) -> None:
    assert name in {row.name for row in DIVISIONS.full(written)}
    assert DIVISIONS.named(written) == DIVISIONS.full(written)


def test_a_short_name_is_of_a_province_a_prefecture_or_a_county_never_a_township() -> None:
    assert {row.name for row in DIVISIONS.short("济宁") if not row.until} == {"济宁市"}
    assert {row.level for rows in DIVISIONS._shorts.values() for row in rows} == set(LEVELS[:3])
    assert DIVISIONS.named("济宁") == DIVISIONS.short("济宁")


@pytest.mark.parametrize("name", ["青禾县", "", "济宁省"])
def test_what_is_no_division(name: str) -> None:
    assert DIVISIONS.named(name) == []


def test_a_township_that_many_counties_have_is_found_in_each() -> None:
    towns = [row for row in DIVISIONS.full("城关镇") if not row.until]
    assert len(towns) > 20
    assert len({row.code for row in towns}) == len(towns)


@pytest.mark.parametrize(
    ("name", "today", "bore", "not_yet", "no_more"),
    [
        # 兖州市 became 兖州区 in 2013-14, 襄樊市 襄阳市 in 2010, 临安市 临安区 in 2017
        ("兖州市", "370812", 2005, 1985, 2020),
        ("襄樊市", "420600", 2005, None, 2015),
        ("临安市", "330112", 2010, 1990, 2022),
    ],
)
def test_an_old_name_by_year(name: str, today: str, bore: int, not_yet: int | None, no_more: int) -> None:
    rows = DIVISIONS.full(name)
    assert rows
    assert {row.today for row in rows} == {today}
    assert any(row.valid(bore) for row in rows)
    assert not any(row.valid(no_more) for row in rows)
    if not_yet:
        assert not any(row.valid(not_yet) for row in rows)


def test_a_name_of_today_is_valid_from_its_year_on() -> None:
    (row,) = DIVISIONS.full("兖州区")
    assert not row.valid(1999)
    assert row.valid(int(row.since) - 1)  # the papers are early or late by a year
    assert row.valid(2030)


def test_the_chain_goes_up_to_the_province() -> None:
    assert [row.name for row in DIVISIONS.chain(only("兖州区"))] == ["济宁市", "山东省"]
    assert [row.name for row in DIVISIONS.chain(only("济宁市"))] == ["山东省"]
    assert DIVISIONS.chain(only("山东省")) == []


def test_a_division_lies_within_all_above_it_and_itself() -> None:
    county = only("曲阜市")
    assert DIVISIONS.within(county, "370881")
    assert DIVISIONS.within(county, "370800")
    assert DIVISIONS.within(county, "370000")
    assert not DIVISIONS.within(county, "530000")
    (former,) = set(DIVISIONS.full("兖州市"))
    assert DIVISIONS.within(former, "370800")


def test_every_name_is_found_by_itself() -> None:
    listed = DIVISIONS.names()
    assert len(listed) == len(set(listed))
    assert all(DIVISIONS.named(name) for name in listed)


def test_the_file_says_where_it_is_from() -> None:
    head = [line for line in lexicon.text("divisions.tsv").splitlines() if line.startswith("#")]
    assert "Ministry of Civil Affairs" in "".join(head)
    assert head[-1].removeprefix("# ").split("\t") == ["code", "name", "level", "parent", "since", "until", "today"]


def test_the_table_is_whole() -> None:
    today = Counter(row.level for row in ROWS if not row.until)
    assert today["province"] == 34 or today["province"] == 33
    assert today["prefecture"] >= 330
    assert today["county"] >= 2800
    assert today["township"] >= 38000


def test_levels_codes_and_names_are_well_formed() -> None:
    for row in ROWS:
        assert row.level in LEVELS, row
        assert re.fullmatch(r"\d{6}" if row.level != "township" else r"\d{9}(?:\d{3})?", row.code), row
        assert row.name, row
        assert row.name == row.name.strip(), row


def test_years_are_years() -> None:
    for row in ROWS:
        assert re.fullmatch(r"(?:19|20)\d\d|", row.since), row
        assert re.fullmatch(r"(?:19|20)\d\d|", row.until), row
        assert not (row.since and row.until) or row.since <= row.until, row


def test_a_code_with_a_name_stands_once() -> None:
    assert not [key for key, count in Counter((row.code, row.name) for row in ROWS).items() if count > 1]


def test_a_code_of_today_has_one_name_of_today() -> None:
    assert not [code for code, count in Counter(row.code for row in ROWS if not row.until).items() if count > 1]


def test_every_parent_exists_and_is_of_a_level_above() -> None:
    levels: dict[str, set[str]] = {}
    for row in ROWS:
        levels.setdefault(row.code, set()).add(row.level)
    for row in ROWS:
        if row.level == "province":
            assert row.parent == "", row
        else:
            assert row.parent in levels, row
            assert max(map(LEVELS.index, levels[row.parent])) < LEVELS.index(row.level), row


def test_every_parent_of_a_name_of_today_bears_a_name_of_today() -> None:
    assert not [row for row in ROWS if not row.until and row.parent and row.parent not in DIVISIONS.by_code]


def test_every_division_of_today_lies_in_a_province() -> None:
    below = [row for row in ROWS if not row.until and row.level != "province"]
    assert all(DIVISIONS.chain(row)[-1].level == "province" for row in below)


def test_the_written_forms_stand_for_divisions_of_the_table() -> None:
    known = {row.name for row in ROWS}
    assert not [name for name in _ALIASES.values() if name not in known]
    assert not [alias for alias in _ALIASES if alias in known]
