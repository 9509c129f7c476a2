"""A graph as of a date: the posts held then, and what had been told by then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx

from kg.chronicle.posts import HeldPost, posts_at
from kg.graph import Graph
from kg.resolve.tenure import START
from kg.text.dates import days, is_date


def as_of(graph: Graph, date: str) -> Graph:
    """The graph as it was known on a day, or at the end of a month or a year.

    All nodes stay. Of the posts there are those held then, an edge each, whose `held` tells in words how that is known.
    Events are those of a date by then, other facts those seen by then, with the passages of these dates; what has no
    date stays. Raises `ValueError` where `date` is none.
    """
    _, stop = days(date)
    view: Graph = nx.MultiDiGraph(**{**graph.graph, "as_of": date})
    view.add_nodes_from(graph.nodes(data=True))
    for source, target, row in graph.edges(data=True):
        if row.get("type") == "holds_post":
            continue
        told = _by(row, stop)
        events = (graph.nodes[end] for end in (source, target) if graph.nodes[end].get("type") == "event")
        if told is not None and all(_is_by(event.get("date"), stop) for event in events):
            view.add_edge(source, target, **told)
    for held in posts_at(graph, date):
        view.add_edge(held.person, held.body, **_held(held, date))
    return view


def _is_by(date: object, stop: str) -> bool:
    return not is_date(date) or days(str(date))[0] <= stop


def _by(row: Mapping[str, Any], stop: str) -> dict[str, Any] | None:
    """What an edge says by a day, None if nothing."""
    if not _is_by(row.get("as_of"), stop):
        return None
    told = dict(row)
    if told.get("seen"):
        told["seen"] = [date for date in told["seen"] if _is_by(date, stop)]
    if told.get("evidence"):
        told["evidence"] = [passage for passage in told["evidence"] if _is_by(passage.get("date"), stop)]
    return told


def _held(held: HeldPost, date: str) -> dict[str, Any]:
    tenure = held.holding.tenure
    rows = [row for row in tenure.statements if row.date]
    if held.grounds == "seen":
        begin, stop = days(date)
        rows = [row for row in rows if days(row.date)[0] <= stop and begin <= days(row.date)[1]]
    spans = sorted({span for row in rows for span in row.spans})
    dates = {"start": tenure.start, "end": tenure.end}
    grounds = {"evidence": [span._asdict() for span in spans]} if spans else {"inferred": True}
    return {
        "type": "holds_post",
        "post": held.post,
        **{name: value for name, value in dates.items() if value},
        "held": grounds_in_words(held, date),
        **grounds,
    }


def grounds_in_words(held: HeldPost, date: str) -> str:
    """How it is known that a post was held: "seen 2022-05-01", "from 2021-03-04 (appointed) to 2022-07-01 (seen)"."""
    tenure = held.holding.tenure
    first = f"{held.holding.first} ({'appointed' if tenure.start else 'seen'})"
    match held.grounds:
        case "seen":
            begin, stop = days(date)
            then = [day for day in tenure.seen if days(day)[0] <= stop and begin <= days(day)[1]]
            starts = {row.date for row in tenure.statements if row.says == START}
            return ", ".join(f"{'appointed' if day in starts else 'seen'} {day}" for day in then)
        case "between":
            by_then = [day for day in tenure.seen if not tenure.over or days(day)[0] <= days(tenure.over)[1]]
            last = max(by_then or tenure.seen, key=lambda day: days(day)[::-1], default="")
            return f"from {first} to " + (f"{tenure.end} (left)" if tenure.end else f"{last} (seen)")
        case "since":
            later = max(tenure.seen, key=lambda day: days(day)[::-1])
            return f"since {first}" + (f", last seen {later}" if later != tenure.start else "") + ", no end reported"
