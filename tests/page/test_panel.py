"""Reading in the panel: the dossier, the sentences behind it, why it is one thing, and the way from one to the next."""

from __future__ import annotations

from asking import change, texts
from county import ARTICLES, AUGUST, COUNTY, FAIR, LIN, MARCH, NAMESAKE, SHEN, TEXTS
from playwright.sync_api import Page, expect


def select(page: Page, identity: str) -> None:
    assert page.evaluate("(id) => kg.select(id)", identity) is True


def test_a_person_as_a_dossier(read: Page) -> None:
    select(read, LIN)
    assert texts(read, "#panel h3") == ["任职", "事件", "报道", "出现之处 2"]
    assert texts(read, "#panel .posts .row") == ["青禾县委 县委书记 2021-03-12 起 见于 2022-08-09"]
    assert texts(read, "#panel .events .row") == ["茶产业大会 讲话 2022-08-09"]
    assert texts(read, "#panel .aliases bdi") == ["林书记"]
    assert texts(read, "#panel .contents button") == ["任职1", "事件1", "报道2"]


def test_a_district_with_what_its_bodies_do(read: Page) -> None:
    select(read, COUNTY)
    assert texts(read, "#panel h3")[:6] == ["任职", "事件", "项目、行动与产业", "目标与成果", "合作", "归属与地点"]
    assert texts(read, "#panel .posts .row") == [
        "沈知秋 县长 见于 2021-03-12、2022-08-09",
        "林远舟 县委书记 2021-03-12 起 见于 2022-08-09 经 青禾县委",
        "方以南 县委书记 2021-03-12 止 经 青禾县委",
    ]
    assert "茶叶产值 2022 12 亿元 · 2022" in texts(read, "#panel .figures .row")


def test_a_chapter_is_jumped_to(read: Page) -> None:
    select(read, COUNTY)
    read.locator("#panel .contents button", has_text="合作").click()
    expect(read.locator("#chapter-partners")).to_be_focused()
    expect(read.locator("#chapter-partners")).to_be_in_viewport()


def test_a_fact_unfolds_its_sentences_and_where_they_stand(read: Page) -> None:
    select(read, COUNTY)
    fold = read.locator("#panel .posts li", has_text="林远舟").locator("details")
    expect(fold.locator("blockquote")).to_have_count(0)
    fold.locator("summary").click()
    quotes = fold.locator("blockquote")
    expect(quotes).to_have_count(2)
    assert quotes.locator("mark").all_text_contents() == ["林远舟任青禾县委书记", "青禾县委书记林远舟"]
    expect(quotes.first.locator("p")).to_have_text("会议宣布，林远舟任青禾县委书记，方以南不再担任青禾县委书记。")
    start = TEXTS[MARCH].index("林远舟任")
    where = ["青禾县召开干部大会", "青禾日报", "2021-03-13", MARCH, f"字符 {start}–{start + 10}"]
    assert quotes.first.locator("footer > *").all_text_contents() == where
    quotes.first.locator("footer a").click()
    expect(read.locator("#panel h2")).to_have_text("青禾县召开干部大会")


def test_a_few_facts_are_unfolded_at_once(read: Page) -> None:
    select(read, LIN)
    expect(read.locator("#panel .posts mark").first).to_have_text("林远舟任青禾县委书记")
    expect(read.locator("#panel .posts mark").first).to_be_visible()


def test_from_one_to_the_next_and_back(read: Page) -> None:
    select(read, LIN)
    read.locator("#panel .events a.node").first.click()
    expect(read.locator("#panel h2")).to_have_text("茶产业大会")
    read.locator("#panel a.node", has_text="沈知秋").first.click()
    expect(read.locator("#panel h2")).to_have_text("沈知秋")
    read.locator("#panel .back").click()
    expect(read.locator("#panel h2")).to_have_text("茶产业大会")
    read.go_back()
    expect(read.locator("#panel h2")).to_have_text("林远舟")
    read.go_forward()
    expect(read.locator("#panel h2")).to_have_text("茶产业大会")


def test_why_mentions_are_one_person_and_a_namesake_is_not(read: Page) -> None:
    select(read, LIN)
    why = read.locator("#panel .why")
    why.locator("> summary").click()
    expect(why.locator(".facts .row")).to_have_count(2)
    assert texts(read, "#panel .why h4") == ["来自这些报道 2", "合并依据", "未合并的同名者"]
    assert sorted(texts(read, "#panel .why .facts .row")) == [
        "青禾县委 县委书记 青禾县召开干部大会 2021-03-13",
        "青禾县委 县委书记 青禾县召开茶产业大会 2022-08-10",
    ]
    assert texts(read, "#panel .reasons li") == [
        "同一职务 青禾县召开干部大会 = 青禾县召开茶产业大会",
        "林远舟 白石县委 县委书记 · 仅同一地市",
    ]
    why.locator("a.node", has_text="林远舟").click()
    assert read.evaluate("kg.selected()") == NAMESAKE
    read.locator("#panel .why > summary").click()
    expect(read.locator("#panel .reasons li")).to_have_count(1)
    assert texts(read, "#panel .reasons li") == ["林远舟 青禾县委 县委书记 · 仅同一地市"]


def test_what_one_page_names_alone_needs_no_reason(read: Page) -> None:
    select(read, FAIR)
    expect(read.locator("#panel .why")).to_have_count(0)


def test_of_a_post_it_is_said_how_it_is_known_to_be_held_on_a_date(read: Page) -> None:
    select(read, LIN)
    held = read.locator("#panel .posts .row")
    for date, words in (
        ("2022-08-09", "当时在任"),
        ("2021-12", "2021-03-12 至 2022-08-09 在任"),
        ("2024", "2022-08-10 起在任，未见离任"),
        ("2020", "2020 不在任"),
    ):
        change(read, f"{{ at: '{date}' }}")
        expect(held).to_contain_text(words)
    expect(read.locator("#panel h2")).to_have_text("林远舟")


def test_a_post_that_no_one_has_left_is_held_until_a_successor_comes(read: Page) -> None:
    select(read, SHEN)
    change(read, "{ at: '2023' }")
    expect(read.locator("#panel .posts .row")).to_contain_text("2023 不在任")  # no beginning is reported


def test_an_article_and_what_it_names(read: Page) -> None:
    select(read, ARTICLES[AUGUST])
    assert texts(read, "#panel dd") == ["青禾县召开茶产业大会", "2022-08-10", "青禾日报"]
    expect(read.locator("#panel .articles a.node")).to_have_text("林远舟")


def test_closing_gives_the_focus_back(read: Page) -> None:
    read.locator("#view-graph").focus()
    select(read, LIN)
    read.locator("#panel .close").click()
    expect(read.locator("#panel")).to_be_hidden()
    expect(read.locator("#view-graph")).to_be_focused()
