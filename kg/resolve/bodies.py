"""Which bodies of different articles are one: by the place they are of and what they are called behind it.

The key of a body is the same in whichever article it stands: the path of its place and its name in full
(济宁一中, 市一中 and 济宁市第一中学 are one), or, of a firm, its place in short and its name without the legal form.
Only a firm named without a place or cut short (远山集团) asks the rest of the collection which it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import Any, NamedTuple

from kg import lexicon
from kg.resolve import names
from kg.resolve.setting import At, Setting

_LEVELS = tuple("省市县区州盟旗镇乡")
_NO_LEVEL = ("市场", "区域", "乡村")
_TOLD_APART = {"limited": "有限公司", "shares": "股份有限公司"}
_NATIONAL = ("中国", "国家", "中央", "中共中央", "国务院", "全国", *lexicon.data("bodies")["national"])


def key(setting: Setting, name: str, seen: tuple[str, ...] = ()) -> str:
    """A body's key, from what its own article says of it."""
    owner = setting.owners.get(name)
    if owner is not None and owner[0] == "organization" and owner[1] not in seen:
        if name.startswith(owner[1]) and name != owner[1]:
            return key(setting, owner[1], (*seen, name)) + name[len(owner[1]) :]
        owner = None
    kind = names.kind_of(name)
    if kind == "firm":
        place, core = names.firm(name)
        if place or (owner is None and not _begins_with_a_place(core)):
            return f"organization:{place}{core}"
    path = setting.path(owner[1]) if owner is not None and owner[0] == "district" else ""
    if not path and kind in ("agency", "school", "society", "group", "firm"):
        path = _place_in(setting, name, kind)
    if path:
        rest = names.behind(name, setting.called(path))
        if rest is None:
            return f"organization:{path}/{names.spelled_out(name)}"
        rest = _of_a_place(rest) if kind == "firm" else names.full_form(rest)
        return f"organization:{path}/{path.split('/')[-1]}{rest}"
    if name.startswith(_LEVELS) and not name.startswith(_NO_LEVEL):
        return f"organization:{setting.document}/{names.spelled_out(name)}"  # 省林业局, and the page never says which
    if not name.startswith(_NATIONAL) and not names.is_known_by_name(name):
        return f"organization:{setting.region}/{names.full_form(name)}"  # 财务处, 第一中学: of somewhere around
    return f"organization:{names.full_form(name)}"


def _of_a_place(firm: str) -> str:
    """A firm's name behind its place without 有限公司: 电子工业总公司 says no more without its last words."""
    return names.without_legal_form(firm) if names.legal_form(firm) in ("limited", "shares") else firm


def _place_in(setting: Setting, name: str, kind: str) -> str:
    """The path of the place that a name begins with, where the rest would do for a body of any place: 济宁|一中,
    济宁市|教育局."""
    for place, rest in names.in_front(name):
        whole = kind == "agency" and place.endswith(_LEVELS)
        if (whole or names.is_common(names.full_form(rest))) and (path := setting.place(place)):
            return path
    return ""


def _begins_with_a_place(name: str) -> bool:
    return next(iter(names.in_front(name)), None) is not None


class Firm(NamedTuple):
    """A firm as an article names it: in which article, under which name, its key there, the place in its name and the
    rest of it (`names.firm`), the prefecture and all places that the article speaks of, and which of them is the
    firm's. Of a firm named with its place the article and its places do not matter and are left out."""

    core: str
    place: str
    key: str
    region: str
    own: str
    legal: str
    at: At = ("", 0)
    name: str = ""
    around: frozenset[str] = frozenset()


def firm_of(setting: Setting, name: str, key: str) -> Firm | None:
    """The firm of that name, where the key that its article gives it tells no more than the name does."""
    if names.kind_of(name) not in ("firm", ""):
        return None
    place, core = names.firm(name)
    if key != f"organization:{place}{core}":
        return None
    legal = names.legal_form(name)
    if place:
        own = setting.place(place)
        if legal in _TOLD_APART:
            return Firm(core, place, key, setting.region, own, legal, setting.at, name)
        return Firm(core, place, key, setting.region, own, legal)
    return Firm(core, place, key, setting.region, "", legal, setting.at, name, setting.around)


def settled(firms: Iterable[Firm]) -> Iterator[tuple[str, Any, Any]]:
    """Which firms are another's: ("firm", article, (name, key)), and ("legal", key, (article, legal form)) of all that
    name one of two forms. `firms` are all whose names behind the place begin with the same two characters.

    A firm named without its place or cut short (远山, 远山农业) is the one of the longer name (济宁远山农业发展公司) in
    a place that its article speaks of or in articles on the same prefecture, if there is but one.
    """
    ordered = sorted(set(firms), key=lambda firm: (-len(firm.core), firm.at, firm.name))
    known: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for firm in ordered:
        for near in (firm.region, *([firm.own] if firm.place else [])):
            known[near][firm.core].add(firm.key)
    joined: dict[str, str] = {}
    for firm in ordered:
        key = firm.key
        if not firm.place:
            longer = {
                joined.get(each, each)
                for where in {firm.region, *firm.around}
                for other, those in known.get(where, {}).items()
                if other == firm.core or names.is_cut_from(firm.core, other)
                for each in those
            } - {firm.key}
            if len(longer) == 1:
                key = joined[firm.key] = next(iter(longer))
                yield "firm", firm.at, (firm.name, key)
        if firm.legal in _TOLD_APART:
            yield "legal", key, (firm.at, firm.legal)


def parted(key: str, said: Iterable[tuple[At, str]]) -> Iterator[str]:
    """The key, where one article names firms of it that differ in their legal form: they are two then, else one."""
    forms: dict[At, set[str]] = defaultdict(set)
    for at, legal in said:
        forms[at].add(legal)
    if any(len(each) == len(_TOLD_APART) for each in forms.values()):
        yield key


def by_legal_form(key: str, name: str, two: Container[str]) -> str:
    """The key of a firm, with its legal form where that tells it from another (`parted`)."""
    return key + _TOLD_APART.get(names.legal_form(name), "") if key in two else key
