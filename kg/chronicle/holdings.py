"""The tenures of a graph: every stretch in which a person held a post, with what each page says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.graph import Graph
from kg.lexicon.posts import of_one_person, seat
from kg.model import Span
from kg.resolve.tenure import END, OVER, SEEN, START, Statement, Tenure, tenures
from kg.text.dates import days, is_date

_GOVERNMENTS = ("人民政府", "管委会", "管理委员会")


@dataclass(frozen=True)
class Holding:
    """A tenure: `person` and `body` are ids of nodes, `post` is the fullest form in which the texts write the post.

    `seat` is what tells posts apart: the id of the body and its title there. A county and its government have one seat
    (青禾县, 县长), and `body` is the government where a text names it. `alone`: one person at a time holds it.
    """

    person: str
    body: str
    post: str
    seat: tuple[str, str]
    alone: bool
    tenure: Tenure

    @property
    def first(self) -> str:
        """The beginning reported, else the first date on which it is known to be held; "" if none."""
        return self.tenure.start or min(self.tenure.seen, key=days, default="")

    @property
    def last(self) -> str:
        """The end reported, else the last date on which it is known to be held; "" if none."""
        return self.tenure.end or max(self.tenure.seen, key=lambda date: days(date)[::-1], default="")

    @property
    def order(self) -> tuple[str, ...]:
        """Sorts the holders of a seat by when they are known to have come to it; those of no date come last."""
        return (self.first or self.last or self.tenure.over or "~", self.last or "~", self.person)


def holdings(graph: Graph) -> list[Holding]:
    """Every tenure of the graph, by seat and in the order in which its holders came to it."""
    said: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    written: dict[tuple[str, str], set[str]] = defaultdict(set)
    bodies: dict[tuple[str, str], set[str]] = defaultdict(set)
    for person, body, row in graph.edges(data=True):
        if row.get("type") == "holds_post" and row.get("post"):
            place, title = seat_of(graph, body, row["post"])
            said[person, place, title] += statements_of(row)
            written[place, title] |= {row["post"], *row.get("aliases", ())}
            bodies[place, title].add(body)
    found = []
    for (person, place, title), statements in said.items():
        body = min(bodies[place, title], key=lambda node: (graph.nodes[node]["type"] == "district", node))
        post = min(written[place, title], key=lambda form: (-len(form), form))
        alone = of_one_person(title, graph.nodes[body]["name"])
        found += [Holding(person, body, post, (place, title), alone, each) for each in tenures(statements)]
    return sorted(found, key=lambda holding: (holding.seat, holding.order))


def by_seat(of: Iterable[Holding]) -> dict[tuple[str, str], list[Holding]]:
    """The holdings of each seat, in their order."""
    found: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for holding in of:
        found[holding.seat].append(holding)
    return found


def seat_of(graph: Graph, body: str, post: str) -> tuple[str, str]:
    """What tells a post apart from others: the body, a district for its government, and the title there."""
    row = graph.nodes[body]
    if row["type"] == "district":
        return body, seat(post)
    names = [row["name"], *row.get("aliases", ())]
    for _, place, edge in graph.out_edges(body, data=True):
        if edge.get("type") == "belongs_to" and graph.nodes[place]["type"] == "district":
            own = graph.nodes[place]["name"]
            if row["name"] in {own + government for government in _GOVERNMENTS}:
                return place, seat(post, names)
    return body, seat(post, names)


def statements_of(row: Mapping[str, Any]) -> list[Statement]:
    """What the texts say on an edge. A passage without a date of its own says what the edge does."""
    told: dict[tuple[str, str], list[Span]] = defaultdict(list)
    plain: list[Span] = []
    for each in row.get("evidence", ()):
        span = Span(each["document"], each["start"], each["end"], each["text"])
        if "says" in each or "date" in each:
            told[each.get("says", SEEN), each.get("date", "")].append(span)
        else:
            plain.append(span)
    given = [(word, row.get(word)) for word in (START, END, OVER)]
    given += [(SEEN, date) for date in {row.get("as_of"), *row.get("seen", ())} if (START, date) not in told]
    if row.get("former") and not any(word == OVER for word, _ in told):
        told[OVER, ""] = plain
    for word, date in given:
        if date and (word, date) not in told:
            told[word, date] = plain
    return [
        Statement(word, date if is_date(date) else "", tuple(sorted(spans)), row["post"])
        for (word, date), spans in told.items()
    ]
