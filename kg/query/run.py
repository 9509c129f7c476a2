"""Run a SPARQL 1.1 query on graph.ttl.

pyoxigraph answers: rdflib takes a hundred times as long and compares xsd:gYearMonth wrongly. Only reading
queries are taken, and none that would ask another server: the SERVICE of pyoxigraph does reach the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import TypeVar

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, Store

from kg.errors import KgError
from kg.export.terms import PREFIXES
from kg.query.result import Result, as_json
from kg.query.store import DAMAGED, names_of, opened, reopened

T = TypeVar("T")

_GAP = r"(?:\s|#[^\r\n]*+)*+"
# Every SERVICE clause matches, whatever stands around it; the price is that one quoted within a string does too
_SERVICE = re.compile(rf"SERVICE{_GAP}(?:SILENT{_GAP})?[^\s{{}}]+{_GAP}\{{", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(000[0-9A-Fa-f]{5}|0010[0-9A-Fa-f]{4})")
_READS = re.compile(r"\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_POSITION = re.compile(r"error at (\d+):(\d+): ")
# Of what the parser would have liked to see, only what is a sentence tells the user anything
_REASON = re.compile(r"Prefix not found|The SELECT contains[^,\[]*|[A-Z][a-z]+(?: [\w']+){3,}")


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


class TooManyRows(KgError):
    """The answer has more rows than are allowed."""


def ask(store: Store, query: str, most: int | None = None, prefixes: Mapping[str, str] = PREFIXES) -> Result:
    """The answer to a query on a graph. The prefixes need no declaration.

    Raises `KgError` for what is not SPARQL, writes, or would use the network, and `TooManyRows` where there are more
    than `most` rows or triples; no more than these are computed then.
    """
    _refuse_service(query)
    try:
        found = store.query(query, prefixes=dict(prefixes))
        if isinstance(found, QueryBoolean):
            return Result((), found.serialize(format=QueryResultsFormat.JSON) or b"")
        if isinstance(found, QuerySolutions):
            variables = tuple(variable.value for variable in found.variables)
            if most is None:
                return Result(variables, found.serialize(format=QueryResultsFormat.JSON) or b"")
            return Result(variables, as_json(variables, _at_most(most, found)))
        return Result(("subject", "predicate", "object"), tuple(found if most is None else _at_most(most, found)))
    except SyntaxError as error:
        raise KgError(_problem(query, error)) from error
    except DAMAGED as error:
        raise KgError(f"the query cannot be answered: {' '.join(str(error).split())}") from error


def _at_most(most: int, rows: Iterable[T]) -> list[T]:
    found = list(islice(rows, most + 1))
    if len(found) > most:
        raise TooManyRows(f"the answer has more than {most} rows; ask for less, or for a part with LIMIT and OFFSET")
    return found


def run(graph_ttl: Path, query: str) -> Result:
    """The answer to a query on a Turtle file. Raises `KgError` as `opened` and `ask` do."""
    prefixes = names_of(graph_ttl).prefixes
    try:
        return ask(opened(graph_ttl), query, prefixes=prefixes)
    except KgError as error:
        if not isinstance(error.__cause__, DAMAGED):
            raise
        return ask(reopened(graph_ttl), query, prefixes=prefixes)
