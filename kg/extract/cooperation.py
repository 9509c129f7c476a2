"""Who cooperates with whom: the parties to what was signed, and those said to work together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import TypeAlias

from kg import lexicon
from kg.extract.participants import outermost
from kg.extract.places import Geography
from kg.extract.reading import Found, Reading, Sentence
from kg.text.sought import Sought

Partners: TypeAlias = "defaultdict[tuple[str, str], set[tuple[str, str]]]"

_DATA = lexicon.data("cooperation")
_AGREEMENT = re.compile(lexicon.alternation(_DATA["agreements"]))
_PLEDGE = re.compile(lexicon.alternation(_DATA["pledges"]))
_WORK = Sought(
    rf"{lexicon.alternatives(_DATA['work'])}|合作(?!{lexicon.alternation(_DATA['other_words'])})",
    [*_DATA["work"], "合作"],
)
_MOST = 6  # parties; of more not each has to do with each
_REACH = 200  # characters before 合作 in which the parties are named
_WISH = re.compile(lexicon.alternation(_DATA["wishes"]))
_EACH = re.compile("分别[与和同跟]")
_HEAD = 4  # characters into a clause in which 双方 begins that does what it says
_NEAR, _LONGEST = 60, 120  # from 与 to the second party, and from the first to the end


def find(reading: Reading, geography: Geography) -> None:
    """Add the cooperations of an article, after its events and who signed what."""
    partners: Partners = defaultdict(set)
    _signed(reading, partners)
    for sentence in reading.sentences:
        _joined(reading, geography, sentence, partners)


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


def _told_in(reading: Reading, span: tuple[int, int]) -> set[tuple[str, str]]:
    return {_key(f) for f in reading.within(*span, "organization", "district")}


def _pairs(
    reading: Reading, signers: set[tuple[str, str]], sentences: list[Sentence]
) -> Iterable[tuple[tuple[str, str], tuple[str, str]]]:
    """Who signs with whom: each with each, but in 甲与乙、丙与丁签署… 甲 with 乙 and 丙 with 丁."""
    for sentence in sentences:
        named = reading.within(sentence.start, sentence.end, "organization", "district")
        told = [f for f in outermost(named) if _key(f) in signers]
        if split := _EACH.search(reading.text, sentence.start, sentence.end):
            # 甲分别与乙、丙签署…: 甲 with each of them
            behind = {_key(f) for f in told if f.start > split.start()}
            if behind:
                return [(one, other) for one in sorted(signers - behind) for other in sorted(behind)]
        joints = [reading.text[f.end : f.end + 1] for f in told[:-1]]
        if len(told) > 3 and joints[::2] == ["与"] * len(joints[::2]) and set(joints[1::2]) <= {"、", "，"}:
            return [(_key(a), _key(b)) for a, b in zip(told[::2], told[1::2], strict=False)]
    return combinations(sorted(signers), 2)


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
            reading.fact(_key(one), "cooperates_with", _key(other), [(one.start, match.end())])
        split = _with(reading, low, match.start())
        if split is None or any(f.start <= split < f.end for f in parties):
            continue
        left = [f for f in parties if f.end <= split and (split - f.end <= 1 or text[f.end] == "、")]
        right = [f for f in parties if f.start > split and f.start - split <= _NEAR]
        pairs = [(_key(a), _key(b), a.start) for a in left for b in right if match.end() - a.start < _LONGEST]
        if not left:
            home = geography.home if text[max(low, split - 1) : split] in ("，", "") else None
            subject = geography.section(low) or home
            pairs = [(subject.key, _key(b), b.start) for b in right] if subject else []
        for first, second, start in pairs:
            _cooperate(reading, partners, first, second, (start, match.end()))


def _cooperate(
    reading: Reading, partners: Partners, first: tuple[str, str], second: tuple[str, str], span: tuple[int, int]
) -> None:
    """Note the fact, but not between a place and its own government, by which it signs."""
    pair = ((first, second), (second, first))
    owned = any(f.owner == b for a, b in pair for f in reading.named(*a))
    if not owned and not any(_by_government(reading, place, partners[other]) for place, other in pair):
        partners[first].add(second)
        partners[second].add(first)
        reading.fact(first, "cooperates_with", second, [span])


def _by_government(reading: Reading, place: tuple[str, str], partners: set[tuple[str, str]]) -> bool:
    """Whether an authority of the place is among the partners: what they have with the place is told already."""
    return place[0] == "district" and any(f.owner == place for body in partners for f in reading.named(*body))


def _with(reading: Reading, start: int, end: int) -> int | None:
    """Where the first 与, 和, 同 or 跟 stands that is a word by itself."""
    return next((t.start for t in reading.tokens_in(start, end) if t.tag in ("p", "c") and t.word in "与同跟和"), None)


def _key(thing: Found) -> tuple[str, str]:
    return (thing.type, thing.name)
