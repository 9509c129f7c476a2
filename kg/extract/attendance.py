"""Who was at an event and in which role, who held it, and where."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from kg import lexicon
from kg.extract.events import HOLD, Event, Events
from kg.extract.places import DEICTIC, Geography
from kg.extract.posts import Group
from kg.extract.reading import Found, Reading, Sentence

_DATA = lexicon.data("events")
_ROLE_OF = {word: role for role, words in reversed(_DATA["roles"].items()) for word in words}
# 就经济工作作具体安排, 听取了…作的关于…的说明
_SPOKE = r"作(?:了|的)?[^，。；！？]{0,24}?(?:讲话|报告|汇报|说明|部署|安排|总结|发言|点评|辅导|动员|介绍|通报)"
_ROLE = re.compile(rf"(?P<spoke>{_SPOKE})|{lexicon.alternation(_ROLE_OF)}")
# the more it says, the more it counts: one edge for one person at one event
_RANK = ("attendee", "observer", "companion", "speaker", "signatory", "leader", "host")
_LIST_MARK = re.compile(
    r"^(?:[、，和及与 ]|以及|等|分别|先后|还|也|共同|一同|同志|一行|（[^（）]{1,16}）|有关|区属|县属|市属|属|相关|各|部门|单位|主要|负责人|负责同志|领导|班子成员|同志|镇街|机关|代表|参与|应邀)*$"
)
_ANAPHOR = re.compile(r"会上|会前|会后|会议(?!室|精神)|当天的|本次|此次|活动现场|仪式上|活动|仪式|随后|座谈会")
_ORGANIZED = re.compile(r"由?(?P<who>[^，。；由]{2,60}?)(?P<how>主办|承办|协办|联合主办|联合举办)")


@dataclass(frozen=True, slots=True)
class _Item:
    """A participant as it stands in the text."""

    thing: Found
    start: int
    end: int


class Attendance:
    """Works out the participants of the events of one reading."""

    def __init__(self, reading: Reading, geography: Geography, events: Events, groups: list[Group]) -> None:
        self.reading, self.geography, self.events = reading, geography, events
        self.text = reading.text
        self.titled = [(group.start, group.end) for group in groups]
        self.roles: dict[tuple[tuple[str, str], int], tuple[str, list[tuple[int, int]]]] = {}

    # -- the walk through the text ----------------------------------------------------------------------------------

    def find(self) -> None:
        """Sentence by sentence: each role word gives its role to those named before it since the last one."""
        current: Event | None = None
        paragraph = None
        for sentence in self.reading.sentences:
            if sentence.paragraph.kind == "heading":
                continue
            if sentence.paragraph != paragraph:
                opens = any(d.start <= sentence.start + 4 for d in self.reading.dates if d.start >= sentence.start)
                if paragraph is None or opens or sentence.paragraph.place != paragraph.place:
                    current = None if opens else current
                paragraph = sentence.paragraph
            here = [m for m in self.events.mentions if sentence.start <= m[0] < sentence.end]
            real = [m for m in here if not m[2].referred]
            aside = self.text.startswith(("会前", "会后", "活动前", "此前"), sentence.start)
            self._sentence(sentence, real, current)
            for _, _, event in here:
                self._organizers(event, sentence)
                self._places(event, sentence)
            if not here and current is not None:
                self._hosts(self._anaphor(sentence.start, sentence.start + 14) or current, sentence)
            if real and not aside:
                current = real[-1][2]
        self._emit()
        self._at_home()

    def _sentence(self, sentence: Sentence, here: list[tuple[int, int, Event]], current: Event | None) -> None:
        text = self.text
        since = sentence.start
        pending: list[_Item] = []
        spoken_of: Event | None = None
        for match in _ROLE.finditer(text, sentence.start, sentence.end):
            if match.start() < since or not self._is_role(match, sentence):
                continue
            if self.events._said_before(match.start(), sentence):
                break
            event = self._event_for(match, here, spoken_of or current)
            if event is None:
                continue
            if not here:
                spoken_of = event  # 推介会由甲主持，乙作推介
            role = "speaker" if match["spoke"] else _ROLE_OF[match[0]]
            items = self._items(since, match.start(), sentence)
            spoken = self._coordinated(match, sentence)  # 出席会议并讲话: the same people
            if not items and spoken:
                items = pending
            if role == "leader":
                items = items[-1:] if match[0] in ("率", "率领", "带领") else items[:1] or items
                group = self._led(match.end(), sentence)
                if group is not None:
                    self._give(event, group, "attendee", (match.start(), group.end))
            by = re.search(r"由([^，。；由]{2,40})$", text[since : match.start()])
            if role in ("host", "speaker") and by and items:
                items = [i for i in items if i.start >= since + by.start()]
            if match[0] in ("签署", "签订", "签字", "签约"):
                if text[match.start() - 1] == "的" or (
                    match[0] == "签约" and not any(s <= match.start() < e for s, e in event.spans)
                ):
                    continue
                self._signatories(event, match, sentence, items)
                items = [i for i in items if i.thing.type in ("official", "person")]
            if (
                role == "companion"
                and text.startswith("下", match.end())
                and (escort := re.search(r"在([^，。]{2,80}?)(?:的)?$", text[since : match.start()]))
            ):
                items = [i for i in items if i.start >= since + escort.start()]
            if role in ("speaker", "leader", "host") and match[0] in ("推介", "宣布", "率", "率领", "带领", "主持"):
                items = [i for i in items if i.thing.type in ("official", "person")]
            for item in items:
                if self._is_object(item, event, role):
                    continue
                self._give(event, item.thing, role, (item.start, min(match.end(), sentence.end)))
            if items:
                pending = items
            since = match.end()
        self._followers(sentence, here, current)
        # 某某一行
        for match in re.finditer("一行", text[sentence.start : sentence.end]):
            position = sentence.start + match.start()
            event = self._event_near(position, here) or current
            leaders = [f for f in self.reading.within(sentence.start, position, "official", "person")]
            if event is not None and leaders and position - leaders[-1].end <= 1:
                first = len(leaders) - 1
                while first and _LIST_MARK.match(self.text[leaders[first - 1].end : leaders[first].start]):
                    first -= 1
                for f in leaders[first:]:
                    self._give(event, f, "leader", (f.start, position + 2))
        # a visit without any of these words is led by whom its sentence names
        for _, _, event in here:
            if event.kind in ("visit", "inspection") and event.leaders:
                for f in self.reading.within(sentence.start, sentence.end, "official", "person"):
                    if f.name in event.leaders and (f.type, f.name) not in {
                        k[0] for k in self.roles if k[1] == id(event)
                    }:
                        self._give(event, f, "attendee", (f.start, f.end))
            for f in event.bodies:
                if sentence.start <= f.start < sentence.end:
                    self._give(event, f, "attendee", (f.start, f.end))
            if "会见" in event.leaders:
                start, end = event.spans[0]
                for f in self.reading.within(start, sentence.end, "official", "person"):
                    self._give(event, f, "attendee", (f.start, f.end))

    def _followers(self, sentence: Sentence, here: list[tuple[int, int, Event]], current: Event | None) -> None:
        """率县水务局、环保局等单位负责人赴…: the bodies that come along."""
        for match in re.finditer(r"率领|带领|率", self.text[sentence.start : sentence.end]):
            position = sentence.start + match.end()
            event = self._event_near(position, here) or current
            if event is None:
                continue
            for f in self.reading.within(position, min(sentence.end, position + 120), "organization"):
                if f.start < position or any(start == f.end for start, _ in self.titled):
                    continue
                if not _LIST_MARK.match(self.text[position : f.start]):
                    break
                self._give(event, f, "attendee", (f.start, f.end))
                position = f.end

    def _is_object(self, item: _Item, event: Event, role: str) -> bool:
        """Whether a body or a place is what is visited, or whose meeting it is, and not who is there."""
        if item.thing.type in ("official", "person"):
            return False
        if event.kind in ("visit", "inspection") and any(s <= item.start < e + 20 for s, e in event.spans):
            return True
        if item.thing.type == "district" and role not in ("observer", "speaker", "signatory"):
            return (
                not re.match(r"[、和]", self.text[item.end : item.end + 1])
                and self.text[item.start - 1 : item.start] not in "、和"
            )
        return False

    def _is_role(self, match: re.Match[str], sentence: Sentence) -> bool:
        text, word = self.text, match[0]
        if match["spoke"]:
            token = self.reading.token_at(match.start())
            return token is not None and (token.start == match.start() or token.tag == "PER")
        after = text[match.end() : match.end() + 2]
        if word == "率" and not re.match(
            r"[^，。先领]{0,16}(?:组|团|队|部门|负责|人员|相关|有关|等|一行)", text[match.end() : match.end() + 20]
        ):
            return False
        token = self.reading.token_at(match.start())
        if token is None or (
            token.tag in ("n", "nz", "ORG", "LOC", "PER")
            and word not in ("讲话", "致辞", "致词", "发言", "汇报", "签约", "推介", "推介会")
        ):
            return False
        if word in ("主持",) and after.startswith("人"):
            return False
        if word == "推介" and after.startswith("会"):
            return False
        if word in ("通报", "宣布", "宣读", "汇报") and after[:1] == "会":
            return False
        if re.match(r"[组团队员会]", after) and word in ("考察", "调研", "检查", "督导", "慰问", "观摩", "座谈"):
            return False
        if word in ("讲话", "发言") and after.startswith("精神"):
            return False
        before = text[max(sentence.start, match.start() - 1) : match.start()]
        return not (word == "推介" and before == "产")

    def _coordinated(self, match: re.Match[str], sentence: Sentence) -> bool:
        before = self.text[max(sentence.start, match.start() - 14) : match.start()]
        return bool(re.search(r"(?:并|和|，并|并在会上|，并在会上)(?:作了?|做了?|发表)?[^，。]{0,8}$", before))

    # -- participants -----------------------------------------------------------------------------------------------

    def _items(self, start: int, end: int, sentence: Sentence) -> list[_Item]:
        """People, and bodies and places that stand in a list, between the positions."""
        rows: list[_Item] = []
        for f in self.reading.within(start, end, "official", "person", "organization", "district"):
            if f.type in ("organization", "district") and not self._listed(f, end):
                continue
            if any(
                o.start <= f.start and f.end <= o.end and (o.start, o.end) != (f.start, f.end)
                for o in self.reading.within(start, end, "organization")
            ):
                continue
            rows.append(_Item(f, f.start, f.end))
        return rows

    def _listed(self, f: Found, verb: int) -> bool:
        """Whether a body or a place is one of a list of participants and no part of a title, a scene or a subject."""
        if any(start <= f.start and f.end <= end for start, end in self.titled):
            return False
        if any(start == f.end for start, _ in self.titled):
            return False
        before = self.text[max(0, f.start - 1) : f.start]
        if before in ("在", "到", "赴", "对", "向", "就", "来", "为") or re.search(
            rf"(?:{HOLD})(?:了)?$", self.text[max(0, f.start - 6) : f.start]
        ):
            return False
        between = self.text[f.end : verb]
        others = [g for g in self.reading.within(f.end, verb, "official", "person", "organization", "district")]
        position = f.end
        for other in others:
            if other.start < position:
                continue
            if not _LIST_MARK.match(self.text[position : other.start]):
                return other.type in ("official", "person") and bool(re.match(r"[、，和]", between))
            position = other.end
        return bool(_LIST_MARK.match(self.text[position:verb])) or bool(
            re.match(r"[^，。；]{0,14}$", self.text[position:verb])
            and re.match(r"等|负责|主要|有关|相关|代表|分管|班子", self.text[position:verb])
        )

    def _led(self, position: int, sentence: Sentence) -> Found | None:
        """The group that someone leads: 带领|济宁市第一书记…观摩团."""
        rows = [
            f
            for f in self.reading.within(position, min(sentence.end, position + 40), "organization")
            if f.start == position
        ]
        return max(rows, key=lambda f: f.end) if rows and max(rows, key=lambda f: f.end).detail == "group" else None

    def _signatories(self, event: Event, match: re.Match[str], sentence: Sentence, items: list[_Item]) -> None:
        """The parties to what is signed: A与B签署…, 代表A和B签订…, A、B、C…签约仪式."""
        text = self.text
        named = next(((s, e) for s, e in event.spans if s <= match.start() <= e), None)
        begin = named[0] if named else sentence.start
        clause = max(begin, text.rfind("，", sentence.start, match.start()) + 1, sentence.start)
        stand_for = text.rfind("代表", sentence.start, match.start())
        if stand_for >= 0:
            clause = stand_for
        parties = [
            f
            for f in self.reading.within(clause, match.start(), "organization", "district")
            if not any(
                o.start <= f.start and f.end <= o.end and o is not f
                for o in self.reading.within(clause, match.start(), "organization")
            )
            and not any(start <= f.start < end for start, end in self.titled)
        ]
        if len(parties) + (1 if items else 0) < 2 and not (
            parties and re.search(r"[与和同]", text[clause : match.start()])
        ):
            return
        for f in parties:
            if self.text[max(0, f.start - 1) : f.start] == "在" or any(
                g.start == f.end and g.type == "district" for g in parties
            ):
                continue
            self._give(event, f, "signatory", (f.start, match.end()))

    def _give(self, event: Event, thing: Found, role: str, span: tuple[int, int]) -> None:
        key = ((thing.type, thing.name), id(event))
        start, end = span
        if end - start > 90 or "\n" in self.text[start:end]:
            spans = (
                [(thing.start, thing.end), (max(start, end - 8), end)]
                if "\n" not in self.text[max(start, end - 8) : end]
                else [(thing.start, thing.end)]
            )
        else:
            spans = [span]
        known = self.roles.get(key)
        if known is None or _RANK.index(role) > _RANK.index(known[0]):
            self.roles[key] = (role, spans)

    # -- which event ------------------------------------------------------------------------------------------------

    def _event_for(
        self, match: re.Match[str], here: list[tuple[int, int, Event]], current: Event | None
    ) -> Event | None:
        text = self.text
        sentence = self.reading.sentence_at(match.start())
        clause = max(text.rfind("，", 0, match.start()), sentence.start - 1 if sentence else 0) + 1
        spoken_of = self._anaphor(clause, match.start())
        if spoken_of is not None:
            return spoken_of
        if here:
            after = text[match.end() : match.end() + 44]
            # 出席|…签约仪式: the event named right behind; 参加了当天的|座谈会
            ahead = [m for m in here if m[0] >= match.start() and m[0] - match.end() <= 30]
            if (
                ahead
                and match[0] in ("出席", "参加", "列席", "主持", "见证", "参与")
                and not re.match(r"(?:了)?(?:会议|活动|仪式)(?![^，。]{0,3}会)", after)
            ):
                return ahead[0][2]
            around = [m for m in here if m[0] <= match.start()]
            if around:
                return around[-1][2]
            return here[0][2]
        named = re.match(
            r"(?:了)?(?:当天的|本次|此次|这次)?(?P<noun>[^，。；]{2,10})", text[match.end() : match.end() + 14]
        )
        if named:
            for event in reversed([m[2] for m in self.events.mentions if m[0] < match.start()]):
                if event.noun and len(event.noun) >= 3 and event.noun in named["noun"]:
                    return event
        return current

    def _anaphor(self, start: int, end: int) -> Event | None:
        """The event that a clause begins with the noun of: 推介会|由副市长…主持."""
        for event in reversed([m[2] for m in self.events.mentions if m[0] < start]):
            if (
                event.noun
                and len(event.noun) >= 3
                and self.text.startswith(event.noun, start)
                and start + len(event.noun) <= end
            ):
                return event
        return None

    def _event_near(self, position: int, here: list[tuple[int, int, Event]]) -> Event | None:
        return min(here, key=lambda m: abs(m[0] - position))[2] if here else None

    # -- holders and places -----------------------------------------------------------------------------------------

    def _organizers(self, event: Event, sentence: Sentence) -> None:
        text = self.text
        for start, end in event.spans:
            if not sentence.start <= start < sentence.end:
                continue
            verb = re.search(rf"(?:{HOLD})(?:了)?$", text[max(sentence.start, start - 8) : start])
            if event.kind not in ("signing",) and verb:
                verb_start = max(sentence.start, start - 8) + verb.start()
                self._subjects(event, verb_start, sentence, end)
            leading = [f for f in self.reading.within(start, end, "organization", "district") if f.start == start]
            if (
                leading
                and event.kind in ("meeting", "activity")
                and not (event.referred and leading[0].type == "district")
            ):
                owner = max(leading, key=lambda f: f.end)
                if not re.match(r"[^，。]{0,2}(?:与|和|同|、)", text[owner.end :]):
                    self.reading.fact(event.key, "organized_by", (owner.type, owner.name), [(start, end)])
        self._hosts(event, sentence)

    def _hosts(self, event: Event, sentence: Sentence) -> None:
        """由甲主办，乙、丙承办，丁协办."""
        for match in _ORGANIZED.finditer(self.text, sentence.start, sentence.end):
            for f in self.reading.within(match.start("who"), match.end("who"), "organization", "district"):
                if any(
                    o.start <= f.start and f.end <= o.end and o is not f
                    for o in self.reading.within(match.start("who"), match.end("who"), "organization", "district")
                ):
                    continue
                self.reading.fact(event.key, "organized_by", (f.type, f.name), [(f.start, match.end())])

    def _subjects(self, event: Event, verb: int, sentence: Sentence, end: int) -> None:
        """The body or district that the clause begins with calls the meeting; what stands behind 在 is the scene."""
        text = self.text
        clause = sentence.start
        for mark in re.finditer(r"[，；：]", text[sentence.start : verb]):
            clause = sentence.start + mark.end()
        stretch = text[clause:verb]
        scene = re.search(r"在[^，。]{2,40}$", stretch)
        limit = clause + scene.start() if scene else verb
        subjects = [f for f in self.reading.within(clause, limit, "organization", "district")]
        for f in subjects:
            if any(o.start <= f.start and f.end <= o.end and o is not f for o in subjects):
                continue
            if f.start - clause > 14 and not re.search(r"[、和与]$", text[clause : f.start]):
                continue
            self.reading.fact(event.key, "organized_by", (f.type, f.name), [(f.start, end)])

    def _places(self, event: Event, sentence: Sentence) -> None:
        text = self.text
        if event.referred:
            return
        for start, end in event.spans:
            if not sentence.start <= start < sentence.end:
                continue
            stretches: list[tuple[int, int]] = []
            before = re.search(
                rf"在([^，。；]{{2,40}}?)(?:{HOLD}|签署|签订|签约|会见|揭牌)(?:了)?[^，。；]*$",
                text[sentence.start : end],
            )
            if before:
                stretches.append((sentence.start + before.start(1), sentence.start + before.end(1)))
            behind = re.match(rf"[^，。；]{{0,6}}在([^，。；]{{2,30}}?)(?:{HOLD}|揭牌|开幕|启动)", text[end : end + 40])
            if behind:
                stretches.append((end + behind.start(1), end + behind.end(1)))
            if event.kind in ("visit", "inspection") and "会见" not in event.leaders:
                stretches.append((start, min(sentence.end, end + 40)))
            if event.kind == "groundbreaking" and "宣布" in text[start:end]:
                stretches.append((start, end))
            during = re.match(r"在([^，。]{2,14})期间", text[sentence.start : sentence.start + 20])
            if during:
                stretches.append((sentence.start + during.start(1), sentence.start + during.end(1)))
            for low, high in stretches:
                self._held_in(event, low, high, sentence)

    def _held_in(self, event: Event, low: int, high: int, sentence: Sentence) -> None:
        places: list[tuple[str, int, int]] = []
        rows = self.reading.within(low, high, "district", "organization")
        for f in rows:
            following = next((g for g in rows if g.start == f.end and g.type == "district"), None)
            if f.type == "district" and following is None:
                if any(o.start <= f.start and f.end <= o.end for o in rows if o.type == "organization"):
                    continue
                places.append((f.name, f.start, f.end))
            elif f.type == "organization" and f.owner and f.owner[0] == "district":
                places.append((f.owner[1], f.start, f.end))
        if not places and self.text[low] in DEICTIC:
            place = self.geography.of(self.text[low], low)
            if place is not None:
                self.reading.add(Found("district", place.name, low, low + 1, detail=place.level))
                places.append((place.name, low, high))
        for name, start, end in places:
            self.reading.fact(event.key, "held_in", ("district", name), [(start, end)])

    def _at_home(self) -> None:
        """A meeting or ceremony that a body of the page's own district holds, and no place is said: it is inferred to
        be there."""
        home = self.geography.home
        if home is None or home.level not in ("county", "zone"):
            return
        placed = {fact.subject for fact in self.reading.facts if fact.relation == "held_in"}
        for event in self.events.events:
            if event.referred or event.key in placed or event.kind in ("visit", "inspection"):
                continue
            self.reading.fact(event.key, "held_in", home.key)

    # -- out --------------------------------------------------------------------------------------------------------

    def _emit(self) -> None:
        by_id = {id(event): event for event in self.events.events}
        order: dict[int, list[tuple[tuple[str, str], str, list[tuple[int, int]]]]] = defaultdict(list)
        for (thing, event_id), (role, spans) in self.roles.items():
            order[event_id].append((thing, role, spans))
        for event_id, rows in order.items():
            event = by_id.get(event_id)
            if event is None:
                continue
            # the place signs by its government: where both are said to, the government does
            owners = {
                f.owner for f in self.reading.found if f.owner and (f.type, f.name) in {thing for thing, _, _ in rows}
            }
            rows = [row for row in rows if row[1] != "signatory" or row[0] not in owners]
            for thing, role, spans in rows:
                self.reading.fact(thing, "attended", event.key, spans, event.date, role=role)


def find(reading: Reading, geography: Geography, groups: list[Group]) -> Events:
    """Find the events of an article with their participants, holders and places, and add them to the reading."""
    events = Events(reading)
    events.find()
    names: dict[str, int] = defaultdict(int)
    for event in events.events:
        names[event.name] += 1
        if names[event.name] > 1:  # two of one name are told apart by their dates, else by number
            event.name = f"{event.name}（{event.date or names[event.name]}）"
        for start, end in event.spans:
            reading.add(Found("event", event.name, start, end, detail=event.kind))
        reading.attributes.setdefault(event.key, {}).update(
            kind=event.kind, **({"date": event.date} if event.date else {})
        )
    Attendance(reading, geography, events, groups).find()
    return events
