"""The commands that ask a graph: `kg query`, `kg search` and `kg serve`. Thin, as those of `kg.cli`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from kg import terminal
from kg.commands.options import DONE, graph_option
from kg.errors import KgError

_FORMATS = ("table", "csv", "json", "xml", "ttl")  # those of kg.query, which takes long to import; a test compares


@click.command()
@click.argument("query", required=False, metavar="[QUERY]")
@click.option("--name", metavar="NAME", help="Ask a question that comes with the program; --list names them.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="A parameter of the named question.")
@click.option("--list", "listing", is_flag=True, help="Name the questions and their parameters.")
@graph_option("graph.ttl")
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="table", help="How the answer is written. Default: table."
)
def query(query: str | None, name: str | None, settings: tuple[str, ...], listing: bool, graph: Path, form: str) -> int:
    """Ask the graph a question in SPARQL.

    QUERY is a file of SPARQL (.rq) or the SPARQL itself; the prefixes kg, skos, schema, org, foaf ... are known.
    Questions that come with the program are asked by name.

    \b
    Examples:
        kg query --list
        kg query --name posts-in --set district=太白湖新区
        kg query 'SELECT ?name WHERE { ?who a foaf:Person ; skos:prefLabel ?name }' --format csv
        kg query mine.rq -g output/graph.ttl
    """
    from kg.query import named, names, run, show

    if listing:
        with terminal.output():
            for each in names():
                parameters = " ".join(f"--set {key}={value}" for key, value in each.parameters.items())
                sys.stdout.write(f"{each.name}  {parameters}".rstrip() + "\n")
                sys.stdout.write(f"    {each.about.zh}\n    {each.about.en}\n")
        return DONE
    if (query is None) == (name is None):
        raise click.UsageError("Give either a QUERY or --name NAME.", click.get_current_context())
    if name is None and settings:
        raise click.UsageError("--set goes with --name: it sets a parameter of a named question.")
    sparql = named(name, dict(map(_setting, settings))) if name is not None else _sparql(query or "")
    result = run(graph, sparql)
    with terminal.output():
        show(result, form, sys.stdout)
    return DONE


@click.command()
@click.argument("words", nargs=-1, required=True)
@graph_option("graph.ttl")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, metavar="N", help="So many entities and facts. Default: 20."
)
@click.option("--format", "form", type=click.Choice(("table", "csv", "json")), default="table", help="Default: table.")
def search(words: tuple[str, ...], graph: Path, limit: int, form: str) -> int:
    """Find entities and facts by the WORDS of their names and of the passages they come from.

    All the words must be found. The graph is graph.ttl or graph.json. Of each hit the passages with a word are shown.

    \b
    Examples:
        kg search 揭牌
        kg search 招商 签约 --limit 5 --format csv
    """
    from kg.query.search import index

    asked = " ".join(words)
    found = index(graph).find(asked, limit)
    from kg.query.hits import show, written

    if form == "table" and not found:
        terminal.complain(f"{graph}: nothing has {asked!r}")
        return DONE
    with terminal.output():
        if form == "table":
            show(found, asked, sys.stdout)
        else:
            sys.stdout.write(written(found, form))
    return DONE


@click.command()
@graph_option("graph.ttl")
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Where to listen. Default: 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, metavar="N", help="Default: 8000; 0 for any free.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1),
    default=10.0,
    metavar="N",
    help="The longest a query may take. Default: 10.",
)
@click.option(
    "--rows", type=click.IntRange(min=1), default=100_000, metavar="N", help="The most rows. Default: 100000."
)
@click.option(
    "--workers", type=click.IntRange(min=1), default=2, metavar="N", help="Queries answered at a time. Default: 2."
)
@click.option(
    "--queue", type=click.IntRange(min=0), default=64, metavar="N", help="Queries that may wait for one. Default: 64."
)
def serve(graph: Path, host: str, port: int, seconds: float, rows: int, workers: int, queue: int) -> int:
    """Serve the graph on this machine: its page, a page to ask it on, and a SPARQL 1.1 endpoint.

    / is graph.html, /query the page for questions, /sparql the endpoint, /search finds words, and /openapi.json
    describes them. Reading only: no update, nothing from the network. Ctrl-C ends it.

    \b
    Examples:
        kg serve
        kg serve -g output/graph.ttl --port 8080 --seconds 30
    """
    from kg.serve import Limits, serve

    serve(graph, host, port, Limits(seconds=seconds, rows=rows, workers=workers, queue=queue))
    return DONE


def _setting(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise KgError(f"--set {text}: must be KEY=VALUE, as in --set district=太白湖新区")
    return key, value


def _sparql(query: str) -> str:
    """The SPARQL that is meant: of a file, where what is given is the name of one."""
    if not os.path.exists(query):
        if not query.endswith(".rq") and any(character in query for character in "{ \n"):
            return query
        from kg.query import names

        known = query in (each.name for each in names())
        hint = f"--name {query} asks the question of that name" if known else "name a file (.rq), or quote a query"
        raise KgError(f"{query}: no such file; {hint}")
    try:
        return Path(query).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise KgError(f"{query}: not UTF-8 text; name a file of SPARQL") from error
    except OSError as error:
        raise KgError(f"{query}: cannot be read ({error.strerror}); name a file of SPARQL") from error
