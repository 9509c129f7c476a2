"""Expressions sought by their beginnings find what the engine finds that goes through every character."""

from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from world.pages import world

import kg.extract.pipeline  # noqa: F401 (every expression sought so is made when its module is)
from kg.text.sought import Beginnings, Sought

_SEEDS = Path(__file__).resolve().parents[2] / "seeds"
_ABC = Sought("[ab]bc?|(?<=x)cd", ["ab", "bb", "c"])


@pytest.fixture(scope="module")
def texts() -> list[str]:
    seeds = [path.read_text(encoding="utf-8") for path in sorted(_SEEDS.glob("*.txt"))]
    return [*seeds, *(page.text for part in world(40, 3) for page in part.pages)]


def _spans(matches: object) -> list[tuple[int, int]]:
    return [match.span() for match in matches]  # type: ignore[attr-defined]


@pytest.mark.parametrize("sought", Sought.every, ids=lambda sought: f"{sought.pattern.pattern[:24]}…")
def test_every_expression_is_found_where_the_engine_finds_it(sought: Sought, texts: list[str]) -> None:
    for text in texts:
        begun = Beginnings(text)
        assert _spans(sought.find(begun)) == _spans(sought.pattern.finditer(text))
        third = len(text) // 3
        assert _spans(sought.find(begun, third, 2 * third)) == _spans(sought.pattern.finditer(text, third, 2 * third))


def _prefixes(parsed: Any, length: int = 2) -> set[str]:
    """What a parsed expression can begin with: so many characters, fewer where it may end before."""
    found = {""}
    for op, of in parsed:
        further = _of_one(str(op), of, length)
        found = {(head + tail)[:length] for head in found for tail in (further if len(head) < length else [""])}
    return found


def _of_one(op: str, of: Any, length: int) -> set[str]:
    if op == "LITERAL":
        return {chr(of)}
    if op == "IN":
        listed = {_some(str(kind), what) for kind, what in of}
        return {"某"} if "" in listed else listed
    if op in ("NOT_LITERAL", "ANY"):
        return {"某"}
    if op == "BRANCH":
        return set().union(*(_prefixes(branch, length) for branch in of[1]))
    if op == "SUBPATTERN":
        return _prefixes(of[3], length)
    if op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, repeated = of
        return set().union(*(_prefixes(list(repeated) * times, length) for times in range(least, min(most, 2) + 1)))
    assert op in ("ASSERT", "ASSERT_NOT", "AT"), op
    return {""}


def _some(kind: str, what: Any) -> str:
    """A character that is of a part of a list, "" where the list is of those that are not in it."""
    return {"NEGATE": "", "LITERAL": chr(what) if kind == "LITERAL" else "", "CATEGORY": "7"}.get(kind) or (
        chr(what[0]) if kind == "RANGE" else ""
    )


@pytest.mark.parametrize("sought", Sought.every, ids=lambda sought: f"{sought.pattern.pattern[:24]}…")
def test_whatever_it_can_begin_with_is_among_its_beginnings(sought: Sought) -> None:
    for prefix in _prefixes(_parser.parse(sought.pattern.pattern)):
        begun = Beginnings(f"，{prefix}某")
        number = Sought.every.index(sought)
        assert 1 in begun.places[begun.ends[number] : begun.ends[number + 1]], prefix


@given(st.text("abcdx。\U00020000", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_any_stretch_of_any_text(text: str, start: int, end: int) -> None:
    begun = Beginnings(text)
    assert _spans(_ABC.find(begun, start, end)) == _spans(_ABC.pattern.finditer(text, start, end))
    first, same = _ABC.first(begun, start, end), _ABC.pattern.search(text, start, end)
    assert (first and first.span()) == (same and same.span())


def test_a_text_without_characters() -> None:
    assert not _ABC.find(Beginnings(""))
    assert _ABC.first(Beginnings("")) is None
