"""A made-up collection with its truth, written to a folder, or built and measured.

python -m tests.world --pages 5000 --seed 3 OUT
python -m tests.world --pages 5000 --seed 3 --measure
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from .measure import measured
from .pages import world


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.world", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("output", type=Path, nargs="?", help="the folder for OUT/pages and OUT/truth.json")
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--measure", action="store_true", help="build the pages and print the figures")
    options = parser.parse_args()
    if (options.output is None) != options.measure:
        parser.error("name a folder or say --measure, one of the two")
    if options.measure:
        print(measured(world(options.pages, options.seed)).report())
    else:
        print(write(options.output, options.pages, options.seed))


def write(output: Path, pages: int, seed: int) -> str:
    """Write the pages and their truth, no more than a prefecture at a time in memory. Says what was done."""
    began = time.perf_counter()
    texts = output / "pages"
    texts.mkdir(parents=True, exist_ok=True)
    written = 0
    with (output / "truth.json").open("w", encoding="utf-8") as truth:
        truth.write(f'{{"seed": {seed}, "pages": {{')
        names: dict[str, str] = {}
        planted = []
        for part in world(pages, seed):
            (texts / part.pages[0].document).parent.mkdir(exist_ok=True)
            for page in part.pages:
                (texts / page.document).write_text(page.text, encoding="utf-8")
                told = {
                    "mentions": [[m.start, m.end, m.kind, m.entity, m.article, m.sure] for m in page.mentions],
                    "reports": [[r.person, r.body, r.post, r.day, r.what] for r in page.reports],
                }
                row = f"{json.dumps(page.document)}: {json.dumps(told, ensure_ascii=False)}"
                truth.write(f"{',' if written else ''}\n{row}")
                written += 1
            names.update(part.names)
            planted += [[c.kind, c.body, c.post, list(c.people), page] for c, page in part.planted.items()]
        truth.write(f'\n}},\n"names": {json.dumps(names, ensure_ascii=False)},\n')
        truth.write(f'"contradictions": {json.dumps(planted, ensure_ascii=False)}}}\n')
    seconds = time.perf_counter() - began
    speed = f"{seconds:.1f} s ({written / seconds:.0f} pages a second)"
    return f"{written} pages, {len(planted)} contradictions, {speed}"


if __name__ == "__main__":
    main()
