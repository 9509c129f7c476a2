"""What a search found, as a table, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from rich.console import Console
from rich.text import Text

from kg.export.characters import for_terminal
from kg.query.search import Hit, Quote
from kg.spreadsheet import guarded

FORMATS = ("table", "csv", "json")


def as_data(hits: Sequence[Hit]) -> list[dict[str, Any]]:
    """The hits as plain data, for JSON."""
    return [
        {
            "kind": hit.kind,
            "type": hit.type,
            "label": hit.label,
            "iri": hit.iri,
            "evidence": [
                {"document": quote.document, "start": quote.start, "end": quote.end, "text": quote.text}
                for quote in hit.quotes
            ],
        }
        for hit in hits
    ]


def written(hits: Sequence[Hit], form: str) -> str:
    """The hits as `csv`, a row for each passage, or as `json`."""
    if form == "json":
        return json.dumps(as_data(hits), ensure_ascii=False, indent=1) + "\n"
    stream = io.StringIO()
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(("kind", "type", "label", "document", "start", "end", "text", "iri"))
    for hit in hits:
        for quote in hit.quotes or (Quote("", 0, 0, ""),):
            place = (quote.start, quote.end) if quote.document else ("", "")
            row = (hit.kind, hit.type, hit.label, quote.document, *place, quote.text, hit.iri)
            rows.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return stream.getvalue()


def _marked(quote: str, words: Sequence[str]) -> Text:
    text = for_terminal(re.sub(r"\s*\n\s*", "", quote))
    shown = Text("  ")
    end = 0
    for found in re.finditer("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), text, re.I):
        shown.append(text[end : found.start()]).append(f"【{found.group()}】", "bold")
        end = found.end()
    return shown.append(text[end:])


def _lines(hit: Hit, words: Sequence[str]) -> Iterator[Text]:
    kind = "" if hit.kind == "fact" else f"  {hit.type}"  # the label of a fact says of which relation it is
    yield Text(for_terminal(hit.label), "bold").append(kind, "not bold")
    for quote in hit.quotes:
        yield _marked(quote.text, words)
        yield Text(f"  {for_terminal(quote.document)} {quote.start}-{quote.end}", "dim")
    yield Text(f"  {for_terminal(hit.iri)}", "dim")


def show(hits: Sequence[Hit], words: str, stream: TextIO) -> None:
    """Write the hits for the eye, the words in brackets where a passage has them as they were given."""
    console = Console(file=stream, highlight=False) if stream.isatty() else None
    for hit in hits:
        for line in _lines(hit, words.split()):
            if console:
                console.print(line)
            else:
                stream.write(f"{line.plain}\n")
