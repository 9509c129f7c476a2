"""How a dossier is printed: styled on a terminal, plain text elsewhere, Chinese wrapped by its width in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

_PASSAGES = 3  # passages under a fact; further ones are counted


@dataclass(frozen=True)
class Quote:
    """A passage as it is shown: the words of the evidence and, where the text is at hand, what stands around them.

    `start` and `end` count code points of the decoded file; `stale` says that the text no longer has the words there.
    `date` is that of the statement, where the fact has several.
    """

    document: str
    start: int
    end: int
    words: str
    before: str = ""
    after: str = ""
    stale: bool = False
    date: str = ""

    def text(self, plain: bool) -> Text:
        """The quote as one line: bold words on a terminal, 【words】 where there is no bold."""
        line = Text(f"{self.date}  " if self.date else "")
        if self.before or self.after:
            line.append(self.before)
            line.append(f"【{self.words}】" if plain else self.words, "" if plain else "bold")
            line.append(self.after)
        else:
            line.append(f"「{self.words}」")
        line.append(f"  {self.document} {self.start}-{self.end}", "dim")
        if self.stale:
            line.append(" (the text has changed since the build)", "dim")
        return line


@dataclass(frozen=True)
class Fact:
    """One line of a dossier, when it held, and its passages; none if it was not read but concluded."""

    wording: str
    when: str
    quotes: tuple[Quote, ...]
    inferred: bool


@dataclass(frozen=True)
class Dossier:
    """What is known of one entity. Prints itself with rich; `plain` gives the same without colours."""

    name: str
    kind: str
    details: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]
    inferred: bool
    sections: tuple[tuple[str, tuple[Fact, ...]], ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from _printed(self._lines(not console.is_terminal), options)

    def _lines(self, plain: bool) -> Iterator[tuple[int, Text]]:
        yield 0, Text.assemble((self.name, "bold"), "  ", self.kind, _inferred(self.inferred))
        for label, value in self.details:
            yield 2, Text.assemble((f"{label}: ", "dim"), value)
        yield from _quoted(self.quotes, 2, plain)
        for heading, facts in self.sections:
            yield 0, Text()
            yield from _section(heading, facts, plain)


@dataclass(frozen=True)
class Report:
    """Facts under headings, of no one entity. Prints itself as a dossier does."""

    sections: tuple[tuple[str, tuple[Fact, ...]], ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for number, (heading, facts) in enumerate(self.sections):
            yield from [Text()] if number else []
            yield from _printed(_section(heading, facts, not console.is_terminal), options)


def _section(heading: str, facts: tuple[Fact, ...], plain: bool) -> Iterator[tuple[int, Text]]:
    yield 0, Text.assemble((heading, "bold"), (f" ({len(facts)})", "dim"))
    for fact in facts:
        when = f"  [{fact.when}]" if fact.when else ""
        yield 2, Text.assemble(fact.wording, when, _inferred(fact.inferred))
        yield from _quoted(fact.quotes, 4, plain)


def _printed(lines: Iterator[tuple[int, Text]], options: ConsoleOptions) -> Iterator[Text]:
    for indent, line in lines:
        yield from _fold_line(line, indent, options.max_width)


def _inferred(inferred: bool) -> str:
    return "  (推断 inferred, not in the texts)" if inferred else ""


def _quoted(quotes: tuple[Quote, ...], indent: int, plain: bool) -> Iterator[tuple[int, Text]]:
    for quote in quotes[:_PASSAGES]:
        yield indent, quote.text(plain)
    if len(quotes) > _PASSAGES:
        yield indent, Text(f"({len(quotes) - _PASSAGES} more)", "dim")


def plain(renderable: RenderableType, width: int = 80) -> str:
    """`renderable` as text without colours, in lines of at most `width` columns; a Chinese character takes two."""
    out = StringIO()
    Console(file=out, width=width, force_terminal=False, color_system=None, highlight=False).print(renderable)
    return out.getvalue()


# What is not torn apart: a Latin word or a number, and the mark that ends a clause from the character before it.
_UNIT = re.compile(r"(?:[0-9A-Za-z_./:#-]+|.)[，。；：、！？）」』】”’》,;!?)]*", re.DOTALL)


def _fold_line(line: Text, indent: int, width: int) -> Iterator[Text]:
    """`line` in lines of at most `width` columns, all indented. Rich breaks at spaces, and Chinese has none."""
    room = max(width - indent, 2)
    cuts, used = [], 0
    for unit in _UNIT.finditer(line.plain):
        pieces = [(unit.start(), unit.group())]
        if cell_len(unit.group()) > room:
            pieces = [(unit.start() + k, c) for k, c in enumerate(unit.group())]
        for start, piece in pieces:
            if used + cell_len(piece) > room and used:
                cuts.append(start)
                used = 0
            used += cell_len(piece)
    for part in line.divide(cuts):
        part.rstrip()
        if part.plain.startswith(" "):  # a space at which the line was broken
            part = part[len(part.plain) - len(part.plain.lstrip()) :]
        part.no_wrap, part.overflow = True, "ignore"
        part.pad_left(indent if part.plain else 0)
        yield part
