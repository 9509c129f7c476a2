"""A place on the disk for what does not fit into memory, which goes with the process that has it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

PREFIX = ".kg-room-"


@contextmanager
def room(folder: Path) -> Iterator[Path]:
    """A folder below `folder` while the context lasts. Those of processes that were killed are taken away first.

    Raises `OSError` where it cannot be made.
    """
    _clear(folder)
    handle, own = _made(folder)
    try:
        yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)
        if handle is not None:
            os.close(handle)


def _made(folder: Path) -> tuple[int | None, Path]:
    """A new folder, and what locks it as long as the process lives; None where a system has no such locks."""
    while True:
        own = Path(mkdtemp(prefix=PREFIX, dir=folder))
        # Between the two lines another process may take it for one that was left behind
        with suppress(BlockingIOError, FileNotFoundError):
            handle = _locked(own)
            if handle is None or own.exists():
                return handle, own
            os.close(handle)


def _locked(folder: Path) -> int | None:
    """The handle that locks a folder. Raises `BlockingIOError` where another process has it."""
    try:
        import fcntl
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle


def _clear(folder: Path) -> None:
    """Take away the rooms whose processes are no more. Where a system has no locks nobody can tell, and they stay."""
    for left in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):
            handle = _locked(left)
            if handle is not None:
                shutil.rmtree(left, ignore_errors=True)
                os.close(handle)
