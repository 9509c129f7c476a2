"""What the words stand for that name nothing themselves: 该局, 这家公司, 我校, 他, 两地, 双方, 三家企业, 该项目.

Each word that is settled is noted as a thing found, the one that it stands for, with the place where that is named
(`Found.named`): whatever asks for what stands somewhere in the text finds it, and a fact that rests on it shows both
places (`Reading.fact`). A word that is not settled stays a word. The stages follow the extractors that find what is
stood for: places, bodies, people, works.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kg import lexicon
from kg.extract.antecedents import Antecedents, distinct
from kg.extract.body_walk import ENDINGS
from kg.extract.geography import LEVEL_WORDS, Geography
from kg.extract.participants import Participants, outermost
from kg.extract.reading import Found, Reading
from kg.extract.titles import Group
from kg.text.sought import Sought

_DATA = lexicon.data("coreference")
_BODIES: dict[str, dict[str, Any]] = _DATA["bodies"]
_WORKS: dict[str, dict[str, Any]] = _DATA["works"]
_ZONES: dict[str, list[str]] = _DATA["zones"]
_POINTING = lexicon.alternation(_DATA["pointing"])
_NOUNS = lexicon.alternation([*_BODIES, *(ending for ending in ENDINGS if len(ending) > 1)])
_PLACE = Sought(rf"该(?P<noun>{lexicon.alternation([*_ZONES, '街道', *LEVEL_WORDS])})(?!级)", "该")
_BODY = Sought(rf"(?P<word>{_POINTING})(?P<noun>{_NOUNS})", _DATA["pointing"])
_SPEAKER = Sought(rf"{lexicon.alternation(_DATA['speaking'])}(?P<noun>{_NOUNS})", _DATA["speaking"])
_BARE = Sought(r"(?<=[，。；：\n、“])(?P<noun>公司)", ["公司"])
_WORK = Sought(
    rf"{_POINTING}(?P<noun>{lexicon.alternation(_WORKS)})|(?<=[，。；\n])(?P<bare>项目|工程)",
    [*_DATA["pointing"], "项目", "工程"],
)
_PERSON = Sought(rf"{lexicon.alternation(_DATA['people'])}(?![们人的])|一行人?", [*_DATA["people"], "一行"])
_SEX = re.compile(r"(?P<bracket>（)?(?P<comma>[， ])?(?P<sex>[男女])(?=[，）、 ])")
_NUMBERS = {number: i for i, number in enumerate("两三四五六", 2)} | {"二": 2, "双": 2}
_OF_BODIES, _OF_PLACES = _DATA["several"]["bodies"], _DATA["several"]["places"]
_COUNTED = lexicon.alternation([*_OF_BODIES, *_OF_PLACES, *_DATA["several"]["parties"]])
_SEVERAL = Sought(rf"双方|(?P<number>[{''.join(_NUMBERS)}])(?:[家个所])?(?P<noun>{_COUNTED})", _NUMBERS)
_FIRST_AND_SECOND = Sought("(?P<first>前者)|后者", ["前者", "后者"])
# what follows a number of bodies where they are named behind it
_NAMED_BEHIND = re.compile("[（：]|，?(?:即|分别是|分别为)")
_STAND_FOR = re.compile(r"(?:分别|共同)?代表$")
_LONGEST_LIST = 120
_MOST_FORMS = 6  # names that one body may bear in an article
_OF_THE_NAMED = frozenset(_DATA["of_the_named"])
# the detail of a word for a person whose sentence names nobody else
ALONE = "alone"
_ADVERBIAL = ("w", "TIME", "t", "d", "ad", "vd")


class Coreference:
    """Notes in one reading what its words stand for."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.text
        self.before = Antecedents(reading)

    def _note(self, start: int, end: int, thing: Found, together: bool = False) -> None:
        named = thing.named or (thing.start, thing.end)
        self.reading.add(thing._replace(start=start, end=end, named=named, together=together))

    def _is_word(self, start: int, end: int, *types: str) -> bool:
        """Whether words of the text stand there, and none that are of a name."""
        return (
            self.reading.sentence_at(start) is not None
            and self.before.whole_words(start, end)
            and not self.reading.covered(start, end, *types)
        )

    # -- places and bodies --------------------------------------------------------------------------------------------

    def places(self, geography: Geography) -> None:
        """该县, 该镇, 该园区; where none has been named before, the one that the article is of."""
        for match in _PLACE.find(self.reading.begun):
            start, end, noun = *match.span(), match["noun"]
            if self.reading.covered(start, end, "district") or not self._begins_a_word(start):
                continue
            ends = tuple(_ZONES.get(noun, [noun]))
            rows = self._nearest(start, ends)
            if len(rows) == 1:
                self._note(start, end, rows[0])
            elif not rows and noun in LEVEL_WORDS and (place := geography.of(noun, start)) is not None:
                self.reading.add(Found("district", place.name, start, end, detail=place.level))

    def _begins_a_word(self, start: int) -> bool:
        token = self.reading.token_at(start)
        return self.reading.sentence_at(start) is not None and token is not None and token.start == start

    def _nearest(self, position: int, ends: tuple[str, ...]) -> list[Found]:
        """The districts that end so, in the nearest sentence that names any; of 遵义市仁怀市 the last."""
        for start, end in self.before.stretches(position):
            rows = [f for f in self.reading.within(start, end, "district") if f.name.endswith(ends)]
            begin = {f.start for f in rows}
            if rows := distinct(f for f in rows if f.end not in begin):
                return rows
        return []

    def bodies(self) -> None:
        """该局, 这家公司, 该行, and 我局 where it is known who speaks."""
        begun = self.reading.begun
        for match in sorted([*_BODY.find(begun), *_BARE.find(begun)], key=lambda m: m.start()):
            start, end = match.span()
            if self._is_word(start, end, "organization", "district"):
                body = self.before.one(start, ("organization",), agreement(match["noun"]), match["noun"])
                if body is not None:
                    self._note(start, end, body)
        self._speakers()

    def _speakers(self) -> None:
        """我局: the one that the sentence names before it, else the only one of the kind in the article, or the one
        whose own line or title it is."""
        known: dict[str, list[Found]] = {}
        for match in _SPEAKER.find(self.reading.begun):
            start, end, noun = *match.span(), match["noun"]
            if not self._is_word(start, end, "organization", "district"):
                continue
            if noun not in known:
                known[noun] = self._speaker(agreement(noun))
            sentence = self.reading.sentence_at(start)
            near = self.reading.within(max(sentence.start if sentence else 0, start - 60), start, "organization")
            said = distinct(filter(agreement(noun), near))
            rows = said if len(said) == 1 else known[noun]
            if len(rows) == 1:
                self._note(start, end, rows[0])

    def _speaker(self, fits: Callable[[Found], bool]) -> list[Found]:
        """The only body of a kind that the article names, else the only one that signs it; [] where there are more."""
        ours = tuple(_DATA["speaking"])  # 我院|计测工程学院, taken for a name from 院 on
        rows = [
            f
            for f in self.reading.found
            if f.type == "organization" and not f.named and fits(f) and not self.text.endswith(ours, 0, f.start)
        ]
        for named in (rows, [f for f in rows if self._signs(f)]):
            if len({f.name for f in named}) <= _MOST_FORMS and len(one := distinct(named)) == 1:
                return one
        return []

    def _signs(self, body: Found) -> bool:
        """Whether a line, or the title, is the body's: its name alone, or at the head of the title."""
        sentence = self.reading.sentence_at(body.start)
        if sentence is None or sentence.paragraph.start != body.start:
            return False
        return sentence.paragraph.kind == "title" or sentence.paragraph.end == body.end

    # -- people -------------------------------------------------------------------------------------------------------

    def people(self) -> None:
        """他 and 她 at the head of a clause, and 一行 with nobody named before it."""
        sexes = self._sexes()
        for match in _PERSON.find(self.reading.begun):
            start, end = match.span()
            sentence = self.reading.sentence_at(start)
            if sentence is None or not self._is_word(start, end, "official", "person"):
                continue
            if self.before.clauses.quoted(start, sentence.paragraph.start) or not self._heads_a_clause(start):
                continue
            other = {"他": "女", "她": "男"}.get(match[0], "")
            person = self.before.person(start, lambda f, other=other: sexes.get(f.name) != other or not other)  # type: ignore[misc]
            if person is not None:
                self._note(start, end, person[0]._replace(detail=ALONE if person[1] else ""))

    def _heads_a_clause(self, start: int) -> bool:
        token = self.before.before(start)
        return token is None or (token.tag in _ADVERBIAL and token.word not in "、”") or token.tag == "c"

    def _sexes(self) -> dict[str, str]:
        """男 or 女 for those behind whose name it stands: 林远舟，男，…; 沈若岚（女）."""
        sexes = {}
        for f in self.reading.found:
            if f.type in ("official", "person") and (match := _SEX.match(self.text, f.end)):
                sexes[f.name] = match["sex"]
        return sexes

    # -- several ------------------------------------------------------------------------------------------------------

    def several(self, geography: Geography, groups: list[Group]) -> None:
        """双方, 两地, 三家企业; 前者 and 后者. `groups` are the titles found: a body named in one is no party."""
        who = Participants(self.reading, groups)
        for match in _SEVERAL.find(self.reading.begun):
            start, end, noun = *match.span(), match["noun"] or "方"
            if not self._is_word(start, end, "organization", "district") or not self._is_known(match):
                continue
            count = _NUMBERS[match[0][0]]
            parties = self._parties(noun, geography, who)
            behind = _NAMED_BEHIND.match(self.text, end)
            rows = distinct(parties(behind.end(), self._end_of_list(behind.end()))) if behind and match["noun"] else []
            if len(rows) != count:
                rows = self.before.several(start, count, parties, joined=noun == "方")
            if not rows and count == 2 and noun in ("方", "地"):
                rows = self._represented(start)
            for thing in rows:
                self._note(start, end, thing, together=True)
        self._first_and_second(geography, who)

    def _is_known(self, match: re.Match[str]) -> bool:
        """Whether the word before lets the things be those already named: not 落户|三家企业, 供需|双方."""
        token = self.before.before(match.start())
        if token is None or (token.tag in _ADVERBIAL and token.word != "、") or token.word in _OF_THE_NAMED:
            return True
        return match["noun"] in (None, "地", "方") and token.tag in ("p", "v")

    def _represented(self, position: int) -> list[Found]:
        """Those whom two people stand for: 县长林远舟与董事长沈若岚分别代表|双方."""
        floor = max(0, position - _LONGEST_LIST)
        said = _STAND_FOR.search(self.text, floor, position)
        low = max(floor, *(self.text.rfind(mark, floor, position) + 1 for mark in "，。；\n")) if said else position
        people = self.reading.within(low, position, "official")
        if said is None or len(people) != 2 or people[1].end != said.start():
            return []
        rows = [self._stood_for(person.name) for person in people]
        return [f for f in rows if f is not None] if len(distinct(f for f in rows if f)) == 2 else []

    def _stood_for(self, name: str) -> Found | None:
        """The one body or place that a person's posts are of: of a county's organs the county."""
        things = set()
        for fact in self.reading.facts:
            if fact.relation == "holds_post" and fact.subject == ("official", name):
                whose = next((f for f in self.reading.named(*fact.object) if f.named is None), None)
                things.add(
                    whose.owner if whose is not None and whose.owner and whose.detail == "organ" else fact.object
                )
        if len(things) != 1:
            return None
        return next((f for f in self.reading.named(*things.pop()) if f.named is None), None)

    def _end_of_list(self, start: int) -> int:
        sentence = self.reading.sentence_at(start - 1)
        return min(sentence.end if sentence else start, start + _LONGEST_LIST)

    def _parties(self, noun: str, geography: Geography, who: Participants) -> Callable[[int, int], list[Found]]:
        """What asks for the things that a word for several can stand for in a stretch."""
        if noun == "方":
            return lambda start, end: self._both(self.reading.within(start, end, "organization", "district"), who)
        if noun in _OF_BODIES:
            fits = agreement(noun)
            return lambda start, end: [
                f
                for f in outermost(self.reading.within(start, end, "organization"))
                if fits(f) and not who.before_title(f)
            ]
        ends = tuple(_OF_PLACES[noun])
        return lambda start, end: self._districts(start, end, ends, geography, who)

    def _both(self, things: list[Found], who: Participants) -> list[Found]:
        """Bodies and places that can be parties: not where it happens, nor of a title, nor a place beside its organ."""
        begin = {f.start for f in things if f.type == "district"}
        owners = {f.owner for f in things if f.owner and f.detail == "organ"}
        return [
            f
            for f in outermost(things)
            if not (f.type == "district" and (f.end in begin or (f.type, f.name) in owners))
            and self.text[f.start - 1 : f.start] not in ("在", "于")
            and not who.in_title(f.start)
            and not who.before_title(f)
        ]

    def _districts(
        self, start: int, end: int, ends: tuple[str, ...], geography: Geography, who: Participants
    ) -> list[Found]:
        """The districts that end so, whether named alone or in the name of a body: neither where it happens nor one
        that another of them lies in, nor in somebody's title."""
        rows = [
            f
            for f in self.reading.within(start, end, "district")
            if f.name.endswith(ends)
            and self.text[f.start - 1 : f.start] not in ("在", "于")
            and not who.in_title(f.start)
        ]
        places = [place for f in rows if (place := geography.known.get(f.name)) is not None]
        above = {up.name for place in places for up in place.chain[1:]}
        rows = [f for f in rows if f.name not in above]
        large = [f for f in rows if f.detail != "township"]
        return large if len(ends) > 2 and len({f.name for f in large}) > 1 else rows

    def _first_and_second(self, geography: Geography, who: Participants) -> None:
        for match in _FIRST_AND_SECOND.find(self.reading.begun):
            if not self._is_word(*match.span(), "organization", "district"):
                continue
            rows = self.before.several(match.start(), 2, self._parties("方", geography, who), joined=True)
            if len(rows) == 2:
                self._note(*match.span(), rows[0] if match["first"] else rows[1])

    # -- works --------------------------------------------------------------------------------------------------------

    def works(self) -> list[Found]:
        """该项目, 该水库, and 项目 at the head of a clause; those noted."""
        noted = []
        for match in _WORK.find(self.reading.begun):
            start, end, noun = *match.span(), match["noun"] or match["bare"]
            if not self._is_word(start, end, "project", "district"):
                continue
            holds = _WORKS[noun].get("holds", "")
            work = self.before.one(start, ("project",), lambda f, holds=holds: holds in f.name)  # type: ignore[misc]
            if work is not None:
                self._note(start, end, work)
                noted.append(self.reading.found[-1])
        return noted


def agreement(noun: str) -> Callable[[Found], bool]:
    """Whether a body is of the kind that a noun names: 公司 a firm, 局 what ends in 局."""
    rule = _BODIES.get(noun, {"ends": [noun]})
    kinds, ends = rule.get("kinds"), tuple(rule.get("ends", [""]))
    not_ends, holds = tuple(rule.get("not", [])), rule.get("holds", "")

    def fits(body: Found) -> bool:
        return (
            (kinds is None or body.detail in kinds)
            and body.name.endswith(ends)
            and not (not_ends and body.name.endswith(not_ends))
            and holds in body.name
        )

    return fits
