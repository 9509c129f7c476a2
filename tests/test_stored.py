"""A graph on the disk is read as the one in memory: the same rows in the same order, and the same files."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from running import PAGE, ROOT, SECOND, Fingerprint

import kg.graph as graph_module
import kg.stored as stored_module
from kg.assembly import EdgeRow, Gone, NodeRow, Row
from kg.build import build
from kg.engine import disk
from kg.errors import KgError
from kg.export import WRITERS
from kg.export.parts import Parts
from kg.graph import Graph, graph_of, load
from kg.stored import in_memory, stored


@pytest.fixture(scope="module")
def rows(seeds_built: Path) -> list[Row]:
    """The rows of the sample pages, in no order, with a few that a graph does not take."""
    graph = load(seeds_built / "graph.json")
    found: list[Row] = [NodeRow(node, dict(row)) for node, row in graph.nodes(data=True)]
    for source, target, row in graph.edges(data=True):
        own = {name: str(value) for name, value in row.items() if name not in ("type", "evidence", "seen", "inferred")}
        found.append(EdgeRow(source, row["type"], target, tuple(sorted(own.items())), dict(row)))
    some = next(row for row in found if isinstance(row, EdgeRow))
    found += [Gone("project:无"), some._replace(target="project:无"), some._replace(source="district:\udce4")]
    random.Random(7).shuffle(found)
    return found


def read(graph: Graph) -> list[object]:
    """All that a reader of a graph may ask for."""
    nodes = list(graph)
    return [
        nodes,
        list(graph.nodes(data=True)),
        list(graph.edges(data=True, keys=True)),
        [list(graph.out_edges(node, data=True)) for node in nodes],
        [list(graph.in_edges(node, data=True)) for node in nodes],
        [graph.nodes[node]["name"] for node in reversed(nodes)],
        len(graph),
        graph.number_of_edges(),
        [int(graph.degree(node)) for node in nodes],
        ["district:\udce4" in graph, nodes[0] in graph],
    ]


def test_it_is_read_as_one_in_memory(rows: list[Row], tmp_path: Path) -> None:
    plain = graph_of(rows)
    with stored(rows, tmp_path, generator="kg") as graph:
        assert (in_memory(graph), in_memory(plain)) == (False, True)
        assert read(graph) == read(plain)
        assert read(graph.copy(as_view=True)) == read(plain)
        with pytest.raises(KeyError):
            graph.nodes["project:无"]
        with pytest.raises(KeyError):
            graph.adj["project:无"]


@pytest.mark.parametrize("name", WRITERS)
def test_every_file_of_it_has_the_same_bytes(name: str, rows: list[Row], tmp_path: Path) -> None:
    def file(graph: Graph) -> str:
        stream = io.StringIO()
        WRITERS[name](graph, stream, Parts(graph))
        return stream.getvalue()

    with stored(rows, tmp_path, generator="kg") as graph:
        plain = graph_of(rows)
        plain.graph["generator"] = "kg"
        assert file(graph) == file(plain)


def test_a_build_that_goes_to_the_disk_writes_the_same_files(
    seeds_built: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, fingerprint: Fingerprint
) -> None:
    build([ROOT / "seeds"], tmp_path / "fill", cache=cache)
    monkeypatch.setattr(graph_module, "HELD", 50)
    monkeypatch.setattr(disk.DiskRows.__init__, "__defaults__", (2000,))
    build([ROOT / "seeds"], tmp_path / "disk", cache=cache)
    build([ROOT / "seeds"], tmp_path / "again", cache=cache)
    assert fingerprint(tmp_path / "disk") == fingerprint(tmp_path / "again") == fingerprint(seeds_built)
    assert {each.name for each in tmp_path.iterdir()} == {"fill", "disk", "again"}


def test_what_concerns_one_district(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "texts" / "b.txt").write_text(SECOND, encoding="utf-8")
    far = "## 大名县召开项目推进会\n\n本报讯 2023年5月12日，大名县项目推进会召开，县委书记贺知微出席会议并讲话。\n"
    (tmp_path / "texts" / "c.txt").write_text(far, encoding="utf-8")
    build([tmp_path / "texts"], tmp_path / "all", "jieba")
    build([tmp_path / "texts"], tmp_path / "one", "jieba", only="清河县")
    whole, part = load(tmp_path / "all" / "graph.json"), load(tmp_path / "one" / "graph.json")
    names = {row["name"] for _, row in part.nodes(data=True)}
    assert names >= {"清河县", "邢台市", "河北省", "葛仙庄镇", "林远舟", "纪一鸣"}
    assert not names & {"大名县", "邯郸市", "贺知微"}
    assert all(whole.nodes[node] == row for node, row in part.nodes(data=True))
    between = [(a, b, row) for a, b, row in whole.edges(data=True) if a in part and b in part]
    assert list(part.edges(data=True)) == between
    with pytest.raises(KgError, match="--only 无名县: no district is called so"):
        build([tmp_path / "texts"], tmp_path / "none", "jieba", only="无名县")
    assert not (tmp_path / "none").exists()


def test_what_is_looked_up_is_read_without_its_passages(
    rows: list[Row], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A county may have a hundred thousand of them, and is asked for its name by all that lies in it."""
    plain = graph_of(rows)
    with stored(rows, tmp_path, generator="kg") as graph:
        read: list[str] = []
        evidence = stored_module._File.evidence
        monkeypatch.setattr(
            stored_module._File, "evidence", lambda file, query, key: read.append(query) or evidence(file, query, key)
        )
        for node in plain:
            assert graph.nodes[node]["name"] == plain.nodes[node]["name"]
            assert [row["type"] for *_, row in graph.out_edges(node, data=True)] == [
                row["type"] for *_, row in plain.out_edges(node, data=True)
            ]
        assert read == []
        node = next(node for node, row in plain.nodes(data=True) if row.get("evidence"))
        assert graph.nodes[node]["evidence"] == plain.nodes[node]["evidence"]
        assert len(read) == 1
