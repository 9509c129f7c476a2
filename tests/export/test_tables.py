from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_graph import COUNTY, HOSTILE, LIN, evidence, graph_named, small_graph

from kg.export import Writer, tables
from kg.export.characters import well_formed
from kg.graph import Graph
from kg.spreadsheet import unguarded


def rows(write: Writer, graph: Graph) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    write(graph, stream)
    content = stream.getvalue().encode("utf-8").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline=""), strict=True))


def test_a_row_for_each_entity() -> None:
    found = rows(tables.write_entities, small_graph())
    assert [row["id"] for row in found] == list(small_graph())
    county = next(row for row in found if row["id"] == COUNTY)
    place = evidence("青禾县")[0]
    assert county == {
        **dict.fromkeys(county, ""),
        "id": COUNTY,
        "type": "district",
        "name": "青禾县",
        "aliases": "县里",
        "level": "county",
        "sources": "1",
        "inferred": "false",
        "document": place["document"],
        "start": "0",
        "end": "3",
        "text": "青禾县",
    }


def test_sources_are_documents_not_passages() -> None:
    graph = small_graph()
    graph.nodes[COUNTY]["evidence"] += [*evidence("青禾县政府"), {**evidence("青禾县")[0], "document": "other.txt"}]
    county = next(row for row in rows(tables.write_entities, graph) if row["id"] == COUNTY)
    assert county["sources"] == "2"


def test_what_was_concluded_has_no_source() -> None:
    city = next(row for row in rows(tables.write_entities, small_graph()) if row["name"] == "云泽市")
    assert (city["sources"], city["inferred"], city["document"], city["code"]) == ("0", "true", "", "999900")


def test_a_row_for_each_relation() -> None:
    found = rows(tables.write_relations, small_graph())
    assert len(found) == small_graph().number_of_edges()
    post = next(row for row in found if row["post"] == "县委书记")
    place = evidence("青禾县委书记林远舟")[0]
    assert post == {
        "source": LIN,
        "source_name": "林远舟",
        "type": "holds_post",
        "target": COUNTY,
        "target_name": "青禾县",
        "post": "县委书记",
        "start": "2023-03",
        "end": "",
        "over": "",
        "former": "",
        "role": "",
        "as_of": "2023-05-12",
        "seen": "",
        "inferred": "false",
        "evidence": f"{place['document']}#char={place['start']},{place['end']} 青禾县委书记林远舟",
    }


def test_all_the_dates_of_a_fact_are_there() -> None:
    head = next(row for row in rows(tables.write_relations, small_graph()) if row["post"] == "局长")
    assert (head["as_of"], head["seen"]) == ("2023-05-12", "2023-05-12|2023-06")


@pytest.mark.parametrize("write", [tables.write_entities, tables.write_relations])
def test_excel_is_told_that_it_is_utf8(write: Callable[[Graph, io.StringIO], None]) -> None:
    stream = io.StringIO(newline="")
    write(small_graph(), stream)
    assert stream.getvalue().startswith('\ufeff"')
    assert stream.getvalue().count("\ufeff") == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_is_a_formula_and_nothing_is_lost(name: str) -> None:
    for write in (tables.write_entities, tables.write_relations):
        for row in rows(write, graph_named(name)):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝")) for cell in row.values())
            assert unguarded(row.get("name", row.get("source_name", ""))) == name


@given(st.text(st.characters(), min_size=1))
def test_any_name_comes_back(name: str) -> None:
    found = rows(tables.write_relations, graph_named(name))
    assert [unguarded(row["post"]) for row in found] == [well_formed(name)]


def test_a_negative_number_stays_a_number() -> None:
    graph = small_graph()
    graph.nodes["indicator:茶园面积"]["value"] = -3.5
    assert "-3.5" in {row["value"] for row in rows(tables.write_entities, graph)}
