"""The commands that make files: `kg build` and `kg export`, and `kg cache` for what builds keep."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from kg import terminal
from kg.commands.options import A_PATH, DONE, FOUND_WRONG, graph_option, identity_option
from kg.recognise import DEFAULT, RECOGNISERS

# Those of kg.export, which takes long to import; a test compares
_RDF_FORMATS = ("ttl", "nt", "nq", "trig", "jsonld")

_base_option = click.option(
    "--base-iri", metavar="IRI", help="Under which the RDF names things: https://data.example.org/kg/."
)
_licence_option = click.option("--licence", metavar="IRI", help="The licence of the data set; it is yours to choose.")
_cache_option = click.option(
    "--cache",
    type=A_PATH,
    metavar="FOLDER",
    help="Where to keep what texts say. Default: $KG_CACHE, else as the system has it.",
)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", default="output", metavar="FOLDER", help="Where to write. Default: output.")
@click.option(
    "--recogniser",
    type=click.Choice(sorted(RECOGNISERS)),
    default=DEFAULT,
    help=f"What finds names. Default: {DEFAULT}.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that read and write. Default: one for few texts, else one a processor.",
)
@identity_option
@_cache_option
@click.option("--no-cache", is_flag=True, help="Read every text anew, and keep nothing.")
@_base_option
@_licence_option
@click.option("--only", metavar="DISTRICT", help="Write what concerns this district, no more: 济宁市.")
@click.option("--engine", type=click.Choice(("local", "spark")), default="local", help="Where to work. Default: local.")
@click.option("--master", metavar="URL", help="With --engine spark: the cluster. Default: as Spark is configured.")
@click.option("--strict", is_flag=True, help="Build nothing where any input cannot be read.")
@click.option("--quiet", is_flag=True, help="No progress, no summary; what was skipped is still reported.")
def build(
    paths: tuple[str, ...],
    output: str,
    recogniser: str,
    workers: int | None,
    identity: Path | None,
    cache: Path | None,
    no_cache: bool,
    base_iri: str | None,
    licence: str | None,
    only: str | None,
    engine: str,
    master: str | None,
    strict: bool,
    quiet: bool,
) -> int:
    """Read texts and write their graph.

    PATH is a text file in UTF-8, UTF-16, GB18030 or Big5, or a folder whose .txt, .text and .md files are read, at any
    depth; .html, .docx and .pdf where their readers are installed. The graph is written as graph.html (open it in a
    browser), graph.json, graph.graphml, graph.ttl, entities.csv and relations.csv.

    What is one thing and what is not can be decided by hand, in identity.csv beside the output folder (`kg review`).

    A text that cannot be read is skipped and reported, in skipped.csv too, and the exit status is then 1. What a text
    says is kept, and the text not read again as long as neither it nor the program changes (`kg cache`).

    With --engine spark it is read and joined on a cluster. PATH may then be the URI of a folder (s3a://...), or a table
    with the columns path and text (.parquet, .jsonl), and nodes, edges and triples are written as folders; --only
    chooses what is written as the usual files (docs/cluster.md).

    \b
    Examples:
        kg build news/ 2022-08-15.txt -o output
        kg build --engine spark --master spark://head:7077 s3a://archive/news -o s3a://archive/graph
    """
    if no_cache and cache:
        raise click.UsageError("Give either --cache or --no-cache.")
    if engine == "spark" and (workers or cache or no_cache or strict):
        raise click.UsageError("--workers, --cache, --no-cache and --strict go with --engine local.")
    if engine == "local" and master:
        raise click.UsageError("--master goes with --engine spark.")
    with terminal.progress(quiet) as progress:
        if engine == "spark":
            from kg.cluster.build import build as build_there

            summary = build_there(paths, output, master, recogniser, progress, identity, base_iri, licence, only)
        else:
            from kg.build import build
            from kg.cache import folder

            keep = None if no_cache else cache or folder()
            texts, there = [Path(path) for path in paths], Path(output)
            told = (identity, base_iri, licence, only, strict)
            summary = build(texts, there, recogniser, workers, progress, keep, *told)
    if summary.trouble:
        terminal.complain(summary.trouble)
    for reason in summary.skipped:
        terminal.complain(f"skipped: {reason}")
    for decision in (*summary.refused, *summary.unused):
        terminal.complain(decision)
    if not quiet:
        terminal.show(terminal.summary(summary))
        with terminal.output():  # plain: rich would break the line in a path
            sys.stdout.write(f"{summary.seconds:.1f} s; written:\n")
            sys.stdout.writelines(f"  {path}\n" for path in summary.files)
    return FOUND_WRONG if summary.skipped or summary.refused else DONE


@click.command()
@graph_option("graph.json")
@click.option("--format", "form", type=click.Choice(_RDF_FORMATS), default="ttl", help="Default: ttl.")
@click.option("-o", "--output", type=A_PATH, metavar="FILE", help="Where to write. Default: standard output.")
@click.option("--ontology", is_flag=True, help="The vocabulary alone, without a graph.")
@_base_option
@_licence_option
def export(
    graph: Path, form: str, output: Path | None, ontology: bool, base_iri: str | None, licence: str | None
) -> int:
    """Write a graph as RDF: Turtle, N-Triples, N-Quads, TriG or JSON-LD.

    N-Quads and TriG have what an article says in a named graph, that of the article; the other formats have all of it
    in one. With --ontology it is the vocabulary, whose IRIs are the same for every graph.

    \b
    Examples:
        kg export --format trig -o graph.trig
        kg export --base-iri https://data.example.org/kg/ --licence https://creativecommons.org/licenses/by/4.0/
        kg export --ontology -o vocabulary.ttl
    """
    if ontology and (base_iri is not None or licence is not None):
        raise click.UsageError("--ontology is the same for every graph: it has no --base-iri and no --licence.")
    from kg.export import write_file
    from kg.export.dataset import settings
    from kg.export.formats import write, write_ontology
    from kg.graph import load

    about = settings(base_iri, licence)
    if ontology:
        written = partial(write_ontology, form)
    else:
        loaded = load(graph)
        loaded.graph.update(about)
        written = partial(write, loaded, form)
    if output is not None:
        write_file(output, written)
    else:
        with terminal.output():
            written(sys.stdout)
    return DONE


@click.command()
@_cache_option
@click.option("--clear", "clearing", is_flag=True, help="Take it away: the next build reads every text anew.")
def cache(cache: Path | None, clearing: bool) -> int:
    """Tell where builds keep what texts say, of how many pages, and how large it is.

    \b
    Example:
        kg cache --clear
    """
    from kg.cache import clear, contents, folder

    place = cache or folder()
    with terminal.output():
        if clearing:
            sys.stdout.write(f"{clear(place)}: removed\n")
        else:
            found = contents(place)
            sys.stdout.write(f"{found.path}: {found.pages} pages, {found.bytes / 1e6:.1f} MB\n")
    return DONE
