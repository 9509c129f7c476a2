"""How good a graph is, measured against gold made by hand.

    read gold ─► part of the graph that speaks of the document ─► match ─► Evaluation ─► table, JSON, floors

`evaluate(graph, gold_dir)` gives precision, recall and F1 for each type of entity and relation, with totals, and names
every miss. `check_floors` says what has fallen below the figures pinned in a file, `write_floors` pins the figures of
today and never lowers one unasked.

The format of the gold is told in `kg.evaluate.gold`, what counts as found in `kg.evaluate.match`.
"""

from kg.evaluate.floors import check_floors, write_floors
from kg.evaluate.report import Evaluation, EvidenceCheck, Miss, Passage, Row
from kg.evaluate.run import evaluate

__all__ = [
    "Evaluation",
    "EvidenceCheck",
    "Miss",
    "Passage",
    "Row",
    "check_floors",
    "evaluate",
    "write_floors",
]
