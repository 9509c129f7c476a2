"""Visits and inspections: who sets out, how they get there, and the verb that says what for."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg import lexicon
from kg.extract.happenings import Clauses, Event, plain
from kg.extract.reading import Found, Sentence
from kg.text.sought import Sought

_DATA = lexicon.data("events")
_KIND = {verb: kind for kind, verbs in _DATA["visits"].items() for verb in verbs}
_VERB = Sought(rf"{lexicon.alternation(_KIND)}(?!{lexicon.alternation(_DATA['not_visit_after'])})", _KIND)
_MOVE = re.compile(lexicon.alternation(_DATA["move"]))
_OBJECT = re.compile(rf"{lexicon.alternation(_DATA['not_visit_before'])}了?$")
_ESCORTED = re.compile(r"陪同下$")
_UNDER_ESCORT = re.compile(r"陪同下，?$")
_ESCORT = re.compile(r"在[^。；]{2,100}?陪同下")
_PARTY = re.compile(rf"{lexicon.alternation(_DATA['parties'])}[组团]")
_FILLER = lexicon.alternation(_DATA["visit_fillers"])
# what may stand between those who visit and the verb: 一行先后, 率领考察团, 赴外地
_DIRECT = re.compile(
    rf"(?:[^，。；]{{1,5}}?一行)?(?:{_FILLER})*+(?:(?:率领|带领|率(?!先)).{{2,24}}?(?:{_FILLER})*+)?(?:赴.*|(?:组织[^，。；]{{2,24}})?，?[对就][^，。；]{{2,40}}?(?:进行|开展)了?(?:{_FILLER})*+)?"
)
_A_DAY = re.compile(r"\d日|近日|日前|[今昨当][天日]")
# on a day 县水利局|赴云和县考察, 县人大常委会|组织代表对养老服务工作进行视察
_SETS_OUT = re.compile(
    rf"(?:(?:、|和)[^，。；]{{2,20}})?(?:组织[^，。；]{{2,24}}?(?:代表|委员|人员|干部|党员|单位|负责人|力量|部门)"
    rf"|{lexicon.alternation(_DATA['move'])}(?!会))"
)
_FORMED = re.compile("[个支]|组成|派出|成立|组织")
_SAID = re.compile("[时中后]?(?:强调|指出|要求|表示)")  # 在调研造林工作|时强调
_LISTS = re.compile("：")
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
        before = text[max(sentence.start, at - 8) : at]
        if before.endswith(("到会", "莅会", "出席")):
            continue  # 到会|指导: at the meeting, and no visit
        if _OBJECT.search(before) and not _ESCORTED.search(before):
            continue
        last = people[bisect_right(ends, at) - 1] if ends and ends[0] <= at else None
        group = groups[0] if groups and groups[0].end <= at else None
        named = party[0] if party and party.end() <= at else ""
        if not (last or group or named):
            continue
        first = min([f.start for f in (people[0] if last else None, group) if f], default=sentence.start)
        escort = _ESCORT.search(text, sentence.start, at)
        low = max(first, at - _REACH)
        start = _way(clauses, max(low, escort.end()) if escort and escort.start() >= low else low, at)
        if start is None:
            subject = last.end if last else group.end if group else party.end() if party else at
            if party and subject < party.end() <= at:
                subject = party.end()  # 由副处长甲带队，乙局、丙局组成的联合考察组|，就…进行考察
            direct = at - subject <= _REACH and _DIRECT.fullmatch(text, subject, at) is not None
            if not (direct and (last or _ABOUT.search(text, subject, at))) and not _UNDER_ESCORT.search(before):
                continue
            start = at
        visitors = _visitors(text, [f for f in people if f.end <= at], sentence, at)
        bodies = [] if visitors else [f for f in groups if f.end <= at]
        end = min(clauses.end(verb.end(), sentence), verb.end() + _LONGEST)
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
    for move in _MOVE.finditer(clauses.text, start, verb):
        token = clauses.reading.token_at(move.start())
        if token is None or token.start != move.start():
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
