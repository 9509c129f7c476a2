"""How much memory one page takes while it is built, by its length.

    python scripts/measure-page.py [--characters 125000 250000 500000 1000000] [--recogniser lac]

Each length is built in a process of its own; prints the most memory it took, in megabytes.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests"))


def built(characters: int, recogniser: str) -> None:
    """Build a page of so many characters, whose people and meetings are all different."""
    from adversarial import person

    from kg.build import build

    parts, length, number = [], 0, 0
    while length < characters:
        row = f"5月{number % 28 + 1}日，清河县委书记{person(number)}出席推进会，副县长{person(number + 7)}主持。\n"
        parts.append(row)
        length += len(row)
        number += 1
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "a.txt").write_text("".join(parts)[:characters], encoding="utf-8")
        build([Path(place) / "a.txt"], Path(place) / "output", recogniser)


def main() -> None:
    """Measure each length."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, nargs="*", default=[125_000, 250_000, 500_000, 1_000_000])
    parser.add_argument("--recogniser", default="lac")
    given = parser.parse_args()
    for characters in given.characters:
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            built(characters, given.recogniser)
            os._exit(0)
        _, status, used = os.wait4(child, 0)
        assert status == 0
        print(f"{characters:>9,} characters: {used.ru_maxrss // 1024} MB, {time.monotonic() - began:.0f} s", flush=True)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1 << 20


if __name__ == "__main__":
    main()
