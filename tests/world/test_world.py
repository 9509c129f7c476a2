"""A made-up collection, built and held against its truth.

Two seeds: what is tuned to the pages of one is found out on those of the other.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from running import ROOT

from .measure import KINDS, Measure
from .measure import measured as measure
from .pages import Part, world
from .tenures import Register

PAGES = 360
SEEDS = (1, 2)


@pytest.fixture(scope="session", params=SEEDS)
def measured(request: pytest.FixtureRequest) -> Measure:
    """The graph of a made-up collection beside its truth."""
    return measure(world(PAGES, request.param))


# -- the collection ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session", params=(*SEEDS, 3, 4))
def parts(request: pytest.FixtureRequest) -> list[Part]:
    return list(world(PAGES, request.param))


def test_the_collection_is_as_large_as_asked_and_many_are_in_it(parts: list[Part]) -> None:
    pages = [page for part in parts for page in part.pages]
    assert len(pages) == PAGES >= 300
    assert len({report.person for page in pages for report in page.reports}) > 400
    several = sum(page.articles > 1 for page in pages)
    assert PAGES / 5 < several < PAGES * 4 / 5


def test_a_mention_is_where_the_truth_says(parts: list[Part]) -> None:
    for part in parts:
        for page in part.pages:
            for mention in page.mentions:
                words = page.text[mention.start : mention.end]
                assert words
                if mention.kind in ("person", "journalist"):
                    assert words == part.names[mention.entity]


def test_the_pages_contradict_each_other_only_where_they_are_meant_to(parts: list[Part]) -> None:
    told = [report for part in parts for page in part.pages for report in page.reports]
    planted = [each for part in parts for each in part.planted]
    assert sorted(planted) == Register(told).contradictions()
    assert {each.kind for each in planted} == {"two-holders", "after-leaving", "before-beginning"}


def test_there_are_namesakes_movers_and_renamed_places(parts: list[Part]) -> None:
    told = [(report, part.names[report.person]) for part in parts for page in part.pages for report in page.reports]
    bearers = Counter(name for _, name in {(report.person, name) for report, name in told})
    assert sum(number > 1 for number in bearers.values()) >= 10
    places: dict[str, set[str]] = {}
    for report, _ in told:
        places.setdefault(report.person, set()).add(report.body.split("/")[0])
    assert sum(len(where) > 1 for where in places.values()) >= 20
    called: dict[str, set[str]] = {}
    for part in parts:
        for page in part.pages:
            for mention in page.mentions:
                if mention.kind == "district" and mention.sure:
                    called.setdefault(mention.entity, set()).add(page.text[mention.start : mention.end])
    assert sum(len({name for name in names if name[-1] in "县市区"}) > 1 for names in called.values()) >= 3


def test_one_seed_gives_the_same_pages_and_another_others() -> None:
    def texts(seed: int) -> list[str]:
        return [page.document + page.text for part in world(60, seed) for page in part.pages]

    assert texts(1) == texts(1) != texts(2)


def test_it_is_written_to_a_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.world", "--pages", "70", "--seed", "3", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env={"PYTHONHASHSEED": "1"})
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    files = {str(path.relative_to(tmp_path / "pages")) for path in (tmp_path / "pages").rglob("*.txt")}
    assert len(files) == 70
    assert files == set(truth["pages"])
    [part] = world(70, 3)
    first = part.pages[0]
    assert (tmp_path / "pages" / first.document).read_text(encoding="utf-8") == first.text
    assert truth["pages"][first.document]["mentions"] == [
        [m.start, m.end, m.kind, m.entity, m.article, m.sure] for m in first.mentions
    ]
    assert len(truth["contradictions"]) == len(part.planted)


# -- the graph against it ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_joins(measured: Measure, kind: str) -> None:
    joins = measured.joins(kind)
    assert joins.one > 10
    assert joins.precision >= 0.99, list(measured.mixed(kind).items())[:5]
    assert joins.recall >= 0.95, list(measured.split(kind).items())[:5]


def test_posts_at_a_date(measured: Measure) -> None:
    posts = measured.posts()
    assert posts.right > 1000
    assert posts.f1 >= 0.97, (posts.wrong[:5], posts.missing[:5])


def test_every_contradiction_planted_is_reported_and_no_other(measured: Measure) -> None:
    planted, reported = measured.contradictions()
    assert planted
    assert reported == planted
