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


def test_a_zone_with_a_bracket_in_its_name() -> None:
    text = "青田县召开会议，推进中德（青田）经贸合作区建设。中德经贸合作区挂牌。"
    assert names(read(text), "district") == {"青田县", "中德（青田）经贸合作区"}
    assert ("中德（青田）经贸合作区", "青田县") in pairs(read(text), "part_of")


def test_what_a_managing_committee_shows_to_be_a_zone() -> None:
    text = "象山县县长林远舟、临港新城管委会主任沈若岚参加。企业落户象山临港新城。"
    findings = read(text)
    assert "象山临港新城" in names(findings, "district")
    assert ("象山临港新城管委会", "象山临港新城") in pairs(findings, "belongs_to")
    assert names(read("象山县推进临港新城建设，高铁新城开工。"), "district") == {"象山县"}


def test_a_place_in_the_name_of_a_zone_is_no_mention_of_it() -> None:
    findings = read("青田县召开会议。青田县台湾农民创业园管委会、县科技局参加。")
    assert names(findings, "district") == {"青田县", "台湾农民创业园"}
    assert ("台湾农民创业园", "青田县") in pairs(findings, "part_of")


def test_a_zone_that_is_visited_lies_where_the_visitors_are() -> None:
    text = (
        "毕节市党政代表团赴遵义市考察，毕节市市长林远舟率队，毕节市委参加。代表团到桐梓县考察，到青禾经济开发区考察。"
    )
    assert ("青禾经济开发区", "遵义市") in pairs(read(text), "part_of")
