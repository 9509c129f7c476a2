"""The nodes and edges of a build, each as one line: those of graph.json, and those of the folders of Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Told: TypeAlias = tuple[set[str], set[str]]


def of_graph(folder: Path) -> Told:
    """The nodes and the edges of graph.json."""
    data = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
    return _lines(data["nodes"]), _lines(data["edges"])


def of_tables(spark: SparkSession, folder: Path) -> Told:
    """The same of the folders `nodes` and `edges`."""
    nodes, edges = (
        _lines(
            _as_in_json(each.asDict(recursive=True), json_column)
            for each in spark.read.parquet(str(folder / name)).toLocalIterator()
        )
        for name, json_column in (("nodes", "attributes"), ("edges", "qualifiers"))
    )
    return nodes, edges


def _lines(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """Without what is null, as the tables have it where it is of all rows."""
    return {
        json.dumps(
            {name: value for name, value in row.items() if value is not None}, ensure_ascii=False, sort_keys=True
        )
        for row in rows
    }


def _as_in_json(row: dict[str, Any], json_column: str) -> dict[str, Any]:
    row |= json.loads(row.pop(json_column))
    row["evidence"] = [{k: v for k, v in passage.items() if v is not None} for passage in row["evidence"]]
    if len(row.get("seen") or ()) < 2:
        row.pop("seen", None)
    if row["inferred"]:
        assert not row.pop("evidence")
    else:
        row.pop("inferred")
    return row
