"""How fast everything is beside what it is built on: side by side in one run, as ratios.

    python benchmarks/bench.py [--full] [--only reading,resolve,files,queries,page,engines,growth,skew]

Prints a table in Markdown, row by row as they are measured. Times depend on the machine and on what else runs there;
the ratios hold. What is compared takes turns, and the best of its turns counts. Without --full everything is measured
on little, in some minutes; with it as docs/performance.md has it: a million edges, 100,000 pages, some hours.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import files
import growth
import reading
import skew
from measured import Row

HERE = Path(__file__).parent


def _script(name: str) -> Callable[[bool], Iterator[Row]]:
    """A benchmark that prints for itself."""

    def run(full: bool) -> Iterator[Row]:
        sys.stdout.flush()
        done = subprocess.run([sys.executable, str(HERE / name)], stdout=sys.stderr, check=False)
        yield Row(f"{name} (its figures are on standard error)", "", f"exit status {done.returncode}")

    return run


PARTS: dict[str, Callable[[bool], Iterator[Row]]] = {
    "reading": reading.rows,
    "resolve": growth.resolving,
    "files": files.rows,
    "queries": _script("queries.py"),
    "page": _script("page.py"),
    "engines": growth.engines,
    "growth": growth.rows,
    "skew": skew.rows,
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="at full size")
    parser.add_argument("--only", default=",".join(PARTS), metavar="PARTS", help=f"of {', '.join(PARTS)}")
    settings = parser.parse_args()
    chosen = settings.only.split(",")
    if unknown := set(chosen) - PARTS.keys():
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    print("| what | measured | ratio |\n| --- | --- | --- |", flush=True)
    for name in chosen:
        for row in PARTS[name](settings.full):
            print(f"| {row.what} | {row.measured} | {row.ratio} |", flush=True)


if __name__ == "__main__":
    main()
