"""Departments in a list that has no place before it: 县长林远舟带领财政局、水务局 are those of his county."""

from __future__ import annotations

import re

from kg import lexicon
from kg.extract.organs import FORMS, organ_name
from kg.extract.places import DEICTIC, Place
from kg.extract.prefixes import Prefixes, note_body
from kg.text.clean import HAN
from kg.text.sought import Sought

_DATA = lexicon.data("bodies")
_ORGANS = ("组织部", "宣传部", "统战部", "政法委", "政府办", "政府办公室", "纪委")
_NAMES = {*_DATA["departments"], *(name for name in _DATA["short"] if not name.endswith("行")), *_ORGANS}
_DEPARTMENT = lexicon.alternation(_NAMES)
_JOINT = "(?:、|以及|[和与及])"
# a list goes on with what is no bare department, or ends; 财政局国库科 is another
_WHOLE = rf"(?![{HAN}]{{0,3}}(?:大队|支队|中队|中心|分局|科|股|大楼|宿舍))"
_LIST = re.compile(rf"{_DEPARTMENT}{_WHOLE}(?:{_JOINT}{_DEPARTMENT}{_WHOLE})*")
_ITEM = Sought(lexicon.alternatives(_NAMES), _NAMES)
_BEFORE = re.compile(rf"{_JOINT}\Z")
_OF_MANY = re.compile(r"[各每多两][^，。；：、]{0,6}\Z|上级\Z|国家\Z|有关\Z|全国\Z")
# 副县长林远舟、|农林局|主要负责人
_PRESENT = re.compile("(?:主要|分管|有关|相关)?(?:负责人|负责同志|领导)|[及和]?各?(?:有关|相关)?(?:乡镇|镇街|部门)")
_LEVELS = ("county", "prefecture", "zone")


def find_departments(prefixes: Prefixes) -> None:
    """Note the departments of such lists: they are of the place whose organ the list goes on from, or whose organ is
    named before it in the sentence, else of the article's own."""
    reading, text = prefixes.reading, prefixes.reading.text
    done = 0
    while first := _ITEM.first(reading.begun, done):
        match = _LIST.match(text, first.start())
        start, end = match.span() if match is not None else first.span()
        done = end
        if match is None:
            continue
        items = _ITEM.find(reading.begun, start, end)
        joint = _BEFORE.search(text, max(0, start - 2), start)
        place = _beside(prefixes, items[0].end()) or (_beside(prefixes, joint.start()) if joint else None)
        named = joint is not None and (word := reading.token_before(joint.start())) is not None and word.tag == "PER"
        alone = len(items) < 2 and not (named and _PRESENT.match(text, end))
        if place is None and ((joint and not named) or alone or all(item[0] in _ORGANS for item in items)):
            continue
        if reading.sentence_at(start) is None or (place is None and not _begins(prefixes, start)):
            continue
        place = place or _spoken_of(prefixes, start)
        if place is None or not place.level or not reading.named(*place.key):
            continue
        for item in items:
            if reading.covered(*item.span(), "organization"):
                continue
            if item[0] in _ORGANS:
                note_body(reading, organ_name(place, FORMS[item[0]]), *item.span(), "organ", place)
            elif not item[0].endswith("厅") or place.level == "province":
                note_body(reading, place.name + item[0], *item.span(), "agency", place)


def _begins(prefixes: Prefixes, start: int) -> bool:
    """Whether a list of bare departments begins at the position, with no place or word before it that it is of."""
    reading, text = prefixes.reading, prefixes.reading.text
    token = reading.token_at(start)
    before = text[start - 1 : start]
    if (before and before in DEICTIC + "级直属") or prefixes.prefix_ending(start) is not None:
        return False
    if _OF_MANY.search(text, max(0, start - 8), start):
        return False
    return token is not None and (token.start == start or before in tuple("、和与及率"))


def _beside(prefixes: Prefixes, end: int) -> Place | None:
    """The place of the organ that the item before is: 市委组织部|、发改委; the county of a town: 温溪镇|、财政局."""
    for body in prefixes.reading.ending_at(end, "organization"):
        if body.owner is not None and body.owner[0] == "district":
            return prefixes.places.get(body.owner[1])
    towns = [prefixes.places.get(town.name) for town in prefixes.reading.ending_at(end, "district")]
    return next((town.at("county") for town in towns if town is not None and town.level == "township"), None)


def _spoken_of(prefixes: Prefixes, start: int) -> Place | None:
    """The place whose organ is named last before the position in its sentence, else the article's own."""
    sentence = prefixes.reading.sentence_at(start)
    organs = prefixes.reading.within(sentence.start if sentence else 0, start, "organization")
    home = prefixes.geography.section(start) or prefixes.geography.home
    for body in reversed(organs):
        place = prefixes.places.get(body.owner[1]) if body.owner is not None and body.owner[0] == "district" else None
        if place is not None and not (place.level == "zone" and home is not None and home.level == "county"):
            return place  # 县经济开发区党工委书记…、|应急管理局: the county's
    return home if home is not None and home.level in _LEVELS else None
