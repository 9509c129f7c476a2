"""The things of a collection made by hand, each as what it is one thing with."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from kg.engine.disk import DiskRows
from kg.model import Findings
from kg.resolve import across
from kg.resolve.entity import PERSONS, Entity
from kg.resolve.flow import resolved
from kg.resolve.setting import Local


def entities(collection: list[Findings]) -> dict[Local, Entity]:
    """The entity of every thing of every article, in the order of the articles."""
    articles = sorted(collection, key=lambda f: (f.article.document, f.article.number))
    with TemporaryDirectory() as folder:
        result = resolved(DiskRows(lambda: articles, Path(folder)))
        found = {local: person for person in result.persons for local in person.members}
        of_key: dict[str, list[tuple[Local, object]]] = {}
        for at, (setting, ids) in result.articles:
            for thing, id_ in ids.items():
                if thing[0] not in PERSONS:
                    code = setting.findings.attributes.get(thing, {}).get("code")
                    of_key.setdefault(id_, []).append(((at, *thing), code))
    for id_, members in of_key.items():
        type_ = members[0][0][1]
        name, joins = across.called(id_, type_, {(local[2], code) for local, code in members})
        entity = Entity(id_, type_, name, [local for local, _ in members], joins)
        found |= dict.fromkeys(entity.members, entity)
    return dict(sorted(found.items()))
