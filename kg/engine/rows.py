"""Collections that need not fit into memory, and the few things that are done with them.

What the articles of a collection say becomes a graph in steps: each takes row by row, or all rows of one key, and is a
pure function. The steps are stated once, in these words; `kg.engine.disk` carries them out on this machine and
`kg.engine.spark` on a cluster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeAlias, TypeVar

T = TypeVar("T")
U = TypeVar("U")
V = TypeVar("V")
K = TypeVar("K", bound="Key")
R = TypeVar("R")

Key: TypeAlias = str | tuple[Any, ...]
"""Strings and tuples of strings and numbers: what can be hashed, and put in order with its like."""


class Rows(Protocol[R]):
    """Rows in no promised order. Nothing is done before they are asked for, and then each time: see `kept`."""

    def mapped(self: Rows[T], function: Callable[[T], Iterable[U]]) -> Rows[U]:
        """What the function makes of each row: none, one or several."""
        ...

    def grouped(
        self: Rows[tuple[K, V]], function: Callable[[K, list[V]], Iterable[U]], several: bool = False
    ) -> Rows[U]:
        """What the function makes of each key and all its values, which come in no promised order.

        With `several` a key may have very many values: they must be hashable, equal ones are given once, and an engine
        may bring those of a key together in steps.
        """
        ...

    def beside(
        self: Rows[tuple[K, T]], others: Rows[tuple[K, V]], function: Callable[[K, T, list[V]], Iterable[U]]
    ) -> Rows[U]:
        """What the function makes of each key of these rows, its one value here and all it has among the others."""
        ...

    def plus(self: Rows[T], others: Rows[T]) -> Rows[T]:
        """These rows and the others."""
        ...

    def kept(self) -> Rows[R]:
        """The same rows, made once, for use more than once."""
        ...

    def released(self) -> None:
        """Let go of what `kept` holds."""
        ...

    def gathered(self) -> list[R]:
        """All rows, here and in memory: for what is known to be small."""
        ...

    def __iter__(self) -> Iterator[R]:
        """The rows, here, one after the other."""
        ...
