"""Whether a stretch that ends like a body names one, and what its canonical name is."""

from __future__ import annotations

import re

from kg import lexicon
from kg.extract.body_walk import ENDINGS, Stretch, founding_before
from kg.extract.organs import FORMS
from kg.extract.places import Place
from kg.extract.prefixes import Prefix, Prefixes, note_body
from kg.lexicon.divisions import DIVISIONS
from kg.text.clean import HAN

_DATA = lexicon.data("bodies")
GENERIC = frozenset(_DATA["generic"])
_GENERIC_HEAD = re.compile(rf"{lexicon.alternation(_DATA['generic'])}+")
_LENGTHS = sorted({len(ending) for ending in ENDINGS}, reverse=True)
_BUILDINGS = tuple(_DATA["buildings"])
_SCHOOLING = tuple(_DATA["schooling"])
_INVESTORS = frozenset(_DATA["investors"])
_NEEDING_A_NAME = frozenset(_DATA["needing_a_name"])
_KINDS_OF_SCHOOLS = frozenset(_DATA["kinds_of_schools"])
_ENOUGH = frozenset(_DATA["enough_behind_a_place"])
_NOT_ENOUGH_BEHIND_A_LEVEL = frozenset(_DATA["not_enough_behind_a_level"])
_NOT_ENOUGH = frozenset(_DATA["not_enough_behind_a_place"])
# 各有关银行, 该公司, 县直机关: words that point to bodies instead of naming one
_POINTING = re.compile(
    r"各|有关|相关|该|本|此|每|某|上级|两|多|几|这|那|部分|一些|辖区|沿街|周边|附近|全[省市县区州旗镇乡]"
)
_POINTING_BEHIND_A_PLACE = re.compile(r"各|有关|相关|所有|多|直(?!属?机关(?:党)?工委|工委)|属|级|内|外|里|本级|上下")
_OF_A_SENTENCE = re.compile(r"[的了]|[\d一二三四五六七八九十][家个所]")
_NATIONAL = re.compile(r"学校|中国|国家|中央|全国|教育部|财政部|国务院|人民")
_OF_AN_UNNAMED_SCHOOL = re.compile(
    r"(?:校长|院长|党委|党政|行政)办公室|党委(?:组织|宣传|统战|学生工作|教师工作|保卫)部"
)
# 集团 that is not the end of a group's name: 集团|有限公司
_GROUP_GOES_ON = ("有限", "股份", "公司", "总公", "控股", "责任")
# kinds whose names keep the place as it is written: 济宁银行 is not 济宁市银行
_KEEPING_THEIR_PLACE = ("firm", "school", "society", "media", "state")
_LEVELS = "省市县区州盟旗镇乡"
_SET_UP_BY_A_PLACE = tuple(_DATA["set_up"])
# 省交通厅|、|煤炭厅: an item of a list of departments of one place
_NEXT_DEPARTMENT = re.compile(
    rf"([{HAN}]{{2,12}}?(?:局|厅|委|办|总公司|公司))(?=[、等和，。）]|\d|(?:主要|有关|相关)?负责)"
)
# schools and hospitals of a place: 荆门市|第二人民医院, 府谷县|第一中学
_PUBLIC = re.compile(
    rf"^(?:第[{HAN}]{{1,3}}|人民|中心|中医|妇幼|实验|[一二三四五六七八九十])*"
    r"(?:医院|保健院|中学|小学|高中|初中|图书馆|文化馆|博物馆|体育馆|美术馆|科技馆|文化宫|少年宫|福利院|敬老院)$"
    r"|^(?:第?[一二三四五六七八九十]+[中小]|职业技术学校|职业技术教育中心|职教中心|特殊教育学校|教师进修学校)$"
    r"|(?:研究院|研究所|科学院|社科院|农科院|林科院|设计院|规划院|勘测院|质检院|检测院|检验院|协会|商会|学会)$"
)
# and their own media and firms: 青禾县|融媒体中心, 青禾县|城市建设投资有限公司, 青禾省|电子工业总公司
_STATE_OWNED = re.compile(
    r"融媒体中心$|电视台$|总公司$"
    rf"|(?:建设|交通|水务|水利|旅游|产业|农业|乡村振兴|基础设施)[{HAN}]{{0,6}}投资[{HAN}]{{0,6}}(?:公司|集团)$"
    rf"|(?:国有资产|国有资本|自来水|公共交通|城市供水)[{HAN}]{{0,10}}(?:公司|集团)$|(?:城投|交投|国投|水投|农投|旅投|文旅投)"
)
# 青禾县农业农村局|畜牧技术推广站: a bureau's name, and that of what is under it
_BUREAU_AND_UNIT = re.compile(
    rf"([{HAN}]{{2,10}}?(?:局|厅))(?![面部限域势长])[{HAN}]{{2,}}"
    r"(?:站|所|大队|支队|中队|中心|处|科|室|股|分局|办公室|学校|医院|监狱)$"
)
# what tells of which sort a body is, and not which it is: 世界一流大学, 研究型大学, 区域性中心
_QUALIFIED = re.compile(
    r"^(?:世界|国内|国际|全[国省市县])?(?:一流|领先|知名|著名|优秀|先进|高水平)|[型性]$|(?<![文绿石消造])化$"
)
_COUNTED = re.compile(r"[一二三四五六七八九十百两几多数余\d][家所个座支名批]\Z")
# 青禾县图书馆|、|博物馆: the next is of the same place
_NEXT_HOUSE = re.compile(
    rf"[、和]((?:图书|博物|文化|美术|科技|体育|档案|纪念|规划)馆|文化宫|少年宫|[{HAN}]{{0,4}}(?:人民|中|妇幼保健)医?院)"
    r"(?=[、和等，。）]|[^长所工建楼])"
)
_HELD_BEFORE = re.compile(r"(?:召开|举行|举办|主持)了?\Z")
_HELD = re.compile(rf"(?:在[{HAN}]{{1,12}}?)?(?:召开|举行)(?![{HAN}]{{0,10}}会)")
_MEMBERS_OF = re.compile(r"副?组\s*长[：: ]|副?总?指挥[长]?[：: ]|成\s*员[：: ]")
# 农业农村局 is a department whatever its words say; the 和 of 发展和改革局 ends no list
_KNOWN = re.compile(
    f"({lexicon.alternation([*_DATA['short'], *_DATA['short'].values(), *_DATA['departments']])})(?![{HAN}]?[长办])"
)


def name_body(prefixes: Prefixes, stretch: Stretch) -> None:
    """Give the stretch its canonical name and note it, unless it is no name."""
    reading, text = prefixes.reading, prefixes.reading.text
    start, end, kind = stretch.start, stretch.end, stretch.kind
    if text.startswith("中共", start):
        start += len("中共")
    prefix = _whole_prefix(prefixes, start, end)
    whole = _whole_prefix(prefixes, start + 1, end) if text.startswith("原", start) else None
    if whole is not None and text[whole.end - 1] in _LEVELS and (prefix is None or prefix.end < whole.end):
        start, prefix = start + 1, whole  # 原|平坝县住建局
    if prefix is not None and prefix.deictic and (named := prefixes.prefix_at(prefix.end)) and not named.deictic:
        start, prefix = prefix.end, named  # 我市|福建绿芝源食品有限公司
    rest = text[prefix.end if prefix else start : end]
    if prefix is not None:
        rest = rest.removeprefix("原")
    if (
        text[start:end] in FORMS
        or text[start:end].endswith("中小学")
        or text.startswith(_SCHOOLING, end)
        or text[start:end].endswith(_BUILDINGS)
        or _OF_A_SENTENCE.search(rest)
    ):
        return
    if rest.startswith("附") and (school := _parent_school(prefixes, start)):  # 某学院附中、|附小
        note_body(reading, school + rest, start, end, kind, None)
        return
    ending = next((rest[-n:] for n in _LENGTHS if rest[-n:] in ENDINGS), "")
    head = rest[: len(rest) - len(ending)]
    if (head.endswith("委") and ending == "委员会") or (kind == "society" and head.endswith(("和", "与", "及"))):
        return  # 到家中和|医院看望
    if ending == "联席会议" and (_HELD_BEFORE.search(text, max(0, start - 6), start) or _HELD.match(text, end)):
        return  # 召开某联席会议: what is held is an event
    if prefix is not None:
        if text[prefix.start] == "全":
            return  # 全县|卫生院: all of them
        if not _named_behind_a_place(prefix, kind, head, ending):
            return
    elif not _named_without_a_place(prefixes, start, end, kind, head, ending):
        return
    if kind in ("firm", "school"):
        _group_inside(prefixes, start, end)
    if prefix is None:
        # 组长：…（党政办）: in a notice of the place's own
        place = prefixes.geography.home if kind == "agency" and _set_up_here(prefixes, end) else None
        if rest.endswith(_SET_UP_BY_A_PLACE):
            place = _founder(prefixes, start)
        note_body(reading, place.name + rest if place else rest, start, end, kind, place, start)
        return
    written = text[prefix.start : prefix.end]
    station = rest.endswith("站") and not _in_full(written)  # 丽水|站
    keeps = (kind in _KEEPING_THEIR_PLACE or station) and not prefix.deictic
    public = kind in ("school", "society") and _PUBLIC.search(rest) is not None and _in_full(written)
    owned = (
        prefix.deictic
        or public
        or (kind == "agency" and _governmental(rest, written))
        or (_in_full(written) and kind in ("firm", "media") and _STATE_OWNED.search(rest) is not None)
        or rest.endswith(_SET_UP_BY_A_PLACE)
    )
    name = (written if keeps else prefix.place.name) + rest
    if kind == "agency" and (bureau := _BUREAU_AND_UNIT.match(rest)) is not None:
        stop = end - len(rest) + bureau.end(1)
        note_body(reading, prefix.place.name + bureau[1], start, stop, kind, prefix.place)
    note_body(reading, name, start, end, kind, prefix.place if owned else None)
    if public and kind == "society":
        _houses_after(prefixes, end, prefix.place)
    if kind in ("agency", "firm"):
        _list_after(prefixes, end, prefix, kind)


def _set_up_here(prefixes: Prefixes, end: int) -> bool:
    """Whether a body in a bracket is of a member of a group that the notice sets up, so that it is the place's own."""
    text = prefixes.reading.text
    if not text.startswith("）", end) or text.endswith("分中心", 0, end) or not _MEMBERS_OF.search(text):
        return False
    return not any(place.name in text[max(0, end - 20) : end] for place in prefixes.geography.own)


def _founder(prefixes: Prefixes, start: int) -> Place | None:
    """The place whose organ sets up the group that begins at the position: 市政府成立了|推进企业上市工作领导小组."""
    founding = founding_before(prefixes.reading.text, start)
    sentence = prefixes.reading.sentence_at(start)
    if founding is None or founding.end() != start or sentence is None:
        return None
    organs = prefixes.reading.within(max(sentence.start, founding.start() - 20), founding.start(), "organization")
    places = prefixes.reading.ending_at(founding.start(), "district")
    if not organs and places:
        return prefixes.places.get(places[0].name)  # 青禾县|成立|石雕产业发展领导小组
    owner = organs[-1].owner if organs and organs[-1].detail == "organ" else None
    return prefixes.places.get(owner[1]) if owner is not None and owner[0] == "district" else None


def _whole_prefix(prefixes: Prefixes, start: int, end: int) -> Prefix | None:
    """The place that the name begins with, the last where one stands behind another that it lies in."""
    prefix = prefixes.prefix_at(start)
    while (
        prefix is not None
        and (further := prefixes.prefix_at(prefix.end)) is not None
        and further.place.inside(prefix.place)
        and further.end < end
    ):
        prefix = Prefix(further.place, start, further.end, further.deictic)
    return prefix


def _named_behind_a_place(prefix: Prefix, kind: str, head: str, ending: str) -> bool:
    """Whether what stands behind a place (`head`, `ending`) names a body: 县财政局; not 县农业公司, 县直机关."""
    if _POINTING_BEHIND_A_PLACE.match(head + ending):
        return False
    if not head:
        return _says_enough(ending) and not (prefix.deictic and ending in _NOT_ENOUGH_BEHIND_A_LEVEL)
    if ending == "中心" and _QUALIFIED.search(head):
        return False  # 青禾|区域性|中心
    if kind == "school":
        return head not in _KINDS_OF_SCHOOLS and _QUALIFIED.search(head) is None
    if kind in ("firm", "society") and len(head) < 4 and ending in _NEEDING_A_NAME:
        return not _GENERIC_HEAD.fullmatch(head)
    return True


def _named_without_a_place(prefixes: Prefixes, start: int, end: int, kind: str, head: str, ending: str) -> bool:
    """Whether the stretch names a body by itself: 远山集团; not 有关部门, 重点企业, 工作组."""
    text, rest = prefixes.reading.text, head + ending
    if not head or len(rest) < 3 or kind == "state" or _POINTING.match(rest):
        return False
    # 崔颖（女，|社会事业局|）
    bracketed = text[end : end + 1] == "）" and text[max(0, start - 2) : start].endswith(("（", "女，", "族，"))
    if _GENERIC_HEAD.fullmatch(head) and ending not in _INVESTORS and not (bracketed and kind == "agency"):
        return False
    if head in FORMS or (kind in ("school", "society", "agency") and _QUALIFIED.search(head)):
        return False  # 党工委办事处, 一流大学
    if _COUNTED.search(text, max(0, start - 3), start):
        return False
    if kind == "society" and len(head) == 1:
        return False  # 发挥|好联盟|平台作用
    if kind == "group" and len(head) < 4 and not head.startswith(("中央", "国务院")):
        return False
    return kind != "agency" or bracketed or _named_agency(prefixes, start, rest)


def _says_enough(ending: str) -> bool:
    """Whether an ending alone makes a name behind a place: 县武装部, 安康海关, 市财政局; not 县中心, 市公司."""
    if ending.endswith("中心"):
        return ending in ("融媒体中心", "疾控中心")
    return (len(ending) >= 3 and ending not in _NOT_ENOUGH) or ending in _ENOUGH


def _named_agency(prefixes: Prefixes, start: int, rest: str) -> bool:
    """An agency without a place: only where the recogniser or its first word takes it for a name."""
    token = prefixes.reading.token_at(start)
    if token is not None and token.tag in ("ORG", "LOC", "nz") and len(rest) >= 4 and token.end - token.start >= 2:
        return True
    return bool(_OF_AN_UNNAMED_SCHOOL.fullmatch(rest)) or (len(rest) >= 4 and bool(_NATIONAL.match(rest)))


def _in_full(written: str) -> bool:
    return written.endswith(tuple("省市县区州盟旗镇乡"))


def _governmental(rest: str, written: str) -> bool:
    """An agency named with its place in full is the place's; with a short name (安康海关) it need not be."""
    return written.endswith(tuple("省市县区州盟旗镇乡道")) or rest.endswith(("局", "厅", "委员会", "办公室"))


def _group_inside(prefixes: Prefixes, start: int, end: int) -> None:
    """鄂尔多斯远山集团|酒厂: the group is a body of its own."""
    text = prefixes.reading.text
    stop = text.find("集团", start + 2, end - 2) + 2
    if (
        stop > 2
        and not text.startswith(_GROUP_GOES_ON, stop)
        and text[start:stop].count("（") == text[start:stop].count("）")
    ):
        note_body(prefixes.reading, text[start:stop], start, stop, "firm", None)


def _parent_school(prefixes: Prefixes, start: int) -> str:
    """What 附小 is attached to: the school in front of the 附 of the item before it in the list."""
    if start and prefixes.reading.text[start - 1] in "、和":
        for body in prefixes.reading.ending_at(start - 1, "organization"):
            if "附" in body.name:
                return body.name.split("附")[0]
    return ""


def _houses_after(prefixes: Prefixes, end: int, place: Place) -> None:
    """青禾县图书馆、博物馆: what follows in the list is of the same place."""
    reading, text = prefixes.reading, prefixes.reading.text
    while match := _NEXT_HOUSE.match(text, end):
        if reading.covered(*match.span(1), "organization") or prefixes.prefix_at(match.start(1)) is not None:
            return
        note_body(reading, place.name + match[1], *match.span(1), "society", place)
        end = match.end(1)


def _list_after(prefixes: Prefixes, end: int, prefix: Prefix, kind: str) -> None:
    """省交通厅、煤炭厅、林业厅: what follows in the list is of the same place."""
    reading, text = prefixes.reading, prefixes.reading.text
    while text.startswith(("、", "和"), end):
        known = _KNOWN.match(text, end + 1)
        match = known or _NEXT_DEPARTMENT.match(text, end + 1)
        if (
            match is None
            or prefixes.prefix_at(match.start(1)) is not None
            or (known is None and re.search(r"[的在与和]", match[1]))
            or (known is None and _GENERIC_HEAD.fullmatch(match[1][:-1]))
            or (kind == "firm" and any(DIVISIONS.named(match[1][:length]) for length in (2, 3)))
            or match[1].endswith("有限公司")  # 县农业公司、|远山鞋业有限公司: by itself a firm, and no department
            or reading.covered(*match.span(1), "organization")
        ):
            return
        note_body(reading, prefix.place.name + match[1], *match.span(1), kind, prefix.place)
        end = match.end(1)
