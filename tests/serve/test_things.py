"""Every thing of a graph answers under the IRI that it has."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from rdflib import Graph
from serving import Reply, Server, serving
from small_graph import COUNTY, DOCUMENT, LIN, PARK, small_graph

from kg.export import turtle
from kg.export.terms import BASE, names
from kg.serve.things import described, iris_at

PUBLISHED = names("https://data.example.org/公开/kg/")


@pytest.fixture(scope="module")
def published_ttl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small graph under a base of somebody's own, no page beside it."""
    path = tmp_path_factory.mktemp("published") / "graph.ttl"
    graph = small_graph()
    graph.graph["base_iri"] = PUBLISHED.base
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        turtle.write(graph, stream)
    return path


@pytest.fixture(scope="module")
def published(published_ttl: Path) -> Iterator[Server]:
    with serving(published_ttl) as running:
        yield running


def path_of(iri: str) -> str:
    """The path that a client sends for an IRI: what is beyond ASCII is encoded, what is encoded stays."""
    return quote(urlsplit(iri).path, safe="/%:")


def as_turtle(server: Server, iri: str) -> set[str]:
    reply = server.ask(path_of(iri), accept="text/turtle")
    assert (reply.status, reply.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    return {str(each.triple) for each in parse(reply.body, format=RdfFormat.TURTLE)}


def test_every_iri_of_the_graph_that_is_described_in_it_answers(published: Server, published_ttl: Path) -> None:
    store = Store()
    store.bulk_load(path=str(published_ttl), format=RdfFormat.TURTLE)
    subjects = {each.subject.value for each in store if isinstance(each.subject, NamedNode)}
    ours = sorted({iri.partition("#")[0] for iri in subjects if iri.startswith(PUBLISHED.base)})
    assert len(ours) > 80
    for iri in ours:
        told = as_turtle(published, iri)
        about = {str(each.triple) for each in store.quads_for_pattern(NamedNode(iri), None, None)}
        of = {str(each.triple) for each in store.quads_for_pattern(None, None, NamedNode(iri))}
        assert about
        assert about | of <= told


def test_the_passages_of_a_document_come_with_it(published: Server) -> None:
    told = as_turtle(published, PUBLISHED.document(DOCUMENT).value)
    assert any("青禾县项目签约仪式" in each and "prov#value" in each for each in told)


def test_where_a_proxy_takes_the_path_of_the_base_away(published: Server) -> None:
    iri = PUBLISHED.entity(COUNTY).value
    short = quote(f"/{iri.removeprefix(PUBLISHED.base)}", safe="/%:")
    assert published.ask(short, accept="text/turtle").body == published.ask(path_of(iri), accept="text/turtle").body


def test_the_host_of_the_base_is_known_and_no_other(published: Server) -> None:
    path = path_of(PUBLISHED.entity(LIN).value)
    for host, status in (("data.example.org", 200), ("data.example.org:8443", 200), ("evil.example", 421)):
        connection = http.client.HTTPConnection(urlsplit(published.url).netloc, timeout=30)
        connection.request("GET", path, headers={"Host": host})
        assert connection.getresponse().status == status
        connection.close()


def test_the_format_is_the_one_that_is_wanted(published: Server) -> None:
    path = path_of(PUBLISHED.entity(LIN).value)
    reply = published.ask(path, accept="application/ld+json")
    assert reply.headers["vary"] == "Accept"
    linked = Graph().parse(data=reply.text, format="json-ld")
    assert set(linked) == set(Graph().parse(data=published.ask(path).text, format="turtle"))
    assert published.ask(path, accept="image/png").status == 406


def page(server: Server, iri: str) -> Reply:
    reply = server.ask(path_of(iri), accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (reply.status, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    return reply


def test_a_browser_gets_a_page_whose_links_lead_on(published: Server) -> None:
    text = page(published, PUBLISHED.entity(PARK).value).text
    assert "<h1>青禾产业园</h1>" in text
    link = path_of(PUBLISHED.entity(COUNTY).value)
    assert f'href="{link}"' in text
    assert published.ask(link).status == 200
    assert "schema:location" in text


@pytest.mark.parametrize("path", ["/id/nobody", "/id/", "/%ff", "/id/%FF%FE", "/no/such/thing", "/id/%2e%2e", "/%00"])
def test_what_is_not_there_is_404(published: Server, path: str) -> None:
    reply = published.ask(path)
    assert (reply.status, reply.text) == (404, "there is nothing here; see /openapi.json\n")


def test_names_are_text_and_never_markup(tmp_path: Path) -> None:
    graph = small_graph()
    graph.nodes[PARK]["name"] = '<script>alert(1)</script>"产业园'
    with (tmp_path / "graph.ttl").open("w", encoding="utf-8", newline="\n") as stream:
        turtle.write(graph, stream)
    with serving(tmp_path / "graph.ttl") as server:
        text = page(server, names(BASE).entity(PARK).value).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&#34;产业园" in text
    assert "<script" not in text


def test_no_more_than_is_asked_for() -> None:
    store = Store()
    thing = NamedNode(f"{BASE}id/a")
    for number in range(10):
        store.update(f"INSERT DATA {{ <{thing.value}> <p:p> {number} . <p:{number}> <p:q> <{thing.value}> }}")
    for most, more in ((5, True), (15, True), (20, False)):
        found = described(store, [thing], most)
        assert found
        assert (len(found.triples), found.more) == (most, more)
    assert described(store, [NamedNode(f"{BASE}id/b")], 5) is None


@pytest.mark.parametrize(
    ("path", "base", "local"),
    [
        ("/id/%E5%8C%BA%2fa", "https://a.example/", ["id/区%2Fa"]),
        ("/id/district:%E5%8C%BA", "https://a.example/x/", ["id/district:区"]),
        ("/x/id/a%3Ab", "https://a.example/x/", ["id/a:b", "x/id/a:b"]),
        ("/id/%E5", "https://a.example/", []),
    ],
)
def test_the_iris_that_a_path_may_mean(path: str, base: str, local: list[str]) -> None:
    assert iris_at(path, base) == [NamedNode(base + each) for each in local]
