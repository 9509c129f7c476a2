"""Contradictions of each kind, found with both of their sentences, and what is none."""

from __future__ import annotations

import pytest
from made_pages import built, node

from kg.chronicle import contradictions
from kg.graph import Graph

APPOINTED = ("2021年3月5日", "3月4日，岚皋县人大常委会任命林远舟为岚皋县财政局局长。")
SEEN = ("2022年5月1日", "岚皋县财政局局长林远舟主持会议。")
REMOVED = ("2023年7月1日", "6月30日，岚皋县人大常委会决定免去林远舟的岚皋县财政局局长职务。")
LATER = ("2023年8月1日", "岚皋县财政局局长林远舟主持会议。")
OTHER = ("2022年5月1日", "岚皋县财政局局长沈若岚到场。")
BETWEEN = ("2022年1月1日", "岚皋县财政局局长沈若岚到场。")


def found(graph: Graph) -> list[tuple[str, tuple[str, ...], tuple[str, str]]]:
    return [(c.kind, tuple(graph.nodes[p]["name"] for p in c.people), c.dates) for c in contradictions(graph)]


def test_two_in_one_post_on_one_day_with_both_sentences() -> None:
    graph = built(SEEN, OTHER)
    (clash,) = contradictions(graph)
    assert clash.kind == "two-holders"
    assert {graph.nodes[person]["name"] for person in clash.people} == {"林远舟", "沈若岚"}
    assert (clash.body, clash.post) == (node(graph, "岚皋县财政局"), "局长")
    assert clash.dates == ("2022-05-01", "2022-05-01")
    assert sorted((span.document, span.text) for spans in clash.evidence for span in spans) == [
        ("0.txt", "岚皋县财政局局长林远舟"),
        ("1.txt", "岚皋县财政局局长沈若岚"),
    ]


def test_one_between_two_dates_of_another() -> None:
    wanted = [("two-holders", ("沈若岚", "林远舟"), ("2022-01-01", "2022-05-01"))]
    assert found(built(APPOINTED, SEEN, BETWEEN)) == wanted
    assert found(built(BETWEEN, SEEN, APPOINTED)) == wanted


def test_a_county_and_its_government_have_one_head() -> None:
    graph = built(("2022年5月1日", "岚皋县县长林远舟到场。"), ("2022年5月1日", "岚皋县人民政府县长沈若岚到场。"))
    assert [kind for kind, _, _ in found(graph)] == ["two-holders"]


def test_in_a_post_after_leaving_it() -> None:
    assert found(built(SEEN, REMOVED, LATER)) == [("after-leaving", ("林远舟",), ("2023-06-30", "2023-08-01"))]


def test_in_a_post_after_being_called_a_former_holder() -> None:
    former = ("2023年2月1日", "岚皋县财政局原局长林远舟到场。")
    assert found(built(SEEN, former)) == []
    (told,) = contradictions(built(SEEN, former, LATER))
    assert (told.kind, told.dates) == ("after-leaving", ("2023-02-01", "2023-08-01"))
    assert [spans[0].text for spans in told.evidence] == ["岚皋县财政局原局长林远舟", "岚皋县财政局局长林远舟"]


def test_in_a_post_before_its_beginning() -> None:
    early = ("2020年8月1日", "岚皋县财政局局长林远舟主持会议。")
    assert found(built(APPOINTED, early)) == [("before-beginning", ("林远舟",), ("2020-08-01", "2021-03-04"))]


def test_each_kind_at_once_in_a_settled_order() -> None:
    pages = (SEEN, OTHER, REMOVED, LATER, APPOINTED, ("2020年8月1日", "岚皋县财政局局长林远舟主持会议。"))
    wanted = ["two-holders", "after-leaving", "before-beginning"]
    assert [kind for kind, _, _ in found(built(*pages))] == wanted
    assert found(built(*pages[::-1])) == found(built(*pages))


def test_a_contradiction_is_not_resolved() -> None:
    graph = built(REMOVED, LATER)
    (row,) = [row for *_, row in graph.edges(data=True) if row["type"] == "holds_post"]
    assert (row["end"], row["as_of"]) == ("2023-06-30", "2023-08-01")
    assert {passage["document"] for passage in row["evidence"]} == {"0.txt", "1.txt"}


HEAD = "岚皋县财政局局长林远舟到场。"


@pytest.mark.parametrize(
    "pages",
    [
        # one after the other
        (SEEN, ("2022年6月1日", "岚皋县财政局局长沈若岚到场。")),
        # on the day of the hand-over both are called so
        (SEEN, ("2022年5月2日", "5月1日，岚皋县人大常委会任命沈若岚为岚皋县财政局局长。")),
        # the removal is reported after the appointment of the next
        (APPOINTED, REMOVED, ("2023年6月25日", "岚皋县人大常委会任命沈若岚为岚皋县财政局局长。")),
        # many are deputies
        (("2022年5月1日", "岚皋县副县长林远舟到场。"), ("2022年5月1日", "岚皋县副县长沈若岚到场。")),
        # 副 is another post
        (SEEN, ("2022年5月1日", "岚皋县财政局副局长沈若岚到场。")),
        # of another body
        (SEEN, ("2022年5月1日", "岚皋县教育局局长沈若岚到场。")),
        # the month of the beginning may be after the day
        (("2022年5月3日", HEAD), ("2022年6月1日", "2022年5月，林远舟出任岚皋县财政局局长。")),
        # that of the end before it
        (("2022年5月30日", HEAD), ("2022年6月1日", "2022年5月，林远舟不再担任岚皋县财政局局长。")),
        # two people in one month
        (("2022年6月1日", "2022年5月，岚皋县财政局局长林远舟到北京考察。"), OTHER),
        # held again
        (APPOINTED, REMOVED, ("2023年7月5日", "任命林远舟为岚皋县财政局局长。"), LATER),
        # elected once more
        (SEEN, ("2022年9月1日", "林远舟再次当选岚皋县财政局局长。"), LATER),
        # the holder of then
        (("2022年9月1日", "2019年5月，时任岚皋县财政局局长林远舟到场。"), ("2020年5月1日", HEAD)),
    ],
)  # fmt: skip
def test_what_is_none(pages: tuple[tuple[str, str], ...]) -> None:
    assert found(built(*pages)) == []
