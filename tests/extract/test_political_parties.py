"""The committees of the other parties: theirs, and not those of the place."""

from __future__ import annotations

import pytest
from made_reading import facts, names, pairs, read

TOP = "## 安康市要闻\n\n本报2023年9月5日讯 9月4日，安康市召开会议。"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("民盟安康市委主委林远舟参加。", "民盟安康市委"),
        ("民建陕西省委会主委林远舟参加。", "民建陕西省委"),
        ("农工党市委主委林远舟参加。", "农工党安康市委"),
        ("市政协副主席、致公党市委会主委林远舟参加。", "致公党安康市委"),
    ],
)
def test_committees(text: str, body: str) -> None:
    findings = read(TOP + text)
    assert ("林远舟", "主委", body) in {
        (f.subject[1], dict(f.qualifiers)["post"], f.object[1]) for f in facts(findings, "holds_post")
    }
    assert body in {first for first, _ in pairs(findings, "belongs_to")}


@pytest.mark.parametrize("text", ["市民建议加强管理。", "村民进县城务工。", "居民进市区的车多了。", "农民建房要批准。"])
def test_other_words(text: str) -> None:
    assert not {name for name in names(read(TOP + text), "organization") if name.startswith("民")}
