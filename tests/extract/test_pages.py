"""Whole made-up pages of the genres: notices, weekly briefs, round-ups, columns, lists of works."""

from __future__ import annotations

from made_reading import facts, names, posts_held, read, recogniser

from kg.extract.pipeline import read_page
from kg.model import Page


def test_a_disciplinary_notice_names_two_counties() -> None:
    page = """安康市纪委监委通报
宁陕县县委原常委、县政府原副县长林志远涉嫌严重违纪违法，目前正接受审查调查。
岚皋县原人力资源和社会保障局党组书记、局长陈骏受到处分。岚皋县双丰乡党委书记王小军，纪委书记刘娟受到诫勉谈话处理。
"""
    assert posts_held(read(page)) == {
        ("林志远", "宁陕县委", "县委常委"),
        ("林志远", "宁陕县人民政府", "副县长"),
        ("陈骏", "岚皋县人力资源和社会保障局", "党组书记"),
        ("陈骏", "岚皋县人力资源和社会保障局", "局长"),
        ("王小军", "双丰乡党委", "党委书记"),
        ("刘娟", "双丰乡纪委", "纪委书记"),
    }
    assert "双丰乡" in names(read(page), "district")


def test_a_weekly_brief_with_headings_in_brackets() -> None:
    page = """一周要闻
【市委书记调研防汛】7月5日，安康市委书记林远舟调研防汛工作。
【汉滨区】7月7日，汉滨富硒茶产业园二期项目开工。区长陈明德致辞。
【岚皋县】县长王秀英主持会议并讲话，县委副书记李志强通报情况。
【编辑：周小川】
"""
    found = read_page(Page("made.txt", page), recogniser())
    posts = set().union(*map(posts_held, found))
    assert posts == {
        ("林远舟", "安康市委", "市委书记"),
        ("陈明德", "汉滨区", "区长"),
        ("王秀英", "岚皋县", "县长"),
        ("李志强", "岚皋县委", "县委副书记"),
    }
    begun = {name for findings in found for name in names(findings, "event") if "开工" in name}
    assert begun == {"汉滨富硒茶产业园二期项目开工"}


def test_a_firm_once_named_is_the_firm() -> None:
    page = (
        "林远舟来到岚皋县远山茶业集团，集团董事长陈明德汇报情况。随后到青松水产专业合作社，合作社理事长王秀英介绍产量。"
    )
    posts = posts_held(read(page))
    assert {(who, post) for who, body, post in posts if "远山茶业集团" in body} == {("陈明德", "董事长")}
    assert {(who, post) for who, body, post in posts if "青松水产" in body} == {("王秀英", "理事长")}


def test_a_place_does_not_cooperate_with_its_own_government() -> None:
    page = "7月6日，岚皋县人民政府与宁陕县人民政府签署战略合作协议。岚皋县委书记林远舟见证签约。"
    pairs = {frozenset((f.subject[1], f.object[1])) for f in facts(read(page), "cooperates_with")}
    assert pairs == {frozenset(("岚皋县人民政府", "宁陕县人民政府"))}


def test_sections_whose_headings_begin_with_a_place() -> None:
    page = """全市重点项目建设进行时
本报安康7月18日讯 连日来，全市加快推进重点项目建设。
汉滨区：聚焦项目抓落实
区委常委林远舟陪同调研。
岚皋县：12个项目集中开工
县长陈明德主持仪式。
宁陕县“三比三看”比拼干劲
宁陕县深入开展“三比三看”项目攻坚行动。
"""
    findings = read(page)
    assert posts_held(findings) == {("林远舟", "汉滨区委", "区委常委"), ("陈明德", "岚皋县", "县长")}
    assert names(findings, "project") == set()
    assert names(findings, "campaign") == {"“三比三看”项目攻坚行动"}


def test_organs_of_a_county_that_the_page_never_names() -> None:
    page = "县委书记林远舟主持会议，县委常委、政法委书记、公安局局长陈明德讲话。会后林远舟到安康市汉滨区调研。"
    assert posts_held(read(page)) == {
        ("林远舟", "县委", "县委书记"),
        ("陈明德", "县委", "县委常委"),
        ("陈明德", "县委政法委", "政法委书记"),
        ("陈明德", "县公安局", "局长"),
    }


def test_who_does_something_else_does_not_share_the_next_ones_role() -> None:
    page = """6月2日，岚皋县召开作风建设大会。受县委书记林远舟委托，县长陈明德主持会议。
县委副书记王秀英领学，副县长李志强通报。
"""
    roles = {(f.subject[1], dict(f.qualifiers)["role"]) for f in facts(read(page), "attended")}
    assert roles == {("陈明德", "host"), ("王秀英", "attendee"), ("李志强", "speaker")}


def test_who_signs_with_whom() -> None:
    page = "岚皋县蔺河镇与三门县海游街道、岚皋县人民医院与三门县人民医院分别签订结对协议。"
    pairs = {frozenset((f.subject[1], f.object[1])) for f in facts(read(page), "cooperates_with")}
    assert frozenset(("岚皋县人民医院", "三门县人民医院")) in pairs
    assert frozenset(("蔺河镇", "岚皋县人民医院")) not in pairs


def test_works_that_are_the_subject_of_their_clause() -> None:
    page = "岚皋县举行签约仪式。其中，远山物联网传感产业园项目由远山集团股份有限公司投资建设，总投资30亿元。"
    assert names(read(page), "project") == {"远山物联网传感产业园项目"}


def test_a_date_without_a_year_follows_the_one_before_it() -> None:
    page = (
        "2020年至2021年，林远舟多次违规。2021年4月12日，他受到处分。县委在4月28日召开的岚皋县警示教育大会上通报此事。"
    )
    dates = {name: row.get("date") for (kind, name), row in read(page).attributes.items() if kind == "event"}
    assert list(dates.values()) == ["2021-04-28"]


def test_a_signing_is_named_by_who_signs_what() -> None:
    page = """岚皋日报讯 8月30日，远山电力控股有限公司与安康市人民政府签署投资合作协议。
市委书记林远舟会见了总裁陈明德一行。
常务副市长王秀英、远山电力（安康）有限公司总经理李志强分别代表双方签约。岚皋县委书记周小川等参加签约仪式。
2030年底前，项目全部建成。
"""
    findings = read(page)
    signed = {f.subject[1] for f in facts(findings, "attended") if dict(f.qualifiers)["role"] == "signatory"}
    assert signed == {"远山电力控股有限公司", "安康市人民政府", "王秀英", "李志强"}
    assert "远山电力控股有限公司与安康市人民政府签署投资合作协议" in names(findings, "event")
    assert not findings.article.published


def test_festivals_and_courses_that_open() -> None:
    assert names(read("7月1日，首届中国·环江分龙节在思恩镇开幕。"), "event") == {"首届中国·环江分龙节"}
    assert names(read("3月1日，春季中青年干部培训班在安康市委党校开班。"), "event") == {"春季中青年干部培训班"}


def test_a_round_up_of_pictures() -> None:
    page = """图说新闻
6月18日，霍邱县委书记林远舟深入蓄洪区检查防汛工作。记者 林 远 摄

近日，在霍邱县合流集镇，植保无人机正在作业。 本报记者 何力 通讯员 沈 凯 摄

6月20日，舒城县温溪镇举行“清泉物业”揭牌仪式。县委组织部副部长沈若、县住建局党组成员王兵揭牌。吴菊 摄
"""
    findings = read(page)
    assert {body for who, body, _ in posts_held(findings) if who in ("沈若", "王兵")} == {
        "舒城县委组织部",
        "舒城县住建局",
    }
    wrote = {(f.subject[1], dict(f.qualifiers)["role"]) for f in facts(findings, "wrote")}
    assert wrote == {(name, "摄影") for name in ("林远", "何力", "沈凯", "吴菊")}


def test_a_court_and_years_that_date_nothing() -> None:
    page = """4月7日，林远舟受贿案在澄迈县人民法院开庭。2012年至2019年，林远舟利用担任澄迈县水务局局长的便利受贿。
县法院院长陈明德旁听。校区计划2030年投入使用。
"""
    findings = read(page)
    assert not findings.article.published
    assert names(findings, "official") == {"林远舟", "陈明德"}


def test_a_brief_is_of_one_paper() -> None:
    page = """瑞金一周要闻
【市委常委会召开会议】11月22日，市委书记林远舟主持召开市委常委会会议。
【重点项目推进会召开】11月23日，瑞金市委副书记、市长陈明德主持会议，瑞金市第二小学迁建等项目加快推进。
【校地合作】11月24日，赣州大学副校长王秀英一行到我市考察，市委常委李志强陪同。
【文化节开幕】11月26日，瑞金市锥栗文化节在叶坪镇开幕。
"""
    posts = set().union(*map(posts_held, read_page(Page("made.txt", page), recogniser())))
    assert {body for who, body, _ in posts if who in ("林远舟", "李志强")} == {"瑞金市委"}


def test_items_of_a_list_have_its_subject() -> None:
    page = "岚皋县要突出抓好三项工作：一是加快岚皋县佐龙镇园区建设；二是做强肉牛、食用菌、中药材三大特色产业。"
    assert {f.subject[1] for f in facts(read(page), "develops")} == {"岚皋县"}


def test_lists_of_works() -> None:
    page = "岚皋县集中开工项目12项，总投资23亿元，包括食品产业园、中川路棚户区改造、佐龙镇高标准农田建设等。"
    assert names(read(page), "project") == {"食品产业园", "中川路棚户区改造", "佐龙镇高标准农田"}
    page = "岚皋县重点推进顺达矿业钒钛深加工、佐龙镇生物质发电两个项目。"
    assert names(read(page), "project") == {"顺达矿业钒钛深加工", "佐龙镇生物质发电"}
    assert names(read("岚皋县重点推进教育、医疗、养老、就业两个项目。"), "project") == set()


def test_a_meeting_that_looks_back_and_forward() -> None:
    page = "1月20日，岚皋县召开全县经济工作会议，总结2015年经济工作，安排部署2016年任务。"
    (date,) = {row.get("date") for (kind, _), row in read(page).attributes.items() if kind == "event"}
    assert date == "2016-01-20"


def test_the_width_of_a_page_is_that_of_its_columns() -> None:
    page = """岚皋县召开全县经济工作会议
   本报讯（记者 于海洋）1月20日，我县在县会议中心召开全县
经济工作会议，总结2015年经济工作。县委书记林远舟出席会议并
讲话，县长陈明德主持会议。县人大常委会主任王秀英，县政协主
席李志强，县委副书记周小川，县委常委、纪委书记吴立新，副县
长郑小川，县法院院长黄亚平，县检察院检察长冯志强等县级领导
在主席台就座。2015年，全县地区生产总值完成98.6亿元，增长7.1%
，固定资产投资完成116亿元，增长12.5%，减少贫困人口1.8万人。
"""
    there = {f.subject[1] for f in facts(read(page), "attended")}
    assert {"林远舟", "陈明德", "王秀英", "李志强", "郑小川"} <= there


def test_what_one_works_with_is_a_campaign() -> None:
    assert names(read("和静县要以定居兴牧工程为抓手，推行“政银企户保”扶贫模式。"), "campaign") == {
        "定居兴牧工程",
        "“政银企户保”扶贫模式",
    }
    assert names(read("县长说：“平利县将坚持‘生态立县、产业强县’战略。”"), "campaign") == {"‘生态立县、产业强县’战略"}


def test_the_year_of_the_one_full_date_of_a_page() -> None:
    page = """盐池县人民代表大会常务委员会任免名单
（2021年6月25日盐池县第十七届人民代表大会常务委员会第三十六次会议通过）
任命：
林远舟为盐池县教育局局长。

盐池县人大常委会举行第三十六次会议
    本报讯（记者 侯晓芳）6月25日，盐池县人大常委会举行第三十六次会议。会议审议了2020年决算的报告。
县人大常委会主任陈明德主持会议，副主任王秀英、尤立新及委员共21人出席。
"""
    found = read_page(Page("made.txt", page), recogniser())
    held_on = {row.get("date") for each in found for (kind, _), row in each.attributes.items() if kind == "event"}
    assert held_on == {"2021-06-25"}
    assert "尤立新" in set().union(*(names(each, "official") for each in found))


def test_where_firms_are() -> None:
    page = "林远舟考察了岚皋经济开发区的远山米业有限公司、清泉药业有限公司，听取了青松集团汇报。"
    where = {(f.subject[1], f.object[1]) for f in facts(read("岚皋县委书记" + page), "located_in")}
    assert where == {(firm, "岚皋经济开发区") for firm in ("远山米业有限公司", "清泉药业有限公司")}


def test_public_schools_are_their_places_own() -> None:
    page = "陈明德任府谷县第一中学校长，王秀英任府谷县人民医院院长，李志强任府谷县远山中学校长。"
    owned = {f.subject[1] for f in facts(read(page), "belongs_to")}
    assert owned == {"府谷县第一中学", "府谷县人民医院"}


def test_a_firm_behind_our_city_is_named_by_itself() -> None:
    page = "近日，瑞金市召开会议。我市福建绿源食品有限公司获奖。"
    assert "福建绿源食品有限公司" in names(read(page), "organization")


def test_bodies_that_were() -> None:
    assert posts_held(read("岚皋县原人力资源和社会保障局局长林远舟受到处分。")) == {
        ("林远舟", "岚皋县人力资源和社会保障局", "局长")
    }


def test_whose_paper_it_is_is_told_of_whole_where_nothing_names_it() -> None:
    """A figure of the county that only the page's other article names: with its level and what it lies in."""
    page = Page(
        "made.txt",
        "2016年7月12日 星期二 丽水晚报 03版\n\n## 造林忙\n\n本报讯 7月11日，护林员陈舟走进山林。"
        "截至6月底，完成造林3万亩，同比增长12%。\n\n## 防汛会议\n\n"
        "7月11日，青田县召开防汛工作会议，青田县委书记沈若岚主持会议。",
    )
    first = read_page(page, recogniser())[0]
    owners = {fact.subject for fact in first.facts if fact.relation == "reports"}
    assert owners == {("district", "青田县")}
    assert first.attributes["district", "青田县"]["level"] == "county"
    assert (("district", "青田县"), "part_of", ("district", "丽水市")) in {
        (fact.subject, fact.relation, fact.object) for fact in first.facts
    }
