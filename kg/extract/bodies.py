"""Organizations: organs and departments of a place, firms, schools, societies, groups set up for a task.

This is the order of it all; what stands before a name is in `prefixes`, organs in `organs`, where other names begin and
end in `body_walk`, and what they come to in `body_names`.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.extract import units
from kg.extract.body_names import GENERIC, name_body
from kg.extract.body_walk import ENDINGS, WHOLE, Walk
from kg.extract.body_words import bodies_apart
from kg.extract.departments import find_departments
from kg.extract.organs import FORMS, find_national, find_organs, organ_name
from kg.extract.places import DEICTIC, Geography
from kg.extract.prefixes import Prefix, Prefixes
from kg.extract.reading import Found, Reading
from kg.text.clean import HAN

__all__ = ["Bodies", "Prefix", "find", "home_body", "organ_name"]

_OFFICE_BELOW = re.compile(r"(?:领导小组|指挥部|工作组|委员会)下设(办公室)")
_OWN_COMMITTEE = re.compile(rf"(?:([局厅校院司团行社])|(?<![{HAN}])本([局厅校院司社]))党[委组]")
# a word used this often as a body's is one
_OFTEN = 3


class Bodies(Prefixes):
    """The bodies of one reading, as later extractors ask for them: by the places that names begin with."""


def find(reading: Reading, geography: Geography) -> Bodies:
    """Find the bodies of an article and add them, with what they belong to, to the reading."""
    reading.split_conjunctions(DEICTIC, WHOLE)
    reading.recut(bodies_apart(reading.tokens))
    bodies = Bodies(reading, geography)
    find_organs(bodies)
    find_national(bodies)
    find_departments(bodies)
    for stretch in Walk(bodies).stretches():
        # an organ that begins the name is no reason against it: 县委|党史研究室
        if not reading.covered(stretch.start, stretch.end, "organization") or any(
            f.end < stretch.end for f in reading.starting_at(stretch.start)
        ):
            name_body(bodies, stretch)
    _offices(reading)
    _own_committee(reading, geography)
    _short_forms(reading)
    units.find(bodies)
    _drop_places_in_names(bodies)
    return bodies


def home_body(reading: Reading, geography: Geography) -> str | None:
    """The body whose own page it is: the one that the title, or the first sentence, begins with, where that is no organ
    of a place and the page has no county of its own."""
    if geography.home is not None and geography.home.level in ("county", "zone", "township"):
        return None
    titles = [p for p in reading.article.paragraphs if p.kind == "title"] or list(reading.article.paragraphs[:1])
    for paragraph in titles:
        for body in reading.within(paragraph.start, paragraph.end, "organization"):
            if (
                body.detail in ("agency", "firm", "school", "society")
                and body.start - paragraph.start <= 2
                and not body.owner
            ):
                return body.name
    return None


def _offices(reading: Reading) -> None:
    """领导小组下设办公室: the office is a body, of the group named before it."""
    groups = [f for f in reading.found if f.type == "organization" and f.detail == "group"]
    groups.sort(key=lambda f: f.start)
    starts = [group.start for group in groups]
    for match in _OFFICE_BELOW.finditer(reading.text):
        before = bisect_left(starts, match.start())
        if before:
            group = ("organization", groups[before - 1].name)
            name = group[1] + match[1]
            reading.add(Found("organization", name, *match.span(1), "office", group))
            reading.fact(("organization", name), "belongs_to", group, [match.span()])


def _own_committee(reading: Reading, geography: Geography) -> None:
    """局党委 on the page of a bureau is the bureau's."""
    home = home_body(reading, geography)
    if home is None:
        return
    for match in _OWN_COMMITTEE.finditer(reading.text):
        start, end = match.span()
        token = reading.token_before(start)
        if (
            home.endswith(match[1] or match[2])
            and (start == 0 or reading.text[start - 1] not in DEICTIC)
            and reading.sentence_at(start) is not None
            and (token is None or token.tag not in ("n", "nz", "ORG", "LOC") or token.end != start)
            and not reading.covered(start, end, "organization")
        ):
            name = home + reading.text[end - 2 : end]
            reading.add(Found("organization", name, start, end, "organ", ("organization", home)))
            reading.fact(("organization", name), "belongs_to", ("organization", home), [(start, end)])


def _short_forms(reading: Reading) -> None:
    """远航, 远建院: a short word that the recogniser takes for a body three times and more is one."""
    words: dict[str, list[tuple[int, int]]] = {}
    for token in reading.tokens:
        if (
            token.tag == "ORG"
            and 2 <= len(token.word) <= 4
            and not reading.covered(token.start, token.end, "organization", "district")
        ):
            words.setdefault(token.word, []).append((token.start, token.end))
    for word, spans in words.items():
        ordinary = word in GENERIC or word in FORMS or word in ENDINGS or word.endswith(("党", "会", "族"))
        if len(spans) >= _OFTEN and not ordinary:
            for start, end in spans:
                reading.add(Found("organization", word, start, end, detail="firm"))


def _drop_places_in_names(bodies: Bodies) -> None:
    """A city in the name of a firm, a school or a customs house is no mention of the city."""
    reading = bodies.reading

    def named_within(place: Found) -> bool:
        form = reading.text[place.start : place.end]
        # but a county before a plant says where the plant is: 青禾县|农机厂
        if place.type != "district" or not (
            place.detail in ("province", "prefecture") or (form != place.name and len(form) <= 2)
        ):
            return False
        return any(
            body.detail in ("firm", "school", "society", "media", "state")
            and body.start <= place.start
            and place.end <= body.end
            and body.owner != ("district", place.name)
            for body in reading.overlapping(place.start, place.end, "organization")
        )

    gone = {f for f in reading.found if named_within(f)}
    left = {f.name for f in reading.found if f.type == "district" and f not in gone}
    # but one that other bodies are of, and that nothing else names, is
    needed = {f.owner[1] for f in reading.found if f.type == "organization" and f.owner} - left
    reading.drop(lambda f: f in gone and f.name not in needed)
