"""What is kept beside a graph: made once, never stale, never in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.query import kept, run, store

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
OTHER = "<a:b> <a:c> <a:d> ."


@pytest.fixture(autouse=True)
def _all_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SMALL", 0)


@pytest.fixture
def ttl(small_ttl: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(small_ttl, tmp_path / "graph.ttl"))


def triples(ttl: Path) -> list[Path]:
    return sorted(kept.home(ttl).glob("*-triples"))


def count(ttl: Path) -> int:
    return int(run(ttl, COUNT).rows()[0][0])


def settled(ttl: Path) -> None:
    """Let the file be older than what is too fresh to be told by its times."""
    kept._SETTLED, before = -1.0, kept._SETTLED
    try:
        run(ttl, COUNT)
    finally:
        kept._SETTLED = before


def never(*_: object) -> None:
    raise AssertionError("the file was read again")


def test_the_second_query_reads_no_turtle(ttl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = count(ttl)
    monkeypatch.setattr(store, "_filled", never)
    assert count(ttl) == first
    assert len(triples(ttl)) == 1


def test_a_settled_file_is_not_even_read(ttl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = count(ttl)
    settled(ttl)
    monkeypatch.setattr("hashlib.file_digest", never)
    assert count(ttl) == first


def test_a_small_graph_keeps_nothing(ttl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SMALL", ttl.stat().st_size + 1)
    assert count(ttl)
    assert not kept.home(ttl).exists()


def test_git_leaves_it_alone(ttl: Path) -> None:
    subprocess.run(["git", "init", "-q", ttl.parent], check=True)
    count(ttl)
    shown = subprocess.run(["git", "-C", ttl.parent, "status", "--short"], check=True, capture_output=True, text=True)
    assert shown.stdout == "?? graph.ttl\n"


@pytest.mark.parametrize("times", ["as they are", "as they were"])
def test_a_changed_graph_is_read_anew(ttl: Path, times: str) -> None:
    count(ttl)
    settled(ttl)
    before, size = ttl.stat(), ttl.stat().st_size
    ttl.write_text(OTHER + " " * (size - len(OTHER)), encoding="ascii")
    if times == "as they were":
        os.utime(ttl, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert count(ttl) == 1
    assert len(triples(ttl)) == 1  # that of the file as it was is gone


def test_a_touched_graph_keeps_its_store(ttl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = count(ttl)
    settled(ttl)
    os.utime(ttl, (1, 1))
    monkeypatch.setattr(store, "_filled", never)
    assert count(ttl) == first


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(len(data) // 4, len(data) // 2):
        data[place] ^= 0x55
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [_cut, _flipped, Path.unlink])
@pytest.mark.parametrize("pattern", ["CURRENT", "MANIFEST-*", "*.sst", "sizes.json"])
def test_a_torn_store_is_made_anew(ttl: Path, pattern: str, damage: object) -> None:
    first = count(ttl)
    for path in triples(ttl)[0].glob(pattern):
        damage(path)  # type: ignore[operator]
    assert count(ttl) == first
    assert count(ttl) == first
    assert kept._whole(triples(ttl)[0])


def test_what_a_killed_process_left_is_taken_away(ttl: Path) -> None:
    kept.home(ttl).mkdir()
    (kept.home(ttl) / ".part-abc123").mkdir()
    (kept.home(ttl) / "mine.txt").touch()
    count(ttl)
    assert not (kept.home(ttl) / ".part-abc123").exists()
    assert (kept.home(ttl) / "mine.txt").exists()


@pytest.mark.parametrize("what", ["a file", "a link to nowhere", "no permission", "a stamp of nonsense"])
def test_where_nothing_can_be_kept_the_answer_is_the_same(ttl: Path, what: str) -> None:
    expected, home = count(ttl), kept.home(ttl)
    shutil.rmtree(home)
    if what == "a file":
        home.write_text("x", encoding="ascii")
    elif what == "a link to nowhere":
        home.symlink_to(ttl.parent / "nowhere" / "at all")
    elif what == "a stamp of nonsense":
        home.mkdir()
        (home / "stamp.json").write_text('{"of": 1}', encoding="ascii")
    else:
        home.mkdir(mode=0o500)
    try:
        assert count(ttl) == expected
    finally:
        if what == "no permission":
            home.chmod(0o700)


def test_a_full_disk_is_no_error(ttl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    assert count(ttl)
    assert [path.name for path in kept.home(ttl).iterdir() if path.is_dir()] == []


@pytest.mark.parametrize("content", ["<a:b> <a:c> .", "{}"])
def test_what_is_not_turtle_is_still_one_line(ttl: Path, content: str) -> None:
    ttl.write_text(content, encoding="ascii")
    with pytest.raises(KgError, match=r"graph\.ttl: cannot be read as Turtle"):
        run(ttl, COUNT)
    assert triples(ttl) == []


def test_bad_sparql_does_not_throw_the_store_away(ttl: Path) -> None:
    count(ttl)
    before = triples(ttl)[0].stat().st_ino
    with pytest.raises(KgError, match="not SPARQL"):
        run(ttl, "SELECT * {")
    assert triples(ttl)[0].stat().st_ino == before


def test_a_file_written_while_it_is_read_is_not_kept(ttl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled = store._filled

    def slow(*arguments: object) -> object:
        found = filled(*arguments)  # type: ignore[arg-type]
        ttl.write_text(OTHER, encoding="ascii")
        return found

    monkeypatch.setattr(store, "_filled", slow)
    count(ttl)
    assert triples(ttl) == []


def test_many_processes_at_once_make_one_store(ttl: Path) -> None:
    asked = f"import kg.query.store as s; s.SMALL = 0; from pathlib import Path; from kg.query import run\n" \
        f"print(run(Path({str(ttl)!r}), {COUNT!r}).rows()[0][0])"  # fmt: skip

    def one(_: int) -> str:
        return subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout.strip()

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(one, range(4)))
    assert answers == {str(count(ttl))}
    assert len(triples(ttl)) == 1
    assert list(kept.home(ttl).glob(".part-*")) == []


def test_an_open_store_outlives_its_files(ttl: Path) -> None:
    opened = store.opened(ttl)
    shutil.rmtree(kept.home(ttl))
    assert len(list(opened)) > 100


def test_a_query_imports_neither_the_vocabulary_nor_networkx(ttl: Path) -> None:
    asked = f"import sys; from kg.cli import run\nrun(['query', {COUNT!r}, '-g', {str(ttl)!r}])\nprint(*sys.modules)"
    printed = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout
    assert {"networkx", "rdflib", "jieba", "kg.vocabulary"}.isdisjoint(printed.split())
