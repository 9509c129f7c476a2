"""Stretches that are nothing but a byline, and where a page has them."""

from __future__ import annotations

import pytest

from kg.text.bylines import byline
from kg.text.clean import clean
from kg.text.credits import dateline, inline


def cleaned(text: str) -> str:
    return clean(text, 0, len(text)).chars


@pytest.mark.parametrize(
    ("stretch", "names"),
    [
        ("记者 沈若岚/文 何望舒/图", [("沈若岚", "记者"), ("何望舒", "摄影")]),
        ("沈若岚 文 何望舒 摄", [("沈若岚", "记者"), ("何望舒", "摄影")]),
        ("文/图 沈若岚", [("沈若岚", "记者")]),
        ("□ 本报记者 沈若岚 通讯员 何望舒", [("沈若岚", "记者"), ("何望舒", "通讯员")]),
        ("■ 沈若岚 何望舒", [("沈若岚", "记者"), ("何望舒", "记者")]),
        ("沈若岚 本报记者 何望舒", [("沈若岚", "记者"), ("何望舒", "记者")]),
        ("青田台：李绍林", [("李绍林", "记者")]),
        ("青禾电视台：李绍林", [("李绍林", "记者")]),
        ("[责任编辑：林远舟]", [("林远舟", "编辑")]),
        ("2010-01-23   青禾日报   记者 何望舒", [("何望舒", "记者")]),
        ("供稿单位：县府办  撰稿人：沈若岚", [("沈若岚", "记者")]),
        ("报送：县农业农村局 沈若岚", [("沈若岚", "通讯员")]),
        ("摄像：何望舒 播音：陈青禾", [("何望舒", "摄影"), ("陈青禾", "编辑")]),
        ("今日青禾 记者 林远舟", [("林远舟", "记者")]),
        ("青禾在线·青禾新闻网 记者 沈若岚", [("沈若岚", "记者")]),
        ("记者 卓玛央金 平措次仁", [("卓玛央金", "记者"), ("平措次仁", "记者")]),
        ("通讯员 买买提·艾海提报道", [("买买提·艾海提", "通讯员")]),
    ],
)
def test_a_byline_says_that_it_is_one(stretch: str, names: list[tuple[str, str]]) -> None:
    text = cleaned(stretch)
    found = byline(text)
    assert found is not None
    assert [(each.name, each.role) for each in found] == names
    assert all(text[each.start : each.end] == each.name for each in found)


@pytest.mark.parametrize(
    "stretch",
    [
        "主任：林远舟",
        "负责人：林远舟",
        "林远舟 沈若岚",
        "● 高新区",
        "● 高质量",
        "设计单位：青禾建筑设计院",
        "图为沈若岚",
        "记者采访了林远舟",
        "找记者 上青禾",
        "先进工作者名单",
        "设计方案",
        "主席台：林远舟 沈若岚",
        "图片新闻",
        "记者调查",
        "作者简介",
        "编辑出版",
        "摄影大赛 作品",
        "新闻工作者王家村采风",
        "青禾新闻网讯",
        "会上，记者见到林远舟",
    ],
)
def test_what_is_no_byline(stretch: str) -> None:
    assert byline(cleaned(stretch)) is None


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("会议要求抓好落实。（颜青青  李克舟 叶继林）", ["颜青青", "李克舟", "叶继林"]),
        ("会议要求抓好落实。（张洪林王友田李宝山）", ["张洪林", "王友田", "李宝山"]),
        ("会议要求抓好落实。（县委宣传部 沈若岚）", ["沈若岚"]),
        ("会议要求抓好落实。（县委宣传部沈若岚 供稿）", ["沈若岚"]),
        ("会议要求抓好落实。本报通讯员 沈若岚 何望舒", ["沈若岚", "何望舒"]),
        ("会议要求抓好落实。■沈若岚 何望舒", ["沈若岚", "何望舒"]),
        ("青禾台记者沈若岚、何望舒报道。", ["沈若岚", "何望舒"]),
        ("据《青禾日报》报道（记者 沈若岚）昨日，会议召开。", ["沈若岚"]),
        ("会议召开 作者：本报记者 沈若岚  发布日期：今天 会议开幕。（责任编辑：何望舒）", ["何望舒", "沈若岚"]),
        ("会议要求抓好落实。（全文附后）", []),
        ("会议要求抓好落实。（相关报道见三版）", []),
        ("会议要求抓好落实。（青禾县 水利局）", []),
        ("会议在温州举行。（温州）", []),
        ("会上，记者见到了林远舟。", []),
        ("会议要求抓好落实。", []),
    ],
)
def test_bylines_within_and_behind_a_paragraph(paragraph: str, names: list[str]) -> None:
    assert [each.name for each in inline(cleaned(paragraph))] == names


@pytest.mark.parametrize(
    ("line", "names", "rest"),
    [
        ("（沈若岚 何望舒）昨日，会议召开。", ["沈若岚", "何望舒"], "昨日，会议召开。"),
        ("青禾讯（沈若岚 何望舒）昨日，会议召开。", ["沈若岚", "何望舒"], "昨日，会议召开。"),
        ("青禾财经报 见习记者沈若岚 青田报道  昨日，会议召开。", ["沈若岚"], "昨日，会议召开。"),
    ],
)
def test_bylines_at_the_head_of_a_report(line: str, names: list[str], rest: str) -> None:
    text = cleaned(line)
    found = dateline(text)
    assert found is not None
    assert [each.name for each in found.signed] == names
    assert text[found.end :] == rest
