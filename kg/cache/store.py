"""Where things are kept between builds: one SQLite file in the user's cache folder.

SQLite because a process that is killed leaves it whole, and two builds at once may both use it. A key is a hash of all
that the value was made from, so a value never changes and is never stale; what no build asks for any more goes, the
longest unused first, when the file grows beyond its limit.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from kg.errors import KgError

FILE = "kept.sqlite"
LIMIT = 1 << 30  # bytes of values; what the last build used stays even where it is more
PAGE, PART = "page", "part"  # what a page says; a part of a file of a build

_APPLICATION = 0x6B672D31  # in the header of the file: it is ours, and of this layout
_PATIENCE = 10.0  # seconds to wait for another build that is writing
_BATCH = 64  # values put before they are written: what a killed build loses is no more than these
_SEAL = 8  # bytes before a value by which it is known to be whole and its key's
_TABLES = """
create table if not exists kept (key blob primary key, kind text not null, used integer not null, value blob not null);
create table if not exists builds (number integer primary key autoincrement);
"""
_UNUSABLE = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


@dataclass(frozen=True)
class Contents:
    """What a cache holds: the path of its file, the pages and parts in it, and its bytes on the disk."""

    path: Path
    pages: int
    parts: int
    bytes: int


def folder() -> Path:
    """The folder of the cache: of the variable KG_CACHE, else in the user's folder for such things."""
    named = os.environ.get("KG_CACHE")
    if named:
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "kg"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "kg" / "Cache"
    # An empty or relative value is to be ignored (XDG Base Directory Specification)
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".cache") / "kg"


def key(*parts: str) -> bytes:
    """The key of what is made from these parts alone. Parts that differ, in their number too, have keys that differ."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data) + data)
    return digest.digest()


class Cache:
    """Values by key. One that cannot be used is empty and keeps nothing; `trouble` then says why, in a line."""

    def __init__(self, folder: Path | None, limit: int = LIMIT) -> None:
        """The cache in `folder`, which is made where there is none; with None, one that holds and keeps nothing."""
        self.trouble = ""
        self._limit = limit
        self._path = folder / FILE if folder else None
        self._db: sqlite3.Connection | None = None
        self._build = 0
        self._new: dict[bytes, tuple[str, bytes]] = {}
        self._used: set[bytes] = set()
        if self._path is not None:
            self._open(self._path)

    @property
    def usable(self) -> bool:
        """Whether what is put will be kept."""
        return self._db is not None

    def _open(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._db = _connected(path)
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode not in _UNUSABLE:
                    raise
                self.trouble = f"{path}: damaged, so a new cache is begun; nothing else is lost"
                _remove(path)
                self._db = _connected(path)
            with self._db:
                self._build = self._db.execute("insert into builds default values").lastrowid or 0
                self._db.execute("delete from builds where number < ?", (self._build,))
        except (OSError, sqlite3.Error, KgError) as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        """Go on without: a build needs no cache."""
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None
        damaged = isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", None) in _UNUSABLE
        if damaged and self._path is not None:
            with suppress(OSError):
                _remove(self._path)
        why = getattr(error, "strerror", None) or error
        self.trouble = (
            f"{self._path}: the cache is damaged ({why}) and was removed; the next build begins a new one"
            if damaged
            else f"{self._path}: the cache cannot be used ({why}); built without it. Name another folder with --cache"
        )

    def beside(self) -> Cache:
        """The same for another process, which may not use this one's connection: to be closed before this one is."""
        other = Cache(None)
        if self._db is not None and self._path is not None:
            other._path, other._build, other._limit = self._path, self._build, sys.maxsize
            try:
                other._db = _connected(self._path)
            except (sqlite3.Error, KgError) as error:
                other._give_up(error)
        return other

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values that are there, by key; one that is not as it was put is not there."""
        wanted = list(dict.fromkeys(keys))
        found = {each: self._new[each][1] for each in wanted if each in self._new}
        try:
            for each in wanted:
                if self._db is not None and each not in found:
                    row = self._db.execute("select value from kept where key = ?", (each,)).fetchone()
                    if row is not None and (value := _opened(each, row[0])) is not None:
                        found[each] = value
        except sqlite3.Error as error:
            self._give_up(error)
        self._used.update(found)
        return found

    def put(self, key: bytes, value: bytes, kind: str = PAGE) -> None:
        """Keep a value; it is on the disk a few values later, or at the end."""
        if self._db is not None:
            self._new[key] = kind, value
            if len(self._new) >= _BATCH:
                self.write()

    def write(self) -> None:
        """Write what was put."""
        rows = [(key, kind, self._build, _sealed(key, value)) for key, (kind, value) in self._new.items()]
        self._used.update(self._new)
        if self._db is not None and rows:
            try:
                with self._db:
                    self._db.executemany("insert or replace into kept values (?, ?, ?, ?)", rows)
            except sqlite3.Error as error:
                self._give_up(error)
        self._new.clear()

    def close(self) -> None:
        """Write what is left, note what was used, and let go of the longest unused beyond the limit."""
        self.write()
        if self._db is None:
            return
        try:
            with self._db:
                used = [(self._build, each) for each in self._used]
                self._db.executemany("update kept set used = max(used, ?) where key = ?", used)
                self._shrink(self._db)
            self._db.execute("pragma incremental_vacuum").fetchall()
            self._db.close()
        except sqlite3.Error as error:
            self._give_up(error)
        self._db = None

    def _shrink(self, db: sqlite3.Connection) -> None:
        """Drop what is beyond the limit, but nothing that this build used."""
        (total,) = db.execute("select coalesce(sum(length(value)), 0) from kept").fetchone()
        if total <= self._limit:
            return
        gone = []
        older = "select key, length(value) from kept where used < ? order by used, key"
        for each, size in db.execute(older, (self._build,)):
            if total <= self._limit:
                break
            total -= size
            gone.append((each,))
        db.executemany("delete from kept where key = ?", gone)

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _sealed(key: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=_SEAL, key=key).digest() + value


def _opened(key: bytes, sealed: object) -> bytes | None:
    """The value, if it is the one that was put under this key."""
    if not isinstance(sealed, bytes) or sealed != _sealed(key, value := sealed[_SEAL:]):
        return None
    return value


def _connected(path: Path) -> sqlite3.Connection:
    """The file, opened and with its tables. Raises `sqlite3.Error`, or `KgError` where it is somebody else's."""
    db = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        # In this order: another build may make both in between, at once
        (tables,) = db.execute("select count(*) from sqlite_master").fetchone()
        (application,) = db.execute("pragma application_id").fetchone()
        if tables and application != _APPLICATION:
            raise KgError("it belongs to another program")
        if not tables:
            db.execute("pragma auto_vacuum = incremental")
        # A log beside the file: readers and a writer do not wait for each other. Without a sync after each batch, a
        # power cut may take the last batches with it and nothing more
        _patiently(lambda: db.execute("pragma journal_mode = wal").fetchone())
        db.execute("pragma synchronous = normal")
        if not tables:
            db.executescript(f"begin immediate; {_TABLES} pragma application_id = {_APPLICATION}; commit;")
        return db
    except BaseException:
        db.close()
        raise


def _patiently(change: Callable[[], object]) -> None:
    """Make a change for which SQLite does not itself wait until another build lets go of the file."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            change()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.05)


def _files(path: Path) -> list[Path]:
    return [path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal")]


def _remove(path: Path) -> None:
    for file in _files(path):
        file.unlink(missing_ok=True)


def contents(folder: Path) -> Contents:
    """What the cache in the folder holds. Raises `KgError` where it cannot be read."""
    path = folder / FILE
    if not path.exists():
        return Contents(path, 0, 0, 0)
    try:
        db = _connected(path)
        try:
            counts = dict(db.execute("select kind, count(*) from kept group by kind"))
        finally:
            db.close()
    except (sqlite3.Error, OSError, KgError) as error:
        raise KgError(f"{path}: cannot be read as a cache ({error}); `kg cache --clear` takes it away") from error
    size = sum(file.stat().st_size for file in _files(path) if file.exists())
    return Contents(path, counts.get(PAGE, 0), counts.get(PART, 0), size)


def clear(folder: Path) -> Path:
    """Take the cache in the folder away; returns where it was. Raises `KgError` where that cannot be done, or where the
    file is somebody else's."""
    path = folder / FILE
    try:
        with suppress(sqlite3.Error):  # damaged: then it may go all the more
            if path.exists():
                _connected(path).close()
        _remove(path)
    except KgError as error:
        raise KgError(f"{path}: not removed, {error}; name the folder of the cache with --cache") from error
    except OSError as error:
        raise KgError(f"{path}: cannot be removed ({error.strerror}); remove it by hand") from error
    return path
