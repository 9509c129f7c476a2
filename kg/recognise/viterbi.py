"""The best states of jieba's model of tags, a hidden Markov one (Viterbi, IEEE Trans. Inf. Theory 13, 1967).

What `jieba.posseg.viterbi` computes with a loop for each pair of states is computed here with arrays: the same sums in
the same order, so that the numbers, and with them the sequence, are the same to the last bit.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, TypeAlias

import jieba.posseg
import numpy as np
from numpy.typing import NDArray

State: TypeAlias = tuple[str, str]
"""Where in a word a character stands (B, M, E or S), and the tag of the word."""

# Of two sequences as good as each other jieba takes the one whose state is the greater: it comes first here, where the
# first of the greatest numbers is taken
_STATES: list[State] = sorted(jieba.posseg.trans_P, reverse=True)
_NUMBER = {state: i for i, state in enumerate(_STATES)}
_ALL = np.arange(len(_STATES))
_UNHEARD_OF = -3.14e100  # jieba.posseg.viterbi.MIN_FLOAT: of a character in a state that it never had
_NEVER = _UNHEARD_OF / 10  # less than any sequence in which that is not
_START: NDArray[np.float64] = np.array([jieba.posseg.start_P[state] for state in _STATES])
_follows: NDArray[np.float64] = np.full((len(_STATES), len(_STATES)), -np.inf)
for _state, _next in jieba.posseg.trans_P.items():
    for _other, _weight in _next.items():
        _follows[_NUMBER[_other], _NUMBER[_state]] = _weight
_BEFORE = _follows.ravel()  # state by state, what each other one weighs before it


class _Character(NamedTuple):
    """The states that a character can have, by number; for each, in a column, how likely it is to give the character,
    and where in `_BEFORE` begins what it may follow; and the numbers from 0 on."""

    states: NDArray[np.intp]
    emitted: NDArray[np.float64]
    rows: NDArray[np.intp]
    numbers: NDArray[np.intp]


@cache  # of the characters that there are
def _character(character: str) -> _Character:
    known = jieba.posseg.char_state_tab_P.get(character)
    states = _ALL if known is None else np.array(sorted(_NUMBER[state] for state in known))
    emitted = [jieba.posseg.emit_P[_STATES[i]].get(character, _UNHEARD_OF) for i in states.tolist()]
    return _Character(states, np.array(emitted)[:, None], (states * len(_STATES))[:, None], np.arange(len(states)))


def _any(character: str) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """All states of a first character, and what each weighs."""
    states, emitted, _, _ = _character(character)
    return states, _START.take(states) + emitted[:, 0]


@cache
def _first(character: str) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """The states with which a character may begin, a part of all, and what each weighs."""
    states, weights = _any(character)
    may = weights > _NEVER
    return (states[may], weights[may]) if may.any() else (states, weights)


def route(characters: str) -> list[State]:
    """The state of each character. Raises `ValueError` where no state may follow, as jieba does."""
    first = characters[0]
    return (
        _route(characters, *_first(first), _NEVER)
        or _route(characters, *_any(first), -np.inf)  # with characters that it has never seen
        or _by_jieba(characters)  # none of the states of a character may follow: jieba takes any then that can
    )


def _route(characters: str, states: NDArray[np.intp], weights: NDArray[np.float64], least: float) -> list[State] | None:
    """The best states that begin with one of these; None where they weigh no more than `least`."""
    held, back = [states], []
    for character in characters[1:]:
        before = states
        states, emitted, rows, numbers = _character(character)
        # A row for each state and a column for each before it: numpy finds what is greatest in a row the fastest
        sums = _BEFORE.take(rows + before)
        sums += weights  # jieba adds in this order
        sums += emitted
        best = sums.argmax(axis=1)
        held.append(states)
        back.append(best)
        weights = sums.ravel().take(numbers * len(before) + best)
    at = int(weights.argmax())
    if weights[at] <= least:
        return None
    best_states = [_STATES[held[-1][at]]]
    for states, best in zip(reversed(held[:-1]), reversed(back), strict=True):
        at = best[at]
        best_states.append(_STATES[states[at]])
    return best_states[::-1]


def _by_jieba(characters: str) -> list[State]:
    model = (jieba.posseg.char_state_tab_P, jieba.posseg.start_P, jieba.posseg.trans_P, jieba.posseg.emit_P)
    found: list[State] = jieba.posseg.viterbi(characters, *model)[1]
    return found


def cut(characters: str) -> list[tuple[str, str]]:
    """The words, and jieba's tags of them, of characters that `jieba.posseg` would ask its model about."""
    states = route(characters)
    words: list[tuple[str, str]] = []
    begin = done = 0
    for i, (place, tag) in enumerate(states):
        if place == "B":
            begin = i
        elif place in "ES":
            words.append((characters[begin if place == "E" else i : i + 1], tag))
            done = i + 1
    if done < len(characters):
        words.append((characters[done:], states[done][1]))
    return words
