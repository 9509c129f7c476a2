"""All extractors on one page, in the order in which each needs what those before it found."""

from __future__ import annotations

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
)
from kg.extract.coreference import Coreference
from kg.extract.posts import Posts
from kg.extract.reading import open_article
from kg.model import Findings, Page
from kg.recognise import Recogniser
from kg.text.articles import split


def read_page(page: Page, recogniser: Recogniser) -> list[Findings]:
    """What each article of a page says. A pure function of the page and the recogniser."""
    articles = split(page)
    readings = [open_article(article, recogniser) for article in articles]
    votes = places.votes([places.find(reading) for reading in readings])
    found = []
    for reading in readings:
        reading.clear()
        geography = places.find(reading, votes)
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
        constituents.find(reading)
        indicators.find(reading, geography)
        found.append(reading.findings())
    return found
