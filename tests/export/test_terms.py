from __future__ import annotations

from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_graph import HOSTILE

from kg.export import terms
from kg.vocabulary import VOCABULARY

NAMES = terms.names()
ANY_TEXT = st.text(st.characters()) | st.sampled_from(HOSTILE)


@given(ANY_TEXT)
def test_an_encoded_text_can_be_read_back(text: str) -> None:
    assert unquote_to_bytes(terms.encoded(text)).decode("utf-8", "surrogatepass") == text


@given(ANY_TEXT)
def test_an_id_is_one_segment_of_its_iri(text: str) -> None:
    iri = NAMES.entity(text).value
    parts = urlsplit(iri)
    assert iri.startswith(f"{terms.BASE}id/")
    assert (parts.path.count("/"), parts.query, parts.fragment) == (2, "", "")


@given(st.lists(ANY_TEXT, min_size=2, max_size=2, unique=True))
def test_documents_that_differ_have_iris_that_differ(paths: list[str]) -> None:
    one, other = (NAMES.document(path).value for path in paths)
    assert one != other


def test_an_iri_can_be_read() -> None:
    assert NAMES.entity("campaign:“春耕行动”").value == f"{terms.BASE}id/campaign:“春耕行动”"
    assert NAMES.entity("person:a/b c").value == f"{terms.BASE}id/person:a%2Fb%20c"
    assert NAMES.document("2023/../a.txt").value == f"{terms.BASE}document/2023/%2E%2E/a.txt"
    assert NAMES.passage("a.txt", 3, 7).value == f"{terms.BASE}document/a.txt#char=3,7"


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2023-05-11", "date"),
        ("2023-05", "gYearMonth"),
        ("2023", "gYear"),
        ("2024-02-29", "date"),
        ("2023-02-29", "string"),
        ("2023-13", "string"),
        ("0000", "string"),
        ("5月11日", "string"),
        ("2023-5-1", "string"),
        ("２０２３", "string"),
        ("2023-05-11\n", "string"),
    ],
)
def test_a_date_is_as_exact_as_it_is_given(text: str, datatype: str) -> None:
    literal = terms.date(text)
    assert literal.value == text
    assert literal.datatype == terms.term(f"xsd:{datatype}")


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2023-H1", ("2023-01-01", "2023-06-30")),
        ("2023-H2", ("2023-07-01", "2023-12-31")),
        ("2023-Q1", ("2023-01-01", "2023-03-31")),
        ("2023-Q4", ("2023-10-01", "2023-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-00", None),
        ("2023-13", None),
        ("2023-Q5", None),
        ("0000", None),
        ("十四五", None),
    ],
)
def test_the_bounds_of_a_period(period: str, expected: tuple[str, str] | None) -> None:
    assert terms.bounds(period) == expected


@pytest.mark.parametrize(("value", "text"), [(12, "12"), (3.5, "3.5"), (-0.25, "-0.25"), (1e21, "1" + "0" * 21)])
def test_a_number_has_no_exponent(value: float, text: str) -> None:
    assert terms.number(value).value == text


def test_every_term_of_the_vocabulary_has_a_declared_prefix() -> None:
    curies = [curie for entity in VOCABULARY.entities.values() for curie in entity.rdf]
    curies += [relation.rdf for relation in VOCABULARY.relations.values()]
    for curie in curies:
        assert terms.term(curie).value.startswith("http")


def test_every_type_has_a_class_of_its_own() -> None:
    classes = [terms.entity_class(name) for name in VOCABULARY.entities]
    classes += [terms.fact_class(name) for name in VOCABULARY.relations]
    assert len(set(classes)) == len(VOCABULARY.entities) + len(VOCABULARY.relations)
    assert terms.fact_class("holds_post") == terms.term("kg:HoldsPostFact")
