"""The texts of a build on a cluster, and what they say: read where they lie, each by the machine that is to hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from kg.cache.findings import unpacked
from kg.errors import InputError, KgError
from kg.model import Findings, Page
from kg.text.read import SUFFIXES, decoded_page, page_of, read, sources

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import DataFrame, SparkSession

TABLES = {".parquet": "parquet", ".jsonl": "json", ".ndjson": "json"}
"""How the names of tables of texts end, and the reader of Spark that reads them."""
_PAGES_A_PART = 64
_SCHEME = re.compile(r"^[\w+.-]+:(?://[^/]*)?")


class Skipped(NamedTuple):
    """Why a text was not read."""

    why: str


def pages(spark: SparkSession, paths: Sequence[str]) -> RDD[Page | Skipped]:
    """The texts that the paths name, each with its document.

    A path is a file or folder that every machine of the cluster sees under the same name; the URI of a folder in any
    storage that Spark knows (s3a://…, hdfs://…), read at any depth; or a table, Parquet or JSON Lines, with the columns
    `path` and `text`. Raises `KgError` where there is no such thing, or two texts have one name.
    """
    context = spark.sparkContext
    parts: list[RDD[Page | Skipped]] = []
    local = [Path(path) for path in paths if not _is_table(path) and "://" not in path]
    if local:
        found = sources(local)
        slices = max(context.defaultParallelism, -(-len(found) // _PAGES_A_PART))
        parts.append(context.parallelize([(document, str(path)) for document, path in found], slices).map(_read))
    for path in paths:
        if _is_table(path):
            parts.append(_table(spark, path))
        elif "://" in path:
            parts.append(_folder(spark, path))
    whole = context.union(parts) if len(parts) > 1 else parts[0]
    if len(parts) > 1:
        _check_names(whole.flatMap(_named))
    return whole


def _check_names(names: RDD[tuple[str, int]]) -> None:
    twice = names.reduceByKey(add).filter(_several).keys().take(1)
    if twice:
        raise KgError(f"{twice[0]}: two texts have this name in the graph; give each a path of its own")


def _several(row: tuple[str, int]) -> bool:
    return row[1] > 1


def _named(page: Page | Skipped) -> Iterator[tuple[str, int]]:
    if isinstance(page, Page):
        yield page.document, 1


def _is_table(path: str) -> bool:
    return Path(path.rstrip("/")).suffix in TABLES


def _read(source: tuple[str, str]) -> Page | Skipped:
    try:
        return read(source[0], Path(source[1]))
    except InputError as error:
        return Skipped(str(error))


def _table(spark: SparkSession, path: str) -> RDD[Page | Skipped]:
    frame = _loaded(spark, path, TABLES[Path(path.rstrip("/")).suffix])
    missing = [name for name in ("path", "text") if name not in frame.columns]
    if missing:
        raise KgError(f"{path}: has no column {missing[0]!r}; a table of texts has the columns path and text")
    _check_names(frame.select("path").rdd.map(_path))
    return frame.select("path", "text").rdd.map(_of_row)


def _path(row: Any) -> tuple[str, int]:
    return row["path"], 1


def uri(path: str) -> str:
    """A path as Hadoop has it: with a scheme, and no character of it encoded."""
    return path if "://" in path else f"file://{Path(path).absolute()}"


def _loaded(spark: SparkSession, path: str, form: str, **options: str) -> DataFrame:
    from pyspark.errors import PySparkException

    where = uri(path)
    try:
        return spark.read.format(form).options(**options).load(where)
    except PySparkException as error:
        why = str(error).strip().split("\n")[0]
        raise KgError(f"{path}: cannot be read by Spark ({why}); check the path and who may read it") from error


def _of_row(row: Any) -> Page | Skipped:
    document, text = row["path"], row["text"]
    try:
        return page_of(document or "", document or "", text if isinstance(text, str) and document else "")
    except InputError as error:
        return Skipped(str(error))


def _folder(spark: SparkSession, folder: str) -> RDD[Page | Skipped]:
    endings = ",".join(sorted(suffix[1:] for suffix in SUFFIXES))
    files = _loaded(spark, folder, "binaryFile", recursiveFileLookup="true", pathGlobFilter=f"*.{{{endings}}}")
    return files.select("path", "content").rdd.map(partial(_of_file, folder))


def _of_file(folder: str, row: Any) -> Page | Skipped:
    base, path = (_SCHEME.sub("", each).rstrip("/") for each in (folder, row["path"]))
    document = path.removeprefix(base).lstrip("/") or path.rpartition("/")[2]
    try:
        return decoded_page(document, row["path"], bytes(row["content"]))
    except InputError as error:
        return Skipped(str(error))


# -- what they say -----------------------------------------------------------------------------------------------------


class Reads(NamedTuple):
    """A text that was read."""

    document: str


Said: TypeAlias = Findings | Reads | Skipped
"""What one text says, article by article, after that it was read; or why it was not."""


def read_all(whole: RDD[Page | Skipped], recogniser: str) -> RDD[Said]:
    """What all pages say, kept on the disks of the cluster."""
    from pyspark import StorageLevel

    return whole.mapPartitions(partial(said, recogniser)).persist(StorageLevel.DISK_ONLY)


def said(recogniser: str, found: Iterable[Page | Skipped]) -> Iterator[Said]:
    """What the pages say: a recogniser is loaded once for all that a process reads."""
    from kg.reading import packed_pages, together

    rest = iter(found)
    while some := list(islice(rest, _PAGES_A_PART)):
        yield from (each for each in some if isinstance(each, Skipped))
        for group in together([each for each in some if isinstance(each, Page)]):
            for page, value in zip(group, packed_pages(recogniser, group), strict=True):
                yield Reads(page.document)
                yield from unpacked(value, page)
