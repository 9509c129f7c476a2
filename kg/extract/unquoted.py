"""Campaigns without quotation marks, by the heads of their names and what stands before those: 开展扫黑除恶专项斗争."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kg import lexicon
from kg.extract import drives
from kg.extract.actors import Actors
from kg.extract.governed import Governed
from kg.extract.masks import mark, marked
from kg.extract.reading import Reading
from kg.text.clean import HAN
from kg.text.sought import Sought

_DATA = lexicon.data("campaigns")
NOT_BEFORE = "(?!" + lexicon.alternation(_DATA["no_head_before"]) + ")"
YEAR = r"年(?:专项行动|行动|活动)?(?=[，。、；：”和的暨工启动\n]|$)"
# 落实年, 突破年, and not 今年, 三年, 周年, 青年
YEAR_END = re.compile(r"[^今明去前后全多近往常青少百周学财新元当历每半几数之来同两零一二三四五六七八九十\d]年$")
NUMBER = r"[一二三四五六七八九十百两\d]"
GENERIC = re.compile(rf"{lexicon.alternation(_DATA['generic'])}*$")
_ENDED = re.compile(NOT_BEFORE)
_QUOTED = re.compile(r"[“‘]([^“”‘’《》。！？\n]{2,28})[”’]")
_AIM, _BUILT = (re.compile(lexicon.alternation(_DATA[key])) for key in ("aims", "built"))
_GIVING, _STRIVING = lexicon.alternation(_DATA["giving"]), lexicon.alternation(_DATA["striving"])
_STIRRING = re.compile(
    rf"(?:[{HAN}]{{2}})?{_GIVING}[{HAN}]{{2,3}}$|{_STRIVING}|.*(?:{_STRIVING}|进[校社企万][{HAN}]{{1,2}})$"
)
_HEAD = Sought(
    rf"(?P<strong>{lexicon.alternation(_DATA['strong'])})|{lexicon.alternation(_DATA['weak'])}|{YEAR}",
    [*_DATA["strong"], *_DATA["weak"], "年"],
)
_TITLED = re.compile(r"《[^《》\n]{1,80}》")
_ROUND = re.compile(rf"(?:[一这那]场|新一?轮|第?{NUMBER}+[轮批次期])")
_MARKS = dict.fromkeys(map(ord, "“”‘’ ·\n"))
# 安全生产大排查大整治|大督查集中行动, 环境卫生专项整治|活动: more of the same name
_MORE = re.compile(rf"(?<=[治查])(?:(?:大[{HAN}]{{2}}){{0,2}}(?:集中|专项|联合|统一)?(?:行动|活动))")
_OUTSIDE = frozenset({"p", "c", "u", "w", "r", "xc", "d", "ad", "vd", "PER", "t", "TIME"})  # kinds of words of no name
_LEADING = frozenset((*_DATA["verbs"], *_DATA["governing"], *_DATA["leading"]))
_LONGEST = 14  # characters before a head
_PLAIN = re.compile(rf"[{HAN}\d、]{{2,{_LONGEST}}}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form at a place of the text. `core` is what may not be left off, `key` is one for all forms of a name.

    `scope` is the section it stands in, where the name is one that every district may have: 五大会战.
    """

    start: int
    end: int
    core: tuple[int, int]
    key: str
    scope: str = ""


def normal(form: str) -> str:
    """A form without marks and spaces, for comparing."""
    return form.translate(_MARKS).removeprefix("党的")


class Unquoted(Governed):
    """Finds the names without quotation marks of one reading. `closed` marks where something is in such marks."""

    def __init__(self, reading: Reading, actors: Actors) -> None:
        super().__init__(reading, actors)
        self.quotes = [m.span() for m in _QUOTED.finditer(self.text) if reading.sentence_at(m.start())]
        self.ends = [end for _, end in self.quotes]
        # what is in quotation marks is read there, and a document is no campaign
        self.closed = marked(len(self.text), self.quotes)
        mark(self.closed, (m.span() for m in _TITLED.finditer(self.text)))

    def plain(self) -> Iterator[Candidate]:
        """Names without quotation marks, by their heads and the verbs before them."""
        last = 0
        for match in _HEAD.find(self.reading.begun):
            start, end = match.span()
            if start < last:
                continue
            if self.text[end - 1] in "治查" and (more := _MORE.match(self.text, end)):
                end = more.end()
            if (
                self.reading.sentence_at(start) is None
                or self.closed[start]
                or not _ENDED.match(self.text, end)
                or self.text.startswith("精神", end)
            ):
                continue
            begin = self._begin(start, end, bool(match["strong"]), last)
            if begin is not None and self._is_name(self.text[begin:start], match[0]):
                last = end
                yield Candidate(begin, end, (begin, end), normal(self.text[begin:end]))

    def known(self) -> Iterator[Candidate]:
        """Names that are known by their own words: 全面推行河长制."""
        for start, end, name in drives.known(self.reading.begun):
            if self.reading.sentence_at(start) and not self.closed[start]:
                yield Candidate(start, end, (start, end), normal(name))

    def _begin(self, start: int, end: int, strong: bool, last: int) -> int | None:
        """Where a name without quotation marks begins, None where nothing shows it."""
        text = self.text
        quote = bisect_right(self.ends, start)
        clause = max(self.clause_start(start), self.ends[quote - 1] if quote else 0)
        verb = self.verb_before(start)
        if verb is None and not strong:
            return self._behind_its_place(start, end)
        begin = max(verb[1] + text.startswith(("了", "于"), verb[1]), clause) if verb else self._walked(start, clause)
        # 开展看望学生、关心老人的|助学活动
        of = text.rfind("的", begin, start)
        begin = begin if text.startswith("党", max(begin, of - 1)) else max(begin, of + 1)
        if begin and text[begin - 1] == "”":
            # “…”计划|和|…行动计划: without the 和 it is what follows the quotation
            joint = max(text.rfind(mark, begin, start) for mark in "、和及与")
            if joint < 0:
                return None
            begin = joint + 1
        if last > begin and text[last : last + 1] in "、和及":
            begin = last + 1
        for f in self.actors.between(begin, start):
            if f.start == begin:
                begin = f.end
        if count := _ROUND.match(text[begin:start]):
            begin += count.end()
        name = text[begin:start]
        if not _PLAIN.fullmatch(name) or ("、" in name and not strong):
            return None
        token = self.reading.token_at(begin)
        if token is None or (token.start != begin and begin != last + 1):
            return None
        within = begin + 2 * text.startswith("党的", begin)
        inner = any(t.tag in ("p", "r", "u", "c") for t in self.reading.tokens_in(within, start))
        return None if inner or (verb is None and token.tag in ("v", "d", "ad", "vd", "t", "TIME")) else begin

    def _walked(self, start: int, clause: int) -> int:
        """Where the words begin that can be of one name, before a head that no verb of the list governs: 有序推动
        |乡村供水提质攻坚|三年行动."""
        begin = start
        while begin > clause and start - begin < _LONGEST:
            token = self.reading.token_before(begin)
            if token is None or token.end != begin or token.start < clause:
                break
            if token.tag in _OUTSIDE or token.word in _LEADING:
                break
            begin = token.start
        return begin

    def _behind_its_place(self, start: int, end: int) -> int | None:
        """Where a name begins that stands between its place and what is said to be done: 青禾市|安全生产月活动|启动."""
        if not drives.pushed(self.text, end):
            return None
        clause = self.clause_start(start)
        places = [f for f in self.actors.between(clause, start) if f.start == clause or f.end == start]
        return places[-1].end if places and 2 <= start - places[-1].end <= _LONGEST else None

    def _is_name(self, stem: str, head: str) -> bool:
        """Whether the words before a head make a name of it."""
        if GENERIC.match(stem):
            return False
        if head.startswith("年"):
            return YEAR_END.search(stem + "年") is not None and len(stem) >= 4
        if re.match(rf"{NUMBER}+(?:大|项|个)?$", stem):
            return "大" in stem and head not in ("活动", "计划")
        if head == "工程":
            return _AIM.search(stem) is not None and _BUILT.search(stem) is None
        if head == "活动":
            return _STIRRING.match(stem) is not None
        if head in ("月活动", "周活动"):
            return re.search(rf"{NUMBER}$", stem) is None and len(stem) >= 4
        return head != "计划" or _AIM.search(stem) is not None
