"""The graph as it is kept: networkx in memory, node-link JSON on disk.

A node's key is its `id`; its attributes are those of the contract (`type`, `name`, `aliases`, `evidence` or `inferred`,
and what its type adds). An edge's attributes are `type`, `evidence` or `inferred`, and its qualifiers.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeAlias

import networkx as nx

from kg.errors import KgError
from kg.vocabulary import VOCABULARY

Graph: TypeAlias = "nx.MultiDiGraph[str]"


def to_node_link(graph: Graph) -> dict[str, Any]:
    """The graph as plain data, nodes and edges in the order in which they were added."""
    return {
        "directed": True,
        "multigraph": True,
        "graph": dict(graph.graph),
        "nodes": [{"id": node, **attributes} for node, attributes in graph.nodes(data=True)],
        "edges": [
            {"source": source, "target": target, **attributes} for source, target, attributes in graph.edges(data=True)
        ],
    }


def from_node_link(data: dict[str, Any]) -> Graph:
    """The graph of `to_node_link`'s data. Raises `KgError` where a node or an edge is not of the contract's shape."""
    graph: Graph = nx.MultiDiGraph(**data.get("graph", {}))
    try:
        for row in data["nodes"]:
            attributes = dict(row)
            graph.add_node(attributes.pop("id"), **attributes)
        for row in data["edges"]:
            attributes = {name: value for name, value in row.items() if name != "key"}
            source, target = attributes.pop("source"), attributes.pop("target")
            if source not in graph or target not in graph:
                raise KgError(f"an edge joins {source} and {target}, and one of them is not among the nodes")
            graph.add_edge(source, target, **attributes)
    except (KeyError, TypeError, AttributeError) as error:
        raise KgError(f"not a graph of this program: {error!r} is missing or of the wrong kind") from error
    return graph


def load(path: Path) -> Graph:
    """Read graph.json. Raises `KgError` where there is none or it is not one."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise KgError(f"{path}: no such file; run `kg build` first, or name the graph with -g") from None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise KgError(f"{path}: cannot be read as a graph ({error}); build it again with `kg build`") from error
    if not isinstance(data, dict):
        raise KgError(f"{path}: not a graph; build it again with `kg build`")
    try:
        return from_node_link(data)
    except KgError as error:
        raise KgError(f"{path}: {error}") from error


def problems(graph: Graph) -> list[str]:
    """What in the graph breaks the vocabulary, a line each: unknown types, missing names, facts without evidence."""
    found = []
    for node, row in graph.nodes(data=True):
        if row.get("type") not in VOCABULARY.entities:
            found.append(f"{node}: unknown type {row.get('type')!r}")
            continue
        if not row.get("name"):
            found.append(f"{node}: no name")
        if bool(row.get("evidence")) == bool(row.get("inferred")):
            found.append(f"{node}: must have either evidence or inferred")
        for attribute in VOCABULARY.entities[row["type"]].attributes.values():
            value = row.get(attribute.name)
            if value is None:
                if attribute.required:
                    found.append(f"{node}: no {attribute.name}")
            elif attribute.values and value not in attribute.values:
                found.append(f"{node}: {attribute.name} is {value!r}")
    for source, target, row in graph.edges(data=True):
        relation = VOCABULARY.relations.get(row.get("type", ""))
        fact = f"{source} {row.get('type')} {target}"
        if relation is None:
            found.append(f"{fact}: unknown relation")
            continue
        if graph.nodes[source].get("type") not in relation.domain:
            found.append(f"{fact}: {source} is not of {', '.join(relation.domain)}")
        if relation.range != ("any",) and graph.nodes[target].get("type") not in relation.range:
            found.append(f"{fact}: {target} is not of {', '.join(relation.range)}")
        if bool(row.get("evidence")) == bool(row.get("inferred")):
            found.append(f"{fact}: must have either evidence or inferred")
        for qualifier in relation.qualifiers.values():
            value = row.get(qualifier.name)
            if value is None:
                if qualifier.required:
                    found.append(f"{fact}: no {qualifier.name}")
            elif qualifier.values and value not in qualifier.values:
                found.append(f"{fact}: {qualifier.name} is {value!r}")
    return found
