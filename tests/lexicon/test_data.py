"""The data files: they load, hold nothing twice and nothing empty, and agree with the code that reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
import yaml

from kg import lexicon
from kg.lexicon.divisions import DIVISIONS
from kg.text.personal_names import COMPOUND_SURNAMES, SINGLE_SURNAMES
from kg.vocabulary import VOCABULARY

FILES = sorted(
    path.name.removesuffix(".yaml") for path in resources.files("kg.lexicon").iterdir() if path.name.endswith(".yaml")
)


def lists(value: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, list):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, f"{path}/{key}")


class _NoKeyTwice(yaml.SafeLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = [key for key, count in Counter(keys).items() if count > 1]
        assert not twice, f"keys that stand twice: {twice}"
        return super().construct_mapping(node, deep)


def test_there_are_data_files() -> None:
    assert {"bodies", "events", "layout", "posts", "projects", "zones"} <= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_file_loads_as_a_table_of_names(name: str) -> None:
    data = lexicon.data(name)
    assert data
    assert all(isinstance(key, str) for key in data)


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_where_it_is_from(name: str) -> None:
    assert lexicon.text(f"{name}.yaml").startswith("# ")


@pytest.mark.parametrize("name", FILES)
def test_no_key_stands_twice(name: str) -> None:
    yaml.load(lexicon.text(f"{name}.yaml"), Loader=_NoKeyTwice)


@pytest.mark.parametrize("name", FILES)
def test_no_entry_is_empty_or_has_spaces_at_its_ends_or_is_no_text(name: str) -> None:
    for path, entries in lists(lexicon.data(name)):
        assert entries, f"{name}{path} is empty"
        # an unquoted word of YAML that is read as a truth value or a number would be no text
        wrong = [entry for entry in entries if not isinstance(entry, str) or not entry or entry != entry.strip()]
        assert not wrong, f"{name}{path}: {wrong}"


def test_a_word_of_a_credit_has_one_role() -> None:
    words = [word for words in lexicon.data("layout")["roles"].values() for word in words]
    assert len(words) == len(set(words))


def test_the_roles_of_credits_are_the_vocabulary_s() -> None:
    assert set(lexicon.data("layout")["roles"]) == set(VOCABULARY.relations["wrote"].qualifiers["role"].values)


def test_the_roles_at_events_are_the_vocabulary_s() -> None:
    assert set(lexicon.data("events")["roles"]) <= set(VOCABULARY.relations["attended"].qualifiers["role"].values)


def test_national_zones_lie_in_divisions_of_the_table() -> None:
    for zone, division in lexicon.data("zones")["national"].items():
        assert DIVISIONS.full(division), zone


def test_short_names_of_bodies_stand_for_longer_ones() -> None:
    for short, long in lexicon.data("bodies")["short"].items():
        assert len(short) <= len(long), short


def test_contracted_titles_are_a_department_and_a_title() -> None:
    for title, parts in lexicon.data("posts")["contracted"].items():
        department, post = parts
        assert title.endswith(post), title
        assert department[:1] == title[:1], title


def test_what_is_asked_for_twice_is_read_once() -> None:
    assert lexicon.data("layout") is lexicon.data("layout")


def test_an_alternation_prefers_the_longest() -> None:
    pattern = lexicon.alternation(["区", "新区", "高新区", "a+b"])
    assert re.match(pattern, "新区域")[0] == "新区"  # type: ignore[index]
    assert re.fullmatch(pattern, "a+b")
    assert not re.fullmatch(pattern, "aab")
    assert lexicon.alternation({"甲": 1}) == "(?:甲)"


# -- surnames ----------------------------------------------------------------------------------------------------------


def test_the_surnames_are_two_lines_under_their_origin() -> None:
    rows = lexicon.text("surnames.txt").splitlines()
    assert [row.startswith("#") for row in rows] == [True, True, False, False]


def test_single_surnames_are_chinese_characters() -> None:
    assert all(re.fullmatch(r"[\u4e00-\u9fff]", surname) for surname in SINGLE_SURNAMES)
    assert len(SINGLE_SURNAMES) == len(lexicon.text("surnames.txt").splitlines()[2]) > 400


def test_compound_surnames_are_of_two_and_none_stands_twice() -> None:
    listed = lexicon.text("surnames.txt").splitlines()[3].split()
    assert len(listed) == len(set(listed)) == len(COMPOUND_SURNAMES)
    assert all(re.fullmatch(r"[\u4e00-\u9fff]{2}", surname) for surname in listed)


@pytest.mark.parametrize("surname", "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕")
def test_the_commonest_surnames_are_among_them(surname: str) -> None:
    assert surname in SINGLE_SURNAMES
