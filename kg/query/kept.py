"""What is made from a graph's file once and kept beside it, so that the next question need not make it again.

    output/graph.ttl
    output/.graph.ttl.store/        .gitignore, lock, stamp.json
        <key>-triples/              what was made, and sizes.json: its files and their bytes

The key is of the file's content and of the program that made it, so nothing kept is ever stale; what is of another key
goes as soon as something new is made. It is all made aside and moved into place whole. What is torn or foreign is made
again, and where nothing can be written the program goes on without: nothing here is an error of the user's.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg import __version__

FORMAT = 1  # to be raised where what is kept changes its shape
_SETTLED = 2.0  # seconds after which a file that is written again must show another time
_SIZES = "sizes.json"
_OURS = re.compile(r"[0-9a-f]{32}-\w+|\.part-\w+")


def home(graph: Path) -> Path:
    """The folder beside a graph's file that holds what was made from it."""
    return graph.with_name(f".{graph.name}.store")


def kept(graph: Path, what: str, make: Callable[[Path], None]) -> Path | None:
    """The folder that `make` filled from the file `graph`, now or earlier; None where it cannot be kept.

    `make` is given an empty folder. An `OSError` of it means that it cannot be kept; anything else it raises goes on.
    """
    try:
        folder = _there(graph, what)
        if folder is None:
            home(graph).mkdir(exist_ok=True)
            with _locked(home(graph)):
                folder = _there(graph, what) or _made(graph, what, make)  # another process may have been quicker
        return folder
    except (OSError, UnicodeError):
        return None


def drop(folder: Path) -> None:
    """Take away what turned out to be of no use."""
    shutil.rmtree(folder, ignore_errors=True)


def _there(graph: Path, what: str) -> Path | None:
    folder = home(graph) / f"{_key(graph)}-{what}"
    return folder if _whole(folder) else None


def _made(graph: Path, what: str, make: Callable[[Path], None]) -> Path | None:
    before, key = _stamp(graph), _key(graph)
    place = home(graph)
    for old in place.iterdir():
        # Under the lock nobody is making anything: a part is of a process that was killed
        if _OURS.fullmatch(old.name) and not old.name.startswith(key):
            drop(old)
    (place / ".gitignore").write_text("*\n", encoding="ascii")
    aside = Path(tempfile.mkdtemp(prefix=".part-", dir=place))
    try:
        make(aside)
        if _stamp(graph) != before:  # written again meanwhile: nobody knows what was read
            return None
        (aside / _SIZES).write_text(json.dumps(_sizes(aside), sort_keys=True), encoding="utf-8")
        folder = place / f"{key}-{what}"
        drop(folder)  # torn, or it would have been found
        os.replace(aside, folder)
        return folder
    finally:
        drop(aside)


def _sizes(folder: Path) -> dict[str, int]:
    """The files that do not change when they are read, as RocksDB's log of its own doings does."""
    return {
        path.name: path.stat().st_size
        for path in folder.iterdir()
        if path.name != _SIZES and not path.name.startswith("LOG")
    }


def _whole(folder: Path) -> bool:
    """Whether no file is missing or cut short: an engine may take a store with half a manifest for an empty one."""
    try:
        return bool(json.loads((folder / _SIZES).read_text(encoding="utf-8")) == _sizes(folder))
    except (OSError, ValueError):
        return False


def _stamp(graph: Path) -> list[int]:
    found = graph.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def _key(graph: Path) -> str:
    """The key of a file's content, as hex. The file is read only where its size and times are not those noted last."""
    note = home(graph) / "stamp.json"
    stamp = _stamp(graph)
    with suppress(OSError, ValueError, KeyError, TypeError):
        noted = json.loads(note.read_text(encoding="ascii"))
        if noted["of"] == stamp and noted["by"] == _maker():
            return str(noted["key"])
    with graph.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    digest.update(_maker().encode("ascii"))
    key = digest.hexdigest()[:32]
    # A file written twice within a tick of its clock has the same times: one as fresh as that is read each time
    if time.time() - stamp[2] / 1e9 > _SETTLED and _stamp(graph) == stamp:
        with suppress(OSError):
            part = note.with_name(f"stamp-{os.getpid()}.part")
            part.write_text(json.dumps({"of": stamp, "by": _maker(), "key": key}), encoding="ascii")
            os.replace(part, note)
    return key


def _maker() -> str:
    import pyoxigraph

    return f"kg {__version__} format {FORMAT} pyoxigraph {pyoxigraph.__version__}"


@contextmanager
def _locked(place: Path) -> Iterator[None]:
    """Alone among the processes that make something here. Where there are no such locks, two may do the same work."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with (place / "lock").open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
