"""Functional zones: 高新区, 经济技术开发区, 青禾新区. No table has them all; they are found by what they end in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg import lexicon
from kg.extract.gazetteer import Named
from kg.extract.geography import Geography, Place, place_of
from kg.extract.reading import Reading
from kg.lexicon.divisions import DIVISIONS
from kg.text.clean import HAN

_DATA = lexicon.data("zones")
_TYPE = re.compile(lexicon.alternation(_DATA["types"]))
_SHORT = {long: short for short, longs in _DATA["same"].items() for long in longs}
_GENERIC = tuple(_DATA["generic"])
# what a body that governs it makes a zone: 青禾农民创业园|管委会
_GOVERNING = re.compile("工委|管委会|管理委员会")
_GOVERNED = re.compile(rf"{lexicon.alternation(_DATA['governed'])}(?=党工委|{_GOVERNING.pattern})")
_NAME = re.compile(rf"[{HAN}A-Za-z]*(?:（[{HAN}]{{2,8}}）[{HAN}A-Za-z]*)?")
_BRACKET = re.compile(rf"（[{HAN}]{{2,8}}）")
_LONGEST_BRACKET = 10
_TOWARDS = "到赴在往入于进"  # 到|桐梓县|考察了…，到青禾经济开发区
_NEAR = 80  # characters before a zone in which the place stands that was visited before it
_LONGEST = 40  # characters of a zone's name, with the division before it


class Zone(NamedTuple):
    """A zone at a place of the text."""

    start: int
    end: int
    place: Place


class _Form(NamedTuple):
    """A zone as it is written: its own name (太白湖), its type (新区), and the division written before it."""

    start: int
    end: int
    own: str
    type: str
    division: Place | None


class Types(NamedTuple):
    """Where a text has what zones may end in: their types by where they end, and what a body behind it shows to be
    one."""

    spans: dict[int, int]
    governed: list[tuple[int, int]]

    @property
    def any(self) -> bool:
        """Whether it has any."""
        return bool(self.spans or self.governed)


def types(reading: Reading) -> Types:
    """Where the text has what zones may end in."""
    text = reading.text
    spans = {match.end(): match.start() for match in _TYPE.finditer(text)}
    governed: list[tuple[int, int]] = []
    if _GOVERNING.search(text):
        governed = [match.span() for match in _GOVERNED.finditer(text) if match.end() not in spans]
    return Types(spans, [span for span in governed if reading.sentence_at(span[0]) is not None])


def find(types: Types, named: list[Named], geography: Geography) -> list[Zone]:
    """The zones of the text. One named without the division it lies in takes the article's."""
    forms = _forms(geography.reading, types, named)
    parents: dict[str, Place] = {}
    for form in forms:
        if form.own and form.division:
            parents.setdefault(form.own + form.type, form.division)
    found: list[Zone] = []
    first_of: dict[str, Place] = {}  # the first zone of each type
    bracketed: dict[str, Place] = {}  # 中德（青田）制造合作区, by its name without the bracket
    for form in forms:
        if form.own:
            place: Place | None = bracketed.get(form.own + form.type) or _named(form, parents, geography, named)
            if place is not None and "（" in place.name:
                bracketed[_BRACKET.sub("", place.name)] = place
        elif form.division is not None:
            place = Place(form.division.short + form.type, "zone", None, form.division)
        elif form.type == "新区" or form.type in _DATA["kinds"]:
            continue  # 新区 alone is the one that the article is of, like 全区
        else:
            place = first_of.get(_SHORT.get(form.type, form.type)) or first_of.get(form.type)
            section = geography.section(form.start)
            elsewhere = place and section and place.at("prefecture") != section.at("prefecture")
            if (place is None or elsewhere) and form.type in _DATA["named_alone"]:
                place = _at_home(form, geography)
        if place is not None:
            found.append(Zone(form.start, form.end, place))
            for type_ in _types(place):
                first_of.setdefault(type_, place)
    return found


def _forms(reading: Reading, types: Types, named: list[Named]) -> list[_Form]:
    in_table = {row.end for row in named if row.place and row.full}
    starts = [row.start for row in named]
    forms = []
    governed = _governed(reading, types, named, starts) if types.governed else ()
    for start, end in [*governed, *((start, end) for end, start in types.spans.items())]:
        if reading.sentence_at(start) is None:
            continue
        if end in in_table:
            continue  # 浦东新区 is a division
        form = _form(reading, start, end, named, starts)
        if form is not None:
            forms.append(form)
    return sorted(forms, key=lambda form: form.start)


def _governed(reading: Reading, types: Types, named: list[Named], starts: list[int]) -> Iterator[tuple[int, int]]:
    """Where the types stand of zones that their bodies show to be some, wherever they are named: 临港|新城."""
    names = {}
    for start, end in types.governed:
        form = _form(reading, start, end, named, starts)
        if form is not None and len(form.own) >= 2:
            names[form.own + form.type] = len(form.type)
    if names:
        for match in re.finditer(lexicon.alternation(names), reading.text):
            yield match.end() - names[match[0]], match.end()


def _form(reading: Reading, start: int, end: int, named: list[Named], starts: list[int]) -> _Form | None:
    """The whole name that ends in the type from `start` to `end`; None where that is no name: 各开发区."""
    begin = _begin(reading, start)
    if start - begin > _LONGEST:
        return None
    # a division may stand inside the stretch, or reach into it: 威海|临港区
    prefix = None
    i = bisect_left(starts, start) - 1
    while i >= 0 and starts[i] > begin - _LONGEST:
        if begin <= named[i].end <= start:
            prefix = named[i]
            break
        i -= 1
    while prefix is not None and i and named[i - 1].end == prefix.start:
        above, place = named[i - 1].place, prefix.place
        if above is None or (place is not None and place.inside(above)):
            break
        prefix, i = (
            named[i - 1],
            i - 1,
        )  # 青田县|台湾农民创业园: the second lies not in the first, it is of the zone's name
    division = prefix.place if prefix else None
    first, at = (prefix.start, prefix.end) if prefix else (begin, begin)
    if begin < first and reading.text[first - 1] == "（":
        first = at = begin  # 中德（|青田|）制造合作区
    own = reading.text[at:start].lstrip("的在市县区省")
    if own.startswith(_GENERIC) or own.endswith(_GENERIC) or not _NAME.fullmatch(own):
        return None
    return _Form(first, end, own, reading.text[start:end], division)


def _begin(reading: Reading, start: int) -> int:
    """Where the words that can be a zone's own name begin, before its type at `start`."""
    token = reading.token_at(start)
    if token is None:
        return start
    if token.start < start:
        before = reading.token_before(token.start) if token.tag == "n" else None
        if before is not None and before.end == token.start and before.tag in ("LOC", "nz"):
            return before.start  # 中德|制造合作区
        begin = token.start if token.tag in ("LOC", "ORG", "nz", "n", "nw") else start
        return _before_bracket(reading, begin) if reading.text[begin - 1 : begin] == "）" else begin
    begin = start
    before = reading.token_before(start)
    while before is not None and before.end == begin and begin - before.start <= 8:
        short = before.tag in ("n", "vn", "s") and len(before.word) <= 2 and start - before.start <= 4
        if not (before.tag in ("LOC", "nz", "ORG") or (short and before.word not in _GENERIC)):
            break
        begin = before.start
        before = reading.token_before(begin)
    if reading.text[begin - 1 : begin] == "）":
        return _before_bracket(reading, begin)
    return begin


def _before_bracket(reading: Reading, begin: int) -> int:
    """Where a name begins that has a bracket before `begin`: 中德（青田）|制造合作区."""
    opening = reading.text.rfind("（", max(0, begin - _LONGEST_BRACKET), begin)
    head = reading.token_before(opening) if opening > 0 else None
    if head is None or head.end != opening or not _BRACKET.fullmatch(reading.text, opening, begin):
        return begin
    return head.start if head.tag in ("LOC", "ORG", "nz", "n", "j", "nw") and len(head.word) >= 2 else begin


def _named(form: _Form, parents: dict[str, Place], geography: Geography, named: list[Named]) -> Place:
    """A zone with a name of its own."""
    name = form.own + form.type
    home = geography.home
    parent = form.division or parents.get(name)
    if parent is None and form.type in _DATA["of_counties"] and home is not None and home.level == "county":
        parent = _named_after(form, geography) or home
    if parent is not None and form.own in _DATA["trades"]:
        name = parent.short + name  # 青禾|医药|高新区: nobody knows it by the trade alone
    if name in _DATA["national"]:
        parent = place_of(DIVISIONS.full(_DATA["national"][name])[0])
    elif parent is None:
        parent = _named_after(form, geography) or _visited(form, geography, named)
    return Place(name, "zone", None, parent or geography.prefecture or geography.province)


def _visited(form: _Form, geography: Geography, named: list[Named]) -> Place | None:
    """The city of the place visited before it in the sentence, where that is not the article's: 到桐梓县考察了…，
    到|青禾经济开发区|考察了…."""
    reading = geography.reading
    sentence = reading.sentence_at(form.start)
    floor = max(sentence.start if sentence else 0, form.start - _NEAR)
    for i in range(bisect_left(named, form.start, key=lambda row: row.start) - 1, -1, -1):
        row = named[i]
        if row.start < floor:
            break
        if row.place is not None and row.place.level in ("county", "township"):
            towards = reading.text[row.start - 1 : row.start]
            city = row.place.at("prefecture")
            return city if towards and towards in _TOWARDS and city != geography.prefecture else None
    return None


def _named_after(form: _Form, geography: Geography) -> Place | None:
    """The county that a zone is named after: 潢川经济技术开发区 is 潢川县's, wherever the article is of."""
    near = [place for place in (geography.county, *geography.own) if place is not None and place.level == "county"]
    fitting = [place for place in near if len(place.short) > 1 and form.own.startswith(place.short)]
    return max(fitting, key=lambda place: len(place.short), default=None)


def _at_home(form: _Form, geography: Geography) -> Place | None:
    """高新区 alone: that of the section's place, else the home's; a district of a city has none, its city has."""
    section, home = geography.section(form.start), geography.home
    parent = home if home is not None and home.level in ("county", "prefecture") else geography.prefecture
    if parent is None or (section is not None and section.level != "zone"):
        parent = section or parent
    level = geography.reading.text[form.start]
    if level in ("市", "县"):
        parent = geography.of(level, form.start) or parent  # 青田县委书记、|市经济技术开发区…
    if parent is None:
        return None
    if parent.name.endswith("区") and parent.parent:
        parent = parent.parent
    return Place(parent.short + form.type, "zone", None, parent)


@lru_cache(maxsize=1 << 10)
def _ends_in(name: str) -> list[str]:
    return [type_ for type_ in _DATA["types"] if name.endswith(type_)]


def _types(zone: Place) -> list[str]:
    """The types, long and short, under which a zone may be spoken of later."""
    types = _ends_in(zone.name)
    own = zone.name[len(zone.parent.short) if zone.parent else 0 :]
    return types + ([_SHORT[own]] if own in _SHORT else [])
