"""Who holds what: notes a person, and the posts of a group as that person's, with the bodies that only they name."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.posts import Group, Post, Posts
from kg.extract.reading import Found, Reading

# a title and a name this near are said by one stretch of the text
_NEAR = 60


class Holders:
    """The persons of one reading, as those that find them note them."""

    def __init__(self, reading: Reading, posts: Posts) -> None:
        self.reading, self.posts = reading, posts
        self.text = reading.text
        self.officials: set[str] = set()

    def holds(self, span: tuple[int, int], group: Group, start: str = "", end: str = "") -> None:
        """The person named at `span` holds the posts of the group; `start` and `end` are dates, "" where not said."""
        name = self.note("official", span)
        if not group.future:
            self._note_posts(name, span, group, self.reading.date_before(span[0]), start, end)

    def holds_too(self, person: Found, group: Group, start: str = "", end: str = "") -> None:
        """Whom a word stands for (他) holds the posts of the group; a person until now without one is an official."""
        if person.type != "official":
            same = self.reading.named(person.type, person.name)[:]
            self.reading.drop(lambda thing: (thing.type, thing.name) == (person.type, person.name))
            for thing in same:
                self.reading.add(replace(thing, type="official"))
        if not group.future:
            when = self.reading.date_before(group.start)
            self._note_posts(person.name, (person.start, person.end), group, when, start, end)

    def _note_posts(
        self, name: str, span: tuple[int, int], group: Group, when: str, start: str = "", end: str = ""
    ) -> None:
        as_of = when or self.reading.article.published
        former = "yes" if group.former and not end else ""
        for post in group.posts:
            if post.body is None:
                continue
            self._name_body(post, post.body)
            low, high = min(post.start, span[0]), max(post.end, span[1])
            together = high - low <= _NEAR and "\n" not in self.text[low:high]
            spans = [(low, high)] if together else [(post.start, post.end), span]
            spans += self._unit_of_pointed(post)
            self.reading.fact(
                ("official", name),
                "holds_post",
                post.body,
                spans,
                as_of,
                post=post.written,
                start=start,
                end=end,
                former=former,
            )

    def note(self, type_: str, span: tuple[int, int]) -> str:
        """Note a person (`official` or `person`) at a place. The name is without spaces, its parts joined by ·."""
        name = self.text[span[0] : span[1]].translate({ord(" "): None, ord("\n"): None, ord("?"): "·", ord("？"): "·"})
        if type_ == "official":
            self.officials.add(name)
        if not any(f.end == span[1] for f in self.reading.starting_at(span[0], type_)):
            self.reading.add(Found(type_, name, *span))
        return name

    def _name_body(self, post: Post, body: tuple[str, str]) -> None:
        """A body that only the post names (青禾市委常委、政法委书记) is named by it."""
        if body[0] != "organization" or self.reading.named(*body):
            return
        place = self.posts.place_of(body)
        stop = max(post.start + 1, post.end - len(post.title))
        owner = place.key if place else None
        self.reading.add(Found("organization", body[1], post.start, stop, detail="organ", owner=owner))
        above = self.posts.unit_owner.get(body[1]) or owner
        if above is not None:
            self.reading.fact(body, "belongs_to", above, [(post.start, post.end), *self._unit_of_pointed(post)])

    def _unit_of_pointed(self, post: Post) -> list[tuple[int, int]]:
        """Where the body is told whose unit the post names: 该局|刑侦大队大队长, and where 该局 is named."""
        near = [
            *self.reading.ending_at(post.start, "organization"),
            *self.reading.within(post.start, post.end, "organization"),
        ]
        whose = next((f for f in near if f.named and ("organization", f.name) != post.body), None)
        return [(whose.start, whose.end), whose.named] if whose is not None and whose.named else []
