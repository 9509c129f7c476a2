"""What the tests of the page ask it: what is shown, what is on the canvas, where something stands."""

from __future__ import annotations

from playwright.sync_api import Page


def shown(page: Page) -> set[str]:
    """The ids of the nodes that the filters leave; the canvas and the filters must agree."""
    left = set(page.evaluate("kg.data.nodes.filter(kg.nodeShown).map((node) => node.id)"))
    assert set(page.evaluate("Object.keys(kg.network.body.nodes)")) == left
    return left


def facts(page: Page) -> set[tuple[str, str, str]]:
    """The facts that the filters leave, as source, relation, target."""
    rows = page.evaluate("kg.shownEdges().map((edge) => [edge.from, edge.relation, edge.to])")
    return {(source, relation, target) for source, relation, target in rows}


def change(page: Page, filters: str) -> None:
    """Change filters, given as an object in JavaScript."""
    page.evaluate(f"kg.filter({filters})")


def texts(page: Page, selector: str) -> list[str]:
    return [" ".join(each.split()) for each in page.locator(selector).all_inner_texts()]
