from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# For what the tests of this folder share with those beside it
sys.path.insert(0, str(Path(__file__).parents[1]))

from serving import Server, serving


@pytest.fixture(scope="session")
def small_ttl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small graph as Turtle, with a page beside it."""
    from small_graph import small_graph

    from kg.export import html, turtle

    path = tmp_path_factory.mktemp("served") / "graph.ttl"
    for file, write in ((path, turtle.write), (path.with_suffix(".html"), html.write)):
        with file.open("w", encoding="utf-8", newline="\n") as stream:
            write(small_graph(), stream)
    return path


@pytest.fixture(scope="session")
def server(small_ttl: Path) -> Iterator[Server]:
    with serving(small_ttl, "--rows", "1000", "--seconds", "2") as running:
        yield running
