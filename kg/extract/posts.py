"""Posts in a text: the titles, the bodies they are in, and the groups in which one person's titles stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg import lexicon
from kg.extract.bodies import Bodies, home_body, organ_name
from kg.extract.places import DEICTIC, Geography, Place
from kg.extract.reading import Found, Reading
from kg.text.clean import HAN

_DATA = lexicon.data("posts")
_TITLE = lexicon.alternation(_DATA["titles"])
_HEAD = lexicon.alternation(_DATA["heads"])
_MODIFIER = lexicon.alternation(_DATA["modifiers"])
_COLLECTIVE = lexicon.alternation(_DATA["collective"])
_CONTRACTED = lexicon.alternation(_DATA["contracted"])
_BARE_ORGANS = {
    "党委": "党委", "党工委": "党工委", "管委会": "管委会", "人大常委会": "人大常委会", "人大": "人大常委会", "政协": "政协", "纪委": "纪委", "监委": "监委", "监察委员会": "监委",
    "政府": "人民政府", "人民政府": "人民政府", "组织部": "委组织部", "宣传部": "委宣传部", "统战部": "委统战部", "政法委": "委政法委", "人武部": "人武部",
    "政府办公室": "人民政府办公室", "政府办": "人民政府办公室", "委办公室": "委办公室", "法院": "人民法院", "人民法院": "人民法院", "检察院": "人民检察院", "人民检察院": "人民检察院", "总工会": "总工会",
}  # fmt: skip
_BARE = lexicon.alternation(_BARE_ORGANS)
# a department without its place, known by the post before it: 副省长、公安厅厅长
_DEPARTMENT = rf"[{HAN}]{{2,10}}?(?:局|厅|委员会|办公室)"
POST = re.compile(
    rf"(?P<collective>{_COLLECTIVE})|(?P<contracted>{_CONTRACTED})|(?P<plain>(?:{_MODIFIER})*(?:{_HEAD}|{_TITLE}))"
)
_HEADED = re.compile(r"(?:局|厅|部|处|科|院|校|社|台|站|所|队|厂|行|馆)长")
# 副省长、|公安厅|厅长: all that stands between two titles is a department of the same place
_UNIT = re.compile(
    rf"^(?P<link>[、，/ ]|兼(?:任)?|和|并任)(?P<unit>[{HAN}]{{2,14}}?(?:局|厅|委|委员会|办公室|办|支队|大队|总队|分局|中心|学院|分公司|公司|处|部|室|支行|集团|党校|法庭|审判庭|理事会|董事会|党组|党委|社))$"
)
_LEVEL_POST = re.compile(rf"^(?:{_MODIFIER})*(?P<head>{_HEAD})$")
_JOINT = re.compile(r"^(?:[、/ ]|，?兼(?:任)?|和|及|暨|并|，并)+$")
_NOT_A_POST = re.compile(
    r"^(?:办|会议|会(?!议?长)|制|室|级|岗位|岗|职位|助理(?!理)|接待日|信箱|热线|负责制|责任制|述职|例会|碰头会|班|团成员会议|人选|候选|考察对象|竞|选拔|培训|联席|扩大)"
)


@dataclass(frozen=True, slots=True)
class Post:
    """One title: where it stands, its body as (type, name) where the text settles it, and how it is written."""

    start: int
    end: int
    title: str
    body: tuple[str, str] | None
    written: str
    kind: str  # collective, contracted, plain


@dataclass
class Group:
    """Titles that one person holds together, from `start` to `end`; `former` and `future` say when."""

    posts: list[Post] = field(default_factory=list)
    former: bool = False
    future: bool = False

    @property
    def start(self) -> int:
        return self.posts[0].start

    @property
    def end(self) -> int:
        return self.posts[-1].end

    @property
    def shared(self) -> bool:
        """Whether more than one can hold its last title: names that follow may all have it."""
        last = self.posts[-1]
        return last.kind == "collective" or any(last.title.endswith(title) for title in _DATA["shared"])


# organs whose titles are written without them: 院长, 检察长, 办公室主任
_NAMED_ORGANS = (
    "法院",
    "检察院",
    "办公室",
    "办公厅",
    "党校",
    "工商联",
    "总工会",
    "妇联",
    "残联",
    "科协",
    "文联",
    "办事处",
)


class Posts:
    """Finds the post groups of a reading."""

    def __init__(self, reading: Reading, geography: Geography, bodies: Bodies) -> None:
        self.reading, self.geography, self.bodies = reading, geography, bodies
        self.text = reading.text
        self.named = {f.name for f in reading.found if f.type == "organization"}
        self.home_body = home_body(reading, geography)
        self.unit_owner: dict[str, tuple[str, str]] = {}
        self._base: tuple[str, str] | None = None  # the body that the unit in front of the next title is of
        self._earlier: Group | None = None  # the group before in the sentence

    def groups(self) -> list[Group]:
        """The groups in the order of the text."""
        groups: list[Group] = []
        position = 0
        end_of_last = -1
        while match := POST.search(self.text, position):
            # 区党委|书记: the body found takes its part of the words first
            inside = [
                f.end
                for f in self.reading.found
                if f.type == "organization" and f.start < match.end() and match.start() < f.end < match.end()
            ]
            if inside:
                stop = max(inside)
                head = _HEADED.match(self.text, stop - 1)
                if head is not None:  # 市公安局|长: the title shares the body's last character
                    position = end_of_last = self._shared(head, groups, end_of_last)
                    continue
                if (match := POST.match(self.text, stop)) is None:
                    position = stop
                    continue
            position = match.end()
            if self.reading.sentence_at(match.start()) is None or not self._is_post(match):
                position = match.start() + 1
                continue
            body_start = self._body_start(match.start())
            joined = (
                groups
                and end_of_last <= body_start
                and ((between := self.text[end_of_last:body_start]) == "" or _JOINT.match(between))
            )
            direct = self._unit_behind_body(match.start()) if body_start == match.start() else None
            unit = (
                _UNIT.match(self.text[end_of_last : match.start()])
                if groups and 0 <= end_of_last < match.start()
                else None
            )
            if unit is not None and not joined and body_start == match.start():
                joined, body_start = True, end_of_last + unit.start("unit")
            if direct is not None:
                self._base, body_start = ("organization", direct.name), direct.end
            if not joined or not groups:
                groups.append(self._open(body_start))
            if unit is None and body_start == match.start() and not groups[-1].posts and len(groups) > 1:
                body_start = self._unit_after_name(groups[-2], body_start)
            if not groups[-1].posts and len(groups) > 1:
                self._earlier = groups[-2] if self._same_sentence(groups[-2].end, body_start) else None
            if re.search(r"(?:原|前|时任|原任)$", self.text[body_start : match.start()]):
                groups[-1].former = True
            groups[-1].posts.append(self._post(match, body_start, groups[-1]))
            end_of_last = match.end()
        return [group for group in groups if group.posts]

    def _shared(self, match: re.Match[str], groups: list[Group], end_of_last: int) -> int:
        body = max(
            (f for f in self.reading.found if f.type == "organization" and f.end == match.start() + 1),
            key=lambda f: f.end - f.start,
        )
        if not (groups and end_of_last <= body.start and _JOINT.match(self.text[end_of_last : body.start] or "、")):
            groups.append(self._open(body.start))
        groups[-1].posts.append(Post(body.start, match.end(), match[0], ("organization", body.name), match[0], "plain"))
        return match.end()

    def _same_sentence(self, first: int, second: int) -> bool:
        return not re.search(r"[。！？\n；]", self.text[first:second])

    def _open(self, start: int) -> Group:
        before = self.text[max(0, start - 8) : start]
        former = before.endswith(tuple(_DATA["former"]))
        future = before.endswith(tuple(_DATA["future"]))
        return Group([], former, future)

    def _is_post(self, match: re.Match[str]) -> bool:
        text, start, end = self.text, match.start(), match.end()
        if _NOT_A_POST.match(text[end : end + 6]):
            return False
        if any(f.type == "organization" and f.start <= start and end <= f.end for f in self.reading.found):
            return False  # a word of a body's name: 驻村第一书记和工作队
        token = self.reading.token_at(start)
        last = self.reading.token_at(end - 1)
        if token is None or last is None:
            return False
        # 专|班主任: a body's end may stand in the word
        if token.tag == "PER" and (token.start < start or token.end > end):
            return False  # 县委书记|关长河
        return not (
            match[0]
            in ("代表", "成员", "组长", "负责人", "理事", "委员", "秘书", "教授", "研究员", "常委", "董事", "队长")
            and (last.end > end and last.tag not in ("n", "ORG") or text[end : end + 1] in "们团会性作了着")
        )

    def _body_start(self, start: int) -> int:
        """Where the body or place that a title stands against begins; the title's own start where there is none."""
        begin = start
        former = re.search(r"(?:原|前|时任|原任)$", self.text[max(0, start - 2) : start])
        if former and any(
            f.type in ("organization", "district") and f.end == start - len(former[0]) for f in self.reading.found
        ):
            begin -= len(former[0])  # 某县人大常委会|原|副主任
        while True:
            touching = [
                f
                for f in self.reading.found
                if f.type in ("organization", "district") and f.end == begin and f.start < begin
            ]
            overlapping = [
                f for f in self.reading.found if f.type == "district" and f.start < begin < f.end and f.end <= start + 2
            ]
            rows = touching or overlapping
            if not rows:
                break
            begin = min(f.start for f in rows)
            if begin >= 2 and self.text[begin - 2 : begin] == "中共":
                begin -= 2
        if begin == start or (former and begin == start - len(former[0])):
            bare = re.search(rf"(?:{_BARE}|{_DEPARTMENT})$", self.text[max(0, start - 12) : start])
            if bare and re.search(rf"{_BARE}$", bare[0]):
                only = re.search(rf"{_BARE}$", bare[0])
                assert only is not None
                begin = start - len(only[0])
                for word in ("自治区", *DEICTIC):
                    if self.text.startswith(word, begin - len(word)) and begin >= len(word):
                        return begin - len(word)
        return begin

    def _post(self, match: re.Match[str], body_start: int, group: Group) -> Post:
        title = match[0]
        start = match.start()
        kind = match.lastgroup or "plain"
        previous = group.posts[-1].body if group.posts else None
        if kind == "collective":
            return Post(body_start, match.end(), title, self._collective(match), title, kind)
        if kind == "contracted":
            department, title = _DATA["contracted"][title]
            body = self._department(department, body_start, start, previous)
            return Post(body_start, match.end(), title, body, match[0], kind)
        head = _LEVEL_POST.match(title)
        if head:
            return Post(
                body_start, match.end(), title, self._government(head["head"], body_start, start, previous), title, kind
            )
        body_found = self._touching(start, "organization")
        if body_found is not None:
            return Post(
                body_start,
                match.end(),
                title,
                ("organization", body_found.name),
                self._written(body_found, title),
                kind,
            )
        bare = re.search(rf"{_BARE}$", self.text[body_start:start])
        if bare:
            place = self._place_before(start - len(bare[0])) or self._place_of(previous)
            place = place or self.geography.section(start) or self.geography.home
            body = None
            if place is not None and place.level:
                body = ("organization", organ_name(place, _BARE_ORGANS[bare[0]]))
            return Post(body_start, match.end(), title, body, bare[0] + title, kind)
        if (
            body_start < start
            and not group.posts
            and self._base is not None
            and _UNIT.match("、" + self.text[body_start:start])
        ):
            base, self._base = self._base, None
            return Post(body_start, match.end(), title, self._unit_of(self.text[body_start:start], base), title, kind)
        if body_start < start and group.posts and _UNIT.match("、" + self.text[body_start:start]):
            return Post(
                body_start, match.end(), title, self._unit_of(self.text[body_start:start], previous), title, kind
            )
        place_found = self._touching(start, "district")
        if place_found is not None:
            place = self.bodies.places.get(place_found.name)
            body = self._by_title(title, place) if place else ("district", place_found.name)
            return Post(body_start, match.end(), title, body, title, kind)
        level = self.text[start - 1 : start]
        if level in DEICTIC and level and title.startswith(("一级", "二级", "三级", "四级")):
            place = self.geography.of(level, start)  # 区一级调研员
            if place is not None:
                return Post(start - 1, match.end(), title, place.key, level + title, kind)
        return Post(body_start, match.end(), title, self._inherited(title, start, previous), title, kind)

    def _unit_behind_body(self, start: int) -> Found | None:
        """供销合作总社|科教部|副部长: the body in front of the unit that a title stands against."""
        for f in self.reading.found:
            if (
                f.type == "organization"
                and f.end < start <= f.end + 10
                and f.detail in ("agency", "firm", "school", "society")
            ):
                if _UNIT.match("、" + self.text[f.end : start]) and not any(
                    t.tag in ("v", "p", "PER", "d", "r", "u", "m", "w") for t in self.reading.tokens_in(f.end, start)
                ):
                    return f
        return None

    def _unit_after_name(self, earlier: Group, start: int) -> int:
        """总社科教部副部长甲、|研究室|副处长乙: where the unit begins that stands between a name and a title."""
        if not self._same_sentence(earlier.end, start) or start - earlier.end > 24:
            return start
        link = max(self.text.rfind("、", earlier.end, start), self.text.rfind("，", earlier.end, start))
        if link < 0 or not _UNIT.match(self.text[link:start]):
            return start
        tokens = list(self.reading.tokens_in(link + 1, start))
        if any(t.tag in ("v", "p", "PER", "d", "r", "u", "m") for t in tokens):
            return start
        self._base = self._base_of(earlier)
        return link + 1 if self._base is not None else start

    def _base_of(self, group: Group) -> tuple[str, str] | None:
        """The body that a group's first title is in, without the unit of it that the title itself names."""
        body = group.posts[0].body
        if body is None:
            return None
        longest = max(
            (
                f.name
                for f in self.reading.found
                if f.type == "organization" and f.detail != "unit" and body[1].startswith(f.name) and f.name != body[1]
            ),
            key=len,
            default=None,
        )
        return ("organization", longest) if longest else body

    def _unit_of(self, unit: str, previous: tuple[str, str] | None) -> tuple[str, str] | None:
        """A department named without its place is of the place, or of the body, of the title before it."""
        place = self._place_of(previous)
        if (
            place is not None
            and place.level
            and unit.endswith(("局", "厅", "委", "委员会", "办公室", "办", "分局", "中心", "支队", "大队", "党校"))
        ):
            return ("organization", place.name + unit)
        if previous is None or previous[0] != "organization":
            return None
        self.unit_owner[previous[1] + unit] = previous
        return ("organization", previous[1] + unit)

    # -- bodies of posts ------------------------------------------------------------------------------------------

    def _touching(self, start: int, type_: str) -> Found | None:
        former = re.search(r"(?:原|前|时任|原任)$", self.text[max(0, start - 2) : start])
        if former and not any(f.end == start for f in self.reading.found):
            start -= len(former[0])
        rows = [f for f in self.reading.found if f.type == type_ and f.end == start]
        return max(rows, key=lambda f: f.end - f.start) if rows else None

    def _written(self, body: Found, title: str) -> str:
        """As written: with the organ's short name (党工委副书记, 县委书记), without that of a body with a name."""
        if (
            body.detail != "organ"
            or title.startswith(("党组", "党委", "党总支", "党支部"))
            or body.name.endswith(_NAMED_ORGANS)
        ):
            return title
        form = self.text[body.start : body.end].removeprefix("中共")
        for district in self.reading.within(body.start, body.end, "district"):
            if district.start == body.start or district.start == body.end - len(form):
                rest = self.text[district.end : body.end]
                level = self.text[district.end - 1]
                return (
                    (level if rest in ("委", "军区", "政府", "人民政府") or rest.startswith("委") else "")
                    + rest
                    + title
                )
        if form[0] in DEICTIC and form[1:] not in ("委", "军区", "政府", "人民政府") and not form[1:].startswith("委"):
            form = form[1:]
        return form + title

    def _collective(self, match: re.Match[str]) -> tuple[str, str] | None:
        found = self._touching(match.start(), "district") or self._touching(match.start(), "organization")
        if found is None:
            overlapping = [
                f for f in self.reading.found if f.type == "district" and f.start < match.start() < f.end <= match.end()
            ]
            found = overlapping[0] if overlapping else None
        if found is not None:
            return (found.type, found.name)
        word = match[0]
        level = "自治区" if word.startswith("自治区") else "新区" if word.startswith("新区") else word[0]
        place = self.geography.of(level, match.start())
        if place is None and level not in DEICTIC and self.home_body:
            return ("organization", self.home_body)
        return place.key if place else (self.geography.home.key if self.geography.home and level in DEICTIC else None)

    def _place_before(self, end: int) -> Place | None:
        found = self._touching(end, "district")
        if found is not None:
            return self.bodies.places.get(found.name)
        for word in ("自治区", "新区", *DEICTIC):
            if end >= len(word) and self.text.startswith(word, end - len(word)):
                return self.geography.of(word, end - len(word))
        return None

    def _place_of(self, body: tuple[str, str] | None) -> Place | None:
        """The place that a body, or a post's place, is of."""
        if body is None:
            return None
        if body[0] == "district":
            return self.bodies.places.get(body[1])
        owner = next(
            (f.owner for f in self.reading.found if f.type == "organization" and f.name == body[1] and f.owner), None
        )
        if owner is not None and owner[0] == "district":
            return self.bodies.places.get(owner[1])
        for place in sorted(self.bodies.places.values(), key=lambda p: -len(p.name)):
            if body[1].startswith(place.name):
                return place
        return None

    def _department(
        self, department: str, body_start: int, start: int, previous: tuple[str, str] | None
    ) -> tuple[str, str] | None:
        place = (
            self._place_before(start)
            or self._place_of(previous)
            or self.geography.section(start)
            or self.geography.home
        )
        before = self.text[max(0, start - 2) : start]
        if before.endswith("委"):
            place = self._place_before(start - 1) or place
        if place is None or not place.level:
            return None
        return ("organization", organ_name(place, _BARE_ORGANS.get(department, department)))

    def _government(
        self, head: str, body_start: int, start: int, previous: tuple[str, str] | None
    ) -> tuple[str, str] | None:
        """县长 is of the county's government where the text speaks of that, else of the county."""
        level = _DATA["heads"][head]
        touching = self._touching(start, "organization")
        if touching is not None and touching.detail == "organ":
            return ("organization", touching.name)
        place = None
        named = self._touching(start, "district")
        if named is None:
            overlapping = [
                f
                for f in self.reading.found
                if f.type == "district" and f.start < start < f.end <= start + 1 + len(head)
            ]
            named = overlapping[0] if overlapping else None
        if named is not None:
            place = self.bodies.places.get(named.name)
            if place is not None and not place.name.endswith(level):
                place = next((up for up in place.chain() if up.name.endswith(level)), place)
        if place is None:
            near = self._place_of(previous)
            place = self.geography.of(level, start, near if near and near.name.endswith(level) else None)
            if place is None and near is not None:
                place = near
        if place is None or not place.level:
            return None
        return self._by_title(head, place)

    def _by_title(self, title: str, place: Place) -> tuple[str, str]:
        """The place's government if the text names it and the title is one of a government's, else the place."""
        if title.endswith(("长", "主席")):
            government = organ_name(place, "管委会" if place.level == "zone" else "人民政府")
            if government in self.named:
                return ("organization", government)
        return place.key

    def _inherited(self, title: str, start: int, previous: tuple[str, str] | None) -> tuple[str, str] | None:
        """The body of a title that names none: that of the title before it, else the one whose page it is."""
        if title in ("主席", "副主席") and previous is not None:
            place = self._place_of(previous)
            province = place.at("province") if place else None
            if province is not None and province.name.endswith("自治区"):
                return self._by_title("主席", province)
        if previous is not None:
            return previous
        # 自治区副主席
        place = self._place_before(start)
        if place is not None and place.level and title.endswith("主席"):
            return self._by_title("主席", place)
        if title.startswith("办公室"):
            offices = [f.name for f in self.reading.found if f.type == "organization" and f.detail == "office"]
            if offices:
                return ("organization", offices[-1])
        if self._earlier is not None and self._earlier.posts[-1].body is not None:
            # 省长甲和副书记乙: of the same place, of the committee
            earlier = self._earlier.posts[-1].body
            place = self._place_of(earlier)
            if title in ("书记", "副书记", "常委") and place is not None:
                return ("organization", organ_name(place, "委"))
            if title.startswith("副") or title in ("秘书长", "总经理", "董事长", "总裁", "监事长", "总工程师"):
                return earlier
        if self.home_body is not None:
            return ("organization", self.home_body)
        return None
