"""Indicators: quantities that a place or a body reports or aims at, of which period, and whose they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg import lexicon
from kg.extract.places import Geography
from kg.extract.reading import Found, Reading, Sentence
from kg.text.clean import HAN
from kg.text.numbers import PERIOD, Quantity, quantities, settled

_DATA = lexicon.data("indicators")


def _any(key: str) -> str:
    return lexicon.alternation(_DATA[key])


_MEASURES, _SIZES = set(_DATA["measures"]), set(_DATA["sizes"])
# the first of two values of a change is where it came from: 从600万元提高到7000万元
_CHANGE = re.compile(
    rf"[余多左右的]{{0,2}}[{HAN}]{{0,6}}?(?:提高|增加|扩展|上升|增长|下降|降|增|提升|扩大|发展|减少|升|减)[到至为]"
)
_BOUNDED = re.compile(rf"(?:(?:及?以上|以下|级)(?:的)?[{HAN}“”]{{0,8}}?|){_any('bounded')}")
_NAMED = re.compile(rf"[余多]?(?:[{HAN}A-Za-z0-9×（）·]{{1,26}}?){_any('works')}")
_CAPACITIES = set(_DATA["capacities"])
_THING, _DEED, _DIMENSION, _MEASURED = (re.compile(_any(key)) for key in ("things", "deeds", "dimensions", "measured"))
_NOT_COUNTED, _ON_VISIT, _WRONG, _RATE = (re.compile(_any(k)) for k in ("not_counted", "on_visits", "wrongs", "rates"))
_GOAL, _OVER = re.compile(_any("goals")), re.compile(_any("over"))
_DONE = re.compile(rf"{_any('done')}|(?<!为)了(?!解)")
_BARE = re.compile(rf"(?:{_any('bare')}|{_any('links')}|[，、 ])*+")
_LEAD = re.compile(rf"(?:[：，、 ●▲■]|{_any('leads')})")
_LINK = re.compile(rf"{_any('links')}$")
_FROM = re.compile(r"(?:从|由)[^到至]*?(?=提高|增加|扩展|上升|增长|下降|降|增|提升|扩大|发展|减少|升|减)")
_SUM, _PROSPECT = re.compile(rf"{_any('sums')}$"), re.compile(_any("prospects"))
_PURPOSE = re.compile(rf"，(?={_any('purposes')})")
_CHANGED = re.compile(r"(?:同比|环比|[比较][去上]年)*(?:增长|增加|提高|提升|上升|下降|降低|减少|回落)[至到为]?$")
_HEAD = re.compile(_any("heads"))
_CLAUSE = re.compile(r"[^，；：。！？【】\n]+")
_QUOTED = re.compile(r"“[^“”\n]{1,12}”|《[^《》\n]{1,60}》")
# what these do, their place does
_GOVERNS = re.compile(r"(?:人民政府|管委会|党工委|人大常委会)$|[省市县区州盟旗镇乡]委$")
_NOMINAL = {"n", "nz", "vn", "an", "a", "nw", "ORG", "LOC", "j", "f", "s", "m", "q", "b"}
_TARGET_YEAR = re.compile(r"(?:到|至)((?:19|20)\d{2})年(?![至到—-])")
# 阳新|片区: the name is but part of that of a smaller place
_PART = re.compile(r"片区|地区|境内|城区|段")
_LONGEST_HEAD = 24
_REACH = 12  # clauses back in a sentence that may say whose and when
_DIGITS = "0123456789"
_AROUND = (30, 18)  # characters of a name kept before and after its number


@dataclass(frozen=True, slots=True)
class _Segment:
    """The stretch of a clause that states one quantity; `clause` is where its clause begins."""

    start: int
    end: int
    clause: int
    quantity: Quantity


class Indicators:
    """Finds the indicators of one reading."""

    def __init__(self, reading: Reading, geography: Geography) -> None:
        self.reading = reading
        self.geography = geography
        self.text = reading.text
        self.year = int(reading.article.published[:4]) if reading.article.published else 0
        self.subjects = sorted(
            (f for f in reading.found if f.type in ("district", "organization")), key=lambda f: (f.start, -f.end)
        )
        self.said = ""  # the words of change before the number last named
        self.starts = [f.start for f in self.subjects]
        self.works = sorted((f for f in reading.found if f.type == "project"), key=lambda f: f.start)
        named = [
            (f.start, f.end) for f in reading.found if f.type in ("organization", "official", "project", "campaign")
        ]
        self.named = sorted([*named, *(match.span() for match in _QUOTED.finditer(self.text))])
        # the names under which a value is known, of an owner and of any
        self.known: dict[tuple[tuple[str, str], str, float, str], list[str]] = {}
        self.valued: dict[tuple[float, str], str] = {}
        self.taken: dict[str, tuple[tuple[str, str] | None, str | None]] = {}

    def find(self) -> None:
        """Everything; titles last, for they repeat in fewer words what the text says."""
        numbers = list(quantities(self.text))
        starts = [q.start for q in numbers]
        for head in (False, True):
            scene = ""
            previous: Sentence | None = None
            for sentence in self.reading.sentences:
                if (sentence.paragraph.kind in ("title", "heading")) != head:
                    continue
                if previous is None or previous.paragraph is not sentence.paragraph:
                    scene = ""
                previous = sentence
                here = numbers[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
                scene = self._sentence(sentence, here, scene, head)

    # -- what is a quantity of note ---------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence, here: list[Quantity], scene: str, head: bool) -> str:
        """Note the sentence's indicators; the period that it opens with holds for those that follow it as well."""
        clauses = [match.span() for match in _CLAUSE.finditer(self.text, sentence.start, sentence.end)]
        starts = [q.start for q in here]
        measured = ""  # what the quantity before is of
        for number, (start, end) in enumerate(clauses):
            opening = PERIOD.match(self.text, start, end)
            if opening and (
                number == 0 or (re.match("以来|底|末|", self.text[opening.end() :][:2]) and opening.end() + 2 >= end)
            ):
                scene = settled(opening, self.year)
            near = clauses[max(0, number - _REACH) : number + 1]
            own = here[bisect_left(starts, start) : bisect_left(starts, end)]
            counted = False
            for segment in self._segments(start, end, [q for q in own if q.end <= end and self._is_quantity(q, end)]):
                # what stands in a row with what counts is of its kind: 学位2400个、托位360个
                counted = self._counts(segment) or (counted and self.text[segment.start] in "、和" + _DIGITS)
                if counted:
                    name, measured = self._name(segment, measured, near[:-1], sentence)
                    self._note(name, segment, near, sentence, scene, head)
        return scene

    def _segments(self, start: int, end: int, own: list[Quantity]) -> Iterator[_Segment]:
        """The clause cut between its quantities: at 、, else before the verb that the next is the object of."""
        begin = start
        for quantity, following in zip(own, [*own[1:], None][: len(own)], strict=True):
            if _CHANGE.match(self.text, quantity.end) and following is not None:
                continue
            stop = end
            if following is not None:
                stop = self._between(quantity.end, following.start)
            yield _Segment(begin, stop, start, quantity)
            begin = stop

    def _between(self, start: int, end: int) -> int:
        """Where, between two numbers of a clause, what is said of the first ends."""
        mark = self.text.find("、", start, end)
        if mark >= 0:
            return mark
        joint = start
        for token in self.reading.tokens_in(start, end):
            if token.tag == "c":
                joint = token.start
            elif token.tag not in _NOMINAL and token.word not in ("的", "以上", "左右"):
                return token.start
        return joint

    def _is_quantity(self, q: Quantity, end: int) -> bool:
        """Whether the number is none of a name (of a body, a works, a slogan) and bounds nothing that is counted."""
        i = bisect_left(self.named, (q.start + 1, 0))
        if any(start <= q.start < end for start, end in self.named[max(0, i - 3) : i]):
            return False
        if q.base in _CAPACITIES and _NAMED.match(self.text, q.end, end):
            return False
        money = "元" in q.base or not q.base
        return not (money and _BOUNDED.match(self.text, q.end, end))

    def _counts(self, segment: _Segment) -> bool:
        """Whether an office that keeps track of promises and results would put the quantity down."""
        text, q = self.text, segment.quantity
        before, after = text[segment.start : q.start], text[q.end : segment.end]
        if _WRONG.search(text, max(0, segment.clause - 40), segment.end) and q.base not in ("名", "人", "件", "起"):
            return False
        if text.startswith("关于", segment.clause) or re.search(r"(?:基础|情况|前提|背景)[上下]$", after):
            return False
        if "元" in q.base or not q.base:
            return bool(q.unit != "元" or q.value >= 10000 or _RATE.search(text, segment.clause, q.start))
        if q.unit in ("倍", "番") or q.base in _MEASURES:
            return q.digits or "%" in q.unit or bool(re.search(r"[增提翻长高]", before))
        if q.base in _SIZES:
            if _DIMENSION.search(before[-6:]) or not (q.digits or q.unit != q.base):
                return False
            return bool(_MEASURED.search(before[-10:]) or _DEED.search(before) or _THING.search(before[-8:]))
        return self._counted(q, before, after)

    def _counted(self, q: Quantity, before: str, after: str) -> bool:
        """Whether what is counted is of a kind that is kept count of, or the outcome of something done."""
        thing = _THING.search(after[:16])
        veto = _NOT_COUNTED.search(after[:16])
        if veto and (not thing or veto.start() < thing.start() or veto[0] in ("仪式", "会议")):
            return False
        few = q.base in ("人", "名", "位") and q.unit == q.base and q.value < 1000
        if _ON_VISIT.search(before) or (
            few and (_ON_VISIT.search(self.text[max(0, q.start - 40) : q.start]) or re.search("参加|参与|见证", after))
        ):
            return False
        if not q.digits and q.unit == q.base and q.value < 100:
            # 三个 is as often a manner of speaking
            return q.value > 1 and bool(re.search(rf"{_DEED.pattern}[了约近超过]{{0,2}}$", before[-12:]) and thing)
        return bool(thing or q.unit != q.base or _THING.search(before[-10:]) or _DEED.search(before[-12:]))

    # -- name -------------------------------------------------------------------------------------------------------

    def _name(
        self, segment: _Segment, measured: str, earlier: list[tuple[int, int]], sentence: Sentence
    ) -> tuple[str, str]:
        """What is measured, with its number; and what is measured alone, for the quantities that follow."""
        text, q = self.text, segment.quantity
        before = _FROM.sub("", self._before(segment))
        after = text[q.end : segment.end]
        run = self._nominal(q.end, min(segment.end, q.end + _AROUND[1]))
        if len(after) > _AROUND[1]:
            ends = [t.end for t in self.reading.tokens_in(q.end, q.end + _AROUND[1]) if t.tag not in ("u", "p", "c")]
            after = text[q.end : run if run > q.end else max(ends, default=q.end)]
        plain = not re.search(f"[{HAN}]", after) or bool(_BARE.fullmatch(after))
        bare = plain and bool(_BARE.fullmatch(before))
        prospect = bool(_PROSPECT.search(text, segment.clause, q.start)) and not _HEAD.search(before)
        if bare or prospect:
            topic = (bare and measured) or self._topic(segment.clause, earlier, sentence, prospect)
            if topic and topic not in before:
                # of 分别增长5.1%、7.3% the second grew as well
                before = before or (self.said if text[segment.start] in "、和" else "")
                self.said = before
                whole = re.sub("^新[增登建]记?", "", topic) if "总数" in before else topic
                return f"{whole}{before}{text[q.start : q.end]}{after}".strip("、（ "), topic
        own = before
        while link := _LINK.search(own):
            own = own[: link.start()]
        if plain and len(own) < 4 and _PURPOSE.match(text, segment.end, sentence.end):
            after += text[segment.end + 1 : self._nominal(segment.end + 1, segment.end + _AROUND[1], loose=True)]
        own = own + text[q.end : run] if not plain else (own if "%" in q.unit else _SUM.sub("", own) or own)
        own = _CHANGED.sub("", own) or own
        self.said = ""
        return f"{before}{text[q.start : q.end]}{after}".strip("、（ "), "" if _BARE.fullmatch(own) else own

    def _before(self, segment: _Segment) -> str:
        """The words before the number that say what is measured."""
        q = segment.quantity
        start = self._without_lead(segment.start, q.start)
        people = [t.end for t in self.reading.tokens_in(start, q.start) if t.tag == "PER" and t.end <= q.start]
        if people or q.start - start > _AROUND[0]:
            # of a long list before the number its last member tells most; those named by name tell nothing
            cut = max([*people, q.start - _AROUND[0]])
            listed = self.text.find("等", cut, q.start)
            start = listed + 1 if listed >= 0 else cut
            while (token := self.reading.token_at(start)) is not None and token.start < q.start:
                if token.start == start and token.tag not in ("w", "u", "xc"):
                    break
                start = token.end
            start = self._without_lead(min(start, q.start), q.start)
        return self.text[start : q.start]

    def _nominal(self, start: int, end: int, loose: bool = False) -> int:
        """Where the nouns that begin at `start` end; `loose`: where the last noun before `end` does."""
        stop = start
        for token in self.reading.tokens_in(start, end):
            if token.tag in _NOMINAL:
                stop = token.end
            elif not loose or token.word in "。；！？":
                break
        return stop

    def _without_lead(self, start: int, end: int) -> int:
        """Where what is measured begins, after dates, the subject, and the words that only lead to it."""
        while start < end:
            period = PERIOD.match(self.text, start, end)
            subject = self._subject_at(start)
            token = self.reading.token_at(start)
            if period and not period["stretch"]:
                start = max(period.end(), token.end if token and token.tag == "TIME" else 0)
            elif subject is not None and subject.end <= end and not _PART.match(self.text, subject.end):
                start = subject.end
            elif token is not None and token.start == start and (token.tag == "TIME" or _LEAD.fullmatch(token.word)):
                start = token.end
            else:
                break
        return min(start, end)

    def _subject_at(self, position: int) -> Found | None:
        i = bisect_left(self.starts, position)
        return self.subjects[i] if i < len(self.starts) and self.starts[i] == position else None

    def _topic(self, clause: int, earlier: list[tuple[int, int]], sentence: Sentence, prospect: bool) -> str:
        """What a bare measure is of: the works named last before it, else what the clause before begins with."""
        last = bisect_left(self.works, clause, key=lambda f: f.start) - 1
        work = self.works[last] if last >= 0 and self.works[last].start >= sentence.paragraph.start else None
        if work is not None and work.start >= sentence.start:
            return work.name
        heads = list(_HEAD.finditer(self.text, max(sentence.start, clause - 80), clause))
        if heads:
            end = heads[-1].end()
            start = heads[-1].start()
            while end - start < _LONGEST_HEAD:
                token = self.reading.token_before(start)
                if token is None or token.start < sentence.start:
                    break
                if token.tag not in _NOMINAL and token.word not in "“”（）":
                    break
                start = token.start
            return self.text[self._without_lead(start, end) : end].strip("“”（）")
        for start, end in reversed(earlier):
            begin = stop = self._without_lead(start, end)
            for token in self.reading.tokens_in(begin, end):
                if token.tag not in ("n", "nz", "vn", "an", "a", "j"):
                    break
                stop = token.end
            if stop - begin >= 3:
                return self.text[begin:stop]
        return work.name if prospect and work is not None else ""

    # -- whose, when, goal or result --------------------------------------------------------------------------------

    def _note(
        self, name: str, segment: _Segment, clauses: list[tuple[int, int]], sentence: Sentence, scene: str, head: bool
    ) -> None:
        q = segment.quantity
        owner = self._owner(q, clauses)
        period = self._period(segment, clauses) or scene or None
        relation = "targets" if self._is_goal(segment, clauses, sentence, period) else "reports"
        start = segment.start
        while self.text[start] in "、 ":
            start += 1
        names = self.known.setdefault((owner or ("", ""), relation, q.value, q.unit), [])
        same = next((known for known in names if head or _alike(known, name)), None)
        if same is None and head and (q.value, q.unit) in self.valued:
            self.reading.add(Found("indicator", self.valued[q.value, q.unit], start, segment.end))
            return
        if same is None:
            if self.taken.get(name, (owner, period)) != (owner, period):
                name = f"{owner[1] if owner else ''}{name}"
            if self.taken.get(name, (owner, period)) != (owner, period):
                name = f"{name}（{period or '未注明时期'}）"
            self.taken[name] = (owner, period)
            names.append(name)
            self.valued.setdefault((q.value, q.unit), name)
            self.reading.attributes["indicator", name] = {
                "value": q.value, "unit": q.unit, "comparator": q.comparator, "upper": q.upper, "period": period
            }  # fmt: skip
        thing = self.reading.add(Found("indicator", same or name, start, segment.end))
        if owner is not None:
            spans = [(thing.start, thing.end)]
            self.reading.fact(owner, relation, (thing.type, thing.name), spans, self.reading.article.published)

    def _owner(self, q: Quantity, clauses: list[tuple[int, int]]) -> tuple[str, str] | None:
        """The nearest subject before the quantity in its sentence, else the section's place, else the home."""
        for start, end in reversed(clauses):
            best: Found | None = None
            i = bisect_left(self.starts, start)
            while i < len(self.subjects) and self.subjects[i].start < min(end, q.start):
                subject = self.subjects[i]
                fit = subject.end <= q.start and (best is None or subject.start >= best.end)
                if fit and self._is_subject(subject, start):
                    best = subject
                i += 1
            if best is not None:
                return best.owner if best.owner and _GOVERNS.search(best.name) else (best.type, best.name)
        place = self.geography.section(q.start) or self.geography.home
        return place.key if place else None

    def _is_subject(self, subject: Found, clause: int) -> bool:
        """Whether nothing but times, adverbs and leading words (or a wider place) stands before it in its clause."""
        if self.text[subject.start] in "全我" and subject.type == "district":
            return self.text[subject.end : subject.end + 1] != "平"  # 全市平均
        position = subject.start
        for token in self.reading.tokens_in(clause, subject.start):
            place = self._subject_at(token.start)
            if place is not None and self._subject_at(place.end) is subject:
                continue
            if token.tag in ("TIME", "t", "d", "ad", "w", "f", "r", "m", "q") or _LEAD.fullmatch(token.word):
                if token.word in ("、", "在", "由"):
                    return False
                continue
            if token.start < subject.start < token.end:
                continue
            return False
        return self.text[position - 1 : position] not in ("“", "《")

    def _period(self, segment: _Segment, clauses: list[tuple[int, int]]) -> str:
        """The period said nearest before the quantity, in its clause or those before it, else behind it."""
        q = segment.quantity
        prospects = [match.start() for match in _PROSPECT.finditer(self.text, clauses[0][0], q.start)]
        for begin, end in [(segment.clause, q.start), (q.end, segment.end), *reversed(clauses[:-1])]:
            for match in reversed(list(PERIOD.finditer(self.text, begin, end))):
                # 2025年建成，达产后年产值20亿元: that is not of 2025
                if match["stretch"] or (prospects and begin < segment.clause and match.start() < prospects[-1]):
                    return ""
                if period := settled(match, self.year):
                    return period
        return ""

    def _is_goal(
        self, segment: _Segment, clauses: list[tuple[int, int]], sentence: Sentence, period: str | None
    ) -> bool:
        text, q = self.text, segment.quantity
        if period and self.year and int(period[:4]) > self.year:
            return True
        for start, end in reversed(clauses):
            if "；" in text[end : segment.clause]:
                break
            stop = min(end, segment.end)
            if _OVER.search(text, start, stop):
                return False
            year = _TARGET_YEAR.search(text, start, stop)
            words = self.reading.tokens_in(start, min(stop, q.start))
            if (
                _GOAL.search(text, start, stop)
                or (year and int(year[1]) >= self.year)
                or any(word.word in ("将", "要", "须", "需") and word.tag != "p" for word in words)
            ):
                return True
            if _DONE.search(text, start, stop):
                return False
        # 今年培育30个…，力争…: a list of what is to come, and the last item says so
        rest = text[segment.end : min(sentence.end, segment.end + 120)].split("；")[0]
        opening = PERIOD.match(text, sentence.start, sentence.end)
        return bool(opening and not opening["other"] and re.search(r"力争|确保|争取", rest))


def _alike(first: str, second: str) -> bool:
    """Whether two names of one value say the same: the words of the shorter are most of them in the other."""
    words = [re.sub(rf"[^{HAN}]", "", name) for name in (first, second)]
    a, b = ({word[i : i + 2] for i in range(len(word) - 1)} for word in words)
    return first == second or len(a & b) >= 0.6 * max(1, min(len(a), len(b)))


def find(reading: Reading, geography: Geography) -> None:
    """Find the indicators of an article and add them, with whose they are, to the reading."""
    Indicators(reading, geography).find()
