"""What an article tells of its things for telling them from, or joining them with, those of other articles."""

from __future__ import annotations

import marshal
import re
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any, TypeAlias

from kg import lexicon
from kg.lexicon import lineage
from kg.lexicon.divisions import DIVISIONS, short_name
from kg.model import Fact, Findings, Head, Mention, Span, span_of
from kg.resolve.districts import paths

At: TypeAlias = tuple[str, int]
"""An article: its document and its number in it. In their order the articles of a collection are settled."""
Local: TypeAlias = tuple[At, str, str]
"""An article, and the (type, name) of a thing in it."""
Thing: TypeAlias = tuple[str, str]

_NUMBER = re.compile(r"#\d+$")
_OF_ANY_COUNTY = re.compile(f"{lexicon.alternation(lexicon.data('projects')['of_any_county'])}+")
_ENOUGH = 5  # characters of a project's name that tell it without its place


def bare(name: str) -> str:
    """A person's name without the number by which an article tells it from its namesakes (`namesakes`)."""
    return _NUMBER.sub("", name)


class Setting:
    """One article: where its districts lie, what its bodies are of, and the prefecture that it is about.

    Pickled it is the bytes of its findings, which are made again when they are asked for: it is put on the disk more
    than once, and not everyone who takes it from there looks into it.
    """

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self._called: dict[str, list[str]] = {}

    @cached_property
    def findings(self) -> Findings:
        """What the article says."""
        return _unpacked(self._packed)

    @cached_property
    def _packed(self) -> bytes:
        return _packed(self.findings)

    def __getstate__(self) -> bytes:
        return self._packed

    def __setstate__(self, packed: bytes) -> None:
        self._packed = packed
        self._called = {}

    @property
    def document(self) -> str:
        """The document of the article."""
        return self.findings.article.document

    @property
    def at(self) -> At:
        """The document and the article's number in it."""
        return self.findings.article.document, self.findings.article.number

    @cached_property
    def paths(self) -> dict[str, str]:
        """The paths of the article's districts, by name."""
        return paths(self.findings)

    @cached_property
    def said_of(self) -> dict[Thing, list[Fact]]:
        """The facts by their subject."""
        found: dict[Thing, list[Fact]] = defaultdict(list)
        for fact in self.findings.facts:
            found[fact.subject].append(fact)
        return found

    @cached_property
    def owners(self) -> dict[str, Thing]:
        """What the article's bodies and districts belong to, by name."""
        found: dict[str, Thing] = {}
        for fact in self.findings.facts:
            if fact.relation == "belongs_to":
                # a district says more than a body: it is what bodies of one name differ in
                known = found.get(fact.subject[1])
                if known is None or (known[0] != "district" and fact.object[0] == "district"):
                    found[fact.subject[1]] = fact.object
        return found

    @cached_property
    def things(self) -> list[Thing]:
        """All that the article names or relates, in order, but itself."""
        found = {(m.type, m.name) for m in self.findings.mentions}
        for fact in self.findings.facts:
            found |= {thing for thing in (fact.subject, fact.object) if thing[0] != "article"}
        return sorted(found)

    def path(self, district: str) -> str:
        """Where a district of the article lies: its name alone where nothing is known."""
        return self.paths.get(district, district)

    @cached_property
    def levels(self) -> dict[str, str]:
        """The levels of the article's districts that have one, by path."""
        told = {name: self.findings.attributes.get(("district", name), {}).get("level") for name in sorted(self.paths)}
        return {self.paths[name]: str(level) for name, level in reversed(told.items()) if level}

    @cached_property
    def region(self) -> str:
        """The prefecture (or province) that most of the article's districts lie in; its document where it names
        none."""
        votes: dict[str, int] = defaultdict(int)
        for mention in self.findings.mentions:
            if mention.type == "district":
                votes["/".join(self.path(mention.name).split("/")[:2])] += 1
        if not votes:
            return self.document
        return min(votes, key=lambda name: (-votes[name], -name.count("/"), name))

    def county(self, project: str) -> str:
        """The path of the county (or, if none, the prefecture) that the article puts a project in, if its name is one
        that projects of any county have (第二水厂建设项目); else ""."""
        if not _OF_ANY_COUNTY.fullmatch(self.without_place(project)):
            return ""
        for fact in self.said_of.get(("project", project), ()):
            if fact.relation == "located_in" and len(links := self.path(fact.object[1]).split("/")) > 1:
                return "/".join(links[:3])
        return ""

    def without_place(self, name: str) -> str:
        """A name without the districts of the article that it begins with, where enough is left of it."""
        while place := next((p for p in self.paths if name.startswith(p) and len(name) >= len(p) + _ENOUGH), ""):
            name = name[len(place) :]
        return name

    @cached_property
    def around(self) -> frozenset[str]:
        """The paths of all districts of the article and of those above them."""
        found = set()
        for path in self.paths.values():
            links = path.split("/")
            found |= {"/".join(links[:n]) for n in range(1, len(links) + 1)}
        return frozenset(found)

    def called(self, path: str) -> list[str]:
        """The names, full and short, of the divisions of a path at any time, and what the article calls them; the
        longest first."""
        if path not in self._called:
            names = set(path.split("/"))
            for name, own in self.paths.items():
                if path == own or path.startswith(f"{own}/"):
                    names.add(name)
                    code = self.findings.attributes.get(("district", name), {}).get("code")
                    if code and (row := lineage.row_of(str(code), name)) is not None:
                        names |= {each.name for each in lineage.names(row)}
            names |= {short for name in names if (short := short_name(name))}
            self._called[path] = sorted(names, key=lambda name: (-len(name), name))
        return self._called[path]

    def place(self, name: str) -> str:
        """The path of the division whose name, full or short, is `name`: "" where the article leaves that open."""
        here = {path for own, path in self.paths.items() if name in (own, short_name(own))}
        if len(here) == 1:
            return next(iter(here))
        rows = [row for row in DIVISIONS.named(name) if row.level != "township"]
        found = {lineage.path(row) for row in rows}
        near = found & self.around
        if len(near) == 1:
            return next(iter(near))
        today = {lineage.path(row) for row in rows if not row.until}
        known = any(row.level in ("province", "prefecture") or row.name == name for row in rows)
        return next(iter(today)) if len(today) == 1 and known and not near else ""


# -- as bytes ----------------------------------------------------------------------------------------------------------
# By marshal, which writes and reads tuples alone, in a fraction of the time that pickle takes for tuples with names

_mention: Callable[[Any], Mention] = partial(tuple.__new__, Mention)
_fact: Callable[[Any], Fact] = partial(tuple.__new__, Fact)


def _packed(findings: Findings) -> bytes:
    """The findings as bytes, in which each place stands once."""
    numbers: dict[Span, int] = {}

    def places(spans: tuple[Span, ...]) -> tuple[int, ...]:
        return tuple([numbers.setdefault(span, len(numbers)) for span in spans])

    head = findings.article
    mentions = [(m.type, m.name, m.form, numbers.setdefault(m.span, len(numbers))) for m in findings.mentions]
    facts = [(*fact[:3], places(fact.spans), *fact[4:]) for fact in findings.facts]
    attributes = {thing: dict(values) for thing, values in findings.attributes.items()}
    titles = places(head.spans)
    return marshal.dumps(([tuple(span) for span in numbers], (*head[:5], titles), mentions, facts, attributes))


def _unpacked(packed: bytes) -> Findings:
    plain, head, mentions, facts, attributes = marshal.loads(packed)
    spans = list(map(span_of, plain))
    place = spans.__getitem__
    return Findings(
        Head._make((*head[:5], tuple(map(place, head[5])))),
        tuple([_mention((type_, name, form, spans[at])) for type_, name, form, at in mentions]),
        tuple([_fact((*fact[:3], tuple(map(place, fact[3])), *fact[4:])) for fact in facts]),
        attributes,
    )
