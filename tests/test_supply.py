"""What the program is made of besides itself: versions, hashes, licences; and a wheel that works by itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from running import PAGE, ROOT

sys.path.insert(0, str(ROOT / "scripts"))

import supply

PLAIN = ROOT / "docs" / "dependencies.md"


def test_every_package_that_is_installed_is_pinned_and_has_a_hash() -> None:
    needed = supply.closure(("dev",))
    pins, known = supply.pinned(), supply.hashes()
    assert set(needed) <= set(pins), "run scripts/supply.py pins and hashes"
    assert {name: version for name, (version, _) in known.items()} == pins, "run scripts/supply.py hashes"
    assert {name: each.version for name, each in needed.items()} == {name: pins[name] for name in needed}


@pytest.mark.parametrize("file", [supply.PINS, supply.HASHES, supply.BILL], ids=lambda path: path.name)
def test_no_address_is_in_them(file: Path) -> None:
    assert not re.search(r"https?:|--index|--extra|--find", file.read_text(encoding="utf-8"))


def test_no_licence_is_one_that_may_not_be() -> None:
    assert supply.forbidden() == []
    assert supply.forbidden(supply.EXTRAS) == []


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("LGPL-2.1-or-later", False),
        ("AGPL-3.0", False),
        ("GNU General Public License v3", False),
        ("MPL-1.1 OR GPL-2.0-only", True),
        ("", False),
    ],
)
def test_what_may_be(licence: str, allowed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supply, "closure", lambda extras=(): {"some": metadata.distribution("click")})
    monkeypatch.setattr(supply, "licence", lambda distribution: licence)
    assert (supply.forbidden() == []) is allowed


def test_the_bill_of_materials_is_of_what_is_installed() -> None:
    assert json.loads(supply.BILL.read_text(encoding="utf-8")) == supply.bill(), "run scripts/supply.py bill"


def test_every_direct_dependency_is_told_and_why() -> None:
    told = PLAIN.read_text(encoding="utf-8").lower()
    for line in supply._required(supply.OURS, metadata.distribution(supply.OURS)):
        name = re.match(r"[\w.-]+", line)
        assert name is not None
        assert name[0] == supply.OURS or name[0].lower() in told, f"{name[0]} is not in docs/dependencies.md"


def test_a_wheel_works_in_an_environment_of_its_own(tmp_path: Path) -> None:
    """Its libraries are those of this environment; the program itself is nowhere but in the wheel."""
    run = {"check": True, "capture_output": True, "timeout": 240, "cwd": tmp_path}
    source = tmp_path / "source"
    source.mkdir()
    for name in ("kg", "pyproject.toml", "README.md", "LICENSE"):
        os.symlink(ROOT / name, source / name)
    built = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        tmp_path,
        source,
    ]
    subprocess.run(built, **run)  # type: ignore[call-overload]
    (wheel,) = tmp_path.glob("*.whl")
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "kg").rglob("*") if path.is_file()}
    files = {name for name in files if "__pycache__" not in name and "/." not in name}
    assert {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("kg/")} == files

    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "clean"], **run)  # type: ignore[call-overload]
    python = tmp_path / "clean" / "bin" / "python"
    place = Path(sysconfig.get_path("purelib", vars={"base": str(tmp_path / "clean")}))
    (place / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    code = "import kg, sys; from kg.cli import run; print(kg.__file__); sys.exit(run(sys.argv[1:]))"
    command = [python, "-c", code, "build", "a.txt", "-o", "output", "--no-cache"]
    done = subprocess.run(command, env=environment, **run)  # type: ignore[call-overload]
    assert done.stdout.decode("utf-8").splitlines()[0] == str(place / "kg" / "__init__.py")
    assert "林远舟" in (tmp_path / "output" / "graph.json").read_text(encoding="utf-8")
