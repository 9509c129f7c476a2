"""The timeline and the table, over the same filters as the graph."""

from __future__ import annotations

import csv
import io

from asking import change, shown, texts
from playwright.sync_api import Page, expect


def view(page: Page, name: str) -> None:
    page.locator(f"#view-{name}").click()
    expect(page.locator(f"#view-{name}")).to_have_attribute("aria-pressed", "true")


def test_events_in_order_and_who_was_there(read: Page) -> None:
    view(read, "timeline")
    expect(read.locator("#canvas")).to_be_hidden()
    assert texts(read, "#timeline time") == ["2021-03-12", "2021-03-12", "2021-03-12", "2022-08-09", "2022-11-03"]
    assert texts(read, "#timeline h3") == ["干部大会", "茶产业大会", "项目推进会"]
    assert texts(read, "#timeline .year") == ["2021", "2022"]
    fair = read.locator("#timeline article", has_text="茶产业大会")
    assert [" ".join(each.split()) for each in fair.locator(".who").all_inner_texts()] == [
        "主持 沈知秋",
        "讲话 林远舟",
        "出席 陆以宁",
    ]
    expect(fair.locator(".about")).to_contain_text("青禾县")


def test_posts_taken_and_left(read: Page) -> None:
    view(read, "timeline")
    assert sorted(texts(read, "#timeline .term .row")) == [
        "任职 林远舟 县委书记 青禾县委",
        "离任 方以南 县委书记 青禾县委",
    ]


def test_the_sentence_of_an_event_and_its_dossier(read: Page) -> None:
    view(read, "timeline")
    event = read.locator("#timeline article", has_text="项目推进会")
    event.locator("summary").click()
    expect(event.locator("mark")).to_have_text("项目推进会")
    event.locator("h3 a").click()
    expect(read.locator("#panel h2")).to_have_text("项目推进会")
    expect(read.locator("#timeline")).to_be_visible()


def test_filters_narrow_the_timeline(read: Page) -> None:
    view(read, "timeline")
    change(read, "{ district: 'district:白石县' }")
    assert texts(read, "#timeline h3") == ["项目推进会"]
    change(read, "{ district: null, types: new Set(['event', 'official']) }")
    expect(read.locator("#timeline")).to_contain_text("没有事件")


def test_the_table_of_facts_is_sorted(read: Page) -> None:
    view(read, "table")
    assert len(texts(read, "#table tbody tr")) == 24
    date = read.locator("#table th button[data-name=date]")
    date.click()
    dates = texts(read, "#table td.date")
    told = [each for each in dates if each]
    assert told == sorted(told)
    assert dates[len(told) :] == [""] * (len(dates) - len(told))
    expect(read.locator("#table th[aria-sort]")).to_have_attribute("aria-sort", "ascending")
    expect(date).to_be_focused()
    date.click()
    assert texts(read, "#table td.date")[0].startswith("2022-11-03")
    expect(read.locator("#table th[aria-sort]")).to_have_attribute("aria-sort", "descending")


def test_chinese_is_sorted_by_pinyin(read: Page) -> None:
    view(read, "table")
    read.locator("#table .choice .nodes").click()
    change(read, "{ types: new Set(kg.typeNames.filter((name) => name !== 'official')) }")
    read.locator("#table th button[data-name=name]").click()
    assert texts(read, "#table td.name") == ["方以南", "林远舟", "林远舟", "陆以宁", "沈知秋"]


def test_the_table_of_nodes_by_how_much_is_known(read: Page) -> None:
    view(read, "table")
    read.locator("#table .choice .nodes").click()
    assert len(texts(read, "#table tbody tr")) == len(shown(read))
    read.locator("#table th button[data-name=degree]").click()
    degrees = [int(each) for each in texts(read, "#table td.degree")]
    assert degrees == sorted(degrees, reverse=True)
    assert degrees[0] > degrees[-1]


def test_filters_narrow_the_table(read: Page) -> None:
    view(read, "table")
    change(read, "{ relations: new Set(kg.relationNames.filter((name) => name !== 'attended')) }")
    assert set(texts(read, "#table td.relation")) == {"参加"}
    assert len(texts(read, "#table tbody tr")) == 5


def test_a_row_leads_to_its_fact(read: Page) -> None:
    view(read, "table")
    read.locator("#table tr", has_text="茶叶产值").locator("td.sentence a").click()
    expect(read.locator("#panel .chosen mark")).to_have_text("茶叶产值达到12亿元")


def test_the_table_is_copied_as_csv(read: Page) -> None:
    view(read, "table")
    change(read, "{ relations: new Set(kg.relationNames.filter((name) => name !== 'attended')) }")
    read.locator("#table th button[data-name=source]").click()
    read.locator("#table .copy").click()
    expect(read.locator("#table .said")).to_have_text("已复制")
    copied = read.evaluate("navigator.clipboard.readText()")
    rows = list(csv.DictReader(io.StringIO(copied.removeprefix("\ufeff"))))
    assert [row["主体"] for row in rows] == texts(read, "#table td.source")
    assert [row["主体"] for row in rows] == ["林远舟", "林远舟", "陆以宁", "沈知秋", "沈知秋"]
    assert {row["原文"] for row in rows} >= {"县长沈知秋主持会议", "陆以宁参加"}
    assert {row["日期"] for row in rows} == {"2021-03-12", "2022-08-09", "2022-11-03"}
