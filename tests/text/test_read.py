"""Files and folders to pages, and what is said of those that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import InputError, KgError
from kg.text.read import read, sources


def write(path: Path, text: str = "青禾县召开会议。\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_named_by_its_own_name(tmp_path: Path) -> None:
    file = write(tmp_path / "2022" / "青禾.txt")
    assert sources([file]) == [("青禾.txt", file)]


def test_a_file_may_have_any_suffix(tmp_path: Path) -> None:
    file = write(tmp_path / "page.html")
    assert sources([file]) == [("page.html", file)]


def test_a_folder_gives_its_text_files_at_any_depth_by_relative_path(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.md", "a/d.TXT", "a/b/e.text", "skip.html", ".hidden.txt", ".git/f.txt"):
        write(tmp_path / name)
    assert [document for document, _ in sources([tmp_path])] == ["a/b/e.text", "a/c.md", "a/d.TXT", "b.txt"]


def test_the_order_of_the_paths_does_not_matter(tmp_path: Path) -> None:
    files = [write(tmp_path / name) for name in ("c.txt", "a.txt", "b.txt")]
    assert sources(files) == sources(reversed(files))


def test_one_file_named_twice_is_one(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    assert len(sources([file, file, tmp_path])) == 1


def one_line(error: pytest.ExceptionInfo[KgError], *words: str) -> bool:
    message = str(error.value)
    return "\n" not in message and all(word in message for word in words)


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KgError) as error:
        sources([tmp_path / "none.txt"])
    assert one_line(error, "none.txt", "no such file")


def test_a_folder_without_texts(tmp_path: Path) -> None:
    with pytest.raises(KgError) as error:
        sources([tmp_path])
    assert one_line(error, str(tmp_path), "no text files")


def test_two_files_of_one_name(tmp_path: Path) -> None:
    first, second = write(tmp_path / "1" / "a.txt"), write(tmp_path / "2" / "a.txt")
    with pytest.raises(KgError) as error:
        sources([first, second])
    assert one_line(error, "a.txt", "same name")


def test_the_text_is_as_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("\ufeff青禾\r\n县\n".encode())
    page = read("a.txt", file)
    assert page.document == "a.txt"
    assert page.text == "\ufeff青禾\r\n县\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("青禾县召开会议".encode("gb18030"), ("not UTF-8", "iconv")),
        ("青禾县".encode("utf-16"), ("not UTF-8",)),
        (b"\xe9\x9d\x92\x00", ("NUL",)),
        (b"", ("empty",)),
        (" \u3000\n\n".encode(), ("empty",)),
    ],
)
def test_what_is_no_text_is_told_in_one_line(tmp_path: Path, content: bytes, words: tuple[str, ...]) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(content)
    with pytest.raises(InputError) as error:
        read("a.txt", file)
    assert one_line(error, str(file), *words)


def test_a_file_that_has_gone(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read("a.txt", tmp_path / "a.txt")
    assert one_line(error, "a.txt", "cannot be read")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    file.chmod(0)
    with pytest.raises(InputError, match="cannot be read"):
        read("a.txt", file)


def test_an_input_error_is_an_error_of_the_program() -> None:
    assert issubclass(InputError, KgError)
