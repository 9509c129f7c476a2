"""Names in lists with labels, in brackets, and right before or behind a title that stands by itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg import lexicon
from kg.extract import names
from kg.extract.names import past_brackets
from kg.extract.officeholders import Holders
from kg.extract.posts import Group
from kg.text.clean import HAN
from kg.text.personal_names import NAME, is_name
from kg.text.sought import Sought

_DATA = lexicon.data("posts")
_LABELS = _DATA["labels_of_groups"]
_LABEL = re.compile(
    rf"[ 　]*((?:常务|第一|执行)?副?{lexicon.alternation(_LABELS['leading'])}"
    rf"|{lexicon.alternation(_LABELS['others'])})[：:] *"
)
_OTHERS = re.compile(r"还?有")  # 出席会议的县领导|还有|林远舟
# 当选县委常委|的还有|林远舟、…; 新当选的县委常委|是：
_AS_FOLLOWS = re.compile(r"的(?:同志)?(?:还|分别|主要|另)?(?:有|是)(?:[：:]\n?)?|(?:分别)?(?:是|为|有)[：:]\n?")
_CHOSEN = re.compile(r"(?:当选|选举产生|选出|产生)(?:了|为|的)?[^，。；：\n]{0,24}\Z")
_COLON = re.compile(r" *[：:] *")
# 委员23名（按姓名笔画为序）：
_ORDER = r"（[^（）\n]{0,10}(?:为序|排序|排列)）"
_COUNTED = re.compile(rf"(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})[名人位](?:{_ORDER})?|{_ORDER}")
_BETWEEN_NAMES = re.compile(r"[ 、，]+")
_MEMBERS = Sought("(?<![组委队])成员(?:有|为|包括|分别为|分别是)", ["成员"])
_LONGEST_LINE = 60
_FAR = 100  # characters in which the longest name ends, and a title behind it
_REMARK = re.compile(rf"(?:[男女]，|[{HAN}]{{1,4}}族，)+")
_OF_A_NAME = re.compile(rf"[{HAN}·]")
_APART = re.compile(rf"[^{HAN}·]?[{HAN}] ", re.DOTALL)
_WITH_BRACKET = re.compile(rf"({NAME}|[{HAN}] [{HAN}])（([^（）\n]{{2,30}})）")
_BEFORE_TITLE = re.compile(
    rf"(?:\A|[\n：、）， 。；])({NAME}|[{HAN}] {{1,2}}[{HAN}])"
    r"(?:(?P<gap>（(?:原任?|现任|曾任|时任)?| {1,4}|，)|（[^（）\n]{1,12}） ?| {1,4}[男女](?: {1,4}|，))\Z"
)
_ADDRESSED = re.compile(rf"{lexicon.alternation(_DATA['address'])}(?![\u4e00-\u9fff]?[、兼])")
_ADDRESS = re.compile(f"副?{_ADDRESSED.pattern}")


def _with_brackets(text: str) -> Iterator[re.Match[str]]:
    """The names with what stands in brackets behind them, each sought from its bracket on."""
    bracket = text.find("（")
    while bracket >= 0:
        start = bracket
        while start > 0 and _OF_A_NAME.match(text, start - 1):
            start -= 1
        if bracket - start == 1 and _APART.fullmatch(text, max(0, start - 3), start):
            start -= 2  # 林|舟
        if match := _WITH_BRACKET.match(text, start):
            yield match
        bracket = text.find("（", bracket + 1)


class Rosters:
    """Finds the holders of one reading whose names stand in lists and brackets, or right at a title."""

    def __init__(self, holders: Holders) -> None:
        self.holders, self.reading, self.text = holders, holders.reading, holders.text
        self.not_places: set[tuple[int, int]] = set()  # names that were taken for districts

    # -- lists --------------------------------------------------------------------------------------------------------

    def label_lists(self) -> None:
        """组长：甲, 副组长：乙 丙 and the lines below each: posts in the group that the notice sets up."""
        groups = [f for f in self.reading.found if f.type == "organization" and f.detail == "group"]
        starts = [group.start for group in groups]
        label: tuple[int, int] | None = None
        for paragraph in self.reading.article.paragraphs:
            position = paragraph.start
            line = self.text[paragraph.start : paragraph.end]
            if match := _LABEL.match(self.text, paragraph.start, paragraph.end):
                label, position = match.span(1), match.end()
            elif label is None or len(line) > _LONGEST_LINE or re.search(r"[。；]", line):
                label = None
                continue
            before = bisect_left(starts, label[0])
            if before == 0 or self.text[slice(*label)] == "成员单位":
                continue
            if not self._listed(position, paragraph.end, label, groups[before - 1].name):
                label = None

    def members(self) -> None:
        """指挥部…。成员有省财政厅副厅长甲、省民政厅副厅长乙等: those who are named with posts of their own."""
        groups = [f for f in self.reading.found if f.type == "organization" and f.detail == "group"]
        for match in _MEMBERS.find(self.reading.begun):
            before = [group for group in groups if group.end <= match.start()]
            sentence = self.reading.sentence_at(match.start())
            if not before or sentence is None:
                continue
            body = ("organization", max(before, key=lambda group: group.end).name)
            label = (match.start(), match.start() + len("成员"))
            for person in self.reading.within(match.end(), sentence.end, "official"):
                self.reading.fact(
                    ("official", person.name),
                    "holds_post",
                    body,
                    [label, (person.start, person.end)],
                    self.reading.article.published,
                    post="成员",
                )

    def _listed(self, position: int, stop: int, label: tuple[int, int], body: str) -> bool:
        """Note the names from the position on as those that the label is of; False where there are none."""
        any_found = False
        while position < stop:
            end = names.given_at(self.reading, position)
            if end is None or end > stop:
                break
            any_found = True
            name = self.holders.note("official", (position, end))
            self.reading.fact(
                ("official", name),
                "holds_post",
                ("organization", body),
                [label, (position, end)],
                self.reading.article.published,
                post=self.text[slice(*label)],
            )
            step = _BETWEEN_NAMES.match(self.text, past_brackets(self.text, end), stop)
            if step is None:
                break
            position = step.end()
        return any_found

    def behind(self, group: Group) -> list[tuple[int, int]]:
        """The names that stand behind a group's titles: one, or a list where many can hold the last title or where the
        titles are the label of a list (副县长：甲 乙)."""
        text, position = self.text, group.end
        counted = _COUNTED.match(text, position)
        after = counted.end() if counted else position
        if group.posts[-1].kind == "collective" and (others := _OTHERS.match(text, position)):
            position = after = others.end()
        label = _COLON.match(text, after, after + 4)
        follows = _AS_FOLLOWS.match(text, position)
        chosen = _CHOSEN.search(text, max(0, group.start - 30), group.start) is not None
        if follows is not None:
            if not (chosen and group.shared):
                return []
            position = follows.end()
        if label is not None:
            if not counted and group.start > 0 and text[group.start - 1] not in "\n。，； ）" and not chosen:
                return []
            position = label.end()
            if counted and text.startswith("\n", position):
                position += 1
        elif text.startswith(" ", position):
            position += 1
        position = past_brackets(text, position)  # 副县长（挂职）|林远舟
        if label is not None and text.startswith("\n", position):
            position += 1  # 委员：（按姓名笔画为序）
        many = group.shared or label is not None
        spans: list[tuple[int, int]] = []
        while True:
            while label is not None and spans and position < len(text) and text[position] in " \n":
                position += 1
            end = names.given_at(self.reading, position, strict=bool(spans) and not many)
            if end is None and many and (spans or group.posts[-1].kind == "collective"):
                end = names.in_list(self.reading, position)
                if end is not None and not spans and not text.startswith("、", past_brackets(text, end)):
                    end = None  # 县领导|大接访制度，
            if end is None and not spans:
                end = names.titled_at(self.reading, position)
                if end is not None:  # 旗委书记|阿拉坦: no place here, whatever else bears the name
                    self.not_places.add((position, end))
            if end is None or ((position, end) not in self.not_places and self._begins_a_body(position, end)):
                return spans
            spans.append((position, end))
            position = past_brackets(text, end)
            if text.startswith("同志", position):
                position += len("同志")
            joined = text.startswith(("、", "和"), position) or (
                label is not None and (text.startswith((" ", "\n", "，"), position) or text[position - 1] == "）")
            )
            if not joined or not many:
                return spans
            position += text[position : position + 1] in ("、", "和", " ", "\n", "，")

    def summed_up(self, group: Group) -> list[tuple[int, int]]:
        """The names of a list that a collective title sums up: 林远舟、沈若岚等|县领导."""
        sentence = self.reading.sentence_at(group.start)
        if group.posts[-1].kind != "collective" or sentence is None or not self.text.endswith("等", 0, group.start):
            return []
        spans: list[tuple[int, int]] = []
        end = group.start - 1
        while end > sentence.start:
            start = max(self.text.rfind(mark, sentence.start, end) for mark in "、，") + 1 or sentence.start
            if names.given_at(self.reading, start, aligned=True) != end:
                break
            spans.append((start, end))
            end = start - 1
            if self.text[end : end + 1] != "、":
                break
        return spans if len(spans) > 1 else []

    def _begins_a_body(self, start: int, end: int) -> bool:
        """Whether what looks like a name is the beginning of that of a body or a place."""
        return any(f.end >= end for f in self.reading.overlapping(start, start + 1, "organization", "district"))

    # -- brackets -----------------------------------------------------------------------------------------------------

    def brackets(self) -> None:
        """林远舟（市府办）: works for; 林某（县委书记）: a title after the name, see `titled_behind`."""
        for match in _with_brackets(self.text):
            name = match[1].replace(" ", "")
            if self.reading.sentence_at(match.start()) is None or name in names.NOT_NAMES:
                continue
            inside = self.reading.ending_at(match.end(2), "organization") or self.reading.ending_at(
                match.end(2), "district"
            )
            remark = _REMARK.match(self.text, match.start(2))
            first = remark.end() if remark else match.start(2)
            whole = next((body for body in inside if body.start in (match.start(2), first)), None)
            if whole is not None and is_name(name):
                official = ("official", self.holders.note("official", match.span(1)))
                self.reading.fact(
                    official,
                    "works_for",
                    (whole.type, whole.name),
                    [match.span()],
                    self.reading.article.published,
                )

    def titled_behind(self, group: Group) -> bool:
        """林远舟（县委书记）, 林远舟（原县委书记） and, at the beginning of a line, 林远舟 县委副书记、县长 or
        林远舟，县教育局局长."""
        offset = max(0, group.start - 16)
        match = _BEFORE_TITLE.search(self.text[offset : group.start])
        if match is None:
            return False
        start, end = offset + match.start(1), offset + match.end(1)
        if (match["gap"] or "").startswith("（"):
            if not self.text.startswith(("）", "，", "、"), group.end):
                return False
        elif start > 0 and self.text[start - 1] not in "\n：:":
            return False
        if not is_name(match[1].replace(" ", "")) and names.given_at(self.reading, start) != end:
            return False
        self.holders.holds((start, end), group)
        return True

    def addressed(self) -> None:
        """林舟书记, 买买提·艾山局长: a title behind a name makes it an official's."""
        for token in self.reading.tagged("PER"):
            start = token.start
            if self.reading.covered(start, start + 1, "official", "organization") or not _ADDRESSED.search(
                self.text, start, token.end + _FAR
            ):
                continue  # whatever the name is
            end = names.given_at(self.reading, token.start)
            if (
                end is not None
                and not self.reading.covered(token.start, end, "official", "organization")
                and _ADDRESS.match(self.text, end)
            ):
                self.holders.note("official", (token.start, end))
