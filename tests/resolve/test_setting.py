"""An article that was put on the disk says what it said, and is opened only by who asks."""

from __future__ import annotations

import pickle

import pytest
from made_findings import article, findings

from kg.model import Findings, Span
from kg.resolve import setting
from kg.resolve.setting import Setting

_TEXT = "青禾县召开座谈会\n县长林远舟出席座谈会，远山集团完成投资3.5亿元。"


def _full(document: str = "青禾.txt") -> Findings:
    return findings(
        article(_TEXT, document, newspaper="青禾日报", published="2031-05-06"),
        [("district", "青禾县"), ("event", "座谈会"), ("official", "林远舟"), ("organization", "远山集团")],
        [
            (("official", "林远舟"), "holds_post", ("district", "青禾县"), {"post": "县长", "said": "县长林远舟"}),
            (("official", "林远舟"), "attended", ("event", "座谈会"), {"as_of": "2031-05-06", "said": "出席座谈会"}),
            (("organization", "远山集团"), "belongs_to", ("district", "青禾县")),
        ],
        {
            ("district", "青禾县"): {"level": "county", "code": None},
            ("indicator", "投资"): {"value": 3.5, "unit": "亿元", "upper": None},
        },
    )


def _again(one: Setting) -> Setting:
    restored = pickle.loads(pickle.dumps(one))
    assert isinstance(restored, Setting)
    return restored


@pytest.mark.parametrize("document", ["青禾.txt", "a\udcff\u0000.txt"], ids=["plain", "no characters"])
def test_what_comes_back_says_the_same(document: str) -> None:
    said = _full(document)
    restored = _again(_again(Setting(said))).findings
    assert restored == said
    assert all(type(m.span) is Span for m in restored.mentions)
    assert all(type(span) is Span for fact in restored.facts for span in fact.spans)
    assert restored.facts[2].spans == ()  # inferred, and still so
    assert [dict(values) for values in restored.attributes.values()] == list(said.attributes.values())


def test_what_is_told_of_it_is_the_same() -> None:
    one, other = Setting(_full()), _again(Setting(_full()))
    assert (other.at, other.document, other.region) == (one.at, one.document, one.region)
    assert (other.paths, other.owners, other.things, other.around) == (one.paths, one.owners, one.things, one.around)
    assert dict(other.said_of) == dict(one.said_of)


def test_it_is_opened_only_by_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pickle.dumps(Setting(_full()))
    opened: list[bytes] = []
    unpacked = setting._unpacked
    monkeypatch.setattr(setting, "_unpacked", lambda packed: opened.append(packed) or unpacked(packed))
    restored = pickle.loads(data)
    assert pickle.loads(pickle.dumps(restored)) is not restored  # put down and taken up again as it stands
    assert not opened
    assert restored.at == ("青禾.txt", 1)
    assert len(opened) == 1
    assert restored.things  # and no more than once
    assert len(opened) == 1
