"""Careers: whose posts they are, in which body each is, and where one served without a post that is named."""

from __future__ import annotations

from made_reading import facts, names, read

TOP = "## 岚皋县要闻\n\n本报2023年9月5日讯 9月4日，岚皋县召开会议。\n\n"


def held(text: str) -> set[tuple[str, str, str]]:
    """Who holds which post in which body."""
    return {
        (fact.subject[1], dict(fact.qualifiers)["post"], fact.object[1])
        for fact in facts(read(TOP + text), "holds_post")
    }


def officials(text: str) -> set[str]:
    return names(read(TOP + text), "official")


def test_a_short_life_behind_a_name() -> None:
    text = (
        "沈若岚，女，畲族，1975年3月生，福建福州人，早年在福建省农业厅工作，曾任岚皋县财政局局长，"
        "2019年8月任安康市财政局副局长。"
    )
    assert held(text) == {("沈若岚", "局长", "岚皋县财政局"), ("沈若岚", "副局长", "安康市财政局")}
    assert officials(text) == {"沈若岚"}  # and nobody called 福州人
    (served,) = facts(read(TOP + text), "works_for")
    assert (served.subject[1], served.object[1]) == ("沈若岚", "福建省农业厅")


def test_an_office_of_the_place_where_one_serves() -> None:
    text = "林远舟，男，汉族，1965年8月生，湖北宜昌人，长期在湖北工作，2018年7月任副省长，2021年1月履新陕西，任副省长。"
    assert held(text) == {("林远舟", "副省长", "湖北省"), ("林远舟", "副省长", "陕西省")}


def test_a_unit_of_the_body_where_one_serves() -> None:
    text = "何望舒，男，汉族，1970年5月生，四川成都人，长期在教育部工作，曾任职业教育司司长。"
    assert held(text) == {("何望舒", "司长", "教育部职业教育司")}


def test_departments_of_one_place_and_offices_of_a_term() -> None:
    text = (
        "林远舟，男，汉族，1967年2月生，甘肃天水人，曾任省民政厅厅长、应急管理厅厅长，"
        "2018年3月任十三届全国人大常委会委员（专职）、全国人大外事委员会委员。"
    )
    assert held(text) == {
        ("林远舟", "厅长", "陕西省民政厅"),
        ("林远舟", "厅长", "陕西省应急管理厅"),
        ("林远舟", "委员", "全国人大常委会"),
        ("林远舟", "委员", "全国人大外事委员会"),
    }


def test_a_whole_career_in_firms() -> None:
    text = (
        "林远舟历任远山制药厂办公室副主任、主任；清泉制药有限公司综合办公室副主任、人力资源部部长、党委组织部部长、"
        "人力资源总监、党委委员、副总经理；岚皋县副县长等。"
    )
    assert held(text) == {
        ("林远舟", "办公室副主任", "远山制药厂"),
        ("林远舟", "办公室主任", "远山制药厂"),
        ("林远舟", "综合办公室副主任", "清泉制药有限公司"),
        ("林远舟", "人力资源部部长", "清泉制药有限公司"),
        ("林远舟", "党委组织部部长", "清泉制药有限公司党委组织部"),
        ("林远舟", "人力资源总监", "清泉制药有限公司"),
        ("林远舟", "党委委员", "清泉制药有限公司"),
        ("林远舟", "副总经理", "清泉制药有限公司"),
        ("林远舟", "副县长", "岚皋县"),
    }
    assert all(dict(fact.qualifiers)["former"] == "yes" for fact in facts(read(TOP + text), "holds_post"))


def test_from_the_section_to_the_bureau() -> None:
    text = "沈若岚历任岚皋县财政局预算科科长、副局长。"
    assert held(text) == {("沈若岚", "科长", "岚皋县财政局预算科"), ("沈若岚", "副局长", "岚皋县财政局")}


def test_another_in_the_same_paragraph() -> None:
    text = "林远舟，男，1970年5月生，湖北宜昌人，现任岚皋县教育局局长。沈若岚任岚皋县民政局副局长。"
    assert held(text) == {("林远舟", "局长", "岚皋县教育局"), ("沈若岚", "副局长", "岚皋县民政局")}


def test_the_one_person_of_the_sentence() -> None:
    text = "林远舟长期在财政系统任职，2009年任岚皋县财政局局长，2015年任安康市财政局局长。"
    assert held(text) == {("林远舟", "局长", "岚皋县财政局"), ("林远舟", "局长", "安康市财政局")}
    text = "林远舟来到财政局工作，沈若岚到会，2015年任安康市财政局局长。"
    assert held(text) == set()  # of two, the text does not say whose it is


def test_from_a_place_to_a_post() -> None:
    assert held("1999年2月，林远舟由石泉县调任岚皋县水利局局长。") == {("林远舟", "局长", "岚皋县水利局")}
    assert "石泉" not in officials("他转战石泉，先后任石泉县水利局局长、副县长。")
