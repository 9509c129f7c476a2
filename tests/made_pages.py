"""Made-up pages of one county's paper, built into a graph by the extractors that a build uses."""

from __future__ import annotations

from made_reading import recogniser

from kg.extract.pipeline import read_page
from kg.graph import Graph, assemble, problems
from kg.model import Page

COUNTY = "岚皋县"


def page(day: str, text: str) -> str:
    """A page of one article, dated as in 2022年5月3日."""
    return f"## {COUNTY}动态\n\n本报{day}讯（记者 纪一鸣） {text}\n"


def built(*pages: tuple[str, str]) -> Graph:
    """The graph of pages, each (day, text); the first is 0.txt. Fails where the graph breaks the vocabulary."""
    found = []
    for number, (day, text) in enumerate(pages):
        found += read_page(Page(f"{number}.txt", page(day, text)), recogniser())
    graph = assemble(found)
    assert problems(graph) == []
    return graph


def node(graph: Graph, name: str) -> str:
    """The id of the one node of that name."""
    (found,) = [each for each, row in graph.nodes(data=True) if row["name"] == name]
    return found


def posts(graph: Graph, person: str = "") -> list[dict[str, object]]:
    """The edges of posts (of one person, if given), without their passages."""
    return [
        {key: value for key, value in row.items() if key not in ("type", "evidence")}
        for source, _, row in graph.edges(data=True)
        if row["type"] == "holds_post" and person in ("", graph.nodes[source]["name"])
    ]
