"""Which persons of one name are one.

The candidates are those of one name. What speaks for two being one, the strongest first:

    post        the same post in the same body (or place)
    event       the same event attended
    body        posts in the same body
    city        the same post of a city and of one in it: what an article means by 市 is often left open
    page        the same page
    chain       a body and one that belongs to it
    district    posts in the same county, township or zone, one after the other
    county      posts in a county and in a township or zone of it; a seat that many have
    prefecture  leading posts of the same prefecture or province, or posts of like standing of one prefecture
    title       the same post of 县委, of which an article does not say whose it is, in the prefecture it is about
    bare        the same page, of one who has no post in it
    company     one without a post, in an article with two others who lead the district that the other leads
    around      one without a post, in an article on the district of the other's

From `county` on a tie is weak: a reader may want to look. From `title` on it joins one with one other only. The same
province, or a post in a county and one in the prefecture above it, is nothing to go by. Against it speaks: two posts at
one time that no one has both, or that are far apart in standing. Where an article says that one person has both, they
are no reason against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from kg import lexicon
from kg.resolve.careers import Career, Post, excludes, follows, is_leading, one_city
from kg.resolve.cluster import Grouping, Members, Tie, grouped
from kg.resolve.entity import Ruling
from kg.resolve.rulings import Sides
from kg.resolve.setting import Local, bare

TIERS = (
    *("reader", "newspaper", "post", "event", "body", "city", "page", "chain", "district", "county", "prefecture"),
    *("title", "bare", "company", "around"),
)
"""What ties persons, the strongest first."""
WEAK = frozenset({"county", "prefecture", "title", "around"})
_TO_ONE = frozenset(TIERS.index(by) for by in ("title", "bare", "company", "around"))
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
    # where the article gives no post: the districts it is about, and those that others led who are named with it
    around: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()


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


def units(sightings: Iterable[Sighting], spoken_of: Mapping[Local, Sides]) -> list[Unit]:
    """The sightings in units. Those that a reader has spoken of are with others only where that was in the same
    decisions."""
    found: dict[tuple[object, ...], Unit] = {}
    for sighting in sorted(sightings, key=lambda s: s.local):
        name, kind = bare(sighting.local[2]), sighting.local[1] == "journalist"
        posts = tuple(sorted({(*post.key, post.place) for post in sighting.posts}))
        where = (sighting.newspaper or sighting.document) if kind else "" if posts else sighting.document
        apart = spoken_of.get(sighting.local, ())
        found.setdefault((name, kind, posts, where, apart), Unit(name)).sightings.append(sighting)
    return sorted(found.values(), key=lambda unit: unit.first)


def group(members: list[Unit], rulings: list[Ruling]) -> Grouping:
    """Group the units of one name (or of several names that a reader took for one person's)."""
    if len(members) == 1:  # most names are
        return Grouping([frozenset({0})])
    where = {sighting.local: i for i, unit in enumerate(members) for sighting in unit.sightings}
    ties = list(_ties(members))
    for ruling in rulings:
        things = sorted({where[local] for local in ruling.things if ruling.same and local in where})
        ties += [Tie(0, a, b, "reader", ruling.reason) for a, b in pairwise(things)]

    def weak(tier: int, group: Members) -> bool:
        return tier in _TO_ONE and all(post.around for post in career_of(members, group).posts.values())

    return grouped(len(members), ties, _Against(members, rulings, where), _Short(members), weak)


_COMMON = lexicon.data("common_names")


def is_common(name: str) -> bool:
    """Whether a name is one that many have, so that it takes more to take two of it for one: 张伟, not 林远舟."""
    return len(name) == 2 and name[0] in _COMMON["surnames"] and name[1] in _COMMON["given"]


def career_of(members: Sequence[Unit], group: Members) -> Career:
    """The posts of a group of units."""
    if len(group) == 1:
        return members[next(iter(group))].career
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
        common = is_common(self.members[tie.first].name)
        if tie.by in ("title", "around"):
            return (tie.by, tie.at) if common else None
        if tie.by not in ("district", "county", "prefecture"):
            return None
        one, other = (career_of(self.members, group) for group in (first, second))
        weak = (tie.by, tie.at)
        if not follows(one, other):
            return weak
        if tie.by == "district":
            return None
        if tie.by == "county":
            return weak if common else None
        if all(is_leading(each, "prefecture") for each in (one, other)) or all(
            is_leading(each, "province") for each in (one, other)
        ):
            return None
        known = all(each.height is not None and each.seen for each in (one, other))
        return None if known and not common and "/" in tie.at else weak


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
                if (kind := _kind(by, members[first].career, members[second].career)) is not None:
                    yield Tie(TIERS.index(kind), first, second, kind, at)


def _kind(by: str, first: Career, second: Career) -> str | None:
    """What a tie is in view of the two careers; None where it is none for them."""
    bare = [not career.posts for career in (first, second)]
    if by == "page":
        return "bare" if any(bare) else "page"
    if by in ("around", "company"):
        return by if any(bare) and not all(bare) else None
    if by == "title":
        unplaced = [all(post.around for post in career.posts.values()) for career in (first, second)]
        if any(unplaced):
            return None if all(unplaced) else "title"
        same = (one_city(a, b) for a in first.posts.values() for b in second.posts.values())
        return "city" if any(same) else None
    return by


def _tied_to(unit: Unit) -> Iterator[tuple[str, str]]:
    """What ties a unit to others of the name: (what it is, which one)."""
    for sighting in unit.sightings:
        yield "page", sighting.document
        if sighting.newspaper:
            yield "newspaper", sighting.newspaper
        for event in sorted(sighting.events):
            yield "event", event
        for place in sorted(sighting.around):
            yield "around", place
        for place in sorted(sighting.company):
            yield "company", place
    for post in sorted(unit.career.posts.values(), key=lambda post: post.key):
        if post.standing.many and post.level not in _NEAR:
            yield "county", post.body
        else:
            yield "post", post.seat
            yield "body", post.body
            for up in (post.body, *post.inside):
                yield "chain", up
        yield from _places(post)


def _places(post: Post) -> Iterator[tuple[str, str]]:
    if post.place and post.level != "province":
        yield "around", post.place
        if post.standing.leading:
            yield "company", post.place
    if post.standing.kind in ("core", "department") and (post.around or "/" in post.place):
        region = post.around or "/".join(post.place.split("/")[:2])
        yield "title", f"{region} {post.office} {post.title}"
    if not post.place:
        return
    upper = post.place.rpartition("/")[0]
    if post.level in _NEAR:
        yield "county" if post.standing.many else "district", post.place
        if post.level == "county":
            yield "county", post.place
        elif upper.count("/") >= 1:
            yield "county", upper
    elif post.level in ("prefecture", "province") and post.place and not post.standing.many:
        yield "prefecture", post.place
