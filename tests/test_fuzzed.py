"""What fuzzing found (scripts/fuzz.py), and what it looks for, held against texts that hypothesis makes."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from adversarial import SHAPES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linear_time import assert_linear, seconds
from pyoxigraph import RdfFormat, parse
from running import ROOT

from kg import recognise
from kg.build import build
from kg.cache.findings import packed, unpacked
from kg.errors import KgError
from kg.export import WRITERS
from kg.export.parts import Parts
from kg.extract.pipeline import read_page
from kg.graph import Graph, joined, problems
from kg.model import Page
from kg.resolve import within
from kg.text import dates
from kg.text.articles import split

WORDS = (ROOT / "scripts" / "fuzz-words.txt").read_text(encoding="utf-8").split()
PIECES = st.sampled_from([*WORDS, " ", "\n", "\r\n", "\t", "\u3000", "\u2028", "\u200b", "\u202e", "\u0301", "\ue000"])
TEXTS = st.lists(st.one_of(PIECES, PIECES, PIECES, st.characters(exclude_categories=["Cs"])), max_size=60).map("".join)
SETTINGS = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def jieba() -> recognise.Recogniser:
    return recognise.load("jieba")


def graph_of(text: str, recogniser: recognise.Recogniser) -> Graph:
    return joined([within.resolve(found) for found in read_page(Page("made.txt", text), recogniser)])


# a text that begins with a mark, or is nothing but marks, made an article without a name
@pytest.mark.parametrize("text", ["？2022", "。。。", "！？县委书记林远舟出席会议。", "本报讯 。", "？\n？"])
def test_every_article_has_a_title(text: str, jieba: recognise.Recogniser) -> None:
    assert all(article.title.strip() for article in split(Page("made.txt", text)))
    assert problems(graph_of(text, jieba)) == []


@SETTINGS
@given(text=TEXTS)
def test_any_text_is_read_and_its_evidence_is_what_stands_there(text: str, jieba: recognise.Recogniser) -> None:
    page = Page("made.txt", text)
    if not text.strip():
        return
    findings = [within.resolve(found) for found in read_page(page, jieba)]
    spans = [mention.span for found in findings for mention in found.mentions]
    spans += [span for found in findings for fact in found.facts for span in fact.spans]
    assert all(span.text == text[span.start : span.end] for span in spans)
    assert list(unpacked(packed(findings), page)) == findings
    assert problems(joined(findings)) == []


@SETTINGS
@given(text=TEXTS, published=st.sampled_from(["", "2022", "2022-08", "2022-08-15", "2099-12-31"]))
def test_dates_are_dates(text: str, published: str) -> None:
    found = dates.expressions(text, published)
    assert all(dates.is_date(each.iso) for each in found if each.iso)
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(map(dates.is_date, dates.full_dates(text)))


@settings(SETTINGS, max_examples=25)
@given(text=TEXTS)
def test_whatever_is_read_every_file_can_be_parsed_and_is_the_same_again(
    text: str, jieba: recognise.Recogniser
) -> None:
    if not text.strip():
        return

    def files() -> dict[str, str]:
        graph = graph_of(text, jieba)
        streams = {name: io.StringIO(newline="") for name in WRITERS}
        for name, stream in streams.items():
            WRITERS[name](graph, stream, Parts(graph))
        return {name: stream.getvalue() for name, stream in streams.items()}

    written = files()
    json.loads(written["graph.json"])
    ElementTree.fromstring(written["graph.graphml"].encode("utf-8"))
    list(parse(written["graph.ttl"].encode("utf-8"), RdfFormat.TURTLE))
    assert {name: hashlib.sha256(text.encode("utf-8")).digest() for name, text in written.items()} == {
        name: hashlib.sha256(text.encode("utf-8")).digest() for name, text in files().items()
    }


@settings(SETTINGS, max_examples=25)
@given(contents=st.lists(st.one_of(st.binary(max_size=200), TEXTS.map(str.encode)), min_size=1, max_size=3))
def test_a_build_of_any_files_is_carried_out_or_says_in_a_line_why_not(
    contents: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "texts").mkdir()
    for number, content in enumerate(contents):
        (folder / "texts" / f"{number}.txt").write_bytes(content)
    try:
        summary = build([folder / "texts"], folder / "output", "jieba")
        assert summary.texts + len(summary.skipped) == len(contents)
    except KgError as error:
        assert "nothing to build from" in str(error)  # noqa: PT017  either outcome will do
        assert not Path(folder / "output").exists()


@pytest.mark.parametrize(
    "shape",
    [
        *("的", "(", "、", "书记", "spaces", "lines", "headings", "brackets in brackets", "remarks", "quotations"),
        *("names in one list", "bodies in one list", "labels", "appointments", "bylines", "projects", "campaigns"),
    ],
)
def test_a_page_takes_time_that_grows_with_its_length(shape: str) -> None:
    """The lines of a page and its articles; the extractors have tests of their own beside them."""
    assert_linear(lambda size: seconds(lambda: split(Page("made.txt", SHAPES[shape](size)))), 30_000)


@pytest.mark.parametrize("shape", ["names in one list", "bodies in one list", "projects", "labels", "appointments"])
def test_what_an_article_says_is_settled_in_time_that_grows_with_it(shape: str, jieba: recognise.Recogniser) -> None:
    found = {size: read_page(Page("made.txt", SHAPES[shape](size)), jieba) for size in (1000, 8000)}
    assert_linear(lambda size: seconds(lambda: [within.resolve(each) for each in found[size]]), 8000)
