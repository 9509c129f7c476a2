"""Within an article: two persons of one name, where it gives them posts that no one has both.

Of 张伟（县教育局） and 张伟（县公安局） in one list the second is 张伟#2 from here on: the article's own name for it.
`setting.bare` takes the number off again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model import Fact, Findings, Mention, Span
from kg.resolve import bodies
from kg.resolve.careers import POSTS, Post, clash, post_of
from kg.resolve.setting import Setting

_CHANGES = frozenset({"start", "end", "former", "over"})  # a post that began or ended may be the one after the other


def told_apart(findings: Findings) -> Findings:
    """The findings with each of the namesakes in the article under a name of its own."""
    held: dict[str, list[Fact]] = defaultdict(list)
    for fact in findings.facts:
        if fact.subject[0] == "official" and fact.relation in POSTS and not _CHANGES & {n for n, _ in fact.qualifiers}:
            held[fact.subject[1]].append(fact)
    times = Counter(mention.name for mention in findings.mentions if mention.type == "official")
    several = {
        name: facts for name, facts in held.items() if times[name] > 1 and len({fact.object for fact in facts}) > 1
    }
    if not several:
        return findings
    setting = Setting(findings)
    key_of = {name: bodies.key(setting, name) for type_, name in setting.things if type_ == "organization"}
    places: dict[str, set[Span]] = defaultdict(set)
    for mention in findings.mentions:
        if mention.type == "official" and mention.name in several:
            places[mention.name].add(mention.span)
    person_at: dict[str, dict[Span, int]] = {}
    for name, facts in sorted(several.items()):
        found = _persons(sorted(places[name]), [(fact, post_of(setting, fact, key_of)) for fact in facts])
        if len(set(found.values())) > 1:
            person_at[name] = found
    return _renamed(findings, person_at) if person_at else findings


def _persons(places: list[Span], posts: Iterable[tuple[Fact, Post]]) -> dict[Span, int]:
    """Which person each mention of a name is, by number."""
    posts_at: dict[Span, list[Post]] = defaultdict(list)
    for fact, post in posts:
        at = _mentions(fact.spans, places)
        if len(at) == 1:
            posts_at[at[0]].append(post)
    persons: list[dict[Post, None]] = [{}]  # what each holds, in the order in which it is told
    found: dict[Span, int] = {}
    last = 0
    for place in places:
        own = posts_at.get(place, [])
        if own:
            free = [n for n, known in enumerate(persons) if not any(clash(a, b) for a in known for b in own)]
            same = [n for n in free if {a.seat for a in persons[n]} & {b.seat for b in own}]
            last = (same or free or [len(persons)])[0]
            if last == len(persons):
                persons.append({})
            persons[last] |= dict.fromkeys(own)
        found[place] = last
    return found


def _mentions(spans: Iterable[Span], places: list[Span]) -> list[Span]:
    """The mentions, in their order, that lie within the words of a fact."""
    found = set()
    for span in spans:
        at = bisect_left(places, span.start, key=lambda place: place.start)
        while at < len(places) and places[at].start < span.end:
            if places[at].end <= span.end:
                found.add(places[at])
            at += 1
    return sorted(found)


def _renamed(findings: Findings, person_at: Mapping[str, Mapping[Span, int]]) -> Findings:
    """The findings in which each mention of a name that several bear is of the person that it is said to be."""
    places = {name: sorted(found) for name, found in person_at.items()}

    def called(name: str, person: int) -> tuple[str, str]:
        return "official", f"{name}#{person + 1}" if person else name

    def mention(each: Mention) -> Mention:
        if each.type != "official" or each.name not in person_at:
            return each
        return each._replace(name=called(each.name, person_at[each.name][each.span])[1])

    def fact(each: Fact) -> Fact:
        name = each.subject[1]
        if each.subject[0] != "official" or name not in person_at:
            return each
        at = _mentions(each.spans, places[name])
        return each._replace(subject=called(name, person_at[name][at[0]])) if at else each

    return replace(findings, mentions=tuple(map(mention, findings.mentions)), facts=tuple(map(fact, findings.facts)))
