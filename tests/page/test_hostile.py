"""Names that would be markup, script, addresses or formulas: everywhere they are shown as written and do nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from asking import texts
from county import AUGUST, COUNTY, FAIR, county, said
from playwright.sync_api import Page, expect
from pyoxigraph import RdfFormat, Triple, parse
from test_page import point

from kg.export import turtle
from kg.graph import Graph

OpenPage = Callable[..., tuple[Page, list[str]]]

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>window.__pwned = 1</script>",
    '"><img src=x onerror="window.__pwned = 1">',
    "<!--<script>",
    "'\"`${alert(1)}{{ 7 * 7 }}",
    "行\u2028分\u2029隔",
    "表情😀👩‍👩‍👧",
    "\u202e反向\u202c\u200f标记",
    "&lt;b&gt;&amp;",
    "https://example.invalid/a.png href=javascript:alert(1)",
]

NAMES = [*HOSTILE, "=1+1", "a;b=c&d,e%2", "#;types=-event", "\\ \"\t'\n"]


def hostile() -> Graph:
    graph = county()
    passage = said(AUGUST, "陆以宁")
    for number, name in enumerate(NAMES):
        person, body = f"official:{name}", f"organization:{name}"
        graph.add_node(person, type="official", name=name, aliases=[name + "甲"], evidence=[passage])
        graph.add_node(body, type="organization", name=name, aliases=[], evidence=[passage])
        graph.add_edge(person, body, type="holds_post", post=name, start="2022-08-09", evidence=[passage])
        graph.add_edge(body, COUNTY, type="belongs_to", evidence=[passage])
        graph.add_edge(person, FAIR, type="attended", role="attendee", evidence=[passage])
        graph.nodes[person]["joins"] = [{"by": name, "names": [name, name], "at": name}]
        graph.nodes[person]["apart"] = [{"from": f"official:{NAMES[number - 1]}", "by": "county", "at": name}]
    return graph


def test_in_every_view(open_page: OpenPage) -> None:
    graph = hostile()
    page, wrong = open_page(graph)

    def whole(selector: str) -> list[str]:
        found: list[str] = page.locator(selector).all_text_contents()
        return found

    page.evaluate("kg.setView('timeline')")
    assert set(NAMES) <= set(whole("#timeline .who bdi"))
    page.evaluate("kg.setView('table')")
    assert set(NAMES) <= set(whole("#table td.source bdi"))
    copied = list(csv.reader(io.StringIO(page.evaluate("kg.tableText()").removeprefix("\ufeff"), newline="")))
    assert {cell for row in copied for cell in row} >= {name for name in NAMES if name[0] not in "='\t"} | {"'=1+1"}
    page.evaluate("kg.setView('graph')")
    for name in NAMES:
        page.evaluate("(id) => kg.select(id)", f"official:{name}")
        page.evaluate("document.querySelectorAll('#panel details').forEach((each) => (each.open = true))")
        expect(page.locator("#panel .reasons li")).to_have_count(2)
        assert whole("#panel h2 bdi") == [name]
        assert page.locator("#panel .post").first.evaluate("(each) => each.textContent") == name
        page.evaluate(
            "(id) => kg.filter({ around: { id, steps: 1 }, pinned: new Map([[id, { x: 1, y: 2 }]]) })",
            f"official:{name}",
        )
        assert f"{name}周围 1 步" in whole("#narrowed bdi")
        address = page.evaluate("location.hash")
        again = page.evaluate(
            """(hash) => {
                const { target, filters } = kg.readAddress(hash);
                return [target.node.id, filters.around.id, [...filters.pinned.keys()]];
            }""",
            address,
        )
        assert again == [f"official:{name}", f"official:{name}", [f"official:{name}"]]
        page.evaluate("kg.filter(kg.freshFilters())")
        page.evaluate("(path) => kg.go({ path })", [f"official:{name}", f"organization:{NAMES[0]}"])
        assert name in whole("#panel .connection bdi")
    assert page.evaluate("document.querySelectorAll('main img, main b, main script, header img').length") == 0
    assert page.evaluate("window.__pwned") is None
    assert wrong == []


def test_in_what_is_saved(open_page: OpenPage) -> None:
    graph = hostile()
    page, _ = open_page(graph)
    with page.expect_download() as found:
        page.evaluate("document.querySelector(\"#save button[data-file='graph.ttl']\").click()")
    told = {quad.triple for quad in parse(Path(found.value.path()).read_bytes(), RdfFormat.TURTLE)}
    whole: set[Triple] = set(turtle.triples(graph))
    assert told <= whole
    labels = {triple.object.value for triple in told if triple.predicate.value.endswith("prefLabel")}
    assert set(NAMES) <= labels
    assert texts(page, "#status") == ["已保存 graph.ttl"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_as_written_and_nothing_runs(name: str, graph: Graph, open_page: OpenPage) -> None:
    identity = f"official:{name}"
    evidence = {"document": name, "start": 0, "end": len(name), "text": name}
    graph.add_node(identity, type="official", name=name, aliases=[name + "甲"], evidence=[evidence])
    graph.add_edge(identity, "district:青禾县", type="holds_post", post=name, as_of=name, evidence=[evidence])
    graph.graph["documents"][name] = name + "。"
    graph.graph["title"] = name
    page, wrong = open_page(graph)
    page.evaluate("(id) => kg.select(id)", identity)
    for selector in (
        "#panel h2 bdi",
        "#panel .aliases bdi",
        "#panel .post",
        "#panel .facts mark",
        "#panel .facts .document",
    ):
        shown = page.locator(selector).first.evaluate("(each) => each.textContent")
        assert shown in (name, name + "甲"), selector
    assert page.evaluate("document.getElementById('title').textContent") == name
    assert page.title() == name
    page.locator("#search").fill(name)
    assert page.locator("#hits bdi").first.evaluate("(each) => each.textContent") == name
    for where in ("{ node: 'district:青禾县' }", "{ type: 'official' }", "{ edge: kg.nodes.get(id).out[0] }"):
        page.evaluate(f"(id) => kg.go({where})", identity)
        links = page.locator("#panel a.node bdi").evaluate_all("(all) => all.map((each) => each.textContent)")
        assert name in links, where
    page.mouse.move(*point(page, identity))
    page.wait_for_timeout(100)
    assert page.locator("#tip strong").evaluate("(each) => each.textContent") == name
    assert page.evaluate("document.querySelectorAll('main img, main b, main script').length") == 0
    assert page.evaluate("window.__pwned") is None
    assert wrong == []
