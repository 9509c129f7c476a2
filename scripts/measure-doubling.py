"""How much longer a text of twice the length takes, for texts that are made to take long.

    python scripts/measure-doubling.py [--characters 20000] [--only WORD] [--table]

Each shape is taken at a length and at twice that; every step from the page to the files is timed by itself, in seconds
of the processor, the least of two runs. Prints the ratio of each step that takes too long, and of all of them together
but for the page, whose layout is a matter of the graph; with --table as Markdown. Exits with 1 where all of them
together take more than 2.3 times as long.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests"))

from adversarial import SHAPES  # noqa: E402

from kg import recognise  # noqa: E402
from kg.export import WRITERS  # noqa: E402
from kg.export.parts import Parts  # noqa: E402
from kg.extract.pipeline import read_page  # noqa: E402
from kg.graph import joined, problems  # noqa: E402
from kg.model import Findings, Page  # noqa: E402
from kg.resolve import within  # noqa: E402
from kg.text.articles import split  # noqa: E402
from kg.text.traditional import folded  # noqa: E402

MOST = 2.3
_MOMENT = 0.15  # seconds at twice the length below which a ratio says nothing
_RUNS = 2
_PAGE = "graph.html"  # told by itself: how long it takes to lay a graph out is not a matter of the text


def steps(text: str, recogniser: recognise.Recogniser) -> dict[str, float]:
    """The seconds that each step takes."""
    took: dict[str, float] = {}

    def timed(name: str, work: Callable[[], object]) -> object:
        gc.collect()
        began = time.process_time()
        result = work()
        took[name] = time.process_time() - began
        return result

    page = Page("made.txt", text)
    timed("fold", lambda: folded(text))
    timed("split", lambda: split(page))
    findings = timed("read", lambda: read_page(page, recogniser))
    assert isinstance(findings, list)
    settled: list[Findings] = []
    timed("within", lambda: settled.extend(within.resolve(found) for found in findings))
    graph = joined(settled)
    timed("join", lambda: joined(settled))
    timed("check", lambda: problems(graph))

    def write(name: str) -> None:
        quoting = graph.copy(as_view=True)
        quoting.graph = {**graph.graph, "documents": {page.document: text}}
        WRITERS[name](quoting if name == "graph.html" else graph, StringIO(), Parts(graph))

    for name in WRITERS:
        timed(name, lambda name=name: write(name))  # type: ignore[misc]
    return took


def measured(
    shape: Callable[[int], str], length: int, recogniser: recognise.Recogniser
) -> dict[str, tuple[float, float]]:
    """Of each step, and of all: the least seconds at the length, and at twice the length."""
    found = []
    for size in (length, 2 * length):
        text = shape(size)
        runs = [steps(text, recogniser) for _ in range(_RUNS)]
        least = {name: min(run[name] for run in runs) for name in runs[0]}
        found.append({**least, "all": sum(seconds for name, seconds in least.items() if name != _PAGE)})
    return {name: (found[0][name], found[1][name]) for name in found[0]}


def main() -> None:
    """Measure all shapes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=20_000)
    parser.add_argument("--only", default="")
    parser.add_argument("--recogniser", default="jieba", choices=sorted(recognise.RECOGNISERS))
    parser.add_argument("--table", action="store_true")
    given = parser.parse_args()
    recogniser = recognise.load(given.recogniser)
    steps("县委书记林远舟出席会议。" * 50, recogniser)  # what is loaded once
    worst, failed = 0.0, []
    if given.table:
        print("| shape | seconds | seconds at twice the length | ratio |\n| --- | --- | --- | --- |")
    for name, shape in SHAPES.items():
        if given.only not in name:
            continue
        for attempt in range(3):  # what others do on the machine meanwhile makes a ratio larger, never smaller
            rows = measured(shape, given.characters, recogniser)
            once, twice = rows["all"]
            ratio = twice / once
            if ratio <= MOST:
                break
            print(f"# {name}: {ratio:.2f} at attempt {attempt + 1}", file=sys.stderr)
        slow = [f"{step} {b / a:.2f} ({b:.1f} s)" for step, (a, b) in rows.items() if b > _MOMENT and b / a > MOST]
        print(
            f"| {name} | {once:.2f} | {twice:.2f} | {ratio:.2f} |"
            if given.table
            else f"{name}: {once:.2f} s, {twice:.2f} s, ratio {ratio:.2f}  {', '.join(slow)}",
            flush=True,
        )
        worst = max(worst, ratio)
        failed += [name] if ratio > MOST else []
    print(f"{'' if given.table else 'worst: '}{worst:.2f}; {len(failed)} of {len(SHAPES)} above {MOST}: {failed}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
