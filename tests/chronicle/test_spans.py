"""When posts are held, as stretches of days: the same as asking for every day alone."""

from __future__ import annotations

import datetime
from typing import Any

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pages import built

from kg.chronicle import Stretch, between_sightings, held_by_edge, holdings, posts_at
from kg.chronicle.holdings import Holding
from kg.graph import Graph
from kg.text.dates import days

APPOINTED = ("2021年3月5日", "3月4日，岚皋县人大常委会任命林远舟为岚皋县财政局局长。")
SEEN = ("2022年5月1日", "岚皋县财政局局长林远舟主持会议。")
REMOVED = ("2023年7月1日", "6月30日，岚皋县人大常委会决定免去林远舟的岚皋县财政局局长职务。")
NEXT = ("2023年7月2日", "7月1日，岚皋县人大常委会任命沈若岚为岚皋县财政局局长。")
ALL_DAYS = [(datetime.date(2021, 1, 1) + datetime.timedelta(days=day)).isoformat() for day in range(48)]


def by_name(graph: Graph) -> dict[str, list[Stretch]]:
    edges = list(graph.edges(data=True))
    held = list(held_by_edge(graph))
    assert len(held) == len(edges)
    return {graph.nodes[person]["name"]: spans for (person, _, row), spans in zip(edges, held, strict=True) if spans}


def test_from_the_beginning_to_the_end_and_on() -> None:
    assert by_name(built(APPOINTED, SEEN, REMOVED, NEXT)) == {
        "林远舟": [
            Stretch("seen", "2021-03-04", "2021-03-04"),
            Stretch("seen", "2022-05-01", "2022-05-01"),
            Stretch("between", "2021-03-04", "2023-06-29"),
        ],
        "沈若岚": [
            Stretch("seen", "2023-07-01", "2023-07-01"),
            Stretch("between", "2023-07-01", "2023-07-01"),
            Stretch("since", "2023-07-02", ""),
        ],
    }


def test_a_beginning_holds_until_the_next_comes() -> None:
    assert by_name(built(APPOINTED, SEEN, NEXT))["林远舟"][-1] == Stretch("since", "2022-05-02", "2023-06-30")


def test_where_nothing_is_reported_its_sightings_tell_all() -> None:
    again = ("2022年8月", "岚皋县财政局局长林远舟主持会议。")
    assert by_name(built(SEEN, again))["林远舟"] == between_sightings(["2022-08", "2022-05-01"])
    assert between_sightings(["2022-08", "2022-05-01"])[-1] == Stretch("between", "2022-05-01", "2022-08-31")
    assert between_sightings([]) == []


def test_what_is_no_post_has_none() -> None:
    graph = built(SEEN)
    assert [row["type"] == "holds_post" for *_, row in graph.edges(data=True)] == [
        bool(each) for each in held_by_edge(graph)
    ]


def plainly(holding: Holding, day: str, rivals: list[Holding]) -> str | None:
    """Why a post is known to be held on a day, said as plainly as it can be."""
    tenure = holding.tenure
    if any(first <= day <= last for first, last in map(days, tenure.seen)):
        return "seen"
    if not holding.first or day < days(holding.first)[0]:
        return None
    if tenure.end:
        return "between" if day < days(tenure.end)[0] else None
    if tenure.over and day > days(tenure.over)[1]:
        return None
    if day <= days(holding.last)[1]:
        return "between"
    if not tenure.start or tenure.former:
        return None
    for other in rivals if holding.alone else ():
        if other.person != holding.person:
            started = days(other.tenure.start)[0] if other.tenure.start else ""
            seen = [days(each)[0] for each in other.tenure.seen]
            if days(tenure.start)[0] < started <= day or any(days(holding.last)[1] < each <= day for each in seen):
                return None
    return "since"


moments = st.sampled_from([*ALL_DAYS[2:-2], "2021-01", "2021-02", "2021"])
tenures = st.fixed_dictionaries(
    {"seen": st.lists(moments, max_size=3)},
    optional={"start": moments, "end": moments, "over": moments},
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["甲", "乙"]), tenures), min_size=1, max_size=4))
def test_the_same_as_asking_for_every_day_alone(told: list[tuple[str, dict[str, Any]]]) -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("body", type="organization", name="岚皋县财政局")
    for person, row in told:
        graph.add_node(person, type="official", name=person)
        dates = {name: value for name, value in row.items() if value}
        graph.add_edge(person, "body", type="holds_post", post="局长", **dates)
    found = holdings(graph)
    for day in ALL_DAYS:
        wanted = {(holding.person, grounds) for holding in found if (grounds := plainly(holding, day, found))}
        assert {(held.person, held.grounds) for held in posts_at(graph, day)} == wanted, day
