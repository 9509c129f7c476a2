"""The query page of `kg serve` in a real browser, with nothing asked of anybody but the server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import Server, serving
from small_graph import graph_named, small_graph

from kg.export import turtle

Opened = tuple[Page, list[str]]
HOSTILE = '<img src=x onerror="window.__pwned = 1">'


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    path = tmp_path_factory.mktemp("asked") / "graph.ttl"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        graph = small_graph()
        hostile = graph_named(HOSTILE)
        graph.add_nodes_from(hostile.nodes(data=True))
        graph.add_edges_from(hostile.edges(data=True))
        turtle.write(graph, stream)
    with serving(path) as running:
        yield running


def told(kind: str, text: str) -> bool:
    """Whether a message is of something wrong. What sanitises the texts of a table parses them aside, where nothing in
    them runs; the browser reports the handlers that it finds there all the same."""
    return kind in ("error", "warning") and not text.startswith("Executing inline event handler")


@pytest.fixture
def opened(chromium: Browser, server: Server) -> Iterator[Opened]:
    """The page, and a list of what should not happen: requests elsewhere, errors, breaches of the policy."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("request", lambda request: request.url.startswith((server.url, "data:")) or wrong.append(request.url))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("console", lambda message: told(message.type, message.text) and wrong.append(message.text))
    page.goto(f"{server.url}/query")
    page.wait_for_selector("html[data-ready]")
    yield page, wrong
    context.close()


def test_a_named_question_with_a_parameter(opened: Opened) -> None:
    page, wrong = opened
    question = page.locator("details[data-name=posts-in]")
    question.locator("summary").click()
    question.locator("input").fill("青禾县")
    question.locator("button").click()
    table = page.locator(".yasr table")
    expect(table).to_contain_text("县委书记")
    expect(table).to_contain_text("苏见微")
    expect(page.locator(".yasqe")).to_contain_text("PREFIX skos:")
    assert wrong == []


def test_every_question_is_listed_in_both_languages(opened: Opened) -> None:
    from kg.query import names

    page, _ = opened
    assert page.locator("#questions summary").count() == len(names())
    expect(page.locator("details[data-name=namesakes] summary")).to_contain_text("People of one name")


def test_sparql_typed_by_hand(opened: Opened) -> None:
    page, wrong = opened
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("SELECT ?post { ?f kg:post ?post } ORDER BY ?post")
    page.locator(".yasqe_queryButton").click()
    expect(page.locator(".yasr table")).to_contain_text("副县长")
    assert wrong == []


def test_what_the_server_refuses_is_shown(opened: Opened) -> None:
    page, _ = opened
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    page.locator(".yasqe_queryButton").click()
    expect(page.locator(".yasr")).to_contain_text("SERVICE is refused")


def test_a_search_marks_the_words(opened: Opened) -> None:
    page, wrong = opened
    page.locator("#words").fill("茶叶")
    page.locator("#words").press("Enter")
    hits = page.locator("#hits .hit")
    expect(hits.filter(has_text="青禾县 发展 茶叶加工").locator("mark").first).to_have_text("茶叶")
    page.locator("#words").fill("无此词")
    page.locator("#words").press("Enter")
    expect(page.locator("#hits")).to_contain_text("没有找到")
    assert wrong == []


def test_a_hostile_name_is_text(opened: Opened) -> None:
    page, wrong = opened
    page.locator("#words").fill("onerror")
    page.locator("#words").press("Enter")
    expect(page.locator("#hits .hit").first).to_contain_text("onerror")
    question = page.locator("details[data-name=career]")
    question.locator("summary").click()
    question.locator("input").fill(HOSTILE)
    question.locator("button").click()
    expect(page.locator(".yasr table")).to_contain_text("onerror")
    assert page.locator("img").count() == 0
    assert page.evaluate("window.__pwned") is None
    assert wrong == []


def test_a_parameter_that_is_missing_is_asked_for(opened: Opened) -> None:
    page, _ = opened
    question = page.locator("details[data-name=posts-at]")
    question.locator("summary").click()
    question.locator("button").click()
    assert page.evaluate("document.activeElement.name") == "name"


def test_the_policy_forbids_what_is_not_from_here(opened: Opened) -> None:
    page, wrong = opened
    page.evaluate("fetch('https://example.invalid/').catch(() => {})")
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in each for each in wrong)


def test_without_a_network_page_the_query_page_is_the_first(server: Server) -> None:
    assert server.ask("/").status == 307
    assert server.ask("/").headers["location"] == "/query"
