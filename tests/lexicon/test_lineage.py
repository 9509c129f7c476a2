"""Divisions through time: what was renamed is one division, what was merged or split is not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.lexicon import lineage
from kg.lexicon.divisions import DIVISIONS, Division


def rows(name: str, province: str = "") -> list[Division]:
    return [row for row in DIVISIONS.full(name) if row.code.startswith(province)]


def paths(name: str, province: str = "") -> set[str]:
    return {lineage.path(row) for row in rows(name, province)}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("兖州县", "山东省/济宁市/兖州区"),
        ("兖州市", "山东省/济宁市/兖州区"),
        ("兖州区", "山东省/济宁市/兖州区"),
        ("临安市", "浙江省/杭州市/临安区"),
        ("襄樊市", "湖北省/襄阳市"),  # the code stayed
        ("通县", "北京市/通州区"),  # a stem of one character
        ("霸县", "河北省/廊坊市/霸州市"),
        ("绍兴县", "浙江省/绍兴市/柯桥区"),  # a county with a new stem, in recent years
        ("吴江市", "江苏省/苏州市/吴江区"),  # 姑苏区 began that year, of three others that ended
        ("济宁地区", "山东省/济宁市"),
    ],
)
def test_a_renamed_division_has_one_path_whatever_it_is_called(name: str, path: str) -> None:
    assert path in paths(name)


@pytest.mark.parametrize(
    ("name", "province", "became"),
    [
        ("崇文区", "11", "北京市/东城区"),
        ("沧浪区", "32", "江苏省/苏州市/姑苏区"),
        ("燕山区", "11", "北京市/房山区"),
        ("房山县", "11", "北京市/房山区"),
        ("万盛区", "50", "重庆市/綦江区"),
    ],
)
def test_a_merged_division_is_not_what_took_it_in(name: str, province: str, became: str) -> None:
    assert paths(name, province)
    assert became not in paths(name, province)


def test_a_split_division_is_none_of_its_parts() -> None:
    assert paths("锡山市") == {"江苏省/无锡市/锡山市"}


def test_two_counties_of_like_names_stay_two() -> None:
    assert paths("沁县").isdisjoint(paths("沁源县"))


def test_a_name_that_was_borne_twice_belongs_to_its_years() -> None:
    """扶余市 until 1991 was a city of another prefecture; 扶余县 became 扶余市 again in 2013."""
    assert "吉林省/松原市/扶余市" in paths("扶余县")
    assert {row.since for row in rows("扶余市")} == {"1987", "2013"}


def test_the_names_of_a_division_stand_in_order_of_time() -> None:
    (row,) = rows("兖州市")
    assert [each.name for each in lineage.names(row)] == ["兖州县", "兖州市", "兖州区"]
    assert lineage.newest(row).name == "兖州区"


def test_every_rename_leads_to_a_later_name_of_the_same_level() -> None:
    for (code, name), later in lineage._following().items():
        row = lineage.row_of(code, name)
        assert row is not None
        assert row.level == later.level
        assert int(row.until) < int(later.since)
        assert lineage.newest(row) == lineage.newest(later)


def test_no_two_divisions_of_one_time_are_one() -> None:
    lines: dict[tuple[str, str], list[Division]] = {}
    for row in DIVISIONS.rows:
        if row.level != "township":
            last = lineage.newest(row)
            lines.setdefault((last.code, last.name), []).append(row)
    for line in lines.values():
        years = sorted((int(row.since or 0), int(row.until or 9999)) for row in line)
        assert all(before[1] < after[0] for before, after in pairwise(years)), line


def test_a_code_and_a_name_that_the_table_does_not_have() -> None:
    assert lineage.row_of("990101", "青禾县") is None
    found = lineage.row_of("370812", "兖州新城")
    assert found is not None
    assert found.name == "兖州区"
