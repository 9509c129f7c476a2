"""Timelines, and graphs as of a date."""

from __future__ import annotations

import pytest
from made_pages import built, node

from kg.chronicle import as_of, timeline
from kg.graph import Graph

PAGES = (
    ("2021年3月5日", "3月4日，岚皋县人大常委会任命林远舟为岚皋县财政局局长。"),
    ("2022年5月2日", "5月1日，岚皋县召开项目推进会，县财政局局长林远舟主持会议。"),
    ("2022年8月1日", "岚皋县着力发展装备制造产业，全年进出口总额增长12%以上。"),
    ("2023年7月1日", "6月30日，岚皋县人大常委会决定免去林远舟的岚皋县财政局局长职务。"),
)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return built(*PAGES)


def told(graph: Graph, name: str, since: str = "", until: str = "") -> list[tuple[str, str, str]]:
    return [(entry.date, entry.kind.en, entry.what) for entry in timeline(graph, node(graph, name), since, until)]


def test_of_a_person(graph: Graph) -> None:
    assert told(graph, "林远舟") == [
        ("2021-03-04", "takes post", "岚皋县财政局 · 局长"),
        ("2022-05-01", "attended", "林远舟 · 项目推进会 · host"),
        ("2022-05-01", "seen in post", "岚皋县财政局 · 局长"),
        ("2023-06-30", "leaves post", "岚皋县财政局 · 局长"),
    ]


def test_that_of_a_district_holds_those_of_its_bodies(graph: Graph) -> None:
    found = told(graph, "岚皋县")
    assert [date for date, _, _ in found] == sorted(date for date, _, _ in found)
    assert ("2021-03-04", "takes post", "林远舟 · 岚皋县财政局 · 局长") in found
    assert ("2022-05-01", "event", "项目推进会") in found
    assert ("2022-08-01", "develops", "岚皋县 · 装备制造") in found
    assert any(kind == "reports" and "12" in what for _, kind, what in found)


def test_each_entry_has_the_words_that_say_it(graph: Graph) -> None:
    words = {entry.kind.en: [span.text for span in entry.evidence] for entry in timeline(graph, node(graph, "林远舟"))}
    assert words["takes post"] == ["林远舟为岚皋县财政局局长"]
    assert words["leaves post"] == ["林远舟的岚皋县财政局局长"]
    assert words["attended"] == ["林远舟主持"]


def test_bounds_leave_out_only_what_certainly_lies_beyond(graph: Graph) -> None:
    assert [date for date, *_ in told(graph, "林远舟", "2022", "2022-05")] == ["2022-05-01", "2022-05-01"]
    assert told(graph, "林远舟", until="2021-03-03") == []
    month = built(("2022年6月1日", "2022年5月，岚皋县人大常委会任命林远舟为岚皋县财政局局长。"))
    assert [date for date, *_ in told(month, "林远舟", "2022-05-20", "2022-05-21")] == ["2022-05"]


def test_the_graph_of_a_date(graph: Graph) -> None:
    def relations(date: str) -> set[str]:
        return {row["type"] for *_, row in as_of(graph, date).edges(data=True)} - {"part_of", "belongs_to", "mentions"}

    assert relations("2020") == set()
    assert relations("2021-03-04") >= {"holds_post"}
    assert "attended" not in relations("2022-04-30")
    assert {"attended", "holds_post"} <= relations("2022-05-01")
    assert "develops" not in relations("2022-05-01")
    assert "holds_post" not in relations("2023-06-30")
    assert {"develops", "reports", "attended"} <= relations("2023-06-30")


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2021-03-04", "appointed 2021-03-04"),
        ("2021-12", "from 2021-03-04 (appointed) to 2023-06-30 (left)"),
        ("2022-05", "seen 2022-05-01"),
    ],
)
def test_the_grounds_in_words(graph: Graph, date: str, words: str) -> None:
    (row,) = [row for *_, row in as_of(graph, date).edges(data=True) if row["type"] == "holds_post"]
    assert row["held"] == words


def test_since_a_beginning_in_words() -> None:
    view = as_of(built(*PAGES[:2]), "2023")
    (row,) = [row for *_, row in view.edges(data=True) if row["type"] == "holds_post"]
    assert row["held"] == "since 2021-03-04 (appointed), last seen 2022-05-01, no end reported"


def test_passages_of_later_days_are_left_out() -> None:
    graph = built(
        ("2022年5月1日", "岚皋县着力发展装备制造产业。"),
        ("2023年5月1日", "岚皋县大力发展装备制造产业。"),
    )
    (row,) = [row for *_, row in as_of(graph, "2022").edges(data=True) if row["type"] == "develops"]
    assert [passage["document"] for passage in row["evidence"]] == ["0.txt"]
    assert row["seen"] == ["2022-05-01"]
