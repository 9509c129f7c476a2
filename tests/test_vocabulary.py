"""The vocabulary: whole in itself, and as the documentation has it."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from dataclasses import FrozenInstanceError
from pathlib import Path
from types import ModuleType

import pytest

from kg.export.terms import PREFIXES
from kg.vocabulary import VOCABULARY, Attribute, EntityType, Label, RelationType, load

ROOT = Path(__file__).parents[1]
ENTITIES = list(VOCABULARY.entities.values())
RELATIONS = list(VOCABULARY.relations.values())
TYPES = [*ENTITIES, *RELATIONS]
SHAPES = {
    "box",
    "circle",
    "database",
    "diamond",
    "dot",
    "ellipse",
    "hexagon",
    "square",
    "star",
    "triangle",
    "triangleDown",
}
HAN = re.compile(r"[\u4e00-\u9fff]")


def attributes(of: EntityType | RelationType) -> list[Attribute]:
    return list((of.attributes if isinstance(of, EntityType) else of.qualifiers).values())


ATTRIBUTES = [pytest.param(each, id=f"{kind.name}.{each.name}") for kind in TYPES for each in attributes(kind)]
entity = pytest.mark.parametrize("entity", ENTITIES, ids=lambda each: each.name)
relation = pytest.mark.parametrize("relation", RELATIONS, ids=lambda each: each.name)
each_type = pytest.mark.parametrize("kind", TYPES, ids=lambda each: each.name)


def test_the_types_of_the_contract_are_all_there() -> None:
    assert set(VOCABULARY.entities) >= {
        "district", "official", "journalist", "person", "organization", "project", "event", "campaign", "industry",
        "indicator", "article",
    }  # fmt: skip
    assert set(VOCABULARY.relations) >= {
        "part_of", "belongs_to", "holds_post", "works_for", "attended", "organized_by", "held_in", "cooperates_with",
        "located_in", "undertakes", "runs", "includes", "develops", "targets", "reports", "wrote", "mentions",
    }  # fmt: skip


@each_type
def test_names_are_identifiers(kind: EntityType | RelationType) -> None:
    assert re.fullmatch(r"[a-z]+(?:_[a-z]+)*", kind.name)


@each_type
def test_labels_and_definitions_are_in_both_languages(kind: EntityType | RelationType) -> None:
    of_attributes = [label for each in attributes(kind) for label in (each.label, each.definition)]
    for label in (kind.label, kind.definition, *of_attributes):
        assert HAN.search(label.zh)
        assert label.en
        assert not HAN.search(label.en)


def test_terms_of_the_rdf_alone_are_labelled_and_in_their_place() -> None:
    terms = [*VOCABULARY.classes.values(), *VOCABULARY.properties.values(), *VOCABULARY.schemes.values()]
    terms += [concept for scheme in VOCABULARY.schemes.values() for concept in scheme.concepts.values()]
    for each in terms:
        for label in (each.label, each.definition):
            assert HAN.search(label.zh)
            assert label.en
            assert not HAN.search(label.en)
    for each in VOCABULARY.properties.values():
        for term in (each.domain, each.range, *each.above):
            assert term.partition(":")[0] in PREFIXES


def test_no_two_types_have_one_label() -> None:
    for labels in ([kind.label for kind in ENTITIES], [kind.label for kind in RELATIONS]):
        assert not [zh for zh, count in Counter(label.zh for label in labels).items() if count > 1]
        assert not [en for en, count in Counter(label.en for label in labels).items() if count > 1]


@entity
def test_a_colour_is_six_hexadecimal_digits(entity: EntityType) -> None:
    assert re.fullmatch(r"#[0-9A-F]{6}", entity.colour)


@entity
def test_a_shape_is_one_that_vis_network_draws(entity: EntityType) -> None:
    assert entity.shape in SHAPES


def test_colours_tell_the_types_apart() -> None:
    assert len({entity.colour for entity in ENTITIES}) == len(ENTITIES)


@relation
def test_domains_and_ranges_are_types_of_the_vocabulary(relation: RelationType) -> None:
    assert relation.domain
    assert relation.range
    assert set(relation.domain) <= set(VOCABULARY.entities)
    assert relation.range == ("any",) or set(relation.range) <= set(VOCABULARY.entities)
    assert len(set(relation.domain)) == len(relation.domain)
    assert len(set(relation.range)) == len(relation.range)


@relation
def test_a_relation_that_goes_either_way_is_between_the_same_types(relation: RelationType) -> None:
    assert not relation.symmetric or set(relation.domain) == set(relation.range)


@each_type
def test_rdf_terms_have_a_known_prefix(kind: EntityType | RelationType) -> None:
    terms = kind.rdf if isinstance(kind, EntityType) else (kind.rdf,)
    assert terms
    for term in terms:
        prefix, colon, local = term.partition(":")
        assert prefix in PREFIXES
        assert colon
        assert local


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_an_attribute_has_a_datatype_and_values_that_differ(attribute: Attribute) -> None:
    assert attribute.datatype in ("string", "date", "number")
    assert len(set(attribute.values)) == len(attribute.values)
    assert all(isinstance(value, str) and value for value in attribute.values)
    assert attribute.datatype == "string" or not attribute.values


@each_type
def test_an_attribute_is_not_named_as_what_every_node_or_edge_has(kind: EntityType | RelationType) -> None:
    reserved = {"id", "type", "name", "aliases", "evidence", "inferred", "source", "target", "as_of", "seen", "key"}
    assert not reserved & {each.name for each in attributes(kind)}


def test_the_vocabulary_is_read_once_and_cannot_be_changed() -> None:
    assert load() is VOCABULARY
    with pytest.raises(FrozenInstanceError):
        VOCABULARY.entities["district"].colour = "#000000"  # type: ignore[misc]
    assert Label("区划", "district") == VOCABULARY.entities["district"].label


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("vocabulary_table", ROOT / "scripts" / "vocabulary-table.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_in_the_documentation_is_current() -> None:
    written = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    assert written == _script().table(), "run python scripts/vocabulary-table.py"
