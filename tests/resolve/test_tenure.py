"""Tenures from statements: what is one, when there is a second, and that no order matters."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.model import Fact
from kg.resolve.tenure import END, OVER, SEEN, START, Statement, Tenure, statements, tenures

DATES = st.sampled_from(["", "2019", "2020", "2020-02", "2020-03", "2020-03-05", "2020-03-20", "2021-01-01", "2022-06"])
STATEMENTS = st.lists(st.builds(Statement, st.sampled_from([SEEN, OVER]), DATES) | st.builds(
    Statement, st.sampled_from([START, END]), DATES.filter(bool)
), max_size=8)  # fmt: skip


def told(*said: tuple[str, str]) -> list[Tenure]:
    return tenures(Statement(says, date) for says, date in said)


@given(STATEMENTS.flatmap(lambda said: st.tuples(st.just(said), st.permutations(said))))
def test_the_order_in_which_it_is_said_does_not_matter(said: tuple[list[Statement], list[Statement]]) -> None:
    first, second = said
    assert tenures(first) == tenures(second)


@given(STATEMENTS)
@example([Statement(OVER, "2019"), Statement(OVER, "2020-02"), Statement(START, "2020"), Statement(START, "2020-03")])
def test_nothing_that_was_said_is_lost(said: list[Statement]) -> None:
    found = tenures(said)
    assert sorted(row for tenure in found for row in tenure.statements) == sorted(set(said))
    assert all(tenure.start for tenure in found[1:])


@given(STATEMENTS)
def test_what_is_said_again_changes_nothing(said: list[Statement]) -> None:
    assert [tenures(tenure.statements) for tenure in tenures(said)] == [[tenure] for tenure in tenures(said)]


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ([(START, "2019"), (END, "2021-01-01"), (START, "2022-06")], [("2019", "2021-01-01"), ("2022-06", "")]),
        ([(END, "2020-03"), (START, "2020-03-20")], [("2020-03-20", "2020-03")]),  # a month may be after a day in it
        ([(END, "2020-02"), (START, "2020-03-20")], [("", "2020-02"), ("2020-03-20", "")]),
        ([(START, "2020-03"), (START, "2020-03-20")], [("2020-03-20", "")]),  # the day of the month
        ([(START, "2020-02"), (START, "2020-03-20")], [("2020-02", "")]),
        ([(END, "2020-03-05"), (END, "2020")], [("", "2020-03-05")]),
        ([(END, "2021-01-01"), (END, "2022-06")], [("", "2021-01-01")]),
    ],
)  # fmt: skip
def test_beginnings_and_ends(said: list[tuple[str, str]], ends: list[tuple[str, str]]) -> None:
    assert [(tenure.start, tenure.end) for tenure in told(*said)] == ends


def test_a_sighting_between_an_end_and_a_return_stays_with_the_end() -> None:
    first, second = told((END, "2020-02"), (SEEN, "2020-03-05"), (START, "2021-01-01"), (SEEN, "2022-06"))
    assert first.seen == ("2020-03-05",)
    assert second.seen == ("2021-01-01", "2022-06")


def test_a_month_in_which_one_returns_is_of_the_return() -> None:
    """2020-03 may be after the 20th: it contradicts nothing."""
    first, second = told((END, "2020-02"), (SEEN, "2020-03"), (START, "2020-03-20"))
    assert (first.seen, second.seen) == ((), ("2020-03", "2020-03-20"))


def test_being_called_a_former_holder_counts_where_no_end_before_it_is_known() -> None:
    (tenure,) = told((SEEN, "2019"), (OVER, "2021-01-01"))
    assert (tenure.over, tenure.former) == ("2021-01-01", True)
    (tenure,) = told((END, "2020-02"), (OVER, "2021-01-01"))
    assert (tenure.over, tenure.former) == ("", False)
    (tenure,) = told((END, "2022-06"), (OVER, "2021-01-01"))
    assert (tenure.end, tenure.over, tenure.former) == ("2022-06", "2021-01-01", False)


def test_what_a_fact_says() -> None:
    def said(as_of: str, **qualifiers: str) -> list[tuple[str, str]]:
        pairs = tuple(sorted({"post": "局长", **qualifiers}.items()))
        fact = Fact(("official", "林远舟"), "holds_post", ("organization", "青禾县教育局"), (), pairs, as_of)
        return [(each.says, each.date) for each in statements(fact)]

    assert said("2022-05-01") == [(SEEN, "2022-05-01")]
    assert said("2022-05-01", former="yes") == [(OVER, "2022-05-01")]
    assert said("2022-05-01", start="2019", end="2020-03") == [(START, "2019"), (END, "2020-03")]
