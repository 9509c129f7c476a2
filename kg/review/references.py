"""From nodes to what identity.csv calls them: a name, and where the thing of that name is met."""

from __future__ import annotations

from collections.abc import Iterable

from kg.errors import KgError
from kg.graph import Graph
from kg.resolve.identity import Decision, Reference, references
from kg.review.doubts import Doubt
from kg.show.find import find
from kg.show.why import named_in, posts_in

_PERSONS = ("official", "person")
_AT = "@"
_MOST = 5  # bodies or documents that a thing is told by


def named(graph: Graph, told: str) -> tuple[str, Reference]:
    """The node and the reference that `told` means: a node's id, a name, or NAME@PLACE.

    Raises `KgError` where nothing, or more than one thing, is called so.
    """
    if told in graph:
        return told, reference(graph, told)
    name, _, at = told.partition(_AT)
    nodes = [node for node in find(graph, name) if graph.nodes[node]["type"] != "article"]
    exact = [node for node in nodes if name in (graph.nodes[node]["name"], *graph.nodes[node].get("aliases", ()))]
    if not exact:
        raise KgError(f"{name}: nothing in the graph is called so; ask `kg show {name}` for what is")
    if at:
        return exact[0], Reference(name, at)
    if len(exact) > 1:
        raise KgError(f"{name}: {len(exact)} things are called so; write one of {', '.join(exact[:_MOST])}")
    return exact[0], reference(graph, exact[0])


def reference(graph: Graph, node: str, article: str = "", other: Iterable[str] = ()) -> Reference:
    """What tells a node from the others of its name: the bodies of its posts, else the documents that name it.

    With an `article` (the end of its id) only what that says of it; `other` are bodies that do not tell it apart.
    """
    row = graph.nodes[node]
    if row["type"] not in _PERSONS:
        alone = len([n for n, each in graph.nodes(data=True) if each["name"] == row["name"]]) == 1
        return Reference(row["name"], article or ("" if alone else "|".join(_documents(graph, node))))
    bodies = _bodies(graph, node, article) - set(other)
    for namesake, each in graph.nodes(data=True):
        if namesake != node and each["name"] == row["name"] and each["type"] in _PERSONS:
            bodies -= _bodies(graph, namesake)
    places = sorted(bodies)[:_MOST] or ([article] if article else _documents(graph, node))
    return Reference(row["name"], "|".join(places))


def _bodies(graph: Graph, node: str, article: str = "") -> set[str]:
    """The names of the bodies in which a person has posts (those that an article names, where one is given)."""
    passages = named_in(graph, node).get(f"article:{article}", []) if article else []
    said = posts_in(graph, node, passages)[0] if article else []
    return {
        graph.nodes[body]["name"]
        for _, body, row in graph.out_edges(node, data=True)
        if row.get("type") in ("holds_post", "works_for") and graph.nodes[body]["type"] == "organization"
        if not article or f"{graph.nodes[body]['name']} {row.get('post', '')}".strip() in said
    }


def _documents(graph: Graph, node: str) -> list[str]:
    return sorted(article.removeprefix("article:") for article in named_in(graph, node))[:_MOST]


def decided(graph: Graph, doubt: Doubt, taken: set[frozenset[tuple[str, str]]]) -> bool:
    """Whether a pair is among those that the decisions of a file speak of (`kg.resolve.identity.references`)."""
    decision = decision_on(graph, doubt, True)
    return bool(references([decision]) & taken)


def decision_on(graph: Graph, doubt: Doubt, same: bool, reason: str = "") -> Decision:
    """The decision on a doubtful pair, as identity.csv has it."""
    type_ = graph.nodes[doubt.first]["type"]
    type_ = "" if type_ in _PERSONS and graph.nodes[doubt.second]["type"] != type_ else type_
    if doubt.names:
        first, second = (Reference(name) for name in doubt.names)
    elif doubt.joined:
        one, other = doubt.things
        bodies = [_bodies(graph, doubt.first, thing) for thing in (one, other)]
        first = reference(graph, doubt.first, one, bodies[1])
        second = reference(graph, doubt.first, other, bodies[0])
    else:
        first, second = reference(graph, doubt.first), reference(graph, doubt.second)
    return Decision(same, type_, first, second, reason)
