"""Bodies that are part of bodies, bodies under several forms of their names, and groups that are set up."""

from __future__ import annotations

import pytest
from made_reading import forms, names, pairs, read


def belongs(text: str) -> set[tuple[str, str]]:
    return pairs(read(text), "belongs_to")


@pytest.mark.parametrize(
    ("text", "unit", "whole"),
    [
        (
            "江西省远山协会会长林远舟率江西省远山协会代表团到青田县考察。",
            "江西省远山协会代表团",
            "江西省远山协会",
        ),
        ("水利部远山规划总院组织专家审查，报水利部审批。", "水利部远山规划总院", "水利部"),
        ("杭州铁路分局丽水站站长林远舟参加。", "丽水站", "杭州铁路分局"),
        ("青田县公安局温溪派出所参加会议。", "青田县公安局温溪派出所", "青田县公安局"),
        ("青田县农业农村局畜牧技术推广站参加会议。", "青田县农业农村局畜牧技术推广站", "青田县农业农村局"),
        ("远山集团总裁林远舟、远山集团清泉分公司参加。", "远山集团清泉分公司", "远山集团"),
    ],
)
def test_a_body_of_a_body(text: str, unit: str, whole: str) -> None:
    findings = read(text)
    assert (unit, whole) in pairs(findings, "belongs_to")
    assert whole in names(findings, "organization")
    assert not any(pair[0] == unit and pair[1].endswith(("省", "县")) for pair in pairs(findings, "belongs_to"))


def test_the_legal_form_makes_no_other_body() -> None:
    assert belongs("远山集团与远山集团有限公司签约，远山集团股份有限公司参加。") == set()


def test_a_department_of_a_committee_is_the_county_s() -> None:
    assert ("岚皋县委党史研究室", "岚皋县") in belongs("岚皋县委召开会议，岚皋县委党史研究室参加。")


def test_what_writes_its_place_in_two_ways_is_one() -> None:
    text = "浙江省动态\n浙江质检院到青田县考察。省质检院提供服务，省委部署。"
    assert forms(read(text), "organization", "浙江省质检院") == ["浙江质检院", "省质检院"]
    text = "3月5日，丽水理工学院学生参加。得知理工学院有学生困难，大家捐款。"
    assert names(read(text), "organization") == {"丽水理工学院"}


@pytest.mark.parametrize(
    ("short", "full"),
    [("远山重科", "远山重工科技发展股份有限公司"), ("清泉木材厂", "清泉木材加工厂")],
)
def test_a_firm_by_some_characters_of_its_name(short: str, full: str) -> None:
    findings = read(f"{full}落户。{short}负责人林远舟说，{short}扩产。{short}与青田县签约，{short}得到支持。")
    assert {name for name in names(findings, "organization") if name.startswith(short[:2])} == {full}


def test_a_group_s_firm_is_another_than_the_group() -> None:
    found = names(read("远山集团和远山集团酒业有限公司参加会议。"), "organization")
    assert {"远山集团", "远山集团酒业有限公司"} <= found


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("青田县召开会议。县政府成立了推进企业上市工作领导小组。", "青田县推进企业上市工作领导小组"),
        ("青田县成立石雕产业发展领导小组。石雕产业发展领导小组开会。", "青田县石雕产业发展领导小组"),
        ("青田县政府成立了以县长为组长的防汛抗旱工作领导小组。", "青田县防汛抗旱工作领导小组"),
    ],
)
def test_a_group_that_is_set_up_is_named_by_all_behind_the_verb(text: str, group: str) -> None:
    findings = read(text)
    assert (group, "青田县") in pairs(findings, "belongs_to")
    assert [name for name in names(findings, "organization") if name.endswith("领导小组")] == [group]


def test_a_joint_meeting_that_is_held_is_no_body() -> None:
    text = "青田县召开重点项目建设联席会议。青田县与云和县东西部协作联席会议在温溪镇召开。"
    assert names(read(text), "organization") == set()
    assert "青田县养老服务联席会议" in names(read("青田县养老服务联席会议成员单位参加会议。"), "organization")


# -- organs that are not the Communist Party's, and those of a 地区 ----------------------------------------------------


def test_the_committees_of_leagues_and_parties() -> None:
    text = "丽水市召开会议。团市委、民盟丽水市委、民建市委负责人参加。共青团青田县委书记林远舟讲话。"
    found = read(text)
    assert names(found, "organization") == {"共青团丽水市委", "民盟丽水市委", "民建丽水市委", "共青团青田县委"}
    assert ("林远舟", "共青团青田县委") in pairs(found, "holds_post")


def test_a_region_has_a_committee_and_an_administration() -> None:
    text = (
        "1995年3月4日\n江西省吉安地区召开会议。中共吉安地委书记林远舟、行署专员沈若岚讲话，地区财政局局长陈青禾、"
        "地委组织部部长吴青山参加。西部地区财政部门参加。当地委员参加。"
    )
    found = read(text)
    assert names(found, "organization") == {"吉安地委", "吉安地区行署", "吉安地区财政局", "吉安地委组织部"}
    assert {("林远舟", "吉安地委"), ("沈若岚", "吉安地区行署")} <= pairs(found, "holds_post")


@pytest.mark.parametrize("text", ["各县区人民政府参加会议。", "市辖县区人大常委会领导参加。", "各市县政府参加会议。"])
def test_the_bodies_of_every_county_are_none_of_one(text: str) -> None:
    assert names(read(f"青田县召开会议。{text}"), "organization") == set()
