"""Posts: two ways of writing that are one, and those that one person holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.posts import of_one_person, seat


@pytest.mark.parametrize(
    ("post", "body", "wanted"),
    [
        ("县委书记", "青禾县委", "书记"),
        ("书记", "青禾县委", "书记"),
        ("县委副书记", "青禾县委", "副书记"),
        ("党工委书记", "临湖新区党工委", "书记"),
        ("宣传部长", "青禾县委宣传部", "部长"),
        ("宣传部部长", "青禾县委宣传部", "部长"),
        ("公安局长", "青禾县公安局", "局长"),
        ("人大主任", "青禾县人大常委会", "主任"),
        ("人民代表大会常务委员会主任", "青禾县人大常委会", "主任"),
        ("集团董事长", "远山集团", "董事长"),
        ("党组书记", "青禾县教育局", "党组书记"),  # not the same as the bureau's head
        ("县长", "青禾县人民政府", "县长"),
        ("委员", "青禾县委", "委员"),  # 委 is not the body here
        ("县领导", "青禾县", "县领导"),
    ],
)
def test_one_seat(post: str, body: str, wanted: str) -> None:
    assert seat(post, [body]) == wanted


def test_any_name_of_the_body_will_do() -> None:
    assert seat("县委书记", ["中共青禾县委员会", "青禾县委"]) == "书记"


@given(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=3))
def test_a_seat_is_stable_and_never_empty(post: str, names: list[str]) -> None:
    assert bool(seat(post, names)) == bool(post)
    assert seat(post, names) == seat(post, reversed(names))


@pytest.mark.parametrize(
    ("title", "body", "wanted"),
    [
        ("书记", "青禾县委", True),
        ("县长", "青禾县", True),
        ("局长", "青禾县教育局", True),
        ("院长", "青禾县人民医院", True),
        ("董事长", "远山集团", True),
        ("副书记", "青禾县委", False),
        ("代县长", "青禾县", False),
        ("常务副县长", "青禾县", False),
        ("常委", "青禾县委", False),
        ("处长", "青禾县财政局", False),  # of one of its divisions, and there are several
        ("院长", "青禾大学", False),
        ("组长", "青禾县防汛工作领导小组", False),
    ],
)
def test_posts_of_one_person(title: str, body: str, wanted: bool) -> None:
    assert of_one_person(title, body) is wanted
