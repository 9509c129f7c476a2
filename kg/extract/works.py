"""Names of works: stretches that end in 项目, 产业园, 水库, …, and the items of a list that 等…项目 sums up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import accumulate

from kg import lexicon
from kg.extract.kinds import is_common, is_short, names_works
from kg.extract.masks import mark, marked
from kg.extract.reading import Reading, Sentence
from kg.extract.work_lists import AMONG_WORKS, CONTEXT, COUNTING, LONGEST, PAIRS, Lists
from kg.recognise import Token
from kg.text.clean import HAN
from kg.text.sought import Sought

_DATA = lexicon.data("projects")
_ENDING = lexicon.alternation(_DATA["endings"])
_NOT_BEFORE = f"(?!{lexicon.alternation(_DATA['not_before'])})"
# 体育中心（二期）
_DONE = lexicon.alternation(_DATA["doings_behind"])
_ENDINGS = Sought(
    rf"{_ENDING}(?:{_ENDING})*(?:（[一二三四五六]期(?:项目|工程)?）)?(?:{_DONE}{{1,2}}(?:建设)?(?:项目|工程)?)?{_NOT_BEFORE}(?:(?<!城)|(?!市))",
    _DATA["endings"],
)
_GENERIC = set(_DATA["generic"])
_INNER = set(_DATA["inner_verbs"])
_STOPS = set(lexicon.data("bodies")["stops"])
_NUMBERED = re.compile(r"\d{1,2}[.．、]")
_NUMERALS = "一二三四五六七八九十"
_TOLD_OF_IT = re.compile(r"以及(?=.{3})|[\d.]{1,6}余?(?:公里|千米|米|亩)(?=.{3})")
# “三个一批”项目, “8+X”项目: a kind that has a number for its name
_SLOGAN = re.compile(
    r"[省市县区]?“[^”]{0,6}[\d一二两三四五六七八九十百千万A-Z+][^”]{0,8}”(?:重点|重大|产业链|产业)*(?:建设)?项目"
)
_END_OF_WAY = re.compile("(?:[东南西北]起|[东南西北]至|起自|起于|止于)$")
_WAY_ON = re.compile("(?:[东南西北]?至(?!今|少|于)|以[东南西北])")
_NO_NAME = re.compile("^(?:这|那|其[中他它]|它)|[及和与](?:其|相关)?项目$|^（[^（）]{1,20}）(?:项目|工程)$")
_STRETCH = re.compile("[路道街桥口][东南西北]至")
_ORDINAL = re.compile(r"第[一二三四五六七八九十]+")
_CROSSING = re.compile(r"到|^[东南西北][至起到临接]")
# 省重点项目|清泉水利枢纽工程: of what rank it is
_RANKED = re.compile(
    "(?:(?:国家|[省市县区州])级?)?(?:重点|重大|标志性|龙头)(?:建设|民生|交通|水利|产业)*(?:项目|工程)(?!建设|投资|[和及与、])"
)
_ROUTE = re.compile("[起终]点(?:接|在|位于|为|是)?")
_DATA_WAYS = tuple(_DATA["ways"])
_HEAD = re.compile(rf"{lexicon.alternation(_DATA['head_verbs'])}+(?=[^项工])")
_HEAD_VERB = re.compile(lexicon.alternation(_DATA["head_verbs"]))
_TRADE = re.compile(lexicon.alternation(lexicon.data("bodies")["trades"]))
_HOUSED, _HOUSING = ("农民", "居民", "职工", "干部"), ("安置", "新村", "新居", "公寓", "活动中心", "住宅")
_RAISED = re.compile(rf"{lexicon.alternation(_DATA['raised'])}(?:了|的|起)?(?:一[所座个])?$")
_BEGUN = re.compile(rf"(?:（[^（）]{{1,12}}）)?{lexicon.alternation(_DATA['begun'])}")
_THINGS_BUILT = re.compile(f"[{lexicon.data('campaigns')['works']}]")
_SEVERAL = re.compile(r"(?:[^一\d第]|\d)(?:条|座|处|个|项|所|大)$")
_HELD = re.compile("(?:隆重|正式|顺利|成功)?(?:举行|举办|召开|开幕|开赛|闭幕|设立|开展|上演|进行)")
_PLANTS = tuple(_DATA["plants"])
_VENUES = tuple(_DATA["venues"])
_RAISED_BODIES = tuple(_DATA["raised_bodies"])
_JOINT = re.compile(rf"{_ENDING}(?P<joint>以及|[和及与])(?=[市县区旗镇乡州]|(?P<place>[{HAN}]))")
_BUILT_BY = re.compile(
    rf"[{HAN}]{{2,24}}?(?:投资建设|投资兴建|(?:合作|联合|开发)建设|(?:合作)?共建|援建|承建|兴建)(?=[{HAN}]{{4}})"
)
# 某项目|落户|镇创业园, whatever the recogniser makes of it
_CUT = set(_DATA["cut_verbs"])
_BUILDING = {*_DATA["builds"], "完成", "启动", "规划", "规划建设"}
_COMING = ("落户", "入驻", "进驻")
_OTHERS_BEHIND = re.compile(rf"{lexicon.alternation(_DATA['others_behind'])}")
_NUMBER_BEHIND = re.compile(r"\d{1,5}[余多]?(?:个|处|项|座|条|所|家|套|公里|千米)|[\d.]{1,9}万?亩")  # 农村饮水工程|12处
# behind the name of works that are the subject: 由…投资建设, ，总投资30亿元
_TOLD_OF = re.compile(r"由|(?:，)?(?:计划)?(?:总投资|投资总额)|(?:，)?(?:位于|选址|坐落|占地|用地)")
_SHORTEST = 4  # characters of a name behind its rank
_LONGEST_HEAD = 16  # characters of such a name that the walk does not pass
_SAID_OF = {*_DATA["doings"], *_DATA["head_verbs"], *_DATA["builds"], *_STOPS}
_UNIT = re.compile(r"[\d.万亿吨米亩级期号层台套件头只辆千瓦兆]")
_NAMES_OF = ("n", "nz", "nw", "an", "a", "ORG", "LOC", "s", "f", "q", "b", "PER", "j")


class Works:
    """Finds where works are named in one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.text
        length = len(self.text)
        self._taken = bytearray(length)
        self._people = marked(length, ((f.start, f.end) for f in reading.found if f.type in ("official", "person")))
        self.lists = Lists(reading)
        self.kinds: dict[tuple[int, int], str] = {}
        """What the works are that a list names by their first words: 水库, behind 甲山、乙河2座."""
        self.refused: set[tuple[int, int]] = set()
        """Where plants are told of that have no name of their own, and are no body either: 污水处理厂."""
        # what has a 管委会 of its own is a zone: 龙山新城管委会
        bodies_of_zones = (f.name for f in reading.found if f.type == "organization" and f.name.endswith("管委会"))
        self._governed = {name.removesuffix("管委会")[-4:] for name in bodies_of_zones}
        bodies = sorted((f.start, f.end) for f in reading.found if f.type == "organization")
        self._begun = [start for start, _ in bodies]
        self._reach = list(accumulate((end for _, end in bodies), max))  # how far each and those before it reach

    def find(self) -> Iterator[tuple[int, int]]:
        """Where each is named: those with an ending of works, the longest first, then the items of lists."""
        for sentence in self.reading.sentences:
            if row := self.lists.row(sentence):
                mark(self._taken, [row])
                yield row
            if sentence.paragraph.kind == "heading" or not CONTEXT.first(
                self.reading.begun, sentence.start, sentence.end
            ):
                continue
            for start, end, kind in self.lists.sharing(sentence):
                if not self._overlaps(start, end):
                    mark(self._taken, [(start, end)])
                    self.kinds[start, end] = kind
                    yield start, end
            items = [item for items in self.lists.of(sentence) for item in items]
            beginning: dict[int, list[tuple[int, int]]] = defaultdict(list)  # the items by where they begin, numbered
            for number, (start, end) in enumerate(items):
                beginning[start].append((number, end))
            # …织机生产线智能化升级项目: the longest name that the endings in it allow
            spans = [
                (self._as_subject(self._walk(match.start(), sentence), match.end(), sentence), match.end())
                for match in _ENDINGS.find(self.reading.begun, sentence.start, sentence.end)
            ]
            for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
                start = self._with_firm(self._without_head(start, end), sentence.start)
                for part in self._parted(start, end):
                    begin, stop = self._in_item(*part, beginning)
                    if not self._overlaps(begin, stop) and self._is_name(begin, stop):
                        mark(self._taken, [(begin, stop)])
                        yield begin, stop
            yield from self._raised(sentence)
            for start, end in items:
                if not self._overlaps(start, end) and self.lists.is_item(start, end):
                    mark(self._taken, [(start, end)])
                    yield start, end

    def _in_item(self, start: int, end: int, beginning: Mapping[int, list[tuple[int, int]]]) -> tuple[int, int]:
        """The whole of an item of a list, of which the ending closes but a part: 青禾集散中心|铁塔、…等项目."""
        if not beginning:
            return start, end
        near = range(max(0, start - LONGEST), start + 1)  # no name of works is longer
        for _, first, last in sorted((n, begin, stop) for begin in near for n, stop in beginning.get(begin, ())):
            inner = first < start and end <= last and self.text[first - 1] == "、"
            longer = first == start and end < last and self.text[end:last] != "建设"
            if (inner or longer) and self.lists.is_item(first, last):
                return first, last
        return start, end

    def _reached(self, position: int) -> int:
        """How far the bodies that begin before the position reach."""
        before = bisect_left(self._begun, position)
        return self._reach[before - 1] if before else 0

    def _overlaps(self, start: int, end: int) -> bool:
        return any(self._taken[start:end])

    def _raised(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Schools and the like that are being built: 由远山集团捐资80万元兴建的|青禾镇希望小学."""
        for body in self.reading.within(sentence.start, sentence.end, "organization"):
            before = self.text[max(sentence.start, body.start - 6) : body.start]
            begun = _RAISED.search(before) or _BEGUN.match(self.text, body.end, sentence.end)
            if not body.name.endswith(_RAISED_BODIES) or not begun:
                continue
            for start, end in self._parted(body.start, body.end) if body.named is None else ():
                if not self._overlaps(start, end):
                    mark(self._taken, [(start, end)])
                    yield start, end

    # -- names with an ending -----------------------------------------------------------------------------------------

    def _walk(self, start: int, sentence: Sentence) -> int:
        """Where the name whose ending begins at `start` begins: the words before it, as long as they are of names."""
        reading, text = self.reading, self.text
        token = reading.token_at(start)
        begin = token.start if token is not None and token.start < start else start
        while begin > sentence.start and start - begin < LONGEST:
            opening = self._opening(begin, sentence)
            firm = next((f for f in reading.ending_at(begin, "organization") if f.detail == "firm"), None)
            if firm is not None and firm.start >= sentence.start:
                begin = firm.start
                continue
            before = reading.token_before(begin)
            if opening is not None:
                begin = opening
            elif text[begin - 1] in "×+-—~～·.%" and not text.startswith("——", begin - 2):
                begin -= 1
            elif before is not None and before.end == begin and self._is_part(before):
                begin = before.start
            elif before is not None and before.end == begin and self._is_firm(before):
                return before.start
            else:
                break
        return begin

    def _as_subject(self, start: int, end: int, sentence: Sentence) -> int:
        """Where a name begins that is the subject of its clause: 其中，|远山物联网传感产业园项目|由…投资."""
        if not _TOLD_OF.match(self.text, end):
            return start
        clause = max(self.text.rfind(mark, sentence.start, start) for mark in "，；：。、（") + 1
        clause = max(clause, sentence.start)
        tokens = list(self.reading.tokens_in(clause, start))
        if start - clause > _LONGEST_HEAD or not tokens or tokens[0].start != clause:
            return start
        plain = all(t.tag in _NAMES_OF or (t.tag in ("v", "vn") and t.word not in _SAID_OF) for t in tokens)
        return clause if plain and tokens[0].tag in _NAMES_OF else start

    def _is_firm(self, token: Token) -> bool:
        """Whether a word of no kind known names a firm with the trade behind it: 晟越|医药年产4万吨…项目."""
        known = token.word in _GENERIC or token.word in _STOPS or token.word in _DATA["doings"] or token.word in _INNER
        return (
            len(token.word) == 2
            and token.tag in ("v", "a", "nr", "d", "xc")
            and not known
            and not _HEAD_VERB.fullmatch(token.word)
            and bool(_TRADE.match(self.text, token.end))
        )

    def _opening(self, end: int, sentence: Sentence) -> int | None:
        """Where the short quotation or bracket that ends at `end` opens."""
        pair = PAIRS.get(self.text[end - 1])
        if pair is None:
            return None
        opening, longest = pair
        at = self.text.rfind(opening, max(sentence.start, end - longest), end)
        return at if at >= 0 else None

    def _is_part(self, token: Token) -> bool:
        """Whether a word can be of the name that goes on behind it."""
        word, tag = token.word, token.tag
        if self._people[token.start] or word.startswith(_COMING):
            return False
        further = self.reading.token_before(token.start)
        if word in _STOPS:
            # 完成|群众|体育中心: what stands right behind a verb of building begins a name
            if further is not None and further.word in _BUILDING:
                return True
            # 城区失地|农民|安置小区: for whom it is built
            following = self.reading.token_at(token.end)
            return word in _HOUSED and following is not None and following.word.startswith(_HOUSING)
        if word == "改" and self.text.startswith("扩建", token.end):
            return True
        if word == "集中" and (following := self.reading.token_at(token.end)) is not None:
            return following.word in _INNER  # 清泉镇|集中|供水工程
        if tag in _NAMES_OF or word in ("至", "及", "现代", "未来", "世纪"):
            return True
        if len(word) == 1 and further is not None and further.end == token.start and self._is_cut(token, further):
            return True
        if tag == "m":
            if _ORDINAL.fullmatch(word):
                return True
            return bool(_UNIT.search(word)) and not COUNTING.search(word)  # 2万吨, 二期
        if tag in ("vn", "v") and (word in _INNER or (tag == "vn" and word not in _DATA["doings"])):
            return True
        if tag == "v" and len(word) >= 3:
            return True  # 抽水蓄|能: a term cut up
        if len(word) != 1 or further is None:
            return False
        if tag == "v" and further.tag == "v" and len(further.word) >= 3:
            return True
        # 建设|阅|湖…: a name cut up
        return (
            tag in ("v", "nr", "xc", "a", "r")
            and re.match(rf"[{HAN}]", word) is not None
            and word not in _DATA["no_parts"]
            and further.tag in ("v", "w", "d", "p")
        )

    def _parted(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretch, or its two parts if it is the names of two: 远山种植基地|和|县中医院改扩建工程."""
        for joint in _JOINT.finditer(self.text, start, end):
            if joint["place"] is None or self.reading.starting_at(joint.end(), "district", "organization"):
                return [(start, joint.start("joint")), (joint.end(), end)]
        return [(start, end)]

    def _is_cut(self, token: Token, further: Token) -> bool:
        """Whether a character behind a noun is of one name with it: 油|用|亚麻种植基地, 引清|济|白工程, 青江|四|河."""
        if token.word in _CUT:
            return further.tag in ("LOC", "ORG", "n", "nz", "f", "v")
        return token.tag == "m" and token.word in _NUMERALS and further.tag == "LOC"

    def _without_head(self, start: int, end: int) -> int:
        """Where the name begins behind marks, particles and verbs of building."""
        text = self.text
        numbered = _NUMBERED.match(text, start, end)
        if numbered and (start == 0 or not text[start - 1].isdigit()):
            start = numbered.end()  # 1.清泉水库除险加固工程
        if told := _TOLD_OF_IT.match(text, start, end):
            start = told.end()  # 以及|青禾水厂, 3公里|远山大道
        while start < end and text[start] in "的了在对和与及将把到至、，“ ":
            if text[start] == "“" and "”" in text[start:end]:
                break
            if self.reading.starting_at(start, "district", "organization"):
                break  # 和田县, 对外贸易学校
            start += 1
        if (among := AMONG_WORKS.match(text, start, end) or _ROUTE.match(text, start, end)) or (
            (among := _RANKED.match(text, start, end)) and end - among.end() > _SHORTEST
        ):
            start = among.end()  # 重大产业项目中|青禾产业园, 终点接|青云高速白石互通
        for place in self.reading.starting_at(start, "district"):
            verb = _HEAD.match(text, place.end, end)
            if verb and end - verb.end() >= 4 and self.reading.token_at(verb.end()) is not None:
                return verb.end()  # 青禾县|改造|远山水库
        if built := _BUILT_BY.match(text, start, end):
            start = built.end()  # 远山集团|投资建设|青禾水库
        head = _HEAD.match(text, start, end)
        token = self.reading.token_at(start)
        before = self.reading.token_before(start)
        opens = before is None or before.tag in ("v", "w", "d", "LOC", "xc")
        done = token is not None and (token.tag == "v" or (token.tag == "vn" and opens))
        if head and end - head.end() >= 4 and done:
            return head.end()
        return start

    def _with_firm(self, start: int, floor: int) -> int:
        """Where the name begins if it begins within that of a firm known from elsewhere: 清泉|电子数字化车间项目."""
        across = [
            f
            for f in self.reading.overlapping(start, start + 1, "organization")
            if f.detail in ("firm", "again") and floor <= f.start < start
        ]
        return min((f.start for f in across), default=start)

    def _is_name(self, start: int, end: int) -> bool:
        """Whether the stretch names works, and no kind of them, campaign, place or somebody who works on them."""
        text, name = self.text, self.text[start:end]
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        common = name.endswith(_PLANTS) and is_common(name) and not self._is_owned(start) and after != "（"
        if common:
            self.refused.add((start, end))
            return False  # 污水处理厂
        if end - start > LONGEST or not names_works(self.reading, start, end):
            return False
        if after != "（" and not self._is_owned(start) and is_common(name):
            return False  # 旧路改造工程, of any county
        if _END_OF_WAY.search(text, max(0, start - 2), start) or _WAY_ON.match(text, end):
            return False  # 西起|青禾大道|，东至…
        if _NO_NAME.search(name):
            return False  # 这意味着项目拆迁工程, 产业集聚区及项目
        if _SLOGAN.fullmatch(name) or _STRETCH.search(name) or ("至" in name and after == "段"):
            return False
        if any(f.start > start and f.end > end for f in self.reading.overlapping(end - 1, end, "organization")):
            return False  # 省环保集团全资子公司远山环境工程|建设有限公司
        if (across := _CROSSING.search(name)) and (across[0] != "到" or not name.endswith(_DATA_WAYS)):
            return False  # 从蓝图到厂房; but 清泉至白石公路
        if name.endswith("工程") and (quoted := re.search(r"“[^”]+”", name)):
            # “双百”企业培育工程 is a campaign, “东隧西桥”工程 is none
            return len(_THINGS_BUILT.findall(quoted[0])) > 1
        if before in ("在", "于", "到") and name.endswith(_VENUES) and _HELD.match(text, end):
            return False  # 在|青禾县图书馆|举行, but 在|远山公园|建设现场
        if before == "等" or (before, after) == ("“", "”") or (after == "区" and not name.endswith("区")):
            return False
        token = self.reading.token_before(start)
        if token is not None and token.end == start and token.tag != "v" and token.word in _STOPS and is_short(name):
            return False  # 企业|培育工程: the rest of a phrase; but 举行|白鹭湖湿地公园…
        counted = token is not None and token.end == start and token.tag == "m" and _SEVERAL.search(token.word)
        if counted and not self._has_own_name(start, end):
            return False  # 两条|河道治理工程
        if _OTHERS_BEHIND.match(text, end) or (_NUMBER_BEHIND.match(text, end) and not self._has_own_name(start, end)):
            return False
        if any(campaign.end > end for campaign in self.reading.overlapping(start, end, "campaign")):
            return False  # “三比三看”项目|攻坚行动
        part_of_body = self._reached(start) >= end or self._reached(start + 1) > end
        return not part_of_body and not self._is_place(start, end) and name[-4:] not in self._governed

    def _is_owned(self, start: int) -> bool:
        """Whether works begin with the word for the county that has them: 县|污水处理厂, 我区|垃圾焚烧发电厂."""
        return self.text[start] in "我全本市县区州旗镇乡" and self.text[start + 1] not in "级区内"

    def _has_own_name(self, start: int, end: int) -> bool:
        """Whether a word in the stretch is the name of something."""
        return any(token.tag in ("LOC", "ORG", "nz", "nw") for token in self.reading.tokens_in(start, end))

    def _is_place(self, start: int, end: int) -> bool:
        """Whether the stretch is a division or a zone, the wider ones before it or not: 青禾县|临港新城."""
        while start < end:
            places = self.reading.starting_at(start, "district")
            start = max((f.end for f in places if f.end <= end), default=end + 1)
        return start == end
