"""Within an article: one body under all its names, one person."""

from __future__ import annotations

import pytest
from made_findings import article, findings

from kg.model import Findings
from kg.resolve.within import resolve, same, spelled_out

ORG = "organization"


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("青禾县发改局", "青禾县发展和改革局"),
        ("青禾县人社局", "青禾县人力资源和社会保障局"),
        ("青禾县住建局", "青禾县住房和城乡建设局"),
        ("青禾县发展和改革局", "青禾县发展和改革局"),
        ("青禾县教育局", "青禾县教育局"),
        ("青禾县市场监管局", "青禾县市场监督管理局"),
        ("", ""),
    ],
)
def test_short_names_of_departments_are_spelled_out(written: str, whole: str) -> None:
    assert spelled_out(written) == whole


@pytest.mark.parametrize("name", ["青禾县发改局", "青禾县工信局", "青禾县文旅局", "青禾县农办", "青禾县委"])
def test_what_is_spelled_out_stays_so(name: str) -> None:
    assert spelled_out(spelled_out(name)) == spelled_out(name)


def bodies(*names: str) -> Findings:
    return findings(article("、".join(names)), [(ORG, name) for name in names])


def test_a_department_s_short_and_long_names_are_one_body() -> None:
    found = bodies("青禾县发改局", "青禾县发展和改革局")
    assert same(found) == {(ORG, "青禾县发改局"): (ORG, "青禾县发展和改革局")}
    resolved = resolve(found)
    assert {m.name for m in resolved.mentions} == {"青禾县发展和改革局"}
    assert [m.form for m in resolved.mentions] == ["青禾县发改局", "青禾县发展和改革局"]
    assert [m.span for m in resolved.mentions] == [m.span for m in found.mentions]


def test_the_same_department_of_two_places_is_two_bodies() -> None:
    assert same(bodies("青禾县发改局", "柳溪县发展和改革局")) == {}


def test_a_firm_s_short_name_is_the_firm() -> None:
    assert same(bodies("云帆集团", "青禾云帆集团")) == {(ORG, "云帆集团"): (ORG, "青禾云帆集团")}


def test_what_may_be_either_of_two_firms_is_neither() -> None:
    assert same(bodies("云帆集团", "青禾云帆集团", "柳溪云帆集团")) == {}


def test_a_name_too_short_to_tell_stays_apart() -> None:
    assert same(bodies("银行", "青禾农商银行")) == {}


def test_a_body_with_a_place_of_its_own_is_not_the_longer_one() -> None:
    page = article("中心小学、柳溪镇中心小学")
    found = findings(
        page,
        [(ORG, "中心小学"), (ORG, "柳溪镇中心小学"), ("district", "柳溪镇", "柳溪镇")],
        [((ORG, "中心小学"), "belongs_to", ("district", "柳溪镇"))],
    )
    assert same(found) == {}


def test_aliases_of_aliases_lead_to_the_last() -> None:
    found = bodies("云帆发改局", "青禾云帆发改局", "青禾云帆发展和改革局")
    names = set(same(found).values())
    assert names == {(ORG, "青禾云帆发展和改革局")}


def test_a_person_with_a_post_is_no_second_person() -> None:
    page = article("县长沈若岚出席。沈若岚说，好。")
    found = findings(page, [("official", "沈若岚"), ("person", "沈若岚"), ("person", "何望舒", "出席")])
    resolved = resolve(found)
    assert [(m.type, m.name) for m in resolved.mentions] == [
        ("official", "沈若岚"),
        ("official", "沈若岚"),
        ("person", "何望舒"),
    ]


def test_facts_follow_their_things_and_none_is_told_twice() -> None:
    page = article("青禾县发改局、青禾县发展和改革局与云帆集团，局长沈若岚")
    long, short, firm = "青禾县发展和改革局", "青禾县发改局", "云帆集团"
    found = findings(
        page,
        [(ORG, short), (ORG, long), (ORG, firm), ("official", "沈若岚")],
        [
            (("official", "沈若岚"), "holds_post", (ORG, short), {"post": "局长", "said": "局长沈若岚"}),
            (("official", "沈若岚"), "holds_post", (ORG, long), {"post": "局长", "said": "局长沈若岚"}),
            ((ORG, short), "cooperates_with", (ORG, firm), {"said": "与"}),
            ((ORG, short), "belongs_to", (ORG, long), {"said": "、"}),
        ],
    )
    facts = [(fact.subject[1], fact.relation, fact.object[1]) for fact in resolve(found).facts]
    assert facts == [("沈若岚", "holds_post", long), (long, "cooperates_with", firm)]


def test_an_article_with_nothing_to_settle_is_left_as_it_is() -> None:
    found = bodies("青禾县教育局", "云帆集团")
    assert resolve(found) is found


def test_settling_twice_changes_nothing() -> None:
    once = resolve(bodies("青禾县发改局", "青禾县发展和改革局", "云帆集团", "青禾云帆集团"))
    assert resolve(once) == once
