from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TextIO

import pytest
from small_graph import small_graph

from kg.errors import KgError
from kg.export import WRITERS, write_all
from kg.export.parts import Parts
from kg.graph import Graph, problems

FILES = ["entities.csv", "graph.graphml", "graph.html", "graph.json", "graph.ttl", "relations.csv"]
# Shuffles nothing by itself: what differs from run to run is the hash seed and the locale
BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from small_graph import small_graph
from kg.export import write_all
write_all(small_graph(), Path(sys.argv[2]))
"""


def test_the_small_graph_keeps_the_contract() -> None:
    assert problems(small_graph()) == []


def test_writes_every_file_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "output"
    paths = write_all(small_graph(), folder)
    assert sorted(path.name for path in folder.iterdir()) == FILES
    assert sorted(paths) == sorted(folder.iterdir())


def test_same_bytes_whatever_the_hash_seed_and_the_locale(tmp_path: Path) -> None:
    def digests(folder: Path, **environment: str) -> dict[str, str]:
        arguments = [sys.executable, "-c", BUILD, str(Path(__file__).parents[1]), str(folder)]
        subprocess.run(arguments, check=True, env={**os.environ, **environment})
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}

    first = digests(tmp_path / "a", PYTHONHASHSEED="1")
    assert sorted(first) == FILES
    assert digests(tmp_path / "b", PYTHONHASHSEED="2", LC_ALL="C", PYTHONUTF8="0") == first
    assert digests(tmp_path / "c", PYTHONHASHSEED="3", LC_ALL="C.UTF-8", TZ="Asia/Tokyo") == first


@pytest.mark.parametrize("name", [name for name in FILES if name != "graph.html"])
def test_lines_end_in_a_line_feed(tmp_path: Path, name: str) -> None:
    write_all(small_graph(), tmp_path)
    content = (tmp_path / name).read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    content.decode("utf-8")


def test_a_failure_leaves_the_previous_files_whole(tmp_path: Path) -> None:
    def fail(graph: Graph, stream: TextIO, parts: Parts) -> None:
        stream.write("half a")
        raise RuntimeError("on purpose")

    (tmp_path / "graph.json").write_text("before", encoding="utf-8")
    with pytest.raises(RuntimeError, match="on purpose"):
        write_all(small_graph(), tmp_path, {"graph.json": WRITERS["graph.json"], "graph.ttl": fail})
    assert [path.name for path in tmp_path.iterdir()] == ["graph.json"]
    assert (tmp_path / "graph.json").read_text(encoding="utf-8") == "before"


def test_a_target_that_is_a_folder_leaves_the_others_whole(tmp_path: Path) -> None:
    (tmp_path / "graph.json").write_text("before", encoding="utf-8")
    (tmp_path / "relations.csv").mkdir()
    with pytest.raises(KgError, match=r"relations\.csv in it is a folder"):
        write_all(small_graph(), tmp_path)
    assert (tmp_path / "graph.json").read_text(encoding="utf-8") == "before"


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_folder_that_cannot_be_is_one_line(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    folder = tmp_path / "file" / below
    with pytest.raises(KgError) as raised:
        write_all(small_graph(), folder)
    assert str(folder) in str(raised.value)
    assert "-o" in str(raised.value)
    assert "\n" not in str(raised.value)
