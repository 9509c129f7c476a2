"""What is shown is saved in the shapes of the files of a build."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from asking import change, shown
from county import COUNTY, county
from playwright.sync_api import Page, expect
from pyoxigraph import RdfFormat, Triple, parse

from kg.export import tables, turtle
from kg.spreadsheet import unguarded


def saved(page: Page, file: str) -> str:
    page.locator("#save summary").click()
    with page.expect_download() as found:
        page.locator(f"#save button[data-file='{file}']").click()
    assert found.value.suggested_filename == file
    expect(page.locator("#save ul")).to_be_hidden()
    return Path(found.value.path()).read_text(encoding="utf-8")


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def of_build(writer: Any) -> list[dict[str, str]]:
    stream = io.StringIO()
    writer(county(), stream)
    return rows(stream.getvalue())


def alike(row: dict[str, str]) -> dict[str, Any]:
    """Numbers as numbers: Python writes 12.0 where the page writes 12."""
    return {name: float(cell) if name in ("value", "upper") and cell else cell for name, cell in row.items()}


NARROWED = [
    "{}",
    "{ district: 'district:白石县' }",
    "{ at: '2021-12' }",
    "{ relations: new Set(), types: new Set(['journalist']) }",
]


@pytest.mark.parametrize("filters", NARROWED)
def test_nodes_as_in_entities_csv(filters: str, read: Page) -> None:
    change(read, filters)
    found = rows(saved(read, "entities.csv"))
    left = shown(read)
    assert {row["id"] for row in found} == left
    assert sorted(map(str, map(alike, found))) == sorted(
        str(alike(row)) for row in of_build(tables.write_entities) if row["id"] in left
    )


@pytest.mark.parametrize("filters", NARROWED)
def test_facts_as_in_relations_csv(filters: str, read: Page) -> None:
    change(read, filters)
    found = rows(saved(read, "relations.csv"))
    built = [tuple(row.items()) for row in of_build(tables.write_relations)]
    assert len(found) == read.evaluate("kg.shownCounts().edges")
    assert found
    assert {tuple(row.items()) for row in found} <= set(built)


@pytest.mark.parametrize("filters", NARROWED)
def test_turtle_that_is_part_of_graph_ttl(filters: str, read: Page) -> None:
    change(read, filters)
    text = saved(read, "graph.ttl")
    found = {quad.triple for quad in parse(text.encode(), RdfFormat.TURTLE)}
    whole: set[Triple] = set(turtle.triples(county()))
    assert found <= whole
    labels = {triple.object.value for triple in found if triple.predicate.value.endswith("prefLabel")}
    names = {county().nodes[node]["name"] for node in shown(read)}
    assert labels == names
    told = {triple.subject for triple in found if triple.predicate.value.endswith("#subject")}
    assert len(told) == read.evaluate("kg.shownCounts().edges")


def test_a_cell_that_would_run_as_a_formula_does_not(read: Page) -> None:
    words = ["=1+1", "＋1", "-x", "\x08=1", "\u200b @x", "'quoted'", "plain", 'a"b', "two\nlines", -3]
    text = read.evaluate("(words) => kg.csv([words])", words)
    found = next(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [cell[:1] for cell in found[:5]] == ["'"] * 5
    assert [unguarded(cell) for cell in found] == [*words[:-1], "-3"]


def test_the_menu_is_closed_by_escape(read: Page) -> None:
    read.evaluate("(id) => kg.select(id)", COUNTY)
    read.locator("#save summary").press("Enter")
    read.keyboard.press("Tab")
    expect(read.locator("#save button").first).to_be_focused()
    read.keyboard.press("Escape")
    expect(read.locator("#save summary")).to_be_focused()
    expect(read.locator("#save ul")).to_be_hidden()
    expect(read.locator("#panel")).to_be_visible()
