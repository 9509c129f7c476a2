"""Bylines, imprints and datelines."""

from __future__ import annotations

import pytest

from kg.text.clean import clean
from kg.text.credits import dateline, is_credit_line, signatures
from kg.text.personal_names import is_name


def signed(line: str) -> list[tuple[str, str]]:
    text = clean(line, 0, len(line)).chars
    found = signatures(text)
    for each in found:
        assert text[each.start : each.end] == each.name
    return [(each.name, each.role) for each in found]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("记者 林远舟", [("林远舟", "记者")]),
        ("记者林远舟", [("林远舟", "记者")]),
        ("记者：林远舟", [("林远舟", "记者")]),
        ("记者 林远舟 沈若岚", [("林远舟", "记者"), ("沈若岚", "记者")]),
        ("本报记者 林远舟、沈若岚 实习生 何望舒", [("林远舟", "记者"), ("沈若岚", "记者"), ("何望舒", "记者")]),
        ("本报记者 林远舟 通讯员 沈若岚 何望舒", [("林远舟", "记者"), ("沈若岚", "通讯员"), ("何望舒", "通讯员")]),
        ("青禾日报·全媒体记者 林远舟", [("林远舟", "记者")]),
        ("青禾日报记者 林远舟 报道", [("林远舟", "记者")]),
        ("见习记者 司马云帆 报道", [("司马云帆", "记者")]),
        ("特约通讯员：欧阳若水", [("欧阳若水", "通讯员")]),
        ("通讯员 阿里木·买买提", [("阿里木·买买提", "通讯员")]),
        ("（记者 林远舟）", [("林远舟", "记者")]),
        ("（通讯员 林　舟）", [("林舟", "通讯员")]),
        ("□ 本报记者 林远舟", [("林远舟", "记者")]),
        ("本报记者 林远舟 整理", [("林远舟", "记者")]),
        ("撰稿：林远舟", [("林远舟", "记者")]),
        ("本报记者 林远舟 文/图", [("林远舟", "记者")]),
    ],
)
def test_bylines(line: str, names: list[tuple[str, str]]) -> None:
    assert signed(line) == names
    assert is_credit_line(clean(line, 0, len(line)).chars)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("记者 林远舟 摄", [("林远舟", "摄影")]),
        ("本报记者 林远舟 沈若岚 何望舒 摄", [("林远舟", "摄影"), ("沈若岚", "摄影"), ("何望舒", "摄影")]),
        ("记者 林远舟 通讯员 沈若岚 摄影报道", [("林远舟", "摄影"), ("沈若岚", "摄影")]),
        ("摄影：林远舟", [("林远舟", "摄影")]),
        ("通讯员 沈若岚 供图", [("沈若岚", "摄影")]),
    ],
)
def test_who_took_the_picture(line: str, names: list[tuple[str, str]]) -> None:
    assert signed(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("编辑:孟清和 组版:曾若水 校对:孔知微", [("孟清和", "编辑"), ("曾若水", "组版"), ("孔知微", "校对")]),
        ("责任编辑：孟清和", [("孟清和", "编辑")]),
        ("责编/孟清和 美编/曾若水", [("孟清和", "编辑"), ("曾若水", "组版")]),
        (
            "本版编辑 孟清和 美术编辑 曾若水 责任校对 孔知微",
            [("孟清和", "编辑"), ("曾若水", "组版"), ("孔知微", "校对")],
        ),
        ("值班主任：孟清和 版式：曾若水", [("孟清和", "编辑"), ("曾若水", "组版")]),
        ("初审：孟清和 复审：曾若水 终审：孔知微", [("孟清和", "编辑"), ("曾若水", "编辑"), ("孔知微", "编辑")]),
    ],
)
def test_imprints(line: str, names: list[tuple[str, str]]) -> None:
    assert signed(line) == names
    assert is_credit_line(clean(line, 0, len(line)).chars)


@pytest.mark.parametrize(
    "line",
    [
        "记者采访了林远舟。",
        "会上，记者见到了县委书记林远舟，听他讲述春耕的故事",
        "青禾县编辑出版茶史",
        "林远舟出席会议",
        "组长：林远舟",
        "昨日，青禾县召开会议。",
        "设计单位：青禾建筑设计院",
    ],
)
def test_what_is_no_credit_line(line: str) -> None:
    assert not is_credit_line(line)


@pytest.mark.parametrize("name", ["林舟", "林远舟", "欧阳若水", "欧阳水", "司马云帆", "阿里木·买买提", "沈若岚"])
def test_forms_of_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("word", ["林", "林远舟山", "欧阳", "欧阳若水山", "的话", "报道", "摄影报道", ""])
def test_forms_that_are_no_names(word: str) -> None:
    assert not is_name(word)


@pytest.mark.parametrize(
    ("line", "place", "date", "names", "rest"),
    [
        (
            "本报青禾8月15日讯(记者 林远舟 沈若岚 通讯员 何望舒) 8月9日,大会召开。",
            "青禾",
            "8月15日",
            [("林远舟", "记者"), ("沈若岚", "记者"), ("何望舒", "通讯员")],
            "8月9日，大会召开。",
        ),
        ("本报讯（记者 林远舟）昨日，会议召开。", "", "", [("林远舟", "记者")], "昨日，会议召开。"),
        ("本报讯 昨日，会议召开。", "", "", [], " 昨日，会议召开。"),
        ("新华社楚雄3月5日电（记者 林远舟）会议召开。", "楚雄", "3月5日", [("林远舟", "记者")], "会议召开。"),
        ("本网2021年3月4日讯 会议召开。", "", "2021年3月4日", [], " 会议召开。"),
        ("青禾新闻网10月10日消息：会议召开。", "", "10月10日", [], "会议召开。"),
        ("1月6日讯 会议召开。", "", "1月6日", [], "会议召开。"),
        ("本报青禾消息 会议召开。", "青禾", "", [], " 会议召开。"),
        (
            "本报讯 记者林远舟 通讯员沈若岚报道：会议召开。",
            "",
            "",
            [("林远舟", "记者"), ("沈若岚", "通讯员")],
            "会议召开。",
        ),
        ("本报记者林远舟报道：会议召开。", "", "", [("林远舟", "记者")], "会议召开。"),
    ],
)  # fmt: skip
def test_datelines(line: str, place: str, date: str, names: list[tuple[str, str]], rest: str) -> None:
    text = clean(line, 0, len(line)).chars
    found = dateline(text)
    assert found is not None
    assert (found.place, found.date) == (place, date)
    assert [(each.name, each.role) for each in found.signed] == names
    assert all(text[each.start : each.end] == each.name for each in found.signed)
    assert text[found.end :] == rest


@pytest.mark.parametrize(
    "line",
    [
        "昨日，会议召开。",
        "青禾县讯息中心成立。",
        "会议通报了8月15日讯。",
        "",
        "8月15日，会议召开。",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert dateline(line) is None


def test_a_bracket_without_a_role_is_no_part_of_the_dateline() -> None:
    found = dateline("本报讯（图文详见3版）会议召开。")
    assert found is not None
    assert found.end == 3
    assert found.signed == ()


def test_names_alone_behind_the_line_of_an_agency() -> None:
    line = dateline("新华社西安6月3日电（林远舟、沈若岚）记者从省水利厅获悉")
    assert line is not None
    assert [each.name for each in line.signed] == ["林远舟", "沈若岚"]
    line = dateline("新华社西安6月3日电（陕西省人民政府）通知如下")
    assert line is not None
    assert line.signed == ()


def test_reporters_run_into_the_text() -> None:
    line = dateline("本报讯记者林远舟通讯员沈若岚报道持续干旱的陕西省近日普降大雨")
    assert line is not None
    assert [(each.name, each.role) for each in line.signed] == [
        ("林远舟", "记者"),
        ("沈若岚", "通讯员"),
    ]
