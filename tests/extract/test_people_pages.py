"""Posts and people of whole pages, made up in the genre."""

from __future__ import annotations

from made_reading import facts, names, posts_held, read

from kg.model import Findings
from kg.resolve.within import resolve


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
    assert posts_held(read(page)) == {
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
    members = {who for who, body, post in posts_held(read(page)) if post.endswith("委员")}
    assert members == {"王芳", "占水生", "李平安", "刘琴", "高峰"}
    assert {who for who, _, post in posts_held(read(page)) if post == "副县长"} == {"占修平", "但秀兰"}
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
    assert ("陈海平", "岚皋县发展和改革局", "局长") not in posts_held(read(page))


def test_names_of_mongolian_and_tibetan_words() -> None:
    page = "扎鲁特旗委副书记、旗长白音宝力高，巨日合镇党委书记格日勒图，道老杜苏木苏木达乌云毕力格参加会议。"
    assert posts_held(read(page)) == {
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


def test_a_headquarters_and_its_members() -> None:
    page = """黑龙江省公布防汛抗旱指挥部名单。总指挥由省长林远舟担任，副总指挥由副省长陈明德、省水利厅厅长王秀英担任。
成员有省计委副主任李志强、省民政厅副厅长周小川等。
"""
    group = {(who, post) for who, body, post in posts_held(read(page)) if body == "防汛抗旱指挥部"}
    assert group == {
        ("林远舟", "总指挥"),
        ("陈明德", "副总指挥"),
        ("王秀英", "副总指挥"),
        ("李志强", "成员"),
        ("周小川", "成员"),
    }
    assert ("李志强", "黑龙江省计委", "副主任") in posts_held(read(page))


def test_members_of_a_group_in_brackets() -> None:
    page = """郑州高新区管委会关于成立创建工作领导小组的通知
决定成立高新区创建工作领导小组，名单如下：
组  长：林远舟  高新区党工委书记
成  员：陈明德（党政办）
        王秀英（女，社会事业局）
        李志强（建设环保局）
"""
    works_for = {(f.subject[1], f.object[1]) for f in facts(read(page), "works_for")}
    assert works_for == {
        ("陈明德", "郑州高新区党政办"),
        ("王秀英", "郑州高新区社会事业局"),
        ("李志强", "郑州高新区建设环保局"),
    }


def test_a_short_form_of_a_foreign_name() -> None:
    page = "6月2日，浙江省省长林远舟会见匈牙利市长西雅尔多·彼得一行。会见前，西雅尔多一行考察了义乌市。"
    assert names(resolve(read(page)), "official") | names(resolve(read(page)), "person") == {"林远舟", "西雅尔多·彼得"}


def test_posts_behind_names_and_remarks() -> None:
    page = """安徽省候选人名单
朱美丽（女） 马鞍山钢铁股份有限公司第四钢轧总厂副厂长
林远舟  男  安徽合力股份有限公司董事长
"""
    assert posts_held(read(page)) == {
        ("朱美丽", "马鞍山钢铁股份有限公司第四钢轧总厂", "副厂长"),
        ("林远舟", "安徽合力股份有限公司", "董事长"),
    }


def test_a_notice_that_appoints_and_removes() -> None:
    page = """永嘉县人民政府关于林远舟等同志职务任免的通知
经研究决定，任命：
林远舟同志任县应急管理局局长，免去其县安全生产监督管理局局长职务；
胡蓓蕾同志任县府办副主任（试用期一年）；
免去：
陈明德同志的县民政局局长职务，退休；
因机构改革，潘建中同志原任的县环境保护局局长职务自然免除。
"""
    rows = {(f.subject[1], f.object[1]): dict(f.qualifiers) for f in facts(read(page), "holds_post")}
    assert set(rows) == {
        ("林远舟", "永嘉县应急管理局"),
        ("林远舟", "永嘉县安全生产监督管理局"),
        ("胡蓓蕾", "永嘉县人民政府办公室"),
        ("陈明德", "永嘉县民政局"),
        ("潘建中", "永嘉县环境保护局"),
    }
    over = {key for key, row in rows.items() if row.get("former") or row.get("end")}
    assert {who for who, _ in over} == {"林远舟", "陈明德", "潘建中"}
    assert ("林远舟", "永嘉县应急管理局") not in over


def test_a_line_of_nothing_but_names() -> None:
    page = """岚皋县选出市人民代表大会代表，名单公布如下：
王小红（女） 叶 琳（女） 刘文华 阳 海 杨有谷 李春元（女）
金碧镇  石羊镇  龙街镇
"""
    assert names(read(page), "person") == {"王小红", "叶琳", "刘文华", "阳海", "杨有谷", "李春元"}


def test_who_is_honoured() -> None:
    page = "大姚县委决定，授予县发展和改革局等10个部门“先进集体”称号。"
    assert names(read(page), "organization") == {"大姚县委", "大姚县发展和改革局"}


def test_heads_below_the_name_of_their_body() -> None:
    page = """岚皋县人民代表大会公告
岚皋县第十七届人民代表大会第一次会议于2022年1月14日选举产生了下列人员：

岚皋县第十七届人民代表大会常务委员会
主　任：林远舟（回族）
副主任：陈明德　王秀英（女，回族）　李志强
委　员：（按姓名笔画为序）
　　　　马　丽（女，回族）　王朝云　申玉琼（女）
　　　　张　敏（女）　陆才华（苗族）

岚皋县人民政府
县　长：桂　涛
"""
    posts = posts_held(read(page))
    congress = {(who, post) for who, body, post in posts if body == "岚皋县人大常委会"}
    assert congress == {
        ("林远舟", "主任"),
        *((who, "副主任") for who in ("陈明德", "王秀英", "李志强")),
        *((who, "委员") for who in ("马丽", "王朝云", "申玉琼", "张敏", "陆才华")),
    }
    assert ("桂涛", "岚皋县人民政府", "县长") in posts


def test_who_signs_a_page() -> None:
    page = """岚皋县召开会议
县长林远舟说，好消息不断。（本报记者 林晓彤 通讯员 沈玉斌 何 弈）
来源：岚皋县融媒体中心　记者：黄雅琴　责编：刘昌盛　监制：杨永健
一审：王欣怡　二审：胡大勇
"""
    wrote = {(f.subject[1], dict(f.qualifiers)["role"]) for f in facts(read(page), "wrote")}
    assert wrote == {
        ("林晓彤", "记者"),
        ("沈玉斌", "通讯员"),
        ("何弈", "通讯员"),
        ("黄雅琴", "记者"),
        *((who, "编辑") for who in ("刘昌盛", "杨永健", "王欣怡", "胡大勇")),
    }


def test_a_member_whose_place_alone_is_named() -> None:
    page = """乐昌市关于成立森林小镇建设工作领导小组的通知
决定成立乐昌市森林小镇建设工作领导小组：
组  长：林远舟（市委书记）
成  员：陈明德（市人大办）
        王秀英（坪石镇）
"""
    works_for = {(f.subject[1], f.object) for f in facts(read(page), "works_for")}
    assert works_for == {
        ("陈明德", ("organization", "乐昌市人大常委会办公室")),
        ("王秀英", ("district", "坪石镇")),
    }


def test_a_deputy_named_behind_the_head() -> None:
    page = "安康市召开会议。宁陕县县长林远舟、副县长陈明德参加活动。"
    assert {body for who, body, _ in posts_held(read(page)) if who == "陈明德"} == {"宁陕县"}


def test_a_resume_of_nothing_but_posts() -> None:
    page = "林远舟简历：2006年3月任青田县委副书记、县长；2011年8月任青田县人大常委会主任。"
    assert when(read(page)) == {
        ("林远舟", "县委副书记"): ("2006-03", ""),
        ("林远舟", "县长"): ("2006-03", ""),
        ("林远舟", "人大常委会主任"): ("2011-08", ""),
    }
