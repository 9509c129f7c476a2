"""Which article of a document says what: the passages of the graph by the article in which they stand.

The articles of a document follow one another, and an article's title or a thing that it mentions is known to stand in
it; any other passage stands in the article that has begun last before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, TypeAlias

from kg.graph import Graph

Row: TypeAlias = Mapping[str, Any]
# What a passage may report of a post, and the qualifier with the date of it
_REPORTED = ("start", "end", "over")


class Articles:
    """The articles of a graph, by where they begin."""

    def __init__(self, graph: Graph) -> None:
        first: dict[tuple[str, str], int] = {}
        known = [(node, row) for node, row in graph.nodes(data=True) if row["type"] == "article"]
        known += [(source, row) for source, _, row in graph.edges(data=True) if row["type"] == "mentions"]
        for article, row in known:
            for passage in row.get("evidence", ()):
                key = passage["document"], article
                first[key] = min(first.get(key, passage["start"]), passage["start"])
        begins: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for (document, article), start in first.items():
            begins[document].append((start, article))
        self._begins = {document: sorted(found) for document, found in begins.items()}

    def of(self, passage: Row) -> str | None:
        """The article in which a passage stands; None where the graph has none of its document."""
        begins = self._begins.get(passage["document"])
        if not begins:
            return None
        # What stands before the first, a dateline for one, is of the first
        return begins[max(0, bisect_right(begins, (passage["start"], "\U0010ffff")) - 1)][1]

    def of_edge(self, source: str, target: str, row: Row, passage: Row) -> str | None:
        """The same for a passage of an edge: an edge of an article itself says which."""
        match row["type"]:
            case "mentions":
                return source
            case "wrote":
                return target
        return self.of(passage)

    def shares(self, source: str, target: str, row: Row) -> dict[str | None, Row]:
        """The edge as each article says it: its passages, and the dates that they give. Under None is what no article
        says: all of it, where it was concluded and not read."""
        passages: dict[str | None, list[Row]] = defaultdict(list)
        for passage in row.get("evidence", ()):
            passages[self.of_edge(source, target, row, passage)].append(passage)
        if len(passages) < 2:
            return {next(iter(passages), None): row}
        return {article: _share(row, said) for article, said in passages.items()}


def seen(row: Row) -> list[str]:
    """The dates on which a fact was seen to hold: `as_of`, and `seen` where there are several."""
    return sorted({row["as_of"], *row.get("seen", ())}) if row.get("as_of") else []


def _share(row: Row, said: list[Row]) -> Row:
    """The edge with these of its passages, without the dates that others of its passages give and these do not."""
    given = {(passage.get("says", ""), passage.get("date")) for passage in row["evidence"]}
    here = {(passage.get("says", ""), passage.get("date")) for passage in said}
    elsewhere = {date for _, date in given} - {date for _, date in here}
    share: dict[str, Any] = {**row, "evidence": said}
    for name in ("as_of", "seen"):
        share.pop(name, None)
    if days := [day for day in seen(row) if day not in elsewhere]:
        share |= {"as_of": days[0], "seen": days}
    for word in _REPORTED:
        if (word, row.get(word)) in given - here:
            share.pop(word, None)
    return share
