"""Careers: the posts that a paragraph on one person lists, and those that 他 is said to have held."""

from __future__ import annotations

import re

from kg.extract import names
from kg.extract.coreference import ALONE
from kg.extract.officeholders import Holders
from kg.extract.posts import Group
from kg.extract.reading import Found, Sentence
from kg.extract.service import served_at
from kg.model import Paragraph
from kg.text.clean import HAN

_WINDOW = 120  # characters before a title in which 他 stands
_VERBS = "曾先后担任|曾先后任|历任|曾任|曾担任|先后任|先后担任|现任|担任|兼任|升任|调任|转任|改任|挂任|任"
_OF_A_TERM = r"(?:第?[一二三四五六七八九十\d]{1,3}届)?"  # 任|十三届|全国人大常委会委员
_CAREER = re.compile(rf"(?<!不再)(?<!免去)({_VERBS}){_OF_A_TERM}\Z")
_PAST = ("历任", "曾任", "曾担任", "先后任", "先后担任", "曾先后任", "曾先后担任")
_YEAR = re.compile(r"(?:19|20)\d{2}年")
_SERVING = re.compile("任职|工作|[担历曾调转升]任|先后|任")
# a clause of a career that names nobody: ，2012年3月起|任
_ADVERBS = r"(?:[\d年月日底初起至后于自从还也又先曾已现至今.—–~\-－]|同时|随后|此后|后来|以来|一直|期间|再次|此前)*"
_CLAUSE = re.compile(rf"[，；：]{_ADVERBS}(?:{_VERBS}){_OF_A_TERM}\Z")
_OPENS = re.compile(rf"(?:同志)?，?{_ADVERBS}(?:{_VERBS}){_OF_A_TERM}\Z")
_CLAUSE_LENGTH = 40
# 长期在某部工作, 早年在某局（后并入某部）工作
_SERVED = re.compile(r"在(?P<body>[^，。；、（）]{2,24})(?:（[^（）]{1,40}）)?工作(?=[，。；])")
# 他|曾任, 他|1995年任, 他曾任…局长|、, 他曾任…局长|，2012年担任
_TOOK_UP = re.compile(
    r"[，、；和]?(?:[\d年月日底初起至后于自从在还也又先曾已拟]|同时|随后|此后|后来|以来|一直|，(?=[\d自从又后]))*"
    r"(?P<verb>曾先后担任|曾任|曾担任|历任|先后任|先后担任|现任|担任|兼任|出任|升任|调任|转任|当选为?|被任命为|被选为|任|是)?为?"
)
# 她|从医三十年，曾任
_ONCE = re.compile(r"[^。；！？]{2,40}，(?P<verb>曾先后担任|曾任|曾担任|历任|先后任|先后担任|现任)")
_NUMBERED = re.compile(r"[一二三四五六七八九十\d]{1,3}[、.．] ?|[●■◆▲·]|[^，。：]{2,8}简历：")
_RESUME = re.compile(
    rf"(?P<name>[{HAN}]{{2,4}}|[{HAN}]{{1,10}}(?:·[{HAN}]{{1,10}}){{1,6}})(?:同志)?(?:个人|工作)?简历[：:] ?"
)
_OF_A_RESUME = re.compile(rf"(?:[{HAN}]{{2,4}}|[{HAN}]{{1,10}}(?:·[{HAN}]{{1,10}}){{1,6}})(?=[， ]{1, 4}[男女]，)")
# 2011年9月|任, 2006.03—2011.08，|任, 2011.08至今|: when a post of a career was taken and left
_MONTH = r"(?P<{0}year>(?:19|20)\d{{2}})(?:年|[./])(?:(?P<{0}month>\d{{1,2}})月?)?"
_SINCE = re.compile(
    rf"{_MONTH.format('from_')}(?: ?(?:[—–\-－~至到]{{1,2}}) ?(?:{_MONTH.format('to_')}|今)?)?(?:起|间|，|,|：| )*\Z"
)
# the lines of a career below the one that says whose it is: 1997.08—2003.05 …, 个人简历：
_OF_A_CAREER = re.compile(rf"{_MONTH.format('from_')} ?[—–\-－~至到]|(?:个人|工作|主要)?(?:简历|履历|经历)[：:]?\Z")
_BEHIND_A_NAME = re.compile(r"[，：（ ]|同志")
_VITA = re.compile(r"[，（ ](?:男|女)|年\d{1,2}月(?:出?生|参加)|\d{2}岁|族[，）]")

# 林远舟|同志1941年5月生, 林远舟|同志是青田县人，1941年5月出生
# 公开资料显示，|林远舟是…
_LEAD = re.compile(r"[^，。；\n]{0,12}(?:资料|简历|履历|信息)(?:显示|介绍)，|据(?:了解|悉|介绍)，")
_LIFE = re.compile(
    r"(?:同志|，|生于|系|是|（)[^。；\n]{0,40}?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出?生|参加)"
    r"|(?:同志)?(?:[^。；\n]{0,30}[，是])?出?生于[^。；\n]{0,12}?\d{4}年"
    r"|(?:同志)?，?(?:历任|曾?先后担?任)"  # 林远舟|历任
)


class Careers:
    """Finds the posts of one reading that are told of a person named before, or of 他."""

    def __init__(self, holders: Holders) -> None:
        self.holders, self.reading, self.text = holders, holders.reading, holders.text
        self._career: tuple[int, Group] | None = None  # the sentence (its start) and the group last read in a career
        self._told: tuple[Found, Group] | None = None  # the word for a person and the group last read behind it

    def told(self, group: Group) -> bool:
        """Whether the group is one of a career by the clause that it stands in, which names nobody else: …，1970年生，
        曾任甲局局长，2021年9月任|乙局局长."""
        sentence = self.reading.sentence_at(group.start)
        if sentence is None:
            return False
        if self.text[group.start - 1 : group.start] in ("；", "、") and self._in_career(group, sentence.start):
            return self.career(group)
        if _CAREER.search(self.text, max(0, group.start - 12), group.start) is None:
            return False
        first = max(sentence.start, group.start - _CLAUSE_LENGTH)
        clause = _CLAUSE.search(self.text, first, group.start)
        if clause is not None and self._only_one(sentence, group, clause):
            return True
        if clause is None:
            end = names.given_at(self.reading, sentence.start)
            whose = self._whose(sentence.paragraph) if end is not None else None
            if end is None or not _OPENS.fullmatch(self.text, end, group.start):
                return False
            if whose is not None and self.text[slice(*whose)] != self.text[sentence.start : end]:
                return False  # of another in the same paragraph
        return self.career(group)

    def _only_one(self, sentence: Sentence, group: Group, clause: re.Match[str]) -> bool:
        """林远舟长期在财政系统任职，2009年任|甲局局长，2015年任|乙局局长: of the one person named in the sentence."""
        if _YEAR.search(clause[0]) is None or self._whose(sentence.paragraph) or self._told_at(sentence):
            return False
        people = [t for t in self.reading.tokens_in(sentence.start, clause.start()) if t.tag == "PER"]
        if not people or len({token.word for token in people}) > 1:
            return False
        first = people[0].start
        end = names.given_at(self.reading, first)
        if end is None or end > clause.start() or self.text[first - 1 : first] not in ("，", "", "\n", "。"):
            return False
        if not _SERVING.search(self.text, end, clause.start()):
            return False
        verb = _CAREER.search(clause[0])
        began = _SINCE.search(self.text, clause.start() + 1, clause.start() + verb.start()) if verb else None
        self.holders.holds((first, end), group, start=_month(began, "from_") if began else "")
        return True

    def served(self) -> None:
        """林远舟，男，…，长期在某部工作: the body, where the post is not named."""
        for match in _SERVED.finditer(self.text):
            sentence = self.reading.sentence_at(match.start())
            body = served_at(self.reading, *match.span("body"))
            if sentence is None or body is None or body.type != "organization":
                continue
            person = self._whose(sentence.paragraph) or self._told_at(sentence)
            if person is not None:
                self.reading.fact(
                    ("official", self.holders.note("official", person)),
                    "works_for",
                    ("organization", body.name),
                    [person, match.span()],
                    self.reading.article.published,
                )

    def career(self, group: Group) -> bool:
        """In a paragraph that begins with a name (林远舟，男，1970年生，现任…，曾任…) the posts are that person's."""
        before = self.text[max(0, group.start - 12) : group.start]
        verb = _CAREER.search(before)
        sentence = self.reading.sentence_at(group.start)
        dated = _SINCE.search(self.text, max(0, group.start - 24), group.start)
        listed = self.text[group.start - 1 : group.start] == "，"  # …，大学学历，|市生态环境局副局长，拟任…
        if sentence is None or not (verb or dated or self._in_career(group, sentence.start) or listed):
            return False
        person = self._whose(sentence.paragraph) or self._told_at(sentence)
        if person is None:
            return False
        group.former = group.former or (verb is not None and (verb[1] in _PAST or "此前" in before))
        group.future = group.future or (verb is not None and "拟" in before[-4:])
        self._career = (sentence.start, group)
        first = group.start - len(before) + verb.start(1) if verb else group.start
        since = _SINCE.search(self.text, max(sentence.start, first - 24), first)
        began, left = (_month(since, "from_"), _month(since, "to_")) if since else ("", "")
        # a date before the post is one of the career (1970年5月生), not that on which the text says so
        self.holders.holds(person, group, start=began, end=left, seen=self.reading.article.published)
        return True

    def _whose(self, paragraph: Paragraph) -> tuple[int, int] | None:
        """Where the name stands of the one whose career the paragraph tells, None where it tells none."""
        start = self._vita_above(paragraph)
        titled = _RESUME.match(self.text, start)  # 林远舟简历：
        if titled is not None and names.given_at(self.reading, start) in (titled.end("name"), titled.end()):
            behind = _OF_A_RESUME.match(self.text, titled.end())
            return behind.span() if behind else titled.span("name")
        if opening := _NUMBERED.match(self.text, start, start + 16):
            start = opening.end()
        plain = _OF_A_RESUME.match(self.text, start)
        end = plain.end() if plain else names.given_at(self.reading, start)
        if end is None or not _BEHIND_A_NAME.match(self.text, end) or not _VITA.search(self.text, end, end + 40):
            return None
        return start, end

    def _told_at(self, sentence: Sentence) -> tuple[int, int] | None:
        """Where the name stands with which a sentence on one's life begins: 林远舟同志1941年5月生，…历任…."""
        lead = _LEAD.match(self.text, sentence.start, sentence.end)
        start = lead.end() if lead else sentence.start
        end = names.given_at(self.reading, start)
        if end is None or not _LIFE.match(self.text, end, end + 60):
            return None
        return start, end

    def _vita_above(self, paragraph: Paragraph) -> int:
        """Where the paragraph begins that names whose career it is: this, or the one above the lines of its dates."""
        paragraphs = self.reading.article.paragraphs
        i = paragraphs.index(paragraph)
        while i > 0 and _OF_A_CAREER.match(self.text, paragraphs[i].start, paragraphs[i].end):
            i -= 1
        return paragraphs[i].start

    def of_pronoun(self, group: Group) -> bool:
        """他曾任甲局局长，2012年担任乙局局长: held by whom 他 stands for, in the clause or in those before it."""
        sentence = self.reading.sentence_at(group.start)
        if sentence is None:
            return False
        since = max(sentence.start, group.start - _WINDOW)
        person = next(reversed(self.reading.within(since, group.start, "official", "person")), None)
        if person is None or person.named is None or person.detail != ALONE:
            return False
        said = person.end
        if self._told is not None and self._told[0] == person:
            said = self._told[1].end
        took = _TOOK_UP.fullmatch(self.text, said, group.start) or _ONCE.fullmatch(self.text, said, group.start)
        if took is None or (took["verb"] is None and said == person.end):
            return False
        last = self._told[1] if self._told is not None and said != person.end else None
        past = "曾" in took[0] or took["verb"] in _PAST
        group.former = group.former or past or (took["verb"] is None and last is not None and last.former)
        group.future = group.future or "拟" in took[0]
        self._told = (person, group)
        verb = took.start("verb") if took["verb"] else group.start
        dated = _SINCE.search(self.text, max(said, verb - 24), verb)
        began, left = (_month(dated, "from_"), _month(dated, "to_")) if dated else ("", "")
        self.holders.holds_too(person, group, start=began, end=left)
        return True

    def _in_career(self, group: Group, sentence_start: int) -> bool:
        """历任甲局局长，乙局局长，…: goes on from a group of the same sentence."""
        if self._career is None or self._career[0] != sentence_start:
            return False
        last = self._career[1]
        if self.text[names.past_brackets(self.text, last.end) : group.start] not in ("，", "、", "；"):
            return False
        group.former = last.former
        return True


def _month(since: re.Match[str], which: str) -> str:
    """The month (or the year) of one end of a stretch of a career as an ISO date, "" where it has none."""
    year, month = since[f"{which}year"], since[f"{which}month"]
    return f"{year}-{int(month):02d}" if year and month and 1 <= int(month) <= 12 else year or ""
