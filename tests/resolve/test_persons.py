"""Persons across articles: one where posts, places and dates speak for it, two where no one has both posts."""

from __future__ import annotations

import random

import pytest
from joined_things import entities
from made_persons import (
    BUREAU,
    CITY,
    CITY_BUREAU,
    CITY_COMMITTEE,
    CITY_FINANCE,
    COMMITTEE,
    COUNTY,
    DEPUTY,
    ELSEWHERE,
    FINANCE,
    FOREST,
    GOVERNMENT,
    LAND,
    LIN,
    MAYOR,
    OTHER,
    POLICE,
    SCHOOL,
    TOWN_GOVERNMENT,
    WATER,
    Post,
    page,
)

from kg.model import Findings
from kg.resolve.entity import Entity


def people(*pages: Findings, name: str = LIN) -> list[Entity]:
    found = entities(sorted(pages, key=lambda f: (f.article.document, f.article.number)))
    return sorted(
        {e.id: e for (_, t, n), e in found.items() if n == name and t != "event"}.values(), key=lambda e: e.id
    )


def one(*pages: Findings, name: str = LIN) -> Entity:
    (found,) = people(*pages, name=name)
    return found


def reasons(*pages: Findings) -> set[str]:
    """What kept apart those that stayed apart; that they did."""
    found = people(*pages)
    assert len(found) > 1
    return {row["by"] for each in found for row in each.apart}


# -- what ties ---------------------------------------------------------------------------------------------------------


def test_a_person_moves_from_post_to_post_in_a_county() -> None:
    person = one(page("a.txt", BUREAU, date="2019-05-11"), page("b.txt", FINANCE, date="2021-06-01"))
    assert person.joins == [{"by": "district", "at": "云川省/白鹭市/青禾县", "things": ["a.txt#1", "b.txt#1"]}]


def test_a_township_s_head_rises_to_a_bureau_of_the_county() -> None:
    person = one(page("a.txt", TOWN_GOVERNMENT, date="2017-03-01"), page("b.txt", BUREAU, date="2019-05-11"))
    assert [row["by"] for row in person.joins] == ["county"]


def test_a_post_that_a_text_says_is_past_ties() -> None:
    moved = page("b.txt", BUREAU, date="2021-06-01", former="yes")
    rose = page("c.txt", BUREAU, CITY_BUREAU, date="2021-06-01")
    assert one(page("a.txt", BUREAU, date="2019-05-11"), moved)
    assert one(page("a.txt", BUREAU, date="2019-05-11"), rose, page("d.txt", CITY_BUREAU, date="2022-01-01"))


def test_the_same_event_ties_one_without_a_post() -> None:
    meeting = ("全市教育工作会议",)
    bare = page("b.txt", type_="person", date="2019-05-11", about=(CITY,), events=meeting)
    assert one(page("a.txt", BUREAU, date="2019-05-11", events=meeting), bare)


def test_leaders_of_a_city_are_one_through_their_posts() -> None:
    person = one(page("a.txt", MAYOR, date="2019-05-11"), page("b.txt", CITY_COMMITTEE, date="2021-06-01"))
    assert [row["by"] for row in person.joins] == ["prefecture"]


def test_heads_of_departments_of_a_city_are_one_where_the_name_is_no_common_one() -> None:
    def pages(name: str) -> list[Findings]:
        first = page("a.txt", CITY_BUREAU, date="2019-05-11", name=name)
        return [first, page("b.txt", CITY_FINANCE, date="2021-06-01", name=name)]

    assert len(people(*pages("林远舟"))) == 1
    assert len(people(*pages("张伟"), name="张伟")) == 2


def test_one_without_a_post_is_the_official_of_the_district_that_the_article_is_about() -> None:
    bare = page("b.txt", type_="person", about=(COUNTY,))
    assert one(page("a.txt", BUREAU, date="2019-05-11"), bare).type == "official"
    elsewhere = page("b.txt", type_="person", about=(OTHER,))
    assert len(people(page("a.txt", BUREAU, date="2019-05-11"), elsewhere)) == 2


def test_one_of_a_common_name_without_a_post_is_known_by_the_company() -> None:
    from dataclasses import replace

    def leader(document: str, name: str) -> Findings:
        return page(document, DEPUTY, date="2019-05-11", name=name)

    leaders = [leader("a.txt", "张伟"), leader("c.txt", "沈若岚"), leader("d.txt", "何望舒")]
    assert len(people(*leaders, page("b.txt", type_="person", name="张伟", about=(COUNTY,)), name="张伟")) == 2
    mentions = [page("b.txt", type_="person", name=name).mentions[0] for name in ("沈若岚", "何望舒")]
    alone = page("b.txt", type_="person", name="张伟", about=(COUNTY,))
    together = replace(alone, mentions=(*alone.mentions, *mentions))
    assert one(*leaders, together, name="张伟").joins[0]["by"] == "company"


def test_a_committee_whose_place_is_left_open_is_that_of_the_one_who_has_the_post_in_the_prefecture() -> None:
    bare: Post = ("县委", None, "县委书记")
    open_ = page("b.txt", bare, date="2019-06-01", about=(COUNTY, OTHER))
    assert one(page("a.txt", COMMITTEE, date="2019-05-11"), open_)
    two = [
        page("a.txt", COMMITTEE, date="2019-05-11"),
        page("c.txt", ("柳溪县委", OTHER, "县委书记"), date="2019-05-11"),
    ]
    assert len(people(*two, open_)) == 3


# -- what does not -----------------------------------------------------------------------------------------------------


def test_two_of_one_province_are_nobody_else() -> None:
    assert len(people(page("a.txt", FOREST, date="2019-05-11"), page("b.txt", LAND, date="2021-06-01"))) == 2


def test_two_of_two_counties_of_a_city_are_two() -> None:
    assert len(people(page("a.txt", BUREAU, date="2019-05-11"), page("b.txt", ELSEWHERE, date="2021-06-01"))) == 2


def test_a_post_in_a_county_and_one_in_the_city_above_it_are_two_people_s_unless_a_text_says_more() -> None:
    assert len(people(page("a.txt", COMMITTEE, date="2019-05-11"), page("b.txt", CITY_BUREAU, date="2021-06-01"))) == 2


def test_two_heads_of_one_day_are_two() -> None:
    assert reasons(page("a.txt", BUREAU, date="2019-05-11"), page("b.txt", FINANCE, date="2019-05-11")) == {"posts"}


def test_two_whose_posts_interleave_are_two() -> None:
    pages = [page("a.txt", BUREAU, date="2019-05-11"), page("c.txt", BUREAU, date="2020-05-11")]
    assert reasons(*pages, page("b.txt", FINANCE, date="2019-11-01")) == {"posts"}


@pytest.mark.parametrize(
    ("high", "low"),
    [(MAYOR, BUREAU), (GOVERNMENT, ("青禾县公安局", COUNTY, "民警")), (DEPUTY, ("青禾县第一中学", COUNTY, "班主任"))],
)
def test_posts_of_one_day_far_apart_in_standing_are_two_people_s(high: Post, low: Post) -> None:
    pages = [page("a.txt", high, date="2019-05-11"), page("a.txt", low, date="2019-05-11", number=2)]
    assert reasons(*pages) == {"standing"}


def test_no_one_falls_from_bureau_to_school_in_a_month() -> None:
    assert reasons(page("a.txt", BUREAU, date="2019-05-11"), page("b.txt", SCHOOL, date="2019-06-11")) == {"district"}


@pytest.mark.parametrize(
    ("first", "second"),
    [(COMMITTEE, GOVERNMENT), (DEPUTY, POLICE), (BUREAU, ("青禾县教育局", COUNTY, "党组书记"))],
)
def test_posts_that_one_person_may_well_have_at_once_tie(first: Post, second: Post) -> None:
    assert one(page("a.txt", first, date="2019-05-11"), page("b.txt", second, date="2019-05-11"))


def test_posts_that_an_article_gives_to_one_person_are_no_reason_against_it() -> None:
    both = page("c.txt", BUREAU, FINANCE, date="2019-05-11")
    assert one(page("a.txt", BUREAU, date="2019-05-11"), page("b.txt", FINANCE, date="2019-05-11"), both)


def test_who_may_be_either_of_two_is_neither() -> None:
    pages = [page("a.txt", BUREAU, date="2019-05-11"), page("b.txt", FINANCE, date="2021-06-01")]
    assert len(people(*pages, page("c.txt", WATER, date="2021-06-01"))) == 3
    assert "either" in reasons(*pages, page("c.txt", WATER, date="2021-06-01"))


def test_a_body_that_many_share_joins_no_two_that_exclude_each_other() -> None:
    """a ~ b and b ~ c by seats in one assembly, and a and c head two bureaus on one day."""
    seat: Post = ("青禾县人大常委会", COUNTY, "委员")
    a = page("a.txt", BUREAU, seat, date="2019-05-11")
    b = page("b.txt", seat, date="2019-05-12")
    c = page("c.txt", FINANCE, seat, date="2019-05-11")
    found = people(a, b, c)
    assert not any({"a.txt", "c.txt"} <= {document for (document, _), _, _ in each.members} for each in found)


def test_a_removal_that_is_dated_after_the_next_post_began_is_no_reason_against_it() -> None:
    begun = page("b.txt", FINANCE, date="2021-03-01", start="2021-03-01")
    removed = page("c.txt", BUREAU, date="2021-05-30", end="2021-05-30")
    assert one(page("a.txt", BUREAU, date="2020-01-01"), begun, removed)


# -- ids ---------------------------------------------------------------------------------------------------------------


def test_an_id_names_the_body_of_the_first_post_and_of_a_leader_the_district() -> None:
    assert one(page("a.txt", BUREAU, date="2019-05-11")).id == "official:林远舟@云川省/白鹭市/青禾县/青禾县教育局"
    assert one(page("a.txt", COMMITTEE, date="2019-05-11")).id == "official:林远舟@云川省/白鹭市/青禾县"


def test_pages_about_others_and_later_ones_do_not_change_an_id() -> None:
    alone = one(page("b.txt", BUREAU, date="2019-05-11")).id
    namesake = page("a.txt", ("青禾县公安局", COUNTY, "民警"), date="2019-05-11")
    later = page("a.txt", FINANCE, date="2021-06-01", number=2)
    elsewhere = page("c.txt", ELSEWHERE, date="2018-01-01")
    assert alone in {each.id for each in people(page("b.txt", BUREAU, date="2019-05-11"), namesake, later, elsewhere)}


def test_namesakes_in_one_body_have_ids_of_their_own() -> None:
    teacher: Post = ("青禾县第一中学", COUNTY, "班主任")
    pages = [page("a.txt", SCHOOL, date="2019-05-11"), page("b.txt", teacher, date="2019-05-11")]
    found = [each.id for each in people(*pages, page("c.txt", SCHOOL, date="2019-05-12"))]
    assert len(found) == len(set(found))


# -- any order ---------------------------------------------------------------------------------------------------------


def test_the_outcome_is_a_function_of_the_set_of_pages() -> None:
    posts = [BUREAU, FINANCE, WATER, SCHOOL, COMMITTEE, GOVERNMENT, DEPUTY, CITY_BUREAU, MAYOR, TOWN_GOVERNMENT]
    for seed in range(30):
        dice = random.Random(seed)
        pages = [
            page(f"{i}.txt", *dice.sample(posts, dice.choice((0, 1, 1, 2))), date=f"20{dice.randint(15, 22)}-05-11")
            for i in range(8)
        ]
        told = [(e.id, sorted(e.members), e.joins, e.apart) for e in people(*pages)]
        renamed = {f"{i}.txt": f"{j}.txt" for i, j in enumerate(dice.sample(range(8), 8))}
        groups = {frozenset(document for (document, _), _, _ in each[1]) for each in told}
        again = people(*(_moved(p, renamed[p.article.document]) for p in pages))
        moved = {frozenset(document for (document, _), _, _ in each.members) for each in again}
        assert {frozenset(renamed[document] for document in group) for group in groups} == moved


def _moved(page: Findings, document: str) -> Findings:
    """The same article in a document of another name."""
    from dataclasses import replace

    return replace(page, article=page.article._replace(document=document))
