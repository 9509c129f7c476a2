"""Posts: titles, the bodies they are in, and the groups that one person holds."""

from __future__ import annotations

from functools import cache

import pytest

from kg.extract import bodies, places
from kg.extract.posts import Group, Posts
from kg.extract.reading import open_article
from kg.model import Page
from kg.recognise import Recogniser, load
from kg.text.articles import split


@cache
def recogniser() -> Recogniser:
    return load()


def groups(text: str) -> list[Group]:
    """The groups of titles in the one article of a made-up page."""
    reading = open_article(split(Page("made.txt", text))[0], recogniser())
    geography = places.find(reading)
    return Posts(reading, geography, bodies.find(reading, geography)).groups()


def posts(text: str) -> list[list[tuple[str, str]]]:
    """The titles as written, and their bodies, group by group."""
    return [[(post.written, post.body[1] if post.body else "") for post in group.posts] for group in groups(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("岚皋县委书记林远舟主持会议。", [[("县委书记", "岚皋县委")]]),
        (
            "岚皋县委副书记、县长林远舟出席。",
            [[("县委副书记", "岚皋县委"), ("县长", "岚皋县")]],
        ),
        (
            "岚皋县人民政府发布通知。岚皋县委副书记、县长林远舟出席。",
            [[("县委副书记", "岚皋县委"), ("县长", "岚皋县人民政府")]],
        ),
        (
            "岚皋县委常委、宣传部部长、副县长林远舟出席。",
            [[("县委常委", "岚皋县委"), ("宣传部部长", "岚皋县委宣传部"), ("副县长", "岚皋县")]],
        ),
        (
            "岚皋县住房和城乡建设局党组书记、局长林远舟参加。",
            [[("党组书记", "岚皋县住房和城乡建设局"), ("局长", "岚皋县住房和城乡建设局")]],
        ),
        (
            "陕西省副省长、公安厅厅长林远舟到岚皋县调研。",
            [[("副省长", "陕西省"), ("厅长", "陕西省公安厅")]],
        ),
        ("岚皋县公安局长林远舟汇报。", [[("局长", "岚皋县公安局")]]),
        ("岚皋县委组织部长林远舟汇报。", [[("部长", "岚皋县委组织部")]]),
        ("岚皋县领导林远舟、陈明德出席。", [[("县领导", "岚皋县")]]),
        ("县领导林远舟、陈明德在岚皋县调研。", [[("县领导", "岚皋县")]]),
        ("远山集团董事长、总经理林远舟到岚皋县。", [[("董事长", "远山集团"), ("总经理", "远山集团")]]),
        ("恩施州州长林远舟参加。", [[("州长", "恩施土家族苗族自治州")]]),
        ("兴安盟盟长林远舟参加。", [[("盟长", "兴安盟")]]),
        ("科尔沁右翼前旗旗长林远舟参加。", [[("旗长", "科尔沁右翼前旗")]]),
        ("西藏自治区主席林远舟、副主席陈明德参加。", [[("主席", "西藏自治区")], [("副主席", "西藏自治区")]]),
        ("西咸新区管委会主任林远舟介绍。", [[("管委会主任", "西咸新区管委会")]]),
        ("陕西省安康市委书记林远舟参加。", [[("市委书记", "安康市委")]]),
        ("任城区委副书记、区一级调研员林远舟参加。", [[("区委副书记", "任城区委")], [("区一级调研员", "任城区")]]),
        ("岚皋县水利局一级主任科员林远舟参加。", [[("一级主任科员", "岚皋县水利局")]]),
        ("岚皋县第一小学校长林远舟介绍。", [[("校长", "岚皋县第一小学")]]),
        ("岚皋县长林远舟参加。", [[("县长", "岚皋县")]]),
        (
            "岚皋县委书记兼县人大常委会主任林远舟。",
            [[("县委书记", "岚皋县委"), ("人大常委会主任", "岚皋县人大常委会")]],
        ),
    ],
)
def test_titles_and_their_bodies(text: str, wanted: list[list[tuple[str, str]]]) -> None:
    assert posts(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "岚皋县县长办公会议召开，县长热线开通。",
        "岚皋县组长会、主任会议召开，书记信箱设立。",
        "岚皋县选出代表性企业，代表们发言，代表作问世。",
        "岚皋县驻村第一书记和工作队总结工作。",
    ],
)
def test_no_title(text: str) -> None:
    assert groups(text) == []


@pytest.mark.parametrize(
    ("text", "former", "future"),
    [
        ("岚皋县原县委书记林远舟接受审查。", True, False),
        ("岚皋县人大常委会原副主任林远舟被免职。", True, False),
        ("时任岚皋县委书记林远舟出席。", True, False),
        ("林远舟同志拟任岚皋县水利局局长。", False, True),
        ("岚皋县委书记林远舟出席。", False, False),
    ],
)
def test_past_and_coming(text: str, former: bool, future: bool) -> None:
    (group,) = groups(text)
    assert (group.former, group.future) == (former, future)


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("岚皋县副县长林远舟。", True),
        ("岚皋县委常委林远舟。", True),
        ("岚皋县领导林远舟。", True),
        ("岚皋县县长林远舟。", False),
        ("岚皋县副县长、公安局局长林远舟。", False),
    ],
)
def test_titles_that_many_can_hold(text: str, shared: bool) -> None:
    assert groups(text)[0].shared is shared


def test_units_of_a_body_stand_beside_each_other() -> None:
    text = "岚皋县供销社信息处处长林远舟、法规处副处长陈明德、财务处处长周安宁参加。"
    assert posts(text) == [
        [("处长", "岚皋县供销社信息处")],
        [("副处长", "岚皋县供销社法规处")],
        [("处长", "岚皋县供销社财务处")],
    ]


def test_units_that_one_person_heads_are_not_in_each_other() -> None:
    text = "岚皋县供销社主任、信息处处长、法规处处长林远舟参加。"
    assert posts(text) == [[("主任", "岚皋县供销社"), ("处长", "岚皋县供销社信息处"), ("处长", "岚皋县供销社法规处")]]


def test_a_title_of_another_is_in_the_place_of_the_one_before() -> None:
    assert posts("陕西省省长林远舟和副书记陈明德到岚皋县。")[1] == [("副书记", "陕西省委")]
    assert posts("远山集团董事长林远舟、总经理陈明德到岚皋县。")[1] == [("总经理", "远山集团")]
    assert posts("远山集团董事长林远舟到岚皋县。总经理陈明德陪同。")[1] == [("总经理", "远山集团")]
    assert posts("远山集团董事长林远舟到岚皋县清泉食品有限公司考察。总经理陈明德陪同。")[1] == [("总经理", "")]


def test_the_head_of_an_office_below_a_group() -> None:
    text = "岚皋县成立防汛工作领导小组。领导小组下设办公室，办公室主任由林远舟同志兼任。"
    assert posts(text)[-1] == [("办公室主任", "岚皋县防汛工作领导小组办公室")]


def test_titles_without_a_body_are_in_the_one_whose_page_it_is() -> None:
    text = "长江水利局召开会议\n会上，局长林远舟讲话。校领导陈明德参加。"
    assert posts(text) == [[("局长", "长江水利局")], [("校领导", "长江水利局")]]
