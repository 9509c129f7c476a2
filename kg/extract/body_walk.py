"""From where to where the name of a body stands: its ending, and the walk to the left that finds its beginning."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg import lexicon
from kg.extract.organs import FORMS
from kg.extract.places import DEICTIC
from kg.extract.prefixes import Prefixes
from kg.recognise import Token
from kg.text.clean import HAN
from kg.text.personal_names import is_name
from kg.text.sought import Sought

_DATA = lexicon.data("bodies")
KINDS = ("agency", "group", "firm", "school", "society", "media", "state")
ENDINGS: dict[str, str] = {ending: kind for kind in KINDS for ending in _DATA[kind]}
STOPS = frozenset(_DATA["stops"])
# 收费站|站长: the title of its head says that it is a body
_HEADED = "|".join(f"{word}(?={word}长)" for word in _DATA["headed"])
_ENDING = Sought(f"{lexicon.alternatives(ENDINGS)}|{_HEADED}", [*ENDINGS, *_DATA["headed"]])
WHOLE = (*ENDINGS, *FORMS)
_VERBS_OF_SENTENCES = frozenset(_DATA["verbs_of_sentences"])
_BETWEEN_BODIES = frozenset(_DATA["between_bodies"])
_PREPOSITIONS = frozenset(_DATA["prepositions"])
_WITH_WORDS_OF_THEIR_OWN = ("firm", "school", "media")  # kinds of which names hold no such verb
_ALSO_IN_DEPARTMENTS = frozenset(_DATA["also_in_departments"])
# words of these kinds may stand in a name
_INSIDE_TAGS = frozenset({"n", "nz", "nw", "vn", "an", "a", "ORG", "LOC", "f", "s", "PER", "j", "nt"})
_NUMERAL = re.compile(r"第?[一二三四五六七八九十\d]+")
_IS_HAN = re.compile(rf"[{HAN}]")
_AND_A_PLACE = re.compile(rf"[和与及](?=[{DEICTIC}][{HAN}]{{2}})")
_JOINTS = re.compile(r"[与和及、]")
_LONGEST_NAME = 4
LONGEST = 34  # characters of a name: 中国共产党…纪律检查委员会驻…纪检监察组 is about as long
MOST_WORDS = 14
# what follows where these endings are parts of another word: 局面, 厅堂, 办公, 厂房
_SHORT_ENDINGS = ("局", "厅", "办", "署", "厂", "中心", "大队", "中队")
_MORE_OF_A_WORD = re.compile(r"(?!所长|公室|组织)[面势限域际量所理公堂区房商组]")
_OF_A_MEMBER = re.compile(rf"（(?:[男女]，|[{HAN}]{{1,4}}族，){{0,2}}(?P<body>[{HAN}]{{3,16}})）\Z")
_STREET = re.compile(r"[路楼]|大道|大街|广场|大厦")
_LONGEST_HEAD = 6  # characters of a firm's own name before the bracket with its place
_IN_BRACKETS = re.compile(rf"[{HAN}]{{2,8}}")
_SET_UP = tuple(_DATA["set_up"])
_TASKS = tuple(_DATA["tasks_of_groups"])
_FOUNDING = re.compile(r"(?:成立|组建|设立|建立)了?(?:[由以][^，。；的]{2,30}的)?(?!的|后|以来)")
_ENDS = tuple("站所局办队委府院会")
_GATHERING = ("组织", "召集", "要求", "带领", "召开")
_DEPARTMENTS = tuple(_DATA["departments"])
_DIVIDING = tuple("，。；、：“”（）")
_NOT_OF_A_NAME = re.compile(r"[，。；：！？的（）\n]|“[^”]*$|一个|专门")
_IN_QUOTES = re.compile(rf"[{HAN}A-Za-z0-9]+")


def founding_before(text: str, position: int) -> re.Match[str] | None:
    """The last verb before a position that tells of something set up."""
    found = _FOUNDING.finditer(text, max(0, position - LONGEST), position)
    return max(found, key=lambda match: match.end(), default=None)


class Stretch(NamedTuple):
    """The name of a body stands from `start` to `end`; `kind` is what its ending makes it."""

    start: int
    end: int
    kind: str


class Walk:
    """Finds the stretches of one reading in which bodies are named."""

    def __init__(self, prefixes: Prefixes) -> None:
        self.prefixes, self.reading, self.text = prefixes, prefixes.reading, prefixes.reading.text

    def stretches(self) -> list[Stretch]:
        """The longest stretch for each ending, none in or across another, in the order of the text."""
        longest: dict[int, Stretch] = {}
        at = -1
        while match := _ENDING.first(self.reading.begun, at + 1):
            at = match.start()
            if self.reading.sentence_at(at) is None:
                continue
            stretch = self._stretch(match)
            if stretch is None:
                continue
            known = longest.get(stretch.end)
            if known is None or known.start > stretch.start:
                longest[stretch.end] = stretch
        chosen: list[Stretch] = []
        for stretch in sorted(longest.values(), key=lambda s: (s.start, -s.end)):
            # 某省机械总公司 over 某省机械; a later one that only overlaps is cut off
            if not chosen or stretch.start >= chosen[-1].end:
                chosen.append(stretch)
        return chosen

    def _stretch(self, ending: re.Match[str]) -> Stretch | None:
        start, end = ending.span()
        if ending[0] in ("组织部", "宣传部", "统战部"):
            # of a place they are organs; 党委组织部 alone is a school's or a firm's
            first = start - len("党委")
            if self.text[max(first, 0) : start] == "党委" and not (first and _IS_HAN.match(self.text, first - 1)):
                return Stretch(first, end, "agency")
            return None
        if not self._ends_here(start, end, ending[0]):
            return None
        kind = ENDINGS.get(ending[0], "agency")
        begin = self._bracketed(end) if kind == "agency" else None
        if begin is None:
            begin = self._begin(start, end)
        if begin is None or end - begin > LONGEST:
            return None
        if self.text[begin - 1 : begin] == "驻" and (above := self.reading.ending_at(begin - 1, "organization")):
            begin = above[0].start  # 县纪委监委驻|县教育局纪检监察组
        for organ in self.reading.overlapping(begin, begin + 1, "organization"):
            if organ.detail == "organ" and begin <= organ.end < end:
                begin = organ.start  # 市十二届人大常委会|代表资格审查委员会, cut within the 人大常委会
        # an organ found already may begin the name, not more
        if any(f.start != begin or f.end >= end for f in self.reading.overlapping(begin, end, "organization")):
            return None
        return Stretch(begin, end, kind)

    # -- the ending ---------------------------------------------------------------------------------------------------

    def _ends_here(self, start: int, end: int, ending: str) -> bool:
        """Whether the ending is one: the word ends with it, and no longer name goes on."""
        text = self.text
        token = self.reading.token_at(end - 1)
        if token is None:
            return False
        if text.startswith("长", end) and (text.endswith(ending, 0, start) or self._name_before(start, ending)):
            return False  # 消防救援总队|总队长, 科技局|林远舟局长
        if text.startswith(("机关", "党组"), end) and text.endswith(_GATHERING, 0, start):
            return False  # 县教育局组织|局机关
        if ending == "委员会" and text.endswith(("审判", "检察", "常务"), 0, start):
            return False  # of the court, or the committee, as its members' title says
        if ending.endswith("中") and text.startswith("全会", end):
            return False  # 十九届四中|全会
        if text.endswith("董事局", 0, end) and text.startswith("主席", end):
            return False
        if ending == "学校" and text.startswith("长", end) and text[start - 1 : start] in ("大", "中", "小"):
            return False  # 某县第一小学|校长
        if token.end > end:
            if token.tag in ("ORG", "LOC"):
                if _ENDING.first(self.reading.begun, end, token.end):
                    return False
            elif not text.startswith(("党", "副", "书", "主", "局", "院", "校", "长"), end):
                return False
        if text.startswith("长", end) and text.endswith(ending, 0, start):
            return False  # 刑侦大队|大队长
        if end - start == 1:
            if text.startswith("）", end) and text.rfind("（", 0, end) > start - 12:
                return True  # （市绿化办）
            if not self._single_ends(start, token, ending):
                return False
        if ending in _SHORT_ENDINGS and _MORE_OF_A_WORD.match(text, end):
            return False
        return not _STREET.match(text, end)

    def _name_before(self, start: int, ending: str) -> bool:
        """Whether what stands between an ending and the same one before it is the name of a person."""
        before = self.text.rfind(ending, max(0, start - _LONGEST_NAME - len(ending)), start)
        return before >= 0 and is_name(self.text[before + len(ending) : start])

    def _single_ends(self, start: int, token: Token, ending: str) -> bool:
        """Whether an ending of one character (局, 办, 厂) ends a name and not another word: 布局, 承办."""
        if self.text[start - 1 : start] in (*"副主承协举签布格结大全僵当破开", ending):
            return False
        if ending == "厂" and self.text[start - 1 : start] in tuple("驻进出入离返逐"):
            return False  # 驻厂, 出厂
        if len(token.word) >= 4 or self.text.endswith(_DEPARTMENTS, 0, start + 1):
            return True  # 教育和体育局, 信息化局, 和改革局: whatever the recogniser takes them for
        if token.tag == "v":
            return len(token.word) == 1
        if len(token.word) >= 3:
            return True  # a name in one word, whatever the recogniser takes it for
        return token.tag in ("n", "nz", "ORG", "LOC", "j", "q")

    def _bracketed(self, end: int) -> int | None:
        """Where a name begins that is all, or all but 女，, of a bracket behind a person: （女，社会事业局）."""
        match = _OF_A_MEMBER.search(self.text, max(0, end - LONGEST), end + 1)
        if match is None or match.end() != end + 1:
            return None
        before = self.reading.token_before(match.start())
        return match.start("body") if before is not None and before.tag == "PER" else None

    # -- the beginning ------------------------------------------------------------------------------------------------

    def _begin(self, start: int, end: int) -> int | None:
        """Where the name that ends at `end` begins, walking left from its ending; None where it is no name."""
        reading, text = self.reading, self.text
        begin = start
        token = reading.token_at(start)
        if token is not None and token.start < start:
            begin = token.start
        inner = text.find("）", begin, start)
        if inner >= 0 and "（" not in text[begin:inner]:
            # 海信（|广东）空调有限公司: cut within the bracket
            opening = text.rfind("（", max(0, begin - _LONGEST_HEAD), inner)
            begin = (self._before_bracket(opening) if opening > 0 else None) or begin
        for cut in _AND_A_PLACE.finditer(text, begin, start):
            # 某镇和|县国土局 taken for one word
            if any(f.end == cut.start() for f in reading.starting_at(begin, "district")):
                return cut.end()
        if (founded := self._founded(begin, end) or self._with_a_task(begin, end)) is not None:
            return founded
        for _ in range(MOST_WORDS):
            if end - begin > LONGEST:
                break
            if begin < start and self.prefixes.prefix_at(begin) is not None and not self._goes_on(begin):
                break
            further = self._step(begin, start)
            if text[begin] == "原" or (further is not None and text[further:begin] == "原"):
                # 成县|原|人力资源和社会保障局
                prefix = self.prefixes.prefix_ending(begin if text[begin] == "原" else begin - 1)
                further = prefix.start if prefix else None
            if further is None:
                break
            begin = further
        for cut in _AND_A_PLACE.finditer(text, begin + 1, end):
            if cut.end() < start and reading.ending_at(cut.start(), "district"):
                begin = cut.end()  # 温溪镇和|县造纸厂, 和县 taken for a county
        begin = self._behind_another(begin, start)
        if self._kind(start) == "agency" and (joint := text.find("联合", begin + 2, start)) > 0:
            begin = joint + len("联合") if text[joint - 1] in _ENDS else begin  # 镇戒毒工作站|联合|派出所
        name = text[begin:end]
        if name.count("“") != name.count("”") or "+" in name:
            return None  # 公司+合作社
        while begin < start and text[begin] in "的了在于“”（）、，。 任":
            if text[begin] == "“" and "”" in name:
                break  # “清泉时代”博物馆
            begin += 1
        if text[begin] == "原" and not self.prefixes.prefix_at(begin) and self.prefixes.prefix_at(begin + 1):
            begin += 1  # 原青禾县司法局: the word is of the post behind it, whatever the recogniser takes it for
        return begin

    def _founded(self, begin: int, end: int) -> int | None:
        """Where the name of a group begins that is set up: all behind the verb, whatever words it holds, is its name:
        成立了|推进企业上市工作领导小组."""
        if not self.text.endswith(_SET_UP, 0, end):
            return None
        founding = founding_before(self.text, begin)
        if founding is None or _NOT_OF_A_NAME.search(self.text, founding.end(), begin):
            return None
        return None if self.prefixes.prefix_at(founding.end()) is not None else founding.end()

    def _with_a_task(self, begin: int, end: int) -> int | None:
        """Where the name of a group begins that is called by what it is to do: 省|促进山区县振兴发展协调|领导小组."""
        text = self.text
        if not text.endswith(_SET_UP, 0, end):
            return None
        for at in range(begin, max(0, end - LONGEST), -1):
            if text[at] in _DIVIDING or text[at] in "的了在":
                return None
            prefix = self.prefixes.prefix_at(at)
            if prefix is not None and prefix.end <= begin and text.startswith(_TASKS, prefix.end):
                return at
        return None

    def _behind_another(self, begin: int, ending: int) -> int:
        """Where the name begins if the recogniser took two bodies for one word: 青禾县人民政府与|远山集团有限公司."""
        for joint in _JOINTS.finditer(self.text, begin + 2, ending):
            left = self.text[begin : joint.start()]
            if left.endswith(WHOLE) and len(left) >= 4:
                return joint.end()
        return begin

    def _step(self, begin: int, ending: int) -> int | None:
        """Where the word before `begin` begins, if the name goes on to the left with it."""
        reading, text = self.reading, self.text
        if text[begin - 1 : begin] == "）" and (opening := text.rfind("（", max(0, begin - 12), begin)) >= 0:
            inside = _IN_BRACKETS.fullmatch(text, opening + 1, begin - 1)
            return self._before_bracket(opening) if inside else None
        if text[begin - 1 : begin] == "”":
            opening = text.rfind("“", max(0, begin - 14), begin)
            if opening >= 0 and _IN_QUOTES.fullmatch(text, opening + 1, begin - 1):
                return opening
        before = reading.token_before(begin)
        if before is None or before.end != begin or not before.word.strip():
            return None
        if before.word in ("和", "与", "及") or before.tag == "c":
            token = reading.token_at(begin)
            if token is not None and token.tag == "ORG" and self._kind(ending) in _WITH_WORDS_OF_THEIR_OWN:
                return None  # 青禾县还与|远山食品有限公司
            return self._across(before.start, begin)
        if before.word in ("校长", "院长") and text.startswith("办公室", begin):
            return before.start
        if before.word in STOPS or before.word.endswith(("书记", "主任", "局长", "部长", "企业", "单位", "部门")):
            return None
        if (
            before.tag in _INSIDE_TAGS
            or _NUMERAL.fullmatch(before.word)
            or (before.tag in ("v", "b", "ad", "vd") and self._verb_inside(before, ending))
            or before.word in ("驻", "附属", "直属")
        ):
            return before.start
        return None

    def _before_bracket(self, opening: int) -> int | None:
        """Where the word before a bracket begins, which is of the name whatever the recogniser takes it for."""
        token = self.reading.token_at(opening)
        head = token if token is not None and token.start < opening else self.reading.token_before(opening)
        if head is None or not _IS_HAN.match(head.word) or head.tag in ("p", "c", "u", "d", "r"):
            return None
        return max(head.start, opening - _LONGEST_HEAD)

    def _goes_on(self, begin: int) -> bool:
        """Whether more of the name stands before a place inside it: 山东省|济宁市…, 中国银行|济宁分行."""
        if begin == 0:
            return False
        before = self.reading.token_before(begin)
        return bool(self.reading.ending_at(begin, "district")) or (before is not None and before.tag == "ORG")

    def _verb_inside(self, verb: Token, ending: int) -> bool:
        """A verb belongs to the name where a place begins the name no further than a few words before it."""
        if verb.word in _PREPOSITIONS or (
            verb.word in _BETWEEN_BODIES and self._kind(ending) in _WITH_WORDS_OF_THEIR_OWN
        ):
            return False  # 青禾县|扶持|清泉机械厂
        before = self.reading.token_before(verb.start)
        of_group = self._kind(ending) == "group" and verb.word in _TASKS  # 县征地拆迁|协调|领导小组
        if (verb.word in _VERBS_OF_SENTENCES and not of_group) or (before is not None and before.tag == "PER"):
            return False  # 林远舟|会见|远山集团: what a person does is of no name
        sentence = self.reading.sentence_at(verb.start)
        for begin in range(verb.start, max(sentence.start if sentence else 0, verb.start - 10) - 1, -1):
            if self.text[begin] in "，。；、：“”":
                return False
            prefix = self.prefixes.prefix_at(begin)
            if prefix is not None and prefix.end <= verb.start:
                between = self.text[prefix.end : verb.start]
                if between.endswith(WHOLE) and (verb.word in _BETWEEN_BODIES or verb.word in _ALSO_IN_DEPARTMENTS):
                    return self._of_no_other(verb.end)
                return len(between) <= 6 and not re.search(r"[的了在和与]", between)
        return False

    def _kind(self, ending: int) -> str:
        match = _ENDING.pattern.match(self.text, ending)
        return ENDINGS.get(match[0], "agency") if match is not None else ""

    def _of_no_other(self, start: int) -> bool:
        """Whether what stands behind a verb is no body by itself: of 县公安局|检查|站, not 县财政局|检查|县教育局."""
        token = self.reading.token_at(start)
        if self.prefixes.prefix_at(start) is not None or token is None:
            return False
        return token.tag != "ORG" or len(token.word) < 4

    def _across(self, conjunction: int, after: int) -> int | None:
        """Where a name begins that goes on across 和: 自然资源和规划局, 驻村第一书记和工作队.

        It does where a place begins the name, some words follow it that are no body themselves, and no other place
        begins right after the 和.
        """
        text = self.text
        if self.prefixes.prefix_at(after) is not None or text[after : after + 1] in DEICTIC:
            return None
        if text[conjunction - 1 : conjunction] in _DIVIDING:
            return None  # 赴云和县考察，与|远山集团…
        sentence = self.reading.sentence_at(conjunction)
        for begin in range(conjunction - 2, max(sentence.start if sentence else 0, conjunction - 14) - 1, -1):
            if text[begin] in _DIVIDING:
                return None
            prefix = self.prefixes.prefix_at(begin)
            if prefix is not None and prefix.end < conjunction:
                between = text[prefix.end : conjunction]
                if re.search(r"[的了在到对为向来是有]", between) or between.endswith(WHOLE):
                    return None
                if any(t.tag == "PER" and is_name(t.word) for t in self.reading.tokens_in(prefix.end, conjunction)):
                    return None  # 县委书记林远舟与|远山集团
                stopped = any(word in between for word in STOPS if word != "书记")
                return None if stopped and "第一书记" not in between else prefix.start
        return None
