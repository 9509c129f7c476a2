"""The things of a collection by the names and places that a reader knows them by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.model import Findings
from kg.resolve.careers import posts_of
from kg.resolve.entity import PERSONS, Entity
from kg.resolve.setting import Local, Setting, bare


class Contexts:
    """Finds the things of a collection that a name, and a place where they are met, mean."""

    def __init__(self, collection: list[Findings], entity_of: Mapping[Local, Entity]) -> None:
        self.collection, self.entity_of = collection, entity_of
        self._settings: dict[int, Setting] = {}
        self._named: dict[str, set[Local]] = defaultdict(set)  # by the name in the article, and its forms there
        self._nodes: dict[str, dict[str, Entity]] = defaultdict(dict)  # by name or id: the entities, by id
        for local, entity in entity_of.items():
            own = bare(local[2]) if local[1] in PERSONS else local[2]
            self._named[own].add(local)
            for name in (entity.id, entity.name, own):
                self._nodes[name][entity.id] = entity
        for number, findings in enumerate(collection):
            for mention in findings.mentions:
                local = (number, mention.type, mention.name)
                self._named[mention.form].add(local)
                self._nodes[mention.form][entity_of[local].id] = entity_of[local]
        self._names_of: dict[str, set[str]] = defaultdict(set)
        for (_, type_, name), entity in entity_of.items():
            if type_ == "organization":
                self._names_of[entity.id] |= {entity.id, entity.name, name}

    def things(self, type_: str, name: str, places: Iterable[str]) -> frozenset[Local]:
        """What is called `name` (or has it as its id) and is met in one of the places ("" is anywhere)."""
        called = {local for local in self._named.get(name, ()) if _fits(type_, local[1])}
        whole = {
            local for entity in self._nodes.get(name, {}).values() for local in entity.members if _fits(type_, local[1])
        }
        # as it is called in the article itself; where nothing is met there, under any of its names
        for candidates in (called, whole):
            found = {local for local in candidates for place in places if not place or place in self.of(local)}
            if found:
                return frozenset(found)
        return frozenset()

    def of(self, local: Local) -> set[str]:
        """The places in which a thing is met: its document and article, and what else a reader would tell it by."""
        number, type_, name = local
        setting = self._settings.setdefault(number, Setting(self.collection[number]))
        article = setting.findings.article
        found = {article.document, article.document.split("/")[-1], f"{article.document}#{article.number}"}
        found |= {article.title, article.newspaper}
        if type_ not in PERSONS:
            found |= _links(setting.around) | set(setting.paths)
            owner = setting.owners.get(name)
            found.add(str(setting.findings.attributes.get((type_, name), {}).get("date") or ""))
            return (found | ({owner[1]} if owner else set())) - {""}
        key_of = {n: self.entity_of[number, t, n].id for t, n in setting.things if t == "organization"}
        posts = list(posts_of(setting, (type_, name), key_of))
        for post in posts:
            found |= self._names_of.get(post.body, set()) | _links([post.place])
        for fact in setting.said_of.get((type_, name), ()):
            found.add(fact.object[1])
        if not posts:
            found |= _links(setting.around)
        return found - {""}


def _links(paths: Iterable[str]) -> set[str]:
    """Every district of the paths, and the paths."""
    return {link for path in paths for link in (*path.split("/"), path)}


def _fits(wanted: str, type_: str) -> bool:
    """Whether a thing is of the type meant: an official may be a mere person in another article."""
    return not wanted or wanted == type_ or {wanted, type_} == {"official", "person"}
