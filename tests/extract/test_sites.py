"""Where firms and schools are: what ties them to a place, and what only stands beside one."""

from __future__ import annotations

import pytest
from made_reading import pairs, read


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (
            "考察团到云和县考察了远山食品厂、清泉中学，到缙云县察看了明月药业有限公司。",
            {("远山食品厂", "云和县"), ("清泉中学", "云和县"), ("明月药业有限公司", "缙云县")},
        ),
        ("林远舟来到位于青田县温溪镇龙山社区的远山食品有限公司。", {("远山食品有限公司", "温溪镇")}),
        ("青田经济开发区的远山食品有限公司、清泉药业有限公司投产。", {
            ("远山食品有限公司", "青田经济开发区"), ("清泉药业有限公司", "青田经济开发区"),
        }),
        ("林远舟赴云和县考察，与远山食品有限公司达成协议。", set()),
        ("林远舟深入云和县，协调解决远山食品有限公司用工难题。", set()),
        ("林远舟到云和县出席远山食品有限公司签约仪式。", set()),
    ],
)  # fmt: skip
def test_firms_and_schools(text: str, where: set[tuple[str, str]]) -> None:
    found = read(text)
    assert {row for row in pairs(found, "located_in") if not row[0].endswith("项目")} == where
