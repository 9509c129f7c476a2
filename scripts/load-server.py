"""Fifty clients at a time for a minute, one of them with queries that must be ended: what each of them is answered.

    python scripts/load-server.py [GRAPH.ttl] [--clients 50] [--seconds 60]

Begins `kg serve` on a free port, prints how often each status came and how long an answer took, and exits with 1 where
any but 200 and the promised 503 came, or the server did not end in order.
"""

from __future__ import annotations

import argparse
import http.client
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

QUERIES = (
    "SELECT ?n { ?x skos:prefLabel ?n } LIMIT 50",
    "SELECT ?k (COUNT(*) AS ?n) { ?e kg:kind ?k } GROUP BY ?k",
    "CONSTRUCT { ?s kg:post ?o } WHERE { ?s kg:post ?o } LIMIT 50",
)
BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SEARCH = "/search?" + urlencode({"q": "教育"})


class _Counts:
    def __init__(self) -> None:
        self.statuses: Counter[str] = Counter()
        self.seconds: list[float] = []
        self._lock = threading.Lock()

    def add(self, status: str, seconds: float) -> None:
        with self._lock:
            self.statuses[status] += 1
            if status == "200":
                self.seconds.append(seconds)


def _client(port: int, number: int, until: float, counts: _Counts) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    turn = number
    while time.monotonic() < until:
        turn += 1
        query = BOMB if number == 0 else QUERIES[turn % len(QUERIES)]
        path = SEARCH if number and turn % 4 == 3 else "/sparql?" + urlencode({"query": query})
        began = time.monotonic()
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            promised = answer.status != 503 or answer.getheader("retry-after")
            status = str(answer.status) if promised else "503 without a time to come again"
        except (OSError, http.client.HTTPException) as error:
            status = type(error).__name__
            connection.close()
        counts.add(status, time.monotonic() - began)
    connection.close()


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path, nargs="?", default=Path("output/graph.ttl"))
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    command = [sys.executable, "-m", "kg.cli", "serve", "-g", str(given.graph), "--port", "0", "--seconds", "5"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)", server.stdout.readline())
        assert found
        counts, until = _Counts(), time.monotonic() + given.seconds
        threads = [
            threading.Thread(target=_client, args=(int(found[1]), number, until, counts))
            for number in range(given.clients)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        server.send_signal(signal.SIGINT)
        status = server.wait(30)
    times = sorted(counts.seconds)
    print(", ".join(f"{count} times {status}" for status, count in sorted(counts.statuses.items())))
    print(
        f"{len(times) / given.seconds:.0f} answers a second; median {statistics.median(times) * 1000:.0f} ms, "
        f"99 of 100 within {times[len(times) * 99 // 100] * 1000:.0f} ms; exit status of the server {status}"
    )
    sys.exit(bool(set(counts.statuses) - {"200", "503"} or status))


if __name__ == "__main__":
    main()
