"""Pages read together say what each says alone."""

from __future__ import annotations

import pytest
from made_pages import page

from kg.extract.pipeline import read_page, read_pages
from kg.model import Page
from kg.recognise import load

TEXTS = (
    page("5月3日", "岚皋县委书记林远舟到石桥镇调研，副县长沈若岚、县财政局局长何望舒陪同。"),
    page("5月4日", "岚皋县召开项目推进会。会议指出，要坚持问题导向。\n\n## 汉滨区\n\n区委书记方知夏出席会议并讲话。"),
    "",
    page("5月5日", "岚皋县将开展“百日提升”行动，力争全年规模以上工业增加值增长6.5%。"),
)


@pytest.mark.parametrize("name", ["lac", "jieba"])
def test_what_a_page_is_read_with_changes_nothing(name: str) -> None:
    recogniser = load(name)
    pages = [Page(f"{number}.txt", text) for number, text in enumerate([*TEXTS, *TEXTS[::-1]])]
    together = list(read_pages(pages, recogniser))
    assert together == [read_page(each, recogniser) for each in pages]
    assert together[0][0].facts
