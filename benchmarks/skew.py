"""What a few names that everybody speaks of do to a cluster: keys dealt out to partitions, with and without salt.

Mentions of things follow Zipf's law: the n-th most spoken of has a share of 1/n^s. A partition takes all facts of its
keys, so the largest decides how long a stage takes and how much memory it needs. A hot key is dealt out over all
partitions by a salt and put together in a second step, of which one row a salt is left.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from measured import Row

from kg.engine.spark import hot_beyond

S = 1.0  # of Zipf's law, as names in news have it


def loads(keys: int, facts: float, partitions: int, salted: bool, seed: int = 1) -> np.ndarray:
    """The facts of each partition where keys are dealt out at random, as by a hash."""
    chance = np.random.default_rng(seed)
    weights = 1.0 / np.arange(1, keys + 1) ** S
    sizes = weights / weights.sum() * facts
    if salted:
        hot = sizes / partitions > hot_beyond(int(facts / partitions), partitions)
        sizes = np.concatenate([np.repeat(sizes[hot] / partitions, partitions), sizes[~hot]])
    found = np.zeros(partitions)
    np.add.at(found, chance.integers(0, partitions, len(sizes)), sizes)
    return found


def rows(full: bool) -> Iterator[Row]:
    """The largest partition beside the average, for the collections of the plan."""
    for pages, partitions in ((10**6, 200), (10**8, 4000)):
        # facts and mentions a page, and new things a page, as a build of the generator's pages has them
        facts, keys = pages * 70.0, min(pages * 2, 20_000_000)
        for salted in (False, True):
            found = loads(keys, facts, partitions, salted)
            yield Row(
                f"{pages:,} pages in {partitions} partitions, {'hot keys salted' if salted else 'as they are'}",
                f"largest {found.max() / 1e6:,.1f} million facts, average {found.mean() / 1e6:,.2f} million",
                f"{found.max() / found.mean():.1f} times the average",
            )
