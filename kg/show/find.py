"""From a name to the nodes that bear it, and to their dossiers."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from kg.chronicle import as_of
from kg.errors import KgError
from kg.evaluate.gold import fold
from kg.graph import Graph
from kg.show.dossier import dossier, kind
from kg.show.passages import tidy
from kg.text.dates import is_date
from kg.text.traditional import TABLE

_CLOSE = 5  # similar names offered where none is right


def _fold(name: str) -> str:
    """The name as it is compared: without width and marks, in simplified characters."""
    return fold(name).translate(TABLE)


def find(graph: Graph, name: str) -> list[str]:
    """Ids of the nodes that `name` may mean.

    Those named so, then those with such an alias; only if there are none, those whose names contain it, the shortest
    first. A node's id finds that node. Width, white space, quotation marks and whether the
    characters are traditional do not matter.

    Raises `KgError`, with similar names, where nothing is called so.
    """
    if name in graph:
        return [name]
    wanted = _fold(name)
    if not wanted:
        raise KgError("no name was given; write the name of a person, a body or a place")
    named, aliased, holding = [], [], []
    spellings: dict[str, str] = {}
    for node, row in graph.nodes(data=True):
        own = str(row.get("name", ""))
        folded = {_fold(each): str(each) for each in [*(row.get("aliases") or ()), own]}
        spellings |= folded
        if _fold(own) == wanted:
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


def show(graph: Graph, name: str, documents: Mapping[str, str] | None = None, at: str = "") -> RenderableType:
    """The dossiers of everything called `name`, one after the other, with a word where there are several; those as of
    a date, where `at` gives one (ISO).

    If nothing is called exactly so and several names contain it, those names: one of them is meant. Raises `KgError`,
    with similar names, where nothing is called so, and where `at` is no date.
    """
    view = as_of(graph, date_given("--at", at)) if at else graph
    return each_called(graph, name, lambda node: dossier(view, node, documents))


def each_called(graph: Graph, name: str, tell: Callable[[str], RenderableType]) -> RenderableType:
    """What `tell` says of each node called `name`; the names to choose from, where it is no name but part of several.

    Raises `KgError`, with similar names, where nothing is called so.
    """
    found = find(graph, name)
    if len(found) == 1:
        return tell(found[0])
    if only_within(graph, name, found):
        return Text("\n".join(choices(graph, name, found)))
    parts: list[RenderableType] = [Text(f"{len(found)} entities are called {name}; each is told of below.")]
    for node in found:
        parts += [Text(), tell(node)]
    return Group(*parts)


def only_within(graph: Graph, name: str, found: Sequence[str]) -> bool:
    """Whether `name` is only part of the names of several nodes, so that one of them has to be chosen."""
    return len(found) > 1 and all(_fold(name) not in _folded_names(graph.nodes[node]) for node in found)


def choices(graph: Graph, name: str, found: Sequence[str]) -> list[str]:
    """A line that asks for a choice, and one for each of the nodes whose names contain `name`."""
    lines = [f"{len(found)} names contain {name}; ask for one of them:"]
    return lines + [f"  {_bearing(graph.nodes[node], name)}  {kind(graph.nodes[node])}" for node in found]


def date_given(option: str, date: str) -> str:
    """The date that an option was given. Raises `KgError` where it is none."""
    if not is_date(date):
        raise KgError(f"{option} {date}: not a date; write 2022-08-09, 2022-08 or 2022")
    return date


def _folded_names(row: Mapping[str, Any]) -> set[str]:
    return {_fold(each) for each in [row.get("name", ""), *(row.get("aliases") or ())]}


def _bearing(row: Mapping[str, Any], name: str) -> str:
    """The name of a node, with the alias that holds `name` where the name itself does not."""
    if _fold(name) in _fold(row["name"]):
        return tidy(row["name"])
    alias = next(each for each in row.get("aliases") or () if _fold(name) in _fold(each))
    return f"{tidy(row['name'])} ({tidy(alias)})"
