"""Why a node is one thing: what it was made of, what joined that, and which namesakes were kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.graph import Graph
from kg.resolve.reasons import APART, JOINED, NOTHING, SAME_KEY
from kg.show.dossier import kind
from kg.show.passages import quotes, tidy
from kg.show.render import Dossier, Fact
from kg.vocabulary import Label


@dataclass
class Part:
    """What of a node the articles say in one way: its posts there (or the names it has there), and the passages."""

    told: str
    articles: list[str] = field(default_factory=list)
    evidence: list[Mapping[str, Any]] = field(default_factory=list)
    dates: set[str] = field(default_factory=set)


def parts(graph: Graph, node: str) -> list[Part]:
    """What the node was made of, in order of time."""
    found: dict[str, Part] = {}
    for article, evidence in sorted(named_in(graph, node).items()):
        posts, dates, said = posts_in(graph, node, evidence)
        told = "、".join(posts) or "、".join(sorted({tidy(e["text"]) for e in evidence}))
        part = found.setdefault(told, Part(told))
        part.articles.append(article)
        part.evidence += said or evidence
        part.dates |= dates
    return sorted(found.values(), key=lambda part: (min(part.dates, default="~"), part.told))


def named_in(graph: Graph, node: str) -> dict[str, list[Mapping[str, Any]]]:
    """The articles that name a node, by their ids, with the passages."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for article, _, row in graph.in_edges(node, data=True):
        if row.get("type") == "mentions":
            found[article] = list(row.get("evidence") or ())
    for _, article, row in graph.out_edges(node, data=True):
        if row.get("type") == "wrote":
            found.setdefault(article, []).extend(row.get("evidence") or ())
    return found


def posts_in(
    graph: Graph, node: str, evidence: list[Mapping[str, Any]]
) -> tuple[list[str], set[str], list[Mapping[str, Any]]]:
    """The posts of a person whose words are at, or around, the passages; the dates they were seen on; those words."""
    found: list[str] = []
    dates: set[str] = set()
    words: list[Mapping[str, Any]] = []
    for _, body, row in graph.out_edges(node, data=True):
        if row.get("type") not in ("holds_post", "works_for"):
            continue
        said = [e for e in row.get("evidence") or () if any(_touch(e, other) for other in evidence)]
        words += said
        if said:
            found.append(f"{tidy(graph.nodes[body]['name'])} {row.get('post', '')}".strip())
            seen = [row["as_of"]] if row.get("as_of") and not row.get("seen") else []
            dates |= {str(e["date"]) for e in said if e.get("date")} or set(map(str, seen))
    return sorted(found), dates, words


def _touch(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(one["document"] == other["document"] and one["start"] <= other["end"] and other["start"] <= one["end"])


def why(graph: Graph, node: str, documents: Mapping[str, str] | None = None) -> Dossier:
    """What `node` was made of and by what evidence, and the namesakes that were kept apart, as a dossier."""
    row = graph.nodes[node]
    texts = documents or {}
    made = parts(graph, node)
    sections = [
        ("来自 made of", tuple(_part(part, texts) for part in made)),
        ("合并依据 joined by", tuple(_joins(graph, node, made, texts))),
        ("未合并的同名者 kept apart", tuple(_namesakes(graph, node, texts))),
    ]
    articles = sum(len(part.articles) for part in made)
    details = (("id", node), ("报道 articles", str(articles)))
    told = tuple((heading, facts) for heading, facts in sections if facts)
    return Dossier(tidy(row["name"]), kind(row), details, (), bool(row.get("inferred")), told)


def _part(part: Part, documents: Mapping[str, str]) -> Fact:
    return Fact(part.told, ", ".join(sorted(part.dates)), quotes([{"evidence": part.evidence}], documents), False)


def _joins(graph: Graph, node: str, made: list[Part], documents: Mapping[str, str]) -> Iterator[Fact]:
    rows = graph.nodes[node].get("joins") or ()
    for row in rows:
        label = _label(JOINED, row)
        if names := row.get("names"):
            yield Fact(f"{' = '.join(map(tidy, names))}: {label}", "", (), False)
        else:
            sides = [_side(graph, node, f"article:{thing}") for thing in row.get("things", ())]
            told = f"{' = '.join(side.told for side in sides)}: {label}" if sides else label
            yield Fact(told, "", quotes([{"evidence": side.evidence[:1]} for side in sides], documents), False)
    if any(len(part.articles) > 1 for part in made) or (len(made) > 1 and not rows):
        person = graph.nodes[node]["type"] in ("official", "person", "journalist")
        same = JOINED["post"] if person and graph.nodes[node]["type"] == "official" else SAME_KEY
        yield Fact(f"{'其余 the rest: ' if rows else ''}{same.zh} {same.en}", "", (), False)


def _side(graph: Graph, node: str, article: str) -> Part:
    """What one article says of a node."""
    evidence = named_in(graph, node).get(article, [])
    posts, dates, said = posts_in(graph, node, evidence)
    where = article.removeprefix("article:")
    return Part(f"{'、'.join(posts) or tidy(graph.nodes[node]['name'])} ({where})", [article], said or evidence, dates)


def _label(labels: Mapping[str, Label], row: Mapping[str, Any]) -> str:
    label = labels.get(str(row.get("by")), NOTHING)
    at = f": {tidy(row['at']).removeprefix('organization:')}" if row.get("at") else ""
    return f"{label.zh} {label.en}{at}"


def _namesakes(graph: Graph, node: str, documents: Mapping[str, str]) -> Iterator[Fact]:
    for other, row in namesakes(graph, node):
        evidence = []
        for end, thing in zip((node, other), row.get("things", ()), strict=False):
            evidence += _side(graph, end, f"article:{thing}").evidence[:1]
        told = f"{other}: {_label(APART, row)}"
        yield Fact(told, "", quotes([{"evidence": evidence}], documents), False)


def namesakes(graph: Graph, node: str) -> list[tuple[str, Mapping[str, Any]]]:
    """The nodes of a node's name, and what tied them to it and was not enough ({} where nothing did). The first of the
    `things` of a row is the node's own."""
    found: dict[str, Mapping[str, Any]] = defaultdict(dict)
    own = graph.nodes[node]
    for row in own.get("apart") or ():
        if row["from"] in graph:
            found[row["from"]] = row
    people = ("official", "person", "journalist")
    for other, row in graph.nodes(data=True):
        alike = row["type"] == own["type"] or {row["type"], own["type"]} <= set(people)
        if other == node or not alike:
            continue
        told = next((each for each in row.get("apart") or () if each["from"] == node), None)
        if told is not None:
            found[other] = {**told, "things": list(reversed(told.get("things", ())))}
        elif row["name"] == own["name"]:
            found.setdefault(other, {})
    return sorted(found.items())
