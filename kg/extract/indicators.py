"""Indicators: quantities that a place or a body reports or aims at, of which period, and whose they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg import lexicon
from kg.extract.places import Geography
from kg.extract.prospects import NEAR, PROSPECT, Segment, Spans, is_goal, period_of
from kg.extract.reading import Found, Reading, Sentence
from kg.text.clean import HAN
from kg.text.numbers import PERIOD, Quantity, is_figure, quantities, settled

_DATA = lexicon.data("indicators")


def _any(key: str) -> str:
    return lexicon.alternation(_DATA[key])


_BARE = re.compile(rf"(?:{_any('bare')}|{_any('links')}|[，、 ])*+")
_LEAD = re.compile(rf"(?:[：，、 ●▲■]|{_any('leads')})")
_LINK = re.compile(rf"{_any('links')}$")
_FROM = re.compile(r"(?:从|由)[^到至]*?(?=提高|增加|扩展|上升|增长|下降|降|增|提升|扩大|发展|减少|升|减)")
_SUM = re.compile(rf"(?<![今去当前]){_any('sums')}$")
_PURPOSE = re.compile(rf"，(?={_any('purposes')})")
_CHANGED = re.compile(r"(?:同比|环比|[比较][去上]年)*(?:增长|增加|提高|提升|上升|下降|降低|减少|回落)[至到为]?$")
_RATE = re.compile("增长|下降|增速|增幅|回落|同比")
# 从2012年的|120亿元|上升到2021年的|286亿元
_SINCE = re.compile(r"(?:从|由)(?:(?:19|20)\d{2}年|[去上]年)(?:同期|[末底])?的?$")
_REACHED = re.compile(rf"{_any('changes')}[到至为]了?(?:(?:19|20)\d{{2}}年|[今去]年)?(?:同期|[末底])?的?")
_HEAD = re.compile(_any("heads"))
_CLAUSE = re.compile(r"[^，；：。！？【】\n]+")
_IN_WORDS, _NO_WORDS = re.compile(f"[{HAN}]"), re.compile(f"[^{HAN}]")
_QUOTED = re.compile(r"“[^“”\n]{1,12}”|《[^《》\n]{1,60}》")
# what these do, their place does
_GOVERNS = re.compile(r"(?:人民政府|管委会|党工委|人大常委会)$|[省市县区州盟旗镇乡]委$")
_NOMINAL = {"n", "nz", "vn", "an", "a", "nw", "ORG", "LOC", "j", "f", "s", "m", "q", "b"}
# a firm that has been named before
_FIRM = re.compile(r"“?(?:目前|现在)?(?:我们|该|本|我)?(?:公司|集团|厂|合作社|(?<=[该本])企业)(?!总部)")
# 阳新|片区: the name is but part of that of a smaller place
_PART = re.compile(r"片区|地区(?!生产)|境内|城区|段")
_LONGEST_HEAD = 24
_REACH = 12  # clauses back in a sentence that may say whose and when
_DIGITS = "0123456789"
_MARKS = " ：、“（●▲■★◆"
_AROUND = (30, 18)  # characters of a name kept before and after its number


class Indicators:
    """Finds the indicators of one reading."""

    def __init__(self, reading: Reading, geography: Geography) -> None:
        self.reading = reading
        self.geography = geography
        self.text = reading.text
        self.year = int(reading.article.published[:4]) if reading.article.published else 0
        # the widest of those that stand at one place: 县|财政局
        self.subjects: list[Found] = []
        for thing in reading.within(0, len(self.text), "district", "organization"):
            if not (self.subjects and thing.start < self.subjects[-1].end):
                self.subjects.append(thing)
        self.starts = [f.start for f in self.subjects]
        self.said = ""  # the words of change before the number last named
        match = next((m for m in PERIOD.finditer(reading.article.head.title) if m["half"] or m["quarter"]), None)
        self.titled = settled(match, self.year) if match else ""
        self.account = ""  # the period of which a rate of change was last told
        self.works = sorted((f for f in reading.found if f.type == "project"), key=lambda f: f.start)
        names = [f for f in reading.found if f.type in ("organization", "official", "project", "campaign")]
        quoted = [match.span() for match in _QUOTED.finditer(self.text)]
        self.named = sorted([*((f.start, f.end) for f in names), *quoted])
        # the names under which a value is known, of an owner and of any
        self.known: dict[tuple[tuple[str, str] | None, str | None, str, float, str], list[str]] = {}
        self.valued: dict[tuple[float, str], str] = {}
        self.taken: dict[str, tuple[tuple[str, str] | None, str | None]] = {}

    def find(self, numbers: list[Quantity]) -> None:
        """Everything that the numbers of the text tell; titles last, for they repeat in fewer words what it says."""
        starts = [q.start for q in numbers]
        for head in (False, True):
            scene = ""
            for sentence in self.reading.sentences:
                if (sentence.paragraph.kind in ("title", "heading")) != head:
                    continue
                if sentence.start == sentence.paragraph.start:
                    scene = ""
                first = bisect_left(starts, sentence.start)
                if first == len(starts) or starts[first] >= sentence.paragraph.end:
                    continue  # no number comes for which the period that the sentence opens with could hold
                here = numbers[first : bisect_left(starts, sentence.end)]
                scene = self._sentence(sentence, here, scene, head)

    # -- what is a quantity of note ---------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence, here: list[Quantity], scene: str, head: bool) -> str:
        """Note the sentence's indicators; the period that it opens with holds for those that follow it as well."""
        clauses = [match.span() for match in _CLAUSE.finditer(self.text, sentence.start, sentence.end)]
        starts = [q.start for q in here]
        measured = ""  # what the quantity before is of
        topics: list[str] = []  # what the quantities of the sentence are of
        last: list[str] = []  # … of the last clause with any, for each of them
        for number, (start, end) in enumerate(clauses):
            opening = PERIOD.match(self.text, start, end)
            if opening and (number == 0 or end - opening.end() <= 2):
                scene = settled(opening, self.year)
            near = clauses[max(0, number - _REACH) : number + 1]
            own = here[bisect_left(starts, start) : bisect_left(starts, end)]
            if not own:
                continue
            counted = False
            own = [q for q in own if q.end <= end and not self._named(q)]
            # 八项 of 八项规定 must not cut the clause
            own = [q for q in own if q.digits or is_figure(self.text, q, start, end, start)]
            each = self._each(own, start, end, last if len(last) == len(own) else topics)
            last = []
            for place, segment in enumerate(self._segments(own, near, sentence)):
                # what stands in a row with what counts is of its kind: 学位2400个、托位360个
                counted = is_figure(self.text, segment.quantity, segment.start, segment.end, start) or (
                    counted and self.text[segment.start] in "、和" + _DIGITS
                )
                if counted:
                    name, measured = self._name(segment, each[place] if each else measured)
                    last.append(measured)
                    if measured and measured not in topics:
                        topics.append(measured)
                    self._note(name, segment, scene, head)
        return scene

    def _each(self, own: list[Quantity], start: int, end: int, topics: list[str]) -> list[str]:
        """Of what the quantities of 分别增长5%、7% are, each: what was measured before, if the clause does not say."""
        apart = self.text.find("分别", start, end)
        if apart < 0 or not 1 < len(own) <= len(topics) or not _BARE.fullmatch(self.text, start, apart):
            return []
        return topics[-len(own) :]

    def _segments(self, own: list[Quantity], clauses: Spans, sentence: Sentence) -> Iterator[Segment]:
        """The clause cut between its quantities: at 、, else before the verb that the next is the object of."""
        begin = clauses[-1][0]
        for quantity, following in zip(own, [*own[1:], None][: len(own)], strict=True):
            stop = self._between(quantity.end, following.start) if following else clauses[-1][1]
            yield Segment(begin, stop, quantity, clauses, sentence)
            begin = stop

    def _between(self, start: int, end: int) -> int:
        """Where, between two numbers of a clause, what is said of the first ends."""
        mark = self.text.find("、", start, end)
        if mark >= 0:
            return mark
        works = list(_HEAD.finditer(self.text, start, end))
        joint = start = works[-1].end() if works else start
        for token in self.reading.tokens_in(start, end):
            if token.tag == "c":
                joint = token.start
            elif token.tag not in _NOMINAL and token.word not in ("的", "以上", "左右"):
                return token.start
        return joint

    def _named(self, q: Quantity) -> bool:
        """Whether the number is part of the name of a body or a works, of a slogan or a title."""
        i = bisect_left(self.named, (q.start + 1, 0))
        return any(start <= q.start < end for start, end in self.named[max(0, i - 3) : i])

    # -- name -------------------------------------------------------------------------------------------------------

    def _name(self, segment: Segment, measured: str) -> tuple[str, str]:
        """What is measured, with its number; and what is measured alone, for the quantities that follow."""
        text, q = self.text, segment.quantity
        before = _FROM.sub("", self._before(segment))
        after = text[q.end : segment.end]
        run = self._nominal(q.end, min(segment.end, q.end + _AROUND[1]))
        if len(after) > _AROUND[1]:
            ends = [t.end for t in self.reading.tokens_in(q.end, q.end + _AROUND[1]) if t.tag not in ("u", "p", "c")]
            after = text[q.end : run if run > q.end else max(ends, default=q.end)]
        plain = not _IN_WORDS.search(after) or bool(_BARE.fullmatch(after))
        reached = segment.start > segment.clause and _REACHED.fullmatch(before) is not None
        bare = plain and (reached or bool(_BARE.fullmatch(before)))
        prospect = bool(PROSPECT.search(text, max(segment.clause, q.start - NEAR), q.start)) and not _HEAD.search(
            before
        )
        if bare or prospect:
            topic = (bare and measured) or self._topic(segment)
            if topic and topic not in before:
                # of 分别增长5.1%、7.3% the second grew as well
                before = before or (self.said if text[segment.start] in "、和" else "")
                self.said = before
                whole = re.sub("^新[增登建]记?", "", topic) if "总数" in before else topic
                return f"{whole}{before}{text[q.start : q.end]}{after}".strip("、（“ "), topic
        own = before
        while link := _LINK.search(own):
            own = own[: link.start()]
        if plain and len(own) < 4 and _PURPOSE.match(text, segment.end, segment.sentence.end):
            after += text[segment.end + 1 : self._nominal(segment.end + 1, segment.end + _AROUND[1], loose=True)]
        own = own + text[q.end : run] if not plain else (own if "%" in q.unit else _SUM.sub("", own) or own)
        own = _SINCE.sub("", _CHANGED.sub("", own)) or own
        self.said = ""
        return f"{before}{text[q.start : q.end]}{after}".strip("、（“ "), "" if _BARE.fullmatch(own) else own

    def _before(self, segment: Segment) -> str:
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
            elif self.text[start] in _MARKS:
                start += 1
            else:
                break
        return min(start, end)

    def _subject_at(self, position: int) -> Found | None:
        i = bisect_left(self.starts, position)
        return self.subjects[i] if i < len(self.starts) and self.starts[i] == position else None

    def _topic(self, segment: Segment) -> str:
        """What a bare measure is of: the works named last before it, else what the clause before begins with."""
        clause, sentence = segment.start, segment.sentence
        last = bisect_left(self.works, clause, key=lambda f: f.start) - 1
        if last >= 0 and self.works[last].start >= sentence.start:
            return self.works[last].name
        first = bisect_left(self.starts, segment.clause)
        if any(f.named for f in self.subjects[first : bisect_left(self.starts, segment.quantity.start)]):
            return ""  # 该公司|总投资2亿元 is of the firm, and of nothing before it
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
        for start, end in reversed(segment.clauses[:-1]):
            begin = stop = self._without_lead(start, end)
            for token in self.reading.tokens_in(begin, end):
                if token.tag not in ("n", "nz", "vn", "an", "a", "j"):
                    break
                stop = token.end
            if stop - begin >= 3:
                return self.text[begin:stop]
        return ""

    # -- whose, when, goal or result --------------------------------------------------------------------------------

    def _note(self, name: str, segment: Segment, scene: str, head: bool) -> None:
        """Add the indicator and whose it is; one said before under much the same name is that one again."""
        q = segment.quantity
        owner, pointing = self._owner(segment)
        rate = "%" in q.unit or "百分点" in q.unit
        rate = rate and _RATE.search(self.text, segment.start, segment.end) is not None
        # of an account in several paragraphs only the first says of which period it is
        period = period_of(self.reading, self.year, segment, scene or (self.account if rate else "")) or None
        relation = "targets" if is_goal(self.reading, self.year, segment, period) else "reports"
        period = self._as_titled(period)
        if rate and period and relation == "reports":
            self.account = period
        start = segment.start
        while self.text[start] in "、 ":
            start += 1
        names = self.known.setdefault((owner, period, relation, q.value, q.unit), [])
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
            spans = [(thing.start, thing.end), *(span for span in pointing if span[0] < thing.start)]
            self.reading.fact(owner, relation, (thing.type, thing.name), spans, self.reading.article.published)

    def _as_titled(self, period: str | None) -> str | None:
        """The half or quarter of the title for the month it ends with: 截至6月末 is 上半年 where that is told of."""
        ends = {"H1": "06", "H2": "12", "Q1": "03", "Q2": "06", "Q3": "09", "Q4": "12"}
        last = f"{self.titled[:4]}-{ends[self.titled[5:]]}" if self.titled else ""
        return self.titled if period and period == last else period

    def _owner(self, segment: Segment) -> tuple[tuple[str, str] | None, Spans]:
        """The nearest subject before the quantity in its sentence, else the section's place, else the home; and where
        the word stands that stands for it, if it is not named there."""
        q = segment.quantity
        for start, end in reversed(segment.clauses):
            if said := _FIRM.match(self.text, start):
                return _whose(self._firm(said))
            i = bisect_left(self.starts, min(end, q.start)) - 1
            while i >= 0 and self.subjects[i].start >= start:
                subject = self.subjects[i]
                if subject.end <= q.start and self._is_subject(subject, start, start == segment.clause):
                    return _whose(subject)
                i -= 1
        place = self.geography.section(q.start) or self.geography.home
        return (place.key if place else None), []

    def _firm(self, said: re.Match[str]) -> Found | None:
        """The firm that 公司 stands for; where that is not settled, and it is not 该公司, the last before."""
        i = bisect_left(self.starts, said.start())
        firms = [f for f in self.subjects[max(0, i - 6) : i] if f.detail == "firm" and "该" not in said[0]]
        return next(iter([*self.reading.within(*said.span(), "organization"), *reversed(firms)]), None)

    def _is_subject(self, subject: Found, clause: int, own: bool) -> bool:
        """Whether nothing but times, adverbs and leading words (or a wider place) stands before it in its clause."""
        if own and self.text[subject.start] in "全我" and subject.type == "district":
            return self.text[subject.end : subject.end + 1] != "平"  # 全市平均
        if subject.start - clause > NEAR:
            return False
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
        return subject.named is not None or self.text[subject.start - 1 : subject.start] not in ("“", "《")


def _alike(first: str, second: str) -> bool:
    """Whether two names of one value say the same: the words of the shorter are most of them in the other."""
    words = [_NO_WORDS.sub("", name) for name in (first, second)]
    a, b = ({word[i : i + 2] for i in range(len(word) - 1)} for word in words)
    return first == second or len(a & b) >= 0.6 * max(1, min(len(a), len(b)))


def _whose(thing: Found | None) -> tuple[tuple[str, str] | None, Spans]:
    """Whose a figure of the thing is, and where the word stands that stands for it; of 三家企业 it is nobody's."""
    if thing is None or thing.together:
        return None, []
    owner = thing.owner if thing.owner and _GOVERNS.search(thing.name) else (thing.type, thing.name)
    return owner, [(thing.start, thing.end)] if thing.named else []


def find(reading: Reading, geography: Geography) -> None:
    """Find the indicators of an article and add them, with whose they are, to the reading."""
    numbers = list(quantities(reading.text))
    if numbers:
        Indicators(reading, geography).find(numbers)
