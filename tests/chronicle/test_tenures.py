"""One edge a tenure: what several pages say of one person in one post, through the extractors of a build."""

from __future__ import annotations

import json
from itertools import permutations

import pytest
from made_pages import built, posts

from kg.graph import to_node_link

APPOINTED = ("2021年3月5日", "3月4日，岚皋县人大常委会任命林远舟为岚皋县财政局局长。")
SEEN = ("2022年5月1日", "岚皋县财政局局长林远舟主持会议。")
SEEN_AGAIN = ("2022年7月9日", "7月8日，岚皋县财政局局长林远舟主持会议。")
REMOVED = ("2023年7月1日", "6月30日，岚皋县人大常委会决定免去林远舟的岚皋县财政局局长职务。")
FORMER = ("2023年9月1日", "岚皋县财政局原局长林远舟到场。")
AGAIN = ("2025年2月2日", "岚皋县人大常委会任命林远舟为岚皋县财政局局长。")


def test_an_appointment_and_a_sighting_are_one_edge() -> None:
    graph = built(APPOINTED, SEEN)
    assert posts(graph) == [
        {"post": "局长", "start": "2021-03-04", "as_of": "2021-03-04", "seen": ["2021-03-04", "2022-05-01"]}
    ]
    (row,) = [row for *_, row in graph.edges(data=True) if row["type"] == "holds_post"]
    assert [(e["document"], e["text"], e["date"], e.get("says")) for e in row["evidence"]] == [
        ("0.txt", "林远舟为岚皋县财政局局长", "2021-03-04", "start"),
        ("1.txt", "岚皋县财政局局长林远舟", "2022-05-01", None),
    ]


def test_a_removal_ends_it_and_is_no_sighting() -> None:
    assert posts(built(SEEN, REMOVED)) == [{"post": "局长", "end": "2023-06-30", "as_of": "2022-05-01"}]
    assert posts(built(REMOVED)) == [{"post": "局长", "end": "2023-06-30"}]


def test_a_former_holder_is_one_no_more_by_the_day_of_the_page() -> None:
    graph = built(SEEN, FORMER)
    assert posts(graph) == [{"post": "局长", "over": "2023-09-01", "former": "yes", "as_of": "2022-05-01"}]
    (row,) = [row for *_, row in graph.edges(data=True) if row["type"] == "holds_post"]
    assert [(e["text"], e.get("says")) for e in row["evidence"]] == [
        ("岚皋县财政局局长林远舟", None),
        ("岚皋县财政局原局长林远舟", "over"),
    ]


def test_where_the_end_is_reported_the_former_holder_says_no_more() -> None:
    assert posts(built(SEEN, REMOVED, FORMER)) == [{"post": "局长", "end": "2023-06-30", "as_of": "2022-05-01"}]


@pytest.mark.parametrize("over", [REMOVED, FORMER], ids=["removed", "former"])
def test_a_beginning_after_an_end_is_another_tenure(over: tuple[str, str]) -> None:
    first, second = posts(built(APPOINTED, SEEN, over, AGAIN))
    assert (first["start"], first["seen"]) == ("2021-03-04", ["2021-03-04", "2022-05-01"])
    assert second == {"post": "局长", "start": "2025-02-02", "as_of": "2025-02-02"}


def test_a_second_appointment_without_an_end_is_none() -> None:
    (held,) = posts(built(APPOINTED, AGAIN))
    assert (held["start"], held["seen"]) == ("2021-03-04", ["2021-03-04", "2025-02-02"])


def test_a_post_written_two_ways_is_one_and_keeps_both() -> None:
    graph = built(
        ("2022年5月1日", "岚皋县委书记林远舟主持会议。"),
        ("2022年6月1日", "中共岚皋县委决定：林远舟同志任岚皋县委常委、书记。"),
    )
    told = [held for held in posts(graph) if str(held["post"]).endswith("书记")]
    assert told == [
        {
            "post": "县委书记",
            "aliases": ["书记"],
            "start": "2022-06-01",
            "as_of": "2022-05-01",
            "seen": ["2022-05-01", "2022-06-01"],
        }
    ]


def test_the_order_of_the_pages_does_not_matter() -> None:
    def told(*pages: tuple[str, str]) -> list[dict[str, object]]:
        return posts(built(*pages))

    pages = (APPOINTED, SEEN, REMOVED, AGAIN)
    wanted = told(*pages)
    assert all(told(*order) == wanted for order in permutations(pages))


def test_the_same_pages_give_the_same_bytes() -> None:
    pages = (APPOINTED, SEEN, SEEN_AGAIN, REMOVED, FORMER)
    assert json.dumps(to_node_link(built(*pages))) == json.dumps(to_node_link(built(*pages)))
