"""How fast the page opens, moves and searches, beside the page that pyvis makes by default, in one run.

    python benchmarks/page.py [NODES ...] [--pyvis 1000] [--patience 180] [--keep FOLDER]

Each graph is generated: clustered, three times as many edges as nodes, Chinese names, evidence. The pages are opened
from disk in a headless Chromium that draws in software, with the network off. Printed are, for each:

    first    seconds from the request of the file to the first frame with the picture in it
    drag     redraws a second while the mouse drags the canvas, and the longest time between two (ms)
    zoom     the same while the wheel turns
    search   milliseconds that an answer takes at most
    size     of the file, in megabytes

Our page is opened and moved three times, and the best counts: what else the machine does only slows it. A page that
shows nothing within `--patience` seconds is given up. Exits with 1 where our page misses its aim.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from clustered import clustered
from playwright.sync_api import Browser, Page, sync_playwright
from pyvis.network import Network

from kg.export import html
from kg.graph import Graph

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
MOVING = 3.0  # seconds
TURNS = 3  # of which the best counts: what else the machine does only slows them
QUERIES = ("云", "教育局", "林远", "第12次调度", "青柳县人民政府", "产业园", "人民政府", "没有的名字")


class Aim(NamedTuple):
    """What a page of that size is to reach: seconds, redraws a second, milliseconds, megabytes."""

    first: float
    redraws: float | None = None
    size: float | None = None
    search: float | None = None


AIMS = {
    1_000: Aim(1.0),
    10_000: Aim(1.5, 50, 3),
    20_000: Aim(3.0, 40, 5),
    100_000: Aim(1.5, None, 12, 50),
}
LONGEST_FRAME = 200  # milliseconds

# Notes when frames are drawn; `drawn` is what tells that the picture of a page is there
WATCH = """
window.frames_ = [];
window.addEventListener("DOMContentLoaded", () => {
  const look = () => {
    if (%(drawn)s) requestAnimationFrame(() => setTimeout(() => (window.first_ = performance.now()), 0));
    else setTimeout(look, 4);
  };
  look();
});
"""
OURS = "document.documentElement.dataset.ready"
# pyvis keeps its network in a global; the picture is there once it has been drawn after the simulation
THEIRS = """
window.network
&& (window.hooked_ ||= (network.on('afterDrawing', () => frames_.push(performance.now())), true))
&& frames_.length > 1
"""


def ours(graph: Graph, path: Path) -> None:
    """The page of this project."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        html.write(graph, stream)


def theirs(graph: Graph, path: Path) -> None:
    """The page that pyvis makes of the same nodes and edges with nothing set but that it is to hold all it needs."""
    net = Network(directed=True, cdn_resources="in_line")
    # Set, not added: add_edge looks through all edges each time, which would take minutes before the page is written
    net.nodes = [{"id": node, "label": row["name"], "shape": "dot"} for node, row in graph.nodes(data=True)]
    net.edges = [{"from": one, "to": other, "arrows": "to"} for one, other in graph.edges()]
    path.write_text(net.generate_html(), encoding="utf-8")


def opened(browser: Browser, path: Path, drawn: str, patience: float) -> tuple[Page, float | None]:
    """The page and the seconds until its first picture; None where it did not come."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_offline(True)
    page = context.new_page()
    page.add_init_script(WATCH % {"drawn": drawn})
    page.goto(path.as_uri(), wait_until="commit")
    until = time.perf_counter() + patience
    while time.perf_counter() < until:
        # The policy of our page forbids what playwright's own waiting does
        first = page.evaluate("window.first_")
        if first is not None:
            return page, float(first) / 1000
        time.sleep(0.05)
    return page, None


def moving(page: Page, move: Any = None) -> tuple[float, float]:
    """Redraws a second while something moves, and the longest time between two in milliseconds."""
    page.wait_for_timeout(1000)
    page.evaluate(
        """() => {
            window.frames_ = [];
            if (window.kg) {
                let last = kg.frames;
                const look = (now) => {
                    if (kg.frames !== last) frames_.push(now);
                    last = kg.frames;
                    window.looking_ = requestAnimationFrame(look);
                };
                look(performance.now());
            }
        }"""
    )
    until = time.perf_counter() + MOVING
    step = 0
    while time.perf_counter() < until:
        if move is None:
            page.wait_for_timeout(100)
        else:
            move(step)
            step += 1
    times: list[float] = page.evaluate("() => { cancelAnimationFrame(window.looking_); return window.frames_; }")
    gaps = [after - before for before, after in pairwise(times)]
    return (len(gaps) * 1000 / sum(gaps), max(gaps)) if gaps else (0.0, MOVING * 1000)


def dragging(page: Page) -> tuple[float, float]:
    """While the mouse drags the canvas round and round."""
    # Where no node is, or that would be dragged; of pyvis's page nothing is known
    x, y = page.evaluate(
        """() => {
            for (let y = 790; window.kg && y > 500; y -= 10)
                for (let x = 500; x < 900; x += 10)
                    if (!kg.nodeAt(kg.network.DOMtoCanvas({ x, y: y - 60 }), 30 / kg.network.getScale())) return [x, y];
            return [700, 790];
        }"""
    )
    page.mouse.move(x, y)
    page.mouse.down()
    found = moving(page, lambda step: page.mouse.move(x + step % 80 * 4, y - step % 50 * 6))
    page.mouse.up()
    return found


def zooming(page: Page) -> tuple[float, float]:
    """While the wheel turns, nearer and further: once a frame, which no driver from outside the browser can do."""
    page.evaluate(
        """() => {
            const canvas = document.querySelector(".vis-network canvas");
            let step = 0;
            const turn = () => {
                const deltaY = Math.floor(step / 40) % 2 === 0 ? -40 : 40;
                canvas.dispatchEvent(
                    new WheelEvent("wheel", { deltaY, clientX: 700, clientY: 400, bubbles: true, cancelable: true }),
                );
                step += 1;
                window.turning_ = requestAnimationFrame(turn);
            };
            turn();
        }"""
    )
    found = moving(page)
    page.evaluate("cancelAnimationFrame(window.turning_)")
    return found


def searching(page: Page) -> float:
    """The longest that an answer takes, in milliseconds; the first search, which makes the index, does not count."""
    return float(
        page.evaluate(
            """(queries) => {
                kg.search("甲");
                return Math.max(...queries.map((query) => {
                    const began = performance.now();
                    kg.search(query);
                    return performance.now() - began;
                }));
            }""",
            list(QUERIES),
        )
    )


def measure(browser: Browser, nodes: int, path: Path) -> list[str]:
    """Print a line about our page of that size; what misses its aim."""
    page, first = opened(browser, path, OURS, 60)
    if first is None:
        print(f"{nodes:>8,}  kg     no picture")
        return [f"{nodes:,} nodes: no picture"]
    found, size = searching(page), path.stat().st_size / 1e6
    page.context.close()
    turns = []
    for _ in range(TURNS):
        page, again = opened(browser, path, OURS, 60)
        first = min(first, again if again is not None else first)
        turns.append((dragging(page), zooming(page)))
        page.context.close()
    drag, drag_gap = max(turn[0] for turn in turns)
    zoom, zoom_gap = max(turn[1] for turn in turns)
    print(
        f"{nodes:>8,}  kg     first {first:5.2f} s   drag {drag:4.0f}/s {drag_gap:4.0f} ms   "
        f"zoom {zoom:4.0f}/s {zoom_gap:4.0f} ms   search {found:5.1f} ms   size {size:5.1f} MB",
        flush=True,
    )
    aim = AIMS.get(nodes)
    if aim is None:
        return []
    missed = {
        f"first picture after {first:.2f} s": first > aim.first,
        f"{min(drag, zoom):.0f} redraws a second": aim.redraws is not None and min(drag, zoom) < aim.redraws,
        f"a frame of {max(drag_gap, zoom_gap):.0f} ms": aim.redraws is not None
        and max(drag_gap, zoom_gap) > LONGEST_FRAME,
        f"{size:.1f} MB": aim.size is not None and size > aim.size,
        f"a search of {found:.0f} ms": aim.search is not None and found > aim.search,
    }
    return [f"{nodes:,} nodes: {what}" for what, is_missed in missed.items() if is_missed]


def compare(browser: Browser, nodes: int, path: Path, patience: float) -> None:
    """Print a line about pyvis's page."""
    page, first = opened(browser, path, THEIRS, patience)
    size = path.stat().st_size / 1e6
    if first is None:
        print(f"{nodes:>8,}  pyvis  first  > {patience:.0f} s   size {size:5.1f} MB", flush=True)
    else:
        (drag, drag_gap), (zoom, zoom_gap) = dragging(page), zooming(page)
        print(
            f"{nodes:>8,}  pyvis  first {first:5.1f} s   drag {drag:4.0f}/s {drag_gap:4.0f} ms   "
            f"zoom {zoom:4.0f}/s {zoom_gap:4.0f} ms   size {size:5.1f} MB",
            flush=True,
        )
    page.context.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nodes", nargs="*", type=int, default=list(AIMS))
    parser.add_argument("--pyvis", nargs="*", type=int, default=[1_000], help="sizes at which pyvis's page is opened")
    parser.add_argument("--patience", type=float, default=180, help="seconds after which pyvis's page is given up")
    parser.add_argument("--keep", type=Path, help="a folder to write the pages to")
    given = parser.parse_args()
    chromium = os.environ.get("KG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    missed: list[str] = []
    with TemporaryDirectory() as aside, sync_playwright() as driver:
        folder = given.keep or Path(aside)
        folder.mkdir(parents=True, exist_ok=True)
        browser = driver.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for nodes in sorted({*given.nodes, *given.pyvis}):
            graph = clustered(nodes)
            if nodes in given.nodes:
                began = time.perf_counter()
                ours(graph, folder / f"kg-{nodes}.html")
                print(f"{nodes:>8,}  written in {time.perf_counter() - began:.1f} s", flush=True)
                missed += measure(browser, nodes, folder / f"kg-{nodes}.html")
            if nodes in given.pyvis:
                theirs(graph, folder / f"pyvis-{nodes}.html")
                compare(browser, nodes, folder / f"pyvis-{nodes}.html", given.patience)
        browser.close()
    for line in missed:
        print(f"missed: {line}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
