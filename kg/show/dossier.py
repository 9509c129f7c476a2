"""The facts of one entity, gathered from the graph, section by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.chronicle import bodies_of
from kg.errors import KgError
from kg.evaluate.gold import fold
from kg.graph import Graph, figure
from kg.show.passages import quotes, tidy
from kg.show.render import Dossier, Fact
from kg.show.sections import SECTIONS, SPOKEN_FOR, Section
from kg.vocabulary import VOCABULARY, Attribute

_UNDATED = "~"  # sorts after every date


def dossier(graph: Graph, node_id: str, documents: Mapping[str, str] | None = None) -> Dossier:
    """What `graph` knows of `node_id`.

    `documents` maps the names that evidence has for its documents to their decoded text; with it each passage stands
    within its sentence. Raises `KgError` where there is no such node.
    """
    if node_id not in graph:
        raise KgError(f"{node_id}: no such node in the graph; ask by name")
    row = graph.nodes[node_id]
    bodies = bodies_of(graph, node_id)
    sections = []
    for section in SECTIONS:
        facts = _facts(graph, node_id, bodies, section, documents or {})
        if facts:
            sections.append((section.heading, facts))
    return Dossier(
        tidy(row["name"]),
        kind(row),
        _details(graph, node_id),
        quotes([row], documents or {}),
        bool(row.get("inferred")),
        tuple(sections),
    )


def kind(row: Mapping[str, Any]) -> str:
    """The type of a node in both languages."""
    known = VOCABULARY.entities.get(row["type"])
    return f"{known.label.zh} {known.label.en}" if known else tidy(row["type"])


def _attributes(row: Mapping[str, Any]) -> Iterable[Attribute]:
    known = VOCABULARY.entities.get(row["type"])
    return known.attributes.values() if known else ()


def _details(graph: Graph, node_id: str) -> tuple[tuple[str, str], ...]:
    row = graph.nodes[node_id]
    details = [("id", node_id)]
    if graph.graph.get("as_of"):
        details.append(("截至 as of", str(graph.graph["as_of"])))
    if row.get("aliases"):
        details.append(("别名 aliases", "、".join(tidy(alias) for alias in row["aliases"])))
    for attribute in _attributes(row):
        value = row.get(attribute.name)
        if value is not None and value != row["name"]:
            details.append((f"{attribute.label.zh} {attribute.label.en}", tidy(value)))
    own = fold(row["name"])
    namesakes = sorted(n for n, other in graph.nodes(data=True) if n != node_id and fold(other.get("name", "")) == own)
    if namesakes:
        details.append(("同名 namesakes, not known to be one", "、".join(namesakes)))
    return tuple(details)


def _facts(
    graph: Graph, node_id: str, bodies: Iterable[str], section: Section, documents: Mapping[str, str]
) -> tuple[Fact, ...]:
    """The facts of a section in order: by the date of what is at the other end, own ones before those of bodies."""
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    owners = [node_id, *(bodies if section.relation in SPOKEN_FOR else ())]
    for owner in owners:
        for other, row in _edges(graph, owner, section):
            # sightings of one post on several days are one fact
            told = tuple(tidy(row[name]) for name in _plain_qualifiers(section.relation) if row.get(name))
            # but not what was held again after an end
            groups.setdefault((owner, other, str(row.get("end", "")), *told), []).append(row)
    ordered = []
    for (owner, other, _, *qualifiers), rows in groups.items():
        end = graph.nodes[other]
        body = "" if owner == node_id else tidy(graph.nodes[owner]["name"])
        wording = " · ".join(part for part in (_describe(end), *qualifiers, body) if part)
        seen = _dates(rows, "as_of")
        fact = Fact(
            wording,
            _when(rows, section.relation, {_date(end), _date(graph.nodes[owner])}),
            quotes(rows, documents),
            all(row.get("inferred") for row in rows),
        )
        first = min([*seen, *_dates(rows, "start"), *_dates(rows, "end"), *_dates(rows, "over")], default=_UNDATED)
        key = (_date(end) or _UNDATED, body, first, fact.wording, other)
        ordered.append((key, fact))
    return tuple(fact for _, fact in sorted(ordered, key=lambda pair: pair[0]))


def _edges(graph: Graph, node_id: str, section: Section) -> Iterator[tuple[str, Mapping[str, Any]]]:
    both = VOCABULARY.relations[section.relation].symmetric
    if section.outgoing or both:
        for _, target, row in graph.out_edges(node_id, data=True):
            if row.get("type") == section.relation:
                yield target, row
    if not section.outgoing or both:
        for source, _, row in graph.in_edges(node_id, data=True):
            if row.get("type") == section.relation:
                yield source, row


def _plain_qualifiers(relation: str) -> list[str]:
    qualifiers = VOCABULARY.relations[relation].qualifiers.values()
    return [qualifier.name for qualifier in qualifiers if qualifier.datatype != "date"]


def _when(rows: list[Mapping[str, Any]], relation: str, known: set[str | None]) -> str:
    """The dates of a fact, without those that are `known` as what the things themselves are dated."""
    if held := [str(row["held"]) for row in rows if row.get("held")]:
        return "; ".join(held)
    parts = []
    starts = _dates(rows, "start")
    if seen := [date for date in _dates(rows, "as_of", "seen") if date not in {*known, *starts}]:
        parts.append("seen " + ", ".join(seen))
    for qualifier in VOCABULARY.relations[relation].qualifiers.values():
        if qualifier.datatype == "date" and (dates := _dates(rows, qualifier.name)):
            parts.append(f"{qualifier.label.en} {', '.join(dates)}")
    return "; ".join(parts)


def _dates(rows: list[Mapping[str, Any]], *names: str) -> list[str]:
    found: set[str] = set()
    for value in (row[name] for row in rows for name in names if row.get(name)):
        found.update(map(str, value) if isinstance(value, list) else [str(value)])
    return sorted(found)


def _date(row: Mapping[str, Any]) -> str | None:
    dates = (row.get(attribute.name) for attribute in _attributes(row) if attribute.datatype == "date")
    return next((str(date) for date in dates if date), None)


def _describe(row: Mapping[str, Any]) -> str:
    """A node at the other end: with its date if it has one, with its figure if it is a quantity."""
    return " ".join(part for part in (_date(row) or "", tidy(row["name"]), figure(row)) if part)
