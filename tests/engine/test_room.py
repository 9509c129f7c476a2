"""The place for what does not fit into memory: it goes with its process, killed or not."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.engine.room import PREFIX, room

_WAITING = """
import sys, time
from pathlib import Path
from kg.engine.room import room
with room(Path(sys.argv[1])) as own:
    (own / "rows").write_bytes(b"1")
    print(own, flush=True)
    time.sleep(60)
"""


def begun(folder: Path) -> tuple[subprocess.Popen[str], Path]:
    """A process that has a room there, and the room."""
    process = subprocess.Popen([sys.executable, "-c", _WAITING, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_it_is_gone_after_use(tmp_path: Path) -> None:
    with room(tmp_path) as own:
        (own / "rows").write_bytes(b"1")
        assert own.parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_it_is_gone_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no room"), room(tmp_path):
        raise ValueError("no room")
    assert list(tmp_path.iterdir()) == []


def test_that_of_a_process_at_work_stays_and_that_of_a_killed_one_goes(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    process, theirs = begun(tmp_path)
    try:
        with room(tmp_path) as own:
            assert {theirs.name, own.name} == {path.name for path in tmp_path.glob(f"{PREFIX}*")}
        assert (theirs / "rows").read_bytes() == b"1"
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert theirs.exists()
        with room(tmp_path):
            assert not theirs.exists()
        assert [path.name for path in tmp_path.iterdir()] == ["other"]
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def test_many_at_once_do_not_take_each_others_away(tmp_path: Path) -> None:
    processes = [begun(tmp_path) for _ in range(4)]
    try:
        assert len({own for _, own in processes}) == 4
        assert all((own / "rows").exists() for _, own in processes)
    finally:
        for process, _ in processes:
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
