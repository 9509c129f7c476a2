"""Floors: the figures that must not be fallen short of, pinned beside the hash of the gold they were measured on.

gold_sha256: 9f2c...
floors:
  official: 0.9474
  ENTITIES: 0.9012
"""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from pathlib import Path

import yaml

from kg.errors import KgError
from kg.evaluate.report import Evaluation

_PLACES = 10_000
_SLACK = 1e-9  # of a sum of floats, not of quality

_HEADER = """\
# F1 that must not be fallen short of, by row of the report, measured on the gold with this hash.
# Written by the program; a floor is lowered only on purpose.
"""


@dataclass(frozen=True)
class _Floors:
    gold_sha256: str
    floors: dict[str, float]


def check_floors(evaluation: Evaluation, path: Path) -> list[str]:
    """What falls short of the floors of `path`, a line each; a line as well if the gold is not the one they stand on.

    Raises `KgError` where the file cannot be read as floors.
    """
    pinned = _read(path)
    short = []
    if pinned.gold_sha256 != evaluation.gold_sha256:
        short.append(
            f"the gold changed under the floors of {path}: measured on {pinned.gold_sha256[:12]}, "
            f"now {evaluation.gold_sha256[:12]}; look at the new figures and write the floors again"
        )
    scores = evaluation.f1()
    for name, floor in pinned.floors.items():
        if name not in scores:
            short.append(f"{name} was not measured; its floor is {floor:.4f}")
        elif scores[name] < floor - _SLACK:
            short.append(f"{name} F1 {scores[name]:.4f} is below its floor {floor:.4f}")
    return short


def write_floors(evaluation: Evaluation, path: Path, allow_lower: bool = False) -> None:
    """Pin the figures of `evaluation` in `path`: every row that the gold speaks of, the totals, and `evidence`.

    Raises `KgError` naming every floor that would sink or go, unless `allow_lower`; nothing is written then.
    """
    measured = {row.name for row in evaluation.rows if row.gold}
    floors = {name: _down(score) for name, score in evaluation.f1().items() if name in measured or name == "evidence"}
    if path.exists() and not allow_lower:
        lower = [
            f"{name} {floor:.4f} -> " + (f"{floors[name]:.4f}" if name in floors else "not measured")
            for name, floor in _read(path).floors.items()
            if floors.get(name, -1.0) < floor - _SLACK
        ]
        if lower:
            raise KgError(f"{path}: would lower {', '.join(lower)}; mend it, or allow it explicitly")
    data = {"gold_sha256": evaluation.gold_sha256, "floors": floors}
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(_HEADER + yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
        os.replace(part, path)
    except OSError as error:
        raise KgError(f"{path}: cannot be written ({error.strerror}); name a file that can") from error


def _down(score: float) -> float:
    """Rounded down: a floor must not lie above the figure it was taken from."""
    return math.floor(score * _PLACES + _SLACK) / _PLACES


def _read(path: Path) -> _Floors:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        sha256, floors = data["gold_sha256"], data["floors"]
        return _Floors(str(sha256), {str(name): float(floor) for name, floor in floors.items()})
    except FileNotFoundError:
        raise KgError(f"{path}: no such file; write the floors first") from None
    except OSError as error:
        raise KgError(f"{path}: cannot be read ({error.strerror}); name a file of floors") from error
    except (UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise KgError(f"{path}: not a file of floors; it must have gold_sha256 and floors, write it again") from error
