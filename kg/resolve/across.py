"""Across articles: which things of different articles are one. The outcome depends on the set of articles alone.

- A district is one by its place in the divisions, whatever it was called in which year (`districts`).
- A body is one by the place it is of and its name behind it, in short or in full (`bodies`); an industry or a task by
  its name.
- A project, a campaign and an event are one by their name within a prefecture (an event also by its date).
- Persons of one name are one where what they hold, and where and when, speaks for it (`people`, `persons`).
- A quantity is of its article.

What a reader has decided goes before all of that (`identity`).

Most keys an article gives by itself (`keys_of`). For the few that it leaves open each article says what it knows
(`asked`), what all say of one name is settled together (`settled`), and the articles are told (`Settled.keys`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from kg.resolve import bodies, districts, names
from kg.resolve.bodies import Firm
from kg.resolve.districts import chains
from kg.resolve.entity import PERSONS
from kg.resolve.setting import Setting, Thing

__all__ = ["Asked", "Settled", "asked", "called", "chains", "keys_of", "settled"]

# congresses and plenary sessions of the party: there is one of each number
_NATIONAL_EVENT = re.compile(r"(?:党的)?[一二三四五六七八九十]{2,3}(?:大|届[一二三四五六七八九]中全会)")
_MARKS = re.compile(r"[“”‘’\"'「」『』《》\s]")

Keys: TypeAlias = Mapping[Thing, str]
"""The keys of the things of an article but the persons."""

DISTRICT, PROJECT, FIRM, LEGAL = "district", "project", "firm", "legal"
_OPEN = ""  # said of a name by an article that leaves open which is meant


def keys_of(setting: Setting) -> dict[Thing, str]:
    """The keys that an article gives its things by itself."""
    return {(type_, name): _key(setting, type_, name) for type_, name in setting.things if type_ not in PERSONS}


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


# -- what an article leaves open ---------------------------------------------------------------------------------------


class Asked(NamedTuple):
    """What an article knows, or wants to know, of a name: of which of its things, the question and what the article
    says to it. Whether the thing is `open`: the answer may give it another key."""

    thing: Thing
    question: tuple[str, str]
    says: Any
    open: bool


def asked(setting: Setting, keys: Keys) -> Iterator[Asked]:
    """What is to be asked of the things of an article."""
    for thing, key in keys.items():
        type_, name = thing
        if type_ == "district":
            is_open = "/" not in key
            yield Asked(thing, (DISTRICT, name), _OPEN if is_open else key, is_open)
        elif type_ == "project":
            if setting.county(name):
                yield Asked(thing, (PROJECT, _in_its_prefecture(key)), key, open=False)
            else:
                yield Asked(thing, (PROJECT, key), _OPEN, open=True)
        elif type_ == "organization" and (firm := bodies.firm_of(setting, name, key)) is not None:
            yield Asked(thing, (FIRM, firm.core[:2]), firm, open=True)


def _in_its_prefecture(project: str) -> str:
    return "/".join([*project.split("/")[:2], project.rpartition("/")[2]])


def settled(question: tuple[str, str], said: list[Any]) -> Iterator[tuple[str, Any, Any]]:
    """What follows from all that is said of one name, as (kind, what it is of, answer).

    A district that an article does not place is the one of its name that others place, if there is but one. A project
    whose county an article does not tell is that of the name in the prefecture, if there is but one. For firms see
    `bodies.settled`.
    """
    kind, name = question
    if kind == FIRM:
        firms: list[Firm] = said
        yield from bodies.settled(firms)
        return
    keys = set(said)
    if _OPEN in keys and len(keys) == 2:
        yield kind, name, max(keys)


@dataclass(frozen=True)
class Settled:
    """What is settled for all articles: districts and projects that some leave open, by name and by key, and the keys
    of firms that are two by their legal form (`bodies.parted`)."""

    districts: Mapping[str, str]
    projects: Mapping[str, str]
    parted: frozenset[str]

    def keys(self, keys: Keys, asked: Iterable[Asked], firms: Iterable[tuple[str, str]]) -> Keys:
        """The keys of the things of an article, of those that it gives by itself (`keys_of`) and what it asked.
        `firms` are those of its firms that are another's, each with the key of that."""
        found = dict(keys)
        others = dict(firms)
        for thing, (kind, of), _, is_open in asked:
            if not is_open:
                continue
            key, name = keys[thing], thing[1]
            if kind == DISTRICT:
                found[thing] = self.districts.get(of, key)
            elif kind == PROJECT:
                found[thing] = self.projects.get(of, key)
            else:
                found[thing] = bodies.by_legal_form(others.get(name, key), name, self.parted)
        return found


# -- things that have a key --------------------------------------------------------------------------------------------


def called(key: str, type_: str, names_: Collection[tuple[str, object]]) -> tuple[str, list[dict[str, Any]]]:
    """The name of the thing of a key, and what joins its other names with it, as graph.json has it.

    `names_` are the names that articles have for it, each with the code that they give it (of a district) or None. A
    division has the latest of its names, anything else the fullest.
    """
    if type_ == "district":
        name = max(names_, key=lambda each: (districts.age(*each), len(each[0]), each[0]))[0]
    else:
        name = _fullest((name for name, _ in names_), key.rpartition("/")[0].split("/")[-1])
    others = sorted({each for each, _ in names_} - {name})
    return name, [{"by": _by_name(type_, other, name), "names": [other, name]} for other in others]


def _fullest(named: Iterable[str], place: str) -> str:
    """The fullest of the names that a thing has in the articles, one with its place under its latest name first."""
    return min(named, key=lambda name: (not (place and name.startswith(place)), -len(name), name))


def _by_name(type_: str, one: str, other: str) -> str:
    """By what rule two names are one thing's."""
    if type_ == "district":
        return "renamed"
    if type_ != "organization":
        return "marks"
    if names.kind_of(one) == "firm" or names.kind_of(other) == "firm":
        return "firm"
    return "renamed" if names.differ_in_place(one, other) else "short"
