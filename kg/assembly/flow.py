"""The rows of the graph of a collection, whichever engine makes them.

found ─► resolved ─► what each article says, by node ─► a node and its edges
"""

from __future__ import annotations

from kg.assembly.made import Making, Row
from kg.assembly.told import of_article, of_person
from kg.engine.rows import Rows
from kg.model import Findings
from kg.resolve.flow import resolved
from kg.resolve.identity import Decisions


def rows(found: Rows[Findings], decisions: Decisions | None = None) -> Rows[Row]:
    """The nodes and edges of what the articles say, in no promised order.

    `found` is in the order of the articles, with what is one within an article settled (`within.resolve`). An edge may
    lead from or to a node that is not there, for no text names it: such an edge is none.
    """
    result = resolved(found, decisions)
    told = result.articles.mapped(of_article).plus(result.persons.mapped(of_person))
    return told.grouped(Making(result.told), several=True)
