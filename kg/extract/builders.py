"""Where works are, and who builds them."""

from __future__ import annotations

import re

from kg import lexicon
from kg.extract.bodies import Bodies
from kg.extract.geography import Geography
from kg.extract.participants import outermost
from kg.extract.reading import Found, Reading, Sentence

_DATA = lexicon.data("projects")
_LABEL = re.compile(
    rf"(?:(?P<place>{lexicon.alternation(_DATA['labels']['place'])})|(?P<builder>{lexicon.alternation(_DATA['labels']['builder'])}))[：:为是]"
)
_ONLY_WORKS = re.compile(
    "(?:整体|易地|异地)?(?:[一二三四五]期)?(?:新?[校院厂]区|[教综门住宿实医][学合诊院舍训技]楼)?(?:建设|新建|改建|扩建|改扩建|迁建|重建|改造|修缮|提升|提质|提标|扩容|搬迁)*(?:项目|工程|建设)?"
)
_BUILT = tuple(_DATA["plants"])  # 清泉污水处理厂|人工湿地工程
_FIRMS = ("公司", "集团")
_LINE = 120  # characters behind a name in which labels may tell of it
_SPENT = r"投资(?:总额)?(?:约|近|超|超过)?[\d.]{1,9}[万亿]{0,2}余?元"
_BY = re.compile(rf"(?:{lexicon.alternation(_DATA['built_by'])}+(?:{_SPENT})?(?:建设)?|(?P<spent>总?{_SPENT}))的$")
# …项目总投资2亿元，由甲公司承建
_BY_BEHIND = re.compile(
    rf"(?:(?!项目|工程)[^。；！？]){{0,40}}?[由是](?P<who>[^，。；]{{3,50}}?){lexicon.alternation(_DATA['built_by'])}+(?=[，。；])"
)
# 该项目|总投资2亿元，位于
_NUMBER = re.compile(r" ?\d{1,3}[.．、]")
_SITUATED = re.compile(
    r"(?:项目|工程)?(?:(?!项目(?!业主)|工程)[^。；！？由]){0,40}?(?:位于|坐落于|坐落在|地处|选址于|选址在|选址|落户于|落户在|落户|落地)"
)
# 建设|年产2万吨的…, 建成了占地130亩的…
_BUILDS = re.compile(
    rf"(?<!总){lexicon.alternation(_DATA['builds'])}(?:(?:(?!项目|工程)[^，。；]){{0,12}}$|(?:(?!项目|工程)[^，。；的]){{0,28}}的$)"
)
_SPENDS = re.compile(rf"(?:投入|{_SPENT})[^，。；]{{0,12}}，?$")
_PLACE_BUILDS = re.compile(lexicon.alternation(_DATA["places_build"]))
_ABOUT = re.compile("的|境内|籍|人民?|内|里的?")
_HOW = "(?:计划|拟|将|正在?|已|合作|共同|联合|携手|合力|负责|独家|全额)*"
_BESIDE = re.compile(f"{_HOW}(?:在[^，。；]{{2,12}})?{_HOW}")
_AND = re.compile("、|和|与|及|联合|携手|联手")
_CLAUSES = 4  # of a sentence, back from the verb of building, in which its subject is looked for
_JOINED = re.compile(r"(?:、|和|及|以及)(?:这次|此次|本次)?(?:签约|开工)?的?$")
_BEFORE_BUILDER = re.compile("[，；：由]|有(?!限)")
_HELD_AT = re.compile(r"[^，。；]{0,10}?(?:仪式)?(?:于[^，。；]{2,16})?在")
_HELD = re.compile(r"[^，。；]{0,8}?(?:隆重)?(?:举行|开工|动工|奠基|签约|启动)")
# |柳溪镇|要加快清泉水库建设: what is told to see to something
_CHARGED = re.compile(
    r"要(?!素|闻|求)|将(?!军)|应(?!急|用)|须|需要|负责|重点|加快|抓好|正在?(?:加快|全力|抓紧|推进|实施)"
)
_SIGNS = re.compile("(?:签订|签署|签约|签下)了?[^，。；]{0,6}$|就[^，。；]{0,6}$")
_PAPER = re.compile("”?(?:的)?(?:建设|投资|合作|框架|意向|战略|开发)*(?:协议|合同|签约)|达成")
_SPEAKS = re.compile("表示|介绍|说|透露")
_BUILDERS = ("firm", "school", "society")  # what may build; an office builds only what bears its name
_NEAR = 34  # characters before a name in which a verb of building stands
_REACH = 300  # characters before a name in which its scene is named
_HEAD = 8  # characters into a sentence in which its subject begins
_SPEAKER = 30  # … and in which the name of its speaker ends
_LONGEST_BUILDER = 100
_LONGEST_SPAN = 90
_LONGEST_PLACE = 24


class Builders:
    """Notes places and builders of the works of one reading.

    `home_body` is the body that the article is of, which builds what nobody else is said to.
    """

    def __init__(self, reading: Reading, geography: Geography, bodies: Bodies, home_body: str | None) -> None:
        self.reading, self.text = reading, reading.text
        self.geography, self.bodies, self.home_body = geography, bodies, home_body
        self._named_up_to: dict[int, str] = {}  # the works whose name ends at a position
        self._known: dict[str, list[tuple[tuple[str, str], int]]] = {}  # the builders of works, and since where told
        firms = {f.name for f in reading.found if f.type == "organization" and f.detail == "firm"}
        self._firm_of: dict[str, str] = {}  # whose post is in a firm
        for fact in reading.facts:
            if fact.relation == "holds_post" and fact.object[0] == "organization" and fact.object[1] in firms:
                self._firm_of.setdefault(fact.subject[1], fact.object[1])

    def note(self, work: Found) -> None:
        """Note the place and the builders of works for one mention; mentions come in the order of the text."""
        name, start, end = work.name, work.start, work.end
        sentence = self.reading.sentence_at(start)
        self._named_up_to[end] = name
        if sentence is None:
            return
        if self._labelled(name, start, end, sentence):
            return
        if not self._situated(work, sentence) and work.named is None:
            self._located(name, start, end, sentence)
        for builder, since in self._builders(start, end, sentence):
            if builder[1] == name:
                continue  # 清泉镇福利院, a body and the works for it
            if since != start:  # whose name a work's own begins with says nothing of others
                self._known.setdefault(name, []).append((builder, since))
            stop = behind.end() if (behind := self._told_behind(end, sentence)) else end
            self.reading.fact(builder, "undertakes", ("project", name), [(since, stop)])

    def _labelled(self, name: str, start: int, end: int, sentence: Sentence) -> bool:
        """1.某工程。建设地点：柳溪镇；建设单位：远山集团: what labels behind the name, in its line, say of it."""
        line = sentence.paragraph.end
        said = False
        for label in _LABEL.finditer(self.text, end, min(line, end + _LINE)):
            stop = re.compile("[；。，\n]").search(self.text, label.end(), line)
            high = stop.start() if stop else line
            for f in outermost(self.reading.within(label.end(), high, "organization", "district")):
                if label["place"] and f.type == "district":
                    self.reading.fact(
                        ("project", name), "located_in", ("district", f.name), [(start, end), (label.start(), f.end)]
                    )
                    said = True
                elif label["builder"] and f.type == "organization":
                    self.reading.fact(
                        (f.type, f.name), "undertakes", ("project", name), [(start, end), (label.start(), f.end)]
                    )
                else:
                    continue
                break
        return said

    # -- where --------------------------------------------------------------------------------------------------------

    def _situated(self, work: Found, sentence: Sentence) -> bool:
        """Whether what stands behind the works says where they are: 该项目总投资2亿元，位于|马头镇."""
        told = _SITUATED.match(self.text, work.end, min(sentence.end, work.end + _LINE))
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

    def _located(self, name: str, start: int, end: int, sentence: Sentence) -> None:
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
        bodies = [f for f in self.reading.within(start, end, "organization") if not self._is_built(f, end)]
        outer = outermost([*districts, *bodies])
        # 安徽|远山生产基地: a firm's name may begin with that of its province
        inside = [f for f in districts if f in outer and (f.detail != "province" or self.text[f.end - 1] in "省市区")]
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
        charged = self._charged(start, sentence)
        if charged is not None and charged.type == "district":
            return charged.name, charged
        section, home = self.geography.section(start), self.geography.home
        if section is not None:
            return section.name, None
        prefix = self.bodies.prefix_at(start)
        if prefix is not None and prefix.deictic and prefix.place.level:
            return prefix.place.name, None
        subject = next(iter(self.reading.within(sentence.start, min(start, sentence.start + 40), "district")), None)
        if (
            charged is None
            and subject is not None
            and subject.start - sentence.start <= _HEAD
            and subject.detail != "province"
        ):
            return subject.name, subject
        item = self.geography.item(start)
        if item is not None and not (item.level == "zone" and home is not None and item.parent == home):
            return item.name, None
        return (home.name if home is not None and home.level != "province" else None), None

    def _scene(self, start: int, sentence: Sentence) -> Found | None:
        """The last place before the works that 在, 落户, 到 or 进 stands before."""
        scene = None
        for f in self.reading.within(max(sentence.start, start - _REACH), start, "district"):
            before, between = self.text[max(0, f.start - 2) : f.start], self.text[f.end : start]
            if "。" in between or "；" in between:
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
        places = self.reading.starting_at(held.end(), "district") if held else []
        return places[0] if places and _HELD.match(self.text, places[0].end) else None

    def _is_built(self, body: Found, end: int) -> bool:
        """Whether a body is what the works are for, and not their builder: 清泉水厂|建设项目, but 远山集团|项目."""
        return bool(_ONLY_WORKS.fullmatch(self.text, body.end, end)) and not body.name.endswith(_FIRMS)

    # -- by whom ------------------------------------------------------------------------------------------------------

    def _builders(self, start: int, end: int, sentence: Sentence) -> list[tuple[tuple[str, str], int]]:
        """The builders of the works named from `start` to `end`, each with where the words that say so begin."""
        text = self.text
        if behind := self._told_behind(end, sentence):
            return [((f.type, f.name), start) for f in self._named_builders(behind)]
        heads = [
            f
            for f in self.reading.within(start, end, "organization")
            if f.start == start
            and f.end < end
            and f.detail in (*_BUILDERS, "agency")
            and not f.name.endswith(_BUILT)
            and not self._is_built(f, end)
        ]
        if heads:
            owner = min(heads, key=lambda f: f.end)
            return [((owner.type, owner.name), start)]
        # 建设甲生产线以及乙生产线: who builds the one builds the other
        joined = _JOINED.search(text, max(sentence.start, start - 10), start)
        before = self._known.get(self._named_up_to.get(joined.start(), ""), []) if joined else []
        if before:
            return [(builder, since if end - since < _LONGEST_SPAN else start) for builder, since in before]
        if signed := self._signed(start, end, sentence):
            return signed
        if text[start - 1 : start] == "的" and (
            of := [f for f in self.reading.ending_at(start - 1) if f.detail == "firm"]
        ):
            return [((of[0].type, of[0].name), of[0].start)]
        floor = max(sentence.start, start - _NEAR)
        if by := _BY.search(text, floor, start):
            floor = max(sentence.start, by.start() - _LONGEST_BUILDER)
            low = max((m.end() for m in _BEFORE_BUILDER.finditer(text, floor, by.start())), default=floor)
            bodies = outermost(self.reading.within(low, by.start(), "organization", "district"))
            first = len(bodies) - 1
            # of 甲县推进乙公司、丙公司投资建设的 the last that are named together
            while first > 0 and text[bodies[first - 1].end : bodies[first].start] in ("、", "和", "与", "及", ""):
                if bodies[first].type == "district" and bodies[first - 1].end == bodies[first].start:
                    break  # 云泽市|青禾县: of a chain the last
                first -= 1
            if by["spent"] and bodies and bodies[-1].end < by.start():
                return []  # 甲公司承建；总投资8亿元的|…
            return [((f.type, f.name), f.start) for f in bodies[max(first, 0) :]]
        if builds := _BUILDS.search(text, floor, start):
            return self._subject(builds.start(), start, sentence)
        return []

    def _signed(self, start: int, end: int, sentence: Sentence) -> list[tuple[tuple[str, str], int]]:
        """The firm that signs for the works with somebody who is none: 甲公司与青禾县政府签订了|某项目|协议."""
        if not _PAPER.match(self.text, end):
            return []
        signing = _SIGNS.search(self.text, max(sentence.start, start - _NEAR), start)
        if signing is None:
            return []
        clause = max(sentence.start, *(self.text.rfind(mark, sentence.start, signing.start()) + 1 for mark in "，；："))
        bodies = outermost(self.reading.within(clause, signing.start(), "organization", "district"))
        firms = [f for f in bodies if f.detail == "firm"]
        return [((f.type, f.name), f.start) for f in firms] if len(firms) == 1 < len(bodies) else []

    def _told_behind(self, end: int, sentence: Sentence) -> re.Match[str] | None:
        """What says behind the works' name who builds them, if a body is named there."""
        stop = min(sentence.end, end + _LINE)
        if self.text[end : end + 1] == "。" and _NUMBER.match(self.text, sentence.start):
            end, stop = end + 1, min(sentence.paragraph.end, end + _LINE)  # 2.青江航道整治工程。…，由市港航中心实施
        told = _BY_BEHIND.match(self.text, end, stop)
        return told if told and self._named_builders(told) else None

    def _named_builders(self, told: re.Match[str]) -> list[Found]:
        """The bodies of 由…承建; places only where one word says several: 由两县共同建设."""
        things = self.reading.within(*told.span("who"), "organization", "district")
        return [f for f in outermost(things) if f.type == "organization" or f.together]

    def _subject(self, verb: int, start: int, sentence: Sentence) -> list[tuple[tuple[str, str], int]]:
        """Who builds: 某公司在…建设…项目, the firm of the speaker, the body that the article is of."""
        clause = max(sentence.start, *(self.text.rfind(mark, sentence.start, verb) + 1 for mark in "，、；："))
        if firms := self._firms(clause, verb, sentence):
            return [((f.type, f.name), f.start) for f in firms]
        offices = [
            f for f in self.reading.starting_at(clause, "organization") if f.detail == "agency" and f.end <= verb
        ]
        if offices and _PLACE_BUILDS.search(self.text, verb, start):
            office = max(offices, key=lambda f: f.end)
            return [((office.type, office.name), office.start)]
        both = [f for f in self.reading.within(clause, min(verb, clause + 60), "district") if f.together]
        if both and both[0].start == clause:
            return [((f.type, f.name), f.start) for f in both]  # 两县共同建设…
        body = self._speakers_firm(sentence) or self.home_body
        if body is not None:
            return [(("organization", body), start)]
        place = self._place_that_builds(verb, start, sentence)
        return [((place.type, place.name), place.start)] if place is not None else []

    def _firms(self, clause: int, verb: int, sentence: Sentence) -> list[Found]:
        """The firms that a clause begins with, or that stand right before its verb (引进甲集团|投资建设…).

        Else those that the nearest clause before begins with, if no place or body does so nearer: 甲公司落户某镇，建设.
        """
        floor = verb
        for _ in range(_CLAUSES):
            bodies = self.reading.within(clause, min(floor, clause + 60), "organization")
            firms = [f for f in bodies if f.detail in _BUILDERS]
            opening = [f for f in firms if f.start - clause <= 2 and self.text[f.end : f.end + 1] != "的"]
            beside = [f for f in firms if floor == verb and _BESIDE.fullmatch(self.text, f.end, verb)]
            if chosen := opening or beside:
                end = max(f.end for f in chosen)
                owners = [f for f in chosen if f.end == end]
                owners = owners if owners[0].together else owners[:1]
                return self._joined_before(owners, firms)
            opens = self.reading.starting_at(clause, "organization", "district")
            if opens or clause <= sentence.start or self.text[clause - 1] != "，":
                break
            floor = clause - 1
            clause = max(sentence.start, *(self.text.rfind(mark, sentence.start, floor) + 1 for mark in "，；："))
        return []

    def _joined_before(self, owners: list[Found], firms: list[Found]) -> list[Found]:
        """With a firm those that 与, 和, 、 or 联合 joins to it: 甲集团与|乙公司|合作建设."""
        first = owners[0]
        for f in reversed([f for f in firms if f.end <= first.start]):
            if _AND.fullmatch(self.text, f.end, first.start):
                owners, first = [f, *owners], f
        for f in [f for f in firms if f.start >= owners[-1].end]:
            if _AND.fullmatch(self.text, owners[-1].end, f.start) and _BESIDE.match(self.text, f.end):
                owners = [*owners, f]
        return owners

    def _place_that_builds(self, verb: int, start: int, sentence: Sentence) -> Found | None:
        """青禾县…，投资8.6亿元建设…厂房: the place that the sentence begins with, if it spends on the works itself."""
        spent = max(self.text.rfind("，", sentence.start, verb - 1), sentence.start)  # 投资8亿元，|建设了
        if not _PLACE_BUILDS.search(self.text, verb, start) and not _SPENDS.search(self.text, spent, verb):
            return None
        head = None
        for f in self.reading.within(sentence.start, verb, "district"):
            if f.start - sentence.start <= _HEAD if head is None else f.start == head.end:
                head = f  # 云泽市|青禾县
        return head if head is not None and not _ABOUT.match(self.text, head.end) else None

    def _speakers_firm(self, sentence: Sentence) -> str | None:
        """The firm of the one who speaks in the sentence: 董事长…表示，投资40亿元，建设…."""
        speakers = self.reading.within(sentence.start, min(sentence.end, sentence.start + _SPEAKER), "official")
        if not speakers or not _SPEAKS.match(self.text, speakers[0].end):
            return None
        return self._firm_of.get(speakers[0].name)
