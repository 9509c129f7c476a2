"""Campaigns: what is named, what is mere rhetoric, who runs it and what it is made of."""

from __future__ import annotations

import pytest
from made_reading import read_to_campaigns as read


def names(text: str) -> set[str]:
    return {f.name for f in read(text).found if f.type == "campaign"}


def runs(text: str) -> set[tuple[str, str]]:
    return {(f.subject[1], f.object[1]) for f in read(text).facts if f.relation == "runs"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("蒙阴县深入开展“千企万户”服务行动。", "“千企万户”服务行动"),
        ("蒙阴县全面铺开“27310”工作布局。", "“27310”工作布局"),
        ("蒙阴县构建“2+4+N”现代产业体系。", "“2+4+N”现代产业体系"),
        ("蒙阴县扎实开展“服务提速年”活动。", "“服务提速年”活动"),
        ("蒙阴县打好“七大会战”，抓好作风建设。", "“七大会战”"),
        ("蒙阴县以“六查六改”推动作风转变。", "“六查六改”"),
        ("蒙阴县深入实施归雁人才三年行动计划。", "归雁人才三年行动计划"),
        ("蒙阴县坚决打好柴油货车污染治理攻坚战。", "柴油货车污染治理攻坚战"),
        ("蒙阴县对困难职工家庭开展送清凉活动。", "送清凉活动"),
        ("蒙阴县开展“解放思想、争创一流”大讨论。", "“解放思想、争创一流”大讨论"),
        ("蒙阴县实施“一轴两带、四区联动”区域发展布局。", "“一轴两带、四区联动”区域发展布局"),
        ("蒙阴县推行“田间议事法”，启动“绿满蒙阴”，成效明显。", "“绿满蒙阴”"),
        ("蒙阴县实施“305”企业倍增工程。", "“305”企业倍增工程"),
        ("蒙阴县大力推进项目建设提速年活动。", "项目建设提速年活动"),
        ("蒙阴县深入开展“小散乱”企业综合整治。", "“小散乱”企业综合整治"),
        ("蒙阴县打响“清水护河”战役。", "“清水护河”战役"),
        ("蒙阴县开展“百日无事故”竞赛。", "“百日无事故”竞赛"),
        ("蒙阴县公安局启动“净水”“护岸”行动。", "“净水”"),
        ("蒙阴县开展安全生产月活动。", "安全生产月活动"),
        ("蒙阴县干部积极投身于党的群众路线教育实践活动。", "党的群众路线教育实践活动"),
        ("蒙阴县印发《文旅融合三年行动计划》。", "《文旅融合三年行动计划》"),
    ],
)
def test_named_by_shape(text: str, wanted: str) -> None:
    assert wanted in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "蒙阴县干部当好“店小二”，跑出“加速度”，争当“排头兵”。",
        "蒙阴县推动各项工作“创一流、走前列”，大力弘扬“老黄牛”精神。",
        "会议审议了《蒙阴县文旅融合三年行动计划》。",
        "蒙阴县推进“双百联动”防洪排涝工程建设。",
        "蒙阴县举办“青禾杯”知识竞赛，开展“初心”主题党日活动，学习《质量强国建设纲要》。",
        "蒙阴县统筹推进“五位一体”总体布局，落实“三会一课”制度。",
        "县领导到企业开展走访慰问活动，组织开展调研活动。",
        "蒙阴县推进重点工程建设，实施城区道路改造工程，采取有力行动。",
        "县妇联举办“喜迎新春”文艺汇演活动，表彰“最美家庭”。",
        "今年以来，蒙阴县连续三年推进改革，未来五年将实施更多项目。",
        "蒙阴县打通服务群众“最后一公里”，实行“一站式”服务。",
        "工程师介绍，蒙阴县推进的工程量已过半，开展工作计划编制。",
        "蒙阴县召开“三夏”生产工作会议，签订“军令状”。",
    ],
)
def test_no_campaign(text: str) -> None:
    assert names(text) == set()


def test_forms_of_one_name_are_one_campaign() -> None:
    text = "蒙阴县全面开展“百日会战”行动。县长说，要抓好“百日会战”。县里发出百日会战动员令。"
    found = [f for f in read(text).found if f.type == "campaign"]
    assert {f.name for f in found} == {"“百日会战”行动"}
    assert [text[f.start : f.end] for f in found] == ["“百日会战”行动", "“百日会战”", "百日会战"]


def test_counted_names_of_two_sections_stay_two() -> None:
    text = "县区动态\n## 蒙阴县\n蒙阴县以“八大突破”带动发展。\n## 沂水县\n沂水县打好“八大突破行动”，成效明显。\n"
    assert {n.replace("“", "").replace("”", "") for n in names(text)} == {"八大突破", "八大突破行动"}


def test_the_subject_runs_it() -> None:
    text = "岚皋县将深入实施“茶旅兴县”行动，打好“四大战役”。岚皋县公安局开展“春雷”专项行动。"
    assert runs(text) == {
        ("岚皋县", "“茶旅兴县”行动"),
        ("岚皋县", "“四大战役”"),
        ("岚皋县公安局", "“春雷”专项行动"),
    }


def test_without_a_subject_it_is_the_home() -> None:
    text = "岚皋县召开干部大会。县委书记王建国强调，要开展“干部下沉”行动。"
    assert runs(text) == {("岚皋县", "“干部下沉”行动")}


def test_a_place_right_before_the_name_runs_it() -> None:
    text = "岚皋县贯彻落实安康市“项目攻坚年”动员大会精神。"
    assert runs(text) == {("安康市", "“项目攻坚年”")}


def test_what_is_obeyed_is_not_run() -> None:
    assert runs("按照“项目攻坚年”要求，岚皋县加快建设步伐。") == set()


def test_no_district_runs_what_a_firm_does() -> None:
    assert runs("岚皋县城关镇有企业百家。公司实施“腾飞”行动计划。") == set()


def test_an_occasion_on_it_is_run_by_its_host() -> None:
    assert ("岚皋县", "“营商环境提升年”") in runs("3月2日，岚皋县召开“营商环境提升年”动员大会。")


def test_spelled_out() -> None:
    text = "岚皋县实施“三大行动”，即工业倍增行动、城乡提质行动、民生改善行动，推动高质量发展。"
    assert {"工业倍增行动", "城乡提质行动", "民生改善行动"} < names(text)
    assert ("岚皋县", "城乡提质行动") in runs(text)


def test_evidence_is_exact() -> None:
    text = "岚皋县全面铺开“27310”工作布局，集中开展招商引资“百日会战”。"
    findings = read(text).findings()
    for mention in findings.mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.text
    for fact in findings.facts:
        assert all(text[s.start : s.end] == s.text for s in fact.spans)
    assert any(m.name == "招商引资“百日会战”" and m.form == "“百日会战”" for m in findings.mentions)


def test_a_long_hostile_text_takes_no_long_time() -> None:
    text = "岚皋县开展" + "“百日攻坚”、" * 400 + "行动" * 400 + "。" + "专项整治行动" * 300 + "师。"
    assert read(text).found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("蒙阴县第三期“六个一批”活动启动。", ("蒙阴县", "“六个一批”活动")),
        ("为深入开展“千企万户”服务行动，5月8日，蒙阴县召开动员会。", ("蒙阴县", "“千企万户”服务行动")),
        ("双方以蒙阴县委印发的《文旅融合三年行动计划》为契机。", ("蒙阴县委", "《文旅融合三年行动计划》")),
    ],
)
def test_who_runs_what_stands_apart_from_it(text: str, wanted: tuple[str, str]) -> None:
    assert wanted in runs(text)
