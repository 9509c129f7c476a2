"""Kills builds, and looks whether the files of their folder are all of one build.

    python scripts/kill-builds.py [--builds 40] [--writes 200] [--every 1] [--seed 1]

Two small collections are built in turn into one folder. Killed (SIGKILL) are

- whole builds, at a moment drawn from the time that one takes,
- processes that write the files of a build, at a moment drawn from the time that this takes,
- such processes at every call of the system that they make to change the folder, one after the other.

After each the files must be all of the one build or all of the other, as a command of `kg` finds them, and the next
build must go through, with the same cache. Prints a line for each kind; exits with 1 where anything was torn.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests"))

from running import PAGE, SECOND  # noqa: E402

from kg.export import write_all  # noqa: E402
from kg.export.folder import current, marked  # noqa: E402
from kg.graph import Graph, load  # noqa: E402
from kg.intake import SKIPPED  # noqa: E402

CALLS = ("rename", "replace", "fsync", "unlink", "rmdir", "mkdir", "open")
FILES = ("graph.json", "graph.graphml", "graph.ttl", "graph.html", "entities.csv", "relations.csv", "skipped.csv")
TEXT = "extracted/a.pdf.txt"
KINDS = {"one": PAGE, "other": SECOND}


def prints(folder: Path, look: Callable[[Path], Path] = lambda path: path) -> dict[str, str]:
    """A hash of each file, as it is found by `look`, and of a text that only one of the builds keeps."""
    paths = {**{name: look(folder / name) for name in FILES}, TEXT: folder / TEXT}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "" for name, path in paths.items()
    }


class Trial:
    """One folder, and what its files must be."""

    def __init__(self, place: Path) -> None:
        self.place, self.folder = place, place / "output"
        self.environment = {**os.environ, "KG_CACHE": str(place / "cache"), "PYTHONPATH": str(ROOT)}
        self.whole: dict[str, dict[str, str]] = {}
        self.written: dict[str, dict[str, str]] = {}
        self.graphs: dict[str, Graph] = {}
        self.seconds = self.writes = 0.0
        self.mixed = 0  # seen by one who does not go by way of kg
        for name, text in KINDS.items():
            texts = place / name
            texts.mkdir()
            for number in range(3):
                (texts / f"{number}.txt").write_text(f"{text}\n第{number}期\n", encoding="utf-8")
            began = time.monotonic()
            assert self.build(name).wait() == 0
            self.seconds = time.monotonic() - began
            self.whole[name] = prints(self.folder)
            self.graphs[name] = load(self.folder / "graph.json")
        for name in KINDS:
            began = time.monotonic()
            self.write(name)
            self.writes = time.monotonic() - began
            self.written[name] = prints(self.folder)

    def build(self, name: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "kg.cli", "build", self.place / name, "-o", self.folder, "--quiet"]
        return subprocess.Popen(command, env=self.environment, start_new_session=True)

    def write(self, name: str) -> None:
        """Write the files as a build does, without reading the texts again."""
        write_all(self.graphs[name], self.folder, more=partial(_further, name))

    def forked(self, name: str, step: int = 0) -> int:
        """A process that writes; with `step` it kills itself before that call of the system."""
        child = os.fork()
        if child:
            return child
        if step:
            left = [step]
            for call in CALLS:
                setattr(os, call, _deadly(getattr(os, call), left))
        self.write(name)
        os._exit(0)

    def torn(self) -> str:
        """What is wrong with the files, or ""."""
        builds = [*self.whole.values(), *self.written.values()]
        self.mixed += prints(self.folder) not in builds
        if prints(self.folder, current) not in builds:
            return "files of more than one build"
        return "what a build was killed at was not done" if (self.folder / ".ready").exists() else ""


def _further(name: str, folder: Path) -> None:
    """What a build writes beside the files of the graph; one of the two has the text of another file."""
    (folder / SKIPPED).write_text("document,why\n", encoding="utf-8")
    if name == "one":
        (marked(folder) / "a.pdf.txt").write_text(KINDS[name], encoding="utf-8")


def _deadly(call: Callable[..., object], left: list[int]) -> Callable[..., object]:
    def wrapped(*arguments: object, **more: object) -> object:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **more)

    return wrapped


def killed(trial: Trial, name: str, child: int, after: float) -> bool:
    """Kill the process after so long; whether it was still there."""
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main() -> None:
    """Kill, look, and say how often it went well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--builds", type=int, default=40)
    parser.add_argument("--writes", type=int, default=200)
    parser.add_argument("--every", type=int, default=1, help="of the calls of the system, one in so many")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    kills: Counter[str] = Counter()
    torn: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kg-kill-") as place:
        trial = Trial(Path(place))
        turn = 0

        def judged(kind: str, hit: bool) -> None:
            kills[kind] += hit
            if wrong := trial.torn():
                torn.append(f"{kind}: {wrong}")

        for _ in range(given.builds):
            turn += 1
            started = trial.build(("one", "other")[turn % 2])
            time.sleep(chance.uniform(0, trial.seconds * 1.1))
            hit = started.poll() is None
            if hit:
                os.killpg(started.pid, signal.SIGKILL)
            started.wait()
            judged("whole builds", hit)
        for _ in range(given.writes):
            turn += 1
            name = ("one", "other")[turn % 2]
            judged("writes at random", killed(trial, name, trial.forked(name), chance.uniform(0, trial.writes * 1.2)))
        for name in KINDS:
            step, hit = 1 - given.every, True
            while hit:
                step += given.every
                trial.write("other" if name == "one" else "one")  # so that there is something to be mixed up
                child = trial.forked(name, step)
                hit = os.WIFSIGNALED(os.waitpid(child, 0)[1])
                judged("writes at each call of the system", hit)
        for name in KINDS:  # the cache and the folder are as good as ever
            assert trial.build(name).wait() == 0
            if prints(trial.folder) != trial.whole[name]:
                torn.append(f"the build after all of them: files that are not those of {name}")
        left = sorted(path.name for path in trial.folder.iterdir() if path.name not in FILES)
        if left:
            torn.append(f"left behind: {left}")
    for kind, number in kills.items():
        print(f"{kind}: {number} killed")
    print(f"{kills.total()} kills, {len(torn)} torn; {trial.mixed} had to be completed by the next command")
    print("\n".join(torn[:10]), end="\n" if torn else "")
    sys.exit(bool(torn))


if __name__ == "__main__":
    main()
