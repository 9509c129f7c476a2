"""The graph as it is kept: networkx in memory, node-link JSON on disk.

A node's key is its `id`; its attributes are those of the contract (`type`, `name`, `aliases`, `evidence` or `inferred`,
and what its type adds). An edge's attributes are `type`, `evidence` or `inferred`, its qualifiers, and its dates:
`as_of` is the first on which it was seen, `seen` are all of them where there are several. A passage of an edge has a
`date` where the edge has several, and `says` (start, end, over) where it reports that of a post. `aliases` of a post
are the other ways in which it is written.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import networkx as nx

from kg import __version__
from kg.assembly import EdgeRow, NodeRow, Row, rows
from kg.engine.disk import DiskRows
from kg.errors import KgError
from kg.model import Findings
from kg.resolve import within
from kg.resolve.identity import Decisions
from kg.stored import stored
from kg.vocabulary import VOCABULARY

Graph: TypeAlias = "nx.MultiDiGraph[str]"


GENERATOR = f"kg {__version__}"
HELD = 100_000
"""Nodes and edges up to which a graph is held in memory: some 200 MB."""


def assemble(collection: list[Findings], decisions: Decisions | None = None) -> Graph:
    """The graph of a collection of articles, nodes and edges in canonical order whatever the order of the articles.

    `decisions` are what a reader decided on what is one thing; what could not be obeyed is noted in them.
    """
    return joined([within.resolve(findings) for findings in collection], decisions)


def joined(collection: Iterable[Findings], decisions: Decisions | None = None) -> Graph:
    """The same, of findings in which what is one thing within an article is settled (`within.resolve`)."""
    articles = sorted(collection, key=lambda f: (f.article.document, f.article.number))
    with TemporaryDirectory() as folder:
        return graph_of(rows(DiskRows(lambda: articles, Path(folder)), decisions))


@contextmanager
def graph_in(folder: Path, rows: Iterable[Row]) -> Iterator[Graph]:
    """The graph of these rows, which may come in any order: in memory or, where they are many, in a file of `folder`
    (`kg.stored`), to be read while the context lasts."""
    each = iter(rows)
    held = list(islice(each, HELD + 1))
    if len(held) <= HELD:
        yield graph_of(held)
        return
    more = _all(held, each)
    del rows, each  # what made them holds memory that the graph is not to share with them
    with stored(more, folder, generator=GENERATOR) as graph:
        yield graph


def _all(held: list[Row], more: Iterable[Row]) -> Iterator[Row]:
    """The rows held, which are let go of on the way, and more."""
    held.reverse()
    while held:
        yield held.pop()
    yield from more


def graph_of(rows: Iterable[Row]) -> Graph:
    """The graph of these rows, which may come in any order."""
    graph: Graph = nx.MultiDiGraph(generator=GENERATOR)
    nodes: list[NodeRow] = []
    edges: list[EdgeRow] = []
    for row in rows:
        if isinstance(row, NodeRow):
            nodes.append(row)
        elif isinstance(row, EdgeRow):
            edges.append(row)
    for node in sorted(nodes, key=itemgetter(0)):
        graph.add_node(node.id, **node.row)
    for edge in sorted(edges, key=itemgetter(0, 1, 2, 3)):
        if edge.source in graph and edge.target in graph:
            graph.add_edge(edge.source, edge.target, **edge.row)
    return graph


_COMPARATORS = {"eq": "", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "range": ""}


def figure(row: Mapping[str, Any]) -> str:
    """The quantity of a node in words, with its period: ≥8.5% (2022); "" where it is none."""
    if row.get("value") is None:
        return ""
    upper = f"–{row['upper']}" if row.get("upper") is not None else ""
    sign = _COMPARATORS.get(str(row.get("comparator")), "")
    period = f" ({row['period']})" if row.get("period") else ""
    return f"{sign}{row['value']}{upper}{row.get('unit') or ''}{period}"


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


def problems(graph: Graph, entities: Counter[str] | None = None, relations: Counter[str] | None = None) -> list[str]:
    """What in the graph breaks the vocabulary, a line each: unknown types, missing names, facts without evidence.

    Where they are given, `entities` and `relations` count its nodes and edges by type.
    """
    found = []
    entities, relations = (Counter() if each is None else each for each in (entities, relations))
    for node, row in graph.nodes(data=True):
        entities[str(row.get("type"))] += 1
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
        relations[str(row.get("type"))] += 1
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
