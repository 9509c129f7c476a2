"""What happened to one thing, in order: every dated fact of it, with the words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.chronicle.holdings import Holding, holdings
from kg.chronicle.posts import bodies_of
from kg.graph import Graph, figure
from kg.model import Span
from kg.resolve.tenure import END, OVER, SEEN, START
from kg.text.dates import days, is_date
from kg.vocabulary import VOCABULARY, Label

# What stands for itself in no order of time: where a thing is and whose it is, and which article names it
_TIMELESS = frozenset({"part_of", "belongs_to", "mentions"})
# Of the bodies of a district or body, what they hold, do and say; not what is said of them
_OF_BODIES = frozenset({"organized_by", "attended", "undertakes", "runs", "targets", "reports", "cooperates_with"})
_POSTS = {
    START: Label("任职", "takes post"),
    END: Label("离任", "leaves post"),
    SEEN: Label("在任", "seen in post"),
    OVER: Label("此前已离任", "no longer in post"),
}


@dataclass(frozen=True)
class Entry:
    """One thing told of one date (ISO, as exact as it is): what kind of thing, what, and the words that say so.

    `subject` and `object` are ids of nodes; `what` is both of them in words, with the post or the role.
    """

    date: str
    kind: Label
    what: str
    subject: str
    object: str
    evidence: tuple[Span, ...]


def timeline(graph: Graph, node: str, since: str = "", until: str = "") -> list[Entry]:
    """What is told of `node` and, if it is a district or body, of its bodies, in the order of the dates.

    `since` and `until` (ISO, "" for no bound) leave out what certainly lies before the one or after the other. Raises
    `ValueError` where one of them is no date.
    """
    low, high = days(since)[0] if since else "", days(until)[1] if until else "~"
    found = {entry for entry in _entries(graph, node) if days(entry.date)[1] >= low and days(entry.date)[0] <= high}
    return sorted(found, key=lambda e: (days(e.date), e.kind.en, e.what, e.subject, e.object, e.evidence))


def _entries(graph: Graph, node: str) -> Iterator[Entry]:
    bodies = set(bodies_of(graph, node))
    events: dict[str, set[Span]] = defaultdict(set)
    for holding in holdings(graph):
        if holding.person == node or {holding.body, holding.seat[0]} & {node, *bodies}:
            yield from _terms(graph, holding, node)
    for source, target, row in graph.edges(data=True):
        relation = row.get("type", "")
        if relation in _TIMELESS or relation == "holds_post" or relation not in VOCABULARY.relations:
            continue
        if node not in (source, target) and not (relation in _OF_BODIES and {source, target} & bodies):
            continue
        if relation in ("organized_by", "held_in"):
            events[source] |= {_span(passage) for passage in row.get("evidence") or graph.nodes[source]["evidence"]}
        else:
            yield from _told(graph, source, target, row)
    for event, spans in events.items():
        row = graph.nodes[event]
        if is_date(row.get("date")):
            yield Entry(row["date"], VOCABULARY.entities["event"].label, row["name"], event, node, tuple(sorted(spans)))


def _span(passage: Mapping[str, Any]) -> Span:
    return Span(passage["document"], passage["start"], passage["end"], passage["text"])


def _terms(graph: Graph, holding: Holding, node: str) -> Iterator[Entry]:
    """The beginning and the end of a tenure, and each date on which the post was seen between."""
    person, body = graph.nodes[holding.person]["name"], graph.nodes[holding.body]["name"]
    what = f"{body} · {holding.post}" if holding.person == node else f"{person} · {body} · {holding.post}"
    passages: dict[tuple[str, str], set[Span]] = {}
    for row in holding.tenure.statements:
        if row.date:
            passages.setdefault((row.date, row.says), set()).update(row.spans)
    for (date, says), spans in passages.items():
        yield Entry(date, _POSTS[says], what, holding.person, holding.body, tuple(sorted(spans)))


def _told(graph: Graph, source: str, target: str, row: Mapping[str, Any]) -> Iterator[Entry]:
    """A fact: on the date of its event, else on each date on which it was seen."""
    relation = VOCABULARY.relations[row["type"]]
    ends = graph.nodes[source], graph.nodes[target]
    happened = next((end.get("date") for end in ends if end.get("type") == "event"), None)
    dates = [happened] if is_date(happened) else [*row.get("seen", ()), row.get("as_of")]
    named = (ends[0]["name"], " ".join(filter(None, (ends[1]["name"], figure(ends[1])))))
    what = " · ".join([*named, *(str(row[name]) for name in relation.qualifiers if row.get(name))])
    for date in {str(date) for date in dates if is_date(date)}:
        spans = {_span(each) for each in row.get("evidence", ()) if is_date(happened) or each.get("date", date) == date}
        yield Entry(date, relation.label, what, source, target, tuple(sorted(spans)))
