"""Firms named again, in full or by the words that their name begins with: 清泉环保 of 北京清泉环保科技有限公司."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg import lexicon
from kg.extract.reading import Found, Reading
from kg.lexicon.divisions import DIVISIONS

_FORM = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|总公司|公司)$")
_SHORTEST = 4  # characters by which a firm is known again: two that are its own and two of its trade
_LONGEST_PLACE = 8
_AGAIN = "again"
_GENERIC = frozenset(lexicon.data("bodies")["generic"])


def named_again(reading: Reading) -> None:
    """Add the later mentions of the firms of an article that nothing else has found."""
    firms = {f.name for f in reading.found if f.type == "organization" and f.detail == "firm"}
    heads: dict[str, set[str]] = {}
    for name in firms:
        for head in _heads(name):
            heads.setdefault(head, set()).add(name)
    for head in sorted(heads, key=lambda head: (-len(head), head)):
        owners = heads[head]
        if len(owners) > 1:
            continue
        for match in re.finditer(re.escape(head), reading.text):
            start, end = match.span()
            first, last = reading.token_at(start), reading.token_at(end - 1)
            if (
                first is not None
                and first.start == start
                and last is not None
                and last.end == end
                and reading.sentence_at(start) is not None
                and not reading.covered(start, end, "organization", "official", "person", "journalist", "project")
            ):
                reading.add(Found("organization", next(iter(owners)), start, end, detail=_AGAIN))


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
