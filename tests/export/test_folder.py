"""The files of a build change together, whatever happens meanwhile: kills, a full disk, another build."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from running import PAGE, ROOT, SECOND, Call, Fingerprint
from small_graph import small_graph

from kg.build import build
from kg.errors import KgError
from kg.export import write_all
from kg.export.folder import PART, READY, current, replacing, settle

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def script(name: str, *arguments: str) -> str:
    """What a script prints; it must end well."""
    command = [sys.executable, ROOT / "scripts" / name, *arguments]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_no_kill_leaves_files_of_two_builds() -> None:
    printed = script("kill-builds.py", "--builds", "1", "--writes", "10", "--every", "5")
    found = re.search(r"(\d+) kills, 0 torn; (\d+) had to be completed", printed)
    assert found, printed
    assert int(found[1]) > 20
    assert int(found[2]) > 0, "no kill met the moving of the files, so nothing was tried"


def _can_mount() -> bool:
    return subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(sys.platform != "linux" or not _can_mount(), reason="no file system may be mounted here")
def test_a_full_disk_and_one_that_may_only_be_read_leave_all_as_it_was() -> None:
    assert "1 built, 1 refused in a line" in script("fill-disk.py", "--sizes", "2")


def half_moved(folder: Path) -> Path:
    """As a build leaves a folder that is killed when all is ready and the first file has been moved."""
    write_all(small_graph(), folder)
    with replacing(folder, lambda: None) as part:
        for name in ("graph.json", "graph.ttl"):
            (part / name).write_text(f"new {name}", encoding="utf-8")
        os.mkdir(folder / "aside")
        for path in part.iterdir():
            os.rename(path, folder / "aside" / path.name)
    (folder / "aside" / "build.json").write_text('["graph.json", "graph.ttl"]', encoding="utf-8")
    os.rename(folder / "aside", folder / READY)
    os.replace(folder / READY / "graph.json", folder / "graph.json")
    return folder


def test_the_next_reader_completes_what_a_build_was_killed_at(tmp_path: Path) -> None:
    folder = half_moved(tmp_path / "output")
    assert (folder / "graph.ttl").read_text(encoding="utf-8") != "new graph.ttl"
    assert current(folder / "graph.json").read_text(encoding="utf-8") == "new graph.json"
    assert (folder / "graph.ttl").read_text(encoding="utf-8") == "new graph.ttl"
    assert not (folder / READY).exists()


def test_a_reader_that_may_not_write_reads_the_newer_file_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = half_moved(tmp_path / "output")

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", denied)
    assert current(folder / "graph.ttl") == folder / READY / "graph.ttl"
    assert current(folder / "graph.json") == folder / "graph.json"


def test_what_a_killed_build_had_not_finished_goes_with_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    (folder / PART).mkdir(parents=True)
    (folder / PART / "graph.json").write_text("{", encoding="utf-8")
    settle(folder)
    assert (folder / PART).exists()  # it might be of one that is at work
    write_all(small_graph(), folder)
    assert not (folder / PART).exists()


def test_where_writing_fails_all_stays(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    write_all(small_graph(), folder)
    before = (folder / "graph.json").read_bytes()

    def fail(aside: Path) -> None:
        (aside / "skipped.csv").write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with pytest.raises(KgError, match="No space left on device"):
        write_all(small_graph(), folder, more=fail)
    assert (folder / "graph.json").read_bytes() == before
    assert not (folder / "skipped.csv").exists()


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    write_all(small_graph(), folder)
    told, done = threading.Event(), threading.Event()

    def second() -> None:
        write_all(small_graph(), folder, waiting=told.set)
        done.set()

    handle = os.open(folder, os.O_RDONLY)  # as another process that writes has it
    fcntl.flock(handle, fcntl.LOCK_EX)
    thread = threading.Thread(target=second)
    thread.start()
    assert told.wait(20)
    assert not done.wait(0.3)
    os.close(handle)
    assert done.wait(20)
    thread.join()


def test_two_builds_into_one_folder_leave_the_files_of_one(
    tmp_path: Path, fingerprint: Fingerprint, kg_process: Call
) -> None:
    expected = []
    for name, text in {"one": PAGE, "other": SECOND}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(text, encoding="utf-8")
        build([tmp_path / name], tmp_path / f"{name}-output")
        expected.append(fingerprint(tmp_path / f"{name}-output"))
    command = [sys.executable, "-m", "kg.cli", "build", "--quiet", "-o", tmp_path / "output"]
    both = [subprocess.Popen([*command, tmp_path / name], env=ENVIRONMENT) for name in ("one", "other")]
    assert [each.wait(120) for each in both] == [0, 0]
    assert fingerprint(tmp_path / "output") in expected
