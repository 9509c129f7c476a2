"""What a reader has decided on which things are one: identity.csv, and what it means in a collection.

A row names two things and says that they are the `same` or `not-same`, with a reason. A thing is named as the texts (or
the graph) name it, and by a place where it is met (`at`): for a person a body or a district of a post, a newspaper, an
event; for anything a document, or a district of its article; for an event its date. Several places are divided by "|".
The id of a node will do for a name too. None of that hangs on which other pages are built.

Rows are held against what would be one without any decision. One that names nothing in a build is kept and reported.
"""

from __future__ import annotations

import csv
import io
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeAlias

from kg.errors import KgError
from kg.resolve.contexts import Contexts
from kg.resolve.entity import Ruling
from kg.resolve.setting import Local
from kg.spreadsheet import guarded, unguarded
from kg.vocabulary import VOCABULARY

FILE = "identity.csv"
COLUMNS = ("decision", "type", "name", "at", "other", "other_at", "reason")
SAME, NOT_SAME = "same", "not-same"
# what a decision speaks of: a thing of an article, or a name and a place as they are written
_Node: TypeAlias = "Local | tuple[str, str]"
_NEEDED = ("decision", "name", "other")


@dataclass(frozen=True)
class Reference:
    """One side of a decision: a name, and where the thing of that name is met."""

    name: str
    at: str = ""

    def __str__(self) -> str:
        return f"{self.name}（{self.at}）" if self.at else self.name

    @property
    def places(self) -> tuple[str, ...]:
        """The places of `at`; "" where none is given."""
        return tuple(part.strip() for part in self.at.split("|") if part.strip()) or ("",)


@dataclass(frozen=True)
class Decision:
    """A row of the file. `row` is its number in a spreadsheet, where the header is row 1; `type` is "" for any."""

    same: bool
    type: str
    first: Reference
    second: Reference
    reason: str = ""
    row: int = 0

    def __str__(self) -> str:
        return f"{self.first} {'=' if self.same else '≠'} {self.second}"

    def cells(self) -> dict[str, str]:
        """The row by the names of its columns."""
        told = SAME if self.same else NOT_SAME
        values = (told, self.type, self.first.name, self.first.at, self.second.name, self.second.at, self.reason)
        return dict(zip(COLUMNS, values, strict=True))


@dataclass
class Decisions:
    """The decisions of a file. `unused` and `refused` are lines for the user, once the decisions met a collection:
    those that name nothing in it, and those that cannot be obeyed."""

    path: Path
    decisions: list[Decision]
    unused: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def names(self) -> frozenset[str]:
        """The names (or ids) of all things that the decisions speak of."""
        return frozenset(side.name for decision in self.decisions for side in (decision.first, decision.second))

    def rulings(self, contexts: Contexts) -> list[Ruling]:
        """What the decisions mean for the things of a collection, as they are without decisions.

        Raises `KgError` where decisions contradict each other.
        """
        self.unused, self.refused = [], []
        meant: dict[Decision, tuple[frozenset[Local], frozenset[Local]]] = {}
        for decision in self.decisions:
            sides = [
                contexts.things(decision.type, side.name, side.places) for side in (decision.first, decision.second)
            ]
            meant[decision] = (sides[0], sides[1])
            missing = [str(s) for s, things in zip((decision.first, decision.second), sides, strict=True) if not things]
            if missing:
                self.unused.append(f"{self._row(decision)}: nothing in this build is {missing[0]}; kept, not used")
        self._check(meant)
        found = []
        for decision, (first, second) in meant.items():
            if first and second:
                if reason := self._unfit(decision, first, second, contexts.id_of):
                    self.refused.append(f"{self._row(decision)}: {reason}")
                else:
                    found.append(Ruling(decision.same, first, second, decision.reason))
        return found

    def _row(self, decision: Decision) -> str:
        return f"{self.path}: row {decision.row}"

    def _unfit(
        self, decision: Decision, first: frozenset[Local], second: frozenset[Local], id_of: Mapping[Local, str]
    ) -> str:
        """Why a decision cannot be obeyed, "" where it can."""
        if not decision.same:
            if first & second:
                return f"{decision.first} and {decision.second} are one thing in one article; name others of its places"
            return ""
        for side, things in ((decision.first, first), (decision.second, second)):
            nodes = sorted({id_of[local] for local in things})
            if len(nodes) > len(side.places):
                return f"{side} may be {' or '.join(nodes[:3])}; say in the column at which is meant"
        if len({_kind(local[1]) for local in first | second}) > 1:
            return f"{decision.first} and {decision.second} are things of different kinds"
        return ""

    def _check(self, meant: Mapping[Decision, tuple[frozenset[Local], frozenset[Local]]]) -> None:
        """Raise `KgError` where a chain of `same` leads from one side of a `not-same` to the other."""

        def both(side: Reference, things: frozenset[Local]) -> set[_Node]:
            return {(side.name, place) for place in side.places} | set(things)

        nodes = {
            decision: (both(decision.first, first), both(decision.second, second))
            for decision, (first, second) in meant.items()
        }
        rows_of: dict[_Node, list[Decision]] = defaultdict(list)
        for decision, (first, second) in nodes.items():
            for node in first | second if decision.same else ():
                rows_of[node].append(decision)
        for decision, (first, second) in nodes.items():
            if not decision.same and (chain := _chain(first, second, nodes, rows_of)):
                numbers = sorted({each.row for each in (*chain, decision)})
                rows = ", ".join(map(str, numbers[:-1])) + f" and {numbers[-1]}"
                raise KgError(
                    f"{self.path}: rows {rows} contradict each other: {decision.first} and {decision.second} are "
                    "said to be the same and not the same; take one of the rows out"
                )


def _chain(
    first: set[_Node],
    second: set[_Node],
    nodes: Mapping[Decision, tuple[set[_Node], set[_Node]]],
    rows_of: Mapping[_Node, list[Decision]],
) -> list[Decision]:
    """The decisions that lead from one set of things to the other, [] where none do."""
    came: dict[Decision, Decision | None] = {}
    queue: list[Decision] = []
    for node in sorted(first, key=repr):
        for decision in rows_of.get(node, ()):
            if decision not in came:
                came[decision] = None
                queue.append(decision)
    for decision in queue:  # grows as it goes: breadth first
        reached = set().union(*nodes[decision])
        if reached & second:
            chain: list[Decision] = []
            step: Decision | None = decision
            while step is not None:
                chain.append(step)
                step = came[step]
            return chain
        for node in sorted(reached, key=repr):
            for other in rows_of.get(node, ()):
                if other not in came:
                    came[other] = decision
                    queue.append(other)
    return []


def _kind(type_: str) -> str:
    return "official" if type_ == "person" else type_


# -- the file ----------------------------------------------------------------------------------------------------------


def beside(output: Path) -> Path:
    """Where the decisions for a graph are looked for: beside the folder that it is built into."""
    return output.absolute().parent / FILE


def decisions_of(path: Path | None, output: Path) -> Decisions:
    """The decisions of a file, or of the one beside the folder of a build where that is there."""
    given = path if path is not None else beside(output)
    return read(given) if path is not None or given.exists() else Decisions(given, [])


def read(path: Path) -> Decisions:
    """Read identity.csv: UTF-8, with or without a byte order mark, lines ended in any way.

    Raises `KgError`, naming the file and the row, where it cannot be read or a row says nothing that can be obeyed.
    """
    return Decisions(path, list(_decisions(path, _text(path))))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise KgError(f"{path}: no such file; write one with `kg review`, or leave --identity out") from None
    except UnicodeDecodeError:
        raise KgError(f"{path}: not UTF-8; save it from the spreadsheet as CSV UTF-8") from None
    except OSError as error:
        raise KgError(f"{path}: cannot be read ({error.strerror}); name another file with --identity") from error


def _decisions(path: Path, text: str) -> Iterator[Decision]:
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        if missing := [name for name in _NEEDED if name not in header]:
            raise KgError(f"{path}: row 1 must name the columns {','.join(COLUMNS)}; {missing[0]} is missing")
        for number, cells in enumerate(rows, 2):
            if any(cell.strip() for cell in cells):
                row = {name: unguarded(cell.strip()) for name, cell in zip(header, cells, strict=False)}
                yield _decision(path, number, row)
    except csv.Error as error:
        raise KgError(f"{path}: not a table of comma-separated values ({error}); correct it") from error


def _decision(path: Path, number: int, row: Mapping[str, str]) -> Decision:
    told = row["decision"].lower().replace(" ", "-")
    if told not in (SAME, NOT_SAME):
        raise KgError(f"{path}: row {number}: the decision is {row['decision']!r}; write {SAME} or {NOT_SAME}")
    if not row.get("name") or not row.get("other"):
        raise KgError(f"{path}: row {number}: two things are needed; fill in the columns name and other")
    type_ = row.get("type", "")
    if type_ and type_ not in VOCABULARY.entities:
        raise KgError(f"{path}: row {number}: unknown type {type_!r}; write one of {', '.join(VOCABULARY.entities)}")
    first = Reference(row["name"], row.get("at", ""))
    second = Reference(row["other"], row.get("other_at", ""))
    return Decision(told == SAME, type_, first, second, row.get("reason", ""), number)


def record(path: Path, decision: Decision) -> None:
    """Add a decision to the file, which is made where there is none. The file is never half-written.

    Raises `KgError` where the file cannot be read or written.
    """
    path = Path(os.path.realpath(path))
    text = _text(path) if path.exists() else ",".join(COLUMNS) + "\n"
    list(_decisions(path, text))  # what cannot be read is not added to
    marked = not path.exists() or path.read_bytes().startswith(b"\xef\xbb\xbf")
    end = "\r\n" if "\r\n" in text else "\n"
    header = [name.strip().lower() for name in next(csv.reader(io.StringIO(text, newline="")))]
    cells = decision.cells()
    line = io.StringIO()
    csv.writer(line, lineterminator=end).writerow([guarded(cells.get(name, "")) for name in header])
    whole = text + ("" if text.endswith(("\n", "\r")) else end) + line.getvalue()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}-", delete=False) as aside:
            try:
                aside.write((b"\xef\xbb\xbf" if marked else b"") + whole.encode("utf-8"))
                aside.close()
                os.replace(aside.name, path)
            except BaseException:
                os.unlink(aside.name)
                raise
    except OSError as error:
        raise KgError(f"{path}: cannot be written ({error.strerror}); name another file with --identity") from error


def references(decisions: Iterable[Decision]) -> set[frozenset[tuple[str, str]]]:
    """The pairs that are decided, each as the names and places of its sides."""
    return {frozenset({(d.first.name, d.first.at), (d.second.name, d.second.at)}) for d in decisions}
