"""What strangers may try: slow and idle connections, files that are not served, other sites, requests of any shape."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from running import ROOT
from serving import Server, serving

from kg.serve import connections

SECRET = "not to be read by anybody"


def raw(server: Server, data: bytes, timeout: float = 20) -> bytes:
    """What the server answers to the bytes, until it ends the connection."""
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=timeout) as connection:
        connection.sendall(data)
        found = b""
        try:
            while part := connection.recv(1 << 16):
                found += part
        except ConnectionResetError:
            pass
        return found


HALVES = (
    b"",
    b"GET / HTTP/1.1\r\nHost: local",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    b"Content-Length: 9\r\n\r\nASK",
)


def test_who_does_not_say_what_he_wants_is_not_waited_for(server: Server) -> None:
    began = time.monotonic()
    with ThreadPoolExecutor(len(HALVES)) as pool:
        answers = list(pool.map(lambda half: raw(server, half, timeout=connections.TO_ASK + 20), HALVES))
    assert answers == [b""] * len(HALVES)
    assert time.monotonic() - began < connections.TO_ASK + 15
    assert server.query("ASK {}").status == 200


def test_idle_connections_by_the_thousand_keep_nobody_out(server: Server) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    held = []
    try:
        for _ in range(connections.MOST + 500):
            held.append(socket.create_connection((host, int(port)), timeout=20))
        assert server.query("ASK { ?x kg:post ?y }").status == 200
    finally:
        for connection in held:
            connection.close()


@pytest.fixture
def beside_secrets(small_ttl: Path, tmp_path: Path) -> Path:
    """The graph in a folder with files that are not served, below one with another."""
    folder = tmp_path / "output"
    folder.mkdir()
    for file in (small_ttl, small_ttl.with_suffix(".html")):
        (folder / file.name).write_bytes(file.read_bytes())
    for place in (folder / "secret.txt", folder / "graph.json", folder / "skipped.csv", tmp_path / "secret.txt"):
        place.write_text(SECRET, encoding="utf-8")
    return folder / "graph.ttl"


def test_no_file_but_those_that_are_served(beside_secrets: Path) -> None:
    ups = ("..", "%2e%2e", "..%2f..", "..%5c..", "%252e%252e", "....//", "..;", "\\..\\..", ".%00.")
    tops = ("", "static/", "static/yasgui/", "queries/", "id/", "official/", "document/")
    names = ("secret.txt", "graph.json", "skipped.csv", "../secret.txt", "etc/passwd", "../../../../../etc/passwd")
    with serving(beside_secrets) as running:
        for path in {f"/{top}{up}/{name}" for top in tops for up in ups for name in names}:
            answer = raw(running, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            assert SECRET.encode() not in answer, path
            assert b"root:" not in answer, path
            assert answer[:12] in (b"HTTP/1.1 404", b"HTTP/1.1 400", b"HTTP/1.1 307"), (path, answer[:80])
        for name in ("secret.txt", "graph.json", "skipped.csv", ".graph.ttl.store"):
            assert running.ask(f"/{name}").status == 404


def test_pages_of_other_sites_are_told_nothing(server: Server) -> None:
    for method in ("GET", "OPTIONS", "HEAD"):
        reply = server.ask(
            "/sparql?query=ASK%20%7B%7D", method, origin="https://example.invalid", access_control_request_method="POST"
        )
        assert not [name for name in reply.headers if name.startswith("access-control")]
    assert server.ask("/sparql", "OPTIONS").status == 405


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "BREW"])
def test_methods_that_it_does_not_have(server: Server, method: str) -> None:
    answer = raw(server, f"{method} /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith((b"HTTP/1.1 405", b"HTTP/1.1 400", b"HTTP/1.1 404", b"HTTP/1.1 421"))


BOMBS = {
    "a regular expression": f'ASK {{ ?s ?p ?o FILTER(REGEX(CONCAT("{"a" * 5000}", STR(?o)), "^({"a*" * 40})*$")) }}',
    "a large repetition": 'ASK { ?s ?p ?o FILTER(REGEX(STR(?o), "(((a{99}){99}){99}){99}")) }',
    "two long lists": f"ASK {{ VALUES ?x {{ {'1 ' * 40_000} }} VALUES ?y {{ {'2 ' * 40_000} }} FILTER(?x > ?y) }}",
    "nesting": f"SELECT * {{ {'OPTIONAL { ' * 5000}{'}' * 5000} }}",
    "brackets": f"ASK {{ FILTER({'(' * 20_000}1{')' * 20_000}) }}",
    "a deep path": f"ASK {{ ?a {'/'.join(['(!<x:y>|^!<x:y>)*'] * 12)} ?b . FILTER(?a = 1) }}",
    "a long text": f'ASK {{ FILTER(STRLEN(REPLACE("{"a" * 1000}", "a", "{"b" * 1000}")) = 1) }}',
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_no_query_takes_more_than_it_may(server: Server, bomb: str) -> None:
    began = time.monotonic()
    reply = server.ask("/sparql", "POST", BOMBS[bomb].encode(), content_type="application/sparql-query")
    assert reply.status in (200, 400, 503), reply
    assert time.monotonic() - began < 8
    assert server.query("ASK {}").status == 200


def test_long_addresses_and_heads_are_refused(server: Server) -> None:
    assert raw(server, f"GET /{'a' * 200_000} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())[:12] in (
        b"HTTP/1.1 400",
        b"",
    )
    many = "".join(f"X-{i}: {'a' * 100}\r\n" for i in range(2000))
    assert raw(server, f"GET / HTTP/1.1\r\nHost: localhost\r\n{many}\r\n".encode())[:12] in (b"HTTP/1.1 400", b"")
    words = urlencode({"q": "县" * 5000})
    assert server.ask(f"/search?{words}").status in (200, 400)
    assert server.ask(f"/queries/{quote('县' * 3000)}").status == 404


def test_requests_of_any_shape_against_its_own_description(server: Server) -> None:
    program = Path(sys.executable).with_name("schemathesis")
    checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
    options = ["--max-examples", "6", "--seed", "1", "--checks", checks, "--phases", "examples,coverage,fuzzing"]
    command = [program, "run", f"{server.url}/openapi.json", *options, "--request-timeout", "20", "--no-color"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, cwd="/tmp")
    assert done.returncode == 0, done.stdout[-6000:]
    assert re.search(r"\d+ generated, \d+ passed|\d+ passed", done.stdout), done.stdout[-2000:]


def test_ten_seconds_of_everything_at_once() -> None:
    command = [sys.executable, ROOT / "scripts" / "soak-server.py", "--seconds", "10", "--idle", "600"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env={"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stdout + done.stderr
