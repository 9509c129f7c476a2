from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, Store
from small_graph import HOSTILE, evidence, graph_named

from kg.errors import KgError
from kg.export import turtle
from kg.export.characters import well_formed
from kg.query import NamedQuery, ask, load, named, names

Row = tuple[str, ...]

EXPECTED: dict[str, tuple[dict[str, str], list[Row]]] = {
    "articles": (
        {},
        [
            ("2023-05-12", "青禾日报", "青禾县与远航科技公司签约", "方知夏", "编辑"),
            ("2023-05-12", "青禾日报", "青禾县与远航科技公司签约", "纪一鸣", "记者"),
        ],
    ),
    "attendance-on": (
        {"date": "2023-05-11"},
        [
            ("2023-05-11", "青禾县项目签约仪式", "林远舟", "主持"),
            ("2023-05-11", "青禾县项目签约仪式", "何以宁", "出席"),
            ("2023-05-11", "青禾县项目签约仪式", "苏见微", "出席"),
            ("2023-05-11", "青禾县项目签约仪式", "远航科技公司", "签署"),
            ("2023-05-11", "青禾县项目签约仪式", "青禾县", "签署"),
        ],
    ),
    "campaigns": ({}, [("“春耕行动”", "青禾县", "茶叶加工")]),
    "career": (
        {"person": "林远舟"},
        [
            ("林远舟", "副县长", "青禾县政府", "", "", "", "2022", ""),
            ("林远舟", "县委书记", "青禾县", "2023-03", "2023-05-12", "2023-05-12", "", ""),
        ],
    ),
    "divisions-below": (
        {"district": "云泽市"},
        [
            ("临湖新区", "zone", "云泽市"),
            ("青禾县", "county", "云泽市"),
            ("柳溪镇", "township", "青禾县"),
        ],
    ),
    "evidence-of": (
        {"name": "茶叶加工"},
        [
            (what, quote, "2023/青禾日报.txt", str(place["start"]), str(place["end"]))
            for what, quote in (
                ("“春耕行动” 包含 茶叶加工", "“春耕行动”，发展茶叶加工"),
                ("茶叶加工", "茶叶加工"),
                ("青禾县 发展 茶叶加工", "发展茶叶加工"),
            )
            for place in evidence(quote)
        ],
    ),
    "industries": ({}, [("青禾县", "茶叶加工", "1")]),
    "posts-at": (
        {"name": "青禾县", "date": "2023-05-12"},
        [
            ("林远舟", "县委书记", "青禾县", "seen", "2023-03", "2023-03", "2023-05-12", ""),
            ("苏见微", "局长", "青禾县教育局", "seen", "", "2023-05-12", "2023-06", ""),
        ],
    ),
    "posts-in": (
        {"district": "青禾县"},
        [
            ("林远舟", "县委书记", "青禾县", "2023-05-12", "2023-05-12"),
            ("林远舟", "副县长", "青禾县政府", "", ""),
            ("苏见微", "局长", "青禾县教育局", "2023-05-12", "2023-06"),
        ],
    ),
    "projects-by-district": ({}, [("青禾县", "青禾产业园", "远航科技公司")]),
    "successions": ({"name": "青禾县"}, []),
    "targets-and-results": (
        {},
        [
            ("青禾县", "新增岗位", "目标", "range", "100", "200", "个", "2023"),
            ("青禾县", "茶叶产值", "已实现", "eq", "12", "", "亿元", "2023-H1"),
            ("青禾县", "茶园面积", "目标", "ge", "3.5", "", "万亩", "2023"),
        ],
    ),
    "who-met": (
        {"date": "2023-05-11"},
        [
            ("2023-05-11", "青禾县项目签约仪式", "林远舟", "何以宁"),
            ("2023-05-11", "青禾县项目签约仪式", "林远舟", "苏见微"),
            ("2023-05-11", "青禾县项目签约仪式", "苏见微", "何以宁"),
        ],
    ),
}


@pytest.fixture(scope="module")
def store(small_ttl: Path) -> Store:
    return load(small_ttl)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_rows(store: Store, name: str) -> None:
    parameters, expected = EXPECTED[name]
    assert ask(store, named(name, parameters)).rows() == expected


@pytest.mark.parametrize("query", names(), ids=lambda query: query.name)
def test_another_program_runs_it_too(query: NamedQuery) -> None:
    """Without the prefixes that this program declares by itself."""
    Store().query(query.text)


def test_each_says_what_it_answers_in_both_languages() -> None:
    for query in names():
        assert "\u4e00" <= query.about.zh[0] <= "\u9fff"
        assert query.about.en.isascii()


@pytest.mark.parametrize("query", [query for query in names() if query.parameters], ids=lambda query: query.name)
def test_a_parameter_must_be_given(query: NamedQuery) -> None:
    for needed in query.parameters:
        others = {name: "云泽市" for name in query.parameters if name != needed}
        with pytest.raises(KgError, match=f"needs {needed}: say --set {needed}=VALUE"):
            named(query.name, others)
    assert "〈" not in named(query.name, dict.fromkeys(query.parameters, "云泽市"))


def test_an_alias_finds_the_thing(store: Store) -> None:
    rows = ask(store, named("posts-in", {"district": "县里"})).rows()
    assert rows == EXPECTED["posts-in"][1]


def test_a_month_finds_its_days(store: Store) -> None:
    days = {row[0] for row in ask(store, named("attendance-on", {"date": "2023-05"})).rows()}
    assert days == {"2023-05", "2023-05-11"}


def test_what_was_inferred_has_no_passage(store: Store) -> None:
    assert ("云泽市", "", "", "", "") in ask(store, named("evidence-of", {"name": "云泽市"})).rows()


@given(st.text(st.characters()))
@example('青禾县"@zh } #')
@example("\\")
@example("\n?x")
def test_a_parameter_is_a_literal_whatever_it_holds(value: str) -> None:
    text = named("career", {"person": value})
    literal = str(Literal(well_formed(value), language="zh"))
    assert text == next(q.text for q in names() if q.name == "career").replace('"〈姓名〉"@zh', literal, 1)
    assert ask(Store(), text).rows() == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_found_by_itself(name: str) -> None:
    store, stream = Store(), StringIO()
    turtle.write(graph_named(name), stream)
    store.load(stream.getvalue().encode("utf-8"), RdfFormat.TURTLE)
    assert ask(store, named("career", {"person": name})).rows() == [(name, name, name, "", "", "", "", "")]


def test_an_unknown_query_names_the_close_ones() -> None:
    with pytest.raises(KgError, match=r"no query is named 'post-in'; did you mean posts-in"):
        named("post-in")
    with pytest.raises(KgError, match=r"there is articles, attendance-on"):
        named("zzzz")


def test_an_unknown_parameter_names_the_known() -> None:
    with pytest.raises(KgError, match=r"no parameter of posts-in is named 'distrct'; did you mean district\?"):
        named("posts-in", {"distrct": "x"})
    with pytest.raises(KgError, match=r"no parameter of articles is named 'x'; there is none"):
        named("articles", {"x": "y"})
