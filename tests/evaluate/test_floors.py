"""Floors: nothing sinks below them unseen, and none is lowered unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.errors import KgError
from kg.evaluate import Evaluation, EvidenceCheck, Row, check_floors, write_floors


def evaluation(hit: int = 2, gold_sha256: str = "a" * 64, evidence: EvidenceCheck | None = None) -> Evaluation:
    """Three officials of whom `hit` are found and none is wrong; a person too many."""
    rows = (Row("person", 0, 0, 1), Row("official", 3, hit, 0), Row("ENTITIES", 3, hit, 0))
    return Evaluation(rows, (), evidence, gold_sha256)


def test_what_was_written_is_met_and_more_is_welcome(tmp_path: Path) -> None:
    path = tmp_path / "floors.yaml"
    write_floors(evaluation(), path)
    # 2 of 3 found: F1 = 2 * 1 * (2/3) / (5/3) = 0.8; the gold has no `person`, so there is nothing to pin
    assert yaml.safe_load(path.read_text(encoding="utf-8")) == {
        "gold_sha256": "a" * 64,
        "floors": {"official": 0.8, "ENTITIES": 0.8},
    }
    assert check_floors(evaluation(), path) == []
    assert check_floors(evaluation(hit=3), path) == []
    assert list(tmp_path.iterdir()) == [path]


def test_floors_are_rounded_down(tmp_path: Path) -> None:
    path = tmp_path / "floors.yaml"
    third = Evaluation((Row("official", 3, 1, 2),), (), None, "a" * 64)
    write_floors(third, path)
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["floors"]["official"] == 0.3333
    assert check_floors(third, path) == []


def test_falling_short_is_told(tmp_path: Path) -> None:
    path = tmp_path / "floors.yaml"
    write_floors(evaluation(), path)
    assert check_floors(evaluation(hit=1), path) == [
        "official F1 0.5000 is below its floor 0.8000",
        "ENTITIES F1 0.5000 is below its floor 0.8000",
    ]


def test_gold_that_changed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "floors.yaml"
    write_floors(evaluation(), path)
    (message,) = check_floors(evaluation(gold_sha256="b" * 64), path)
    assert "the gold changed under the floors" in message
    assert "aaaaaaaaaaaa" in message
    assert "bbbbbbbbbbbb" in message


def test_a_row_that_is_gone_falls_short(tmp_path: Path) -> None:
    path = tmp_path / "floors.yaml"
    write_floors(evaluation(evidence=EvidenceCheck(5, (), 0)), path)
    assert check_floors(evaluation(), path) == ["evidence was not measured; its floor is 1.0000"]


def test_lowering_takes_a_word(tmp_path: Path) -> None:
    path = tmp_path / "floors.yaml"
    write_floors(evaluation(), path)
    before = path.read_bytes()
    with pytest.raises(KgError, match=r"official 0\.8000 -> 0\.5000"):
        write_floors(evaluation(hit=1), path)
    assert path.read_bytes() == before
    write_floors(evaluation(hit=1), path, allow_lower=True)
    assert check_floors(evaluation(hit=1), path) == []


def test_dropping_is_lowering(tmp_path: Path) -> None:
    path = tmp_path / "floors.yaml"
    write_floors(evaluation(evidence=EvidenceCheck(5, (), 0)), path)
    with pytest.raises(KgError, match=r"evidence 1\.0000 -> not measured"):
        write_floors(evaluation(hit=3), path)


@pytest.mark.parametrize(
    "content", ["", "floors: {official: 1}", "gold_sha256: a\nfloors: {official: high}", "{", "- 1"]
)
def test_not_floors(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KgError, match=r"floors\.yaml: not a file of floors"):
        check_floors(evaluation(), path)
    with pytest.raises(KgError, match=r"none\.yaml: no such file"):
        check_floors(evaluation(), tmp_path / "none.yaml")
