"""What a query may not take: time, memory, a place that others wait for."""

from __future__ import annotations

import json
import signal
import socket
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import Call
from serving import Server, serving

# Each would run for hours: none can be stopped from within the process that computes it
BOMBS = {
    "a product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "a product that is sorted": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?f ?c ?i",
    "a product without an answer": """SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i
        FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = "x") }""",
    "paths": "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>|^!<x:y>)* ?b . ?c (!<x:y>|^!<x:y>)* ?d . ?e (!<x:y>)* ?f }",
    "distinct rows": "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }",
}
LARGE = "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f), STR(?i))) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def workers(server: Server) -> set[int]:
    listed = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text(encoding="ascii")
    return set(map(int, listed.split()))


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_ends_in_503_while_others_are_answered(server: Server, bomb: str) -> None:
    answered: list[float] = []
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            began = time.monotonic()
            assert server.query("ASK { ?x kg:post ?y }").status == 200
            answered.append(time.monotonic() - began)
            time.sleep(0.05)

    with ThreadPoolExecutor(1) as pool:
        others = pool.submit(ask)
        began = time.monotonic()
        try:
            reply = server.query(BOMBS[bomb])
        finally:
            over.set()
        others.result()
    assert (reply.status, reply.headers["retry-after"]) == (503, "10")
    assert "more than 2 seconds" in reply.text or "more memory" in reply.text
    assert time.monotonic() - began < 6
    assert len(answered) > 5
    assert server.query("ASK {}").status == 200


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no account of memory here")
def test_memory_is_bounded(server: Server) -> None:
    reply = server.query(LARGE)
    assert reply.status == 503
    assert "more memory" in reply.text or "more than 2 seconds" in reply.text


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no list of children here")
def test_a_bomb_leaves_no_process_behind(server: Server) -> None:
    before = workers(server)
    assert server.query(BOMBS["a product"]).status == 503
    deadline = time.monotonic() + 10
    while len(workers(server)) != len(before) or workers(server) == before:
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no list of children here")
def test_workers_go_with_a_server_that_is_killed(small_ttl: Path) -> None:
    with serving(small_ttl, "--seconds", "1", ends=-signal.SIGKILL) as running, ThreadPoolExecutor(1) as pool:
        left = workers(running)
        lost = pool.submit(running.query, BOMBS["a product"])
        time.sleep(0.3)
        running.process.kill()
        assert isinstance(lost.exception(), OSError)
    deadline = time.monotonic() + 10
    while any(_lives(pid) for pid in left):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _lives(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return False


def test_a_full_queue_is_503_with_a_time_to_come_again(small_ttl: Path) -> None:
    options = ("--workers", "1", "--queue", "1", "--seconds", "3")
    with serving(small_ttl, *options) as running, ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(running.query, [BOMBS["a product"]] * 6))
        assert {reply.status for reply in replies} == {503}
        assert Counter(reply.headers["retry-after"] for reply in replies)["1"] >= 4
        assert running.query("ASK {}").status == 200


def test_a_client_that_goes_away_does_no_harm(server: Server) -> None:
    for _ in range(4):
        with pytest.raises(OSError, match="timed out"):
            server.query(BOMBS["a product"], timeout=0.2)
    assert server.query("ASK {}").status == 200


def test_fifty_clients_at_a_time(server: Server) -> None:
    queries = [
        "SELECT ?n { ?x skos:prefLabel ?n } LIMIT 50",
        "SELECT ?d (COUNT(*) AS ?n) { ?f kg:asOf ?d } GROUP BY ?d",
        "CONSTRUCT WHERE { ?s kg:post ?o }",
    ]
    until = time.monotonic() + 4
    statuses: Counter[int] = Counter()

    def client(number: int) -> Counter[int]:
        seen: Counter[int] = Counter()
        while time.monotonic() < until:
            reply = server.query(queries[number % 3])
            seen[reply.status] += 1
            assert reply.status == 200 or reply.headers["retry-after"]
        return seen

    with ThreadPoolExecutor(50) as pool:
        for seen in pool.map(client, range(50)):
            statuses += seen
    assert set(statuses) <= {200, 503}
    assert statuses[200] > 200


METHODS = st.sampled_from(["GET", "POST", "PUT", "HEAD", "PATCH", "BREW", "get"])
VISIBLE = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=40)
TYPES = st.sampled_from(["application/sparql-query", "application/x-www-form-urlencoded", "text/plain", ";", "a/b; q"])


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    method=METHODS,
    path=st.one_of(VISIBLE.map("/sparql?query=".__add__), VISIBLE.map("/".__add__), VISIBLE.map("/search?q=".__add__)),
    body=st.binary(max_size=200),
    content=TYPES,
    accept=VISIBLE,
)
def test_a_malformed_request_is_the_fault_of_who_sends_it(
    server: Server, method: str, path: str, body: bytes, content: str, accept: str
) -> None:
    reply = server.ask(path, method, body, content_type=content, accept=accept)
    assert 200 <= reply.status < 500, (reply, path)
    assert b"Traceback" not in reply.body


@settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
@given(st.binary(min_size=1, max_size=300))
def test_what_is_no_http_at_all(server: Server, data: bytes) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(data + b"\r\n\r\n")
        connection.shutdown(socket.SHUT_WR)
        try:
            answer = connection.recv(1 << 16)
        except ConnectionResetError:
            answer = b""
    assert not answer or answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 3", b"HTTP/1.1 2"))
    assert b"Traceback" not in answer


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=200), st.sampled_from(["SELECT * { %s }", "%s", "ASK { FILTER(%s) }", "PREFIX %s ASK {}"]))
def test_a_malformed_query_is_the_fault_of_who_sends_it(server: Server, text: str, around: str) -> None:
    query = around.replace("%s", text).encode("utf-8", "replace")
    reply = server.ask("/sparql", "POST", query, content_type="application/sparql-query")
    assert reply.status in (200, 400), reply
    if reply.status == 200:
        json.loads(reply.body)


def test_a_port_in_use_is_one_line(server: Server, small_ttl: Path, kg_process: Call) -> None:
    port = server.url.rpartition(":")[2]
    done = kg_process("serve", "-g", small_ttl, "--port", port, PYTHONPATH=str(Path(__file__).parents[2]))
    assert (done.status, len(done.errors)) == (2, 1)
    assert f"127.0.0.1:{port}: cannot listen there" in done.err


def test_no_graph_is_one_line(tmp_path: Path, kg_process: Call) -> None:
    done = kg_process("serve", "-g", tmp_path / "no.ttl", PYTHONPATH=str(Path(__file__).parents[2]))
    assert (done.status, len(done.errors)) == (2, 1)
    assert "no such file" in done.err


def test_told_to_end_it_ends(small_ttl: Path) -> None:
    with serving(small_ttl, ends=128 + signal.SIGTERM) as running:
        running.process.send_signal(signal.SIGTERM)
        running.process.wait(10)
