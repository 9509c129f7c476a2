"""Who has which role at which event, one role each."""

from __future__ import annotations

from collections import defaultdict

from kg.extract.happenings import Event
from kg.extract.reading import Found, Reading

# the more it says, the more it counts: one edge for one person at one event
_RANK = ("attendee", "companion", "speaker", "observer", "leader", "signatory", "host")
_LONGEST_SPAN = 90


class Roles:
    """The roles that were given so far in one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._given: dict[tuple[tuple[str, str], int], tuple[str, list[tuple[int, int]]]] = {}
        self._somewhere: set[tuple[str, str]] = set()

    def known(self, thing: tuple[str, str], event: Event | None = None) -> bool:
        """Whether a thing has a role at the event, or at any."""
        if event is not None:
            return (thing, id(event)) in self._given
        return thing in self._somewhere

    def give(self, event: Event, thing: Found, role: str, span: tuple[int, int]) -> None:
        """Give a thing a role, unless it has a greater one; a long stretch is shown by its two ends."""
        start, end = span
        spans = [span]
        if end - start > _LONGEST_SPAN:
            spans = [(thing.start, thing.end), (end - 8, end)]
        self._somewhere.add((thing.type, thing.name))
        key = ((thing.type, thing.name), id(event))
        if key not in self._given or _RANK.index(role) > _RANK.index(self._given[key][0]):
            self._given[key] = (role, spans)

    def emit(self, events: list[Event]) -> None:
        """Note who was at the events, in which role."""
        if not self._given:
            return
        owner_of = defaultdict(set)
        for f in self.reading.found:
            if f.owner:
                owner_of[f.type, f.name].add(f.owner)
        of_event: dict[int, list[tuple[tuple[str, str], str, list[tuple[int, int]]]]] = defaultdict(list)
        for (thing, event_id), (role, spans) in self._given.items():
            of_event[event_id].append((thing, role, spans))
        for event in events:
            # the place signs by its government: where both are said to, the government does
            signers = [thing for thing, role, _ in of_event[id(event)] if role == "signatory"]
            owners = {owner for thing in signers for owner in owner_of[thing]}
            for thing, role, spans in of_event[id(event)]:
                if role != "signatory" or thing not in owners:
                    self.reading.fact(thing, "attended", event.key, spans, event.date, role=role)
