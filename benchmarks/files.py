"""The files of a large graph, beside what networkx and rdflib take for theirs of the same graph."""

from __future__ import annotations

import io
import json
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx
import rdflib
from made_graph import made_graph
from measured import Row

from kg.export import WRITERS, write_all
from kg.export.formats import write as write_rdf
from kg.graph import Graph

PAGE = "graph.html"


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _plain(graph: Graph) -> Graph:
    """The graph as networkx can write it as GraphML: lists and passages as one text."""
    flat = graph.copy()
    for row in (*(row for _, row in flat.nodes(data=True)), *(row for *_, row in flat.edges(data=True))):
        for name, value in list(row.items()):
            if value is None:
                del row[name]
            elif isinstance(value, list):
                row[name] = json.dumps(value, ensure_ascii=False)
    return flat


def rows(full: bool) -> Iterator[Row]:
    """Every file alone, then all but the page at once, as a build writes them."""
    graph = made_graph(780 if full else 24)
    edges = graph.number_of_edges()
    with TemporaryDirectory() as made:
        ours: dict[str, float] = {}
        for name, writer in WRITERS.items():
            if name != PAGE:
                with (Path(made) / name).open("w", encoding="utf-8", newline="\n") as stream:
                    ours[name] = _seconds(lambda: writer(graph, stream, None))  # type: ignore[arg-type]  # noqa: B023
        theirs = _others(graph if edges < 100_000 else made_graph(24), Path(made))
        for name, seconds in ours.items():
            other = theirs.get(name)
            ratio = f"{other[0]}: {other[1] * edges / other[2] / seconds:.1f} times as long" if other else ""
            yield Row(f"{name}, {edges:,} edges", f"{seconds:.1f} s", ratio)
        writers = {name: writer for name, writer in WRITERS.items() if name != PAGE}
        for workers in (1, None):
            seconds = _seconds(lambda: write_all(graph, Path(made) / "all", writers, None, workers))  # noqa: B023
            held = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
            who = "one process" if workers else "all processors"
            yield Row(
                f"all files but the page, {edges:,} edges, {who}",
                f"{seconds:.1f} s, {held / 1024:,.0f} MB at most in a process",
                f"{seconds * 1e6 / edges:.0f} s for a million edges",
            )


def _others(graph: Graph, folder: Path) -> dict[str, tuple[str, float, int]]:
    """Who writes the same, the seconds, and the edges it was measured on: they are slow, and their time is linear."""
    edges, flat, triples = graph.number_of_edges(), _plain(graph), folder / "plain.nt"
    with triples.open("w", encoding="utf-8", newline="\n") as stream:
        write_rdf(graph, "nt", stream)
    loaded = rdflib.Graph().parse(triples, format="nt")
    node_link = nx.node_link_data(graph, edges="edges")
    return {
        "graph.json": ("json.dump", _seconds(lambda: json.dump(node_link, io.StringIO(), ensure_ascii=False)), edges),
        "graph.graphml": ("networkx", _seconds(lambda: nx.write_graphml(flat, folder / "plain.graphml")), edges),
        "graph.ttl": ("rdflib", _seconds(lambda: loaded.serialize(folder / "plain.ttl", format="turtle")), edges),
    }
