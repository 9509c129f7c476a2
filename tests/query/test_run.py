from __future__ import annotations

import csv
import io
import json
import re
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, Store, parse
from rich.cells import cell_len
from small_graph import HOSTILE, graph_named

from kg.errors import KgError
from kg.export import turtle
from kg.query import FORMATS, ask, load, run, show

POSTS = "SELECT ?name ?post { ?f kg:post ?post ; rdf:subject/skos:prefLabel ?name } ORDER BY ?post"
ROWS = [("林远舟", "副县长"), ("林远舟", "县委书记"), ("苏见微", "局长")]


@pytest.fixture(scope="module")
def store(small_ttl: Path) -> Store:
    return load(small_ttl)


@pytest.fixture
def requests() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and the paths that were asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(b'{"head":{"vars":[]},"results":{"bindings":[]}}')

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/x", asked
        server.shutdown()
        thread.join()


def error(store: Store, query: str) -> str:
    with pytest.raises(KgError) as raised:
        ask(store, query)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_prefixes_need_no_declaration(small_ttl: Path) -> None:
    assert run(small_ttl, POSTS).rows() == ROWS


def test_a_declared_prefix_wins(store: Store) -> None:
    query = 'PREFIX kg: <http://www.w3.org/2004/02/skos/core#> ASK { ?x kg:prefLabel "林远舟"@zh }'
    assert ask(store, query).rows() == [("true",)]


def test_months_compare_as_months(store: Store) -> None:
    query = """SELECT ?name { ?e schema:startDate ?d ; skos:prefLabel ?name FILTER(?d = "2023-05"^^xsd:gYearMonth) }"""
    assert ask(store, query).rows() == [("调度会",)]


def test_csv(store: Store) -> None:
    text = ask(store, POSTS).text("csv")
    assert list(csv.reader(io.StringIO(text))) == [["name", "post"], *map(list, ROWS)]


def test_json_is_that_of_the_standard(store: Store) -> None:
    found = json.loads(ask(store, POSTS).text("json"))
    assert found["head"]["vars"] == ["name", "post"]
    assert found["results"]["bindings"][0] == {
        "name": {"type": "literal", "value": "林远舟", "xml:lang": "zh"},
        "post": {"type": "literal", "value": "副县长"},
    }


def test_xml_is_that_of_the_standard(store: Store) -> None:
    root = ElementTree.fromstring(ask(store, POSTS).text("xml"))
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert [element.text for element in root.iter(f"{space}literal")] == [cell for row in ROWS for cell in row]


@pytest.mark.parametrize(("form", "expected"), [("csv", "true\n"), ("table", "answer\ntrue\n")])
def test_ask(store: Store, form: str, expected: str) -> None:
    assert ask(store, "ASK { ?x kg:post ?y }").text(form) == expected


def test_ask_in_the_formats_of_the_standard(store: Store) -> None:
    result = ask(store, "ASK { ?x kg:post 'none' }")
    assert json.loads(result.text("json"))["boolean"] is False
    assert ">false<" in result.text("xml")


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s kg:post ?o }", "DESCRIBE id:district:青禾县"])
def test_a_graph_is_turtle(store: Store, query: str) -> None:
    result = ask(store, query)
    found = list(parse(result.text("ttl").encode("utf-8"), RdfFormat.TURTLE))
    assert len(found) == len(result.rows()) >= 3
    assert result.variables == ("subject", "predicate", "object")


def test_an_empty_graph_is_turtle(store: Store) -> None:
    text = ask(store, "CONSTRUCT WHERE { ?s kg:nothing ?o }").text("ttl")
    assert list(parse(text.encode("utf-8"), RdfFormat.TURTLE)) == []


def test_the_same_graph_twice_is_the_same_turtle(small_ttl: Path) -> None:
    texts = {run(small_ttl, "CONSTRUCT WHERE { ?s kg:post ?o }").text("ttl") for _ in range(4)}
    assert len(texts) == 1


@pytest.mark.parametrize(
    ("query", "form", "message"),
    [
        (POSTS, "ttl", "ttl is for CONSTRUCT and DESCRIBE"),
        ("ASK { ?s ?p ?o }", "ttl", "ttl is for CONSTRUCT and DESCRIBE"),
        ("CONSTRUCT WHERE { ?s kg:post ?o }", "json", "json is for SELECT and ASK"),
        ("CONSTRUCT WHERE { ?s kg:post ?o }", "csv", "csv is for SELECT and ASK"),
        (POSTS, "yaml", "no format 'yaml'; there is table, csv, json, xml, ttl"),
    ],
)
def test_a_format_that_does_not_fit(store: Store, query: str, form: str, message: str) -> None:
    with pytest.raises(KgError, match=message):
        ask(store, query).text(form)


def test_a_table_is_aligned_in_columns_of_the_screen(store: Store) -> None:
    lines = ask(store, POSTS).text("table").splitlines()
    assert [line.split() for line in lines] == [["name", "post"], *map(list, ROWS)]
    assert len({cell_len(line[: line.index(line.split()[1])]) for line in lines}) == 1


def test_a_table_in_a_pipe_is_never_cut(store: Store) -> None:
    text = ask(store, f'SELECT ("{"长" * 3000}" AS ?x) ?y {{ VALUES ?y {{ 1 2 }} }}').text("table")
    assert text.count("长" * 3000) == 2
    assert len(text.splitlines()) == 3


def test_an_empty_table_has_its_header(store: Store) -> None:
    assert ask(store, "SELECT ?a ?b { ?a kg:nothing ?b }").text("table") == "a  b\n"


def test_an_iri_is_shown_by_its_prefix(store: Store) -> None:
    assert "id:official:苏见微" in ask(store, "SELECT ?p { ?p kg:worksFor ?o }").text("table")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_on_its_line(name: str) -> None:
    stream = io.StringIO()
    turtle.write(graph_named(name), stream)
    store = Store()
    store.load(stream.getvalue().encode("utf-8"), RdfFormat.TURTLE)
    result = ask(store, "SELECT ?n { ?x kg:post ?n }")
    assert result.rows() == [(name,)]
    assert json.loads(result.text("json"))["results"]["bindings"][0]["n"]["value"] == name
    assert next(csv.reader(io.StringIO(result.text("csv").split("\r\n", 1)[1], newline="")))[0] == name
    shown = result.text("table")
    assert len(shown.splitlines()) == 2
    assert "\x1b" not in shown
    assert "\x00" not in shown


def test_a_terminal_gets_lines_around_the_table(store: Store) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal, pipe = Terminal(), io.StringIO()
    show(ask(store, POSTS), "table", terminal)
    show(ask(store, POSTS), "table", pipe)
    assert "│" in terminal.getvalue()
    assert "副县长" in terminal.getvalue()
    assert pipe.getvalue() == ask(store, POSTS).text("table")


def test_every_format_is_offered() -> None:
    assert FORMATS == ("table", "csv", "json", "xml", "ttl")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * WHERE { ?s ?p ?o", "line 1, column 26: cannot be understood from here on"),
        ("SELECT *\nWHERE { ?s ?p '中文' .\n  FILTER(?s = ) \n\n }", "line 3, column 3: .* from 'FILTER"),
        ("SELECT * {\n ?s kg:post ?o .\n OPTINAL { ?s a kg:X } }", "line 3, column 2: .* from 'OPTINAL"),
        ("SELECT *\nWERE { ?s ?p ?o }", "line 2, column 1: .* from 'WERE"),
        ("# 注\n\nSELECT * {\n ?s a nope:Thing }", "line 4, column 7: the prefix nope: is not declared"),
        ("SELECT ?x (COUNT(?y) AS ?n) { ?x ?z ?y }", "line 1: The SELECT contains a variable that is unbound"),
        ("SELECT", "line 1, column 7: cannot be understood from here on"),
    ],
)
def test_bad_sparql_says_where(store: Store, query: str, expected: str) -> None:
    assert re.match(f"not SPARQL: {expected}", error(store, query))


@pytest.mark.parametrize(
    "query",
    ["", "INSERT DATA { <a:b> <a:c> <a:d> }", "DROP ALL", "LOAD <http://127.0.0.1:9/x>", "DELETE WHERE { ?s ?p ?o }"],
)
def test_only_reading_is_done(store: Store, query: str) -> None:
    before = len(store)
    assert error(store, query) == "not a query that reads: it must be a SELECT, ASK, CONSTRUCT or DESCRIBE"
    assert len(store) == before


def test_an_update_in_the_clothes_of_a_query_is_refused(store: Store) -> None:
    before = len(store)
    assert "not SPARQL" in error(store, "INSERT { ?s a ?o } WHERE { SELECT * { ?s ?p ?o } }")
    assert len(store) == before


SERVICES = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE#{\n<URL>#}\n{ ?s ?p ?o } }",
    "SELECT * { SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { VALUES ?g { <URL> } SERVICE ?g { ?s ?p ?o } }",
    "SELECT * { VALUES ?g { <URL> } SERVICE SILENT?g{ ?s ?p ?o } }",
    "PREFIX u: <URL> SELECT * { SERVICE u: { ?s ?p ?o } }",
    "PREFIX u: <URL> SELECT * { SERVICE u:a\\#b { ?s ?p ?o } }",
    "PREFIX u: <URL> SELECT * { u:a\\' a u:b . SERVICE u: { ?s ?p ?o } u:c\\' a u:d }",
    "SELECT * { VALUES ?g { <URL> } FILTER(1<2)SERVICE?g#>\n{ ?s ?p ?o } }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } } } }",
    "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "ASK { FILTER NOT EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_a_query_never_reaches_the_network(store: Store, requests: tuple[str, list[str]], query: str) -> None:
    url, asked = requests
    assert "SERVICE is refused" in error(store, query.replace("URL", url))
    assert asked == []


def test_the_engine_would_reach_the_network(requests: tuple[str, list[str]]) -> None:
    """Should this fail because pyoxigraph has lost SERVICE, the refusal can go."""
    url, asked = requests
    with suppress(RuntimeError):  # the answer of this server may not please it
        list(Store().query(SERVICES[0].replace("URL", url)))  # type: ignore[arg-type]
    assert asked


def test_from_asks_nobody(store: Store, requests: tuple[str, list[str]]) -> None:
    url, asked = requests
    for query in (f"SELECT * FROM <{url}> {{ ?s ?p ?o }}", f"SELECT * {{ GRAPH <{url}> {{ ?s ?p ?o }} }}"):
        assert ask(store, query).rows() == []
    assert asked == []


@pytest.mark.parametrize("query", ["SELECT ?service { ?service kg:post ?o }", "ASK { ?s <a:service/a> 'service' }"])
def test_the_word_service_is_no_crime(store: Store, query: str) -> None:
    ask(store, query)


def test_a_long_comment_is_searched_in_no_time(store: Store) -> None:
    query = "SELECT * { ?s ?p ?o } #" + " service # " * 2_000
    assert len(ask(store, query + "\nLIMIT 1").rows()) == 1


def test_no_such_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"none\.ttl: no such file; run `kg build` first"):
        run(tmp_path / "none.ttl", POSTS)


@pytest.mark.parametrize("content", [b"<a:b> <a:c> .", b"\xff\xfe", b"{}"])
def test_what_is_not_turtle_is_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(content)
    with pytest.raises(KgError, match=r"graph\.ttl: cannot be read as Turtle") as raised:
        run(path, POSTS)
    assert "\n" not in str(raised.value)


def test_a_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot be read as Turtle"):
        run(tmp_path, POSTS)
