"""The named queries: the `.rq` files beside this module, and their parameters.

A file begins with what it answers, in Chinese and in English, a comment line each. A parameter is a line such as

    VALUES ?name { "〈区划〉"@zh } # parameter district

whose literal a value takes the place of, with the same language. A literal in 〈〉 is no value: the parameter must be
given. The files are valid SPARQL as they stand, for any other program.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pyoxigraph import Literal

from kg.errors import KgError
from kg.export.characters import well_formed
from kg.label import Label

_PARAMETER = re.compile(
    r'^(?P<before>\s*VALUES \?\w+ \{ )"(?P<default>[^"\\]*)"(?P<language>@[a-z-]+)?'
    r"(?P<after> \} # parameter (?P<name>\w+))$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class NamedQuery:
    """A query that comes with the program. `parameters` are what stands in their places, by name, or 〈…〉."""

    name: str
    about: Label
    parameters: Mapping[str, str]
    text: str


def _query(name: str, text: str) -> NamedQuery:
    zh, en = (line.removeprefix("#").strip() for line in text.splitlines()[:2])
    parameters = {found["name"]: found["default"] for found in _PARAMETER.finditer(text)}
    return NamedQuery(name, Label(zh, en), parameters, text)


@cache
def _all() -> dict[str, NamedQuery]:
    files = (file for file in resources.files("kg.query").iterdir() if file.name.endswith(".rq"))
    texts = {file.name.removesuffix(".rq"): file.read_text(encoding="utf-8") for file in files}
    return {name: _query(name, texts[name]) for name in sorted(texts)}


def names() -> list[NamedQuery]:
    """All named queries, by name."""
    return list(_all().values())


def _unknown(kind: str, name: str, known: Mapping[str, object]) -> KgError:
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(close)}?" if close else f"there is {', '.join(known) or 'none'}"
    return KgError(f"no {kind} is named {name!r}; {hint}")


def named(name: str, parameters: Mapping[str, str] | None = None) -> str:
    """The SPARQL of a named query, with `parameters` in their places.

    Raises `KgError` for a query or a parameter that does not exist, and for one that is needed and not given.
    """
    query = _all().get(name)
    if query is None:
        raise _unknown("query", name, _all())
    values = dict(parameters or {})
    for given in values:
        if given not in query.parameters:
            raise _unknown(f"parameter of {name}", given, query.parameters)
    for needed, default in query.parameters.items():
        if default.startswith("〈") and needed not in values:
            raise KgError(f"{name} needs {needed}: say --set {needed}=VALUE (--list shows all queries)")

    def filled(found: re.Match[str]) -> str:
        if found["name"] not in values:
            return found.group()
        literal = Literal(well_formed(values[found["name"]]))  # its text form is escaped as RDF wants it
        return f"{found['before']}{literal}{found['language'] or ''}{found['after']}"

    return _PARAMETER.sub(filled, query.text)
