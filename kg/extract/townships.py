"""Townships that no table has where they are named, and lists of names that share one ending: 温溪、船寮两镇."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from kg import lexicon
from kg.extract.gazetteer import Named
from kg.extract.geography import Geography, Place, place_of
from kg.extract.masks import marked
from kg.extract.reading import Reading
from kg.lexicon.divisions import DIVISIONS
from kg.recognise import Token
from kg.text.clean import HAN

_TOWNSHIP = re.compile(rf"[{HAN}]{{2,8}}?(?:乡|镇|街道|苏木)(?![长村])")
_ENDS_OF_TOWNSHIPS = frozenset("乡镇道木")  # what that ends in
_NO_TOWNSHIPS = (
    "各乡镇",
    "老街道",
    "城乡",
    "古镇",
    "小镇",
    "名镇",
    "重镇",
    "集镇",
    "城镇",
    "强镇",
    "村镇",
    "下乡",
    "整镇",
    "全镇",
)
_COMING = ("落户", "入驻", "进驻", "入住", "下沉", "联合")  # 项目落户|镇创业园
_RANKED = ("卫生", "文明", "先进", "生态", "平安", "示范")  # 国家|卫生乡: what a town is given, not its name
_NOTHING_BUT_KINDS = re.compile(r"(?:乡|镇|街道|苏木|嘎查|办事处)+")
_NEAR = 60  # characters before a township in which its county may be named
_WORDS = frozenset(lexicon.data("places")["words"])
_NUMBERS = {number: count for count, number in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_SHARED = re.compile(
    rf"(?P<etc>等)?(?P<number>[{''.join(_NUMBERS)}]|\d{{1,2}})个?"
    rf"(?P<kind>{lexicon.alternation(lexicon.data('places')['shared_kinds'])})(?![长村委级域])"
)
# what that ends in, and what begins with characters that the engine looks for
_COUNTED = re.compile(
    rf"[{''.join(_NUMBERS)}\d]个?{lexicon.alternation(lexicon.data('places')['shared_kinds'])}(?![长村委级域])"
)
_OF_TOWNSHIPS = ("镇", "乡", "街道", "苏木")
_SEPARATORS = tuple("、和及与")
# what a word of such a list stands behind
_ITEM = re.compile(r"(?P<mark>[、和及与，。；：（“\n])(?=[^、和及与，。；：（“\n]{2,4}\Z)")
_LONGEST_ITEM = 5
_TAGS = ("LOC", "ORG", "PER", "n", "nz", "nw", "s", "nt")
_LONGEST_LIST = 12


def words(reading: Reading) -> list[Token]:
    """The words that may end in a township: those that the recogniser takes for places, with a character it ends in."""
    return [token for token in reading.tagged("LOC", "ORG") if not _ENDS_OF_TOWNSHIPS.isdisjoint(token[0])]


def unlisted(words: list[Token], named: list[Named], geography: Geography) -> list[Named]:
    """Townships that no table has, or none any more: of the `words`, those that end as one."""
    if not words:
        return []
    reading = geography.reading
    settled = [row for row in named if row.place]
    taken = marked(len(reading.text), ((row.start, row.end) for row in settled))
    ending = {row.end: row.place for row in reversed(settled)}
    starts = [row.start for row in settled]
    found: list[Named] = []
    for token in words:
        # 岚皋县|双丰乡|党委 in one word: the township begins behind the county
        begin = next((end for end in range(token.end - 1, token.start, -1) if end in ending), token.start)
        if any(taken[begin : token.end]):
            continue
        match = _TOWNSHIP.match(token.word, begin - token.start)
        if (
            match is None
            or len(match[0]) < 3
            or match[0].endswith(_NO_TOWNSHIPS)
            or match[0].startswith((*_COMING, *_RANKED))
            or match[0][0] in "各全本"
            or match[0] in _WORDS
            or _SHARED.search(match[0])  # 高湖三镇
        ):
            continue
        if _NOTHING_BUT_KINDS.fullmatch(match[0]):  # 苏木镇 of 各苏木镇场
            continue
        start, end = token.start + match.start(), token.start + match.end()
        upper = ending.get(begin) or _county_before(reading, settled, starts, start) or _home(geography, start)
        place = Place(match[0], "township", None, upper)
        found.append(Named(start, end, match[0], True, [place], place=place))
    return found


def _county_before(reading: Reading, settled: list[Named], starts: list[int], position: int) -> Place | None:
    """The county named last before a position in its sentence: 到桐梓县考察了|河沟乡."""
    sentence = reading.sentence_at(position)
    floor = max(sentence.start if sentence else 0, position - _NEAR)
    for i in range(bisect_left(starts, position) - 1, -1, -1):
        row = settled[i]
        if row.start < floor:
            break
        if row.place is not None and (county := row.place.at("county")) is not None:
            return county
    return None


def _home(geography: Geography, position: int) -> Place | None:
    """What a township of the article lies in where nothing else says so: its section's county, else the home's."""
    section, home = geography.section(position), geography.home
    if section is not None and section.level in ("county", "zone"):
        return section
    if home is not None and home.level == "prefecture" and geography.county not in (None, home):
        return home  # which of its counties is not said
    return geography.county or geography.prefecture


def of_zone(place: Place, geography: Geography) -> Place:
    """A township in the paper of a zone is the zone's where both lie in one prefecture and the text names no county."""
    home = geography.home
    if place.level != "township" or home is None or home.level != "zone" or place.parent is None:
        return place
    if geography.own[place.parent] or place.at("prefecture") != home.at("prefecture"):
        return place
    return Place(place.name, place.level, place.code, home)


def has_counted(text: str) -> bool:
    """Whether the text may have a list that writes the kind of its places once."""
    return _COUNTED.search(text) is not None


def sharing(named: list[Named], geography: Geography) -> list[Named]:
    """The places of lists that write their kind once: 温溪、船寮两镇, as many as the number behind them says."""
    reading = geography.reading
    taken = marked(len(reading.text), ((row.start, row.end) for row in named if row.place and row.full))
    found: list[Named] = []
    for match in _SHARED.finditer(reading.text):
        if reading.text[match.start() - 1] in _SEPARATORS or reading.sentence_at(match.start()) is None:
            continue
        number = _NUMBERS.get(match["number"]) or int(match["number"])
        items = list(islice(_listed(reading, match.start()), number))
        if len(items) < 2 or (len(items) < number and not match["etc"]):
            continue
        for start, end in items:
            if taken[start]:
                continue
            place = _of_kind(reading.text[start:end], match["kind"], geography, start)
            if place is not None:
                found.append(Named(start, end, place.name, True, [place], place=place))
    return found


def _listed(reading: Reading, end: int) -> Iterator[tuple[int, int]]:
    """The words of a list that ends at a position, the last first: between its marks, the first from where a word
    begins."""
    for _ in range(_LONGEST_LIST):
        item = _ITEM.search(reading.text, max(0, end - _LONGEST_ITEM), end)
        first = item is None or item["mark"] not in _SEPARATORS
        token = reading.token_before(end)
        if first and token is not None and token.end == end and 2 <= len(token.word) < _LONGEST_ITEM:
            if token.tag in _TAGS:
                yield token.start, end  # 又到|鹤城、瓯南两个街道
            return
        if item is None:
            return
        yield item.end(), end
        if first:
            return
        end = item.start()


def _of_kind(word: str, kind: str, geography: Geography, position: int) -> Place | None:
    """What a name of such a list is with its kind: in the table, or a township of the article's county."""
    for form in ("镇", "乡") if kind == "乡镇" else (kind,):
        for upper in (geography.county, geography.prefecture, geography.province):
            for row in DIVISIONS.full(word + form):
                place = place_of(row)
                if upper is not None and not row.until and place.inside(upper) and place != upper:
                    return place
    if kind not in _OF_TOWNSHIPS or geography.county is None:
        return None
    return Place(word + kind, "township", None, _home(geography, position))
