"""Places: which names are districts, which district a name means, and what 全县 and 新区 mean where they stand."""

from __future__ import annotations

import pytest
from made_reading import forms, names, pairs, read, recogniser

from kg.extract import places
from kg.extract.reading import open_article
from kg.model import Page
from kg.text.articles import split


def districts(text: str) -> set[str]:
    return names(read(text), "district")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("浙江省丽水市青田县召开会议。", {"浙江省", "丽水市", "青田县"}),
        ("丽水青田今天下雨。青田县委召开会议。", {"丽水市", "青田县"}),
        ("六安市金寨县召开会议。梅山镇、油坊店乡负责人参加。", {"六安市", "金寨县", "梅山镇", "油坊店乡"}),
        ("内蒙古自治区通辽市科左中旗召开会议。", {"内蒙古自治区", "通辽市", "科尔沁左翼中旗"}),
        ("青田县小舟山乡、大河沟镇参加。", {"青田县", "小舟山乡", "大河沟镇"}),
    ],
)
def test_full_and_short_names(text: str, wanted: set[str]) -> None:
    assert districts(text) == wanted


@pytest.mark.parametrize(("year", "wanted"), [("2010", "大丰市"), ("2022", "大丰区")])
def test_a_name_is_of_its_time(year: str, wanted: str) -> None:
    assert districts(f"{year}年3月2日\n盐城市{wanted}举行表彰大会。") == {"盐城市", wanted}


def test_what_lies_in_what() -> None:
    findings = read("六安市金寨县梅山镇发展茶产业。")
    assert {("梅山镇", "金寨县"), ("金寨县", "六安市"), ("六安市", "安徽省")} <= pairs(findings, "part_of")
    shown = [fact for fact in findings.facts if fact.subject[1] == "梅山镇" and fact.spans]
    assert "金寨县梅山镇" in {span.text for fact in shown for span in fact.spans}


def test_a_township_that_no_table_has_lies_where_it_is_named() -> None:
    findings = read("青田县召开会议。大河沟镇负责人参加。")
    assert ("大河沟镇", "青田县") in pairs(findings, "part_of")


def test_townships_of_one_name_are_told_apart_by_the_county() -> None:
    for county in ("金寨县", "浠水县"):
        assert ("白莲乡", "金寨县") not in pairs(read(f"{county}召开会议。"), "part_of")
    assert ("梅山镇", "金寨县") in pairs(read("六安市金寨县召开会议。梅山镇参加。"), "part_of")
    assert ("梅山镇", "金寨县") not in pairs(read("四川省仁寿县召开会议。梅山镇参加。"), "part_of")


@pytest.mark.parametrize(
    "text",
    [
        "南京路步行街热闹。吉林大街通车。",
        "他爱吃四川菜，会说河南话。",
        "她在和平发展中当先锋，凤凰飞舞，朝阳升起。",
        "城区道路畅通，郊区空气清新。",
    ],
)
def test_words_that_are_no_districts(text: str) -> None:
    assert districts(text) == set()


def test_a_city_in_the_name_of_a_firm_is_no_mention_of_it() -> None:
    assert forms(read("青岛啤酒股份有限公司和远山集团签约。"), "district", "青岛市") == []


# -- deictic words -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "form"),
    [
        ("青田县召开会议，全县干部参加。", "青田县", "全县"),
        ("青田县召开会议，我县发展快。", "青田县", "我县"),
        ("丽水市青田县召开会议，全市第一。", "丽水市", "全市"),
        ("广西壮族自治区柳州市召开会议，自治区领导参加。", "广西壮族自治区", "自治区"),
        ("青岛西海岸新区召开推进会，新区干部参加。", "西海岸新区", "新区"),
        ("青岛西海岸新区召开推进会，全区发展快。", "西海岸新区", "全区"),
        ("通辽市科左中旗召开会议，全旗动员。", "科尔沁左翼中旗", "全旗"),
    ],
)
def test_deictic(text: str, place: str, form: str) -> None:
    assert form in forms(read(text), "district", place)


def test_in_a_section_it_is_the_section_s() -> None:
    text = "丽水市动态\n## 青田县\n3月2日，全县召开推进会，大家参加。\n## 云和县\n全县开展春耕，大家参加。\n"
    findings = read(text)
    assert forms(findings, "district", "青田县") == ["青田县", "全县"]
    assert forms(findings, "district", "云和县") == ["云和县", "全县"]


def test_city_wide_is_of_the_county_level_city_that_the_article_is_of() -> None:
    assert "全市" in forms(read("义乌市召开会议，义乌市商务局参加，全市第一。"), "district", "义乌市")


# -- the face of the module --------------------------------------------------------------------------------------------


def geography(text: str, votes: places.Votes | None = None) -> places.Geography:
    return places.find(open_article(split(Page("made.txt", text))[0], recogniser()), votes)


def test_a_place_knows_what_it_lies_in() -> None:
    home = geography("浙江省丽水市青田县召开会议，青田县干部参加。").home
    assert home is not None
    assert [place.name for place in home.chain] == ["青田县", "丽水市", "浙江省"]
    city = home.at("prefecture")
    assert city is not None
    assert (city.name, city.short, city.key) == ("丽水市", "丽水", ("district", "丽水市"))
    assert home.inside(city)
    assert home.inside(home)
    assert not city.inside(home)


def test_the_home_is_what_the_article_speaks_of() -> None:
    assert geography("丽水市召开会议，丽水市干部参加。").home == geography("丽水市召开会议。").home
    county = geography("丽水市、青田县召开会议，我县干部参加。").home
    assert county is not None
    assert county.name == "青田县"


def test_a_prefecture_that_calls_itself_so_is_at_home_beside_its_guests() -> None:
    text = (
        "黔东南苗族侗族自治州与镇海区开会。镇海区、宁波市镇海区和镇海区庄市街道参加。州委领导出席，我州致谢，全州响应。"
    )
    home = geography(text).home
    assert home is not None
    assert home.name == "黔东南苗族侗族自治州"


def test_an_article_that_names_no_place_is_of_the_page_s() -> None:
    votes = places.votes([geography("青田县召开会议。")])
    assert geography("全体干部参加会议。").home is None
    home = geography("全体干部参加会议。", votes).home
    assert home is not None
    assert home.name == "青田县"
