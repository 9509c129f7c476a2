from __future__ import annotations

import sys
from pathlib import Path

import pytest

# For `small_graph`, which the tests of this folder share with those beside it
sys.path.insert(0, str(Path(__file__).parents[1]))


@pytest.fixture(scope="session")
def small_ttl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small graph as Turtle, on disk."""
    from small_graph import small_graph

    from kg.export import turtle

    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        turtle.write(small_graph(), stream)
    return path
