"""The committees of the other parties in a place: 民盟丽水市委, 农工党市委会, 九三学社青田县支社, 青田县民盟."""

from __future__ import annotations

import re

from kg import lexicon
from kg.extract.places import DEICTIC, Place
from kg.extract.prefixes import Prefixes, note_body

_PARTY = re.compile(lexicon.alternation(lexicon.data("bodies")["parties"]))
_KIND = re.compile("(?P<committee>(?:基层)?委员会|委会|委)(?![员托派])|工委|总支部?|支部|支社")
# 县民盟|主委: without a word for what it is, the title tells that it is one
_HEAD = re.compile("副?主委|副?主任委员")


def find_parties(prefixes: Prefixes) -> None:
    """Find them before the organs are sought: 民盟丽水市委 is not that of the city."""
    reading, text = prefixes.reading, prefixes.reading.text
    for match in _PARTY.finditer(text):
        start, end = match.span()
        before = prefixes.prefix_ending(start)
        token = reading.token_at(start)
        if reading.sentence_at(start) is None or token is None or (token.start != start and before is None):
            continue  # 市|民进|入
        place, stop = _place_behind(prefixes, end)
        kind = _KIND.match(text, stop)
        if place is not None and kind is not None:
            name = match[0] + place.name + ("委" if kind["committee"] else kind[0])
            note_body(reading, name, start, kind.end(), "society", place)
        elif place is None and before is not None and _HEAD.match(text, end):
            note_body(reading, before.place.name + match[0], before.start, end, "society", before.place)


def _place_behind(prefixes: Prefixes, at: int) -> tuple[Place | None, int]:
    """The place that is named, or meant by 市, 县, …, right behind the name of a party, and where that ends."""
    prefix = prefixes.prefix_at(at)
    if prefix is not None:
        return prefix.place, prefix.end
    level = prefixes.reading.text[at : at + 1]
    return (prefixes.geography.of(level, at), at + 1) if level and level in DEICTIC else (None, at)
