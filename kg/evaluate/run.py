"""The evaluation from end to end: cut the graph by document, match each against its gold, add up the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.evaluate.gold import gold_sha256, read_gold
from kg.evaluate.match import Counts, Edge, Score, file_name, score_document
from kg.evaluate.report import Evaluation, EvidenceCheck, Passage, Row
from kg.graph import Graph
from kg.vocabulary import VOCABULARY

# Rows of the total, in the order in which they are printed. A quantity counts by recall alone, so it has a row and no
# part in the total; so has `person`, for those whom a text names without a post.
_ENTITY_ROWS = ("district", "official", "journalist", "organization", "project", "campaign", "industry", "event")
_RECALL_ROWS = ("indicator",)
# Who wrote an article and what it mentions follow from the names found, and would count these twice; the parts of a
# campaign are annotated in too few texts to say anything. Each has a row and no part in the total.
_APART = frozenset({"wrote", "mentions", "includes"})


def evaluate(graph: Graph, gold_dir: Path, texts: Path | None = None) -> Evaluation:
    """Hold `graph` against the gold files of `gold_dir`, and its evidence against the texts below `texts`.

    A node speaks of a document if a passage of its evidence is there; an edge likewise, and one without evidence if
    both its ends do. Documents go by their file name: a graph built from a folder above the texts is measured alike.

    Raises `KgError` where a gold file is not gold, or a text is not UTF-8.
    """
    sha256 = gold_sha256(gold_dir)
    by_document = _Documents(graph)
    score = Score()
    for gold in read_gold(gold_dir):
        score_document(gold, by_document.nodes(gold.document), by_document.edges(gold.document), score)
    return Evaluation(
        rows=_rows(score.counts),
        misses=tuple(sorted(score.misses, key=lambda miss: (miss.kind, miss.document))),
        evidence=None if texts is None else _check_evidence(graph, texts),
        gold_sha256=sha256,
    )


class _Documents:
    """The graph cut by document. A node or an edge belongs to every document that its evidence names."""

    def __init__(self, graph: Graph) -> None:
        self._rows: dict[str, Mapping[str, Any]] = dict(graph.nodes(data=True))
        self._nodes: dict[str, dict[str, None]] = {}  # document -> node ids, in the order of the graph
        self._edges: dict[str, list[Edge]] = {}
        spoken: dict[str, set[str]] = {}
        for node, row in self._rows.items():
            spoken[node] = _documents(row)
            for document in spoken[node]:
                self._nodes.setdefault(document, {})[node] = None
        for source, target, row in graph.edges(data=True):
            documents = _documents(row) if row.get("evidence") else spoken[source] & spoken[target]
            for document in documents:
                self._edges.setdefault(document, []).append(Edge(source, target, row))

    def nodes(self, document: str) -> dict[str, Mapping[str, Any]]:
        return {node: self._rows[node] for node in self._nodes.get(document, ())}

    def edges(self, document: str) -> list[Edge]:
        return self._edges.get(document, [])


def _documents(row: Mapping[str, Any]) -> set[str]:
    return {file_name(evidence) for evidence in row.get("evidence") or ()}


def _rows(counts: Mapping[str, Counts]) -> tuple[Row, ...]:
    entities = [name for name in (*_ENTITY_ROWS, *_RECALL_ROWS) if name in counts]
    relations = sorted(name for name in counts if name in VOCABULARY.relations and name not in _APART)
    others = sorted(set(counts) - {*entities, *relations})
    totalled = [name for name in entities if name not in _RECALL_ROWS]
    return (
        *(_row(name, [counts[name]]) for name in [*others, *entities]),
        _row("ENTITIES", (counts[name] for name in totalled)),
        *(_row(name, [counts[name]]) for name in relations),
        _row("RELATIONS", (counts[name] for name in relations)),
    )


def _row(name: str, counts: Iterable[Counts]) -> Row:
    parts = list(counts)
    return Row(name, sum(c.gold for c in parts), sum(c.hit for c in parts), sum(c.wrong for c in parts))


def _check_evidence(graph: Graph, texts: Path) -> EvidenceCheck:
    read: dict[str, str | None] = {}
    spans, bare, bad = 0, 0, []
    facts = [row for _, row in graph.nodes(data=True)] + [row for _, _, row in graph.edges(data=True)]
    for fact in facts:
        evidence = fact.get("evidence") or []
        bare += not evidence and not fact.get("inferred")
        spans += len(evidence)
        for row in evidence:
            passage = Passage(row["document"], row["start"], row["end"], row["text"])
            if passage.document not in read:
                read[passage.document] = _text(texts / passage.document)
            text = read[passage.document]
            if not passage.text or text is None or text[passage.start : passage.end] != passage.text:
                bad.append(passage)
    return EvidenceCheck(spans, tuple(bad), bare)


def _text(path: Path) -> str | None:
    """The file as it stands, line ends included, or None where there is none: its evidence is bad, not the call."""
    if not path.is_file():
        return None
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise KgError(
            f"{path}: not UTF-8, so its evidence cannot be checked; convert it or leave out --texts"
        ) from error
