"""Hostile texts in every place of a graph, read by what reads our files elsewhere. There is more in
scripts/try-hostile.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from consumers import CONSUMERS, read_by_browser, read_by_office
from hostile import PARTS, hostile_graph, texts
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Browser


@pytest.mark.parametrize("consumer", CONSUMERS)
def test_every_text_of_the_list_stays_a_text(consumer: str) -> None:
    CONSUMERS[consumer](hostile_graph(PARTS))


def test_nothing_runs_in_a_browser(chromium: Browser, tmp_path: Path) -> None:
    read_by_browser(hostile_graph(PARTS), chromium, tmp_path)


def test_half_of_a_pair_is_no_title(chromium: Browser, tmp_path: Path) -> None:
    read_by_browser(hostile_graph(["\ud800青禾"]), chromium, tmp_path)


def test_no_cell_is_a_formula_to_libreoffice(tmp_path: Path) -> None:
    if not read_by_office(hostile_graph(PARTS), tmp_path):
        pytest.skip("LibreOffice is not installed")


@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(text=texts())
def test_any_text_stays_a_text(text: str) -> None:
    for check in CONSUMERS.values():
        check(hostile_graph([text]))
