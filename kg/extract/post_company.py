"""Bodies of titles that name none, by the titles beside them and by whom the text named before.

镇党委书记甲，|党委副书记、镇长|乙; 某中学党委书记甲主持。会上，|副校长|乙发言.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import lexicon
from kg.extract.organs import organ_name
from kg.extract.places import Place
from kg.extract.post_units import Units
from kg.extract.reading import Sentence
from kg.extract.titles import Body, Group, Post, level_of
from kg.text.clean import HAN

_DATA = lexicon.data("posts")["company"]
_PARTY = tuple(_DATA["party"])
_GOVERNMENT = tuple(_DATA["of_the_government"])
_HEADS: dict[str, list[str]] = _DATA["heads"]
_ENDS_OF_BODIES = {title: tuple(ends) for title, ends in _HEADS.items()}
_BELOW: dict[str, list[str]] = _DATA["below"]
_OF_ORGANS_TOO = frozenset(_DATA["of_organs_too"])
_SOCIETIES = _ENDS_OF_BODIES["会长"]
_LONGEST = sorted(_ENDS_OF_BODIES, key=len, reverse=True)
# 局|党委副书记, 学校|党支部书记: the word for the body that was named
_POINTED: dict[str, list[str]] = _DATA["words_for_bodies"]
_WORD = re.compile(rf"(?:(?<![{HAN}])|(?<=[由和与及经]))(?P<word>{lexicon.alternation(_POINTED)})\Z")
_SHORTEST = 4  # characters by which a body is named again
_OPENS = frozenset("，、。；：\n （由和与及")
_FAR = 400  # characters back in which the body was named
_TOWNSHIP = frozenset(_DATA["of_a_township"])
_TOWNSHIPS = ("township", "zone")


def settle(units: Units, groups: list[Group]) -> None:
    """Give the posts of the last group the bodies that only its neighbours tell."""
    group = groups[-1]
    _of_the_township(units, group)
    if all(post.body is not None for post in group.posts) or group.posts[-1].kind != "plain":
        return
    beside = next((post.body for post in group.posts if post.body is not None), None)
    if beside is None and (beside := _by_short_name(units, group.start)) is not None:
        group.posts[0] = group.posts[0]._replace(body=beside)
    beside = beside or _named_before(units, groups, group)
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
    return title in _ENDS_OF_BODIES and title not in _OF_ORGANS_TOO and not body[1].endswith(_ENDS_OF_BODIES[title])


def _heads(title: str, body: Body) -> bool:
    """Whether the head of such a body is called so."""
    head = next((each for each in _LONGEST if title.endswith(each)), None)
    return head is not None and body[1].endswith(_ENDS_OF_BODIES[head])


def _of(units: Units, post: Post, beside: Body) -> Post:
    """The post in the body beside, or in the committee of the place that this is of."""
    if level_of(post.title) is not None:
        return post
    if _heads(post.title, beside):
        return post._replace(body=beside)
    place = units.place_of(beside) if beside[0] == "district" or _is_organ(units, beside) else None
    if place is None:
        village = units.villages.of.get(beside[1])
        if village is not None and post.title.startswith(("党总支", "党支部", "党委")):
            return post._replace(body=("organization", village + post.title[: 2 if post.title[1] == "委" else 3]))
        return post._replace(body=beside) if post.title in _BELOW or _can_be_of(post.title, beside) else post
    if post.title.startswith(_PARTY) and place.level in _TOWNSHIPS:
        organ = "纪委" if post.title.startswith("纪委") else "党委"
        return post._replace(body=("organization", organ_name(place, organ)))
    return post._replace(body=beside) if post.title.startswith(_GOVERNMENT) else post


def _is_organ(units: Units, body: Body) -> bool:
    return any(f.detail == "organ" for f in units.reading.named(*body))


def _named_before(units: Units, groups: list[Group], group: Group) -> Body | None:
    """The body that titles without any are of, as the words before them tell."""
    text, start = units.text, group.start
    word = _WORD.search(text, max(0, start - 4), start)
    sentence = units.reading.sentence_at(start)
    if sentence is None:
        return None
    if word is None and start and text[start - 1] not in _OPENS:
        return None
    title = group.posts[0].title
    if title in _BELOW and text[start - 1 : start] == "、" and len(groups) > 1:
        last = groups[-2].posts[-1]  # 司长甲、|处长|乙
        if last.title in _BELOW[title] and not re.search("[，。；]", text[last.end : min(start, last.end + _FAR)]):
            return last.body
    if ends := tuple(_POINTED[word["word"]]) if word else _ends(group):
        return _with_head(units, groups, sentence, start, ends)
    if not all(post.title.startswith(_PARTY) for post in group.posts):
        return None
    return (
        _keeping_company(units, groups, sentence, title)
        or _host(units, sentence, start)
        or _township_committee(units, sentence, start, title)
    )


def _by_short_name(units: Units, start: int) -> Body | None:
    """The one body named in full elsewhere whose name ends in what stands before the title: 专职消防队|副队长."""
    text, last = units.text, units.text[max(0, start - 2) : start]
    found: dict[str, int] = {}
    for name in units.names_by_end.get(last, ()):
        length = len(name) - 1
        while length >= _SHORTEST and not text.endswith(name[-length:], 0, start):
            length -= 1
        token = units.reading.token_at(start - length)
        if length >= _SHORTEST and token is not None and token.start == start - length:
            found[name] = length
    return ("organization", next(iter(found))) if len(found) == 1 else None


def _with_head(units: Units, groups: list[Group], sentence: Sentence, start: int, ends: tuple[str, ...]) -> Body | None:
    """The one body named before in the sentence, or the paragraph, whose name ends so, else the last that a title was
    in: 在某中学，|校长|甲介绍."""
    for since in (sentence.start, sentence.paragraph.start):
        near = units.reading.within(max(since, start - _FAR), start, "organization")
        named = {body.name for body in near if body.name.endswith(ends) and len(body.name) > len(ends[0]) + 1}
        if len(named) == 1:
            return ("organization", named.pop())
        if named and ends[0] == "公司":
            return None  # one firm's men visit another
    for body in _bodies_before(units, groups, start):
        for each in (body, units.whole_of(body) or body):
            if each[1].endswith(ends):
                return each
    of_article = {f.name for f in units.reading.found if f.detail == "society" and f.name.endswith(_SOCIETIES)}
    # a society is often named in the paragraphs before alone
    only = of_article.pop() if len(of_article) == 1 else None
    return ("organization", only) if only is not None and only.endswith(ends) else None


def _bodies_before(units: Units, groups: list[Group], start: int) -> Iterator[Body]:
    """The bodies of the titles before, the last first."""
    for i in range(len(groups) - 2, -1, -1):
        if groups[i].end < start - _FAR:
            return
        for post in reversed(groups[i].posts):
            if post.body is not None and post.body[0] == "organization":
                yield post.body


def _keeping_company(units: Units, groups: list[Group], sentence: Sentence, title: str) -> Body | None:
    """The body that titles of the party alone (党委副书记) share with the one named before them in the paragraph."""
    body = next(_bodies_before(units, groups, groups[-1].start), None)
    if body is None:
        return None
    body = units.whole_of(body) or body
    place = units.place_of(body) if _is_organ(units, body) else None
    if title.startswith("纪委") and place is not None and groups[-2].end > sentence.start:
        return ("organization", organ_name(place, "纪委"))
    told = units.is_no_agency(body) or body[1] in units.villages.of
    if groups[-2].end > sentence.paragraph.start and (told or (place is not None and place.level in _TOWNSHIPS)):
        return body
    return None


def _host(units: Units, sentence: Sentence, start: int) -> Body | None:
    """The one school, firm or hospital that the sentence names before: 某学院召开会议，|党委书记|甲出席."""
    bodies = units.reading.within(max(sentence.start, start - _FAR), start, "organization")
    named = {body.name for body in bodies if body.detail in ("firm", "school", "society")}
    return ("organization", named.pop()) if len(named) == 1 else None


def _township_committee(units: Units, sentence: Sentence, start: int, title: str) -> Body | None:
    """某镇召开会议，镇长甲主持，|党委书记|乙讲话."""
    place = _township(units, sentence, start)
    if place is None:
        return None
    return ("organization", organ_name(place, "纪委" if title.startswith("纪委") else "党委"))


def _township(units: Units, sentence: Sentence, start: int) -> Place | None:
    """The township that the paragraph names before, else the only one of the article."""
    near = units.reading.within(max(sentence.paragraph.start, start - _FAR), start, "district")
    named = {f.name for f in near if f.detail == "township"} or units.townships
    return units.bodies.places.get(next(iter(named))) if len(named) == 1 else None


def _of_the_township(units: Units, group: Group) -> None:
    """人大主席 without a place is the township's: a county's congress has a 主任."""
    for i, post in enumerate(group.posts):
        if post.written not in _TOWNSHIP or (post.start and units.text[post.start - 1] not in _OPENS):
            continue
        of = units.place_of(post.body)
        sentence = units.reading.sentence_at(post.start)
        if sentence is None or (of is not None and of.level == "township"):
            continue
        place = _township(units, sentence, post.start)
        if place is not None:
            group.posts[i] = post._replace(body=("organization", organ_name(place, "人大常委会")))
        elif of is not None:
            group.posts[i] = post._replace(body=None)


def _ends(group: Group) -> tuple[str, ...]:
    """How the body's name ends that has such a head; empty where the titles do not tell."""
    for post in group.posts:
        for title in _LONGEST:
            if post.title.endswith(title):
                return _ENDS_OF_BODIES[title]
    return ()
