"""What the names of bodies have in common: short and full forms, legal forms, the place in front.

One place for it: `within` asks for the forms that one article uses, `bodies` for those of different articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from kg import lexicon
from kg.lexicon.divisions import DIVISIONS

_DATA = lexicon.data("bodies")
_SHORT: dict[str, str] = _DATA["short"]
_ENDS = sorted(_SHORT, key=len, reverse=True)
_AFTER_PLACE: dict[str, str] = _DATA["short_behind_a_place"]
_BEHIND_A_PLACE = re.compile(rf"(?P<place>|.*[省市县区州盟旗镇乡])(?P<short>{lexicon.alternation(_AFTER_PLACE)})")
_KINDS: dict[str, str] = {
    ending: kind
    for kind in ("agency", "group", "firm", "school", "society", "media", "state")
    for ending in _DATA[kind]
}
_LONGEST_END = max(map(len, _KINDS))
_ORGANS: dict[str, str] = {form: key for key, forms in _DATA["organs"].items() for form in forms}
_LEGAL = {form: kind for kind, forms in _DATA["legal_forms"].items() for form in forms}
_LEGAL_END = re.compile(f"{lexicon.alternation(_LEGAL)}$")
_MANY = 1 << 16  # names whose forms are kept
_IN_BRACKETS = re.compile(r"[（(](?P<place>[^（）()]{2,10})[）)]")
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_NUMBER = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"(?:第?(?P<number>[{_NUMBER}]{{1,3}}))(?P<of>{lexicon.alternation(_DATA['numbered'])})$")
_ATTACHED: dict[str, str] = _DATA["attached"]
_KNOWN, _INNER = tuple(_DATA["known_by_their_names"]), tuple(_DATA["inner_units"])
_COMMON = re.compile(
    f"(?:{lexicon.alternation(_DATA['generic'])}|{lexicon.alternation(_DATA['told_apart_in_their_place'])}"
    f"|{lexicon.alternation(_DATA['trades'])}"
    rf"|第?[{_NUMBER}\d]+)*"
)
_LEFT_OUT = re.compile(f"(?:{lexicon.alternation(_DATA['generic'] + _DATA['trades'])})*(?:集团)?")

SET_UP: tuple[str, ...] = tuple(_DATA["set_up"])
"""How bodies end that a place sets up for a task: 领导小组."""
_WORK = re.compile(f"工作(?={lexicon.alternation(_DATA['set_up'])}(?:办公室)?$)")


@lru_cache(maxsize=_MANY)
def spelled_out(name: str) -> str:
    """A body's name with the short name of a department it ends in spelled out: 云和县发改局 -> 云和县发展和改革局."""
    behind_place = _BEHIND_A_PLACE.fullmatch(name)
    if behind_place:
        return behind_place["place"] + _AFTER_PLACE[behind_place["short"]]
    for short in _ENDS:
        if name.endswith(short):
            return name[: -len(short)] + _SHORT[short]
    return name


@lru_cache(maxsize=_MANY)
def full_form(rest: str) -> str:
    """What stands behind the place in a body's name, in full: 委员会 (of the party) as 委, 一中 as 第一中学, …

    >>> full_form("一中"), full_form("发改委"), full_form("政务公开工作领导小组")
    ('第一中学', '发展和改革委员会', '政务公开领导小组')
    """
    party = _PARTY.match(rest)
    rest = rest[party.end() :] if party else rest
    if party and rest == "委员会":
        return "委"
    if rest in _ORGANS:
        return _ORGANS[rest]
    for short, long in _ATTACHED.items():
        if rest.endswith(short):
            return rest[: -len(short)] + long
    if numbered := _NUMBERED.search(rest):
        return rest[: numbered.start()] + f"第{numbered['number']}{_DATA['numbered'][numbered['of']]}"
    return _WORK.sub("", spelled_out(rest))


def kind_of(name: str) -> str:
    """The kind of body that a name's ending tells of (agency, group, firm, school, society, media, state), or ""."""
    return _KINDS.get(_ending(name), "")


def _ending(name: str) -> str:
    """The longest of the endings of bodies that a name has, or ""."""
    return next((name[-n:] for n in range(min(_LONGEST_END, len(name)), 0, -1) if name[-n:] in _KINDS), "")


def without_legal_form(name: str) -> str:
    """A firm's name without 有限公司 and the like: 远山集团有限公司 -> 远山集团."""
    return _LEGAL_END.sub("", name)


def legal_form(name: str) -> str:
    """`limited`, `shares`, `any`, or "" where the name says none."""
    found = _LEGAL_END.search(name)
    return _LEGAL[found[0]] if found else ""


@lru_cache(maxsize=_MANY)
def firm(name: str) -> tuple[str, str]:
    """The place in a firm's name, short, and what is left: 丽水市远山集团有限公司 -> (丽水, 远山集团).

    The place stands in front or in brackets; it is "" where there is none, or where nothing that tells the firm from
    others would be left (济宁银行).
    """
    core = without_legal_form(name)
    for match in _IN_BRACKETS.finditer(core):
        if rows := DIVISIONS.named(match["place"]):
            rest = core[: match.start()] + core[match.end() :]
            return rows[0].short or rows[0].name, rest
    if (front := next(iter(in_front(core)), None)) is not None:
        place, rest = front
        own = rest[: len(rest) - len(_ending(rest))]
        if len(own) >= 2 and not _COMMON.fullmatch(own):
            return DIVISIONS.named(place)[0].short or place, rest
    return "", core


def is_cut_from(short: str, long: str) -> bool:
    """Whether a firm's name may be another's cut short: what is left out (农业发展, 集团) tells no firm from others.

    >>> is_cut_from("远山农业", "远山农业发展"), is_cut_from("远山集团", "远山集团物流")
    (True, False)
    """
    if len(short) < 2 or len(long) <= len(short) or short.endswith(("集团", "公司")):
        return False
    left_out = len(long) - len(short)
    return any(
        long.startswith(short[:at]) and long.endswith(short[at:]) and _LEFT_OUT.fullmatch(long, at, at + left_out)
        for at in range(2, len(short) + 1)
    )


def in_front(name: str) -> Iterable[tuple[str, str]]:
    """Each division's name or short name that a name begins with, the longest first, and what stands behind it."""
    for length in range(min(len(name) - 1, _longest()), 1, -1):
        if DIVISIONS.named(name[:length]):
            yield name[:length], name[length:]


@cache
def _longest() -> int:
    return max(len(name) for name in DIVISIONS.names())


def behind(name: str, heads: Iterable[str]) -> str | None:
    """What stands in a body's name behind that of its place, or of those above it: None where it begins with neither.

    `heads` are the names of all of them, full and short, the longest first.
    """
    party = _PARTY.match(name)
    begins = rest = name[party.end() :] if party else name
    while head := next((each for each in heads if _begins(rest, each)), ""):
        rest = rest[len(head) :]
    if rest == begins:
        return None
    return party[0] + rest if party and rest == "委员会" else rest


def differ_in_place(one: str, other: str) -> bool:
    """Whether two names differ in nothing but the division in front: 兖州市教育局, 兖州区教育局."""
    return any(
        place != behind_other and rest == rest_other
        for place, rest in in_front(one)
        for behind_other, rest_other in in_front(other)
        if DIVISIONS.full(place) and DIVISIONS.full(behind_other)
    )


def _begins(name: str, head: str) -> bool:
    """Whether a name begins with a place's: 青禾|市场监管局 with 青禾, not with 青禾市."""
    return name.startswith(head) and len(name) > len(head) and name[len(head)] != "场"


def is_known_by_name(name: str) -> bool:
    """Whether a name without a place is enough to know the body by, wherever it is named: 远山大学, 远山林局; not
    第一中学, 财务处, 领导小组."""
    kind = kind_of(name)
    if (kind in ("agency", "group") and not name.endswith(_KNOWN)) or (not kind and name.endswith(_INNER)):
        return False
    return not is_common(name)


def is_common(name: str) -> bool:
    """Whether a name without a place would do for a body of any place: 第一中学, 人民医院, 实验小学; not 远山大学."""
    return bool(_COMMON.fullmatch(name[: len(name) - len(_ending(name))]))
