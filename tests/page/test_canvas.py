"""The canvas: what is drawn and named, dragging and pinning, the saved picture, and graphs too large to draw whole."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from kg.export import html, page_data
from kg.graph import Graph

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
from clustered import clustered

OpenPage = Callable[..., tuple[Page, list[str]]]
LARGE = 2000  # more than vis-network is given at once

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def large() -> Graph:
    return clustered(LARGE)


def place(page: Page, node: str) -> tuple[float, float]:
    """Where a node is drawn, in pixels of the page."""
    x, y = page.evaluate(
        """(id) => {
            const box = document.getElementById("graph").getBoundingClientRect();
            const { x, y } = kg.network.canvasToDOM(kg.nodes.get(id));
            return [box.left + x, box.top + y];
        }""",
        node,
    )
    return x, y


def colours(page: Page, x: float, y: float) -> list[int]:
    """Red, green and blue of the canvas at a place of the page."""
    found: list[int] = page.evaluate(
        """([x, y]) => {
            const canvas = document.querySelector(".vis-network canvas");
            const box = canvas.getBoundingClientRect();
            const times = canvas.width / box.width;
            return [...canvas.getContext("2d").getImageData((x - box.left) * times, (y - box.top) * times, 1, 1).data];
        }""",
        [x, y],
    )
    return found[:3]


def test_the_most_important_nodes_are_named_and_drawn_in_their_colour(graph: Graph, open_page: OpenPage) -> None:
    page, wrong = open_page(graph)
    assert {"district:青禾县", "official:林远舟"} <= set(page.evaluate("kg.labelled()"))
    assert colours(page, *place(page, "official:林远舟")) == [0xD5, 0x5E, 0x00]
    assert wrong == []


def test_no_name_lies_on_another_or_under_the_legend(large: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(large)
    legend = page.evaluate("kg.free().left")
    names = page.evaluate(
        "kg.writtenNames().map(({ x, y, width, height, lines }) => [x, y, width, height * lines.length])"
    )
    assert len(names) > 10
    for index, (x, y, width, height) in enumerate(names):
        assert x - width / 2 >= legend
        for other_x, other_y, other_width, other_height in names[index + 1 :]:
            beside = abs(x - other_x) * 2 >= width + other_width
            above = y + height <= other_y or other_y + other_height <= y
            assert beside or above


def test_a_dragged_node_stays_where_it_is_put_until_it_is_let_go(graph: Graph, open_page: OpenPage) -> None:
    page, wrong = open_page(graph)
    node = "official:沈知秋"
    before = page.evaluate("(id) => ({ x: kg.nodes.get(id).x, y: kg.nodes.get(id).y })", node)
    x, y = place(page, node)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=5)
    page.mouse.up()
    moved_x, moved_y = place(page, node)
    assert (moved_x - x, moved_y - y) == pytest.approx((40, 30), abs=2)
    assert colours(page, moved_x, moved_y) == [0xD5, 0x5E, 0x00]
    assert "pinned" in page.evaluate("location.hash")
    page.evaluate("(id) => kg.togglePin(kg.nodes.get(id))", node)
    assert page.evaluate("(id) => ({ x: kg.nodes.get(id).x, y: kg.nodes.get(id).y })", node) == before
    assert wrong == []


def test_while_the_view_moves_the_picture_moves_with_it(large: Graph, open_page: OpenPage) -> None:
    page, _ = open_page(large)
    page.wait_for_timeout(600)
    node = page.evaluate("kg.data.nodes[0].id")
    x, y = place(page, node)
    colour = colours(page, x, y)
    page.mouse.move(700, 770)
    page.mouse.down()
    page.mouse.move(640, 740, steps=6)
    assert place(page, node) == pytest.approx((x - 60, y - 30), abs=2)
    assert colours(page, x - 60, y - 30) == colour
    page.mouse.up()


def test_a_packed_page_tells_the_same(large: Graph, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_data, "PACKED_FROM", 1)
    page, wrong = open_page(large)
    assert page.locator("#block-nodes").get_attribute("type") == "text/plain"
    node = next(each for each, row in large.nodes(data=True) if row.get("level") == "county")
    event = next(each for each, row in large.nodes(data=True) if row["type"] == "event")
    for each in (node, event):
        row = large.nodes[each]
        found = page.evaluate(
            """(id) => {
                const { label, group, evidence, attributes } = kg.nodes.get(id);
                const words = evidence.map(kg.passage).map(({ start, end }) => [start, end]);
                return { label, group, words, level: attributes.level ?? null };
            }""",
            each,
        )
        assert (found["label"], found["group"]) == (row["name"], row["type"])
        assert found["words"] == [[passage["start"], passage["end"]] for passage in row["evidence"]]
        assert found["level"] == row.get("level")
    texts = page.evaluate("(id) => kg.sentences(kg.nodes.get(id)).map(({ points }) => points.join(''))", node)
    assert all(large.nodes[node]["name"] in text for text in texts)
    facts = page.evaluate("(id) => kg.nodes.get(id).out.length + kg.nodes.get(id).in.length", node)
    assert facts == large.degree(node)
    assert wrong == []


def test_of_a_large_graph_vis_network_holds_what_is_near(large: Graph, open_page: OpenPage) -> None:
    page, wrong = open_page(large)
    held = "Object.keys(kg.network.body.nodes).length"
    assert page.evaluate(held) == 0
    least = page.evaluate("kg.data.nodes.at(-1).id")
    assert page.evaluate("(id) => kg.select(id)", least)
    page.wait_for_timeout(600)
    assert 0 < page.evaluate(held) < LARGE / 2
    assert least in page.evaluate("Object.keys(kg.network.body.nodes)")
    assert wrong == []


def test_a_click_on_a_far_dot_opens_it(large: Graph, open_page: OpenPage) -> None:
    page, wrong = open_page(large)
    page.wait_for_timeout(600)
    name = page.evaluate("kg.data.nodes[3].label")
    page.mouse.click(*place(page, page.evaluate("kg.data.nodes[3].id")))
    expect(page.locator("#panel h2")).to_have_text(name)
    assert wrong == []


def test_the_picture_is_saved_as_png_and_as_svg(graph: Graph, open_page: OpenPage, tmp_path: Path) -> None:
    hostile = '<b>&"</b>'
    graph.nodes["district:青禾县"]["name"] = hostile
    page, wrong = open_page(graph)
    for name in ("graph.png", "graph.svg"):
        page.locator("#save summary").click()
        with page.expect_download() as download:
            page.locator(f'#save [data-file="{name}"]').click()
        download.value.save_as(tmp_path / name)
    assert (tmp_path / "graph.png").read_bytes().startswith(b"\x89PNG\r\n")
    drawing = ElementTree.parse(tmp_path / "graph.svg").getroot()
    assert drawing.tag == f"{SVG}svg"
    titles = {each.text for each in drawing.iter(f"{SVG}title")}
    assert {hostile, *(row["name"] for node, row in graph.nodes(data=True) if node != "district:青禾县")} <= titles
    assert hostile in {each.text for each in drawing.iter(f"{SVG}tspan")}
    drawn = [edge for edge in graph.edges(data="type") if edge[2] != "mentions"]
    assert len(list(drawing.iter(f"{SVG}line"))) == len(drawn)
    assert wrong == []


def test_the_same_large_page_whatever_the_order(large: Graph, tmp_path: Path) -> None:
    turned = large.__class__(**large.graph)
    turned.add_nodes_from(reversed(list(large.nodes(data=True))))
    turned.add_edges_from(reversed(list(large.edges(keys=True, data=True))))
    written = []
    for graph in (large, turned):
        path = tmp_path / "page.html"
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            html.write(graph, stream)
        written.append(path.read_text(encoding="utf-8"))

    def placed(text: str) -> str:
        return text[text.index('id="block-nodes"') : text.index('id="block-edges"')]

    assert placed(written[0]) == placed(written[1])
