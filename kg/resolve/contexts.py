"""The things of a collection by the names and places that a reader knows them by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.resolve.careers import posts_of
from kg.resolve.entity import PERSONS
from kg.resolve.setting import At, Local, Setting, bare


class Contexts:
    """Finds the things of a collection that a name, and a place where they are met, mean."""

    def __init__(
        self, settings: Mapping[At, Setting], id_of: Mapping[Local, str], names_of: Mapping[str, Iterable[str]]
    ) -> None:
        """`settings` are at least the articles that name one of the things asked for, under any of its names; `id_of`
        has every thing in them, and `names_of` all names of their bodies, by id."""
        self.settings, self.id_of = settings, id_of
        self._named: dict[str, set[Local]] = defaultdict(set)  # by the name in the article, and its forms there
        self._nodes: dict[str, set[str]] = defaultdict(set)  # by name or id: the ids
        self._members: dict[str, set[Local]] = defaultdict(set)
        for local, id_ in id_of.items():
            self._named[own_name(local)].add(local)
            self._members[id_].add(local)
            for name in (id_, own_name(local)):
                self._nodes[name].add(id_)
        for at, setting in settings.items():
            for mention in setting.findings.mentions:
                local = (at, mention.type, mention.name)
                self._named[mention.form].add(local)
                self._nodes[mention.form].add(id_of[local])
        self._names_of = {id_: {id_, *names} for id_, names in names_of.items()}

    def things(self, type_: str, name: str, places: Iterable[str]) -> frozenset[Local]:
        """What is called `name` (or has it as its id) and is met in one of the places ("" is anywhere)."""
        called = {local for local in self._named.get(name, ()) if _fits(type_, local[1])}
        whole = {local for id_ in self._nodes.get(name, ()) for local in self._members[id_] if _fits(type_, local[1])}
        # as it is called in the article itself; where nothing is met there, under any of its names
        for candidates in (called, whole):
            found = {local for local in candidates for place in places if not place or place in self.of(local)}
            if found:
                return frozenset(found)
        return frozenset()

    def of(self, local: Local) -> set[str]:
        """The places in which a thing is met: its document and article, and what else a reader would tell it by."""
        at, type_, name = local
        setting = self.settings[at]
        article = setting.findings.article
        found = {article.document, article.document.split("/")[-1], f"{article.document}#{article.number}"}
        found |= {article.title, article.newspaper}
        if type_ not in PERSONS:
            found |= _links(setting.around) | set(setting.paths)
            owner = setting.owners.get(name)
            found.add(str(setting.findings.attributes.get((type_, name), {}).get("date") or ""))
            return (found | ({owner[1]} if owner else set())) - {""}
        key_of = {n: self.id_of[at, t, n] for t, n in setting.things if t == "organization"}
        posts = list(posts_of(setting, (type_, name), key_of))
        for post in posts:
            found |= self._names_of.get(post.body, set()) | _links([post.place])
        for fact in setting.said_of.get((type_, name), ()):
            found.add(fact.object[1])
        if not posts:
            found |= _links(setting.around)
        return found - {""}


def own_name(local: Local) -> str:
    """What its article calls a thing: of a person without the number that tells it from a namesake there."""
    return bare(local[2]) if local[1] in PERSONS else local[2]


def _links(paths: Iterable[str]) -> set[str]:
    """Every district of the paths, and the paths."""
    return {link for path in paths for link in (*path.split("/"), path)}


def _fits(wanted: str, type_: str) -> bool:
    """Whether a thing is of the type meant: an official may be a mere person in another article."""
    return not wanted or wanted == type_ or {wanted, type_} == {"official", "person"}
