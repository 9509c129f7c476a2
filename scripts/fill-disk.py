"""Builds into file systems that are full, and looks whether the files of the build before are as they were.

    python scripts/fill-disk.py [--sizes 24]

On Linux, by way of a small file system in memory (mounted by root, or in a name space of one's own: the script begins
itself again in one). A collection is built while there is room; then the room is taken away but for so much, from none
to more than a build needs, and another collection is built into the same folder: it either replaces all of the files or
says in one line why not, with status 2, and all stay as they were. The cache lies on the full file system in every
second case. At the end the file system is made one that may only be read. Exits with 1 where anything else happened.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from running import PAGE, SECOND  # noqa: E402

_INSIDE = "KG_FULL_DISK_INSIDE"
SIZE = 6 << 20  # bytes of the file system; a build of the small pages writes one


def prints(folder: Path) -> dict[str, str]:
    """A hash of each file below the folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def build(texts: Path, disk: Path, cache: Path) -> subprocess.CompletedProcess[str]:
    """Run `kg build` into the disk."""
    environment = {**os.environ, "KG_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kg.cli", "build", str(texts), "-o", str(disk / "output"), "--quiet"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def tried(room: int, texts: dict[str, Path], aside: Path, own_cache: bool) -> tuple[str, str]:
    """Build with so much room: what happened, and what is wrong with it, or ""."""
    disk = aside / "disk"
    disk.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(disk)], check=True)
    try:
        cache = disk / "cache" if own_cache else aside / f"cache-{room}"
        assert build(texts["one"], disk, aside / "cache-one").returncode == 0
        before = prints(disk / "output")
        (disk / "full").write_bytes(b"\0" * 4096)
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        (disk / "full").write_bytes(b"\0" * max(0, free - room))
        done = build(texts["other"], disk, cache)
        after = prints(disk / "output")
        (disk / "full").unlink()
        if done.returncode == 0:
            again = build(texts["other"], disk, aside / "cache-two")
            wrong = (
                "" if again.returncode == 0 and prints(disk / "output") == after != before else "not all was written"
            )
            return "built", wrong
        lines = done.stderr.splitlines()
        if done.returncode != 2 or "kg: " not in lines[-1] or "Traceback" in done.stderr:
            return "failed", f"status {done.returncode}: {done.stderr}"
        if after != before:
            return "refused", "the files before are not as they were"
        again = build(texts["other"], disk, cache)
        return "refused", "" if again.returncode == 0 else f"no build afterwards: {again.stderr}"
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def only_read(texts: dict[str, Path], aside: Path) -> str:
    """Build into a folder that may only be read, and ask it: what is wrong, or ""."""
    disk = aside / "disk"
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(disk)], check=True)
    try:
        assert build(texts["one"], disk, aside / "cache-one").returncode == 0
        before = prints(disk / "output")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        done = build(texts["other"], disk, aside / "cache-one")
        if done.returncode != 2 or len(done.stderr.splitlines()) != 1 or prints(disk / "output") != before:
            return f"a folder that may only be read: status {done.returncode}: {done.stderr}"
        command = [sys.executable, "-m", "kg.cli", "query", "ASK {}", "-g", str(disk / "output" / "graph.ttl")]
        asked = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
        return "" if asked.returncode == 0 else "a folder that may only be read cannot be asked"
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def main() -> None:
    """Fill it to so many degrees."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, default=24)
    given = parser.parse_args()
    if os.geteuid() != 0 and _INSIDE not in os.environ:
        os.environ[_INSIDE] = "1"
        os.execvp("unshare", ["unshare", "-rm", sys.executable, *sys.argv])
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kg-full-") as place:
        texts = {}
        for name, text in {"one": PAGE, "other": SECOND}.items():
            texts[name] = Path(place) / name
            texts[name].mkdir()
            (texts[name] / "a.txt").write_text(text, encoding="utf-8")
        most = 1_200_000
        for number in range(given.sizes):
            room = most * number // max(1, given.sizes - 1)
            kind, what = tried(room, texts, Path(place), own_cache=number % 2 == 1)
            seen[kind] += 1
            if what:
                wrong.append(f"{room} bytes of room: {what}")
        if what := only_read(texts, Path(place)):
            wrong.append(what)
    print(f"{given.sizes} degrees of fullness: {seen['built']} built, {seen['refused']} refused in a line and left all")
    print(f"as it was; {len(wrong)} went wrong")
    print("\n".join(wrong), end="\n" if wrong else "")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
