"""Names that would be markup, script, addresses or formulas: everywhere they are shown as written and do nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from asking import texts
from county import AUGUST, COUNTY, FAIR, county, said
from playwright.sync_api import Page, expect
from pyoxigraph import RdfFormat, Triple, parse
from test_page import HOSTILE

from kg.export import turtle
from kg.graph import Graph

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


def test_in_every_view(open_page: Callable[..., tuple[Page, list[str]]]) -> None:
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


def test_in_what_is_saved(open_page: Callable[..., tuple[Page, list[str]]]) -> None:
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
