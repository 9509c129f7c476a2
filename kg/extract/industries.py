"""Industries: what a district sets out to develop, named in a list that is summed up as such or behind a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import lexicon
from kg.extract.actors import Actors
from kg.extract.masks import mark, marked
from kg.extract.places import Geography
from kg.extract.reading import Found, Reading
from kg.text.clean import HAN
from kg.text.sought import Sought

_DATA = lexicon.data("industries")
_NUMBER = r"[一二三四五六七八九十两\d]{1,3}"
_NOT_BEFORE = "(?!" + lexicon.alternation(_DATA["not_before"]) + ")"
_SUM = Sought(
    rf"[“]?(?:产业新?{lexicon.alternation(_DATA['standings'])}|{lexicon.alternation(_DATA['sums'])}){_NOT_BEFORE}",
    [mark + word for mark in ("", "“") for word in ("产业", *_DATA["sums"])],
)
_GENERIC = lexicon.alternation(_DATA["generic"])
# between the last name of a list and what sums it up: 等优势, 三大主导, 四大“
# of 电子科技等产业 the 科技 is of the name
_KINDS = lexicon.alternation([word for word in _DATA["generic"] if word != "等"])
_LINK = re.compile(rf"(?P<link>(?:作为)?等?(?:{_NUMBER}(?:大|个|条|项|类)?)?(?:{_KINDS}|性|型|级)*)$")
_VERB = re.compile(rf"(?:{lexicon.alternation(_DATA['verbs'])})")
_PLAIN = Sought(rf"{lexicon.alternation(_DATA['plain'])}(?=[{HAN}A-Za-z]{{2}})", _DATA["plain"])
_ITEM = rf"[{HAN}A-Za-z0-9]{{1,12}}"
_LIST = re.compile(rf"{_ITEM}(?:(?:、|和|与|及|以及){_ITEM}){{0,12}}")
_SPLIT = re.compile(r"、|以及|和|与|及")
_ALL_GENERIC = re.compile(rf"(?:{_GENERIC})+$")
_TASK_END = re.compile(rf"{lexicon.alternation(_DATA['tasks'])}$")
_TASK_START = re.compile(rf"{_NUMBER}[个家项条]|各|有关|全[市县区省]|我|其|该|这|了|的|使|让|不断|一批")
_STEM_END = re.compile(rf"{lexicon.alternation(_DATA['stems'])}$")
_CALLED_SO = re.compile("(?:服务|建筑|矿|林|渔|农|牧|种|奶|乳|工|商|药)业$")
_EXCEPT = tuple(_DATA["exceptions"])
_SUFFIX = re.compile(r"(?:产业集群|产业链|产业|集群|行业)$")
_LED = Sought(
    r"(?:产业)?作?为(?:主导|龙头|支柱|主体|引领|重点|特色|首位|主(?=的|，|。|、))",
    ["产业", "作为", "为主", "为龙", "为支", "为引", "为重", "为特", "为首"],
)
_EQUATED = Sought(
    "(?:主导|支柱|优势|特色|首位|龙头)产业(?:主要)?(?:为|是|有|包括|：)(?!主)",
    ["主导", "支柱", "优势", "特色", "首位", "龙头"],
)
_GROWS = re.compile(r"(?:高质量)?发展|振兴|壮大|提质")
_STRONG = re.compile(rf"{lexicon.alternation(_DATA['strong'])}(?!性)")
# words of these tags are of no industry's name
_OUTSIDE = {"v", "p", "u", "d", "c", "r", "m", "f", "w", "ad", "vd", "t", "TIME", "LOC", "ORG", "PER", "xc"}
_LEAD = re.compile(
    rf"(?:{lexicon.alternation(_DATA['verbs'])}|大力|着力|积极|加快|重点|优先|持续|不断|全力|以|将|要|正在|努力|进一步|继续|深入|集中|聚力|及)+"
)


class Industries:
    """Finds the industries of one reading."""

    def __init__(self, reading: Reading, geography: Geography) -> None:
        self.reading, self.text = reading, reading.text
        self.actors = Actors(reading, geography)
        types = ("district", "organization", "official")
        self.taken = marked(len(self.text), ((f.start, f.end) for f in reading.found if f.type in types))

    def name(self, start: int, end: int, sure: bool) -> tuple[str, int, int] | None:
        """The industry that the stretch names, and where its name stands; None where it names none."""
        form = self.text[start:end]
        suffix = _SUFFIX.search(form)
        if suffix and suffix.start() >= 1:
            form = form[: suffix.start()]
        lead = _LEAD.match(form)
        if lead and len(form) - lead.end() >= 2:
            start, form = start + lead.end(), form[lead.end() :]
        stem = form
        # 装备制造业, 旅游业; 服务业 and 林业 are so called
        if form.endswith("业") and len(form) >= 3 and _STEM_END.search(form[:-1]) and not _CALLED_SO.search(form):
            stem = form[:-1]
        if not stem or len(stem) > 12 or _ALL_GENERIC.match(stem) or _TASK_START.match(stem):
            return None
        if _TASK_END.search(stem) and not stem.endswith(_EXCEPT):
            return None
        if len(stem) == 1:
            if not suffix or not _STEM_END.fullmatch(stem):
                return None
            stem = form + "产业"
        if not sure and not confirmed(stem):
            return None
        if any(self.taken[start : start + len(form)]):
            return None
        return stem, start, min(end, start + len(form) + (len(suffix[0]) if suffix else 0))

    def _chunks(self, start: int, end: int) -> list[tuple[int, int]]:
        chunks, position = [], start
        # 和 divides the last two of a list; before that it is inside a name: 新能源汽车及零部件、…
        last = self.text.rfind("、", start, end)
        for cut in _SPLIT.finditer(self.text, start, end):
            # 和 inside a word is none: 饱和, 和田
            token = self.reading.token_at(cut.start())
            inner = token is not None and token.end - token.start > len(cut[0])
            if inner and confirmed(self.text[position : cut.start()]) and confirmed(self.text[cut.end() : end]):
                inner = False  # 稻米加工|和风|电: cut wrongly
            if cut[0] != "、" and (cut.start() < last or inner):
                continue
            chunks.append((position, cut.start()))
            position = cut.end()
        return [*chunks, (position, end)]

    # -- lists that are summed up ---------------------------------------------------------------------------------

    def summed(self) -> Iterator[tuple[str, int, int]]:
        """装备制造、食品医药等优势产业, 电子信息、生物医药三大主导产业, 发展生物医药产业, 茶产业发展."""
        for match in _SUM.find(self.reading.begun):
            if self.reading.sentence_at(match.start()) is None:
                continue
            if self.text[match.start() - 1 : match.start()] == "的":
                continue  # 以…为主的产业集群
            clause = self._clause(match.start())
            link = _LINK.search(self.text[max(clause, match.start() - 16) : match.start()])
            words = link["link"] if link else ""
            if words:
                names = self._list(clause, match.start() - len(words), summed=True)
            elif match[0].startswith("产业") and self._ends(match.end()):
                names = self._list(clause, match.start() + 2, summed=False)
                grows = _GROWS.match(self.text, match.end()) or _VERB.search(self.text, clause, match.start())
                if len(names) < 3 and not grows:
                    continue
            else:
                continue
            if any(confirmed(name) for name, _, _ in names):
                yield from names

    def _ends(self, end: int) -> bool:
        """Whether 产业 ends the name: 产业大户, 产业抓手 are other words."""
        token = self.reading.token_at(end)
        return (
            token is None
            or token.tag in ("w", "u", "c", "p", "d", "ad", "xc")
            or bool(_GROWS.match(self.text, end))
            or not token.word.strip()
        )

    def _clause(self, position: int) -> int:
        floor = max(0, position - 90)
        return max(self.text.rfind(stop, floor, position) + 1 for stop in "，。；：！？\n（）《》“”") or floor

    def _list(self, clause: int, stop: int, summed: bool) -> list[tuple[str, int, int]]:
        """The names of a list that ends at `stop`; the first begins behind the last verb before it."""
        chunks = self._chunks(clause, stop)
        later = [i for i, chunk in enumerate(chunks) if i and _STRONG.search(self.text, *chunk)]
        chunks = chunks[later[-1] if later else 0 :]  # 在甲园和|乙园打造新材料产业集群
        start, end = chunks[0]
        verbs = list((_VERB if summed else _STRONG).finditer(self.text, start, end - 1))
        begin = verbs[-1].end() if verbs else self._first(start, end)
        begin = max(begin, self.text.rfind("的", begin, end) + 1)
        chunks[0] = (begin, end)
        sure = bool(verbs) or (summed and len(chunks) > 2)
        return [named for a, b in chunks if a < b and (named := self.name(a, b, sure))]

    def _first(self, start: int, end: int) -> int:
        """Where the first name of a list begins, where no verb shows it: behind the last word that is of no name."""
        begin = start
        for token in self.reading.tokens_in(start, end):
            if token.tag in _OUTSIDE and token.end < end:
                begin = token.end
        return begin

    # -- others ---------------------------------------------------------------------------------------------------

    def behind_verbs(self) -> Iterator[tuple[str, int, int]]:
        """大力发展装备制造、生物医药: a list of stems that nothing sums up."""
        for verb in _PLAIN.find(self.reading.begun):
            match = _LIST.match(self.text, verb.end())
            if match is None or self.reading.sentence_at(verb.start()) is None:
                continue
            names = []
            for start, end in self._chunks(*match.span()):
                named = self.name(start, end, sure=False)
                if named is None:
                    break
                names.append(named)
            if len(names) >= 2:
                yield from names

    def equated(self) -> Iterator[tuple[str, int, int]]:
        """主导产业为装备制造和食品加工."""
        for match in _EQUATED.find(self.reading.begun):
            listed = _LIST.match(self.text, match.end())
            if listed is None or self.reading.sentence_at(match.start()) is None:
                continue
            names = [self.name(*chunk, sure=False) for chunk in self._chunks(*listed.span())]
            if all(names):
                yield from (named for named in names if named)

    def led(self) -> Iterator[tuple[str, int, int]]:
        """以新能源汽车、电子信息为主导."""
        for match in _LED.find(self.reading.begun):
            begin = self.text.rfind("以", self._clause(match.start()), match.start()) + 1
            if not begin or self.reading.sentence_at(match.start()) is None:
                continue
            end = match.start() + (2 if match[0].startswith("产业") else 0)
            chunks = self._chunks(begin, end)
            names = [self.name(*chunk, sure=len(chunks) > 1) for chunk in chunks]
            if all(names) and any(named and confirmed(named[0]) for named in names):
                yield from (named for named in names if named)

    def find(self) -> None:
        """Find the industries and who develops them."""
        for name, start, end in [*self.summed(), *self.behind_verbs(), *self.equated(), *self.led()]:
            if any(self.taken[start:end]):
                continue
            subjects, said = self.actors.of(start)
            districts = {s if s[0] == "district" else self._owner(s) for s in subjects} - {None}
            if not districts:
                continue  # a firm's line of business is no aim of a district
            mark(self.taken, [(start, end)])
            self.reading.add(Found("industry", name, start, end))
            for district in sorted(d for d in districts if d):
                self.reading.fact(district, "develops", ("industry", name), [(said, end)],
                                  self.reading.article.published)  # fmt: skip

    def _owner(self, body: tuple[str, str]) -> tuple[str, str] | None:
        """The district that a body is of; a firm is of none."""
        owners = [f.owner for f in self.reading.found if (f.type, f.name) == body and f.owner and f.detail != "firm"]
        return next((owner for owner in owners if owner[0] == "district"), None)


def confirmed(name: str) -> bool:
    """Whether a name ends as industries do."""
    return _STEM_END.search(name.removesuffix("产业")) is not None


def find(reading: Reading, geography: Geography) -> Industries:
    """Find the industries of an article and add them, with who develops them, to the reading."""
    industries = Industries(reading, geography)
    industries.find()
    return industries
