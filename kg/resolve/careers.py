"""The posts of a person as the articles tell them, and whether two sets of posts can be one person's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from kg.model import Fact
from kg.resolve.setting import Setting, Thing
from kg.resolve.standing import Standing, office_of, standing, title_of
from kg.text.dates import days, is_date

PostKey: TypeAlias = tuple[str, str]
"""The key of a post's body (or of its district), and its title."""

# what 县委 tells of its place where the article never names it; 市 may be of two levels
_LEVELS = {"省": "province", "州": "prefecture", "盟": "prefecture", "县": "county", "区": "county", "旗": "county"}
_LEVELS |= {"镇": "township", "乡": "township"}
POSTS = ("holds_post", "works_for")
_STEPS_A_YEAR = 0.75  # how fast a career rises at most
_TOO_FAR = 2.0  # steps between two posts of one day that no one has both
_HALF_A_DAY = 0.5
_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a person in one article.

    `office` is what the body is called behind its place. `place` is the path of the district that it is of, "" where
    the article does not say which 县委 it is, and `around` is then the prefecture that the article is about. `level` is
    the district's; `inside` are the bodies above.
    `begun` is a day (as an ordinal) by which it was held for certain, `lasted` one up to which it was: None of a past
    post, and where the article has no date.
    """

    body: str
    title: str
    said: str
    office: str
    place: str
    level: str
    around: str
    inside: tuple[str, ...]
    standing: Standing
    begun: float | None
    lasted: float | None

    @property
    def key(self) -> PostKey:
        return self.body, self.title

    @property
    def seat(self) -> str:
        """The post, however the text puts it: 纪委书记 of 县委 and 书记 of 县纪委 are one."""
        body = f"{self.place}/{self.place.split('/')[-1]}{self.office}" if self.place else self.body.split(":", 1)[1]
        return f"{body} {self.title}"


def posts_of(setting: Setting, person: Thing, key_of: Mapping[str, str]) -> Iterator[Post]:
    """The posts that an article gives a person. `key_of` are the keys of its bodies."""
    for fact in setting.said_of.get(person, ()):
        if fact.relation in POSTS:
            yield post_of(setting, fact, key_of)


def post_of(setting: Setting, fact: Fact, key_of: Mapping[str, str]) -> Post:
    """The post that a fact tells of."""
    qualifiers = dict(fact.qualifiers)
    written = qualifiers.get("post", "")
    type_, name = fact.object
    if type_ == "district":
        body, place, rest = f"district:{setting.path(name)}", setting.path(name), ""
        inside: tuple[str, ...] = ()
    else:
        body, inside = key_of[name], tuple(key_of[up] for up in _above(setting, name))
        place = _place(setting, name, body)
        tail = body.split("/")[-1].removeprefix("organization:")
        rest = tail.removeprefix(place.split("/")[-1]) if place else tail
    unplaced = body.startswith(f"organization:{setting.document}/")
    level = _LEVELS.get(rest[0], "") if unplaced else _level(setting, place)
    office = office_of(written, rest[1:] if unplaced else rest)
    begun, lasted = _held(fact.as_of, qualifiers)
    return Post(
        body,
        title_of(written),
        f"{name if type_ == 'organization' else ''}{written}",
        office,
        place,
        level,
        setting.region if unplaced else "",
        inside,
        standing(written, office, level, place),
        begun,
        lasted,
    )


def _above(setting: Setting, name: str) -> list[str]:
    found: list[str] = []
    owner = setting.owners.get(name)
    while owner is not None and owner[0] == "organization" and owner[1] not in (*found, name):
        found.append(owner[1])
        owner = setting.owners.get(owner[1])
    return found


def _place(setting: Setting, name: str, body: str) -> str:
    for each in (name, *_above(setting, name)):
        owner = setting.owners.get(each)
        if owner is not None and owner[0] == "district":
            return setting.path(owner[1])
    path, slash, _ = body.removeprefix("organization:").rpartition("/")
    return path if slash and path in setting.around else ""


def _level(setting: Setting, path: str) -> str:
    """The level of a path's last district: as the article has it, else by how it is called."""
    if not path:
        return ""
    if path in setting.levels:
        return setting.levels[path]
    last, depth = path.split("/")[-1], path.count("/")
    if last.endswith(("镇", "乡", "街道")):
        return "township"
    if last.endswith(("新区", "开发区", "高新区", "经开区", "度假区", "园区")):
        return "zone"
    if last.endswith(("省", "自治区")):
        return "province"
    return "prefecture" if last.endswith(("市", "州", "盟", "地区")) and depth < 2 else "county"


def _held(as_of: str, qualifiers: dict[str, str]) -> tuple[float | None, float | None]:
    """From when on, and up to when, a post was held for certain: on one day, where the article has just a day.

    What begins on a day takes the second half of it, so that it may begin where another post was last seen.
    """
    if start := qualifiers.get("start"):
        first, last = _days(start)
        return last + _HALF_A_DAY, first + _HALF_A_DAY
    # one may be removed on paper long after the next post began
    if qualifiers.get("end") or qualifiers.get("former") or not is_date(as_of):
        return None, None
    first, last = _days(as_of)
    return float(last), float(first)


def _days(iso: str) -> tuple[int, int]:
    """The first and the last day that a date of any exactness may mean."""
    first, last = days(iso)
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()


class Career:
    """The posts of one or more articles taken together, each once, with the days between which it was seen."""

    def __init__(self, posts: Iterable[Post]) -> None:
        self.posts: dict[PostKey, Post] = {}
        for post in posts:
            known = self.posts.get(post.key)
            self.posts[post.key] = post if known is None else _both(known, post)

    @property
    def seen(self) -> tuple[float, float] | None:
        """The first and the last day on which it is known to hold a post."""
        known = [day for post in self.posts.values() for day in (post.begun, post.lasted) if day is not None]
        return (min(known), max(known)) if known else None

    @property
    def height(self) -> float | None:
        """How high the highest post stands."""
        return max((p.standing.height for p in self.posts.values() if p.standing.height is not None), default=None)


def _both(first: Post, second: Post) -> Post:
    begun = [post.begun for post in (first, second) if post.begun is not None]
    lasted = [post.lasted for post in (first, second) if post.lasted is not None]
    return Post(
        first.body,
        first.title,
        min(first.said, second.said, key=lambda said: (-len(said), said)),
        first.office,
        first.place or second.place,
        first.level or second.level,
        first.around or second.around,
        first.inside or second.inside,
        first.standing,
        min(begun, default=None),
        max(lasted, default=None),
    )


def excludes(first: Career, second: Career, together: set[frozenset[str]]) -> tuple[str, str] | None:
    """Why two careers cannot be one person's, as (by, at); None where they can.

    `together` are pairs of bodies of which some article says that one person of the name has posts in both.
    """
    # where one post is of a city in the one article and of one in it in the other, so may the others be
    mistaken = any(one_city(one, other) for one in first.posts.values() for other in second.posts.values())
    for one in sorted(first.posts.values(), key=lambda post: post.key):
        for other in sorted(second.posts.values(), key=lambda post: post.key):
            if one.seat == other.seat or frozenset({one.body, other.body}) in together:
                continue
            if mistaken and _city_in_city(one, other):
                continue
            if reason := _excludes(one, other):
                return reason, f"{one.said} {_day(one)} / {other.said} {_day(other)}"
    return None


def _excludes(one: Post, other: Post) -> str:
    gap = _gap(one, other)
    return clash(one, other, gap) if gap is not None else ""


def clash(one: Post, other: Post, gap: float = 0.0) -> str:
    """Why no one has both posts with so many days between them: `posts`, `standing`, or "" where one may."""
    high, low = one.standing.height, other.standing.height
    if high is not None and low is not None:
        apart = abs(high - low)
        if apart >= _TOO_FAR + (1 if one.body == other.body else 0) and apart - _TOO_FAR >= gap / _A_YEAR:
            return "standing"
    placed = not one.around and not other.around
    if gap == 0 and placed and one.standing.whole and other.standing.whole and not _go_together(one, other):
        return "posts"
    return ""


def one_city(one: Post, other: Post) -> bool:
    """Whether 市委书记 may be of a city or of one in it: what an article means by 市 is often left open."""
    return (one.title, one.office) == (other.title, other.office) and _city_in_city(one, other)


def _city_in_city(one: Post, other: Post) -> bool:
    below, above = sorted((one.place, other.place), key=len, reverse=True)
    return below.endswith("市") and above.endswith("市") and below.startswith(f"{above}/")


def _go_together(one: Post, other: Post) -> bool:
    """Whether one person may well have both posts at once: 县委书记 and 县长, 副县长 and 公安局局长, two firms."""
    a, b = sorted((one, other), key=lambda post: (post.standing.kind != "core", post.body))
    if a.seat == b.seat or a.body in b.inside or b.body in a.inside or _begins(a.body, b.body):
        return True
    kinds = {a.standing.kind, b.standing.kind}
    if kinds == {"firm"}:
        return True
    if a.standing.kind != "core":
        return False
    nested = a.place == b.place or a.place.startswith(f"{b.place}/") or b.place.startswith(f"{a.place}/")
    if b.standing.kind == "core":
        return a.place == b.place or ("zone" in (a.level, b.level) and nested)
    return a.place == b.place and b.standing.kind == "department"


def _begins(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _gap(one: Post, other: Post) -> float | None:
    """Days between two posts, 0 where they were held at one time; None where a date is missing or too vague."""
    if one.begun is None or one.lasted is None or other.begun is None or other.lasted is None:
        return None
    late, early = max(one.begun, other.begun), min(one.lasted, other.lasted)
    if late <= early:
        return 0.0
    if one.begun > one.lasted or other.begun > other.lasted:
        return None  # no more than a year or a month is known
    return late - early


def _day(post: Post) -> str:
    if post.begun is None or post.lasted is None:
        return ""
    first, last = (date.fromordinal(round(day)).isoformat() for day in sorted((post.begun, post.lasted)))
    return first if first == last else f"{first}…{last}"


def follows(first: Career, second: Career) -> bool:
    """Whether one career may go on in the other: no fall by a step, and no rise faster than careers rise, from the
    posts of the one that are nearest in time to posts of the other."""
    high, low = first.height, second.height
    if high is None or low is None:
        return True
    pairs = [
        (days, one, other)
        for one in first.posts.values()
        for other in second.posts.values()
        if one.standing.height is not None and other.standing.height is not None
        if (days := _gap(one, other)) is not None
    ]
    if not pairs:
        return abs(high - low) <= _TOO_FAR
    nearest = min(days for days, _, _ in pairs)
    near = [(one, other) for days, one, other in pairs if days <= nearest + _A_YEAR]
    rise = max(_height(other) for _, other in near) - max(_height(one) for one, _ in near)
    if nearest == 0:  # at one time: 副县长 and 公安局局长
        return abs(rise) < _TOO_FAR
    if any((one.lasted or 0) > (other.begun or 0) for one, other in near):
        rise = -rise
    return -1 < rise <= 1 + nearest / _A_YEAR * _STEPS_A_YEAR


def _height(post: Post) -> float:
    return post.standing.height or 0.0


def is_leading(career: Career, level: str) -> bool:
    """Whether it holds one of the posts that lead a division of that level."""
    return any(post.level == level and post.standing.leading for post in career.posts.values())
