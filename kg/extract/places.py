"""Districts: the divisions and zones that an article names, and what its deictic words mean.

`gazetteer` finds the names of divisions, `townships` those that no table has, `zones` those of zones, `home` tells
whose paper it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from kg.extract import gazetteer, home, townships, zones
from kg.extract.gazetteer import Named
from kg.extract.geography import AUTONOMOUS, DEICTIC, LEVEL_WORDS, Geography, Place, Votes, place_of
from kg.extract.home import votes
from kg.extract.masks import marked
from kg.extract.reading import Found, Reading
from kg.extract.zones import Zone

__all__ = [
    "DEICTIC",
    "LEVEL_WORDS",
    "Geography",
    "Place",
    "Votes",
    "find",
    "note_unnamed",
    "of_page",
    "place_of",
    "votes",
]

# the article's own place: 我县, 全市; 一级 behind it tells of ranks
# each branch begins with a character: the engine looks for these first
_OWN = re.compile(
    "|".join([f"{own}[{DEICTIC}](?!级)" for own in "我全本"] + [f"{w}(?<!该{w})" for w in (*AUTONOMOUS, "新区")])
)


# 6月18日，|霍邱县…, 近日，在|舒城县…: the place that a paragraph begins with
_TIME = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至\d{1,2}日|[上下中]午|晚)?|近日|日前|连日来|今年以来|昨[日天]|今天"
_HEAD = re.compile(rf"[●■◆▲◇★ ]*(?:{_TIME})?，?[在由]?")
_A_ROUND_UP = 2  # counties that the paragraphs of one article begin with


_BY_ITSELF = 0.2  # what a name weighs at least that is not part of a firm's
# what the name of the newspaper weighs: it tells apart what nothing else does
_OF_THE_PAPER = 0.3
_START = attrgetter("start")


class _Survey(NamedTuple):
    """What an article names, before any of it is added to the reading: divisions, zones, and what they make of it."""

    geography: Geography
    named: list[Named]
    areas: list[Zone]


class _Told:
    """What an article says whatever the other articles of its page name: it is surveyed without them, then with them.

    `heads` is where paragraphs begin, and their first words, that may be those of a round-up.
    """

    def __init__(self, reading: Reading) -> None:
        text, article = reading.text, reading.article
        self.reading, self.names, self.types = reading, gazetteer.scan(reading), zones.types(reading)
        self.origin = home.dateline(article.dateline)
        paper = home.newspaper(article.newspaper)
        self.paper: Votes = dict.fromkeys(paper.chain, _OF_THE_PAPER) if paper is not None else {}
        self.sections = dict.fromkeys(paragraph.place for paragraph in article.paragraphs if paragraph.place)
        self.heads = [
            (paragraph.start, head.end())
            for paragraph in article.paragraphs
            if paragraph.kind == "body" and not paragraph.place
            if (head := _HEAD.match(text, paragraph.start, paragraph.end))
        ]
        self.townships, self.counted = townships.words(reading), townships.has_counted(text)
        self.zones: tuple[object, list[Zone]] | None = None  # what they hang on, and what they are


def find(reading: Reading, page_votes: Votes | None = None) -> Geography:
    """Find the districts of an article, add them to the reading, and say what its deictic words mean.

    `page_votes` are what the other articles of the page name (see `votes`).
    """
    return _found(_Told(reading), page_votes or {})


def of_page(readings: Sequence[Reading]) -> list[Geography]:
    """Find the districts of the articles of a page, each with the help of what the others name."""
    told = [_Told(reading) for reading in readings]
    of_all = votes([_survey(each, {}, counting=True).geography for each in told])
    return [_found(each, of_all) for each in told]


def _found(told: _Told, page_votes: Votes) -> Geography:
    reading = told.reading
    found = _survey(told, page_votes)
    if told.origin is not None:
        at = reading.article.dateline_at
        _note(found.geography, told.origin, at, at + len(reading.article.dateline))
    _add(found.geography, found.named, found.areas)
    _chains(reading, found.named, found.areas)
    _own(found.geography)
    return found.geography


def _survey(told: _Told, page_votes: Votes, counting: bool = False) -> _Survey:
    """Settle which places the names mean, and which place the article is of. Nothing is added to the reading.

    `counting`: nothing is asked but how often it names each.
    """
    reading, origin = told.reading, told.origin
    geography = Geography(reading, page=page_votes)
    named = gazetteer.settle(told.names, origin, home.total(page_votes, told.paper))
    tally: Votes = defaultdict(float)
    own = geography.own
    for row in named:
        if not (place := row.place):
            continue
        if row.telling and row.weight >= _BY_ITSELF:
            own[place] = own.get(place, 0) + 1
            tally[place] += row.weight
        if not row.telling:
            geography.strange.add(place)
    if counting and not told.types.any:
        return _Survey(geography, named, [])
    if told.paper and not any(place.level != "province" for place in [*tally, *page_votes]):
        page_votes = home.total(page_votes, told.paper)  # nothing but the paper's name says whose 全市 and 市委 are
    home.elect(geography, home.total(tally, page_votes))
    if told.sections:
        _sections(geography, told.sections, {row.name: row.place for row in reversed(named) if row.place})
    _paragraphs(geography, told.heads, named)
    named += townships.unlisted(told.townships, named, geography)
    if told.counted:
        shared = townships.sharing(named, geography)
        at = {row.start for row in shared}
        named = [row for row in named if row.start not in at] + shared
    named.sort(key=_START)
    areas = _zones(told, named, geography) if told.types.any else []
    if told.sections and areas:
        zoned = {reading.text[zone.start : zone.end]: zone.place for zone in reversed(areas)}
        _sections(geography, told.sections, zoned)
    if origin is not None:
        tally[origin] += 0.5
    for zone in areas:
        tally[zone.place] += 1.5
        geography.own[zone.place] += 1
    if (areas or origin) and not counting:
        home.elect(geography, home.total(tally, page_votes))
    return _Survey(geography, named, areas)


def _zones(told: _Told, named: list[Named], geography: Geography) -> list[Zone]:
    """The zones; with the votes of the page they are nearly always what they were without."""
    settled = [(row.start, row.end, row.full, row.place) for row in named]
    homes = geography.home, geography.county, geography.prefecture, geography.province
    hung_on = (settled, homes, geography.heads, dict(geography.sections))
    if told.zones is None or told.zones[0] != hung_on:
        told.zones = hung_on, zones.find(told.types, named, geography)
    return told.zones[1]


def _sections(geography: Geography, headings: Iterable[str], places: dict[str, Place]) -> None:
    """Give the sections whose headings are among the names their places."""
    for heading in headings:
        if heading in places:
            geography.sections.setdefault(heading, places[heading])


def _paragraphs(geography: Geography, heads: list[tuple[int, int]], named: list[Named]) -> None:
    """Give the paragraphs of a round-up that has no headings their places: the county that each begins with.

    It is one where the paragraphs begin with two counties and more, and the home is not the one of every other.
    """
    if len(heads) < _A_ROUND_UP:
        return
    starts = {row.start: row.place for row in named if row.place is not None}
    found: dict[int, Place] = {}
    for start, begins in heads:
        place = starts.get(begins)
        county = place.at("county") if place is not None else None
        if county is not None:
            found[start] = county
    if len(set(found.values())) >= _A_ROUND_UP:
        geography.heads = found


def _add(geography: Geography, named: list[Named], areas: list[Zone]) -> None:
    """Note the zones, then the divisions that are not part of a zone's name."""
    taken = marked(len(geography.reading.text), ((zone.start, zone.end) for zone in areas)) if areas else None
    for zone in areas:
        geography.known[zone.place.name] = zone.place
        _note(geography, zone.place, zone.start, zone.end)
    for row in named:
        if row.place and not (taken and taken[row.start]):
            row.place = townships.of_zone(row.place, geography)
            geography.known[row.place.name] = row.place
            _note(geography, row.place, row.start, row.end)


def _note(geography: Geography, place: Place, start: int, end: int) -> None:
    """Add a place to the reading, with the chain of those it lies in, if that was not the last of their names."""
    geography.reading.add(Found("district", place.name, start, end, detail=place.level))
    _note_chain(geography, place)


def note_unnamed(geography: Geography) -> None:
    """Note what facts are of though the article names it nowhere: the place whose paper it is."""
    reading = geography.reading
    told = {end for fact in reading.facts for end in (fact.subject, fact.object) if end[0] == "district"}
    unknown = {name for _, name in told - reading.attributes.keys()}
    if unknown:
        homes = (geography.home, geography.township, geography.county, geography.prefecture, geography.province)
        places = [
            *geography.known.values(),
            *geography.sections.values(),
            *geography.heads.values(),
            *filter(None, homes),
        ]
        by_name = {up.name: up for place in places for up in place.chain}
        for name in sorted(unknown & by_name.keys()):
            _note_chain(geography, by_name[name])


def _note_chain(geography: Geography, place: Place) -> None:
    reading, noted = geography.reading, geography.noted
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
    spoken = list(_OWN.finditer(reading.text))
    if not spoken:
        return
    taken = marked(len(reading.text), ((f.start, f.end) for f in reading.found if f.type == "district"))
    for match in spoken:
        if reading.sentence_at(match.start()) is None or 1 in taken[match.start() : match.end()]:
            continue
        word = match[0]
        place = geography.of(word[1:] if word[0] in "我全本" else word, match.start())
        if place is not None:
            _note(geography, place, match.start(), match.end())
