"""Run a SPARQL 1.1 query on graph.ttl, and write its answer.

pyoxigraph answers, in memory: rdflib takes a hundred times as long and compares xsd:gYearMonth wrongly. Only reading
queries are taken, and none that would ask another server: the SERVICE of pyoxigraph does reach the network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse_query_results,
)
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.errors import KgError
from kg.export.characters import for_terminal
from kg.export.terms import PREFIXES
from kg.export.turtle import turtle

FORMATS = ("table", "csv", "json", "xml", "ttl")
_RESULT_FORMATS = {"csv": QueryResultsFormat.CSV, "json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML}

_GAP = r"(?:\s|#[^\r\n]*+)*+"
# Every SERVICE clause matches, whatever stands around it; the price is that one quoted within a string does too
_SERVICE = re.compile(rf"SERVICE{_GAP}(?:SILENT{_GAP})?[^\s{{}}]+{_GAP}\{{", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(000[0-9A-Fa-f]{5}|0010[0-9A-Fa-f]{4})")
_READS = re.compile(r"\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_POSITION = re.compile(r"error at (\d+):(\d+): ")
# Of what the parser would have liked to see, only what is a sentence tells the user anything
_REASON = re.compile(r"Prefix not found|The SELECT contains[^,\[]*|[A-Z][a-z]+(?: [\w']+){3,}")


def _decoded(written: bytes | None) -> str:
    """What pyoxigraph wrote; it is None only where it was given a file to write to."""
    assert written is not None
    return written.decode("utf-8")


@dataclass(frozen=True)
class Result:
    """The answer to a query.

    `variables` are the columns of a SELECT, `("subject", "predicate", "object")` for a CONSTRUCT or DESCRIBE, none for
    an ASK. What the answer is kept in is nobody else's business.
    """

    variables: tuple[str, ...]
    answer: bytes | tuple[Triple, ...]  # SPARQL 1.1 Query Results JSON, or the triples

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
            return _plain(self)
        if isinstance(self.answer, tuple):
            if form != "ttl":
                raise KgError(f"{form} is for SELECT and ASK; write a CONSTRUCT or DESCRIBE as ttl or table")
            return turtle(self.answer)
        if form == "ttl":
            raise KgError("ttl is for CONSTRUCT and DESCRIBE; write a SELECT or ASK as table, csv, json or xml")
        if form == "json":
            return self.answer.decode("utf-8") + "\n"
        if not self.variables and form == "csv":
            return f"{self.rows()[0][0]}\n"  # the CSV of the standard has no answer to ASK
        found = parse_query_results(self.answer, QueryResultsFormat.JSON)
        return _decoded(found.serialize(format=_RESULT_FORMATS[form]))


def _refuse_service(query: str) -> None:
    unescaped = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), query)
    if _SERVICE.search(query) or _SERVICE.search(unescaped):
        raise KgError("SERVICE is refused: a query reads this graph only, and nothing from the network")


def _grammar_error(query: str) -> tuple[int, int] | None:
    """Line and column of the statement that breaks SPARQL's grammar, from 1; None where the grammar is kept.

    Asked of rdflib: pyoxigraph's positions lie up to a keyword's length behind the error, sometimes lines behind it.
    """
    from pyparsing import ParseBaseException  # half a second, and only for a query that has failed
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parseQuery(query)
    except ParseBaseException as error:
        return error.lineno, error.column
    except RecursionError:
        return None
    return None


def _problem(query: str, error: SyntaxError) -> str:
    """One line for what the parser says: where, what stands there, and the reason where it gives one."""
    if not _READS.search(query):
        return "not a query that reads: it must be a SELECT, ASK, CONSTRUCT or DESCRIBE"
    place = _grammar_error(query)
    if place:
        line, column = place
        rest = (query.split("\n")[line - 1 :] or [""])[0][column - 1 :].strip()
        return f"not SPARQL: line {line}, column {column}: cannot be understood from " + (
            f"{rest[:40]!r} on" if rest else "here on"
        )
    found = _POSITION.match(str(error))
    reason = _REASON.search(str(error))
    if not found or not reason:
        return f"not SPARQL: {' '.join(str(error).split())[:200]}"
    line, column = int(found[1]), int(found[2])
    if reason.group() == "Prefix not found":
        before = query.split("\n")[line - 1][: column - 1]
        prefix = re.search(r"([\w.-]*):\S*\s*$", before)
        if prefix:
            return f"not SPARQL: line {line}, column {prefix.start() + 1}: the prefix {prefix[1]}: is not declared"
    return f"not SPARQL: line {line}: {reason.group().strip()}"


def load(graph_ttl: Path) -> Store:
    """Read a Turtle file into memory. Raises `KgError` where there is none or it is not Turtle."""
    store = Store()
    try:
        store.bulk_load(path=graph_ttl, format=RdfFormat.TURTLE)
    except FileNotFoundError:
        raise KgError(f"{graph_ttl}: no such file; run `kg build` first, or name the graph with -g") from None
    except (OSError, SyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise KgError(f"{graph_ttl}: cannot be read as Turtle ({reason}); build it again with `kg build`") from error
    return store


def ask(store: Store, query: str) -> Result:
    """The answer to a query on a graph in memory. The prefixes of `kg.export.terms` need no declaration.

    Raises `KgError` for what is not SPARQL, writes, or would use the network.
    """
    _refuse_service(query)
    try:
        found = store.query(query, prefixes=PREFIXES)
        if isinstance(found, QuerySolutions):
            variables = tuple(variable.value for variable in found.variables)
            return Result(variables, found.serialize(format=QueryResultsFormat.JSON) or b"")
        if isinstance(found, QueryBoolean):
            return Result((), found.serialize(format=QueryResultsFormat.JSON) or b"")
        return Result(("subject", "predicate", "object"), tuple(found))
    except SyntaxError as error:
        raise KgError(_problem(query, error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise KgError(f"the query cannot be answered: {' '.join(str(error).split())}") from error


def run(graph_ttl: Path, query: str) -> Result:
    """The answer to a query on a Turtle file. Raises `KgError` as `load` and `ask` do."""
    return ask(load(graph_ttl), query)


def _shown(cell: object) -> str:
    """A cell for the eye: an IRI by its prefix, nothing that moves the cursor or breaks the line."""
    text = "" if cell is None else str(getattr(cell, "value", cell))
    if isinstance(cell, NamedNode):
        fitting = ((prefix, iri) for prefix, iri in PREFIXES.items() if text.startswith(iri))
        text = next((f"{prefix}:{text[len(iri) :]}" for prefix, iri in fitting), text)
    return for_terminal(text)


def _table(result: Result, style: box.Box | None) -> Table:
    table = Table(box=style, pad_edge=style is not None, header_style="bold")
    for name in result.variables or ("answer",):
        table.add_column(name, overflow="fold")
    for row in result.terms():
        table.add_row(*(Text(_shown(cell)) for cell in row))
    return table


def _plain(result: Result) -> str:
    table = _table(result, None)
    console = Console(width=1, color_system=None, markup=False, legacy_windows=False)
    # As wide as its widest row: a pipe has no margin at which to wrap
    console.width = max(1, console.measure(table, options=console.options.update(max_width=1 << 30)).maximum)
    with console.capture() as captured:
        console.print(table)
    return "".join(line.rstrip() + "\n" for line in captured.get().split("\n")[:-1])


def show(result: Result, form: str, stream: TextIO) -> None:
    """Write the answer to `stream`; a table gets lines, colours and the width of the window where that is a terminal.

    Raises `KgError` as `Result.text` does.
    """
    if form == "table" and stream.isatty():
        Console(file=stream).print(_table(result, box.ROUNDED))
    else:
        stream.write(result.text(form))
