"""The address: a link opens the same page elsewhere, and the way back goes through what one has seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from asking import change, facts, shown
from county import COUNTY, FANG, LIN, SHEN
from playwright.sync_api import Browser, Page, expect
from watching import watched

STATE = """() => ({
    filters: Object.entries(kg.filters).map(([name, value]) =>
        [name, value instanceof Map || value instanceof Set ? [...value].sort() : value]),
    view: kg.view,
    table: kg.table,
    selected: kg.selected(),
    camera: Object.entries(kg.camera()).map(([name, each]) => each.toFixed(name === "scale" ? 3 : 0)),
})"""


@pytest.fixture
def elsewhere(chromium: Browser, county_file: Path) -> Iterator[Page]:
    """Another reader's browser."""
    context = chromium.new_context(viewport={"width": 1280, "height": 1000}, reduced_motion="reduce")
    page, wrong = watched(context)
    yield page
    context.close()
    assert wrong == []


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    return page


def test_a_link_opens_the_same_page(read: Page, elsewhere: Page) -> None:
    read.evaluate("(id) => kg.select(id)", LIN)
    read.locator(".tools .pin").click()
    read.locator("#type-journalist").uncheck()
    read.locator("#relation-mentions").check()
    read.locator("#relation-part_of").uncheck()
    read.locator("#hide-isolated").check()
    read.locator("#filter-district").fill("qhx")
    read.locator("#filter-district").press("Enter")
    read.locator("#filter-document").fill("0809")
    read.locator("#filter-document").press("Enter")
    for name, date in (("from", "2021"), ("until", "2022-12"), ("at", "2022-10-01")):
        read.locator(f"#filter-{name}").fill(date)
        read.locator(f"#filter-{name}").press("Tab")
    read.locator("#only-dated").check()
    change(read, f"{{ around: {{ id: '{LIN}', steps: 3 }}, hidden: new Set(['{FANG}']) }}")
    read.mouse.move(640, 600)
    read.mouse.wheel(0, -300)
    expect(read).to_have_url(re.compile("camera="))
    read.locator("#view-table").click()
    read.locator("#table th button[data-name=date]").click()
    opened(elsewhere, read.url)
    assert elsewhere.evaluate(STATE) == read.evaluate(STATE)
    assert (shown(elsewhere), facts(elsewhere)) == (shown(read), facts(read))
    assert elsewhere.url == read.url
    expect(elsewhere.locator("#panel h2")).to_have_text("林远舟")
    expect(elsewhere.locator("#table")).to_be_visible()
    expect(elsewhere.locator("#filter-at")).to_have_value("2022-10-01")
    expect(elsewhere.locator("#relation-mentions")).to_be_checked()
    expect(elsewhere.locator("#narrowed li")).to_have_count(8)


def test_what_is_as_at_first_is_not_in_the_address(read: Page) -> None:
    read.evaluate("(id) => kg.select(id)", SHEN)
    assert read.url.partition("#")[2] == quote(SHEN, safe="~()*!.'")
    read.locator("#type-event").uncheck()
    assert read.url.endswith(";types=-event")
    read.locator("#type-event").check()
    read.evaluate("kg.go(null)")
    assert read.url.partition("#")[2] == ""


def test_the_way_back_goes_through_what_one_has_seen(read: Page) -> None:
    read.evaluate("(id) => kg.select(id)", LIN)
    change(read, "{ at: '2021-12' }")
    read.locator("#view-timeline").click()
    read.evaluate("(id) => kg.select(id)", SHEN)
    read.go_back()
    expect(read.locator("#panel h2")).to_have_text("林远舟")
    expect(read.locator("#timeline")).to_be_visible()
    read.go_back()
    expect(read.locator("#timeline")).to_be_hidden()
    assert read.evaluate("kg.filters.at") == "2021-12"
    read.go_back()
    expect(read.locator("#panel")).to_be_hidden()
    assert read.evaluate("kg.filters.at") == ""


@pytest.mark.parametrize(
    "address",
    [
        "#%",
        "#nobody",
        "#a&b&c;types=-nothing,+official;at=2022-99;from=<b>;around=nobody,9",
        f"#{COUNTY}&&nobody;view=nowhere;table=,,;camera=1,2;pinned=nobody,1,2;hidden=%",
        "#;;;=;=a;types;__proto__=1;constructor=2;district=;document=none",
    ],
)
def test_an_address_that_says_nothing_opens_the_page_as_it_is(address: str, elsewhere: Page, county_file: Path) -> None:
    page = opened(
        elsewhere, county_file.as_uri() + address if address[0] == "#" else county_file.as_uri() + "#" + address
    )
    assert page.evaluate("kg.selected()") is None
    assert page.evaluate("kg.view") == "graph"
    assert page.evaluate("kg.narrowed()") is False
    assert len(shown(page)) == page.evaluate("kg.data.nodes.length")


def test_an_address_of_before_the_filters_still_leads_there(elsewhere: Page, county_file: Path) -> None:
    opened(elsewhere, f"{county_file.as_uri()}#{LIN}&holds_post&organization:青禾县委")
    expect(elsewhere.locator("#panel .chosen")).to_contain_text("县委书记")
