"""Beginnings and ends of posts as reports tell them, and the dates that they get."""

from __future__ import annotations

import pytest
from made_reading import facts, recogniser

from kg.extract.pipeline import read_page
from kg.model import Page

START, END, FORMER = "start", "end", "former"


def told(text: str, published: str = "2023年9月5日") -> dict[tuple[str, str], dict[str, str]]:
    """By holder and body what is said of the post, and `as_of`, of a text in a paper of 5 September 2023."""
    page = f"## 岚皋县动态\n\n本报{published}讯（记者 纪一鸣） {text}\n"
    (findings,) = read_page(Page("made.txt", page), recogniser())
    return {
        (fact.subject[1], fact.object[1]): {
            **{key: value for key, value in fact.qualifiers if key != "post"},
            "as_of": fact.as_of,
        }
        for fact in facts(findings, "holds_post")
    }


def ends(text: str) -> dict[tuple[str, str], dict[str, str]]:
    return {key: {k: v for k, v in row.items() if k != "as_of"} for key, row in told(text).items()}


LIN = ("林远舟", "岚皋县财政局")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("9月3日，林远舟任岚皋县财政局局长。", {START: "2023-09-03"}),
        ("林远舟同志任岚皋县财政局局长。", {START: "2023-09-05"}),
        ("9月3日，林远舟就任岚皋县财政局局长。", {START: "2023-09-03"}),
        ("林远舟当选岚皋县财政局局长。", {START: "2023-09-05"}),
        ("日前，林远舟出任岚皋县财政局局长。", {START: "2023-09"}),  # some day of the month, or near it
        ("县人大常委会2023年第三次会议任命林远舟为岚皋县财政局局长。", {START: "2023-09-05"}),
        ("9月3日，县人大常委会举行会议，决定任命：\n\n林远舟为岚皋县财政局局长；", {START: "2023-09-03"}),
        ("9月3日，任命岚皋县教育局副局长林远舟为岚皋县财政局局长。", {START: "2023-09-03"}),
        ("9月3日，决定由林远舟同志担任岚皋县财政局局长。", {START: "2023-09-03"}),
        ("林远舟任岚皋县财政局局长期间，成绩突出。", {}),
        ("9月3日，林远舟连任岚皋县财政局局长。", {}),
        ("9月3日，林远舟再次当选岚皋县财政局局长。", {}),
        ("林远舟现任岚皋县财政局局长，沈若岚当选县长。", {}),
        ("9月3日，林远舟卸任岚皋县财政局局长。", {END: "2023-09-03"}),
        ("9月3日，林远舟因工作变动辞去岚皋县财政局局长职务。", {END: "2023-09-03"}),
        ("会议接受林远舟辞去岚皋县财政局局长职务的请求。", {END: "2023-09-05"}),
        ("9月3日，林远舟被免去岚皋县财政局局长职务。", {END: "2023-09-03"}),
        ("岚皋县财政局局长林远舟辞职。", {END: "2023-09-05"}),
        ("9月3日，林远舟（原岚皋县财政局局长）到场。", {FORMER: "yes"}),
    ],
)
def test_wordings(text: str, wanted: dict[str, str]) -> None:
    assert {holder: row for (holder, body), row in ends(text).items() if body == LIN[1]} == {"林远舟": wanted}


@pytest.mark.parametrize(("name", "verb"), [("林远", "出任"), ("林远舟", "出任"), ("林远", "任"), ("林远舟", "任")])
def test_where_the_name_ends_and_the_verb_begins(name: str, verb: str) -> None:
    assert list(ends(f"9月3日，{name}{verb}岚皋县财政局局长。")) == [(name, LIN[1])]


@pytest.mark.parametrize(
    "text",
    [
        "9月3日，任命林远舟为岚皋县财政局局长，免去其岚皋县教育局局长职务。",
        "9月3日，林远舟同志任岚皋县财政局局长，不再担任岚皋县教育局局长。",
        "9月3日，林远舟不再担任岚皋县教育局局长，转任岚皋县财政局局长。",
        "9月3日，任命林远舟为岚皋县财政局局长，免去林远舟的岚皋县教育局局长职务。",
    ],
)
def test_from_one_post_to_another(text: str) -> None:
    assert ends(text) == {LIN: {START: "2023-09-03"}, ("林远舟", "岚皋县教育局"): {END: "2023-09-03"}}


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("9月3日，沈若岚接替林远舟担任岚皋县财政局局长。", {FORMER: "yes"}),
        ("9月3日，林远舟不再担任岚皋县财政局局长，由沈若岚接任。", {END: "2023-09-03"}),
    ],
)
def test_one_after_another(text: str, last: dict[str, str]) -> None:
    assert ends(text) == {LIN: last, ("沈若岚", LIN[1]): {START: "2023-09-03"}}


def test_what_was_held_before_the_new_post() -> None:
    text = "9月3日，林远舟同志任岚皋县财政局局长，此前担任岚皋县教育局局长。"
    assert ends(text) == {LIN: {START: "2023-09-03"}, ("林远舟", "岚皋县教育局"): {FORMER: "yes"}}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("9月3日，岚皋县财政局局长林远舟到场。", {"as_of": "2023-09-03"}),
        ("9月，岚皋县财政局局长林远舟到场。", {"as_of": "2023-09-05"}),  # the day of the paper says more
        (
            "到2025年，岚皋县财政局局长林远舟说，要建成强县。",
            {"as_of": "2023-09-05"},
        ),  # not yet
        ("2021年5月，时任岚皋县财政局局长林远舟到场。", {"as_of": "2021-05"}),
        ("时任岚皋县财政局局长林远舟到场。", {"as_of": "", FORMER: "yes"}),
        ("8月3日，岚皋县财政局原局长林远舟到场。", {"as_of": "2023-09-05", FORMER: "yes"}),
        ("林远舟，男，1970年5月生，现任岚皋县财政局局长。", {"as_of": "2023-09-05"}),
        ("林远舟，男，1970年5月生，1992年参加工作，曾任岚皋县财政局局长。", {"as_of": "2023-09-05", FORMER: "yes"}),
    ],
)
def test_when_one_is_called_so(text: str, wanted: dict[str, str]) -> None:
    assert told(text) == {LIN: wanted}


def test_a_standing_committee_decides() -> None:
    text = (
        "9月3日，岚皋县人大常委会会议接受沈若岚辞去县人民政府县长职务、王一鸣辞去县监察委员会主任职务的请求，"
        "决定任命林远舟为县人民政府副县长，并决定为代理县长；任命何望舒为县监察委员会副主任，并决定为代理主任。"
    )
    assert ends(text) == {
        ("沈若岚", "岚皋县人民政府"): {END: "2023-09-03"},
        ("王一鸣", "岚皋县监委"): {END: "2023-09-03"},
        ("林远舟", "岚皋县人民政府"): {START: "2023-09-03"},
        ("何望舒", "岚皋县监委"): {START: "2023-09-03"},
    }


def test_the_verb_alone_names_nobody() -> None:
    text = "会议决定任命林远舟为副县长，并决定为代理县长。听取关于代表出缺情况的报告。"
    page = f"## 岚皋县人大常委会决定林远舟为代理县长\n\n{text}\n"
    (findings,) = read_page(Page("made.txt", page), recogniser())
    assert {found.name for found in findings.mentions if found.type == "official"} == {"林远舟"}


def test_who_acts_for_another() -> None:
    assert ends("9月3日，岚皋县人大常委会会议决定林远舟代理县长职务。") == {("林远舟", "岚皋县"): {START: "2023-09-03"}}


def test_a_place_whose_beginning_looks_like_a_name() -> None:
    assert ends("林远舟同志任云和县委书记，沈若岚同志不再担任岚皋县委书记职务。") == {
        ("林远舟", "云和县委"): {START: "2023-09-05"},
        ("沈若岚", "岚皋县委"): {END: "2023-09-05"},
    }
