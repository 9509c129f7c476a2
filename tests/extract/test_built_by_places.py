"""What a place builds, the roads and works that a list counts, and where works are that stand below a heading."""

from __future__ import annotations

import pytest
from made_reading import facts, names, read

from kg.model import Findings


def pairs(findings: Findings, relation: str) -> set[tuple[str, str]]:
    return {(f.subject[1], f.object[1]) for f in facts(findings, relation)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("青田县先后启动随山、白石、远安3条高速公路建设。", {"随山高速", "白石高速", "远安高速"}),
        ("青田县建成远山、白石和清泉三座水库。", {"远山水库", "白石水库", "清泉水库"}),
        ("青田县新建城南、城北2座污水处理厂。", {"城南污水处理厂", "城北污水处理厂"}),
        ("青田县有大小水库、水电站30座。", set()),
        ("青田县新建通往温溪镇、船寮镇2条公路。", set()),
    ],
)
def test_a_list_shares_what_it_counts(text: str, wanted: set[str]) -> None:
    found = read(text)
    assert names(found, "project") == wanted
    assert pairs(found, "undertakes") == {("青田县", name) for name in wanted}


@pytest.mark.parametrize(
    "text",
    [
        "青田县新建3处互通、20处城市社区文化中心、5条农村公路。",
        "青田县改造二级公路，完善国家（省）高速公路网，数万公路建设者奋战一线。",
        "青田县建立解难销号制、项目预警制等一系列重大项目服务长效机制。",
        "青田县推动基本公共服务项目覆盖全县，完善路网布局等工程。",
        "培训班在青田县图书馆举行，推进全民阅读项目。",
        "青田县推进“智慧青田”城市建设，打造远山智慧城市样板。",
    ],
)
def test_counted_kinds_manners_and_venues_are_no_works(text: str) -> None:
    assert not {name for name in names(read(text), "project") if name != "全民阅读项目"}


def test_of_a_list_that_goes_on_those_that_are_named() -> None:
    found = read("青田县对远山、白石、清泉等5座水库实施了除险加固。")
    assert names(found, "project") == {"远山水库", "白石水库", "清泉水库"}


def test_a_building_site_is_no_venue() -> None:
    assert names(read("县长林远舟在远山湖湿地公园建设现场了解工程进度。"), "project") == {"远山湖湿地公园"}


def test_a_rank_is_of_no_name() -> None:
    found = read("青田县完成远山溪、白石溪两条河道治理工程，省重点项目清泉水利枢纽工程开工，改扩建远山至白石公路。")
    assert names(found, "project") == {"清泉水利枢纽工程", "远山至白石公路"}


@pytest.mark.parametrize("verb", ["开工建设", "规划建设", "续建", "投资3000万元实施", "集中开建"])
def test_a_place_builds_what_it_begins(verb: str) -> None:
    assert pairs(read(f"青田县{verb}清泉大桥。"), "undertakes") == {("青田县", "清泉大桥")}


def test_a_sentence_without_a_subject_is_of_the_place_of_the_text() -> None:
    found = read("青田县交通建设提速\n\n青田县交通发展很快。同时，今年新建清泉大桥，加快推进远山隧道建设。\n")
    assert pairs(found, "undertakes") == {("青田县", "清泉大桥")}  # what is only pressed for is not built by it


def test_the_end_of_a_road_is_no_place_of_other_works() -> None:
    text = (
        "丽水市加快交通建设\n\n丽水市开工建设青龙高速公路。该路北起龙泉市，终点接温青高速白石互通，总投资71亿元。"
        "同时，续建清泉大桥。\n"
    )
    found = read(text)
    assert {place for name, place in pairs(found, "located_in") if name == "清泉大桥"} == {"丽水市"}
    assert not any(name.startswith("终点") for name in names(found, "project"))


def test_works_named_by_a_heading_are_where_the_text_below_says() -> None:
    text = "青田县2个光伏项目开工\n\n远山光伏并网发电工程\n\n项目位于温溪镇工业园内，装机容量共20兆瓦。\n"
    assert ("远山光伏并网发电工程", "温溪镇") in pairs(read(text), "located_in")


def test_a_centre_that_is_begun_is_works() -> None:
    found = read("10月9日，远方数据产业园项目暨青田智慧城市运营中心（IOC）奠基仪式在青田县举行。")
    assert names(found, "project") == {"远方数据产业园项目", "青田智慧城市运营中心"}


def test_things_built_in_quotation_marks_are_works() -> None:
    found = read("青田县续建“东隧西桥”工程，实施“双百”工程、“连心桥”工程。")
    assert names(found, "project") == {"“东隧西桥”工程"}
    assert names(found, "campaign") == {"“双百”工程", "“连心桥”工程"}


def test_what_a_delegation_sees_is_not_at_home() -> None:
    found = read("青田县考察团赴邻市学习\n\n青田县考察团一行实地考察了远山高效农业综合体项目、白石地质博物馆等地。\n")
    assert "青田县" not in {place for _, place in pairs(found, "located_in")}
