"""Lines: which were one before they were wrapped, and what each of them is."""

from __future__ import annotations

import pytest

from kg.text.lines import Line, lines


def texts(raw: str) -> list[str]:
    return [line.text.chars for line in lines(raw)]


def kinds(raw: str) -> list[str]:
    return [line.kind for line in lines(raw)]


OPENING = "本报讯（记者 林远舟）昨日，青禾县召开会议，部署春耕工作。\n\n"


def test_a_sentence_broken_by_a_line_end_is_one_again() -> None:
    raw = OPENING + "会议强调，要抓住农时，备足农资，加快推进高标\n准农田建设，保障粮食安全。\n"
    assert texts(raw)[1] == "会议强调，要抓住农时，备足农资，加快推进高标准农田建设，保障粮食安全。"


def test_a_word_broken_by_a_blank_line_is_one_again_and_its_evidence_spans_the_break() -> None:
    raw = OPENING + "会议强调，要抓住农时，备足农资，推动青禾县经\n\n济高质量发展，增加农民收入。\n"
    line = lines(raw)[1]
    assert "青禾县经济高质量发展" in line.text.chars
    at = line.text.chars.index("经济")
    first, last = line.text.source(at, at + 2)
    assert raw[first:last] == "经\n\n济"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"])
def test_any_line_end_is_one(end: str) -> None:
    raw = OPENING + "会议强调，要抓住农时，加快推进高标" + end + "准农田建设，保障粮食安全。"
    assert texts(raw)[1] == "会议强调，要抓住农时，加快推进高标准农田建设，保障粮食安全。"


def test_a_comma_at_the_end_goes_on() -> None:
    assert texts(OPENING + "县长沈若岚、\n副县长何望舒，\n出席会议。") == [
        "本报讯（记者 林远舟）昨日，青禾县召开会议，部署春耕工作。",
        "县长沈若岚、副县长何望舒，出席会议。",
    ]


def test_a_full_stop_ends_a_paragraph() -> None:
    raw = OPENING + "会议强调，要抓住农时。\n会议要求，要压实责任。\n"
    assert texts(raw)[1:] == ["会议强调，要抓住农时。", "会议要求，要压实责任。"]


def test_an_indented_line_begins_a_paragraph() -> None:
    raw = OPENING + "会议强调，要抓住农时，备足农资\n　　会议要求，压实责任，确保丰收。\n"
    found = lines(raw)[1:]
    assert [line.text.chars for line in found] == ["会议强调，要抓住农时，备足农资", "会议要求，压实责任，确保丰收。"]
    assert [line.indented for line in found] == [False, True]


def test_a_page_of_even_width_is_unwrapped() -> None:
    text = (
        "县委书记林远舟到柳溪镇调研春耕生产，实地察看茶园管护和农资储备，详细了解茶农增收和合作社发展情况并同群众座谈。"
        * 3
    )
    width = 20
    wrapped = "\n".join(text[i : i + width] for i in range(0, len(text), width))
    assert "".join(texts(wrapped)) == text
    assert len(texts(wrapped)) <= 3  # a full stop at the very end of a line may be a paragraph's end


def test_headings_marked_by_a_hash_are_headings_and_join_nothing() -> None:
    raw = "## 青禾县召开\n\n## 春耕会议\n\n昨日，会议召开，部署春耕，要求压实责任，\n确保丰收。\n"
    assert kinds(raw) == ["heading", "heading", "text"]
    assert texts(raw)[:2] == ["青禾县召开", "春耕会议"]


def test_a_mark_alone_is_no_line() -> None:
    assert lines("##\n\n###   \n") == []


def test_headings_without_a_mark_are_not_joined_to_the_text() -> None:
    raw = "青禾县召开春耕会议\n\n林远舟出席\n\n" + OPENING
    assert texts(raw)[:2] == ["青禾县召开春耕会议", "林远舟出席"]


def test_a_caption_is_not_joined_to_the_text() -> None:
    raw = OPENING + "图为春耕现场\n\n会议强调，要抓住农时。\n"
    assert texts(raw)[1:] == ["图为春耕现场", "会议强调，要抓住农时。"]


@pytest.mark.parametrize(
    "items",
    [
        ["一、加强领导", "二、压实责任"],
        ["（一）资金保障", "（二）人员保障"],
        ["1.茶园管护", "2.农资储备"],
        ["组长：林远舟", "副组长：沈若岚", "成员：何望舒"],
        ["第一条 为了春耕", "第二条 本办法"],
    ],
)
def test_the_lines_of_a_list_stay_apart(items: list[str]) -> None:
    assert texts(OPENING + "\n".join(items))[1:] == items


def test_a_dateline_begins_a_paragraph_even_after_a_line_without_a_full_stop() -> None:
    raw = OPENING + "会议强调，要抓住农时，备足农资\n本报讯（记者 沈若岚）昨日，青禾县春茶开采，茶农忙采摘。\n"
    assert len(texts(raw)) == 3


def test_the_two_lines_of_a_notice_title_are_one() -> None:
    raw = "青禾县人民政府关于做好\n春耕生产工作的通知\n\n各镇人民政府：\n"
    assert texts(raw) == ["青禾县人民政府关于做好春耕生产工作的通知", "各镇人民政府："]


@pytest.mark.parametrize(
    "furniture",
    ["A03 要闻", "C02 看点", "第3版", "12", "扫码看数字报", "扫一扫 关注我们", "青禾县人民政府官方微信",
     "下载青禾客户端",      "上一篇：没有了", "青政发〔2021〕12号", "青政办函[2021]7号"],
)  # fmt: skip
def test_furniture_is_no_text(furniture: str) -> None:
    assert kinds(furniture) == ["furniture"]


@pytest.mark.parametrize(
    "sentence",
    ["市民扫码即可乘车，十分方便。", "青禾县开通客户端，方便群众办事，受到好评。", "林远舟来到12号楼，看望住户。"],
)
def test_a_sentence_with_a_word_of_the_furniture_is_text(sentence: str) -> None:
    assert kinds(sentence) == ["text"]


@pytest.mark.parametrize(
    "line",
    [
        "2022年8月9日",
        "2022-08-09",
        "2022-08-09 10:30",
        "发布时间：2022-08-09",
        "来源：青禾日报 时间：2022-08-09",
        "2022年8月9日 星期二",
    ],
)
def test_a_line_that_is_nothing_but_a_date_is_one(line: str) -> None:
    assert kinds(line) == ["date"]


@pytest.mark.parametrize(
    "line", ["编辑：孟清和 组版：曾若水 校对：孔知微", "记者 林远舟 摄", "本报记者 林远舟 通讯员 沈若岚"]
)
def test_bylines_and_imprints_are_credits(line: str) -> None:
    assert kinds(line) == ["credit"]


def test_a_credit_line_ends_the_sentence_before_it() -> None:
    raw = OPENING + "图为青禾县春茶开采现场，茶农正在采摘\n记者 林远舟 摄\n"
    assert kinds(raw)[-2:] == ["text", "credit"]
    assert texts(raw)[-1] == "记者 林远舟 摄"


@pytest.mark.parametrize("raw", ["", "\n\n", " \u3000\t\r\n \n", "\ufeff\n"])
def test_a_page_of_blanks_has_no_lines(raw: str) -> None:
    assert lines(raw) == []


def test_the_source_is_whole_in_every_line() -> None:
    raw = "## 青禾\r\n\r\n昨日，会议召开，部署春耕，\r\n确保丰收。\r\n"
    for line in lines(raw):
        assert isinstance(line, Line)
        assert line.text.raw is raw
        first, last = line.text.source(0, len(line.text))
        assert raw[first:last].replace("\r\n", "") == line.text.chars
