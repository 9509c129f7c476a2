"""Events: meetings, visits, signings, unveilings, starts of works; one for one happening, however often it is named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg import lexicon
from kg.extract.reading import Found, Reading, Sentence
from kg.text.clean import HAN

_DATA = lexicon.data("events")
_MEETING = lexicon.alternation(_DATA["meetings"])
_CEREMONY = lexicon.alternation(_DATA["ceremonies"])
_SHOW = lexicon.alternation(_DATA["shows"])
HOLD = lexicon.alternation(_DATA["hold"])
_ATTEND = lexicon.alternation(_DATA["attend"])
_REFER = lexicon.alternation(_DATA["refer"])
_SPEECH = re.compile(lexicon.alternation(_DATA["speech"]))
_NOUN = re.compile(rf"(?:{_MEETING}|{_CEREMONY})(?![室厅堂员期议])")
_SHOW_NOUN = re.compile(rf"(?:举行|举办)[^，。；！？]{{2,36}}?(?P<noun>{_SHOW})(?=[，。；！？]|$)")
# where the name of a meeting can begin
_BEFORE_NAME = re.compile(
    rf"(?:{HOLD}|{_ATTEND}|{_REFER}|本次|此次|这次|当天的|今天的|了|在|就|为)(?:了)?|[，。；：！？\n]"
)
_VISIT_KIND = {verb: kind for kind, verbs in _DATA["visits"].items() for verb in verbs}
_VISIT = re.compile(rf"{lexicon.alternation(_VISIT_KIND)}(?!{lexicon.alternation(_DATA['not_visit_after'])})")
_MOVE = re.compile(lexicon.alternation(_DATA["move"]))
# 第九届人民代表大会第一次会议: a numbered session is a happening whatever verb is by
_SESSION = re.compile(r"第[一二三四五六七八九十\d]+届[^，。；]{2,12}?第[一二三四五六七八九十\d]+次(?:全体)?会议")
_SIGN = re.compile(
    rf"(?:签署|签订|签下|签约)(?:了)?(?:[^，。；！？]{{0,40}}?(?:协议书|协议|责任状|责任书|备忘录|合同|意向书|承诺书))|签约仪式|见证[^，。；]{{0,8}}签约|(?:举行|举办)[^，。；]{{0,20}}签约"
)
_UNVEIL = re.compile(r"揭牌仪式|揭牌|揭幕|正式挂牌|挂牌成立")
_START = re.compile(
    r"集中(?:开工|签约|竣工)(?:仪式|活动)?|(?:开工|奠基|竣工|通车|投产|动工)(?:动员)?(?:奠基)?(?:仪式|典礼|大会|活动)|宣布[^，。；！？]{2,40}?(?:开工|投产|通车|竣工)|(?:正式|同时|顺利|全面)(?:开工|动工|奠基|竣工|通车|投产)"
)
_MEET = re.compile(rf"会见了?|会谈|接见了?|座谈交流")
_CONGRESS = re.compile(r"(?:党的)?((?:十[五六七八九]|二十)大)(?:的)?(?:胜利|即将)?(?:召开|开幕)")
_DATE_HEAD = re.compile(
    rf"^(?:据悉|据了解)?(?:(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}日|近日|日前|今天|昨天|昨日|当天|当日|次日)?(?:至\d{{1,2}}日)?(?:[上下中]午|晚上?|晚间|凌晨)?，?"
)
_GENERIC_NAMES = {
    "有关",
    "相关",
    "各类",
    "重要",
    "各种",
    "多次",
    "一次",
    "专题",
    "本次",
    "这次",
    "此次",
    "上级",
    "市",
    "县",
    "区",
    "省",
    "该",
    "两",
    "召开",
    "全体",
    "党员",
    "职工",
    "群众",
    "村民",
    "各级",
    "每次",
}


@dataclass
class Event:
    """A happening: its kind, the stretches of text that name it, its date, and the noun it may be called by later."""

    kind: str
    name: str
    spans: list[tuple[int, int]]
    date: str = ""
    noun: str = ""
    referred: bool = False  # only referred to: 贯彻落实…会议精神
    leaders: set[str] = field(default_factory=set)
    bodies: list[Found] = field(default_factory=list)  # those that visit, where no person is named
    weight: int = 0  # how good the name is

    @property
    def key(self) -> tuple[str, str]:
        return ("event", self.name)

    @property
    def start(self) -> int:
        return self.spans[0][0]


class Events:
    """Finds the events of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.events: list[Event] = []
        self.mentions: list[tuple[int, int, Event]] = []

    def find(self) -> list[Event]:
        """All events, in the order of the text; sets `mentions` to where each is named."""
        for sentence in self.reading.sentences:
            if sentence.paragraph.kind == "heading":
                continue
            candidates = [*self._named(sentence), *self._acts(sentence), *self._visits(sentence)]
            for candidate in sorted(candidates, key=lambda e: e.spans[0]):
                self._merge(candidate, sentence)
        self.events = [e for e in self.events if self._is_told(e)]
        kept = {id(e) for e in self.events}
        self.mentions = sorted((m for m in self.mentions if id(m[2]) in kept), key=lambda m: m[:2])
        return self.events

    def _is_told(self, event: Event) -> bool:
        """A title alone tells of no happening that the text does not; a caption neither."""
        kinds = {s.paragraph.kind for start, _ in event.spans if (s := self.reading.sentence_at(start))}
        return bool(kinds - {"caption"}) and (
            kinds != {"title"} or event.kind != "meeting" or len(self.reading.sentences) < 4
        )

    # -- meetings and ceremonies by their names -------------------------------------------------------------------

    def _named(self, sentence: Sentence) -> list[Event]:
        text = self.text
        found: list[Event] = []
        position = sentence.start
        while match := _NOUN.search(text, position, sentence.end):
            position = match.end()
            # 推进会议暨…动员大会: one name, to its last noun
            while longer := re.compile(rf"(?:暨|、第)[^，。；！？]{{2,40}}?{_NOUN.pattern}").match(
                text, position, sentence.end
            ):
                position = longer.end()
            end = position
            start = self._name_start(match.start(), sentence)
            if start is None:
                continue
            noun = _NOUN.findall(text[start:end])[-1] if _NOUN.findall(text[start:end]) else match[0]
            name = text[start:end]
            modifier = name[: len(name) - len(noun)] if name.endswith(noun) else name
            before = text[max(sentence.start, start - 6) : start]
            held = re.search(rf"(?:{HOLD})(?:了)?$", before) or re.match(
                rf"(?:在[^，。；]{{2,24}}?)?(?:{HOLD})", text[end : end + 30]
            )
            attended = re.search(rf"(?:{_ATTEND})(?:了)?$", before)
            referred = bool(re.match(r"(?:重要)?(?:讲话)?精神|(?:的)?(?:部署|要求|决定)", text[end:])) or bool(
                re.search(rf"(?:{_REFER})$", before)
            )
            if self._is_bare(modifier, noun):
                if held and noun not in ("会议", "大会", "仪式", "全会") or (held and modifier):
                    found.append(self._event("meeting", start, end, sentence, noun, weight=1))
                continue
            if not (held or attended or referred or sentence.paragraph.kind == "title"):
                continue
            if "签约" in name or "开工" in name or "奠基" in name or "揭牌" in name:
                continue  # acts, below
            found.append(
                self._event(
                    "meeting" if noun not in _DATA["ceremonies"] else "activity",
                    start,
                    end,
                    sentence,
                    noun,
                    referred and not held,
                    3,
                )
            )
        for session in _SESSION.finditer(text, sentence.start, sentence.end):
            start = self._name_start(session.start(), sentence)
            if start is not None and not any(e.spans[0][0] < session.end() and start < e.spans[0][1] for e in found):
                found.append(self._event("meeting", start, session.end(), sentence, "会议", weight=3))
        for show in _SHOW_NOUN.finditer(text, sentence.start, sentence.end):
            begin = show.start() + 2
            if not any(e.spans[0][0] < show.end() and begin < e.spans[0][1] for e in found):
                found.append(self._event("activity", begin, show.end(), sentence, show["noun"], weight=2))
        for congress in _CONGRESS.finditer(text, sentence.start, sentence.end):
            event = self._event("meeting", congress.start(), congress.end(1), sentence, "", True, 3)
            event.name, event.date = "党的" + congress[1], ""
            found.append(event)
        return found

    def _name_start(self, noun: int, sentence: Sentence) -> int | None:
        """Where the name that ends in the noun at `noun` begins: behind the verb or the mark before it."""
        text = self.text
        floor = max(sentence.start, noun - 60)
        begin = floor
        for boundary in _BEFORE_NAME.finditer(text, floor, noun):
            if (
                self._quoted(boundary.start(), floor)
                or boundary[0] in ("就", "为", "在", "开展", "围绕", "按照", "根据")
                and boundary.end() > noun - 3
            ):
                continue
            if boundary[0] in ("学习", "落实", "开展", "参与", "传达", "贯彻") and not (
                (token := self.reading.token_at(boundary.start()))
                and token.tag.startswith("v")
                and token.start == boundary.start()
            ):
                continue
            if (
                boundary[0] in ("在", "就", "为")
                and (token := self.reading.token_at(boundary.start()))
                and token.word != boundary[0]
            ):
                continue
            begin = boundary.end()
        # a list that ends in the meeting is no part of its name
        if not re.search(rf"(?:{HOLD}|{_ATTEND}|{_REFER})(?:了)?$", text[max(floor, begin - 6) : begin]):
            for comma in re.finditer("、", text[begin:noun]):
                if not self._quoted(begin + comma.start(), floor) and not re.search(
                    rf"{_MEETING}$|委员会$", text[begin : begin + comma.start()]
                ):
                    begin = begin + comma.end()
                    break
        head = _DATE_HEAD.match(text[begin:noun])
        if head and head[0]:
            begin += head.end()
        while begin < noun and text[begin] in "的了，、 ":
            begin += 1
        return begin

    def _quoted(self, position: int, floor: int) -> bool:
        stretch = self.text[floor:position]
        return stretch.count("“") > stretch.count("”") or stretch.count("（") > stretch.count("）")

    @staticmethod
    def _is_bare(modifier: str, noun: str) -> bool:
        return (
            len(modifier) < 2
            or modifier in _GENERIC_NAMES
            or bool(re.fullmatch(r"[一二三四五六七八九十\d]+次", modifier))
        )

    def _event(
        self, kind: str, start: int, end: int, sentence: Sentence, noun: str, referred: bool = False, weight: int = 2
    ) -> Event:
        date = "" if referred else self.reading.date_before(max(start, sentence.start + 1))
        paragraph = sentence.paragraph
        if not date and not referred and paragraph.kind == "title":
            date = ""
        name = re.sub(r"[\n 《》]", "", self.text[start:end])
        return Event(kind, name, [(start, end)], date, noun, referred, weight=weight)

    # -- signing, unveiling, starting works, meeting someone --------------------------------------------------------

    def _acts(self, sentence: Sentence) -> list[Event]:
        text = self.text
        found: list[Event] = []
        for pattern, kind in ((_SIGN, "signing"), (_UNVEIL, "unveiling"), (_START, "groundbreaking")):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                if self._said_before(match.start(), sentence):
                    continue
                actual = "signing" if "签约" in match[0] else kind
                if (
                    re.match(r"率|时间|建设(?!现场)|的(?!仪式)|后", text[match.end() : match.end() + 2])
                    and "仪式" not in match[0]
                ):
                    if actual == "groundbreaking":
                        continue
                start = self._clause_start(match.start(), sentence)
                event = self._event(actual, start, match.end(), sentence, "仪式", weight=2 if "仪式" in match[0] else 1)
                if sentence.paragraph.kind != "title":
                    event.weight += 1
                found.append(event)
        for match in _MEET.finditer(text, sentence.start, sentence.end):
            start = self._clause_start(match.start(), sentence)
            end = self._clause_end(match.end(), sentence)
            people = self.reading.within(start, end, "official", "person")
            if people and not self._said_before(match.start(), sentence) and sentence.paragraph.kind != "caption":
                event = self._event("visit", start, min(end, match.end() + 24), sentence, "会见", weight=2)
                event.leaders = {"会见"}
                found.append(event)
        return found

    def _clause_start(self, position: int, sentence: Sentence) -> int:
        text = self.text
        begin = sentence.start
        for mark in re.finditer(r"[，；：]", text[sentence.start : position]):
            if not self._quoted(sentence.start + mark.start(), sentence.start):
                begin = sentence.start + mark.end()
        head = _DATE_HEAD.match(text[begin:position])
        if head:
            begin += head.end()
        return max(begin, position - 50)

    def _clause_end(self, position: int, sentence: Sentence) -> int:
        match = re.compile(r"[，；。！？]").search(self.text, position, sentence.end)
        return match.start() if match else sentence.end

    def _said_before(self, position: int, sentence: Sentence) -> bool:
        """Whether what stands at the position is something said: 强调，要加强检查."""
        return bool(_SPEECH.search(self.text, sentence.start, position)) or self._quoted(position, sentence.start)

    # -- visits -----------------------------------------------------------------------------------------------------

    def _visits(self, sentence: Sentence) -> list[Event]:
        text, reading = self.text, self.reading
        for match in _VISIT.finditer(text, sentence.start, sentence.end):
            if self._said_before(match.start(), sentence):
                return []
            before = text[sentence.start : match.start()]
            if re.search(
                r"(?:陪同|参加|随同|一同|听取|接受|加强|开展|组织|进行|加大|的|下)(?:了)?$", before
            ) and not re.search(r"(?:陪同下|率队|现场)$", before):
                if not re.search(r"(?:进行|开展)(?:了)?$", before):
                    continue
            actors = [f for f in reading.within(sentence.start, match.start(), "official", "person")]
            groups = [
                f
                for f in reading.within(sentence.start, match.start(), "organization")
                if f.detail == "group" or text[f.end : f.end + 2] in ("领导", "等单") or text[f.end : f.end + 1] == "等"
            ]
            group_word = re.search(r"(?:考察|调研|检查|督导|慰问|代表|访问|观摩)[组团]", before)
            if not actors and not groups and not group_word:
                continue
            first = min([f.start for f in [*actors, *groups]], default=sentence.start)
            moves = [m for m in _MOVE.finditer(text, first, match.start()) if self._is_move(m, match.start())]
            clause_from = next((m.start() for m in moves), None)
            direct = actors and re.fullmatch(
                r"(?:一行|等|先后|分别|实地|现场|专题|，|带队|率队|率领.{2,24}|带领.{2,24}|同志|再次|亲自|赴.*)*",
                text[actors[-1].end : match.start()],
            )
            under_escort = re.search(r"陪同下[，]?$", before)
            if clause_from is None and not direct and not under_escort:
                continue
            start = clause_from if clause_from is not None else match.start()
            end = self._clause_end(match.end(), sentence)
            end = min(end, match.end() + 30)
            leaders = self._visitors(actors, sentence, match.start())
            who = "、".join(leaders[:2]) + ("等" if len(leaders) > 2 else "")
            if not leaders:
                who = groups[0].name if groups else group_word[0] if group_word else ""
            event = self._event(_VISIT_KIND[match[0]], start, end, sentence, match[0], weight=2)
            event.name = who + re.sub(r"[\n 《》]", "", text[start:end])
            event.date = self.reading.date_before(match.start())
            event.leaders = set(leaders) or {who}
            event.bodies = [] if leaders else groups
            return [event]
        return []

    def _visitors(self, actors: list[Found], sentence: Sentence, verb: int) -> list[str]:
        """Those who visit: not those who go with them (在…陪同下, ，…陪同)."""
        escort = re.search(r"在[^，。]{2,80}?陪同下", self.text[sentence.start : verb])
        names = []
        for f in actors:
            if escort and sentence.start + escort.start() <= f.start < sentence.start + escort.end():
                continue
            if f.name not in names:
                names.append(f.name)
        return names

    def _is_move(self, match: re.Match[str], verb: int) -> bool:
        token = self.reading.token_at(match.start())
        if token is None or token.start != match.start() or token.tag not in ("v", "p", "d", "vd", "f", "xc"):
            return token is not None and token.start == match.start() and match[0] in ("到", "来", "赴")
        return "，" not in self.text[match.end() : verb] or verb - match.end() < 60

    # -- one happening, one event -----------------------------------------------------------------------------------

    def _merge(self, new: Event, sentence: Sentence) -> None:
        for old in reversed(self.events):
            if self._is_same(old, new, sentence):
                self._absorb(old, new)
                self.mentions.append((*new.spans[0], old))
                return
        self.events.append(new)
        self.mentions.append((*new.spans[0], new))

    def _is_same(self, old: Event, new: Event, sentence: Sentence) -> bool:
        if old.date and new.date and not (old.date.startswith(new.date) or new.date.startswith(old.date)):
            return False
        if old.kind != new.kind and not ({old.kind, new.kind} <= {"visit", "inspection"}):
            return False
        if old.kind in ("signing", "unveiling", "groundbreaking"):
            return self._same_round(old, sentence)
        if old.kind in ("visit", "inspection"):
            return bool(old.leaders & new.leaders) and self._same_round(old, sentence)
        a, b = _core(old.name), _core(new.name)
        if old.referred and new.referred:
            quoted = re.search(r"“([^”]+)”", old.name)
            if quoted and quoted[0] in new.name and old.noun == new.noun:
                return True  # the conference on one campaign, of the province and of the city
        if old.referred != new.referred:
            return a == b if old.referred else a == b or (len(b) >= 4 and a.endswith(b))
        return a == b or a.endswith(b) or b.endswith(a) or (min(len(a), len(b)) >= 6 and (a in b or b in a))

    def _same_round(self, old: Event, sentence: Sentence) -> bool:
        """In a round-up each dated paragraph tells of its own: 8月10日，…签约。 8月12日，…签约."""
        last = self.reading.sentence_at(old.spans[-1][0])
        if last is None or last.paragraph == sentence.paragraph or last.paragraph.kind == "title":
            return True
        if last.paragraph.place != sentence.paragraph.place:
            return False
        opens = [d for d in self.reading.dates if sentence.paragraph.start <= d.start <= sentence.paragraph.start + 6]
        return not (opens and opens[0].iso and opens[0].iso != old.date)

    def _absorb(self, old: Event, new: Event) -> None:
        old.spans += new.spans
        old.leaders |= new.leaders
        if len(new.date) > len(old.date):
            old.date = new.date
        longer = new.kind == "meeting" and new.weight >= 3 and len(new.name) > len(old.name)
        if new.weight > old.weight or (new.weight == old.weight and longer):
            old.name, old.weight, old.noun = new.name, new.weight, new.noun or old.noun


def _core(name: str) -> str:
    """A meeting's name without what is now said and now left out before it."""
    return re.sub(rf"^(?:全[省市县区]|[省市县区]|\d{{4}}年(?:度)?|关于|召开)|[“”]", "", name)
