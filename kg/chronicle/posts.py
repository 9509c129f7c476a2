"""Who held which post on a date, and on what grounds; who held a post one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.chronicle.holdings import Holding, by_seat, holdings, seat_of
from kg.chronicle.spans import Grounds, stretches
from kg.graph import Graph
from kg.text.dates import days


@dataclass(frozen=True)
class HeldPost:
    """A post that a person held on a date. `person` and `body` are ids of nodes, `post` is as a text writes it.

    `grounds`:

    - `seen`: a text calls the person so on that date, or in that month or year where the dates are no more exact
    - `between`: from the first date known to the last; a post is held on the day of its beginning, no longer on that of
      its end
    - `since`: its beginning is reported and no end, and of a post that one person holds nobody came to it afterwards
    """

    person: str
    body: str
    post: str
    grounds: Grounds
    holding: Holding


def posts_at(graph: Graph, date: str, node: str = "") -> list[HeldPost]:
    """The posts held on a day, or at some time in a month or a year (ISO).

    `node`, if given, is the person who held them, or the body or district where they were held (its bodies among them).
    Raises `ValueError` where `date` is none.
    """
    days(date)
    found = []
    for rivals in by_seat(holdings(graph)).values():
        for holding in rivals:
            grounds = grounds_at(holding, date, rivals)
            if grounds is not None:
                found.append(HeldPost(holding.person, holding.body, holding.post, grounds, holding))
    if node:
        within = {node, *bodies_of(graph, node)}
        found = [held for held in found if held.person == node or {held.body, held.holding.seat[0]} & within]
    return found


def holders(graph: Graph, body: str, post: str = "") -> list[Holding]:
    """Who held the posts of a body (or one of them, however it is written) one after the other, seat by seat."""
    place, title = seat_of(graph, body, post)
    return [held for held in holdings(graph) if held.seat[0] == place and title in ("", held.seat[1])]


def grounds_at(holding: Holding, date: str, rivals: Iterable[Holding]) -> Grounds | None:
    """Why a post is known to be held on a date, None where it is not. `rivals` are all the holdings of its seat."""
    first, last = days(date)
    return next((each.grounds for each in stretches(holding, rivals) if each.reaches(first, last)), None)


def bodies_of(graph: Graph, node: str) -> list[str]:
    """The bodies of a district or body, and their bodies."""
    found: dict[str, None] = {}
    queue = [node]
    while queue:
        for source, _, row in graph.in_edges(queue.pop(), data=True):
            if row.get("type") == "belongs_to" and source not in found and source != node:
                found[source] = None
                queue.append(source)
    return sorted(found)
