"""The pipeline of a build on a cluster: the steps of `kg.build`, and files that no single machine has to hold.

pages ─► findings ─► rows ─► nodes/ and edges/ (Parquet), triples/ (N-Triples), and the usual files of a small graph
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from kg import recognise
from kg.assembly import EdgeRow, NodeRow, Row, rows
from kg.assembly.district import selected
from kg.build import Progress, Summary, with_texts
from kg.cluster import tables, triples
from kg.cluster.pages import Reads, Said, Skipped, pages, read_all, uri
from kg.cluster.session import session
from kg.engine.room import room
from kg.engine.rows import Rows
from kg.engine.spark import SparkRows
from kg.errors import KgError
from kg.export import write_all
from kg.export.dataset import Census, printed_on, settings
from kg.export.terms import BASE
from kg.graph import GENERATOR, graph_in
from kg.model import Findings, Page
from kg.resolve.identity import decisions_of
from kg.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from pyspark import RDD, SparkContext
    from pyspark.sql import SparkSession

SMALL = 200_000
"""Nodes and edges up to which a graph is small enough for the usual files."""


def build(
    paths: Sequence[str],
    output: str,
    master: str | None = None,
    recogniser: str = recognise.DEFAULT,
    progress: Progress = lambda doing, done, of: None,
    identity: Path | None = None,
    base_iri: str | None = None,
    licence: str | None = None,
    only: str | None = None,
) -> Summary:
    """Build the graph of the texts that `paths` name on the cluster at `master` (`kg.cluster.session`, `.pages`).

    Writes the folders `nodes`, `edges` and `triples` into `output`, a folder or the URI of one; into a folder of this
    machine also the usual files, of a graph of up to `SMALL` rows or, with `only`, of what concerns that district. The
    facts are those of `kg.build.build`. Nothing is written over before all is written; in a storage where a folder is
    moved by copying, one that fails in that moment may leave part of it moved.

    Raises `KgError` as that does, and where there is no cluster.
    """
    began = time.monotonic()
    about: dict[str, Any] = {"generator": GENERATOR, **settings(base_iri, licence)}
    here = None if "://" in output else Path(output)
    decisions = decisions_of(identity, here or Path("output"))
    with session(master) as spark, _Folder.aside(spark, output) as folder:
        progress("reading", 0, 1)
        whole = pages(spark, paths)
        said = read_all(whole, recogniser)
        tally = _told(said)
        if not tally.texts:
            count, first = len(tally.skipped), tally.skipped[0]
            raise KgError(f"nothing to build from; of {count} inputs none can be read, the first: {first}")
        progress("joining", 0, 1)
        partitions = max(spark.sparkContext.defaultParallelism, said.getNumPartitions())
        found: SparkRows[Findings] = SparkRows(said.flatMap(_findings), partitions)
        made, census = _made(rows(found, decisions), about)
        progress("writing", 0, 1)
        tables.write_nodes(spark, made.rdd, folder.part("nodes"))
        tables.write_edges(spark, made.rdd, folder.part("edges"))
        triples.write(made, census, str(about.get("base_iri", BASE)), folder.part("triples"))
        files = folder.moved()
        if here is not None and (only is not None or census.rows <= SMALL):
            files += _usual(made if only is None else selected(made, only), about, here, whole)
    return Summary(
        tally.texts,
        tally.texts,
        tally.articles,
        {name: census.entities.get(name, 0) for name in VOCABULARY.entities},
        {name: census.relations.get(name, 0) for name in VOCABULARY.relations},
        tally.skipped,
        tuple(files),
        time.monotonic() - began,
        tuple(decisions.unused),
        tuple(decisions.refused),
    )


def _findings(said: Said) -> Iterator[Findings]:
    if isinstance(said, Findings):
        yield said


@dataclass(frozen=True)
class _Tally:
    """How many texts were read, with how many articles, and why others were not."""

    texts: int
    articles: int
    skipped: tuple[str, ...]


def _told(said: RDD[Said]) -> _Tally:
    parts = said.mapPartitions(_tallied).collect()
    skipped = sorted(why for part in parts for why in part.skipped)
    return _Tally(sum(part.texts for part in parts), sum(part.articles for part in parts), tuple(skipped))


def _tallied(said: Iterable[Said]) -> Iterator[_Tally]:
    texts = articles = 0
    skipped = []
    for each in said:
        texts += isinstance(each, Reads)
        articles += isinstance(each, Findings)
        if isinstance(each, Skipped):
            skipped.append(each.why)
    yield _Tally(texts, articles, tuple(skipped))


@dataclass(frozen=True)
class _Census(Census):
    """The same of a part of the graph, with its edges, and with what is no node of it (`Gone`)."""

    relations: Mapping[str, int]
    gone: frozenset[str]

    @property
    def rows(self) -> int:
        """Nodes and edges."""
        return sum(self.entities.values()) + sum(self.relations.values())


def _made(made: Rows[Row], about: Mapping[str, Any]) -> tuple[SparkRows[Row], _Census]:
    """The rows, without edges that lead from or to what no text names, and a census of them."""
    kept = made.kept()
    assert isinstance(kept, SparkRows)
    census = _whole(kept.rdd.mapPartitions(_counted).collect(), about)
    if census.gone:  # there are next to none of those
        kept = kept.mapped(partial(_there, census.gone))
        census = _whole(kept.rdd.mapPartitions(_counted).collect(), about)
    return kept, census


def _there(gone: frozenset[str], row: Row) -> Iterator[Row]:
    if isinstance(row, NodeRow) or (isinstance(row, EdgeRow) and row.source not in gone and row.target not in gone):
        yield row


def _counted(rows: Iterable[Row]) -> Iterator[_Census]:
    entities: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    days: set[str] = set()
    gone: set[str] = set()
    for row in rows:
        if isinstance(row, NodeRow):
            entities[row.row["type"]] += 1
            days.add(printed_on(row.row))
        elif isinstance(row, EdgeRow):
            relations[row.relation] += 1
        else:
            gone.add(row.id)
    yield _Census({}, entities, _ends(days), relations, frozenset(gone))


def _whole(parts: Iterable[_Census], about: Mapping[str, Any]) -> _Census:
    entities: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    days: set[str] = set()
    gone: set[str] = set()
    for part in parts:
        entities.update(part.entities)
        relations.update(part.relations)
        days.update(part.printed)
        gone |= part.gone
    return _Census(about, entities, _ends(days), relations, frozenset(gone))


def _ends(days: set[str]) -> tuple[str, ...]:
    """The first and the last of the days."""
    known = days - {""}
    return (min(known), max(known)) if known else ()


def _usual(made: Rows[Row], about: Mapping[str, Any], folder: Path, whole: RDD[Page | Skipped]) -> list[Path]:
    """Write the usual files. The rows come here a partition at a time, and go to the disk where they are many; of the
    texts those come that the page quotes."""
    folder.mkdir(parents=True, exist_ok=True)
    with room(folder) as own, graph_in(own, made) as graph:
        graph.graph.update(about)
        rows = chain(graph.nodes(data=True), ((source, row) for source, _, row in graph.edges(data=True)))
        documents = frozenset(passage["document"] for _, row in rows for passage in row.get("evidence", ()))
        texts = {page.document: page.text for page in whole.flatMap(partial(_among, documents)).toLocalIterator()}
        return write_all(graph, folder, with_texts(texts))


def _among(documents: frozenset[str], page: Page | Skipped) -> Iterator[Page]:
    if isinstance(page, Page) and page.document in documents:
        yield page


class _Folder:
    """The folder of a build, in any storage that Spark knows. What is written goes aside and is moved when it is
    whole."""

    def __init__(self, context: SparkContext, output: str) -> None:
        self._jvm: Any = context._jvm
        self._output = uri(output)
        self._aside = f"{self._output.rstrip('/')}/.part-{uuid4().hex}"
        self._parts: list[str] = []
        path = self._path(self._aside)
        self._files: Any = path.getFileSystem(context._jsc.hadoopConfiguration())
        self._shown = output

    @classmethod
    @contextmanager
    def aside(cls, spark: SparkSession, output: str) -> Iterator[_Folder]:
        """The folder; what was not moved is gone when the context is left. Raises `KgError` where Spark cannot write
        there."""
        from py4j.protocol import Py4JJavaError

        try:
            folder = cls(spark.sparkContext, output)
            folder._files.mkdirs(folder._path(folder._aside))
        except Py4JJavaError as error:
            why = str(error.java_exception).split("\n")[0]
            raise KgError(f"{output}: Spark cannot write there ({why}); name another folder with -o") from error
        try:
            yield folder
        finally:
            folder._files.delete(folder._path(folder._aside), True)

    def _path(self, uri: str) -> Any:
        return self._jvm.org.apache.hadoop.fs.Path(uri)

    def part(self, name: str) -> str:
        """Where to write a part."""
        self._parts.append(name)
        return f"{self._aside}/{name}"

    def moved(self) -> list[Path]:
        """Put the parts where they belong, in place of those of the build before; returns their paths."""
        for name in self._parts:
            if name == "triples":
                self._named(f"{self._aside}/{name}", ".nt")
            target = self._path(f"{self._output}/{name}")
            self._files.delete(target, True)
            self._files.rename(self._path(f"{self._aside}/{name}"), target)
        return [Path(self._shown) / name for name in self._parts]

    def _named(self, folder: str, ending: str) -> None:
        """Give the files of a folder an ending, by which loaders know them."""
        for status in self._files.listStatus(self._path(folder)):
            name = status.getPath().getName()
            if name.startswith("part-"):
                self._files.rename(status.getPath(), self._path(f"{folder}/{name}{ending}"))
