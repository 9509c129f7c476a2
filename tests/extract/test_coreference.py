"""What words stand for that name nothing themselves, what rests on them, and that both places show it."""

from __future__ import annotations

import pytest
from linear_time import assert_linear, seconds
from made_reading import facts, forms, names, pairs, read, recogniser, roles

from kg.extract.pipeline import read_page
from kg.model import Findings, Page

SIGNING = "2019年4月10日，岚皋县与陕西岚峰轴承有限公司签订投资协议。"
COUNTIES = "2020年6月16日，岚皋县与紫阳县举行座谈会。"


def told(findings: Findings, relation: str) -> dict[tuple[str, str], list[str]]:
    """For each (subject, object) of a relation the words that say it."""
    return {(f.subject[1], f.object[1]): [span.text for span in f.spans] for f in facts(findings, relation)}


def posts(findings: Findings) -> set[tuple[str, str, str]]:
    """(who, body, post) of the posts."""
    return {(f.subject[1], f.object[1], dict(f.qualifiers)["post"]) for f in facts(findings, "holds_post")}


# -- both places ------------------------------------------------------------------------------------------------------


def test_a_fact_shows_the_word_and_the_name() -> None:
    findings = read(SIGNING + "该公司将投资建设高端轴承智能制造项目。")
    assert told(findings, "undertakes")["陕西岚峰轴承有限公司", "高端轴承智能制造项目"] == [
        "该公司将投资建设高端轴承智能制造项目",
        "陕西岚峰轴承有限公司",
    ]


def test_each_of_several_is_shown_where_it_is_named() -> None:
    words = told(read(COUNTIES + "会上，两地签署了《劳务协作协议》。"), "cooperates_with")
    assert list(words.values()) == [["两地签署了《劳务协作协议", "岚皋县", "紫阳县"]]


def test_a_figure_shows_the_word_before_it() -> None:
    words = told(read(SIGNING + "该公司始建于2003年，去年实现工业产值18.6亿元。"), "reports")
    assert words == {
        ("陕西岚峰轴承有限公司", "工业产值18.6亿元"): ["去年实现工业产值18.6亿元", "该公司", "陕西岚峰轴承有限公司"]
    }


def test_a_word_for_a_thing_is_no_name_of_it() -> None:
    findings = read(SIGNING + "该公司总经理沈若岚介绍，该公司去年实现产值18.6亿元。")
    assert forms(findings, "organization", "陕西岚峰轴承有限公司") == ["陕西岚峰轴承有限公司"]


def test_what_is_named_in_the_same_words_is_shown_once() -> None:
    words = told(read("陕西岚峰轴承有限公司董事长沈若岚表示，该公司将投资建设轴承智能制造项目。"), "undertakes")
    assert words["陕西岚峰轴承有限公司", "轴承智能制造项目"][-1] == "陕西岚峰轴承有限公司"


# -- bodies and places ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("岚皋县水利局召开会议。该局副局长林远舟介绍情况。", ("林远舟", "岚皋县水利局", "副局长")),
        ("安康市第三中学举行开学典礼。该校校长林远舟致辞。", ("林远舟", "安康市第三中学", "校长")),
        ("记者来到陕西巴山茶业有限公司。这家公司总经理林远舟介绍情况。", ("林远舟", "陕西巴山茶业有限公司", "总经理")),
        (
            "岚皋县巴山魔芋专业合作社成立。该合作社理事长林远舟介绍情况。",
            ("林远舟", "岚皋县巴山魔芋专业合作社", "理事长"),
        ),
        ("岚皋县公安局破获一起盗窃案。该局刑侦大队大队长林远舟带队。", ("林远舟", "岚皋县公安局刑侦大队", "大队长")),
        ("岚皋县官元镇是茶乡。该镇党委书记林远舟介绍情况。", ("林远舟", "官元镇党委", "党委书记")),
        (
            "岚皋县与紫阳县相邻。紫阳县去年丰收。该县农业农村局局长林远舟介绍情况。",
            ("林远舟", "紫阳县农业农村局", "局长"),
        ),
    ],
)
def test_the_body_of_a_title(text: str, who: tuple[str, str, str]) -> None:
    assert who in posts(read(text))


def test_a_post_in_a_unit_shows_whose_unit_it_is() -> None:
    findings = read("岚皋县公安局破获一起盗窃案。该局刑侦大队大队长林远舟带队。")
    (fact,) = facts(findings, "holds_post")
    assert "岚皋县公安局" in [span.text for span in fact.spans]


def test_who_runs_and_develops() -> None:
    findings = read("岚皋县水利局召开会议。今年以来，该局开展“碧水攻坚”专项行动。")
    assert pairs(findings, "runs") == {("岚皋县水利局", "“碧水攻坚”专项行动")}
    findings = read("紫阳县和岚皋县都产茶。岚皋县地处巴山。近年来，该县重点发展装备制造、生物医药等特色产业。")
    assert pairs(findings, "develops") == {("岚皋县", "装备制造"), ("岚皋县", "生物医药")}


def test_a_firm_is_told_from_a_group_by_the_noun() -> None:
    text = "县考察团走访巴山集团和陕西岚峰轴承有限公司。该公司总经理林远舟、该集团总裁沈若岚陪同。"
    assert posts(read(text)) == {
        ("林远舟", "陕西岚峰轴承有限公司", "总经理"),
        ("沈若岚", "巴山集团", "总裁"),
    }


def test_the_firm_of_a_group_and_not_the_group() -> None:
    text = "巴山集团旗下的陕西岚峰轴承有限公司成立于2015年。该企业总经理林远舟介绍情况。"
    assert posts(read(text)) == {("林远舟", "陕西岚峰轴承有限公司", "总经理")}


def test_we_are_who_signs() -> None:
    text = "## 2011年工作总结\n\n岚皋县林业局\n\n一年来，我局与岚皋县水利局协作，扎实开展“绿盾护林”行动。"
    assert ("岚皋县林业局", "“绿盾护林”行动") in pairs(read(text), "runs")


@pytest.mark.parametrize(
    "text",
    [
        "副县长拜访了陕西巴山茶业有限公司、陕西岚峰轴承有限公司。该公司总经理林远舟介绍情况。",  # one of two
        "记者走访各家公司。该公司总经理林远舟介绍情况。",  # none named
        "当天，陕西巴山茶业有限公司投产。天晴。人多。很热闹。掌声热烈。该公司总经理林远舟到场。",  # too far
        "当天，陕西巴山茶业有限公司投产。\n\n会议开了一天。\n\n该公司总经理林远舟到场。",  # two paragraphs off
    ],
)
def test_no_firm_is_chosen_for_no_reason(text: str) -> None:
    assert posts(read(text)) == set()


def test_a_word_within_a_word_stands_for_nothing() -> None:
    findings = read("岚皋县水利局召开会议。面对该局面，应该局部调整，应该项目化推进。")
    assert not [f for f in findings.facts if len({span.text for span in f.spans} & {"该局", "该项目"})]


# -- people -----------------------------------------------------------------------------------------------------------


def test_what_he_did_next() -> None:
    findings = read("3月15日，岚皋县委书记林远舟到官元镇调研。他强调，要抓好春耕。随后，他主持召开春耕生产座谈会。")
    assert roles(findings)["host"] == {"林远舟"}
    (host,) = [f for f in facts(findings, "attended") if ("role", "host") in f.qualifiers]
    assert [span.text for span in host.spans] == ["他主持", "林远舟"]


@pytest.mark.parametrize(
    ("career", "wanted"),
    [
        ("他曾任岚皋县教育局局长，2012年担任官元镇党委书记。", {("岚皋县教育局", "局长"), ("官元镇党委", "党委书记")}),
        ("他还担任岚皋县茶叶协会会长。", {("岚皋县茶叶协会", "会长")}),
        ("他在基层工作三十年，曾任岚皋县教育局局长。", {("岚皋县教育局", "局长")}),
        ("他历任岚皋县教育局局长、岚皋县水利局局长。", {("岚皋县教育局", "局长"), ("岚皋县水利局", "局长")}),
        ("谈起他，岚皋县教育局局长很感动。", set()),
        ("他批评了岚皋县教育局局长。", set()),
    ],
)
def test_his_posts(career: str, wanted: set[tuple[str, str]]) -> None:
    found = posts(read(f"安康市财政局局长林远舟是岚皋人。{career}"))
    assert {(body, post) for who, body, post in found if who == "林远舟"} - {("安康市财政局", "局长")} == wanted


def test_a_post_of_the_past() -> None:
    findings = read("安康市财政局局长林远舟是岚皋人。他曾任岚皋县教育局局长。")
    (past,) = [f for f in facts(findings, "holds_post") if f.object[1] == "岚皋县教育局"]
    assert dict(past.qualifiers)["former"] == "yes"


def test_a_person_with_a_post_told_of_him_is_an_official() -> None:
    findings = read("林远舟是远近闻名的能人。他现任岚皋县茶叶协会会长。")
    assert names(findings, "official") == {"林远舟"}
    assert names(findings, "person") == set()


@pytest.mark.parametrize(
    "text",
    [
        "岚皋县县长林远舟与紫阳县县长沈若岚会谈。随后，他主持召开座谈会。",  # one of two
        "岚皋县县长林远舟、副县长何望舒出席。随后，他主持召开座谈会。",  # who attends with another
        "岚皋县县长沈若岚（女）到官元镇调研。随后，他主持召开座谈会。",  # a woman
        "岚皋县县长林远舟说：“沈若岚来了，他主持召开座谈会。”",  # in what is quoted
        "岚皋县县长林远舟到官元镇调研。随后，他们主持召开座谈会。",
        "岚皋县县长林远舟到官元镇调研。其他人主持召开座谈会。",
    ],
)
def test_nobody_is_chosen_for_no_reason(text: str) -> None:
    assert "host" not in roles(read(text))


def test_a_past_post_of_one_of_two_is_nobodys() -> None:
    text = "岚皋县县长林远舟看望退休干部卢广生。他曾任岚皋县水利局局长。"
    assert ("林远舟", "岚皋县水利局", "局长") not in posts(read(text))


# -- several ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        COUNTIES + "会上，两地签署了《劳务协作协议》。",
        COUNTIES + "双方签署合作协议。",
        COUNTIES + "两县将在劳务输出、产业发展等领域开展合作。",
        "岚皋县党政代表团赴紫阳县考察，两地签署了《框架协议》。",
        COUNTIES + "岚皋县副县长林远舟、紫阳县副县长沈若岚代表双方签署合作协议。",
        "岚皋县副县长林远舟会见紫阳县副县长沈若岚。随后，林远舟与沈若岚分别代表两地签署合作协议。",
    ],
)
def test_two_places(text: str) -> None:
    assert pairs(read(text), "cooperates_with") in ({("岚皋县", "紫阳县")}, {("紫阳县", "岚皋县")})


def test_who_signs_in_a_sentence_of_its_own_signs_with_nobody_else() -> None:
    towns = "官元镇与毛坝镇签署合作协议。"
    text = COUNTIES + "会上，两地签署合作协议，" + towns
    assert {frozenset(pair) for pair in pairs(read(text), "cooperates_with")} == {
        frozenset(("岚皋县", "紫阳县")), frozenset(("官元镇", "毛坝镇"))
    }  # fmt: skip


def test_a_session_of_two_counties_may_be_in_either() -> None:
    assert pairs(read(COUNTIES + "会上，两地签署合作协议。"), "held_in") == set()


def test_three_places_cooperate_each_with_each() -> None:
    text = "岚皋县、紫阳县、平利县在岚皋县召开联席会议。会上，三地签署《联防合作协议》。三地将开展“清流”联合执法行动。"
    findings = read(text)
    assert {frozenset(pair) for pair in pairs(findings, "cooperates_with")} == {
        frozenset(("岚皋县", "紫阳县")), frozenset(("岚皋县", "平利县")), frozenset(("紫阳县", "平利县"))
    }  # fmt: skip
    assert {who for who, _ in pairs(findings, "runs")} == {"岚皋县", "紫阳县", "平利县"}


def test_firms_by_their_number() -> None:
    listed = "陕西巴山茶业有限公司、陕西岚峰轴承有限公司、陕西汉水包装有限公司"
    text = f"岚皋县举行集中签约仪式，{listed}签约入驻。仪式上，三家企业负责人先后发言。"
    assert roles(read(text))["speaker"] == set(listed.split("、"))
    assert "speaker" not in roles(read(text.replace("三家", "两家")))


def test_two_firms_build() -> None:
    text = "陕西巴山茶业有限公司与陕西岚峰轴承有限公司签署合作协议。两家公司将共同投资建设茶机一体化项目。"
    assert pairs(read(text), "undertakes") == {
        ("陕西巴山茶业有限公司", "茶机一体化项目"),
        ("陕西岚峰轴承有限公司", "茶机一体化项目"),
    }


def test_the_first_and_the_second() -> None:
    text = "陕西巴山茶业有限公司与陕西岚峰轴承有限公司签约。前者去年实现产值3亿元，后者去年实现产值5亿元。"
    assert pairs(read(text), "reports") == {
        ("陕西巴山茶业有限公司", "产值3亿元"),
        ("陕西岚峰轴承有限公司", "产值5亿元"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "岚皋县、紫阳县、平利县举行座谈会。会上，两地签署合作协议。",  # three
        "岚皋县举行供需见面会，供需双方签署合作协议。",
        "岚皋县代表团赴紫阳县、平利县考察。两地签署合作协议。",  # who of them?
        "岚皋县县长林远舟会见紫阳县县长沈若岚。两地签署合作协议。",  # whose titles say it
        COUNTIES + "希望双方进一步加强合作。",
        COUNTIES + "另外两地签署合作协议。",
    ],
)
def test_no_parties_are_chosen_for_no_reason(text: str) -> None:
    assert pairs(read(text), "cooperates_with") == set()


def test_a_figure_of_several_is_nobodys() -> None:
    text = "陕西巴山茶业有限公司、陕西岚峰轴承有限公司签约。两家企业去年实现产值9.2亿元。"
    assert pairs(read(text), "reports") == set()


# -- works ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["该项目", "此项目", "这个项目", "项目", "该产业园"])
def test_works(word: str) -> None:
    text = f"记者来到岚皋县巴山食品产业园项目现场。{word}位于官元镇，由陕西巴山食品有限公司投资建设。"
    findings = read(text)
    assert ("岚皋县巴山食品产业园项目", "官元镇") in pairs(findings, "located_in")
    assert ("陕西巴山食品有限公司", "岚皋县巴山食品产业园项目") in pairs(findings, "undertakes")
    assert names(findings, "project") == {"岚皋县巴山食品产业园项目"}


def test_two_counties_build() -> None:
    text = "岚皋县与紫阳县交界处的岚紫公路开工建设。该公路由两县共同投资建设。"
    assert pairs(read(text), "undertakes") == {("岚皋县", "岚紫公路"), ("紫阳县", "岚紫公路")}


def test_one_of_two_works_is_none() -> None:
    text = "巴山煤层气发电项目、云雾山文旅综合体项目同时开工。该项目位于官元镇，由陕西巴山食品有限公司投资建设。"
    assert pairs(read(text), "undertakes") == set()


# -- any text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unit",
    [
        "岚皋县水利局该局",
        "该公司",
        "岚皋县委书记林远舟，他",
        "岚皋县与紫阳县，双方两地",
        "我局岚皋县水利局",
        "前者后者",
        "清泉水库项目，该项目",
        "他曾任岚皋县水利局局长，",
    ],
)
def test_words_cost_what_they_are_long(unit: str) -> None:
    words = recogniser()

    def cost(size: int) -> float:
        page = Page("made.txt", "岚皋县与紫阳县陕西巴山茶业有限公司林远舟。" + unit * (size // len(unit)))
        return seconds(lambda: read_page(page, words))

    assert_linear(cost, 8000)
