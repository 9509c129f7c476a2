"""A folder of very many files, most of them pages: each is read, or named in skipped.csv with why not.

    python scripts/try-many-files.py [--files 100000] [--recogniser jieba]

Of a hundred files one is empty, one holds a NUL, one no Chinese, one is a link to its own folder and one is named with
a space, a quote and a line end. Prints how long `kg build` took and the most memory that one of its processes held;
exits with 1 where a file is neither read nor named, or the build fails.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
sys.path.insert(0, str(ROOT / "tests"))

from adversarial import person  # noqa: E402
from measured import kg  # noqa: E402

A_FOLDER = 1000  # files
KINDS = {"empty": 1, "NUL": 2, "foreign": 3, "loop": 4}
"""What of a hundred files is no page like the others, by its number among them."""


def write(folder: Path, files: int) -> Counter[str]:
    """Write the files; returns how many there are of each kind."""
    kinds: Counter[str] = Counter()
    kind_of = {number: kind for kind, number in KINDS.items()}
    for number in range(files):
        kind = kind_of.get(number % 100, "page")
        place = folder / f"{number // A_FOLDER:04}"
        place.mkdir(exist_ok=True)
        name = f"{number:06} '\n\".txt" if number % 100 == 5 else f"{number:06}.txt"
        text = f"5月{number % 28 + 1}日，清河县委书记{person(number % 997)}出席第{number % 50 + 1}次项目推进会。\n"
        if kind == "loop":
            (place / f"{number:06}").symlink_to(place, target_is_directory=True)
        else:
            (place / name).write_text(
                {"empty": "", "NUL": text[:9] + "\0" + text[9:], "foreign": "No Chinese here.\n"}.get(kind, text),
                encoding="utf-8",
            )
        kinds[kind] += 1
    return kinds


def main() -> int:
    """Try it, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--recogniser", default="jieba")
    settings = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        texts, output = Path(made) / "texts", Path(made) / "output"
        texts.mkdir()
        kinds = write(texts, settings.files)
        taken = kg("build", texts, "-o", output, "--no-cache", "--quiet", "--recogniser", settings.recogniser)
        with (output / "skipped.csv").open(encoding="utf-8-sig", newline="") as stream:
            skipped = list(csv.reader(stream))[1:]
        documents = {
            node["evidence"][0]["document"]
            for node in json.loads((output / "graph.json").read_text(encoding="utf-8"))["nodes"]
            if node["type"] == "article"
        }
    print(f"{settings.files:,} files: {taken.seconds:.0f} s, {taken.megabytes:,.0f} MB at most in a process")
    reasons = Counter(re.sub(r"^.*?: ", "", row[-1], flags=re.DOTALL) for row in skipped)
    print(f"{len(documents):,} read; skipped: {dict(reasons)}")
    wrong = [kinds["page"] + kinds["foreign"] - len(documents), sum(kinds.values()) - len(documents) - len(skipped)]
    if any(wrong):
        print(f"{wrong[0]} pages were not read, {wrong[1]} files are neither read nor named")
    return int(any(wrong))


if __name__ == "__main__":
    sys.exit(main())
