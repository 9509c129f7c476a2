"""What is one thing, for a whole collection: the steps of `across` and `people`, each by its key.

articles ─► told ─► settled ─► keys ─► sightings ─► persons, name by name ─► articles with the ids of their things
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

from kg.engine.rows import Rows
from kg.model import Findings
from kg.resolve import across, bodies
from kg.resolve.across import Asked, Keys, Settled
from kg.resolve.contexts import Contexts, own_name
from kg.resolve.entity import Entity, Ruling
from kg.resolve.identity import Decisions
from kg.resolve.people import Blocks, in_company, leaders, sightings
from kg.resolve.persons import Sighting
from kg.resolve.rulings import Ruled, ruled
from kg.resolve.setting import At, Local, Setting, Thing

Articles: TypeAlias = Rows[tuple[At, tuple[Setting, Keys]]]
"""Articles in their order, with the keys or ids of their things."""


@dataclass
class Resolved:
    """The articles with the id of every thing in them, the persons, and what a reader's decisions did to other
    things."""

    articles: Articles
    persons: Rows[Entity]
    told: Ruled = field(default_factory=Ruled)


def resolved(found: Rows[Findings], decisions: Decisions | None = None) -> Resolved:
    """Resolve a collection. `found` is in the order of the articles, what is one within an article settled."""
    keyed = _keyed(found)
    result = _with_persons(keyed, Ruled(), [])
    if (
        decisions is not None
        and decisions.decisions
        and (rulings := decisions.rulings(_contexts(result.articles, decisions.names)))
    ):
        told = _told(keyed, rulings)
        result = _with_persons(keyed.mapped(partial(_obeyed, told.keys)), told, rulings)
    return result


# -- things with a key -------------------------------------------------------------------------------------------------


def _keyed(found: Rows[Findings]) -> Articles:
    articles = found.mapped(_article).kept()
    answers = articles.mapped(_told_of).grouped(across.settled, several=True).kept()
    few: dict[str, dict[str, str]] = {across.DISTRICT: {}, across.PROJECT: {}}
    for kind, of, answer in answers.mapped(partial(_of_kinds, frozenset(few))).gathered():
        few[kind][of] = answer
    legal = answers.mapped(partial(_of_kind, across.LEGAL)).grouped(bodies.parted, several=True)
    settled = Settled(few[across.DISTRICT], few[across.PROJECT], frozenset(legal.gathered()))
    firms = answers.mapped(partial(_of_kind, across.FIRM))
    keyed = articles.beside(firms, partial(_with_keys, settled)).kept()
    articles.released()
    answers.released()
    return keyed


def _article(findings: Findings) -> Iterator[tuple[At, tuple[Setting, Keys, list[Asked]]]]:
    setting = Setting(findings)
    keys = across.keys_of(setting)
    yield setting.at, (setting, keys, list(across.asked(setting, keys)))


def _told_of(article: tuple[At, tuple[Setting, Keys, list[Asked]]]) -> Iterator[tuple[tuple[str, str], object]]:
    return ((each.question, each.says) for each in article[1][2])


def _of_kind(kind: str, answer: tuple[str, Any, Any]) -> Iterator[tuple[Any, Any]]:
    if answer[0] == kind:
        yield answer[1:]


def _of_kinds(kinds: frozenset[str], answer: tuple[str, Any, Any]) -> Iterator[tuple[str, Any, Any]]:
    if answer[0] in kinds:
        yield answer


def _with_keys(
    settled: Settled, at: At, article: tuple[Setting, Keys, list[Asked]], firms: Iterable[tuple[str, str]]
) -> Iterator[tuple[At, tuple[Setting, Keys]]]:
    setting, keys, asked = article
    yield at, (setting, settled.keys(keys, asked, firms))


# -- persons -----------------------------------------------------------------------------------------------------------


def _with_persons(keyed: Articles, told: Ruled, rulings: list[Ruling]) -> Resolved:
    seen = keyed.mapped(_seen).kept()
    leading: dict[str, frozenset[str]] = dict(seen.mapped(leaders).grouped(_together, several=True).gathered())
    blocks = Blocks(rulings)
    persons = seen.mapped(partial(_in_blocks, blocks, leading)).grouped(blocks.entities).kept()
    seen.released()
    return Resolved(keyed.beside(persons.mapped(_where), _with_ids), persons, told)


def _seen(article: tuple[At, tuple[Setting, Keys]]) -> Iterator[list[Sighting]]:
    if found := sightings(*article[1]):
        yield found


def _together(key: str, values: list[str]) -> Iterator[tuple[str, frozenset[str]]]:
    yield key, frozenset(values)


def _in_blocks(
    blocks: Blocks, leading: Mapping[str, frozenset[str]], found: list[Sighting]
) -> Iterator[tuple[tuple[str, str], Sighting]]:
    for sighting in in_company(found, leading):
        yield blocks.of(sighting), sighting


def _where(person: Entity) -> Iterator[tuple[At, tuple[Thing, str]]]:
    for at, type_, name in person.members:
        yield at, ((type_, name), person.id)


def _with_ids(
    at: At, article: tuple[Setting, Keys], persons: Iterable[tuple[Thing, str]]
) -> Iterator[tuple[At, tuple[Setting, Keys]]]:
    setting, keys = article
    yield at, (setting, {**keys, **dict(persons)})


# -- a reader's decisions ----------------------------------------------------------------------------------------------


def _contexts(articles: Articles, names: frozenset[str]) -> Contexts:
    """What it takes to tell what the names mean: the articles that have a thing of such a name, under whatever name."""
    meant = frozenset(articles.mapped(partial(_called, names)).gathered())
    those = articles.mapped(partial(_with_any, meant)).gathered()
    id_of = {(at, *thing): id_ for at, (_, ids) in those for thing, id_ in ids.items()}
    of_bodies = frozenset(id_ for (_, type_, _), id_ in id_of.items() if type_ == "organization")
    names_of: dict[str, set[str]] = defaultdict(set)
    for id_, name in articles.mapped(partial(_names_of, of_bodies)).grouped(_each, several=True).gathered():
        names_of[id_].add(name)
    return Contexts({at: setting for at, (setting, _) in those}, id_of, names_of)


def _called(names: frozenset[str], article: tuple[At, tuple[Setting, Keys]]) -> Iterator[str]:
    at, (setting, ids) = article
    for thing, id_ in ids.items():
        if id_ in names or own_name((at, *thing)) in names:
            yield id_
    for mention in setting.findings.mentions:
        if mention.form in names:
            yield ids[mention.type, mention.name]


def _with_any(
    meant: frozenset[str], article: tuple[At, tuple[Setting, Keys]]
) -> Iterator[tuple[At, tuple[Setting, Keys]]]:
    if not meant.isdisjoint(article[1][1].values()):
        yield article


def _names_of(bodies: frozenset[str], article: tuple[At, tuple[Setting, Keys]]) -> Iterator[tuple[str, str]]:
    for (type_, name), id_ in article[1][1].items():
        if type_ == "organization" and id_ in bodies:
            yield id_, name


def _each(key: str, values: list[str]) -> Iterator[tuple[str, str]]:
    for value in values:
        yield key, value


def _told(keyed: Articles, rulings: list[Ruling]) -> Ruled:
    """What decisions do to things with keys: to all things of the keys that they speak of."""
    spoken_of = frozenset(local for ruling in rulings for local in ruling.things)
    keys = frozenset(keyed.mapped(partial(_keys_among, spoken_of)).gathered())
    return ruled(dict(keyed.mapped(partial(_locals_of, keys)).gathered()), rulings)


def _keys_among(spoken_of: frozenset[Local], article: tuple[At, tuple[Setting, Keys]]) -> Iterator[str]:
    at, (_, keys) = article
    for thing, key in keys.items():
        if (at, *thing) in spoken_of:
            yield key


def _locals_of(those: frozenset[str], article: tuple[At, tuple[Setting, Keys]]) -> Iterator[tuple[Local, str]]:
    at, (_, keys) = article
    for thing, key in keys.items():
        if key in those:
            yield (at, *thing), key


def _obeyed(
    told: Mapping[Local, str], article: tuple[At, tuple[Setting, Keys]]
) -> Iterator[tuple[At, tuple[Setting, Keys]]]:
    at, (setting, keys) = article
    yield at, (setting, {thing: told.get((at, *thing), key) for thing, key in keys.items()})
