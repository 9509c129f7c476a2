"""Builds that use what earlier ones kept: nothing is read twice, and the files are those of a build from nothing."""

from __future__ import annotations

import ctypes
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import KG, PAGE, ROOT, SECOND, Call, Fingerprint

from kg import build as build_module
from kg import export, recognise
from kg import reading as reading_module
from kg.build import Summary, build
from kg.cache import FILE, contents, store, version

NAMES = ("林远舟", "苏见微", "何以宁", "纪一鸣", "方知夏", "沈若岚", "何望舒", "司马云帆")
TOWNS = ("葛仙庄镇", "连庄镇", "油坊镇", "谢炉镇")
MEETINGS = ("项目推进会", "安全生产工作会议", "招商引资工作会议")


def made(chance: random.Random) -> str:
    """A small page of one county: what pages of it say touches."""
    one, other, third = chance.sample(NAMES, 3)
    day = f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    meeting, share = chance.choice(MEETINGS), chance.randint(3, 30)
    told = [
        f"{day},清河县{meeting}召开,县委书记{one}出席会议并讲话,县长{other}主持会议。",
        f"{day},清河县委书记{one}到{chance.choice(TOWNS)}调研重点项目,副县长{third}陪同。",
        f"清河县着力发展装备制造产业,全年进出口总额增长{share}%以上。",
        f"清河县教育局局长{third}介绍了有关情况。",
    ]
    lines = [told[0], *chance.sample(told[1:], chance.randint(0, 3))]
    return f"## 清河县召开{meeting}\n\n本报讯(记者 {other}) 2023年{day}\n\n" + "\n\n".join(lines) + "\n"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with two pages."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(PAGE, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    return folder


class Builds:
    """Builds into a folder, with the cache, each checked against one from nothing."""

    def __init__(self, texts: Path, work: Path, cache: Path, fingerprint: Fingerprint) -> None:
        self.texts, self.work, self.cache, self._fingerprint = texts, work, cache, fingerprint

    def kept(self) -> Summary:
        return build([self.texts], self.work / "kept", "jieba", cache=self.cache)

    def checked(self) -> Summary:
        summary = self.kept()
        build([self.texts], self.work / "anew", "jieba")
        assert self._fingerprint(self.work / "kept") == self._fingerprint(self.work / "anew")
        assert summary.trouble == ""
        return summary


@pytest.fixture
def builds(texts: Path, tmp_path: Path, cache: Path, fingerprint: Fingerprint) -> Builds:
    return Builds(texts, tmp_path, cache, fingerprint)


def test_a_second_build_reads_nothing_and_needs_no_recogniser(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    assert builds.checked().read == 2

    def refuse(name: str) -> recognise.Recogniser:
        raise AssertionError(f"{name} is loaded")

    monkeypatch.setattr(reading_module, "_recogniser", refuse)
    summary = builds.kept()
    assert (summary.texts, summary.read) == (2, 0)
    monkeypatch.undo()
    builds.checked()


def test_a_second_build_makes_no_part_of_a_file_again(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    builds.checked()
    made: list[str] = []
    for module, name in ((export.node_link, "_in_order"), (export.graphml, "_data"), (export.tables, "_cell")):
        plain = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *args, plain=plain, name=name: (made.append(name), plain(*args))[1])
    monkeypatch.setattr(export.turtle, "of_node", None)
    monkeypatch.setattr(export.turtle, "of_document", None)
    builds.kept()
    assert set(made) == {"_cell"}  # the headings of the tables


def test_a_copy_and_a_page_under_another_name_are_not_read_again(builds: Builds) -> None:
    builds.checked()
    (builds.texts / "further").mkdir()
    (builds.texts / "a.txt").rename(builds.texts / "further" / "c.txt")
    shutil.copy(builds.texts / "b.txt", builds.texts / "copy.txt")
    summary = builds.checked()
    assert (summary.texts, summary.read) == (3, 0)


def test_two_copies_are_read_once(builds: Builds) -> None:
    shutil.copy(builds.texts / "b.txt", builds.texts / "copy.txt")
    assert builds.checked().read == 2


def test_a_changed_and_a_removed_page(builds: Builds) -> None:
    builds.checked()
    (builds.texts / "a.txt").write_text(PAGE.replace("12%", "13%"), encoding="utf-8")
    assert builds.checked().read == 1
    assert "13" in (builds.work / "kept" / "relations.csv").read_text(encoding="utf-8")
    (builds.texts / "a.txt").unlink()
    assert builds.checked().read == 0
    assert "苏见微" not in (builds.work / "kept" / "graph.json").read_text(encoding="utf-8")


def test_another_recogniser_and_another_program_read_anew(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    builds.checked()
    assert build([builds.texts], builds.work / "kept", "lac", cache=builds.cache).read == 2
    assert builds.checked().read == 0
    monkeypatch.setattr(version, "of_extraction", lambda: "another")
    assert builds.checked().read == 2


@pytest.mark.parametrize("seed", range(10))
def test_any_sequence_of_changes_gives_the_bytes_of_a_build_from_nothing(seed: int, builds: Builds) -> None:
    chance = random.Random(seed)
    for _ in range(3):
        for _ in range(chance.randint(1, 4)):
            present = sorted(builds.texts.iterdir())
            match chance.choice(("add", "change", "remove", "move")):
                case "change" if present:
                    chance.choice(present).write_text(made(chance), encoding="utf-8")
                case "remove" if len(present) > 1:
                    chance.choice(present).unlink()
                case "move" if present:
                    chance.choice(present).rename(builds.texts / f"{chance.randint(0, 99)}.md")
                case _:
                    (builds.texts / f"{chance.randint(0, 99)}.txt").write_text(made(chance), encoding="utf-8")
        builds.checked()


APART = """
import os, sys
from kg import export
from kg.cli import main
from kg.export import graphml, html, node_link, tables, turtle
export.MANY = 0
def telling(plain):
    def told(*arguments):
        print(os.getpid(), file=sys.stderr)
        plain(*arguments)
    return told
for module, name in (
    *((module, "write") for module in (graphml, html, node_link)),
    *((tables, f"write_{name}") for name in ("entities", "relations")),
    *((turtle, f"write_{name}") for name in ("things", "documents")),
):
    setattr(module, name, telling(getattr(module, name)))
main()
"""


def test_files_written_in_several_processes_are_the_same(builds: Builds, cache: Path, fingerprint: Fingerprint) -> None:
    build([builds.texts], builds.work / "anew")
    writers: dict[str, set[str]] = {}
    for there, workers in (("first", "2"), ("second", "2"), ("third", "1")):
        # nothing is left to read from the second time on, and so there are no threads
        command = [sys.executable, "-c", APART, "build", builds.texts, "-o", builds.work / there, "--quiet"]
        done = subprocess.run([*command, "--workers", workers], capture_output=True, text=True)
        assert done.returncode == 0
        assert fingerprint(builds.work / there) == fingerprint(builds.work / "anew")
        writers[there] = set(done.stderr.split())
    assert len(writers["third"]) == 1
    if sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1:
        assert len(writers["second"]) == 2


def test_an_error_of_that_process_is_told_and_the_old_files_stay(
    builds: Builds, monkeypatch: pytest.MonkeyPatch, fingerprint: Fingerprint
) -> None:
    builds.kept()
    before = fingerprint(builds.work / "kept")
    monkeypatch.setattr(export, "MANY", 0)

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build_module, "WRITERS", {**export.WRITERS, "graph.html": full})
    with pytest.raises(build_module.KgError, match=r"cannot write there \(No space left on device\)"):
        builds.kept()
    assert fingerprint(builds.work / "kept") == before


# What goes wrong


def many(folder: Path, count: int) -> None:
    """So many pages, no two the same."""
    folder.mkdir()
    chance = random.Random(7)
    for number in range(count):
        (folder / f"{number}.txt").write_text(f"{made(chance)}\n第{number}期\n", encoding="utf-8")


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_killed_build_had_read_is_not_read_again(
    workers: int, tmp_path: Path, cache: Path, fingerprint: Fingerprint
) -> None:
    many(tmp_path / "many", 150)
    output = tmp_path / "kept"
    command = [KG, "build", tmp_path / "many", "-o", output, "--recogniser", "jieba", "--workers", str(workers)]
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not (cache / FILE).exists() or contents(cache).pages == 0:
        assert time.monotonic() < until
        assert started.poll() is None
        time.sleep(0.02)
    started.kill()
    started.wait()
    read = contents(cache).pages
    assert 0 < read < 150
    summary = build([tmp_path / "many"], output, "jieba", cache=cache)
    assert (summary.texts, summary.read, summary.trouble) == (150, 150 - read, "")
    build([tmp_path / "many"], tmp_path / "anew", "jieba")
    assert fingerprint(output) == fingerprint(tmp_path / "anew")


def test_ctrl_c_keeps_what_was_read(tmp_path: Path, cache: Path) -> None:
    many(tmp_path / "many", 150)
    command = [KG, "build", tmp_path / "many", "-o", tmp_path / "kept", "--recogniser", "jieba", "--workers", "1"]
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=_heed_ctrl_c)
    until = time.monotonic() + 60
    while not (cache / FILE).exists() or contents(cache).pages == 0:
        assert time.monotonic() < until
        assert started.poll() is None
        time.sleep(0.02)
    started.send_signal(signal.SIGINT)
    assert started.wait() == 130
    assert 0 < contents(cache).pages <= 150


def _heed_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_two_builds_at_once(tmp_path: Path, cache: Path, fingerprint: Fingerprint) -> None:
    many(tmp_path / "many", 20)
    command = [KG, "build", tmp_path / "many", "--recogniser", "jieba", "--quiet", "-o"]
    both = [
        subprocess.Popen([*command, tmp_path / name], stderr=subprocess.PIPE, text=True) for name in ("one", "other")
    ]
    for each in both:
        _, err = each.communicate(timeout=120)
        assert (each.returncode, err) == (0, "")
    build([tmp_path / "many"], tmp_path / "anew", "jieba")
    expected = fingerprint(tmp_path / "anew")
    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "other") == expected
    assert contents(cache).pages == 20


def test_a_damaged_cache_is_told_and_begun_anew(
    builds: Builds, kg: Call, cache: Path, fingerprint: Fingerprint
) -> None:
    builds.checked()
    expected = fingerprint(builds.work / "kept")
    (cache / FILE).write_bytes(b"torn" * 1000)
    command = ("build", builds.texts, "-o", builds.work / "kept", "--recogniser", "jieba")
    done = kg(*command)
    assert done.status == 0
    assert done.errors == [f"kg: {cache / FILE}: damaged, so a new cache is begun; nothing else is lost"]
    assert fingerprint(builds.work / "kept") == expected
    done = kg(*command)
    assert (done.status, done.err) == (0, "")
    assert "沿用 kept" in done.out


def test_values_that_are_wrong_are_made_again(builds: Builds, cache: Path) -> None:
    builds.checked()
    for statement in (
        "update kept set value = x'00112233'",
        "update kept set value = 'text'",
        "update kept set value = (select value from kept where kind = 'page' limit 1) where kind = 'part'",
        "delete from kept where rowid % 2",
    ):
        with sqlite3.connect(cache / FILE) as db:
            db.execute(statement)
        db.close()
        builds.checked()
        assert builds.kept().read == 0


@pytest.fixture
def _sealed(cache: Path) -> Iterator[None]:
    cache.chmod(0o500)
    yield
    cache.chmod(0o700)


def _no_exception_for_root() -> None:
    """Root may write anywhere by this capability (1, CAP_DAC_OVERRIDE), which the program is then started without."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.mark.usefixtures("_sealed")
def test_a_folder_that_may_not_be_written_is_told(builds: Builds, cache: Path, fingerprint: Fingerprint) -> None:
    command = [KG, "build", builds.texts, "-o", builds.work / "kept", "--recogniser", "jieba", "--quiet"]
    done = subprocess.run(command, preexec_fn=_no_exception_for_root, capture_output=True, text=True)
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"kg: {cache / FILE}: the cache cannot be used (")
    assert line.endswith("); built without it. Name another folder with --cache")
    build([builds.texts], builds.work / "anew", "jieba")
    assert fingerprint(builds.work / "kept") == fingerprint(builds.work / "anew")


def test_a_cache_that_fills_up_does_not_stop_the_build(builds: Builds, cache: Path, fingerprint: Fingerprint) -> None:
    many(builds.texts.parent / "many", 8)
    command = [
        KG,
        "build",
        builds.texts.parent / "many",
        "-o",
        builds.work / "kept",
        "--recogniser",
        "jieba",
        "--quiet",
    ]
    build([builds.texts.parent / "many"], builds.work / "anew", "jieba")
    # The cache on a disk of its own that has no room left: SQLite's own limit does as well
    script = (
        "import sys; from kg.cache import store; plain = store._connected\n"
        "def small(path):\n    db = plain(path); db.execute('pragma max_page_count = 6'); return db\n"
        "store._connected = small\nfrom kg.cli import main\nmain()"
    )
    done = subprocess.run(
        [Path(KG).with_name("python"), "-c", script, *command[1:]], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert "the cache cannot be used (database or disk is full)" in line
    assert fingerprint(builds.work / "kept") == fingerprint(builds.work / "anew")


# The commands


def test_kg_cache_tells_what_is_there_and_clears_it(texts: Path, tmp_path: Path, cache: Path, kg: Call) -> None:
    assert kg("cache").out.startswith(f"{cache / FILE}: 0 pages")
    kg("build", texts, "-o", tmp_path / "kept", "--recogniser", "jieba")
    done = kg("cache")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"{cache / FILE}: 2 pages, ")
    done = kg("cache", "--clear")
    assert (done.status, done.out) == (0, f"{cache / FILE}: removed\n")
    assert list(cache.iterdir()) == []


def test_a_folder_of_one_s_own_and_none(texts: Path, tmp_path: Path, cache: Path, kg: Call) -> None:
    own = tmp_path / "own"
    command = ("build", texts, "-o", tmp_path / "kept", "--recogniser", "jieba")
    assert kg(*command, "--no-cache").status == 0
    assert list(cache.iterdir()) == []
    assert kg(*command, "--cache", own).status == 0
    assert list(cache.iterdir()) == []
    assert contents(own).pages == 2
    assert kg("cache", "--cache", own).out.startswith(f"{own / FILE}: 2 pages")
    done = kg(*command, "--cache", own, "--no-cache")
    assert (done.status, done.err) == (2, "kg: Give either --cache or --no-cache. See `kg build --help`.\n")


def test_the_cache_is_bounded(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.Cache.__init__, "__defaults__", (1,))
    for share in range(3):
        (builds.texts / "a.txt").write_text(PAGE.replace("12%", f"2{share}%"), encoding="utf-8")
        builds.checked()
        assert contents(builds.cache).pages == 2
