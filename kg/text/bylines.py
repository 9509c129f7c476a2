"""Stretches that are nothing but a byline: 本报记者 甲 通讯员 乙 文/图, （县委宣传部 甲）, ■ 甲 乙, 某台：甲."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg import lexicon
from kg.lexicon.divisions import DIVISIONS
from kg.text.clean import HAN
from kg.text.personal_names import ELEMENT, is_name

_DATA = lexicon.data("layout")
ROLES: dict[str, str] = {word: role for role, words in _DATA["roles"].items() for word in words}
_LABELS = ROLES | {word: role for role, words in _DATA["labels"].items() for word in words}
_TAILS = {word: kind for kind, words in _DATA["tails"].items() for word in words}
_WRITERS = ("记者", "通讯员")
ROLE_WORD = lexicon.alternation(ROLES)

_SEPARATORS = re.compile(r"[ 、，/；|：（）()\[\]【】·—\-]+")
_ORNAMENT = "□■◆◇○●◎▲△▇★☆◤"
_SIGNING = "□■"  # what names alone may stand behind: the others open the items of lists as well
_RUN = re.compile(rf"[{HAN}]+(?:·[{HAN}]+)*")
_LABEL = re.compile(rf"(?P<role>{lexicon.alternation(_LABELS)})(?P<mark> ?[：:/] ?)")
_ROLE = re.compile(ROLE_WORD)
_REPORTER = re.compile("记者|通讯员|实习生")
# what may stand behind other characters without a mark between: 某报|记者, 甲|摄; but not 工|作者
_INNER = re.compile(lexicon.alternation([word for word in ROLES if _REPORTER.search(word) or word in _TAILS]))
_TAIL = re.compile(rf"{lexicon.alternation(_TAILS)}(?=[ 、，/；|）)\]】]|$)")
_BESIDE = re.compile(
    rf"{lexicon.alternation(_DATA['beside'])}[：:] ?[^ ：:]*"
    r"|(?:(?:19|20)\d{2}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?: ?\d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}:\d{2}(?::\d{2})?"
)
_SENDER = re.compile(rf"[{HAN}]{{1,16}}{lexicon.alternation(_DATA['senders'])}$")
_ATTRIBUTES = re.compile("(?:全媒体|融媒体?|首席|见习|特约|实习|本报|本网|本台|本刊|本站|新华社|均?由|均)+")
_FROM = re.compile(rf"([{HAN}]{{2,8}})(?:综合)?(?:报道|报导|讯|电)")  # 深圳报道
_STATION = re.compile(rf"(?P<of>[{HAN}]{{2,10}}?)(?P<kind>电视台|电台|台|融媒体中心|融媒|记者站|供稿)[：:]")
_WROTE_AND_PICTURED = ("文/图", "图/文", "文图", "图文")
_BEFORE_A_ROLE = re.compile(rf" ?{_ATTRIBUTES.pattern[:-1]}*{ROLE_WORD}")
_WOVEN = re.compile(rf"{ELEMENT}[{HAN}]{{2,3}}|[{HAN}]{{1,2}}{ELEMENT}|(?:{ELEMENT}){{2,3}}")
# how words end that have the form of a name and are none where nothing says that a name is to stand there
_NO_NAME_ENDS = tuple("区县市镇乡村州省街路局部委办厅院社网报台站组会")
_NOT_NAMES = frozenset(lexicon.data("posts")["not_names"])
_NEVER_OF_A_NAME = tuple(word for word in _TAILS if word not in ("图", "文"))
LONGEST = 120
# without any of these a stretch is a byline only where its place says so
_MARKING = re.compile(lexicon.alternation({*_LABELS, *_TAILS, *_ORNAMENT, "：", ":"}))


class Signed(NamedTuple):
    """A name in a credit line, its role, and where it stands in that line."""

    name: str
    role: str
    start: int
    end: int


class _Writer:
    """What has been read of a byline so far."""

    def __init__(self) -> None:
        self.signed: list[Signed] = []
        self.role = ""  # that of the names to come; "" where no word has given one
        self.labelled = False  # that word has a colon behind it, so that a name needs no surname of the list
        self.marked = False  # a word says that this is a byline
        self.open = 0  # from which name on a word behind the names is said of them
        self.parted = False  # such a word has been read

    def label(self, role: str, labelled: bool = False) -> None:
        self.role, self.labelled, self.marked, self.open = role, labelled, True, len(self.signed)

    def name(self, word: str, at: int) -> None:
        self.signed.append(Signed(word, self.role, at, at + len(word)))

    def tail(self, word: str, last: bool) -> None:
        """甲/文 乙/图: each has its own; 记者 甲 通讯员 乙 摄: both took the picture."""
        self.marked = True
        since = 0 if last and not self.parted else self.open
        self.parted = True
        for i in range(since, len(self.signed)):
            if _TAILS[word] == "pictures" and self.signed[i].role in ("", *_WRITERS):
                self.signed[i] = self.signed[i]._replace(role="摄影")
            elif not self.signed[i].role:
                self.signed[i] = self.signed[i]._replace(role="记者")
        self.open, self.role = len(self.signed), ""


def byline(stretch: str, alone: bool = False) -> list[Signed] | None:
    """The names of a stretch that is nothing but a byline, None where it is not.

    `alone`: its place (a bracket behind the last sentence) says that it is one, so that names without any other word
    will do. Else it needs a word such as 记者 or 摄.
    """
    if not 2 <= len(stretch) <= LONGEST or (not alone and _MARKING.search(stretch) is None):
        return None
    names = _read(stretch, alone)
    return None if names is None else list(names)


@lru_cache(maxsize=256)  # asked of a line of credits three times, and of those of a page for each of its articles
def _read(stretch: str, alone: bool) -> tuple[Signed, ...] | None:
    text, position, writer = stretch, 0, _Writer()
    if text[0] in _ORNAMENT:
        alone, position = text[0] in _SIGNING, 1
    elif (station := _STATION.match(text)) and (station["kind"] != "台" or DIVISIONS.named(station["of"])):
        writer.label("记者", True)
        position = station.end()
    while position < len(text):
        if (separator := _SEPARATORS.match(text, position)) is not None:
            position = separator.end()
            continue
        step = _step(text, position, writer, alone)
        if step is None:
            return None
        position = step
    if not writer.signed or not (writer.marked or (alone and _plain(text, writer.signed))):
        return None
    return tuple([s if s.role else s._replace(role="记者") for s in writer.signed])


def _step(text: str, position: int, writer: _Writer, alone: bool) -> int | None:
    """Read one word of the byline; where it ends, None where it is none."""
    if beside := _BESIDE.match(text, position):
        return beside.end()
    tail = _TAIL.match(text, position)
    if tail is not None and tail[0] in _WROTE_AND_PICTURED and not writer.signed:
        writer.label("记者")
        return tail.end()
    if (label := _LABEL.match(text, position)) and not (label["mark"] == "/" and writer.open < len(writer.signed)):
        writer.label(_LABELS[label["role"]], True)
        return label.end()
    if tail is not None and writer.open < len(writer.signed):
        last = not text[tail.end() :].strip(" ）)]】")
        if last or tail[0] not in ROLES or not writer.role:
            writer.tail(tail[0], last)
            return tail.end()
    if role := _ROLE.match(text, position):
        glued = _RUN.match(text, role.end())
        if glued is not None and not _REPORTER.search(role[0]) and not (len(glued[0]) > 2 and _names(glued[0])):
            return None  # 设计|方案, 图片|新闻
        writer.label(ROLES[role[0]])
        return role.end()
    run = _RUN.match(text, position)
    if run is None:
        return None
    if attribute := _ATTRIBUTES.match(text, position, run.end()):
        return attribute.end()
    return _run(text, run, writer, alone)


def _run(text: str, run: re.Match[str], writer: _Writer, alone: bool) -> int | None:
    """Read characters without a mark between them: names, the paper in front of a role, where it was sent from."""
    word, at = run[0], run.start()
    if "·" in word and (_ROLE.search(word) or any(_SENDER.fullmatch(part) for part in word.split("·"))):
        word = word[: word.index("·")]  # 某日报·某网记者
    end = at + len(word)
    if (inner := _INNER.search(word, 1)) is not None and not is_name(word):
        before = word[: inner.start()]  # 某日报|记者|甲, 甲|摄
        if names := _names(before, writer.labelled):
            _note(writer, names, at)
            return at + inner.start()
        if inner[0] in _TAILS:
            return None
        sender = _ATTRIBUTES.fullmatch(before) or _SENDER.match(before) or 3 <= len(before) <= 8
        return at + inner.start() if sender else None
    if placed := _FROM.fullmatch(word):
        if is_name(placed[1]) and not DIVISIONS.named(placed[1]):
            writer.name(placed[1], at)
            writer.tail("报道", end == len(text))
        return end
    if names := _names(word, writer.labelled):
        _note(writer, names, at)
        return end
    for length in range(4, 0, -1):
        # 记者甲、朝乐|报道: beside one of the list a name needs no surname of it
        listed = writer.labelled or (writer.role in _WRITERS and bool(writer.signed) and text[at - 1] == "、")
        if word[-length:] in _TAILS and (names := _names(word[:-length], listed)):
            _note(writer, names, at)
            return end - length  # 甲|摄
    if (alone or writer.marked or _ROLE.search(text)) and _SENDER.match(word):
        return end
    if not writer.signed and len(word) <= 8 and _BEFORE_A_ROLE.match(text, end):
        return end  # 今日某县|记者
    for length in (3, 2):  # 县委宣传部|甲
        if alone and not writer.signed and _SENDER.match(word[:-length]) and is_name(word[-length:]):
            writer.name(word[-length:], end - length)
            return end
    return None


def _note(writer: _Writer, names: list[str], at: int) -> None:
    for name in names:
        writer.name(name, at)
        at += len(name)


def _names(word: str, labelled: bool = False) -> list[str]:
    """The names that a run of characters is made of, none where it is made of anything else. `labelled`: a role and
    a colon stand before it, so that a name needs no surname of the list."""
    if word in _NOT_NAMES or (word.endswith(_NO_NAME_ENDS) and DIVISIONS.named(word)):
        return []
    if "·" in word and word.endswith(_NEVER_OF_A_NAME):
        return []
    if "·" in word or is_name(word) or _WOVEN.fullmatch(word):
        return [word]
    for lengths in ((2, 2), (3, 2), (2, 3), (3, 3), (3, 3, 3), (3, 3, 2), (2, 3, 3), (3, 2, 3)):
        if sum(lengths) == len(word):  # 李锦赵承: written without a space
            names, at = [], 0
            for length in lengths:
                names.append(word[at : at + length])
                at += length
            if all(is_name(name) for name in names):
                return names
    return [word] if labelled and 2 <= len(word) <= 3 and not word.endswith(_NO_NAME_ENDS) else []


def _plain(text: str, signed: list[Signed]) -> bool:
    """Whether what stands in a byline's place without a word that says so are names: of two characters two and more,
    and of none the form of a place."""
    if len(signed) > 4 or any(s.name.endswith(_NO_NAME_ENDS) or DIVISIONS.named(s.name) for s in signed):
        return False
    return len(signed) > 1 or len(signed[0].name) > 2
