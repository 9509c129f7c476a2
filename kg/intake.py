"""What a build is given: the pages that can be read, and a word on everything that cannot."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.errors import InputError, KgError
from kg.export.folder import marked
from kg.model import Page
from kg.spreadsheet import guarded
from kg.text.read import looked_up, read

SKIPPED = "skipped.csv"
_LONGEST_NAME = 255  # bytes; what file systems have in common


@dataclass(frozen=True)
class Intake:
    """The pages, sorted by document; what was skipped, as (what it is called, the line that says why)."""

    pages: tuple[Page, ...]
    skipped: tuple[tuple[str, InputError], ...]

    @property
    def encodings(self) -> Mapping[str, int]:
        """How many pages there are of each encoding (UTF-8, GB18030, Big5, ...) or kind of file (pdf), most first."""
        counts = Counter(page.encoding for page in self.pages)
        return dict(sorted(counts.items(), key=lambda row: (-row[1], row[0])))

    def write(self, folder: Path) -> None:
        """Write skipped.csv, and the texts that were taken out of other files, into the folder of a build."""
        with (folder / SKIPPED).open("w", encoding="utf-8", newline="") as stream:
            stream.write("\ufeff")
            rows = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
            rows.writerow(["document", "why"])
            rows.writerows([guarded(_plain(name)), guarded(_plain(error.why))] for name, error in self.skipped)
        if any(page.extracted for page in self.pages):
            place = marked(folder)
            for page in self.pages:
                if page.extracted:
                    file = place / kept_as(page.document)
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(page.text.encode("utf-8"))  # as it is: places count in it


def kept_as(document: str) -> str:
    """The name of a document's extracted text: a.pdf -> a.pdf.txt. One too long for a file is cut, with a hash."""
    path = PurePosixPath(document)
    name = f"{path.name}.txt"
    if len(name.encode("utf-8")) > _LONGEST_NAME:
        digest = hashlib.sha256(path.name.encode("utf-8")).hexdigest()[:16]
        short = path.name.encode("utf-8")[: _LONGEST_NAME - 24].decode("utf-8", "ignore")
        name = f"{short}-{digest}.txt"
    return path.with_name(name).as_posix()


def _plain(text: str) -> str:
    """As UTF-8 can hold it: the name of a file may be no text."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def taken_in(paths: Iterable[Path], output: Path | None = None, strict: bool = False) -> Intake:
    """The pages that the paths name, but for what lies in `output`. Raises `KgError` where none can be read, and with
    `strict` where one cannot."""
    found, refused = looked_up(paths, output)
    pages: list[Page] = []
    skipped = list(refused)
    for document, path in found:
        try:
            pages.append(read(document, path))
        except InputError as error:
            skipped.append((document, error))
    skipped.sort(key=lambda row: (row[0], str(row[1])))
    if strict and skipped:
        more = f", and {len(skipped) - 1} more" if len(skipped) > 1 else ""
        raise KgError(f"nothing is built, as --strict wants every input{more}: {skipped[0][1]}")
    if not pages:
        which = "the only input" if len(skipped) == 1 else f"none of {len(skipped)} inputs can be read, the first"
        raise KgError(f"nothing to build from; {which}: {skipped[0][1]}")
    return Intake(tuple(pages), tuple(skipped))
