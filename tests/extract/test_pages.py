"""Whole made-up pages of the genres: appointments, elections, careers, disciplinary notices, weekly briefs."""

from __future__ import annotations

from made_reading import facts, names, read, recogniser

from kg.extract.pipeline import read_page
from kg.model import Findings, Page


def held(findings: Findings) -> set[tuple[str, str, str]]:
    """(who, body, post) of every post."""
    return {(f.subject[1], f.object[1], dict(f.qualifiers)["post"]) for f in facts(findings, "holds_post")}


def when(findings: Findings) -> dict[tuple[str, str], tuple[str, str]]:
    """The reported beginning and end of each post, by who and the post."""
    rows = ((f.subject[1], dict(f.qualifiers)) for f in facts(findings, "holds_post"))
    return {(who, row["post"]): (row.get("start", ""), row.get("end", "")) for who, row in rows}


def test_appointments_in_an_autonomous_prefecture() -> None:
    page = """巴音郭楞蒙古自治州人大常委会任免名单

（2018年4月26日巴音郭楞蒙古自治州第十四届人民代表大会常务委员会第八次会议通过）

任命：
库尔班?艾力为自治州人民政府副州长；
阿依努尔·卡德尔（女，维吾尔族）为自治州教育局局长；
石永红为自治州中级人民法院民事审判第一庭庭长。
免去：
买买提江·吾守尔的自治州公安局局长职务。
接受吐尔逊江·玉素甫辞去自治州人民政府副州长职务的请求。
"""
    state = "巴音郭楞蒙古自治州"
    assert held(read(page)) == {
        ("库尔班·艾力", f"{state}人民政府", "副州长"),
        ("阿依努尔·卡德尔", f"{state}教育局", "局长"),
        ("石永红", f"{state}中级人民法院民事审判第一庭", "庭长"),
        ("买买提江·吾守尔", f"{state}公安局", "局长"),
        ("吐尔逊江·玉素甫", f"{state}人民政府", "副州长"),
    }


def test_an_election_with_a_list_of_members() -> None:
    page = """岚皋县人大常委会选举产生
本报讯 县十八届人大一次会议选举林远舟为县人民政府县长，占修平、但秀兰（女）为副县长。
选举产生岚皋县第十八届人大常委会委员9名（按姓名笔画为序）：
王　芳（女）　占水生　李平安　刘　琴（女，回族）　高峰
新当选的县长林远舟作了表态发言。
"""
    members = {who for who, body, post in held(read(page)) if post.endswith("委员")}
    assert members == {"王芳", "占水生", "李平安", "刘琴", "高峰"}
    assert {who for who, _, post in held(read(page)) if post == "副县长"} == {"占修平", "但秀兰"}
    spoke = {f.subject[1] for f in facts(read(page), "attended") if dict(f.qualifiers)["role"] == "speaker"}
    assert spoke <= {"林远舟"}


def test_a_career_and_its_months() -> None:
    page = """中共岚皋县委组织部任前公示
陈海平，男，汉族，1975年10月出生，现任岚皋县佐龙镇党委书记，拟任县发展和改革局局长。
简历：
1997.08—2003.05 岚皋县蔺河镇政府干部
2003.05—2009.11，任岚皋县蔺河镇党委委员、副镇长
2009.11至今 岚皋县佐龙镇党委书记
林秀英，女，1980年3月出生，2015年4月任岚皋县教育局副局长，2019年9月任岚皋县文化和旅游局党组书记、局长。
"""
    dates = when(read(page))
    assert dates["陈海平", "副镇长"] == ("2003-05", "2009-11")
    assert dates["林秀英", "副局长"] == ("2015-04", "")
    assert dates["林秀英", "局长"] == ("2019-09", "")
    assert ("陈海平", "岚皋县发展和改革局", "局长") not in held(read(page))


def test_a_disciplinary_notice_names_two_counties() -> None:
    page = """安康市纪委监委通报
宁陕县县委原常委、县政府原副县长林志远涉嫌严重违纪违法，目前正接受审查调查。
岚皋县原人力资源和社会保障局党组书记、局长陈骏受到处分。岚皋县双丰乡党委书记王小军，纪委书记刘娟受到诫勉谈话处理。
"""
    assert held(read(page)) == {
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
    posts = set().union(*map(held, found))
    assert posts == {
        ("林远舟", "安康市委", "市委书记"),
        ("陈明德", "汉滨区", "区长"),
        ("王秀英", "岚皋县", "县长"),
        ("李志强", "岚皋县委", "县委副书记"),
    }
    begun = {name for findings in found for name in names(findings, "event") if "开工" in name}
    assert begun == {"汉滨富硒茶产业园二期项目开工"}


def test_names_of_mongolian_and_tibetan_words() -> None:
    page = "扎鲁特旗委副书记、旗长白音宝力高，巨日合镇党委书记格日勒图，道老杜苏木苏木达乌云毕力格参加会议。"
    assert held(read(page)) == {
        ("白音宝力高", "扎鲁特旗委", "旗委副书记"),
        ("白音宝力高", "扎鲁特旗", "旗长"),
        ("格日勒图", "巨日合镇党委", "党委书记"),
        ("乌云毕力格", "道老杜苏木", "苏木达"),
    }
    assert names(read("县领导达瓦次仁、扎西平措、洛桑旦增出席会议。"), "official") == {
        "达瓦次仁",
        "扎西平措",
        "洛桑旦增",
    }


def test_a_firm_once_named_is_the_firm() -> None:
    page = (
        "林远舟来到岚皋县远山茶业集团，集团董事长陈明德汇报情况。随后到青松水产专业合作社，合作社理事长王秀英介绍产量。"
    )
    posts = held(read(page))
    assert {(who, post) for who, body, post in posts if "远山茶业集团" in body} == {("陈明德", "董事长")}
    assert {(who, post) for who, body, post in posts if "青松水产" in body} == {("王秀英", "理事长")}


def test_a_place_does_not_cooperate_with_its_own_government() -> None:
    page = "7月6日，岚皋县人民政府与宁陕县人民政府签署战略合作协议。岚皋县委书记林远舟见证签约。"
    pairs = {frozenset((f.subject[1], f.object[1])) for f in facts(read(page), "cooperates_with")}
    assert pairs == {frozenset(("岚皋县人民政府", "宁陕县人民政府"))}
