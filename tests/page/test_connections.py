"""The shortest connection of two nodes."""

from __future__ import annotations

import re

from asking import change, texts
from county import CITY, COUNTY, FIRM, LIN, LU, NAMESAKE, OTHER, SHEN
from playwright.sync_api import Page, expect


def way(page: Page, one: str, other: str) -> list[str] | None:
    found: list[str] | None = page.evaluate(
        "(ends) => kg.connection(ends)?.nodes.map((node) => node.id) ?? null", [one, other]
    )
    return found


def test_it_is_chosen_by_name_and_shown_with_its_sentences(read: Page) -> None:
    read.evaluate("(id) => kg.select(id)", NAMESAKE)
    read.locator("#connect-to").fill("luyining")
    read.locator("#connect-to").press("Enter")
    expect(read.locator("#panel .kicker")).to_have_text("最短连接")
    names = texts(read, "#panel .connection > li > a.node")
    assert (names[0], names[-1]) == ("林远舟", "陆以宁")
    assert len(names) == 7
    marks = read.locator("#panel .connection details[open] mark").all_text_contents()
    assert len(marks) == 6
    assert {"白石县属云川市", "云溪茶业公司董事长陆以宁"} <= set(marks)
    lit = set(read.evaluate("[...kg.lit().nodes]"))
    assert {NAMESAKE, OTHER, CITY, COUNTY, FIRM, LU} < lit


def test_of_several_ways_the_one_through_the_least_connected(read: Page) -> None:
    # through the fair, through the county, or through its cooperation
    assert way(read, SHEN, FIRM) == [SHEN, COUNTY, FIRM]
    assert way(read, LIN, LU) == [LIN, "event:茶产业大会", LU]
    assert way(read, LU, LIN) == [LU, "event:茶产业大会", LIN]


def test_through_what_is_shown_and_else_through_all(read: Page) -> None:
    change(read, "{ types: new Set(['event']) }")
    assert way(read, LIN, LU) == [LIN, "organization:青禾县委", COUNTY, FIRM, LU]
    change(read, "{ types: new Set(['event', 'organization']) }")
    assert way(read, LIN, LU) == [LIN, "event:茶产业大会", LU]
    read.evaluate("(path) => kg.go({ path })", [LIN, LU])
    expect(read.locator("#panel")).to_contain_text("经过未显示部分")


def test_where_nothing_connects_two(read: Page) -> None:
    read.evaluate("(path) => kg.go({ path })", [LIN, "industry:茶叶"])
    expect(read.locator("#panel")).to_contain_text("没有任何连接")


def test_it_has_an_address(read: Page) -> None:
    read.evaluate("(path) => kg.go({ path })", [LIN, LU])
    expect(read).to_have_url(re.compile(r"#official[^&]*&&official"))
    read.evaluate("kg.go(null)")
    read.go_back()
    expect(read.locator("#panel h2")).to_have_text("林远舟—陆以宁")


def test_a_step_is_followed(read: Page) -> None:
    read.evaluate("(path) => kg.go({ path })", [LIN, LU])
    read.locator("#panel .connection a.node", has_text="茶产业大会").click()
    expect(read.locator("#panel h2")).to_have_text("茶产业大会")
