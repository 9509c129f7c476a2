"""graph.json: networkx node-link data, one node or edge a line, so that two builds can be compared with `diff`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

import orjson

from kg.export.parts import Edge, Node, Parts, put
from kg.graph import Graph

_FIRST = ("id", "source", "target", "type", "name", "aliases")
_LAST = ("evidence",)


def _in_order(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with what names it first, its evidence last and the rest by name, however it was put together."""
    rest = sorted(row.keys() - {*_FIRST, *_LAST})
    return {name: row[name] for name in (*_FIRST, *rest, *_LAST) if name in row}


def _line(value: Any) -> str:
    try:
        line = orjson.dumps(value)
    except TypeError:
        line = b""
    # orjson knows no lone surrogate, which JSON can name by its escape, and writes null for what is no number
    if not line or b"null" in line:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        line = text.encode("utf-8", "backslashreplace")
    return line.decode("utf-8")


def _nodes(rows: Sequence[Node]) -> str:
    return ",\n".join(_line(_in_order({"id": row.id, **row.row})) for row in rows)


def _edges(rows: Sequence[Edge]) -> str:
    return ",\n".join(_line(_in_order({"source": row.source, "target": row.target, **row.row})) for row in rows)


def write(graph: Graph, stream: TextIO, parts: Parts | None = None) -> None:
    """Write the graph to `stream`, as `kg.graph.load` reads it. Raises `ValueError` for NaN and infinity."""
    parts = parts or Parts(graph)
    stream.write('{\n"directed": true,\n"multigraph": true,\n')
    stream.write(f'"graph": {_line(dict(sorted(graph.graph.items())))},\n')
    nodes = parts.lines("graph.json nodes", parts.nodes, _nodes)
    edges = parts.lines("graph.json edges", parts.edges, _edges)
    for name, texts, end in (("nodes", nodes, "],\n"), ("edges", edges, "]\n")):
        stream.write(f'"{name}": [\n')
        between = b""
        for text in texts:
            put(stream, between + text)
            between = b",\n"
        stream.write("\n" * bool(between) + end)
    stream.write("}\n")
