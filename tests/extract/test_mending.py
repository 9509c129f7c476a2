"""Words as they are meant: what the recogniser took for one is cut, what it cut is joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.mending import mended
from kg.recognise import Token


def words(line: str) -> list[Token]:
    """The tokens of 免去/v 林远舟/PER."""
    found, position = [], 0
    for piece in line.split():
        word, tag = piece.split("/")
        found.append(Token(word, tag, position, position + len(word)))
        position += len(word)
    return found


def _mended(tokens: list[Token]) -> list[Token]:
    return mended(tokens, "".join(token.word for token in tokens))


def line(tokens: list[Token]) -> str:
    return " ".join(f"{token.word}/{token.tag}" for token in tokens)


@pytest.mark.parametrize(
    ("taken", "meant"),
    [
        ("免去/v 林远舟金乡县民政局/PER 局长/n", "免去/v 林远舟/PER 金乡县民政局/ORG 局长/n"),
        ("林远舟/PER 表示/v 免去/v 林远舟金乡县民政局/ORG", "林远舟/PER 表示/v 免去/v 林远舟/PER 金乡县民政局/ORG"),
        ("林远舟任金乡县民政局/PER 局长/n", "林远舟/PER 任/v 金乡县民政局/ORG 局长/n"),
        ("林远舟/PER 任关岭布依族苗族自治县委/v", "林远舟/PER 任/v 关岭布依族苗族自治县委/ORG"),
        ("林远舟/PER 任锦绣/v 纺织/n 总经理/n", "林远舟/PER 任/v 锦绣/ORG 纺织/n 总经理/n"),
        ("林远舟任/PER 金乡县教育局/ORG", "林远舟/PER 任/v 金乡县教育局/ORG"),
        ("免去/v 其中共金乡县委书记/r 职务/n", "免去/v 其/r 中共金乡县委书记/ORG 职务/n"),
        ("原神木/a 县委书记/n", "原/n 神木/ORG 县委书记/n"),
        ("免去/v 林远舟同志/ORG 职务/n", "免去/v 林远舟/PER 同志/n 职务/n"),
        ("林远舟/PER 同志清泉食品有限公司/ORG", "林远舟/PER 同志/n 清泉食品有限公司/ORG"),
        ("林方远/PER 说/v 林方/PER 远赴/v 新疆/LOC", "林方远/PER 说/v 林方远/PER 赴/v 新疆/LOC"),
    ],
)
def test_what_was_taken_for_one_word_is_cut(taken: str, meant: str) -> None:
    found = _mended(words(taken))
    assert [token.word for token in found] == [piece.split("/")[0] for piece in meant.split()]
    assert [token.tag for token in found if token.word not in ("任",)] == [
        piece.split("/")[1] for piece in meant.split() if not piece.startswith("任/")
    ]


@pytest.mark.parametrize(
    "right",
    [
        "原平市/LOC 教育局/n",  # a place that begins with 原
        "原阳县/LOC 县长/n",
        "林远舟/PER 任命/v 局长/n",
        "林远舟/PER 任职/v 期间/n",
        "广大/a 党员同志/n",
        "林远舟/PER 主持会议/v",
        "济宁市教育局/ORG",
    ],
)
def test_what_is_right_stays(right: str) -> None:
    assert line(_mended(words(right))) == right


@given(st.lists(st.tuples(st.text("林远舟任原其中共同志免去金乡县民政局长", min_size=1, max_size=9),
                          st.sampled_from(["PER", "ORG", "LOC", "n", "v", "r", "a"])), max_size=12))  # fmt: skip
def test_the_words_are_the_same_text(pieces: list[tuple[str, str]]) -> None:
    tokens, position = [], 0
    for word, tag in pieces:
        tokens.append(Token(word, tag, position, position + len(word)))
        position += len(word)
    found = _mended(tokens)
    assert "".join(token.word for token in found) == "".join(word for word, _ in pieces)
    assert all(token.end - token.start == len(token.word) > 0 for token in found)
    assert [token.start for token in found[1:]] == [token.end for token in found[:-1]]
