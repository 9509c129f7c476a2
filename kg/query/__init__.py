"""SPARQL over graph.ttl: `run(path, query)` answers, `named(name)` is a query that comes with the program."""

from kg.query.named import NamedQuery, named, names
from kg.query.result import FORMATS, Result, show
from kg.query.run import TooManyRows, ask, run
from kg.query.store import load, names_of, opened

__all__ = [
    "FORMATS",
    "NamedQuery",
    "Result",
    "TooManyRows",
    "ask",
    "load",
    "named",
    "names",
    "names_of",
    "opened",
    "run",
    "show",
]
