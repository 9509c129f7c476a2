"""Who cooperates with whom: the parties to what was signed, and those said to work together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, pairwise, product
from typing import TypeAlias

from kg import lexicon
from kg.extract.participants import outermost
from kg.extract.places import Geography
from kg.extract.reading import Found, Reading, Sentence
from kg.lexicon.posts import TITLE
from kg.text.sought import Sought

Key: TypeAlias = tuple[str, str]  # the type and the name of a thing
Partners: TypeAlias = "defaultdict[Key, set[Key]]"

_DATA = lexicon.data("cooperation")
_AGREEMENT = re.compile(lexicon.alternation(_DATA["agreements"]))
_PLEDGE = re.compile(lexicon.alternation(_DATA["pledges"]))
_WORK = Sought(
    rf"{lexicon.alternatives(_DATA['work'])}|合作(?!{lexicon.alternation(_DATA['other_words'])})"
    rf"|{lexicon.alternation(_DATA['signing'])}了?[^，。；！？“”]{{0,40}}?{lexicon.alternation(_DATA['signed'])}"
    rf"|{lexicon.alternation(_DATA['jointly'])}(?:在[^，。；]{{2,12}}?)?{lexicon.alternation(_DATA['founding'])}"
    rf"|{lexicon.alternation(_DATA['founded'])}"
    rf"|签约(?=[，。；！？]|了|的|$)",
    [*(word for kind in ("work", "signing", "jointly", "founded") for word in _DATA[kind]), "合作", "签约"],
)
# 甲公司|近日分别|与乙公司, 甲县|在丙市|与丁县: what may stand between the first party and 与
_BEFORE_WITH = re.compile(
    rf"(?:{lexicon.alternation(_DATA['before_with'])}|就[^，。；与和]{{2,24}}|在[^，。；与和]{{2,12}}|（[^（）]{{1,20}}）)*"
)
_HELPS = Sought(lexicon.alternation(_DATA["helps"]), _DATA["helps"])
_PARTIES = ("organization", "district")
_BRACKET = re.compile("（[^（）]{1,20}）")
_LISTED = re.compile(
    "[、和与及]|以及|、?（[^（）]{1,20}）[、和与及]?|及其|等(?:企业|单位|高校|公司|地)?(?:、|和|与|以及)"
)
_DONE = re.compile("[签达缔]|合作(?!社|银行)")
_AGREED_ON = re.compile("(?:签订|签署|共建)[“了]?$|（$")
_COMMITTEES = ("委", "委员会", "党组", "政协", "人大")
_TITLED = re.compile(TITLE)
_TITLES = re.compile(rf"{TITLE}(?:、{TITLE}){{0,2}}")
_MOST = 6  # parties; of more not each has to do with each
_REACH = 200  # characters before 合作 in which the parties are named
_WISH = re.compile(lexicon.alternation(_DATA["wishes"]))
_WISHED = re.compile(lexicon.alternation(_DATA["wished"]))
_EACH = re.compile("分别[与和同跟]")
_HEAD = 4  # characters into a clause in which 双方 begins that does what it says
_NEAR, _LONGEST = 60, 120  # from 与 to the second party, and from the first to the end


def find(reading: Reading, geography: Geography) -> None:
    """Add the cooperations of an article, after its events and who signed what."""
    partners: Partners = defaultdict(set)
    _signed(reading, partners)
    works, helps = (sought.first(reading.begun) is not None for sought in (_WORK, _HELPS))
    for sentence in reading.sentences if works or helps else ():
        if works:
            _joined(reading, geography, sentence, partners)
        if helps:
            _helped(reading, sentence, partners)


def _signed(reading: Reading, partners: Partners) -> None:
    """The bodies and places that sign an agreement together (not those that sign a pledge) cooperate."""
    text = reading.text
    parties: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for fact in reading.facts:
        if ("role", "signatory") in fact.qualifiers and fact.subject[0] in ("organization", "district"):
            parties[fact.object].add(fact.subject)
    told: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for f in reading.found:
        if (f.type, f.name) in parties:
            told[f.type, f.name].append((f.start, f.end))
    for event, signers in parties.items():
        signers = {who for who in signers if any(_signs(text, f) for f in reading.named(*who))}
        sentences = [s for start, _ in told[event] if (s := reading.sentence_at(start))]
        agreed = any(_AGREEMENT.search(text, s.start, s.end) for s in sentences)
        pledged = any(_PLEDGE.search(text, s.start, s.end) for s in sentences)
        if agreed and not pledged and len(signers) <= _MOST:
            words = [span for span in told[event] if _AGREEMENT.search(text, *span)] or told[event]
            here = [(span, _told_in(reading, span) & set(signers)) for span in words]
            placed = set().union(*(who for _, who in here if len(who) > 1))
            for first, second in _pairs(reading, signers, sentences):
                # 两市签订…，甲镇与乙镇签订…: who is told of with others has signed with them
                both = next((span for span, who in here if {first, second} <= who), None)
                if both is not None or not {first, second} <= placed:
                    _cooperate(reading, partners, first, second, both or words[0])


def _signs(text: str, party: Found) -> bool:
    """Whether a body or place may be a party where it is named: not what is agreed on (签订|青禾产业园|合作协议), nor a
    committee of which the one who signs is a member, nor the place in （浙江）."""
    if _AGREED_ON.search(text, max(0, party.start - 4), party.start):
        return False
    return not (party.detail == "organ" and party.name.endswith(_COMMITTEES) and _TITLED.match(text, party.end))


def _told_in(reading: Reading, span: tuple[int, int]) -> set[tuple[str, str]]:
    return {_key(f) for f in reading.within(*span, "organization", "district")}


def _pairs(reading: Reading, signers: set[Key], sentences: list[Sentence]) -> list[tuple[Key, Key]]:
    """Who signs with whom: those whom a sentence tells of together; one told of with nobody, with each."""
    signing = [s for s in reading.sentences if reading.text.find("签", s.start, s.end) >= 0]
    found: dict[tuple[Key, Key], None] = {}
    for sentence in sorted({*sentences, *signing}):
        named = outermost(reading.within(sentence.start, sentence.end, *_PARTIES))
        told = [f for f in named if _key(f) in signers and _signs(reading.text, f)]
        clauses: dict[int, list[Found]] = defaultdict(list)
        for f in told:
            clauses[reading.text.rfind("；", sentence.start, f.start)].append(f)
        for here in clauses.values():
            for one, other in _met(reading.text, sentence, here):
                if one != other and (other, one) not in found:
                    found[one, other] = None
    met = {who for pair in found for who in pair}
    alone = (pair for pair in combinations(sorted(signers), 2) if not met.issuperset(pair))
    return [*found, *alone]


def _met(text: str, sentence: Sentence, told: list[Found]) -> Iterable[tuple[Key, Key]]:
    """Who of those told of in a sentence signs with whom: each with each, but in 甲与乙、丙与丁签署… 甲 with 乙."""
    keys = [_key(f) for f in told]
    if each := _EACH.search(text, sentence.start, sentence.end):
        # 甲分别与乙、丙签署…: 甲 with each of them
        behind = [_key(f) for f in told if f.start > each.start()]
        if behind:
            return product([key for key in keys if key not in behind], behind)
    joints = [_BRACKET.sub("", text[a.end : b.start]) for a, b in pairwise(told)]
    if len(told) > 3 and all(joint[:1] == "与" for joint in joints[::2]) and {j[:1] for j in joints[1::2]} <= {*"、，"}:
        return zip(keys[::2], keys[1::2], strict=False)
    at = [i for i, joint in enumerate(joints) if joint in ("与", "和", "同")]
    if len(at) == 1 and all(joint == "、" for i, joint in enumerate(joints) if i != at[0]):
        return product(keys[: at[0] + 1], keys[at[0] + 1 :])  # 甲与乙、丙分别签署…
    return combinations(dict.fromkeys(keys), 2)


def _joined(reading: Reading, geography: Geography, sentence: Sentence, partners: Partners) -> None:
    """A与B、C合作办学: those before 与 work with those behind it; 与B合作 alone is of the place the article is of."""
    text = reading.text
    for match in _WORK.find(reading.begun, sentence.start, sentence.end):
        floor = max(sentence.start, match.start() - _REACH)
        low = max(floor, *(text.rfind(mark, floor, match.start()) + 1 for mark in "，；："))
        parties = outermost(reading.within(low, match.start(), "organization", "district"))
        both = [f for f in parties if f.together and f.start - low <= _HEAD]
        if both and (_WISH.search(text, low, both[0].start) or _WISH.match(text, both[0].end)):
            both = []
        for one, other in combinations(both, 2):
            _cooperate(reading, partners, _key(one), _key(other), (one.start, match.end()))
        pairs = []
        for split in _withs(reading, low, match.start()):
            pairs += _around(reading, geography, sentence, parties, low, split, "签" in match[0])
        for first, second, start in pairs:
            if match.end() - start < _LONGEST:
                _cooperate(reading, partners, first, second, (start, match.end()))


def _around(
    reading: Reading,
    geography: Geography,
    sentence: Sentence,
    parties: list[Found],
    low: int,
    split: int,
    signed: bool,
) -> list[tuple[Key, Key, int]]:
    """Those before the 与 at `split` and those behind it, each with each, and where that is told from."""
    text = reading.text
    if any(f.start <= split < f.end for f in parties):
        return []
    parties = _narrowest([f for f in parties if text[f.start - 1 : f.start] != "（"])
    left = _left(text, [f for f in parties if f.end <= split], split)
    if not left and signed:
        left = _sent(reading, parties, split)
    right = _right(text, [f for f in parties if f.start > split], split)
    if left and _WISHED.search(text, low, left[0].start):
        return []  # 希望|甲县与乙县加强合作
    if left:
        return [(_key(a), _key(b), a.start) for a in left for b in right]
    if not _BEFORE_WITH.fullmatch(text, low, split):
        return []
    subject = _subject(reading, geography, sentence, low)
    return [(subject, _key(b), b.start) for b in right] if subject else []


def _subject(reading: Reading, geography: Geography, sentence: Sentence, low: int) -> tuple[str, str] | None:
    """Whose clause one without a party is: the last that opens a clause before it, else the article's own place."""
    text = reading.text
    for f in reversed(outermost(reading.within(sentence.start, low, "organization", "district"))):
        if f.start == sentence.start or text[f.start - 1] in "，；":
            if f.type == "organization" and f.detail in ("organ", "group"):
                break  # 县委、县政府高度重视教育，|与清泉大学合作
            return None if text[f.end] == "的" or _TITLED.match(text, f.end) else _key(f)
    home = geography.section(low) or geography.home
    return home.key if home is not None else None


def _helped(reading: Reading, sentence: Sentence, partners: Partners) -> None:
    """青田县|对口帮扶|云和县、景宁畲族自治县."""
    text = reading.text
    for match in _HELPS.find(reading.begun, sentence.start, sentence.end):
        parties = outermost(
            reading.within(max(sentence.start, match.start() - _NEAR), match.start() + _NEAR, *_PARTIES)
        )
        parties = _narrowest(parties)
        left = _left(text, [f for f in parties if f.end <= match.start()], match.start())
        right = _right(text, [f for f in parties if f.start >= match.end()], match.end())
        if not right or right[0].start != match.end():
            continue
        for one in left:
            for other in right:
                _cooperate(reading, partners, _key(one), _key(other), (one.start, other.end))


def _cooperate(
    reading: Reading, partners: Partners, first: tuple[str, str], second: tuple[str, str], span: tuple[int, int]
) -> None:
    """Note the fact, but not between a place and its own government, by which it signs."""
    first, second = sorted((first, second))  # of the two directions of one fact the same, however often it is told
    pair = ((first, second), (second, first))
    owned = any(f.owner == b for a, b in pair for f in reading.named(*a))
    if not owned and not any(_by_government(reading, place, partners[other]) for place, other in pair):
        partners[first].add(second)
        partners[second].add(first)
        reading.fact(first, "cooperates_with", second, [span])


def _by_government(reading: Reading, place: tuple[str, str], partners: set[tuple[str, str]]) -> bool:
    """Whether an authority of the place is among the partners: what they have with the place is told already."""
    return place[0] == "district" and any(f.owner == place for body in partners for f in reading.named(*body))


def _narrowest(parties: list[Found]) -> list[Found]:
    """Without the places that stand before what lies in them: 云泽市|青禾县."""
    begins = {f.start for f in parties}
    return [f for f in parties if f.type != "district" or f.end not in begins]


def _left(text: str, parties: list[Found], split: int) -> list[Found]:
    """The parties before 与: the last that is named, if nothing else is told in between, and those joined to it."""
    left: list[Found] = []
    for f in reversed(parties):
        if left and "与" in text[f.start - 1 : f.start]:
            break  # 甲与|乙、丙|与丁
        if not (_LISTED if left else _BEFORE_WITH).fullmatch(text, f.end, left[-1].start if left else split):
            break
        left.append(f)
    return left[::-1]


def _sent(reading: Reading, parties: list[Found], split: int) -> list[Found]:
    """Whose officer signs: 县水利局|局长林远舟|与…签订; nobody's where he is of a committee as well."""
    text = reading.text
    for f in reversed(parties):
        for officer in reading.within(f.end, split, "official"):
            titled = _TITLES.fullmatch(text, f.end, officer.start) and _BEFORE_WITH.fullmatch(text, officer.end, split)
            if f.type == "organization" and f.end <= split and titled and _signs(text, f):
                return [f]
    return []


def _right(text: str, parties: list[Found], split: int) -> list[Found]:
    """The parties behind 与: the first that is named, and those that are joined to it."""
    right: list[Found] = []
    for f in parties:
        if right:
            if not _LISTED.fullmatch(text, right[-1].end, f.start):
                break
            if text[f.end : f.end + 1] == "与":
                break  # 甲与乙、|丙与丁
        elif f.start - split > _NEAR or _DONE.search(text, split, f.start):
            break
        right.append(f)
    return right


def _withs(reading: Reading, start: int, end: int) -> list[int]:
    """Where 与, 和, 同 or 跟 stands that is a word by itself: the first, and in 甲与乙、丙与丁 the second 与."""
    found = [t for t in reading.tokens_in(start, end) if t.tag in ("p", "c") and t.word in "与同跟和"]
    return [t.start for i, t in enumerate(found) if i == 0 or t.word == found[0].word == "与"]


def _key(thing: Found) -> tuple[str, str]:
    return (thing.type, thing.name)
