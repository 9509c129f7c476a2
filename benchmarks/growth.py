"""How the cost of a build grows with its pages: time, memory, processes, and what resolving takes of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from measured import ROOT, Row, Taken, exponent, kg
from reading import made

from kg.extract.pipeline import read_pages
from kg.graph import assemble
from kg.recognise import load
from kg.resolve import within

SIZES = (1000, 3000, 10_000, 30_000, 100_000)
FEW = (1000, 2000, 4000)


def written(pages: int, folder: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "tests.world", "--pages", str(pages), "--seed", "5", str(folder)],
        check=True,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    return folder / "pages"


def _built(texts: Path, output: Path, *options: str) -> Taken:
    return kg("build", texts, "-o", output, "--no-cache", "--quiet", *options)


def rows(full: bool) -> Iterator[Row]:
    """Builds of more and more pages, and the exponents of time and memory."""
    taken: dict[int, Taken] = {}
    sizes = SIZES if full else FEW
    with TemporaryDirectory() as made_here:
        for pages in sizes:
            texts = written(pages, Path(made_here) / str(pages))
            taken[pages] = each = _built(texts, Path(made_here) / "output", "--recogniser", "jieba")
            measured = f"{each.seconds:.1f} s, {each.processor:.1f} s of processors, {each.megabytes:,.0f} MB"
            yield Row(f"build of {pages:,} pages", measured, f"{1000 * each.processor / pages:.1f} ms a page")
    times = exponent(sizes, [each.processor for each in taken.values()])
    memory = exponent(sizes, [each.megabytes for each in taken.values()])
    yield Row(f"growth, {sizes[0]:,} to {sizes[-1]:,} pages", f"time {times:.2f}, memory {memory:.2f}", "exponents")


def engines(full: bool) -> Iterator[Row]:
    """The same build with one worker and with two, and on a cluster on this machine where Spark is there."""
    pages = 10_000 if full else 600
    with TemporaryDirectory() as made_here:
        texts = written(pages, Path(made_here) / "world")
        alone = _built(texts, Path(made_here) / "one", "--workers", "1")
        two = _built(texts, Path(made_here) / "two", "--workers", "2")
        for file in sorted((Path(made_here) / "one").iterdir()):
            if (Path(made_here) / "two" / file.name).read_bytes() != file.read_bytes():
                raise AssertionError(f"{file.name} depends on the number of workers")
        yield Row(f"build of {pages:,} pages, one worker", f"{alone.seconds:.1f} s")
        yield Row("two workers", f"{two.seconds:.1f} s", f"{alone.seconds / two.seconds:.2f} times as fast")
        try:
            import pyspark  # noqa: F401
        except ImportError:
            return
        options = ("--engine", "spark", "--master", "local-cluster[2,1,1024]")
        there = Path(made_here) / "spark"
        spark = kg("build", texts, "-o", there, "--quiet", *options)
        yield Row("Spark, two executors here", f"{spark.seconds:.1f} s", f"{alone.seconds / spark.seconds:.2f}")
        yield _compared(Path(made_here) / "one", there)


def _compared(here: Path, there: Path) -> Row:
    """Whether the tables of a build on a cluster have the nodes and edges of graph.json."""
    from kg.cluster.session import session

    sys.path.insert(0, str(ROOT))
    from tests.told_rows import of_graph, of_tables

    with session("local[2]") as spark:
        same = [ours == theirs for ours, theirs in zip(of_graph(here), of_tables(spark, there), strict=True)]
    if not all(same):
        raise AssertionError(f"the engines differ: nodes the same {same[0]}, edges the same {same[1]}")
    return Row("nodes and edges of both engines", "", "the same")


def resolving(full: bool) -> Iterator[Row]:
    """What it takes to make one graph of what the pages say, for more and more pages."""
    recogniser = load("jieba")
    sizes = (1000, 5000, 20_000) if full else (100, 200, 400)
    pages = made(sizes[-1])[: sizes[-1]]
    said = [
        [within.resolve(findings) for found in read_pages(pages[at : at + 16], recogniser) for findings in found]
        for at in range(0, len(pages), 16)
    ]
    seconds = []
    for size in sizes:
        found = [findings for some in said[: size // 16] for findings in some]
        began = perf_counter()
        graph = assemble(found)
        seconds.append(perf_counter() - began)
        per = f"{seconds[-1] * 1000 / size:.2f} ms a page"
        yield Row(f"resolve and assemble {size:,} pages", f"{seconds[-1]:.1f} s, {len(graph):,} nodes", per)
    yield Row("growth of that", f"time {exponent(sizes, seconds):.2f}", "exponent")
