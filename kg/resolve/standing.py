"""How high a post stands and how much of its holder it takes: whether two posts can be one person's at one time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.lexicon.posts import MODIFIERS
from kg.resolve import names

_DATA = lexicon.data("standing")
_POSTS = lexicon.data("posts")
_CORE_TITLE = re.compile(
    rf"(?P<modifiers>{MODIFIERS})"
    rf"(?P<title>{lexicon.alternation([*_POSTS['heads'], *_POSTS['titles'], *_DATA['low'], *_DATA['leaders']])})$"
)
_PLACES: dict[str, float] = {level: float(height) for level, height in _DATA["places"].items()}
_MUNICIPALITIES = tuple(_DATA["municipalities"])
_CORE = tuple(sorted(_DATA["core"], key=len, reverse=True))
_ORGANS: tuple[str, ...] = tuple(sorted(_DATA["organs"], key=len, reverse=True))
_BESIDE, _MANY = frozenset(_DATA["beside"]), frozenset(_DATA["many"])
_LEADERS, _LOW, _INNER = tuple(_DATA["leaders"]), frozenset(_DATA["low"]), frozenset(_DATA["inner"])
_OF_A_COMMITTEE = re.compile(r"[省市县区州盟旗]委(?:副?书记|常委)")
_LOWEST = 1.0
_A_STEP_OF_A_LEVEL = 2.0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a post stands.

    `kind` is that of its body: `core` (the committee and government of a place), `department`, `school`, `firm`,
    `society`, `group`, `place` (县领导, of no body) or "". `height` is in steps, None where it is not known. `whole`
    says that the post takes all of its holder's time: a head or a deputy, no seat or honour; `head`, that it is the
    first of its body; `leading`, that it is one of those who lead the place. `many` says that so many hold such a post
    that it ties no two of one name.
    """

    kind: str
    height: float | None
    whole: bool
    head: bool
    leading: bool
    many: bool


def title_of(written: str) -> str:
    """A title without the body it is written with: 区委副书记 -> 副书记, 宣传部部长 -> 部长."""
    found = _CORE_TITLE.search(written)
    if found is None:
        return written
    modifiers = "副" if "副" in found["modifiers"] else ""
    return modifiers + found["title"]


def office_of(written: str, body: str) -> str:
    """The body that a post is in, behind its place, as the title itself has it: 纪委 for 纪委书记 in 县委, 人民政府 for
    县长 in 县. `body` is what the text gives, "" for the place itself."""
    for organ in _ORGANS:
        if written.startswith(organ.removeprefix("委")):
            return organ
    if not body and title_of(written).removeprefix("副") in _POSTS["heads"]:
        return "人民政府"
    if not body and _OF_A_COMMITTEE.match(written):
        return "委"
    return body


@cache
def standing(written: str, body: str, level: str, path: str) -> Standing:
    """Where a post stands: its title as written, its office (see `office_of`), and the place's level and path."""
    title = title_of(written)
    bare = title.removeprefix("副")
    deputy = title.startswith("副") or title.endswith("助理")
    place = _PLACES.get(level)
    if place is not None and path.startswith(_MUNICIPALITIES) and level in ("county", "township", "zone"):
        place += _A_STEP_OF_A_LEVEL
    kind = _kind(body)
    beside, many = bare in _BESIDE or bare.endswith(_LEADERS), bare in _MANY
    height = _height(kind, body, place, bare)
    if height is not None and bare in _INNER:
        height -= 2
    if height is not None and (deputy or bare == "常委"):
        height -= 1
    if bare in _LOW:
        height = _LOWEST
    if beside and bare != "常委":
        height = None
    whole = not beside and kind not in ("group", "place", "")
    leading = not many and (kind in ("core", "place") or body in _ORGANS)
    return Standing(kind, height, whole, whole and not deputy and bare not in _LOW, leading, many)


def _kind(body: str) -> str:
    if not body:
        return "place"
    if body.endswith(names.SET_UP):
        return "group"
    if body in _CORE:
        return "core"
    if body in _ORGANS:
        return "department"
    kind = names.kind_of(body)
    return {"agency": "department", "state": "department", "media": "firm"}.get(kind, kind)


def _height(kind: str, body: str, place: float | None, title: str) -> float | None:
    if place is None:
        return None
    if kind in ("core", "place"):
        return place
    if kind == "department":
        return place - (1 if body in _ORGANS else 2)
    if kind == "school" and title in ("校长", "园长", "书记"):
        return place - 3
    return None
