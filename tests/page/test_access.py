"""Who cannot use a mouse, or sees little, or nothing, or has a small screen, or reads English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from county import COUNTY, FIRM, LIN, LU, SHEN
from playwright.sync_api import Browser, Page, expect
from watching import watched

AXE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

# The main states of the page, each as one comes to it
STATES = {
    "first look": "kg.go(null)",
    "dossier": f"kg.select('{COUNTY}')",
    "everything unfolded": (
        f"kg.select('{LIN}'); document.querySelectorAll('#panel details').forEach((one) => (one.open = true))"
    ),
    "fact": "kg.go({ edge: kg.edgeAt(0) })",
    "connection": f"kg.go({{ path: ['{LIN}', '{FIRM}'] }})",
    "list": "kg.go({ type: 'official' })",
    "narrowed": f"kg.filter({{ at: '2021-12', around: {{ id: '{LIN}', steps: 2 }}, hidden: new Set(['{SHEN}']) }})",
    "timeline": "kg.setView('timeline')",
    "table": "kg.setView('table')",
    "search": "document.getElementById('search').focus()",
    "saving": "document.getElementById('save').open = true",
}
PHONE = {"width": 380, "height": 760}


@pytest.fixture(scope="module")
def opened(chromium: Browser, county_file: Path) -> Iterator[Callable[..., Page]]:
    """Pages by how they are opened, each opened once."""
    pages: dict[str, tuple[Page, list[str]]] = {}

    def page_of(address: str = "", **options: Any) -> Page:
        key = repr((address, options))
        if key not in pages:
            context = chromium.new_context(
                **{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
            )
            pages[key] = watched(context)
            pages[key][0].goto(county_file.as_uri() + address)
            pages[key][0].wait_for_selector("html[data-ready]")
        return pages[key][0]

    yield page_of
    for page, wrong in pages.values():
        page.context.close()
        assert wrong == []


def come_to(page: Page, state: str, language: str = "zh") -> None:
    page.evaluate(
        f"""() => {{
            document.activeElement.blur();
            document.getElementById("save").open = false;
            kg.setView("graph");
            kg.go(null);
            kg.filter(kg.freshFilters());
            if (kg.language !== "{language}") kg.setLanguage("{language}");
            {STATES[state]};
        }}"""
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious(state: str, scheme: str, opened: Callable[..., Page]) -> None:
    page = opened(color_scheme=scheme)
    come_to(page, state)
    check(page)


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious_on_a_phone(state: str, opened: Callable[..., Page]) -> None:
    page = opened(viewport=PHONE)
    come_to(page, state, "en")
    check(page)


def check(page: Page) -> None:
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE + "\n; null")
    found = page.evaluate(
        "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"
        ".filter(({ impact }) => ['serious', 'critical'].includes(impact))"
        ".map(({ id, nodes }) => [id, ...nodes.map((node) => `${node.html} ${node.failureSummary}`)])"
    )
    assert found == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("state", STATES)
def test_a_phone_is_wide_enough(state: str, language: str, opened: Callable[..., Page]) -> None:
    page = opened(viewport=PHONE)
    come_to(page, state, language)
    assert page.evaluate("document.documentElement.scrollWidth") == 380
    over = page.evaluate(
        """[...document.querySelectorAll("button, summary, input, a, select")].filter((each) => {
            const box = each.getBoundingClientRect();
            const out = box.left < -1 || box.right > 381;
            return out && each.checkVisibility() && !each.closest(".rows, .unseen, .skip");
        }).map((each) => each.outerHTML)"""
    )
    assert over == []


@pytest.mark.parametrize("state", STATES)
def test_the_interface_in_english_has_no_chinese_of_its_own(state: str, opened: Callable[..., Page]) -> None:
    page = opened()
    come_to(page, state, "en")
    own = page.evaluate(
        """() => {
            const found = [];
            const walk = (node) => {
                if (node.nodeType === Node.TEXT_NODE) return void found.push(node.textContent);
                if (node.nodeType !== Node.ELEMENT_NODE || !node.checkVisibility()) return;
                // What the texts say stays as it is: names, words, titles, files, posts and units
                if (node.matches("bdi, blockquote, .title, .document, .post, dd, .about, #language, script")) return;
                for (const name of ["aria-label", "title", "placeholder"]) found.push(node.getAttribute(name) ?? "");
                node.childNodes.forEach(walk);
            };
            walk(document.body);
            return found;
        }"""
    )
    names = {
        each for node in page.evaluate("kg.data.nodes.map((node) => [node.label, ...node.aliases])") for each in node
    }
    chinese = re.compile("[\u4e00-\u9fff]")
    left = [re.sub("|".join(sorted(map(re.escape, names), key=len, reverse=True)), "", each) for each in own]
    assert [each for each in left if chinese.search(each)] == []


def test_by_keyboard_alone(opened: Callable[..., Page]) -> None:
    """Find a person, read a sentence, go to a neighbour, narrow, look at the table, and come back."""
    page = opened(viewport={"width": 1280, "height": 901})
    keyboard = page.keyboard
    keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    keyboard.press("Enter")
    expect(page.locator("#search")).to_be_focused()
    keyboard.type("luyining")
    keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("陆以宁")
    expect(page.locator("#status")).to_have_text("陆以宁")

    def tab_to(selector: str) -> None:
        for _ in range(150):
            keyboard.press("Tab")
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"the Tab key does not lead to {selector}")

    tab_to("#panel .steps-1")
    keyboard.press("Space")
    expect(page.locator("#narrowed")).to_contain_text("陆以宁周围 1 步")
    expect(page.locator("#panel .steps-1")).to_be_focused()
    tab_to("#panel .facts a.node")
    keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    here = page.locator("#panel h2").inner_text()
    assert here != "陆以宁"
    tab_to("#panel summary")
    keyboard.press("Space")
    keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    page.locator("#view-graph").focus()
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(page.locator("#table")).to_be_visible()
    tab_to("#table th button")
    keyboard.press("Enter")
    expect(page.locator("#table th[aria-sort]")).to_have_count(1)


def test_every_control_has_a_name_and_shows_the_focus(opened: Callable[..., Page]) -> None:
    page = opened()
    come_to(page, "dossier")
    page.locator("#search").focus()
    seen: set[str] = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => {
                const each = document.activeElement;
                const { outlineStyle, outlineWidth } = getComputedStyle(each);
                const name = each.getAttribute("aria-label") || each.labels?.[0]?.textContent || each.textContent;
                return [each.id || each.className || each.tagName, name.trim(), outlineStyle, parseFloat(outlineWidth)];
            }"""
        )
        if told[0] == "BODY":
            break
        seen.add(told[0])
        assert told[1], f"{told[0]} has no name"
        assert told[2] != "none", f"the focus of {told[0]} is not seen"
        assert told[3] >= 1
    assert {
        "view-graph",
        "language",
        "theme",
        "zoom-in",
        "type-official",
        "filter-district",
        "close",
        "connect-to",
    } <= seen


def test_what_happens_is_told(opened: Callable[..., Page]) -> None:
    page = opened()
    come_to(page, "first look")
    status = page.locator("#status")
    page.evaluate(f"kg.select('{LU}')")
    expect(status).to_have_text("陆以宁")
    page.evaluate("kg.go(null)")
    expect(status).to_have_text("已关闭")
    page.evaluate("kg.filter({ types: new Set(['official']) })")
    expect(status).to_contain_text("显示 18 个节点")
