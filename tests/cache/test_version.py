"""What is kept is never older than the program: its version covers every file that reading a page runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.cache import version

LOADED = """
import sys
import kg.extract.pipeline, kg.resolve.within, kg.recognise.lac, kg.recognise.jieba, kg.cache.findings
print(*(m.__file__ for n, m in sys.modules.items() if n.partition(".")[0] == "kg" and m.__file__), sep="\\n")
"""


def test_every_module_that_reading_a_page_needs_is_covered() -> None:
    loaded = subprocess.run([sys.executable, "-c", LOADED], check=True, capture_output=True, text=True).stdout
    covered = {str(file) for file in version.files()}
    # Where things are kept has no part in what they say
    assert {file for file in loaded.splitlines() if not file.endswith("store.py")} <= covered
    assert {Path(file).suffix for file in covered} >= {".py", ".yaml", ".tsv", ".txt"}


def test_a_changed_file_is_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule, other = tmp_path / "extract" / "rule.py", tmp_path / "cli.py"
    rule.parent.mkdir()
    rule.write_text("1")
    other.write_text("1")
    monkeypatch.setattr(version, "_PACKAGE", tmp_path)

    def taken() -> tuple[str, str]:
        version._hash.cache_clear()
        return version.of_extraction(), version.of_all()

    try:
        first = taken()
        assert taken() == first
        other.write_text("2")
        second = taken()
        assert (second[0] == first[0], second[1] == first[1]) == (True, False)
        rule.write_text("2")
        assert taken()[0] != first[0]
        rule.write_text("1")
        rule.rename(rule.with_name("renamed.py"))
        assert taken()[0] != first[0]
    finally:
        version._hash.cache_clear()
