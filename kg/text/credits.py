"""Bylines, imprints and datelines: who wrote, edited and photographed; where and when it is dated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg import lexicon
from kg.text.clean import HAN

_ROLES: dict[str, str] = {word: role for role, words in lexicon.data("layout")["roles"].items() for word in words}
ROLE_WORD = lexicon.alternation(_ROLES)
_SURNAMES = lexicon.text("surnames.txt").splitlines()
SINGLE_SURNAMES = frozenset(_SURNAMES[2])
COMPOUND_SURNAMES = frozenset(_SURNAMES[3].split())
_ELEMENT = lexicon.alternation([word for word in lexicon.data("names")["elements"] if len(word) > 1])
# 王伟, 欧阳明月, 阿布都热合曼·买买提, 巴音才次克
NAME = (
    rf"(?:[{HAN}]{{1,12}}(?:·[{HAN}]{{1,12}})+"
    rf"|(?:{_ELEMENT}[{HAN}]{{2,3}}|[{HAN}]{{1,2}}{_ELEMENT})(?=[ 、，/）)】]|$|报道|摄)|[{HAN}]{{2,4}})"
)
_NAME = re.compile(NAME)
_NAMES = rf"{NAME}(?:[ 、，/]{{1,3}}(?!{ROLE_WORD}){NAME})*"
_CREDIT = re.compile(rf"(?P<role>{ROLE_WORD})[：: /]{{0,2}}(?P<names>{_NAMES})(?=$|[ ）)】，。、|/报\d]|{ROLE_WORD})")
_TAIL = re.compile(r"(?P<role>摄影报道|摄影|摄|整理|供图|文/图|图/文|文图|报道)$")


_REPORTED = re.compile("(?:报道|摄影|摄|整理|文|图)$")
# what signs beside a name: 作者：宣传部 付小兰
_DEPARTMENTS = ("部", "局", "办", "中心", "公司", "办公室", "处", "科", "室", "委", "委员会", "政府", "电视台", "报社")
# a line by itself under the text: （周德山 吴小燕）
_ONLY_NAMES = re.compile(rf"^（(?P<by>(?!{ROLE_WORD})[{HAN}]{{2,4}}(?:[ 、][{HAN}]{{2,4}}){{0,2}})）$")
_WOVEN = re.compile(rf"{_ELEMENT}[{HAN}]{{2,3}}|[{HAN}]{{1,2}}{_ELEMENT}")


class Signed(NamedTuple):
    """A name in a credit line, its role, and where it stands in that line."""

    name: str
    role: str
    start: int
    end: int


def is_name(word: str) -> bool:
    """Whether a word can be a person's name by its form: a surname and one or two more, or parts joined by ·."""
    if "·" in word:
        return all(len(part) >= 1 for part in word.split("·"))
    if word[:2] in COMPOUND_SURNAMES:
        return 3 <= len(word) <= 4
    return 2 <= len(word) <= 3 and word[0] in SINGLE_SURNAMES


def _names_in(word: str, labelled: bool) -> list[str]:
    """The names that a run of characters in a credit stands for: one, or two run together (李锦赵承)."""
    if word in ("整理", "摄影", "报道", "供图", "文图") or word.endswith(_DEPARTMENTS):
        return []
    if "·" in word:
        return [_REPORTED.sub("", word)]
    if is_name(word):
        return [word]
    for verb in ("报道", "摄影", "文", "摄", "图", "整理"):
        if word.endswith(verb) and is_name(word[: -len(verb)]):
            return [word[: -len(verb)]]
    if len(word) == 4 and is_name(word[:2]) and is_name(word[2:]):
        return [word[:2], word[2:]]
    if labelled and 4 <= len(word) <= 6 and _WOVEN.fullmatch(word):
        return [word]  # 巴音才次克
    # behind a label a name needs no surname of the list
    return [word] if labelled and 2 <= len(word) <= 3 else []


def signatures(line: str, labelled: bool = False) -> list[Signed]:
    """The names that a credit line (or the bracket of a dateline) gives: 记者 陈一 李小二 通讯员 王三.

    `labelled`: the line is known to be a credit, so that rare surnames are names too.
    """
    if alone := _ONLY_NAMES.match(line):
        names = [*re.finditer(rf"[{HAN}]+", alone["by"])]
        at = alone.start("by")
        if all(is_name(name[0]) for name in names) and (len(names) > 1 or len(names[0][0]) == 3):
            return [Signed(name[0], "记者", at + name.start(), at + name.end()) for name in names]
    found: list[Signed] = []
    tail = _TAIL.search(line)
    photographed = bool(tail) and tail is not None and tail["role"] in ("摄影", "摄", "供图", "摄影报道")
    for match in _CREDIT.finditer(line):
        role = _ROLES[match["role"]]
        if photographed and role in ("记者", "通讯员"):
            role = "摄影"
        names_end = match.end("names")
        for name in _NAME.finditer(line[match.start("names") : names_end]):
            word = name[0]
            start = match.start("names") + name.start()
            if word in _ROLES:
                continue
            sure = labelled or line[match.end("role") : match.start("names")].strip() in ("：", ":")
            for one in _names_in(word, sure):
                at = start + word.index(one)
                found.append(Signed(one, role, at, at + len(one)))
    return found


_LABELLED = re.compile(rf"^[（(【\[]?(?:文|图|□|■|◎|●|○)?[ /]?(?:{ROLE_WORD})[：: /]")
_PRESS_LINE = re.compile(
    rf"^[^，。；！？]{{0,24}}?(?:{ROLE_WORD})[：: ]?{_NAMES}"
    r"(?: ?(?:文/图|图/文|整理|摄|摄影|摄影报道|报道|实习生.*))?）?$"
)


def is_credit_line(line: str) -> bool:
    """Whether the line is nothing but a byline or an imprint."""
    if len(line) > 80 or line.endswith(("。", "；", "！", "？")):
        return False
    if _ONLY_NAMES.match(line) and signatures(line):
        return True
    if _LABELLED.match(line) and signatures(line):
        rest = _CREDIT.sub("", line)
        return len(rest.strip(" （）()")) <= 8
    return bool(_PRESS_LINE.match(line) and signatures(line))


# a picture's credit at the end of a paragraph: 图片均由记者甲 乙 摄
_INLINE = re.compile(rf"(?:{ROLE_WORD})[： ]?{_NAMES} ?(?:摄影报道|摄影|摄|文/图|整理)(?=）|。|$)")


# …好消息。”（本报记者 殷晓彤 通讯员 柯玉斌）, and （周德山） alone
_SIGNED_BEHIND = re.compile(rf"(?<=[。！？”]) *（(?P<by>(?:{ROLE_WORD})[^（）]{{2,40}})）$")
_NAME_BEHIND = re.compile(rf"(?<=[。！？”]) *（(?P<by>[{HAN}]{{2,4}}(?:[ 、][{HAN}]{{2,4}}){{0,2}})）$")
# a page without line ends: …举行 作者：本报记者 余洋 刘成义 发布日期：…
_LABELLED_WITHIN = re.compile(
    rf"(?:作者|责任编辑|责编|编辑|校对|审核)[：:] ?(?:[{HAN}]{{0,4}}(?:{ROLE_WORD}) ?)?{_NAMES}(?=[ ）)]|$)"
)
# …加速推进。本报记者 陈力 通讯员 邓凯 摄
_CLOSING = re.compile(rf"[。！？）”] ?(?![^。]*由)([{HAN} ：:/、]{{3,40}}(?:摄影报道|摄影|摄|供图|文/图|图/文))$")

_LONGEST_CLOSING = 60  # characters of it: it stands at the end, and needs not be looked for from every mark before


def inline(paragraph: str) -> list[Signed]:
    """The credits of pictures within a paragraph of text, or behind its last sentence."""
    closing = _CLOSING.search(paragraph, max(0, len(paragraph) - _LONGEST_CLOSING))
    if closing is not None:
        at = closing.start(1)
        signed = signatures(closing[1], True)
        if not signed and closing[1].endswith("摄"):  # 谢菊莲 摄
            names = list(_NAME.finditer(closing[1][:-1]))
            signed = [Signed(n[0], "摄影", *n.span()) for n in names if all(is_name(each[0]) for each in names)]
        return [Signed(s.name, s.role, at + s.start, at + s.end) for s in signed]
    if behind := _SIGNED_BEHIND.search(paragraph):
        at = behind.start("by")
        return [Signed(s.name, s.role, at + s.start, at + s.end) for s in signatures(behind["by"], True)]
    if behind := _NAME_BEHIND.search(paragraph):
        at = behind.start("by")
        names = list(re.finditer(rf"[{HAN}]+", behind["by"]))
        if all(is_name(name[0]) for name in names):
            return [Signed(name[0], "记者", at + name.start(), at + name.end()) for name in names]
    labelled = [
        Signed(s.name, s.role, match.start() + s.start, match.start() + s.end)
        for match in _LABELLED_WITHIN.finditer(paragraph)
        for s in signatures(match[0], True)
    ]
    return labelled + [
        Signed(s.name, s.role, match.start() + s.start, match.start() + s.end)
        for match in _INLINE.finditer(paragraph)
        for s in signatures(match[0], True)
    ]


def signed_at_end(paragraph: str) -> bool:
    """Whether a paragraph of text ends in the names of who wrote it: there its article ends."""
    end = len(paragraph.rstrip("）) "))
    return any(signed.end >= end for signed in inline(paragraph) if signed.role in ("记者", "通讯员"))


_AGENCY = lexicon.alternation(lexicon.data("layout")["agencies"])
_DAY = r"(?:\d{4}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
_DATELINE = re.compile(
    rf"^[（(【\[]?(?P<agency>{_AGENCY}|[又另](?=讯[ 　]*[（(]))(?:(?P<place>[{HAN}]{{2,10}}?)?(?P<date>{_DAY}))?"
    rf"(?P<place2>[{HAN}]{{2,10}}?)?(?P<kind>讯|电|消息)"
)
# any other paper or site, known by the bracket with its reporter: 某网10月15日讯（通讯员 …）
_OTHER = re.compile(rf"^[{HAN}]{{2,12}}?(?P<date>{_DAY})?(?:讯|电)[ 　]*(?=[（(][^（）()]{{0,12}}(?:{ROLE_WORD}))")
# 青禾新闻网10月10日消息：…, and 1月6日讯：… with nobody's name
_TOLD = re.compile(rf"^(?:[{HAN}]{{2,8}}(?:网|报|台|社|在线|中心|发布))?(?P<date>{_DAY})(?:讯|电|消息)[：: 　]")
# （记者 陈一 通讯员 李小二）5月1日，…
_BRACKETED = re.compile(rf"^[（(][^（）()，。]{{0,8}}?(?:{ROLE_WORD})[^（）()，。]{{2,40}}[）)][：: ]?(?=.)")
_OWN = re.compile(
    r"^[（(]?(?:本报|本网|本台|本刊)?(?:首席|见习|特约|全媒体|融媒体)?(?:记者|通讯员)[ 　]?"
    rf"(?P<names>{_NAMES}?)[）)]?(?:报道)?[：:]"
)


_BYLINE = re.compile(
    rf"[ 　]*(?:[（(](?P<in>[^（）()]{{2,60}})[）)]"
    rf"|(?P<bare>[{HAN}]{{0,8}}?(?:{ROLE_WORD})[^，。：:]{{2,40}}?报道)[：:]?)[：: ]*"
)
_ROLE = re.compile(ROLE_WORD)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a report: the place it is sent from, the date as written, the byline in it, and its length."""

    place: str
    date: str
    signed: tuple[Signed, ...]
    end: int


@lru_cache(maxsize=256)  # asked again and again of the lines of a page
def dateline(line: str) -> Dateline | None:
    """The dateline at the beginning of a paragraph (本报济宁8月15日讯（记者 邓超）), if there is one."""
    match = _DATELINE.match(line) or _OTHER.match(line) or _TOLD.match(line)
    if not match and (bracketed := _BRACKETED.match(line)) and (by := signatures(bracketed[0], True)):
        return Dateline("", "", tuple(by), bracketed.end())
    if not match:
        own = _OWN.match(line)
        signed = tuple(signatures(own[0].rstrip("：:"))) if own else ()
        # 作者简介： is a label; a byline is all names
        plain = own is not None and all(is_name(name) for name in _NAME.findall(own["names"]))
        return Dateline("", "", signed, own.end()) if own is not None and signed and plain else None
    groups = match.groupdict()
    place = groups.get("place") or groups.get("place2") or ""
    if "记者" in place or "通讯员" in place:
        return None
    end = match.end()
    rest = _BYLINE.match(line[end:])
    signed = ()
    if rest:
        inner = rest["in"] or rest["bare"]
        offset = end + (rest.start("in") if rest["in"] else rest.start("bare"))
        signed = tuple(Signed(s.name, s.role, s.start + offset, s.end + offset) for s in signatures(inner, True))
        if signed or _ROLE.search(inner):
            end += rest.end()
    return Dateline(place, groups["date"] or "", signed, end)
