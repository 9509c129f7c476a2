"""Dates in Chinese news text, as exact as the text is: 2022-08-09, 2022-08, 2022, or nothing. Never invented."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from typing import NamedTuple

_FULL = re.compile(r"((?:19|20)(?<!\d..)\d{2})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|号|(?!\d))")
_DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})(?!\d)")
# 发布日期：2018-09-29; 2021-10-11 16:08 来源：…; 《青禾日报》（2014年4月20日 第02版）: the day of the page, in its text
_OF_THE_PAGE = re.compile(
    r"(?:发布|发稿|发表|刊发|刊登|录入|上传)(?:日期|时间)[：:] ?(?P<told>\d{4}[年\-/.]\d{1,2}[月\-/.]\d{1,2})"
    r"|(?P<stamp>\d{4}[年\-/.]\d{1,2}[月\-/.]\d{1,2})日? \d{1,2}:\d{2}(?::\d{2})? {0,3}"
    r"(?:(?:信息|稿件)?来源|作者|浏览|点击|阅读)"
    r"|》[（(](?P<paper>\d{4}年\d{1,2}月\d{1,2})日[^（）()\n]{0,12}版"
)
_YEAR_MONTH = re.compile(r"((?:19|20)(?<!\d..)\d{2})年(\d{1,2})月(?!\d)")
_YEAR = re.compile(
    r"((?:19|20)(?<!\d..)\d{2})(?:年度|年(?!前|来|代|内|底|末|以[来上内]"
    # a goal's year is none of the page's, nor is one that begins a stretch of years
    r"|(?:至|到|—|－|-|～)(?=\d{4}年)|[^，。；\n]{0,8}(?:建成|投产|投入|投用|启用|实现|达到|完成|竣工|通车|力争)))"
)
# 总结2015年经济工作，安排部署2016年任务
_TURN_OF_THE_YEAR = re.compile(
    r"(?:总结|回顾)[^。]{0,12}?((?:19|20)\d{2})年[^。]{0,40}?(?:安排|部署|谋划|研究)[^。]{0,12}?((?:19|20)\d{2})年"
)
_MONTH = re.compile(r"(\d(?<!\d\d)(?:(?<=1)\d)?)月\d{1,2}日")
_BEGINNING = 2  # the last month in which a paper still tells what the year before came to
# 1997年全省财政总收入达250.8亿元: what a year came to, and not what is planned or held in it
_CAME_TO = re.compile(
    r"年(?!\d{1,2}月|度|第|来)(?:(?!会议|工作|计划|将|要|力争|目标|预期|春节|元旦)[^。；\n]){0,40}?\d"
)
_HALF = 6  # the last month in which the year to come has begun
_BEFORE_A_GOAL = re.compile(r"(?:到|至|自|从|截至|争取|力争|确保|计划|预计|将于|拟于|定于)\Z")
# a jubilee tells the year: 建国70周年 is 2019
_JUBILEES = (
    (re.compile(r"(?:建国|新中国成立|共和国成立|共和国)(\d{2,3})周年"), 1949),
    (re.compile(r"(?:建党|中国共产党成立)(\d{2,3})周年"), 1921),
    (re.compile(r"改革开放(\d{2})周年"), 1978),
)


def valid(year: int, month: int, day: int) -> str:
    """The ISO date, or "" where there is no such day."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)


@lru_cache(maxsize=1 << 12)
def days(date: str) -> tuple[str, str]:
    """The first and the last day of an ISO date as exact as it is: 2022-08 -> 2022-08-01, 2022-08-31.

    Days compare as texts do. Raises `ValueError` where it is no date.
    """
    try:
        first = datetime.date.fromisoformat((date + "-01-01")[:10])
    except ValueError:
        first = None
    if first is None or not _ISO.fullmatch(date):
        raise ValueError(f"{date!r} is not a date")
    month = first.month if len(date) > 4 else 12
    last = first.day if len(date) == 10 else calendar.monthrange(first.year, month)[1]
    return first.isoformat(), first.replace(month=month, day=last).isoformat()


def is_date(text: object) -> bool:
    """Whether it is an ISO date: a day, a month or a year."""
    try:
        return isinstance(text, str) and bool(days(text))
    except ValueError:
        return False


def full_dates(text: str) -> list[str]:
    """Every date with year, month and day, in the order of the text; behind them those like 09.04.2014."""
    found = [match.groups() for match in _FULL.finditer(text)]
    if ".19" in text or ".20" in text:
        found += [match.groups()[::-1] for match in _DAY_FIRST.finditer(text)]
    return [date for parts in found if (date := valid(*map(int, parts)))]


def printed_date(text: str) -> str:
    """The day (ISO, "" if none) that a line of text gives for that of its page: 发布日期：2018-09-29."""
    if not ("时间" in text or "日期" in text or ":" in text or "版" in text):
        return ""
    match = _OF_THE_PAGE.search(text)
    return next(iter(full_dates(match["told"] or match["stamp"] or f"{match['paper']}日")), "") if match else ""


def stated_year(text: str) -> str:
    """The one year that the page gives itself (2022年度第17次…, 今年确定了69个2020年…项目, 建国70周年), or "".

    Where it names several, the one that stands in the sentence of 今年 is taken, else none.
    """
    if "周年" in text:
        jubilees = {str(int(match[1]) + origin) for pattern, origin in _JUBILEES for match in pattern.finditer(text)}
        if len(jubilees) == 1:
            return jubilees.pop()
    if turn := _TURN_OF_THE_YEAR.search(text):
        first, second = turn.groups()
        month = next((int(match[1]) for match in _MONTH.finditer(text)), 1)
        if int(second) == int(first) + 1:
            return second if month <= _HALF else first
    # a goal's year is no news date: 到2014年, 2025年前
    plain = {
        match[1]
        for match in _YEAR.finditer(text)
        if not _BEFORE_A_GOAL.search(text, max(0, match.start() - 2), match.start())
    }
    month = next((int(match[1]) for match in _MONTH.finditer(text)), 0)
    if 1 <= month <= _BEGINNING and len(plain) == 1 and "今年" not in text:
        told = [match.end() for match in re.finditer(rf"{min(plain)}(?=年)", text)]
        if all(_CAME_TO.match(text, end) for end in told):
            return ""
    if len(plain) == 1:
        return plain.pop()
    if not plain or "今年" not in text:
        return ""
    near = {
        match[1]
        for sentence in re.split(r"[。！？\n]", text)
        if "今年" in sentence
        for match in _YEAR.finditer(sentence)
    } & plain
    if len(near) == 1:
        return near.pop()
    return ""


class Dated(NamedTuple):
    """A date expression at `start` to `end`; `iso` is "" where it names no day, month or year that can be settled."""

    start: int
    end: int
    iso: str


_EXPRESSION = re.compile(
    r"(?=[\d去上今昨一二三四五六七八九十当同次第翌日近不连])(?:"
    r"(?<!\d)(?P<year>(?:19|20)\d{2})年(?:(?P<ymonth>\d{1,2})月(?:(?P<yday>\d{1,2})[日号])?)?"
    r"|(?P<lastyear>去年|上年)(?P<lmonth>\d{1,2})月(?:(?P<lday>\d{1,2})[日号])?"
    # 今（26）日, 昨天上午: said of the paper's own day, or of the one before it; 今天的青田 of no day
    r"|(?P<paper>[今昨])(?:（(?P<paperday>\d{1,2})）日|[天日](?=[上下中]午|[，晚])|(?<=昨)[天日晚])"
    r"|(?<!\d)(?:今年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?"
    r"|(?<![一二三四五六七八九十])(?P<hanmonth>[一二三四五六七八九十]{1,2})月(?P<handay>[一二三四五六七八九十]{1,3})日"
    r"|(?<![\d月至到—–－~～─-])(?P<bareday>\d{1,2})日(?!报|均|产|内|常|后|游)"
    r"|(?P<same>当[天日晚]|同日)|(?P<next>次日|第二天|翌日)"
    r"|(?P<vague>日前|近日|近期|不久前|连日来))"
)
_TITLE = 40  # characters of a document's title before a year in it
_RANGE = re.compile(r"(?:至|到|-|—|～|~|－|–|─){1,2}(?:\d{1,2}月)?\d{1,2}[日号]")


def expressions(text: str, published: str) -> list[Dated]:
    """The date expressions of a text, settled by the day on which it was published (ISO, as exact as known).

    8月9日 in a paper of 2022-08-15 is 2022-08-09; a month far ahead of the paper's is of the year before; 23日 takes
    the month of the expression before it, else the paper's. On a page without a date 8月9日 behind 2022年7月 is of that
    year (2022-08-09), 6月9日 of none. 今天 and 昨天 count from the day of the paper, 当天 and 次日 from the expression
    before them. The year in the title of a document (《2023年…协议》) dates nothing.
    A range (23日至24日) settles no one day: it counts as its month.
    """
    year = int(published[:4]) if published else 0
    paper_month = int(published[5:7]) if len(published) >= 7 else 0
    found: list[Dated] = []
    last = ""
    last_day = ""
    told = ""  # the last date with its year and month, for the paper that does not say its own year
    done = 0
    for match in _EXPRESSION.finditer(text):
        if match.start() < done:
            continue  # the second day of a range
        low = max(0, match.start() - _TITLE)
        if text.rfind("《", low, match.start()) > text.rfind("》", low, match.start()):
            continue
        group = match.groupdict()
        iso = ""
        if group["hanmonth"]:
            group["month"], group["day"] = _digits(group["hanmonth"]), _digits(group["handay"])
        if group["year"]:
            iso = _compose(int(group["year"]), group["ymonth"], group["yday"])
            told = iso if group["ymonth"] else told
        elif group["lastyear"]:
            iso = _compose(year - 1, group["lmonth"], group["lday"]) if year else ""
        elif group["paper"]:
            iso = _of_the_paper(group["paper"], group["paperday"], published)
        elif group["month"]:
            if not 1 <= int(group["month"]) <= 12:
                continue
            own = year - 1 if paper_month and int(group["month"]) > paper_month + 1 else year
            if not year and told and int(group["month"]) >= int(told[5:7]):
                own = int(told[:4])
            iso = _compose(own, group["month"], group["day"]) if own else ""
        elif group["bareday"]:
            near = last_day or published
            month = near[5:7] if len(near) >= 7 else ""
            own = int(near[:4]) if near else 0
            iso = _compose(own, month, group["bareday"]) if month and own else ""
        elif group["same"]:
            iso = last_day or last
        elif group["next"] and last_day:
            iso = (datetime.date.fromisoformat(last_day) + datetime.timedelta(days=1)).isoformat()
        end = match.end()
        ranged = _RANGE.match(text, end)
        if ranged and len(iso) == 10:
            done = end = ranged.end()
            found.append(Dated(match.start(), end, iso[:7]))
            last = last_day = iso
            continue
        if iso:
            last = iso
            last_day = iso if len(iso) == 10 else last_day
        found.append(Dated(match.start(), end, iso))
    return found


def _of_the_paper(word: str, day: str | None, published: str) -> str:
    """The day that 今（26）日 or 昨天 says in a paper of a known day; "" where the two contradict each other."""
    if len(published) != 10:
        return ""
    said = datetime.date.fromisoformat(published) - datetime.timedelta(days=word == "昨")
    if day and int(day) != said.day:
        # the page was put up a day later than it was written
        said -= datetime.timedelta(days=1)
    return said.isoformat() if not day or int(day) == said.day else ""


def _digits(numeral: str) -> str:
    """The Arabic digits of a numeral below a hundred: 二十一 -> 21."""
    tens, ten, ones = numeral.rpartition("十")
    value = "一二三四五六七八九".index
    if not ten:
        return str(value(ones) + 1) if len(ones) == 1 else "0"
    if len(tens) > 1 or len(ones) > 1:
        return "0"
    return str((value(tens) + 1 if tens else 1) * 10 + (value(ones) + 1 if ones else 0))


def _compose(year: int, month: str | None, day: str | None) -> str:
    if not month:
        return str(year)
    if not 1 <= int(month) <= 12:
        return ""
    return valid(year, int(month), int(day)) if day else f"{year}-{int(month):02}"
