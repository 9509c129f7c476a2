"""Who held what when, and what contradicts what, as far as the pages tell.

A tenure is one person's time in one post of one body. It is known on the days of its sightings and between the first
and the last day known of it; from a reported beginning on also after that, until an end or a successor is known.
There is a second tenure only where a beginning is reported after an end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .story import Report
from .words import data

Post = tuple[str, str]  # a body and a post in it


@dataclass(slots=True)
class Known:
    """What is known of a tenure; days are ISO dates, "" where none is."""

    person: str
    seen: list[str] = field(default_factory=list)
    start: str = ""
    end: str = ""
    former: str = ""

    @property
    def first(self) -> str:
        return min((day for day in (self.start, *self.seen) if day), default="")

    @property
    def last(self) -> str:
        return max((day for day in (self.start, self.end, *self.seen) if day), default="")

    def held(self, day: str) -> bool:
        """Known to be held: seen that day, or between two days known."""
        if day in self.seen:
            return True
        return bool(self.first) and self.first <= day <= self.last and not (self.end and day >= self.end)


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """`kind` is two-holders, after-leaving or before-beginning; one or two `people` and the post it is about."""

    kind: str
    body: str
    post: str
    people: tuple[str, ...]


def one_person(post: str) -> bool:
    """Whether only one person at a time holds it: 书记 and 局长, not 副书记 or 常委."""
    return post in data("names.yaml")["one_person"]


def tenures(reports: Iterable[Report]) -> list[Known]:
    """The tenures of one person in one post, in order."""
    found: list[Known] = []
    rank = {"end": 0, "former": 1, "begin": 2, "seen": 3}
    for report in sorted(set(reports), key=lambda r: (r.day, rank[r.what])):
        if not found or (report.what == "begin" and found[-1].end):
            found.append(Known(report.person))
        latest = found[-1]
        if report.what == "seen":
            latest.seen.append(report.day)
        elif report.what == "begin":
            latest.start = latest.start or report.day
        elif report.what == "end":
            latest.end = latest.end or report.day
        else:
            latest.former = latest.former or report.day
    return found


class Register:
    """All tenures of the reports, by post."""

    def __init__(self, reports: Iterable[Report]) -> None:
        by_post: dict[Post, dict[str, list[Report]]] = defaultdict(lambda: defaultdict(list))
        for report in reports:
            by_post[report.body, report.post][report.person].append(report)
        self.posts: dict[Post, list[Known]] = {
            post: [known for _, told in sorted(people.items()) for known in tenures(told)]
            for post, people in sorted(by_post.items())
        }

    def holders(self, day: str) -> set[tuple[str, str, str]]:
        """(person, body, post) of all who are known to hold a post on a day."""
        found = set()
        for (body, post), all_of_it in self.posts.items():
            for known in all_of_it:
                if known.held(day) or self._since(known, day, post, all_of_it):
                    found.add((known.person, body, post))
        return found

    def _since(self, known: Known, day: str, post: str, all_of_it: list[Known]) -> bool:
        """Begun, and nothing is known by that day of an end, nor of another who came to the post."""
        if not known.start or known.end or known.former or day < known.start:
            return False  # of one who is called a former holder the end is unknown, and may be any day since
        others = [other for other in all_of_it if other.person != known.person] if one_person(post) else []
        return not any(
            (other.start and known.start < other.start <= day) or any(known.last < seen <= day for seen in other.seen)
            for other in others
        )

    def contradictions(self) -> list[Contradiction]:
        return sorted(
            found for (body, post), known in self.posts.items() for found in contradictions(body, post, known)
        )


def contradictions(body: str, post: str, all_of_it: list[Known]) -> set[Contradiction]:
    """What the tenures of one post have against each other."""
    found = set()
    for number, one in enumerate(all_of_it):
        for other in all_of_it[number + 1 :]:
            if one.person == other.person or not one_person(post):
                continue
            days = {day for known in (one, other) for day in (known.first, *known.seen) if day}
            if any(one.held(day) and other.held(day) for day in days):
                found.add(Contradiction("two-holders", body, post, tuple(sorted((one.person, other.person)))))
    earlier: dict[str, Known] = {}
    for known in all_of_it:
        over = known.end or known.former
        if over and any(day > over for day in known.seen):
            found.add(Contradiction("after-leaving", body, post, (known.person,)))
        if known.start and known.person not in earlier and any(day < known.start for day in known.seen):
            found.add(Contradiction("before-beginning", body, post, (known.person,)))
        earlier.setdefault(known.person, known)
    return found
