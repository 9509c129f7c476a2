"""The lines of a page as they were meant: what each is, and which were one before they were wrapped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from kg import lexicon
from kg.text.bylines import LONGEST, byline
from kg.text.clean import HAN, CleanText, clean, join
from kg.text.credits import dateline, is_credit_line, signatures
from kg.text.traditional import folded

_FURNITURE = re.compile("|".join(map(re.escape, lexicon.data("layout")["furniture"])))
_SOURCE_LINE = re.compile("来源[：:]|作者[：:]|【字体")
_PAGE_CODE = re.compile(r"^(?:[A-Z]\d{1,3}(?:[ \-—].{0,6})?|第?\d{1,3}版.{0,8}|\d{1,3})$")
_DATE_LINE = re.compile(
    r"^(?:(?:发布|发稿|更新|发文|成文|刊发|录入)?(?:时间|日期)[：:].*|来源[：:].*"
    r"|\d{4}[年\-/.]\d{1,2}[月\-/.]\d{1,2}日?(?:[ ，]?星期.)?(?: *\d{1,2}:\d{2}.*)?"
    r"|\d{1,2}\.\d{1,2}\.\d{4}(?: *\d{1,2}:\d{2}.*)?)$"
)
# 某县融媒体中心 2022-09-19 08:30
_STAMP = re.compile(
    r"(?:19|20)(?<![^ ：:]..)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?: +\d{1,2}:\d{2}(?::\d{2})?)?(?: |$)"
)
# 临政办函〔2013〕89号
_DOCUMENT_NUMBER = re.compile(r"^[^ ，。]{1,14}[\[〔（(]\d{4}[\]〕）)]第?\d+号$")
# 【一县动员春耕】5月8日，…: the heading of an item, in the line of its text
_RUN_IN = re.compile(r"【([^【】\n]{2,40})】(?=[^\n])")
_BRACKETED = re.compile(r"[●■◆▲]?【([^【】]{2,40})】")
_NOT_RUN_IN = re.compile(r"[讯电按]$|[：:]|记者|编辑|摘要|导读|编者|来源|作者")
_TERMINAL = tuple("。！？!?…；;：:”）)》】")
_NUMBERED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.]|\d{1,2}[.、．)）]|第[一二三四五六七八九十]{1,3}[章条节部]|[①-⑳●■◆★▲※]|一是|二是|三是)"
)
_NOTICE_TAIL = re.compile(r"的(?:通知|决定|意见|公告|通报|批复|公示|报告|函|命令|办法|方案|说明|名单)(?:（.*）)?$")
# 王丽（女） 李爱国 阿依古丽·买买提: nothing but names
_REMARK = re.compile(r"（[^（）]{1,12}）")
_ROSTER = re.compile(rf"(?:[{HAN}·]{{2,12}} +){{2,}}[{HAN}·]{{2,12}}")
# …工作。记者 裴林 摄: nothing goes on behind who took the picture
_SIGNED = re.compile(rf"[。）”](?:[{HAN}]{{0,4}}(?:记者|通讯员) ?)?[{HAN} ]{{2,16}}(?:摄|摄影|供图|文/图)$")
_MARK = re.compile(r"#{1,6} *")
_CLAUSE_MARK = re.compile(r"[，。！？；]")
_SENTENCE_MARK = re.compile(r"[，。；！？]")
_END = re.compile(r"[。！？]")
_GOES_ON = re.compile(rf"[{HAN}“（\d]")
# 2023年5月4日，青禾县召开…会议: an entry of a chronicle, or what stands below a picture
DATED_ENTRY = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[，：]")
_LONGEST_FURNITURE = 24  # characters of it
_WIDEST = 120  # columns at which pages are wrapped
_FEWEST = 6  # lines that are
_LONGEST_ROSTER = 2000  # characters of lines that may be one roster
_LONGEST_SIGNATURE = 48  # of a line's last characters, in which its signature stands


class Line(NamedTuple):
    """One line, unwrapped. `kind`: text, heading (marked by #), credit, date, furniture. `width` is that of the last of
    the source's lines it is made of, in columns of which a Chinese character takes two, on a page that is wrapped."""

    text: CleanText
    kind: str
    indented: bool = False
    width: int = 0


def lines(raw: str) -> list[Line]:
    """The page's lines that are not empty, wrapped ones joined, in their order."""
    found: list[Line] = []
    bodies: list[str] = []
    position = 0
    read = folded(raw)
    for row in _rows(raw):
        start, position = position, position + len(row)
        if row.isspace():
            continue
        end = start + len(row.rstrip("\r\n\u2028\u2029\x0b\x0c\x85"))
        cleaned = clean(raw, start, end, read)
        body = raw[start:end]
        if not cleaned.chars:
            continue
        marked = False
        if mark := _MARK.match(cleaned.chars):
            marked = True
            cleaned = cleaned.slice(mark.end(), len(cleaned))
            if not cleaned.chars:
                continue
        indented = body[:2] in ("\u3000\u3000", "  ") or body[:1] == "\t"
        bracketed = _BRACKETED.fullmatch(cleaned.chars) if cleaned.chars.endswith("】") else None
        if bracketed and not _NOT_RUN_IN.search(bracketed[1]):
            cleaned, marked = cleaned.slice(*bracketed.span(1)), True
        kind = "heading" if marked else _kind(cleaned.chars)
        found.append(Line(cleaned, kind, indented))
        bodies.append(body.rstrip())
    width = _wrap_width(bodies)
    if width:
        found = [line._replace(width=_columns(body)) for line, body in zip(found, bodies, strict=True)]
    runs: list[_Run] = []
    begun = False  # a paragraph of the running article has been seen
    for line in found:
        if runs and _continues(runs[-1], line, begun, width):
            runs[-1].add(line)
        else:
            runs.append(_Run(line))
        if line.kind == "heading":
            begun = False
        elif not begun and line.kind == "text" and _END.search(line.text.chars):
            begun = True
    return [run.joined(raw) for run in runs]


class _Run:
    """Lines that are one. What the next line is held against is kept as they come: a page may be ten thousand lines
    that all go on, and is not to be looked through for each."""

    def __init__(self, line: Line) -> None:
        self.lines: list[Line] = []
        self.head = self.end = ""  # all of it up to a length, and its last characters
        self.length = 0
        self.stopped = self.marked = False
        self.add(line)

    def add(self, line: Line) -> None:
        chars = line.text.chars
        self.lines.append(line)
        self.length += len(chars)
        if self.length <= _LONGEST_ROSTER:
            self.head += chars
        self.end = (self.end + chars)[-_LONGEST_SIGNATURE:]
        self.stopped = self.stopped or "。" in chars
        self.marked = self.marked or bool(_SENTENCE_MARK.search(chars))

    @property
    def kind(self) -> str:
        return self.lines[0].kind

    @property
    def width(self) -> int:
        return self.lines[-1].width

    def joined(self, raw: str) -> Line:
        """The line that they are."""
        if len(self.lines) == 1:
            return self.lines[0]
        text = join((line.text for line in self.lines), raw)
        return Line(text, self.kind, self.lines[0].indented, self.width)


def _rows(raw: str) -> Iterator[str]:
    """The lines of the source with their ends; a heading in brackets is one of its own where two and more lines of the
    page begin with one, as the items of a weekly brief do."""
    rows = raw.splitlines(keepends=True)
    if raw.count("【") < 2:
        yield from rows
        return
    heads = [_RUN_IN.match(row.lstrip(" \t\u3000●■◆▲")) for row in rows]
    heads = [None if head and _NOT_RUN_IN.search(head[1]) else head for head in heads]
    few = sum(head is not None for head in heads) < 2
    for row, head in zip(rows, heads, strict=True):
        if head is None or few:
            yield row
        else:
            cut = row.index("】") + 1
            yield row[:cut]
            yield row[cut:]


def _kind(text: str) -> str:
    stamped = len(text) <= LONGEST and _STAMP.search(text) is not None
    if (_SOURCE_LINE.match(text) and signatures(text)) or (stamped and byline(text) is not None):
        return "credit"  # 来源：某县融媒体中心 记者：甲 编辑：乙; 2010-01-23 某某日报 记者 甲
    if _DATE_LINE.match(text) or (stamped and len(text) <= 60 and not _CLAUSE_MARK.search(text)):
        return "date"
    if is_credit_line(text):
        return "credit"
    if text.endswith("号") and _DOCUMENT_NUMBER.match(text):
        return "furniture"
    if len(text) <= _LONGEST_FURNITURE:
        if _PAGE_CODE.match(text):
            return "furniture"
        if _FURNITURE.search(text) and not _END.search(text) and "，" not in text:
            return "furniture"
    return "text"


def _wrap_width(bodies: list[str]) -> int:
    """The width at which a page with hard line ends is wrapped, or 0 where it is not, which one line shows."""
    if len(bodies) < _FEWEST or _columns(max(bodies, key=len)) > _WIDEST:
        return 0
    full = [width for width in map(_columns, bodies) if width >= 30]
    if len(full) < _FEWEST:
        return 0
    widest = max(full)
    return widest if widest <= _WIDEST and sum(width >= widest - 4 for width in full) >= 0.5 * len(full) else 0


class _Widths(dict[str, int]):
    """The columns of every character that has been asked for."""

    def __missing__(self, character: str) -> int:
        width = self[character] = 2 if unicodedata.east_asian_width(character) in "WFA" else 1
        return width


_WIDTHS = _Widths()


def _columns(line: str) -> int:
    """The width of a line as a terminal shows it: two columns for what East Asian Width (UAX #11) calls wide. Of one
    that is too long to have been wrapped it is enough to know that."""
    return len(line) if len(line) > _WIDEST else sum(map(_WIDTHS.__getitem__, line))


def is_roster(line: str) -> bool:
    """Whether a line is nothing but names, three and more, with the remarks in brackets that they may have."""
    return _ROSTER.fullmatch(_REMARK.sub(" ", line).strip()) is not None


def _continues(first: _Run, second: Line, begun: bool, width: int) -> bool:
    """Whether the second line goes on with the sentence, or the heading, that the first ones break off."""
    if first.kind != "text" or second.kind != "text" or second.indented:
        return False
    head, end, tail = first.head, first.end, second.text.chars
    if not width and DATED_ENTRY.match(tail) and DATED_ENTRY.match(head):
        return False
    if first.length + len(tail) < 90 and "关于" in head and not _NOTICE_TAIL.search(head) and _NOTICE_TAIL.search(tail):
        return not head.endswith(_TERMINAL)
    if end.endswith(_TERMINAL) or _NUMBERED.match(tail) or dateline(tail):
        return (
            bool(width)
            and first.width >= width - 2
            and not _NUMBERED.match(tail)
            and not dateline(tail)
            and (not end.endswith(("。", "！", "？")))
        )
    if end.endswith(("，", "、")):
        return True
    if (first.length <= _LONGEST_ROSTER and is_roster(head)) or _SIGNED.search(end):
        return False
    if width and first.width >= width - 4:
        return True
    if first.stopped:
        return True
    if not begun:
        # before the first sentence of an article stand its headings; only a long line can be a broken sentence
        return first.length >= 40 and first.marked
    if _GOES_ON.match(tail) is None:
        return False
    return first.marked and bool(_SENTENCE_MARK.search(tail))
