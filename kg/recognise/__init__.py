"""Names in a sentence: one protocol, one file for each recogniser.

A recogniser cuts a sentence into words and says what each is. It is told nothing of the page. Its tags are those of
the People's Daily corpus as Baidu's LAC uses them: PER, LOC, ORG, TIME for names; n, nz, vn, v, a, m, q, p, c, u, d, f,
r, w and so on for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, repeat
from typing import NamedTuple, Protocol, TypeAlias, runtime_checkable

from kg.errors import KgError


class Token(NamedTuple):
    """A word, its tag, and where it stands in the sentence. A tuple: there is one for every second character."""

    word: str
    tag: str
    start: int
    end: int


Cut: TypeAlias = tuple[Sequence[str], Sequence[str]]
"""The words of a sentence, and the tag of each: its tokens (`tokens`) once it is known where it stands."""

# what `Token` gives without a call of Python's
_token: Callable[[type[Token], tuple[str, str, int, int]], Token] = tuple.__new__


def tokens(words: Sequence[str], tags: Iterable[str], at: int = 0) -> list[Token]:
    """The words, with their tags, of which the first stands at `at` and each other where the one before it ends."""
    places = list(accumulate(map(len, words), initial=at))
    return list(map(_token, repeat(Token), zip(words, tags, places, places[1:], strict=False)))


class Recogniser(Protocol):
    """Cuts sentences into tagged words. `version` says whose words they are, for the record."""

    name: str
    version: str

    def __call__(self, sentence: str) -> list[Token]:
        """The words of the sentence in order; together they are all of it."""
        ...


@runtime_checkable
class Together(Protocol):
    """A recogniser that is faster where it is given many sentences at once."""

    def cut(self, sentences: Sequence[str]) -> list[Cut]:
        """The words of each, the same as if it were read alone. The lists may be shared."""
        ...


def words(recogniser: Recogniser, sentences: Sequence[str]) -> list[Cut]:
    """The words of each sentence, as the recogniser cuts it. A sentence that comes twice is cut once."""
    if isinstance(recogniser, Together):
        return recogniser.cut(sentences)
    said = {sentence: recogniser(sentence) for sentence in dict.fromkeys(sentences)}
    return [([token.word for token in said[each]], [token.tag for token in said[each]]) for each in sentences]


def _lac(threads: int) -> Recogniser:
    from kg.recognise.lac import LacRecogniser

    return LacRecogniser(threads)


def _jieba(threads: int) -> Recogniser:
    from kg.recognise.jieba import JiebaRecogniser

    return JiebaRecogniser()


RECOGNISERS: dict[str, Callable[[int], Recogniser]] = {"lac": _lac, "jieba": _jieba}
DEFAULT = "lac"


def load(name: str = DEFAULT, threads: int = 1) -> Recogniser:
    """The recogniser of that name, which may use so many threads; what it says does not hang on them. Raises `KgError`
    where there is none."""
    if name not in RECOGNISERS:
        raise KgError(f"no recogniser named {name}; choose one of {', '.join(sorted(RECOGNISERS))}")
    return RECOGNISERS[name](threads)
