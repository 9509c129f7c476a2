"""Whose paper it is: the province, prefecture and county that an article is of, and which of them is its home."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from kg import lexicon
from kg.extract.geography import LEVELS, Geography, Place, Votes, called, place_of
from kg.lexicon.divisions import DIVISIONS

# 我县, 全区, and the 市 of ，市委 or 。市领导: each branch begins with a character, which the engine looks for
_SPOKEN = re.compile(
    "|".join(
        [f"{own}[省市县区州盟旗](?!县)" for own in "我全"]
        + [f"{level}(?<=[，。、]{level})(?:委|政府|领导)" for level in "市县区州盟旗"]
    )
)
_LONGEST_PLACE = 8
_NO_PLACES = frozenset(lexicon.data("places")["papers_of_no_place"])
# those that one place alone can mean; 区 is of an autonomous region as well, 市 of three levels, 全县 of any county
_ITEMS, _SHORT = 4, 500  # a brief has so many items and more, of so many characters and fewer
_DISTINCT = tuple("州盟")


@lru_cache(maxsize=1 << 10)
def dateline(place: str) -> Place | None:
    """The place that a report is sent from: 本报|合肥|8月15日电."""
    rows = [row for row in DIVISIONS.named(place) if row.level != "township" and not row.until]
    return place_of(min(rows, key=lambda row: (LEVELS.index(row.level), row.code))) if rows else None


@lru_cache(maxsize=1 << 10)
def newspaper(paper: str) -> Place | None:
    """The prefecture or county that a newspaper names itself after: 青禾日报."""
    named, paper = len(paper), paper.removeprefix("今日")  # 今日青禾
    for length in range(min(len(paper) - 2 * (named == len(paper)), _LONGEST_PLACE), 1, -1):
        rows = [
            row for row in DIVISIONS.named(paper[:length]) if row.level in ("prefecture", "county") and not row.until
        ]
        if rows and paper[:length] not in _NO_PLACES:
            return place_of(min(rows, key=lambda row: (LEVELS.index(row.level), row.code)))
    return None


def elect(geography: Geography, votes: Votes) -> None:
    """Settle what the article is of at each level: the places that most of what it names lies in."""
    _settle(geography, votes)
    most = _most_spoken(geography.reading.text)
    said = most in _DISTINCT or (most in tuple("县旗") and f"我{most}" in geography.reading.text)
    if said and not any(called(place, most) for place in (geography.county, geography.prefecture) if place):
        # 我州 in a text that names another's county more often
        fitting = {place: weight for place, weight in votes.items() if called(place, most)}
        if fitting:
            _settle(geography, fitting)
    geography.home = _spoken_of(geography, most) or _most_named(geography, votes)


def _settle(geography: Geography, votes: Votes) -> None:
    tally: dict[str, Votes] = {level: {} for level in LEVELS}
    tally["zone"] = tally["county"]
    for place, weight in votes.items():
        for above in place.chain:
            of_level = tally[above.level]
            of_level[above] = of_level.get(above, 0.0) + weight

    def best(level: str, inside: Place | None) -> Place | None:
        rows = tally[level]
        fitting = rows if inside is None else [place for place in rows if inside in place.chain]
        return max(fitting, key=rows.__getitem__, default=None)  # of two the one that is named first

    geography.province = best("province", None)
    geography.prefecture = best("prefecture", geography.province)
    geography.county = best("county", geography.prefecture or geography.province)
    geography.township = best("township", geography.county) if geography.county else None


def _most_named(geography: Geography, votes: Votes) -> Place | None:
    """The one that is named itself, and most often; of two the smaller."""
    candidates = [place for place in (geography.county, geography.prefecture, geography.province) if place]
    most = max((votes.get(place, 0.0) for place in candidates), default=0.0)
    named = (place for place in candidates if most and votes.get(place, 0.0) == most)
    return next(named, candidates[-1] if candidates else None)


@lru_cache(maxsize=64)  # asked twice and more of each article of a page, in turn
def _most_spoken(text: str) -> str:
    """The level that the text speaks of most often as its own: 县 of 我县, 区 of 区委."""
    spoken = Counter([said[1] if said[0] in "我全" else said[0] for said in _SPOKEN.findall(text)])
    return max(spoken, key=spoken.__getitem__, default="")


def _spoken_of(geography: Geography, most: str) -> Place | None:
    """The county or zone where the text speaks most of 我县 or 区委, and more often of that than of 全市 or 我省."""
    return called(geography.county, most) if geography.county and most in tuple("县区旗") else None


def total(first: Votes, second: Votes) -> Votes:
    """The votes of both."""
    if not second:
        return first
    both = dict(first)
    for place, weight in second.items():
        both[place] = both.get(place, 0.0) + weight
    return both


def votes(geographies: Iterable[Geography]) -> Votes:
    """What the articles of a page name, at a tenth of its weight: a help to those that name no place themselves.

    The short items of a brief are all of one paper: there the whole page says as much as the item itself.
    """
    named: Counter[Place] = Counter()
    articles = []
    for geography in geographies:
        named.update({place: times for place, times in geography.own.items() if place not in geography.strange})
        articles.append(geography.reading.article)
    brief = len(articles) >= _ITEMS and not any(article.dateline for article in articles)
    brief = brief and all(len(article.text) < _SHORT for article in articles)
    return {place: (1.0 if brief else 0.1) * number for place, number in named.items()}
