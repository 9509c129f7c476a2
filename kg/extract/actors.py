"""Who does what a sentence says; asked by what has no subject of its own, such as industries and campaigns."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.extract.places import Geography
from kg.extract.reading import Found, Reading, Sentence

_TITLES = re.compile(
    "(?:党委|党组|党工委|原|常务)?"
    "(?:书记|副|主任|局长|部长|厅长|处长|市长|县长|区长|省长|主席|常委|委员|董事|总经理|领导)"
)
_NOT_SUBJECT = re.compile(r"[的）”]|内|境内|各|[一-鿿]{0,2}(?:会议|大会)")
_ITEM = re.compile(r"(?<=[，；：。])[一二三四五六七八九十]{1,2}(?:是|要)")
_SUBJECT_AFTER = {"由", "经", "动员", "号召", "以来"}
# of whom it is not known, 该局 among them, and those who are above all places
_SUBJECTLESS = re.compile(
    r"(?:^|[，。；])(?:该?(?:公司|企业|集团)|该(?:[局厅委办院校社厂行所站馆队部会]|单位|中心|项目)"
    r"|(?:党|中共)中央|中央|国务院|国家|全国)(?!级)"
)
# 市委作出的|开展“…”的决定
_PURPOSE = re.compile("为了?(?!期|此)|围绕|按照|根据")
_REACH = 80  # characters behind a position within which such a subject is named
_JOINTS = ("、", "和", "与", "及")
_WITH = ("联合", "会同", "携手", "协同")
_SIDE_BY_SIDE = (*_JOINTS, *_WITH)
_WHERE = re.compile("[在对从向]")
_DECIDED = re.compile("(?:作出|提出|部署|发起|组织|确定|安排|推行|开展|实施)的")


class Actors:
    """Who does what a sentence says: its subject; else the place of its section; else the article's own."""

    def __init__(self, reading: Reading, geography: Geography) -> None:
        self.reading, self.text, self.geography = reading, reading.text, geography
        self._named = reading.within(0, len(self.text), "district", "organization")
        self._starts = [f.start for f in self._named]

    def between(self, start: int, end: int) -> list[Found]:
        """The districts and bodies named in a stretch, in the order of the text."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [f for f in self._named[first:last] if f.end <= end]

    def of(self, position: int) -> tuple[list[tuple[str, str]], int]:
        """The districts and bodies that do what is said at a position, and where the saying begins."""
        sentence = self.reading.sentence_at(position)
        if sentence is None:
            return [], position
        items = list(_ITEM.finditer(self.text, sentence.start, position))
        inside = self.between(items[-1].end() if len(items) > 1 else sentence.start, position)
        if len(items) > 1:
            # of the items of a list each has the subject before the first, or its own
            inside = self.between(sentence.start, items[0].start()) + inside
        inside = inside[-40:]  # the subject is not further off
        bodies = [f for f in inside if f.type == "organization"]
        named = [
            f
            for f in inside
            if self.text[max(0, f.start - 1) : f.start] != "“"
            and not any(o != f and o.start <= f.start and f.end <= o.end for o in bodies)
        ]
        for i in range(len(named) - 1, -1, -1):
            chain = i
            while chain and named[chain - 1].end == named[chain].start:
                chain -= 1  # 白城市|洮北区
            if any(f.start == named[i].end for f in named[i + 1 :]):
                continue
            if self._is_subject(named[i]._replace(start=named[chain].start), sentence.start):
                first = i
                while first and self.text[named[first - 1].end : named[first].start] in ("、", "和", "与", "及", ""):
                    first -= 1
                chosen = named[first : self._last_of(named, i) + 1]
                together = [f for f in chosen if not any(o.start == f.end for o in chosen)]
                return [(f.type, f.name) for f in together], named[first].start
        if _SUBJECTLESS.search(self.text[sentence.start : position]):
            return [], position
        if behind := self._behind_purpose(position, sentence):
            return [(f.type, f.name) for f in behind], sentence.start
        place = self.geography.section(position) or self.geography.home
        start = max(self.text.rfind(mark, sentence.start, position) + 1 for mark in "，；")
        return ([place.key] if place else []), max(start, sentence.start)

    def _last_of(self, named: list[Found], at: int) -> int:
        """Where those end in the list that act with the one at its place: 县城管局|联合|县交警大队."""
        while at + 1 < len(named) and self.text[named[at].end : named[at + 1].start] in _WITH:
            at += 1
        return at

    def _behind_purpose(self, position: int, sentence: Sentence) -> list[Found]:
        """The subject of a sentence that first tells what for: 为深入开展“…”活动，5月8日，|青禾县|召开…."""
        if not _PURPOSE.match(self.text, sentence.start):
            return []
        named = self.between(position, min(sentence.end, position + _REACH))
        for f in named:
            if any(o.start == f.start and o.end > f.end for o in named):
                continue
            before = self.reading.token_before(f.start)
            leads = before is not None and (before.word == "，" or before.tag in ("TIME", "t"))
            if leads and self._is_subject(f, sentence.start):
                first = last = named.index(f)
                while last + 1 < len(named) and self.text[named[last].end : named[last + 1].start] in _SIDE_BY_SIDE:
                    last += 1
                return named[first : last + 1]
        return []

    def _is_subject(self, thing: Found, floor: int) -> bool:
        after = self.text[thing.end : thing.end + 4]
        if _TITLES.match(after) or _NOT_SUBJECT.match(after):
            return False
        if _DECIDED.match(after):
            return True
        before = self.reading.token_before(thing.start)
        if thing.start <= floor or before is None or not before.word.strip():
            return True
        if before.word in _JOINTS:
            clause = max(floor, *(self.text.rfind(mark, floor, thing.start) + 1 for mark in "，；："))
            if _WHERE.match(self.text, clause):
                return False  # ；在温溪镇、东部片区和|石郭镇|筹建
        return before.tag in ("w", "t", "TIME", "d", "ad", "c", "f", "nt") or before.word in _SUBJECT_AFTER
