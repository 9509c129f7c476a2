"""Places named for the sake of strangers, which say nothing of whose paper it is: those that guests come from, that we
visit, and where somebody was born."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kg.extract.reading import Reading

if TYPE_CHECKING:
    from kg.extract.gazetteer import Named
    from kg.extract.geography import Place

# 云泽市考察团|来我市, 我市代表团|赴|云泽市|考察; 籍贯：|青禾省
_COMING = re.compile(r"(?:来|到|赴|莅临|抵达)我(?=[省市县区州盟旗])")
_GOING = re.compile(r"我[省市县区州盟旗][^，。；\n]{0,12}?(?:赴|前往)(?P<to>[^，。；\n]{0,16})")
_ORIGIN = re.compile(r"(?:籍贯|出生地|祖籍|原籍|生于)(?P<from>[^，。；\n]{0,14})")
_ORIGINS = ("籍贯", "出生地", "祖籍", "原籍", "生于")
_CLAUSE = 60  # characters that a clause may have


def note(reading: Reading, rows: list[Named]) -> None:
    """Mark the names that are said of strangers: of guests and hosts wherever the article names them."""
    text = reading.text
    ours = "我" in text
    titles = [p for p in reading.article.paragraphs if p.kind == "title" and text.find("赴", p.start, p.end) > 0]
    births = any(word in text for word in _ORIGINS)
    if not (ours or titles or births):
        return
    starts = [row.start for row in rows]
    guests: set[Place] = set()

    def named(low: int, high: int) -> list[Named]:
        return rows[bisect_left(starts, low) : bisect_left(starts, high)]

    def strange(low: int, high: int) -> None:
        guests.update(place for row in named(low, high) for place in row.candidates)

    for title in titles:
        to = text.find("赴", title.start, title.end)
        if named(title.start, to):
            strange(to, title.end)  # 青禾市代表团赴|云泽市|考察: it is the first one's paper
    for match in _COMING.finditer(text) if ours else ():
        low = max(0, match.start() - _CLAUSE)
        strange(max(low, *(text.rfind(mark, low, match.start()) for mark in "，。；\n")), match.start())
    for match in _GOING.finditer(text) if ours else ():
        strange(*match.span("to"))
    for row in rows if guests else ():
        row.telling = guests.isdisjoint(row.candidates)
    for match in _ORIGIN.finditer(text) if births else ():
        for row in named(*match.span("from")):
            row.telling = False
