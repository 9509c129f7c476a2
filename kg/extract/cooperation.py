"""Who cooperates with whom: the parties to what was signed, and those said to work together."""

from __future__ import annotations

import re
from itertools import combinations

from kg.extract.places import Geography
from kg.extract.reading import Found, Reading, Sentence

_AGREEMENT = re.compile(r"协议|合作|备忘录|意向书|共建|合同")
_WORK = re.compile(
    r"(?:战略合作|合作办学|合作共建|联合办学|合作伙伴关系|同城化|一体化|结对帮扶|结对共建|友好城市|战略合作伙伴|合作(?!社|项目|总社|区|银行|医疗|交流|共赢|事宜|前景|的))"
)


def find(reading: Reading, geography: Geography) -> None:
    """Add the cooperations of an article."""
    for sentence in reading.sentences:
        _joined(reading, geography, sentence)
    _signed(reading)


def _signed(reading: Reading) -> None:
    """The bodies and places that sign an agreement together (not those that sign a pledge) cooperate."""
    parties: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for fact in reading.facts:
        if (
            fact.relation == "attended"
            and ("role", "signatory") in fact.qualifiers
            and fact.subject[0] in ("organization", "district")
        ):
            parties.setdefault(fact.object, []).append(fact.subject)
    for event, signers in parties.items():
        spans = [(f.start, f.end) for f in reading.found if (f.type, f.name) == event]
        sentences = [s for start, _ in spans if (s := reading.sentence_at(start))]
        if not any(_AGREEMENT.search(reading.text, s.start, s.end) for s in sentences) or any(
            "责任状" in reading.text[s.start : s.end] for s in sentences
        ):
            continue
        best = next((span for span in spans if _AGREEMENT.search(reading.text, *span)), spans[0])
        if len(signers) <= 6:
            for first, second in combinations(sorted(set(signers)), 2):
                reading.fact(first, "cooperates_with", second, [best])


def _joined(reading: Reading, geography: Geography, sentence: Sentence) -> None:
    """A与B、C合作办学, A、B合作共建: the parties around 与, or all of the list."""
    text = reading.text
    for match in _WORK.finditer(text, sentence.start, sentence.end):
        low = max(text.rfind(mark, sentence.start, match.start()) for mark in "，；：") + 1
        low = max(low, sentence.start)
        rows = _outer(reading, low, match.start())
        if not rows:
            continue
        joint = [m.start() for m in re.finditer(r"[与和同跟]", text[low : match.start()])]
        split = next(
            (
                low + j
                for j in joint
                if (t := reading.token_at(low + j)) is not None
                and t.tag in ("p", "c")
                and t.word in ("与", "同", "跟", "和")
            ),
            None,
        )
        if split is None or any(r.start <= split < r.end for r in rows):
            continue
        left = [r for r in rows if r.end <= split and (split - r.end <= 1 or text[r.end] in "、")]
        right = [r for r in rows if r.start > split and r.start - split <= 60]
        if not left:
            subject = geography.section(low) or (
                geography.home if text[max(low, split - 1) : split] in ("，", "") else None
            )
            if subject is None:
                continue
            for r in right:
                reading.fact(subject.key, "cooperates_with", (r.type, r.name), [(r.start, match.end())])
            continue
        for first in left:
            for second in right:
                if match.end() - first.start < 120:
                    reading.fact(
                        (first.type, first.name),
                        "cooperates_with",
                        (second.type, second.name),
                        [(first.start, match.end())],
                    )


def _outer(reading: Reading, start: int, end: int) -> list[Found]:
    """Bodies and places in the stretch that are no part of a longer name."""
    rows = reading.within(start, end, "organization", "district")
    return [
        r
        for r in rows
        if not any(o.start <= r.start and r.end <= o.end and (o.start, o.end) != (r.start, r.end) for o in rows)
    ]
