"""Gold: what a careful reader finds in one text, in one YAML file, as frozen dataclasses.

    document: NAME.txt
    entities:                      [type or type|type, canonical name, [other names that count as the same]]
      - [official, 林远舟, []]
    tolerated:                     the same shape; may be reported or left out, counted neither way
      - [organization, 指挥部, [专班]]
    events:                        key: word lists; the event's name holds all the words of at least one of them
      - {id: signing, date: 2022-08-10, key: [[签约], [合作协议]]}
    relations:                     [subject, relation, object, {qualifier: value or [values that count as the same]}]
      - [林远舟, holds_post, 青禾县委|青禾县, {post: [县委书记, 书记]}]
    indicators:
      - {district: 青禾县, key: [进出口], value: 400, unit: "%", period: 2022-H1}

A relation names entities by their canonical name and events by their id; `a|b` is either of the two.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml

from kg.errors import KgError
from kg.vocabulary import VOCABULARY

T = TypeVar("T")

# White space and quotation marks do not tell names apart: 招商引资“百日攻坚” is 招商引资 百日攻坚.
# The two dots stand in foreign names and are written or left out as a paper pleases.
_IGNORED = frozenset(" \t\n\r\u3000“”‘’「」『』\"'·・")


def fold(text: object) -> str:
    """`text` as names are compared: one width, small letters, without quotation marks, dots and white space.

    >>> fold("“ＡＢＣ” 行动")
    'abc行动'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", str(text)) if c not in _IGNORED).lower()


@dataclass(frozen=True)
class Thing:
    """An entity of the gold. `names` are folded; `row` is the row of the report in which it counts."""

    types: frozenset[str]
    name: str
    names: frozenset[str]

    @property
    def row(self) -> str:
        """The first of its types: where two readings are fair, it is still counted once."""
        return min(self.types)


@dataclass(frozen=True)
class GoldEvent:
    """An event of the gold. `keys` are lists of folded words; `date` is ISO 8601 or None where the text has none."""

    id: str
    date: str | None
    keys: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class GoldRelation:
    """A relation of the gold. Ends are names or event ids; qualifiers map to the folded values that will do."""

    subjects: frozenset[str]
    type: str
    objects: frozenset[str]
    qualifiers: Mapping[str, frozenset[str]]
    wording: str


@dataclass(frozen=True)
class GoldIndicator:
    """A quantity of the gold: `value` in `unit` (folded), for `period` (folded; None where any period will do)."""

    district: str
    words: tuple[str, ...]
    value: float
    unit: str
    period: str | None
    wording: str


@dataclass(frozen=True)
class GoldDocument:
    """The gold of one text. `document` is the file name of the text, without folders."""

    document: str
    entities: tuple[Thing, ...]
    tolerated: tuple[Thing, ...]
    events: tuple[GoldEvent, ...]
    relations: tuple[GoldRelation, ...]
    indicators: tuple[GoldIndicator, ...]


class _RowError(Exception):
    """Why a row of the gold cannot be used."""


def _thing(row: Any) -> Thing:
    types, name, others = row
    kinds = frozenset(str(types).split("|"))
    if unknown := sorted(kinds - set(VOCABULARY.entities)):
        raise _RowError(f"unknown type {unknown[0]!r} (known: {', '.join(VOCABULARY.entities)})")
    if isinstance(others, str):
        raise TypeError("other names must be a list")
    return Thing(kinds, str(name), frozenset(fold(each) for each in [name, *others]))


def _event(row: Any) -> GoldEvent:
    if any(isinstance(words, str) for words in row["key"]):
        raise TypeError("key must be a list of lists")
    keys = tuple(tuple(fold(word) for word in words) for words in row["key"])
    return GoldEvent(str(row["id"]), str(row["date"]) if row.get("date") else None, keys)


def _relation(row: Any) -> GoldRelation:
    subject, relation, object_, *rest = row
    if relation not in VOCABULARY.relations:
        raise _RowError(f"unknown relation {relation!r} (known: {', '.join(VOCABULARY.relations)})")
    qualifiers = (rest[0] if rest else None) or {}
    accepted = {
        str(name): frozenset(fold(value) for value in (values if isinstance(values, list) else [values]))
        for name, values in qualifiers.items()
    }
    told = ", ".join(f"{name}: {_told(values)}" for name, values in qualifiers.items())
    wording = f"{subject} {relation} {object_}" + (f" ({told})" if told else "")
    return GoldRelation(
        frozenset(str(subject).split("|")), relation, frozenset(str(object_).split("|")), accepted, wording
    )


def _told(values: object) -> str:
    return "|".join(str(value) for value in values) if isinstance(values, list) else str(values)


def _indicator(row: Any) -> GoldIndicator:
    if isinstance(row["key"], str):
        raise TypeError("key must be a list")
    period = fold(row["period"]) if "period" in row else None
    wording = f"{row['district']} {''.join(str(word) for word in row['key'])} {row['value']}{row['unit']}"
    if period:
        wording += f" ({row['period']})"
    return GoldIndicator(
        str(row["district"]),
        tuple(fold(word) for word in row["key"]),
        float(row["value"]),
        fold(row["unit"]),
        period,
        wording,
    )


_SHAPES = {
    "entities": "[type, name, [other names]]",
    "tolerated": "[type, name, [other names]]",
    "events": "{id: ..., date: ..., key: [[word, ...], ...]}",
    "relations": "[subject, relation, object, {qualifier: value}]",
    "indicators": "{district: ..., key: [word, ...], value: number, unit: ..., period: ...}",
}


def _section(path: Path, data: Mapping[str, Any], section: str, parse: Callable[[Any], T]) -> tuple[T, ...]:
    rows = data.get(section) or []
    if not isinstance(rows, list):
        raise KgError(f"{path}: {section} is not a list; write one row a line, each {_SHAPES[section]}")
    parsed = []
    for row in rows:
        try:
            parsed.append(parse(row))
        except _RowError as error:
            raise KgError(f"{path}: {section}: {row}: {error}; correct the row") from error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise KgError(
                f"{path}: {section}: {row} is not of the shape {_SHAPES[section]}; correct the row"
            ) from error
    return tuple(parsed)


def read_document(path: Path) -> GoldDocument:
    """Read one gold file. Raises `KgError`, naming the file and the row, where it is not gold."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        raise KgError(f"{path}: not YAML{where}; correct the file or take it out of the folder") from error
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: cannot be read ({error}); save it as UTF-8 or take it out of the folder") from error
    if not isinstance(data, dict) or not data.get("document"):
        raise KgError(f"{path}: does not say which text it is about; add a line `document: NAME.txt`")
    return GoldDocument(
        str(data["document"]),
        _section(path, data, "entities", _thing),
        _section(path, data, "tolerated", _thing),
        _section(path, data, "events", _event),
        _section(path, data, "relations", _relation),
        _section(path, data, "indicators", _indicator),
    )


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise KgError(f"{folder}: no such folder; name the folder that holds the gold's .yaml files")
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise KgError(f"{folder}: holds no .yaml file; name the folder that holds the gold's .yaml files")
    return files


def read_gold(folder: Path) -> list[GoldDocument]:
    """Read every .yaml file of `folder`, by name. Raises `KgError` where there is none or one is not gold."""
    return [read_document(path) for path in _files(folder)]


def gold_sha256(folder: Path) -> str:
    """SHA-256 of the gold: the names and bytes of its files, by name. Figures compare only where this is the same."""
    digest = hashlib.sha256()
    for path in _files(folder):
        content = path.read_bytes()
        # the length keeps the end of one file from passing as the start of the next
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
