"""What memory a large folder takes to build.

    python benchmarks/folder.py [--megabytes 2000] [--pages 100000] [--recogniser jieba] [--workers N] [--keep FOLDER]

Writes so many pages of the project's generator, each filled up with prose in which nothing happens until the folder is
as large as it is to be: of a newspaper, too, most of the text says nothing of posts or projects. Builds the folder with
all files, and prints what all processes of the build held together at most (Pss of Linux: what they share is counted
once), what the largest of them held, and the time.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from growth import written
from measured import ROOT

_EVERY = 2.0  # seconds from one look at the processes to the next
_WORDS = """
清晨 傍晚 午后 雨后 夜里 秋天 春天 冬天 夏天 饭后 月下 雪后 农闲时 天亮前 黄昏
老人 孩子 邻居 农户 妻子 朋友 老师 奶奶 爷爷 小伙 姑娘 果农 渔民 木匠 诗人 读者 路人 母亲 父亲 同学
河边 树下 院里 小路上 屋檐下 巷口 山坡上 窗前 灯下 桥头 菜园里 炉火旁 井台边 麦地里 竹林里
慢慢地 静静地 高兴地 仔细地 悄悄地 不停地 轻轻地 认真地 笑着 低着头 哼着歌 一边走一边
看着 说起 想起 画着 写下 听着 闻着 数着 捡起 浇着 念着 望着 收起 盼着 讲着 翻着
远处的炊烟 书里的故事 门前的老树 刚开的花 新收的稻谷 水里的月亮 旧时的歌 墙上的影子 飞过的大雁 手里的信
"""
"""When, who, where, how, did and what: a line each."""


def prose(chance: random.Random, characters: int) -> str:
    """Sentences in which nobody holds a post, of about so many characters."""
    words = [line.split() for line in _WORDS.strip().splitlines()]
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        sentences = []
        for _ in range(chance.randint(3, 7)):
            when, who, where, *rest = map(chance.choice, words)
            sentences.append(f"{when}，{who}在{where}{''.join(rest)}。")
        paragraphs.append("".join(sentences))
        length += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)


def filled(folder: Path, size: int) -> int:
    """Fill up the pages to so many bytes in all; returns how many it became."""
    chance = random.Random(1)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    room = size // len(files)
    total = 0
    for file in files:
        text = file.read_bytes()
        more = f"\n\n{prose(chance, max(0, room - len(text)) // 3)}\n".encode()
        file.write_bytes(text + more)
        total += len(text) + len(more)
    return total


def _processes(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from _processes(int(child))


def held(pid: int) -> tuple[int, int]:
    """Megabytes that a process and those it began hold together, and that the largest of them does."""
    together = largest = 0
    for each in _processes(pid):
        try:
            told = Path(f"/proc/{each}/smaps_rollup").read_text()
        except OSError:  # it has ended
            continue
        found = {name: int(size) // 1024 for name, size in re.findall(r"^(Rss|Pss):\s+(\d+) kB", told, re.MULTILINE)}
        together += found.get("Pss", 0)
        largest = max(largest, found.get("Rss", 0))
    return together, largest


def main() -> int:
    """Measure, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=2000)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--recogniser", default="jieba")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it there")
    settings = parser.parse_args()
    with TemporaryDirectory() as made:
        folder = settings.keep or Path(made)
        texts = folder / "world" / "pages"
        if not texts.exists():
            written(settings.pages, folder / "world")
            filled(texts, settings.megabytes * 1_000_000)
        size = sum(path.stat().st_size for path in texts.rglob("*") if path.is_file())
        print(f"{settings.pages:,} pages, {size / 1e6:,.0f} MB", flush=True)
        output = folder / "output"
        shutil.rmtree(output, ignore_errors=True)
        command = [sys.executable, "-m", "kg.cli", "build", str(texts), "-o", str(output), "--no-cache", "--quiet"]
        command += ["--recogniser", settings.recogniser]
        command += ["--workers", str(settings.workers)] if settings.workers else []
        began = time.monotonic()
        build = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        most, largest = 0, 0
        while build.poll() is None:
            time.sleep(_EVERY)
            try:
                now = held(build.pid)
            except OSError:  # a process ended while it was looked at
                continue
            most, largest = max(most, now[0]), max(largest, now[1])
        seconds = time.monotonic() - began
        files = sum(path.stat().st_size for path in output.iterdir())
        print(f"built in {seconds:,.0f} s: {most:,} MB at most in all processes, {largest:,} MB in the largest")
        print(f"files of {files / 1e6:,.0f} MB")
    return build.returncode


if __name__ == "__main__":
    sys.exit(main())
