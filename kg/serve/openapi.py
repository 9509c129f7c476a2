"""What the server answers to, as OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

from kg import __version__
from kg.query import names
from kg.serve.limits import Limits
from kg.serve.protocol import FORM, GRAPH_TYPES, QUERY, RESULT_TYPES


def _text(about: str) -> dict[str, Any]:
    return {"description": about, "content": {"text/plain": {"schema": {"type": "string"}}}}


def _parameter(name: str, about: str, where: str = "query", required: bool = True, **schema: Any) -> dict[str, Any]:
    schema = schema or {"type": "string"}
    return {"name": name, "in": where, "required": required, "description": about, "schema": schema}


def _get(about: str, types: list[str], *parameters: dict[str, Any], **responses: Any) -> dict[str, Any]:
    found = {"200": {"description": "the answer", "content": {each: {} for each in types}}, **responses}
    return {"summary": about, "parameters": list(parameters), "responses": found}


def description(limits: Limits) -> dict[str, Any]:
    """The description, with the limits that the server has."""
    answers = [*RESULT_TYPES, *GRAPH_TYPES]
    unable = {
        "400": _text("not a request, not SPARQL, or more rows than the limit"),
        "503": _text(
            "ended at its limit of time or memory, or too many queries at a time; Retry-After says when again"
        ),
    }
    refused = {**unable, "403": _text("an update"), "406": _text("no format that is wanted can be had")}
    asked = _get("Ask a SPARQL 1.1 query", answers, _parameter("query", "SPARQL that reads"), **refused)
    form = {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
    posted = {
        **_get("Ask a SPARQL 1.1 query", answers, **refused),
        "requestBody": {
            "required": True,
            "content": {QUERY: {"schema": {"type": "string"}}, FORM: {"schema": form}},
        },
    }
    posted["responses"] |= {
        "413": _text(f"a body of more than {limits.request} bytes"),
        "415": _text("a body of another type"),
    }
    found = _get(
        "Find entities and facts by the words of their names and passages",
        ["application/json"],
        _parameter("q", "words, all of which must be found"),
        _parameter("limit", "so many entities and facts", required=False, type="integer", default=20),
        **unable,
    )
    text = _get(
        "A named query with its parameters in their places",
        [QUERY],
        _parameter("name", "its name", "path", enum=[each.name for each in names()]),
        **{"400": _text("a parameter is missing or unknown"), "404": _text("no such query")},
    )
    thing = _get(
        "What is said of the thing whose IRI leads here",
        [*GRAPH_TYPES, "text/html"],
        _parameter("thing", "its IRI without the host, or without the base", "path"),
        **{"404": _text("no such thing"), "406": refused["406"], "503": unable["503"]},
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kg",
            "version": __version__,
            "description": f"A knowledge graph, to be read. A query may take {limits.seconds:g} seconds and have "
            f"{limits.rows} rows; there is no update, and nothing is asked of other servers.",
        },
        "paths": {
            "/": {"get": _get("The graph's page", ["text/html"])},
            "/query": {"get": _get("The page for questions", ["text/html"])},
            "/sparql": {"get": asked, "post": posted},
            "/search": {"get": found},
            "/queries": {"get": _get("The named queries and their parameters", ["application/json"])},
            "/queries/{name}": {"get": text},
            "/{thing}": {"get": thing},
            "/openapi.json": {"get": _get("This description", ["application/json"])},
        },
    }
