"""docs/rdf.md: its examples are what the program writes, and its picture names terms that are in use."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from full_graph import full_graph

from kg.export.rdf import sections
from kg.export.terms import PREFIXES, term
from kg.vocabulary import VOCABULARY

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "rdf.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rdf_examples", ROOT / "scripts" / "rdf-examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_examples_are_current(script: ModuleType) -> None:
    assert script.filled(GUIDE) == GUIDE, "run python scripts/rdf-examples.py"


def test_there_is_an_example_of_every_relation(script: ModuleType) -> None:
    assert set(re.findall(r"<!-- fact (\w+) -->", GUIDE)) == set(VOCABULARY.relations)
    assert "rdf:Statement" in script.example("fact", "mentions")


def test_the_picture_names_terms_that_are_in_use() -> None:
    picture = GUIDE.split("```mermaid")[1].split("```")[0]
    named = {
        f"{prefix}:{name}" for prefix, name in re.findall(r"\b([a-z]+):([A-Za-z]+)", picture) if prefix in PREFIXES
    }
    used = {str(node) for section in sections(full_graph()) for each in section for node in each}
    assert len(named) > 30
    assert not {name for name in named if str(term(name)) not in used}
