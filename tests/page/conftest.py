"""A browser, and pages written from a small graph and opened in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from county import county
from invented import DOCUMENT, TEXT, data
from playwright.sync_api import Browser, Error, Page, sync_playwright
from watching import watched

from kg.export import html
from kg.graph import Graph, from_node_link

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium of KG_CHROMIUM, else one on the path, else playwright's own; the tests fail where there is none."""
    path = os.environ.get("KG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        except Error as error:
            pytest.fail(
                "no Chromium to open the page with: run scripts/install-chromium or set KG_CHROMIUM to the path of one "
                f"({str(error).splitlines()[0]})"
            )
        yield browser
        browser.close()


@pytest.fixture
def graph() -> Graph:
    """The small graph with the text that it was read from."""
    made = from_node_link(data())
    made.graph["documents"] = {DOCUMENT: TEXT}
    return made


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    """Write a graph's page and open it from disk with the network off.

    Gives the page and a list that everything that should not happen is added to: requests that are not for files,
    requests that fail, errors, dialogs.
    """
    contexts = []

    def opened(graph: Graph, address: str = "", **options: Any) -> tuple[Page, list[str]]:
        path = tmp_path / "graph.html"
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            html.write(graph, stream)
        context = chromium.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options}
        )
        contexts.append(context)
        page, wrong = watched(context)
        page.goto(path.as_uri() + address)
        page.wait_for_selector("html[data-ready]")
        return page, wrong

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def county_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the counties (county.py), written once."""
    path = tmp_path_factory.mktemp("county") / "graph.html"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        html.write(county(), stream)
    return path


@pytest.fixture(scope="session")
def county_opened(chromium: Browser, county_file: Path) -> Iterator[tuple[Page, list[str]]]:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 1000},
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page, wrong = watched(context)
    page.goto(county_file.as_uri())
    page.wait_for_selector("html[data-ready]")
    yield page, wrong
    context.close()


@pytest.fixture
def read(county_opened: tuple[Page, list[str]]) -> Iterator[Page]:
    """The page of the counties as it opens, one for all tests; nothing may go wrong in any of them."""
    page, wrong = county_opened
    page.evaluate(
        """() => {
            kg.go(null);
            kg.setView("graph");
            kg.table = { of: "facts", by: "", down: false };
            kg.filter(kg.freshFilters());
            if (kg.language !== "zh") kg.setLanguage("zh");
            document.getElementById("search").value = "";
            document.activeElement.blur();
            kg.fit({ animate: false });
        }"""
    )
    yield page
    said = wrong.copy()
    wrong.clear()
    assert said == []
