"""Where firms, schools and hospitals are."""

from __future__ import annotations

import pytest
from made_reading import pairs, read


def located(text: str) -> set[tuple[str, str]]:
    return pairs(read(text), "located_in")


@pytest.mark.parametrize(
    ("text", "body", "place"),
    [
        ("青田县动态\n位于温溪镇东岸村的远山阀门有限公司今年产值翻番。", "远山阀门有限公司", "温溪镇"),
        ("青田县动态\n坐落于青田县船寮镇的清泉小学启用。", "清泉小学", "船寮镇"),
        ("青田县动态\n远山小学坐落在青田县船寮镇。", "远山小学", "船寮镇"),
        ("青田县动态\n青田县温溪镇远山鞋厂是一家民营企业。", "青田县温溪镇远山鞋厂", "温溪镇"),
        ("大安市动态\n大安经济开发区的清泉风电场、远山米业有限公司投产。", "远山米业有限公司", "大安经济开发区"),
        ("青田县动态\n走进温溪镇东岸村，远山鞋业有限公司的车间里机器轰鸣。", "远山鞋业有限公司", "温溪镇"),
        ("丽水市动态\n青田县远山鞋业有限公司投产。", "青田县远山鞋业有限公司", "青田县"),
        ("青田县动态\n林远舟深入温溪镇，对远山集团、清泉公司进行了考察。", "远山集团", "温溪镇"),
        ("青田县动态\n温溪镇召开会议。温溪中心学校负责人参加。", "温溪中心学校", "温溪镇"),
        ("青田县动态\n志愿者到温溪镇东岸村走访。东岸完小的学生收到图书。", "东岸完小", "温溪镇"),
    ],
)
def test_what_is_said_to_lie_somewhere(text: str, body: str, place: str) -> None:
    assert (body, place) in located(text)


def test_what_is_visited_lies_where_the_visitors_go() -> None:
    text = (
        "3月5日，中山市党政考察团赴丽水市青田县考察。考察团先后到温溪镇考察了远山阀门厂、清泉不锈钢有限公司，"
        "到船寮镇考察了云谷工艺美术馆。"
    )
    assert located(text) == {
        ("远山阀门厂", "温溪镇"),
        ("清泉不锈钢有限公司", "温溪镇"),
        ("云谷工艺美术馆", "船寮镇"),
    }


def test_what_is_visited_next_lies_there_too() -> None:
    text = "平凉市动态\n3月5日，林远舟深入崆峒区四十里铺镇调研。他先后来到远山蔬菜专业合作社、清泉面粉厂。"
    assert located(text) == {("远山蔬菜专业合作社", "四十里铺镇"), ("清泉面粉厂", "四十里铺镇")}


def test_what_is_visited_at_home_lies_in_the_county() -> None:
    text = "青田县召开会议。3月5日，县委书记林远舟先后深入远山阀门厂、清泉不锈钢有限公司，调研企业生产情况。"
    assert located(text) == {("远山阀门厂", "青田县"), ("清泉不锈钢有限公司", "青田县")}


def test_what_is_visited_on_a_journey_does_not_lie_at_home() -> None:
    text = "青田县委书记林远舟赴深圳市招商。林远舟一行先后考察了远山科技有限公司、清泉电子股份有限公司。"
    assert {place for _, place in located(text)} == {"深圳市"}


@pytest.mark.parametrize(
    "text",
    [
        "青田县召开会议。远山阀门厂、清泉不锈钢有限公司负责人参加。",
        "青田县召开会议，与远山阀门厂、清泉不锈钢有限公司签约。",
        "青田县召开会议。赴深圳市领奖的远山阀门厂负责人发言。",
    ],
)
def test_whoever_is_only_named_lies_nowhere(text: str) -> None:
    assert located(text) == set()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (
            "考察团到云和县考察了远山食品厂、清泉中学，到缙云县察看了明月药业有限公司。",
            {("远山食品厂", "云和县"), ("清泉中学", "云和县"), ("明月药业有限公司", "缙云县")},
        ),
        ("林远舟来到位于青田县温溪镇龙山社区的远山食品有限公司。", {("远山食品有限公司", "温溪镇")}),
        ("青田经济开发区的远山食品有限公司、清泉药业有限公司投产。", {
            ("远山食品有限公司", "青田经济开发区"), ("清泉药业有限公司", "青田经济开发区"),
        }),
        ("林远舟赴云和县考察，与远山食品有限公司达成协议。", set()),
        ("林远舟深入云和县，协调解决远山食品有限公司用工难题。", set()),
        ("林远舟到云和县出席远山食品有限公司签约仪式。", set()),
    ],
)  # fmt: skip
def test_what_ties_a_firm_to_a_place_and_what_only_stands_beside_one(text: str, where: set[tuple[str, str]]) -> None:
    found = read(text)
    assert {row for row in pairs(found, "located_in") if not row[0].endswith("项目")} == where
