"""What a build is given: the pages that can be read, and a word on everything that cannot."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from kg.errors import InputError, KgError
from kg.export.folder import marked
from kg.model import Page
from kg.spreadsheet import guarded
from kg.text.read import Refused, read

SKIPPED = "skipped.csv"
_LONGEST_NAME = 255  # bytes; what file systems have in common


class Intake:
    """Takes in files, and notes what became of them. `skipped` is (what it is called, the line that says why) of each
    that was not read, `refused` those of them that are known before; `texts` counts the others."""

    def __init__(self, refused: Iterable[Refused] = ()) -> None:
        self.skipped = list(refused)
        self.texts = 0
        self._encodings: Counter[str] = Counter()
        self._extracted: list[str] = []

    def page(self, document: str, path: Path) -> Page | None:
        """The page of a file; None where it is skipped."""
        try:
            page = read(document, path)
        except InputError as error:
            self.skipped.append((document, error))
            return None
        self.texts += 1
        self._encodings[page.encoding] += 1
        if page.extracted:
            self._extracted.append(document)
        return page

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why each file was skipped that was, in the order of their names."""
        return tuple(str(error) for _, error in self._sorted())

    @property
    def encodings(self) -> Mapping[str, int]:
        """How many pages there are of each encoding (UTF-8, GB18030, Big5, ...) or kind of file (pdf), most first."""
        return dict(sorted(self._encodings.items(), key=lambda row: (-row[1], row[0])))

    def check(self, strict: bool = False) -> None:
        """Raise `KgError` where no file could be read, and with `strict` where one could not."""
        skipped = self._sorted()
        if strict and skipped:
            more = f", and {len(skipped) - 1} more" if len(skipped) > 1 else ""
            raise KgError(f"nothing is built, as --strict wants every input{more}: {skipped[0][1]}")
        if not self.texts:
            which = "the only input" if len(skipped) == 1 else f"none of {len(skipped)} inputs can be read, the first"
            raise KgError(f"nothing to build from; {which}: {skipped[0][1]}")

    def write(self, folder: Path, texts: Mapping[str, str]) -> None:
        """Write skipped.csv, and those of the `texts` that were taken out of other files, into a build's folder."""
        with (folder / SKIPPED).open("w", encoding="utf-8", newline="") as stream:
            stream.write("\ufeff")
            rows = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
            rows.writerow(["document", "why"])
            rows.writerows([guarded(_plain(name)), guarded(_plain(error.why))] for name, error in self._sorted())
        place = marked(folder) if self._extracted else folder
        for document in sorted(self._extracted):
            file = place / kept_as(document)
            file.parent.mkdir(parents=True, exist_ok=True)
            if (text := texts.get(document)) is not None:  # may have gone in the meantime
                file.write_bytes(text.encode("utf-8"))  # as it is: places count in it

    def _sorted(self) -> list[Refused]:
        return sorted(self.skipped, key=lambda row: (row[0], str(row[1])))


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
