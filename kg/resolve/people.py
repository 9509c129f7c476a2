"""The persons of a collection as entities: gathered by name, grouped (`persons`), and each given its id.

What an article says of its persons (`sightings`) hangs on no other article but for the company that they are in; what
is said of one name, and nothing else, tells which of that name are one (`Blocks.entities`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from kg.resolve.careers import posts_of
from kg.resolve.cluster import Grouping, Tie
from kg.resolve.entity import PERSONS, Entity, Ruling
from kg.resolve.persons import Sighting, Unit, career_of, group, units
from kg.resolve.rulings import sides
from kg.resolve.setting import Setting, Thing, bare

_COMPANY = 2  # who lead the district that a third is taken to lead
_NAMESAKES = 8  # namesakes kept apart that a node tells of

Block: TypeAlias = tuple[str, str]
"""What the persons that may be one have in common: a kind (journalist or person) and a name."""


@dataclass
class _Person:
    """The units that are one person, and the ties that joined them."""

    kind: str
    units: list[Unit]
    ties: list[Tie]

    @property
    def sightings(self) -> list[Sighting]:
        return sorted((s for unit in self.units for s in unit.sightings), key=lambda s: s.local)

    @property
    def name(self) -> str:
        return min({unit.name for unit in self.units}, key=lambda name: (-len(name), name))


# -- gathering ---------------------------------------------------------------------------------------------------------


def sightings(setting: Setting, keys: Mapping[Thing, str]) -> list[Sighting]:
    """The persons of an article. `keys` are those of all its other things."""
    of = setting.findings.article
    article = f"{of.document}#{of.number}"
    key_of = {name: key for (type_, name), key in keys.items() if type_ == "organization"}
    found = []
    for type_, name in setting.things:
        local = (setting.at, type_, name)
        if type_ == "journalist":
            found.append(Sighting(local, setting.document, article, newspaper=of.newspaper))
        elif type_ in PERSONS:
            events = frozenset(
                keys[fact.object]
                for fact in setting.said_of.get((type_, name), ())
                if fact.relation == "attended" and setting.findings.attributes.get(fact.object, {}).get("date")
            )
            posts = tuple(posts_of(setting, (type_, name), key_of))
            around = frozenset() if posts else frozenset(path for path in setting.around if "/" in path)
            found.append(Sighting(local, setting.document, article, posts, events, around=around))
    return found


def leaders(found: Iterable[Sighting]) -> Iterator[tuple[str, str]]:
    """The districts that persons of an article lead, each with the person's name."""
    for sighting in found:
        for post in sighting.posts:
            if post.place and post.standing.leading:
                yield post.place, _name(sighting)


def in_company(found: list[Sighting], leaders: Mapping[str, Container[str]]) -> list[Sighting]:
    """The same persons, each without a post told of the districts that two others of the article lead. `leaders` are
    those of all articles, by district."""
    named = {_name(sighting) for sighting in found}
    for sighting in found:
        if sighting.local[1] != "journalist" and not sighting.posts:
            others = named - {_name(sighting)}
            sighting.company = frozenset(
                place for place in sighting.around if _are_among(others, leaders.get(place, ()), _COMPANY)
            )
    return found


def _are_among(names: Iterable[str], those: Container[str], count: int) -> bool:
    return sum(name in those for name in names) >= count


def _name(sighting: Sighting) -> str:
    return bare(sighting.local[2])


def _kind(type_: str) -> str:
    return "journalist" if type_ == "journalist" else "person"


class Blocks:
    """The persons that are weighed together: those of one name; names that a reader took for one person's are under
    the first of them."""

    def __init__(self, rulings: Iterable[Ruling] = ()) -> None:
        self.ruled = [ruling for ruling in rulings if any(type_ in PERSONS for _, type_, _ in ruling.things)]
        self._spoken_of = sides(self.ruled)
        self._top: dict[Block, Block] = {}
        for ruling in self.ruled:
            tied = sorted({self._find((_kind(type_), bare(name))) for _, type_, name in ruling.things if ruling.same})
            self._top |= dict.fromkeys(tied[1:], tied[0] if tied else ("", ""))

    def _find(self, block: Block) -> Block:
        while block in self._top:
            block = self._top[block]
        return block

    def of(self, sighting: Sighting) -> Block:
        """The block of a person."""
        return self._find((_kind(sighting.local[1]), _name(sighting)))

    def entities(self, block: Block, sightings: Iterable[Sighting]) -> list[Entity]:
        """The persons of a block, of all that was seen of it."""
        of_name = units(sightings, self._spoken_of)
        grouping = group(of_name, self.ruled)
        people: dict[int, _Person] = {}  # by the first of their units
        for members in grouping.groups:
            ties = [tie for tie in grouping.joined if tie.first in members]
            people[min(members)] = _Person(block[0], [of_name[i] for i in sorted(members)], ties)
        made: dict[int, Entity] = {}
        for first, id_ in _ids(people).items():
            person = people[first]
            made[first] = Entity(id_, id_.split(":", 1)[0], person.name, [s.local for s in person.sightings])
            made[first].joins = [_told(tie, of_name) for tie in person.ties]
        of_unit = {i: made[min(members)] for members in grouping.groups for i in members}
        _keep_apart(of_unit, of_name, grouping)
        return list(made.values())


# -- ids ---------------------------------------------------------------------------------------------------------------


def _ids(people: Mapping[int, _Person]) -> dict[int, str]:
    """An id for each person: the name, and where the first of the posts was.

    The post of the earliest date is the one that later pages do not change. Of a post in a committee or government the
    district is enough; of another the body is named, so that a namesake in the district changes no id. Two in one body
    have the title too, and where that is not enough the place of their first mention.
    """
    found = {at: _id(person, 0) for at, person in people.items()}
    for detail in (1, 2):
        often = Counter(found.values())
        found = {at: _id(people[at], detail) if often[id_] > 1 else id_ for at, id_ in found.items()}
    return found


def _id(person: _Person, detail: int) -> str:
    sightings = person.sightings
    official = any(type_ == "official" for _, type_, _ in (s.local for s in sightings))
    type_ = person.kind if person.kind == "journalist" else "official" if official else "person"
    first_mention = sightings[0].article
    posts = list(career_of(person.units, frozenset(range(len(person.units)))).posts.values())
    if posts:
        first = min(posts, key=lambda p: (p.standing.kind == "group", p.begun is None, p.begun or 0.0, p.key))
        leading = first.place and first.standing.kind in ("core", "place")
        where = [first.place if leading else first.body.split(":", 1)[1], first.title, first_mention]
    else:
        newspapers = sorted({s.newspaper for s in sightings if s.newspaper})
        where = [*newspapers[:1], min(s.document for s in sightings), first_mention]
    return f"{type_}:{person.name}@{'/'.join(part for part in where[: detail + 1] if part)}"


# -- why ---------------------------------------------------------------------------------------------------------------


def _told(tie: Tie, of_name: list[Unit]) -> dict[str, Any]:
    """A tie as graph.json has it."""
    things = [of_name[i].sightings[0].article for i in (tie.first, tie.second)]
    row = {"by": tie.by, "at": tie.at, "things": things}
    return {name: value for name, value in row.items() if value}


def _keep_apart(of_unit: Mapping[int, Entity], of_name: list[Unit], grouping: Grouping) -> None:
    """Tell the first of two namesakes of the other, and of what kept them apart where something tied them."""
    pairs: dict[tuple[str, str], tuple[Entity, Tie]] = {}
    for tie in sorted(grouping.apart):
        one, other = of_unit[tie.first], of_unit[tie.second]
        if other.id < one.id:
            one, other = other, one
            tie = Tie(tie.tier, tie.second, tie.first, tie.by, tie.at)
        pairs.setdefault((one.id, other.id), (one, tie))
    for (_, other_id), (entity, tie) in sorted(pairs.items(), key=lambda pair: (pair[1][1].tier, pair[0])):
        if len(entity.apart) < _NAMESAKES:
            entity.apart.append({"from": other_id, **_told(tie, of_name)})
