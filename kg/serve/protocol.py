"""Requests as the SPARQL 1.1 Protocol has them: which query they ask, and in which format the answer is wanted.

Sources: SPARQL 1.1 Protocol, section 2.1; RFC 9110 for Accept, Content-Type and the statuses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from starlette.requests import Request

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
RESULT_TYPES = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPH_TYPES = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
}
_MOST_FIELDS = 20
_WEIGHT = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.ASCII)


class Refused(Exception):
    """A request that is answered with a status and a plain message."""

    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def media_type(of: str) -> tuple[str, dict[str, str]]:
    """`text/csv` and its parameters, of a Content-Type or of one part of an Accept."""
    name, *rest = of.split(";")
    pairs = (part.partition("=") for part in rest)
    return name.strip().lower(), {key.strip().lower(): value.strip().strip('"') for key, _, value in pairs}


def accepted(accept: str, offered: Sequence[str]) -> str | None:
    """The offered type that is wanted most, the first among equals; None where none of them is acceptable."""
    wanted: dict[str, float] = {}
    for part in accept.split(","):
        name, parameters = media_type(part)
        weight = parameters.get("q", "1")
        if name:
            wanted[name] = float(weight) if _WEIGHT.fullmatch(weight) else 0.0
    if not wanted:
        return offered[0]

    def weight_of(name: str) -> float:
        ranges = (name, f"{name.partition('/')[0]}/*", "*/*")
        return next((wanted[each] for each in ranges if each in wanted), 0.0)

    best = max(offered, key=weight_of)
    return best if weight_of(best) > 0 else None


def pairs(text: str, where: str) -> list[tuple[str, str]]:
    """The names and values of a URL's query or of a form. Raises `Refused` where they are none."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise Refused(400, f"the parameters in the {where} are not UTF-8") from None
    except ValueError:
        raise Refused(400, f"too many parameters in the {where}") from None


def address(request: Request) -> list[tuple[str, str]]:
    """The parameters of the address."""
    return pairs(request.scope["query_string"].decode("latin-1"), "address")


def one(parameters: Sequence[tuple[str, str]], name: str, default: str | None = None) -> str:
    """The value of a parameter that may be given once. Raises `Refused` where it is not, or given twice."""
    values = [value for key, value in parameters if key == name]
    if len(values) > 1:
        raise Refused(400, f"{name} is given {len(values)} times; give it once")
    if not values and default is None:
        raise Refused(400, f"{name} is missing: ?{name}=... in the address")
    return values[0] if values else str(default)


async def body(request: Request, most: int) -> bytes:
    """The body of a request. Raises `Refused` as soon as it is longer than it may be."""
    too_long = Refused(413, f"the body is longer than {most} bytes")
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > most:
        raise too_long
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > most:
            raise too_long
    return bytes(found)


def _utf8(data: bytes, parameters: Mapping[str, str]) -> str:
    if parameters.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise Refused(415, "the body must be UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "the body is not UTF-8") from None


async def query_of(request: Request, most: int) -> str:
    """The query that is asked: GET with ?query=, POST of a form, or POST of the query itself.

    Raises `Refused` for what the protocol does not know, for updates, and for graphs other than the one there is.
    """
    parameters = address(request)
    if request.method == "POST":
        name, more = media_type(request.headers.get("content-type", ""))
        if name == "application/sparql-update":
            raise Refused(403, "this graph is read, not written: there are no updates")
        if name not in (FORM, QUERY):
            raise Refused(415, f"a query is posted as {QUERY} or {FORM}", Accept_Post=f"{QUERY}, {FORM}")
        text = _utf8(await body(request, most), more)
        parameters += pairs(text, "body") if name == FORM else [("query", text)]
    names = {key for key, _ in parameters}
    if "update" in names:
        raise Refused(403, "this graph is read, not written: there are no updates")
    if names & {"default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri"}:
        raise Refused(400, "there is one graph here, and no other can be named")
    return one(parameters, "query")
