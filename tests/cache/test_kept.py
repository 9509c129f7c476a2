"""The file in which things are kept: what is put is there again, and whatever is wrong with it is said in a line."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cache import FILE, PART, Cache, clear, contents, folder, key, store
from kg.errors import KgError

A, B, C = key("a"), key("b"), key("c")


def test_what_is_put_is_there_now_and_later(tmp_path: Path) -> None:
    with Cache(tmp_path / "new" / "cache") as cache:
        cache.put(A, b"1")
        cache.put(B, b"2", PART)
        assert cache.get([A, C]) == {A: b"1"}
    with Cache(tmp_path / "new" / "cache") as cache:
        assert cache.get([C, B, A]) == {A: b"1", B: b"2"}
        assert cache.trouble == ""
    found = contents(tmp_path / "new" / "cache")
    assert (found.pages, found.parts) == (1, 1)
    assert found.bytes > 0


def test_no_folder_no_cache() -> None:
    with Cache(None) as cache:
        cache.put(A, b"1")
        assert not cache.usable
        assert cache.get([A]) == {}
        assert cache.trouble == ""


@given(st.lists(st.text(max_size=3), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_keys_are_equal_where_all_parts_are(first: list[str], second: list[str]) -> None:
    assert (key(*first) == key(*second)) == (first == second)


def test_the_longest_unused_go_first_and_what_this_build_used_stays(tmp_path: Path) -> None:
    for name, keys in {"first": [A, B], "second": [B, C]}.items():
        with Cache(tmp_path) as cache:
            cache.get(keys)
            for each in keys:
                cache.put(each, f"{name} {'x' * 100}".encode())
    with Cache(tmp_path, limit=250) as cache:
        assert set(cache.get([C])) == {C}
    with Cache(tmp_path) as cache:
        assert set(cache.get([A, B, C])) == {B, C}
    with Cache(tmp_path, limit=10) as cache:
        assert set(cache.get([B])) == {B}
    with Cache(tmp_path) as cache:
        assert set(cache.get([A, B, C])) == {B}


def test_values_are_written_before_the_end(tmp_path: Path) -> None:
    first, second = Cache(tmp_path), Cache(tmp_path)
    for number in range(store._BATCH):
        first.put(key("page", str(number)), b"1")
    assert len(second.get(key("page", str(number)) for number in range(store._BATCH))) == store._BATCH
    first.close()
    second.close()


def test_two_write_at_once(tmp_path: Path) -> None:
    troubles = []

    def fill(name: str) -> None:
        with Cache(tmp_path) as cache:
            for number in range(500):
                cache.put(key(name, str(number)), b"1")
        troubles.append(cache.trouble)

    threads = [threading.Thread(target=fill, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == ["", "", "", ""]
    assert contents(tmp_path).pages == 2000


def _full(folder: Path) -> Path:
    with Cache(folder) as cache:
        for number in range(300):
            cache.put(key(str(number)), b"x" * 1000)
    return folder / FILE


def test_a_file_that_is_none_of_its_kind_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("this is no database at all " * 100, encoding="utf-8")
    with Cache(tmp_path) as cache:
        cache.put(A, b"1")
    assert cache.trouble == f"{tmp_path / FILE}: damaged, so a new cache is begun; nothing else is lost"
    with Cache(tmp_path) as cache:
        assert cache.get([A]) == {A: b"1"}
    assert cache.trouble == ""


@pytest.mark.parametrize("keep", [0, 10, 100, 5000, 40_000])
def test_a_file_that_is_cut_off_never_fails(keep: int, tmp_path: Path) -> None:
    path = _full(tmp_path)
    path.write_bytes(path.read_bytes()[:keep])
    keys = [key(str(number)) for number in range(300)]
    for _ in range(2):  # what is found damaged only when it is read is gone the next time
        with Cache(tmp_path) as cache:
            assert set(cache.get(keys).values()) <= {b"x" * 1000}
            cache.put(A, b"1")
        assert "\n" not in cache.trouble
    with Cache(tmp_path) as cache:
        cache.put(A, b"1")
    assert cache.trouble == ""
    with Cache(tmp_path) as cache:
        assert cache.get([A]) == {A: b"1"}


def test_pages_of_the_file_overwritten(tmp_path: Path) -> None:
    path = _full(tmp_path)
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 8192):
        data[at : at + 100] = b"\xff" * 100
    path.write_bytes(data)
    with Cache(tmp_path) as cache:
        cache.get(key(str(number)) for number in range(300))
    assert "damaged" in cache.trouble
    assert not path.exists()


def test_somebody_else_s_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("create table theirs (thing)")
    db.close()
    before = (tmp_path / FILE).read_bytes()
    with Cache(tmp_path) as cache:
        cache.put(A, b"1")
    assert "belongs to another program" in cache.trouble
    with pytest.raises(KgError, match="not removed, it belongs to another program"):
        clear(tmp_path)
    with pytest.raises(KgError, match="cannot be read as a cache"):
        contents(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with Cache(tmp_path / "file") as cache:
        assert cache.get([A]) == {}
    assert "built without it. Name another folder with --cache" in cache.trouble


def test_clear_and_nothing_there(tmp_path: Path) -> None:
    path = _full(tmp_path)
    assert clear(tmp_path) == path
    assert list(tmp_path.iterdir()) == []
    assert clear(tmp_path) == path
    assert contents(tmp_path).pages == 0


def test_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "mine"))
    assert folder() == tmp_path / "mine"
    monkeypatch.delenv("KG_CACHE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert folder() == tmp_path / "kg"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    assert folder() == tmp_path / "home" / ".cache" / "kg"
    monkeypatch.setattr("sys.platform", "darwin")
    assert folder() == tmp_path / "home" / "Library" / "Caches" / "kg"
