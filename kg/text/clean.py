"""Clean text: one width, one set of quotation marks, no stray spaces; each character keeps its place in the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle

from kg import lexicon
from kg.text.traditional import TABLE

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f"
# marks that are written in half width by some papers, and as the full-width mark they stand for in Chinese text
_MARKS = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_VARIANTS = str.maketrans("•・‧●﹒∙⋅․", "·" * 8) | str.maketrans(
    {"「": "“", "」": "”", "『": "“", "』": "”", "‑": "-", "∶": "：", "﹐": "，", "\t": " "}
    | {"｢": "“", "｣": "”", "｡": "。", "､": "、"}  # half width
)
# Radicals and compatibility forms that stand for a character, as texts out of PDF files have them
_VARIANTS |= {
    code: folded
    for first, last in ((0x2E80, 0x2FE0), (0xF900, 0xFB00))
    for code in range(first, last)
    if len(folded := unicodedata.normalize("NFKC", chr(code))) == 1 and folded != chr(code)
}
_TRANSCRIBED = re.sub(r"\s", "", lexicon.data("names")["transcription"])
# 买买提?艾山: an encoding has lost the · of a name
_LOST_DOT = re.compile(rf"(?<=[{_TRANSCRIBED}]{{2}})？(?=[{_TRANSCRIBED}]{{2}})")
# What a reader does not see: controls, joiners, marks of direction, variation selectors
_UNSEEN = (
    (0x00, 0x09), (0x0B, 0x20), (0x7F, 0xA0), (0xAD, 0xAE), (0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070),
    (0xFE00, 0xFE10), (0xFEFF, 0xFF00), (0xE0100, 0xE01F0),
)  # fmt: skip
_IGNORED = frozenset(chr(code) for first, last in _UNSEEN for code in range(first, last))


def _folded() -> dict[int, str]:
    """What stands for a character wherever it is found: full-width letters and digits in half width, every space the
    same space, the variants of marks."""
    table: dict[int, str] = {}
    for code in range(0xFF01, 0xFF5F):
        folded = unicodedata.normalize("NFKC", chr(code))
        if folded.isalnum() or folded in "+-./%&@#*=~":
            table[code] = folded
    table |= {code: " " for code in range(0x3001) if unicodedata.category(chr(code)) == "Zs"}
    table[ord("|")] = " "
    # the ~ and - of full width are marks of their own here, and what they become may be a variant of another
    return {code: chr(code).translate(_VARIANTS) for code in _VARIANTS} | {
        code: folded.translate(_VARIANTS) for code, folded in table.items()
    }


_FOLDED = _folded()
_TO_FOLD = re.compile(f"[{''.join(re.escape(chr(code)) for code, to in _FOLDED.items() if to != chr(code))}]")
_HIDDEN = re.compile(f"[{''.join(f'{chr(first)}-{chr(last - 1)}' for first, last in _UNSEEN)}]")
# what depends on what stands beside it, or goes
_BESIDE = re.compile(rf'[",:;!?(){_HIDDEN.pattern[1:]}')
# 1,000 and 10:30 keep theirs; so does text in Latin letters
_OF_CHINESE = re.compile(r"[,:;!?()](?:(?<![A-Za-z0-9].)|(?![A-Za-z0-9]))")


@dataclass(slots=True)
class CleanText:
    """`chars[i]` stands for the source's character at `offsets[i]`; `raw` is the source as it stands.

    Nothing changes it; it is not frozen, as there is one for every line and those take three times as long to make.
    """

    raw: str
    chars: str
    offsets: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.chars)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where in the source the characters `start` to `end` (not empty) begin and end."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def slice(self, start: int, end: int) -> CleanText:
        """The characters from `start` to `end`, with their places."""
        return CleanText(self.raw, self.chars[start:end], self.offsets[start:end])

    def written(self, start: int, end: int) -> str:
        """The characters from `start` to `end`, those that were folded into simplified ones as the page has them."""
        chars = self.chars[start:end]
        if not chars or self.raw.startswith(chars, self.offsets[start]):
            return chars  # nothing of it was folded, as on nearly every page
        sources = (self.raw[place] for place in self.offsets[start:end])
        return "".join(
            source if TABLE.get(ord(source)) == char else char for char, source in zip(chars, sources, strict=True)
        )


def join(parts: Iterable[CleanText], raw: str, glue: str = "") -> CleanText:
    """The parts one after another, `glue` (at most one character) between them, placed where the part before ends."""
    chars: list[str] = []
    offsets: list[int] = []
    for part in parts:
        if chars and glue:
            chars.append(glue)
            offsets.append(offsets[-1])
        chars.append(part.chars)
        offsets.extend(part.offsets)
    return CleanText(raw, "".join(chars), tuple(offsets))


_LONE_SPACE = re.compile(
    rf"(?<![{HAN}])([{HAN}]) {{1,2}}([{HAN}])(?![{HAN}])"  # 王 伟、组 长：
)
_MAY_BE_LONE = re.compile(rf" [{HAN}](?![{HAN}])")
# each from the first space on, which the engine looks for
_EDGE_SPACE = re.compile(
    rf" (?:(?<!  ) *(?=[，。；：、！？）”》])|(?<=[（“《、] ) *|(?<=[{HAN}] ) *(?=[（“])|(?<=[）”] ) *(?=[{HAN}])"
    # 2023 年 5 月 10 日， 青禾县
    r"|(?<=\d ) *(?=[年月]|日(?![报产均]))|(?<=年 ) *(?=\d{1,2} *月)|(?<=月 ) *(?=\d{1,2} *日)"
    rf"|(?<=日， ) *(?=[{HAN}]))"
)


def clean(raw: str, start: int, end: int, read: str = "") -> CleanText:
    """The source's characters from `start` to `end` (a line or a block), cleaned; or those of `read`, which stand for
    them one for one (`kg.text.traditional.folded`).

    Full-width letters and digits become half-width, half-width marks between Chinese characters full-width, straight
    quotation marks curly, and a ? that stands for the · of a name ·; ideographic spaces become spaces, and a space
    within a two-character name or label goes.
    """
    read = read or raw
    text = read[start:end].lstrip()
    start = end - len(text)
    text = text.rstrip()
    offsets: Sequence[int] = range(start, start + len(text))
    if _BESIDE.search(text):
        text = _by_neighbours(read, start, start + len(text))
        if _HIDDEN.search(text):
            offsets = [place for place, character in zip(offsets, text, strict=True) if character not in _IGNORED]
            text = _HIDDEN.sub("", text)
    text = _TO_FOLD.sub(_fold, text)
    if "？" in text:
        text = _LOST_DOT.sub("·", text)
    if (bare := text.strip()) != text:  # behind what is not seen
        first = text.index(bare)
        text, offsets = bare, offsets[first : first + len(bare)]
    gaps = _gaps(text) if " " in text else ()
    if not gaps:
        return CleanText(raw, text, tuple(offsets))
    chars: list[str] = []
    places: list[int] = []
    done = 0
    for first, last in [*gaps, (len(text), len(text))]:
        chars.append(text[done:first])
        places += offsets[done:first]
        done = max(done, last)
    return CleanText(raw, "".join(chars), tuple(places))


def _fold(match: re.Match[str]) -> str:
    return _FOLDED[ord(match[0])]


def _full_width(match: re.Match[str]) -> str:
    return _MARKS[match[0]]


def _gaps(text: str) -> list[tuple[int, int]]:
    """The spaces that go."""
    gaps = [match.span() for match in _EDGE_SPACE.finditer(text)]
    if _MAY_BE_LONE.search(text):
        gaps = sorted([*gaps, *((match.end(1), match.start(2)) for match in _LONE_SPACE.finditer(text))])
    return gaps


def _by_neighbours(raw: str, start: int, end: int) -> str:
    """The characters with quotation marks curly, and half-width marks full-width where they are of Chinese text."""
    since = max(0, start - 1)
    text = _OF_CHINESE.sub(_full_width, raw[since : end + 1])[start - since : end - since]
    if '"' in text:
        quoted = text.split('"')
        text = "".join(f"{mark}{words}" for mark, words in zip(cycle("”“"), quoted, strict=False))[1:]
    return text
