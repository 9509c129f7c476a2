"""What a page says, as bytes and back: nothing is lost, and bytes of something else are refused."""

from __future__ import annotations

import json
import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_reading import recogniser
from running import PAGE, SECOND

from kg.cache.findings import packed, unpacked
from kg.extract.pipeline import read_page
from kg.model import Findings, Page

TWO = PAGE.replace("编辑 方知夏\n", "") + "\n" + SECOND.replace("何以宁", "何以\n\n宁")


def said(text: str, document: str = "a.txt") -> tuple[Findings, ...]:
    return tuple(read_page(Page(document, text), recogniser()))


@pytest.mark.parametrize("text", [PAGE, SECOND, TWO, "hello\n"])
def test_what_a_page_says_comes_back_as_it_was(text: str) -> None:
    findings = said(text)
    assert unpacked(packed(findings), Page("a.txt", text)) == findings


def test_a_copy_under_another_name_says_the_same_of_itself() -> None:
    other = Page("六月/另一.txt", TWO)
    assert unpacked(packed(said(TWO)), other) == said(TWO, other.document)
    assert b"a.txt" not in zlib.decompress(packed(said(TWO)))


def test_no_words_of_the_text_are_kept_where_they_can_be_cut_again() -> None:
    kept = zlib.decompress(packed(said(PAGE))).decode("utf-8")
    assert "县委书记林远舟出席会议并讲话" not in kept
    assert json.loads(kept)


def test_a_shorter_text_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no character"):
        unpacked(packed(said(PAGE)), Page("a.txt", PAGE[:40]))


@given(st.binary(max_size=40))
def test_bytes_of_anything_are_refused(data: bytes) -> None:
    for value in (data, zlib.compress(data)):
        with pytest.raises(ValueError, match="not what a page says"):
            unpacked(value, Page("a.txt", PAGE))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 99) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


@given(JSON.filter(lambda value: value not in ([], {}, "")))
def test_json_of_anything_else_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="not what a page says"):
        unpacked(zlib.compress(json.dumps(value).encode()), Page("a.txt", PAGE))


def test_a_value_with_a_wrong_byte_is_refused() -> None:
    value = packed(said(TWO))
    chance = random.Random(3)
    for _ in range(200):
        at = chance.randrange(2, len(value))
        torn = value[:at] + bytes([value[at] ^ (1 << chance.randrange(8))]) + value[at + 1 :]
        with pytest.raises(ValueError, match="not what a page says"):
            unpacked(torn, Page("a.txt", TWO))
    for at in range(0, len(value), 40):
        with pytest.raises(ValueError, match="not what a page says"):
            unpacked(value[:at], Page("a.txt", TWO))
