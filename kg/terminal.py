"""What the user sees of a command: answers on standard output, errors and progress on standard error."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kg.build import Progress, Summary
    from kg.vocabulary import EntityType, RelationType

_WAIT = 1.0  # seconds of work after which a progress bar is worth its place


def in_utf8() -> None:
    """See to it that names, texts and answers are UTF-8 whatever the locale says.

    Where the locale would have file names read in another encoding, so that the documents of a build and with them its
    bytes depended on it, Python is started again in its UTF-8 mode.
    """
    if sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
    for name, errors in (("stdout", "replace"), ("stderr", "backslashreplace")):
        stream = getattr(sys, name)
        if stream is None:  # closed by who called
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors=errors)


def complain(message: str) -> None:
    """One line on standard error, whatever the message holds."""
    from kg.export.characters import for_terminal

    with suppress(OSError):  # where nobody listens, the exit status has to do
        print(f"kg: {for_terminal(message)}", file=sys.stderr, flush=True)


@contextmanager
def output() -> Iterator[None]:
    """Where answers are written. A reader that leaves early (`kg query ... | head`) has what it wanted."""
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer would fail again when the program ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno != errno.EPIPE:
            raise KgError(
                f"standard output: cannot be written ({error.strerror}); send it where there is room"
            ) from error


def show(renderable: RenderableType) -> None:
    """Write to standard output, with styles only where that is a terminal."""
    from rich.console import Console

    from kg.show import plain

    with output():
        if sys.stdout.isatty():
            Console(highlight=False).print(renderable)
        else:
            sys.stdout.write(plain(renderable))


@contextmanager
def progress(quiet: bool) -> Iterator[Progress]:
    """A progress bar on standard error, where that is a terminal and the work takes its time."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda doing, done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        *(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()),
        *(TextColumn("{task.fields[rate]}"), TimeRemainingColumn()),
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", rate="")
    began = time.monotonic()

    def tell(doing: str, done: int, of: int) -> None:
        if bar.tasks[0].description != doing:  # what is done next has a pace of its own
            bar.reset(task)
        speed = bar.tasks[0].speed
        bar.update(task, description=doing, completed=done, total=of, rate=f"{speed:.0f}/s" if speed else "")
        if time.monotonic() - began > _WAIT:
            bar.start()

    try:
        yield tell
    finally:
        bar.stop()


def summary(of: Summary) -> RenderableType:
    """What a build read and found, by type, under the names of the vocabulary in both languages."""
    from rich.table import Table

    from kg.vocabulary import VOCABULARY

    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")

    def counts(heading: str, numbers: Mapping[str, int], kinds: Mapping[str, EntityType | RelationType]) -> None:
        table.add_row(heading, str(sum(numbers.values())), style="bold")
        for name, number in numbers.items():
            if number:
                table.add_row(f"  {kinds[name].label.zh} {kinds[name].label.en}", str(number))

    table.add_row("文件 texts", str(of.texts), style="bold")
    table.add_row("  新读 read", str(of.read))
    table.add_row("  沿用 kept", str(of.texts - of.read))
    for encoding, number in of.encodings.items():
        if set(of.encodings) != {"UTF-8"}:
            table.add_row(f"  {encoding}", str(number))
    if of.skipped:
        table.add_row("跳过 skipped", str(len(of.skipped)), style="bold")
    table.add_row("文章 articles", str(of.articles), style="bold")
    counts("实体 entities", of.entities, VOCABULARY.entities)
    counts("关系 relations", of.relations, VOCABULARY.relations)
    return table
