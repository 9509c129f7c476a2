"""Organs of a place: its committee, government, congress, courts, … and the departments known like them by one name."""

from __future__ import annotations

import re

from kg import lexicon
from kg.extract.places import DEICTIC, Place
from kg.extract.prefixes import Prefixes, note_body
from kg.text.clean import HAN
from kg.text.sought import Sought

_DATA = lexicon.data("bodies")
_PASSED_OVER = "passed over"
# the forms of organs behind their place's name, and what each is in the canonical name
FORMS: dict[str, str] = {form: key for key, forms in _DATA["organs"].items() for form in forms} | dict.fromkeys(
    _DATA["not_organs"], _PASSED_OVER
)
_FORM = Sought(lexicon.alternation(FORMS), FORMS)
_NATIONAL = Sought(lexicon.alternation(_DATA["national"]), _DATA["national"])
# 纪委监委, 纪委监察委, 纪委监察委员会: two in one
_WITH_SUPERVISION = re.compile(r"监察委员会|监察委|监委")
# 县委、政府, 市人大常委会和政协: the second shares the place of the first
_SECOND = re.compile(r"[、和]?(政府|人大常委会|人大|政协|纪委|管委会)(?![办工])")
_WHOLE_DEPARTMENTS = [word for word in _DATA["departments_of_organs"] if len(word) > 1]
_DEPARTMENT = re.compile(
    rf"{lexicon.alternation(_WHOLE_DEPARTMENTS)}"
    rf"|[{HAN}]{{1,9}}?{lexicon.alternation(_DATA['departments_of_organs'])}"
)
_NOT_DEPARTMENT = re.compile(lexicon.alternation(_DATA["not_departments"]))
# organs of a prefecture that is a 地区, which has no government and no committee of the name of the others
_OF_A_REGION = tuple(form for form in FORMS if form.startswith(("地委", "行署", "行政公署")))
_LEAGUES: dict[str, str] = _DATA["leagues"]
_ANY_LEAGUE = re.compile(rf"{lexicon.alternatives(name for name in _LEAGUES if len(name) > 1)}|团(?=[{DEICTIC}])")
_LEVELS = frozenset(DEICTIC)
_LEAGUE = re.compile(rf"(?<!团){lexicon.alternation(name for name in _LEAGUES if len(name) > 1)}\Z")
_LEAGUE_AT_HOME = re.compile(
    rf"(?:(?<![{HAN}])|(?<=[和及与、由经]))(?P<name>{lexicon.alternatives(_LEAGUES)})(?P<level>[{DEICTIC}])\Z"
)
_LONGEST_LEAGUE = 8
_PARTY = re.compile(r"中国共产党|中共")
_TERM = re.compile(r"第?[一二三四五六七八九十\d]{1,3}届$")
# 商务部|电子商务司|司长, 农业农村部|信息中心|主任
_OF_A_MINISTRY = re.compile(
    rf"[{HAN}]{{2,12}}?(?:[司局](?=副?[司局]长|[处，。、的]|[一二]级|巡视员|有关|相关|负责)"
    r"|(?:办公[室厅]|(?:研究|信息|培训)中心)(?=副?主任|[，。、的]|有关|相关|负责))"
)
_STATE = "国家"
_IS_HAN = re.compile(rf"[{HAN}]")


def organ_name(place: Place, key: str) -> str:
    """The canonical name of a place's organ: 青禾市委, 青禾市人民政府, 某新区党工委, 西藏自治区党委."""
    if key.startswith("委") and place.name.endswith("自治区"):
        key = "党" + key
    if key.startswith("委") and place.name.endswith("地区"):
        return f"{place.short}地{key}"  # 吉安地委
    if place.level == "zone" and key in ("委", "党委"):
        key = "党工委"
    if key == "人民法院":
        key = {"province": "高级人民法院", "prefecture": "中级人民法院"}.get(place.level, key)
    if place.level == "township" and key == "人大常委会":
        key = "人大"  # that of a township has no standing committee
    if place.level in ("county", "township") and key in ("委", "党委"):
        key = "委" if place.level == "county" else "党委"
    return place.name + key


def find_organs(prefixes: Prefixes) -> None:
    """市委, 青禾市委、市政府, 某新区管委会, 县人大常委会, 市委宣传部."""
    reading, text = prefixes.reading, prefixes.reading.text
    leagues = _ANY_LEAGUE.search(text) is not None
    for match in _FORM.find(reading.begun):
        start, end = match.span()
        if reading.sentence_at(start) is None or reading.covered(start, end, "organization"):
            continue
        term = _TERM.search(text, max(0, start - 8), start)  # 县|十六届|人大常委会
        key = FORMS[match[0]]
        of_a_league = leagues and (key == "委" or match[0] == "委员会")
        if of_a_league and (league := _league(prefixes, start)) is not None:
            name, begin, place = league
            if not text.startswith(("员", "托", "派", "屈"), end):
                end += text.startswith("会", end) and not text.startswith(("会议", "会同", "会见"), end)
                note_body(reading, f"{name}{place.name}委", begin, end, "organ", place)
            continue
        prefix = prefixes.prefix_ending(term.start() if term else start)
        if prefix is None:
            _bare_organ(prefixes, match)
            continue
        place, begin = prefix.place, prefix.start
        if match[0] == "委员会" and (party := _PARTY.search(text, max(0, begin - 5), begin + 2)):
            key, begin = "委", party.start()  # 中共青禾县委员会
        if key == "纪委" and (more := _WITH_SUPERVISION.match(text, end)):
            note_body(reading, organ_name(place, "纪委监委"), begin, more.end(), "organ", place)
            continue
        if key == _PASSED_OVER or _goes_on(prefixes, end, key):
            continue
        if key == "委" and text[end : end + 1] in ("员", "托", "派", "屈"):
            continue
        if key == "街道办事处":
            if not place.name.endswith("街道"):
                continue
            key = "办事处"
        note_body(reading, organ_name(place, key), begin, end, "organ", place)
        if second := _SECOND.match(text, end):
            note_body(reading, organ_name(place, FORMS[second[1]]), *second.span(1), "organ", place, begin)


def _league(prefixes: Prefixes, end: int) -> tuple[str, int, Place] | None:
    """The league or party, where its name begins, and the place of a committee that is not the Communist Party's:
    共青团青田县|委, 团县|委, 民盟市|委."""
    text = prefixes.reading.text
    at_home = text[end - 1 : end] in _LEVELS
    if at_home and (spoken := _LEAGUE_AT_HOME.search(text, max(0, end - _LONGEST_LEAGUE), end)):
        place = prefixes.geography.of(spoken["level"], end - 1)
        return (_LEAGUES[spoken["name"]], spoken.start(), place) if place is not None else None
    prefix = prefixes.prefix_ending(end)
    if prefix is None or prefix.deictic or not prefix.place.level:
        return None
    named = _LEAGUE.search(text, max(0, prefix.start - _LONGEST_LEAGUE), prefix.start)
    return (_LEAGUES[named[0]], named.start(), prefix.place) if named is not None else None


def _goes_on(prefixes: Prefixes, end: int, key: str) -> bool:
    """Whether the organ's name goes on to be that of a department: 市委|农办, 市政府|研究室."""
    if key not in ("委", "人民政府", "管委会", "党工委", "党委"):
        return False
    department = _DEPARTMENT.match(prefixes.reading.text, end, end + 12)
    token = prefixes.reading.token_at(end)
    return (
        department is not None
        and token is not None
        and token.tag in ("n", "nz", "vn", "ORG", "j", "a", "v")
        and not _NOT_DEPARTMENT.search(department[0])
    )


def _bare_organ(prefixes: Prefixes, match: re.Match[str]) -> None:
    """党工委 or 管委会 alone is the home's, if that can have one: if it is a zone."""
    reading, start = prefixes.reading, match.start()
    if match[0] in _OF_A_REGION:
        region = prefixes.geography.of("地区", start)
        if region is None and FORMS[match[0]] == "行署":
            region = prefixes.geography.of("盟", start)
        if region is not None and not (start and _IS_HAN.match(reading.text, start - 1)):
            note_body(reading, organ_name(region, FORMS[match[0]]), *match.span(), "organ", region)
        return
    home = prefixes.geography.section(start) or prefixes.geography.home
    if match[0] not in ("党工委", "管委会") or home is None or home.level != "zone":
        return
    token = reading.token_at(start)
    if token is None or (token.start < start and token.tag != "ORG"):
        return
    before = reading.token_before(start)
    ends_a_word = start > 0 and _IS_HAN.match(reading.text, start - 1)
    if ends_a_word and (before is None or before.tag not in ("w", "p", "c", "v", "u", "d", "r", "m", "q")):
        return
    note_body(reading, organ_name(home, match[0]), *match.span(), "organ", home)


def find_national(prefixes: Prefixes) -> None:
    """Ministries and the like, each by its name."""
    reading, text = prefixes.reading, prefixes.reading.text
    for match in _NATIONAL.find(reading.begun):
        start, end = match.span()
        token = reading.token_at(start)
        of_the_state = text.startswith(_STATE, start - len(_STATE)) and start >= len(_STATE)  # 国家|科技部
        begin = start - len(_STATE) * of_the_state
        if (
            reading.sentence_at(start) is not None
            and not reading.covered(start, end, "organization")
            and token is not None
            and token.start in (start, begin)
            and not text.startswith(("门", "队", "长", "属"), end)
        ):
            note_body(reading, match[0], begin, end, "agency", None)
            if unit := _OF_A_MINISTRY.match(text, end):
                note_body(reading, text[start : unit.end()], begin, unit.end(), "agency", None)
