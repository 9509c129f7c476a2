"""A build on a cluster: the facts of the build on this machine, whatever happens to the machines of the cluster."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from running import PAGE, ROOT, SECOND, Call
from told_rows import of_graph, of_tables

from kg.build import build
from kg.cluster.build import build as build_there
from kg.cluster.pages import Skipped, pages
from kg.cluster.session import session
from kg.errors import KgError
from kg.export.formats import write
from kg.graph import load
from kg.model import Page

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

USUAL = ("graph.json", "graph.graphml", "graph.ttl", "graph.html", "entities.csv", "relations.csv")
BROKEN = "会议\0纪要".encode()


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few pages, two of a real shape, and one file that cannot be read."""
    folder = tmp_path_factory.mktemp("texts") / "news"
    shutil.copytree(ROOT / "seeds", folder)
    (folder / "五月").mkdir()
    (folder / "五月" / "a b%20.txt").write_text(PAGE, encoding="utf-8")
    (folder / "六月.md").write_text(SECOND, encoding="utf-8")
    (folder / "broken.txt").write_bytes(BROKEN)
    return folder


@pytest.fixture(scope="module")
def here(texts: Path) -> Path:
    """The build on this machine."""
    build([texts], texts.parent / "here", "jieba")
    return texts.parent / "here"


def executors() -> Iterator[int]:
    """The processes that run the machines of this cluster: of those that this process started."""
    for entry in Path("/proc").iterdir():
        try:
            runs = entry.name.isdigit() and b"CoarseGrainedExecutorBackend" in (entry / "cmdline").read_bytes()
            if runs and os.getpid() in above(int(entry.name)):
                yield int(entry.name)
        except OSError:  # it has ended meanwhile
            continue


def above(process: int) -> Iterator[int]:
    while process > 1:
        process = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
        yield process


def test_a_killed_executor_changes_nothing(spark: SparkSession, texts: Path, here: Path) -> None:
    killed: list[int] = []

    def kill() -> None:
        status = spark.sparkContext.statusTracker()
        until = time.monotonic() + 120
        while time.monotonic() < until and not killed:
            # in the middle: some of what was read lies on the disk of each machine
            if len(done) > 1 and status.getActiveStageIds():
                killed.append(next(iter(executors())))
                os.kill(killed[0], signal.SIGKILL)
            time.sleep(0.05)

    done: list[str] = []
    watching = threading.Thread(target=kill)
    watching.start()
    there = texts.parent / "那 里"
    summary = build_there([str(texts)], str(there), recogniser="jieba", progress=lambda doing, *_: done.append(doing))
    watching.join()
    assert killed
    assert summary.texts == 4
    assert len(summary.skipped) == 1
    assert [(there / name).read_bytes() == (here / name).read_bytes() for name in USUAL] == [True] * len(USUAL)
    assert of_tables(spark, there) == of_graph(here)
    with (here / "graph.nt").open("w+", encoding="utf-8") as stream:
        write(load(here / "graph.json"), "nt", stream)
        stream.seek(0)
        expected = sorted(stream)
    shards = sorted((there / "triples").glob("*.nt"))
    assert len(shards) > 1
    told = "".join(shard.read_text(encoding="utf-8") for shard in shards)
    assert sorted(told.splitlines(keepends=True)) == expected
    assert not list(there.glob(".part-*"))


def test_a_table_of_texts_and_a_chosen_district(spark: SparkSession, texts: Path, tmp_path: Path, kg: Call) -> None:
    rows = [
        (str(file.relative_to(texts)), file.read_text(encoding="utf-8"))
        for file in texts.rglob("*.[tm][xd]*")
        if file.name != "broken.txt"
    ]
    rows.append(("empty.txt", " "))
    table = tmp_path / "五月 news.parquet"
    spark.createDataFrame(rows, "path string, text string").write.parquet(str(table))
    options = ["--recogniser", "jieba", "--only", "清河县", "--quiet"]
    done = kg("build", table, "--engine", "spark", "-o", tmp_path / "there", *options)
    assert (done.status, done.errors) == (1, ["kg: skipped: empty.txt: empty; nothing to read in it"])
    assert kg("build", texts, "-o", tmp_path / "here", *options).status == 1
    for name in USUAL:
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()
    found, _ = of_graph(tmp_path / "there")
    assert {json.loads(each)["name"] for each in found} >= {"清河县", "林远舟", "邢台市", "河北省"}
    assert "济宁市" not in {json.loads(each)["name"] for each in found}
    assert (tmp_path / "there" / "triples" / "_SUCCESS").exists()


# -- texts -------------------------------------------------------------------------------------------------------------


def read(spark: SparkSession, *paths: object) -> tuple[set[Page], list[Skipped]]:
    found = pages(spark, list(map(str, paths))).collect()
    return {each for each in found if isinstance(each, Page)}, [each for each in found if isinstance(each, Skipped)]


def test_a_folder_of_any_storage_is_read_as_one_of_this_machine(spark: SparkSession, texts: Path) -> None:
    own, skipped = read(spark, texts)
    assert {page.document for page in own} >= {"五月/a b%20.txt", "六月.md"}
    assert "broken.txt: holds NUL bytes" in skipped[0].why
    there, _ = read(spark, f"file://{texts}")
    assert there == own


def test_a_table_of_json_lines(spark: SparkSession, tmp_path: Path) -> None:
    table = tmp_path / "news.jsonl"
    rows = [{"path": "2023/a.txt", "text": PAGE, "more": 1}, {"path": "b.txt", "text": None}]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found, skipped = read(spark, table)
    assert found == {Page("2023/a.txt", PAGE)}
    assert [each.why for each in skipped] == ["b.txt: empty; nothing to read in it"]


def test_what_cannot_be_read_is_told_in_a_line(spark: SparkSession, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    spark.createDataFrame([("a.txt", PAGE)], "path string, text string").write.parquet(str(tmp_path / "t.parquet"))
    spark.createDataFrame([("a.txt", PAGE)], "path string, body string").write.parquet(str(tmp_path / "u.parquet"))
    with pytest.raises(KgError, match=r"a\.txt: two texts have this name"):
        read(spark, tmp_path / "a.txt", tmp_path / "t.parquet")
    with pytest.raises(KgError, match=r"u\.parquet: has no column 'text'"):
        read(spark, tmp_path / "u.parquet")
    with pytest.raises(KgError, match=r"none\.parquet: cannot be read by Spark"):
        read(spark, tmp_path / "none.parquet")


def test_what_is_wrong_with_the_call(kg: Call, tmp_path: Path) -> None:
    wrong = {
        ("--engine", "spark", "--workers", "2"): "--workers, --cache, --no-cache and --strict go with --engine local.",
        ("--master", "local"): "--master goes with --engine spark.",
    }
    for options, told in wrong.items():
        done = kg("build", tmp_path, *options)
        assert (done.status, done.errors) == (2, [f"kg: {told} See `kg build --help`."])


def broken(_: object) -> Iterator[int]:
    raise ValueError("no such thing")


def test_what_the_cluster_cannot_do_is_told_in_a_line(spark: SparkSession) -> None:
    from pyspark import cloudpickle

    cloudpickle.register_pickle_by_value(sys.modules[__name__])

    def work() -> None:
        with session(None) as same:
            assert same is spark
            same.sparkContext.parallelize([1], 1).flatMap(broken).collect()

    with pytest.raises(KgError, match=r"^the cluster could not do it \(.*ValueError: no such thing"):
        work()


def test_without_pyspark_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(KgError, match=r"pip install 'localgov-kg\[spark\]'"), session("local"):
        raise AssertionError("there is none")
