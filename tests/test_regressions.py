"""What was once wrong and must stay right: each test is a small page that was read wrongly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from joined_things import entities
from made_findings import article, findings

from kg import lexicon
from kg.graph import assemble
from kg.lexicon.divisions import DIVISIONS, Division
from kg.model import Article, Page
from kg.text.articles import split
from kg.text.clean import clean
from kg.text.credits import dateline
from kg.text.dates import expressions, stated_year

FILES = ["bodies", "campaigns", "events", "indicators", "industries", "layout", "posts", "projects", "zones"]


def articles(raw: str) -> list[Article]:
    return split(Page("青禾.txt", raw))


def lists(value: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, list):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, f"{path}/{key}")


@pytest.mark.parametrize("name", FILES)
def test_no_list_holds_an_entry_twice(name: str) -> None:
    for path, entries in lists(lexicon.data(name)):
        twice = [entry for entry, count in Counter(map(str, entries)).items() if count > 1]
        assert not twice, f"{name}{path}: {twice}"


def test_a_people_s_name_that_is_most_of_the_name_stays_in_the_short_one() -> None:
    assert Division("", "内蒙古自治区", "", "", "", "", "").short == "内蒙古"
    assert {row.name for row in DIVISIONS.named("内蒙古")} == {"内蒙古自治区"}


def test_no_grouping_of_the_statistical_code_is_a_division() -> None:
    assert not [row for row in DIVISIONS.rows if len(row.name) < 2]


@pytest.mark.parametrize("name", ["莱城区", "居巢区", "江津市"])
def test_the_chain_of_an_old_name_goes_up_to_the_province_too(name: str) -> None:
    (row,) = DIVISIONS.full(name)
    assert DIVISIONS.chain(row)[-1].level == "province"


@pytest.mark.parametrize("text", ["8月30日至9月2日", "8月9日—11日", "8月9日～11日", "8月23日到24日"])
def test_a_range_is_one_expression(text: str) -> None:
    assert [(each.start, each.end, each.iso) for each in expressions(text, "2022-09-25")] == [(0, len(text), "2022-08")]


@pytest.mark.parametrize("text", ["到2025年，产值翻番。", "力争2030年建成。"])
def test_a_goal_s_year_is_not_the_page_s(text: str) -> None:
    assert stated_year(text) == ""


@pytest.mark.parametrize(
    "line",
    ["设计单位：青禾建筑设计院", "作者简介：林远舟，青禾人。", "记者采访：林远舟说，好。", "编辑推荐：三本好书",
     "图片说明：春茶开采", "主编寄语：春天来了"],
)  # fmt: skip
def test_a_label_is_no_dateline(line: str) -> None:
    assert dateline(line) is None


def test_a_label_is_no_journalist_and_opens_no_article() -> None:
    (only,) = articles("本报讯 昨日，会议召开，部署春耕。\n\n设计单位：青禾建筑设计院，承建。\n")
    assert only.credits == ()


@pytest.mark.parametrize("line", ["来源：青禾日报", "来源：青禾日报 时间：2022-08-09"])
def test_the_newspaper_is_read_from_the_source(line: str) -> None:
    (only,) = articles(f"## 春耕\n\n{line}\n\n昨日，柳溪镇春耕，农民下田。\n")
    assert only.newspaper == "青禾日报"


def test_an_article_that_is_a_dateline_only_is_none_or_has_a_title() -> None:
    assert all(each.title and each.paragraphs for each in articles("本报记者 司马云帆：\n"))


@pytest.mark.parametrize("space", ["\u2002", "\u2003", "\u2009", "\u202f"])
def test_spaces_of_any_width_are_spaces(space: str) -> None:
    raw = f"林{space}舟、沈{space}岚"
    assert clean(raw, 0, len(raw)).chars == "林舟、沈岚"


def test_a_body_that_is_of_its_page_alone_ties_no_two_people() -> None:
    def page(document: str) -> Any:
        lin, body = ("official", "林远舟"), ("organization", "市委")
        return findings(article("市委书记林远舟", document), [lin, body], [(lin, "holds_post", body, {"post": "书记"})])

    found = entities([page("a.txt"), page("b.txt")])
    assert len({entity.id for (_, kind, _), entity in found.items() if kind == "official"}) == 2


def test_two_meetings_of_one_name_on_two_days_are_two_events() -> None:
    county, city, event = ("district", "青禾县"), ("district", "白鹭市"), ("event", "县委常委会会议")
    levels = {county: {"level": "county"}, city: {"level": "prefecture"}}

    def page(document: str, date: str) -> Any:
        of = article("青禾县县委常委会会议", document)
        return findings(of, [county, event], [(county, "part_of", city)], {**levels, event: {"date": date}})

    graph = assemble([page("a.txt", "2022-01-05"), page("b.txt", "2022-06-05")])
    dates = sorted(row["date"] for _, row in graph.nodes(data=True) if row["type"] == "event")
    assert dates == ["2022-01-05", "2022-06-05"]


def test_a_zone_is_one_whether_or_not_an_article_says_where_it_lies() -> None:
    zone, city = ("district", "清河新区"), ("district", "白鹭市")
    levels = {zone: {"level": "zone"}, city: {"level": "prefecture"}}
    first = findings(article("清河新区、白鹭市", "a.txt"), [zone, city], [(zone, "part_of", city)], levels)
    second = findings(article("清河新区", "b.txt"), [zone], [], levels)
    graph = assemble([first, second])
    assert len([n for n, row in graph.nodes(data=True) if row["type"] == "district" and row["name"] == "清河新区"]) == 1
