"""Where one serves, as sentences on a life say it: 长期在某部|工作，曾任规划司司长; 履新某省，任|副省长."""

from __future__ import annotations

import re

from kg.extract.reading import Found, Reading

_TAKEN = re.compile(r"(?:历任|先后任|先后担任|曾任|曾担任|担任|兼任|任)[^，。；、]{0,14}\Z")
# a remark may stand behind the name: 在某局（后并入某部）工作
_REMARK = r"(?:（[^（）]{1,40}）)?"
_SERVES = re.compile(
    rf"(?:在(?P<at>[^，。；、（）]{{2,24}}){_REMARK}(?:工作|任职|履职)"
    rf"|(?:履新|任职|调任|调往|调入|赴任|转战|赴|到)(?P<to>[^，。；、（）]{{2,24}}){_REMARK}(?:工作|任职)?)(?=，)"
)


def serving(reading: Reading, title: int) -> Found | None:
    """The body, or the place, in which the sentence says that one served before the title at a position is taken."""
    sentence = reading.sentence_at(title)
    if sentence is None or not _TAKEN.search(reading.text, max(sentence.start, title - 20), title):
        return None
    last = None
    for match in _SERVES.finditer(reading.text, sentence.start, title):
        last = served_at(reading, *match.span("at" if match["at"] else "to")) or last
    return last


def served_at(reading: Reading, start: int, end: int) -> Found | None:
    """What a stretch names as a whole: a body, else a place."""
    whole = [f for f in reading.ending_at(end, "organization", "district") if f.start == start]
    return max(whole, key=lambda f: f.type == "organization", default=None)
