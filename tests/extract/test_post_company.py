"""Posts whose titles name no body: told by the titles beside them, by whom the text named before, by the village."""

from __future__ import annotations

import pytest
from made_reading import recogniser

from kg.extract.pipeline import read_page
from kg.model import Page


def held(text: str) -> set[tuple[str, str, str]]:
    """Who holds what, and in what, on a made-up page."""
    return {
        (fact.subject[1], dict(fact.qualifiers)["post"], fact.object[1])
        for found in read_page(Page("made.txt", text), recogniser())
        for fact in found.facts
        if fact.relation == "holds_post"
    }


def people(text: str) -> set[str]:
    return {
        mention.name
        for found in read_page(Page("made.txt", text), recogniser())
        for mention in found.mentions
        if mention.type in ("official", "person")
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # of the committee of the township whose head stands beside
        (
            "青田县温溪镇党委书记林远舟，党委副书记、镇长沈若岚参加活动。",
            {("沈若岚", "党委副书记", "温溪镇党委"), ("沈若岚", "镇长", "温溪镇")},
        ),
        ("青田县温溪镇召开会议，会议由纪委书记林远舟主持。", {("林远舟", "纪委书记", "温溪镇纪委")}),
        ("青田县温溪镇召开会议，镇长沈若岚、人大主席林远舟参加。", {("林远舟", "人大主席", "温溪镇人大")}),
        # of the school named before, by its head
        (
            "青田中学党委书记林远舟主持会议。会上，党委副书记、校长沈若岚发言。",
            {("沈若岚", "党委副书记", "青田中学"), ("沈若岚", "校长", "青田中学")},
        ),
        # the units of the bureau named before
        (
            "青田县教育局局长林远舟到校调研。局办公室主任沈若岚，基教科科长何望舒参加。",
            {("沈若岚", "办公室主任", "青田县教育局"), ("何望舒", "科长", "青田县教育局基教科")},
        ),
        ("丽水军分区司令员林远舟、参谋长沈若岚陪同检查。", {("沈若岚", "参谋长", "丽水市军分区")}),
        # a body that is named in full elsewhere, and the leaders of one
        ("青田县招商服务中心成立。招商服务中心主任林远舟介绍。", {("林远舟", "主任", "青田县招商服务中心")}),
        ("青田县政协领导林远舟、沈若岚带队视察。", {("沈若岚", "领导", "青田县政协")}),
        # the station that is visited, and not the bureau of the one who visits it
        (
            "青田县公安局局长林远舟到温溪派出所调研，所长沈若岚汇报。",
            {("沈若岚", "所长", "温溪派出所")},
        ),
    ],
)
def test_titles_without_a_body_keep_company(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert wanted <= held(text)


def test_a_title_of_government_is_no_committees() -> None:
    assert ("林远舟", "副市长", "市委") not in held("市委常委、副市长林远舟看望检查组。")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("青田县温溪镇山口村党支部书记林远舟说。", ("林远舟", "村党支部书记", "山口村党支部")),
        ("青田县温溪镇山口村村委会主任林远舟说。", ("林远舟", "村委会主任", "山口村村委会")),
        ("山口村驻村第一书记林远舟说。", ("林远舟", "驻村第一书记", "山口村党支部")),
        ("青田县温溪镇光明社区书记林远舟介绍。", ("林远舟", "社区书记", "光明社区")),
        ("调研组来到温溪镇山口村，村党支部书记林远舟陪同。", ("林远舟", "村党支部书记", "山口村党支部")),
    ],
)
def test_posts_in_villages(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in held(text)


def test_a_village_is_in_the_township_before_its_name() -> None:
    facts = read_page(Page("made.txt", "青田县温溪镇山口村党支部书记林远舟说。"), recogniser())[0].facts
    belongs = {(f.subject[1], f.object[1]) for f in facts if f.relation == "belongs_to"}
    assert ("山口村党支部", "温溪镇") in belongs


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("温溪镇召开会议，镇政府由林远舟镇长带队参加。", ("林远舟", "镇长", "温溪镇人民政府")),
        ("青田县教育局林远舟副局长陪同检查。", ("林远舟", "副局长", "青田县教育局")),
        ("身为青田县教育局局长的林远舟说。", ("林远舟", "局长", "青田县教育局")),
        ("林远舟：青田县温溪街道党工委书记。", ("林远舟", "党工委书记", "温溪街道党工委")),
        ("大会选举产生了林远舟、沈若岚2人为温溪镇人民政府副镇长。", ("沈若岚", "副镇长", "温溪镇人民政府")),
        ("林远舟自2015年起担任青田县委书记。", ("林远舟", "县委书记", "青田县委")),
        ("青田县公安局刑侦大队大队长林远舟参加会议。", ("林远舟", "大队长", "青田县公安局刑侦大队")),
        ("该案由寿县人民法院院长林远舟担任审判长。", ("林远舟", "院长", "寿县人民法院")),
        ("国家科技部副部长林远舟到青田县调研。", ("林远舟", "副部长", "科技部")),
        ("海南军区政委林远舟参加。", ("林远舟", "政委", "海南省军区")),
    ],
)
def test_ways_to_name_who_holds_a_post(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in held(text)


def test_a_title_behind_a_name_is_not_taken_where_nothing_says_of_what() -> None:
    assert held("林远舟院长一行赴青田县调研。") == set()


@pytest.mark.parametrize(
    "text",
    [
        "年底调任青田县县长。",
        "该村建立支部60多年，经历的八任书记不忘初心。",
        "市政协主席林远舟等市领导到家中、医院看望。",
        "副县长林远舟和法检两院、政府办、人大部门负责人参加。",
        "奉命去东北工作，历任青田县财政局秘书。",
        "林远舟处长简要介绍了情况。",
    ],
)
def test_common_words_are_nobody(text: str) -> None:
    assert people(text) <= {"林远舟"}


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("海南省水产供销公司", "海南省"),
        ("福建博物院", "福建省"),
        ("农业农村部新闻办公室", "农业农村部"),
        ("青田县远山食品有限公司", None),
        ("苏州大学", None),
    ],
)
def test_whose_a_body_is_by_its_name(name: str, owner: str | None) -> None:
    facts = read_page(Page("made.txt", f"会议在{name}召开。"), recogniser())[0].facts
    owners = {fact.object[1] for fact in facts if fact.relation == "belongs_to" and fact.subject[1] == name}
    assert owners == ({owner} if owner else set())


def test_whose_guests_came_is_not_whose_paper_it_is() -> None:
    text = "长沙市政协副主席林远舟率考察团到我市考察。市政协副主席沈若岚接待。"
    assert ("沈若岚", "政协副主席", "长沙市政协") not in held(text)
    assert ("林远舟", "政协副主席", "长沙市政协") in held(text)
    text = "丽水市协作办公室主任林远舟带领丽水市企业家代表团来我市考察。市委书记沈若岚接待。龙泉市召开会议。"
    assert ("沈若岚", "市委书记", "龙泉市委") in held(text)


_OFFICERS = "会长林远舟，常务副会长沈若岚、陈明德，副会长兼秘书长周立群，副秘书长郑小川等出席会议。"


def test_officers_of_a_society_are_of_the_only_one_of_the_article() -> None:
    found = held(f"1月11日，青田县企业家商会召开六届一次理事大会。县政协主席高文远会后出席晚会。\n{_OFFICERS}")
    assert {
        ("林远舟", "会长", "青田县企业家商会"),
        ("陈明德", "常务副会长", "青田县企业家商会"),
        ("周立群", "秘书长", "青田县企业家商会"),
        ("郑小川", "副秘书长", "青田县企业家商会"),
    } <= found


def test_of_two_societies_none_is_chosen() -> None:
    found = held(f"1月11日，青田县企业家商会、云和县茶叶协会举行联谊会。\n{_OFFICERS}")
    assert not any(body.endswith(("商会", "协会")) for _, _, body in found)


def test_the_secretary_of_a_congress_is_not_of_the_society_that_it_visits() -> None:
    text = "5月11日，青田县人大常委会主任林远舟，副主任沈若岚和秘书长陈明德走访青田县企业家商会。"
    assert ("陈明德", "秘书长", "青田县人大常委会") in held(text)
