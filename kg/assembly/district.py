"""What concerns one district: the articles that mention it or a place in it, and all that they mention.

An edge is taken where both its ends are; it keeps the evidence that other articles give it. Whatever engine made the
rows, no more than ids are held here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kg.assembly import EdgeRow, NodeRow, Row
from kg.engine.rows import Rows
from kg.errors import KgError


def selected(rows: Rows[Row], district: str) -> Rows[Row]:
    """The rows that concern a district, given by a name or its id. Raises `KgError` where there is none."""
    places = frozenset(rows.mapped(partial(_called, district)).gathered())
    if not places:
        raise KgError(f"--only {district}: no district is called so in these texts; give a name as they have it")
    inside = frozenset(rows.mapped(partial(_inside, places)).gathered())
    articles = frozenset(rows.mapped(partial(_mentioning, inside)).gathered())
    taken = inside | articles | set(rows.mapped(partial(_with, articles)).gathered())
    while above := set(rows.mapped(partial(_above, frozenset(taken))).gathered()) - taken:
        taken |= above
    return rows.mapped(partial(_between, frozenset(taken)))


def _called(name: str, row: Row) -> Iterator[str]:
    if isinstance(row, NodeRow) and row.row["type"] == "district":
        called = (row.id, row.row["name"], *row.row["aliases"])
        yield from [row.id] * (name in called)


def _inside(places: frozenset[str], row: Row) -> Iterator[str]:
    if isinstance(row, NodeRow) and any(row.id == place or row.id.startswith(f"{place}/") for place in places):
        yield row.id


def _mentioning(places: frozenset[str], row: Row) -> Iterator[str]:
    if isinstance(row, EdgeRow) and row.relation == "mentions" and row.target in places:
        yield row.source


def _with(articles: frozenset[str], row: Row) -> Iterator[str]:
    """What the articles mention, and who wrote them."""
    if isinstance(row, EdgeRow) and row.relation == "mentions" and row.source in articles:
        yield row.target
    if isinstance(row, EdgeRow) and row.relation == "wrote" and row.target in articles:
        yield row.source


def _above(taken: frozenset[str], row: Row) -> Iterator[str]:
    if isinstance(row, EdgeRow) and row.relation == "part_of" and row.source in taken:
        yield row.target


def _between(taken: frozenset[str], row: Row) -> Iterator[Row]:
    if isinstance(row, NodeRow):
        if row.id in taken:
            yield row
    elif isinstance(row, EdgeRow) and row.source in taken and row.target in taken:
        yield row
