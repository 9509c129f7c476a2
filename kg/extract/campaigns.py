"""Campaigns: named drives, years, plans, layouts and working methods; who runs them and what they are made of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

import ahocorasick

from kg import lexicon
from kg.extract import constituents, drives, runners
from kg.extract.actors import Actors
from kg.extract.masks import mark, marked
from kg.extract.places import Geography
from kg.extract.reading import Found, Reading
from kg.extract.unquoted import GENERIC, NOT_BEFORE, NUMBER, YEAR, YEAR_END, Candidate, Unquoted, normal
from kg.text.clean import HAN

_DATA = lexicon.data("campaigns")
_DRIVES, _LAYOUTS = lexicon.alternation(_DATA["drives"]), lexicon.alternation(_DATA["layouts"])
# what makes a name of what is quoted before it: “…”|企业培育工程, “…”|区域发展布局
_TAIL = re.compile(rf"(?P<middle>[{HAN}]{{0,8}}?)(?P<head>(?:{_DRIVES}|{_LAYOUTS}){{1,3}}{NOT_BEFORE}|{YEAR})")
_DRIVE_END = re.compile(rf"{_DRIVES}$")
_LAYOUT_END = re.compile(rf"{_LAYOUTS}$")
_LOOSE = set(_DATA["loose"])
_CODE = re.compile(r"\d+(?:[+＋][\dA-Za-z]+)*$")
_TIMES = re.compile(rf"{NUMBER}+[大项个][{HAN}]{{2,8}}$")
_PAIRS = re.compile(rf"({NUMBER}+)[{HAN}]\1[{HAN}]$|百日[{HAN}]{{2,4}}$")
_COUNTED = re.compile(rf"{NUMBER}[{HAN}](?:{NUMBER}|[{HAN}]{{1,3}}、?{NUMBER})")
# “十分钟健身圈”, “一主两副”: what a place is laid out as, where it says that it builds it
_CIRCLE = re.compile(rf"[一二三四五六七八九十半两\d]+(?:分钟|刻钟|公里|小时)[{HAN}]{{1,10}}圈$")
_LAID_OUT = re.compile(rf"(?!一[{HAN}]一|两个)(?:{NUMBER}[{HAN}]){{2,4}}$")
_BUILDS = re.compile(rf"(?:建设|打造|构建|形成|建成|建起|推进|实施|构筑|建立)起?[{HAN}]{{0,6}}$")
_THINGS_BUILT = re.compile(f"[{_DATA['works']}]")
_HOLIDAY = re.compile(r"[一二三四五六七八九十双]{2,3}$|\d{1,2}[·.]\d{1,2}$")
_PARALLEL = re.compile(rf"[{HAN}]{{3,8}}(?:[、，·][{HAN}]{{3,8}})+$")
_BARE_VERBS = tuple(_DATA["bare"])
_OCCASION = re.compile(lexicon.alternation(_DATA["occasion"]))
_IDLE = set(_DATA["rhetoric"]) | set(_DATA["formulas"])
_RHETORIC = re.compile(rf"互联网\+|.*精神$|{_DRIVES}$")
_ITEM = re.compile(rf"(?<=[、：，即括（和])(?!即|就是|包)[{HAN}]{{2,10}}(?:行动|工程|计划|攻坚战)(?=[、，。；）和等])")
_DEVISED = {"推行", "探索", "创新"}  # verbs behind which even a mode of working is one with a name
_PLAN = re.compile(rf"《(?P<name>[^《》\n]{{4,50}}?{lexicon.alternation(_DATA['plans'])})(?:（[^（）]{{2,20}}）)?》")
_TOOL = re.compile(rf"以(?P<name>[{HAN}]{{2,10}}(?:工程|行动|计划|活动))为(?:抓手|载体|牵引|龙头|契机)")
_MOTTOS, _DAYS = tuple(_DATA["mottos"]), tuple(_DATA["days"])
# 一村一策: how each is treated
_EACH = re.compile(rf"一[{HAN}]一[{HAN}]$")
_A_SLOGAN = 6  # characters in quotation marks that are one: 开展“金秋助学 圆梦校园”|走访慰问活动
_NAMED_AFTER = re.compile(rf"[{HAN}]{{2}}$")
_SEASON = re.compile(rf"[{HAN}]{{4,}}(?<![个本当上下每半])[月周]$")  # “尊老爱幼宣传月”
_ALIKE = 6  # characters of a name that another may be longer by a word than
_DRIVEN, _LONG_DRIVEN, _ACTED = (
    re.compile(rf"{behind}(?:{words})$")
    for behind, words in (
        ("", "工程|活动|行动|计划"),
        (rf"(?<=[{HAN}\d]{{3}})", "专项行动|行动|活动"),
        ("", "专项行动|行动|活动|工程"),
    )
)
_SHORT = re.compile(rf"[{HAN}]{{3,8}}(?<!制)")
_SELF_NAMED = {"大讨论", "大走访", "大排查", "大练兵", "大比武", "大调研"}


class Campaigns(Unquoted):
    """Finds the campaigns of one reading."""

    # -- quoted ---------------------------------------------------------------------------------------------------

    def quoted(self) -> Iterator[Candidate]:
        """Names in quotation marks, with what follows them."""
        for start, end in self.quotes:
            inside = self.text[start + 1 : end - 1]
            if drives.by_itself(inside):
                yield self._candidate(start, end, (start + 1, end - 1))
                continue
            if {inside, _DRIVEN.sub("", inside)} & _IDLE or _RHETORIC.match(inside):
                continue
            tail = self._tail(end, inside)
            if (not tail and self.text.startswith(_MOTTOS, end)) or tail.endswith(_DAYS):
                continue
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
            verb = self.verb_before(end - len(inside) - 2) if len(inside) >= _A_SLOGAN else None
            if (
                GENERIC.match(middle)
                and not (verb is not None and verb[0] in _BARE_VERBS)
                and match["head"] in ("工程", "活动", "改革", "竞赛")
                and not re.search(NUMBER, inside)
            ):
                return ""
        return match[0]

    def _by_tail(self, inside: str, tail: str, verb: tuple[str, int] | None, start: int) -> bool:
        """Whether a quotation and what follows it name a campaign: drives do, layouts where something shows it."""
        if "党日" in tail:
            return False
        if tail.endswith(("行动", "活动")) and (_HOLIDAY.match(inside) or re.fullmatch(f"{NUMBER}+[大项个]", inside)):
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
        if drive and drive.start() >= 2 and not GENERIC.match(inside[: drive.start()]):
            return True
        if YEAR_END.search(inside) and len(inside) >= 4:
            return True
        if _CIRCLE.match(inside) or _LAID_OUT.match(inside):
            start = end - len(inside) - 2
            if self._stops(end) and _BUILDS.search(self.text, self.clause_start(start), start):
                return True
        if _EACH.match(inside):
            return False
        if (_TIMES.match(inside) or _PAIRS.match(inside)) and drives.pushed(self.text, end):
            return True
        if verb is None and not placed:
            # 抓好甲、乙、丙、丁“四大任务”: the list stands between the verb and the name
            start = end - len(inside) - 2
            return "大" in inside[:4] and self._stops(end) and bool(constituents.items(self.reading, start, end))
        if _PAIRS.match(inside) or (_TIMES.match(inside) and "大" in inside[:4]):
            return verb is not None and self._stops(end)
        if _LAYOUT_END.search(inside) and len(inside) >= 6:
            return True
        if _SEASON.match(inside) or self._of_a_place(inside, end - 1):
            return verb is not None and self._stops(end)
        if _PARALLEL.match(inside) and len(inside) >= 7:
            return self._stops(end)
        short = _SHORT.fullmatch(inside) is not None
        return verb is not None and verb[0] in _BARE_VERBS and short and self._stops(end)

    def _of_a_place(self, inside: str, end: int) -> bool:
        """Whether the words in quotation marks are a place and what it is to be: 打造“书香青田”."""
        places = self.reading.ending_at(end, "district")
        return any(_NAMED_AFTER.fullmatch(inside, 0, len(inside) - (end - place.start)) for place in places)

    def _stops(self, end: int) -> bool:
        """Whether the name ends with the quotation: a mark, a verb or another quotation follows, no noun."""
        token = self.reading.token_at(end)
        return token is None or not token.word.strip() or token.tag in ("w", "v", "d", "c", "p", "u", "vd", "ad", "xc")

    # -- named otherwise ----------------------------------------------------------------------------------------

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
            if self.reading.sentence_at(start) and not self.closed[start] and not GENERIC.match(match["name"][:-2]):
                yield Candidate(start, end, (start, end), normal(match["name"]))

    # -- together -------------------------------------------------------------------------------------------------

    def find(self) -> None:
        """Find the forms, give all forms of one name the fullest, and note them."""
        chosen: list[Candidate] = []
        rows = sorted(
            [*self.quoted(), *self.known(), *self.plain(), *self.tools(), *self.plans(), *self._spelled()],
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
        self._as_the_longer(groups)
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

    @staticmethod
    def _as_the_longer(groups: dict[tuple[str, str], list[Candidate]]) -> None:
        """饮水设施百日攻坚行动, and 农村饮水设施百日攻坚行动: one, where only one is longer by a word."""
        longer: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for key, scope in groups:
            longer.setdefault((key[2:], scope), []).append((key, scope))
        for group in sorted(groups, key=lambda group: (len(group[0]), group)):
            others = longer.get(group, ())
            if len(group[0]) >= _ALIKE and len(others) == 1 and others[0] in groups:
                groups[others[0]] += groups.pop(group)

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


def find(reading: Reading, geography: Geography) -> Campaigns:
    """Find the campaigns of an article and add them, with who runs them, to the reading."""
    campaigns = Campaigns(reading, Actors(reading, geography))
    campaigns.find()
    runners.note(campaigns)
    return campaigns
