"""Bodies: organs of every level, departments, firms, schools, groups; and what only looks like one."""

from __future__ import annotations

import pytest
from made_reading import read, recogniser

from kg.extract import bodies, places
from kg.extract.bodies import Bodies, home_body, organ_name
from kg.extract.reading import Reading, open_article
from kg.lexicon.divisions import DIVISIONS
from kg.model import Page
from kg.text.articles import split


def find(text: str) -> tuple[Reading, Bodies]:
    """The one article of a made-up page, read up to its bodies."""
    reading = open_article(split(Page("made.txt", text))[0], recogniser())
    return reading, bodies.find(reading, places.find(reading))


def named(text: str) -> dict[str, str]:
    """The words that name each body of the text, by its canonical name."""
    reading, _ = find(text)
    return {f.name: text[f.start : f.end] for f in reading.found if f.type == "organization"}


def owners(text: str) -> dict[str, str]:
    return {f.subject[1]: f.object[1] for f in find(text)[0].facts if f.relation == "belongs_to"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("岚皋县委、县政府召开会议。", {"岚皋县委": "岚皋县委", "岚皋县人民政府": "县政府"}),
        ("岚皋县人大常委会、县政协参加。", {"岚皋县人大常委会": "岚皋县人大常委会", "岚皋县政协": "县政协"}),
        ("岚皋县委、政府高度重视。", {"岚皋县委": "岚皋县委", "岚皋县人民政府": "政府"}),
        ("岚皋县纪委监委通报情况。", {"岚皋县纪委监委": "岚皋县纪委监委"}),
        ("岚皋县纪委监察委员会通报情况。", {"岚皋县纪委监委": "岚皋县纪委监察委员会"}),
        ("安康市委宣传部参加。", {"安康市委宣传部": "安康市委宣传部"}),
        ("安康市法院、岚皋县法院参加。", {"安康市中级人民法院": "安康市法院", "岚皋县人民法院": "岚皋县法院"}),
        ("中共陕西省委召开会议。", {"陕西省委": "中共陕西省委"}),
        ("中共岚皋县委员会印发通知。", {"岚皋县委": "中共岚皋县委员会"}),
        ("中国共产党岚皋县委员会印发通知。", {"岚皋县委": "中国共产党岚皋县委员会"}),
        (
            "西藏自治区党委召开会议，自治区人民政府部署工作。",
            {"西藏自治区党委": "西藏自治区党委", "西藏自治区人民政府": "自治区人民政府"},
        ),
        (
            "恩施土家族苗族自治州委、州政府召开会议。",
            {"恩施土家族苗族自治州委": "恩施土家族苗族自治州委", "恩施土家族苗族自治州人民政府": "州政府"},
        ),
        ("兴安盟委、盟行署召开会议。", {"兴安盟委": "兴安盟委", "兴安盟行署": "盟行署"}),
        (
            "科尔沁右翼前旗旗委、旗政府参加。",
            {"科尔沁右翼前旗委": "科尔沁右翼前旗旗委", "科尔沁右翼前旗人民政府": "旗政府"},
        ),
        ("两江新区党工委、管委会召开会议。", {"两江新区党工委": "两江新区党工委", "两江新区管委会": "管委会"}),
        (
            "岚皋县城关镇党委开会，城关镇人民政府部署。",
            {"城关镇党委": "岚皋县城关镇党委", "城关镇人民政府": "城关镇人民政府"},
        ),
        ("东城区东华门街道办事处参加。", {"东华门街道办事处": "东城区东华门街道办事处"}),
        ("国务院办公厅、教育部发布通知。", {"国务院办公厅": "国务院办公厅", "教育部": "教育部"}),
    ],
)
def test_organs_of_each_level(text: str, wanted: dict[str, str]) -> None:
    assert named(text) == wanted


@pytest.mark.parametrize(
    ("key", "division", "wanted"),
    [
        ("委", "安康市", "安康市委"),
        ("委", "西藏自治区", "西藏自治区党委"),
        ("党委", "岚皋县", "岚皋县委"),
        ("委", "城关镇", "城关镇党委"),
        ("人民法院", "陕西省", "陕西省高级人民法院"),
        ("人民法院", "安康市", "安康市中级人民法院"),
        ("人民法院", "岚皋县", "岚皋县人民法院"),
    ],
)
def test_the_name_of_an_organ(key: str, division: str, wanted: str) -> None:
    assert organ_name(places.place_of(DIVISIONS.full(division)[0]), key) == wanted


@pytest.mark.parametrize("key", ["委", "党委"])
def test_a_zone_has_a_working_committee(key: str) -> None:
    assert organ_name(places.Place("青禾新区", "zone", None, None), key) == "青禾新区党工委"


def test_bare_organs_are_those_of_the_zone_whose_page_it_is() -> None:
    text = "西咸新区召开大会。会上，党工委提出要求，管委会作出部署。"
    assert named(text) == {"西咸新区党工委": "党工委", "西咸新区管委会": "管委会"}
    assert named("岚皋县召开大会。会上，管委会作出部署。") == {}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("会议在岚皋县召开，县财政局参加。", {"岚皋县财政局"}),
        ("会议在安康市召开，市财政局参加。", {"安康市财政局"}),
        ("会议在任城区召开，区财政局参加。", {"任城区财政局"}),
        ("岚皋县自然资源和规划局参加。", {"岚皋县自然资源和规划局"}),
        ("岚皋县财政局和县林业局参加。", {"岚皋县财政局", "岚皋县林业局"}),
        ("岚皋县委党史研究室、县委农办参加。", {"岚皋县委党史研究室", "岚皋县委农办"}),
        ("岚皋县政府研究室参加。", {"岚皋县政府研究室"}),
        ("岚皋县政府部门参加。", {"岚皋县人民政府"}),
        ("岚皋县医院、县武装部参加。", {"岚皋县医院", "岚皋县武装部"}),
        ("岚皋县行政审批服务局参加。", {"岚皋县行政审批服务局"}),
        ("岚皋县林业局组织召开会议。", {"岚皋县林业局"}),
        ("岚皋县防汛抗旱指挥部发布通知。", {"岚皋县防汛抗旱指挥部"}),
        ("参加的有林远舟（市绿化办）。安康市召开会议。", {"安康市绿化办"}),
    ],
)
def test_departments_behind_a_place(text: str, wanted: set[str]) -> None:
    assert set(named(text)) == wanted


def test_the_and_of_a_name_ends_no_list() -> None:
    found = named("岚皋县教育局、财政局和发展和改革局负责人参加会议。")
    assert {"岚皋县教育局", "岚皋县财政局", "岚皋县发展和改革局"} <= set(found)


def test_a_list_of_departments_shares_its_place() -> None:
    text = "会议在陕西省召开，省交通厅、煤炭厅和林业厅、"
    assert set(named(text)) == {"陕西省交通厅", "陕西省煤炭厅", "陕西省林业厅"}
    assert owners(text)["陕西省煤炭厅"] == "陕西省"


def test_who_a_body_belongs_to() -> None:
    assert owners("岚皋县财政局、安康海关和中国银行安康分行参加。") == {"岚皋县财政局": "岚皋县"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("远山（陕西）农业科技有限公司在岚皋县投资。", {"远山（陕西）农业科技有限公司"}),
        ("鄂尔多斯远山集团红山酒厂到岚皋县考察。", {"鄂尔多斯远山集团", "鄂尔多斯远山集团红山酒厂"}),
        ("远山集团有限公司到岚皋县考察。", {"远山集团有限公司"}),
        ("中国银行安康分行支持岚皋县。", {"中国银行安康分行"}),
        ("岚皋县“远山”农民专业合作社成立。", {"岚皋县“远山”农民专业合作社"}),
        ("岚皋县第一小学校长介绍情况。", {"岚皋县第一小学"}),
        ("安康学院附中、附小参加。", {"安康学院附中", "安康学院附小"}),
    ],
)
def test_firms_and_schools(text: str, wanted: set[str]) -> None:
    assert set(named(text)) >= wanted


@pytest.mark.parametrize(
    "text",
    [
        "岚皋县有关部门、各有关单位、相关企业、多家银行参加。",
        "县直机关、国有企业、各级学校到岚皋县参加。",
        "岚皋县建设行政中心、会展中心，餐厅开放。",
        "岚皋县农业公司、县行业协会、县中心参加。",
        "岚皋县发展局面良好，布局合理，办公条件改善，厂房建成。",
        "岚皋县参加的干部有大学学历，安康大学本科毕业。",
        "岚皋县委员会议室里，两个公司的负责人见面。",
        "岚皋县中小学校、幼儿园开学。",
    ],
)
def test_no_body(text: str) -> None:
    assert named(text) == {}


def test_the_office_below_a_group_is_of_the_group() -> None:
    text = "岚皋县成立防汛工作领导小组。领导小组下设办公室，负责日常工作。"
    assert named(text) == {"岚皋县防汛工作领导小组": "防汛工作领导小组", "岚皋县防汛工作领导小组办公室": "办公室"}
    assert owners(text)["岚皋县防汛工作领导小组办公室"] == "岚皋县防汛工作领导小组"


def test_a_city_in_the_name_of_a_firm_is_not_named_itself() -> None:
    reading, _ = find("安康银行到岚皋县调研。")
    assert [reading.text[f.start : f.end] for f in reading.found if f.type == "district"] == ["岚皋县"]


def test_the_body_whose_own_page_it_is() -> None:
    text = "青禾省电力公司召开会议\n公司党委部署工作，本公司党委要求抓好落实。会议指出，司党委作出安排。"
    reading, _ = find(text)
    geography = places.find(open_article(reading.article, recogniser()))
    assert home_body(reading, geography) == "青禾省电力公司"
    county, _ = find("岚皋县财政局召开会议\n会议部署工作。")
    assert home_body(county, places.find(county)) is None


def test_the_committee_of_the_home_body() -> None:
    text = "长江水利局召开会议\n会上，局党委部署工作，本局党组要求抓好落实。"
    assert named(text) == {"长江水利局": "长江水利局", "长江水利局党委": "局党委", "长江水利局党组": "本局党组"}


def test_a_short_name_used_often_is_one() -> None:
    text = "岚皋县与国航合作。国航表示支持，国航将加大投入。"
    assert named(text).get("国航") == "国航"
    assert "国航" not in named("岚皋县与国航合作。")


@pytest.mark.parametrize(
    ("text", "position", "place", "deictic"),
    [
        ("会议在岚皋县召开，县财政局参加。", 9, "岚皋县", True),
        ("会议在岚皋县召开，县财政局参加。", 3, "岚皋县", False),
        ("会议在岚皋县召开，县长参加。", 9, None, False),
        ("会议在岚皋县召开，财政局参加。", 9, None, False),
    ],
)
def test_the_place_that_a_name_begins_with(text: str, position: int, place: str | None, deictic: bool) -> None:
    prefix = find(text)[1].prefix_at(position)
    assert (prefix.place.name if prefix else None) == place
    assert (prefix.deictic if prefix else False) is deictic


def test_the_place_before_an_organ_with_the_places_above_it() -> None:
    text = "中共陕西省安康市委召开会议。"
    prefix = find(text)[1].prefix_ending(8)
    assert prefix is not None
    assert (prefix.place.name, prefix.start) == ("安康市", 0)


def test_evidence_is_exact() -> None:
    text = "岚皋县委、县政府和远山（陕西）农业科技有限公司签约。"
    for mention in find(text)[0].findings().mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.text == mention.form


@pytest.mark.parametrize(
    "between",
    ["委托", "约谈", "联合", "扶持", "还与", "向", "划归", "到", "收购", "陪同", "赴"],
)
def test_a_verb_between_two_bodies_is_of_neither(between: str) -> None:
    assert set(named(f"岚皋县住建局{between}远山建工集团，情况良好。")) == {"岚皋县住建局", "远山建工集团"}
    assert set(named(f"岚皋县{between}远山食品有限公司。")) == {"远山食品有限公司"}


@pytest.mark.parametrize(
    "name",
    [
        "岚皋县向阳小学",
        "岚皋县将军山林场",
        "岚皋县对外贸易公司",
        "岚皋县水务投资发展有限公司",
        "岚皋县公安局指挥中心",
        "岚皋县迎亚运领导小组",
        "岚皋县支援三峡办公室",
    ],
)
def test_words_like_verbs_in_a_name(name: str) -> None:
    assert name in named(f"{name}参加会议。")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("岚皋县委书记林远舟带领财政局、水务局等单位负责人调研。", {"岚皋县财政局", "岚皋县水务局"}),
        ("安康市委组织部、发改委、教育局负责人参加。", {"安康市发改委", "安康市教育局"}),
        ("陕西省发改委、财政厅、教育厅负责人参加。", {"陕西省发改委", "陕西省财政厅", "陕西省教育厅"}),
        ("岚皋县图书馆、博物馆、文化馆免费开放。", {"岚皋县图书馆", "岚皋县博物馆", "岚皋县文化馆"}),
    ],
)
def test_a_list_of_departments_is_of_one_place(text: str, wanted: set[str]) -> None:
    assert wanted <= set(named(text))


@pytest.mark.parametrize(
    "text",
    [
        "岚皋县召开会议。各县财政局、教育局要高度重视。",
        "岚皋县召开会议。上级财政局、教育局拨付资金。",
        "岚皋县建成一所世界一流大学、国际化大学和研究型大学。",
        "岚皋县有优秀庄户剧团十个。",
        "岚皋县建设区域性中心。",
    ],
)
def test_departments_of_many_places_and_sorts_of_bodies(text: str) -> None:
    assert named(text) == {}


def test_groups_are_called_by_their_task() -> None:
    assert "安康市促进山区振兴发展协调领导小组" in named("安康市促进山区振兴发展协调领导小组召开会议。")
    assert "安康市高速公路建设协调领导小组" in named("安康市高速公路建设协调领导小组召开会议。")


def test_a_unit_of_a_ministry() -> None:
    assert owners("商务部电子商务司司长林远舟来岚皋县。") == {"商务部电子商务司": "商务部"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("岚皋县委县政府决定召开会议。", {"岚皋县委", "岚皋县人民政府"}),
        ("岚皋县召开会议。县委县政府高度重视。", {"岚皋县委", "岚皋县人民政府"}),
        ("岚皋县与陕西师大、市林科所签约。", {"陕西师大", "安康市林科所"}),
        ("岚皋县举行仪式，县博物院、县科技创新联盟参加。", {"岚皋县博物院", "岚皋县科技创新联盟"}),
        ("岚皋县科技局林远舟局长到会。", {"岚皋县科技局"}),
        ("岚皋县要闻\n会上，佐龙镇、教育局、药监局、民主镇作了发言。", {"岚皋县教育局", "岚皋县药监局"}),
        (
            "岚皋县要闻\n县政府督查室、执法局、运管局、交警队、环卫所负责人到会。",
            {"岚皋县政府督查室", "岚皋县执法局", "岚皋县运管局", "岚皋县交警队", "岚皋县环卫所", "岚皋县人民政府"},
        ),
        ("岚皋县要闻\n副县长沈若岚、农林局及各乡镇负责人参加会议。", {"岚皋县农林局"}),
        (
            "岚皋县要闻\n经济开发区党工委书记林远舟，应急管理局、水利局负责人参加。",
            {"岚皋县应急管理局", "岚皋县水利局"},
        ),
        ("岚皋县教育局表态支持。县教育局组织局机关全体成员学习。", {"岚皋县教育局"}),
        ("国家科技部农村科技司司长林远舟到岚皋县调研。", {"科技部", "科技部农村科技司"}),
        ("农业农村部新闻办公室主任林远舟到岚皋县调研。", {"农业农村部", "农业农村部新闻办公室"}),
        ("岚皋县领导到佐龙镇和县造纸厂看望工人。", {"岚皋县造纸厂"}),
    ],
)
def test_short_forms_and_lists(text: str, wanted: set[str]) -> None:
    found = named(text)
    assert wanted <= set(found)
    assert set(found) - wanted <= {"岚皋经济开发区党工委"}


@pytest.mark.parametrize(
    "text",
    [
        "岚皋县领导到家中和医院看望伤员，走访部分商场酒店。",
        "全县中小学、全县卫生院都参加了活动。",
        "县里发挥好联盟作用。",
    ],
)
def test_none_of_a_kind(text: str) -> None:
    assert named(text) == {}


def test_a_branch_is_known_by_its_end() -> None:
    text = "岚皋农商银行佐龙支行举行仪式。佐龙支行负责人到会。"
    assert set(named(text)) == {"岚皋农商银行佐龙支行"}


def test_the_text_cuts_a_name_short() -> None:
    text = "岚皋县与陕西农业机械研究所（以下简称“农机所”）签约。农机所专家到会。"
    assert [f for f in read(text).mentions if f.form == "农机所" and f.name == "陕西农业机械研究所"]
