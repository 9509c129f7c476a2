"""Timelines and contradictions for a reader: as lines on a terminal, and timelines as CSV and JSON."""

from __future__ import annotations

import csv
import dataclasses
import json
from collections.abc import Mapping, Sequence
from io import StringIO

from rich.console import RenderableType

from kg.chronicle import Contradiction, Entry, contradictions, timeline
from kg.errors import KgError
from kg.graph import Graph
from kg.model import Span
from kg.show.dossier import kind
from kg.show.find import choices, date_given, each_called, find, only_within
from kg.show.passages import quotes, tidy
from kg.show.render import Dossier, Fact, Quote, Report
from kg.spreadsheet import guarded
from kg.vocabulary import Label

FORMATS = ("table", "csv", "json")
_COLUMNS = ("entity", "date", "kind", "what", "subject", "object", "document", "start", "end", "text")
_KINDS = {
    "two-holders": Label("一职二人", "two holders of a post that one person holds"),
    "after-leaving": Label("离任后仍在任", "in a post after leaving it"),
    "before-beginning": Label("任职前已在任", "in a post before its beginning"),
}


def timelines(
    graph: Graph, name: str, since: str = "", until: str = "", documents: Mapping[str, str] | None = None
) -> RenderableType:
    """The timelines of everything called `name`, as `kg.show.show` finds it. Raises `KgError` as that does, and where
    `since` or `until` is no date."""
    _check(since, until)
    return each_called(
        graph, name, lambda node: _listed(graph, node, timeline(graph, node, since, until), documents or {})
    )


def timelines_as(form: str, graph: Graph, name: str, since: str = "", until: str = "") -> str:
    """The same as `csv`, a row a passage, or `json`. Raises `KgError` also where one of several names is meant."""
    _check(since, until)
    found = find(graph, name)
    if only_within(graph, name, found):
        raise KgError(" ".join(line.strip() for line in choices(graph, name, found)))
    rows = [(node, entry) for node in found for entry in timeline(graph, node, since, until)]
    if form == "json":
        told = [
            {"entity": node, **dataclasses.asdict(entry), "evidence": [span._asdict() for span in entry.evidence]}
            for node, entry in rows
        ]
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for node, entry in rows:
        of = (node, entry.date, entry.kind.en, entry.what, entry.subject, entry.object)
        for span in entry.evidence or (None,):
            where = (span.document, span.start, span.end, span.text) if span else ("", "", "", "")
            writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in (*of, *where)])
    return out.getvalue()


def report(graph: Graph, documents: Mapping[str, str] | None = None) -> Report | None:
    """The contradictions of a graph by kind, each with both of its statements; None where there are none."""
    found = contradictions(graph)
    sections = []
    for name, label in _KINDS.items():
        facts = tuple(_contradiction(graph, each, documents or {}) for each in found if each.kind == name)
        if facts:
            sections.append((f"{label.zh} {label.en}", facts))
    return Report(tuple(sections)) if sections else None


def _check(since: str, until: str) -> None:
    for option, date in (("--from", since), ("--to", until)):
        if date:
            date_given(option, date)


def _listed(graph: Graph, node: str, entries: Sequence[Entry], documents: Mapping[str, str]) -> Dossier:
    row = graph.nodes[node]
    facts = tuple(
        Fact(
            f"{entry.date}  {entry.kind.zh} {entry.kind.en}  {tidy(entry.what)}",
            "",
            _quotes(entry.evidence, documents),
            not entry.evidence,
        )
        for entry in entries
    )
    section = (("年表 timeline", facts),)
    return Dossier(tidy(row["name"]), kind(row), (("id", node),), (), bool(row.get("inferred")), section)


def _quotes(spans: Sequence[Span], documents: Mapping[str, str], date: str = "") -> tuple[Quote, ...]:
    found = quotes([{"evidence": [span._asdict() for span in spans]}], documents)
    return tuple(dataclasses.replace(quote, date=date) for quote in found)


def _contradiction(graph: Graph, found: Contradiction, documents: Mapping[str, str]) -> Fact:
    names = [tidy(graph.nodes[node]["name"]) for node in (*found.people, found.body)]
    wording = " · ".join(["、".join(names[:-1]), names[-1], tidy(found.post)])
    sides = zip(found.evidence, found.dates, strict=True)
    return Fact(wording, "", tuple(q for spans, date in sides for q in _quotes(spans[:1], documents, date)), False)
