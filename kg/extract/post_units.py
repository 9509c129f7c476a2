"""The units of bodies that titles stand against: 某供销总社|信息部|副部长, 局长甲、|法规室|副主任乙."""

from __future__ import annotations

import re
from functools import cached_property

from kg import lexicon
from kg.extract.bodies import Bodies, home_body, organ_name
from kg.extract.places import DEICTIC, Geography, Place
from kg.extract.reading import Found, Reading
from kg.extract.titles import FORMER, Body, Post, ends_sentence
from kg.extract.villages import Villages
from kg.text.clean import HAN

_DATA = lexicon.data("posts")
_UNIT = rf"[A-Z]{{0,6}}[{HAN}]{{2,14}}?{lexicon.alternation(_DATA['units'])}"
UNIT = re.compile(_UNIT)
LINKED_UNIT = re.compile(rf"(?:[、，/ ]|兼(?:任)?|和|并任)(?P<unit>{_UNIT})")
_ELECTED = re.compile("选举|当选|选出|推选")
_COMMITTEES = ("委", "党工委", "党总支", "党支部")
_WHOLES = "公司|集团|厂|大学|学院|医院|研究院|银行"
# units of a firm, a school or a hospital that are part of a post in it, and no bodies of their own
INNER_UNITS = ("部", "处", "科", "室", "股", "办公室", "中心", "科室", "段", "队")
_WHOLE = re.compile(rf"(?:{_WHOLES})\Z")
INNER_NAME = re.compile(rf"(?P<whole>.{{2,40}}(?:{_WHOLES}))(?P<unit>[{HAN}]{{1,10}}?(?:办公室|[部处科室股]))\Z")
# 设计院院长甲、|营销中心|经理乙: the one's own, where it is not an agency
_UNITS_OF_FIRMS_TOO = ("中心", "办公室", "办", "委员会")
_UNITS_OF_PLACES = tuple(_DATA["units_of_places"])
# organs that have units of their own: 县人大常委会|代表资格审查委员会
_WITH_UNITS = (
    "法院",
    "检察院",
    "人大常委会",
    "人大",
    "政协",
    "人武部",
    "武装部",
    "军分区",
    "委组织部",
    "委宣传部",
    "委统战部",
    "纪委",
    "纪委监委",
    "党校",
    *lexicon.data("bodies")["national"],
)
_OF_UNNAMED = re.compile(rf"[{DEICTIC}](?:委|人民政府|人大|政协|纪委|监委|委[^员]{{2,6}}部|法院|检察院|公安局)")


class Units:
    """Tells whose the units of one reading are."""

    def __init__(self, reading: Reading, geography: Geography, bodies: Bodies) -> None:
        self.reading, self.geography, self.bodies = reading, geography, bodies
        self.text = reading.text
        self.home_body = home_body(reading, geography)
        self.villages = Villages(reading)
        self.unit_owner: dict[str, Body] = {}  # by the name of a unit that only a title names
        self._named = {f.name for f in reading.found if f.type == "organization"}
        self._offices = [f.name for f in reading.found if f.type == "organization" and f.detail == "office"]

    @cached_property
    def townships(self) -> frozenset[str]:
        """The townships that the article names."""
        return frozenset(f.name for f in self.reading.found if f.type == "district" and f.detail == "township")

    @cached_property
    def names_by_end(self) -> dict[str, set[str]]:
        """The bodies of the article by the last two characters of their names."""
        names: dict[str, set[str]] = {}
        for f in self.reading.found:
            if f.type == "organization":
                names.setdefault(f.name[-2:], set()).add(f.name)
        return names

    def touching(self, start: int, type_: str) -> Found | None:
        """The longest thing that ends where a title begins, or before the 原 in front of it."""
        if not self.reading.ending_at(start) and (former := FORMER.search(self.text, max(0, start - 2), start)):
            start = former.start()
        return max(self.reading.ending_at(start, type_), key=lambda f: f.end - f.start, default=None)

    def place_of(self, body: Body | None) -> Place | None:
        """The place that a body, or a post's place, is of."""
        if body is None:
            return None
        places = self.bodies.places
        if body[0] == "district":
            return places.get(body[1])
        owner = next((f.owner for f in self.reading.named(*body) if f.owner), None)
        if owner is not None and owner[0] == "district":
            return places.get(owner[1])
        return next((places[body[1][:n]] for n in range(len(body[1]), 0, -1) if body[1][:n] in places), None)

    def elected_committee(self, start: int) -> Body | None:
        """全会选举林远舟为|书记, 当选为|常务委员会委员: of the committee named last before in the paragraph."""
        sentence = self.reading.sentence_at(start)
        if sentence is None or not _ELECTED.search(self.text, sentence.start, start):
            return None
        bodies = self.reading.within(sentence.paragraph.start, start, "organization")
        committees = [body.name for body in bodies if body.name.endswith(_COMMITTEES)]
        return ("organization", committees[-1]) if committees else None

    def body_before_unit(self, start: int) -> Found | None:
        """某供销总社|信息部|副部长: the body in front of the unit that a title stands against."""
        for end in range(max(0, start - 12), start):
            for body in self.reading.ending_at(end, "organization"):
                if (
                    (body.detail in ("agency", "firm", "school", "society") or body.name.endswith(_WITH_UNITS))
                    and UNIT.fullmatch(self.text, end, start)
                    and not self._holds_other_words(end, start, "w")
                ):
                    return body
        return None

    def unit_after_name(self, earlier: Post, start: int) -> int | None:
        """某总社信息部副部长甲、|法规室|副处长乙: where the unit begins that stands between a name and a title."""
        if start - earlier.end > 24 or ends_sentence(self.text[earlier.end : start]):
            return None
        link = max(self.text.rfind("、", earlier.end, start), self.text.rfind("，", earlier.end, start))
        if link < 0 or not LINKED_UNIT.fullmatch(self.text, link, start) or self._holds_other_words(link + 1, start):
            return None
        return link + 1

    def base_of(self, first: Post) -> Body | None:
        """The body that a group's first title is in, without the unit of it that the title itself names."""
        if first.body is None:
            return None
        name = first.body[1]
        for length in range(len(name) - 1, 0, -1):
            if any(f.detail != "unit" for f in self.reading.named("organization", name[:length])):
                return ("organization", name[:length])
        return first.body

    def _holds_other_words(self, start: int, end: int, *more: str) -> bool:
        """Whether words stand there that no unit's name holds."""
        tags = ("v", "p", "PER", "d", "r", "u", "m", *more)
        # 民事审判|第一庭
        words = (token for token in self.reading.tokens_in(start, end) if not token.word.startswith("第"))
        return any(token.tag in tags for token in words)

    def whole_of(self, body: Body | None) -> Body | None:
        """The firm, school or hospital whose unit a body is (of 某公司综合办公室 the firm), None where it is none's."""
        if body is None or body[0] != "organization":
            return None
        inner = INNER_NAME.fullmatch(body[1])
        return self.unit_owner.get(body[1]) or (("organization", inner["whole"]) if inner else None)

    def whole_named(self, body: Found) -> str | None:
        """The name of the firm, school or hospital whose unit a body is by its name. It is noted in its place, and the
        unit is no body then."""
        written = self.text[body.start : body.end]
        inner = INNER_NAME.fullmatch(written)
        if inner is None or not body.name.endswith(written[inner.end("whole") :]):
            return None
        whole, end, reading = inner["whole"], body.start + inner.end("whole"), self.reading
        if (named := reading.ending_at(end, "organization")) and (same := [f for f in named if f.start == body.start]):
            whole = same[0].name
        else:
            reading.add(Found("organization", whole, body.start, end, detail="firm"))
        unit = ("organization", body.name)
        reading.drop(lambda thing: (thing.start, thing.end, thing.type, thing.name) == (body.start, body.end, *unit))
        if not reading.named(*unit):
            reading.facts[:] = [fact for fact in reading.facts if unit not in (fact.subject, fact.object)]
        return whole

    def is_no_agency(self, body: Body | None) -> bool:
        if body is None:
            return False
        return bool(_WHOLE.search(body[1])) or any(
            f.detail in ("firm", "school", "society") for f in self.reading.named(*body)
        )

    def unit_of(self, unit: str, owner: Body | None, inside: bool) -> Body | None:
        """A department named without its place is of the place, or of the body, of the title before it; of the body
        where it stands right behind that (`inside`): 该局|刑侦大队."""
        place = self.place_of(owner) or unnamed(owner)
        if unit[0] in DEICTIC and place is not None and place.name.endswith(unit[0]):
            unit = unit[1:]  # 省政府秘书长甲，|省外侨办|主任乙
        if place is not None and place.name.endswith("街道") and unit == "办事处":
            return ("organization", organ_name(place, unit))
        if (
            not inside
            and place is not None
            and (place.level or place == unnamed(owner))
            and unit.endswith(_UNITS_OF_PLACES)
            and not (unit.endswith(_UNITS_OF_FIRMS_TOO) and self.is_no_agency(owner))
        ):
            return ("organization", place.name + unit)
        if owner is None or owner[0] != "organization":
            return None
        owner = self.whole_of(owner) or owner  # 信息处处长、|法规处|副处长: beside the other, not in it
        self.unit_owner[owner[1] + unit] = owner
        return ("organization", owner[1] + unit)


def unnamed(body: Body | None) -> Place | None:
    """The place of an organ whose place the page never names (县委 of no county named): 县, of no level."""
    if body is None or body[0] != "organization" or not _OF_UNNAMED.match(body[1]):
        return None
    return Place(body[1][0], "", None, None)
