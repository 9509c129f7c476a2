"""The server: its pages, the SPARQL endpoint and the search."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KgError
from kg.query import named, names, names_of
from kg.serve.limits import Limits
from kg.serve.openapi import description
from kg.serve.pool import Answer, Busy, Ended, Pool
from kg.serve.protocol import GRAPH_TYPES, RESULT_TYPES, Refused, accepted, address, one, query_of

_STATIC = Path(str(resources.files("kg.serve"))) / "static"
_OURS = ("localhost", "127.0.0.1", "[::1]")
_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-resource-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"x-frame-options": b"DENY",
}
# The editor sets styles of its own; scripts come from here alone, and nothing is asked of anybody else
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PAGE_POLICY = "frame-ancestors 'none'"  # the page of the graph brings its own, with the hashes of its scripts
_THING_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
_PAGE = "text/html"
_MOST_FOUND = 500
_MOST_SHOWN = 2000  # statements on the page of a thing


def _plain(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    return PlainTextResponse(f"{message}\n", status, headers)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return _plain(error.status, error.message, error.headers)


async def _not_here(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    known = {404: "there is nothing here; see /openapi.json", 405: f"{request.method} is not for this address"}
    return _plain(error.status_code, known.get(error.status_code, error.detail), error.headers)


async def _failed(_: Request, error: Exception) -> Response:
    return _plain(500, "this is a bug in kg, not in the request")


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _while_there(request: Request, work: Awaitable[Answer]) -> Answer:
    """The answer, unless the client goes away before it is there: nothing more is done for it then."""
    task, gone = asyncio.ensure_future(work), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise Refused(400, "the client went away")
        return task.result()
    finally:
        gone.cancel()
        task.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


async def _asked(request: Request, job: Mapping[str, Any]) -> Answer:
    """What the workers answer; every way in which they do not is a status of its own."""
    pool: Pool = request.app.state.pool
    try:
        answer = await _while_there(request, pool.ask(job))
    except Busy:
        raise Refused(503, "too many queries at a time; try again in a second", Retry_After="1") from None
    except Ended as error:
        if error.asked_for_it:
            raise Refused(400, str(error)) from None
        raise Refused(503, f"the query was ended: {error}", Retry_After="10") from None
    except KgError as error:
        raise Refused(503, str(error), Retry_After="10") from None
    if answer.status in ("bad", "large"):
        raise Refused(400, answer.body.decode("utf-8"))
    return answer


async def _sparql(request: Request) -> Response:
    pool: Pool = request.app.state.pool
    query = await query_of(request, pool.limits.request)
    accept = ",".join(request.headers.getlist("accept"))
    results, graph = accepted(accept, list(RESULT_TYPES)), accepted(accept, list(GRAPH_TYPES))
    if results is None and graph is None:
        raise Refused(406, f"an answer can be had as {', '.join([*RESULT_TYPES, *GRAPH_TYPES])}")
    job = {
        "query": query,
        "results": RESULT_TYPES.get(results or ""),
        "graph": GRAPH_TYPES.get(graph or ""),
        "rows": pool.limits.rows,
        "bytes": pool.limits.answer,
    }
    answer = await _asked(request, job)
    if answer.status == "unacceptable":
        kind, types = ("graph", GRAPH_TYPES) if answer.head["graph"] else ("table", RESULT_TYPES)
        raise Refused(406, f"the answer to this query is a {kind}, to be had as {', '.join(types)}")
    content = (graph if answer.head["graph"] else results) or ""
    charset = "; charset=utf-8" if content.startswith("text/") else ""
    return Response(
        answer.body, headers={"Content-Type": content + charset, "Vary": "Accept", "Cache-Control": "no-cache"}
    )


async def _thing(request: Request) -> Response:
    """What the graph says of the thing whose IRI leads here, as a page or as RDF, whichever is wanted."""
    pool: Pool = request.app.state.pool
    form = accepted(",".join(request.headers.getlist("accept")), [*GRAPH_TYPES, _PAGE])
    if form is None:
        raise Refused(406, f"a thing can be had as {', '.join([_PAGE, *GRAPH_TYPES])}")
    path = request.scope["raw_path"].decode("latin-1").partition("?")[0]
    written = GRAPH_TYPES.get(form, "html")
    most = _MOST_SHOWN if written == "html" else pool.limits.rows
    answer = await _asked(request, {"path": path, "form": written, "rows": most, "bytes": pool.limits.answer})
    if answer.status == "missing":
        raise HTTPException(404)
    charset = "; charset=utf-8" if form.startswith("text/") else ""
    headers = {"Content-Type": form + charset, "Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(answer.body, headers={**headers, "Content-Security-Policy": _THING_POLICY})


async def _search(request: Request) -> Response:
    parameters = address(request)
    limit = one(parameters, "limit", "20")
    if not limit.isdecimal() or not limit.isascii() or not 0 < int(limit[:9]) <= _MOST_FOUND:
        raise Refused(400, f"limit must be a number from 1 to {_MOST_FOUND}")
    answer = await _asked(request, {"words": one(parameters, "q"), "limit": int(limit)})
    return Response(answer.body, media_type="application/json", headers={"Cache-Control": "no-cache"})


async def _queries(_: Request) -> Response:
    return JSONResponse(
        [
            {"name": each.name, "zh": each.about.zh, "en": each.about.en, "parameters": dict(each.parameters)}
            for each in names()
        ]
    )


async def _query_text(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in (each.name for each in names()):
        raise Refused(404, f"no query is named {name!r}; /queries names them all")
    try:
        text = named(name, dict(address(request)))
    except KgError as error:
        raise Refused(400, str(error)) from None
    return Response(text, media_type="application/sparql-query; charset=utf-8")


async def _graph_page(request: Request) -> Response:
    page: Path = request.app.state.page
    if not page.is_file():
        return RedirectResponse("/query")
    return FileResponse(page, headers={"Content-Security-Policy": _PAGE_POLICY, "Cache-Control": "no-cache"})


async def _query_page(_: Request) -> Response:
    return FileResponse(
        _STATIC / "query.html", headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"}
    )


async def _openapi(request: Request) -> Response:
    return JSONResponse(description(request.app.state.pool.limits))


class _Guard:
    """Answers only those who name this server as their host, or the host under which the graph has its IRIs, so that no
    page elsewhere can get at it under another name (DNS rebinding); and adds the headers that every answer has."""

    def __init__(self, app: ASGIApp, host: str, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = {*_OURS, host.lower(), f"[{host.lower()}]", *hosts}
        self._any_address = host in ("0.0.0.0", "::")

    def _knows(self, header: str) -> bool:
        name, colon, port = header.lower().rpartition(":")
        if not colon or "]" in port:
            name = header.lower()
        if name in self._hosts:
            return True
        try:
            return self._any_address and bool(ipaddress.ip_address(name.strip("[]")))
        except ValueError:
            return False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _ in message["headers"]}
                more = [(name, value) for name, value in _HEADERS.items() if name not in present]
                if b"content-security-policy" not in present:
                    more.append((b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"))
                message["headers"] = [*message["headers"], *more]
            await send(message)

        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        app = self._app if len(hosts) == 1 and self._knows(hosts[0]) else _plain(421, "this server has another name")
        await app(scope, receive, guarded)


def application(graph: Path, host: str, limits: Limits, ready: Callable[[], Awaitable[None]] | None = None) -> ASGIApp:
    """The ASGI application for a graph; its workers begin and end with it, and `ready` is called between."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with Pool(graph, limits) as pool:
            app.state.pool = pool
            if ready:
                await ready()
            yield

    routes = [
        Route("/", _graph_page),
        Route("/query", _query_page),
        Route("/sparql", _sparql, methods=["GET", "POST"]),
        Route("/search", _search),
        Route("/queries", _queries),
        Route("/queries/{name}", _query_text),
        Route("/openapi.json", _openapi),
        Mount("/static", StaticFiles(directory=_STATIC)),
        Route("/{thing:path}", _thing),  # last: every other address may be that of a thing
    ]
    handlers = {Refused: _refused, HTTPException: _not_here, Exception: _failed}
    app = Starlette(routes=routes, exception_handlers=handlers, lifespan=lifespan)
    app.state.page = graph.with_suffix(".html")
    return _Guard(app, host, [urlsplit(names_of(graph).base).hostname or host])
