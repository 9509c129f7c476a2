"""Districts: the divisions and zones that an article names, and what its deictic words mean.

`gazetteer` finds the names of divisions, `townships` those that no table has, `zones` those of zones, `home` tells
whose paper it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extract import gazetteer, home, townships, zones
from kg.extract.gazetteer import Named
from kg.extract.geography import AUTONOMOUS, DEICTIC, LEVEL_WORDS, Geography, Place, Votes, place_of
from kg.extract.home import votes
from kg.extract.masks import marked
from kg.extract.reading import Found, Reading
from kg.extract.zones import Zone

__all__ = ["DEICTIC", "LEVEL_WORDS", "Geography", "Place", "Votes", "find", "of_page", "place_of", "votes"]

# the article's own place: 我县, 全市; 一级 behind it tells of ranks
_OWN = re.compile(rf"(?:我|全|本)([{DEICTIC}])(?!级)|(?<!该)(?:{'|'.join(AUTONOMOUS)})|(?<!该)新区")


# 6月18日，|霍邱县…, 近日，在|舒城县…: the place that a paragraph begins with
_TIME = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日|[上下中]午|晚)?|近日|日前|连日来|今年以来|昨[日天]|今天"
_HEAD = re.compile(rf"[●■◆▲◇★ ]*(?:{_TIME})?，?[在由]?")
_A_ROUND_UP = 2  # counties that the paragraphs of one article begin with


# what the name of the newspaper weighs: it tells apart what nothing else does
_OF_THE_PAPER = 0.3


@dataclass(frozen=True, slots=True)
class Survey:
    """What an article names, before any of it is added to the reading: divisions, zones, and what they make of it."""

    geography: Geography
    named: list[Named]
    areas: list[Zone]


def find(reading: Reading, page_votes: Votes | None = None, names: Sequence[Named] | None = None) -> Geography:
    """Find the districts of an article, add them to the reading, and say what its deictic words mean.

    `page_votes` are what the other articles of the page name (see `votes`), `names` what `scan` has found already.
    """
    found = survey(reading, page_votes or {}, gazetteer.scan(reading) if names is None else names)
    origin = home.dateline(reading)
    if origin is not None:
        at = reading.article.dateline_at
        _note(found.geography, origin, at, at + len(reading.article.dateline))
    _add(found.geography, found.named, found.areas)
    _chains(reading, found.named, found.areas)
    _own(found.geography)
    return found.geography


def of_page(readings: Sequence[Reading]) -> list[Geography]:
    """Find the districts of the articles of a page, each with the help of what the others name."""
    names = [gazetteer.scan(reading) for reading in readings]
    first = [survey(reading, {}, found).geography for reading, found in zip(readings, names, strict=True)]
    of_all = votes(first)
    return [find(reading, of_all, found) for reading, found in zip(readings, names, strict=True)]


def survey(reading: Reading, page_votes: Votes, names: Sequence[Named]) -> Survey:
    """Settle which places the names mean, and which place the article is of. Nothing is added to the reading."""
    geography = Geography(reading, page=page_votes)
    origin = home.dateline(reading)
    paper = home.newspaper(reading)
    of_the_paper: Votes = dict.fromkeys(paper.chain, _OF_THE_PAPER) if paper is not None else {}
    named = [row.unsettled() for row in names]
    gazetteer.settle(reading, named, origin, home.total(page_votes, of_the_paper))
    tally: Votes = defaultdict(float)
    geography.guests = home.guests(reading)
    for row in named:
        if row.place and not geography.of_guests(row.start, row.end):
            tally[row.place] += row.weight
            geography.own[row.place] += 1
    if not any(place.level != "province" for place in [*tally, *page_votes]):
        page_votes = home.total(page_votes, of_the_paper)  # nothing but the paper's name says whose 全市 and 市委 are
    home.elect(geography, home.total(tally, page_votes))
    _sections(geography, {row.name: row.place for row in reversed(named) if row.place})
    _paragraphs(geography, named)
    named += townships.unlisted(reading, named, geography)
    shared = townships.sharing(reading, named, geography)
    at = {row.start for row in shared}
    named = [row for row in named if row.start not in at] + shared
    named.sort(key=lambda row: row.start)
    areas = zones.find(reading, named, geography)
    _sections(geography, {reading.text[zone.start : zone.end]: zone.place for zone in reversed(areas)})
    if origin is not None:
        tally[origin] += 0.5
    for zone in areas:
        tally[zone.place] += 1.5
        geography.own[zone.place] += 1
    if areas or origin:
        home.elect(geography, home.total(tally, page_votes))
    return Survey(geography, named, areas)


def _sections(geography: Geography, places: dict[str, Place]) -> None:
    """Give the sections whose headings are among the names their places."""
    for paragraph in geography.reading.article.paragraphs:
        if paragraph.place in places:
            geography.sections.setdefault(paragraph.place, places[paragraph.place])


def _paragraphs(geography: Geography, named: list[Named]) -> None:
    """Give the paragraphs of a round-up that has no headings their places: the county that each begins with.

    It is one where the paragraphs begin with two counties and more, and the home is not the one of every other.
    """
    paragraphs = geography.reading.article.paragraphs
    starts = {row.start: row.place for row in named if row.place is not None}
    found: dict[int, Place] = {}
    for paragraph in paragraphs:
        head = _HEAD.match(geography.reading.text, paragraph.start, paragraph.end)
        place = starts.get(head.end()) if head and paragraph.kind == "body" and not paragraph.place else None
        county = place.at("county") if place is not None else None
        if county is not None:
            found[paragraph.start] = county
    if len(set(found.values())) >= _A_ROUND_UP:
        geography.heads = found


def _add(geography: Geography, named: list[Named], areas: list[Zone]) -> None:
    """Note the zones, then the divisions that are not part of a zone's name."""
    reading = geography.reading
    taken = marked(len(reading.text), ((zone.start, zone.end) for zone in areas))
    for zone in areas:
        geography.known[zone.place.name] = zone.place
        _note(geography, zone.place, zone.start, zone.end)
    for row in named:
        if row.place and not taken[row.start]:
            row.place = townships.of_zone(row.place, geography)
            geography.known[row.place.name] = row.place
            _note(geography, row.place, row.start, row.end)


def _note(geography: Geography, place: Place, start: int, end: int) -> None:
    """Add a place to the reading, with the chain of those it lies in, if that was not the last of their names."""
    reading, noted = geography.reading, geography.noted
    reading.add(Found("district", place.name, start, end, detail=place.level))
    for up in place.chain:
        if noted.get(up.name) is up:
            continue
        noted[up.name] = up
        reading.attributes.setdefault(up.key, {}).update(level=up.level, code=up.code)
        if up.parent is not None:
            reading.fact(up.key, "part_of", up.parent.key)


def _chains(reading: Reading, named: list[Named], areas: list[Zone]) -> None:
    """甲县乙乡 says that the one lies in the other; a place whose upper one is not named lies in the next named."""
    rows = [(row.start, row.end, row.place) for row in named if row.place]
    rows = sorted(rows + [(zone.start, zone.end, zone.place) for zone in areas], key=lambda row: row[0])
    for (start, end, upper), (begin, stop, lower) in pairwise(rows):
        if begin == end and lower != upper and lower.inside(upper):
            reading.fact(lower.key, "part_of", upper.key, [(start, stop)])
    names = {f.name for f in reading.found if f.type == "district"}
    for place in dict.fromkeys(place for _, _, place in rows):
        if place.parent is not None and place.parent.name not in names:
            above = next((up for up in place.chain[2:] if up.name in names), None)
            if above is not None:
                reading.fact(place.key, "part_of", above.key)


def _own(geography: Geography) -> None:
    """Note 全市, 我县, 自治州 and 新区 as the place that they mean."""
    reading = geography.reading
    taken = marked(len(reading.text), ((f.start, f.end) for f in reading.found if f.type == "district"))
    for match in _OWN.finditer(reading.text):
        if reading.sentence_at(match.start()) is None or any(taken[match.start() : match.end()]):
            continue
        place = geography.of(match[1] or match[0], match.start())
        if place is not None:
            _note(geography, place, match.start(), match.end())
