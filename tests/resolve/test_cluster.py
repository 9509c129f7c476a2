"""Grouping by ties: strongest first, never two together that exclude each other, in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.cluster import Grouping, Members, Tie, grouped

COUNT = 6
PAIRS = [(a, b) for a in range(COUNT) for b in range(a + 1, COUNT)]


def group(
    ties: Iterable[Tie],
    excluded: Iterable[tuple[int, int]] = (),
    weak: frozenset[int] = frozenset(),
    short: frozenset[str] = frozenset(),
    count: int = COUNT,
) -> Grouping:
    pairs = {frozenset(pair) for pair in excluded}

    def against(a: Members, b: Members) -> tuple[str, str] | None:
        return ("posts", "") if any(frozenset({x, y}) in pairs for x in a for y in b) else None

    return grouped(
        count,
        ties,
        against,
        lambda tie, a, b: (tie.by, "") if tie.by in short else None,
        lambda tier, members: members <= weak,
    )


def sets(grouping: Grouping) -> list[set[int]]:
    return [set(each) for each in grouping.groups if len(each) > 1]


def test_ties_lead_from_one_to_the_next() -> None:
    found = group([Tie(1, 0, 1, "post"), Tie(1, 1, 2, "post")])
    assert sets(found) == [{0, 1, 2}]
    assert len(found.joined) == 2


def test_what_may_be_either_of_two_is_neither() -> None:
    found = group([Tie(1, 0, 1, "district"), Tie(1, 1, 2, "district")], [(0, 2)])
    assert sets(found) == []
    assert {tie.by for tie in found.apart} == {"either"}


def test_a_stronger_tie_settles_which_of_two_it_is() -> None:
    found = group([Tie(1, 0, 1, "post"), Tie(2, 1, 2, "district"), Tie(2, 0, 1, "district")], [(0, 2)])
    assert sets(found) == [{0, 1}]
    assert [(tie.first, tie.second, tie.by) for tie in found.apart] == [(1, 2, "posts")]


def test_a_chain_whose_ends_exclude_each_other_joins_nothing() -> None:
    found = group([Tie(1, 0, 1, "body"), Tie(1, 1, 2, "body"), Tie(1, 2, 3, "body")], [(0, 3)])
    assert sets(found) == []


def test_ties_of_tier_0_join_whatever_speaks_against_it() -> None:
    assert sets(group([Tie(0, 0, 1, "reader")], [(0, 1)])) == [{0, 1}]


def test_a_weak_one_is_joined_with_one_other_only() -> None:
    ties = [Tie(3, 0, 1, "around"), Tie(3, 0, 2, "around"), Tie(3, 3, 4, "around"), Tie(3, 4, 5, "around")]
    assert sets(group(ties, weak=frozenset({0, 3, 5}))) == [{3, 4, 5}]


def test_a_tie_that_is_not_enough_is_remembered() -> None:
    found = group([Tie(4, 0, 1, "prefecture")], short=frozenset({"prefecture"}))
    assert sets(found) == []
    assert [(tie.first, tie.second, tie.by) for tie in found.apart] == [(0, 1, "prefecture")]


ties = st.lists(st.builds(lambda pair, tier: Tie(tier, *pair, "by"), st.sampled_from(PAIRS), st.integers(1, 3)))
exclusions = st.sets(st.sampled_from(PAIRS))


@given(ties, exclusions)
def test_no_group_holds_two_that_exclude_each_other(ties: list[Tie], excluded: set[tuple[int, int]]) -> None:
    found = group(ties, excluded)
    assert sorted(i for each in found.groups for i in each) == list(range(COUNT))
    assert not [pair for each in found.groups for pair in excluded if set(pair) <= each]


@given(ties, exclusions, st.randoms())
def test_the_order_of_the_ties_does_not_matter(ties: list[Tie], excluded: set[tuple[int, int]], random: object) -> None:
    before = group(ties, excluded)
    random.shuffle(ties)  # type: ignore[attr-defined]
    after = group(ties, excluded)
    assert (before.groups, before.joined, before.apart) == (after.groups, after.joined, after.apart)


@given(ties, exclusions, st.permutations(range(COUNT)))
def test_the_names_of_the_units_do_not_matter(
    ties: list[Tie], excluded: set[tuple[int, int]], names: list[int]
) -> None:
    renamed = [Tie(t.tier, *sorted((names[t.first], names[t.second])), t.by) for t in ties]
    before = group(ties, excluded)
    after = group(renamed, {(names[a], names[b]) for a, b in excluded})
    assert {frozenset(names[i] for i in each) for each in before.groups} == set(after.groups)


@given(ties, exclusions)
def test_the_ties_that_joined_span_the_groups(ties: list[Tie], excluded: set[tuple[int, int]]) -> None:
    found = group(ties, excluded)
    assert len(found.joined) == COUNT - len(found.groups)
    again = group([Tie(1, tie.first, tie.second, tie.by) for tie in found.joined])
    assert again.groups == found.groups
