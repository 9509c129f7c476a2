"""What one article says of each thing in it, and of each person what made it one: by the id of the node."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from kg.model import Fact, Findings, Span
from kg.resolve import tenure
from kg.resolve.across import Keys
from kg.resolve.entity import Entity
from kg.resolve.setting import At, Setting
from kg.vocabulary import VOCABULARY

Qualifiers: TypeAlias = tuple[tuple[str, str], ...]
Place: TypeAlias = tuple[str, int, int, str]
"""What a `Span` has: as a mere tuple it is pickled without a call, and there are more of these than of anything."""
Said: TypeAlias = tuple[Place | None, str]
"""Where a fact is said, None if it is inferred, and the date, "" if there is none."""


class Named(NamedTuple):
    """A thing as an article names it. `attributes` are None where the article tells none; `order` is then their place
    among those of the article. `related` says that it is at one end of a fact."""

    type: str
    name: str
    at: At
    forms: tuple[str, ...]
    spans: tuple[Place, ...]
    attributes: tuple[tuple[str, str | float | None], ...] | None
    order: int
    related: bool


class Person(NamedTuple):
    """A person: what made it one and what it was kept apart from, as JSON."""

    type: str
    name: str
    joins: str
    apart: str


class Headed(NamedTuple):
    """An article itself, and where it mentions what: (id, places)."""

    title: str
    published: str
    newspaper: str
    spans: tuple[Place, ...]
    mentions: tuple[tuple[str, tuple[Place, ...]], ...]


class Related(NamedTuple):
    """A fact of which the node is the subject."""

    relation: str
    target: str
    qualifiers: Qualifiers
    said: tuple[Said, ...]


class Post(NamedTuple):
    """What is said of a post in the body (or place) that the node is, as in `tenure.Statement`. `holder` is the id of
    who holds it."""

    holder: str
    statements: tuple[tuple[str, str, tuple[Place, ...], str], ...]


class _Places(dict[Span, Place]):
    """Each place of an article once: what is one object is pickled once."""

    def __missing__(self, span: Span) -> Place:
        document, start, end, text = span
        made = self[span] = document, start, end, text
        return made


Told: TypeAlias = Named | Person | Headed | Related | Post


def of_person(person: Entity) -> Iterator[tuple[str, Told]]:
    """What makes a person one."""
    yield person.id, Person(person.type, person.name, as_json(person.joins), as_json(person.apart))


def as_json(rows: list[dict[str, Any]]) -> str:
    """Plain data as JSON, so that it can be hashed; "" for nothing."""
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def of_article(article: tuple[At, tuple[Setting, Keys]]) -> Iterator[tuple[str, Told]]:
    """What an article says. Its things have the ids of their nodes."""
    at, (setting, ids) = article
    findings = setting.findings
    own = f"article:{findings.article.document}#{findings.article.number}"
    id_of: Mapping[tuple[str, str], str] = {**ids, ("article", ""): own}
    place = _Places().__getitem__
    related: set[str] = set()
    edges: dict[tuple[str, str, str, Qualifiers], dict[Said, None]] = defaultdict(dict)
    posts: dict[tuple[str, str], list[tuple[str, str, tuple[Place, ...], str]]] = defaultdict(list)
    for fact in findings.facts:
        source, target = id_of[fact.subject], id_of[fact.object]
        if target < source and VOCABULARY.relations[fact.relation].symmetric:
            source, target = target, source
        if source == target:
            continue
        related |= {source, target}
        if fact.relation == "holds_post":
            where = tuple(map(place, fact.spans))
            posts[source, target] += [(says, date, where, post) for says, date, _, post in tenure.statements(fact)]
        else:
            when = _date(fact, findings)
            said = edges[source, fact.relation, target, fact.qualifiers]
            for span in fact.spans:
                said[place(span), when] = None
            if when and not fact.spans:
                said[None, when] = None
    forms: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    spans: dict[tuple[str, str], dict[Place, None]] = defaultdict(dict)
    mentioned: dict[str, dict[Place, None]] = defaultdict(dict)
    for mention in findings.mentions:
        thing = mention.type, mention.name
        forms[thing][mention.form] = None
        at_ = place(mention.span)
        spans[thing][at_] = None
        if mention.type != "journalist":
            mentioned[id_of[thing]][at_] = None
    order = {thing: number for number, thing in enumerate(findings.attributes)}
    for thing, id_ in ids.items():
        told = findings.attributes.get(thing)
        attributes = None if told is None else tuple(told.items())
        written = tuple(forms.get(thing, ())), tuple(spans.get(thing, ()))
        yield id_, Named(*thing, at, *written, attributes, order.get(thing, 0), id_ in related)
    for (source, relation, target, qualifiers), said in edges.items():
        yield source, Related(relation, target, qualifiers, tuple(said))
    for (holder, body), statements in posts.items():
        yield body, Post(holder, tuple(statements))
    head = findings.article
    mentions = tuple((id_, tuple(places)) for id_, places in mentioned.items())
    yield own, Headed(head.title, head.published, head.newspaper, tuple(map(place, head.spans)), mentions)


def _date(fact: Fact, findings: Findings) -> str:
    """When a fact was seen: the date that the text gives it or its event, else the day of the article. What is only
    concluded has none."""
    if fact.as_of:
        return fact.as_of
    events = (end for end in (fact.subject, fact.object) if end[0] == "event")
    given = (str(findings.attributes.get(event, {}).get("date") or "") for event in events)
    return next(filter(None, given), "") or (findings.article.published if fact.spans else "")
