"""`kg serve`: the graph's page, a page to ask it on, and a SPARQL 1.1 endpoint, for this machine.

    uvicorn ─► app (pages, search) ─► protocol (what is asked) ─► pool ─► worker (a process; pyoxigraph)

Only reading. A query that takes too long, too many rows or too much memory ends with the process that works on it.
"""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from pathlib import Path

from kg.errors import KgError
from kg.serve.limits import Limits

__all__ = ["Limits", "serve"]


def serve(graph: Path, host: str, port: int, limits: Limits) -> None:
    """Serve a graph (.ttl) until interrupted. Raises `KgError` where it cannot be read or the port cannot be had."""
    import uvicorn

    from kg.query import opened
    from kg.serve.app import application
    from kg.serve.connections import AT_ONCE, PatientProtocol

    opened(graph)  # so that what is wrong with it is told at once, and its store is there for every worker
    with _listening(host, port) as listener:
        address = f"[{host}]" if ":" in host else host
        url = f"http://{address}:{listener.getsockname()[1]}"

        async def ready() -> None:
            sys.stdout.write(
                f"{graph}: {url}/ the page, {url}/query to ask it, {url}/sparql the endpoint; Ctrl-C ends it\n"
            )
            sys.stdout.flush()

        config = uvicorn.Config(
            application(graph, host, limits, ready),
            http=PatientProtocol,
            backlog=AT_ONCE,
            ws="none",
            log_level="critical",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        with suppress(KeyboardInterrupt):  # uvicorn has ended in order by then
            uvicorn.Server(config).run([listener])


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(where)
            listener.listen(256)
        except BaseException:
            listener.close()
            raise
        return listener
    except OSError as error:
        raise KgError(
            f"{host}:{port}: cannot listen there ({error.strerror}); name another with --host or --port"
        ) from None
