"""Campaigns that are known by their own words, quoted or not: 河长制, 四水共治, 30项民生工程, 学习实践…活动."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import lexicon
from kg.text.clean import HAN
from kg.text.sought import Beginnings, Sought

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
_OF_A_BODY = "(?!办|工?作?领导小组|工?作?委员会|指挥部)"
_ITSELF = re.compile(f"(?:{_SYSTEM}|{_IN_COMMON})")
_ENDS = ("长制", *_DATA["in_common"])
_WARDEN = re.compile(f"{_SYSTEM}{_OF_A_BODY}")
_COMMON = re.compile(f"(?<!{_NUMBER}){_IN_COMMON}{_OF_A_BODY}")
_TEACHING = Sought(_TAUGHT, ["学习", "保持", "先进性", "纯洁性"])
_PEOPLE = re.compile(rf"(?<![\d.]){_COUNTED}(?!项目)")
_BY_PEOPLE = re.compile("(?:推进|实施|办好|办理|办实|完成|抓好|落实|开展)了?\\Z")
_PUSHING = frozenset(
    "等工要将已正全深强扎加稳有顺大继持取" + "".join(word[0] for word in _DATA["carried"])
)  # as it begins
_PUSHED = re.compile(
    rf"(?:等(?:重点|专项|中心|各项)?(?:工作|行动|活动|任务|工程))?(?:工作)?(?:要|将|已|正在|正)?"
    rf"(?:全面|深入|强力|扎实|加快|稳步|有序|顺利|大力|继续|持续){{0,2}}"
    rf"(?:{lexicon.alternation(_DATA['carried'])}|取得(?:了|重大|明显|积极|新的?){{0,2}}(?:进展|成效))"
)


def by_itself(words: str) -> bool:
    """Whether words in quotation marks name a campaign whatever stands around them."""
    return words.endswith(_ENDS) and _ITSELF.fullmatch(words) is not None


def pushed(text: str, end: int) -> bool:
    """Whether what ends at a position is said to be carried out behind it: “十大攻坚”|要全面推进."""
    return text[end : end + 1] in _PUSHING and _PUSHED.match(text, end) is not None


def known(begun: Beginnings) -> Iterator[tuple[int, int, str]]:
    """From where to where such names stand that are not quoted, and what all forms of each have in common."""
    text = begun.text
    named = _TEACHING.find(begun)
    if "长制" in text:
        named = [*named, *_WARDEN.finditer(text)]
    if any(word in text for word in _DATA["in_common"]):
        named = [*named, *_COMMON.finditer(text)]
    for match in named:
        yield *match.span(), match[0]
    if any(word in text for word in _DATA["for_the_people"]):
        for match in _PEOPLE.finditer(text):
            if _BY_PEOPLE.search(text, max(0, match.start() - 3), match.start()):
                yield *match.span(), match[0]
