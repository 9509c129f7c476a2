"""Which division a district of an article is: its place among the divisions, under the names of today."""

from __future__ import annotations

from kg import lexicon
from kg.lexicon import lineage
from kg.model import Findings

_SHORT_TYPES: dict[str, str] = {long: short for short, longs in lexicon.data("zones")["same"].items() for long in longs}
_LONG_TYPES = sorted(_SHORT_TYPES, key=len, reverse=True)


def chains(findings: Findings) -> dict[str, str]:
    """Each district of the article with all above it, as it has them: 太白湖新区 -> 山东省/济宁市/太白湖新区."""
    upper: dict[str, str] = {}
    for fact in findings.facts:
        if fact.relation == "part_of":
            upper.setdefault(fact.subject[1], fact.object[1])
    found = {}
    for name in {m.name for m in findings.mentions if m.type == "district"} | set(upper) | set(upper.values()):
        chain = [name]
        while chain[-1] in upper and upper[chain[-1]] not in chain:
            chain.append(upper[chain[-1]])
        found[name] = "/".join(reversed(chain))
    return found


def paths(findings: Findings) -> dict[str, str]:
    """Where each district of the article lies, by the latest names of the divisions.

    One that the table has is told by its code, so that 兖州市 of an old page and 兖州区 of a new one have one path; of
    another (a zone, a township that is gone) the path is that of the district it is in, and its own name.
    """
    found = {}
    for name, chain in chains(findings).items():
        placed, own = "", []
        for link in reversed(chain.split("/")):
            if placed := _in_table(findings, link):
                break
            own.append(_zone(link))
        found[name] = "/".join([*([placed] if placed else []), *reversed(own)])
    return found


def _in_table(findings: Findings, name: str) -> str:
    code = findings.attributes.get(("district", name), {}).get("code")
    row = lineage.row_of(str(code), name) if code else None
    return lineage.path(row) if row is not None else ""


def _zone(name: str) -> str:
    """A zone's name with its type in short: 济宁高新技术产业开发区 -> 济宁高新区."""
    for long in _LONG_TYPES:
        if name.endswith(long) and name != long:
            return name[: -len(long)] + _SHORT_TYPES[long]
    return name


def age(name: str, code: object) -> str:
    """The year since which a division bears the name, as "" or "1992": of two names the later is the greater."""
    row = lineage.row_of(str(code), name) if code else None
    return row.since if row is not None and row.name == name else ""
