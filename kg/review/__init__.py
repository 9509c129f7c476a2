"""Which things are one, asked of a reader: the doubtful pairs of a graph, and the decisions on them.

graph.json ─► doubts ─► the reader ─► identity.csv ─► kg build
"""

from kg.review.doubts import Doubt, doubts
from kg.review.references import decided, decision_on, named, reference
from kg.review.session import ANSWERS, ask, listed

__all__ = ["ANSWERS", "Doubt", "ask", "decided", "decision_on", "doubts", "listed", "named", "reference"]
