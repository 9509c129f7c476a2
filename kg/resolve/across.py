"""Across articles: which things of different articles are one. The outcome depends on the set of articles alone.

- A district is one by its place in the divisions, whatever it was called in which year (`districts`).
- A body is one by the place it is of and its name behind it, in short or in full (`bodies`); an industry or a task by
  its name.
- A project, a campaign and an event are one by their name within a prefecture (an event also by its date).
- Persons of one name are one where what they hold, and where and when, speaks for it (`persons`).
- A quantity is of its article.

What a reader has decided goes before all of that (`identity`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.model import Findings
from kg.resolve import bodies, districts, names, people
from kg.resolve.districts import chains
from kg.resolve.entity import PERSONS, Entity, Ruling
from kg.resolve.rulings import Ruled, ruled
from kg.resolve.setting import Local, Setting

__all__ = ["Entity", "Local", "Ruling", "chains", "entities"]

# congresses and plenary sessions of the party: there is one of each number
_NATIONAL_EVENT = re.compile(r"(?:党的)?[一二三四五六七八九十]{2,3}(?:大|届[一二三四五六七八九]中全会)")
_MARKS = re.compile(r"[“”‘’\"'「」『』《》\s]")


def entities(collection: list[Findings], rulings: Iterable[Ruling] = ()) -> dict[Local, Entity]:
    """The entity of every thing of every article. The articles must be in a settled order (by document, number)."""
    settings = [Setting(findings) for findings in collection]
    rulings = list(rulings)
    keys: dict[Local, str] = {}
    for number, setting in enumerate(settings):
        for type_, name in setting.things:
            if type_ not in PERSONS:
                keys[number, type_, name] = _key(setting, type_, name)
    keys = _placed(keys)
    keys |= bodies.settle_firms(keys, settings)
    keys |= _settled_projects(keys, settings)
    told = ruled(keys, settings, rulings)
    keys |= told.keys
    found = _collect(keys, settings, told)
    for person in people.entities(settings, keys, rulings):
        for local in person.members:
            found[local] = person
    return dict(sorted(found.items()))


def _key(setting: Setting, type_: str, name: str) -> str:
    article = setting.findings.article
    if type_ == "district":
        return f"district:{setting.path(name)}"
    if type_ == "organization":
        return bodies.key(setting, name)
    plain = _MARKS.sub("", name) or name
    if type_ == "event":
        if _NATIONAL_EVENT.fullmatch(plain):
            return f"event:{plain.removeprefix('党的')}"
        # without a date it is its page's: 县委常委会会议 is weekly
        date = setting.findings.attributes.get(("event", name), {}).get("date")
        return f"event:{setting.region}/{date}/{plain}" if date else f"event:{article.document}/{plain}"
    if type_ == "project":
        return f"project:{setting.county(name) or setting.region}/{setting.without_place(plain)}"
    if type_ == "campaign":
        return f"campaign:{setting.region}/{plain}"
    if type_ in ("industry", "task"):
        return f"{type_}:{name}"
    return f"{type_}:{article.document}#{article.number}/{name}"


def _placed(keys: dict[Local, str]) -> dict[Local, str]:
    """A district that an article does not place is the one of its name that others place, if there is but one."""
    places: dict[str, set[str]] = defaultdict(set)
    for (_, type_, name), key in keys.items():
        if type_ == "district" and "/" in key:
            places[name].add(key)
    return {
        (number, type_, name): next(iter(places[name]))
        if type_ == "district" and "/" not in key and len(places.get(name, ())) == 1
        else key
        for (number, type_, name), key in keys.items()
    }


def _settled_projects(keys: Mapping[Local, str], settings: list[Setting]) -> dict[Local, str]:
    """A project whose county an article does not tell is that of the name in the prefecture, if there is but one."""
    counties: dict[str, set[str]] = defaultdict(set)
    for (number, type_, name), key in keys.items():
        if type_ == "project" and settings[number].county(name):
            counties["/".join([*key.split("/")[:2], key.rpartition("/")[2]])].add(key)
    return {
        (number, type_, name): next(iter(counties[key]))
        for (number, type_, name), key in keys.items()
        if type_ == "project" and not settings[number].county(name) and len(counties.get(key, ())) == 1
    }


# -- things that have a key --------------------------------------------------------------------------------------------


def _collect(keys: Mapping[Local, str], settings: list[Setting], told: Ruled) -> dict[Local, Entity]:
    members: dict[str, list[Local]] = defaultdict(list)
    for local in sorted(keys):
        members[keys[local]].append(local)
    result: dict[Local, Entity] = {}
    for key, locals_ in members.items():
        type_ = locals_[0][1]
        entity = Entity(key, type_, "", locals_)
        if type_ == "district":
            _name_district(entity, settings)
        else:
            entity.name = _fullest({name for _, _, name in locals_}, key.rpartition("/")[0].split("/")[-1])
        others = sorted({name for _, _, name in locals_} - {entity.name})
        entity.joins = [{"by": _by_name(type_, name, entity.name), "names": [name, entity.name]} for name in others]
        entity.joins += told.joins.get(key, [])
        entity.apart = told.apart.get(key, [])
        for local in locals_:
            result[local] = entity
    return result


def _fullest(named: Iterable[str], place: str) -> str:
    """The fullest of the names that a thing has in the articles, one with its place under its latest name first."""
    return min(named, key=lambda name: (not (place and name.startswith(place)), -len(name), name))


def _name_district(entity: Entity, settings: list[Setting]) -> None:
    """A division has the name, the level and the code of the latest of its names that the articles use."""

    def rank(local: Local) -> tuple[str, int, str]:
        attributes = settings[local[0]].findings.attributes.get(("district", local[2]), {})
        return districts.age(local[2], attributes.get("code")), len(local[2]), local[2]

    latest = max(entity.members, key=rank)
    entity.name = latest[2]
    for local in entity.members:
        if local[2] == entity.name:
            entity.attributes |= settings[local[0]].findings.attributes.get(("district", local[2]), {})


def _by_name(type_: str, one: str, other: str) -> str:
    """By what rule two names are one thing's."""
    if type_ == "district":
        return "renamed"
    if type_ != "organization":
        return "marks"
    if names.kind_of(one) == "firm" or names.kind_of(other) == "firm":
        return "firm"
    return "renamed" if names.differ_in_place(one, other) else "short"
