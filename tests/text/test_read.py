"""Files and folders to pages, and what is said of those that cannot be read."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, KgError
from kg.text import read as reading
from kg.text.decode import decoded
from kg.text.read import looked_up, read, sources


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
    for name in ("b.txt", "a/c.md", "a/d.TXT", "a/b/e.text", "skip.csv", ".hidden.txt", ".git/f.txt"):
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
        (b"\xff", ("not Chinese text in UTF-8", "iconv")),
        ("caf\u00e9 na\u00efve".encode("cp1252"), ("not Chinese text",)),
        (bytes(range(128, 256)) * 9, ("not Chinese text",)),
        ("青禾县召开会议，林远舟出席。".encode()[:-1], ("UTF-8 that is damaged at byte 39",)),
        (b"\xed\xa0\x80" + "青禾县召开会议，林远舟出席。".encode(), ("UTF-8 that is damaged at byte 0",)),
        (b"\xff\xfe\x00\xd8\x0a\x00", ("UTF-16 that is damaged",)),  # half of a pair
        (b"\xe9\x9d\x92\x00", ("NUL",)),
        (b"\x7fELF\x00\x01\x02\x03" * 40, ("NUL",)),
        (b"", ("empty",)),
        (b"\xef\xbb\xbf\r\n", ("empty",)),
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


PAGE = "本报讯（记者 纪一鸣）5月11日，清河县召开项目推进会，县委书记林远舟出席会议并讲话。\r\n编辑 方知夏\r\n"
TRADITIONAL = "本報訊（記者 紀一鳴）5月11日，清河縣召開項目推進會，縣委書記林遠舟出席會議並講話。\r\n"


@pytest.mark.parametrize(
    ("text", "codec", "called"),
    [
        (PAGE, "utf-8", "UTF-8"),
        (PAGE, "utf-16", "UTF-16"),
        (PAGE, "utf-16-le", "UTF-16LE"),
        (PAGE, "utf-16-be", "UTF-16BE"),
        (PAGE, "gb18030", "GB18030"),
        (PAGE, "gbk", "GB18030"),
        (TRADITIONAL, "big5", "Big5"),
        (TRADITIONAL, "gb18030", "GB18030"),
        (TRADITIONAL, "utf-8", "UTF-8"),
        ("清河县", "gbk", "GB18030"),  # six bytes, which are three characters in Big5 too
        ("會議", "big5", "Big5"),
        ("no Chinese at all\n", "ascii", "UTF-8"),
        ("林远舟\ue000𠮷出席会议。", "gb18030", "GB18030"),  # a private character, and one of four bytes
    ],
)
def test_the_encoding_is_found_and_every_character_keeps_its_place(
    text: str, codec: str, called: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode(codec))
    page = read("a.txt", file)
    assert (page.text, page.encoding) == (text, called)


CHINESE = st.text(st.sampled_from("林远舟沈若岚清河县召开会议出席讲话的了和在是一二三，。：“”（）012\n"))


@given(CHINESE, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_common_characters_are_read_back_whatever_they_are_written_in(text: str, codec: str) -> None:
    text = "清河县召开会议。" + text
    assert decoded(text.encode(codec), "a.txt")[0].removeprefix("\ufeff") == text


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_one_line(data: bytes) -> None:
    try:
        text, called = decoded(data, "a.txt")
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017  either outcome will do
    else:
        assert called
        text.encode("utf-8")


def test_a_link_that_loops_is_told(tmp_path: Path) -> None:
    loop = tmp_path / "a.txt"
    loop.symlink_to(loop)
    assert sources([tmp_path]) == [("a.txt", loop)]
    with pytest.raises(InputError, match=os.strerror(errno.ELOOP)):
        read("a.txt", loop)


def test_links_to_folders_are_told_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    found, refused = looked_up([tmp_path])
    assert [document for document, _ in found] == ["a.txt"]
    assert [(name, "not followed" in error.why) for name, error in refused] == [("again", True)]


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "locked" / "b.txt")
    scan = os.scandir

    def denied(path: str) -> object:  # as where permissions forbid it; root has all of them
        if str(path).endswith("locked"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", denied)
    found, refused = looked_up([tmp_path])
    assert [document for document, _ in found] == ["a.txt"]
    assert [(name, "cannot be read (Permission denied)" in error.why) for name, error in refused] == [("locked", True)]


def test_the_folder_of_the_output_is_left_out(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "output" / "graph.html")
    assert [document for document, _ in looked_up([tmp_path], tmp_path / "output")[0]] == ["a.txt"]


@pytest.mark.parametrize("name", ["a b.txt", "a\nb.txt", "a'\"b.txt", "-a.txt", "=1+1.txt", "年报 '22.txt"])
def test_any_name_will_do(name: str, tmp_path: Path) -> None:
    write(tmp_path / name)
    ((document, path),) = sources([tmp_path])
    assert read(document, path).document == name


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/\xff.txt", "wb") as stream:
        stream.write(PAGE.encode())
    ((document, path),) = sources([tmp_path])
    with pytest.raises(InputError, match="rename it"):
        read(document, path)


def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(InputError, match="not a file"):
        read("a.txt", tmp_path / "a.txt")


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "a.txt")
    state = os.fstat
    calls = []

    def fstat(handle: int) -> os.stat_result:
        found = state(handle)
        if stat.S_ISREG(found.st_mode) and not calls:
            calls.append(handle)
            with file.open("a", encoding="utf-8") as stream:
                stream.write("又一句。")
        return found

    monkeypatch.setattr(os, "fstat", fstat)
    with pytest.raises(InputError, match="changed while it was read"):
        read("a.txt", file)


def test_files_that_come_and_go_are_read_or_told(tmp_path: Path) -> None:
    over = threading.Event()

    def restless() -> None:
        while not over.is_set():
            write(tmp_path / "a.txt", PAGE * 200)
            (tmp_path / "a.txt").unlink()

    thread = threading.Thread(target=restless)
    thread.start()
    try:
        for _ in range(300):
            try:
                assert set(read("a.txt", tmp_path / "a.txt").text) <= set(PAGE)
            except InputError as error:
                assert any(word in error.why for word in ("cannot be read", "changed", "empty"))  # noqa: PT017
    finally:
        over.set()
        thread.join()


def test_one_line_of_fifty_megabytes_is_told_how_long_a_page_may_be(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("的".encode() * (50_000_000 // 3))
    with pytest.raises(InputError, match=r"16,666,666 characters, and a page may have 1,000,000"):
        read("a.txt", file)


def test_a_file_larger_than_any_page_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(reading.LARGEST + 1)
    with pytest.raises(InputError, match="64 MB, and a file may have 64"):
        read("a.txt", tmp_path / "a.txt")
