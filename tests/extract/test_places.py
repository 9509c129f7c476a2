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


# -- whose it is where little is said ----------------------------------------------------------------------------------


def belongs(text: str) -> set[tuple[str, str]]:
    return pairs(read(text), "belongs_to")


def test_a_county_of_two_characters_that_the_article_speaks_of() -> None:
    text = "3月5日，县委书记林远舟主持召开会议。会议听取了户县工作的汇报。"
    assert ("户县委", "户县") in belongs(text)
    assert "雄县" in districts("雄县召开会议，赴浑源县考察。")


def test_the_paper_s_name_says_whose_it_is_where_nothing_else_does() -> None:
    text = "我市召开春季农业生产会议\n2008-03-05 荆门日报 记者 林远舟\n3月5日，市委书记沈若岚出席，市农业局参加。"
    assert {("荆门市委", "荆门市"), ("荆门市农业局", "荆门市")} <= belongs(text)
    assert "荆门市" not in districts("2008-03-05 荆门日报 记者 林远舟\n丽水市召开会议，市委书记沈若岚出席。")
    assert districts("2008-03-05 光明日报 记者 林远舟\n市委书记沈若岚出席会议。") == set()


def test_the_only_county_of_its_name_in_the_province_that_is_named() -> None:
    found = districts("新疆动态\n新疆的企业在五家渠投资5亿元、克州投资9亿元。")
    assert {"五家渠市", "克孜勒苏柯尔克孜自治州"} <= found
    # the short names of city districts are words: 滨江核心区
    assert "滨江区" not in districts("浙江省温州市龙港市动态\n龙港市滨江片区开工。")


def test_a_short_name_that_means_another_thing_outside_its_province() -> None:
    assert "海西蒙古族藏族自治州" not in districts("福建省动态\n福建省推进海西生态农庄建设。")
    assert "海西蒙古族藏族自治州" in districts("青海省动态\n青海省海西召开会议。")


def test_a_township_s_name_that_is_a_word() -> None:
    assert districts("青田县推进小城镇建设和中心镇建设。") == {"青田县"}


def test_a_township_that_the_table_has_in_another_city_alone() -> None:
    findings = read("1998年1月7日\n河北省保定市召开会议，保定市土地局介绍，位于市区的白马井镇建起了新楼。")
    assert ("白马井镇", "保定市") in pairs(findings, "part_of")
    assert "儋州市" not in names(findings, "district")


def test_a_township_lies_in_the_county_named_before_it() -> None:
    findings = read("毕节市党政代表团赴遵义市考察。代表团到桐梓县考察了河沟乡、岭头乡，又到凤冈县考察。")
    assert {("河沟乡", "桐梓县"), ("岭头乡", "桐梓县")} <= pairs(findings, "part_of")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("青田县纪委到温溪、船寮两镇检查。", {"青田县", "温溪镇", "船寮镇"}),
        ("青田县纪委到温溪、船寮和东源等3个镇检查。", {"青田县", "温溪镇", "船寮镇", "东源镇"}),
        ("平阴县动态\n孝直、东阿、孔村三镇参加。", {"平阴县", "孝直镇", "东阿镇", "孔村镇"}),
    ],
)
def test_a_list_that_writes_its_kind_once(text: str, wanted: set[str]) -> None:
    assert districts(text) == wanted


def test_a_short_name_is_of_the_year_of_the_full_one() -> None:
    assert districts("湖南省永州市祁阳县动态\n林远舟到祁阳调研。") == {"湖南省", "永州市", "祁阳县"}


def test_the_place_of_an_unnamed_body_lies_in_its_chain() -> None:
    findings = read("2008-03-05 梧州日报 记者 林远舟\n3月5日，市委书记沈若岚出席会议。")
    assert ("梧州市", "广西壮族自治区") in pairs(findings, "part_of")


def test_the_place_of_a_firm_is_not_that_of_the_meeting() -> None:
    text = (
        "南平日报 2018年10月5日\n## 武汉远山农业发展有限责任公司投资建设湿地公园\n"
        "本报南平10月5日讯（记者林远舟） 10月4日，"
        "市政府与武汉远山农业发展有限责任公司签约，市委书记沈若岚出席。\n沈若岚表示，南平市将做好服务。"
    )
    assert {("南平市人民政府", "南平市"), ("南平市委", "南平市")} == belongs(text)


def bodies(text: str) -> set[str]:
    return names(read(text), "organization")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # whom guests come from, and whom ours visit
        (
            "6月3日，云和县党政考察团来我县考察，县委书记林远舟陪同。青田县近年发展很快，云和县领导表示要学习。",
            "青田县委",
        ),
        (
            "我县赴云和县学习考察\n6月3日，县委书记林远舟率团赴云和县考察。他介绍了青田县情况，云和县领导陪同。",
            "青田县委",
        ),
        ("6月3日，云和县考察团来我县考察，县委书记林远舟陪同。", "县委"),
        (
            "丽水市代表团赴衢州考察\n6月3日，市委书记林远舟率团到衢州市考察。衢州市近年发展很快，衢州市领导陪同。",
            "丽水市委",
        ),
        # where somebody was born
        ("林远舟，男，1974年5月出生，籍贯：浙江青田，现任市纪委宣传部部长。", "市纪委"),
        # what only firms and parks are named after
        ("市委书记林远舟到丽水清泉新能源产业园调研，听取了丽水清泉食品有限公司的汇报。", "市委"),
        # the paper's name
        ("我县召开会议\n青田新闻网7月29日讯：7月28日，县委书记林远舟到会。", "青田县委"),
        ("我县召开会议\n青田发布7月29日讯（通讯员 沈若岚）7月28日，县委书记林远舟到会。", "青田县委"),
    ],
)
def test_whose_paper_it_is(text: str, wanted: str) -> None:
    assert wanted in bodies(text)


def test_a_city_has_a_zone_of_its_own() -> None:
    text = "丽水市召开会议。青田县委书记林远舟、市经济技术开发区负责人参加。"
    assert "丽水经济技术开发区" in districts(text)


def test_what_towns_are_given_is_no_town() -> None:
    text = "青田县创建国家卫生乡，开展科技下乡，推进整镇合作。县禁毒办联合乡平安办参加。"
    assert districts(text) == {"青田县"}
