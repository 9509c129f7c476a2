"""Projects: works, parks, bases and plants that are built or invested in; where they are and who builds them."""

from __future__ import annotations

import re

from kg import lexicon
from kg.extract.bodies import Bodies
from kg.extract.places import Geography
from kg.extract.reading import Found, Reading, Sentence
from kg.text.clean import HAN

_DATA = lexicon.data("projects")
_ENDING = lexicon.alternation(_DATA["endings"])
_ENDS = re.compile(_ENDING)
_CONTEXT = re.compile(lexicon.alternation(_DATA["context"]))
_GENERIC = re.compile(
    rf"^(?:{lexicon.alternation(_DATA['generic'])}|[\d一二三四五六七八九十百]+(?:个|项|条|座|大)?|[、和与及的“”])*$"
)
_INNER = set(_DATA["inner_verbs"])
# 等7个项目, 等重点项目, 等煤化工项目, 等基础设施项目建设
_LIST_END = re.compile(rf"等(?:一批)?(?:[\d一二三四五六七八九十]+(?:多|余)?[个项])?[{HAN}]{{0,10}}?(?:项目|工程)")
_AFTER = re.compile(r"^(?:建设|改造|一期|二期|三期)")
_BY = re.compile(r"(?:捐资|投资|出资|援建|承建|建设|兴建|开发|实施|引进|捐建|运营)+(?:建设)?的$")
_STOPS = set(lexicon.data("bodies")["stops"])
_LONGEST = 44
_TRAILING = re.compile(r"(?<=[^工项])(?:建设项目|建设)$")


class Projects:
    """Finds the projects of one reading."""

    def __init__(self, reading: Reading, geography: Geography, bodies: Bodies, home_body: str | None) -> None:
        self.reading, self.geography, self.bodies, self.home_body = reading, geography, bodies, home_body
        self.text = reading.text
        self.spans: list[tuple[int, int, str]] = []  # start, end, name
        self._candidates: list[tuple[int, int]] = []
        self.canonical: dict[str, str] = {}

    def find(self) -> None:
        """Names with an ending of works, then lists closed by 等…项目; then their places and builders."""
        for sentence in self.reading.sentences:
            if sentence.paragraph.kind == "heading" or not _CONTEXT.search(self.text, sentence.start, sentence.end):
                continue
            self._candidates = []
            self._endings(sentence)
            # 某公司圆织生产线智能化升级项目: the longest name that the endings in it allow
            for start, end in sorted(self._candidates, key=lambda span: (span[0] - span[1], span[0])):
                self._note(start, end)
            self._lists(sentence)
        self.spans.sort()
        self.canonical = canonical = self._join()
        self._take_over()
        for start, end, name in self.spans:
            final = canonical[name]
            self.reading.add(Found("project", final, start, end))
            self._located(final, start, end)
            self._undertaken(final, start, end)

    # -- names --------------------------------------------------------------------------------------------------------

    def _endings(self, sentence: Sentence) -> None:
        text = self.text
        position = sentence.start
        while match := _ENDS.search(text, position, sentence.end):
            position = match.end()
            while longer := _ENDS.match(text, position - 1 if False else position):
                position = longer.end()  # 生产线|项目
            end = position
            self._candidates.append((self._walk(match.start(), sentence), end))

    def _walk(self, start: int, sentence: Sentence) -> int:
        """Where the name that ends at the ending at `start` begins."""
        reading, text = self.reading, self.text
        token = reading.token_at(start)
        begin = token.start if token is not None and token.start < start else start
        while begin > sentence.start and start - begin < _LONGEST:
            if (
                text[begin - 1] == "”"
                and (opening := text.rfind("“", sentence.start, begin)) >= 0
                and begin - opening <= 16
            ):
                begin = opening
                continue
            if (
                text[begin - 1] == "）"
                and (opening := text.rfind("（", sentence.start, begin)) >= 0
                and begin - opening <= 20
            ):
                begin = opening
                continue
            if text[begin - 1] in "×+-—~～·.%":
                begin -= 1
                continue
            before = reading.token_before(begin)
            if before is None or before.end != begin:
                break
            if before.word in _STOPS:
                break
            if any(f.type in ("official", "person") and f.start <= before.start < f.end for f in reading.found):
                break
            if before.tag in ("n", "nz", "nw", "an", "a", "ORG", "LOC", "s", "f", "q", "b", "PER", "j"):
                begin = before.start
                continue
            if (
                before.tag == "m"
                and (
                    re.search(r"[\d.]", before.word)
                    or re.search(r"[万亿吨米亩级期号层台套件头只辆千瓦兆]", before.word)
                )
                and not re.search(r"[个项元]", before.word)
            ):
                begin = before.start
                continue
            if before.tag in ("vn", "v") and (
                before.word in _INNER
                or (
                    before.tag == "vn"
                    and before.word
                    not in (
                        "投资",
                        "开工",
                        "签约",
                        "规划",
                        "推进",
                        "实施",
                        "启动",
                        "引进",
                        "聚焦",
                        "提升",
                        "建设",
                        "落实",
                        "加强",
                        "援建",
                    )
                )
            ):
                begin = before.start
                continue
            if (
                len(before.word) == 1
                and before.tag in ("v", "nr", "xc", "a", "r")
                and re.match(r"[\u4e00-\u9fff]", before.word)
                and before.word not in "在到为是有把对使让给将以由从向建修抓做推打了的和与"
            ):
                further = reading.token_before(before.start)  # 建设|阅|湖…: a name cut up
                if further is not None and further.tag in ("v", "w", "d", "p"):
                    begin = before.start
                    continue
            if before.tag == "v" and (
                len(before.word) >= 3
                or (
                    len(before.word) == 1
                    and (further := reading.token_before(before.start)) is not None
                    and further.tag == "v"
                    and len(further.word) >= 3
                )
            ):
                begin = before.start  # 抽水蓄|能: a term cut up
                continue
            if before.word in ("至", "及") and begin - before.start <= 2:
                begin = before.start
                continue
            break
        return begin

    def _note(self, start: int, end: int) -> None:
        text = self.text
        while start < end and text[start] in "的了在对和与及将把、，“ ":
            if text[start] == "“" and "”" in text[start:end]:
                break
            start += 1
        # a verb of building at the head is no part of the name
        head = re.match(
            r"(?:提升|加强|完善|加大|扎实|深化|强化|做好|抓好|突出|聚焦|围绕|攻坚|其中|包括|批|加快|全力|全面|持续|重点|正在|规划|新建|改建|扩建|推进|推动|启动|实施|开工|建设|打造|投资|兴建|引进|落户|签约|完成|支持|服务|保障)+(?=[^项工])",
            text[start:end],
        )
        if (
            head
            and end - start - head.end() >= 4
            and (token := self.reading.token_at(start)) is not None
            and token.tag == "v"
        ):
            start += head.end()
        name = text[start:end]
        ending = _ENDS.search(name)
        if ending is None or end - start > _LONGEST or self._taken(start, end):
            return
        core = _ENDS.sub("", name) or ""
        if (
            len(re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", core)) < 2
            or _GENERIC.match(core)
            or re.match(
                r"(?:各|该|此|本|全[省市县区]|有关|相关|重点|重大|\d+个|[一二三四五六七八九十两多数]+[个项大])", name
            )
        ):
            return
        before = self.reading.token_before(start)
        if before is not None and before.end == start and before.word in _STOPS and len(core) < 4:
            return  # 企业|培育工程: the rest of a phrase
        if re.search(r"\d+大|[个项](?:重点|重大|亿元|投资|签约|产业|项目)|亿元(?:以上|及以上)|以上(?:重点)?项目", name):
            return
        if (
            re.search(
                r"(?:重点|重大|签约|援建|民生|产业|基础设施|招商|投资|新建|续建|扶贫|帮扶|技改|储备|煤化工|实事|实体|大型|这些|相关)(?:建设)?(?:项目|工程)$",
                name,
            )
            and len(core) <= 12
        ):
            return
        if (
            text[start - 1] == "等"
            or (text[end : end + 1] == "区" and not name.endswith("区"))
            or (text[start - 1] == "“" and text[end : end + 1] == "”")
        ):
            return
        if any(
            f.type == "organization" and f.start <= start and end <= f.end and end - start < f.end - f.start
            for f in self.reading.found
        ):
            return
        if name.endswith("工程") and re.search(r"“[^”]+”", name):
            return  # “410”企业培育工程 is a campaign
        if any(f.type == "district" and f.start == start and f.end == end for f in self.reading.found):
            return
        if re.match(
            r"(?:领导小组|指挥部|办公室|推进会|建设推进会|观摩|开工(?:仪式)?$|负责人|单位|部门|公司|管理局|局|部)",
            text[end : end + 6],
        ):
            if not text.startswith(("开工", "负责人"), end):
                return
        self.spans.append((start, end, self._named(start, end)))

    def _named(self, start: int, end: int) -> str:
        """The name, with the place that a deictic word at its head means."""
        form = re.sub(r"[\n ]", "", self.text[start:end])
        prefix = self.bodies.prefix_at(start)
        if prefix is not None and prefix.deictic and prefix.place.level:
            form = prefix.place.name + form[prefix.end - start :]
        return _TRAILING.sub("", form) if len(_TRAILING.sub("", form)) >= 4 and not form.endswith("建设项目") else form

    def _taken(self, start: int, end: int) -> bool:
        return any(s < end and start < e for s, e, _ in self.spans)

    # -- lists --------------------------------------------------------------------------------------------------------

    def _lists(self, sentence: Sentence) -> None:
        """What stands in a list before 等…项目 is a project, whatever its name."""
        for match in _LIST_END.finditer(self.text, sentence.start, sentence.end):
            end = match.start()
            for start, stop in self._items(end, sentence):
                inner = self.text[start:stop]
                if self._taken(start, stop) or len(inner) < 3 or len(inner) > _LONGEST or _GENERIC.match(inner):
                    continue
                if any(
                    f.start == start
                    and f.end == stop
                    and f.type in ("district", "official", "organization")
                    and f.detail not in ("firm", "school", "society")
                    for f in self.reading.found
                ):
                    continue
                if re.search(r"[的了是在]|产业$|行业$|领域$|方面$|工作$|企业$|部门$|单位$", inner):
                    continue
                if re.match(r".*(?:援建|投资建设)$", inner):
                    continue
                self.spans.append((start, stop, self._named(start, stop)))

    def _items(self, end: int, sentence: Sentence) -> list[tuple[int, int]]:
        """The items of the list that ends at `end`, the last first; the first begins behind a verb or a preposition."""
        text, reading = self.text, self.reading
        items: list[tuple[int, int]] = []
        stop = end
        while True:
            begin = stop
            while begin > sentence.start:
                if text[begin - 1] in "、，；：。":
                    break
                if text[begin - 1] == "”":
                    opening = text.rfind("“", sentence.start, begin)
                    if opening < 0:
                        break
                    begin = opening
                    continue
                if text[begin - 1] == "）":
                    opening = text.rfind("（", sentence.start, begin)
                    if opening < 0:
                        break
                    begin = opening
                    continue
                before = reading.token_before(begin)
                if before is None:
                    break
                if (
                    before.tag in ("v", "p", "u", "d", "vd", "c", "r", "ad")
                    and before.word not in _INNER
                    and not (before.tag == "c" and before.word == "至")
                ):
                    # 对|亲友食品、…等项目: a word behind a preposition begins the item even if it is one of doing
                    further = reading.token_before(before.start)
                    if not (
                        before.tag == "v"
                        and begin < stop
                        and further is not None
                        and further.tag == "p"
                        and not _CONTEXT.fullmatch(before.word)
                    ):
                        break
                if before.tag == "m" and re.search(r"[个项元]", before.word):
                    break
                begin = max(before.start, sentence.start)
            if begin >= stop:
                break
            items.append((begin, stop))
            if text[begin - 1 : begin] == "、" or (
                text[begin - 1 : begin] in ("和", "及")
                and (t := reading.token_before(begin)) is not None
                and t.tag == "c"
            ):
                stop = begin - 1
                continue
            break
        return items

    def _take_over(self) -> None:
        """A plant or a school that is being built is a project and no second, organization of the same name."""
        reading = self.reading
        used = {fact.object for fact in reading.facts if fact.relation in ("holds_post", "works_for")}
        spans = {(start, end) for start, end, _ in self.spans}
        gone = {
            (f.type, f.name) for f in reading.found if f.type == "organization" and (f.start, f.end) in spans
        } - used
        reading.found[:] = [f for f in reading.found if (f.type, f.name) not in gone]
        reading.facts[:] = [f for f in reading.facts if f.subject not in gone and f.object not in gone]

    # -- one project, one name ------------------------------------------------------------------------------------------

    def _join(self) -> dict[str, str]:
        """玄峰集团红云酒厂项目 is 鄂尔多斯玄峰集团红云酒厂2万吨白酒项目: every character of the one in the other, in order."""
        names = sorted({name for _, _, name in self.spans}, key=lambda n: (-len(n), n))
        canonical: dict[str, str] = {}
        for name in names:
            core = re.sub(r"(?:建设)?(?:项目|工程)$|建设$", "", name)
            longer = next(
                (
                    other
                    for other in names
                    if len(other) > len(name)
                    and canonical.get(other) == other
                    and len(core) >= 4
                    and _within(core, other)
                    and (other[-2:] == name[-2:] or len(core) >= 6)
                    or (
                        other != name
                        and canonical.get(other) == other
                        and len(core) >= 4
                        and other.startswith(core)
                        and len(other) > len(name)
                    )
                ),
                None,
            )
            canonical[name] = longer or name
        return canonical

    # -- where and by whom ----------------------------------------------------------------------------------------------

    def _located(self, name: str, start: int, end: int) -> None:
        reading = self.reading
        sentence = reading.sentence_at(start)
        if sentence is None:
            return
        bodies = reading.within(start, end, "organization")
        inside = [
            f
            for f in reading.within(start, end, "district")
            if not any(b.start <= f.start and f.end <= b.end for b in bodies)
        ]
        at_head = [f for f in inside if f.start == start]
        scene = None
        for f in reading.within(sentence.start, start, "district"):
            before = self.text[max(0, f.start - 2) : f.start]
            between = self.text[f.end : start]
            if before.endswith(("在", "于", "落户")) and not re.search(r"[。；]|项目", between):
                scene = f
            elif (
                before.endswith(("到", "进"))
                and not re.search(r"[。；]", between)
                and not re.search(r"听取|参加|前往", between)
            ):
                scene = f
        section = self.geography.section(start)
        chosen: tuple[str, list[tuple[int, int]]] | None = None
        if scene is not None and not inside:
            chosen = (
                scene.name,
                [(scene.start, end)] if end - scene.start < 90 else [(scene.start, scene.end), (start, end)],
            )
        elif at_head:
            chosen = (at_head[-1].name, [(start, end)])
        elif inside:
            chosen = (inside[-1].name, [(start, end)])
        elif section is not None:
            chosen = (section.name, [(start, end)])
        else:
            subject = [f for f in reading.within(sentence.start, start, "district")]
            prefix = self.bodies.prefix_at(start)
            home = self.geography.home
            if prefix is not None and prefix.deictic and prefix.place.level:
                chosen = (prefix.place.name, [(start, end)])
            elif subject and subject[0].start - sentence.start <= 8 and subject[0].detail != "province":
                chosen = (subject[0].name, [(subject[0].start, end)] if end - subject[0].start < 90 else [(start, end)])
            elif home is not None and home.level != "province":
                chosen = (home.name, [(start, end)])
        if chosen is not None:
            reading.fact(("project", name), "located_in", ("district", chosen[0]), chosen[1])

    def _undertaken(self, name: str, start: int, end: int) -> None:
        reading, text = self.reading, self.text
        sentence = reading.sentence_at(start)
        if sentence is None:
            return
        heads = [
            f
            for f in reading.within(start, end, "organization")
            if f.start == start and f.end < end and f.detail in ("firm", "society", "school", "agency")
        ]
        if heads:
            owner = min(heads, key=lambda f: f.end)
            reading.fact((owner.type, owner.name), "undertakes", ("project", name), [(start, end)])
            return
        # 建设甲生产线以及乙生产线: who builds the one builds the other
        joined = re.search(
            r"(?:、|和|及|以及)(?:这次|此次|本次)?(?:签约|开工)?的?$", text[max(sentence.start, start - 10) : start]
        )
        if joined:
            before = max(sentence.start, start - 10) + joined.start()
            previous = next((n for s, e, n in self.spans if e == before), None)
            builders = [
                f
                for f in reading.facts
                if f.relation == "undertakes"
                and previous is not None
                and f.object == ("project", self.canonical.get(previous, previous))
            ]
            for fact in builders:
                reading.fact(fact.subject, "undertakes", ("project", name), [(start, end)])
            if builders:
                return
        by = _BY.search(text[max(sentence.start, start - 14) : start])
        if by:
            verb = max(sentence.start, start - 14) + by.start()
            low = max(
                text.rfind("，", sentence.start, verb),
                text.rfind("由", sentence.start, verb),
                text.rfind("有", sentence.start, verb),
                sentence.start,
            )
            for f in reading.within(low, verb, "organization", "district"):
                if not any(
                    o.start <= f.start and f.end <= o.end and o is not f
                    for o in reading.within(low, verb, "organization")
                ):
                    reading.fact((f.type, f.name), "undertakes", ("project", name), [(f.start, end)])
            return
        # 某局在…建设…项目
        builder = re.search(
            r"(?:投资|建设|承建|兴建|新建|打造|推进|实施)[^，。；]{0,12}$", text[sentence.start : start]
        )
        if builder:
            verb = sentence.start + builder.start()
            low = (
                max(text.rfind("，", sentence.start, verb), text.rfind("、", sentence.start, verb), sentence.start - 1)
                + 1
            )
            firms = [
                f
                for f in reading.within(low, verb, "organization")
                if f.detail in ("firm", "school", "society") and f.start - low <= 2
            ]
            if firms:
                owner = max(firms, key=lambda f: f.end)
                reading.fact((owner.type, owner.name), "undertakes", ("project", name), [(owner.start, end)])
                return
            speaker = self._speakers_firm(sentence)
            if speaker is not None:
                reading.fact(("organization", speaker), "undertakes", ("project", name), [(start, end)])
                return
            if self.home_body is not None:
                reading.fact(("organization", self.home_body), "undertakes", ("project", name), [(start, end)])

    def _speakers_firm(self, sentence: Sentence) -> str | None:
        """The firm of the one who speaks in the sentence: 董事长…表示，投资40亿元，建设…."""
        first = [f for f in self.reading.within(sentence.start, min(sentence.end, sentence.start + 30), "official")]
        if not first or not re.match(r"(?:表示|介绍|说|透露)", self.text[first[0].end :]):
            return None
        for fact in self.reading.facts:
            if (
                fact.relation == "holds_post"
                and fact.subject == ("official", first[0].name)
                and fact.object[0] == "organization"
            ):
                body = next(
                    (f for f in self.reading.found if f.name == fact.object[1] and f.type == "organization"), None
                )
                if body is not None and body.detail == "firm":
                    return body.name
        return None


def _within(short: str, long: str) -> bool:
    """Whether all characters of the one stand in the other, in the same order or (农村安全饮水, 农村饮水安全工程) nearly so."""
    if len(short) >= 6:
        left = list(long)
        for character in short:
            if character not in left:
                return False
            left.remove(character)
        return True
    rest = iter(long)
    return all(character in rest for character in short)


def find(reading: Reading, geography: Geography, bodies: Bodies, home_body: str | None) -> None:
    """Find the projects of an article and add them to the reading."""
    Projects(reading, geography, bodies, home_body).find()
