"""Organizations: organs and departments of a place, firms, schools, societies, groups set up for a task."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg import lexicon
from kg.extract.places import DEICTIC, Geography, Place
from kg.extract.reading import Found, Reading
from kg.text.clean import HAN

_DATA = lexicon.data("bodies")
KINDS = ("agency", "group", "firm", "school", "society", "media", "state")
_ENDINGS: dict[str, str] = {ending: kind for kind in KINDS for ending in _DATA[kind]}
_ENDING = re.compile(rf"(?={lexicon.alternation(_ENDINGS)})")
_ENDING_AT = re.compile(lexicon.alternation(_ENDINGS))
_ORGANS: dict[str, str] = {form: key for key, forms in _DATA["organs"].items() for form in forms}
_NATIONAL = re.compile(lexicon.alternation(_DATA["national"]))
_ORGAN = re.compile(lexicon.alternation(_ORGANS))
# organs that name themselves without a place: the home's, or those of the body or place named before
BARE = {
    "党委",
    "党工委",
    "管委会",
    "人大常委会",
    "人大",
    "政协",
    "纪委",
    "监委",
    "政府",
    "组织部",
    "宣传部",
    "统战部",
    "政法委",
    "人武部",
    "工会",
}
_GENERIC = set(_DATA["generic"])
_GENERIC_HEAD = re.compile(rf"^(?:{'|'.join(map(re.escape, sorted(_GENERIC, key=len, reverse=True)))})+$")
_STOPS = set(_DATA["stops"])
_INSIDE_TAGS = {"n", "nz", "nw", "vn", "an", "a", "ORG", "LOC", "f", "s", "PER", "j", "nt"}
_NUMERAL = re.compile(r"^第?[一二三四五六七八九十\d]+$")
_SPACE = rf"[{HAN}A-Za-z0-9·（）“”]"
_ENOUGH = {
    "海关",
    "日报",
    "晚报",
    "一中",
    "二中",
    "三中",
    "四中",
    "军区",
    "医院",
    "银行",
    "公司",
    "集团",
    "大学",
    "学院",
    "一小",
}
_VAGUE = {
    "办公室",
    "办公厅",
    "委员会",
    "工作组",
    "指挥部",
    "分公司",
    "总公司",
    "制造厂",
    "加工厂",
    "合作社",
    "幼儿园",
    "领导小组",
    "研究室",
    "研究所",
    "研究院",
    "设计院",
    "营业部",
    "考察团",
    "代表团",
    "调研组",
    "督导组",
    "检查组",
    "服务中心",
    "管理处",
    "管理所",
    "管理站",
    "子公司",
    "股份有限公司",
    "有限公司",
    "有限责任公司",
    "控股集团",
    "基金会",
    "促进会",
    "商会",
    "理事会",
    "董事会",
}
LONGEST = 34  # characters of a body's name: 中国共产党…纪律检查委员会驻…纪检监察组 is about as long


@dataclass(frozen=True, slots=True)
class Prefix:
    """What stands before the rest of a name: a place, named or deictic, and whether it is deictic.

    On a page that never says whose it is (省林草局) the deictic word is itself the place, of no level.
    """

    place: Place
    start: int
    end: int
    deictic: bool


class Bodies:
    """Finds the bodies of one reading. `organs` may be asked for those that a post implies."""

    def __init__(self, reading: Reading, geography: Geography) -> None:
        self.reading = reading
        self.geography = geography
        self.places: dict[str, Place] = {}
        for place in [p for p in geography.own] + [
            p for p in (geography.province, geography.prefecture, geography.county, geography.township) if p
        ]:
            for link in place.chain():
                self.places.setdefault(link.name, link)
        for place in [*geography.sections.values(), *geography.known.values()]:
            self.places.setdefault(place.name, place)

    # -- places before a body -------------------------------------------------------------------------------------

    def prefix_ending(self, end: int) -> Prefix | None:
        """The place whose name, or deictic word, ends at the position."""
        reading, text = self.reading, self.reading.text
        named = [f for f in reading.found if f.type == "district" and f.end == end]
        if named:
            first = max(named, key=lambda f: f.end - f.start)
            place = self.places.get(first.name)
            if place is not None:
                start = first.start
                if text[max(0, start - 2) : start] == "中共":
                    start -= 2
                # 山东省|济宁市: the chain before it
                while True:
                    before = [f for f in reading.found if f.type == "district" and f.end == start]
                    if not before:
                        break
                    start = before[0].start
                return Prefix(place, start, end, text[first.start : first.end][0] in "我全本该")
        for word in ("自治区", "新区", *DEICTIC):
            if text.startswith(word, end - len(word)) and end >= len(word):
                start = end - len(word)
                # 城区|区委, 西藏自治区|区委: the word says again what the name before it ends in
                doubled = [
                    f for f in reading.found if f.type == "district" and f.end == start and f.name.endswith(word)
                ]
                if doubled and (place := self.places.get(doubled[0].name)) is not None:
                    return Prefix(place, doubled[0].start, end, False)
                if not self._deictic_here(start, end):
                    continue
                return Prefix(self._meant(word, start), start, end, True)
        return None

    def _meant(self, word: str, position: int) -> Place:
        return self.geography.of(word, position) or Place(word, "", None, None)

    def _deictic_here(self, start: int, end: int) -> bool:
        """Whether 市, 县, 区 … at the position stands for a place and is not the end of another word."""
        text = self.reading.text
        if text[end : end + 1] == "长":  # 县长
            return False
        if start == 0 or not re.match(rf"[{HAN}]", text[start - 1]):
            return True
        if text[start - 1] in "和与及" and any(f.end == start - 1 for f in self.reading.found):
            return True
        token = self.reading.token_at(start)
        if token is None:
            return False
        before = self.reading.token_before(start)
        if token.start != start or before is None:
            # 市县两级: the word begins before
            return (
                text[start - 1] in "省市县区我全原和与及"
                and token.start >= start - 1
                and token.word[0] in "省市县区我全原和与及"
            )
        return (
            before.tag in ("w", "p", "c", "u", "v", "d", "r", "t", "TIME", "m", "f", "xc", "vd", "ad")
            or (
                before.word
                in ("原", "市", "省", "县", "时任", "现任", "经", "由", "会上", "会前", "期间", "代表", "记者")
            )
            or any(f.end == start and f.type in ("organization", "official", "person") for f in self.reading.found)
        )

    def _add(
        self, name: str, start: int, end: int, kind: str, owner: Place | None, said_from: int | None = None
    ) -> None:
        """Note a body, and that it belongs to its place (said by the text from `said_from`, else by the name itself)."""
        key = owner.key if owner is not None and owner.level else None
        self.reading.add(Found("organization", name, start, end, detail=kind, owner=key))
        if key:
            assert owner is not None
            if not any(f.type == "district" and f.name == owner.name for f in self.reading.found):
                # 市委 alone speaks of the city, and nothing else does
                stop = start + (3 if self.reading.text.startswith("自治区", start) else 1)
                self.reading.add(
                    Found("district", owner.name, start, stop, detail=owner.level), level=owner.level, code=owner.code
                )
            self.reading.fact(
                ("organization", name), "belongs_to", key, [(start if said_from is None else said_from, end)]
            )

    # -- organs ---------------------------------------------------------------------------------------------------

    def organs(self) -> None:
        """市委, 济宁市委、市政府, 太白湖新区管委会, 县人大常委会, 市委宣传部."""
        reading, text = self.reading, self.reading.text
        for match in _ORGAN.finditer(text):
            start, end = match.span()
            if reading.sentence_at(start) is None or reading.covered(start, end, "organization"):
                continue
            prefix = self.prefix_ending(start)
            key = _ORGANS[match[0]]
            if prefix is not None and key == "纪委" and text.startswith(("监委", "监察委"), end):
                stop = end + (2 if text.startswith("监委", end) else 3 if not text.startswith("监察委员会", end) else 5)
                self._add(organ_name(prefix.place, "纪委监委"), prefix.start, stop, "organ", prefix.place)
                continue
            if prefix is None:
                if match[0] in BARE:
                    self._bare_organ(match)
                continue
            if self._part_of_longer(end, match[0]):
                continue
            if key == "委" and (match[0] == "委员会" or text[end : end + 1] in ("员", "托", "派", "屈")):
                continue
            if key == "街道办事处":
                if not prefix.place.name.endswith("街道"):
                    continue
                key = "办事处"
            if key == "团委":
                continue
            place = prefix.place
            name = organ_name(place, key)
            begin = prefix.start
            self._add(name, begin, end, "organ", place)
            # 县委、政府, 纪委监委: the second shares the place of the first
            follow = re.match(r"[、和]?(政府|人大常委会|人大|政协|纪委)(?![办工])", text[end:])
            if follow:
                second = organ_name(place, _ORGANS[follow[1]])
                self._add(second, end + follow.start(1), end + follow.end(), "organ", place, begin)

    def _part_of_longer(self, end: int, form: str) -> bool:
        """Whether the organ's name goes on to be that of a department: 市委|农办, 市政府|研究室."""
        rest = self.reading.text[end : end + 12]
        if _ORGANS[form] not in ("委", "人民政府", "管委会", "党工委", "党委"):
            return False
        match = re.match(
            rf"[{HAN}]{{1,9}}?(?:{'|'.join(['办公室', '办公厅', '研究室', '农办', '编办', '网信办', '台办', '老干部局', '信访局', '部', '局', '办'])})",
            rest,
        )
        if not match:
            return False
        token = self.reading.token_at(end)
        return (
            token is not None
            and token.tag in ("n", "nz", "vn", "ORG", "j", "a", "v")
            and not re.search(
                r"(?:召开|举行|主办|承办|协办|举办|联办|主任|书记|副|常委|高度|要求|决定|领导|同志|干部|机关|办公会|办公楼|大院|部署|部分)",
                match[0],
            )
        )

    def _bare_organ(self, match: re.Match[str]) -> None:
        """党工委 or 管委会 alone is the home's, if it can have one."""
        reading, text = self.reading, self.reading.text
        start, end = match.span()
        key = _ORGANS[match[0]]
        token = reading.token_at(start)
        if token is None or (token.start < start and token.tag != "ORG"):
            return
        if re.match(rf"[{HAN}]", text[start - 1 : start]) and not (
            (before := reading.token_before(start)) is not None
            and before.tag in ("w", "p", "c", "v", "u", "d", "r", "m", "q")
        ):
            return
        home = self.geography.section(start) or self.geography.home
        if key in ("党工委", "管委会") and home is not None and home.level == "zone":
            name = organ_name(home, key)
            self._add(name, start, end, "organ", home)

    def national(self) -> None:
        """Ministries and the like, each by its name."""
        for match in _NATIONAL.finditer(self.reading.text):
            if self.reading.sentence_at(match.start()) is not None and not self.reading.covered(
                *match.span(), "organization"
            ):
                token = self.reading.token_at(match.start())
                if (
                    token is not None
                    and token.start == match.start()
                    and self.reading.text[match.end() : match.end() + 1] not in "门队长属"
                ):
                    self._add(match[0], match.start(), match.end(), "agency", None)

    # -- everything else ------------------------------------------------------------------------------------------

    def others(self) -> None:
        """Departments, firms, schools, societies and groups, by how they end."""
        reading, text = self.reading, self.reading.text
        spans: dict[int, tuple[int, int, str]] = {}
        position = 0
        while match := _ENDING.search(text, position):
            position = match.start() + 1
            if reading.sentence_at(match.start()) is None:
                continue
            ending = _ENDING_AT.match(text, match.start())
            if ending is None:
                continue
            end = ending.end()
            if ending[0] in ("组织部", "宣传部", "统战部"):
                # of a place they are organs; 党委组织部 alone is a school's or a firm's
                first = ending.start() - 2
                if text[max(first, 0) : ending.start()] == "党委" and not re.match(
                    rf"[{HAN}]", text[first - 1 : first]
                ):
                    spans.setdefault(ending.end(), (first, ending.end(), "agency"))
                continue
            if not self._ends_here(ending.start(), end, ending[0]):
                continue
            start = self._walk(ending.start(), end)
            if start is None or end - start > LONGEST:
                continue
            kind = _ENDINGS[ending[0]]
            if any(
                f.type == "organization" and f.start < end and start < f.end and not (f.start == start and f.end < end)
                for f in reading.found
            ):  # an organ, found already
                continue
            known = spans.get(end)
            if known is None or known[0] > start:
                spans[end] = (start, end, kind)
        chosen: list[tuple[int, int, str]] = []
        for span in sorted(spans.values(), key=lambda s: (s[0], -s[1])):
            if chosen and span[0] < chosen[-1][1]:
                # 云南省电子工业总公司 over 云南省电子工业; a later one that only overlaps is cut off
                continue
            chosen.append(span)
        for start, end, kind in chosen:
            if not reading.covered(start, end, "organization") or any(
                f.start == start and f.end < end for f in reading.found
            ):
                self._name(start, end, kind)

    def _ends_here(self, start: int, end: int, ending: str) -> bool:
        """Whether the ending is one: the word ends with it, and no longer name goes on."""
        reading, text = self.reading, self.reading.text
        token = reading.token_at(end - 1)
        if token is None:
            return False
        if (
            token.end > end
            and token.tag not in ("ORG", "LOC")
            and not text.startswith(("党", "副", "书", "主", "局", "院", "校", "长"), end)
        ):
            return False
        if token.end > end and token.tag in ("ORG", "LOC") and _ENDING_AT.search(text, end, token.end):
            return False
        single = end - start == 1
        if single and text[end : end + 1] == "）" and text.rfind("（", 0, end) > start - 12:
            return True  # （市住保办）
        if single and (
            token.tag not in ("n", "nz", "ORG", "LOC", "j", "q", "v")
            or text[start - 1 : start]
            in ("副", "主", "承", "协", "举", "签", "布", "格", "结", "大", "全", "僵", "当", "破", "开", ending)
        ):
            return False
        if single and token.tag == "v" and token.end - token.start > 1:
            return False
        if ending in ("局", "厅", "办", "署", "厂", "中心", "大队", "中队"):
            following = text[end : end + 2]
            if following[:1] in (
                "面",
                "势",
                "限",
                "域",
                "际",
                "量",
                "所",
                "理",
                "公",
                "堂",
                "区",
                "房",
                "商",
            ) and following not in ("所长", "公室"):
                return False
        return not re.match(r"[路楼]|大道|大街|广场|大厦", text[end : end + 2])

    def _walk(self, start: int, end: int) -> int | None:
        """Where the name that ends at `end` begins, walking left from its ending; None where it is no name."""
        reading, text = self.reading, self.reading.text
        begin = start
        token = reading.token_at(start)
        if token is not None and token.start < start:
            begin = token.start
        if cut := re.match(rf"[{HAN}]{{2,6}}?[镇乡县区市]?[和与及](?=[{DEICTIC}][{HAN}]{{2}})", text[begin:start]):
            if any(f.type == "district" and f.start == begin and f.end == begin + cut.end() - 1 for f in reading.found):
                begin += cut.end()  # 定江镇和|县国土资源局 taken for one word
                return begin
        steps = 0
        while steps < 14 and end - begin <= LONGEST:
            steps += 1
            if begin < start and self.prefix_at(begin) is not None and (begin == 0 or not self._goes_on(begin)):
                break
            if text[begin - 1 : begin] == "）" and (opening := text.rfind("（", max(0, begin - 12), begin)) >= 0:
                inside = text[opening + 1 : begin - 1]
                if re.fullmatch(rf"[{HAN}]{{2,8}}", inside) and opening and re.match(rf"[{HAN}]", text[opening - 1]):
                    begin = opening
                    continue
                break
            if (
                text[begin - 1 : begin] == "”"
                and (opening := text.rfind("“", max(0, begin - 14), begin)) >= 0
                and (re.fullmatch(rf"[{HAN}A-Za-z0-9]+", text[opening + 1 : begin - 1]))
            ):
                begin = opening
                continue
            before = reading.token_before(begin)
            if before is None or before.end != begin or not before.word.strip():
                break
            if before.word in ("和", "与", "及") or before.tag == "c":
                joined = self._across(before.start, begin)
                if joined is None:
                    break
                begin = joined
                continue
            if before.word in ("校长", "院长") and text.startswith("办公室", begin):
                begin = before.start
                break
            if before.word in _STOPS or any(before.word.endswith(stop) for stop in ("书记", "主任", "局长", "部长")):
                break
            if before.tag == "PER" and reading.covered(before.start, before.end, "official", "person"):
                break
            if (
                before.tag in _INSIDE_TAGS
                or _NUMERAL.match(before.word)
                or (before.tag in ("v", "b", "ad", "vd") and self._verb_inside(before.start, begin, start))
                or before.word in ("驻", "附属", "直属")
            ):
                begin = before.start
                continue
            break
        if self._in_quotes(begin, end):
            return None
        while begin < start and text[begin] in "的了在于“”（）、，。 任":
            begin += 1
        return begin

    def own_committee(self) -> None:
        """局党委 on the page of a bureau is the bureau's."""
        home = home_body(self.reading, self.geography)
        if home is None:
            return
        text = self.reading.text
        for match in re.finditer(
            r"([局厅校院司团行社])党[委组]|(?<![\u4e00-\u9fff])本[局厅校院司社]党[委组]", self.reading.text
        ):
            token = self.reading.token_before(match.start())
            if (
                match[1]
                and text[match.start() - 1 : match.start()] not in DEICTIC
                and home.endswith(match[1])
                and self.reading.sentence_at(match.start()) is not None
                and (token is None or token.tag not in ("n", "nz", "ORG", "LOC") or token.end != match.start())
                and not self.reading.covered(match.start(), match.end(), "organization")
            ):
                name = home + match[0][1:]
                self.reading.add(
                    Found("organization", name, match.start(), match.end(), "organ", ("organization", home))
                )
                self.reading.fact(("organization", name), "belongs_to", ("organization", home), [match.span()])

    def short_forms(self) -> None:
        """厦航, 电科院: a short word that the recogniser takes for a body three times and more is one."""
        words: dict[str, list[tuple[int, int]]] = {}
        for token in self.reading.tokens:
            if (
                token.tag == "ORG"
                and 2 <= len(token.word) <= 4
                and not self.reading.covered(token.start, token.end, "organization", "district")
            ):
                words.setdefault(token.word, []).append((token.start, token.end))
        for word, spans in words.items():
            if (
                len(spans) >= 3
                and word not in _GENERIC
                and word not in _ORGANS
                and word not in _ENDINGS
                and not word.endswith(("党", "会", "族"))
            ):
                for start, end in spans:
                    self.reading.add(Found("organization", word, start, end, detail="firm"))

    def offices(self) -> None:
        """领导小组下设办公室: the office is a body, of the group named before it."""
        for match in re.finditer(r"(?:领导小组|指挥部|工作组|委员会)下设(办公室)", self.reading.text):
            groups = [
                f
                for f in self.reading.found
                if f.type == "organization" and f.detail == "group" and f.start < match.start()
            ]
            if groups:
                name = groups[-1].name + match[1]
                self.reading.add(
                    Found(
                        "organization", name, match.start(1), match.end(1), "office", ("organization", groups[-1].name)
                    )
                )
                self.reading.fact(
                    ("organization", name), "belongs_to", ("organization", groups[-1].name), [match.span()]
                )

    def _in_quotes(self, begin: int, end: int) -> bool:
        text = self.reading.text
        return text[begin:end].count("“") != text[begin:end].count("”")

    def prefix_at(self, begin: int) -> Prefix | None:
        """A place whose name begins at the position, before the rest of a body's name."""
        for f in self.reading.found:
            if f.type == "district" and f.start == begin:
                place = self.places.get(f.name)
                return Prefix(place, begin, f.end, False) if place else None
        text = self.reading.text
        for word in ("自治区", "新区", *DEICTIC):
            if text.startswith(word, begin) and self._deictic_here(begin, begin + len(word)):
                return Prefix(self._meant(word, begin), begin, begin + len(word), True)
        return None

    def _goes_on(self, begin: int) -> bool:
        """Whether more of the name stands before a place inside it: 山东省|济宁市…, 中国银行|济宁分行."""
        return any(f.type == "district" and f.end == begin for f in self.reading.found) or (
            (before := self.reading.token_before(begin)) is not None and before.tag == "ORG"
        )

    def _verb_inside(self, verb: int, after: int, ending: int) -> bool:
        """A verb belongs to the name where a place begins the name no further than a few words before it."""
        text = self.reading.text
        sentence = self.reading.sentence_at(verb)
        floor = max(sentence.start if sentence else 0, verb - 10)
        if text[verb:after] in (
            "召开",
            "举行",
            "来到",
            "参加",
            "出席",
            "走进",
            "成立",
            "进入",
            "支持",
            "推动",
            "加强",
            "组织",
            "联合",
            "协调",
            "率领",
            "带领",
            "前往",
            "视察",
            "走访",
            "调研",
            "考察",
            "慰问",
            "邀请",
            "争取",
            "引进",
            "建成",
            "拥有",
            "开展",
            "实施",
            "提升",
            "打造",
            "推进",
            "是",
            "有",
            "为",
            "成为",
            "担任",
            "任命",
            "任",
        ):
            return False
        for begin in range(verb, floor - 1, -1):
            if text[begin] in "，。；、：“”":
                return False
            prefix = self.prefix_at(begin)
            if prefix is not None and prefix.end <= verb:
                between = text[prefix.end : verb]
                return len(between) <= 6 and not re.search(r"[的了在和与]", between)
        return False

    def _across(self, conjunction: int, after: int) -> int | None:
        """The name goes on across 和: 自然资源和规划局, 驻村第一书记和工作队. It does where a place begins the name, some
        words follow it that are no body themselves, and no other place begins right after the 和."""
        text = self.reading.text
        if self.prefix_at(after) is not None or text[after : after + 1] in DEICTIC:
            return None
        sentence = self.reading.sentence_at(conjunction)
        floor = max(sentence.start if sentence else 0, conjunction - 14)
        for begin in range(conjunction - 2, floor - 1, -1):
            if text[begin] in "，。；、：“”（）":
                return None
            prefix = self.prefix_at(begin)
            if prefix is not None and prefix.end < conjunction:
                between = text[prefix.end : conjunction]
                if (
                    re.search(r"[的了在到对为向来是有]", between)
                    or any(word in between for word in _STOPS if word not in ("书记",))
                    and "第一书记" not in between
                ):
                    return None
                if any(between.endswith(ending) for ending in (*_ENDINGS, *_ORGANS)):
                    return None
                return prefix.start
        return None

    def _name(self, start: int, end: int, kind: str) -> None:
        """Give the stretch its canonical name and note it, unless it is no name."""
        reading, text = self.reading, self.reading.text
        form = text[start:end]
        if re.match(r"中共", form):
            start, form = start + 2, form[2:]
        if form in _ORGANS or text[end : end + 2] in ("学历", "文化", "本科", "专科", "学位", "毕业", "普通"):
            return
        if form.endswith(
            (
                "博览中心",
                "会展中心",
                "展览中心",
                "会议中心",
                "体育中心",
                "购物中心",
                "演播厅",
                "餐厅",
                "大厅",
                "展厅",
                "音乐厅",
                "会议厅",
                "行政中心",
                "市民中心",
            )
        ):
            return  # a building
        prefix = self.prefix_at(start)
        while (
            prefix is not None
            and (further := self.prefix_at(prefix.end)) is not None
            and further.place.inside(prefix.place)
            and further.end < end
        ):
            prefix = Prefix(further.place, start, further.end, further.deictic)
        rest = text[prefix.end if prefix else start : end]
        ending = next((e for e in sorted(_ENDINGS, key=len, reverse=True) if rest.endswith(e)), "")
        head = rest[: len(rest) - len(ending)]
        bare_ending = rest == ending
        if bare_ending and not (prefix and self._says_enough(rest)):
            return
        if bare_ending and prefix and prefix.deictic and rest in ("公司", "集团", "银行", "学院", "大学"):
            return
        if prefix is None and (
            (_GENERIC_HEAD.match(head) and ending not in ("城投", "国投", "交投", "文旅投", "水投", "农投", "建投"))
            or re.match(r"^(?:各|有关|相关|该|本|此|每|某|上级|两|多|几|这|那)", rest)
            or len(rest) < 3
        ):
            return
        if (
            prefix is not None
            and len(head) < 4
            and _GENERIC_HEAD.match(head)
            and kind in ("firm", "society")
            and ending in ("公司", "集团", "厂", "基金", "能源", "控股", "协会", "保险", "商场", "超市", "酒店", "宾馆")
        ):
            return
        if prefix is not None and re.match(r"^(?:各|有关|相关|所有|多|直|属|级|内|外|里|本级|直属|上下)", rest):
            return
        if prefix is None and kind == "state":
            return
        bracketed = text[start - 1 : start] == "（" and text[end : end + 1] == "）"
        if prefix is None and kind == "agency" and not bracketed and not self._named_agency(start, end, rest):
            return
        if head.endswith("委") and ending == "委员会":
            return
        if kind == "group" and prefix is None and len(head) < 4 and not head.startswith(("中央", "国务院")):
            return
        if re.search(r"[的了]|[\d一二三四五六七八九十]+[家个所]", rest):
            return
        if kind in ("firm", "school"):
            self._groups_inside(start, end)
            if rest.startswith("附"):  # 济宁学院附中、附小
                rest = self._parent_school(start) + rest
        name = (
            prefix.place.name
            if prefix and (prefix.deictic or prefix.place.name.startswith(text[prefix.start : prefix.end]))
            else ""
        ) + rest
        if prefix and not prefix.deictic and kind in ("firm", "school", "society", "media", "state"):
            name = text[prefix.start : prefix.end] + rest
        if (
            prefix
            and not prefix.deictic
            and kind in ("agency", "group")
            and not prefix.place.name.startswith(text[start : prefix.end])
        ):
            name = prefix.place.name + rest
        owner = prefix is not None and (
            prefix.deictic
            or (kind == "agency" and self._governmental(rest, prefix))
            or rest.endswith(("领导小组", "指挥部", "联席会议"))
        )
        self._add(name, start, end, kind, prefix.place if prefix and owner else None)
        self._list_after(end, prefix, kind)

    def _groups_inside(self, start: int, end: int) -> None:
        """鄂尔多斯玄峰集团|红云酒厂: the group is a body of its own."""
        text = self.reading.text
        inner = text.find("集团", start + 2, end - 2)
        if inner > 0 and text[inner + 2 : inner + 4] not in ("有限", "股份", "公司", "总公", "控股", "责任"):
            self._add(text[start : inner + 2], start, inner + 2, "firm", None)

    def _parent_school(self, start: int) -> str:
        """What 附小 is attached to: the school in front of the 附 of the item before it in the list."""
        text = self.reading.text
        for f in self.reading.found:
            if f.type == "organization" and f.end == start - 1 and text[f.end] in "、和" and "附" in f.name:
                return f.name.split("附")[0]
        return ""

    @staticmethod
    def _says_enough(ending: str) -> bool:
        """Whether an ending alone makes a name behind a place: 县武装部, 济宁海关, 市财政局; not 县中心, 市公司."""
        if ending.endswith("中心"):
            return ending in ("融媒体中心", "疾控中心")
        return (len(ending) >= 3 and ending not in _VAGUE) or ending in _ENOUGH

    def _governmental(self, rest: str, prefix: Prefix) -> bool:
        """An agency named with its place in full is the place's; with a short name (济宁海关) it need not be."""
        return self.reading.text[prefix.start : prefix.end].endswith(tuple("省市县区州盟旗镇乡道")) or rest.endswith(
            ("局", "厅", "委员会", "办公室")
        )

    def _named_agency(self, start: int, end: int, rest: str) -> bool:
        """An agency without a place: only where the recogniser or the title takes it for a name."""
        token = self.reading.token_at(start)
        if token is not None and token.tag in ("ORG", "LOC", "nz") and len(rest) >= 4 and token.end - token.start >= 2:
            return True
        if re.fullmatch(r"(?:校长|院长|党委|党政|行政)办公室|党委(?:组织|宣传|统战|学生工作|教师工作|保卫)部", rest):
            return True  # of a school or a firm that the page does not name
        return bool(re.match(r"学校|(?:中国|国家|中央|全国|教育部|财政部|国务院|人民)", rest)) and len(rest) >= 4

    def _list_after(self, end: int, prefix: Prefix | None, kind: str) -> None:
        """省交通厅、煤炭厅、林业厅: what follows in the list is of the same place."""
        if prefix is None or kind not in ("agency", "firm"):
            return
        reading, text = self.reading, self.reading.text
        position = end
        while text[position : position + 1] in ("、", "和"):
            match = re.compile(rf"([{HAN}]{{2,12}}?(?:局|厅|委|办|总公司|公司))(?=[、等和，。）]|\d)").match(
                text, position + 1
            )
            if match is None or self.prefix_at(match.start(1)) is not None:
                return
            if (
                re.search(r"[的在与和]", match[1])
                or _GENERIC_HEAD.match(match[1][:-1])
                or reading.covered(match.start(1), match.end(1), "organization")
            ):
                return
            name = prefix.place.name + match[1]
            self._add(name, match.start(1), match.end(1), kind, prefix.place)
            position = match.end(1)


def organ_name(place: Place, key: str) -> str:
    """The canonical name of a place's organ: 济宁市委, 济宁市人民政府, 太白湖新区党工委, 内蒙古自治区党委."""
    if key == "委" and place.name.endswith("自治区"):
        key = "党委"
    if place.level == "zone" and key in ("委", "党委"):
        key = "党工委"
    if key == "人民法院":
        key = {"province": "高级人民法院", "prefecture": "中级人民法院"}.get(place.level, key)
    if place.level == "county" and key == "党委":
        key = "委"
    return place.name + key


def find(reading: Reading, geography: Geography) -> Bodies:
    """Find the bodies of an article and add them, with what they belong to, to the reading."""
    reading.split_conjunctions(DEICTIC)
    bodies = Bodies(reading, geography)
    bodies.organs()
    bodies.national()
    bodies.others()
    bodies.offices()
    bodies.own_committee()
    bodies.short_forms()
    _drop_places_in_names(reading)
    return bodies


def _text(reading: Reading, f: Found) -> str:
    return reading.text[f.start : f.end]


def _drop_places_in_names(reading: Reading) -> None:
    """A city in the name of a firm, a school or a customs house is no mention of the city."""
    named = [
        f
        for f in reading.found
        if f.type == "organization" and f.detail in ("firm", "school", "society", "media", "state")
    ]
    kept = []
    for f in reading.found:
        # but a county before a plant says where the plant is: 科右前旗|风机制造厂
        form = reading.text[f.start : f.end]
        part = f.detail in ("province", "prefecture") or (form != f.name and len(form) <= 2)
        inside = (
            f.type == "district"
            and part
            and any(n.start <= f.start and f.end <= n.end and n.owner != ("district", f.name) for n in named)
        )
        if not inside:
            kept.append(f)
    reading.found[:] = kept


def home_body(reading: Reading, geography: Geography) -> str | None:
    """The body whose own page it is: the one that the title, or the first sentence, begins with, where that is no organ
    of a place and the page has no county of its own."""
    if geography.home is not None and geography.home.level in ("county", "zone", "township"):
        return None
    titles = [p for p in reading.article.paragraphs if p.kind == "title"] or list(reading.article.paragraphs[:1])
    for paragraph in titles:
        for f in reading.within(paragraph.start, paragraph.end, "organization"):
            before = reading.text[paragraph.start : f.start]
            if f.detail in ("agency", "firm", "school", "society") and len(before) <= 2 and not f.owner:
                return f.name
    return None
