"""The answer to a query, and the formats it is written in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    Triple,
    parse_query_results,
)

from kg.errors import KgError

FORMATS = ("table", "csv", "json", "xml", "ttl")
_RESULT_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "json": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}


@dataclass(frozen=True)
class Result:
    """The answer to a query.

    `variables` are the columns of a SELECT, `("subject", "predicate", "object")` for a CONSTRUCT or DESCRIBE, none for
    an ASK. What the answer is kept in is nobody else's business.
    """

    variables: tuple[str, ...]
    answer: bytes | tuple[Triple, ...]  # SPARQL 1.1 Query Results JSON, or the triples

    @property
    def is_graph(self) -> bool:
        """Whether the answer is triples: that to a CONSTRUCT or DESCRIBE."""
        return isinstance(self.answer, tuple)

    def terms(self) -> list[tuple[NamedNode | Literal | object | None, ...]]:
        """The rows as RDF terms, None where a variable is unbound. An ASK has one row of one xsd:boolean."""
        if isinstance(self.answer, tuple):
            return [(triple.subject, triple.predicate, triple.object) for triple in self.answer]
        found = parse_query_results(self.answer, QueryResultsFormat.JSON)
        if isinstance(found, QueryBoolean):
            return [(Literal(bool(found)),)]
        return [tuple(row) for row in found]

    def rows(self) -> list[tuple[str, ...]]:
        """The rows as plain texts: the IRI or the literal's lexical form, "" where a variable is unbound."""
        return [
            tuple("" if cell is None else str(getattr(cell, "value", cell)) for cell in row) for row in self.terms()
        ]

    def text(self, form: str) -> str:
        """The answer in one of `FORMATS`; `table` without lines or colours. Raises `KgError` where they do not fit."""
        if form not in FORMATS:
            raise KgError(f"no format {form!r}; there is {', '.join(FORMATS)}")
        if form == "table":
            from kg.query.table import plain

            return plain(self)
        if isinstance(self.answer, tuple):
            if form != "ttl":
                raise KgError(f"{form} is for SELECT and ASK; write a CONSTRUCT or DESCRIBE as ttl or table")
            from kg.export.turtle import turtle

            return turtle(self.answer)
        if form == "ttl":
            raise KgError("ttl is for CONSTRUCT and DESCRIBE; write a SELECT or ASK as table, csv, json or xml")
        written = self.serialised(form).decode("utf-8")
        return written + "\n" if form == "json" else written

    def serialised(self, form: str) -> bytes:
        """The answer to a SELECT or ASK in `json`, `xml`, `csv` or `tsv`, as the standards have it."""
        assert isinstance(self.answer, bytes)
        if form == "json":
            return self.answer
        if not self.variables and form in ("csv", "tsv"):
            return f"{self.rows()[0][0]}\n".encode()  # those of the standard have no answer to ASK
        found = parse_query_results(self.answer, QueryResultsFormat.JSON)
        return found.serialize(format=_RESULT_FORMATS[form]) or b""


def show(result: Result, form: str, stream: TextIO) -> None:
    """Write the answer to `stream`; a table gets lines, colours and the width of the window where that is a terminal.

    Raises `KgError` as `Result.text` does.
    """
    if form == "table" and stream.isatty():
        from kg.query import table

        table.show(result, stream)
    else:
        stream.write(result.text(form))


def _term(term: Any) -> dict[str, Any]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}
    written = {"type": "literal", "value": term.value}
    if term.language:
        return {**written, "xml:lang": term.language}
    if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
        return written
    return {**written, "datatype": term.datatype.value}


def as_json(variables: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows of terms as SPARQL 1.1 Query Results JSON: the engine writes whole answers only, this writes part of one."""
    bindings = [
        {name: _term(cell) for name, cell in zip(variables, row, strict=True) if cell is not None} for row in rows
    ]
    found = {"head": {"vars": list(variables)}, "results": {"bindings": bindings}}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
