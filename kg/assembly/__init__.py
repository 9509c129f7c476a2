"""From resolved articles to the rows of the graph: what each says of a thing, and all that is said of it together."""

from kg.assembly.flow import rows
from kg.assembly.made import EdgeRow, NodeRow, Row

__all__ = ["EdgeRow", "NodeRow", "Row", "rows"]
