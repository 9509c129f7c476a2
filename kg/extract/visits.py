"""Visits and inspections: who sets out, how they get there, and the verb that says what for."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg import lexicon
from kg.extract.happenings import Clauses, Event, plain
from kg.extract.reading import Found, Sentence
from kg.text.sought import Sought

_DATA = lexicon.data("events")
_AWAY = _DATA["away"]
_KIND = {verb: kind for kind, verbs in _DATA["visits"].items() for verb in verbs} | dict.fromkeys(_AWAY, "visit")
_VERB = Sought(rf"{lexicon.alternation(_KIND)}(?!{lexicon.alternation(_DATA['not_visit_after'])})", _KIND)
_MOVE = re.compile(lexicon.alternation(_DATA["move"]))
_OBJECT = re.compile(rf"{lexicon.alternation(_DATA['not_visit_before'])}了?$")
_ESCORTED = re.compile(r"陪同下$")
_UNDER_ESCORT = re.compile(rf"陪同下，?(?:{lexicon.alternation(_DATA['visit_fillers'])}){{0,2}}$")
_ESCORT = re.compile(r"在[^。；]{2,100}?陪同下")
_PARTY = re.compile(rf"{lexicon.alternation(_DATA['parties'])}[组团](?!成)")
_FILLER = lexicon.alternation(_DATA["visit_fillers"])
# what may stand between those who visit and the verb: 一行先后, 率领考察团, 赴外地
_DIRECT = re.compile(
    rf"(?:[^，。；]{{1,5}}?一行|等[^，。；]{{0,8}}?(?:代表|委员|领导|干部))?(?:{_FILLER})*+(?:就?(?:率领|带领|率(?!先)).{{2,48}}?(?:{_FILLER})*+)?(?:\d+余?人)?(?:赴.*"
    rf"|(?:组织[^，。；]{{2,24}}|[莅来][^，。；]{{1,8}})?，?[对就][^，。；]{{2,40}}?(?:进行|开展)了?(?:{_FILLER})*+[^，。；、的]{{0,4}}?"
    r"|(?:组织)?开展了?[^，。；]{0,24}?)?"
)
# 县人大常委会|组织代表分组进行年中|视察; 县政协|组织部分委员围绕“…”进行|考察
_SENT = re.compile(
    rf"组织[^，。；]{{0,16}}?{lexicon.alternation(_DATA['deputies'])}(?:一行|等)?(?:\d+余?[人名])?"
    r"(?:，?(?:[对就]|围绕|针对)[^。；]{2,60}?)?(?:[^，。；]{0,6}(?:进行|开展)了?)?[^，。；、]{0,4}"
)
# 县政协委员|视察全县林业工作, 部分县人大代表|对学前教育工作进行|视察
_DEPUTIES = re.compile(
    rf"{lexicon.alternation(_DATA['deputies'])}们?(?:一行|\d+余?[人名])?，?"
    rf"(?:[对就][^，。；]{{2,40}}?(?:进行|开展)了?|{_FILLER}|[年集][^，。；、的]{{1,3}}){{0,2}}\Z"
)
_A_DAY = re.compile(r"\d日|近日|日前|[今昨当][天日]")
# on a day 县水利局|赴云和县考察, 县人大常委会|组织代表对养老服务工作进行视察
_SETS_OUT = re.compile(
    rf"(?:(?:、|和)[^，。；]{{2,20}})?(?:组织[^，。；]{{2,24}}?(?:代表|委员|人员|干部|党员|单位|负责人|力量|部门)"
    rf"|{lexicon.alternation(_DATA['move'])}(?!会))"
)
_FORMED = re.compile("[个支]|组成|派出|成立|组织")
_SAID = re.compile("[时中后]?(?:强调|指出|要求|表示)")  # 在调研造林工作|时强调
_JOURNEY = re.compile("(?:赴|前往)(?:(?!出席|参加|举行|举办|召开).){2,60}")
_AND_MEETS = re.compile("(?:，并?|并)(?:随后|现场)?(?:主持|组织)?(?:召开|举行|出席)")  # 走访甲局|并召开座谈会
_LISTS = re.compile("：")
_TOLD_OF = re.compile("[对就]|(?:组织)?开展|围绕")  # 县长甲|对全县养老服务进行调研
_ABOUT = re.compile("[对就].")  # 验收组|对堤防工程进行验收; not the 调研组 whose 考察 something is
_REACH = 200  # the way there is told no further before the verb
_FAR = 120  # … and no further than this where a comma stands between
_LONGEST = 30  # characters of a visit's name behind the verb


def find(clauses: Clauses, sentence: Sentence) -> list[Event]:
    """The visit that a sentence tells, if it tells one: the first of its verbs that somebody is the subject of."""
    text, reading = clauses.text, clauses.reading
    verbs = _VERB.find(reading.begun, sentence.start, sentence.end)
    if not verbs:
        return []
    people = sorted(reading.within(sentence.start, sentence.end, "official", "person"), key=lambda f: f.end)
    ends = [f.end for f in people]
    dated = _A_DAY.search(text, sentence.start, verbs[0].start()) is not None
    bodies_here = reading.within(sentence.start, sentence.end, "organization")
    groups = [f for f in bodies_here if _visits(text, f) or (dated and _SETS_OUT.match(text, f.end))]
    party = _PARTY.search(text, sentence.start, sentence.end)
    for verb in verbs:
        at = verb.start()
        if clauses.spoken(at, sentence):
            return []
        before = text[max(sentence.start, at - 10) : at]
        if before.endswith(("到会", "莅会", "出席")):
            continue  # 到会|指导: at the meeting, and no visit
        if _OBJECT.search(before) and not _ESCORTED.search(before):
            continue
        last = people[bisect_right(ends, at) - 1] if ends and ends[0] <= at else None
        group = groups[0] if groups and groups[0].end <= at else None
        named = party[0] if party and party.end() <= at else ""
        deputies = None if last or group or not dated else _DEPUTIES.search(text, max(sentence.start, at - 60), at)
        if not (last or group or named or deputies):
            continue
        first = min([f.start for f in (people[0] if last else None, group) if f], default=sentence.start)
        escort = _ESCORT.search(text, sentence.start, at)
        low = max(first, at - _REACH)
        start = _way(clauses, max(low, escort.end()) if escort and escort.start() >= low else low, at)
        if verb[0] in _AWAY and (start is None or not _JOURNEY.fullmatch(text, start, at)):
            continue  # 与县水利局|对接: no journey; 赴深圳市出席|招商活动: a meeting there
        if start is None:
            subject = last.end if last else group.end if group else party.end() if party else at
            if party and subject < party.end() <= at:
                subject = party.end()  # 由副处长甲带队，乙局、丙局组成的联合考察组|，就…进行考察
            direct = at - subject <= _REACH and _DIRECT.fullmatch(text, subject, at) is not None
            direct = direct and (last is not None or _ABOUT.search(text, subject, at) is not None)
            sent = group is not None and last is None and _SENT.fullmatch(text, group.end, at) is not None
            if not (direct or sent or deputies) and not _UNDER_ESCORT.search(before):
                continue
            told_of = _TOLD_OF.search(text, subject, at) if direct and not sent else None
            start = deputies.start() if deputies else told_of.start() if told_of else at
        visitors = _visitors(text, [f for f in people if f.end <= at], sentence, at)
        bodies = [] if visitors else [f for f in groups if f.end <= at]
        end = min(clauses.end(verb.end(), sentence), verb.end() + _LONGEST)
        if then := _AND_MEETS.search(text, verb.end(), end):
            end = then.start()
        if said := _SAID.search(text, verb.end(), end):
            end = said.start()
        if text[start:at] == "在":
            start = at
        if start == at and bodies and text.startswith("组织", bodies[-1].end):
            start = bodies[-1].end  # 县政协|组织委员对…进行视察
        event = clauses.event(_KIND[verb[0]], start, end, verb[0], 2, before=at)
        who = "、".join(visitors[:2]) + ("等" if len(visitors) > 2 else "")
        who = who or (bodies[0].name if bodies else named)
        event.name = who + plain(text[start:end])
        # 来青田，召开协调会并|进行调研: what is met for on the way is not of the name
        if (on_the_way := text.find("，", start, at)) >= 0 and _AND_MEETS.match(text, on_the_way, at):
            event.name = who + plain(text[start:on_the_way] + text[at:end])
        event.leaders = (set(visitors) or {who}) | ({group.name} if group else set())
        event.bodies = bodies
        # 组成8个|慰问组: others than those told of before
        event.party = not (
            visitors
            or bodies
            or (party and _FORMED.search(text, max(sentence.start, party.start() - 6), party.start()))
        )
        return [event]
    return []


def _visits(text: str, body: Found) -> bool:
    """Whether a body can be one that visits: a group, or the first of a list of bodies."""
    return body.detail == "group" or text.startswith(("领导", "等"), body.end)


def _way(clauses: Clauses, start: int, verb: int) -> int | None:
    """Where the words of going there begin: 深入, 先后来到, 赴."""
    text = clauses.text
    for move in _MOVE.finditer(clauses.text, start, verb):
        token = clauses.reading.token_at(move.start())
        if token is None or token.start != move.start():
            if token is not None and token.word == "下来" and text.endswith("陪同下", 0, move.start()):
                return move.start()  # 在乙陪同|下|来青田调研: one word for the recogniser
            continue
        if _LISTS.search(clauses.text, move.end(), verb):
            continue  # 来到加工厂，开始了一天的工作：从|检查登记…
        if token.tag in ("v", "p", "d", "vd", "f", "xc"):
            if verb - move.end() < _FAR or "，" not in clauses.text[move.end() : verb]:
                return move.start()
        elif move[0] in ("到", "来", "赴"):
            return move.start()
    return None


def _visitors(text: str, people: list[Found], sentence: Sentence, verb: int) -> list[str]:
    """The names of those who visit: not of those who go with them (在…陪同下)."""
    escort = _ESCORT.search(text, sentence.start, verb)
    low, high = escort.span() if escort else (verb, verb)
    return list(dict.fromkeys(f.name for f in people if not low <= f.start < high))
