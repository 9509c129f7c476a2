"""Pages into articles: where each begins, its title, its sections, who signed it, when and where it appeared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Page
from kg.text.articles import is_place_heading, split


def articles(raw: str) -> list[Article]:
    return split(Page("青禾.txt", raw))


def paragraphs(article: Article, kind: str = "") -> list[str]:
    return [article.text.chars[p.start : p.end] for p in article.paragraphs if not kind or p.kind == kind]


def signed(article: Article) -> list[tuple[str, str]]:
    for credit in article.credits:
        assert article.text.chars[credit.start : credit.end] == credit.name
    return [(credit.name, credit.role) for credit in article.credits]


TWO = """\
A03 要闻

## 青禾县召开春耕会议
## 县委书记林远舟出席

本报青禾8月15日讯（记者 司马云帆）8月9日，青禾县召开春耕会议，会议强调，要抓住农时，推动青禾县经

济高质量发展，增加农民收入。

县长沈若岚主持会议。

## 柳溪镇茶园丰收

本报讯（通讯员 何望舒）昨日，柳溪镇春茶开采，茶农忙采摘。

图为茶园

记者 祝明轩 摄

扫码看数字报

青禾日报社出版

编辑：孟清和 组版：曾若水 校对：孔知微
"""


def test_headings_divide_a_page() -> None:
    first, second = articles(TWO)
    assert [first.number, second.number] == [1, 2]
    assert first.title == "青禾县召开春耕会议 县委书记林远舟出席"
    assert second.title == "柳溪镇茶园丰收"
    assert first.document == second.document == "青禾.txt"


def test_the_text_begins_behind_the_dateline_and_joins_what_was_wrapped() -> None:
    first, second = articles(TWO)
    assert paragraphs(first, "body") == [
        "8月9日，青禾县召开春耕会议，会议强调，要抓住农时，推动青禾县经济高质量发展，增加农民收入。",
        "县长沈若岚主持会议。",
    ]
    assert paragraphs(second, "body") == ["昨日，柳溪镇春茶开采，茶农忙采摘。"]
    assert paragraphs(second, "caption")[0] == "图为茶园"


def test_the_dateline_s_place_stands_in_the_text() -> None:
    first, second = articles(TWO)
    assert first.dateline == "青禾"
    assert first.text.chars[first.dateline_at :].startswith("青禾8月15日讯")
    assert (second.dateline, second.dateline_at) == ("", -1)


def test_a_byline_is_of_its_article_and_the_imprint_of_all() -> None:
    first, second = articles(TWO)
    imprint = [("孟清和", "编辑"), ("曾若水", "组版"), ("孔知微", "校对")]
    assert signed(first) == [("司马云帆", "记者"), *imprint]
    assert signed(second) == [("何望舒", "通讯员"), ("祝明轩", "摄影"), *imprint]


def test_evidence_is_exactly_what_the_file_says() -> None:
    for article in articles(TWO):
        for paragraph in article.paragraphs:
            span = article.span(paragraph.start, paragraph.end)
            assert span.document == "青禾.txt"
            assert span.text == TWO[span.start : span.end]
        for credit in article.credits:
            assert article.span(credit.start, credit.end).text == credit.name


def test_furniture_is_in_no_article() -> None:
    for article in articles(TWO):
        assert "扫码" not in article.text.chars
        assert "A03" not in article.text.chars


def test_headings_without_a_mark_divide_a_page_where_datelines_follow() -> None:
    raw = (
        "青禾县召开春耕会议\n\n本报讯（记者 司马云帆）昨日，青禾县召开会议，部署春耕。\n\n会议要求抓好落实。\n\n"
        "柳溪镇茶园丰收\n\n本报讯（记者 祝明轩）今年，柳溪镇茶园丰收，农民增收。\n"
    )
    first, second = articles(raw)
    assert (first.title, second.title) == ("青禾县召开春耕会议", "柳溪镇茶园丰收")
    assert signed(first) == [("司马云帆", "记者")]
    assert signed(second) == [("祝明轩", "记者")]


def test_datelines_divide_a_page_without_headings() -> None:
    raw = (
        "本报讯（记者 司马云帆）昨日，青禾县召开会议，部署春耕。\n\n会议要求抓好落实。\n\n"
        "本报讯（记者 祝明轩）今年，柳溪镇茶园丰收，农民增收。\n"
    )
    first, second = articles(raw)
    assert first.title == "昨日，青禾县召开会议，部署春耕"
    assert second.title == "今年，柳溪镇茶园丰收，农民增收"
    assert paragraphs(first) == ["昨日，青禾县召开会议，部署春耕。", "会议要求抓好落实。"]


def test_what_stands_under_the_name_of_a_writer_begins_anew() -> None:
    raw = (
        "青禾县召开春耕会议\n青禾新闻网10月10日消息：青禾县召开会议，部署春耕。会议要求抓好落实。（司马云帆 祝明轩）\n"
        "柳溪镇茶园丰收\n今年，柳溪镇茶园丰收，农民增收。镇里办起了茶叶合作社，村里修通了茶园路，家家户户都种茶。\n"
        "二期茶园\n镇里还要办起二期茶园，再修十里茶园路，让更多农民有茶可种，有路可走，有钱可挣，年年都增收。\n"
    )
    first, second = articles(raw)
    assert (first.title, second.title) == ("青禾县召开春耕会议", "柳溪镇茶园丰收")
    assert signed(first) == [("司马云帆", "记者"), ("祝明轩", "记者")]
    # a line between the paragraphs of one article is no heading of another
    assert "二期茶园" in second.text.chars


def test_a_byline_under_a_heading_begins_an_article() -> None:
    raw = (
        "## 春耕时节\n\n青禾日报记者 司马云帆\n\n昨日，柳溪镇春耕，农民下田。\n\n"
        "## 茶园\n\n青禾日报记者 祝明轩\n\n茶园丰收，农民增收。\n"
    )
    first, second = articles(raw)
    assert (first.title, second.title) == ("春耕时节", "茶园")
    assert signed(first) == [("司马云帆", "记者")]
    assert signed(second) == [("祝明轩", "记者")]


SECTIONS = """\
## 这些县区抓春耕

青禾日报记者 司马云帆

今年以来，全市上下一心，抓好春耕。

## 兖州区

兖州区抓住农时，备足农资。

今年，全区茶园扩大。

## 曲阜市

曲阜市抓住农时，备足农资。

## 高新区

高新区抓住农时，备足农资。
"""


def test_headings_that_are_places_are_sections_of_one_article() -> None:
    (only,) = articles(SECTIONS)
    assert only.title == "这些县区抓春耕"
    assert paragraphs(only, "heading") == ["兖州区", "曲阜市", "高新区"]


def test_paragraphs_know_the_section_they_stand_in() -> None:
    (only,) = articles(SECTIONS)
    places = [(p.kind, p.place) for p in only.paragraphs]
    assert places == [
        ("title", ""),
        ("body", ""),
        ("heading", "兖州区"),
        ("body", "兖州区"),
        ("body", "兖州区"),
        ("heading", "曲阜市"),
        ("body", "曲阜市"),
        ("heading", "高新区"),
        ("body", "高新区"),
    ]


def test_a_new_heading_ends_the_sections() -> None:
    raw = SECTIONS + "\n## 茶园丰收\n\n昨日，茶园丰收，农民增收。\n"
    first, second = articles(raw)
    assert second.title == "茶园丰收"
    assert {p.place for p in second.paragraphs} == {""}
    assert first.title == "这些县区抓春耕"


@pytest.mark.parametrize(
    "heading", ["兖州区", "曲阜市", "山东省", "云南", "高新区", "【兖州区】", "▲曲阜市", "青禾新区", "石桥镇"]
)
def test_headings_that_are_nothing_but_a_place(heading: str) -> None:
    assert is_place_heading(heading)


@pytest.mark.parametrize("heading", ["兖州区抓春耕", "茶园丰收", "这些县区抓春耕", "", "开发区里的年轻人"])
def test_headings_that_are_not(heading: str) -> None:
    assert not is_place_heading(heading)


def test_a_page_without_headings_is_one_article_named_by_its_first_sentence() -> None:
    (only,) = articles("昨日，青禾县召开会议，部署春耕。会议强调，要抓好落实。\n\n县长沈若岚主持会议，作了部署。\n")
    assert only.title == "昨日，青禾县召开会议，部署春耕"
    assert paragraphs(only, "title") == []
    assert len(paragraphs(only, "body")) == 2


def test_a_page_of_one_line_is_one_article() -> None:
    (only,) = articles("青禾县茶园")
    assert only.title == "青禾县茶园"


@pytest.mark.parametrize("raw", ["", "\n\n", "A03 要闻\n", "2022年8月9日\n", "扫码看数字报\n"])
def test_a_page_without_text_has_no_article(raw: str) -> None:
    assert articles(raw) == []


LONG = (
    "柳溪镇茶园2.1万亩，农民下田采茶，妇女制茶，老人卖茶，孩子喝茶，客人买茶，镇里办起了茶叶合作社，村里修通了茶园路，"
    "家家户户都种茶。"
)


@pytest.mark.parametrize(
    ("raw", "published"),
    [
        ("2022年8月9日 星期二\n\n## 春耕\n\n昨日，柳溪镇春耕，农民下田。\n", "2022-08-09"),
        ("## 春耕\n\n发布时间：2022-08-09 10:30\n\n昨日，柳溪镇春耕，农民下田。\n", "2022-08-09"),
        ("## 春耕\n\n本报8月15日讯 2022年，柳溪镇春耕，农民下田。\n", "2022-08-15"),
        ("## 春耕\n\n本报8月15日讯 柳溪镇召开2021年度第3次会议，部署春耕。\n", "2021-08-15"),
        ("## 春耕\n\n本报2021年8月15日讯 柳溪镇春耕，农民下田。\n", "2021-08-15"),
        ("## 春耕\n\n柳溪镇召开2021年度第3次会议，部署春耕。\n", "2021"),
        ("## 春耕\n\n庆祝建国70周年，柳溪镇春耕，农民下田。\n", "2019"),
        (
            "任免名单\n（2021年3月26日柳溪镇人民代表大会第四次会议通过）\n\n任命：\n王小禾为柳溪镇副镇长。\n",
            "2021-03-26",
        ),
        (
            "任免名单\n（2021年3月26日柳溪镇人民代表大会\n第四次会议通过）\n\n任命：\n王小禾为柳溪镇副镇长。\n",
            "2021-03-26",
        ),
        ("春耕开始\n\n09.04.2014  17:58\n\n4月3日，柳溪镇召开春耕会议，农民下田。\n", "2014-04-09"),
        (
            "春耕开始 作者：何望舒 发布日期：2018-09-29 9月28日，2018年度春耕会议在柳溪镇召开，农民下田。\n",
            "2018-09-29",
        ),
        ("首页 > 要闻 2021-10-11 16:08 来源：柳溪镇政府 10月8日，春耕会议在柳溪镇召开，农民下田。\n", "2021-10-11"),
        (
            "春耕开始\n\n4月3日，柳溪镇召开春耕会议，农民下田。\n\n《青禾日报》（2014年4月20日 第02版 要闻）\n",
            "2014-04-20",
        ),
        # a site's stamp of another year is not the text's; what is written out under it is
        (
            f"## 春耕\n\n2021年，{LONG}\n\n2024-06-21 15:22:22\n",
            "2021",
        ),
        (
            f"## 春耕\n\n2021年，{LONG}\n\n2022年5月10日\n",
            "2022-05-10",
        ),
        # in January a paper tells what the year before came to; what is planned in a year is of that year
        ("## 春耕\n\n本报1月14日讯 1997年柳溪镇收入达2.8亿元，农民下田。\n", ""),
        ("## 春耕\n\n本报1月14日讯 1997年柳溪镇将建茶园2.8万亩，农民下田。\n", "1997-01-14"),
        ("## 春耕\n\n本报8月14日讯 1997年柳溪镇收入达2.8亿元，农民下田。\n", "1997-08-14"),
        # no year anywhere: none is made up
        ("## 春耕\n\n本报8月15日讯 柳溪镇春耕，农民下田。\n", ""),
        ("## 春耕\n\n昨日，柳溪镇春耕，农民下田。\n", ""),
    ],
)
def test_the_day_on_which_an_article_appeared(raw: str, published: str) -> None:
    assert [article.published for article in articles(raw)] == [published]


def test_articles_of_one_page_have_their_own_datelines() -> None:
    raw = (
        "## 春耕\n\n本报青禾8月15日讯 2022年，柳溪镇春耕，农民下田。\n\n"
        "## 秋收\n\n本报柳溪8月16日讯 昨日，茶园丰收，农民增收。\n"
    )
    first, second = articles(raw)
    assert (first.published, second.published) == ("2022-08-15", "2022-08-16")
    assert (first.dateline, second.dateline) == ("青禾", "柳溪")


@pytest.mark.parametrize(
    ("line", "newspaper"),
    [("青禾日报记者 司马云帆", "青禾日报"), ("柳溪晚报·全媒体记者 司马云帆", "柳溪晚报"), ("本报记者 司马云帆", "")],
)
def test_the_newspaper_is_read_from_the_byline(line: str, newspaper: str) -> None:
    (only,) = articles(f"## 春耕\n\n{line}\n\n昨日，柳溪镇春耕，农民下田。\n")
    assert only.newspaper == newspaper


def test_a_notice_has_its_title_and_its_list() -> None:
    raw = (
        "青禾县人民政府办公室关于成立\n春耕工作领导小组的通知\n青政办发〔2021〕12号\n\n各镇人民政府：\n"
        "　　现将名单通知如下。\n组长：林远舟\n副组长：沈若岚\n成员：何望舒\n2021年3月5日\n"
    )
    (only,) = articles(raw)
    assert only.title == "青禾县人民政府办公室关于成立春耕工作领导小组的通知"
    assert only.published == "2021-03-05"
    assert paragraphs(only)[-3:] == ["组长：林远舟", "副组长：沈若岚", "成员：何望舒"]


BLOCKS = """
## 春耕时节
## 兖州区
##
柳溪镇茶园丰收
本报讯（记者 司马云帆）昨日，会议召开，部署春耕。
会议要求抓好落实。
会议强调，要抓住农时，推动
一、加强领导
组长：林远舟
图为茶园
记者 祝明轩 摄
编辑：孟清和
A03 要闻
2022年8月9日

""".splitlines()


@given(st.lists(st.sampled_from(BLOCKS), max_size=12), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_whatever_the_page_its_articles_are_numbered_titled_and_true_to_it(blocks: list[str], end: str) -> None:
    raw = end.join(blocks)
    found = articles(raw)
    assert [article.number for article in found] == list(range(1, len(found) + 1))
    for article in found:
        assert article.title
        assert article.paragraphs
        position = 0
        for paragraph in article.paragraphs:
            assert position <= paragraph.start < paragraph.end <= len(article.text)
            position = paragraph.end
            span = article.span(paragraph.start, paragraph.end)
            assert span.text == raw[span.start : span.end]
        signed(article)
