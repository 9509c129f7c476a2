"""Cooperation: those who sign an agreement, and those said to work together."""

from __future__ import annotations

import pytest
from made_reading import pairs, read


def partners(text: str) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in pairs(read(text), "cooperates_with")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("青田县与云和县签署合作协议。", [{"青田县", "云和县"}]),
        ("青田县举行签约仪式。签约仪式上，县政府与远山集团签署合作框架协议。", [{"青田县人民政府", "远山集团"}]),
        (
            "青田县人民政府分别与远山集团、清泉集团签订合作协议。",
            [{"青田县人民政府", "远山集团"}, {"青田县人民政府", "清泉集团"}],
        ),
        (
            "青田县与丽水学院战略合作。青田县人民政府与丽水学院签署合作协议。",
            [{"青田县人民政府", "丽水学院"}],
        ),
        ("青田县与云和县结对帮扶。", [{"青田县", "云和县"}]),
        ("青田县与云和县、景宁畲族自治县合作。", [{"青田县", "云和县"}, {"青田县", "景宁畲族自治县"}]),
        ("青田县发展快，与云和县开展战略合作。", [{"青田县", "云和县"}]),
    ],
)
def test_partners(text: str, wanted: list[set[str]]) -> None:
    assert partners(text) == {frozenset(pair) for pair in wanted}


@pytest.mark.parametrize(
    "text",
    [
        "青田县与云和县看好合作前景。",
        "青田县与云和县成立合作社。",
        "青田县温溪镇与县政府签订责任状。",
        "青田县、云和县召开会议。",
        "青田县加强合作。",
    ],
)
def test_no_partners(text: str) -> None:
    assert partners(text) == set()
