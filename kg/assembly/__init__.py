"""From resolved articles to the rows of the graph: what each says of a thing, and all that is said of it together."""

from kg.assembly.flow import rows
from kg.assembly.made import EdgeRow, Gone, NodeRow, Row

__all__ = ["EdgeRow", "Gone", "NodeRow", "Row", "rows"]
