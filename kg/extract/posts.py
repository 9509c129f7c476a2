"""Posts in a text: the groups of titles that one person holds, each with its body."""

from __future__ import annotations

import re

from kg import lexicon
from kg.extract.bodies import Bodies
from kg.extract.places import DEICTIC, LEVEL_WORDS, Geography
from kg.extract.post_bodies import BARE_ORGAN, Context, PostBodies
from kg.extract.post_company import settle
from kg.extract.post_units import LINKED_UNIT, UNIT
from kg.extract.reading import Found, Reading
from kg.extract.service import serving
from kg.extract.titles import FORMER, Body, Group, Post, ends_sentence, titles

__all__ = ["Body", "Group", "Post", "Posts"]

_DATA = lexicon.data("posts")
_FORMER = tuple(_DATA["former"])
_FUTURE = tuple(_DATA["future"])
_THEN = "时任"
# 成县|原|人力资源和社会保障局局长
_OF_THE_PAST = re.compile(rf"[{DEICTIC}]原(?=[^原])")
_TAKEN = re.compile(
    "[拟现曾历转调出升]任|任命|担任|免去|免除|不再|辞去|卸任"
)  # 甲局局长，|拟任乙局|局长: no unit of the first
# 长期在某部工作，曾任|规划司|司长
_UNIT_TAKEN = re.compile(rf"[曾历后担，年月]任(?P<unit>{UNIT.pattern})\Z")
# what may stand between two titles of one person
_JOINT = re.compile(r"(?:(?:[、/ ]|，?兼(?:任)?|和|及|暨|，?并)+\n?)?")


class Posts(PostBodies):
    """Finds the post groups of a reading."""

    def __init__(self, reading: Reading, geography: Geography, bodies: Bodies) -> None:
        super().__init__(reading, geography, bodies)
        self._groups: list[Group] = []

    def groups(self) -> list[Group]:
        """The groups in the order of the text."""
        self._groups = []
        earlier: Post | None = None
        for match in titles(self.reading):
            start = match.start()
            body_start, joined, owner = self._joined(match)
            base: Body | None = (owner.type, owner.name) if owner else None
            if not joined:
                if self._groups:
                    settle(self, self._groups)
                before = self._groups[-1] if self._groups else None
                self._groups.append(self._open(body_start))
                earlier = None
                if before is not None:
                    unit_start = self.unit_after_name(before.posts[-1], start) if body_start == start else None
                    if unit_start is not None and (base := self.base_of(before.posts[0])) is not None:
                        body_start = unit_start
                    if not ends_sentence(self.text[before.end : body_start]):
                        earlier = before.posts[-1]
                if base is None and body_start == start and (taken := _UNIT_TAKEN.search(self.text, start - 24, start)):
                    served = serving(self.reading, start)
                    if served is not None and served.type == "organization":
                        body_start, base = taken.start("unit"), ("organization", served.name)
            group = self._groups[-1]
            former = FORMER.search(self.text, body_start, start)
            if former or _OF_THE_PAST.search(self.text, body_start, start):
                group.former = True
                group.then = group.then or (former is not None and former[0] == _THEN)
            previous = group.posts[-1] if group.posts else None
            post = self.post(match, body_start, Context(previous, base, earlier))
            # the words of the post begin with the body whose unit it is in: 某总社|信息部|副部长
            group.posts.append(post._replace(start=owner.start) if owner else post)
        if self._groups:
            settle(self, self._groups)
        return self._groups

    def _joined(self, match: re.Match[str]) -> tuple[int, bool, Found | None]:
        """Where the body of a title begins, whether it joins the group before it, and the body that the unit in front
        of it is of."""
        start = match.start()
        last = self._groups[-1].end if self._groups else -1
        if match.lastgroup == "sharing":
            body = max(self.reading.ending_at(start + 1, "organization"), key=lambda f: f.end - f.start)
            return body.start, 0 <= last <= body.start and bool(_JOINT.fullmatch(self.text, last, body.start)), None
        body_start = self._body_start(start)
        if body_start == start and match.lastgroup == "plain":
            village = self.villages.headed(match[0], start)
            body_start = village.start if village is not None else start
        joined = 0 <= last <= body_start and bool(_JOINT.fullmatch(self.text, last, body_start))
        if body_start != start:
            return body_start, joined, None
        owner = self.body_before_unit(start)
        if owner is not None and owner.start >= last:  # 教授甲，|某医院|骨科|主任乙: of a body of its own
            return owner.end, last >= 0 and bool(_JOINT.fullmatch(self.text, last, owner.start)), owner
        unit = LINKED_UNIT.fullmatch(self.text, last, start) if 0 <= last < start else None
        if unit is not None and not joined and not _TAKEN.search(unit["unit"]):
            joined, body_start = True, unit.start("unit")
        if owner is not None:
            return owner.end, joined, owner
        return body_start, joined, None

    def _open(self, start: int) -> Group:
        before = self.text[max(0, start - 8) : start]
        return Group([], before.endswith(_FORMER), before.endswith(_FUTURE), before.endswith(_THEN))

    def _body_start(self, start: int) -> int:
        """Where the body or place that a title stands against begins; the title's own start where there is none."""
        begin = start
        former = FORMER.search(self.text, max(0, start - 2), start)
        if former and self.reading.ending_at(former.start(), "organization", "district"):
            begin = former.start()  # 某县人大常委会|原|副主任
        bare = begin
        while True:
            rows = self.reading.ending_at(begin, "organization", "district") or [
                f
                for f in self.reading.overlapping(begin, begin + 1, "district")
                if f.start < begin and f.end <= start + 2  # 青禾|县|长
            ]
            if not rows:
                break
            begin = min(f.start for f in rows)
            if self.text[max(0, begin - 2) : begin] == "中共":
                begin -= 2
        organ = BARE_ORGAN.search(self.text, max(0, start - 12), start)
        if begin == bare and organ:
            begin = organ.start()
            level = next((word for word in LEVEL_WORDS if self.text.endswith(word, 0, begin)), "")
            return begin - len(level)
        return begin
