"""The SPARQL 1.1 Protocol, over a real connection."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, parse
from serving import Server, serving
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, URLENCODED, XML, SPARQLWrapper

POSTS = "SELECT ?name ?post { ?f kg:post ?post ; rdf:subject/skos:prefLabel ?name } ORDER BY ?post"
NAMES = ["林远舟", "林远舟", "苏见微"]
GRAPH = "CONSTRUCT WHERE { ?s kg:post ?o }"
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"


def names(body: bytes) -> list[str]:
    return [row["name"]["value"] for row in json.loads(body)["results"]["bindings"]]


def test_get_and_post_both_ways(server: Server) -> None:
    for reply in (
        server.query(POSTS),
        server.ask("/sparql", "POST", urlencode({"query": POSTS}).encode(), content_type=FORM),
        server.ask("/sparql", "POST", POSTS.encode(), content_type=QUERY),
        server.ask("/sparql", "POST", POSTS.encode(), content_type=f"{QUERY}; charset=UTF-8"),
    ):
        assert reply.status == 200
        assert reply.headers["content-type"] == "application/sparql-results+json"
        assert names(reply.body) == NAMES


@pytest.mark.parametrize(
    ("accept", "content"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("TEXT/CSV", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/html, application/xhtml+xml, */*;q=0.1", "application/sparql-results+json"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/json"),
        ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
    ],
)
def test_the_format_is_the_one_that_is_wanted_most(server: Server, accept: str, content: str) -> None:
    reply = server.query(POSTS, **({"accept": accept} if accept else {}))
    assert (reply.status, reply.headers["content-type"]) == (200, content)
    assert reply.headers["vary"] == "Accept"


def test_the_formats_are_what_they_say(server: Server) -> None:
    rows = list(csv.reader(io.StringIO(server.query(POSTS, accept="text/csv").text)))
    assert [row[0] for row in rows] == ["name", *NAMES]
    tsv = server.query(POSTS, accept="text/tab-separated-values").text.splitlines()
    assert [line.split("\t")[0] for line in tsv] == ["?name", *(f'"{name}"@zh' for name in NAMES)]
    root = ElementTree.fromstring(server.query(POSTS, accept="application/sparql-results+xml").body)
    space = "{http://www.w3.org/2005/sparql-results#}"
    bindings = root.iterfind(f".//{space}binding[@name='name']/{space}literal")
    assert [found.text for found in bindings] == NAMES


@pytest.mark.parametrize(
    ("accept", "content", "form"),
    [
        ("", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
    ],
)
@pytest.mark.parametrize("query", [GRAPH, "DESCRIBE id:district:青禾县"])
def test_graphs(server: Server, query: str, accept: str, content: str, form: RdfFormat) -> None:
    reply = server.query(query, **({"accept": accept} if accept else {}))
    assert (reply.status, reply.headers["content-type"]) == (200, content)
    assert len(list(parse(reply.body, form))) >= 3


@pytest.mark.parametrize(
    ("query", "accept"), [(POSTS, "text/turtle"), (GRAPH, "text/csv"), (POSTS, "image/png"), (POSTS, "*/*;q=0")]
)
def test_what_cannot_be_had_is_406_and_names_what_can(server: Server, query: str, accept: str) -> None:
    reply = server.query(query, accept=accept)
    assert reply.status == 406
    assert "text/turtle" in reply.text or "text/csv" in reply.text


def test_ask(server: Server) -> None:
    assert server.query("ASK { ?x kg:post ?y }").text == '{"head":{},"boolean":true}'
    assert server.query("ASK {}", accept="text/csv").text == "true\n"


def test_head_has_no_body(server: Server) -> None:
    reply = server.ask(f"/sparql?{urlencode({'query': POSTS})}", "HEAD")
    assert (reply.status, reply.body) == (200, b"")


def asked(query: str) -> str:
    return f"/sparql?query={quote(query)}"


WRONG: dict[str, tuple[int, str, dict[str, str | bytes]]] = {
    "no query": (400, "query is missing", {"path": "/sparql"}),
    "an empty query": (400, "not a query that reads", {"path": "/sparql?query="}),
    "two queries": (400, "given 2 times", {"path": "/sparql?query=ASK{}&query=ASK{}"}),
    "not SPARQL": (400, "not SPARQL: line 1", {"path": "/sparql?query=SELECT"}),
    "not UTF-8 in the address": (400, "not UTF-8", {"path": "/sparql?query=%ff%fe"}),
    "an update in the address": (403, "read, not written", {"path": "/sparql?update=DROP%20ALL"}),
    "an update as a query": (400, "not a query that reads", {"path": "/sparql?query=DROP%20ALL"}),
    "LOAD": (400, "not a query that reads", {"path": "/sparql?query=LOAD%20%3Chttp://127.0.0.1/%3E"}),
    "SERVICE": (400, "SERVICE is refused", {"path": asked("SELECT * { SERVICE <http://a/> { ?s ?p ?o } }")}),
    "another graph": (400, "one graph here", {"path": "/sparql?query=ASK{}&default-graph-uri=http://a/"}),
    "many parameters": (400, "too many parameters", {"path": "/sparql?" + "a=1&" * 30}),
    "PUT": (405, "PUT is not for this", {"method": "PUT", "path": "/sparql?query=ASK{}"}),
    "DELETE": (405, "DELETE is not for this", {"method": "DELETE", "path": "/sparql"}),
    "OPTIONS": (405, "OPTIONS is not for this", {"method": "OPTIONS", "path": "/sparql"}),
    "POST to the search": (405, "POST is not for this", {"method": "POST", "path": "/search?q=a"}),
    "no content type": (415, "a query is posted as", {"method": "POST", "path": "/sparql", "body": b"ASK {}"}),
    "a foreign content type": (
        415, "a query is posted as",
        {"method": "POST", "path": "/sparql", "body": b"ASK {}", "content_type": "application/json"},
    ),
    "an update posted": (
        403, "read, not written",
        {"method": "POST", "path": "/sparql", "body": b"DROP ALL", "content_type": "application/sparql-update"},
    ),
    "an update in a form": (
        403, "read, not written", {"method": "POST", "path": "/sparql", "body": b"update=DROP", "content_type": FORM}
    ),
    "a foreign charset": (
        415, "must be UTF-8",
        {"method": "POST", "path": "/sparql", "body": b"ASK {}", "content_type": f"{QUERY}; charset=gbk"},
    ),
    "bytes for a query": (
        400, "not UTF-8", {"method": "POST", "path": "/sparql", "body": b"\xff\xfe", "content_type": QUERY}
    ),
    "too long a body": (
        413, "longer than", {"method": "POST", "path": "/sparql", "body": b" " * (2 << 20), "content_type": QUERY}
    ),
    "too many rows": (400, "more than 1000 rows", {"path": asked("SELECT * { ?s ?p ?o . ?a ?b ?o }")}),
    "too many triples": (
        400, "more than 1000 rows", {"path": asked("CONSTRUCT { ?s ?b ?o } WHERE { ?s ?p ?o . ?a ?b ?c }")}
    ),
    "nested too deeply": (
        400, "",
        {"method": "POST", "path": "/sparql", "body": b"SELECT * " + b"{" * 100_000, "content_type": QUERY},
    ),
    "an unknown page": (404, "nothing here", {"path": "/graph.ttl"}),
    "a way out of the folder": (404, "nothing here", {"path": "/static/../app.py"}),
    "another way out": (404, "nothing here", {"path": "/static/%2e%2e/app.py"}),
    "search for nothing": (400, "q is missing", {"path": "/search"}),
    "search for blanks": (400, "nothing to search for", {"path": "/search?q=%20%00"}),
    "a limit that is none": (400, "limit must be", {"path": "/search?q=a&limit=-1"}),
    "a limit of another script": (400, "limit must be", {"path": "/search?q=a&limit=" + quote("٣")}),
    "an unknown named query": (404, "no query is named", {"path": "/queries/nope"}),
    "a parameter missing": (400, "needs district", {"path": "/queries/posts-in"}),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_one_plain_line(server: Server, case: str) -> None:
    status, message, request = WRONG[case]
    reply = server.ask(**request)  # type: ignore[arg-type]
    assert (reply.status, message in reply.text) == (status, True), reply
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    assert reply.text.count("\n") == 1
    assert "Traceback" not in reply.text
    assert server.query("ASK {}").status == 200


def test_405_says_what_is_allowed(server: Server) -> None:
    allowed = server.ask("/sparql", "PUT").headers["allow"]
    assert set(allowed.split(", ")) >= {"GET", "POST"}


def test_a_body_without_a_length_is_measured_as_it_comes(server: Server) -> None:
    import http.client
    from urllib.parse import urlsplit

    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=20)
    try:
        chunks = (b" " * 65536 for _ in range(64))
        connection.request("POST", "/sparql", chunks, {"Content-Type": QUERY}, encode_chunked=True)
        status = connection.getresponse().status
    except (BrokenPipeError, ConnectionResetError):
        status = 413  # the server has answered and gone before all was sent
    finally:
        connection.close()
    assert status == 413


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil:1", ""])
def test_who_calls_it_by_another_name_gets_nothing(server: Server, host: str) -> None:
    reply = server.ask("/", host=host)
    assert reply.status in (400, 421)
    assert b"<html" not in reply.body


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:9", "[::1]:80"])
def test_its_own_names(server: Server, host: str) -> None:
    assert server.ask("/openapi.json", host=host).status == 200


@pytest.mark.parametrize("path", ["/", "/query", "/sparql?query=ASK{}", "/nope", "/static/query.js", "/search?q=a"])
def test_every_answer_is_guarded(server: Server, path: str) -> None:
    headers = server.ask(path, origin="https://evil.example").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_the_pages(server: Server, small_ttl: Path) -> None:
    assert server.ask("/").body == small_ttl.with_suffix(".html").read_bytes()
    assert "YASGUI" in server.ask("/static/query.js").text
    assert "'unsafe-eval'" not in server.ask("/query").headers["content-security-policy"]


def test_the_description_names_every_address(server: Server) -> None:
    found = json.loads(server.ask("/openapi.json").body)
    assert found["openapi"] == "3.1.0"
    questions = {"/query", "/sparql", "/search", "/queries", "/queries/{name}"}
    assert set(found["paths"]) == {"/", *questions, "/{thing}", "/openapi.json"}
    assert "415" in found["paths"]["/sparql"]["post"]["responses"]


def test_search(server: Server) -> None:
    hits = json.loads(server.ask("/search?" + urlencode({"q": "投资 产业园"})).body)["hits"]
    assert [hit["label"] for hit in hits] == ["远航科技公司 承建 青禾产业园"]
    assert hits[0]["evidence"][0]["text"] == "远航科技公司投资建设青禾产业园"


def test_named_queries_are_listed_and_filled(server: Server) -> None:
    listed = {each["name"]: each for each in json.loads(server.ask("/queries").body)}
    assert listed["posts-in"]["parameters"] == {"district": "〈区划〉"}
    text = server.ask("/queries/posts-in?" + urlencode({"district": '青禾县"'})).text
    assert '"青禾县\\""@zh' in text
    assert server.query(text).status == 200


@pytest.mark.parametrize("form", [JSON, XML, CSV])
@pytest.mark.parametrize("method", ["GET", URLENCODED, POSTDIRECTLY])
def test_a_client_of_others(server: Server, form: str, method: str) -> None:
    client = SPARQLWrapper(server.sparql)
    client.setQuery(POSTS)
    client.setReturnFormat(form)
    if method != "GET":
        client.setMethod(POST)
        client.setRequestMethod(method)
    found = client.query().convert()
    if form == JSON:
        assert [row["name"]["value"] for row in found["results"]["bindings"]] == NAMES
    else:
        text = found.decode() if isinstance(found, bytes) else found.toxml()
        assert all(name in text for name in NAMES)


def test_a_client_of_others_gets_graphs(server: Server) -> None:
    client = SPARQLWrapper(server.sparql)
    client.setQuery(GRAPH)
    client.setReturnFormat(TURTLE)
    found = client.query().convert()
    assert len(list(parse(found, RdfFormat.TURTLE))) == 3


def test_a_graph_built_again_is_served_anew(small_ttl: Path, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(small_ttl.read_bytes())
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    with serving(path) as running:
        before = running.query(count, accept="text/csv").text
        path.write_text("<a:b> <a:c> <a:d> .", encoding="ascii")
        assert running.query(count, accept="text/csv").text == "n\r\n1\r\n" != before
        path.unlink()
        assert running.query(count).status == 200
        path.write_text("not turtle", encoding="ascii")
        reply = running.query(count)
        assert (reply.status, "cannot be read as Turtle" in reply.text) == (503, True)
        path.write_bytes(small_ttl.read_bytes())
