"""Files and folders to pages."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from kg.errors import InputError, KgError
from kg.model import Page
from kg.text import documents
from kg.text.decode import decoded

SUFFIXES = frozenset({".txt", ".text", ".md"}) | documents.SUFFIXES
LARGEST = 64 << 20
"""Bytes of a file; a larger one is not opened."""
LONGEST = 1_000_000
"""Characters of a page: a newspaper's has ten thousand, a yearbook a million. What is read of one is held in memory."""

Source = tuple[str, Path]
Refused = tuple[str, InputError]


def sources(paths: Iterable[Path]) -> list[Source]:
    """The files that the paths name, as (document, path), sorted by document. Raises `KgError` as `looked_up` does."""
    return looked_up(paths)[0]


def looked_up(paths: Iterable[Path], without: Path | None = None) -> tuple[list[Source], list[Refused]]:
    """The files that the paths name, as (document, path), sorted by document; and why other things in the folders
    cannot be read.

    A folder gives its text files, at any depth, each named by its path relative to the folder; a file is named by its
    own name. What is hidden, and what lies in the folder `without`, is left out. Raises `KgError` where a path does not
    exist, a folder holds no text file, or two files would have one name.
    """
    found: dict[str, Path] = {}
    refused: set[Refused] = set()
    for path in paths:
        rows: list[Source]
        if path.is_dir():
            rows, errors = _walk(path, without)
            refused |= set(errors)
            if not rows and not errors:
                endings = ", ".join(sorted(SUFFIXES))
                raise KgError(f"{path}: no text files ({endings}) in this folder; name a folder that has some")
        elif os.path.lexists(path):
            rows = [(path.name, path)]
        else:
            raise KgError(f"{path}: no such file or folder; check the path")
        for document, file in rows:
            if document in found and not _same(file, found[document]):
                raise KgError(
                    f"{file}: has the same name in the graph ({document}) as {found[document]}; "
                    "rename one, or name the folder above both"
                )
            found[document] = file
    return sorted(found.items()), sorted(refused, key=lambda row: (row[0], str(row[1])))


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # a link that loops, a file that has gone: reading it will tell
        return one.absolute() == other.absolute()


def _walk(folder: Path, without: Path | None) -> tuple[list[Source], list[Refused]]:
    """The files in a folder, and what in it cannot be looked into."""
    found: list[Source] = []
    refused: list[Refused] = []
    left_out = without.resolve() if without is not None and without.is_dir() else None

    def refuse(path: Path, why: str) -> None:
        refused.append((path.relative_to(folder).as_posix(), InputError(path, why)))

    def unread(error: OSError) -> None:
        refuse(Path(error.filename), f"a folder that cannot be read ({error.strerror}); check its permissions")

    for parent, folders, files in os.walk(folder, onerror=unread):
        inner = [Path(parent, name) for name in sorted(folders) if not name.startswith(".")]
        for path in inner:
            if path.is_symlink():
                refuse(path, "a link to a folder, which is not followed; name that folder itself")
        folders[:] = [
            path.name for path in inner if not path.is_symlink() and (left_out is None or path.resolve() != left_out)
        ]
        for name in files:
            path = Path(parent, name)
            if path.suffix.lower() in SUFFIXES and not name.startswith("."):
                found.append((path.relative_to(folder).as_posix(), path))
    return found, refused


def read(document: str, path: Path) -> Page:
    """The page of a file. Raises `InputError` where it cannot be read, holds no text, or is larger than a page may
    be."""
    return decoded_page(document, path, _bytes(path))


def decoded_page(document: str, path: Path | str, data: bytes) -> Page:
    """The page of the bytes of a file, which `path` names. Raises `InputError` as `read` does."""
    suffix = Path(path).suffix.lower()
    try:
        document.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError(path, "has a name that is not UTF-8, and could not be named as a source; rename it") from None
    if suffix in documents.SUFFIXES and not data.isspace() and data:
        text, encoding = documents.extracted(data, suffix, str(path)), suffix[1:]
    else:
        text, encoding = decoded(data, str(path))
    return page_of(document, path, text, encoding)


def page_of(document: str, path: Path | str, text: str, encoding: str = "UTF-8") -> Page:
    """The page of a text, which `path` names. Raises `InputError` where it holds none, or more than a page may."""
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise InputError(path, "empty; nothing to read in it")
    if "\x00" in text:
        raise InputError(path, "holds NUL bytes, so it is not text; convert it to UTF-8 text first")
    if len(text) > LONGEST:
        raise InputError(path, f"{len(text):,} characters, and a page may have {LONGEST:,}; divide it into several")
    return Page(document, text, encoding)


def _bytes(path: Path) -> bytes:
    """All of a file that stays as it is meanwhile."""
    try:
        # Not to wait for who may never write into a pipe
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(handle, "rb") as stream:
            before = os.fstat(handle)
            if not stat.S_ISREG(before.st_mode):
                raise InputError(path, "not a file but something else; name files and folders")
            if before.st_size > LARGEST:
                raise InputError(
                    path, f"{before.st_size >> 20} MB, and a file may have {LARGEST >> 20}; divide it into several"
                )
            data = stream.read(LARGEST + 1)
            after = os.fstat(handle)
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror}); check that it is there and readable") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise InputError(path, "changed while it was read; build again when it is whole")
    return data
