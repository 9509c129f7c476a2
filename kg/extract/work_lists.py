"""Lists of works: the items that 等…项目 sums up, that 包括 opens, or the rows of a document that lists works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg import lexicon
from kg.extract.kinds import is_common, is_field
from kg.extract.reading import Reading, Sentence
from kg.recognise import Token
from kg.text.clean import HAN
from kg.text.numbers import chinese
from kg.text.sought import Sought

_DATA = lexicon.data("projects")
_NOT_BEFORE = f"(?!{lexicon.alternation(_DATA['not_before'])})"
_NAME_VERBS = set(_DATA["name_verbs"])
_INNER = set(_DATA["inner_verbs"])
_NUMERALS = "两三四五六七八九十0123456789"
_BEHIND_A_NUMBER = {*"0123456789", *(word[0] for word in _DATA["shared"]["counters"])}
CONTEXT = Sought(lexicon.alternation(_DATA["context"]), _DATA["context"])
# 等7个项目, 等重点项目, 等基础设施项目建设
_LIST_END = re.compile(
    rf"等(?:一批)?(?:[\d一二三四五六七八九十]+(?:多|余)?[个项])?[{HAN}]{{0,10}}?(?:项目|工程){_NOT_BEFORE}"
    rf"(?![{HAN}]{{0,6}}{lexicon.alternation(_DATA['manners'])})"
)
# 甲、乙|等企业项目: the items are no works
_OF_OTHERS = re.compile("企业|公司|单位|相关|领域|方面|功能|作用|效益|用途|内容")
_OUR = re.compile("(?:.{0,8}，)?[我全本该][市县区州旗镇乡](?=.{2})")
_OURS = "我全本市县区州旗镇乡"
# 甲、乙、丙|三大工程, 甲、乙|两个项目
_COUNTED_LIST = Sought(
    r"([两三四五六七八九十0-9]{1,2})[大个项](?:重点|重大|民生|产业)?(?:项目|工程)",
    [number + behind for number in _NUMERALS for behind in (*_NUMERALS, *"大个项")],
)
# 开工项目12项，总投资23.6亿元，包括|甲、乙、丙|等
_OPENED_LIST = re.compile(
    r"(?<![，。；该本此])(?:项目|工程)[^。；]{0,40}?(?:包括|主要有|主要包括|分别是|分别为)(?P<list>[^。；，]{6,200}?)"
    r"(?=等?(?:在内)?[。；，]|等在内)"
)
# 包括|甲、乙、丙|等在内的9个投资项目: all are works, whatever words they are called by
_AMONG = re.compile(
    rf"(?:包括|包含)(?P<list>[^。；，：]{{4,200}}?)等在内的[^，。；]{{0,14}}?(?:项目|工程){_NOT_BEFORE}"
)
# 2023年重点项目清单: 1.清泉水库除险加固。
_TITLE_OF_LIST = re.compile("(?:项目|工程)(?:清单|名单|一览|计划|安排|汇总|表|名录)")
_ROW = re.compile(
    rf" ?(?:\d{{1,3}}[.．、]|（\d{{1,3}}）) ?(?P<name>[{HAN}A-Za-z0-9“”（）\-~+]{{4,44}})(?=[。：:，；,]|$)"
)
# 启动|甲山、乙川、丙河|3条|高速公路|建设: the items are called by what is counted
_SHARED = Sought(
    rf"等?(?P<number>[0-9]{{1,2}}|[两三四五六七八九十]){lexicon.alternation(_DATA['shared']['counters'])}"
    rf"(?:{lexicon.alternation(_DATA['shared']['sorts'])}|（[一二12]）|、|型)*"
    rf"(?P<kind>{lexicon.alternation(_DATA['shared']['kinds'])})",
    [
        *("等" + number for number in _NUMERALS),
        *(number + behind for number in _NUMERALS for behind in _BEHIND_A_NUMBER),
    ],
)
_CALLED = re.compile(rf"(?:(?![和及])[{HAN}]){{2,12}}")
_BETWEEN_MARKS = re.compile(r"[^、]+")
_FIELD = re.compile(rf"^[至到]|[的了是在]|{lexicon.alternation(_DATA['fields'])}$")
AMONG_WORKS = re.compile(rf"[{HAN}]{{0,8}}(?:项目|工程|实事)中(?=[{HAN}]{{3}})")
COUNTING = re.compile(r"[个项元条处座]")
_NOT_IN_ITEM = ("v", "p", "u", "d", "vd", "c", "r", "ad")
LONGEST = 44
LONGEST_ITEM = 80
_LONGEST_LIST = 100
# what opens a quotation and a bracket within a name, and how long one is
PAIRS = {"”": ("“", 16), "）": ("（", 20)}


def may_tell_of_works(reading: Reading) -> bool:
    """Whether an article has a word near which works are named, or lists them; most on people have none."""
    return CONTEXT.first(reading.begun) is not None or _TITLE_OF_LIST.search(reading.article.head.title) is not None


class Lists:
    """Finds the lists of works in one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.text
        self._exact: dict[tuple[int, int], list[tuple[str, str]]] = {}
        for f in reading.found:
            self._exact.setdefault((f.start, f.end), []).append((f.type, f.detail))
        # 2023年重点项目清单
        self.is_one = _TITLE_OF_LIST.search(reading.article.head.title) is not None

    def row(self, sentence: Sentence) -> tuple[int, int] | None:
        """The works that a row of a document on works begins with: 1.清泉水库除险加固。建设地点：…."""
        if not self.is_one or sentence.start != sentence.paragraph.start:
            return None
        row = _ROW.match(self.text, sentence.start, sentence.end)
        return row.span("name") if row and self.is_item(*row.span("name")) else None

    def is_item(self, start: int, end: int) -> bool:
        """Whether an item of a list before 等…项目 is the name of works; it needs no ending."""
        item = self.text[start:end]
        if not 3 <= len(item) <= LONGEST or _FIELD.search(item):
            return False
        behind = max((f.end for f in self.reading.starting_at(start, "district") if f.end <= end), default=start)
        if is_field(self.text[behind:end]) or (behind == start and item[0] not in _OURS and is_common(item)):
            return False
        # a firm or a school may be what is built, an office or a person not
        return not any(
            type_ in ("district", "official", "organization") and detail not in ("firm", "school", "society")
            for type_, detail in self._exact.get((start, end), ())
        )

    def _items(self, end: int, sentence: Sentence) -> list[tuple[int, int]]:
        """The items of the list that ends at `end`, the last first; the first begins behind a verb or a preposition."""
        items: list[tuple[int, int]] = []
        while len(items) < _LONGEST_LIST:
            begin = self._item_start(end, sentence)
            if begin >= end:
                break
            items.append((begin, end))
            mark_before = self.text[max(0, begin - 1) : begin]
            token = self.reading.token_before(begin)
            joint = mark_before in ("和", "及") and token is not None and token.tag == "c"
            if mark_before != "、" and not joint:
                break
            end = begin - 1
        return items

    def of(self, sentence: Sentence) -> Iterator[list[tuple[int, int]]]:
        """The lists of works of a sentence: 甲、乙等项目; 甲、乙、丙三大工程 where there are three; 包括甲、乙等."""
        for match in _LIST_END.finditer(self.text, sentence.start, sentence.end):
            if _OF_OTHERS.search(match[0]):
                continue
            yield self._items(match.start(), sentence)
        for match in _COUNTED_LIST.find(self.reading.begun, sentence.start, sentence.end):
            items = self._items(match.start(), sentence)
            number = int(match[1]) if match[1].isdigit() else int(chinese(match[1]) or 0)
            if len(items) == number > 1:
                yield items
        for match in _AMONG.finditer(self.text, sentence.start, sentence.end):
            yield [item.span() for item in _BETWEEN_MARKS.finditer(self.text, *match.span("list"))]
        for match in _OPENED_LIST.finditer(self.text, sentence.start, sentence.end):
            yield [item for item in self._items(match.end("list"), sentence) if item[0] >= match.start("list")]

    def sharing(self, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
        """The items of a list that are named by their first words, and what they are: 甲山、乙河、丙川3座|水库."""
        for match in _SHARED.find(self.reading.begun, sentence.start, sentence.end):
            number = int(match["number"]) if match["number"].isdigit() else int(chinese(match["number"]) or 2)
            called = list(_CALLED.finditer(self.text, max(sentence.start, match.start() - 8 * number), match.start()))
            items = [item.span() for item in called[-number:]]
            if match[0].startswith("等"):
                items = self._chained(items, match.start())
            elif len(items) != number:
                continue
            if not self._are_listed(items, match.start()):
                continue
            lengths = {end - start for start, end in items[1:]}
            (start, end), kind = items[0], match["kind"].replace("高速公路", "高速")
            if len(lengths) == 1 and end - start > (length := lengths.pop()):
                items[0] = (end - length, end)  # 先后启动|甲山
            if ours := _OUR.match(self.text, *items[0]):
                items[0] = (ours.end(), items[0][1])  # 我县|甲山、乙河、丙川等9座水库
            if not any(f.end == end for start, end in items for f in self.reading.starting_at(start, "district")):
                yield from ((start, end, kind) for start, end in items)

    def _chained(self, items: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
        """Of stretches the last that marks join: of 对|甲山、乙河等5座水库 the two."""
        first = len(items) - 1
        while first > 0 and self.text[items[first - 1][1] : items[first][0]] in ("、", "和", "及"):
            first -= 1
        return items[max(first, 0) :]

    def _are_listed(self, items: list[tuple[int, int]], end: int) -> bool:
        """Whether nothing but marks stands between items, and they are short but for the first, before which it says
        what is done."""
        joined = all(self.text[a[1] : b[0]] in ("、", "和", "及") for a, b in pairwise(items))
        return joined and len(items) > 1 and items[-1][1] == end and all(b - a <= 5 for a, b in items[1:])

    def _item_start(self, end: int, sentence: Sentence) -> int:
        text, begin = self.text, end
        while begin > sentence.start and end - begin <= LONGEST_ITEM:
            if text[begin - 1] in "、，；：。":
                break
            if text[begin - 1] in PAIRS:
                opening = text.rfind(PAIRS[text[begin - 1]][0], max(sentence.start, begin - LONGEST_ITEM), begin)
                if opening < 0:
                    break
                begin = opening
                continue
            token = self.reading.token_before(begin)
            if token is None or self._is_outside(token, begin < end):
                if token is not None and self._opens(token, begin < end):
                    begin = token.start
                break
            begin = max(token.start, sentence.start)
        if begin < end and text[begin] in "到赴":
            begin += 1  # 先后|到|青禾新材料、…等项目工地
        among = AMONG_WORKS.match(text, begin, end)
        return among.end() if among else begin

    def _opens(self, token: Token, inside: bool) -> bool:
        """Whether a verb behind 、 is of an item's name: 、|跨|青江大桥二期等7个重点项目."""
        return inside and token.word in _NAME_VERBS and self.text[token.start - 1 : token.start] == "、"

    def _is_outside(self, token: Token, inside: bool) -> bool:
        """Whether a word is none of an item's name; `inside` that some of the name stands behind it."""
        if token.tag == "m":
            return bool(COUNTING.search(token.word))
        if token.tag not in _NOT_IN_ITEM or token.word in _INNER or (token.tag == "c" and token.word == "至"):
            return False
        # 对|亲友食品、…等项目: a word behind a preposition begins the item even if it is one of doing
        further = self.reading.token_before(token.start)
        begins = token.tag == "v" and inside and further is not None and further.tag == "p"
        return not (begins and not CONTEXT.pattern.fullmatch(token.word))
