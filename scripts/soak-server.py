"""A server among clients of every kind, for an hour: what those are answered that ask in good faith.

    python scripts/soak-server.py [GRAPH.ttl] [--seconds 3600] [--idle 1000]

Begins `kg serve` on a free port of this machine. Beside five clients that ask, there are: bombs (products, paths, long
lists of values, regular expressions), half requests sent byte by byte, bodies that never end, answers that nobody
reads, noise, requests for files that are not served, and so many idle connections. Prints what was answered, the
longest wait, and the memory and open files of the server at the beginning and at the end; exits with 1 where an honest
client got anything but 200 and the promised 503, a file got out, the server grew, or it did not end in order.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
SECRET = "a file that is not served"
QUERIES = (
    "SELECT ?n { ?x skos:prefLabel ?n } LIMIT 50",
    "SELECT ?k (COUNT(*) AS ?n) { ?e kg:kind ?k } GROUP BY ?k",
    "ASK { ?x kg:post ?y }",
)
BOMBS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>|^!<x:y>)* ?b . ?c (!<x:y>|^!<x:y>)* ?d }",
    f"SELECT * {{ VALUES ?x {{ {'1 ' * 50_000} }} VALUES ?y {{ {'1 ' * 50_000} }} FILTER(?x + ?y = 3) }}",
    f'SELECT * {{ ?s ?p ?o FILTER(REGEX(STR(?o), "{"(a*)*" * 30}$")) ?t ?q ?r . ?u ?v ?w . ?aa ?bb ?cc }}',
    f"SELECT * {{ {'OPTIONAL { ' * 3000}{'}' * 3000} }}",
)
FILES = (
    *("/../secret.txt", "/static/../secret.txt", "/static/../../secret.txt", "/static//etc/passwd", "/secret.txt"),
    *("/%2e%2e/secret.txt", "/static/%2e%2e%2fsecret.txt", "/static/..%5csecret.txt", "/queries/../secret.txt"),
    *(
        "/queries/%2e%2e%2fsecret",
        "//etc/passwd",
        "/static/yasgui/../../../../../../etc/passwd",
        "/graph.json",
        "/.ready",
    ),
)


class Server:
    """What is known of the server, and of what its clients were answered."""

    def __init__(self, process: subprocess.Popen[str], port: int, seconds: float) -> None:
        self.process, self.port, self.until = process, port, time.monotonic() + seconds
        self.honest: Counter[str] = Counter()
        self.others: Counter[str] = Counter()
        self.leaks: list[str] = []
        self.longest = 0.0
        self._lock = threading.Lock()

    @property
    def over(self) -> bool:
        return time.monotonic() > self.until

    def connected(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {key.replace("_", "-"): value for key, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def count(self, whose: Counter[str], what: str) -> None:
        with self._lock:
            whose[what] += 1

    def state(self) -> tuple[int, int]:
        """Megabytes of memory, and open files."""
        place = Path(f"/proc/{self.process.pid}")
        status = (place / "status").read_text(encoding="ascii")
        memory = re.search(r"VmRSS:\s+(\d+)", status)
        return int(memory[1]) // 1024 if memory else 0, len(list((place / "fd").iterdir()))


def honest(server: Server, number: int) -> None:
    while not server.over:
        number += 1
        began = time.monotonic()
        try:
            status, _ = server.ask("/sparql?" + urlencode({"query": QUERIES[number % len(QUERIES)]}))
            server.count(server.honest, str(status))
            server.longest = max(server.longest, time.monotonic() - began)
        except (OSError, http.client.HTTPException) as error:
            server.count(server.honest, type(error).__name__)
        time.sleep(0.05)


def bombs(server: Server, number: int) -> None:
    while not server.over:
        number += 1
        with suppress(OSError, http.client.HTTPException):
            body = BOMBS[number % len(BOMBS)].encode()
            status, _ = server.ask("/sparql", "POST", body, content_type="application/sparql-query")
            server.count(server.others, f"bomb {status}")
        time.sleep(1)


def slow(server: Server, number: int) -> None:
    """Requests byte by byte: the head, or the body."""
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    while not server.over:
        number += 1
        with suppress(OSError), server.connected() as connection:
            if number % 2:
                connection.sendall(head + b"Content-Length: 1000\r\n\r\n")
            for _ in range(60):
                if server.over:
                    return
                connection.sendall(b"X" if number % 2 else b"X: y\r\n" if _ else head)
                time.sleep(0.5)
        server.count(server.others, "slow client ended")


def deaf(server: Server, number: int) -> None:
    """Large answers that nobody reads."""
    path = "/sparql?" + urlencode({"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 900"})
    while not server.over:
        with suppress(OSError), server.connected() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            until = time.monotonic() + 5
            while not server.over and time.monotonic() < until:
                time.sleep(0.2)
        server.count(server.others, "answer not read")


def noise(server: Server, number: int) -> None:
    chance = random.Random(number)
    while not server.over:
        with suppress(OSError), server.connected() as connection:
            connection.sendall(chance.randbytes(chance.randint(1, 5000)) + b"\r\n\r\n")
            connection.settimeout(2)
            connection.recv(100)
        server.count(server.others, "noise")
        time.sleep(0.2)


def prying(server: Server, number: int) -> None:
    """Files that are not served, as no client library would ask for them."""
    while not server.over:
        number += 1
        path = FILES[number % len(FILES)]
        data = b""
        with suppress(OSError), server.connected() as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            while part := connection.recv(1 << 16):
                data += part
        if SECRET.encode() in data or b"root:" in data:
            server.leaks.append(path)
        server.count(server.others, f"file {data[9:12].decode('ascii', 'replace') or 'refused'}")
        time.sleep(0.1)


def idle(server: Server, many: int) -> None:
    """Connections that say nothing; each that the server ends is begun again."""
    held: list[socket.socket] = []
    while not server.over:
        with suppress(OSError):
            while len(held) < many and not server.over:
                held.append(server.connected())
        time.sleep(1)
        alive = []
        for connection in held:
            connection.setblocking(False)
            try:
                if connection.recv(1):
                    alive.append(connection)
                else:
                    connection.close()
            except BlockingIOError:
                alive.append(connection)
            except OSError:
                connection.close()
        server.others["idle connection ended by the server"] += len(held) - len(alive)
        held = alive
    for connection in held:
        connection.close()


def main() -> None:
    """Soak."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path, nargs="?", default=ROOT / "output" / "graph.ttl")
    parser.add_argument("--seconds", type=float, default=3600.0)
    parser.add_argument("--idle", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-soak-") as place:
        graph = Path(place) / "output" / "graph.ttl"
        graph.parent.mkdir()
        graph.write_bytes(given.graph.read_bytes())
        (graph.parent / "secret.txt").write_text(SECRET, encoding="utf-8")
        (graph.parent / "graph.json").write_text(SECRET, encoding="utf-8")
        (Path(place) / "secret.txt").write_text(SECRET, encoding="utf-8")
        command = [sys.executable, "-m", "kg.cli", "serve", "-g", str(graph), "--port", "0", "--seconds", "2"]
        command += ["--rows", "1000"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:(\d+)", process.stdout.readline())
            assert found
            server = Server(process, int(found[1]), given.seconds)
            server.ask("/openapi.json")
            before = server.state()
            kinds: list[tuple[Callable[[Server, int], None], int]] = [
                *((honest, number) for number in range(5)), (bombs, 0), (slow, 0), (slow, 1), (slow, 2), (deaf, 0),
                (deaf, 1), (noise, 0), (prying, 0), (idle, given.idle),
            ]  # fmt: skip
            threads = [threading.Thread(target=kind, args=(server, number)) for kind, number in kinds]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            time.sleep(1)
            answer, _ = server.ask("/openapi.json")
            after = server.state()
            process.send_signal(signal.SIGINT)
            status = process.wait(30)
    print(f"honest clients: {', '.join(f'{n} times {what}' for what, n in sorted(server.honest.items()))}; ", end="")
    print(f"the longest wait {server.longest:.1f} s")
    print(f"others: {', '.join(f'{n} times {what}' for what, n in sorted(server.others.items()))}")
    print(f"memory {before[0]} MB, then {after[0]} MB; open files {before[1]}, then {after[1]}; exit status {status}")
    wrong = []
    if set(server.honest) - {"200", "503"} or not server.honest["200"]:
        wrong.append("an honest client was not answered as promised")
    if server.leaks:
        wrong.append(f"files got out: {sorted(set(server.leaks))}")
    if after[0] > before[0] + 200 or after[1] > before[1] + 20 + 2 * 5:
        wrong.append("the server grew")
    if status or answer != 200:
        wrong.append("the server did not end in order")
    print("\n".join(wrong), end="\n" if wrong else "")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
