"""Bodies of titles that name none, by the titles beside them and by whom the text named before: 镇党委书记甲，|党委副书记、
镇长|乙; 某中学党委书记甲主持。会上，|副校长|乙发言."""

from __future__ import annotations

import re

from kg import lexicon
from kg.extract.organs import organ_name
from kg.extract.post_units import Units
from kg.extract.titles import Body, Group, Post
from kg.text.clean import HAN

_DATA = lexicon.data("posts")["company"]
_PARTY = tuple(_DATA["party"])
_GOVERNMENT = tuple(_DATA["of_the_government"])
_HEADS: dict[str, list[str]] = _DATA["heads"]
_ENDS_OF_BODIES = {title: tuple(ends) for title, ends in _HEADS.items()}
_BELOW: dict[str, list[str]] = _DATA["below"]
_LONGEST = sorted(_ENDS_OF_BODIES, key=len, reverse=True)
# 局|党委副书记, 学校|党支部书记: the word for the body that was named
_POINTED: dict[str, list[str]] = _DATA["words_for_bodies"]
_WORD = re.compile(rf"(?:(?<![{HAN}])|(?<=[由和与及经]))(?:该|本|我)?(?P<word>{lexicon.alternation(_POINTED)})\Z")
_OPENS = frozenset("，、。；：\n （由和与及")
_FAR = 400  # characters back in which the body was named
_TOWNSHIPS = ("township", "zone")


def settle(units: Units, groups: list[Group]) -> None:
    """Give the posts of the last group the bodies that only its neighbours tell."""
    group = groups[-1]
    if all(post.body is not None for post in group.posts) or group.posts[-1].kind != "plain":
        return
    beside = next((post.body for post in group.posts if post.body is not None), None)
    if beside is None:
        beside = _named_before(units, groups, group)
        if beside is None:
            return
    group.posts[:] = [post if post.body is not None else _of(units, post, beside) for post in group.posts]


def _can_be_of(title: str, body: Body) -> bool:
    """Whether a title can be of such a body: 校长 of a school, 党委书记 and a deputy of any; 院士 and 代表 of none."""
    if title.startswith((*_PARTY, "副", "办公室", "工会")):
        return True
    return _heads(title, body)


def is_of_another(title: str, body: Body) -> bool:
    """Whether the title is that of a head, and of bodies that are called otherwise: 所长 behind one in a bureau."""
    return title in _ENDS_OF_BODIES and not body[1].endswith(_ENDS_OF_BODIES[title])


def _heads(title: str, body: Body) -> bool:
    """Whether the head of such a body is called so."""
    head = next((each for each in _LONGEST if title.endswith(each)), None)
    return head is not None and body[1].endswith(_ENDS_OF_BODIES[head])


def _of(units: Units, post: Post, beside: Body) -> Post:
    """The post in the body beside, or in the committee of the place that this is of."""
    if _heads(post.title, beside):
        return post._replace(body=beside)
    place = units.place_of(beside) if beside[0] == "district" or _is_organ(units, beside) else None
    if place is None:
        village = units.villages.of.get(beside[1])
        if village is not None and post.title.startswith(("党总支", "党支部", "党委")):
            return post._replace(body=("organization", village + post.title[: 2 if post.title[1] == "委" else 3]))
        return post._replace(body=beside) if post.title in _BELOW or _can_be_of(post.title, beside) else post
    if post.title.startswith(_PARTY) and place.level in _TOWNSHIPS:
        return post._replace(body=("organization", organ_name(place, "党委")))
    return post._replace(body=beside) if post.title.startswith(_GOVERNMENT) else post


def _is_organ(units: Units, body: Body) -> bool:
    return any(f.detail == "organ" for f in units.reading.named(*body))


def _named_before(units: Units, groups: list[Group], group: Group) -> Body | None:
    """The body that titles without any are of: the last that titles before them were in and that has such a head."""
    text, start = units.text, group.start
    word = _WORD.search(text, max(0, start - 4), start)
    if word is None and start and text[start - 1] not in _OPENS:
        return None
    if group.posts[0].title in _BELOW and text[start - 1 : start] == "、" and len(groups) > 1:
        last = groups[-2].posts[-1]  # 司长甲、|处长|乙
        if last.title in _BELOW[group.posts[0].title] and not re.search("[，。；]", text[last.end : start]):
            return last.body
    ends = tuple(_POINTED[word["word"]]) if word else _ends(group)
    sentence = units.reading.sentence_at(start)
    if sentence is None:
        return None
    if ends:
        for since in (sentence.start, sentence.paragraph.start):
            near = units.reading.within(since, start, "organization")
            named = {body.name for body in near if body.name.endswith(ends) and len(body.name) > len(ends[0]) + 1}
            if len(named) == 1:
                return ("organization", named.pop())
    for before in reversed(groups[:-1]):
        if before.end < start - _FAR:
            return None
        for post in reversed(before.posts):
            body = post.body
            if body is None or body[0] != "organization":
                continue
            whole = units.whole_of(body) or body
            for each in (body, whole):
                if ends and each[1].endswith(ends):
                    return each
            if not ends and before.end > sentence.paragraph.start and _keeps_company(units, group, whole):
                return whole
            if not ends:
                return None
    return None


def _ends(group: Group) -> tuple[str, ...]:
    """How the body's name ends that has such a head; empty where the titles do not tell."""
    for post in group.posts:
        for title in _LONGEST:
            if post.title.endswith(title):
                return _ENDS_OF_BODIES[title]
    return ()


def _keeps_company(units: Units, group: Group, body: Body) -> bool:
    """Whether titles of the party alone (党委副书记) are of the body of the one named before them."""
    if not all(post.title.startswith(_PARTY) for post in group.posts):
        return False
    place = units.place_of(body) if _is_organ(units, body) else None
    return units.is_no_agency(body) or body[1] in units.villages.of or (place is not None and place.level in _TOWNSHIPS)
