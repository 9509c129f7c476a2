"""Which persons of one name are one.

The candidates are those of one name. What speaks for two being one, the strongest first:

    post        the same post in the same body (or place)
    event       the same event attended
    body        posts in the same body
    page        the same page
    chain       a body and one that belongs to it
    district    posts in the same county, township or zone, one after the other
    county      posts in a county and in a township or zone of it; a seat that many have
    prefecture  leading posts of the same prefecture or province, or posts of like standing of one prefecture

The last two are weak: a reader may want to look. The same province, or a post in a county and one in the prefecture
above it, is nothing to go by. Against it speaks: two posts at one time that no one has both, or that are far apart in
standing. Where an article says that one person has both, they are no reason against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from kg.resolve.careers import Career, Post, excludes, follows, is_leading
from kg.resolve.cluster import Grouping, Members, Tie, grouped
from kg.resolve.entity import Ruling
from kg.resolve.setting import Local

TIERS = ("reader", "newspaper", "post", "event", "body", "page", "chain", "district", "county", "prefecture", "bare")
"""What ties persons, the strongest first; `bare` is the page of one without a post."""
WEAK = frozenset({"county", "prefecture"})
_NEAR = frozenset({"county", "township", "zone"})


@dataclass
class Sighting:
    """A person in one article: the posts it has there, the events it attends, the newspaper it writes for."""

    local: Local
    document: str
    article: str  # the document and the article's number in it
    posts: tuple[Post, ...] = ()
    events: frozenset[str] = frozenset()
    newspaper: str = ""


@dataclass
class Unit:
    """Sightings that nothing tells apart: of one name, with the same posts (those without any, of one page)."""

    name: str
    sightings: list[Sighting] = field(default_factory=list)

    @cached_property
    def career(self) -> Career:
        return Career(post for sighting in self.sightings for post in sighting.posts)

    @property
    def first(self) -> Local:
        return self.sightings[0].local


def units(sightings: Iterable[Sighting], named: frozenset[Local]) -> list[Unit]:
    """The sightings in units. Those in `named` a reader has spoken of: each is a unit of its own."""
    found: dict[tuple[object, ...], Unit] = {}
    for sighting in sorted(sightings, key=lambda s: s.local):
        name, kind = sighting.local[2], sighting.local[1] == "journalist"
        posts = tuple(sorted({(*post.key, post.place) for post in sighting.posts}))
        where = (sighting.newspaper or sighting.document) if kind else "" if posts else sighting.document
        apart = sighting.local if sighting.local in named else None
        found.setdefault((name, kind, posts, where, apart), Unit(name)).sightings.append(sighting)
    return sorted(found.values(), key=lambda unit: unit.first)


def group(members: list[Unit], rulings: list[Ruling]) -> Grouping:
    """Group the units of one name (or of several names that a reader took for one person's)."""
    where = {sighting.local: i for i, unit in enumerate(members) for sighting in unit.sightings}
    ties = list(_ties(members))
    for ruling in rulings:
        things = sorted({where[local] for local in ruling.things if ruling.same and local in where})
        ties += [Tie(0, a, b, "reader", ruling.reason) for a, b in pairwise(things)]
    return grouped(len(members), ties, _Against(members, rulings, where), _Short(members))


def career_of(members: Sequence[Unit], group: Members) -> Career:
    """The posts of a group of units."""
    return Career(post for i in sorted(group) for post in members[i].career.posts.values())


class _Against:
    """Why two groups of units cannot be one."""

    def __init__(self, members: list[Unit], rulings: list[Ruling], where: Mapping[Local, int]) -> None:
        self.members = members
        self.together = {
            frozenset({one.body, other.body})
            for unit in members
            for sighting in unit.sightings
            for one in sighting.posts
            for other in sighting.posts
            if one.body != other.body
        }
        self.told = [
            (
                frozenset(where[local] for local in ruling.first if local in where),
                frozenset(where[local] for local in ruling.second if local in where),
                ruling.reason,
            )
            for ruling in rulings
            if not ruling.same
        ]
        self._careers: dict[Members, Career] = {}
        self._known: dict[tuple[Members, Members], tuple[str, str] | None] = {}

    def career(self, group: Members) -> Career:
        if group not in self._careers:
            self._careers[group] = career_of(self.members, group)
        return self._careers[group]

    def __call__(self, first: Members, second: Members) -> tuple[str, str] | None:
        for a, b, reason in self.told:
            if (first & a and second & b) or (first & b and second & a):
                return "reader", reason
        pair = (first, second) if min(first) < min(second) else (second, first)
        if pair not in self._known:
            self._known[pair] = excludes(self.career(pair[0]), self.career(pair[1]), self.together)
        return self._known[pair]


class _Short:
    """Why a tie is not enough to join two groups of units."""

    def __init__(self, members: list[Unit]) -> None:
        self.members = members

    def __call__(self, tie: Tie, first: Members, second: Members) -> tuple[str, str] | None:
        if tie.by not in ("district", "county", "prefecture"):
            return None
        one, other = (career_of(self.members, group) for group in (first, second))
        weak = (tie.by, tie.at)
        if not follows(one, other):
            return weak
        if tie.by == "district":
            return None
        short_name = len(self.members[tie.first].name) < 3
        if tie.by == "county":
            return weak if short_name else None
        if all(is_leading(each, "prefecture") for each in (one, other)) or all(
            is_leading(each, "province") for each in (one, other)
        ):
            return None
        known = one.height is not None and other.height is not None
        like = known and abs(float(one.height or 0) - float(other.height or 0)) <= 1
        return None if like and not short_name and "/" in tie.at else weak


def _ties(members: list[Unit]) -> Iterator[Tie]:
    """All ties between two units of one name."""
    shared: dict[tuple[str, str, str], dict[int, None]] = defaultdict(dict)
    for i, unit in enumerate(members):
        for by, at in _tied_to(unit):
            shared[unit.name, by, at][i] = None
    for (_, by, at), tied in shared.items():
        ordered = list(tied)
        for n, first in enumerate(ordered):
            for second in ordered[n + 1 :]:
                bare = by == "page" and not (members[first].career.posts and members[second].career.posts)
                yield Tie(TIERS.index("bare" if bare else by), first, second, by, at)


def _tied_to(unit: Unit) -> Iterator[tuple[str, str]]:
    """What ties a unit to others of the name: (what it is, which one)."""
    for sighting in unit.sightings:
        yield "page", sighting.document
        if sighting.newspaper:
            yield "newspaper", sighting.newspaper
        for event in sorted(sighting.events):
            yield "event", event
    for post in sorted(unit.career.posts.values(), key=lambda post: post.key):
        if post.standing.many and post.level not in _NEAR:
            yield "county", post.body
        else:
            yield "post", f"{post.body} {post.title}"
            yield "body", post.body
            for up in (post.body, *post.inside):
                yield "chain", up
        yield from _places(post)


def _places(post: Post) -> Iterator[tuple[str, str]]:
    upper = post.place.rpartition("/")[0]
    if post.level in _NEAR:
        yield "county" if post.standing.many else "district", post.place
        if post.level == "county":
            yield "county", post.place
        elif upper.count("/") >= 1:
            yield "county", upper
    elif post.level in ("prefecture", "province") and post.place and not post.standing.many:
        yield "prefecture", post.place
