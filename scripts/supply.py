"""What the program is made of besides itself: pinned versions, hashes, licences, a bill of materials.

    python scripts/supply.py pins       write constraints.txt: the versions that are installed
    python scripts/supply.py hashes     write hashes.txt: a hash of each file that pip takes for them, on this platform
    python scripts/supply.py bill       write docs/sbom.json: what the default installation and its extras consist of
    python scripts/supply.py licences   print the licence of every package; exit with 1 where one is not allowed
    python scripts/supply.py audit      ask pip-audit for known weaknesses of the pinned versions (needs the network)

`pip install --require-hashes -r hashes.txt` installs nothing but the files that the tests ran on.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
OURS = "localgov-kg"
PINS, HASHES, BILL = ROOT / "constraints.txt", ROOT / "hashes.txt", ROOT / "docs" / "sbom.json"
EXTRAS = ("html", "docx", "pdf", "spark")

# What the texts of licences are called in the metadata of packages, by the identifier of SPDX
_SPDX = {
    "Apache-2.0": r"apache",
    "MPL-2.0": r"mpl|mozilla",
    "LGPL-3.0-or-later": r"lgpl|lesser general",
    "GPL-2.0-or-later": r"gpl|general public",
    "PSF-2.0": r"psf|python software foundation",
    "ISC": r"\bisc\b",
    "W3C": r"w3c",
    "Unlicense": r"unlicense|public domain|cc0",
    "BSD-3-Clause": r"bsd",
    "MIT": r"mit\b|expat|mit license",
    "HPND": r"historical permission|zpl|zope",
}
COPYLEFT = re.compile(r"\b[AL]?GPL|general public", re.IGNORECASE)
# Read by hand, where the metadata says nothing that can be read by program
KNOWN = {
    "jieba": "MIT",
    "owlrl": "W3C",
    "pyvis": "BSD-3-Clause",
    "texttable": "MIT",
    "tld": "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later",  # taken under the first
}


def closure(extras: tuple[str, ...] = (), of: str = OURS) -> dict[str, metadata.Distribution]:
    """The packages that ours needs with such extras, with what they need, by name; without ours."""
    found: dict[str, metadata.Distribution] = {}
    seen: set[tuple[str, tuple[str, ...]]] = set()

    def walk(name: str, wanted: tuple[str, ...]) -> None:
        if (name, wanted) in seen:
            return
        seen.add((name, wanted))
        distribution = metadata.distribution(name)
        if name != OURS:
            found[name] = distribution
        for line in _required(name, distribution):
            need = Requirement(line)
            if any(need.marker is None or need.marker.evaluate({"extra": extra}) for extra in (*wanted, "")):
                walk(canonicalize_name(need.name), tuple(sorted(need.extras)))

    walk(of, extras)
    return dict(sorted(found.items()))


def _required(name: str, distribution: metadata.Distribution) -> list[str]:
    """What a package says that it needs; of ours what pyproject.toml says, whatever was installed."""
    if name != OURS:
        return distribution.requires or []
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    more = project["optional-dependencies"]
    return [*project["dependencies"], *(f'{need} ; extra == "{extra}"' for extra in more for need in more[extra])]


def licence(distribution: metadata.Distribution) -> str:
    """What a package says of its licence: an expression of SPDX where it gives one, or the best that can be read."""
    said = distribution.metadata
    name = canonicalize_name(said["Name"])
    if name in KNOWN:
        return KNOWN[name]
    if expression := said.get("License-Expression"):
        return str(expression)
    classed = [each.split(" :: ")[-1] for each in said.get_all("Classifier") or [] if each.startswith("License ::")]
    words = " ".join(classed) or str(said.get("License") or "").strip().split("\n")[0]
    return next((name for name, pattern in _SPDX.items() if re.search(pattern, words, re.IGNORECASE)), words)


def forbidden(extras: tuple[str, ...] = ()) -> list[str]:
    """The packages of an installation whose licence is not allowed: copyleft without another to choose, or not told."""
    wrong = []
    for name, distribution in closure(extras).items():
        said = licence(distribution)
        choices = re.split(r"\s+OR\s+", said)
        if not said or all(COPYLEFT.search(choice) for choice in choices):
            wrong.append(f"{name}: {said or 'no licence told'}")
    return wrong


def hashes() -> dict[str, tuple[str, str]]:
    """Version and hash of each package, as hashes.txt has them."""
    rows = re.findall(r"^(\S+)==(\S+) --hash=sha256:([0-9a-f]{64})$", HASHES.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(name): (version, digest) for name, version, digest in rows}


def pinned() -> dict[str, str]:
    """The version of each package, as constraints.txt has them."""
    rows = (line.strip() for line in PINS.read_text(encoding="utf-8").splitlines())
    return {canonicalize_name(n): v for n, _, v in (row.partition("==") for row in rows if row and row[0] != "#")}


def write_pins() -> None:
    """Write the versions that are installed."""
    found = closure(("dev",))
    lines = sorted((f"{each.metadata['Name']}=={each.version}" for each in found.values()), key=str.casefold)
    head = "# What the tests ran on. pip install -c constraints.txt -e .[dev]\n"
    PINS.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def write_hashes() -> None:
    """Ask pip which files it would take for the pinned versions, and write their hashes."""
    with tempfile.TemporaryDirectory() as place:
        report, wanted = Path(place) / "report.json", Path(place) / "wanted.txt"
        wanted.write_text("".join(f"{name}=={version}\n" for name, version in pinned().items()), encoding="utf-8")
        options = ["--dry-run", "--quiet", "--ignore-installed", "--no-deps", "--report", str(report)]
        subprocess.run([sys.executable, "-m", "pip", "install", *options, "-r", str(wanted)], check=True)
        rows = json.loads(report.read_text(encoding="utf-8"))["install"]
    lines = sorted(
        f"{canonicalize_name(row['metadata']['name'])}=={row['metadata']['version']} "
        f"--hash=sha256:{row['download_info']['archive_info']['hashes']['sha256']}"
        for row in rows
    )
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    head = (
        f"# The files that the tests ran on, with Python {python} on {sys.platform}; made by scripts/supply.py hashes\n"
    )
    HASHES.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def bill() -> dict[str, Any]:
    """The bill of materials, as CycloneDX 1.6 has it; without times, so that it is the same for the same versions."""
    known, base = hashes(), closure()
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{each.version}",
            "name": name,
            "version": each.version,
            "purl": f"pkg:pypi/{name}@{each.version}",
            "scope": "required" if name in base else "optional",
            "licenses": [{"license": {"name": licence(each)}}],
            **({"hashes": [{"alg": "SHA-256", "content": known[name][1]}]} if name in known else {}),
        }
        for name, each in closure(EXTRAS).items()
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": OURS, "licenses": [{"license": {"id": "MIT"}}]}},
        "components": components,
    }


def _told() -> Iterator[str]:
    base = closure()
    for name, each in closure(("dev",)).items():
        yield f"{name} {each.version}: {licence(each)}{'' if name in base else ' (optional, or for development)'}"


def _audit() -> int:
    """pip-audit in an environment of its own, told the pinned versions."""
    with tempfile.TemporaryDirectory() as place:
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        python = Path(place) / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "pip-audit"], check=True)
        asked = [
            python,
            "-m",
            "pip_audit",
            "--requirement",
            PINS,
            "--no-deps",
            "--disable-pip",
            "--progress-spinner=off",
        ]
        return subprocess.run(asked, check=False).returncode


def main() -> None:
    """Do one of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("pins", "hashes", "bill", "licences", "audit"))
    match parser.parse_args().what:
        case "pins":
            write_pins()
        case "hashes":
            write_hashes()
        case "bill":
            BILL.write_text(json.dumps(bill(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        case "licences":
            print("\n".join(_told()))
            wrong = forbidden(EXTRAS)
            print(f"{len(wrong)} are not allowed: {wrong}" if wrong else "all are allowed")
            sys.exit(bool(wrong))
        case "audit":
            sys.exit(_audit())


if __name__ == "__main__":
    main()
