"""Which body a title is in: what it stands against, a unit of that, the place's government, the title's before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg import lexicon
from kg.extract.bodies import organ_name
from kg.extract.firms import firm_before
from kg.extract.places import DEICTIC, LEVEL_WORDS, Place
from kg.extract.post_company import is_of_another
from kg.extract.post_units import INNER_NAME, INNER_UNITS, UNIT, Units, unnamed
from kg.extract.reading import Found
from kg.extract.service import serving
from kg.extract.titles import Body, Post, level_of
from kg.text.clean import HAN
from kg.text.lines import is_roster

_DATA = lexicon.data("posts")
_BARE_ORGANS: dict[str, str] = _DATA["bare_organs"]
BARE_ORGAN = re.compile(rf"{lexicon.alternation(_BARE_ORGANS)}\Z")
_ORGANS_LEFT_OUT = tuple(_DATA["organs_left_out"])
_BESIDE_OTHERS = tuple(_DATA["titles_beside_others"])
_BEHIND_A_MARK = tuple(_DATA["titles_behind_a_mark"])
_OF_A_PARTY_GROUP = ("党组", "党委", "党总支", "党支部")
_RANKS = ("一级", "二级", "三级", "四级")

_CORPORATE = tuple(_DATA["corporate"])
# titles that are no unit's
_DEPUTIES = ("", "副", "常务副", "执行")
_TOP = (*(title for title in _CORPORATE if title not in ("负责人", "经理")), *_DATA["of_the_whole"])
_OF_THE_WHOLE = (*(deputy + title for deputy in _DEPUTIES for title in _TOP), "党委", "党组", "党总支", "办公室")
_OF_A_COMMITTEE = ("书记", "副书记", "常委", "常务委员会委员", "常委会委员")
_OF_A_PLACE = ("厅", "管理局", "委员会")
_OF_THE_STATE = ("国家", "国务院", "中央", "中国", "全国")
_OF_FIRMS = ("董事长", "总经理", "总裁", "首席执行官")
_ORGANS = ("委", "人民政府", "政协", "人大常委会", "纪委", "委组织部", "委宣传部", "管委会", "党工委")
_BESIDE_A_PARTY_SECRETARY = ("、董事长", "、总经理", "、总裁")
# 来到某集团，|集团董事长
_THE_FIRM = re.compile(rf"(?:(?<![{HAN}])|(?<=向))(?P<kind>集团|公司|企业|合作社)$")
_LEADING = _DATA["labels_of_groups"]["leading"]
_OF_A_GROUP = frozenset(prefix + word for word in _LEADING for prefix in ("", "副", "常务副", "第一副")) - {
    "主任",
    "副主任",
}
_OF_ANOTHER_GROUP = ("组", "团", "队", "部")
_GENERIC = ("领导小组", "工作领导小组", "工作组", "指挥部", "考察团", "代表团", "调研组", "检查组", "督导组", "委员会")
_LED = re.compile(rf"的(?P<name>[{HAN}]{{0,24}}?{lexicon.alternation(lexicon.data('bodies')['group'])})(?![{HAN}]?长)")
_UNKNOWN = ("院", "校", "厂", "社")
_ANYBODY = ("有关领导", "相关领导")
_LABELLED = re.compile(rf"[{HAN}]{{2,6}}[：:]")
_LABELS = 8  # lines of labels and names below the name of the body
_TERM = re.compile(r"第?[一二三四五六七八九十\d]{1,3}届")


class Context(NamedTuple):
    """What stands before a title: the post before it in its group, the body that the unit in front of it is of, and the
    last post of the group before in the sentence."""

    previous: Post | None = None
    base: Body | None = None
    earlier: Post | None = None

    @property
    def body(self) -> Body | None:
        return self.previous.body if self.previous else None


class PostBodies(Units):
    """Settles the bodies of the titles of one reading."""

    def post(self, match: re.Match[str], body_start: int, context: Context) -> Post:
        """The post of a title; what names its body begins at `body_start`, the title's own start where nothing does."""
        title, start, end = match[0], match.start(), match.end()
        kind = match.lastgroup or "plain"
        if kind == "sharing":
            body = max(self.reading.ending_at(start + 1, "organization"), key=lambda f: f.end - f.start)
            return Post(body_start, end, title, ("organization", body.name), title, "plain")
        if kind == "collective":
            return Post(body_start, end, title, self._collective(title, start, end), title, kind)
        if kind == "contracted":
            department, short = _DATA["contracted"][title]
            return Post(body_start, end, short, self._department(department, start, context.body), title, kind)
        level = self.text[start - 1 : start]
        if title.startswith(_RANKS) and level and level in DEICTIC and not self.touching(start, "organization"):
            place = self.geography.of(level, start)  # 区一级调研员
            if place is not None and not self.touching(start, "district"):
                return Post(start - 1, end, title, place.key, level + title, kind)
        village = self.villages.headed(title, start) if body_start != start or title[0] in "村驻" else None
        if village is not None and village.start == body_start:
            return Post(body_start, end, title, ("organization", village.body), village.written, kind)
        settled, written = self._plain(title, start, body_start, context)
        return Post(body_start, end, title, settled, written, kind)

    def _plain(self, title: str, start: int, body_start: int, context: Context) -> tuple[Body | None, str]:
        """The body of a plain title, and the title as written."""
        head = level_of(title)
        if head:
            return self._government(head, start, context), title
        body = self.touching(start, "organization")
        if body is not None and (place := self._shared_place(body, context)) is not None:
            return ("organization", place.name + body.name), title
        if body is not None and (whole := self.whole_named(body)) is not None:
            unit = INNER_NAME.search(body.name)
            return ("organization", whole), (unit["unit"] if unit else "") + title  # 某某公司|市场部部长
        if body is not None:
            return ("organization", body.name), self._written(body, title)
        before = self.text[body_start:start]
        if organ := BARE_ORGAN.search(before):
            return self._bare(organ[0], start, context.body), organ[0] + title
        if UNIT.fullmatch(before) and (context.previous or context.base):
            inside = bool(self.reading.ending_at(body_start, "organization"))
            owner = context.body if context.previous else context.base
            if before.endswith(INNER_UNITS) and self.is_no_agency(owner):
                return owner, before + title  # 某某医院|科教处处长
            return self.unit_of(before, owner, inside), title
        district = self.touching(start, "district")
        if district is not None:
            place = self.bodies.places.get(district.name)
            return self._by_title(title, place) if place else ("district", district.name), title
        unknown = self._unknown(title, start)
        if unknown is None and title in _OF_FIRMS and self._is_organ(context):
            return None, title  # 县委书记甲、|某某|董事长乙: no one is 董事长 of a committee
        return unknown or self._inherited(title, start, context), self._unit_again(title, context) + title

    def _shared_place(self, body: Found, context: Context) -> Place | None:
        """Whose a department is that is named without its place behind a title in one of a place: 省民政厅厅长、|应急
        管理厅|厅长."""
        if body.detail != "agency" or body.owner is not None or not body.name.endswith(_OF_A_PLACE):
            return None
        place = self.place_of(context.body) if context.body is not None else None
        named = any(body.name.startswith(form) for form in (*self.bodies.places, *_OF_THE_STATE))
        return place if place is not None and place.level and not named else None

    def _unit_again(self, title: str, context: Context) -> str:
        """The unit that a title has from the one before it: 某公司市场部部长甲、|副部长乙."""
        last = context.previous or context.earlier
        if last is None or not last.written.endswith(last.title) or not self.is_no_agency(last.body):
            return ""
        unit = last.written.removesuffix(last.title)
        same = title != last.title and title.removeprefix("副") == last.title.removeprefix("副")
        return unit if same and unit.endswith(INNER_UNITS) else ""

    def _is_organ(self, context: Context) -> bool:
        """Whether the body that a title without one would be of is an organ of a place."""
        earlier = context.body or (context.earlier.body if context.earlier else None)
        body = earlier or ("organization", self.home_body or "")
        place = self.place_of(body)
        return place is not None and (body[0] == "district" or body[1] in {organ_name(place, key) for key in _ORGANS})

    def _unknown(self, title: str, start: int) -> Body | None:
        """A firm whose name ends like no firm's, known by the title behind it: 远山置地|副总裁."""
        beside = title == "党委书记" and self.text.startswith(_BESIDE_A_PARTY_SECRETARY, start + len(title))
        if not title.endswith(_CORPORATE) and not beside:
            return None
        if pointing := _THE_FIRM.search(self.text, max(0, start - 4), start):
            sentence = self.reading.sentence_at(start)
            first = sentence.paragraph.start if sentence else 0
            bodies = self.reading.within(first, pointing.start(), "organization")
            firms = [f for f in bodies if f.detail == "firm" or f.name.endswith("社")]
            kind = {"集团": "集团", "合作社": "社"}.get(pointing["kind"], "")
            named = [f for f in firms if kind in f.name]
            return ("organization", named[-1].name) if named else None
        begin = firm_before(self.reading, start)
        if begin is None:
            return None
        name = self.text[begin:start]
        self.reading.add(Found("organization", name, begin, start, detail="firm"))
        return ("organization", name)

    # -- what is near -------------------------------------------------------------------------------------------------

    def _crossing(self, start: int, end: int) -> Found | None:
        """The district that begins before a title and ends within it, by `end`: 青禾|县|长."""
        across = self.reading.overlapping(start, start + 1, "district")
        return next((f for f in across if f.start < start and f.end <= end), None)

    def _place_before(self, end: int) -> Place | None:
        found = self.touching(end, "district")
        if found is not None:
            return self.bodies.places.get(found.name)
        for word in LEVEL_WORDS:
            if end >= len(word) and self.text.startswith(word, end - len(word)):
                return self.geography.of(word, end - len(word))
        return None

    # -- bodies by title ----------------------------------------------------------------------------------------------

    def _written(self, body: Found, title: str) -> str:
        """As written: with the organ's short name (党工委副书记, 县委书记), without that of a body with a name."""
        if (
            body.detail != "organ"
            or title.startswith("常务委员会")
            or title.endswith("主委")
            or title.startswith(_OF_A_PARTY_GROUP)
            or body.name.endswith(_ORGANS_LEFT_OUT)
        ):
            return title

        def keeps_level(organ: str) -> bool:
            return organ in ("军区", "政府", "人民政府") or organ.startswith("委")

        form = self.text[body.start : body.end].removeprefix("中共")
        districts = self.reading.within(body.start, body.end, "district")
        if districts and districts[0].start in (body.start, body.end - len(form)):
            stop = max(district.end for district in districts)
            organ = _TERM.sub("", self.text[stop : body.end])
            level = self.text[stop - 1]
            if organ == "军区" and level not in DEICTIC:
                return title  # 广西|军区副参谋长
            return (level if keeps_level(organ) and level in DEICTIC else "") + organ + title
        form = _TERM.sub("", form)
        if form[0] in DEICTIC and not keeps_level(form[1:]):
            form = form[1:]
        return form + title

    def _collective(self, title: str, start: int, end: int) -> Body | None:
        """县领导 are the county's, 校领导 the school's whose page it is; 有关领导 are anybody's."""
        if title in _ANYBODY:
            return None
        found = self.touching(start, "district") or self.touching(start, "organization")
        if found is None:
            found = self._crossing(start, end)
        if found is not None:
            return (found.type, found.name)
        level = next((word for word in LEVEL_WORDS if title.startswith(word)), title[0])
        place = self.geography.of(level, start)
        if place is not None:
            return place.key
        if level in DEICTIC:
            return self.geography.home.key if self.geography.home else None
        return ("organization", self.home_body) if self.home_body else None

    def _bare(self, organ: str, start: int, previous: Body | None) -> Body | None:
        """党组书记 without a place is of the place before it, of the title before it, the section's, or the home's;
        党委组织部部长 behind a title in a firm or a school is of that."""
        whole = self.whole_of(previous) or previous
        if whole is not None and organ.startswith("党委") and self.is_no_agency(whole):
            self.unit_owner[whole[1] + organ] = whole
            return ("organization", whole[1] + organ)
        place = (
            self._place_before(start - len(organ))
            or self.place_of(previous)
            or unnamed(previous)
            or self.geography.section(start)
            or self.geography.home
        )
        if place is None or not (place.level or place == unnamed(previous)):
            return None
        return ("organization", organ_name(place, _BARE_ORGANS[organ]))

    def _department(self, department: str, start: int, previous: Body | None) -> Body | None:
        """公安局长 is of the place before it (县委|组织部长: before 委), of the title before it, or of the home."""
        place = (
            self._place_before(start)
            or self.place_of(previous)
            or unnamed(previous)
            or self.geography.section(start)
            or self.geography.home
        )
        if self.text[start - 1 : start] == "委":
            place = self._place_before(start - 1) or place
        if place is None or not (place.level or place == unnamed(previous)):
            return None
        return ("organization", organ_name(place, _BARE_ORGANS.get(department, department)))

    def _government(self, head: str, start: int, context: Context) -> Body | None:
        """县长 is of the county's government where the text speaks of that, else of the county."""
        level = _DATA["heads"][head]
        touching = self.touching(start, "organization")
        if touching is not None and touching.detail == "organ":
            return ("organization", touching.name)
        named = self.touching(start, "district")
        if named is None:
            named = self._crossing(start, start + 1 + len(head))
        place = self.bodies.places.get(named.name) if named is not None else None
        if place is not None and not place.name.endswith(level):
            place = next((up for up in place.chain if up.name.endswith(level)), place)
        if place is None and context.body is None and context.earlier is not None and self._deputy(start):
            # 大安市市长甲、|副市长乙
            beside = self.place_of(context.earlier.body)
            place = beside if beside is not None and beside.name.endswith(level) else None
        if place is None and context.body is None and (served := serving(self.reading, start)) is not None:
            there = self.place_of((served.type, served.name))
            place = there if there is not None and there.name.endswith(level) else None  # 长期在某省工作，任|副省长
        if place is None:
            near = self.place_of(context.body)
            place = self.geography.of(level, start, near if near and near.name.endswith(level) else None) or near
        if place is None or not place.level:
            return None
        return self._by_title(head, place)

    def _deputy(self, start: int) -> bool:
        """Whether the title that begins there is that of a deputy, named behind the head: …市长甲、|副市长乙."""
        return self.text[start - 1 : start] in ("、", "，") and self.text.startswith(("副", "常务副"), start)

    def _by_title(self, title: str, place: Place) -> Body:
        """The place's government if the text names it and the title is one of a government's, else the place."""
        if title.endswith(("长", "主席")):
            government = organ_name(place, "管委会" if place.level == "zone" else "人民政府")
            if government in self._named:
                return ("organization", government)
        return place.key

    def _headed(self, start: int) -> Body | None:
        """The body whose name is the line above a list of labels: 某县人大常委会 / 主任：甲 / 副主任：乙 丙."""
        sentence = self.reading.sentence_at(start)
        if sentence is None or sentence.paragraph.start != start or not _LABELLED.match(self.text, start):
            return None
        paragraphs = self.reading.article.paragraphs
        i = paragraphs.index(sentence.paragraph)
        for above in reversed(paragraphs[max(0, i - _LABELS) : i]):
            if _LABELLED.match(self.text, above.start) or is_roster(self.text[above.start : above.end]):
                continue
            bodies = self.reading.ending_at(above.end, "organization")
            whole = [body for body in bodies if body.start == above.start]
            return ("organization", whole[0].name) if whole else None
        return None

    def _group_led(self, end: int) -> Found | None:
        """The group behind a title: 以县长甲为组长|的某领导小组, 由甲任团长|的赴某地考察团."""
        clause = _LED.match(self.text, end)
        if clause is None:
            return None
        things = self.reading.within(end, clause.end(), "organization")
        whole = [f for f in things if f.end == clause.end()]
        if whole:
            return max(whole, key=lambda f: f.end - f.start)
        if clause["name"] in _GENERIC:
            return None
        group = Found("organization", clause["name"], *clause.span("name"), detail="group")
        self.reading.add(group)
        return group

    def _group_before(self, start: int) -> Body | None:
        """The group set up for a task that is named last before a position: 总指挥 is of the 指挥部."""
        if self.text.startswith(_OF_ANOTHER_GROUP, start - 1):
            return None  # 某某工作组|副组长: of a group that was not found
        groups = [f for f in self.reading.within(0, start, "organization") if f.detail == "group"]
        return ("organization", groups[-1].name) if groups else None

    def _inherited(self, title: str, start: int, context: Context) -> Body | None:
        """The body of a title that names none: that of the title before it, else the one whose page it is."""
        if (headed := self._headed(start)) is not None:
            return headed
        if self.text[start - 1 : start] in _UNKNOWN and start:
            return None  # 某某研究院|副院长: of a body that was not found
        if title in _OF_A_GROUP:
            if self.text.startswith("的", start + len(title)):
                led = self._group_led(start + len(title))
                return ("organization", led.name) if led else None
            if (group := self._group_before(start)) is not None:
                return group
        if context.body is None and title in _OF_A_COMMITTEE and (elected := self.elected_committee(start)):
            return elected
        body_name = context.body[1] if context.body else ""
        above = self.unit_owner.get(body_name)
        if above is not None and title.endswith("长") and above[1].endswith(title[-2]) > body_name.endswith(title[-2]):
            return above  # 县财政局预算科科长、|副局长
        whole = self.whole_of(context.body)
        if whole is not None and self.is_no_agency(whole) and title.startswith(_OF_THE_WHOLE):
            return whole  # 某公司综合办公室主任、|副总经理
        if context.body is not None:
            place = self.place_of(context.body) if title in ("主席", "副主席") else None
            region = place.at("province") if place else None
            if region is not None and region.name.endswith("自治区"):
                return self._by_title("主席", region)
            region = self.place_of(context.body) if title.startswith("纪委") else None
            if region is not None and context.body[1] in (organ_name(region, "委"), organ_name(region, "党委")):
                return ("organization", organ_name(region, "纪委"))  # 县委常委、纪委书记
            return context.body
        place = self._place_before(start) if title.endswith("主席") else None
        if place is not None and place.level:  # 自治区副主席
            return self._by_title("主席", place)
        if title.startswith("办公室") and self._offices:
            return ("organization", self._offices[-1])
        earlier = context.earlier.body if context.earlier else None
        if earlier is not None:
            # 省长甲和副书记乙: of the same place, of the committee
            place = self.place_of(earlier)
            if title in ("书记", "副书记", "常委") and place is not None:
                return ("organization", organ_name(place, "委"))
            if title.startswith("纪委") and place is not None and place.level:
                return ("organization", organ_name(place, "纪委"))
            titles = _BESIDE_OTHERS + _BEHIND_A_MARK if self.text[start - 1 : start] in ("、", "，") else _BESIDE_OTHERS
            beside = title in titles and not is_of_another(title, self.whole_of(earlier) or earlier)
            if title.startswith("副") or beside or title.endswith(_OF_FIRMS):  # 执行总裁 too
                return earlier
        return ("organization", self.home_body) if self.home_body is not None else None
