"""Functional zones: with a name, with the division before it, and alone."""

from __future__ import annotations

import pytest
from made_reading import forms, names, pairs, read


@pytest.mark.parametrize(
    ("text", "zone", "form", "above"),
    [
        ("合肥高新区召开会议。", "合肥高新区", "合肥高新区", "合肥市"),
        ("丽水市青禾新区召开会议。", "青禾新区", "丽水市青禾新区", "丽水市"),
        ("青岛西海岸新区召开会议。", "西海岸新区", "青岛西海岸新区", "青岛市"),
        ("长沙市召开会议。高新区负责人参加。", "长沙高新区", "高新区", "长沙市"),
        ("合肥高新技术产业开发区召开会议。高新区企业参加。", "合肥高新技术产业开发区", "高新区", "合肥市"),
    ],
)
def test_named(text: str, zone: str, form: str, above: str) -> None:
    findings = read(text)
    assert form in forms(findings, "district", zone)
    assert (zone, above) in pairs(findings, "part_of")
    assert findings.attributes["district", zone]["level"] == "zone"


@pytest.mark.parametrize(
    "text",
    [
        "长沙市召开会议。各开发区负责人参加。",
        "长沙市召开会议。省级开发区负责人参加。",
        "长沙市召开会议。度假区游客多，工业园区企业多。",
    ],
)
def test_a_kind_is_no_zone(text: str) -> None:
    assert names(read(text), "district") == {"长沙市"}


def test_one_that_is_a_division_is_no_zone() -> None:
    findings = read("上海市浦东新区召开会议。")
    assert findings.attributes["district", "浦东新区"]["level"] == "county"


def test_one_alone_in_a_section_is_of_the_section_s_place() -> None:
    text = "浙江省动态\n## 金华市\n高新区召开推进会，金华市领导参加。\n## 温州市\n高新区召开推进会，温州市领导参加。\n"
    assert {"金华高新区", "温州高新区"} <= names(read(text), "district")


def test_a_township_in_the_paper_of_a_zone_lies_in_the_zone() -> None:
    text = "济宁青禾新区召开会议。青禾新区喻屯镇负责人参加。青禾新区发展快。"
    assert ("喻屯镇", "青禾新区") in pairs(read(text), "part_of")
