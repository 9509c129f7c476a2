"""Files and folders to pages."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import InputError, KgError
from kg.model import Page

SUFFIXES = {".txt", ".text", ".md"}


def sources(paths: Iterable[Path]) -> list[tuple[str, Path]]:
    """The files that the paths name, as (document, path), sorted by document.

    A folder gives its text files, at any depth, each named by its path relative to the folder; a file is named by its
    own name. Raises `KgError` where a path does not exist, a folder holds no text file, or two files would have one
    name.
    """
    found: dict[str, Path] = {}
    for path in paths:
        if path.is_dir():
            rows = sorted(_walk(path))
            if not rows:
                raise KgError(f"{path}: no text files (.txt, .text, .md) in this folder; name a folder that has some")
        elif path.exists():
            rows = [(path.name, path)]
        else:
            raise KgError(f"{path}: no such file or folder; check the path")
        for document, file in rows:
            if document in found and not file.samefile(found[document]):
                raise KgError(
                    f"{file}: has the same name in the graph ({document}) as {found[document]}; "
                    "rename one, or name the folder above both"
                )
            found[document] = file
    return sorted(found.items())


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            path = Path(parent, name)
            if path.suffix.lower() in SUFFIXES and not name.startswith("."):
                yield path.relative_to(folder).as_posix(), path


def read(document: str, path: Path) -> Page:
    """The page of a UTF-8 text file. Raises `InputError` where it cannot be read, is not text or is empty."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check that it is there and readable") from error
    return decoded(document, path, data)


def decoded(document: str, path: Path | str, data: bytes) -> Page:
    """The page of the bytes of a UTF-8 text, which `path` names. Raises `InputError` where they are no text."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8, or convert it with iconv"
        ) from error
    if "\x00" in text:
        raise InputError(f"{path}: holds NUL bytes, so it is not text; convert it to UTF-8 text first")
    if not text.strip():
        raise InputError(f"{path}: empty; nothing to read in it")
    return Page(document, text)
