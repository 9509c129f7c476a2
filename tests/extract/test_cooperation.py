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
        # who is joined by 与, and nobody else in the sentence
        ("青田县人民政府与丽水学院在杭州市签署合作协议。", [{"青田县人民政府", "丽水学院"}]),
        ("丽水市青田县与丽水市云和县开展对口扶贫协作。", [{"青田县", "云和县"}]),
        (
            "青田县人民政府与远山集团、清泉集团分别签订合作协议。",
            [{"青田县人民政府", "远山集团"}, {"青田县人民政府", "清泉集团"}],
        ),
        (
            "青田县高度重视教育，先后与丽水学院、远山大学等高校开展校地合作。",
            [{"青田县", "丽水学院"}, {"青田县", "远山大学"}],
        ),
        # by those who sign for them
        (
            "青田县水利局局长林远舟与远山集团有限公司董事长沈若岚代表双方签约。",
            [{"青田县水利局", "远山集团有限公司"}],
        ),
        # together they found something; one helps the other
        ("青田县与远山大学共建实训基地。", [{"青田县", "远山大学"}]),
        ("远山集团和清泉集团联合组建一家公司。", [{"远山集团", "清泉集团"}]),
        ("青田县对口帮扶云和县。", [{"青田县", "云和县"}]),
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
        "县长希望青田县与云和县开展战略合作。",
        "青田县会议在温溪镇与云和县交界处举行，合作社代表参加。",
    ],
)
def test_no_partners(text: str) -> None:
    assert partners(text) == set()
