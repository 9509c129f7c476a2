"""What of a document's gold the graph holds, and what the graph holds beyond it.

An entity is found where a node of a fair type bears one of its names. A second node that bears one of them as its own
name is a join that was not made, and wrong; one that has it among its aliases only is let pass. A node that the gold
does not know is wrong if its type is one that this document's gold scores, persons always, and excused if tolerated.

A relation is found where an edge of its type joins nodes found for its two ends and every qualifier asked for has an
accepted value. An edge is wrong only if this document's gold has relations of its type, the edge has evidence (what was
inferred is not in the text) and neither end is excused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from kg.evaluate.gold import GoldDocument, GoldEvent, GoldIndicator, GoldRelation, Thing, fold
from kg.evaluate.report import Miss, Passage
from kg.vocabulary import VOCABULARY

# Any text of the kind names people, so a person too many is wrong whether or not the gold has one of the same type.
_PEOPLE = frozenset({"official", "journalist", "person"})
# These are matched by key words or figures, not by name.
_BY_CONTENT = frozenset({"event", "indicator", "article"})
_QUANTITY_RELATIONS = frozenset({"targets", "reports"})
_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Edge:
    """One edge of the graph; `row` has its type, evidence and qualifiers."""

    source: str
    target: str
    row: Mapping[str, Any]

    @property
    def type(self) -> str:
        """The relation."""
        return str(self.row.get("type"))


@dataclass
class Counts:
    """What one row of the report adds up to."""

    gold: int = 0
    hit: int = 0
    wrong: int = 0


@dataclass
class Score:
    """The counts by row and the misses, over all documents."""

    counts: dict[str, Counts] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def of(self, row: str) -> Counts:
        """The counts of `row`; asking for a row puts it into the report."""
        return self.counts.setdefault(row, Counts())


@dataclass(frozen=True)
class _Named:
    """A node as names are compared."""

    id: str
    type: str
    own: str
    names: frozenset[str]

    def is_a(self, thing: Thing) -> bool:
        return self.type in thing.types and not self.names.isdisjoint(thing.names)


def _named(node: str, row: Mapping[str, Any]) -> _Named:
    own = fold(row.get("name", ""))
    return _Named(node, str(row.get("type")), own, frozenset({own, *(fold(name) for name in row.get("aliases") or ())}))


def score_document(
    gold: GoldDocument, nodes: Mapping[str, Mapping[str, Any]], edges: Sequence[Edge], score: Score
) -> None:
    """Add to `score` how the nodes and edges that speak of the document stand against its gold."""
    _Match(gold, nodes, edges, score).run()


class _Match:
    """The comparison of one document. Entities and events come first: relations are told by what their ends are."""

    def __init__(
        self, gold: GoldDocument, nodes: Mapping[str, Mapping[str, Any]], edges: Sequence[Edge], score: Score
    ) -> None:
        self.gold = gold
        self.nodes = nodes
        self.edges = edges
        self.score = score
        self.stands_for: dict[str, str] = {}  # node id -> canonical name or event id
        self.excused: set[str] = set()

    def run(self) -> None:
        self._entities()
        self._events()
        self._relations()
        self._indicators()

    # -- what is reported ---------------------------------------------------------------------------------------------

    def _expect(self, row: str, found: bool, wording: str) -> None:
        counts = self.score.of(row)
        counts.gold += 1
        if found:
            counts.hit += 1
        else:
            self.score.misses.append(Miss("missed", row, self.gold.document, wording))

    def _wrong(self, row: str, fact: Mapping[str, Any], wording: str) -> None:
        self.score.of(row).wrong += 1
        evidence = self._passage(fact)
        self.score.misses.append(Miss("wrong", row, self.gold.document, wording, evidence))

    def _passage(self, fact: Mapping[str, Any]) -> Passage | None:
        here = [e for e in fact.get("evidence") or () if file_name(e) == self.gold.document]
        if not here:
            return None
        first = min(here, key=lambda e: (e["start"], e["end"]))
        return Passage(first["document"], first["start"], first["end"], first["text"])

    def _say(self, node: str) -> str:
        return self.stands_for.get(node) or str(self.nodes.get(node, {}).get("name", node))

    # -- entities -----------------------------------------------------------------------------------------------------

    def _entities(self) -> None:
        judged = _PEOPLE.union(*(thing.types for thing in self.gold.entities)) - _BY_CONTENT
        excusable = frozenset[str]().union(*(thing.types for thing in self.gold.tolerated)) - _BY_CONTENT
        left = [_named(i, row) for i, row in self.nodes.items() if row.get("type") in judged | excusable]
        for thing in self.gold.entities:
            found = [node for node in left if node.is_a(thing)]
            left = [node for node in left if not node.is_a(thing)]
            self._expect(thing.row, bool(found), f"{thing.row} {thing.name}")
            self.stands_for.update((node.id, thing.name) for node in found)
            for second in [node for node in found if node.own in thing.names][1:]:
                row = self.nodes[second.id]
                self._wrong(thing.row, row, f"{thing.row} {row['name']} (a second node for {thing.name})")
        for node in left:
            tolerated = self._tolerated(node)
            if tolerated:
                self.excused.add(node.id)
                self.stands_for[node.id] = tolerated.name  # a relation may name it as a second choice
            elif node.type in judged:
                row = self.nodes[node.id]
                self._wrong(node.type, row, f"{node.type} {row.get('name')}")

    def _tolerated(self, node: _Named) -> Thing | None:
        return next((thing for thing in self.gold.tolerated if node.is_a(thing)), None)

    # -- events -------------------------------------------------------------------------------------------------------

    def _events(self) -> None:
        self.score.of("event")
        left = [_named(i, row) for i, row in self.nodes.items() if row.get("type") == "event"]
        for event in self.gold.events:
            found = [node for node in left if self._is_event(event, node)]
            left = [node for node in left if not self._is_event(event, node)]
            self._expect("event", bool(found), f"event {event.id}" + (f" {event.date}" if event.date else ""))
            self.stands_for.update((node.id, event.id) for node in found)
            for second in found[1:]:
                row = self.nodes[second.id]
                self._wrong("event", row, f"event {row['name']} (a second node for {event.id})")
        for node in left:
            if self._tolerated(node) or self._holds_tolerated_event(node):
                self.excused.add(node.id)
            else:
                row = self.nodes[node.id]
                self._wrong(
                    "event", row, " ".join(str(part) for part in ("event", row["name"], row.get("date")) if part)
                )

    def _is_event(self, event: GoldEvent, node: _Named) -> bool:
        # a time of day in the graph does no harm: the gold's dates go down to days
        if event.date and str(self.nodes[node.id].get("date") or "")[:10] != event.date:
            return False
        return any(_holds(node.own, words) for words in event.keys)

    def _holds_tolerated_event(self, node: _Named) -> bool:
        # an event's name is often longer than its kind: 民主测评 is tolerated, so is 中层干部民主测评
        return any(name in node.own for thing in self.gold.tolerated if "event" in thing.types for name in thing.names)

    # -- relations ----------------------------------------------------------------------------------------------------

    def _relations(self) -> None:
        used: set[int] = set()
        for relation in self.gold.relations:
            found = [k for k, edge in enumerate(self.edges) if self._is_relation(relation, edge)]
            used.update(found)
            self._expect(relation.type, bool(found), relation.wording)
        scored = {relation.type for relation in self.gold.relations}
        for k, edge in enumerate(self.edges):
            if k in used or edge.type not in scored or not edge.row.get("evidence"):
                continue
            if self.excused.isdisjoint((edge.source, edge.target)):
                self._wrong(edge.type, edge.row, self._wording(edge))

    def _is_relation(self, relation: GoldRelation, edge: Edge) -> bool:
        if edge.type != relation.type:
            return False
        source, target = self.stands_for.get(edge.source), self.stands_for.get(edge.target)
        joined = source in relation.subjects and target in relation.objects
        if not joined and VOCABULARY.relations[relation.type].symmetric:
            joined = source in relation.objects and target in relation.subjects
        return joined and all(fold(edge.row.get(name, "")) in values for name, values in relation.qualifiers.items())

    def _wording(self, edge: Edge) -> str:
        told = ", ".join(f"{name}: {edge.row[name]}" for name in ("post", "role") if edge.row.get(name))
        return f"{self._say(edge.source)} {edge.type} {self._say(edge.target)}" + (f" ({told})" if told else "")

    # -- indicators ---------------------------------------------------------------------------------------------------

    def _indicators(self) -> None:
        """Recall only: no text's quantities are annotated in full, so none that the graph adds is called wrong."""
        if not self.gold.indicators:
            return
        owners: dict[str, set[str]] = {}
        for edge in self.edges:
            if edge.type in _QUANTITY_RELATIONS:
                owners.setdefault(edge.target, set()).add(self._say(edge.source))
        for wanted in self.gold.indicators:
            found = any(
                wanted.district in owners.get(i, ()) and _is_indicator(wanted, row) for i, row in self.nodes.items()
            )
            self._expect("indicator", found, f"indicator {wanted.wording}")


def _is_indicator(wanted: GoldIndicator, row: Mapping[str, Any]) -> bool:
    return (
        row.get("type") == "indicator"
        and _holds(fold(row.get("name", "")), wanted.words)
        and _equal(row.get("value"), wanted.value)
        and wanted.unit in fold(row.get("unit", ""))
        and (wanted.period is None or wanted.period == fold(row.get("period", "")))
    )


def _equal(value: Any, wanted: float) -> bool:
    try:
        return abs(float(value) - wanted) < _TOLERANCE
    except (TypeError, ValueError):  # a graph from elsewhere may say 约400; that is not the figure asked for
        return False


def _holds(name: str, words: Iterable[str]) -> bool:
    return all(word in name for word in words)


def file_name(evidence: Mapping[str, Any]) -> str:
    """The document of a passage as gold files name it: without folders."""
    return PurePosixPath(evidence["document"]).name
