"""Across articles: which things of different articles are one. A group-by-key whose outcome no order changes.

- A district is one by its place in the divisions, a body by its name and the place it is of, an industry or a task by
  its name.
- A project, a campaign and an event are one by their name within a prefecture (an event also by its date).
- A person is one with a person of the same name where the same page, a body or a district of theirs ties the two; a
  journalist, where the same page or newspaper does.
- A quantity is of its article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model import Findings
from kg.resolve.within import spelled_out

Local = tuple[int, str, str]  # an article's number in the collection, and the (type, name) of a thing in it


@dataclass
class Entity:
    """A thing of the collection: its id, and the things of articles that are it."""

    id: str
    type: str
    name: str
    members: list[Local] = field(default_factory=list)


class _Union:
    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def find(self, key: str) -> str:
        while self._up.get(key, key) != key:
            key = self._up[key]
        return key

    def join(self, first: str, second: str) -> None:
        a, b = sorted((self.find(first), self.find(second)))
        self._up[b] = a


def chains(findings: Findings) -> dict[str, str]:
    """Each district of the article with all above it: 太白湖新区 -> 山东省/济宁市/太白湖新区."""
    above: dict[str, str] = {}
    for fact in findings.facts:
        if fact.relation == "part_of":
            above.setdefault(fact.subject[1], fact.object[1])
    names = {m.name for m in findings.mentions if m.type == "district"} | set(above) | set(above.values())
    found = {}
    for name in names:
        chain = [name]
        while chain[-1] in above and above[chain[-1]] not in chain:
            chain.append(above[chain[-1]])
        found[name] = "/".join(reversed(chain))
    return found


def entities(collection: list[Findings]) -> dict[Local, Entity]:
    """The entity of every thing of every article. The articles must be in a settled order (by document, number)."""
    keys: dict[Local, str] = {}
    people: dict[tuple[str, str], list[Local]] = defaultdict(list)
    ties: dict[Local, set[str]] = {}
    for number, findings in enumerate(collection):
        chain = chains(findings)
        region = _region(findings, chain)
        owners = {
            f.subject: chain.get(f.object[1], f.object[1])
            for f in findings.facts
            if f.relation == "belongs_to" and f.object[0] == "district"
        }
        for type_, name in sorted(_things(findings)):
            local = (number, type_, name)
            if type_ in ("official", "person", "journalist"):
                kind = "journalist" if type_ == "journalist" else "person"
                people[kind, name].append(local)
                ties[local] = _ties(findings, type_, name, chain, owners)
            elif type_ == "district":
                keys[local] = f"district:{chain.get(name, name)}"
            elif type_ == "organization":
                keys[local] = _body(findings, name, owners)
            elif type_ == "event":
                keys[local] = _event(findings, name, region)
            elif type_ in ("project", "campaign"):
                keys[local] = f"{type_}:{region}/{name}"
            elif type_ in ("industry", "task"):
                keys[local] = f"{type_}:{name}"
            else:
                keys[local] = f"{type_}:{findings.article.document}#{findings.article.number}/{name}"
    for (kind, name), locals_ in people.items():
        keys.update(_cluster(kind, name, locals_, ties))
    return _collect(_placed(keys))


def _body(findings: Findings, name: str, owners: dict[tuple[str, str], str]) -> str:
    """A body's key: its name with the place it is of; where the page never says (省林业局), the page's own."""
    owner = owners.get(("organization", name), "")
    unplaced = not owner and name[0] in "省市县区州盟旗镇乡" and not name.startswith(("市场", "区域", "乡村"))
    where = f"{owner}/" if owner else f"{findings.article.document}/" if unplaced else ""
    return f"organization:{where}{spelled_out(name)}"


def _event(findings: Findings, name: str, region: str) -> str:
    """An event's key: its name with region and date; without a date it is its page's (县委常委会会议 is weekly)."""
    date = findings.attributes.get(("event", name), {}).get("date")
    return f"event:{region}/{date}/{name}" if date else f"event:{findings.article.document}/{name}"


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


def _things(findings: Findings) -> set[tuple[str, str]]:
    things = {(m.type, m.name) for m in findings.mentions}
    for fact in findings.facts:
        things |= {thing for thing in (fact.subject, fact.object) if thing[0] != "article"}
    return things


def _region(findings: Findings, chain: dict[str, str]) -> str:
    """The prefecture (or province) that most of the article's districts lie in; its document where it names none."""
    votes: dict[str, int] = defaultdict(int)
    for mention in findings.mentions:
        if mention.type == "district":
            votes["/".join(chain.get(mention.name, mention.name).split("/")[:2])] += 1
    if not votes:
        return findings.article.document
    return min(votes, key=lambda name: (-votes[name], name))


def _ties(
    findings: Findings, type_: str, name: str, chain: dict[str, str], owners: dict[tuple[str, str], str]
) -> set[str]:
    """What ties a person to others of the name: the page, and each body and district of a post (or the newspaper)."""
    tied = {f"page:{findings.article.document}"}
    if type_ == "journalist":
        if findings.article.newspaper:
            tied.add(f"newspaper:{findings.article.newspaper}")
        return tied
    for fact in findings.facts:
        if fact.subject == (type_, name) and fact.relation in ("holds_post", "works_for"):
            if fact.object[0] == "district":
                tied.add(f"district:{chain.get(fact.object[1], fact.object[1])}")
            else:
                tied.add(_body(findings, fact.object[1], owners))
                if owner := owners.get(fact.object, ""):
                    tied.add(f"district:{owner}")
    return tied


def _cluster(kind: str, name: str, locals_: Iterable[Local], ties: dict[Local, set[str]]) -> dict[Local, str]:
    union = _Union()
    members = sorted(locals_)
    for local in members:
        first, *rest = sorted(ties[local])
        for other in rest:
            union.join(first, other)
    groups: dict[str, list[Local]] = defaultdict(list)
    for local in members:
        groups[union.find(min(ties[local]))].append(local)
    keys = {}
    for group in groups.values():
        # the anchor is a body or a district where there is one: a page may go and the person stay
        tied = set().union(*(ties[local] for local in group))
        anchor = min(tied, key=lambda tie: (tie.startswith("page:"), not tie.startswith("district:"), tie))
        official = any(type_ == "official" for _, type_, _ in group)
        type_ = kind if kind == "journalist" else "official" if official else "person"
        for local in group:
            keys[local] = f"{type_}:{name}@{anchor.split(':', 1)[1].strip('/')}"
    return keys


def _collect(keys: dict[Local, str]) -> dict[Local, Entity]:
    found: dict[str, Entity] = {}
    names: dict[str, set[str]] = defaultdict(set)
    for local, key in keys.items():
        names[key].add(local[2])
    result: dict[Local, Entity] = {}
    for local in sorted(keys):
        key = keys[local]
        if key not in found:
            # the fullest of the names it has in the articles; of equal ones the first in code-point order
            name = min(names[key], key=lambda n: (-len(n), n))
            found[key] = Entity(key, key.split(":", 1)[0], name)
        found[key].members.append(local)
        result[local] = found[key]
    return result
