"""A build: the same bytes whatever does not matter, whole files whatever happens, and a word on what was skipped."""

from __future__ import annotations

import csv
import os
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest
from running import KG, PAGE, ROOT, Call, Fingerprint

from kg.build import build
from kg.errors import KgError
from kg.export import WRITERS
from kg.graph import load
from kg.intake import SKIPPED
from kg.recognise import RECOGNISERS

SEEDS = ROOT / "seeds"
FILES = (*WRITERS, SKIPPED)


@pytest.fixture(scope="session")
def expected(seeds_built: Path, fingerprint: Fingerprint) -> dict[str, str]:
    return fingerprint(seeds_built)


def test_all_files_and_nothing_else(expected: dict[str, str]) -> None:
    assert set(expected) == set(FILES)


def test_the_order_of_the_inputs_does_not_matter(
    tmp_path: Path, expected: dict[str, str], fingerprint: Fingerprint
) -> None:
    files = sorted(SEEDS.iterdir())
    for name, paths in {"there": files, "back": files[::-1], "twice": [*files, SEEDS]}.items():
        build(paths, tmp_path / name)
        assert fingerprint(tmp_path / name) == expected, name


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "random"},
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},  # Python in ASCII, as under any old locale
    ],
    ids=str,
)
@pytest.mark.parametrize("workers", [1, 2])
def test_neither_the_environment_nor_the_workers_matter(
    environment: dict[str, str],
    workers: int,
    tmp_path: Path,
    kg_process: Call,
    expected: dict[str, str],
    fingerprint: Fingerprint,
) -> None:
    done = kg_process("build", SEEDS, "-o", tmp_path / "output", "--workers", workers, **environment)
    assert (done.status, done.err) == (0, "")
    assert fingerprint(tmp_path / "output") == expected


def test_names_of_files_are_read_as_utf_8_in_any_locale(
    pages: Path, tmp_path: Path, kg_process: Call, fingerprint: Fingerprint
) -> None:
    build([pages], tmp_path / "here")
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = kg_process("build", pages, "-o", tmp_path / "there", "--workers", 2, **ascii_only)
    assert (done.status, done.err) == (0, "")
    assert fingerprint(tmp_path / "there") == fingerprint(tmp_path / "here")
    documents = {
        row["document"]
        for _, node in load(tmp_path / "there" / "graph.json").nodes(data=True)
        for row in node.get("evidence", ())
    }
    assert documents == {"五月.txt", "六月/调研.txt"}


def test_building_again_changes_nothing(pages: Path, tmp_path: Path, fingerprint: Fingerprint) -> None:
    build([pages], tmp_path / "output")
    first = fingerprint(tmp_path / "output")
    build([pages], tmp_path / "output")
    assert fingerprint(tmp_path / "output") == first


@pytest.mark.parametrize("recogniser", sorted(RECOGNISERS))
def test_the_summary_counts_what_is_in_the_graph(recogniser: str, pages: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    summary = build([pages], tmp_path / "output", recogniser, progress=lambda *row: told.append(row))
    graph = load(tmp_path / "output" / "graph.json")
    assert (summary.texts, summary.articles, summary.skipped) == (2, 2, ())
    assert sum(summary.entities.values()) == graph.number_of_nodes()
    assert sum(summary.relations.values()) == graph.number_of_edges()
    assert summary.entities["article"] == 2
    assert [path.name for path in summary.files] == list(FILES)
    assert told[:2] == [("reading", 1, 2), ("reading", 2, 2)]


def test_the_page_quotes_the_texts_and_no_other_file_holds_them(small_built: Path) -> None:
    sentence = "清河县着力发展装备制造产业,全年进出口总额增长12%以上。"
    assert sentence in PAGE
    assert sentence in (small_built / "graph.html").read_text(encoding="utf-8")
    for name in set(WRITERS) - {"graph.html"}:
        text = (small_built / name).read_text(encoding="utf-8")
        assert '"documents"' not in text, name
        assert PAGE not in text, name
    assert set(load(small_built / "graph.json").graph) == {"generator"}


def test_an_input_that_cannot_be_read_is_skipped_and_the_rest_is_built(
    pages: Path, tmp_path: Path, kg: Call, fingerprint: Fingerprint
) -> None:
    build([pages], tmp_path / "without")
    (pages / "broken.txt").write_bytes("清河县召开会议".encode()[:-1])
    (pages / "empty.txt").write_bytes(b"\n")
    for workers in (1, 2):
        done = kg("build", pages, "-o", tmp_path / "with", "--workers", workers, "--no-cache")
        assert done.status == 1
        assert len(done.errors) == 2
        assert f"{pages / 'broken.txt'}: UTF-8 that is damaged at byte 18" in done.errors[0]
        assert f"{pages / 'empty.txt'}: empty" in done.errors[1]
        assert "skipped" in done.out
        rows = list(csv.reader((tmp_path / "with" / SKIPPED).read_text(encoding="utf-8-sig").splitlines()))
        assert [row[0] for row in rows] == ["document", "broken.txt", "empty.txt"]
        assert rows[1][1] == done.errors[0].partition("broken.txt: ")[2]
        (tmp_path / "with" / SKIPPED).write_bytes((tmp_path / "without" / SKIPPED).read_bytes())
        assert fingerprint(tmp_path / "with") == fingerprint(tmp_path / "without")


def test_where_nothing_can_be_read_the_old_files_stay(pages: Path, tmp_path: Path, fingerprint: Fingerprint) -> None:
    build([pages], tmp_path / "output")
    before = fingerprint(tmp_path / "output")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"\xff")
    with pytest.raises(KgError, match=r"nothing to build from; the only input: .*a\.txt: not Chinese text"):
        build([tmp_path / "a.txt"], tmp_path / "output")
    with pytest.raises(KgError, match=r"none of 2 inputs can be read, the first: .*a\.txt: not Chinese text"):
        build([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "output")
    assert fingerprint(tmp_path / "output") == before


def test_a_text_that_says_nothing_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "hello.txt").write_text("hello\n", encoding="utf-8")
    assert build([tmp_path / "hello.txt"], tmp_path / "output").skipped == ()
    assert set(FILES) == {path.name for path in (tmp_path / "output").iterdir()}


def _little_room() -> None:
    """As on a disk that fills up: the page alone is larger than this."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))


def test_a_write_that_fails_leaves_the_old_files_whole(pages: Path, tmp_path: Path, fingerprint: Fingerprint) -> None:
    output = tmp_path / "output"
    build([pages], output)
    before = fingerprint(output)
    done = subprocess.run([KG, "build", SEEDS, "-o", output], preexec_fn=_little_room, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"kg: {output}: cannot write there (File too large); name another folder with -o"
    ]
    assert fingerprint(output) == before
    assert not [path for path in output.iterdir() if path.is_dir()]


def test_a_folder_in_the_place_of_a_file(pages: Path, tmp_path: Path, kg: Call, fingerprint: Fingerprint) -> None:
    output = tmp_path / "output"
    build([pages], output)
    (output / "graph.ttl").unlink()
    (output / "graph.ttl").mkdir()
    before = fingerprint(output)
    done = kg("build", SEEDS, "-o", output)
    assert done.status == 2
    assert len(done.errors) == 1
    assert "graph.ttl in it is a folder" in done.err
    assert fingerprint(output) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_build_that_is_stopped_leaves_the_old_files_whole_and_no_process_behind(
    number: signal.Signals, pages: Path, tmp_path: Path, fingerprint: Fingerprint
) -> None:
    output = tmp_path / "output"
    build([pages], output)
    before = fingerprint(output)
    many = tmp_path / "many"
    many.mkdir()
    text = sorted(SEEDS.iterdir())[-1].read_text(encoding="utf-8")
    for copy in range(600):  # a minute's work, as no two are the same
        (many / f"{copy}.txt").write_text(f"{text}\n第{copy}期\n", encoding="utf-8")
    started = subprocess.Popen(
        [KG, "build", many, "-o", output, "--workers", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_heed_ctrl_c,
    )
    time.sleep(3)
    if number == signal.SIGINT:
        os.killpg(started.pid, number)  # as Ctrl-C does: to every process
    else:
        started.send_signal(number)
    out, err = started.communicate(timeout=60)
    assert started.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}[number]
    assert out == ""
    if number == signal.SIGINT:
        assert err.split("\n", 1)[1] == "kg: stopped; files of an earlier build are as they were\n"
    elif number == signal.SIGTERM:
        assert err == ""
    assert fingerprint(output) == before
    until = time.monotonic() + 20
    while _alive(started.pid):
        assert time.monotonic() < until, "workers are left behind"
        time.sleep(0.1)


def _heed_ctrl_c() -> None:
    """A shell makes what it runs in the background ignore Ctrl-C, and the tests may be such a job."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
