"""Firms named again, in full or by the words that their name begins with: 清泉环保 of 北京清泉环保科技有限公司."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg import lexicon
from kg.extract.reading import Found, Reading
from kg.lexicon.divisions import DIVISIONS
from kg.text.clean import HAN

_FORM = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|总公司|公司)$")
_CUT_SHORT = re.compile(rf"（(?:以下|下称|下文|后文)?[均统]?简?称为?[：:]?“?(?P<form>[{HAN}]{{2,10}})”?）")
_SHORTEST = 4  # characters by which a firm is known again: two that are its own and two of its trade
_LONGEST_PLACE = 8
_AGAIN = "again"
_KNOWN_IN_FULL = ("school", "society", "media")  # kinds of which later mentions are known by the whole name
_GENERIC = frozenset(lexicon.data("bodies")["generic"])
_TRADES = frozenset(lexicon.data("bodies")["trades"])
_NO_TRADES = ("企业", "公司", "集团", "单位", "部门", "机构", "商会", "协会")


def named_again(reading: Reading) -> None:
    """Add the later mentions of the firms of an article that nothing else has found."""
    firms = {f.name for f in reading.found if f.type == "organization" and f.detail == "firm"}
    others = {f.name for f in reading.found if f.type == "organization" and f.detail in _KNOWN_IN_FULL}
    heads: dict[str, set[str]] = {name: {name} for name in others - firms if len(name) >= _SHORTEST}
    for name in firms:
        for head in _heads(name):
            heads.setdefault(head, set()).add(name)
    for name, form in abbreviated(reading):
        heads.setdefault(form, set()).add(name)
    for firm in reading.found:
        form = reading.text[firm.start : firm.end]
        if firm.type == "organization" and firm.detail == "firm" and form not in firm.name and len(form) >= _SHORTEST:
            heads.setdefault(form, set()).add(firm.name)  # cut short: 远山重科
    for head in sorted(heads, key=lambda head: (-len(head), head)):
        owners = heads[head]
        if len(owners) > 1:
            continue
        end = 0
        while (start := reading.text.find(head, end)) >= 0:
            end = start + len(head)
            first, last = reading.token_at(start), reading.token_at(end - 1)
            if (
                first is not None
                and (first.start == start or reading.ending_at(start, "district"))  # 长沙|远山重工
                and last is not None
                and last.end == end
                and reading.sentence_at(start) is not None
                and not reading.covered(start, end, "organization", "official", "person", "journalist", "project")
            ):
                reading.add(Found("organization", next(iter(owners)), start, end, detail=_AGAIN))


def abbreviated(reading: Reading) -> Iterator[tuple[str, str]]:
    """The bodies whose names the text cuts short, each with its short form: 远山研究所（以下简称“远山所”）."""
    if "简称" not in reading.text:
        return
    for match in _CUT_SHORT.finditer(reading.text):
        body = max(reading.ending_at(match.start(), "organization"), key=lambda f: f.end - f.start, default=None)
        if body is not None and match["form"] not in _GENERIC:
            yield body.name, match["form"]


def drop_in_works(reading: Reading) -> None:
    """A firm's short name that begins the name of works (清泉环保|数字化车间项目) is no mention of the firm."""
    works = sorted((f.start, f.end) for f in reading.found if f.type == "project")
    starts = [start for start, _ in works]

    def within(thing: Found) -> bool:
        at = bisect_left(starts, thing.start + 1) - 1
        return thing.detail == _AGAIN and at >= 0 and thing.end <= works[at][1]

    if works:
        reading.drop(within)


def _heads(name: str) -> list[str]:
    """The forms that a firm's name has without its place and what it ends in; of a short name only itself."""
    if not _FORM.search(name):
        return [name] if len(name) >= _SHORTEST else []
    core = _FORM.sub("", name)
    for length in range(min(_LONGEST_PLACE, len(core) - _SHORTEST), 1, -1):
        if DIVISIONS.named(core[:length]):
            core = core[length:]
            break
    found = []
    for length in range(_SHORTEST, len(core) + 1):
        head = core[:length]
        # 远山集团 of 远山集团酒业有限公司 is another
        if not (head.endswith("集团") and length < len(core)) and head[:2] not in _GENERIC:
            found.append(head)
    if len(core) >= _SHORTEST + 2 and core[:2] not in _GENERIC:
        found.append(core[:2] + core[-2:])  # 清泉物流 of 清泉现代物流
    return list(dict.fromkeys(found))


def firm_before(reading: Reading, end: int) -> int | None:
    """Where the name begins that ends right before such a title, if it is one: 远山置地, one word of the recogniser
    or two of which it takes the first for a name (清泉|物流)."""
    token = reading.token_before(end)
    if token is None:
        return None
    if token.end != end:  # 远山食品党委|书记
        own = token.tag == "ORG" and reading.text[end : token.end] == "党委" and end - token.start >= 4
        return token.start if own else None
    if token.tag == "ORG" and len(token.word) >= 3:
        return token.start
    before = reading.token_before(token.start)
    if (
        before is None
        or before.end != token.start
        or not (before.tag in ("PER", "ORG", "nz") or (before.tag in ("a", "n", "v") and token.word in _TRADES))
        or before.word in _GENERIC
        or token.tag not in ("n", "vn", "nz")
        or not 4 <= end - before.start <= 8
        or token.word in _NO_TRADES
        or reading.covered(before.start, end, "organization", "district")
    ):
        return None
    further = reading.token_before(before.start)
    apart = further is None or further.end != before.start or further.tag in ("w", "v", "p", "c", "d", "u", "TIME")
    return before.start if apart else None
