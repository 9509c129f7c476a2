"""What a build is given: other kinds of files, what is kept of them, and what is said of what was skipped."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import docx
import pytest
from made_files import html, pdf
from running import PAGE, SECOND, Call

from kg.build import build
from kg.errors import InputError, KgError
from kg.export.folder import EXTRACTED
from kg.intake import SKIPPED, Intake, kept_as
from kg.text import documents
from kg.text.documents import extracted
from kg.text.read import looked_up


def word(path: Path, text: str) -> None:
    made = docx.Document()
    heading, *lines = text.removeprefix("## ").splitlines()
    made.add_heading(heading, 1)
    for line in lines:
        made.add_paragraph(line)
    table = made.add_table(2, 2)
    for cell, words in zip(table._cells, ("职务", "姓名", "县长", "苏见微"), strict=True):
        cell.text = words
    made.save(str(path))


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with a page as text, as a page of the web, as a Word file and as a PDF."""
    folder = tmp_path / "texts"
    (folder / "下").mkdir(parents=True)
    (folder / "a.txt").write_text(PAGE, encoding="utf-8")
    (folder / "b.html").write_bytes(html(SECOND).encode("gb18030"))
    word(folder / "下" / "c.docx", SECOND)
    (folder / "d.PDF").write_bytes(pdf(SECOND))
    return folder


def test_each_kind_is_read_and_its_text_is_kept_beside_the_output(texts: Path, tmp_path: Path, kg: Call) -> None:
    done = kg("build", texts, "-o", tmp_path / "output")
    assert (done.status, done.err) == (0, "")
    for kind in ("UTF-8", "html", "docx", "pdf"):
        assert [kind, "1"] in [line.split() for line in done.out.splitlines()]
    kept = tmp_path / "output" / EXTRACTED
    files = {path.relative_to(kept).as_posix() for path in kept.rglob("*.txt")}
    assert files == {"b.html.txt", "下/c.docx.txt", "d.PDF.txt"}
    graph = json.loads((tmp_path / "output" / "graph.json").read_text(encoding="utf-8"))
    seen = set()
    for row in graph["nodes"] + graph["edges"]:
        for e in row.get("evidence", []):
            file = texts / "a.txt" if e["document"] == "a.txt" else kept / kept_as(e["document"])
            text = file.read_bytes().decode("utf-8")
            assert text[e["start"] : e["end"]] == e["text"]
            seen.add((e["document"], row.get("name")))
    assert {document for document, name in seen if name == "林远舟"} == {"a.txt", "b.html", "下/c.docx", "d.PDF"}


def test_a_page_of_the_web_is_read_without_what_stands_around_it(texts: Path) -> None:
    text = extracted((texts / "b.html").read_bytes(), ".html", "b.html")
    assert "林远舟到葛仙庄镇调研" in text
    assert "登录" not in text
    assert "alert" not in text


def test_kept_texts_of_an_earlier_build_go_with_it(texts: Path, tmp_path: Path) -> None:
    build([texts], tmp_path / "output")
    build([texts / "a.txt"], tmp_path / "output")
    assert not (tmp_path / "output" / EXTRACTED).exists()


def test_a_folder_of_that_name_which_is_somebody_s_own_is_left_alone(texts: Path, tmp_path: Path) -> None:
    mine = tmp_path / "output" / EXTRACTED / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    build([texts / "a.txt"], tmp_path / "output")
    with pytest.raises(KgError, match="extracted in it is not of a build"):
        build([texts], tmp_path / "output")
    assert mine.read_text(encoding="utf-8") == "mine"


BROKEN = {
    "not a Word file": (".docx", b"PK\x03\x04 nothing", "cannot be read as docx"),
    "not a PDF": (".pdf", b"%PDF-1.4 nothing", "cannot be read as pdf"),
    "a page without text": (".html", b"<html><body><img src=a.png></body></html>", "no text is in it"),
    "a scan": (".pdf", pdf(""), "recognise its text first"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_holds_no_text_is_one_line(case: str) -> None:
    suffix, data, words = BROKEN[case]
    with pytest.raises(InputError, match=words) as error:
        extracted(data, suffix, "a")
    assert "\n" not in str(error.value)


def test_a_word_file_that_unpacks_to_more_than_memory_holds(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_MOST_UNPACKED", 1000)
    with pytest.raises(InputError, match="unpacks to more than"):
        extracted((texts / "下" / "c.docx").read_bytes(), ".docx", "c.docx")


def test_a_reader_that_is_not_installed_is_named(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "find_spec", lambda name: None)
    found, refused = looked_up([texts])
    intake = Intake(refused)
    pages = [intake.page(document, path) for document, path in found]
    assert [page.document for page in pages if page] == ["a.txt"]
    assert [(name, "not installed; pip install" in error.why) for name, error in intake.skipped] == [
        ("b.html", True),
        ("d.PDF", True),
        ("下/c.docx", True),
    ]


def test_strict_builds_nothing_where_anything_is_skipped(pages: Path, tmp_path: Path, kg: Call) -> None:
    (pages / "empty.txt").write_bytes(b"")
    (pages / "loop.txt").symlink_to("loop.txt")
    done = kg("build", pages, "-o", tmp_path / "output", "--strict")
    assert (done.status, len(done.errors)) == (2, 1)
    assert "--strict wants every input, and 1 more" in done.err
    assert not (tmp_path / "output").exists()
    (pages / "empty.txt").unlink()
    (pages / "loop.txt").unlink()
    assert kg("build", pages, "-o", tmp_path / "output", "--strict").status == 0


def test_what_was_skipped_is_listed_whatever_it_is_called(pages: Path, tmp_path: Path, kg: Call) -> None:
    names = ["=cmd|' -C calc'!A0.txt", "a\nb.txt", 'say "x", y.txt', "@SUM(1).txt"]
    for name in names:
        (pages / name).write_bytes(b"")
    with open(os.fsencode(pages) + b"/\xff.txt", "wb"):
        pass
    done = kg("build", pages, "-o", tmp_path / "output")
    assert (done.status, len(done.errors)) == (1, 5)
    with (tmp_path / "output" / SKIPPED).open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    assert {row[0].removeprefix("'") for row in rows} == {*names, "\\udcff.txt"}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_names_of_kept_texts_fit_every_file_system() -> None:
    assert kept_as("a/b.pdf") == "a/b.pdf.txt"
    long = "会" * 83 + ".html"
    assert len(kept_as(long).encode()) <= 255
    assert kept_as(long) != kept_as("会" * 82 + "议.html")
