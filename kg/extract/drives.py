"""Campaigns that are known by their own words, quoted or not: 河长制, 四水共治, 30项民生工程, 学习实践…活动."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import lexicon
from kg.text.clean import HAN

_DATA = lexicon.data("campaigns")
_NUMBER = "[一二三四五六七八九十百两]"
_SYSTEM = rf"(?:互联网\+)?{lexicon.alternation(_DATA['wardens'])}长制"
_IN_COMMON = rf"{_NUMBER}[{HAN}]{{1,2}}{lexicon.alternation(_DATA['in_common'])}"
_TAUGHT = (
    rf"(?:学习(?:实践|贯彻|落实|践行)(?:(?!{lexicon.alternation(_DATA['not_taught'])})[{HAN}]){{3,18}}?"
    rf"|(?:保持[{HAN}]{{2,6}})?(?:先进性|纯洁性))"
    rf"{lexicon.alternation(_DATA['teaching'])}"
)
_COUNTED = rf"(?:\d+|{_NUMBER}{{1,3}})[项件个大]{lexicon.alternation(_DATA['for_the_people'])}"
# no name, but the beginning of a body's: 河长制|办公室, 三城联创|办
_OF_A_BODY = rf"(?!“|办公?室?|工?作?领导小组|工?作?委员会|指挥部|办$|办[{HAN}])"
_ITSELF = re.compile(f"(?:{_SYSTEM}|{_IN_COMMON})")
# each with a character that it holds and that few sentences do
_KNOWN = (
    ("长制", re.compile(f"(?<![{HAN}]{{2}}负责){_SYSTEM}{_OF_A_BODY}")),
    ("教育", re.compile(_TAUGHT)),
    ("学习", re.compile(_TAUGHT)),
)
_COMMON = re.compile(f"(?<!{_NUMBER}){_IN_COMMON}{_OF_A_BODY}")
_PEOPLE = re.compile(rf"(?<![\d.]){_COUNTED}(?!项目)")
_BY_PEOPLE = re.compile("(?:推进|实施|办好|办理|办实|完成|抓好|落实|开展)[了好]?\\Z")
_PUSHED = re.compile(
    rf"(?:等(?:重点|专项|中心|各项)*(?:工作|行动|活动|任务|工程))?(?:工作)?(?:要|将|已|正|正在)?"
    rf"(?:全面|深入|强力|扎实|加快|稳步|有序|顺利|大力|继续|持续|取得|重大|明显|积极|新|进展)*"
    rf"(?:{lexicon.alternation(_DATA['carried'])}|(?<=进展))"
)


def by_itself(words: str) -> bool:
    """Whether words in quotation marks name a campaign whatever stands around them."""
    return _ITSELF.fullmatch(words) is not None


def pushed(text: str, end: int) -> bool:
    """Whether what ends at a position is said to be carried out behind it: “十大攻坚”|要全面推进."""
    return _PUSHED.match(text, end) is not None


def known(text: str) -> Iterator[tuple[int, int, str]]:
    """From where to where such names stand that are not quoted, and what all forms of each have in common."""
    for sign, form in _KNOWN:
        if sign in text:
            for match in form.finditer(text):
                yield *match.span(), match[0]
    if any(word in text for word in _DATA["in_common"]):
        for match in _COMMON.finditer(text):
            yield *match.span(), match[0]
    if "民" in text:
        for match in _PEOPLE.finditer(text):
            if _BY_PEOPLE.search(text, max(0, match.start() - 3), match.start()):
                yield *match.span(), match[0]
