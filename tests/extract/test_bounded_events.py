"""Time grows with the length of the text, however hostile the text: places, events, attendance, projects."""

from __future__ import annotations

import pytest
from linear_time import assert_linear, seconds

from kg.extract import attendance, bodies, cooperation, places, projects
from kg.extract.reading import Reading, open_article
from kg.lexicon.divisions import DIVISIONS
from kg.model import Page
from kg.recognise import Token
from kg.text.articles import split

_WORDS = {"项目": "n", "会议": "n", "推进会": "n", "召开": "v", "出席": "v", "签约": "v", "建设": "v", "的": "u",
          "新区": "n", "到": "v", "调研": "v", "强调": "v", "合作": "v", "与": "p"}  # fmt: skip


def recognise(sentence: str) -> list[Token]:
    """Words of a list, divisions as places, else single characters: fast, so that only the extractors are measured."""
    tokens, i = [], 0
    while i < len(sentence):
        for length in (6, 5, 4, 3, 2, 1):
            word = sentence[i : i + length]
            tag = _WORDS.get(word) or ("LOC" if length > 2 and DIVISIONS.full(word) else "")
            if tag or length == 1:
                tokens.append(Token(word, tag or ("n" if word.isalnum() else "w"), i, i + len(word)))
                i += len(word)
                break
    return tokens


def opened(text: str) -> Reading:
    return open_article(split(Page("made.txt", text))[0], recognise)


def read_all(reading: Reading) -> None:
    """The extractors of this half, without those of bodies and people."""
    reading.clear()
    geography = places.find(reading)
    attendance.find(reading, geography, [])
    cooperation.find(reading, geography)
    projects.find(reading, geography, bodies.Bodies(reading, geography), None)


def cost(text: str) -> float:
    reading = opened(text)
    return seconds(lambda: read_all(reading))


DISTRICTS = [row.name for row in DIVISIONS.rows if row.level == "county" and not row.until and len(row.name) > 2]


def filled(unit: str, size: int) -> str:
    return "青田县召开会议，" + unit * (size // len(unit)) + "。"


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        ("的", 20_000),
        ("（", 20_000),
        ("“", 20_000),
        ("”", 20_000),
        ("、", 20_000),
        ("会议", 10_000),
        ("召开推进会", 4_000),
        ("召开推进会，", 4_000),
        ("推进会暨", 10_000),
        ("项目", 10_000),
        ("建设项目、", 10_000),
        ("等项目", 10_000),
        ("1大个", 10_000),
        ("到某地调研", 10_000),
        ("率领", 10_000),
        ("同志", 10_000),
        ("签约", 10_000),
        ("由某单位主办", 10_000),
        ("新区", 10_000),
        ("第一届会议第一次会议", 10_000),
        ("与某某合作", 10_000),
        ("强调出席", 10_000),
        ("第三次会议", 10_000),
        ("第三届", 10_000),
        ("座谈会上", 10_000),
        ("考察团到某地考察，", 4_000),
        ("召开会议研究", 10_000),
        ("青田县组织到向", 6_000),
        ("青田县组织到向捐赠1", 4_000),
        ("就提出在县强调", 10_000),
        ("在、及中国", 10_000),
    ],
)
def test_repetition_costs_what_it_is_long(unit: str, size: int) -> None:
    assert_linear(lambda n: cost(filled(unit, n)), 2 * size)


def test_a_list_of_ten_thousand_districts() -> None:
    names = (DISTRICTS * 5)[:10_000]
    assert_linear(lambda n: cost(f"出席会议的有{'、'.join(names[:n])}。"), len(names))
    whole = opened(f"出席会议的有{'、'.join(names)}。")
    read_all(whole)
    assert len([f for f in whole.found if f.type == "district"]) >= 10_000


def test_words_of_lists_are_read_in_one_way() -> None:
    # had one of them two readings, thirty would have 2 ** 30
    reading = opened(f"青田县召开项目推进会。青田县{'同志' * 30}甲出席会议。")
    assert seconds(lambda: read_all(reading)) < 1


def test_a_long_number_is_no_riddle() -> None:
    reading = opened(f"青田县建设{'1' * 36}幢项目。")
    assert seconds(lambda: read_all(reading)) < 1
