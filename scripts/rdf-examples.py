"""Put the examples into docs/rdf.md: one fact of each relation, and things of each type, as a build writes them.

    python scripts/rdf-examples.py

What stands between a mark such as <!-- fact holds_post --> or <!-- thing district --> and the end of the code block
behind it is made from the small graph of the tests; tests/export/test_guide.py fails where it is stale.
"""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, serialize

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from full_graph import full_graph  # noqa: E402

from kg.export import dataset, facts, things  # noqa: E402
from kg.export.rdf import ordered  # noqa: E402
from kg.export.terms import BASE, Statement, names  # noqa: E402

GUIDE = ROOT / "docs" / "rdf.md"
_MARK = re.compile(r"(<!-- (fact|thing|whole) ?(\w*) -->\n```turtle\n).*?(?=```\n)", re.DOTALL)


def _turtle(found: list[Statement]) -> str:
    stream = BytesIO()
    rows = (Triple(*statement) for statement in ordered(found))
    prefixes = names().prefixes
    serialize(rows, stream, RdfFormat.TURTLE, prefixes=prefixes, base_iri=BASE)
    lines = stream.getvalue().decode("utf-8").split("\n")
    return "\n".join(line.replace("\t", "    ") for line in lines if not line.startswith(("@prefix", "@base")))


def example(kind: str, name: str) -> str:
    """The Turtle of the first fact of a relation, of the first thing of a type, or of the data set."""
    graph = full_graph()
    match kind:
        case "whole":
            return _turtle(list(dataset.statements(graph, names(), ["2023/青禾日报.txt"])))
        case "thing":
            node = next(node for node, row in graph.nodes(data=True) if row["type"] == name)
            row = graph.nodes[node]
            return _turtle([*things.statements(graph, names(), node), *things.origins(names(), node, row)])
    source, target, row = next(each for each in graph.edges(data=True) if each[2]["type"] == name)
    return _turtle(list(facts.statements(graph, names(), facts.fact_name(source, target, row), source, target, row)))


def filled(guide: str) -> str:
    """The guide with every example as it is today."""
    return _MARK.sub(lambda found: found[1] + example(found[2], found[3]), guide)


if __name__ == "__main__":
    GUIDE.write_text(filled(GUIDE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    print(GUIDE)
