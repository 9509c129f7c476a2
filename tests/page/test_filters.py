"""What narrows the graph: each filter by its control, and what it leaves."""

from __future__ import annotations

import pytest
from asking import change, facts, shown, texts
from county import (
    ARTICLES,
    AUGUST,
    CITY,
    COMMITTEE,
    COUNTY,
    FAIR,
    FANG,
    FIRM,
    LIN,
    LU,
    MARCH,
    MEETING,
    NAMESAKE,
    OTHER,
    PUSH,
    SECOND,
    SHEN,
    county,
)
from playwright.sync_api import Page, expect

from kg.chronicle import as_of, posts_at

ALL = set(county())


def pick(page: Page, name: str, query: str) -> None:
    page.locator(f"#filter-{name}").fill(query)
    page.locator(f"#filter-{name}").press("Enter")


def write(page: Page, name: str, date: str) -> None:
    page.locator(f"#filter-{name}").fill(date)
    page.locator(f"#filter-{name}").press("Tab")


def test_types_and_their_counts(read: Page) -> None:
    read.locator("#type-event").uncheck()
    assert shown(read) == ALL - {MEETING, FAIR, PUSH}
    assert not {relation for _, relation, _ in facts(read)} & {"attended", "organized_by", "held_in"}
    expect(read.locator("#legend li", has=read.locator("#relation-attended")).locator(".count")).to_have_text("0/5")
    expect(read.locator("#legend .counts")).to_have_text("20/23 个节点 · 16/28 条事实")


def test_relations(read: Page) -> None:
    read.locator("#relation-attended").uncheck()
    read.locator("#relation-mentions").check()
    assert shown(read) == ALL
    relations = {relation for _, relation, _ in facts(read)}
    assert "attended" not in relations
    assert "mentions" in relations


def test_a_district_and_what_is_of_it(read: Page) -> None:
    pick(read, "district", "bsx")
    assert shown(read) == {OTHER, SECOND, NAMESAKE, PUSH, CITY}
    assert ("event:项目推进会", "organized_by", OTHER) in facts(read)
    expect(read.locator("#narrowed")).to_contain_text("区划：白石县")
    expect(read.locator("#filter-district")).to_have_value("白石县")
    read.locator("#filter-district").fill("")
    read.locator("#filter-district").press("Tab")
    assert shown(read) == ALL


def test_a_document_and_what_it_says(read: Page) -> None:
    pick(read, "document", "白石日报")
    left = shown(read)
    assert {OTHER, CITY, NAMESAKE, PUSH, SECOND, COUNTY} <= left
    assert not {LIN, SHEN, FANG, LU, FAIR, MEETING} & left
    assert (COUNTY, "part_of", CITY) in facts(read)
    assert (COMMITTEE, "belongs_to", COUNTY) not in facts(read)


def test_dates_that_one_writes(read: Page) -> None:
    write(read, "from", "2022-01")
    write(read, "until", "2022-09")
    left = shown(read)
    assert FAIR in left
    assert not {MEETING, PUSH, FANG, ARTICLES[MARCH]} & left
    assert ARTICLES[AUGUST] in left
    # a post that was held then, and what has no date
    assert (LIN, "holds_post", COMMITTEE) in facts(read)
    assert (FIRM, "undertakes", "project:云溪茶园") in facts(read)
    expect(read.locator("#narrowed")).to_contain_text("2022-01 至 2022-09")


def test_only_what_has_a_date(read: Page) -> None:
    change(read, "{ from: '2022-01', until: '2022-09' }")
    read.locator("#only-dated").check()
    assert (FIRM, "undertakes", "project:云溪茶园") not in facts(read)
    assert "project:云溪茶园" not in shown(read)
    assert (LU, "attended", FAIR) in facts(read)


def test_a_date_that_is_none_is_refused(read: Page) -> None:
    write(read, "from", "2022-13")
    expect(read.locator("#filter-from")).to_have_attribute("aria-invalid", "true")
    expect(read.locator("#filter-from-problem")).to_contain_text("2022-08-09")
    assert shown(read) == ALL
    write(read, "from", "2022/08")
    assert read.evaluate("kg.filters.from") == "2022-08"


def test_a_range_drawn_in_the_histogram(read: Page) -> None:
    bars = read.locator(".bars rect")
    assert bars.count() == 21  # March 2021 to November 2022, by month
    assert [title for title in bars.locator("title").all_text_contents() if not title.endswith("：0")] == [
        "2021-03：1",
        "2022-08：1",
        "2022-11：1",
    ]
    box = read.locator(".bars").bounding_box()
    assert box is not None
    month = box["width"] / 21
    read.mouse.move(box["x"] + 16.5 * month, box["y"] + 10)
    read.mouse.down()
    read.mouse.move(box["x"] + 18.5 * month, box["y"] + 10, steps=3)
    read.mouse.up()
    assert read.evaluate("[kg.filters.from, kg.filters.until]") == ["2022-07", "2022-09"]
    assert not {MEETING, PUSH} & shown(read)
    assert read.locator(".bars .in").count() == 3


def test_the_range_moved_by_keys(read: Page) -> None:
    handle = read.locator(".handle.from")
    expect(handle).to_have_attribute("aria-valuetext", "2021-03")
    handle.press("ArrowRight")
    assert read.evaluate("kg.filters.from") == "2021-04"
    expect(handle).to_be_focused()
    assert MEETING not in shown(read)
    read.locator(".handle.until").press("Home")
    assert read.evaluate("kg.filters.until") == "2021-04"
    handle.press("Home")
    read.locator(".handle.until").press("End")
    assert read.evaluate("[kg.filters.from, kg.filters.until]") == ["", ""]


@pytest.mark.parametrize(
    "date", ["2020", "2021-03-11", "2021-03-12", "2021-03", "2021-12-31", "2022", "2022-08-10", "2024"]
)
def test_the_posts_held_on_a_date_are_those_of_the_program(date: str, read: Page) -> None:
    write(read, "at", date)
    graph = county()
    held = {(held.person, held.body) for held in posts_at(graph, date)}
    assert {(source, target) for source, relation, target in facts(read) if relation == "holds_post"} == held
    rest = {(source, row["type"], target) for source, target, row in as_of(graph, date).edges(data=True)}
    hidden = {"holds_post", "mentions"}
    assert {fact for fact in facts(read) if fact[1] not in hidden} <= rest
    expect(read.locator("#narrowed")).to_contain_text(f"截至 {date}")


def test_nothing_of_a_later_event_is_told(read: Page) -> None:
    write(read, "at", "2021-12")
    assert not {FAIR, PUSH, LU, ARTICLES[AUGUST]} & shown(read)
    assert MEETING in shown(read)


def test_nodes_without_a_line(read: Page) -> None:
    assert "industry:茶叶" in shown(read)
    read.locator("#hide-isolated").check()
    assert ALL - shown(read) == {"industry:茶叶", ARTICLES[AUGUST], "article:2022/白石日报-1103.txt#1"}


@pytest.mark.parametrize(
    ("steps", "more"),
    [(1, set()), (2, {COUNTY, FANG, SHEN, LU}), (3, {MEETING, CITY, FIRM, "project:云溪茶园"})],
)
def test_the_surroundings_of_a_node(steps: int, more: set[str], read: Page) -> None:
    read.evaluate("(id) => kg.select(id)", LIN)
    read.locator(f".tools .steps-{steps}").click()
    left = shown(read)
    assert {LIN, COMMITTEE, FAIR} | more <= left
    if steps == 1:
        assert left == {LIN, COMMITTEE, FAIR}
    assert NAMESAKE not in left
    expect(read.locator(f".tools .steps-{steps}")).to_have_attribute("aria-pressed", "true")
    expect(read.locator("#narrowed")).to_contain_text(f"林远舟周围 {steps} 步")
    read.locator(f".tools .steps-{steps}").click()
    assert shown(read) == ALL


def test_a_node_is_hidden_and_comes_back(read: Page) -> None:
    read.evaluate("(id) => kg.select(id)", COUNTY)
    read.locator(".tools .hide").click()
    expect(read.locator("#panel")).to_be_hidden()
    assert shown(read) == ALL - {COUNTY}
    read.locator("#narrowed button", has_text="已隐藏 1 个节点").click()
    assert shown(read) == ALL


def test_a_pinned_node_stays_whatever_the_filters_say(read: Page) -> None:
    read.evaluate("(id) => kg.select(id)", SHEN)
    read.locator(".tools .pin").click()
    expect(read.locator(".tools .pin")).to_have_attribute("aria-pressed", "true")
    read.locator("#type-official").uncheck()
    left = shown(read)
    assert SHEN in left
    assert LIN not in left
    assert (SHEN, "holds_post", COUNTY) in facts(read)
    read.locator("#narrowed button", has_text="固定：沈知秋").click()
    assert SHEN not in shown(read)


def test_a_node_that_is_dragged_is_pinned_where_it_was_put(read: Page) -> None:
    x, y = read.evaluate(
        """(id) => {
            const box = document.getElementById("graph").getBoundingClientRect();
            const at = kg.network.canvasToDOM(kg.network.getPosition(id));
            return [box.left + at.x, box.top + at.y];
        }""",
        FANG,
    )
    before = read.evaluate("(id) => kg.network.getPosition(id)", FANG)
    read.wait_for_timeout(200)  # what is not drawn yet cannot be taken hold of
    read.mouse.move(x, y)
    read.mouse.down()
    for step in range(1, 6):  # as fast as a hand: what watches the pointer looks at it between
        read.mouse.move(x + 12 * step, y + 8 * step)
        read.wait_for_timeout(20)
    read.mouse.up()
    after = read.evaluate("(id) => kg.network.getPosition(id)", FANG)
    assert after != before
    assert read.evaluate("[...kg.filters.pinned.keys()]") == [FANG]
    change(read, "{ pinned: new Map() }")
    assert read.evaluate("(id) => kg.network.getPosition(id)", FANG) == before


def test_filters_that_add_up_and_all_taken_back(read: Page) -> None:
    pick(read, "district", "青禾县")
    write(read, "from", "2022")
    read.locator("#type-organization").uncheck()
    left = shown(read)
    assert FAIR in left
    assert not {MEETING, PUSH, OTHER, COMMITTEE, FIRM} & left
    assert len(texts(read, "#narrowed button")) == 3
    read.locator("#narrowed .every").click()
    assert shown(read) == ALL - {COMMITTEE, SECOND, FIRM}


def test_a_change_is_told_to_who_hears_the_page(read: Page) -> None:
    read.locator("#type-event").uncheck()
    expect(read.locator("#status")).to_have_text("显示 20 个节点，16 条事实")
