"""Traditional characters are read as simplified ones, and stay as they are in evidence and names."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from running import Call

from kg.build import build
from kg.graph import load
from kg.model import Page
from kg.text.articles import split
from kg.text.traditional import TABLE, folded

TEXT = """## 清河縣召開項目推進會

本報訊（記者 紀一鳴） 2023年5月11日，清河縣項目推進會召開，縣委書記林遠舟出席會議並講話，縣長蘇見微主持會議。

清河縣著力發展裝備製造產業，全年進出口總額增長12%以上。

編輯 方知夏
"""
SIMPLIFIED = "5月20日，清河县委书记林远舟到葛仙庄镇调研，副县长何以寧陪同。\n"


def test_every_pair_is_of_two_characters() -> None:
    assert len(TABLE) > 3000
    assert all(len(simple) == 1 and ord(simple) != old for old, simple in TABLE.items())
    assert "縣長會議區黨".translate(TABLE) == "县长会议区党"


@given(st.text())
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert all(old == new or TABLE[ord(old)] == new for old, new in zip(text, folded(text), strict=True))


def test_a_page_in_simplified_characters_keeps_the_few_that_it_has() -> None:
    assert folded(SIMPLIFIED) == SIMPLIFIED


def test_a_line_in_traditional_characters_on_a_page_in_simplified_ones() -> None:
    page = SIMPLIFIED * 60 + "縣長蘇見微主持會議並講話\n"
    assert folded(page) == SIMPLIFIED * 60 + "县长苏见微主持会议并讲话\n"


def test_titles_and_credits_are_as_written() -> None:
    (article,) = split(Page("a.txt", TEXT))
    assert article.title == "清河縣召開項目推進會"
    assert "縣委書記林遠舟" in article.text.raw
    assert "县委书记林远舟" in article.text.chars


def test_what_both_write_is_one_and_has_the_name_that_the_texts_write(tmp_path: Path, kg: Call) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "繁.txt").write_bytes(TEXT.encode("big5"))
    (texts / "简.txt").write_text(SIMPLIFIED, encoding="utf-8")
    summary = build([texts], tmp_path / "output")
    assert dict(summary.encodings) == {"Big5": 1, "UTF-8": 1}
    graph = load(tmp_path / "output" / "graph.json")
    officials = {row["name"]: row for _, row in graph.nodes(data=True) if row["type"] == "official"}
    assert officials["林远舟"]["aliases"] == ["林遠舟"]
    assert {e["document"] for e in officials["林远舟"]["evidence"]} == {"繁.txt", "简.txt"}
    assert officials["蘇見微"]["aliases"] == ["苏见微"]
    assert "何以寧" in officials
    decoded = {"繁.txt": TEXT, "简.txt": SIMPLIFIED}
    for _, row in graph.nodes(data=True):
        for e in row.get("evidence", ()):
            assert decoded[e["document"]][e["start"] : e["end"]] == e["text"]
    shown = kg("show", "蘇見微", "-g", tmp_path / "output" / "graph.json")
    assert shown.out == kg("show", "苏见微", "-g", tmp_path / "output" / "graph.json").out
    assert "縣長蘇見微" in shown.out
