"""Coverage-guided fuzzing (atheris) of what reads texts: the reader, the dates and the extractors.

    python scripts/fuzz.py reader|dates|extractors [--minutes 30] [--findings FOLDER] [--corpus FOLDER]

Needs `pip install -e .[fuzz]`. An input that breaks a promise is written into the folder of findings with what went
wrong, each way of failing once, and the run goes on; the exit status is 1 where there is any. What a run has found in
inputs worth going on from is kept in the corpus, so the next run begins there. What is found is fixed and becomes a
test in tests/test_fuzzed.py.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kg"]):
    from kg import recognise
    from kg.cache.findings import packed, unpacked
    from kg.errors import InputError
    from kg.extract.pipeline import read_page
    from kg.graph import joined, problems
    from kg.model import Page
    from kg.resolve import within
    from kg.text import dates, decode
    from kg.text.articles import split

SLOW = 20.0  # seconds for one input of a few thousand bytes: a matter of cost, and a finding too

# Words of the genre: bytes alone would seldom make a sentence of them
PIECES = [
    *Path(__file__).with_name("fuzz-words.txt").read_text(encoding="utf-8").split(),
    *(" ", "  ", "\n", "\r\n", "\r", "\u2028", "\u3000", "\t", "\x00", "\ufeff", "\u200b", "\u202e", "\u0301"),
    *("\ud800", "\udc00", "\ue000", "\x1b[2J", "\u2f24", "\uf900"),
]


def text_of(data: bytes) -> str:
    """A text of pieces and of characters of any kind, as the bytes have it."""
    provider = atheris.FuzzedDataProvider(data)
    parts: list[str] = []
    while provider.remaining_bytes() and len(parts) < 400:
        choice = provider.ConsumeIntInRange(0, 255)
        if choice < 224:
            parts.append(PIECES[provider.ConsumeIntInRange(0, len(PIECES) - 1)])
        elif choice < 240:
            parts.append(chr(provider.ConsumeIntInRange(0, 0x10FFFF)))
        else:
            parts.append(PIECES[provider.ConsumeIntInRange(0, len(PIECES) - 1)] * provider.ConsumeIntInRange(1, 30))
    return "".join(parts)


def reader(data: bytes) -> None:
    """Any bytes are a text or are refused in one line; every character of an article stands where it is said to."""
    form = data[:1]
    written = text_of(data[1:])
    match form[0] % 6 if form else 0:
        case 0:
            content = data[1:]
        case 1:
            content = written.encode("utf-8", "surrogatepass")
        case 2:
            content = written.encode("utf-16", "surrogatepass")
        case 3:
            content = written.encode("gb18030", "ignore")
        case 4:
            content = written.encode("big5", "ignore")
        case _:
            content = written.encode("utf-8", "ignore") + data[-3:]
    try:
        text = decode.decoded(content, "made.txt")[0]
    except InputError as error:
        if "\n" in str(error):
            raise AssertionError("an error of several lines") from error
        return
    assert text.encode("utf-8").decode("utf-8") == text
    holds_articles(text)


def holds_articles(text: str) -> None:
    """Every article of the text stands where it says."""
    for article in split(Page("made.txt", text)):
        assert len(article.text.chars) == len(article.text.offsets)
        assert all(0 <= place < len(text) for place in article.text.offsets)
        for paragraph in article.paragraphs:
            assert 0 <= paragraph.start < paragraph.end <= len(article.text.chars)
            article.span(paragraph.start, paragraph.end)
        assert not article.published or dates.is_date(article.published)


def dates_of(data: bytes) -> None:
    """Dates are dates, stand in order, and nothing raises."""
    provider = atheris.FuzzedDataProvider(data)
    published = ("", "2022", "2022-08", "2022-08-15", "2024-02-29", "2099-12-31", "1900-01-01")[
        provider.ConsumeIntInRange(0, 6)
    ]
    text = text_of(provider.ConsumeBytes(provider.remaining_bytes()))
    last = 0
    for found in dates.expressions(text, published):
        assert last <= found.start < found.end <= len(text)
        last = found.end
        assert not found.iso or dates.is_date(found.iso), found
    assert all(map(dates.is_date, dates.full_dates(text)))
    year = dates.stated_year(text)
    assert not year or dates.is_date(year), year


_recogniser = recognise.load("jieba")


def extractors(data: bytes) -> None:
    """Any text is read; evidence is what stands there; what is kept comes back; the graph keeps its own rules."""
    text = text_of(data).replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if not text.strip():
        return
    page = Page("made.txt", text)
    findings = [within.resolve(found) for found in read_page(page, _recogniser)]
    for found in findings:
        for span in (m.span for m in found.mentions):
            assert span.text == text[span.start : span.end], span
        for fact in found.facts:
            for span in fact.spans:
                assert span.text == text[span.start : span.end], span
    assert list(unpacked(packed(findings), page)) == findings
    broken = problems(joined(findings))
    assert not broken, broken[:3]


TARGETS: dict[str, Callable[[bytes], None]] = {"reader": reader, "dates": dates_of, "extractors": extractors}


class Watched:
    """A target whose failures are written down, each way of failing once."""

    def __init__(self, name: str, findings: Path) -> None:
        self.target, self.folder = TARGETS[name], findings / name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.seen: set[str] = set()
        self.runs = 0

    def __call__(self, data: bytes) -> None:
        self.runs += 1
        began = time.monotonic()
        try:
            self.target(data)
        except Exception as error:
            where = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
            self.note(f"{type(error).__name__} {where[-1]}", data, traceback.format_exc())
        if (took := time.monotonic() - began) > SLOW:
            self.note("slow", data, f"{took:.0f} seconds")

    def note(self, kind: str, data: bytes, about: str) -> None:
        """Write the input and what it did, unless one like it is there."""
        if kind in self.seen:
            return
        self.seen.add(kind)
        name = hashlib.sha256(data).hexdigest()[:12]
        (self.folder / f"{name}.bin").write_bytes(data)
        text = json.dumps(text_of(data), ensure_ascii=True)
        (self.folder / f"{name}.txt").write_text(f"{kind}\n{about}\n{text}\n", encoding="utf-8")
        print(f"found: {kind} ({self.folder / name}.txt)", flush=True)


def main() -> None:
    """Fuzz one target for so long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--findings", type=Path, default=Path("build/fuzz/findings"))
    parser.add_argument("--corpus", type=Path, default=Path("build/fuzz/corpus"))
    given = parser.parse_args()
    corpus = given.corpus / given.target
    corpus.mkdir(parents=True, exist_ok=True)
    watched = Watched(given.target, given.findings)
    until = time.monotonic() + given.minutes * 60

    def one(data: bytes) -> None:
        watched(data)
        if time.monotonic() > until:
            print(f"{given.target}: {watched.runs} executions, {len(watched.seen)} findings", flush=True)
            os._exit(bool(watched.seen))  # libFuzzer has no way to be told that it is done

    options = ["-max_len=2000", "-len_control=50", "-rss_limit_mb=4096", "-timeout=120", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
