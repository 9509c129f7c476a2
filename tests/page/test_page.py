"""The page in a real browser: what a reader does with it, and what a hostile text cannot do to it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from invented import DOCUMENT, TEXT, data, node, said
from playwright.sync_api import Page, expect

from kg.export import html
from kg.graph import Graph, from_node_link

OpenPage = Callable[..., tuple[Page, list[str]]]


def point(page: Page, *ids: str) -> tuple[float, float]:
    """Where on the screen a node is drawn, or the middle between two, in pixels of the page."""
    x, y = page.evaluate(
        """(ids) => {
            const box = document.getElementById("graph").getBoundingClientRect();
            const at = ids.map((id) => kg.network.canvasToDOM(kg.network.getPosition(id)));
            const middle = (axis) => at.reduce((sum, each) => sum + each[axis], 0) / at.length;
            return [box.left + middle("x"), box.top + middle("y")];
        }""",
        list(ids),
    )
    return x, y


def drawn(page: Page) -> set[str]:
    return set(page.evaluate("Object.keys(kg.network.body.nodes)"))


def written(graph: Graph) -> str:
    stream = io.StringIO()
    html.write(graph, stream)
    return stream.getvalue()


def block(text: str, name: str) -> Any:
    """What the page holds under that name; a small page holds it as it stands."""
    found = re.search(rf'<script type="application/json" id="block-{name}">(.*?)</script>', text, re.DOTALL)
    return None if found is None else json.loads(found[1])


def test_opens_from_disk_without_a_request_or_an_error(graph: Graph, open_page: OpenPage) -> None:
    page, wrong = open_page(graph)
    assert drawn(page) == set(graph)
    page.mouse.move(*point(page, "district:青禾县"))
    page.wait_for_timeout(300)
    assert wrong == []


def test_the_policy_forbids_requests_and_foreign_scripts(graph: Graph, open_page: OpenPage) -> None:
    page, wrong = open_page(graph)
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.__pwned = 1";
            document.body.append(script);
            const image = new Image();
            image.src = "https://example.invalid/a.png";
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.__pwned") is None
    assert sum("Content Security Policy" in each for each in wrong) == 2


def test_a_click_on_a_node_shows_its_facts_and_the_words_that_say_them(graph: Graph, open_page: OpenPage) -> None:
    page, wrong = open_page(graph)
    page.mouse.click(*point(page, "official:沈知秋"))
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("沈知秋")
    expect(panel).to_contain_text("局长")
    quote = panel.locator(".facts blockquote")
    expect(quote.locator("mark")).to_have_text("县农业局局长沈知秋")
    expect(quote.locator("p")).to_have_text("县农业局局长沈知秋汇报工作。")
    start = TEXT.index("县农业局局长沈知秋")
    expect(quote.locator("footer")).to_contain_text(DOCUMENT)
    expect(quote.locator("footer")).to_contain_text(f"{start}–{start + 9}")
    assert wrong == []


def test_a_fold_opens_to_its_sentence(graph: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(graph, "#" + "district:青禾县")
    fold = page.locator("#panel .places details").first
    expect(fold.locator("mark")).to_have_count(0)
    fold.locator("summary").click()
    expect(fold.locator("mark")).to_have_text("青禾县属云川市")


def test_without_the_documents_the_words_alone_are_shown(graph: Graph, open_page: OpenPage) -> None:
    del graph.graph["documents"]
    page, _ = open_page(graph, "#official:沈知秋")
    expect(page.locator("#panel .facts blockquote p")).to_have_text("县农业局局长沈知秋")


def test_posts_stand_in_order_with_their_dates(graph: Graph, open_page: OpenPage) -> None:
    head, office = "official:林远舟", "organization:青禾县农业局"
    passage = graph.nodes[head]["evidence"]
    seen = [f"2021-0{month}-01" for month in range(1, 7)]
    former = {"post": "副局长", "over": "2021-01-09", "former": "yes"}
    for post in ({"post": "局长", "start": "2021-01-01", "end": "2021-07-01", "as_of": seen[0], "seen": seen}, former):
        graph.add_edge(head, office, type="holds_post", evidence=passage, **post)
    page, wrong = open_page(graph, f"#{head}")
    rows = page.locator("#panel section", has_text="任职").first.locator(".row")
    assert [" ".join(row.inner_text().split()) for row in rows.all()] == [
        "青禾县农业局 局长 2021-01-01 起 见于 2021-02-01 至 2021-06-01（5 次） 2021-07-01 止",
        "青禾县农业局 副局长 曾任 2021-01-09 前已离任",
        "青禾县 县长 见于 2022-08-09 县级",
        "青禾县 县委副书记 县级",
    ]
    assert wrong == []


def test_a_click_on_a_line_shows_the_fact(graph: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(graph)
    page.mouse.click(*point(page, "official:沈知秋", "organization:青禾县农业局"))
    expect(page.locator("#panel h2")).to_contain_text("沈知秋")
    expect(page.locator("#panel h2")).to_contain_text("青禾县农业局")
    expect(page.locator("#panel .chosen mark")).to_have_text("县农业局局长沈知秋")


def test_facts_that_share_a_line_are_shown_together(graph: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(graph, "#official:林远舟&holds_post&district:青禾县&1")
    expect(page.locator("#panel .facts li")).to_have_count(2)
    expect(page.locator("#panel .chosen")).to_contain_text("县委副书记")
    expect(page.locator("#panel .facts li:not(.chosen)")).to_contain_text("2022-08-09")


def test_what_is_inferred_says_so(graph: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(graph, "#district:南陵省")
    expect(page.locator("#panel .facts .inferred")).to_contain_text("推断")
    expect(page.locator("#panel blockquote")).to_have_count(0)


def test_search_by_alias_and_enter(graph: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(graph)
    page.locator("#search").press_sequentially("林县")
    expect(page.locator("#hits [role=option]")).to_have_count(1)
    expect(page.locator("#hits")).to_contain_text("官员")
    expect(page.locator("#hits")).to_contain_text("林县长")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("林远舟")
    assert page.evaluate("kg.selected()") == "official:林远舟"


def test_search_with_the_arrow_keys(graph: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(graph)
    page.keyboard.press("/")
    page.keyboard.type("青禾县")
    options = page.locator("#hits [role=option]")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(options.first.locator("bdi").first).to_have_text("青禾县")
    page.keyboard.press("ArrowDown")
    second = options.nth(1).locator("bdi").first.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(second)


def test_the_legend_takes_a_type_off_the_canvas(graph: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(graph)
    page.locator("#legend").get_by_label("官员", exact=True).uncheck()
    assert set(graph) - drawn(page) == {"official:林远舟", "official:沈知秋"}
    page.locator("#legend").get_by_label("官员", exact=True).check()
    assert drawn(page) == set(graph)


def test_the_legend_takes_relations_and_lone_nodes_off_the_canvas(graph: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(graph)
    lines = "Object.keys(kg.network.body.edges).length"
    shown = sum(relation != "mentions" for *_, relation in graph.edges(data="type"))
    assert page.evaluate(lines) == shown
    page.locator("#relation-mentions").check()
    assert page.evaluate(lines) == graph.number_of_edges()
    page.locator("#relation-wrote").uncheck()
    page.locator("#relation-mentions").uncheck()
    assert page.evaluate(lines) == shown - 1
    page.locator("#hide-isolated").check()
    assert set(graph) - drawn(page) == {"industry:茶叶", "journalist:苏晚晴", "article:1"}


def test_what_is_asked_for_is_shown_even_where_a_filter_hid_it(graph: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(graph)
    page.locator("#type-official").uncheck()
    assert page.evaluate("kg.select('official:林远舟')") is True
    assert "official:林远舟" in drawn(page)
    expect(page.locator("#type-official")).to_be_checked()


def test_links_and_the_back_button(graph: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(graph, "#official:林远舟")
    page.locator("#panel a.node", has_text="青禾县产业大会").click()
    expect(page.locator("#panel h2")).to_have_text("青禾县产业大会")
    page.go_back()
    expect(page.locator("#panel h2")).to_have_text("林远舟")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()


def test_the_other_language(graph: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(graph, "#official:林远舟")
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#legend")).to_contain_text("organization")
    expect(page.locator("#panel h3").first).to_have_text("Posts")
    expect(page.locator("#panel h4").first).to_contain_text("Posts held")
    chinese = re.compile("[\u4e00-\u9fff]")
    assert not chinese.search(page.locator("#legend").inner_text())
    assert not chinese.search(page.locator("#search").get_attribute("placeholder") or "")
    page.locator("#language").click()
    expect(page.locator("#legend")).to_contain_text("机构")


def test_dark_and_light(graph: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(graph, color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("#theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_on_a_phone_the_panel_comes_up_from_below(graph: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(graph, viewport={"width": 390, "height": 780})
    expect(page.locator("#legend")).to_be_hidden()
    page.mouse.click(*point(page, "official:林远舟"))
    box = page.locator("#panel").bounding_box()
    assert box is not None
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 780)
    assert box["y"] > 300
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_every_control_is_reached_by_the_tab_key(graph: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(graph, "#official:林远舟")
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.closest('aside, #graph')?.id"))
    wanted = {
        "search",
        "language",
        "theme",
        "legend-switch",
        "zoom-in",
        "type-official",
        "hide-isolated",
        "panel",
        "graph",
    }
    assert wanted <= reached


def test_an_empty_graph_says_so(open_page: OpenPage) -> None:
    page, wrong = open_page(from_node_link({"nodes": [], "edges": []}))
    expect(page.locator("#empty")).to_be_visible()
    page.locator("#search").fill("青禾")
    expect(page.locator("#hits")).to_contain_text("没有找到")
    page.locator("#zoom-all").click()
    assert wrong == []


def test_marks_count_code_points(graph: Graph, open_page: OpenPage) -> None:
    text = "😀😀青禾县召开大会。"
    graph.graph["documents"]["表情.txt"] = text
    evidence = [{"document": "表情.txt", "start": 2, "end": 5, "text": "青禾县"}]
    graph.add_node("campaign:x", type="campaign", name="大会", aliases=[], evidence=evidence)
    page, _ = open_page(graph, "#campaign:x")
    expect(page.locator("#panel mark")).to_have_text("青禾县")
    expect(page.locator("#panel blockquote p")).to_have_text(text)


def test_each_sentence_is_written_once_and_no_more_of_a_document(graph: Graph) -> None:
    unread = "这一句没有任何事实，不应写入页面。"
    graph.graph["documents"][DOCUMENT] = TEXT + unread
    contexts = block(written(graph), "context-0")["text"]
    assert len(contexts) == len(set(contexts))
    assert not any(unread in text for text in contexts)
    assert any("林远舟主持会议并讲话。" in text for text in contexts)


def test_a_document_that_has_changed_is_not_quoted(graph: Graph) -> None:
    graph.graph["documents"][DOCUMENT] = "改" + TEXT
    assert block(written(graph), "context-0") is None


def test_a_passage_names_the_article_around_it(graph: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(graph)
    start = said("青禾县")["start"]
    assert page.evaluate(
        """(start) => {
            const all = Array.from({ length: kg.data.counts.passages }, (_, number) => kg.passage(number));
            return all.filter((each) => each.start === start).map((each) => kg.data.nodes[each.article].id);
        }""",
        start,
    ) == ["article:1", "article:1"]


SCRIPT = """
import hashlib, io, random, sys
sys.path.insert(0, {tests!r})
from invented import data, DOCUMENT, TEXT
from kg.export import html
from kg.graph import from_node_link
graph = from_node_link(data())
graph.graph["documents"] = {{DOCUMENT: TEXT}}
random.seed()
stream = io.StringIO()
html.write(graph, stream)
print(hashlib.sha256(stream.getvalue().encode()).hexdigest())
"""


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    tests = os.path.dirname(os.path.abspath(__file__))
    hashes = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT.format(tests=tests)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(hashes) == 1
    assert len(hashes.pop().strip()) == 64


def test_the_layout_does_not_ask_for_an_order_and_lets_nothing_overlap() -> None:
    from kg.export.layout import places

    rows = data()
    for number in range(60):
        rows["nodes"].append(node(f"official:{number}", "official", f"人{number}", [said("青禾县")]))
        target = "district:青禾县" if number % 3 else "organization:青禾县农业局"
        rows["edges"].append({"source": f"official:{number}", "target": target, "type": "holds_post", "post": "科员"})
    first = places(from_node_link(rows))
    rows["nodes"].reverse()
    rows["edges"].reverse()
    assert places(from_node_link(rows)) == first
    assert len({(place.x, place.y) for place in first.values()}) == len(first)
    found = sorted(first.values(), key=lambda place: (place.x, place.y))
    for index, one in enumerate(found):
        for other in found[index + 1 :]:
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 > (one.radius + other.radius) ** 2


def test_the_layout_leaves_the_random_numbers_of_others_alone() -> None:
    import random

    from kg.export.layout import places

    random.seed(7)
    expected = random.random()
    random.seed(7)
    places(from_node_link(data()))
    assert random.random() == expected
