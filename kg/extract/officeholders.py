"""Who holds what: notes a person, and the posts of a group as that person's, with the bodies that only they name."""

from __future__ import annotations

from kg.extract.posts import Group, Post, Posts
from kg.extract.reading import Found, Reading
from kg.extract.titles import FORMER
from kg.text.dates import days

# a title and a name this near are said by one stretch of the text
_NEAR = 60
# this near above a list of those appointed stands the day of the meeting
_ABOVE = 400
_LONGEST_NAME = 12


class Holders:
    """The persons of one reading, as those that find them note them."""

    def __init__(self, reading: Reading, posts: Posts) -> None:
        self.reading, self.posts = reading, posts
        self.text = reading.text
        self.officials: set[str] = set()

    def holds(
        self, span: tuple[int, int], group: Group, start: str = "", end: str = "", seen: str | None = None
    ) -> None:
        """The person named at `span` holds the posts of the group.

        `start` and `end` are the dates of a beginning and an end, "" where none is said; `seen` is when the person is
        called so, where that is not the date that holds at the name.
        """
        self._note_posts(self.note("official", span), span, group, start, end, seen)

    def holds_too(self, person: Found, group: Group, start: str = "", end: str = "") -> None:
        """Whom a word stands for (他) holds the posts of the group; a person until now without one is an official."""
        if person.type != "official":
            same = self.reading.named(person.type, person.name)[:]
            self.reading.drop(lambda thing: (thing.type, thing.name) == (person.type, person.name))
            for thing in same:
                self.reading.add(thing._replace(type="official"))
        seen = self.reading.date_before(group.start) or None
        self._note_posts(person.name, (person.start, person.end), group, start, end, seen)

    def _note_posts(
        self, name: str, span: tuple[int, int], group: Group, start: str, end: str, seen: str | None
    ) -> None:
        if group.future:
            return
        former = group.former and not end
        as_of = self.seen(span[0]) if seen is None else seen
        if group.then:
            # 2019年5月，时任县长林远舟: the holder of that day, and no longer that of today
            as_of = self.reading.date_before(span[0])
            former = former and not as_of
        elif former:
            # 原县长林远舟 is the former one of the day on which this is written, whatever day it is written about
            as_of = self.reading.article.published or as_of
        for post in group.posts:
            if post.body is None:
                continue
            self._name_body(post, post.body)
            low, high = min(post.start, span[0]), max(post.end, span[1])
            if former and (word := FORMER.search(self.text, max(0, low - 2), low)):
                low = word.start()  # the word says what the fact is
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
                former="yes" if former else "",
            )

    def seen(self, position: int) -> str:
        """When one is called by a post: on the date that holds at the position, else on the article's. That of the
        article also where the two agree and it is the more exact, and where the other lies ahead (到2025年，县长…)."""
        said, published = self.reading.date_before(position), self.reading.article.published
        if not said or (published and (published.startswith(said) or days(said)[0] > days(published)[1])):
            return published
        return said

    def known_at(self, position: int) -> int | None:
        """Where the name of an official known already ends that begins at the position."""
        lengths = range(_LONGEST_NAME, 1, -1)
        return next((position + n for n in lengths if self.text[position : position + n] in self.officials), None)

    def reported(self, position: int) -> str:
        """When what is reported at a position took place: on the date that holds there or stands not far above it, else
        on the article's, of which 日前 leaves the month. A year (县人大常委会2023年第三次会议) is the article's day, if
        that lies in it."""
        said, published = self.reading.date_before(position), self.reading.article.published
        if not said and not self.reading.vague_before(position):
            # a title tells of what the text below it dates
            near = self.reading.day_below if self.reading.in_title(position) else self.reading.day_above
            said = near(position, _ABOVE)
        if not said:
            return published[:7] if self.reading.vague_before(position) else published
        if published and ((len(said) == 4 and published.startswith(said)) or days(said)[0] > days(published)[1]):
            return published
        return said

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
        above = self.posts.unit_owner.get(body[1]) or self.posts.villages.places.get(body[1]) or owner
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
