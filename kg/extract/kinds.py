"""Whether words name works or only a kind of them: 重点项目, 青禾县民生工程, 洽谈项目, 食品加工."""

from __future__ import annotations

import re

from kg import lexicon
from kg.extract.reading import Reading
from kg.text.clean import HAN

_DATA = lexicon.data("projects")
_ENDING = lexicon.alternation(_DATA["endings"])
_ENDS = re.compile(_ENDING)
_DONE = re.compile(rf"{lexicon.alternation(_DATA['doings_behind'])}{{1,2}}$")
_GENERIC = {*_DATA["generic"], *"、和与及的“”"}
_LONGEST_GENERIC = max(map(len, _GENERIC))
_ONLY_KINDS = _GENERIC - set(_DATA["of_any_county"])  # 青禾县|招商引资项目, but 青禾县|供水工程
_FIELDS = _GENERIC | set(lexicon.data("industries")["stems"]) | set(_DATA["fields_listed"])
# of what every county builds: none of it is one of its own without the county's name
_COMMON = (
    _GENERIC | set(_DATA["of_any_county"]) | set(_DATA["endings"]) | set(_DATA["doings_behind"]) | set(_DATA["common"])
)
_ONE_IN_A_COUNTY = _GENERIC | set(_DATA["of_any_county"])
_LONGEST_COMMON = max(map(len, _COMMON))
_LONGEST_FIELD = max(map(len, _FIELDS))
_COUNT = re.compile(r"[\d一二三四五六七八九十百](?:个|项|条|座|大)?")
# 公益性, 科技型, 民生类, 产业化: whatever they are made of they say of what sort works are
_SORT = re.compile(rf"[{HAN}]{{2}}[型性类化级]")
_ANY = re.compile(r"(?:建设)?(?:项目|工程)$")  # what may close the name of anything that is done
_KIND = re.compile(rf"{lexicon.alternation(_DATA['kinds'])}(?:建设)?(?:项目|工程)$")
_KIND_HEAD = re.compile(
    rf"{lexicon.alternation(_DATA['kind_heads'])}|\d+[个项处座条所家栋幢]|[一二三四五六七八九十两多数]+[个项大]|[二三四五六七八九十两多数几]+[处座条栋幢]"
)
# 3个亿元项目, 十大项目, 5000万元以上项目: counted, not named
_COUNTED = re.compile(r"\d+大|[个项](?:重点|重大|亿元|投资|签约|产业|项目)|亿元(?:以上|及以上)|以上(?:重点)?项目")
# 城区污水处理厂扩建工程: there is but one to be enlarged
_REBUILT = re.compile(r"[厂站库桥馆](?:改?扩建|改建|改造|提标改造|提质扩容|提质改造|迁建)(?:项目|工程)?$")
_NETWORK = re.compile("(?:高速)?公路|高速|铁路|道路")  # 青禾县公路: all that it has
_LINE = re.compile(r"\d{1,2}号线")  # of a tube, which needs no other name
_OWN = ("LOC", "ORG", "PER", "nz", "nw", "m")  # tags of words that tell one from others
_MARKED = re.compile(r"[0-9A-Za-z“（]")
# how many and how large: 2号, 35千伏, 小（一）型
_POWER = re.compile(
    r"[一二三四五六七八九十\d]+(?:号|幢|栋|户|平方米|米|层)"
    r"|[（\d一二小大中型）]{3,7}型|\d+(?:KV|KW|kV|千伏|千瓦)"
)
_PHASE = re.compile("[一二三四五]期")
_PLACES = ("LOC", "ORG", "m")
_SHORTER = 2  # … and those that are too few unless they name a place: 育才工程, but 三峡工程
_NO_NAME = re.compile(rf"[^{HAN}A-Za-z0-9]")
_SHORT = 3  # characters of common words that are too few to be a name before 项目 or 工程: 农庄项目


def names_works(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch with an ending of works names some, and not a kind or a number of them."""
    name = reading.text[start:end]
    if _LINE.search(name):
        return True
    core = _ENDS.sub("", _DONE.sub("", name))
    if core == name or len(_NO_NAME.sub("", core)) < 2:
        return False
    if (is_generic(core) and not _REBUILT.search(name)) or _KIND_HEAD.match(name) or _COUNTED.search(name):
        return False
    if any(_NETWORK.fullmatch(name, f.end - start) for f in reading.starting_at(start, "district")):
        return False
    kind = _KIND.search(name) if len(core) <= 12 or "“" in name else None
    if kind and not _is_place_of_its_own(reading, start, start + kind.start()):
        return False
    closed = _ANY.search(name)
    return closed is None or _tells(reading, start, start + closed.start())


def _tells(reading: Reading, start: int, end: int) -> bool:
    """Whether the words before 项目 or 工程 tell one from others, so that 青禾县项目 and 农庄项目 are none."""
    for place in reading.starting_at(start, "district"):
        if place.end >= end or _made_of(reading.text[place.end : end], _ONLY_KINDS, _LONGEST_GENERIC):
            return False
    if end - start > _SHORT or _MARKED.search(reading.text, start, end):
        return True
    own = _PLACES if end - start <= _SHORTER else _OWN
    return any(token.tag in own for token in reading.tokens_in(start, end))


def _is_place_of_its_own(reading: Reading, start: int, end: int) -> bool:
    """Whether a stretch names a place that is no division, so that 白鹭峡景区|基础设施项目 is one of a kind."""
    if any(True for _ in reading.within(start, end, "district")) or "“" in reading.text[start:end]:
        return False
    return any(token.tag == "LOC" and len(token.word) > 2 for token in reading.tokens_in(start, end))


def is_common(words: str) -> bool:
    """Whether a stretch is made of nothing but words of works that every county has: 老旧小区改造, 旧路改造工程."""
    if _LINE.search(words) or _REBUILT.search(words) or _PHASE.search(words):
        return False  # there is but one that is enlarged, or built in parts
    closed = _ANY.search(words)
    if closed and _made_of(words[: closed.start()], _ONE_IN_A_COUNTY, _LONGEST_COMMON):
        return False  # 第二水厂建设项目: of the county that the text is of
    return _made_of(_POWER.sub("", words), _COMMON, _LONGEST_COMMON)


def is_short(name: str) -> bool:
    """Whether less than four characters stand before the ending."""
    return len(_ENDS.sub("", name)) < 4


def is_field(words: str) -> bool:
    """Whether a stretch is made of nothing but words that name industries and kinds: 电子信息, 食品加工."""
    return _made_of(words, _FIELDS, _LONGEST_FIELD)


def is_generic(words: str) -> bool:
    """Whether a stretch is made of nothing but words that name kinds of works: 重点产业, 3个农业, 公益性."""
    return _made_of(words, _GENERIC, _LONGEST_GENERIC)


def _made_of(words: str, parts: set[str], longest: int) -> bool:
    reached = {0}
    for i in range(len(words)):
        if i in reached:
            lengths = range(1, min(longest, len(words) - i) + 1)
            reached.update(i + n for n in lengths if words[i : i + n] in parts)
            if count := _COUNT.match(words, i):
                reached |= {i + 1, count.end()}
            if sort := _SORT.match(words, i):
                reached.add(sort.end())
    return len(words) in reached
