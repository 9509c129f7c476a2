"""The graph as it is kept: networkx in memory, node-link JSON on disk.

A node's key is its `id`; its attributes are those of the contract (`type`, `name`, `aliases`, `evidence` or `inferred`,
and what its type adds). An edge's attributes are `type`, `evidence` or `inferred`, its qualifiers, and its dates:
`as_of` is the first on which it was seen, `seen` are all of them where there are several. A passage of an edge has a
`date` where the edge has several, and `says` (start, end, over) where it reports that of a post. `aliases` of a post
are the other ways in which it is written.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias

import networkx as nx

from kg import __version__
from kg.errors import KgError
from kg.lexicon.posts import seat
from kg.model import Fact, Findings, Span
from kg.resolve import across, tenure, within
from kg.resolve.identity import Decisions
from kg.text.traditional import TABLE
from kg.vocabulary import VOCABULARY

Graph: TypeAlias = "nx.MultiDiGraph[str]"


def assemble(collection: list[Findings], decisions: Decisions | None = None) -> Graph:
    """The graph of a collection of articles, nodes and edges in canonical order whatever the order of the articles.

    `decisions` are what a reader decided on what is one thing; what could not be obeyed is noted in them.
    """
    return joined([within.resolve(findings) for findings in collection], decisions)


def joined(collection: Iterable[Findings], decisions: Decisions | None = None) -> Graph:
    """The same, of findings in which what is one thing within an article is settled (`within.resolve`)."""
    articles = sorted(collection, key=lambda f: (f.article.document, f.article.number))
    entity_of = across.entities(articles)
    if decisions is not None and (rulings := decisions.rulings(articles, entity_of)):
        entity_of = across.entities(articles, rulings)
    nodes: dict[str, dict[str, Any]] = {}
    forms: dict[str, set[str]] = defaultdict(set)
    written: dict[str, set[str]] = defaultdict(set)  # of these those that stand in a text
    spans: dict[str, set[Span]] = defaultdict(set)
    edges: dict[_Key, set[_Said]] = defaultdict(set)
    posts: dict[tuple[str, str], list[tenure.Statement]] = defaultdict(list)
    told: dict[str, list[tuple[str, str, tuple[tuple[str, str], ...], dict[str, Any]]]] = defaultdict(list)
    passages = _Passages()

    for entity in {id(e): e for e in entity_of.values()}.values():
        nodes[entity.id] = {"type": entity.type, "name": entity.name}
        nodes[entity.id] |= {name: rows for name, rows in entity.why.items() if rows}
        forms[entity.id] |= entity.names
    ids: list[dict[tuple[str, str], str]] = [{} for _ in articles]
    for (number, type_, name), entity in entity_of.items():
        ids[number][type_, name] = entity.id
    for number, findings in enumerate(articles):
        article = _article_node(findings, nodes, spans)
        id_of = ids[number]
        id_of["article", ""] = article
        named: dict[str, set[Span]] = defaultdict(set)
        for mention in findings.mentions:
            node = id_of[mention.type, mention.name]
            written[node].add(mention.form)
            spans[node].add(mention.span)
            if mention.type != "journalist":
                named[node].add(mention.span)
        seen = {"as_of": findings.article.published} if findings.article.published else {}
        for node, said in named.items():
            told[article].append(("mentions", node, (), {"type": "mentions", **seen, **passages.of(said)}))
        for (type_, name), attributes in findings.attributes.items():
            local = entity_of.get((number, type_, name))
            if local is not None:
                for attribute, value in attributes.items():
                    if value is not None or attribute not in nodes[local.id]:
                        nodes[local.id][attribute] = local.attributes.get(attribute, value)
        for fact in findings.facts:
            source, target = id_of[fact.subject], id_of[fact.object]
            if target < source and VOCABULARY.relations[fact.relation].symmetric:
                source, target = target, source
            if source == target:
                continue
            if fact.relation == "holds_post":
                posts[source, target] += tenure.statements(fact)
            else:
                when = _date(fact, findings)
                rows = edges[source, fact.relation, target, fact.qualifiers]
                for span in fact.spans:
                    rows.add((span, when))
                if when and not fact.spans:
                    rows.add((None, when))

    for (source, relation, target, qualifiers), rows in edges.items():
        row = {"type": relation, **dict(qualifiers), **_dates(rows), **passages.dated(rows)}
        told[source].append((relation, target, qualifiers, row))
    for (source, target), statements in posts.items():
        called = forms[target] | written[target] if nodes[target]["type"] == "organization" else ()
        names = [_without_breaks(form) for form in called]
        told[source] += (("holds_post", target, key, row) for key, row in _held(statements, names, passages))
    graph: Graph = nx.MultiDiGraph(generator=f"kg {__version__}")
    used = set(told) | {target for rows in told.values() for _, target, _, _ in rows}
    for node in sorted(nodes):
        row = nodes[node]
        if not spans[node] and (node not in used or row["type"] != "district"):
            continue  # nothing in a text names it
        if row["type"] != "district":  # which is called as the table has it
            row["name"] = _as_written(row["name"], written[node])
        clean = {_without_breaks(form) for form in forms[node] | written[node]} - {row["name"]}
        row["aliases"] = sorted(clean)
        row.update(passages.of(spans[node]))
        graph.add_node(node, **row)
    for source in list(graph):
        for _, target, _, row in sorted(told.get(source, ()), key=itemgetter(0, 1, 2)):
            if target in graph:
                graph.add_edge(source, target, **row)
    return graph


_Key: TypeAlias = tuple[str, str, str, tuple[tuple[str, str], ...]]  # source, relation, target, qualifiers
_Said: TypeAlias = tuple[Span | None, str]  # where a fact is said, None if it is inferred, and the date, "" if none


def _as_written(name: str, forms: Iterable[str]) -> str:
    """The name as the texts write it, where they write it in traditional characters alone."""
    clean = {_without_breaks(form) for form in forms}
    if name in clean:
        return name
    return min((form for form in clean if form.translate(TABLE) == name), default=name)


def _article_node(findings: Findings, nodes: dict[str, dict[str, Any]], spans: dict[str, set[Span]]) -> str:
    article = findings.article
    node = f"article:{article.document}#{article.number}"
    nodes[node] = {"type": "article", "name": article.title, "title": article.title}
    if article.published:
        nodes[node]["published"] = article.published
    if article.newspaper:
        nodes[node]["newspaper"] = article.newspaper
    spans[node] |= set(article.spans)
    return node


def _date(fact: Fact, findings: Findings) -> str:
    """When a fact was seen: the date that the text gives it or its event, else the day of the article. What is only
    concluded has none."""
    if fact.as_of:
        return fact.as_of
    events = (end for end in (fact.subject, fact.object) if end[0] == "event")
    given = (str(findings.attributes.get(event, {}).get("date") or "") for event in events)
    return next(filter(None, given), "") or (findings.article.published if fact.spans else "")


def _dates(rows: Iterable[_Said]) -> dict[str, Any]:
    seen = sorted({when for _, when in rows if when})
    return {**({"as_of": seen[0]} if seen else {}), **({"seen": seen} if len(seen) > 1 else {})}


class _Passages:
    """Evidence, or the mark of an inference. A passage that several nodes and edges rest on is one dict: there are two
    for each, and what is made of one of them need not be made again."""

    def __init__(self) -> None:
        self._made: dict[tuple[str | Span, ...], dict[str, Any]] = {}

    def of(self, spans: Iterable[Span]) -> dict[str, Any]:
        """Of a node, or of an edge with one date."""
        return self._grounds([self.passage(span) for span in sorted(spans)])

    def dated(self, rows: Iterable[_Said]) -> dict[str, Any]:
        """Of an edge, each passage with its date where they differ."""
        told = sorted([(span, when) for span, when in rows if span is not None])
        several = len({when for _, when in told}) > 1
        return self._grounds([self.passage(span, when if several else "") for span, when in told])

    def of_post(self, told: Iterable[tuple[Span, str, str]], several: bool) -> dict[str, Any]:
        """Of a post, each passage with what it says of it, and its date where it says anything or there are several."""
        return self._grounds(
            [self.passage(span, date if several or says else "", says) for span, date, says in sorted(told)]
        )

    def passage(self, span: Span, date: str = "", says: str = "") -> dict[str, Any]:
        made = self._made.get((span, date, says))
        if made is None:
            made = {"document": span.document, "start": span.start, "end": span.end, "text": span.text}
            if date:
                made["date"] = date
            if says:
                made["says"] = says
            self._made[span, date, says] = made
        return made

    @staticmethod
    def _grounds(passages: list[dict[str, Any]]) -> dict[str, Any]:
        return {"evidence": passages} if passages else {"inferred": True}


def _held(
    statements: Iterable[tenure.Statement], names: Iterable[str], passages: _Passages
) -> Iterator[tuple[tuple[tuple[str, str], ...], dict[str, Any]]]:
    """The edges of a person's posts in a body of these names: one for each tenure, with what tells it from others."""
    seats: dict[str, list[tenure.Statement]] = defaultdict(list)
    for statement in statements:
        seats[seat(statement.post, names)].append(statement)
    for said in seats.values():
        written = sorted({statement.post for statement in said}, key=lambda post: (-len(post), post))
        for held in tenure.tenures(said):
            ends = {"start": held.start, "end": held.end, "over": held.over, "former": "yes" if held.former else ""}
            row: dict[str, Any] = {name: value for name, value in {"post": written[0], **ends}.items() if value}
            key = tuple(sorted(row.items()))
            if len(written) > 1:
                row["aliases"] = sorted(written[1:])
            several = len({each.date for each in held.statements}) > 1
            told = {(s, e.date, "" if e.says == tenure.SEEN else e.says) for e in held.statements for s in e.spans}
            row |= _dates((None, when) for when in held.seen)
            yield key, {"type": "holds_post", **row, **passages.of_post(told, several)}


def _without_breaks(form: str) -> str:
    return "".join(form.split())


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
