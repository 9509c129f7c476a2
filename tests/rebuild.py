"""graph.json again from the RDF alone: what a reader who has nothing but the Turtle can know of the graph."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg.export.terms import STRUCTURED, entity_class, fact_class, own, property_of, role, term
from kg.graph import Graph, to_node_link
from kg.vocabulary import VOCABULARY, Attribute

Known = dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]]


class Rebuilt:
    """Rows of nodes and edges as in graph.json, sorted, and without what is null."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.known: Known = defaultdict(lambda: defaultdict(list))
        for subject, predicate, object_ in triples:
            self.known[subject][predicate].append(object_)
        self.classes = {entity_class(name): name for name in VOCABULARY.entities}
        self.relations = {fact_class(name): name for name in VOCABULARY.relations}
        kinds = {subject: self.known[subject][term("rdf:type")] for subject in list(self.known)}
        self.ids = {
            subject: self.text(subject, "dcterms:identifier")
            for subject in kinds
            if any(kind in self.classes for kind in kinds[subject])
        }
        self.nodes = in_order(
            self.node(subject, self.classes[kind])
            for subject in kinds
            for kind in kinds[subject]
            if kind in self.classes
        )
        self.edges = in_order(
            self.edge(subject, self.relations[kind])
            for subject in kinds
            for kind in kinds[subject]
            if kind in self.relations
        )

    def all(self, subject: Any, prop: str) -> list[Any]:
        return self.known[subject][own(prop[3:]) if prop.startswith("kg:") else term(prop)]

    def one(self, subject: Any, prop: str) -> Any:
        values = self.all(subject, prop)
        assert len(values) <= 1, f"{subject} {prop}: {values}"
        return values[0] if values else None

    def text(self, subject: Any, prop: str) -> str:
        value = self.one(subject, prop)
        return "" if value is None else str(value.value)

    def texts(self, subject: Any, prop: str) -> list[str]:
        return sorted(value.value for value in self.all(subject, prop))

    def attribute(self, subject: NamedNode, owner: str, attribute: Attribute) -> Any:
        if attribute.name == "role":
            value = self.one(subject, "kg:role")
            return next(each for each in attribute.values if role(owner, each) == value) if value else None
        found = self.known[subject][property_of(owner, attribute.name)]
        assert len(found) <= 1
        return found[0].value if found else None

    def structured(self, subject: NamedNode, kind: str) -> dict[str, Any]:
        match kind:
            case "indicator":
                lower = [self.one(subject, f"schema:{name}") for name in ("value", "minValue")]
                upper = self.one(subject, "schema:maxValue")
                (value, *more) = [each for each in (*lower, upper) if each is not None]
                period = self.one(subject, "dcterms:temporal")
                return {
                    "value": float(value.value),
                    "upper": float(more[0].value) if more else None,
                    "period": self.text(period, "skos:prefLabel") if period else None,
                }
            case "article":
                paper = self.one(subject, "schema:isPartOf")
                whole = self.one(paper, "schema:isPartOf") if paper else None
                return {"newspaper": self.text(whole or paper, "skos:prefLabel") if paper else None}
        return {}

    def passage(self, subject: Any) -> dict[str, Any]:
        documents = [each for each in self.all(subject, "prov:wasQuotedFrom") if each not in self.ids]
        assert len(documents) == 1
        start, end = (int(self.text(subject, f"oa:{name}")) for name in ("start", "end"))
        document = self.text(documents[0], "dcterms:identifier")
        return {"document": document, "start": start, "end": end, "text": self.text(subject, "prov:value")}

    def origin(self, subject: NamedNode) -> dict[str, Any]:
        told = []
        single = self.all(subject, "prov:qualifiedDerivation")
        for derivation in single:
            says = self.one(derivation, "kg:says")
            more = {
                "date": self.text(derivation, "kg:asOf"),
                "says": says.value.rpartition("#says-")[2] if says else "",
            }
            told.append(self.passage(self.one(derivation, "prov:entity")) | {k: v for k, v in more.items() if v})
        derived = {self.one(each, "prov:entity") for each in single}
        told += [self.passage(each) for each in self.all(subject, "prov:wasDerivedFrom") if each not in derived]
        inferred = {"inferred": True} if self.text(subject, "kg:inferred") == "true" else {}
        return {**inferred, **({"evidence": in_order(told)} if told else {})}

    def node(self, subject: NamedNode, kind: str) -> dict[str, Any]:
        row = {
            "id": self.text(subject, "dcterms:identifier"),
            "type": kind,
            "name": self.text(subject, "skos:prefLabel"),
            "aliases": self.texts(subject, "skos:altLabel"),
            **self.structured(subject, kind),
            **self.origin(subject),
        }
        for attribute in VOCABULARY.entities[kind].attributes.values():
            if (kind, attribute.name) not in STRUCTURED:
                row[attribute.name] = self.attribute(subject, kind, attribute)
        return {name: value for name, value in row.items() if value is not None}

    def edge(self, subject: NamedNode, kind: str) -> dict[str, Any]:
        seen = self.texts(subject, "kg:asOf")
        row = {
            "source": self.ids[self.one(subject, "rdf:subject")],
            "target": self.ids[self.one(subject, "rdf:object")],
            "type": kind,
            "as_of": seen[0] if seen else None,
            "seen": seen if len(seen) > 1 else None,
            "aliases": self.texts(subject, "kg:writtenAs") or None,
            **self.origin(subject),
        }
        for qualifier in VOCABULARY.relations[kind].qualifiers.values():
            row[qualifier.name] = self.attribute(subject, kind, qualifier)
        return {name: value for name, value in row.items() if value is not None}


def in_order(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True, ensure_ascii=False))


def rows_of(graph: Graph) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The nodes and edges of a graph, as `Rebuilt` has them."""
    data = to_node_link(graph)

    def plain(row: dict[str, Any]) -> dict[str, Any]:
        kept = {name: value for name, value in row.items() if value is not None}
        if "evidence" in kept:
            kept["evidence"] = in_order(kept["evidence"])
        if "value" in kept:  # JSON has one kind of number
            kept["value"] = float(kept["value"])
        if "upper" in kept:
            kept["upper"] = float(kept["upper"])
        return kept

    return in_order(plain(row) for row in data["nodes"]), in_order(plain(row) for row in data["edges"])
