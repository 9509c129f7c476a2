"""Meetings, ceremonies and shows, which have names: where a name ends and begins, and whether it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import lexicon
from kg.extract.happenings import DATE_HEAD, Clauses, Event, plain
from kg.extract.masks import mark
from kg.extract.reading import Sentence
from kg.text.sought import Sought

_DATA = lexicon.data("events")
_MEETING = lexicon.alternation(_DATA["meetings"])
HOLD = lexicon.alternation(_DATA["hold"])
_ATTEND = lexicon.alternation(_DATA["attend"])
_REFER = lexicon.alternation(_DATA["refer"])
_NUMBER = r"[一二三四五六七八九十\d]+"
_NOUNS = lexicon.alternation([*_DATA["meetings"], *_DATA["ceremonies"]])
_NOUN = Sought(
    rf"{_NOUNS}(?!{lexicon.alternation(_DATA['not_noun_before'])})", [*_DATA["meetings"], *_DATA["ceremonies"]]
)
# 推进会议暨…动员大会: one name, to its last noun
_GOES_ON = re.compile(
    rf"(?:暨|、第)[^，。；！？]{{2,40}}?{_NOUN.pattern.pattern}|(?<=代表大会)第{_NUMBER}次(?:全体)?会议"
)
_SHOW_NOUN = lexicon.alternation(_DATA["shows"])
# 县职工篮球赛在县体育馆开赛: the verb behind
_ONE = re.compile("一[场台次](?:精彩|盛大|隆重)?的?")  # 一场精彩的|演出
_SAID_AGAIN = re.compile("(?:当[晚天日]|本[次场届]|此次|这次|整[场个])的?")  # 当晚的|演出
_SHOW_BEGINS = re.compile(
    rf"(?P<name>[^，。；！？]{{2,36}}?(?P<noun>{_SHOW_NOUN})){DATE_HEAD.pattern}(?:在[^，。；！？]{{1,24}}?)?"
    r"(?:正式|隆重|成功|精彩|火热|盛大|圆满)?"
    r"(?:上演|开演|举行|举办|开赛|开幕(?!式)|启幕|[拉开][开启](?:帷幕|序幕|大幕)|落下帷幕|落幕|闭幕(?!式))"
)
_OPENED = re.compile(
    rf"(?P<name>[^，。；！？]{{2,36}}?(?P<noun>{lexicon.alternation(_DATA['opened'])}))(?:在[^，。；！？]{{2,24}}?)?"
    r"(?:正式|隆重|成功|盛大)?(?:开赛|开幕|启幕|拉开(?:帷幕|序幕|大幕)|落幕|闭幕|开班|结业)(?!式|仪式)"
)
_BEGINS = re.compile(  # what the two end in
    "上演|开演|举行|举办|开赛|开幕|启幕|拉开|开启|落下|落幕|闭幕|开班|结业"
)
# 召开护林防火工作安排会: held, and 会 ends its name
_HELD_MEETING = re.compile(r"(?:召开|举行)了?(?P<name>[^，。；！？]{3,46}?会)(?=[，。；！？]|$)")
# 某某深入某镇开展联合执法行动: done on a day, by somebody
_DONE, _JOINED = (
    re.compile(
        rf"{verb}了?(?P<name>[^，。；！？]{{0,24}}?{lexicon.alternation(_DATA['done'])}(?:(?:暨[^，。；！？”]{{2,16}})?”(?:主题)?活动)?)(?=[，。；！？]|$)"
    )
    for verb in ("开展", "参加")
)
_DAY_BEFORE = 200  # characters before what is done in which the day of it is said
_A_DAY = re.compile(r"\d日|[今昨当][天日]")
# 县委理论学习中心组…进行第六次集体学习
_STUDY = re.compile(
    r"(?:理论学习)?中心组[^，。；]{0,16}?(?:(?:集体|集中|专题|理论)(?:（扩大）)?)?学习(?:（扩大）)?(?:会议|会)?"
    r"(?!制度|计划|内容|方案|质量|材料|秘书|情况|成员)"
)
_SHOW = re.compile(rf"(?:举行|举办)(?P<name>[^，。；！？]{{2,36}}?(?P<noun>{_SHOW_NOUN}))(?=[，。；！？]|$)")
# 第九届人民代表大会第一次会议: a numbered session is a happening whatever verb is by
_SESSION = re.compile(rf"第{_NUMBER}届[^，。；]{{2,12}}?第{_NUMBER}次(?:全体)?会议")
# 利用西洽会、中国国际贸易洽谈会、第二届海洋博览会等平台: fairs that are only referred to
_FAIR = re.compile(
    rf"(?P<fair>(?:第{_NUMBER}届|中国)[^，。；、“”（）]{{2,20}}?{lexicon.alternation(_DATA['fairs'])})"
    rf"|{lexicon.alternation(_DATA['at_fairs'])}“?(?P<short>[一-鿿]{{1,2}}{lexicon.alternation(_DATA['short_fairs'])})(?![见谈议])"
)
_FAIRS = re.compile("[谈览易销洽博交贸]会")  # one of which is in either
_AT_SHOW = re.compile(r"(?:召开|举行|举办)的(?P<name>[^，。；]{2,24}?活动)上，")
_CONGRESS = re.compile(r"(?:党的)?(?P<name>(?:十[五六七八九]|二十)大)(?:的)?(?:胜利|即将)?(?:召开|开幕)")

# what stands before a name
_THIS = "本次|此次|这次|当天的|今天的"
_BEFORE_NAME = re.compile(
    rf"(?:{HOLD}|{_ATTEND}|{_REFER}|{_THIS}|宣布|决定|提请|提交|(?:主办|承办|协办)的|了|在|就|为)(?:了)?|精神(?:和|及|以及|、)|[，。；：！？\n]"
)
_HELD_JUST_BEFORE = re.compile(rf"{HOLD}了?(?:深入|全面|认真|进一步)?\Z")
_HEAD_WORDS = ("就", "为", "在", "开展", "围绕", "按照", "根据")
_NOUNS_TOO = ("学习", "落实", "开展", "参与", "传达", "贯彻")  # 学习|推进会, and 参加|学习会
_GOVERNED = re.compile(rf"(?:{HOLD}|{_ATTEND}|{_REFER})(?:了)?$")
_HELD_BEFORE, _ATTENDED_BEFORE, _REFERRED_BEFORE = (
    re.compile(rf"(?:{verbs}){le}$") for verbs, le in ((HOLD, "[了的]?"), (_ATTEND, "(?:了)?"), (_REFER, ""))
)
# 会议|于9日在县影剧院隆重开幕; 市七届人大常委会第二十三次会议|接受…辞去…职务
_HELD_AFTER = re.compile(
    rf"(?:首站|第一站)?{DATE_HEAD.pattern}(?:于[^，。；]{{2,16}}?)?(?:在[^，。；]{{2,24}}?)?(?:{lexicon.alternation(_DATA['how_held'])})?"
    rf"(?:{HOLD}|[开闭]幕(?!式)|落下帷幕|拉开帷幕|由[^，。；由]{{2,40}}?(?:主办|承办))"
)
_SESSION_DOES = re.compile(rf"{lexicon.alternation(_DATA['sessions_do'])}(?!的)")
_SITS = re.compile(rf"第{_NUMBER}次[^第，。]{{0,4}}\Z")
# 座谈会上，…; 在项目推介会上，…: told of as what went on
_WENT_ON = re.compile("上(?=[，、])")
_HEAD = re.compile(rf"{DATE_HEAD.pattern}(?:随后)?在?(?:随后|当天)?(?:召开的|举行的|举办的)?")
# 市委|常委会召开会议，研究…: named by who sits
_SAT = re.compile(
    rf"(?P<of>{lexicon.alternation(_DATA['committees'])})?(?:{lexicon.alternation(_DATA['how_sat'])}){{0,2}}(?:召开|举行)了?"
    rf"(?P<kind>(?:{lexicon.alternation(_DATA['sittings'])})?会议)(?!室)"
)
_SAT_AT_ALL = re.compile("(?:召开|举行)了?.{0,2}会议")  # what _SAT ends in
_ABOUT = re.compile(
    rf"，?(?:专题)?{lexicon.alternation(_DATA['sits_on'])}[^，。；！？]{{2,24}}|，对[^，。；！？]{{2,24}}?(?:部署|安排)"
)
# 关于召开…的决定, 拟于6月召开…, 建议…于近期召开: what is to be held is no more than referred to
_DECIDED_BEFORE = re.compile(
    rf"(?:(?:决定，|{lexicon.alternation(_DATA['to_be_held'])})[^，。；]{{0,12}}?(?:召开|举行|举办)|(?:决定|决议)[，：]?)\Z"
)
_TO_BE_HELD = re.compile(rf"{lexicon.alternation(_DATA['to_be_held'])}[^，。；“”]{{0,20}}?(?:召开|举行|开幕)")
# 第一次会议|主席团和秘书长名单草案: the papers of a session, and not the session
_ITS_PAPERS = re.compile(rf"(?:的)?{lexicon.alternation(_DATA['session_papers'])}")
_REFERRED_AFTER = re.compile(r"(?:上的)?(?:重要)?(?:讲话)?精神|(?:的)?(?:部署|要求|决定)")
_NO_MEETING = frozenset([*_DATA["plain"], *_DATA["ceremonies"]])  # 参加|开幕式: part of what is opened
_GATHERINGS = frozenset([*_DATA["ceremonies"], *_DATA["gatherings"]])
# told by what is done at it: 集中签约仪式, 大桥通车典礼
_ACT = re.compile(
    rf"{lexicon.alternation(_DATA['acts'])}|{lexicon.alternation(_DATA['works'])}{lexicon.alternation(_DATA['ceremonies'])}"
)
_GIFT = re.compile("捐|赠")
_LIST_END = re.compile(rf"{_MEETING}$|委员会$")
_TIMES = re.compile(rf"{_NUMBER}次")
# 县人大常委会举行|第十六次会议: a name that says nothing without who sits
_PART = re.compile(rf"{lexicon.alternation(_DATA['parts_of'])}(?:仪式|式|典礼|大会)")
_ONLY_NUMBERED = re.compile(
    rf"(?:第?{_NUMBER}届)?第?{_NUMBER}次(?:全体|扩大|（扩大）|专题|常务|常委|常委会|主任|主席|党组)?"
)
_WHO_SITS = re.compile(
    rf"{DATE_HEAD.pattern}(?P<who>[^，。；：“”]{{2,30}}?[会委府组团院协局])(?:{lexicon.alternation(_DATA['how_sat'])})?"
    r"(?:召开|举行)了?"
)
_LONGEST = 60

# one of which is in whatever is sought below besides nouns
_ANY = ["中心组", "召开", "举行", "举办", "届", "活动", "开展", "参加", "十"]
_CUES = Sought(lexicon.alternation(_ANY), _ANY)


def find(clauses: Clauses, sentence: Sentence) -> Iterator[Event]:
    """The meetings, ceremonies and shows of a sentence."""
    text, low, high = clauses.text, sentence.start, sentence.end
    cues = {cue[0] for cue in _CUES.find(clauses.reading.begun, low, high)}
    taken = bytearray(high - low)

    def free(start: int, end: int) -> bool:
        return not any(taken[start - sentence.start : end - sentence.start])

    studies = [
        (_name_start(clauses, study.start(), sentence), _name_end(text, study.end(), sentence))
        for study in (_STUDY.finditer(text, low, high) if "中心组" in cues else ())
    ]
    sittings: list[tuple[int, int]] = []
    called = "召开" in cues or "举行" in cues
    for event in _sittings(clauses, sentence) if called else ():
        if not clauses.spoken(event.spans[0][1] - 1, sentence):
            mark(taken, [(start - sentence.start, end - sentence.start) for start, end in event.spans])
            sittings += event.spans
            yield event
    for event in _meetings(clauses, sentence):
        if any(start < sat_end and sat_start < end for start, end in event.spans for sat_start, sat_end in sittings):
            continue
        if any(start < end_ and start_ < end for start, end in event.spans for start_, end_ in studies):
            continue  # 理论学习中心组学习|（扩大）会议
        opens = event.spans[0][0]
        opens -= text[opens - 1 : opens] == "“" and text.startswith("”", event.spans[0][1])  # |“…推介会”举行
        if not event.referred and clauses.spoken(opens, sentence):
            continue  # 强调，要开好专题会议
        mark(taken, [(start - sentence.start, end - sentence.start) for start, end in event.spans])
        yield event
    for session in _SESSION.finditer(text, low, high) if "届" in cues else ():
        start = _name_start(clauses, session.start(), sentence)
        if free(start, session.end()):
            mark(taken, [(start - sentence.start, session.end() - sentence.start)])
            yield clauses.event(
                "meeting", start, session.end(), "会议", 3, _is_to_come(clauses, start, session.end(), sentence)
            )
    fairs = (
        _FAIR.finditer(text, sentence.start, sentence.end) if _FAIRS.search(text, sentence.start, sentence.end) else ()
    )
    for fair in fairs:
        group = "fair" if fair["fair"] else "short"
        start, end = fair.span(group)
        if free(start, end) and not clauses.spoken(start, sentence):
            mark(taken, [(start - sentence.start, end - sentence.start)])
            yield clauses.event("activity", start, end, text[end - 3 : end], 1, referred=True)
    for show in _AT_SHOW.finditer(text, low, high) if "活动" in cues else ():
        if free(show.start("name"), show.end("name")) and not clauses.spoken(show.start(), sentence):
            mark(taken, [(show.start("name") - sentence.start, show.end("name") - sentence.start)])
            yield clauses.event("activity", show.start("name"), show.end("name"), "活动", 1)
    for show in _SHOW.finditer(text, low, high) if "举行" in cues or "举办" in cues else ():
        if free(show.start("name"), show.end()):
            yield clauses.event("activity", show.start("name"), show.end(), show["noun"], 2)
    for held in _HELD_MEETING.finditer(text, sentence.start, sentence.end) if called else ():
        study = any(start <= held.start() < end for start, end in studies)
        if not study and free(held.start("name"), held.end()) and not clauses.spoken(held.start(), sentence):
            yield clauses.event("meeting", held.start("name"), held.end(), text[held.end() - 3 : held.end()], 2)
    told = (_SHOW_BEGINS, _OPENED) if _BEGINS.search(text, sentence.start, sentence.end) else ()
    begun = (m for pattern in told for m in pattern.finditer(text, sentence.start, sentence.end))
    for show in begun:
        start = _name_start(clauses, show.start("noun"), sentence)
        start = once.end() if (once := _ONE.match(text, start, show.start("noun"))) else start
        if (
            not _ACT.search(text, start, show.end())
            and show.end("name") - start >= 4
            and not _SAID_AGAIN.match(text, start)
            and free(start, show.end("name"))
            and not clauses.spoken(start, sentence)
        ):
            mark(taken, [(start - sentence.start, show.end("name") - sentence.start)])
            yield clauses.event("activity", start, show.end("name"), show["noun"], 2)
    for start, end in studies:
        if free(start, end) and not clauses.spoken(start, sentence):
            yield clauses.event("meeting", start, end, "学习", 2)
    done_there = (
        done
        for pattern, cue in ((_DONE, "开展"), (_JOINED, "参加"))
        if cue in cues
        for done in pattern.finditer(text, low, high)
    )
    for done in done_there:
        dated = _A_DAY.search(text, max(sentence.start, done.start() - _DAY_BEFORE), done.start()) is not None
        who = ("official", "organization") if dated else ("official",)
        somebody = clauses.reading.within(sentence.start, done.start(), *who)
        if somebody and free(done.start("name"), done.end()) and not clauses.spoken(done.start(), sentence):
            yield clauses.event("activity", done.start("name"), done.end(), done["name"][-2:], 2)
    for congress in _CONGRESS.finditer(text, low, high) if "十" in cues else ():
        event = clauses.event("meeting", congress.start(), congress.end("name"), "", 3, referred=True)
        event.name = "党的" + congress["name"]
        yield event


def _is_to_come(clauses: Clauses, start: int, end: int, sentence: Sentence) -> bool:
    """Whether a session that is named is still to be held, or only the one whose papers are spoken of."""
    text = clauses.text
    return bool(
        _DECIDED_BEFORE.search(text, max(sentence.start, start - 20), start)
        or _ITS_PAPERS.match(text, end)
        or _TO_BE_HELD.match(text, end)
        or (clauses.spoken(start, sentence) and not clauses.quoted(start, sentence.start))
    )


def _sittings(clauses: Clauses, sentence: Sentence) -> Iterator[Event]:
    """县委常委会召开会议 is 县委常委会会议; 青禾县召开会议，部署春耕 is named by its clause."""
    text, reading = clauses.text, clauses.reading
    if not _SAT_AT_ALL.search(text, sentence.start, sentence.end):
        return
    for sat in _SAT.finditer(text, sentence.start, sentence.end):
        who = reading.ending_at(sat.start(), "organization", "district", "official")
        of = sat["of"] or ""
        if of and (whole := reading.ending_at(sat.end("of"), "organization")):
            who, of = whole, ""  # 县纪委常委会|举行扩大会议: one body
        sitting = max(who, key=lambda f: (f.type == "organization", f.end - f.start), default=None)
        about = _ABOUT.match(text, sat.end(), sentence.end)
        if sitting is None or (sitting.type != "organization" and about is None):
            continue
        if sitting.type == "organization":
            event = clauses.event("meeting", sitting.start, sat.end(), "会议", 2)
            event.name = plain(text[sitting.start : sitting.end] + of + sat["kind"])
        elif about is not None:
            event = clauses.event("meeting", sitting.start, about.end(), "会议", 2)
        yield event


def _meetings(clauses: Clauses, sentence: Sentence) -> Iterator[Event]:
    """What is named by a noun such as 推进会 or 典礼."""
    text = clauses.text
    position = sentence.start
    while match := _NOUN.first(clauses.reading.begun, position, sentence.end):
        noun, position = match[0], _name_end(text, match.end(), sentence)
        start, end = _name_start(clauses, match.start(), sentence), position
        if position > match.end():
            noun = _NOUN.pattern.findall(text[start:end])[-1]
        before = text[max(sentence.start, start - 20) : start]
        behind = end + text.startswith("”", end)  # “…推介会”|在上海举行
        after = text[behind : behind + 30]
        modifier = text[start:end].removesuffix(noun)
        decided = bool(_DECIDED_BEFORE.search(before))
        held = bool(_HELD_BEFORE.search(before) or _HELD_AFTER.match(after))
        to_be_held = held and decided and not clauses.spoken(start, sentence)
        held = held and not decided
        held = held or bool(_SITS.search(modifier) and _SESSION_DOES.match(after))
        went_on = bool(_WENT_ON.match(after) and _HEAD.fullmatch(text, sentence.start, start))
        attended = bool(_ATTENDED_BEFORE.search(before))
        referred = to_be_held or bool(_REFERRED_AFTER.match(after) or _REFERRED_BEFORE.search(before))
        told = held or referred or attended or went_on or sentence.paragraph.kind == "title"
        if _is_bare(modifier):
            # 召开了|座谈会: a meeting, though it has no name
            if (held and (modifier or noun not in _DATA["plain"])) or (
                (went_on or attended) and not modifier and noun not in _NO_MEETING
            ):
                yield clauses.event("activity" if noun in _GATHERINGS else "meeting", start, end, noun, 1)
        elif told and not _ACT.search(text, start, end):
            kind = "activity" if noun in _GATHERINGS else "meeting"
            event = clauses.event(kind, start, end, noun, 3, referred and not held)
            if held and _ONLY_NUMBERED.fullmatch(modifier):
                event.name = _who_sits(clauses, start, sentence) + event.name
            event.gift = "ceremony" if _GIFT.search(modifier) else ""
            event.again = (attended and not held) and (
                _PART.fullmatch(text, start, end) is not None or _ONLY_NUMBERED.fullmatch(modifier) is not None
            )
            if attended and not held and text.startswith("的", end):
                event.date = ""  # 2月14日…与参加农村工作会议|的干部对话: held on another day
            yield event


def _name_end(text: str, end: int, sentence: Sentence) -> int:
    """Where a name ends that may go on behind its noun: 推进会议|暨…动员大会."""
    while longer := _GOES_ON.match(text, end, sentence.end):
        end = longer.end()
    return end


def _who_sits(clauses: Clauses, start: int, sentence: Sentence) -> str:
    """Who is said to hold what is named from `start` on: 县人大常委会|举行第十六次会议."""
    clause = max(sentence.start, clauses.text.rfind("，", sentence.start, start) + 1)
    for begin in dict.fromkeys((clause, sentence.start)):
        sits = _WHO_SITS.fullmatch(clauses.text, begin, start)
        if sits:
            return plain(sits["who"])
    return ""


def _is_bare(modifier: str) -> bool:
    """Whether the words before a noun make no name of it."""
    return (
        len(modifier) < 2
        or modifier.endswith(_HEAD_WORDS[3:])
        or modifier in _DATA["no_names"]
        or bool(_TIMES.fullmatch(modifier))
    )


def _name_start(clauses: Clauses, noun: int, sentence: Sentence) -> int:
    """Where the name that ends in the noun at `noun` begins: behind the verb or the mark before it."""
    text = clauses.text
    floor = begin = max(sentence.start, noun - _LONGEST)
    for boundary in _BEFORE_NAME.finditer(text, floor, noun):
        if not clauses.quoted(boundary.start(), floor) and _divides(clauses, boundary, noun):
            if _HELD_JUST_BEFORE.search(text, max(floor, boundary.start() - 8), boundary.start()):
                continue  # 召开深入|学习实践…动员大会: what is held begins behind 召开
            begin = boundary.end()
    # a list that ends in the meeting is no part of its name
    if not _GOVERNED.search(text[max(floor, begin - 6) : begin]):
        comma = text.find("、", begin, noun)
        while comma >= 0:
            if not clauses.quoted(comma, floor) and not _LIST_END.search(text[begin:comma]):
                begin = comma + 1
                break
            comma = text.find("、", comma + 1, noun)
    if (text[begin] == "（" and "）" not in text[begin:noun]) or (text[begin] == "“" and "”" not in text[begin:noun]):
        begin += 1  # （2021年3月26日某县…第三十五次会议通过）; “…推介会”
    if head := DATE_HEAD.match(text[begin:noun]):
        begin += head.end()
    while begin < noun and text[begin] in "的了，、 ":
        begin += 1
    token = clauses.reading.token_at(begin) if text.startswith("在", begin) else None
    return begin + (token is not None and token.word == "在")


def _divides(clauses: Clauses, boundary: re.Match[str], noun: int) -> bool:
    """Whether a word before a name is no part of it: 学习 is one of 学习推进会, 在 is one of 存在."""
    word = boundary[0]
    if word in _HEAD_WORDS and boundary.end() > noun - 3:
        return False
    token = clauses.reading.token_at(boundary.start())
    if word in _NOUNS_TOO and not (token and token.tag in ("v", "vd") and token.start == boundary.start()):
        return False  # 理论|学习|中心组
    if word == "学习" and clauses.text.startswith(("教育", "中心组"), boundary.end()):
        return False
    return not (word in ("在", "就", "为") and token and token.word != word)
