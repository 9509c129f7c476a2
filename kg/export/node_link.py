"""graph.json: networkx node-link data, one node or edge a line, so that two builds can be compared with `diff`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TextIO

from kg.graph import Graph, to_node_link

_FIRST = ("id", "source", "target", "type", "name", "aliases")
_LAST = ("evidence",)


def _in_order(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with what names it first, its evidence last and the rest by name, however it was put together."""
    rest = sorted(row.keys() - {*_FIRST, *_LAST})
    return {name: row[name] for name in (*_FIRST, *rest, *_LAST) if name in row}


def _line(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    # JSON can name a lone surrogate by its escape, UTF-8 cannot hold it
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def write(graph: Graph, stream: TextIO) -> None:
    """Write the graph to `stream`, as `kg.graph.load` reads it. Raises `ValueError` for NaN and infinity."""
    data = to_node_link(graph)
    stream.write("{\n")
    for name in ("directed", "multigraph"):
        stream.write(f'"{name}": {_line(data[name])},\n')
    stream.write(f'"graph": {_line(dict(sorted(data["graph"].items())))},\n')
    for name, end in (("nodes", "],\n"), ("edges", "]\n")):
        rows = [_line(_in_order(row)) for row in data[name]]
        stream.write(f'"{name}": [\n' + ",\n".join(rows) + "\n" * bool(rows) + end)
    stream.write("}\n")
