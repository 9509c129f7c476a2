"""The rows of the graph: a node, and the edges that go out from it, of all that the articles say of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from kg.assembly.told import Headed, Named, Person, Place, Post, Qualifiers, Related, Said, Told
from kg.lexicon.posts import seat
from kg.model import span_of
from kg.resolve import across, tenure
from kg.resolve.entity import PERSONS
from kg.resolve.rulings import Ruled
from kg.resolve.setting import bare
from kg.text.traditional import TABLE


class NodeRow(NamedTuple):
    """A node of the graph: its id and its attributes."""

    id: str
    row: dict[str, Any]


class EdgeRow(NamedTuple):
    """An edge. The edges of a source are in the order of `relation`, `target` and `qualifiers`."""

    source: str
    relation: str
    target: str
    qualifiers: Qualifiers
    row: dict[str, Any]


class Gone(NamedTuple):
    """A thing that no text names: it is no node, and what would be an edge from or to it is none."""

    id: str


Row: TypeAlias = NodeRow | EdgeRow | Gone


class Making:
    """Makes the rows of a node of what is told of it. `ruled` is what a reader's decisions did."""

    def __init__(self, ruled: Ruled) -> None:
        self._joins = {key: list(rows) for key, rows in ruled.joins.items()}
        self._apart = {key: list(rows) for key, rows in ruled.apart.items()}
        self._passages = _Passages()

    def __call__(self, id_: str, told: Iterable[Told]) -> Iterator[Row]:
        """The node, if a text names it (or it is a district that something is said of), and what is said of it; of
        posts those that are held in it."""
        named: list[Named] = []
        edges: dict[tuple[str, str, Qualifiers], set[Said]] = defaultdict(set)
        posts: dict[str, list[tenure.Statement]] = defaultdict(list)
        row: dict[str, Any] = {}
        headed: Headed | None = None
        for each in told:
            match each:
                case Named():
                    named.append(each)
                case Related():
                    edges[each.relation, each.target, each.qualifiers].update(each.said)
                case Post():
                    for says, date, spans_, post in each.statements:
                        posts[each.holder].append(tenure.Statement(says, date, tuple(map(span_of, spans_)), post))
                case Person():
                    row = {"type": each.type, "name": each.name, **self._why(each.joins, each.apart)}
                case Headed():
                    headed = each
        if headed is not None:
            yield from self._article(id_, headed, edges)
            return
        written = {form for each in named for form in each.forms}
        forms = written | {bare(each.name) if each.type in PERSONS else each.name for each in named}
        spans = {span for each in named for span in each.spans}
        row = row or self._thing(id_, named)
        _tell(row, named)
        if spans or (row["type"] == "district" and any(each.related for each in named)):
            if row["type"] != "district":  # which is called as the table has it
                row["name"] = _as_written(row["name"], written)
            row["aliases"] = sorted({_without_breaks(form) for form in forms} - {row["name"]})
            row.update(self._passages.of(spans))
            yield NodeRow(id_, row)
        else:
            yield Gone(id_)
        yield from self._edges(id_, edges)
        names = [_without_breaks(form) for form in forms] if row["type"] == "organization" else []
        for holder, statements in posts.items():
            for key, held in _held(statements, names, self._passages):
                yield EdgeRow(holder, "holds_post", id_, key, held)

    @staticmethod
    def _why(joins: str, apart: str) -> dict[str, Any]:
        return {name: json.loads(rows) for name, rows in (("joins", joins), ("apart", apart)) if rows}

    def _thing(self, id_: str, named: Iterable[Named]) -> dict[str, Any]:
        codes = {(each.name, dict(each.attributes or ()).get("code")) for each in named}
        type_ = min(each.type for each in named)
        name, joins = across.called(id_, type_, codes)
        why = {"joins": joins + self._joins.get(id_, []), "apart": self._apart.get(id_, [])}
        return {"type": type_, "name": name, **{what: rows for what, rows in why.items() if rows}}

    def _article(
        self, id_: str, headed: Headed, edges: Mapping[tuple[str, str, Qualifiers], set[Said]]
    ) -> Iterator[Row]:
        row: dict[str, Any] = {"type": "article", "name": headed.title, "title": headed.title}
        if headed.published:
            row["published"] = headed.published
        if headed.newspaper:
            row["newspaper"] = headed.newspaper
        row["aliases"] = []
        yield NodeRow(id_, {**row, **self._passages.of(headed.spans)}) if headed.spans else Gone(id_)
        seen = {"as_of": headed.published} if headed.published else {}
        for target, spans in headed.mentions:
            yield EdgeRow(id_, "mentions", target, (), {"type": "mentions", **seen, **self._passages.of(spans)})
        yield from self._edges(id_, edges)

    def _edges(self, id_: str, edges: Mapping[tuple[str, str, Qualifiers], set[Said]]) -> Iterator[EdgeRow]:
        for (relation, target, qualifiers), said in edges.items():
            row = {"type": relation, **dict(qualifiers), **_dates(said), **self._passages.dated(said)}
            yield EdgeRow(id_, relation, target, qualifiers, row)


def _tell(row: dict[str, Any], named: Iterable[Named]) -> None:
    """Add to a node what the articles tell of it. Of a district what is told under its latest name goes before."""
    telling = [each for each in named if each.attributes is not None]
    latest: dict[str, Any] = {}
    if row["type"] == "district":
        for each in sorted(telling, key=lambda each: each.at):
            if each.name == row["name"]:
                latest |= dict(each.attributes or ())
    for each in sorted(telling, key=lambda each: (each.at, each.order)):
        for attribute, value in each.attributes or ():
            if value is not None or attribute not in row:
                row[attribute] = latest.get(attribute, value)


def _dates(rows: Iterable[Said]) -> dict[str, Any]:
    seen = sorted({when for _, when in rows if when})
    return {**({"as_of": seen[0]} if seen else {}), **({"seen": seen} if len(seen) > 1 else {})}


class _Passages:
    """Evidence, or the mark of an inference. A passage that several nodes and edges rest on is one dict, as long as it
    is remembered: there are two for each, and what is made of one of them need not be made again."""

    REMEMBERED = 1 << 17

    def __init__(self) -> None:
        self._made: dict[tuple[str | Place, ...], dict[str, Any]] = {}

    def of(self, spans: Iterable[Place]) -> dict[str, Any]:
        """Of a node, or of an edge with one date."""
        return self._grounds([self.passage(span) for span in sorted(spans)])

    def dated(self, rows: Iterable[Said]) -> dict[str, Any]:
        """Of an edge, each passage with its date where they differ."""
        told = sorted([(span, when) for span, when in rows if span is not None])
        several = len({when for _, when in told}) > 1
        return self._grounds([self.passage(span, when if several else "") for span, when in told])

    def of_post(self, told: Iterable[tuple[Place, str, str]], several: bool) -> dict[str, Any]:
        """Of a post, each passage with what it says of it, and its date where it says anything or there are several."""
        return self._grounds(
            [self.passage(span, date if several or says else "", says) for span, date, says in sorted(told)]
        )

    def passage(self, span: Place, date: str = "", says: str = "") -> dict[str, Any]:
        made = self._made.get((span, date, says))
        if made is None:
            document, start, end, text = span
            made = {"document": document, "start": start, "end": end, "text": text}
            if date:
                made["date"] = date
            if says:
                made["says"] = says
            if len(self._made) >= self.REMEMBERED:
                self._made.clear()
            self._made[span, date, says] = made
        return made

    @staticmethod
    def _grounds(passages: list[dict[str, Any]]) -> dict[str, Any]:
        return {"evidence": passages} if passages else {"inferred": True}

    def __reduce__(self) -> tuple[type[_Passages], tuple[()]]:
        return _Passages, ()  # what is remembered stays in its process


def _held(
    statements: Iterable[tenure.Statement], names: Iterable[str], passages: _Passages
) -> Iterator[tuple[Qualifiers, dict[str, Any]]]:
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


def _as_written(name: str, forms: Iterable[str]) -> str:
    """The name as the texts write it, where they write it in traditional characters alone."""
    clean = {_without_breaks(form) for form in forms}
    if name in clean:
        return name
    return min((form for form in clean if form.translate(TABLE) == name), default=name)


def _without_breaks(form: str) -> str:
    return "".join(form.split())
