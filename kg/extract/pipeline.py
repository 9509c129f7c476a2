"""All extractors on one page, in the order in which each needs what those before it found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from kg.extract import (
    attendance,
    bodies,
    campaigns,
    constituents,
    cooperation,
    firms,
    indicators,
    industries,
    people,
    places,
    projects,
    sites,
)
from kg.extract.coreference import Coreference
from kg.extract.posts import Posts
from kg.extract.reading import Reading, open_articles
from kg.model import Findings, Page
from kg.recognise import Recogniser
from kg.text.articles import split


def read_page(page: Page, recogniser: Recogniser) -> list[Findings]:
    """What each article of a page says. A pure function of the page and the recogniser."""
    (found,) = read_pages([page], recogniser)
    return found


def read_pages(pages: Iterable[Page], recogniser: Recogniser) -> Iterator[list[Findings]]:
    """What each article of each page says: page by page the same as `read_page`, and faster, as the recogniser is given
    the sentences of all of them at once."""
    divided = [split(page) for page in pages]
    readings = iter(open_articles([article for articles in divided for article in articles], recogniser))
    for articles in divided:
        yield _extracted(list(islice(readings, len(articles))))


def _extracted(readings: list[Reading]) -> list[Findings]:
    found = []
    for reading, geography in zip(readings, places.of_page(readings), strict=True):
        words = Coreference(reading)
        words.places(geography)
        named = bodies.find(reading, geography)
        firms.named_again(reading)
        words.bodies()
        posts = Posts(reading, geography, named)
        persons = people.find(reading, posts)
        firms.named_again(reading)
        words.people()
        persons.spoken_of()
        words.several(geography, persons.groups)
        industries.find(reading, geography)
        campaigns.find(reading, geography)
        attendance.find(reading, geography, persons.groups)
        cooperation.find(reading, geography)
        projects.find(reading, geography, named, posts.home_body)
        firms.drop_in_works(reading)
        sites.find(reading, geography)
        constituents.find(reading)
        indicators.find(reading, geography)
        places.note_unnamed(geography)
        found.append(reading.findings())
    return found
