"""Bodies that are part of a body (省协会|代表团, 水利部|远山总院), and one body under two forms of its name."""

from __future__ import annotations

from kg import lexicon
from kg.extract.firms import abbreviated
from kg.extract.prefixes import Prefixes
from kg.extract.reading import Found, Reading
from kg.lexicon.divisions import DIVISIONS

_DATA = lexicon.data("bodies")
_KINDS = ("agency", "group", "firm", "school", "society", "media", "state")
_ENDINGS = tuple(ending for kind in ("agency", "firm", "school", "society", "state") for ending in _DATA[kind])
_NATIONAL = frozenset(_DATA["national"])
# what may follow a firm's name and leave it the same firm: 远山集团|有限公司
_SAME = ("有限", "股份", "控股", "责任", "公司", "总公司", "集团公司", "（集团）")
_BRANCHES = ("支行", "分行", "分公司", "营业部")
_SHORTEST = 4  # characters of a body's name that others are known by
_LONGEST_SHORT = 6
_OF_OTHERS = ("集团", "公司")  # 远山集团 is another than 远山集团酒业有限公司
_LEAST = 2  # characters of a unit's own name


def find(prefixes: Prefixes) -> None:
    """Join the forms of one body that only write its place differently, and note what is part of what."""
    reading = prefixes.reading
    bodies = [f for f in reading.found if f.type == "organization" and f.detail in _KINDS]
    renamed = _under_one_name(prefixes, bodies)
    if renamed:
        _rename(reading, renamed)
        bodies = [f for f in reading.found if f.type == "organization" and f.detail in _KINDS]
    names = {f.name for f in reading.found if f.type == "organization" and len(f.name) >= _SHORTEST} | {
        f.name for f in bodies if f.name in _NATIONAL
    }
    parents = {name: parent for name in sorted({f.name for f in bodies}) if (parent := _parent(name, names))}
    organs = {f.name for f in reading.found if f.type == "organization" and f.detail == "organ"}
    units: list[tuple[Found, str]] = []
    for body in bodies:
        parent = parents.get(body.name) or _word_before(reading, body) or _body_before(reading, body)
        if parent is not None and not (parent in organs and body.owner is not None):  # 县委|党史研究室 is the county's
            units.append((body, parent))
    if not units:
        return
    known = {("organization", body.name) for body, _ in units}
    reading.facts[:] = [
        fact
        for fact in reading.facts
        if not (fact.relation == "belongs_to" and fact.subject in known and fact.object[0] == "district")
    ]
    for body, parent in units:
        reading.fact(("organization", body.name), "belongs_to", ("organization", parent), [(body.start, body.end)])


def _parent(name: str, names: set[str]) -> str | None:
    """The body of the article that a name begins with, the longest, where more than its legal form is left."""
    for length in range(len(name) - _LEAST, 2, -1):
        if name[:length] in names and not name.startswith(_SAME, length):
            return name[:length]
    return None


def _word_before(reading: Reading, body: Found) -> str | None:
    """The body that the recogniser takes the first words of a name for: 杭州铁路分局|丽水站."""
    token = reading.token_at(body.start)
    if (
        token is None
        or token.tag != "ORG"
        or token.start != body.start
        or body.end - token.end < _LEAST
        or len(token.word) <= _SHORTEST
        or not token.word.endswith(_ENDINGS)
        or body.detail not in ("agency", "firm", "society", "group")
        or reading.text.startswith(_SAME, token.end)
        or not body.name.startswith(token.word)
        or token.word.count("（") != token.word.count("）")
    ):
        return None
    reading.add(Found("organization", token.word, token.start, token.end, detail="agency"))
    return token.word


def _body_before(reading: Reading, body: Found) -> str | None:
    """The body whose name stands right before that of one without a place of its own: 杭州铁路分局|丽水站."""
    if body.owner is not None or body.detail not in ("agency", "firm"):
        return None
    return next((f.name for f in reading.ending_at(body.start, "organization") if f.detail in _KINDS), None)


def _under_one_name(prefixes: Prefixes, bodies: list[Found]) -> dict[str, str]:
    """The names that are to be others: those of one article that differ in how they write their place (浙江质检院
    beside 省质检院), or in that they do not write it (理工学院 beside 丽水理工学院)."""
    names = {f.name for f in bodies}
    found: dict[str, str] = {}
    for body in bodies:
        if body.detail == "group" and body.owner is not None and body.owner[0] == "district":
            short = body.name.removeprefix(body.owner[1])
            if short != body.name and short in names:
                found[short] = body.name  # 县里成立了|防汛工作领导小组, named again
        prefix = prefixes.prefix_at(body.start) if body.detail in ("firm", "school", "society") else None
        if prefix is None or prefix.end >= body.end:
            continue
        rest = prefixes.reading.text[prefix.end : body.end]
        full = prefix.place.name + rest
        if body.name != full and full in names:
            found[body.name] = full
        elif len(rest) >= _SHORTEST and rest in names:
            found[rest] = "" if found.get(rest, body.name) != body.name else body.name
    found |= _branches({f.name for f in bodies if f.detail == "firm"})
    found |= {form: name for name, form in abbreviated(prefixes.reading) if form in names and form != name}
    found |= _cut_short({f.name for f in bodies if f.detail == "firm"} - found.keys())
    return {name: found.get(other) or other for name, other in found.items() if other}


def _branches(firms: set[str]) -> dict[str, str]:
    """The branches named without what they are branches of: 温溪支行 of 青田农商银行温溪支行."""
    branches = [name for name in sorted(firms) if name.endswith(_BRANCHES)]
    found = {}
    for name in branches:
        full = [other for other in branches if other != name and other.endswith(name)]
        if len(full) == 1:
            found[name] = full[0]
    return found


def _cut_short(firms: set[str]) -> dict[str, str]:
    """The firms named by some characters of their full names, in their order: 远山重科 of 远山重工科技股份有限公司."""
    beginning: dict[str, list[str]] = {}
    for name in sorted(firms):
        beginning.setdefault(name[:2], []).append(name)
    found = {}
    for head, names in beginning.items():
        if len(names) == 1 or DIVISIONS.named(head):
            continue
        for name in names:
            if not _SHORTEST <= len(name) <= _LONGEST_SHORT or name.endswith(_OF_OTHERS):
                continue
            full = [other for other in names if len(other) > len(name) and _in_order(name, other)]
            if len(full) == 1:
                found[name] = full[0]
    return found


def _in_order(short: str, full: str) -> bool:
    rest = iter(full)
    return all(character in rest for character in short) and (
        short[-1] == full[-1] or full.endswith("公司")  # 远山木材厂 of 远山木材加工厂
    )


def _rename(reading: Reading, renamed: dict[str, str]) -> None:
    """Give bodies other names, in what was found and in what was said of them."""
    gone = [f for f in reading.found if f.type == "organization" and f.name in renamed]
    reading.drop(lambda f: f.type == "organization" and f.name in renamed)
    for body in gone:
        name = renamed[body.name]
        owner = next((f.owner for f in reading.named("organization", name)), body.owner)
        reading.add(body._replace(name=name, owner=owner))

    def named(thing: tuple[str, str]) -> tuple[str, str]:
        return (thing[0], renamed.get(thing[1], thing[1])) if thing[0] == "organization" else thing

    reading.facts[:] = [fact._replace(subject=named(fact.subject), object=named(fact.object)) for fact in reading.facts]
