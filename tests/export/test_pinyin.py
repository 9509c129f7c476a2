"""How characters are read."""

from __future__ import annotations

from kg.export.pinyin import readings


def test_every_reading_of_a_character_and_nothing_else() -> None:
    found = readings(["重庆", "吕A1。", "重"])
    assert found == {
        "chong": ["", "重"],
        "lv": ["吕", ""],
        "qing": ["庆", ""],
        "tong": ["", "重"],
        "zhong": ["重", ""],
    }


def test_in_order_whatever_the_order_of_the_texts() -> None:
    texts = ["太白湖新区", "兖州区", "展鑫"]
    assert list(readings(texts).items()) == list(readings(texts[::-1]).items())
    assert list(readings(texts)) == sorted(readings(texts))


def test_nothing_to_read() -> None:
    assert readings([]) == {}
    assert readings(["abc", "😀"]) == {}
