"""Searching the page: by characters, pinyin and initials, in every name of a thing."""

from __future__ import annotations

import pytest
from asking import texts
from county import COMMITTEE, COUNTY, FANG, LIN, NAMESAKE, SHEN
from playwright.sync_api import Page, expect


def found(page: Page, query: str) -> list[str]:
    ids: list[str] = page.evaluate("(query) => kg.search(query).map(({ item }) => item.id)", query)
    return ids


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("沈知", SHEN),
        ("林书记", LIN),  # another name
        ("shenzhiqiu", SHEN),
        ("shenzhiq", SHEN),  # the last syllable is not written out
        ("szq", SHEN),
        ("SZQ", SHEN),
        ("shzq", SHEN),  # zh, ch and sh are initials too
        ("szhiqiu", SHEN),  # in full and by initials
        ("沈zq", SHEN),
        ("qinghexianwei", COMMITTEE),
        ("qhxw", COMMITTEE),
        ("zgqhxw", COMMITTEE),  # of the other name 中共青禾县委
        ("qhx", COUNTY),
        ("shanleshan", "journalist:单乐山"),  # a character has more than one reading
        ("danyueshan", "journalist:单乐山"),
        ("ccxd", "campaign:春茶行动"),  # quotation marks are no letters
        ("春茶 行动", "campaign:春茶行动"),
        ("fang yi nan", FANG),
    ],
)
def test_a_thing_is_found(query: str, wanted: str, read: Page) -> None:
    assert found(read, query)[0] == wanted


@pytest.mark.parametrize("query", ["沈知夏", "szqq", "xyzzy", "hsq", "12345"])
def test_what_is_not_there_is_not_found(query: str, read: Page) -> None:
    assert found(read, query) == []


def test_both_namesakes_are_found(read: Page) -> None:
    assert set(found(read, "lyz")[:2]) == {LIN, NAMESAKE}


def test_a_whole_name_comes_before_a_longer_one(read: Page) -> None:
    assert found(read, "青禾县")[0] == COUNTY
    assert found(read, "qinghexian")[:2] == [COUNTY, COMMITTEE]


def test_what_is_read_as_one_would_type_it_comes_first(read: Page) -> None:
    def first(query: str, *names: str) -> str:
        answer: str = read.evaluate(
            "([names, query]) => kg.matcher(names, (name) => [name])(query, 9)[0].item", [list(names), query]
        )
        return answer

    assert first("shan", "单知秋", "山知秋") == "山知秋"  # 单 is usually read dan
    assert first("lin", "乐南", "林南") == "林南"  # 乐 and 南 would be l and n
    assert first("shan", "单知秋", "云山") == "单知秋"


def test_the_type_stands_beside_each_hit_and_what_tells_namesakes_apart(read: Page) -> None:
    read.locator("#search").fill("linyuanzhou")
    assert sorted(texts(read, "#hits .type")) == ["官员 · 白石县委 县委书记", "官员 · 青禾县委 县委书记"]


def test_the_name_that_answered_is_shown(read: Page) -> None:
    read.locator("#search").fill("zgqh")
    expect(read.locator("#hits [role=option]").first).to_contain_text("中共青禾县委")


def test_enter_flies_there(read: Page) -> None:
    before = read.evaluate("kg.camera()")
    read.locator("#search").press_sequentially("fyn")
    read.keyboard.press("Enter")
    expect(read.locator("#panel h2")).to_have_text("方以南")
    assert read.evaluate("kg.selected()") == FANG
    assert read.evaluate("kg.camera()") != before
    x, y, left, right = read.evaluate(
        """() => {
            const { x, y } = kg.network.canvasToDOM(kg.network.getPosition(kg.selected()));
            const box = (id) => document.getElementById(id).getBoundingClientRect();
            return [x, y, box("legend").right, box("panel").left];
        }"""
    )
    assert left < x < right
    assert 0 < y < 950


def test_what_a_filter_hides_is_found_and_shown(read: Page) -> None:
    read.evaluate("kg.filter({ types: new Set(['official']), district: 'district:白石县' })")
    read.locator("#search").fill("szq")
    read.keyboard.press("Enter")
    assert read.evaluate("kg.nodeShown(kg.nodes.get('official:沈知秋'))") is True
    expect(read.locator("#narrowed")).to_be_hidden()
