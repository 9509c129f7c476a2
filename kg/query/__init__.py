"""SPARQL over graph.ttl: `run(path, query)` answers, `named(name)` is a query that comes with the program."""

from kg.query.named import NamedQuery, named, names
from kg.query.run import FORMATS, Result, ask, load, run, show

__all__ = ["FORMATS", "NamedQuery", "Result", "ask", "load", "named", "names", "run", "show"]
