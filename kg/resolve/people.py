"""The persons of a collection as entities: gathered by name, grouped (`persons`), and each given its id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.resolve.careers import posts_of
from kg.resolve.cluster import Grouping, Tie
from kg.resolve.entity import PERSONS, Entity, Ruling
from kg.resolve.persons import Sighting, Unit, career_of, group, units
from kg.resolve.rulings import sides
from kg.resolve.setting import Local, Setting, bare

_COMPANY = 2  # who lead the district that a third is taken to lead
_NAMESAKES = 8  # namesakes kept apart that a node tells of

_Block = tuple[str, str]  # a kind (journalist or person) and a name


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


def entities(settings: list[Setting], keys: Mapping[Local, str], rulings: list[Ruling]) -> list[Entity]:
    """The persons of all articles. `keys` are those of all other things."""
    ruled = [ruling for ruling in rulings if any(type_ in PERSONS for _, type_, _ in ruling.things)]
    spoken_of = sides(ruled)
    groupings: list[tuple[list[Unit], Grouping]] = []
    people: dict[tuple[int, int], _Person] = {}  # by the place of their grouping and of their first unit in it
    for (kind, _), sightings in sorted(_blocks(_sightings(settings, keys), ruled).items()):
        of_name = units(sightings, spoken_of)
        grouping = group(of_name, ruled)
        for members in grouping.groups:
            ties = [tie for tie in grouping.joined if tie.first in members]
            people[len(groupings), min(members)] = _Person(kind, [of_name[i] for i in sorted(members)], ties)
        groupings.append((of_name, grouping))
    made: dict[tuple[int, int], Entity] = {}
    for (at, first), id_ in _ids(people).items():
        person, of_name = people[at, first], groupings[at][0]
        made[at, first] = Entity(id_, id_.split(":", 1)[0], person.name, [s.local for s in person.sightings])
        made[at, first].joins = [_told(tie, of_name, settings) for tie in person.ties]
    for at, (of_name, grouping) in enumerate(groupings):
        of_unit = {i: made[at, min(members)] for members in grouping.groups for i in members}
        _keep_apart(of_unit, of_name, grouping, settings)
    return list(made.values())


# -- gathering ---------------------------------------------------------------------------------------------------------


def _sightings(settings: list[Setting], keys: Mapping[Local, str]) -> dict[_Block, list[Sighting]]:
    found: dict[_Block, list[Sighting]] = defaultdict(list)
    for number, setting in enumerate(settings):
        of, things = setting.findings.article, setting.things
        article = f"{of.document}#{of.number}"
        key_of = {name: keys[number, type_, name] for type_, name in things if type_ == "organization"}
        for type_, name in things:
            if type_ == "journalist":
                sighting = Sighting((number, type_, name), setting.document, article, newspaper=of.newspaper)
            elif type_ in PERSONS:
                events = frozenset(
                    keys[number, *fact.object]
                    for fact in setting.said_of.get((type_, name), ())
                    if fact.relation == "attended" and setting.findings.attributes.get(fact.object, {}).get("date")
                )
                posts = tuple(posts_of(setting, (type_, name), key_of))
                around = frozenset() if posts else frozenset(path for path in setting.around if "/" in path)
                sighting = Sighting((number, type_, name), setting.document, article, posts, events, around=around)
            else:
                continue
            found[_kind(type_), bare(name)].append(sighting)
    _company(found)
    return found


def _company(found: Mapping[_Block, list[Sighting]]) -> None:
    """Tell each person without a post of the districts that two others, named in the article with it, lead."""
    leaders: dict[str, set[str]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    for (_, name), sightings in found.items():
        for sighting in sightings:
            named[sighting.article].add(name)
            for post in sighting.posts:
                if post.place and post.standing.leading:
                    leaders[post.place].add(name)
    for (kind, name), sightings in found.items():
        for sighting in sightings:
            if kind == "person" and not sighting.posts:
                others = named[sighting.article] - {name}
                near = {place for place in sighting.around if len(others & leaders.get(place, set())) >= _COMPANY}
                sighting.company = frozenset(near)


def _kind(type_: str) -> str:
    return "journalist" if type_ == "journalist" else "person"


def _blocks(named: Mapping[_Block, list[Sighting]], rulings: list[Ruling]) -> dict[_Block, list[Sighting]]:
    """The sightings by name; names that a reader took for one person's are under the first of them."""
    top: dict[_Block, _Block] = {}

    def find(block: _Block) -> _Block:
        while block in top:
            block = top[block]
        return block

    for ruling in rulings:
        tied = sorted({find((_kind(type_), bare(name))) for _, type_, name in ruling.things if ruling.same})
        top |= dict.fromkeys(tied[1:], tied[0] if tied else ("", ""))
    found: dict[_Block, list[Sighting]] = defaultdict(list)
    for block, sightings in named.items():
        found[find(block)] += sightings
    return found


# -- ids ---------------------------------------------------------------------------------------------------------------


def _ids(people: Mapping[tuple[int, int], _Person]) -> dict[tuple[int, int], str]:
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


def _told(tie: Tie, of_name: list[Unit], settings: list[Setting]) -> dict[str, Any]:
    """A tie as graph.json has it."""
    articles = [settings[of_name[i].first[0]].findings.article for i in (tie.first, tie.second)]
    row = {"by": tie.by, "at": tie.at, "things": [f"{each.document}#{each.number}" for each in articles]}
    return {name: value for name, value in row.items() if value}


def _keep_apart(
    of_unit: Mapping[int, Entity], of_name: list[Unit], grouping: Grouping, settings: list[Setting]
) -> None:
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
            entity.apart.append({"from": other_id, **_told(tie, of_name, settings)})
