"""`kg show --at`, `kg timeline` and `kg check` as they are typed: what is printed, and the exit status."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from made_pages import page
from running import Call

PAGES = {
    "appointed.txt": ("2021年3月5日", "3月4日，岚皋县人大常委会任命林远舟为岚皋县财政局局长。"),
    "seen.txt": ("2022年5月2日", "5月1日，岚皋县召开项目推进会，县财政局局长林远舟主持会议。"),
    "removed.txt": ("2023年7月1日", "6月30日，岚皋县人大常委会决定免去林远舟的岚皋县财政局局长职务。"),
}
LATE = ("2023年8月1日", "岚皋县财政局局长林远舟到场。")


def written(folder: Path, pages: dict[str, tuple[str, str]]) -> Path:
    """The folder of the texts of pages."""
    folder.mkdir()
    for name, told in pages.items():
        (folder / name).write_text(page(*told), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("times") / "texts", PAGES)


@pytest.fixture(scope="module")
def graph(texts: Path) -> Path:
    from kg.build import build

    build([texts], texts.parent / "output")
    return texts.parent / "output" / "graph.json"


@pytest.fixture(scope="module")
def contradicting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the texts of pages that contradict each other, built into `output`."""
    from kg.build import build

    folder = tmp_path_factory.mktemp("contradicting")
    build([written(folder / "texts", {**PAGES, "late.txt": LATE})], folder / "output")
    return folder


def flowing(out: str) -> str:
    """What is printed without its line ends, which depend on the width."""
    return "".join(line.strip() for line in out.splitlines())


# kg show --at


def test_show_at_a_date_tells_the_posts_held_then_and_why(graph: Path, kg: Call) -> None:
    done = kg("show", "林远舟", "-g", graph, "--at", "2021-12")
    assert (done.status, done.err) == (0, "")
    assert "  截至 as of: 2021-12" in done.out.splitlines()
    assert "岚皋县财政局 · 局长  [from 2021-03-04 (appointed) to 2023-06-30 (left)]" in done.out
    assert "项目推进会" not in done.out
    assert "项目推进会" in kg("show", "林远舟", "-g", graph, "--at", "2022-05-01").out


def test_show_of_a_district_at_a_date_tells_who_held_which_post_there(graph: Path, kg: Call) -> None:
    assert (
        "林远舟 · 局长 · 岚皋县财政局  [seen 2022-05-01]" in kg("show", "岚皋县", "-g", graph, "--at", "2022-05-01").out
    )
    assert "posts held here" not in kg("show", "岚皋县", "-g", graph, "--at", "2023-06-30").out


def test_show_without_a_date_has_the_beginning_the_sightings_and_the_end(graph: Path, kg: Call) -> None:
    assert "[seen 2022-05-01; start 2021-03-04; end 2023-06-30]" in flowing(kg("show", "林远舟", "-g", graph).out)


@pytest.mark.parametrize("date", ["2022-13", "May", "2022-8-9", "2022-02-30", "２０２２"])
def test_what_is_no_date_is_refused(date: str, graph: Path, kg: Call) -> None:
    refused = [f"kg: --at {date}: not a date; write 2022-08-09, 2022-08 or 2022"]
    done = kg("show", "林远舟", "-g", graph, "--at", date)
    assert (done.status, done.errors) == (2, refused)
    done = kg("timeline", "林远舟", "-g", graph, "--from", date)
    assert (done.status, done.errors) == (2, [refused[0].replace("--at", "--from")])


# kg timeline


def test_a_timeline_is_in_order_with_the_words(graph: Path, texts: Path, kg: Call) -> None:
    done = kg("timeline", "林远舟", "-g", graph, "--texts", texts)
    assert (done.status, done.err) == (0, "")
    lines = [line.strip() for line in done.out.splitlines()]
    entries = [line for line in lines if line.startswith("202")]
    assert entries == [
        "2021-03-04  任职 takes post  岚皋县财政局 · 局长",
        "2022-05-01  参加 attended  林远舟 · 项目推进会 · host",
        "2022-05-01  在任 seen in post  岚皋县财政局 · 局长",
        "2023-06-30  离任 leaves post  岚皋县财政局 · 局长",
    ]
    assert "人大常委会决定免去【林远舟的岚皋县财政局局长】职务。" in flowing(done.out)


def test_a_timeline_between_two_dates(graph: Path, kg: Call) -> None:
    done = kg("timeline", "林远舟", "-g", graph, "--from", "2022", "--to", "2022-12")
    assert "年表 timeline (2)" in done.out.splitlines()


def test_a_timeline_as_csv_and_json(graph: Path, kg: Call) -> None:
    done = kg("timeline", "林远舟", "-g", graph, "--format", "csv")
    head, *rows = list(csv.reader(StringIO(done.out)))
    assert head == ["entity", "date", "kind", "what", "subject", "object", "document", "start", "end", "text"]
    told = json.loads(kg("timeline", "林远舟", "-g", graph, "--format", "json").out)
    assert [row[1] for row in rows] == [entry["date"] for entry in told]
    assert rows[0][6:] == ["appointed.txt", *map(str, (told[0]["evidence"][0][k] for k in ("start", "end", "text")))]
    assert told[0]["kind"] == {"zh": "任职", "en": "takes post"}


def test_one_of_several_names_has_to_be_chosen(graph: Path, kg: Call) -> None:
    done = kg("timeline", "岚皋", "-g", graph)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[0].endswith("names contain 岚皋; ask for one of them:")
    done = kg("timeline", "岚皋", "-g", graph, "--format", "csv")
    assert (done.status, done.out) == (2, "")
    assert "names contain 岚皋; ask for one of them:" in done.errors[0]
    done = kg("timeline", "无此人", "-g", graph)
    assert done.status == 2
    assert "nothing in the graph is called so" in done.errors[0]


# kg check


def test_check_finds_nothing_where_nothing_contradicts(graph: Path, kg: Call) -> None:
    done = kg("check", "-g", graph)
    assert (done.status, done.out, done.err) == (0, f"{graph}: no contradictions\n", "")


def test_check_tells_both_sentences_with_their_dates(contradicting: Path, kg: Call) -> None:
    graph = contradicting / "output" / "graph.json"
    done = kg("check", "-g", graph)
    assert (done.status, done.err) == (1, "")
    lines = [line.strip() for line in done.out.splitlines()]
    assert lines[:2] == ["离任后仍在任 in a post after leaving it (1)", "林远舟 · 岚皋县财政局 · 局长"]
    assert lines[2].startswith("2023-06-30  「林远舟的岚皋县财政局局长」  removed.txt ")
    assert lines[3].startswith("2023-08-01  「岚皋县财政局局长林远舟」  late.txt ")
    quoted = flowing(kg("check", "-g", graph, "--texts", contradicting / "texts").out)
    assert "决定免去【林远舟的岚皋县财政局局长】职务。" in quoted


def test_a_graph_that_is_none(tmp_path: Path, kg: Call) -> None:
    done = kg("check", "-g", tmp_path / "graph.json")
    assert done.status == 2
    assert "no such file; run `kg build` first" in done.errors[0]
