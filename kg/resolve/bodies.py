"""Which bodies of different articles are one: by the place they are of and what they are called behind it.

The key of a body is the same in whichever article it stands: the path of its place and its name in full
(济宁一中, 市一中 and 济宁市第一中学 are one), or, of a firm, its place in short and its name without the legal form.
Only a firm named without a place or cut short (远山集团) asks the rest of the collection which it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg import lexicon
from kg.resolve import names
from kg.resolve.setting import Local, Setting

_LEVELS = tuple("省市县区州盟旗镇乡")
_NO_LEVEL = ("市场", "区域", "乡村")
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


def settle_firms(keys: Mapping[Local, str], settings: list[Setting]) -> dict[Local, str]:
    """The keys of firms, with what no article can tell by itself.

    A firm named without its place or cut short (远山, 远山农业) is the one of the longer name (济宁远山农业发展公司) in
    a place that its article speaks of or in articles on the same prefecture, if there is but one. Two firms that differ
    in their legal form alone are two where one article names both, else one.
    """
    firms = {}
    for local, each in keys.items():
        if local[1] == "organization" and names.kind_of(local[2]) in ("firm", ""):
            place, core = names.firm(local[2])
            if each == f"organization:{place}{core}":
                firms[local] = (place, core)
    known: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for local, (place, core) in firms.items():
        setting = settings[local[0]]
        where = [setting.region, *([setting.place(place)] if place else [])]
        for near in where:
            known[near, core[:2]][core].add(keys[local])
    settled: dict[str, str] = {}
    found = {}
    for local, (place, core) in sorted(firms.items(), key=lambda item: (-len(item[1][1]), item[0])):
        if place:
            continue
        setting = settings[local[0]]
        around = {setting.region, *setting.around}
        longer = {
            settled.get(key, key)
            for where in around
            for other, those in known.get((where, core[:2]), {}).items()
            if other == core or names.is_cut_from(core, other)
            for key in those
        } - {keys[local]}
        if len(longer) == 1:
            found[local] = settled[keys[local]] = next(iter(longer))
    changed = {local: found.get(local, keys[local]) for local in firms}
    return found | _by_legal_form(changed)


def _by_legal_form(firms: Mapping[Local, str]) -> dict[Local, str]:
    forms: dict[tuple[int, str], set[str]] = defaultdict(set)
    for (number, _, name), each in firms.items():
        forms[number, each].add(names.legal_form(name))
    two = {each for (_, each), legal in forms.items() if {"limited", "shares"} <= legal}
    suffix = {"limited": "有限公司", "shares": "股份有限公司"}
    return {local: each + suffix.get(names.legal_form(local[2]), "") for local, each in firms.items() if each in two}
