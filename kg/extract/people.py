"""People: officials with every post, those whose body alone is named, journalists, and other persons.

This is the order of it all; what notes a person is in `officeholders`, names before a title in `appointments`, lists,
brackets and names behind a title in `rosters`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict

import ahocorasick

from kg import lexicon
from kg.extract.appointments import Appointments
from kg.extract.names import NOT_NAMES
from kg.extract.officeholders import Holders
from kg.extract.posts import Group, Posts
from kg.extract.reading import Found, Reading
from kg.extract.rosters import Rosters
from kg.extract.vitae import Careers
from kg.lexicon.divisions import DIVISIONS
from kg.recognise import Token
from kg.text.clean import HAN
from kg.text.lines import is_roster
from kg.text.personal_names import is_name

_DATA = lexicon.data("posts")
_PERSONS_END_IN = tuple(_DATA["persons_end_in"])
_ADDRESS = tuple(_DATA["address"])
_NOT_PERSONS_BEFORE = tuple(_DATA["not_persons_before"])
_PAPERS = re.compile(rf"([{HAN}·、 ]{{3,24}}?)(?:首席|全媒体|融媒体?|特约|见习){{0,4}}(?:记者|通讯员)")
_PAPER = re.compile(rf"[{HAN}]{{3,10}}")
_LISTED = ("的还有", "的有", "的是", "的分别是", "的另有", "的同志有", "的同志是")
_OURS = ("本报", "本网", "本台", "本刊")
_NUMBER_OF_A_YEAR = re.compile(r"[〔\[（(]\d")
_LONGEST_NAME = 20
_ITEM_OF_ROSTER = re.compile(rf"(?<![{HAN}·])[{HAN}·]{{2,12}}(?![{HAN}·])(?![^（]{{0,12}}）)")


class People:
    """The people of one reading; `groups` are the titles found on the way."""

    def __init__(self, reading: Reading, posts: Posts) -> None:
        self.reading, self.text = reading, reading.text
        self.holders = Holders(reading, posts)
        self.groups: list[Group] = posts.groups()
        self._appointments, self._careers = Appointments(self.holders), Careers(self.holders)
        self._left: list[Group] = []  # the titles that nobody was found to hold

    def find(self) -> None:
        """Everything, in order: lists, brackets, titled names, later mentions, bylines, other persons."""
        rosters, appointments = Rosters(self.holders), self._appointments
        rosters.label_lists()
        rosters.brackets()
        for group in self.groups:
            if self._careers.told(group) or appointments.before(group) or self._behind(rosters, appointments, group):
                continue
            if appointments.given_to(group) or not (rosters.titled_behind(group) or self._careers.career(group)):
                self._left.append(group)
                rosters.called(group)
        for group in self._left:
            appointments.given_to_titled(group)
        rosters.members()
        self._careers.served()
        if rosters.not_places:
            self.reading.drop(lambda thing: thing.type == "district" and (thing.start, thing.end) in rosters.not_places)
        rosters.addressed()
        rosters.hold_as_called()
        places = self._places_of_officials()
        self._drop_cut_names(places)
        self._bylines()
        self._papers()
        self._later_mentions(places)
        self._rosters()
        self._others()

    def spoken_of(self) -> None:
        """What 他 and 她 are said to hold, once it is known who they are."""
        for group in self._left:
            self._careers.of_pronoun(group)

    def _behind(self, rosters: Rosters, appointments: Appointments, group: Group) -> bool:
        if self.text.startswith(("的", "谈", "办"), group.end) and not self.text.startswith(_LISTED, group.end):
            return rosters.who_was(group)  # 县委书记谈…: a word follows and no name
        spans = rosters.summed_up(group) or rosters.behind(group)
        for span in spans if group.shared else spans[:1]:
            self.holders.holds(span, group, end=appointments.leaves(span, group))
        return bool(spans)

    # -- officials again ----------------------------------------------------------------------------------------------

    def _places_of_officials(self) -> dict[str, list[int]]:
        """Where the name of each official stands in the text, however many there are."""
        places: dict[str, list[int]] = defaultdict(list)
        automaton = ahocorasick.Automaton()
        for name in self.holders.officials:
            automaton.add_word(name, name)
        if self.holders.officials:
            automaton.make_automaton()
            for last, name in automaton.iter(self.text):
                start = last + 1 - len(name)
                if not places[name] or start >= places[name][-1] + len(name):
                    places[name].append(start)
        return places

    def _drop_cut_names(self, places: dict[str, list[int]]) -> None:
        """A name that is everywhere the beginning of a longer one (林远 of 林远舟) is that one, cut."""
        officials = self.holders.officials
        longest = max(map(len, officials), default=0)
        cut = set()
        for short in officials:
            if not (starts := places[short]):
                continue
            for length in range(len(short) + 1, longest + 1):
                long = self.text[starts[0] : starts[0] + length]
                if long != short and long in officials and all(self.text.startswith(long, at) for at in starts):
                    cut.add(short)
        if cut:
            officials -= cut
            reading = self.reading
            reading.drop(lambda thing: thing.type == "official" and thing.name in cut)
            reading.facts[:] = [f for f in reading.facts if f.subject[0] != "official" or f.subject[1] not in cut]

    def _later_mentions(self, places: dict[str, list[int]]) -> None:
        """Officials named again without a title."""
        for name in sorted(self.holders.officials):
            for start in places[name]:
                end = start + len(name)
                token = self.reading.token_at(start)
                if (
                    token is not None
                    and self.reading.sentence_at(start) is not None
                    and not self.reading.covered(start, end, "official", "organization")
                    and (token.start == start or len(name) >= 3 or self.text[start - 1 : start] in "、，。和\n")
                ):
                    self.reading.add(Found("official", name, start, end))

    # -- those who write ----------------------------------------------------------------------------------------------

    def _bylines(self) -> None:
        """The names of bylines and imprints."""
        for credit in self.reading.article.credits:
            span = (credit.start, credit.end)
            self.reading.add(Found("journalist", credit.name, *span, detail=credit.role))
            self.reading.fact(("journalist", credit.name), "wrote", ("article", ""), [span], role=credit.role)

    def _papers(self) -> None:
        """The papers of a byline: 某晚报·某网记者."""
        paragraphs = self.reading.article.paragraphs
        starts = [paragraph.start for paragraph in paragraphs]
        lines = [0, *(match.end() for match in re.finditer("\n", self.text))]
        for credit in self.reading.article.credits:
            line = lines[bisect_right(lines, credit.start) - 1]
            at = bisect_right(starts, line) - 1
            if at >= 0 and line < paragraphs[at].end:
                continue
            papers = _PAPERS.match(self.text, line, credit.start)
            if papers is None:
                continue
            for paper in _PAPER.finditer(self.text, *papers.span(1)):
                if not paper[0].startswith(_OURS):
                    self.reading.add(Found("organization", paper[0], *paper.span(), detail="media"))

    # -- the rest -----------------------------------------------------------------------------------------------------

    def _others(self) -> None:
        """Persons without a post: what the recogniser takes for one and nothing speaks against."""
        bodies = {f.name for f in self.reading.found if f.type == "organization"}
        taken = ("official", "person", "organization", "district", "journalist")
        for token in self.reading.tagged("PER"):
            if (
                2 <= len(token.word) <= _LONGEST_NAME
                and is_name(token.word)
                and not DIVISIONS.named(token.word)
                and token.word not in NOT_NAMES
                and not self.reading.covered(token.start, token.end, *taken)
                and not any(name.endswith(token.word) for name in bodies)
                and (len(token.word) > 2 or self._stands_alone(token))
                and not self._part_of_more(token)
            ):
                self.holders.note("person", (self._first_part(token), token.end))

    def _first_part(self, token: Token) -> int:
        """Where the name begins whose last part a word is: 博扬·|别列夫."""
        if self.text[token.start - 1 : token.start] != "·":
            return token.start
        before = self.reading.token_before(token.start - 1)
        whole = before is not None and before.end == token.start - 1 and before.tag in ("PER", "LOC", "nz", "n", "nw")
        return before.start if whole and before is not None else token.start

    def _rosters(self) -> None:
        """王小红（女） 阳海 何琦（女，畲族）: every item of a line of nothing but names is one."""
        for paragraph in self.reading.article.paragraphs:
            line = self.text[paragraph.start : paragraph.end]
            if not is_roster(line) or self.reading.covered(paragraph.start, paragraph.end, "district", "organization"):
                continue
            for item in _ITEM_OF_ROSTER.finditer(self.text, paragraph.start, paragraph.end):
                if is_name(item[0]) and not self.reading.covered(*item.span(), "official", "person", "organization"):
                    self.holders.note("person", item.span())

    def _part_of_more(self, token: Token) -> bool:
        """The name of a place or a thing (林家|村), a document (林政|〔2021〕), the first word of a quotation, or a
        surname and a title (林县长)."""
        return (
            token.word.endswith(_ADDRESS)
            or self.text.startswith(_NOT_PERSONS_BEFORE, token.end)
            or bool(_NUMBER_OF_A_YEAR.match(self.text, token.end))
            or self.text[token.start - 1 : token.start] == "“"
        )

    def _stands_alone(self, token: Token) -> bool:
        """Whether what stands around a two-character name leaves it a name: marks, verbs, a word for a person."""
        before, after = self.reading.token_before(token.start), self.reading.token_at(token.end)
        left = (
            before is None
            or before.end != token.start
            or before.tag in ("w", "p", "c", "v", "u", "d")
            or before.word.endswith(_PERSONS_END_IN)
        )
        right = (
            after is None or after.start != token.end or after.tag in ("w", "v", "d", "p", "c", "u", "r", "vd", "ad")
        )
        return left and right


def find(reading: Reading, posts: Posts) -> People:
    """Find the people of an article and add them, with their posts, to the reading."""
    people = People(reading, posts)
    people.find()
    return people
