"""Who held which post on a date, and why that is known; who came after whom."""

from __future__ import annotations

import pytest
from made_pages import built, node

from kg.chronicle import holders, posts_at
from kg.graph import Graph

BUREAU = "岚皋县财政局"
APPOINTED = ("2021年3月5日", "3月4日，岚皋县人大常委会任命林远舟为岚皋县财政局局长。")
SEEN = ("2022年5月1日", "岚皋县财政局局长林远舟主持会议。")
REMOVED = ("2023年7月1日", "6月30日，岚皋县人大常委会决定免去林远舟的岚皋县财政局局长职务。")
NEXT = ("2023年7月2日", "7月1日，岚皋县人大常委会任命沈若岚为岚皋县财政局局长。")
NEXT_SEEN = ("2024年1月9日", "岚皋县财政局局长沈若岚主持会议。")


def held(graph: Graph, date: str, of: str = "") -> dict[str, str]:
    """Name of the holder -> grounds."""
    found = posts_at(graph, date, node(graph, of) if of else "")
    return {graph.nodes[each.person]["name"]: each.grounds for each in found}


@pytest.mark.parametrize(
    ("date", "wanted"),
    [
        ("2021-03-03", {}),
        ("2021-03-04", {"林远舟": "seen"}),  # on the day of the beginning
        ("2021-03-05", {"林远舟": "between"}),
        ("2022-05-01", {"林远舟": "seen"}),
        ("2022-05", {"林远舟": "seen"}),
        ("2022", {"林远舟": "seen"}),
        ("2021", {"林远舟": "seen"}),
        ("2020", {}),
        ("2023-06-29", {"林远舟": "between"}),
        ("2023-06-30", {}),  # no longer on that of the end
        ("2023-06", {"林远舟": "between"}),
        ("2023-07-01", {"沈若岚": "seen"}),
        ("2030-01-01", {"沈若岚": "since"}),
    ],
)
def test_grounds(date: str, wanted: dict[str, str]) -> None:
    assert held(built(APPOINTED, SEEN, REMOVED, NEXT), date) == wanted


def test_what_was_seen_once_is_known_of_that_day_alone() -> None:
    graph = built(SEEN)
    assert held(graph, "2022-05-01") == {"林远舟": "seen"}
    assert held(graph, "2022-05-02") == {}
    assert held(graph, "2022-04-30") == {}


@pytest.mark.parametrize("successor", [NEXT, NEXT_SEEN], ids=["appointed", "seen"])
def test_a_beginning_holds_until_another_comes(successor: tuple[str, str]) -> None:
    graph = built(APPOINTED, SEEN, successor)
    assert held(graph, "2023-01-01") == {"林远舟": "since"}
    assert "林远舟" not in held(graph, "2024-02-01")


def test_many_may_hold_a_post_that_is_not_of_one_person() -> None:
    graph = built(
        ("2021年3月5日", "岚皋县人大常委会任命林远舟为岚皋县副县长。"),
        ("2022年3月5日", "岚皋县人大常委会任命沈若岚为岚皋县副县长。"),
    )
    assert held(graph, "2023-01-01") == {"林远舟": "since", "沈若岚": "since"}


def test_nothing_is_held_since_a_beginning_once_it_is_known_to_be_over() -> None:
    graph = built(APPOINTED, ("2023年9月1日", "岚皋县财政局原局长林远舟到场。"))
    assert held(graph, "2021-03-04") == {"林远舟": "seen"}
    assert held(graph, "2022-01-01") == {}


def test_a_month_is_any_of_its_days() -> None:
    graph = built(("2022年6月1日", "2022年5月，岚皋县人大常委会任命林远舟为岚皋县财政局局长。"))
    assert held(graph, "2022-05-20") == {"林远舟": "seen"}
    assert held(graph, "2022-06-01") == {"林远舟": "since"}
    assert held(graph, "2022-04-30") == {}


def test_held_again() -> None:
    graph = built(APPOINTED, REMOVED, ("2025年2月2日", "岚皋县人大常委会任命林远舟为岚皋县财政局局长。"))
    days = ("2022-01-01", "2024-01-01", "2026-01-01")
    assert [held(graph, day) for day in days] == [{"林远舟": "between"}, {}, {"林远舟": "since"}]


def test_of_a_person_a_body_or_a_district() -> None:
    graph = built(SEEN, ("2022年5月1日", "岚皋县教育局局长何望舒主持会议。"))
    assert held(graph, "2022-05-01", "何望舒") == {"何望舒": "seen"}
    assert held(graph, "2022-05-01", BUREAU) == {"林远舟": "seen"}
    assert held(graph, "2022-05-01", "岚皋县") == {"林远舟": "seen", "何望舒": "seen"}


def test_a_county_and_its_government_have_one_head() -> None:
    graph = built(
        ("2022年5月1日", "岚皋县县长林远舟主持会议。"),
        ("2022年8月1日", "岚皋县人民政府县长林远舟主持会议。"),
    )
    (found,) = posts_at(graph, "2022-06-15")
    assert (found.grounds, graph.nodes[found.body]["name"], found.post) == ("between", "岚皋县人民政府", "县长")


def test_a_date_that_is_none() -> None:
    with pytest.raises(ValueError, match="2022-13"):
        posts_at(built(SEEN), "2022-13")


def test_the_holders_of_a_post_come_in_order() -> None:
    graph = built(NEXT_SEEN, REMOVED, SEEN, APPOINTED, NEXT)
    found = holders(graph, node(graph, BUREAU), "局长")
    assert [(graph.nodes[each.person]["name"], each.first, each.last) for each in found] == [
        ("林远舟", "2021-03-04", "2023-06-30"),
        ("沈若岚", "2023-07-01", "2024-01-09"),
    ]
    assert holders(graph, node(graph, BUREAU)) == found
    assert holders(graph, node(graph, BUREAU), "副局长") == []
