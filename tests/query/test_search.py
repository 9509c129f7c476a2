"""Finding facts by words, of any length, from either file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from running import Call
from small_graph import DOCUMENT, HOSTILE, PAGE, graph_named, small_graph

from kg.errors import KgError
from kg.export import node_link, turtle
from kg.query import kept, search
from kg.query.search import Hit, Index, index, normal


@pytest.fixture(scope="module")
def found(small_ttl: Path) -> Index:
    return index(small_ttl)


def labels(hits: list[Hit], kind: str) -> list[str]:
    return [hit.label for hit in hits if hit.kind == kind]


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("投资建设青禾产业园", ["远航科技公司 承建 青禾产业园"]),
        ("投资", ["远航科技公司 承建 青禾产业园"]),
        ("资", ["远航科技公司 承建 青禾产业园"]),
        ("3.5", ["青禾县 目标 茶园面积 3.5万亩"]),
        ("园", ["远航科技公司 承建 青禾产业园", "青禾产业园 位于 青禾县", "青禾县 目标 茶园面积 3.5万亩"]),
        ("主持 县委", []),
        ("林远舟 主持", ["林远舟 参加 青禾县项目签约仪式"]),
        ("龘", []),
        ("龘龘", []),
        ("龘龘龘", []),
    ],
)
def test_words_of_any_length(found: Index, words: str, facts: list[str]) -> None:
    assert labels(found.find(words), "fact") == facts


def test_a_hit_has_the_passage_and_its_place(found: Index) -> None:
    (fact,) = (hit for hit in found.find("春耕行动 发展") if hit.kind == "fact" and "包含" in hit.label)
    (quote,) = fact.quotes
    assert quote.document == DOCUMENT
    assert PAGE[quote.start : quote.end] == quote.text == "“春耕行动”，发展茶叶加工"


def test_an_entity_is_found_by_its_other_name(found: Index) -> None:
    assert labels(found.find("县里"), "entity")[0] == "青禾县"


def test_no_more_than_asked_for(found: Index) -> None:
    hits = found.find("县", 2)
    assert (len(labels(hits, "entity")), len(labels(hits, "fact"))) == (2, 2)


@pytest.mark.parametrize("words", ["", " \t\n", "\0"])
def test_no_words_is_an_error(found: Index, words: str) -> None:
    with pytest.raises(KgError, match="nothing to search for"):
        found.find(words)


def test_width_and_case_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    with path.open("w", encoding="utf-8") as stream:
        node_link.write(graph_named("ＡＢc１２３公司"), stream)
    assert labels(index(path).find("abC123"), "entity")


@given(st.text(max_size=12))
@settings(deadline=None)
def test_whatever_is_asked_is_found_where_it_stands(words: str) -> None:
    """Against the plain truth: all the words stand in the text of what was found, and of nothing else."""
    truth = _truth()
    asked = normal(words).split()
    if asked:
        hits = _all().find(words, 1000)
        assert {hit.iri for hit in hits} == {iri for iri, text in truth.items() if all(word in text for word in asked)}


@given(st.integers(0, len(PAGE)), st.integers(1, 6))
@settings(deadline=None)
def test_whatever_stands_there_is_found(start: int, length: int) -> None:
    test = test_whatever_is_asked_is_found_where_it_stands.hypothesis.inner_test  # type: ignore[attr-defined]
    test(PAGE[start : start + length])


def _memory() -> Index:
    import sqlite3

    from pyoxigraph import Quad, Store

    store = Store()
    store.bulk_extend(Quad(each.subject, each.predicate, each.object) for each in turtle.triples(small_graph()))
    db = sqlite3.connect(":memory:")
    search._fill(db, store)
    return Index(db)


_KEPT: list[Index] = []


def _all() -> Index:
    if not _KEPT:
        _KEPT.append(_memory())
    return _KEPT[0]


def _truth() -> dict[str, str]:
    return dict(_all()._db.execute("select iri, text from thing"))


def test_common_characters_are_found_without_their_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _all().find("县", 1000)
    monkeypatch.setattr(search, "_TOKENS", 0)
    assert _all().find("县", 1000) == expected
    assert _all().find("青禾县 县", 1000) == [hit for hit in expected if "青禾县" in _truth()[hit.iri]]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_found_by_itself(name: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        turtle.write(graph_named(name), stream)
    word = max(normal(name).split(), key=len)
    assert len(labels(index(path).find(word), "fact")) == 1


def test_json_and_turtle_say_the_same(small_ttl: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    with path.open("w", encoding="utf-8") as stream:
        node_link.write(small_graph(), stream)
    assert index(path).find("青禾", 100) == index(small_ttl).find("青禾", 100)


def test_a_large_graph_keeps_its_index(small_ttl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SMALL", 0)
    path = tmp_path / "graph.ttl"
    path.write_bytes(small_ttl.read_bytes())
    expected = index(path).find("青禾")
    (place,) = kept.home(path).glob("*-words")
    fill = search._fill
    monkeypatch.setattr(search, "_fill", None)
    assert index(path).find("青禾") == expected
    monkeypatch.setattr(search, "_fill", fill)
    file = place / "words.sqlite"
    file.write_bytes(b"x" * file.stat().st_size)
    assert index(path).find("青禾") == expected


def test_the_command(small_ttl: Path, kg: Call) -> None:
    done = kg("search", "投资", "产业园", "-g", small_ttl)
    assert done.status == 0
    assert "远航科技公司【投资】建设青禾【产业园】" in done.out
    assert f"{DOCUMENT} " in done.out
    rows = list(csv.DictReader(io.StringIO(kg("search", "投资", "-g", small_ttl, "--format", "csv").out)))
    assert [(row["kind"], row["text"]) for row in rows] == [("fact", "远航科技公司投资建设青禾产业园")]
    data = json.loads(kg("search", "投资", "-g", small_ttl, "--format", "json").out)
    assert data[0]["evidence"][0]["start"] == int(rows[0]["start"])
    nothing = kg("search", "龘", "-g", small_ttl)
    assert (nothing.status, nothing.out, len(nothing.errors)) == (0, "", 1)


def test_no_graph_is_one_line(tmp_path: Path, kg: Call) -> None:
    for name in ("no.ttl", "no.json"):
        done = kg("search", "a", "-g", tmp_path / name)
        assert (done.status, len(done.errors)) == (2, 1)
        assert "no such file" in done.err
