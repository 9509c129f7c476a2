"""Bylines, imprints and datelines: who wrote, edited and photographed; where and when it is dated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg import lexicon
from kg.text.bylines import ROLE_WORD, ROLES, Signed, byline
from kg.text.clean import HAN
from kg.text.personal_names import ELEMENT, NAME, is_name

_NAME = re.compile(NAME)
_ROLE = re.compile(ROLE_WORD)
_NAMES = rf"{NAME}(?:[ 、，/]{{1,3}}(?!{ROLE_WORD}){NAME})*"
_CREDIT = re.compile(rf"(?P<role>{ROLE_WORD})[：: /]{{0,2}}(?P<names>{_NAMES})(?=$|[ ）)】，。、|/报\d]|{ROLE_WORD})")
_TAIL = re.compile(r"(?P<role>摄影报道|摄影|摄|整理|供图|文/图|图/文|文图|报道)$")


_REPORTED = re.compile("(?:报道|摄影|摄|整理|文|图)$")
# what signs beside a name: 作者：宣传部 沈小兰
_DEPARTMENTS = ("部", "局", "办", "中心", "公司", "办公室", "处", "科", "室", "委", "委员会", "政府", "电视台", "报社")
_WOVEN = re.compile(rf"{ELEMENT}[{HAN}]{{2,3}}|[{HAN}]{{1,2}}{ELEMENT}")


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
        return [word]  # 巴音青格勒
    # behind a label a name needs no surname of the list
    return [word] if labelled and 2 <= len(word) <= 3 else []


def signatures(line: str, labelled: bool = False) -> list[Signed]:
    """The names that a credit line (or the bracket of a dateline) gives: 记者 陈一 李小二 通讯员 王三.

    `labelled`: the line is known to be a credit, so that rare surnames are names too.
    """
    if (whole := byline(line, alone=_bracketed(line))) is not None:
        return whole
    found: list[Signed] = []
    tail = _TAIL.search(line)
    photographed = bool(tail) and tail is not None and tail["role"] in ("摄影", "摄", "供图", "摄影报道")
    for match in _CREDIT.finditer(line):
        role = ROLES[match["role"]]
        if photographed and role in ("记者", "通讯员"):
            role = "摄影"
        names_end = match.end("names")
        for name in _NAME.finditer(line[match.start("names") : names_end]):
            word = name[0]
            start = match.start("names") + name.start()
            if word in ROLES:
                continue
            sure = labelled or line[match.end("role") : match.start("names")].strip() in ("：", ":")
            for one in _names_in(word, sure):
                at = start + word.index(one)
                found.append(Signed(one, role, at, at + len(one)))
    return found


def _bracketed(line: str) -> bool:
    """Whether a line is all in brackets: （林远舟 沈小燕） by itself under the text."""
    return line.startswith("（") and line.find("）") == len(line) - 1


_LABELLED = re.compile(rf"^[（(【\[]?(?:文|图|□|■|◎|●|○)?[ /]?(?:{ROLE_WORD})[：: /]")
_PRESS_LINE = re.compile(
    rf"^[^，。；！？]{{0,24}}?(?:{ROLE_WORD})[：: ]?{_NAMES}"
    r"(?: ?(?:文/图|图/文|整理|摄|摄影|摄影报道|报道|实习生.*))?）?$"
)


def is_credit_line(line: str) -> bool:
    """Whether the line is nothing but a byline or an imprint."""
    if len(line) > 80 or line.endswith(("。", "；", "！", "？")):
        return False
    if byline(line, alone=_bracketed(line)) is not None:
        return True
    if not _ROLE.search(line):
        return False
    if _LABELLED.match(line) and signatures(line):
        rest = _CREDIT.sub("", line)
        return len(rest.strip(" （）()")) <= 8
    return bool(_PRESS_LINE.match(line) and signatures(line))


# a picture's credit at the end of a paragraph: 图片均由记者甲 乙 摄
_INLINE = re.compile(rf"(?:{ROLE_WORD})[： ]?{_NAMES} ?(?:摄影报道|摄影|摄|文/图|整理)(?=）|。|$)")


# …好消息。”（本报记者 林远舟 通讯员 沈若岚）, …。（林远舟） alone, …。（县委宣传部 林远舟）
_BEHIND = re.compile(r"(?<=[。！？”…]) *（(?P<by>[^（）]{2,60})）$")
# 据某报报道（记者 甲）昨日，…
_WITHIN = re.compile(rf"（(?P<by>[^（），。]{{0,16}}(?:{ROLE_WORD})[^（）。]{{2,60}})）")
# …受好评。本报通讯员 甲 乙, …受好评。■甲 乙, …受好评。某台记者甲报道。
_LAST = re.compile(r"(?:^|[。！？）”…]) ?(?P<by>[^。！？”…]{3,60})。?$")
# a page without line ends: …举行 作者：本报记者 林远 沈若岚 发布日期：…
_LABELLED_WITHIN = re.compile(
    rf"(?:作者|责任编辑|责编|编辑|校对|审核)[：:] ?(?:[{HAN}]{{0,4}}(?:{ROLE_WORD}) ?)?{_NAMES}(?=[ ）)]|$)"
)
_OF_PICTURES = ("摄影报道", "摄影", "摄", "供图", "文/图", "图/文")
# …加速推进。本报记者 林远 通讯员 沈岚 摄
_CLOSING = re.compile(rf"[。！？）”] ?(?![^。]*由)(?P<by>[{HAN} ：:/、]{{3,40}}{lexicon.alternation(_OF_PICTURES)})$")

_LONGEST_CLOSING = 60  # characters of it: it stands at the end, and needs not be looked for from every mark before


def inline(paragraph: str) -> list[Signed]:
    """The credits within a paragraph of text, or behind its last sentence."""
    signed = _at_the_end(paragraph)
    known = {each.start for each in signed}
    return [*signed, *(each for each in _within(paragraph) if each.start not in known)]


@lru_cache(maxsize=256)  # asked of a paragraph and, when the one below it is read, again
def _at_the_end(paragraph: str) -> tuple[Signed, ...]:
    since = max(0, len(paragraph) - _LONGEST_CLOSING)
    closing = _CLOSING.search(paragraph, since) if paragraph.endswith(_OF_PICTURES) else None
    if closing is not None:
        by = signatures(closing["by"], True)
    elif paragraph.endswith("）") and (closing := _BEHIND.search(paragraph, since)) is not None:
        by = byline(closing["by"], alone=True) or (
            signatures(closing["by"], True) if _ROLE.match(closing["by"]) else []
        )
    elif (closing := _LAST.search(paragraph, since)) is not None:
        by = byline(closing["by"]) or []
    return tuple(_moved(each, closing.start("by")) for each in by) if closing is not None else ()


def _within(paragraph: str) -> list[Signed]:
    """The credits that stand in the midst of a paragraph."""
    signed = [
        _moved(each, match.start("by")) for match in _WITHIN.finditer(paragraph) for each in byline(match["by"]) or ()
    ]
    labelled = (_LABELLED_WITHIN,) if "：" in paragraph or ":" in paragraph else ()
    pictured = (_INLINE,) if "摄" in paragraph or "文/图" in paragraph or "整理" in paragraph else ()
    for pattern in labelled + pictured:
        for match in pattern.finditer(paragraph):
            signed += [_moved(each, match.start()) for each in signatures(match[0], True)]
    return list({each.start: each for each in signed}.values()) if len(signed) > 1 else signed


def _moved(signed: Signed, by: int) -> Signed:
    return signed._replace(start=signed.start + by, end=signed.end + by)


def signed_at_end(paragraph: str) -> bool:
    """Whether a paragraph of text ends in the names of who wrote it: there its article ends."""
    end = len(paragraph.rstrip("）) "))
    return any(signed.end >= end for signed in _at_the_end(paragraph) if signed.role in ("记者", "通讯员"))


_AGENCY = lexicon.alternation(lexicon.data("layout")["agencies"])
_DAY = r"(?:\d{4}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
_DATELINE = re.compile(
    rf"^[（(【\[]?(?P<agency>{_AGENCY}|[又另](?=讯[ 　]*[（(]))(?:(?P<place>[{HAN}]{{2,10}}?)?(?P<date>{_DAY}))?"
    rf"(?P<place2>(?:(?![讯电])[{HAN}]){{2,10}}?)?(?P<kind>讯|电|消息)"
)
# any other paper or site, known by the bracket with its reporter: 某网10月15日讯（通讯员 …）
_OTHER = re.compile(
    rf"^(?P<paper>[{HAN}]{{2,12}}?)(?P<date>{_DAY})?(?:讯|电)[ 　]*(?=[（(][^（）()]{{0,12}}(?:{ROLE_WORD}))"
)
_PAPER = re.compile(rf"(?:[{HAN}]{{2,8}}?(?:网|报|台|社|在线|中心|发布|融媒|时讯)|今日[{HAN}]{{2,3}})$")
# 某网讯（陈一 李小二）…, （陈一 李小二）…: names in a bracket, without a word that says what they are
_OPENING_BRACKET = re.compile(
    rf"^(?:(?P<paper>[{HAN}]{{2,12}}?)(?P<date>{_DAY})?(?:讯|电) ?)?（(?P<by>[^（），。]{{3,40}})）[：: ]?(?=.)"
)
# 某财经报 见习记者陈一 某市报道 近日，…
_OPENING = re.compile(rf"^[（]?[^，。：:（）]{{0,24}}?(?:{ROLE_WORD})[^，。：:（）]{{2,40}}?报道[）]?[：: ]+(?=.)")
# 青禾新闻网10月10日消息：…, and 1月6日讯：… with nobody's name
_TOLD = re.compile(
    rf"^(?P<paper>[{HAN}]{{2,8}}(?:网|报|台|社|在线|中心|发布|融媒|时讯))?(?P<date>{_DAY})(?:讯|电|消息)[：: 　]"
)
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


# without any of these in it a line begins with none of them, but for one in brackets
_OF_AN_OPENING = re.compile("讯|电|消息|报道|记者")
_LONGEST_OPENING = 80  # characters of any of them, up to such a word


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a report: the place it is sent from, the date as written, the byline in it, its length, and the
    paper or site that it names."""

    place: str
    date: str
    signed: tuple[Signed, ...]
    end: int
    paper: str = ""


@lru_cache(maxsize=256)  # asked again and again of the lines of a page
def dateline(line: str) -> Dateline | None:
    """The dateline at the beginning of a paragraph (本报济宁8月15日讯（记者 林远舟）), if there is one."""
    if not line.startswith(("（", "(")) and not _OF_AN_OPENING.search(line, 0, _LONGEST_OPENING):
        return None
    match = _DATELINE.match(line) or _OTHER.match(line) or _TOLD.match(line)
    if not match and (bracketed := _BRACKETED.match(line)) and (by := signatures(bracketed[0], True)):
        return Dateline("", "", tuple(by), bracketed.end())
    if not match and (bracket := _OPENING_BRACKET.match(line)) and (names := byline(bracket["by"], alone=True)):
        moved = tuple(_moved(each, bracket.start("by")) for each in names)
        return Dateline("", bracket["date"] or "", moved, bracket.end(), _paper(bracket["paper"]))
    if not match and (opening := _OPENING.match(line)) and (names := byline(opening[0].rstrip("：: "))):
        return Dateline("", "", tuple(names), opening.end())
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
        by = signatures(inner, True) or (byline(inner, alone=bool(rest["in"])) or [])  # 新华社某市电（陈一、李小二）
        signed = tuple(_moved(each, offset) for each in by)
        if signed or _ROLE.search(inner):
            end += rest.end()
    return Dateline(place, groups["date"] or "", signed, end, _paper(groups.get("paper")))


def _paper(name: str | None) -> str:
    """The name that a dateline begins with, if it is that of a paper or a site: 青禾新闻网."""
    return name if name and _PAPER.match(name) else ""
