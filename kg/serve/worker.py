"""A process that answers one query at a time, so that a query that takes too long can be ended with it.

pyoxigraph cannot be stopped while it computes: only the system can do that. Jobs come on standard input, answers go to
standard output, each a frame: its length in four bytes, and as many bytes. A job is a frame of JSON; an answer is a
frame of JSON that says what it is, and a frame of its body. The first answer says that the graph is read, or why not.

    {"query": SPARQL, "results": form or null, "graph": form or null, "rows": most, "bytes": most, "seconds": most}
    {"words": text, "limit": number, "seconds": most}
    {"path": of a thing, "form": how it is written, "rows": most, "bytes": most, "seconds": most}
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from pyoxigraph import RdfFormat, Store, Triple, serialize

from kg.errors import KgError
from kg.query import TooManyRows, ask, names_of, opened
from kg.query.search import Index, index
from kg.serve.things import described, iris_at, page

LENGTH = struct.Struct(">I")
GRAPH_FORMS = {
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "ttl": RdfFormat.TURTLE,
}
_GRACE = 2.0  # seconds after which a worker ends by itself, should nobody be left to end it


class _Asked:
    """The graph of this process, and its index from the first search on."""

    def __init__(self, graph: Path) -> None:
        self.graph, self.names = graph, names_of(graph)
        self.store: Store = opened(graph)
        self._index: Index | None = None

    def answer(self, job: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        try:
            if "words" in job:
                return {"status": "ok"}, self._found(job)
            return self._told(job) if "path" in job else self._queried(job)
        except TooManyRows as error:
            return {"status": "large"}, str(error).encode("utf-8")
        except KgError as error:
            return {"status": "bad"}, str(error).encode("utf-8", "replace")
        except RecursionError:
            return {"status": "bad"}, b"not SPARQL that can be read: it is nested too deeply"

    def _found(self, job: Mapping[str, Any]) -> bytes:
        from kg.query.hits import as_data

        self._index = self._index or index(self.graph)
        hits = self._index.find(job["words"], job["limit"])
        return json.dumps({"hits": as_data(hits)}, ensure_ascii=False).encode("utf-8")

    def _queried(self, job: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        result = ask(self.store, job["query"], job["rows"], self.names.prefixes)
        form = job["graph"] if result.is_graph else job["results"]
        if form is None:
            return {"status": "unacceptable", "graph": result.is_graph}, b""
        body = result.serialised(form) if isinstance(result.answer, bytes) else self._written(result.answer, form)
        return _sized(job, body, {"status": "ok", "graph": result.is_graph, "form": form})

    def _told(self, job: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        thing = described(self.store, iris_at(job["path"], self.names.base), job["rows"])
        if thing is None:
            return {"status": "missing"}, b""
        if job["form"] == "html":
            body = page(self.store, thing, self.names).encode("utf-8", "replace")
        else:
            body = self._written(thing.triples, job["form"])
        return _sized(job, body, {"status": "ok", "iri": thing.iri.value})

    def _written(self, triples: Iterable[Triple], form: str) -> bytes:
        return serialize(dict.fromkeys(triples), format=GRAPH_FORMS[form], prefixes=self.names.prefixes) or b""


def _sized(job: Mapping[str, Any], body: bytes, head: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    if len(body) > job["bytes"]:
        return {"status": "large"}, f"the answer has more than {job['bytes']} bytes; ask for less".encode()
    return head, body


def _bounded(megabytes: int) -> None:
    """No more memory than so much beyond what is in use: the process ends where a query wants more."""
    try:
        import resource

        status = Path("/proc/self/status").read_text(encoding="ascii")
        used = next(int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmData:"))
        resource.setrlimit(resource.RLIMIT_DATA, (used + (megabytes << 20), resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError, StopIteration):
        return  # a system that keeps no such account


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)  # nobody handles the signal: the process ends


def _write(stream: IO[bytes], head: Mapping[str, Any], body: bytes) -> None:
    first = json.dumps(head).encode("ascii")
    stream.write(LENGTH.pack(len(first)) + first + LENGTH.pack(len(body)) + body)
    stream.flush()


def main() -> None:
    """Answer until there is nothing more to read: worker.py GRAPH MEGABYTES."""
    graph, megabytes = Path(sys.argv[1]), int(sys.argv[2])
    jobs = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that is printed may get among the answers
    try:
        asked = _Asked(graph)
    except KgError as error:
        _write(answers, {"status": "bad"}, str(error).encode("utf-8", "replace"))
        return
    _write(answers, {"status": "ready"}, b"")
    _bounded(megabytes)
    while length := jobs.read(LENGTH.size):
        job = json.loads(jobs.read(*LENGTH.unpack(length)))
        _alarm(job["seconds"] + _GRACE)
        head, body = asked.answer(job)
        _alarm(0)
        _write(answers, head, body)


if __name__ == "__main__":
    main()
