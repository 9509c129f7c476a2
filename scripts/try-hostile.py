"""Hostile texts in every place of a graph, read by what reads our files: how many were tried, and how many acted.

    python scripts/try-hostile.py [--strings 10000] [--batch 250] [--seed 1] [--without-browser]

The texts are those of tests/hostile.py, as they are and mixed. Each becomes a name, an alias, a post, a unit, a title,
the name of a document and a passage; the files are read as tests/consumers.py says: by json and networkx, pyoxigraph,
rdflib, lxml with entities on, csv, pandas, openpyxl, named queries, Chromium, and LibreOffice where it is installed.
Where a batch fails it is halved until the texts that acted are found. Exits with 1 where any did.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests"))

import consumers  # noqa: E402
from hostile import PARTS, hostile_graph, mixtures  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from kg.graph import Graph  # noqa: E402

Check = Callable[[Graph], object]


def acted(names: list[str], check: Check) -> list[tuple[str, str]]:
    """The texts for which the check fails, with how."""
    try:
        check(hostile_graph(names))
        return []
    except Exception as error:
        if len(names) == 1:
            return [(names[0], f"{type(error).__name__}: {error}"[:300])]
        half = len(names) // 2
        found = acted(names[:half], check) + acted(names[half:], check)
        return found or [(f"{len(names)} texts together", f"{type(error).__name__}: {error}"[:300])]


def main() -> None:
    """Try them all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--strings", type=int, default=10_000)
    parser.add_argument("--batch", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-browser", action="store_true")
    given = parser.parse_args()
    texts = list(dict.fromkeys([*PARTS, *itertools.islice(mixtures(given.seed), 2 * given.strings)]))[: given.strings]
    bad: list[str] = []
    asked = 0
    with tempfile.TemporaryDirectory(prefix="kg-hostile-") as place, sync_playwright() as driver:
        folder = Path(place)
        checks: dict[str, Check] = dict(consumers.CONSUMERS)
        if not given.without_browser:
            browser = driver.chromium.launch(
                executable_path=consumers.chromium(), args=["--no-sandbox", "--disable-gpu"]
            )
            checks["Chromium"] = lambda graph: consumers.read_by_browser(graph, browser, folder)
        for begin in range(0, len(texts), given.batch):
            batch = texts[begin : begin + given.batch]
            for name, check in checks.items():
                bad += [f"{name}: {text!a}: {how}" for text, how in acted(batch, check)]
        for begin in range(0, len(texts), 2500):  # it takes ten seconds to begin
            asked += consumers.read_by_office(hostile_graph(texts[begin : begin + 2500]), folder)
    office = "LibreOffice too" if asked else "LibreOffice is not installed"
    print(f"{len(texts)} hostile texts, read by {', '.join(checks)}; {office}: {len(bad)} acted")
    print("\n".join(bad[:30]), end="\n" if bad else "")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
