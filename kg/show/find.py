"""From a name to the nodes that bear it, and to their dossiers."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from kg.errors import KgError
from kg.evaluate.gold import fold
from kg.graph import Graph
from kg.show.dossier import dossier, kind
from kg.show.passages import tidy

_CLOSE = 5  # similar names offered where none is right


def find(graph: Graph, name: str) -> list[str]:
    """Ids of the nodes that `name` may mean.

    Those named so, then those with such an alias; only if there are none, those whose names contain it, the shortest
    first. A node's id finds that node. Width, white space and quotation marks do not matter.

    Raises `KgError`, with similar names, where nothing is called so.
    """
    if name in graph:
        return [name]
    wanted = fold(name)
    if not wanted:
        raise KgError("no name was given; write the name of a person, a body or a place")
    named, aliased, holding = [], [], []
    spellings: dict[str, str] = {}
    for node, row in graph.nodes(data=True):
        own = str(row.get("name", ""))
        folded = {fold(each): str(each) for each in [*(row.get("aliases") or ()), own]}
        spellings |= folded
        if fold(own) == wanted:
            named.append(node)
        elif wanted in folded:
            aliased.append(node)
        elif any(wanted in each for each in folded):
            holding.append((len(own), own, node))
    found = sorted(named) + sorted(aliased) or [node for _, _, node in sorted(holding)]
    if not found:
        close = [spellings[each] for each in difflib.get_close_matches(wanted, spellings, _CLOSE, 0.5)]
        hint = f"the closest names are {'、'.join(close)}" if close else "no name in the graph is close to it"
        raise KgError(f"{name}: nothing in the graph is called so; {hint}")
    return found


def show(graph: Graph, name: str, documents: Mapping[str, str] | None = None) -> RenderableType:
    """The dossiers of everything called `name`, one after the other, with a word where there are several.

    If nothing is called exactly so and several names contain it, those names: one of them is meant. Raises `KgError`,
    with similar names, where nothing is called so.
    """
    found = find(graph, name)
    if len(found) == 1:
        return dossier(graph, found[0], documents)
    if all(fold(name) not in _folded_names(graph.nodes[node]) for node in found):
        lines = [f"{len(found)} names contain {name}; ask for one of them:"]
        lines += [f"  {_bearing(graph.nodes[node], name)}  {kind(graph.nodes[node])}" for node in found]
        return Text("\n".join(lines))
    parts: list[RenderableType] = [Text(f"{len(found)} entities are called {name}; each has its dossier below.")]
    for node in found:
        parts += [Text(), dossier(graph, node, documents)]
    return Group(*parts)


def _folded_names(row: Mapping[str, Any]) -> set[str]:
    return {fold(each) for each in [row.get("name", ""), *(row.get("aliases") or ())]}


def _bearing(row: Mapping[str, Any], name: str) -> str:
    """The name of a node, with the alias that holds `name` where the name itself does not."""
    if fold(name) in fold(row["name"]):
        return tidy(row["name"])
    alias = next(each for each in row.get("aliases") or () if fold(name) in fold(each))
    return f"{tidy(row['name'])} ({tidy(alias)})"
