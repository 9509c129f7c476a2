"""Within an article: short and full forms of one body are one; a person with a post is no second, postless person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from kg.model import Fact, Findings
from kg.resolve.names import SET_UP, legal_form, spelled_out, without_legal_form
from kg.resolve.namesakes import told_apart

__all__ = ["resolve", "same", "spelled_out"]


_WORDS_MORE = 6  # characters that a full name has in front of the short one: 远山集团 of 丽水远山集团
_FORM_MORE = 12  # the same, and its legal form
_SHORTEST = 4  # characters of a name that tells a body
_MANY_GROUPS = 500  # of one kind in one article, beyond which none is taken for another with a word more


class _Bodies:
    """The bodies that an article names, by what one of them may be asked for: each search costs the same however many
    there are."""

    def __init__(self, findings: Findings) -> None:
        self.names = sorted({m.name for m in findings.mentions if m.type == "organization"}, key=lambda n: (len(n), n))
        self._known = set(self.names)
        self._spelled: dict[str, list[str]] = defaultdict(list)
        self._ends: dict[str, list[str]] = defaultdict(list)
        self._firm_ends: dict[str, list[str]] = defaultdict(list)
        self._set_up: dict[str, list[str]] = defaultdict(list)
        for name in self.names:
            self._spelled[spelled_out(name)].append(name)
            for more in range(1, min(_WORDS_MORE, len(name) - _SHORTEST) + 1):
                self._ends[name[more:]].append(name)
            if legal_form(name):
                core = without_legal_form(name)
                for length in range(max(_SHORTEST, len(name) - _FORM_MORE), min(len(core), len(name) - 1) + 1):
                    self._firm_ends[core[len(core) - length :]].append(name)
            if name.endswith(SET_UP):
                self._set_up[name[-3:]].append(name)
        self._places: dict[str, str] = {}  # the first that the article says of each
        self._placed: set[str] = set()
        for fact in findings.facts:
            if fact.relation == "belongs_to" and fact.subject[0] == "organization":
                self._places.setdefault(fact.subject[1], fact.object[1])
                if fact.object[0] == "district":
                    self._placed.add(fact.subject[1])

    def twin(self, name: str) -> str | None:
        """The longer name of the same body, if one can be told."""
        twin = next((other for other in self._spelled[spelled_out(name)] if len(other) > len(name)), None)
        if twin is None and len(name) >= _SHORTEST:
            # 蜀道物流集团 of 四川蜀道物流集团有限公司
            twin = _only(self._firm_ends.get(name, []))
        if twin is None and name.endswith(SET_UP):
            # the same group with a word more: 某县政务公开领导小组, 某县政务公开工作领导小组
            groups = self._set_up[name[-3:]]
            longer = groups if len(groups) <= _MANY_GROUPS else []
            twin = _only([other for other in longer if len(other) > len(name) and _in_order(name, other)])
            if twin is not None and self._places.get(name, "") not in ("", self._places.get(twin, "")):
                twin = None
        if twin is None and name.endswith(("纪委", "监委")):
            both = name[:-2] + "纪委监委"
            twin = both if both in self._known else None
        if twin is None and len(name) >= _SHORTEST and name not in self._placed:
            # 远山集团 of 丽水远山集团, 合作银行 is too short to tell
            twin = _only(self._ends.get(name, []))
        return twin


def _only(names: list[str]) -> str | None:
    return names[0] if len(names) == 1 else None


def same(findings: Findings) -> dict[tuple[str, str], tuple[str, str]]:
    """Which of the article's things are another of them: (type, name) -> (type, name)."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    bodies = _Bodies(findings)
    for name in bodies.names:
        twin = bodies.twin(name)
        if twin is not None:
            found["organization", name] = ("organization", twin)
    people = sorted({(m.type, m.name) for m in findings.mentions if m.type in ("official", "person")})
    whole: dict[str, list[tuple[str, str]]] = defaultdict(list)  # by the parts of a name
    for person in people:
        if "·" in person[1]:
            for part in dict.fromkeys(person[1].split("·")):
                whole[part].append(person)
    for type_, name in people:
        # 彼得 or 马丁内斯 where the article has one 马丁内斯·彼得
        if "·" not in name and len(name) >= 2 and len(whole.get(name, ())) == 1:
            found[type_, name] = whole[name][0]
    officials = {m.name for m in findings.mentions if m.type == "official"}
    for mention in findings.mentions:
        if mention.type == "person" and mention.name in officials:
            found["person", mention.name] = ("official", mention.name)
    return {key: _last(found, key) for key in found}


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _last(found: dict[tuple[str, str], tuple[str, str]], key: tuple[str, str]) -> tuple[str, str]:
    while key in found:
        key = found[key]
    return key


def resolve(findings: Findings) -> Findings:
    """The findings with every thing under the one name it has in the article, and no two persons under one."""
    return told_apart(_resolved(findings))


def _resolved(findings: Findings) -> Findings:
    alias = same(findings)
    if not alias:
        return findings
    mentions = tuple(
        m._replace(type=alias[m.type, m.name][0], name=alias[m.type, m.name][1]) if (m.type, m.name) in alias else m
        for m in findings.mentions
    )
    facts: list[Fact] = []
    for fact in findings.facts:
        subject, object_ = alias.get(fact.subject, fact.subject), alias.get(fact.object, fact.object)
        if subject != object_:
            facts.append(fact._replace(subject=subject, object=object_))
    return replace(findings, mentions=mentions, facts=tuple(dict.fromkeys(facts)))
