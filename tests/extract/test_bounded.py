"""Hostile and very long texts cost no more than their length: time grows with it and not with its square."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from linear_time import assert_linear, seconds

from kg.extract import bodies, people, places
from kg.extract.name_lists import lists_before
from kg.extract.posts import Posts
from kg.extract.reading import Found, Reading, open_article
from kg.lexicon.divisions import DIVISIONS
from kg.model import Page
from kg.recognise import Token
from kg.text.articles import split

SURNAMES = "林陈李周吴徐孙朱胡郭何罗郑梁谢宋唐许韩冯邓曹彭肖田"
GIVEN = "远舟明德康宁涛磊洁敏刚勇杰霞燕玲斌超峰亮"


def person(i: int) -> str:
    """A name of three characters, another for each number up to ten thousand."""
    return SURNAMES[i % 25] + GIVEN[i // 25 % 20] + GIVEN[i // 500 % 20]


def listed(number: int) -> str:
    return "、".join(person(i) for i in range(number))


class Shapes:
    """A recogniser fast enough for long texts: names of the making above, the words of the texts below, and marks."""

    name = "shapes"
    version = "0"
    _WORD = re.compile(
        rf"(?P<PER>[{SURNAMES}][{GIVEN}]{{2}})"
        r"|(?P<n>书记|常务|主任|县长|副主任|处长|组长|领导|委员|有限公司|公司|指挥部|防汛|财政局|林业局|供销社|信息)"
        r"|(?P<v>选举|免去|历任|任|为)|(?P<c>和)|(?P<u>的)|(?P<m>\d+)|(?P<a>[\u4e00-\u9fff])|(?P<w>[^\u4e00-\u9fff])"
    )

    def __call__(self, sentence: str) -> list[Token]:
        return [Token(m[0], m.lastgroup or "w", *m.span()) for m in self._WORD.finditer(sentence)]


def cost(text: str) -> float:
    """The time that bodies, posts and people take over a text."""
    reading = open_article(split(Page("made.txt", text))[0], Shapes())
    geography = places.Geography(reading)
    home = places.place_of(DIVISIONS.full("岚皋县")[0])
    geography.county = geography.home = home
    geography.own[home] = 1
    return seconds(lambda: people.find(reading, Posts(reading, geography, bodies.find(reading, geography))))


HOSTILE: dict[str, Callable[[int], str]] = {
    "的": lambda n: "的" * n,
    "open brackets": lambda n: "（" * n,
    "brackets": lambda n: "（的）" * (n // 3),
    "a bracket in a bracket": lambda n: "（" * (n // 2) + "）" * (n // 2),
    "、": lambda n: "、" * n,
    "和": lambda n: "和" * n + "任县长",
    "names joined by 和": lambda n: "林和王和李和" * (n // 6) + "任县长",
    "lists of 和 before each title": lambda n: ("林和王和李和、" * 12 + "任县长，") * (n // 90),
    "titles": lambda n: "书记" * (n // 2),
    "titles and marks": lambda n: "任书记、" * (n // 4),
    "modifiers": lambda n: "常务副" * (n // 3),
    "former": lambda n: "原副主任林远舟、" * (n // 8),
    "organs": lambda n: "县委县政府" * (n // 5),
    "deictic words": lambda n: "县" * n,
    "endings": lambda n: "局" * n,
    "firms": lambda n: "有限公司" * (n // 4),
    "和 in names of bodies": lambda n: "县和林业和局" * (n // 6),
    "departments in a list": lambda n: "县财政局" + "、林业局" * (n // 4),
    "units in a list": lambda n: "县供销社主任、" + "信息处处长、" * (n // 6) + "林远舟",
    "offices": lambda n: "县防汛指挥部下设办公室" * (n // 11),
    "parts of a name": lambda n: "书记" + "甲·" * (n // 2),
    "titles in the parts of a name": lambda n: "书记甲·" * (n // 4),
    "spaces": lambda n: "林 舟 " * (n // 4) + "书记",
    "remarks": lambda n: "书记林远舟" + "（女，汉族）" * (n // 6) + "、陈明德",
    "a remark that does not end": lambda n: "书记林远舟（" + "男男族" * (n // 3),
    "labels": lambda n: "县防汛指挥部\n" + "组长：林远舟\n" * (n // 7),
    "quotation marks": lambda n: "“公司”" * (n // 4),
    "one paragraph of careers": lambda n: "林远舟，男，" + "历任县委书记，" * (n // 7),
    "dates": lambda n: "2022年，" * (n // 10) + "县委书记林远舟，" * (n // 10),
    "elected": lambda n: "选举：" + listed(n // 8) + "为副主任，" + "任书记，" * (n // 8),
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_time_grows_with_the_length_of_the_text(shape: str) -> None:
    make = HOSTILE[shape]
    assert_linear(lambda n: cost(make(n)), 8000)


@pytest.mark.parametrize("lead", ["县领导：", "免去：", "选举："])
def test_ten_thousand_names_in_one_list(lead: str) -> None:
    tail = {"免去：": "的副主任职务。", "选举：": "为副主任。"}.get(lead, "出席会议。")
    assert_linear(lambda n: cost(lead + listed(n) + tail), 4000)


def test_each_of_ten_thousand_names_is_found() -> None:
    reading = open_article(split(Page("made.txt", "县领导：" + listed(10_000) + "出席会议。"))[0], Shapes())
    geography = places.Geography(reading)
    people.find(reading, Posts(reading, geography, bodies.find(reading, geography)))
    assert {person(i) for i in range(10_000)} <= {f.name for f in reading.found if f.type == "official"}


def test_what_is_found_is_asked_for_without_looking_at_all_of_it() -> None:
    def fill(number: int) -> None:
        reading = Reading(split(Page("made.txt", "林" * (number * 4)))[0], [], [], [])
        for i in range(number):
            at = i * 4
            assert not reading.covered(at, at + 3, "official", "district")
            reading.add(Found("official", person(i), at, at + 3))
            assert reading.covered(at + 2, at + 4, "official")
            assert len(reading.within(at - 4, at + 3, "official")) == (2 if i else 1)
            assert len(reading.named("official", person(i))) == 1

    assert_linear(lambda n: seconds(lambda: fill(n)), 8000)


def test_the_index_follows_what_is_added_and_taken_out() -> None:
    reading = Reading(split(Page("made.txt", "林远舟陈明德"))[0], [], [], [])
    first, second = Found("official", "林远舟", 0, 3), Found("person", "陈明德", 3, 6)
    reading.add(first)
    reading.add(second)
    assert reading.within(0, 6) == [first, second]
    assert reading.ending_at(3) == [first]
    assert reading.starting_at(3, "person") == [second]
    assert reading.overlapping(2, 4, "person", "official") == [second, first]
    reading.drop(lambda thing: thing.type == "official")
    assert not reading.covered(0, 3, "official")
    assert reading.within(0, 6) == [second]
    reading.drop(lambda thing: True)
    again = Found("district", "林远舟", 0, 3)
    reading.add(again)
    assert reading.within(0, 6) == [again]
    assert reading.named("person", "陈明德") == []
    reading.clear()
    assert reading.within(0, 6) == []


def test_a_list_with_many_readings_is_read_at_once() -> None:
    stretch = "林和王和李和" * 20 + "任"
    assert seconds(lambda: list(lists_before(stretch, "任", "任"))) < 0.5
    longest = next(lists_before(stretch, "任", "任"))
    assert (longest.start, longest.end) == (0, len(stretch) - 1)
