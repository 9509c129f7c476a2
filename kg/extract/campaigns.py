"""Campaigns: named drives, years, plans, layouts and working methods; who runs them and what they are made of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

import ahocorasick

from kg import lexicon
from kg.extract import constituents, runners
from kg.extract.actors import Actors
from kg.extract.governed import Governed
from kg.extract.masks import mark, marked
from kg.extract.places import Geography
from kg.extract.reading import Found, Reading
from kg.text.clean import HAN
from kg.text.sought import Sought

_DATA = lexicon.data("campaigns")
_NOT_BEFORE = "(?!" + lexicon.alternation(_DATA["no_head_before"]) + ")"
_ENDED = re.compile(_NOT_BEFORE)
_DRIVES, _LAYOUTS = lexicon.alternation(_DATA["drives"]), lexicon.alternation(_DATA["layouts"])
_YEAR = r"年(?:专项行动|行动|活动)?(?=[，。、；：”和的暨工启动\n]|$)"
# what makes a name of what is quoted before it: “…”|企业培育工程, “…”|区域发展布局
_TAIL = re.compile(rf"(?P<middle>[{HAN}]{{0,8}}?)(?P<head>(?:{_DRIVES}|{_LAYOUTS}){{1,3}}{_NOT_BEFORE}|{_YEAR})")
_DRIVE_END = re.compile(rf"{_DRIVES}$")
_LAYOUT_END = re.compile(rf"{_LAYOUTS}$")
# 落实年, 突破年, and not 今年, 三年, 周年, 青年
_YEAR_END = re.compile(r"[^今明去前后全多近往常青少百周学财新元当历每半几数之来同两零一二三四五六七八九十\d]年$")
_LOOSE = set(_DATA["loose"])
_QUOTED = re.compile(r"[“‘]([^“”‘’《》。！？\n]{2,28})[”’]")
_NUMBER = r"[一二三四五六七八九十百两\d]"
_CODE = re.compile(r"\d+(?:[+＋][\dA-Za-z]+)*$")
_TIMES = re.compile(rf"{_NUMBER}+[大项个][{HAN}]{{2,8}}$")
_PAIRS = re.compile(rf"({_NUMBER}+)[{HAN}]\1[{HAN}]$|百日[{HAN}]{{2,4}}$")
_COUNTED = re.compile(rf"{_NUMBER}[{HAN}](?:{_NUMBER}|[{HAN}]{{1,3}}、?{_NUMBER})")
# “十分钟健身圈”, “一主两副”: what a place is laid out as, where it says that it builds it
_CIRCLE = re.compile(rf"[一二三四五六七八九十半两\d]+(?:分钟|刻钟|公里|小时)[{HAN}]{{1,10}}圈$")
_LAID_OUT = re.compile(rf"(?!一[{HAN}]一|两个)(?:{_NUMBER}[{HAN}]){{2,4}}$")
_BUILDS = re.compile(rf"(?:建设|打造|构建|形成|建成|建起|推进|实施|构筑|建立)起?[{HAN}]{{0,6}}$")
_THINGS_BUILT = re.compile(f"[{_DATA['works']}]")
_HOLIDAY = re.compile(r"[一二三四五六七八九十双]{2,3}$|\d{1,2}[·.]\d{1,2}$")
_PARALLEL = re.compile(rf"[{HAN}]{{3,8}}(?:[、，·][{HAN}]{{3,8}})+$")
_BARE_VERBS = tuple(_DATA["bare"])
_OCCASION = re.compile(lexicon.alternation(_DATA["occasion"]))
_IDLE = set(_DATA["rhetoric"]) | set(_DATA["formulas"])
_RHETORIC = re.compile(rf"互联网\+|.*精神$|{_DRIVES}$")
_GENERIC = re.compile(rf"{lexicon.alternation(_DATA['generic'])}*$")
_AIM, _BUILT = (re.compile(lexicon.alternation(_DATA[key])) for key in ("aims", "built"))
_GIVING, _STRIVING = lexicon.alternation(_DATA["giving"]), lexicon.alternation(_DATA["striving"])
_STIRRING = re.compile(rf"{_GIVING}[{HAN}]{{2,3}}$|{_STRIVING}|.*(?:{_STRIVING}|进[校社企万][{HAN}]{{1,2}})$")
_HEAD = Sought(
    rf"(?P<strong>{lexicon.alternation(_DATA['strong'])})|{lexicon.alternation(_DATA['weak'])}|{_YEAR}",
    [*_DATA["strong"], *_DATA["weak"], "年"],
)
_ITEM = re.compile(rf"(?<=[、：，即括（和])(?!即|就是|包)[{HAN}]{{2,10}}(?:行动|工程|计划|攻坚战)(?=[、，。；）和等])")
_DEVISED = {"推行", "探索", "创新"}  # verbs behind which even a mode of working is one with a name
_PLAN = re.compile(rf"《(?P<name>[^《》\n]{{4,50}}?{lexicon.alternation(_DATA['plans'])})(?:（[^（）]{{2,20}}）)?》")
_TOOL = re.compile(rf"以(?P<name>[{HAN}]{{2,10}}(?:工程|行动|计划|活动))为(?:抓手|载体|牵引|龙头|契机)")
_TITLED = re.compile(r"《[^《》\n]{1,80}》")
_DRIVEN, _LONG_DRIVEN, _ACTED = (
    re.compile(rf"{behind}(?:{drives})$")
    for behind, drives in (
        ("", "工程|活动|行动|计划"),
        (rf"(?<=[{HAN}\d]{{3}})", "专项行动|行动|活动"),
        ("", "专项行动|行动|活动|工程"),
    )
)
_SHORT, _PLAIN = re.compile(rf"[{HAN}]{{3,8}}(?<!制)"), re.compile(rf"[{HAN}\d、]{{2,14}}")
_ROUND = re.compile(rf"(?:新一?轮|第?{_NUMBER}+[轮批次期])")
_MARKS = dict.fromkeys(map(ord, "“”‘’ ·\n"))
_SELF_NAMED = {"大讨论", "大走访", "大排查", "大练兵", "大比武", "大调研"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form at a place of the text. `core` is what may not be left off, `key` is one for all forms of a name.

    `scope` is the section it stands in, where the name is one that every district may have: 五大会战.
    """

    start: int
    end: int
    core: tuple[int, int]
    key: str
    scope: str = ""


class Campaigns(Governed):
    """Finds the campaigns of one reading."""

    def __init__(self, reading: Reading, actors: Actors) -> None:
        super().__init__(reading, actors)
        self.quotes = [m.span() for m in _QUOTED.finditer(self.text) if reading.sentence_at(m.start())]
        self.ends = [end for _, end in self.quotes]
        # what is in quotation marks is read there, and a document is no campaign
        self.closed = marked(len(self.text), self.quotes)
        mark(self.closed, (m.span() for m in _TITLED.finditer(self.text)))

    # -- quoted ---------------------------------------------------------------------------------------------------

    def quoted(self) -> Iterator[Candidate]:
        """Names in quotation marks, with what follows them."""
        for start, end in self.quotes:
            inside = self.text[start + 1 : end - 1]
            if {inside, _DRIVEN.sub("", inside)} & _IDLE or _RHETORIC.match(inside):
                continue
            tail = self._tail(end, inside)
            if tail == "工程" and len(_THINGS_BUILT.findall(inside)) > 1:
                continue  # 续建“东隧西桥”工程
            if not tail and self._shares(end):
                yield self._candidate(start, end, (start + 1, end - 1))
                continue
            verb, placed = self.verb_before(start), self.place_before(start) is not None
            if self._by_tail(inside, tail, verb, start) if tail else self._by_itself(inside, verb, end, placed):
                yield self._candidate(start, end + len(tail), (start + 1, end - 1))

    def _shares(self, end: int) -> bool:
        """Whether what follows the next quotation is of this one as well: “净水”|“护岸”行动."""
        if self.text[end : end + 1] != "“":
            return False
        following = bisect_right(self.ends, end)
        if following == len(self.quotes) or self.quotes[following][0] != end:
            return False
        stop = self.quotes[following][1]
        return self._tail(stop, self.text[end + 1 : stop - 1]).endswith("行动") or self._shares(stop)

    def _candidate(self, start: int, end: int, core: tuple[int, int]) -> Candidate:
        inside = self.text[core[0] : core[1]]
        key = normal(_LONG_DRIVEN.sub("", inside))
        scope = ""
        if _TIMES.match(inside):
            # each county has its own ten great battles
            whole = self.text[core[0] : end].replace("”", "")
            sentence = self.reading.sentence_at(start)
            scope = sentence.paragraph.place if sentence else ""
            key = normal(re.sub(r"(?:行动|活动)$", "", whole))
        return Candidate(self.prefix(start), end, core, key, scope)

    def _tail(self, end: int, inside: str) -> str:
        """What follows a quotation and is of the name: 行动, 企业培育工程; "" where nothing is."""
        match = _TAIL.match(self.text, end)
        if match is None:
            return ""
        middle = match["middle"]
        if middle:
            tokens = list(self.reading.tokens_in(end, match.start("head")))
            if any(t.tag in ("p", "c", "u", "d", "r", "w", "xc") or t.word in _BARE_VERBS for t in tokens):
                return ""
            verbs = [t for t in tokens if t.tag == "v"]
            if verbs and verbs[0].start == end and verbs[0].word != middle:
                return ""  # “五大会战”突破重点领域改革
            if (
                _GENERIC.match(middle)
                and match["head"] in ("工程", "活动", "改革", "竞赛")
                and not re.search(_NUMBER, inside)
            ):
                return ""
        return match[0]

    def _by_tail(self, inside: str, tail: str, verb: tuple[str, int] | None, start: int) -> bool:
        """Whether a quotation and what follows it name a campaign: drives do, layouts where something shows it."""
        if "党日" in tail:
            return False
        if tail.endswith(("行动", "活动")) and (_HOLIDAY.match(inside) or re.fullmatch(f"{_NUMBER}+[大项个]", inside)):
            return False
        loose = next((head for head in sorted(_LOOSE, key=len, reverse=True) if tail.endswith(head)), None)
        coded = bool(_CODE.match(inside) or "+" in inside or _COUNTED.match(inside) or _TIMES.match(inside))
        if loose:
            return verb is not None and (coded or _PARALLEL.match(inside) is not None or verb[0] in _DEVISED)
        if tail.endswith(("活动", "竞赛")):
            return not _OCCASION.search(self.text, max(self.clause_start(start), start - 12), start)
        if tail.endswith(("战略", "改革")):
            return verb is not None or self.place_before(start) is not None or coded
        if _LAYOUT_END.search(tail):
            return coded or _PARALLEL.match(inside) is not None or verb is not None
        return True

    def _by_itself(self, inside: str, verb: tuple[str, int] | None, end: int, placed: bool) -> bool:
        """A quotation that nothing follows names a campaign by how it is made and what governs it."""
        drive = _DRIVE_END.search(inside)
        if drive and drive.start() >= 2 and not _GENERIC.match(inside[: drive.start()]):
            return True
        if _YEAR_END.search(inside) and len(inside) >= 4:
            return True
        if _CIRCLE.match(inside) or _LAID_OUT.match(inside):
            start = end - len(inside) - 2
            if self._stops(end) and _BUILDS.search(self.text, self.clause_start(start), start):
                return True
        if verb is None and not placed:
            # 抓好甲、乙、丙、丁“四大任务”: the list stands between the verb and the name
            start = end - len(inside) - 2
            return "大" in inside[:4] and self._stops(end) and bool(constituents.items(self.reading, start, end))
        if _PAIRS.match(inside) or (_TIMES.match(inside) and "大" in inside[:4]):
            return verb is not None and self._stops(end)
        if _LAYOUT_END.search(inside) and len(inside) >= 6:
            return True
        if _PARALLEL.match(inside) and len(inside) >= 7:
            return self._stops(end)
        short = _SHORT.fullmatch(inside) is not None
        return verb is not None and verb[0] in _BARE_VERBS and short and self._stops(end)

    def _stops(self, end: int) -> bool:
        """Whether the name ends with the quotation: a mark, a verb or another quotation follows, no noun."""
        token = self.reading.token_at(end)
        return token is None or not token.word.strip() or token.tag in ("w", "v", "d", "c", "p", "u", "vd", "ad", "xc")

    # -- without quotation marks ----------------------------------------------------------------------------------

    def plain(self) -> Iterator[Candidate]:
        """Names without quotation marks, by their heads and the verbs before them."""
        last = 0
        for match in _HEAD.find(self.reading.begun):
            start, end = match.span()
            if (
                self.reading.sentence_at(start) is None
                or self.closed[start]
                or not _ENDED.match(self.text, end)
                or self.text.startswith("精神", end)
            ):
                continue
            begin = self._begin(start, bool(match["strong"]), last)
            if begin is not None and self._is_name(self.text[begin:start], match[0]):
                last = end
                yield Candidate(begin, end, (begin, end), normal(self.text[begin:end]))

    def _begin(self, start: int, strong: bool, last: int) -> int | None:
        """Where a name without quotation marks begins, None where nothing shows it."""
        text = self.text
        quote = bisect_right(self.ends, start)
        clause = max(self.clause_start(start), self.ends[quote - 1] if quote else 0)
        verb = self.verb_before(start)
        if verb is None and not strong:
            return None
        begin = max(verb[1] + text.startswith(("了", "于"), verb[1]), clause) if verb else clause
        # 开展看望学生、关心老人的|助学活动
        of = text.rfind("的", begin, start)
        begin = begin if text.startswith("党", max(begin, of - 1)) else max(begin, of + 1)
        if begin and text[begin - 1] == "”":
            # “…”计划|和|…行动计划: without the 和 it is what follows the quotation
            joint = max(text.rfind(mark, begin, start) for mark in "、和及与")
            if joint < 0:
                return None
            begin = joint + 1
        if last > begin and text[last : last + 1] in "、和及":
            begin = last + 1
        for f in self.actors.between(begin, start):
            if f.start == begin:
                begin = f.end
        if count := _ROUND.match(text[begin:start]):
            begin += count.end()
        name = text[begin:start]
        if not _PLAIN.fullmatch(name) or ("、" in name and not strong):
            return None
        token = self.reading.token_at(begin)
        if token is None or (token.start != begin and begin != last + 1):
            return None
        within = begin + 2 * text.startswith("党的", begin)
        inner = any(t.tag in ("p", "r", "u", "c") for t in self.reading.tokens_in(within, start))
        return None if inner or (verb is None and token.tag in ("v", "d", "ad", "vd", "t", "TIME")) else begin

    def _is_name(self, stem: str, head: str) -> bool:
        """Whether the words before a head make a name of it."""
        if _GENERIC.match(stem):
            return False
        if head.startswith("年"):
            return _YEAR_END.search(stem + "年") is not None and len(stem) >= 4
        if re.match(rf"{_NUMBER}+(?:大|项|个)?$", stem):
            return "大" in stem and head not in ("活动", "计划")
        if head == "工程":
            return _AIM.search(stem) is not None and _BUILT.search(stem) is None
        if head == "活动":
            return _STIRRING.match(stem) is not None
        if head in ("月活动", "周活动"):
            return re.search(rf"{_NUMBER}$", stem) is None and len(stem) >= 4
        return head != "计划" or _AIM.search(stem) is not None

    def plans(self) -> Iterator[Candidate]:
        """出台《数字乡村建设三年行动计划》: the plan that a document is, once it is drawn up or carried out."""
        for match in _PLAN.finditer(self.text):
            start, end = match.span()
            if self.reading.sentence_at(start) and (runners.issued_at(self.text, start) or self.verb_before(start)):
                yield Candidate(start, end, (start + 1, end - 1), normal(match["name"]))

    def tools(self) -> Iterator[Candidate]:
        """以定居兴牧工程为抓手: what one works with has a name."""
        for match in _TOOL.finditer(self.text):
            start, end = match.span("name")
            if self.reading.sentence_at(start) and not self.closed[start] and not _GENERIC.match(match["name"][:-2]):
                yield Candidate(start, end, (start, end), normal(match["name"]))

    # -- together -------------------------------------------------------------------------------------------------

    def find(self) -> None:
        """Find the forms, give all forms of one name the fullest, and note them."""
        chosen: list[Candidate] = []
        rows = sorted(
            [*self.quoted(), *self.plain(), *self.tools(), *self.plans(), *self._spelled()],
            key=lambda c: (c.start, -c.end),
        )
        for row in rows:
            if not chosen or row.start >= chosen[-1].end:
                chosen.append(row)
        quoted = {(c.key, c.scope) for c in chosen if c.core[1] < c.end or self.text[c.start : c.core[0]].endswith("“")}
        for i, row in enumerate(chosen):
            short = _ACTED.sub("", row.key)
            if (row.key, row.scope) not in quoted and (short, row.scope) in quoted:
                chosen[i] = replace(row, key=short)
        groups: dict[tuple[str, str], list[Candidate]] = {}
        for row in chosen:
            groups.setdefault((row.key, row.scope), []).append(row)
        more: dict[str, str] = {}
        for (key, scope), forms in groups.items():
            fullest = max(forms, key=lambda c: (len(normal(self.text[c.start : c.end])), -c.start))
            name = self.text[fullest.start : fullest.end]
            for form in forms:
                self.reading.add(Found("campaign", name, form.start, form.end))
                if form.start < form.core[0] - 1:
                    # the name without what it is about is a form, too
                    self.reading.add(Found("campaign", name, form.core[0] - 1, form.end))
            if not scope:
                words = {self.text[form.core[0] : form.core[1]] for form in forms if len(key) >= 4}
                more.update((word, name) for word in words | {head for head in _SELF_NAMED if name.endswith(head)})
        self._again(more)

    def _again(self, names: dict[str, str]) -> None:
        """Further mentions: the same words elsewhere; 大讨论 where a campaign is one."""
        if not names:
            return
        automaton = ahocorasick.Automaton()
        for word in names:
            automaton.add_word(word, word)
        automaton.make_automaton()
        known = ((f.start, f.end) for f in self.reading.found if f.type in ("campaign", "organization"))
        taken = marked(len(self.text), known)
        hits = [(last + 1 - len(word), last + 1, word) for last, word in automaton.iter(self.text)]
        for start, end, word in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
            if any(taken[start:end]) or not self.reading.sentence_at(start):
                continue
            if self.text[start - 1 : start] == "“" and self.text[end : end + 1] == "”":
                start, end = start - 1, end + 1
            mark(taken, [(start, end)])
            self.reading.add(Found("campaign", names[word], start, end))

    def _spelled(self) -> Iterator[Candidate]:
        """What a campaign is spelled out to be: 即打造“四个新样板”, 包括甲行动、乙行动."""
        for start, end in self.quotes:
            tail = self._tail(end, self.text[start + 1 : end - 1])
            stretch = constituents.stretch_after(self.reading, end + len(tail))
            if stretch is None:
                continue
            for a, b in self.quotes[bisect_right(self.ends, stretch[0]) : bisect_right(self.ends, stretch[1])]:
                if _TIMES.match(self.text[a + 1 : b - 1]):
                    yield self._candidate(a, b, (a + 1, b - 1))
            for match in _ITEM.finditer(self.text, *stretch):
                span = (constituents.past_number(self.text, *match.span()), match.end())
                if any(t.tag in ("p", "m", "r", "u") for t in self.reading.tokens_in(*span)):
                    continue  # 查处一批发生在重点工程
                yield Candidate(*span, span, normal(self.text[slice(*span)]))


def normal(form: str) -> str:
    """A form without marks and spaces, for comparing."""
    return form.translate(_MARKS).removeprefix("党的")


def find(reading: Reading, geography: Geography) -> Campaigns:
    """Find the campaigns of an article and add them, with who runs them, to the reading."""
    campaigns = Campaigns(reading, Actors(reading, geography))
    campaigns.find()
    runners.note(campaigns)
    return campaigns
