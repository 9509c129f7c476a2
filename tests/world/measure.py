"""A graph against the truth of the pages it was built from.

A mention of the truth is found where a node of its kind has it as evidence. Two mentions in different articles are
joined where one node has both, and rightly so where both name one thing.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import comb
from random import Random

from kg.chronicle import contradictions, posts_at
from kg.extract.pipeline import read_page
from kg.graph import Graph, assemble
from kg.model import Page as Text
from kg.recognise import DEFAULT, load

from .pages import Part
from .places import FIRST, LAST
from .story import Mention, Page
from .tenures import Register

KINDS = ("person", "journalist", "organization", "district", "project", "campaign", "event")
KIND_OF = {"official": "person", "person": "person", **{kind: kind for kind in KINDS}}


@dataclass(frozen=True, slots=True)
class Place:
    """A mention and the node that has it, "" for none."""

    page: Page
    mention: Mention
    node: str


@dataclass(slots=True)
class Joins:
    """Pairs of articles that name a thing: `right` joined, `joined` in all, and `one`, those that name one thing."""

    right: int = 0
    joined: int = 0
    one: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.one if self.one else 1.0


@dataclass(slots=True)
class Posts:
    """Posts held on days: how many the graph has right, and the others as (day, person, body, post)."""

    right: int = 0
    wrong: list[tuple[str, ...]] = field(default_factory=list)
    missing: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + len(self.wrong) + len(self.missing))


class Measure:
    """The graph beside the truth: `places` has every mention, found or not."""

    def __init__(self, graph: Graph, parts: Iterable[Part]) -> None:
        self.graph, self.parts = graph, list(parts)
        self.names = {entity: name for part in self.parts for entity, name in part.names.items()}
        self.places = list(self._find())
        self.node_of = self._pairs()
        self.entity_of = {node: entity for entity, node in self.node_of.items()}
        told = {report.body for part in self.parts for page in part.pages for report in page.reports}
        # a county's 县长 may be said of the county, which is as good as of its government
        self.government = {
            f"district:{body.split(':')[1].split('/')[0]}": body for body in told if body.endswith("/government")
        }
        self.government |= {f"district:{body.split('/')[1]}": body for body in told if body.endswith("/town_office")}

    def _find(self) -> Iterator[Place]:
        evidence: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
        for node, row in self.graph.nodes(data=True):
            kind = KIND_OF.get(row["type"])
            for each in row.get("evidence", ()) if kind else ():
                evidence[each["document"], kind].append((each["start"], each["end"], node))
        for part in self.parts:
            for page in part.pages:
                for mention in page.mentions:
                    yield Place(page, mention, _node(mention, evidence.get((page.document, mention.kind), [])))

    def _pairs(self) -> dict[str, str]:
        """Which node stands for which thing: each for one, by the mentions they have in common, most of them first."""
        common = Counter((place.mention.entity, place.node) for place in self.places if place.node)
        found: dict[str, str] = {}
        taken: set[str] = set()
        for (entity, node), _ in sorted(common.items(), key=lambda item: (-item[1], item[0])):
            if entity not in found and node not in taken:
                found[entity] = node
                taken.add(node)
        return found

    # -- joins ---------------------------------------------------------------------------------------------------------

    def found(self, kind: str) -> float:
        """The share of the mentions that a reader must find that some node has."""
        sure = [place for place in self.places if place.mention.kind == kind and place.mention.sure]
        return sum(bool(place.node) for place in sure) / len(sure)

    def joins(self, kind: str) -> Joins:
        """The joins of one kind. A mention that is not found, and must be, joins nothing: its pairs are missing."""
        units: set[tuple[str, int, str, str]] = set()
        lost: set[tuple[str, int, str]] = set()
        for place in self.places:
            mention = place.mention
            if mention.kind == kind:
                unit = (place.page.document, mention.article, mention.entity)
                if place.node:
                    units.add((*unit, place.node))
                elif mention.sure:
                    lost.add(unit)
        lost -= {unit[:3] for unit in units}
        right = Counter((entity, node) for _, _, entity, node in units)
        joined = Counter(node for _, _, _, node in units)
        one = Counter([*(entity for _, _, entity, _ in units), *(entity for _, _, entity in lost)])
        return Joins(*(sum(comb(n, 2) for n in counts.values()) for counts in (right, joined, one)))

    def split(self, kind: str) -> dict[str, Counter[str]]:
        """Things that are more than one node, with how often each node has them; "" where none has."""
        return self._groups(kind, lambda place: place.mention.entity, lambda place: place.node)

    def mixed(self, kind: str) -> dict[str, Counter[str]]:
        """Nodes that are more than one thing."""
        return self._groups(kind, lambda place: place.node, lambda place: place.mention.entity)

    def _groups(self, kind, key, value) -> dict[str, Counter[str]]:  # type: ignore[no-untyped-def]
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for place in self.places:
            if place.mention.kind == kind and (place.node or place.mention.sure):
                found[key(place)][value(place)] += 1
        return {one: many for one, many in found.items() if len(many) > 1 and one}

    # -- posts ---------------------------------------------------------------------------------------------------------

    def posts(self, sample: int = 60, seed: int = 0) -> Posts:
        """Who holds which post on so many days, half of them days of which a page tells."""
        told = [report for part in self.parts for page in part.pages for report in page.reports]
        register, rng = Register(told), Random(seed)
        days = {rng.choice(told).day for _ in range(sample // 2)}
        days |= {datetime.date.fromordinal(rng.randint(FIRST, LAST)).isoformat() for _ in range(sample // 2)}
        known = {(report.body, report.post) for report in told}
        found = Posts()
        for day in sorted(days):
            truth = register.holders(day)
            # 县领导 is no post of the truth: it tells where one works, not as what
            posts = [held for held in posts_at(self.graph, day) if not held.post.endswith("领导")]
            graph = {self._post(held.person, held.body, held.post, known) for held in posts}
            found.right += len(truth & graph)
            found.wrong += sorted((day, *each) for each in graph - truth)
            found.missing += sorted((day, *each) for each in truth - graph)
        return found

    def _post(self, person: str, body: str, post: str, known: set[tuple[str, str]]) -> tuple[str, str, str]:
        """A post of the graph in the terms of the truth, as far as there is such a person, body and post."""
        body = self.entity_of.get(body, body)
        body = self.government.get(body, body)
        for start in range(len(post)):  # the longest end of 清河县委副书记 that is a post of the body: 副书记
            if (body, post[start:]) in known:
                return self.entity_of.get(person, person), body, post[start:]
        return self.entity_of.get(person, person), body, post

    def contradictions(self) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
        """(planted, reported): kind, body, post and people of each."""
        known = {(r.body, r.post) for part in self.parts for page in part.pages for r in page.reports}
        planted = {(c.kind, c.body, c.post, *c.people) for part in self.parts for c in part.planted}
        reported = set()
        for each in contradictions(self.graph):
            people = sorted(self.entity_of.get(person, person) for person in each.people)
            _, body, post = self._post("", each.body, each.post, known)
            reported.add((each.kind, body, post, *people))
        return planted, reported

    def report(self) -> str:
        """The figures, a line each."""
        lines = [f"{'':14}{'found':>8}{'precision':>11}{'recall':>9}{'pairs':>9}"]
        for kind in KINDS:
            joins = self.joins(kind)
            found = f"{self.found(kind):8.3f}{joins.precision:11.4f}{joins.recall:9.4f}"
            lines.append(f"{kind:14}{found}{joins.one:9}")
        posts = self.posts()
        planted, reported = self.contradictions()
        lines.append(f"posts at a date: F1 {posts.f1:.4f} of {posts.right + len(posts.missing)}")
        lines.append(f"contradictions: {len(planted)} planted, {len(planted & reported)} of {len(reported)} reported")
        return "\n".join(lines)


def measured(parts: Iterable[Part]) -> Measure:
    """Read and join the pages of the parts, with the default recogniser, and hold the graph against their truth."""
    parts, recogniser = list(parts), load(DEFAULT)
    texts = [Text(page.document, page.text) for part in parts for page in part.pages]
    return Measure(assemble([each for text in texts for each in read_page(text, recogniser)]), parts)


def _node(mention: Mention, evidence: list[tuple[int, int, str]]) -> str:
    """The node whose evidence is those words, or most nearly so."""
    best, score = "", 0.0
    for start, end, node in evidence:
        common = min(end, mention.end) - max(start, mention.start)
        if common <= 0 or (end != mention.end and 2 * common < mention.end - mention.start):
            continue
        likeness = common / (max(end, mention.end) - min(start, mention.start))
        if likeness > score or (likeness == score and node < best):
            best, score = node, likeness
    return best
