"""Posts as the parts of a body: which of two ways of writing name one post, and which one person holds at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg import lexicon

_DATA = lexicon.data("posts")
HEAD = lexicon.alternation(_DATA["heads"])
# 副, 常务副, 第一副, … : five are more than any title has, and a bound keeps 副副副… cheap
MODIFIERS = rf"(?:{lexicon.alternation(_DATA['modifiers'])}){{0,5}}"
# 总经理助理: a title of its own, and not 总 and 经理; 常务委员会委员 and not 常务 and 委员
_FIRST = lexicon.alternation(
    [title for title in _DATA["titles"] if title.endswith("助理") or title.startswith("常务委员会")]
)
TITLE = rf"(?:{_FIRST}|{MODIFIERS}(?:{HEAD}|{lexicon.alternation(_DATA['titles'])}))"

_TITLE = re.compile(TITLE)
# what an organ may be called in a title, and how the names of bodies end: 人大主任 of a 人大常委会
_ORGANS = {form: name for name, forms in lexicon.data("bodies")["organs"].items() for form in forms}
_ONE = frozenset(_DATA["of_one_person"])
_ONE_OF_A: dict[str, str] = _DATA["of_one_person_of_a"]


def seat(post: str, names: Iterable[str] = ()) -> str:
    """The title of a post without what the `names` of its body say already: 县委书记, 书记 -> 书记 of 青禾县委.

    Two posts in one body are one if this is. Without names, and where nothing that remains is a title, it is the post
    as it is written.
    """
    return _seat(post, tuple(sorted(set(names))))


@lru_cache(maxsize=1 << 14)
def _seat(post: str, names: tuple[str, ...]) -> str:
    for end in range(len(post) - 1, 0, -1):
        said, title = post[:end], post[end:]
        if title == "长":  # 教育局长: the title shares the last character of the body
            title = said[-1] + title
        if _TITLE.fullmatch(title) and any(_ends_in(name, said) for name in names):
            return title
    return post


def _ends_in(name: str, organ: str) -> bool:
    return name.endswith((organ, _ORGANS.get(organ, organ)))


def of_one_person(title: str, name: str) -> bool:
    """Whether one person at a time holds the post of this title (as `seat` gives it) in the body of this name."""
    return title in _ONE or (title in _ONE_OF_A and name.endswith(_ONE_OF_A[title]))
