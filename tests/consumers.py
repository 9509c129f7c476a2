"""What reads our files elsewhere, each told to look whether a text of the graph became more than a text to it."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pandas
import rdflib
from hostile import MARK
from lxml import etree
from playwright.sync_api import Browser
from pyoxigraph import RdfFormat, Store, Triple, parse
from rebuild import Rebuilt, rows_of
from watching import watched

from kg.export import WRITERS, formats
from kg.export.characters import for_xml, well_formed
from kg.export.parts import Parts
from kg.graph import Graph
from kg.query import named
from kg.spreadsheet import unguarded

FOREIGN = "example.invalid"


def written(graph: Graph, name: str) -> str:
    stream = io.StringIO(newline="")
    WRITERS[name](graph, stream, Parts(graph))
    return stream.getvalue()


def labels(graph: Graph) -> list[str]:
    return sorted(well_formed(row["name"]) for _, row in graph.nodes(data=True))


def read_by_json(graph: Graph) -> None:
    """json and networkx have the same nodes, names and edges."""
    data = json.loads(written(graph, "graph.json").encode("utf-8"))
    assert sorted(well_formed(node["name"]) for node in data["nodes"]) == labels(graph)
    again = nx.node_link_graph(data, edges="edges", multigraph=True, directed=True)
    assert (len(again), again.number_of_edges()) == (len(graph), graph.number_of_edges())


def _bare(graph: Graph) -> Graph:
    """With what no UTF-8 file can hold replaced, as in the files."""
    data = json.loads(well_formed(json.dumps(json.loads(written(graph, "graph.json")), ensure_ascii=False)))
    return nx.node_link_graph(data, edges="edges", multigraph=True, directed=True)


def read_by_oxigraph(graph: Graph) -> None:
    """Turtle and every other RDF are what they were made from, and no statement more."""
    turtle = written(graph, "graph.ttl").encode("utf-8")
    triples = [quad.triple for quad in parse(turtle, RdfFormat.TURTLE) if isinstance(quad.triple, Triple)]
    rebuilt = Rebuilt(triples)
    nodes, edges = rows_of(_bare(graph))
    assert rebuilt.nodes == nodes
    assert rebuilt.edges == edges
    for form, kind in (("nt", RdfFormat.N_TRIPLES), ("nq", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG)):
        stream = io.StringIO(newline="")
        formats.write(graph, form, stream)
        assert {quad.triple for quad in parse(stream.getvalue().encode("utf-8"), kind)} >= set(triples), form
    stream = io.StringIO(newline="")
    formats.write(graph, "jsonld", stream)
    assert {quad.triple for quad in parse(stream.getvalue().encode("utf-8"), RdfFormat.JSON_LD)} == set(triples)


def read_by_rdflib(graph: Graph) -> None:
    """rdflib reads the same names, and nothing is said of what is not ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = rdflib.Graph().parse(data=written(graph, "graph.ttl"), format="turtle")
    found = {str(label) for label in data.objects(None, rdflib.SKOS.prefLabel)}
    assert set(labels(graph)) <= found
    for subject, predicate, object_ in data:
        for term in (subject, predicate, object_):
            assert not (isinstance(term, rdflib.URIRef) and FOREIGN in term.split("/")[2:3]), term


def read_by_xml(graph: Graph) -> None:
    """An XML parser that is told to follow entities and load what they name finds none, and the names as they are."""
    data = written(graph, "graph.graphml").encode("utf-8")
    parser = etree.XMLParser(resolve_entities=True, load_dtd=True, no_network=False, huge_tree=False)
    tree = etree.fromstring(data, parser).getroottree()
    assert tree.docinfo.internalDTD is None
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert len(tree.findall(".//g:node", space)) == len(graph)
    assert len(tree.findall(".//g:edge", space)) == graph.number_of_edges()
    (key,) = [each.get("id") for each in tree.findall(".//g:key", space) if each.get("attr.name") == "name"][:1]
    names = [each.text or "" for each in tree.findall(f".//g:node/g:data[@key='{key}']", space)]
    wanted = sorted(for_xml(row["name"]).replace("\r\n", "\n").replace("\r", "\n") for _, row in graph.nodes(data=True))
    assert sorted(name.replace("\r\n", "\n").replace("\r", "\n") for name in names) == wanted


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def read_by_spreadsheets(graph: Graph) -> None:
    """csv and pandas read back every name; a spreadsheet's own library takes no cell for a formula."""
    for name in ("entities.csv", "relations.csv"):
        text = written(graph, name)
        rows = cells(text)
        assert len({len(row) for row in rows}) == 1
        sheet = openpyxl.Workbook().active
        for row in rows:
            for column, cell in enumerate(row, start=1):
                plain = "".join(c for c in cell if c >= " " or c in "\t\n\r")  # the file format has no others
                if plain:
                    made = sheet.cell(1, column, plain[:32000])
                    assert made.data_type != "f", cell
                    # whatever a program may drop in front
                    seen = plain.lstrip(" \t\r\n\u00a0\u3000\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff")
                    assert not seen.startswith(("=", "+", "@", "＝", "＋", "－", "＠")), cell
    rows = cells(written(graph, "entities.csv"))
    assert sorted(unguarded(row[2]) for row in rows[1:]) == labels(graph)
    frame = pandas.read_csv(
        io.StringIO(written(graph, "entities.csv").removeprefix("\ufeff"), newline=""),
        dtype=str, keep_default_na=False, lineterminator="\n" if "\r" in "".join(labels(graph)) else None,
    )  # fmt: skip
    assert len(frame) == len(graph)


def read_by_office(graph: Graph, folder: Path) -> bool:
    """LibreOffice, where it is there, finds no formula in the tables; gives whether it was asked."""
    program = shutil.which("soffice") or shutil.which("localc")
    if program is None:
        return False
    for name in ("entities.csv", "relations.csv"):
        (folder / name).write_text(written(graph, name), encoding="utf-8", newline="")
        filters = ["--infilter=CSV:44,34,76,1,,0,false,true,true", "--convert-to", "xlsx"]
        command = [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", *filters]
        subprocess.run([*command, "--outdir", folder, folder / name], check=True, capture_output=True, timeout=240)
        book = openpyxl.load_workbook(folder / name.replace(".csv", ".xlsx"))
        for row in book.active.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                assert cell.hyperlink is None, cell.value
    return True


def read_by_queries(graph: Graph) -> None:
    """A text that is set into a named query stays one: it finds the thing of that name and no other."""
    store = Store()
    store.bulk_load(written(graph, "graph.ttl").encode("utf-8"), RdfFormat.TURTLE)
    before = len(store)
    for node, row in graph.nodes(data=True):
        if row["type"] != "official" or "\ud800" <= max(row["name"]) <= "\udfff":
            continue
        query = named("career", {"person": row["name"]})
        found = list(store.query(query, prefixes=None))
        assert len(found) == 1, (node, len(found))
    assert len(store) == before


def read_by_browser(graph: Graph, browser: Browser, folder: Path) -> None:
    """The page shows every text as it stands; nothing runs, nothing is asked for, no element is made of it."""
    path = folder / "graph.html"
    path.write_text(written(graph, "graph.html"), encoding="utf-8", newline="\n")
    context = browser.new_context(viewport={"width": 1000, "height": 700}, reduced_motion="reduce")
    try:
        page, wrong = watched(context)
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]")
        shown: list[list[Any]] = page.evaluate(
            """() => kg.data.nodes.map((node) => {
                kg.select(node.id);
                const heading = document.querySelector("#panel h2 bdi");
                return [node.label, heading ? heading.textContent : null,
                    document.querySelectorAll("script, img, iframe, object, form, style, link, base, meta").length];
            })"""
        )
        page.wait_for_timeout(50)
        assert sorted(label for label, _, _ in shown) == labels(graph)
        assert [heading for _, heading, _ in shown] == [label for label, _, _ in shown]
        assert len({elements for _, _, elements in shown}) == 1, "elements were made of a text"
        assert page.evaluate(f"window.{MARK}") is None
        assert page.url == path.as_uri() or page.url.startswith(path.as_uri() + "#")
        assert wrong == []
    finally:
        context.close()


def chromium() -> str | None:
    """The program of KG_CHROMIUM, else one on the path; with None playwright looks for its own."""
    named = os.environ.get("KG_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


CONSUMERS: dict[str, Callable[[Graph], None]] = {
    "json, networkx": read_by_json,
    "pyoxigraph": read_by_oxigraph,
    "rdflib": read_by_rdflib,
    "lxml": read_by_xml,
    "csv, pandas, openpyxl": read_by_spreadsheets,
    "named queries": read_by_queries,
}
