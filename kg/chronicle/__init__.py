"""Questions about time, asked of a graph: who held which post when, who came after whom, what happened in which order,
and where the texts contradict each other.

    graph ─► holdings ─► posts_at, holders, contradictions
    graph ─► timeline, as_of

A post is known at points in time. It is held between two of them, and beyond the last only where a beginning was
reported and no end. Dates may be days, months or years, and a month is any of its days: nothing here is said to come
before another thing, or to contradict it, unless all of those days do.
"""

from kg.chronicle.contradictions import Contradiction, contradictions
from kg.chronicle.holdings import Holding, holdings, seat_of
from kg.chronicle.posts import HeldPost, bodies_of, holders, posts_at
from kg.chronicle.spans import Stretch, between_sightings, held_by_edge
from kg.chronicle.timeline import Entry, timeline
from kg.chronicle.view import as_of

__all__ = [
    "Contradiction",
    "Entry",
    "HeldPost",
    "Holding",
    "Stretch",
    "as_of",
    "between_sightings",
    "bodies_of",
    "contradictions",
    "held_by_edge",
    "holders",
    "holdings",
    "posts_at",
    "seat_of",
    "timeline",
]
