"""A server in a process of its own, as `kg serve` begins it, and plain requests to it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from running import ROOT


@dataclass(frozen=True)
class Reply:
    """What a server answered; the names of headers in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass(frozen=True)
class Server:
    """A server that runs. `process` is that of `kg serve`."""

    url: str
    process: subprocess.Popen[str]

    @property
    def sparql(self) -> str:
        return f"{self.url}/sparql"

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, timeout: float = 30, **headers: str
    ) -> Reply:
        """A request; `content_type="text/csv"` is a header, `query=...` belongs into the path."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=timeout)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return Reply(answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def query(self, query: str, timeout: float = 30, **headers: str) -> Reply:
        return self.ask(f"/sparql?{urlencode({'query': query})}", timeout=timeout, **headers)


@contextmanager
def serving(graph: Path, *options: str, ends: int = 0) -> Iterator[Server]:
    """`kg serve` on a free port until the end of the block; it must then end with that status, and say nothing."""
    command = [sys.executable, "-m", "kg.cli", "serve", "-g", str(graph), "--port", "0", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=graph.parent
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            line = process.stdout.readline()
            found = re.search(r"http://\S+:\d+", line)
            assert found, line + process.stderr.read()
            yield Server(found[0], process)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            try:
                errors = process.communicate(timeout=20)[1]
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        assert process.returncode == ends
        assert errors == ""
