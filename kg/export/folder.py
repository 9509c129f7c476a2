"""The folder of a build, whose files change together: all are of one build or all of the next, whatever happens.

    output/.part/     what a build writes; whatever it holds when a build begins is of one that was killed
    output/.ready/    the same under another name, once every file is whole and on the disk: the build is done then

What is left to do is to move the files up from there. Whoever comes next, a build or a command that reads, does what a
build was killed at (`settle`). One that may not write reads the file where it is (`current`).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PART, READY, OLD = ".part", ".ready", ".old"
EXTRACTED = "extracted"
"""The folder of the texts that were taken out of other files."""
_LIST = "build.json"  # of what is ready: the names of all its files
_MARK = ".of-kg"  # in the folder of texts: it may be replaced


def current(path: Path) -> Path:
    """Where the file of the latest build is: at `path`, once what a build was killed at has been done."""
    with suppress(OSError):
        settle(path.parent)
    ready = path.parent / READY / path.name
    return ready if ready.is_file() else path


def settle(folder: Path) -> None:
    """Do what a build was killed at: move up what is ready. Raises `OSError` where that cannot be done."""
    if os.path.lexists(folder / READY):
        with _alone(folder, lambda: None):
            _move_up(folder)


@contextmanager
def replacing(folder: Path, waiting: Callable[[], None]) -> Iterator[Path]:
    """A folder to write files into; at the end of the block they are those of `folder`, all at once.

    Where the block raises, what was there stays. `waiting` is called where another build is writing into the folder,
    before waiting for its end. Raises `OSError`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder, waiting):
        _move_up(folder)
        part = folder / PART
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        try:
            yield part
            names = sorted(path.name for path in part.iterdir())
            _check(folder, names)
            for path in sorted(part.rglob("*")):
                _to_disk(path)
            (part / _LIST).write_text(json.dumps(names), encoding="utf-8")
            _to_disk(part / _LIST)
            _to_disk(part)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        os.rename(part, folder / READY)
        _to_disk(folder)
        _move_up(folder)


def _check(folder: Path, names: list[str]) -> None:
    for name in names:
        place = folder / name
        if name == EXTRACTED:
            continue
        if place.is_dir() and not place.is_symlink():
            raise IsADirectoryError(None, f"{name} in it is a folder")
    place = folder / EXTRACTED
    if EXTRACTED in names and os.path.lexists(place) and not (place / _MARK).is_file():
        raise IsADirectoryError(None, f"{EXTRACTED} in it is not of a build")


def marked(folder: Path) -> Path:
    """The folder of extracted texts below a part that is written, marked as one that a later build may replace."""
    place = folder / EXTRACTED
    place.mkdir()
    (place / _MARK).write_text("kg build replaces this folder\n", encoding="ascii")
    return place


def _move_up(folder: Path) -> None:
    ready = folder / READY
    if not ready.is_dir():
        return
    with suppress(FileNotFoundError):  # nothing is left to do but to take the folder away
        names = json.loads((ready / _LIST).read_text(encoding="utf-8"))
        for name in names:
            # What is not there any more was moved before the build was killed
            if name != EXTRACTED and (ready / name).exists():
                os.replace(ready / name, folder / name)
        if EXTRACTED not in names or (ready / EXTRACTED).exists():
            _aside(folder)
        if (ready / EXTRACTED).exists():
            os.rename(ready / EXTRACTED, folder / EXTRACTED)
        _to_disk(folder)
        (ready / _LIST).unlink()
    os.rmdir(ready)
    shutil.rmtree(folder / OLD, ignore_errors=True)


def _aside(folder: Path) -> None:
    """The texts of the build before, if there are any, out of the way."""
    if (folder / EXTRACTED / _MARK).is_file():
        shutil.rmtree(folder / OLD, ignore_errors=True)
        os.rename(folder / EXTRACTED, folder / OLD)


def _to_disk(path: Path) -> None:
    """A power cut is not to leave the names of files whose content is lost."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _alone(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """While no other build writes into the folder. The lock is the folder's own, so it ends with the process, and no
    file is left behind. Where a system has no such locks, two builds at once are not kept apart."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
