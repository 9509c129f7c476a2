"""Districts: the divisions and zones that an article names, which of a name it means, and whose paper it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

import ahocorasick

from kg import lexicon
from kg.extract.reading import Found, Reading, Sentence
from kg.lexicon.divisions import DIVISIONS, Division
from kg.text.clean import HAN

Votes: TypeAlias = "dict[Place, float]"
LEVELS = ("province", "prefecture", "county", "township")
_ZONES = lexicon.data("zones")
_ZONE_TYPE = re.compile(lexicon.alternation(_ZONES["types"]))
_SAME_TYPE = {long: short for short, longs in _ZONES["same"].items() for long in longs}
# what a level is called where the text says 我县, 全市, 区委
DEICTIC = "省市县区州盟旗镇乡"
_SELF = re.compile(rf"(?:我|全|本|该)([{DEICTIC}])(?!级)|自治区|新区")
# zone types that name a zone even where they stand alone
_BARE_ZONES = {"高新区", "经开区", "经济开发区", "经济技术开发区", "高新技术产业开发区"}
# a short name before one of these is no place: 南京路, 吉林大街
_NO_PLACE_AFTER = re.compile(r"^(?:路|大街|大道|大桥|战役|会战|菜|话|方言|人(?![大民]))")


@dataclass(frozen=True)
class Place:
    """A division or a zone. `codes` are those of itself (if it has one) and of all above it."""

    name: str
    level: str
    code: str | None
    parent: Place | None

    def chain(self) -> list[Place]:
        """Itself and the places above it, the nearest first."""
        return [self, *(self.parent.chain() if self.parent else [])]

    def at(self, level: str) -> Place | None:
        """Itself or the place above it that is of the level."""
        return next((place for place in self.chain() if place.level == level), None)

    def inside(self, other: Place) -> bool:
        return any(place == other for place in self.chain())

    @property
    def key(self) -> tuple[str, str]:
        return ("district", self.name)

    @property
    def short(self) -> str:
        division = DIVISIONS.by_code.get(self.code or "")
        if division and division.name == self.name:
            return division.short or self.name
        return Division("", self.name, "", "", "", "", "").short or self.name


def place_of(division: Division) -> Place:
    """The place of a division, with those above it."""
    parent = DIVISIONS.by_code.get(division.parent)
    return Place(division.name, division.level, division.code, place_of(parent) if parent else None)


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for name in DIVISIONS.names():
        if len(name) >= 2:
            automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton


@dataclass
class Geography:
    """What an article's places come to: the home of each level, and what a deictic word means at a position."""

    reading: Reading
    province: Place | None = None
    prefecture: Place | None = None
    county: Place | None = None
    township: Place | None = None
    home: Place | None = None
    own: Counter[Place] = field(default_factory=Counter)
    sections: dict[str, Place] = field(default_factory=dict)
    known: dict[str, Place] = field(default_factory=dict)

    def section(self, position: int) -> Place | None:
        """The place of the section that the position stands in."""
        sentence = self.reading.sentence_at(position)
        return self.sections.get(sentence.paragraph.place) if sentence else None

    def of(self, level: str, position: int, near: Place | None = None) -> Place | None:
        """The place that 省, 市, 县, 区, … (or 自治区, 新区) means at a position; `near` is one named just before."""
        for context in (near, self.section(position)):
            if context is not None:
                found = _at(context, level)
                if found is not None and not (
                    context is not near and level == "市" and self._speaks_of_prefecture(found)
                ):
                    return found
        if level == "市":
            if (
                self.county
                and self.county.name.endswith("市")
                and not (self.prefecture and self.own[self.prefecture] >= self.own[self.county])
            ):
                return self.county
            if self.prefecture and self.prefecture.name.endswith("市"):
                return self.prefecture
            if self.province and self.province.name.endswith("市"):
                return self.province
            return self.county if self.county and self.county.name.endswith("市") else None
        for home in (self.township, self.county, self.prefecture, self.province):
            if home is not None:
                found = _at(home, level)
                if found is not None:
                    return found
        return None

    def _speaks_of_prefecture(self, place: Place) -> bool:
        # 全市 in a section on a county-level city is the city above it, where the article names that one
        above = place.at("prefecture")
        return place.level == "county" and above is not None and self.own[above] > 0


def _at(context: Place, level: str) -> Place | None:
    """The first of the context's chain that the level word can mean."""
    for place in context.chain():
        name = place.name
        if level == "新区":
            if place.level == "zone" and name.endswith("新区"):
                return place
        elif level == "自治区":
            if place.level == "province" and name.endswith("自治区"):
                return place
        elif level == "区":
            if (place.level in ("county", "zone") and name.endswith("区")) or (
                place.level == "zone" and not name.endswith("市")
            ):
                return place
        elif level in ("州", "盟", "旗", "省", "市", "县", "镇", "乡"):
            if name.endswith(level) or (level == "县" and name.endswith("自治县")):
                return place
    return None


@dataclass
class _Match:
    start: int
    end: int
    name: str
    full: bool
    candidates: list[Place]
    weight: float = 1.0
    own: bool = True  # a mention of the place, not part of the name of a firm
    sole: bool = False  # the recogniser takes it, whole, for a place
    place: Place | None = None


def _scan(reading: Reading) -> list[_Match]:
    """Names of divisions in the text, the longest at each place, in its order."""
    text = reading.text
    spans: list[tuple[int, int, str]] = []
    for last, name in _automaton().iter(text):
        spans.append((last + 1 - len(name), last + 1, name))
    spans.sort(key=lambda span: (span[0], -span[1]))
    year = int(reading.article.published[:4]) if reading.article.published else 0
    matches: list[_Match] = []
    position = 0
    for start, end, name in spans:
        if start < position or reading.token_at(start) is None:
            continue
        rows = DIVISIONS.full(name)
        full = bool(rows)
        rows = rows or DIVISIONS.short(name)
        if not _is_name_here(reading, start, end, full, rows, matches):
            continue
        in_time = [row for row in rows if row.valid(year)] if year else [row for row in rows if not row.until]
        chosen: dict[str, Place] = {}
        for row in sorted(in_time or rows, key=lambda row: (LEVELS.index(row.level), row.until != "", row.code)):
            chosen.setdefault(row.today, place_of(row))
        candidates = list(chosen.values())
        # 长沙 is the city, not the county in it
        candidates = [c for c in candidates if not any(c != up and c.inside(up) for up in candidates)]
        token = reading.token_at(start)
        sole = token is not None and token.tag == "LOC" and (token.start, token.end) == (start, end)
        matches.append(_Match(start, end, name, full, candidates, sole=sole))
        position = end
    return matches


def _is_name_here(
    reading: Reading, start: int, end: int, full: bool, rows: list[Division], matches: list[_Match]
) -> bool:
    text = reading.text
    if _NO_PLACE_AFTER.match(text[end : end + 3]):
        return False
    token = reading.token_at(start)
    if token is None:
        return False
    follows = bool(matches) and matches[-1].end == start
    aligned = token.start == start or follows
    level = min(LEVELS.index(row.level) for row in rows)
    if full and end - start >= 3:
        if token.tag == "PER" and token.start <= start and token.end >= end and level < 3:
            return token.end == end
        return aligned or token.tag in ("LOC", "ORG", "nz", "n", "nw")
    if full:  # 城区, 泗县: two characters
        return aligned and (token.tag in ("LOC", "ORG") or follows) and (follows or not name_of_kind(text[start:end]))
    whole = token.start == start and token.end == end
    if level >= 2:  # short names of counties are often words: 先锋, 太白, 凤凰
        return (whole and token.tag in ("LOC", "ORG", "n", "nz")) or (follows and token.tag in ("LOC", "ORG"))
    if token.tag == "LOC":
        return token.start == start or token.word[0] in "大新老" or follows  # 大武汉
    if token.tag == "ORG":
        return token.start == start or follows
    return whole and token.tag in ("n", "nz", "s")


def name_of_kind(word: str) -> bool:
    """Whether a two-character division name is as often a kind of place: 城区, 郊区."""
    return word in ("城区", "郊区", "矿区", "市区")


def _zone_at(reading: Reading, match: re.Match[str], divisions: list[_Match]) -> tuple[int, str, Place | None] | None:
    """Where the name of a zone begins, its own name, and the division written before it; None where it is no name."""
    start = match.start()
    text = reading.text
    token = reading.token_at(start)
    if token is None:
        return None
    begin = start
    if token.start < start and token.tag in ("LOC", "ORG", "nz", "n", "nw"):
        begin = token.start
    elif token.start == start:
        before = reading.token_before(start)
        while before is not None and begin - before.start <= 8 and before.end == begin:
            if before.tag in ("LOC", "nz", "ORG") or (
                before.tag in ("n", "vn", "s")
                and len(before.word) <= 2
                and (before.word not in _ZONES["generic"] and start - before.start <= 4)
            ):
                begin = before.start
                before = reading.token_before(begin)
                continue
            break
    # a division may stand inside the stretch: 济宁|太白湖新区
    prefix = None
    for division in divisions:
        if begin <= division.start and division.end <= start or (division.start < begin <= division.end <= start):
            prefix = division
    if prefix is None:
        before_begin = [d for d in divisions if d.end == begin]
        prefix = before_begin[-1] if before_begin else None
    own = text[prefix.end if prefix else begin : start]
    if prefix is not None:
        begin = prefix.start
    own = own.lstrip("的在市县区省")
    if any(own.startswith(word) or own.endswith(word) for word in _ZONES["generic"]) or not re.fullmatch(
        rf"[{HAN}A-Za-z]*", own
    ):
        return None
    place = prefix.place if prefix else None
    return begin, own, place


def find(reading: Reading, page_votes: Votes | None = None) -> Geography:
    """Find the districts of an article, add them to the reading, and say what its deictic words mean."""
    matches = _scan(reading)
    geography = Geography(reading)
    _resolve(reading, matches, page_votes or {})
    votes: Votes = defaultdict(float)
    for match in matches:
        if match.place:
            votes[match.place] += match.weight
            geography.own[match.place] += 1
    _elect(geography, _sum(votes, page_votes or {}))
    for paragraph in reading.article.paragraphs:
        if paragraph.place and paragraph.place not in geography.sections:
            named = [m.place for m in matches if m.name == paragraph.place and m.place]
            if named:
                geography.sections[paragraph.place] = named[0]
    matches += _townships(reading, matches, geography)
    matches.sort(key=lambda match: match.start)
    zones = _zones(reading, matches, geography)
    for paragraph in reading.article.paragraphs:
        if paragraph.place and paragraph.place not in geography.sections:
            zone = next((z for s, e, z in zones if reading.text[s:e] == paragraph.place), None)
            if zone:
                geography.sections[paragraph.place] = zone
    origin = _dateline(reading)
    if origin is not None:
        at = reading.article.dateline_at
        _note(reading, origin, at, at + len(reading.article.dateline))
        votes[origin] += 0.5
    for _, _, zone in zones:
        votes[zone] += 1.5
        geography.own[zone] += 1
    if zones or origin:
        _elect(geography, _sum(votes, page_votes or {}))
    taken = [(start, end) for start, end, _ in zones]
    for start, end, zone in zones:
        geography.known[zone.name] = zone
        _note(reading, zone, start, end)
    for match in matches:
        if match.place and not any(s <= match.start < e for s, e in taken):
            match.place = _in_zone(match.place, geography)
            geography.known[match.place.name] = match.place
            _note(reading, match.place, match.start, match.end)
    _chains(reading, matches, zones)
    for match in _SELF.finditer(reading.text):
        if reading.sentence_at(match.start()) is None or reading.covered(match.start(), match.end(), "district"):
            continue
        place = geography.of(match[1] or match[0], match.start())
        if place is not None:
            _note(reading, place, match.start(), match.end())
    return geography


def _sum(first: Votes, second: Votes) -> Votes:
    return {place: first.get(place, 0.0) + second.get(place, 0.0) for place in [*first, *second]}


_TOWNSHIP = re.compile(rf"[{HAN}]{{2,4}}?(?:乡|镇|街道|苏木)(?![长村])")


def _townships(reading: Reading, matches: list[_Match], geography: Geography) -> list[_Match]:
    """Townships that no table has, or none any more: words that the recogniser takes for places and that end as one."""
    found: list[_Match] = []
    for token in reading.tokens:
        if token.tag not in ("LOC", "ORG") or any(
            m.start < token.end and token.start < m.end and m.place for m in matches
        ):
            continue
        match = _TOWNSHIP.match(token.word)
        if (
            match is None
            or len(match[0]) < 3
            or match[0][-3:] in ("各乡镇", "老街道")
            or match[0].startswith(("各", "全", "本"))
        ):
            continue
        above = [m.place for m in matches if m.end == token.start and m.place]
        county = above[0] if above else geography.county
        place = Place(match[0], "township", None, county)
        end = token.start + match.end()
        found.append(_Match(token.start, end, match[0], True, [place], place=place))
    return found


def _in_zone(place: Place, geography: Geography) -> Place:
    """A township in the paper of a zone is the zone's where both lie in one prefecture and the text names no county."""
    home = geography.home
    if place.level != "township" or home is None or home.level != "zone" or place.parent is None:
        return place
    if geography.own[place.parent] or place.at("prefecture") != home.at("prefecture"):
        return place
    return Place(place.name, place.level, place.code, home)


def _chains(reading: Reading, matches: list[_Match], zones: list[tuple[int, int, Place]]) -> None:
    """金寨县铁冲乡 says that the one lies in the other; a place whose upper one is not named lies in the next named."""
    rows = sorted([(m.start, m.end, m.place) for m in matches if m.place] + zones, key=lambda row: row[0])
    for (start, end, upper), (begin, stop, lower) in zip(rows, rows[1:], strict=False):
        if begin == end and lower != upper and lower.inside(upper):
            reading.fact(lower.key, "part_of", upper.key, [(start, stop)])
    named = {f.name for f in reading.found if f.type == "district"}
    for place in dict.fromkeys(place for _, _, place in rows):
        if place.parent is not None and place.parent.name not in named:
            above = next((up for up in place.chain()[2:] if up.name in named), None)
            if above is not None:
                reading.fact(place.key, "part_of", above.key)


def _note(reading: Reading, place: Place, start: int, end: int) -> None:
    reading.add(Found("district", place.name, start, end, detail=place.level), level=place.level, code=place.code)
    for lower, upper in zip(place.chain(), place.chain()[1:], strict=False):
        reading.attributes.setdefault(lower.key, {}).update(level=lower.level, code=lower.code)
        reading.attributes.setdefault(upper.key, {}).update(level=upper.level, code=upper.code)
        reading.fact(lower.key, "part_of", upper.key)


def _dateline(reading: Reading) -> Place | None:
    """The place that the report is sent from: 本报合肥电."""
    named = [row for row in DIVISIONS.named(reading.article.dateline) if row.level != "township" and not row.until]
    named.sort(key=lambda row: (LEVELS.index(row.level), row.code))
    return place_of(named[0]) if named else None


def _resolve(reading: Reading, matches: list[_Match], page_votes: Votes) -> None:
    """Settle which division each name means: by the one written before it, then by what else the article names."""
    for match in matches:
        sentence: Sentence | None = reading.sentence_at(match.start)
        kind = sentence.paragraph.kind if sentence else "body"
        match.weight = 2.0 if kind == "title" else 1.0
        before = reading.text[max(0, match.start - 1) : match.start]
        after = reading.text[match.end : match.end + 2]
        if before == "在" and after in ("举行", "召开", "举办"):
            match.weight = 0.2  # where it was held, not whose it is
        if re.match(r"海关|大学|学院|师范|铁路|路局", after):
            match.weight *= 0.5
    sure = defaultdict(float, page_votes)
    for match in matches:
        if len(match.candidates) == 1 and match.candidates[0].level != "township" and not _weak(match):
            match.place = match.candidates[0]
            for place in match.place.chain():
                sure[place] += match.weight
    origin = _dateline(reading)
    if origin is not None:
        for place in origin.chain():
            sure[place] += 1
    # townships speak for the county that has most of them
    townships = {m.name: m.candidates for m in matches if m.candidates and m.candidates[0].level == "township"}
    counties: dict[Place, float] = defaultdict(float)
    for candidates in townships.values():
        for place in candidates:
            if place.parent:
                counties[place.parent] += 1 / len(candidates)
    spoken = {level for level in ("县", "区", "旗") if re.search(rf"[我全]{level}|{level}委", reading.text)}
    autonomous = "自治区" in reading.text
    for pass_ in range(2):
        for i, match in enumerate(matches):
            if match.place or not match.candidates:
                continue
            previous = matches[i - 1] if i and matches[i - 1].end == match.start else None
            if previous and previous.place:
                under = [c for c in match.candidates if previous.place in c.chain()]
                if under:
                    match.candidates = under
            if _doubtful(match, matches, sure):
                continue
            ranked = sorted(
                match.candidates,
                key=lambda c: (-_kinship(c, sure), -counties.get(c.parent or c, 0.0), c.code or ""),
            )
            best = ranked[0]
            rival = ranked[1] if len(ranked) > 1 else None
            strength = _kinship(best, sure)
            if rival is None or strength > _kinship(rival, sure):
                if (
                    best.level == "township"
                    and rival is None
                    and strength == 0
                    and not (spoken or counties.get(best.parent or best, 0) > 1)
                ):
                    continue
                match.place = best
            elif best.level == "township" and pass_:
                # no context but the townships themselves: the county of most, fit to what the text calls itself
                fit = [
                    c
                    for c in ranked
                    if c.parent
                    and (not spoken or c.parent.name[-1] in spoken)
                    and (not autonomous or (c.chain()[-1].name.endswith("自治区")))
                ]
                fit.sort(key=lambda c: (-counties.get(c.parent or c, 0.0), c.code or ""))
                if fit and (len(fit) == 1 or counties[fit[0].parent or fit[0]] > counties[fit[1].parent or fit[1]]):
                    match.place = fit[0]
            elif best.level == "prefecture" or (match.full and best.level == "county" and strength > 0):
                match.place = best
            elif not match.full and best.level in ("province", "prefecture"):
                match.place = best
            if match.place:
                for place in match.place.chain():
                    sure[place] += match.weight


def _weak(match: _Match) -> bool:
    """A county's short name, or one of two characters, needs more than itself: both are often other words."""
    return match.candidates[0].level in ("county", "zone") and (not match.full or len(match.name) == 2)


def _doubtful(match: _Match, matches: list[_Match], sure: Votes) -> bool:
    if not _weak(match):
        return False
    same = sum(other.name == match.name for other in matches)
    alone = not any(place.level != "province" and weight >= 1 for place, weight in sure.items())
    kin = (alone and len(match.candidates) == 1 and same >= 2 and match.sole) or any(
        sure.get(place) for candidate in match.candidates for place in candidate.chain() if place.level != "province"
    )
    return not kin


def _kinship(candidate: Place, sure: Votes) -> float:
    """How much else in the article speaks for a candidate: the nearer the common place, the more."""
    weights = {"province": 1.0, "prefecture": 3.0, "county": 9.0, "township": 0.0, "zone": 9.0}
    return sum(weights[place.level] for place in candidate.chain() if sure.get(place))


def _elect(geography: Geography, votes: Votes) -> None:
    """The home of each level: the places that most of what the article names lies in."""
    tally: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    for place, weight in votes.items():
        for above in place.chain():
            level = "county" if above.level == "zone" else above.level
            tally[level][above] += weight

    def best(level: str, inside: Place | None) -> Place | None:
        rows = [(w, p) for p, w in tally[level].items() if inside is None or p.inside(inside)]
        return min(rows, key=lambda row: (-row[0], row[1].code or row[1].name))[1] if rows else None

    geography.province = best("province", None)
    geography.prefecture = best("prefecture", geography.province)
    geography.county = best("county", geography.prefecture or geography.province)
    geography.township = best("township", geography.county) if geography.county else None
    candidates = [p for p in (geography.county, geography.prefecture, geography.province) if p]
    if not candidates:
        geography.home = None
        return
    geography.home = candidates[-1]
    for place in candidates:
        others = max((votes.get(p, 0.0) for p in candidates if p != place), default=0.0)
        if votes.get(place, 0.0) and votes.get(place, 0.0) >= others:
            geography.home = place
            break
    spoken = Counter(
        re.findall(r"[我全]([省市县区州盟旗])|(?<=[，。、])([市县区旗])(?:委|政府|领导)", geography.reading.text)
    )
    flat: Counter[str] = Counter()
    for (a, b), n in spoken.items():
        flat[a or b] += n
    if flat and geography.home is not None:
        for level, _ in flat.most_common():
            place = _at(geography.county, level) if geography.county and level in "县区旗" else None
            if place is not None:
                geography.home = place
            break


def _zones(reading: Reading, matches: list[_Match], geography: Geography) -> list[tuple[int, int, Place]]:
    """The zones of the text. One named without the division it lies in takes the article's."""
    rows: list[tuple[int, int, str, str, Place | None]] = []
    for match in _ZONE_TYPE.finditer(reading.text):
        if reading.sentence_at(match.start()) is None:
            continue
        division = next((m for m in matches if m.place and m.start <= match.start() and m.end == match.end()), None)
        if division is not None and division.full:
            continue  # 浦东新区 is in the table
        got = _zone_at(reading, match, matches)
        if got is None:
            continue
        begin, own, place = got
        rows.append((begin, match.end(), own, match[0], place))
    found: list[tuple[int, int, Place]] = []
    parents: dict[str, Place] = {}
    for _, _, own, type_, place in rows:
        if own and place:
            parents.setdefault(own + type_, place)
    for begin, end, own, type_, place in rows:
        short_type = _SAME_TYPE.get(type_, type_)
        if own:
            name = own + type_
            parent = place or parents.get(name)
            if name in _ZONES["national"]:
                parent = place_of(DIVISIONS.full(_ZONES["national"][name])[0])
            if parent is None:
                parent = geography.prefecture or geography.province
        elif place is not None:
            name, parent = place.short + type_, place
        else:
            if type_ == "新区":
                continue  # 新区 alone means the one the article is of; see _SELF
            if type_ in ("工业园区", "经济区", "管理区", "合作区"):
                continue
            same = [z for _, _, z in found if _SAME_TYPE.get(z.name[len(z.parent.short) if z.parent else 0 :], "") == short_type
                    or z.name.endswith(type_)]  # fmt: skip
            if same:
                found.append((begin, end, same[0]))
                continue
            if type_ not in _BARE_ZONES:
                continue  # without a name the others are kinds
            home = geography.home
            parent = home if home is not None and home.level in ("county", "prefecture") else geography.prefecture
            section = geography.section(begin)
            if parent is None or section is not None and section.level != "zone":
                parent = section or parent
            if parent is None:
                continue
            if parent.name.endswith("区") and parent.parent:
                parent = parent.parent
            name = parent.short + type_
        found.append((begin, end, Place(name, "zone", None, parent)))
    return found


def votes(geographies: Iterable[Geography]) -> Votes:
    """What the articles of a page name, at a tenth of its weight: a help to those that name no place themselves."""
    total: Counter[Place] = Counter()
    for geography in geographies:
        total.update(geography.own)
    return {place: 0.1 * number for place, number in total.items()}
