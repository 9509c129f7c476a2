"""Whole made-up pages on works: who is charged with them, where they are, what is none; and what else they hold."""

from __future__ import annotations

from made_reading import facts, names, read

from kg.model import Findings

CHARGED = """岚皋县召开重点项目调度会

本报讯 2月26日，岚皋县召开重点项目调度会。会议要求，蔺河镇要抓好硒茶产业园、年产20万套山核桃加工生产线建设；
佐龙镇要加快远山中学改扩建工程进度；县城投集团要全力推进城北水厂、污水处理厂提质扩容和龙安公园三个民生项目，确保年内建成投用。
"""


def pairs(findings: Findings, relation: str) -> set[tuple[str, str]]:
    return {(f.subject[1], f.object[1]) for f in facts(findings, relation)}


def test_works_are_where_they_are_charged_to() -> None:
    found = read(CHARGED)
    where = dict(pairs(found, "located_in"))
    assert where["硒茶产业园"] == where["年产20万套山核桃加工生产线"] == "蔺河镇"
    assert where["远山中学改扩建工程"] == "佐龙镇"
    assert where["龙安公园"] == "岚皋县"  # not in the town that the sentence begins with


def test_a_firm_is_charged_with_all_that_is_listed() -> None:
    works = {"城北水厂", "污水处理厂提质扩容", "龙安公园"}
    assert {work for body, work in pairs(read(CHARGED), "undertakes") if body == "岚皋县城投集团"} == works


def test_what_is_to_be_done_is_of_no_name() -> None:
    found = read(CHARGED)
    assert "远山中学改扩建工程" in names(found, "project")
    assert not any("要" in name for name in names(found, "organization"))


def test_works_named_by_a_place_that_is_no_division() -> None:
    page = "岚皋县委书记林远舟来到佐龙镇，察看了县中医院迁建项目和白鹭峡景区基础设施项目建设情况。"
    assert names(read(page), "project") == {"岚皋县中医院迁建项目", "白鹭峡景区基础设施项目"}


def test_old_towns_and_what_settles_in_a_town_are_no_divisions() -> None:
    page = "岚皋县佐龙镇抓项目，清泉食品公司年产5000吨酱菜项目落户镇创业园，佐龙镇的明泉古镇修缮工程有序推进。"
    found = read(page)
    assert {name for name in names(found, "district") if name.endswith("镇")} == {"佐龙镇"}
    assert names(found, "project") == {"清泉食品公司年产5000吨酱菜项目", "明泉古镇修缮工程"}


def test_works_are_in_the_nearest_place_of_a_chain() -> None:
    page = "走进岚皋县佐龙镇，安徽远山重卡零部件生产基地机器轰鸣。"
    assert pairs(read(page), "located_in") == {("安徽远山重卡零部件生产基地", "佐龙镇")}


def test_a_place_builds_what_it_spends_on() -> None:
    page = "岚皋县大力发展硒茶产业，投资8600万元建设硒茶加工产业园。"
    assert pairs(read(page), "undertakes") == {("岚皋县", "硒茶加工产业园")}
    assert pairs(read("岚皋县加快推进硒茶加工产业园建设。"), "undertakes") == set()


def test_holidays_are_no_works() -> None:
    page = "岚皋县：“五一”假期项目建设不停歇\n\n5月1日，岚皋县硒茶产业园项目建设现场热火朝天。"
    assert names(read(page), "project") == {"岚皋县硒茶产业园项目"}


def test_a_byline_in_brackets_before_the_text() -> None:
    page = "岚皋：项目建设不停歇\n（记者 陈晓平 李雅琴）5月1日，岚皋县召开项目推进会。\n（黄明 向远航）"
    found = read(page)
    assert names(found, "journalist") == {"陈晓平", "李雅琴", "黄明", "向远航"}
    assert not names(found, "person")


def test_a_surname_that_is_a_word() -> None:
    page = "5月1日，岚皋县召开会议，县委书记林远舟出席，县委副书记、县长经希军主持。"
    found = read(page)
    assert "经希军" in names(found, "official")


def test_a_date_that_is_quoted_is_not_that_of_the_post() -> None:
    page = "岚皋日报 2020-05-12\n\n岚皋县抓项目\n“确保8月底交付使用。”县住建局局长陈明德说。"
    assert {f.as_of for f in facts(read(page), "holds_post")} == {"2020-05-12"}


def test_a_name_of_two_characters_in_a_list_of_appointments() -> None:
    page = "岚皋县任免通知\n\n任命：\n陈明德为岚皋县教育局局长；\n孙浩为岚皋县统计局副局长。\n\n2021年11月18日"
    assert {f.subject[1] for f in facts(read(page), "holds_post")} == {"陈明德", "孙浩"}


def test_a_zone_of_a_trade_has_its_places_name() -> None:
    page = "长白山药业研究院设在通化医药高新技术产业开发区，通化市召开会议。"
    assert "通化医药高新技术产业开发区" in names(read(page), "district")
