"""Names before a title: who was appointed, elected or removed, took or left the post, and what a career lists."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cached_property

from kg.extract import names
from kg.extract.name_lists import NameList, lists_before
from kg.extract.names import past_brackets
from kg.extract.officeholders import Holders
from kg.extract.posts import Group
from kg.extract.titles import level_of
from kg.lexicon.posts import TITLE
from kg.text.personal_names import is_name

_WINDOW = 120  # characters before a title in which the names and the verb stand
_NOTICE = 400  # and in which a notice that lists several removals says that they are
_TOOK = (
    r"(?:，[^，。；：\n]{1,12})?，?(?:在[^，。；\n]{2,40}[上中])?(?:以[^，。；\n]{0,8}票)?的?(?:高票|全票)?(?:\d+名代表)?"
    r"(?:，?接替(?P<before>[^，。；\n]{2,12}?)，?)?(?:[由从][^，。；\n]{2,24}?(?=调任|转任|升任|提任|改任))?(?:正式)?(?:已|将|被|受|获|利用|先后|曾)?"
    r"(?:[是自于从]?(?:19|20)\d{2}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:起|开始|后)?)?(?:正式|先后|曾)?"
    r"(?P<verb>聘为|[为是系]新任|任命为|选举为|再次当选为?|当选为|推选为|当选|继续担任|连选连任|连任|担任|现任|兼任|出任|就任|接任|转任|升任|调任|任)"
)
# the verb again, whole: a name that may have four characters takes one from it (林远舟出|任)
_TAKES = _TOOK[_TOOK.index("(?P<verb>") :]
_VERB = re.compile(_TAKES + r"\Z")
# held before, and now; since when, 新任 does not say
_STANDING = ("现任", "为新任", "是新任", "系新任", "再次当选", "再次当选为", "继续担任", "连选连任", "连任")
_PERHAPS_NEW = ("担任", "兼任", "任")
_NO_MORE = r"(?:原任的?|原担任的|所任的?|不再担任|不再兼任|不再任|卸任|辞去了?|离任|被免去|被免除)[其了]?(?:担任的)?的?"
_LEFT = rf"(?:，?因[^，。；\n]{{1,12}})?，?(?:已|请求|提出|申请|主动)*{_NO_MORE}"
# The last characters that these, and what tells that somebody is, can end in: asked before anything is tried, and to be
# kept in step with them
_TAKES_ENDS, _NO_MORE_ENDS, _IS_ENDS = frozenset("为选任"), frozenset("的任去了除其"), frozenset("是系名位个")
_LEAVES = re.compile(
    r"(?:同志)?(?:因[^，。；\n]{1,12})?，?(?:已|正式|宣布)?(?:辞职|卸任|离任|去职|被免职)(?=[，。；、\n]|后|$)"
)
_NEXT = re.compile(r"(?:的?职务)?，(?:该职务?)?由(?=[^，。；\n]{2,12}?(?:同志)?接任)")
# 任甲局局长，|不再担任|乙局局长: the one named before in the sentence
_SAME_TOOK = re.compile(r"[，；](?:同时|并)?(?:转任|调任|改任|升任|出任|就任|当选为?|担任|任)\Z")  # 不再担任…，|转任|…
# 任命|林远舟|为副县长，|并决定为|代理县长
_SAME_ACTS = re.compile(r"，(?:并|同时)(?:决定|任命|决定任命|推举|指定)?(?:[由其他她]{0,2})(?:为|任|担任)?\Z")
_SAME_WAS = re.compile(r"[，；](?:此前|之前)(?:曾)?(?:担任|任|为|系)\Z")  # 任甲局局长，|此前担任|乙局局长
_SAME_LEFT = re.compile(r"[，；](?:同时|并)?(?:不再(?:担任|兼任|任)|辞去)(?:担任的)?的?\Z")
_REMOVED = r"(?:担任)?的?"
_APPOINTED = r"(?:当选)?(?:任|为|担任|出任)"
_BEGINNING = r"|\A|[，。；：\n、])"
_LEAD_APPOINTED = re.compile(rf"(?:任命|决定|聘任|聘请|选举产生|选举|补选|推选|推举|增补|任用{_BEGINNING}了?[：\n]?\Z")
# 决定|林远舟|代理县长职务
_MADE_ACTING = re.compile("决定|同意|推举|指定")
_LEAD_ACTING = re.compile(r"(?:决定|同意|推举|指定)由?\Z")
# 林远舟|是|县水利局局长
_IS = r"(?:同志)?(?:原来|以前|当时|本来|就|也|都|正)?(?:是|系)(?:一[名位个])?"
_LEADS = re.compile(r"以[^，。；\n]{0,40}\Z")
_LEAD_FAR = re.compile(r"(?:任命|聘任|选举|补选|推选)[^，。；：\n]{2,30}\Z")
_BEGIN_NO_NAME = (
    "TIME",
    "f",
    "d",
    "c",
    "p",
    "r",
    "m",
    "LOC",
    "vd",
    "ad",
    "u",
)  # tags of words that no name begins with
_TITLED = re.compile(TITLE + r"\Z")
_LEAD_REMOVED = re.compile(rf"(?:免去|免除|罢免|撤销{_BEGINNING}[：\n]?\Z")
_THEIRS = re.compile(r"(?:免去|不再担任|辞去)其(?:担任的|兼任的)?\Z")
_POST_ITSELF = re.compile(r"的?(?:职务|职位|一职|职)")
_REMOVAL = re.compile(r"免去|免除|罢免|撤销|免职")
_APPOINTING = re.compile(r"任命|任免|免去|当选|选举")
_ELECTING = re.compile(r"(?:选举产生|选举|决定任命|任命|补选|推选|推举|聘任|选出|通过)了?")
# where the list of one title ends and that of the next begins: 甲为主任，乙为副主任
_LIST_ENDS = re.compile(r"[；：\n]|(?<=[主席长任员])，")
_AS = re.compile(r"等?(?:(?:\d{1,3}|[一二三四五六七八九十]{1,3})[名位人])?(?:同志)?(?:任|为|担任|出任)")
_GIVEN = re.compile(r"由[^，。；]{2,40}?(?:同志)?(?:兼任|担任|出任)")
_GIVEN_TO_MANY = re.compile(r"由(?P<who>[^。；\n]{4,160}?)(?:兼任|担任|出任)")
# 林远舟任县长|期间: is no report that it began
_DURING = re.compile(r"的?(?:期间|时(?!任)|以来|以后|之后|后|的时候|前)|的(?!职务)")


class Appointments:
    """Finds the holders whose names stand before their titles in one reading."""

    def __init__(self, holders: Holders) -> None:
        self.holders, self.reading, self.text = holders, holders.reading, holders.text
        self._appointing = bool(_APPOINTING.search(self.text))
        self._lists: dict[int, list[tuple[int, int]]] = {}  # of those elected, as far as they were read
        # the sentence (its start) in which somebody was last appointed, and where the name stands
        self._appointed: tuple[int, tuple[int, int], Group] | None = None

    @cached_property
    def _begins(self) -> list[int]:
        """Where a list of those elected may begin."""
        return sorted({m.end() for pattern in (_ELECTING, _LIST_ENDS) for m in pattern.finditer(self.text)})

    # -- right before the title ---------------------------------------------------------------------------------------

    def before(self, group: Group) -> bool:
        """Whether names before the group hold it: appointed, elected, removed, or simply said to hold it."""
        offset = max(0, group.start - _WINDOW)
        head = self.text[offset : group.start]
        when = self.holders.reported(group.start)
        if self._of_theirs(group, when):
            return True
        if self._appointed is not None and self._appointed[0] == self._sentence(group.start):
            span = self._appointed[1]
            if _SAME_LEFT.search(head):
                self.holders.holds(span, replace(group, former=group.former or not when), end=when)
                return True
            if _SAME_WAS.search(head):
                self.holders.holds(span, replace(group, former=True))
                return True
            if _SAME_TOOK.search(head):
                self.holders.holds(span, group, start=when)
                return True
            if group.posts[0].title.startswith("代") and _SAME_ACTS.search(head):
                self.holders.holds(span, self._acting(group, self._appointed[2]), start=when)
                return True
        last = head.removesuffix("\n")[-1:]  # which is where $ matches
        for left in lists_before(head, _LEFT, _NO_MORE) if last in _NO_MORE_ENDS else ():
            self._follows(group, when)
            return self._each(left, offset, group, end=when, ended=True)
        if _POST_ITSELF.match(self.text, group.end):
            said = _REMOVAL.search(self.text, max(0, group.start - _NOTICE), group.end + 8)
            for removed in lists_before(head, _REMOVED, "") if said else ():
                if _LEAD_REMOVED.search(head[: removed.start]):
                    return self._each(removed, offset, group, end=when, ended=True)
        # more than one: 设在某局，|林远舟同志兼任
        for took in lists_before(head, _TOOK, _TAKES) if last in _TAKES_ENDS else ():
            successor = took.tail["before"] is not None
            if self._each(took, offset, group, start=when if successor or self._begins_with(group) else ""):
                if successor:
                    self._succeeded(offset + took.tail.start("before"), group)
                return True
        if self.text.startswith("的", group.end) and head.endswith("为"):
            for led in lists_before(head, "为", "为"):  # 以县长林远舟|为组长|的领导小组
                if _LEADS.search(head[: led.start]):
                    return self._each(led, offset, group)
        if head.endswith(("任", "为")) and self._elected(group, when):
            return True
        if group.posts[0].title.startswith("代") and _MADE_ACTING.search(head):
            for acting in lists_before(head, "", ""):
                if _LEAD_ACTING.search(head[: acting.start]):
                    return self._each(acting, offset, group, start=when)
        for being in lists_before(head, _IS, "是|系|一[名位个]") if last in _IS_ENDS else ():
            if self._opens(offset + being.start):
                return self._each(being, offset, group)
        if self._appointing and last in _TAKES_ENDS:
            for appointed in lists_before(head, _APPOINTED, "[任为]"):
                lead = head[: appointed.start]
                titled = _TITLED.search(lead)  # 任命|某局副局长|林远舟为
                if _LEAD_APPOINTED.search(lead) or (titled and _LEAD_FAR.search(lead, 0, titled.start())):
                    return self._each(appointed, offset, group, start=when)
        return False

    def _acting(self, group: Group, before: Group) -> Group:
        """任命|甲|为县监察委员会副主任，并决定为|代理主任: a title without a body, of the body of the one before."""
        first, last = group.posts[0], before.posts[-1]
        bare = first.end - first.start == len(first.title) and level_of(first.title) is None
        return replace(group, posts=[first._replace(body=last.body), *group.posts[1:]]) if bare else group

    def _begins_with(self, group: Group) -> bool:
        """Whether the verb tells of a beginning: 当选, 出任; 担任 and 任 in a text that appoints, or with a date, or of
        林远舟同志."""
        verb = _VERB.search(self.text, max(0, group.start - 8), group.start)
        if verb is None or verb[0] in _STANDING or _DURING.match(self.text, group.end):
            return False
        if self.text.endswith(("曾", "先后"), 0, verb.start()):
            return False
        if verb[0] not in _PERHAPS_NEW or self._appointing:
            return True
        said = self.reading.date_before(group.start) or self.reading.in_title(group.start)  # ## 林远舟任县长
        return self.text.endswith("同志", 0, verb.start()) or bool(said)

    def _follows(self, group: Group, when: str) -> None:
        """林远舟不再担任县长，由|沈若岚|接任: the one who has the post now."""
        match = _NEXT.match(self.text, group.end)
        stop = names.given_at(self.reading, match.end()) if match else None
        if match is not None and stop is not None:
            self.holders.holds((match.end(), stop), replace(group), start=when)

    def _succeeded(self, position: int, group: Group) -> None:
        """沈若岚接替|林远舟|任县长: the one who held it before, no longer."""
        stop = names.given_at(self.reading, position)
        if stop is not None:
            self.holders.holds((position, stop), replace(group, former=True))

    def _sentence(self, position: int) -> int:
        sentence = self.reading.sentence_at(position)
        return sentence.start if sentence else -1

    def _of_theirs(self, group: Group, when: str) -> bool:
        """甲任乙局局长，免去其|丙局局长职务: the post of the one named last before 其."""
        if not _THEIRS.search(self.text, max(0, group.start - 8), group.start):
            return False
        sentence = self.reading.sentence_at(group.start)
        named = self.reading.within(sentence.start, group.start, "official") if sentence else []
        if not named:
            return False
        group.former = group.former or not when
        self.holders.holds((named[-1].start, named[-1].end), group, end=when)
        return True

    def _each(
        self, listed: NameList, offset: int, group: Group, start: str = "", end: str = "", ended: bool = False
    ) -> bool:
        """Note each name of the list as a holder; False where it begins with none."""
        first, last = offset + listed.start, offset + listed.end
        done = False
        position = first
        while position < last:
            stop = names.given_at(self.reading, position, aligned=True) or self.holders.known_at(position)
            if stop is not None and self._is_place(position, stop):
                stop = None  # 转战平湖，|先后任平湖市副市长
            if stop is not None and self._is_no_name(position, stop):
                stop = None  # 经历|的八任书记
            bound = self._bound(offset + len(listed.tail.string))
            if stop is not None and bound == stop + 1 and self._is_whole(position, bound):
                stop = bound  # 林远|舟任: cut wrongly
            elif stop is None and position == first and self._is_whole(position, bound) and self._opens(position):
                stop = bound  # 林远舟任青禾县财政局: all of it one word to the recogniser
            if stop is None and done:
                stop = names.in_list(self.reading, position)
            if stop is None or stop > last:
                # the list may have taken in a verb before the name: 决定任命|林远舟
                position += 1
                if position - first > 6 and not done:
                    return False
                continue
            if ended and not end:
                group.former = True
            self.holders.holds((position, stop), group, start=start, end=end)
            self._appointed = (self._sentence(position), (position, stop), group)
            done = True
            position = past_brackets(self.text, stop)
            while position < last and self.text[position] in "、 和\n等同志":
                position += 1
        return done

    def _bound(self, end: int) -> int:
        """Where the words end that stand before the verb that ends at `end`; `end` itself where no verb does."""
        verb = _VERB.search(self.text, max(0, end - 8), end)
        bound = verb.start() if verb else end
        return bound - len("同志") if self.text.endswith("同志", 0, bound) else bound

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether a name of two or three characters stands there, and no adverb ends it."""
        word = self.text[start:end]
        token = self.reading.token_at(start)
        if token is None or (token.end <= end and token.tag in _BEGIN_NO_NAME):
            return False  # 年底|调任, 后|同时担任
        return (
            2 <= len(word) <= 3
            and is_name(word)
            and word not in names.NOT_NAMES
            and word[-1] not in "已将被受获也再又的其因为任"
        )

    def _is_no_name(self, start: int, end: int) -> bool:
        """Whether what has the form of a name is one verb, or a time, to the recogniser: 经历, 年底."""
        token = self.reading.token_at(start)
        return token is not None and token.tag in ("v", "TIME") and (token.start, token.end) == (start, end)

    def _is_place(self, start: int, end: int) -> bool:
        """Whether what has the form of a name is a place to the recogniser, and one of those that there are."""
        token = self.reading.token_at(start)
        placed = token is not None and token.tag == "LOC" and token.start == start
        return placed and any(f.end == end for f in self.reading.starting_at(start, "district"))

    def _opens(self, position: int) -> bool:
        """Whether a clause begins there, or what a verb of appointing or removing is said of."""
        before = self.text[max(0, position - 4) : position]
        return not before or before[-1] in "。；：，）\n" or before.endswith(("免去", "免除", "任命", "决定"))

    def _elected(self, group: Group, when: str) -> bool:
        """选举甲、乙、丙…为副主任: every name between the verb and 为, however long the list."""
        sentence = self.reading.sentence_at(group.start)
        if sentence is None:
            return False
        last = bisect_right(self._begins, group.start) - 1
        if last < 0 or self._begins[last] <= sentence.start:
            return False
        spans = self._list(self._begins[last])
        end = past_brackets(self.text, spans[-1][1]) if spans else 0
        if not spans or not _AS.fullmatch(self.text, end, group.start):
            return False
        for span in spans:
            self.holders.holds(span, group, start=when)
        self._appointed = (sentence.start, spans[-1], group)
        return True

    def _list(self, begin: int) -> list[tuple[int, int]]:
        """The names of the list that begins at the position."""
        if begin in self._lists:
            return self._lists[begin]
        spans = self._lists[begin] = []
        position = begin
        while True:
            end = names.given_at(self.reading, position)
            if end is None or self.text[end : end + 1] not in "、（，；和为任 等同":
                listed = names.in_list(self.reading, position, within=True)
                end = listed if listed is not None else end
            if end is None:
                return spans
            spans.append((position, end))
            position = past_brackets(self.text, end)
            if not self.text.startswith(("、", "和"), position):
                return spans
            position += 1

    def leaves(self, span: tuple[int, int], group: Group) -> str:
        """When the person named behind the group leaves its posts: 县长林远舟|辞职; "" where nothing says so."""
        return self.holders.reported(group.start) if _LEAVES.match(self.text, span[1]) else ""

    # -- around it ----------------------------------------------------------------------------------------------------

    def given_to(self, group: Group) -> bool:
        """办公室主任由林远舟同志兼任: the name stands between 由 and the verb."""
        match = _GIVEN.match(self.text, group.end, group.end + 48)
        if match is None:
            return False
        stop = match.end() - len("兼任")
        if self.text.endswith("同志", 0, stop):
            stop -= len("同志")
        for length in (3, 2, 4):
            start = stop - length
            if start > group.end and names.given_at(self.reading, start) == stop:
                self.holders.holds((start, stop), group)
                return True
        return False

    def given_to_titled(self, group: Group) -> None:
        """副总指挥由副县长林远舟、陈明德担任: those between 由 and the verb hold it, once their own titles are read."""
        match = _GIVEN_TO_MANY.match(self.text, group.end)
        if match is None:
            return
        for person in self.reading.within(match.start("who"), match.end("who"), "official"):
            self.holders.holds((person.start, person.end), group)
