"""Within an article: short and full forms of one body are one; a person with a post is no second, postless person."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Fact, Findings
from kg.resolve.names import SET_UP, legal_form, spelled_out, without_legal_form
from kg.resolve.namesakes import told_apart

__all__ = ["resolve", "same", "spelled_out"]


def same(findings: Findings) -> dict[tuple[str, str], tuple[str, str]]:
    """Which of the article's things are another of them: (type, name) -> (type, name)."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    bodies = sorted({m.name for m in findings.mentions if m.type == "organization"}, key=lambda n: (len(n), n))
    for name in bodies:
        longer = [other for other in bodies if other != name and len(other) > len(name)]
        twin = next((other for other in longer if spelled_out(other) == spelled_out(name)), None)
        if twin is None and len(name) >= 4:
            # 蜀道物流集团 of 四川蜀道物流集团有限公司
            ends = [
                other
                for other in longer
                if without_legal_form(other).endswith(name) and legal_form(other) and len(other) - len(name) <= 12
            ]
            twin = ends[0] if len(ends) == 1 else None
        if twin is None and name.endswith(SET_UP):
            # the same group with a word more: 某县政务公开领导小组, 某县政务公开工作领导小组
            ends = [other for other in longer if other.endswith(name[-3:]) and _in_order(name, other)]
            twin = ends[0] if len(ends) == 1 and _place(findings, name) in ("", _place(findings, ends[0])) else None
        if twin is None and name.endswith(("纪委", "监委")):
            both = name[:-2] + "纪委监委"
            twin = both if both in bodies else None
        if twin is None and len(name) >= 4:
            # 远山集团 of 丽水远山集团, 合作银行 is too short to tell
            ends = [other for other in longer if other.endswith(name) and len(other) - len(name) <= 6]
            if len(ends) == 1 and not _is_placed(findings, name):
                twin = ends[0]
        if twin is not None:
            found["organization", name] = ("organization", twin)
    people = {(m.type, m.name) for m in findings.mentions if m.type in ("official", "person")}
    for type_, name in sorted(people):
        # 彼得 or 马丁内斯 where the article has one 马丁内斯·彼得
        whole = [
            other for other in sorted(people) if "·" in other[1] and name in other[1].split("·") and len(name) >= 2
        ]
        if len(whole) == 1 and "·" not in name:
            found[type_, name] = whole[0]
    officials = {m.name for m in findings.mentions if m.type == "official"}
    for mention in findings.mentions:
        if mention.type == "person" and mention.name in officials:
            found["person", mention.name] = ("official", mention.name)
    return {key: _last(found, key) for key in found}


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _place(findings: Findings, name: str) -> str:
    """The district that the article says a body to be of, or ""."""
    return next(
        (f.object[1] for f in findings.facts if f.relation == "belongs_to" and f.subject == ("organization", name)), ""
    )


def _is_placed(findings: Findings, name: str) -> bool:
    return any(
        fact.relation == "belongs_to" and fact.subject == ("organization", name) and fact.object[0] == "district"
        for fact in findings.facts
    )


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
        replace(m, type=alias[m.type, m.name][0], name=alias[m.type, m.name][1]) if (m.type, m.name) in alias else m
        for m in findings.mentions
    )
    facts: list[Fact] = []
    for fact in findings.facts:
        subject, object_ = alias.get(fact.subject, fact.subject), alias.get(fact.object, fact.object)
        if subject != object_:
            facts.append(replace(fact, subject=subject, object=object_))
    return replace(findings, mentions=mentions, facts=tuple(dict.fromkeys(facts)))
