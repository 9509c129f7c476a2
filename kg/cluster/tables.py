"""Nodes and edges as Parquet: a row each, evidence as a list of structures, what is not common to all as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.assembly import EdgeRow, NodeRow, Row

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import SparkSession

PASSAGE = "array<struct<document:string,start:int,end:int,text:string,date:string,says:string>>"
NODES = (
    "id string, type string, name string, aliases array<string>, attributes string, inferred boolean, "
    f"evidence {PASSAGE}"
)
EDGES = (
    "source string, type string, target string, qualifiers string, as_of string, seen array<string>, "
    f"inferred boolean, evidence {PASSAGE}"
)
_OF_ALL_NODES = frozenset({"type", "name", "aliases", "inferred", "evidence"})
_OF_ALL_EDGES = frozenset({"type", "as_of", "seen", "inferred", "evidence"})
_PLACE = ("document", "start", "end", "text", "date", "says")


def write_nodes(spark: SparkSession, rows: RDD[Row], folder: str) -> None:
    """Write the nodes into a folder of Parquet files. `attributes` is a JSON object of what their type adds."""
    spark.createDataFrame(rows.flatMap(_node), NODES, verifySchema=False).write.parquet(folder)


def write_edges(spark: SparkSession, rows: RDD[Row], folder: str) -> None:
    """Write the edges into a folder of Parquet files. `qualifiers` is a JSON object."""
    spark.createDataFrame(rows.flatMap(_edge), EDGES, verifySchema=False).write.parquet(folder)


def _node(node: Row) -> Iterator[tuple[Any, ...]]:
    if isinstance(node, NodeRow):
        row = node.row
        told = row["type"], row["name"], row.get("aliases", []), _json(row, _OF_ALL_NODES)
        yield node.id, *told, bool(row.get("inferred")), _evidence(row)


def _edge(edge: Row) -> Iterator[tuple[Any, ...]]:
    if isinstance(edge, EdgeRow):
        row = edge.row
        seen = row.get("seen") or ([row["as_of"]] if row.get("as_of") else [])
        told = _json(row, _OF_ALL_EDGES), row.get("as_of"), seen, bool(row.get("inferred"))
        yield edge.source, row["type"], edge.target, *told, _evidence(row)


def _json(row: Mapping[str, Any], without: frozenset[str]) -> str:
    rest = {name: row[name] for name in sorted(row.keys() - without)}
    return json.dumps(rest, ensure_ascii=False, allow_nan=False)


def _evidence(row: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return [tuple(passage.get(name) for name in _PLACE) for passage in row.get("evidence", ())]
