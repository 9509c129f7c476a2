"""Columns of short news: each item has a place of its own, and so has what its 县委 and its works are of."""

from __future__ import annotations

from made_reading import events, facts, pairs, read

COLUMN = """济宁日报 2018年6月5日 星期二

## 一周要闻

6月2日，清泉污水处理厂扩建工程开工仪式在金乡县举行，县委书记林远舟、县长沈若岚出席。

6月3日，济宁市召开全市安全生产工作会议，市委书记何望舒出席会议。

6月3日，曲阜市委书记苏见微到清泉大道改建工程建设现场办公，市委副书记纪一鸣陪同。

6月4日，嘉祥县委书记方知夏会见北京清泉环保科技有限公司总经理祝明轩一行，县长杜以宁参加会见。
"""


def test_the_county_of_an_item_is_the_one_it_names() -> None:
    held = pairs(read(COLUMN), "holds_post")
    assert ("林远舟", "金乡县委") in held
    assert ("方知夏", "嘉祥县委") in held
    assert held & {("杜以宁", "嘉祥县"), ("杜以宁", "嘉祥县人民政府")}
    assert held & {("沈若岚", "金乡县"), ("沈若岚", "金乡县人民政府")}


def test_the_city_of_an_item_is_the_one_it_names() -> None:
    held = pairs(read(COLUMN), "holds_post")
    assert ("何望舒", "济宁市委") in held
    assert ("纪一鸣", "曲阜市委") in held


def test_works_are_where_their_item_is() -> None:
    located = {fact.subject[1]: fact.object[1] for fact in facts(read(COLUMN), "located_in")}
    assert located["清泉污水处理厂扩建工程"] == "金乡县"
    assert located["清泉大道改建工程"] == "曲阜市"


def test_a_renamed_county_is_meant_under_the_name_of_the_time() -> None:
    # 葛仙庄镇 is of 清河县 today; 马尔康 was a county until 2015, and its town is of the city now
    text = """阿坝日报 2014年9月13日

## 林远舟赴马尔康镇检查森林防火工作

9月12日，马尔康县委书记林远舟到马尔康镇检查工作。县委副书记沈若岚陪同。

县教育局负责人参加。
"""
    found = read(text)
    assert ("沈若岚", "马尔康县委") in pairs(found, "holds_post")
    assert ("马尔康县教育局", "马尔康县") in pairs(found, "belongs_to")


def test_the_newspaper_tells_counties_of_one_name_apart() -> None:
    for paper, city in (("内江日报", "内江市"), ("济南日报", "济南市")):
        text = f"{paper} 2014年9月13日\n\n## 市中区召开安全生产会议\n\n9月12日，市中区召开安全生产会议。\n"
        assert ("市中区", city) in pairs(read(text), "part_of")


def test_a_meeting_is_dated_by_the_day_behind_its_name() -> None:
    text = """济宁日报 2018年6月5日

## 林远舟出席全县防汛工作会议

全县防汛工作会议于6月2日在金乡县举行，县委书记林远舟出席会议。
"""
    assert ("meeting", "2018-06-02") in events(read(text)).values()
