"""Write a made-up collection and its truth: python -m tests.world --pages 5000 --seed 3 OUT"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from .pages import world


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.world", description=__doc__)
    parser.add_argument("output", type=Path, help="the folder for the pages (in OUT/pages) and OUT/truth.json")
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.perf_counter()
    texts = options.output / "pages"
    texts.mkdir(parents=True, exist_ok=True)
    written = 0
    with (options.output / "truth.json").open("w", encoding="utf-8") as truth:
        truth.write(f'{{"seed": {options.seed}, "pages": {{')
        names: dict[str, str] = {}
        planted = []
        for part in world(options.pages, options.seed):
            for page in part.pages:
                file = texts / page.document
                if written == 0 or not file.parent.exists():
                    file.parent.mkdir(exist_ok=True)
                file.write_text(page.text, encoding="utf-8")
                told = {
                    "mentions": [[m.start, m.end, m.kind, m.entity, m.article, m.sure] for m in page.mentions],
                    "reports": [[r.person, r.body, r.post, r.day, r.what] for r in page.reports],
                }
                truth.write(
                    f"{',' if written else ''}\n{json.dumps(page.document)}: {json.dumps(told, ensure_ascii=False)}"
                )
                written += 1
            names.update(part.names)
            planted += [[c.kind, c.body, c.post, list(c.people), page] for c, page in part.planted.items()]
        truth.write(f'\n}},\n"names": {json.dumps(names, ensure_ascii=False)},\n')
        truth.write(f'"contradictions": {json.dumps(planted, ensure_ascii=False)}}}\n')
    seconds = time.perf_counter() - began
    print(f"{written} pages, {len(planted)} contradictions, {seconds:.1f} s ({written / seconds:.0f} pages a second)")


if __name__ == "__main__":
    main()
