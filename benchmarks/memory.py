"""How memory grows with the pages where what they speak of stays the same.

    python benchmarks/memory.py [--pages 1000 5000 20000] [--counties 50] [--seed 1] [--no-page] [--keep FOLDER]

Writes made-up pages of a fixed number of counties (`scripts/measure-growth.py`), builds the first so many of them, each
time in a process of its own, and prints the most memory that the process had and the exponent that fits: 0 where more
pages take no more memory, 1 where twice as many take twice as much. What the texts say is kept between the builds, so
that each is read once. Exits with 1 where the exponent is above 0.3. With --no-page the page is left out: it is one
file that a browser holds, and grows with what is in it.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory

LIMIT = 0.3


def written(folder: Path, pages: int, counties: int, seed: int) -> list[Path]:
    """The files of so many pages."""
    spec = spec_from_file_location("growth", Path(__file__).parents[1] / "scripts" / "measure-growth.py")
    assert spec is not None
    assert spec.loader is not None
    growth = module_from_spec(spec)
    spec.loader.exec_module(growth)
    growth.PAGES_A_COUNTY = -(-pages // counties)
    files = []
    for name, text in growth.pages(pages, seed):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        files.append(file)
    return files


def build(texts: Path, output: Path, cache: Path, with_page: bool) -> None:
    """Build in this process, and print as JSON what it took: megabytes by stage, and the size of the graph."""
    from kg import export
    from kg.build import build

    if not with_page:
        export.WRITERS["graph.html"] = lambda graph, stream, parts: None  # type: ignore[index]
    peaks: dict[str, int] = {}

    def progress(doing: str, done: int, of: int) -> None:
        peaks.setdefault(doing, _peak())

    summary = build([texts], output, cache=cache, progress=progress)
    peaks["end"] = max(_peak(), _peak(resource.RUSAGE_CHILDREN))
    print(json.dumps({"peaks": peaks, "rows": sum(summary.entities.values()) + sum(summary.relations.values())}))


def _peak(of: int = resource.RUSAGE_SELF) -> int:
    return resource.getrusage(of).ru_maxrss // 1024


def exponent(points: list[tuple[int, int]]) -> float:
    """The slope of the line through the logarithms, by least squares."""
    xs, ys = ([math.log(each[i]) for each in points] for i in (0, 1))
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def main() -> int:
    """Measure, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 5000, 20000])
    parser.add_argument("--counties", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-page", action="store_true")
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it there")
    parser.add_argument("--build", type=Path, nargs=3, help=argparse.SUPPRESS)
    settings = parser.parse_args()
    if settings.build:
        build(*settings.build, not settings.no_page)
        return 0
    points = []
    with TemporaryDirectory() as made:
        folder = settings.keep or Path(made)
        files = written(folder / "all", max(settings.pages), settings.counties, settings.seed)
        for count in settings.pages:
            some = folder / f"{count}"
            for file in files[:count]:
                link = some / file.relative_to(folder / "all")
                link.parent.mkdir(parents=True, exist_ok=True)
                if not link.exists():
                    link.hardlink_to(file)
            command = [sys.executable, __file__, "--build", str(some), str(folder / "output"), str(folder / "cache")]
            told = subprocess.run([*command, *["--no-page"] * settings.no_page], check=True, capture_output=True)
            result = json.loads(told.stdout)
            points.append((count, result["peaks"]["end"]))
            stages = ", ".join(f"{name} {peak}" for name, peak in result["peaks"].items())
            print(f"{count} pages, {result['rows']} nodes and edges: MB at most when it began {stages}", flush=True)
    fitted = exponent(points)
    print(f"exponent {fitted:.2f}")
    return 0 if fitted <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
