"""graph.graphml, for Gephi, yEd, igraph and networkx.

GraphML knows single values only: lists are joined by "|", evidence is a line a passage (`a.txt#char=12,15 太白湖`).
`label` is what Gephi and yEd show: a node's name, an edge's Chinese label. Written line by line rather than with
networkx or igraph: the one takes ten times as long, the other needs the graph a second time in memory, and neither
takes out the characters that XML cannot hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from kg.export.characters import for_xml, identifier_for_xml
from kg.export.parts import Edge, Node, Parts, put
from kg.export.tables import SEPARATOR, columns, passage
from kg.graph import Graph
from kg.vocabulary import VOCABULARY, Attribute

_TYPES = {"string": "string", "date": "string", "number": "double"}
# A reader of XML turns a bare carriage return into a line feed, and both into a space within an attribute
_ENTITIES = {"\r": "&#13;"}


def _keys(own: Mapping[str, str], attributes: list[Mapping[str, Attribute]]) -> dict[str, str]:
    """GraphML's type of each attribute, by name: the program's own, then those of the vocabulary."""
    datatypes = {name: _TYPES[attribute.datatype] for rows in attributes for name, attribute in rows.items()}
    return {
        **own,
        **{name: datatypes[name] for name in columns(attributes)},
        "inferred": "boolean",
        "evidence": "string",
    }


def _flat(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    return str(value)


def _data(letter: str, keys: Mapping[str, str], row: Mapping[str, Any]) -> str:
    values = dict(row)
    for name in ("aliases", "seen"):
        if name in values:
            values[name] = SEPARATOR.join(values[name])
    if "evidence" in values:
        values["evidence"] = "\n".join(passage(evidence) for evidence in values["evidence"])
    return "".join(
        f'      <data key="{letter}_{name}">{escape(for_xml(_flat(values[name])), _ENTITIES)}</data>\n'
        for name in keys
        if values.get(name) is not None
    )


# What stands between the parts of an edge that hold for it wherever it stands: XML holds no such character
_CUT = "\0"


def write(graph: Graph, stream: TextIO, parts: Parts | None = None) -> None:
    """Write the graph to `stream` as GraphML 1.0. What the vocabulary does not know is left out."""
    parts = parts or Parts(graph)
    entities = [entity.attributes for entity in VOCABULARY.entities.values()]
    relations = [relation.qualifiers for relation in VOCABULARY.relations.values()]
    node_keys = _keys({"label": "string", "type": "string", "name": "string", "aliases": "string"}, entities)
    edge_keys = _keys({"label": "string", "type": "string", "as_of": "string", "seen": "string"}, relations)

    def nodes(rows: Sequence[Node]) -> str:
        return "".join(
            f"    <node id={_name(node)}>\n{_data('n', node_keys, {**row, 'label': row['name']})}    </node>\n"
            for node, row, _ in rows
        )

    def edges(rows: Sequence[Edge]) -> str:
        return _CUT.join(
            f"source={_name(source)} target={_name(target)}>\n"
            f"{_data('e', edge_keys, {**row, 'label': VOCABULARY.relations[row['type']].label.zh})}"
            for source, target, row, _ in rows
        )

    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for kind, keys in (("node", node_keys), ("edge", edge_keys)):
        for name, datatype in keys.items():
            key = f'id="{kind[0]}_{name}" for="{kind}" attr.name="{name}" attr.type="{datatype}"'
            stream.write(f"  <key {key}/>\n")
    stream.write('  <graph edgedefault="directed">\n')
    for text in parts.lines("graph.graphml nodes", parts.nodes, nodes):
        put(stream, text)
    number = 0
    for text in parts.lines("graph.graphml edges", parts.edges, edges):
        told = text.split(_CUT.encode())
        numbered = zip(range(number, number + len(told)), told, strict=True)
        put(stream, b"".join(b'    <edge id="e%d" %b    </edge>\n' % each for each in numbered))
        number += len(told)
    stream.write("  </graph>\n</graphml>\n")


@lru_cache(maxsize=1 << 16)
def _name(node: str) -> str:
    return quoteattr(identifier_for_xml(node))
