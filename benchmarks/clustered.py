"""A made-up graph cut to so many nodes and three times as many edges: for the measurements of the page."""

from __future__ import annotations

import random

from made_graph import made_graph

from kg.graph import Graph

NODES_OF_A_DISTRICT = 290


def clustered(nodes: int) -> Graph:
    """So many nodes of a made-up graph and three times as many edges; the texts are in `graph.graph["documents"]`."""
    whole = made_graph(nodes // NODES_OF_A_DISTRICT + 1)
    graph = whole.subgraph(list(whole)[:nodes]).copy()
    graph.graph.update(whole.graph)
    mentions = [edge for edge in graph.edges(keys=True) if graph.edges[edge]["type"] == "mentions"]
    random.Random(nodes).shuffle(mentions)
    graph.remove_edges_from(mentions[: graph.number_of_edges() - 3 * nodes])
    return graph
