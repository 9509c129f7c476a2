"""Made-up articles, read by all extractors with the recogniser that a build uses."""

from __future__ import annotations

from functools import cache

from kg.extract import bodies, campaigns, industries, people, places
from kg.extract.pipeline import read_page
from kg.extract.posts import Posts
from kg.extract.reading import Reading, open_article
from kg.model import Fact, Findings, Page
from kg.recognise import Recogniser, load
from kg.text.articles import split


@cache
def recogniser() -> Recogniser:
    return load()


def read(text: str) -> Findings:
    """What the one article of a page says."""
    (findings,) = read_page(Page("made.txt", text), recogniser())
    return findings


def read_to_campaigns(text: str) -> Reading:
    """The one article of a made-up page, read up to its industries and campaigns, before anything is joined."""
    reading = open_article(split(Page("made.txt", text))[0], recogniser())
    geography = places.find(reading)
    people.find(reading, Posts(reading, geography, bodies.find(reading, geography)))
    industries.find(reading, geography)
    campaigns.find(reading, geography)
    return reading


def names(findings: Findings, type_: str) -> set[str]:
    """The names of all things found of a type."""
    return {mention.name for mention in findings.mentions if mention.type == type_}


def forms(findings: Findings, type_: str, name: str) -> list[str]:
    """The forms in which a thing stands in the text, in its order."""
    return [m.form for m in findings.mentions if (m.type, m.name) == (type_, name)]


def facts(findings: Findings, relation: str) -> list[Fact]:
    """The facts of a relation."""
    return [fact for fact in findings.facts if fact.relation == relation]


def pairs(findings: Findings, relation: str) -> set[tuple[str, str]]:
    """(subject, object) of the facts of a relation."""
    return {(fact.subject[1], fact.object[1]) for fact in facts(findings, relation)}


def posts_held(findings: Findings) -> set[tuple[str, str, str]]:
    """(who, body, post) of every post."""
    return {(f.subject[1], f.object[1], dict(f.qualifiers)["post"]) for f in facts(findings, "holds_post")}


def roles(findings: Findings) -> dict[str, set[str]]:
    """For each role at an event who had it."""
    found: dict[str, set[str]] = {}
    for fact in facts(findings, "attended"):
        found.setdefault(dict(fact.qualifiers)["role"], set()).add(fact.subject[1])
    return found


def events(findings: Findings) -> dict[str, tuple[str, str]]:
    """Kind and date ("" if none) of each event."""
    rows = {name: findings.attributes["event", name] for name in names(findings, "event")}
    return {name: (str(row["kind"]), str(row.get("date", ""))) for name, row in rows.items()}
