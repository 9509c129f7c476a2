"""Where works are: what is said of them, what their name says, the scene, the section, the home of the text."""

from __future__ import annotations

import re

from kg.extract.bodies import Bodies
from kg.extract.geography import Geography
from kg.extract.participants import outermost
from kg.extract.reading import Found, Reading, Sentence

_ONLY_WORKS = re.compile(
    "(?:整体|易地|异地)?(?:[一二三四五]期)?(?:新?[校院厂]区|[教综门住宿实医][学合诊院舍训技]楼)?(?:（[^（）]{1,6}期）)?(?:建设|新建|改建|扩建|改扩建|迁建|重建|改造|修缮|提升|提质|提标|扩容|搬迁|迁址|配套)*(?:项目|工程|建设|道路)*"
)
# 该项目|总投资2亿元，位于
_SITUATED = re.compile(
    # 远山光伏项目正式开工。项目|位于
    r"(?:\n{1,3}本?(?=项目|工程)|[^。；！？]{0,40}[。；]\n{0,3}[该本此]?(?=项目|工程|基地|园区))?(?:项目|工程|基地|园区)?(?:(?!项目(?!业主)|工程)[^。；！？由]){0,40}?(?:位于|坐落于|坐落在|地处|选址于|选址在|选址|落户于|落户在|落户|落地)"
)
_NEXT = re.compile("[该本此]?(?:项目|工程|基地|园区)")
_CAMPUS = re.compile("(?:校区|院区|分校|分院|附属学校|分公司)(?:建设)?(?:项目|工程)?$")
# 在青禾县举行的|推介会上，…
_AT_A_MEETING = re.compile("(?:[举召]行|举办|召开)的?[^，。；]{0,30}(?:会|论坛|活动)”?上?，")
_WITH_ANOTHER = re.compile("与|和|同|、")
_HELD_AT = re.compile(r"[^，。；]{0,10}?(?:仪式)?(?:于[^，。；]{2,16})?在")
_HELD = re.compile(r"[^，。；]{0,8}?(?:隆重)?(?:举行|开工|动工|奠基|签约|启动)")
# |柳溪镇|要加快清泉水库建设: what is told to see to something
_CHARGED = re.compile(
    r"要(?!素|闻|求)|将(?!军)|应(?!急|用)|须|需要|负责|重点|加快|抓好|正在?(?:加快|全力|抓紧|推进|实施)"
)
_DELEGATION = re.compile(
    "(?:考察团|代表团|参访团)[^，。；]{0,12}(?:考察|参观|走访|察看|查看|观摩|调研)了?(?P<what>[^。；]{0,80})"
)
_REACH = 300  # characters before a name in which its scene is named
_LONGEST_PLACE = 24
_FIRMS = ("公司", "集团")
_LEAD = 600  # characters of a text that tell who went where
_LINE = 120  # characters behind a name in which it is told where the works are
_HEAD = 8  # characters into a sentence in which its subject begins
_LONGEST_HEAD = 40
_LONGEST_SPAN = 90


def is_built(text: str, body: Found, end: int) -> bool:
    """Whether a body is what the works are for, and not their builder: 清泉水厂|建设项目, but 远山集团|项目."""
    return bool(_ONLY_WORKS.fullmatch(text, body.end, end)) and not body.name.endswith(_FIRMS)


class Whereabouts:
    """Notes the places of the works of one reading."""

    def __init__(self, reading: Reading, geography: Geography, bodies: Bodies) -> None:
        self.reading, self.text, self.geography, self.bodies = reading, reading.text, geography, bodies

    def situated(self, work: Found, sentence: Sentence) -> bool:
        """Whether what stands behind the works says where they are: 该项目总投资2亿元，位于|马头镇."""
        stop = min(sentence.end, work.end + _LINE)
        if work.end == sentence.paragraph.end:
            stop = work.end + _LINE  # 远山光伏项目, a heading, and below it 本工程位于…
        elif _NEXT.match(self.text, sentence.end, sentence.end + 8):
            stop = min(sentence.paragraph.end, work.end + _LINE)
        told = _SITUATED.match(self.text, work.end, stop)
        if told is None:
            return False
        stop, place = told.end(), None
        for f in self.reading.within(told.end(), told.end() + _LONGEST_PLACE, "district"):
            if f.start == stop:
                place, stop = f, f.end  # 平果市|马头镇
        if place is None:
            return False
        self.reading.fact(("project", work.name), "located_in", ("district", place.name), [(work.start, place.end)])
        return True

    def locate(self, name: str, start: int, end: int, sentence: Sentence) -> None:
        """Where works are: what is said of them, else what their name says, the section, the subject, the home."""
        place, since = self._place(start, end, sentence)
        if place is None:
            return
        spans = [(start, end)]
        if since is not None:
            low, high = min(start, since.start), max(end, since.end)
            spans = [(low, high)] if high - low < _LONGEST_SPAN else [(since.start, since.end), (start, end)]
        self.reading.fact(("project", name), "located_in", ("district", place), spans)

    def _place(self, start: int, end: int, sentence: Sentence) -> tuple[str | None, Found | None]:
        """The name of the place, and where it stands if it is said before the works."""
        districts = self.reading.within(start, end, "district")
        bodies = [f for f in self.reading.within(start, end, "organization") if not is_built(self.text, f, end)]
        outer = outermost([*districts, *bodies])
        # 安徽|远山生产基地: a firm's name may begin with that of its province
        campus = _CAMPUS.search(self.text, start, end)  # 云泽大学|青禾校区: not where the university is
        inside = [
            f
            for f in districts
            if not campus and f in outer and (f.detail != "province" or self.text[f.end - 1] in "省市区")
        ]
        if inside and self._is_wide(inside[0]):
            inside = inside[1:]
        scene = None if inside else self._scene(start, sentence)
        if scene is not None:
            return scene.name, scene
        if not inside and (behind := self._held_behind(end, sentence)) is not None:
            return behind.name, behind
        if inside:
            head = start
            for f in inside:
                head = f.end if f.start == head else head  # 青禾县|柳溪镇|龙山工业园
            at_head = [f for f in inside if f.end == head]
            return (at_head or inside)[-1].name, None
        if self._abroad(sentence):
            return None, None
        charged = self._charged(start, sentence)
        if charged is not None and charged.type == "district":
            return charged.name, charged
        section, home = self.geography.section(start), self.geography.home
        if section is not None:
            return section.name, None
        prefix = self.bodies.prefix_at(start)
        if prefix is not None and prefix.deictic and prefix.place.level:
            return prefix.place.name, None
        subject = self._subject(start, sentence)
        if charged is None and subject is not None and subject.detail != "province":
            return subject.name, subject
        item = self.geography.item(start)
        if item is not None and home is not None and home.level == "prefecture" and not item.inside(home):
            item = None  # 该路北起云和县: the end of a road of ours
        if item is not None and not (item.level == "zone" and home is not None and item.parent == home):
            return item.name, None
        if home is None:
            return None, None
        return home.name, None

    def _is_wide(self, place: Found) -> bool:
        """Whether a place in the name of works is a city by its short name, in a text of a county of it:
        云泽|海源水泥项目."""
        home, named = self.geography.home, self.geography.known.get(place.name)
        short = named is not None and self.text[place.start : place.end] == named.short != named.name
        return bool(short and named and home and home != named and home.inside(named))

    def _subject(self, start: int, sentence: Sentence) -> Found | None:
        """The place that the clause of the works begins with, or the sentence: the last of a chain, and only if it is
        alone: |云泽市青禾县|新建…; not 云泽市与丹江市合作建设…."""
        for floor in dict.fromkeys((self.text.rfind("；", sentence.start, start) + 1, sentence.start)):
            low = max(floor, sentence.start)
            subject = None
            for f in self.reading.within(low, min(start, low + _LONGEST_HEAD), "district"):
                if self.reading.covered(f.start, f.end, "project") or self._of_a_name(f):
                    break  # 温溪镇小学扩建工程封顶，|清泉水厂…
                if f.start - low <= _HEAD if subject is None else f.start == subject.end:
                    subject = f
            if subject is not None:
                behind = _WITH_ANOTHER.match(self.text, subject.end)
                other = behind and self.reading.starting_at(behind.end(), "district")
                return None if other else subject
        return None

    def _of_a_name(self, place: Found) -> bool:
        """Whether a place is the beginning of the name of a firm or a school: 青禾县|远山小学."""
        bodies = self.reading.starting_at(place.start, "organization")
        return any(f.end > place.end and f.detail in ("firm", "school", "society") for f in bodies)

    def _abroad(self, sentence: Sentence) -> bool:
        """考察团一行考察了…: whether a delegation sees works that are somewhere else than at home."""
        home = self.geography.home
        if home is None or self.text.find("团", sentence.start, sentence.end) < 0:
            return False
        seen = _DELEGATION.search(self.text, sentence.start, sentence.end)
        if seen is None or home.name in seen["what"]:
            return False
        left = re.search(rf"{re.escape(home.short)}[^。；]{{0,40}}(?:赴|前往)", self.text[:_LEAD])
        return left is not None

    def _scene(self, start: int, sentence: Sentence) -> Found | None:
        """The last place before the works that 在, 落户, 到 or 进 stands before."""
        scene = None
        for f in self.reading.within(max(sentence.start, start - _REACH), start, "district"):
            before, between = self.text[max(0, f.start - 2) : f.start], self.text[f.end : start]
            if "。" in between or "；" in between or _AT_A_MEETING.match(between):
                continue
            here = (before.endswith(("在", "于", "落户")) and "项目" not in between) or between in (
                "举行",
                "召开",
                "启动",
            )
            if here or (before.endswith(("到", "进")) and not re.search("听取|参加|前往", between)):
                scene = f
            elif scene is not None and f.start == scene.end:
                scene = f  # 走进青禾县|柳溪镇
        return scene

    def _charged(self, start: int, sentence: Sentence) -> Found | None:
        """The place or body that is told to see to the works: …；|柳溪镇|要加快清泉水库建设."""
        charged = None
        for f in self.reading.within(max(sentence.start, start - _REACH), start, "district", "organization"):
            opens = f.start == sentence.start or self.text[f.start - 1] in "；，、：和"
            if opens and _CHARGED.match(self.text, f.end):
                charged = f
        return charged if charged is not None and "；" not in self.text[charged.end : start] else None

    def _held_behind(self, end: int, sentence: Sentence) -> Found | None:
        """The place of …项目开工仪式在|清泉镇|举行."""
        held = _HELD_AT.match(self.text, end, sentence.end)
        if held and "签" in held[0]:
            return None  # …项目签约仪式在云泽市举行
        places = self.reading.starting_at(held.end(), "district") if held else []
        return places[0] if places and _HELD.match(self.text, places[0].end) else None
