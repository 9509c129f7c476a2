"""entities.csv and relations.csv: one row a node or an edge, for a spreadsheet or a graph database's importer.

UTF-8 with a byte order mark, without which Excel takes the Chinese for the encoding of the machine; lines end in "\\n".

A text cell that a spreadsheet would run as a formula gets an apostrophe in front (`kg.spreadsheet`): who reads the file
by program takes one apostrophe off every cell that begins with one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any, TextIO

from kg.export.characters import well_formed
from kg.export.parts import Edge, Node, Parts, put
from kg.graph import Graph
from kg.spreadsheet import guarded
from kg.vocabulary import VOCABULARY, Attribute

SEPARATOR = "|"


def passage(evidence: Mapping[str, Any]) -> str:
    """Where a passage stands and what it says: `page.txt#char=12,15 太白湖`."""
    return f"{evidence['document']}#char={evidence['start']},{evidence['end']} {evidence['text']}"


def columns(attributes: Iterable[Mapping[str, Attribute]]) -> list[str]:
    """The names of all attributes of all types, each once, in the order of the vocabulary."""
    return list(dict.fromkeys(name for by_name in attributes for name in by_name))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)  # a number is no formula: -3 stays a number
    return guarded(well_formed(str(value)))


def _text(rows: Iterable[Sequence[Any]]) -> str:
    stream = StringIO()
    # Every cell in quotes: the csv module of some Python versions leaves a carriage return inside a cell bare
    writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return stream.getvalue()


def _entities(rows: Iterable[Node], attributes: Sequence[str]) -> Iterator[list[Any]]:
    for node, row, _ in rows:
        evidence = row.get("evidence", [])
        first = evidence[0] if evidence else {}
        yield [
            node,
            row["type"],
            row["name"],
            SEPARATOR.join(row.get("aliases", [])),
            *(row.get(name) for name in attributes),
            len({passage["document"] for passage in evidence}),
            bool(row.get("inferred")),
            *(first.get(name) for name in ("document", "start", "end", "text")),
        ]


def _relations(graph: Graph, rows: Iterable[Edge], qualifiers: Sequence[str]) -> Iterator[list[Any]]:
    for source, target, row, _ in rows:
        yield [
            source,
            graph.nodes[source]["name"],
            row["type"],
            target,
            graph.nodes[target]["name"],
            *(row.get(name) for name in qualifiers),
            row.get("as_of"),
            SEPARATOR.join(row.get("seen", [])),
            bool(row.get("inferred")),
            "\n".join(passage(evidence) for evidence in row.get("evidence", [])),
        ]


def write_entities(graph: Graph, stream: TextIO, parts: Parts | None = None) -> None:
    """Write a row for each node: what it is, how many documents speak of it, and where the first of them does."""
    attributes = columns(entity.attributes for entity in VOCABULARY.entities.values())
    header = ["id", "type", "name", "aliases", *attributes, "sources", "inferred", "document", "start", "end", "text"]
    stream.write("\ufeff" + _text([header]))
    parts = parts or Parts(graph)
    for text in parts.lines("entities.csv", parts.nodes, lambda rows: _text(_entities(rows, attributes))):
        put(stream, text)


def write_relations(graph: Graph, stream: TextIO, parts: Parts | None = None) -> None:
    """Write a row for each edge: who, what, whom, its qualifiers, its dates, and its passages, a line each."""
    qualifiers = columns(relation.qualifiers for relation in VOCABULARY.relations.values())
    ends = ["source", "source_name", "type", "target", "target_name"]
    header = [*ends, *qualifiers, "as_of", "seen", "inferred", "evidence"]
    stream.write("\ufeff" + _text([header]))
    parts = parts or Parts(graph)
    for text in parts.lines("relations.csv", parts.edges, lambda rows: _text(_relations(graph, rows, qualifiers))):
        put(stream, text)
