"""The outcome of an evaluation: rows of figures, what was missed or wrong, and whether the evidence holds."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from rich.console import Group
from rich.table import Table
from rich.text import Text

TOTALS = ("ENTITIES", "RELATIONS")
EVIDENCE = "evidence"


@dataclass(frozen=True)
class Row:
    """One row of figures: how many the gold has, how many of them were found, how many were said and are wrong."""

    name: str
    gold: int
    hit: int
    wrong: int

    @property
    def precision(self) -> float:
        """Share of what was said that is right, 0 to 1; 1 where nothing was said and nothing was to be said."""
        said = self.hit + self.wrong
        if not said:
            return 0.0 if self.gold else 1.0
        return self.hit / said

    @property
    def recall(self) -> float:
        """Share of the gold that was found, 0 to 1."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Passage:
    """Words of a document; `start` and `end` count code points of the decoded file."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Miss:
    """One thing that was not found, or that should not be there. What is wrong has the passage that the graph gives."""

    kind: Literal["missed", "wrong"]
    row: str
    document: str
    what: str
    evidence: Passage | None = None

    def __str__(self) -> str:
        line = f"{self.kind:6}  {self.document}: {self.what}"
        if self.evidence:
            text = " ".join(self.evidence.text.split())
            line += f"  「{text}」 {self.evidence.start}-{self.evidence.end}"
        return line


@dataclass(frozen=True)
class EvidenceCheck:
    """Spans in the graph, spans that are not what the text says, facts with neither evidence nor `inferred`."""

    spans: int
    bad: tuple[Passage, ...]
    facts_without: int

    @property
    def f1(self) -> float:
        """1 where every fact has evidence and all of it holds, else 0: nearly right evidence is not evidence."""
        return 1.0 if self.spans and not self.bad and not self.facts_without else 0.0


@dataclass(frozen=True)
class Evaluation:
    """The figures of a graph. `evidence` is None where no texts were given to hold it against."""

    rows: tuple[Row, ...]
    misses: tuple[Miss, ...]
    evidence: EvidenceCheck | None
    gold_sha256: str

    def f1(self) -> dict[str, float]:
        """F1 by row, not rounded; `evidence` among them if it was checked."""
        scores = {row.name: row.f1 for row in self.rows}
        if self.evidence:
            scores[EVIDENCE] = self.evidence.f1
        return scores

    def figures(self) -> dict[str, dict[str, float]]:
        """Figures by row as plain data: gold, hit, wrong, and precision, recall, f1 to four places."""
        figures: dict[str, dict[str, float]] = {
            row.name: {
                "gold": row.gold,
                "hit": row.hit,
                "wrong": row.wrong,
                "precision": round(row.precision, 4),
                "recall": round(row.recall, 4),
                "f1": round(row.f1, 4),
            }
            for row in self.rows
        }
        if self.evidence:
            figures[EVIDENCE] = {
                "spans": self.evidence.spans,
                "bad": len(self.evidence.bad),
                "facts_without": self.evidence.facts_without,
                "f1": self.evidence.f1,
            }
        return figures

    def to_json(self) -> str:
        """The figures, the misses and the bad spans as JSON: {figures, misses, bad_evidence, gold_sha256}."""
        data: dict[str, Any] = {
            "gold_sha256": self.gold_sha256,
            "figures": self.figures(),
            "misses": [asdict(miss) for miss in self.misses],
            "bad_evidence": [asdict(passage) for passage in self.evidence.bad] if self.evidence else [],
        }
        return json.dumps(data, ensure_ascii=False, indent=1)

    def table(self) -> Group:
        """The figures for the terminal; a line below them says how the evidence stands."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("")
        for heading in ("gold", "hit", "wrong", "P", "R", "F1"):
            table.add_column(heading, justify="right")
        for row in self.rows:
            shares = [f"{share:.3f}" for share in (row.precision, row.recall, row.f1)]
            style = "bold" if row.name in TOTALS else None
            table.add_row(Text(row.name), str(row.gold), str(row.hit), str(row.wrong), *shares, style=style)
        if not self.evidence:
            return Group(table)
        check = self.evidence
        spans = f"{check.spans} spans, {len(check.bad)} do not match the text, {check.facts_without} facts have none"
        return Group(table, Text(f"{EVIDENCE}: {spans}"))
