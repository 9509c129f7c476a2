"""The commands: thin, no logic. What they need is imported where it is needed: `kg --help` is to be there at once.

Exit status: 0 done; 1 done, and something was found wrong; 2 the call could not be carried out.
"""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import FrameType

import click

from kg import __version__, terminal
from kg.asking import query, search, serve
from kg.errors import InputError, KgError
from kg.options import A_FOLDER, A_PATH, DONE, FOUND_WRONG, NOT_DONE, current_file, graph_option
from kg.recognise import DEFAULT, RECOGNISERS

# Those of kg.export, which takes long to import; a test compares
_RDF_FORMATS = ("ttl", "nt", "nq", "trig", "jsonld")

_base_option = click.option(
    "--base-iri", metavar="IRI", help="Under which the RDF names things: https://data.example.org/kg/."
)
_licence_option = click.option("--licence", metavar="IRI", help="The licence of the data set; it is yours to choose.")
_texts_option = click.option(
    "--texts", type=A_FOLDER, metavar="FOLDER", help="The texts it was built from: quote whole sentences."
)

_identity_option = click.option(
    "--identity",
    type=A_PATH,
    metavar="FILE",
    help="Decisions on what is one thing. Default: identity.csv beside the folder of the graph.",
)

_cache_option = click.option(
    "--cache",
    type=A_PATH,
    metavar="FOLDER",
    help="Where to keep what texts say. Default: $KG_CACHE, else as the system has it.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
def commands() -> None:
    """Build a knowledge graph from Chinese local-government news, and ask it.

    \b
    Begin with:
        kg build seeds              read the texts in seeds/, write the graph into output/
        kg show 太白湖新区           all that is known of one place, body or person
        kg timeline 太白湖新区       the same in order of time
        kg query --list             the questions that come with the program
        kg search 揭牌               facts by the words that say them
        kg serve                    all of it in the browser, and a SPARQL endpoint
    and open output/graph.html in a browser.
    """


for _command in (query, search, serve):
    commands.add_command(_command)


@commands.command()
@click.argument("paths", nargs=-1, required=True, type=A_PATH, metavar="PATH...")
@click.option(
    "-o", "--output", type=A_PATH, default=Path("output"), metavar="FOLDER", help="Where to write. Default: output."
)
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
    help="Processes that read. Default: one for few texts, else one a processor.",
)
@_identity_option
@_cache_option
@click.option("--no-cache", is_flag=True, help="Read every text anew, and keep nothing.")
@_base_option
@_licence_option
@click.option("--strict", is_flag=True, help="Build nothing where any input cannot be read.")
@click.option("--quiet", is_flag=True, help="No progress, no summary; what was skipped is still reported.")
def build(
    paths: tuple[Path, ...],
    output: Path,
    recogniser: str,
    workers: int | None,
    identity: Path | None,
    cache: Path | None,
    no_cache: bool,
    base_iri: str | None,
    licence: str | None,
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

    \b
    Example:
        kg build news/ 2022-08-15.txt -o output
    """
    from kg.build import build
    from kg.cache import folder

    if no_cache and cache:
        raise click.UsageError("Give either --cache or --no-cache.")
    keep = None if no_cache else cache or folder()
    with terminal.progress(quiet) as progress:
        summary = build(paths, output, recogniser, workers, progress, keep, identity, base_iri, licence, strict)
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


@commands.command()
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


@commands.command()
@click.argument("name")
@graph_option("graph.json")
@_texts_option
@click.option("--at", metavar="DATE", default="", help="As of a date: 2022-08-09, 2022-08 or 2022.")
@click.option("--why", "asked_why", is_flag=True, help="Why it is one thing: what was joined, and what was kept apart.")
def show(name: str, graph: Path, texts: Path | None, at: str, asked_why: bool) -> int:
    """Tell all that is known of NAME, since when, and by which words.

    NAME is a person, a place, a body, a project ... as the texts call it, or the id of a node. With --at the posts are
    those held on the date, with how that is known, and other facts those dated by then.

    \b
    Examples:
        kg show 太白湖新区党工委 --texts seeds
        kg show 太白湖新区 --at 2022-08
        kg show 太白湖新区管委会 --why
    """
    from kg.graph import load
    from kg.show import each_called, show, why

    if asked_why and at:
        raise click.UsageError("Give either --at or --why.")
    loaded, documents = load(graph), _texts(texts) if texts else None
    if asked_why:
        terminal.show(each_called(loaded, name, lambda node: why(loaded, node, documents)))
    else:
        terminal.show(show(loaded, name, documents, at))
    return DONE


@commands.command()
@click.argument("things", nargs=-1, metavar="[A B]")
@graph_option("graph.json")
@_texts_option
@_identity_option
@click.option("--list", "listing", is_flag=True, help="Print the doubtful pairs and ask nothing.")
@click.option("--same", is_flag=True, help="Record that A and B are one thing.")
@click.option("--not-same", "different", is_flag=True, help="Record that A and B are two.")
@click.option("--reason", default="", metavar="TEXT", help="With --same and --not-same: why.")
def review(
    things: tuple[str, ...],
    graph: Path,
    texts: Path | None,
    identity: Path | None,
    listing: bool,
    same: bool,
    different: bool,
    reason: str,
) -> int:
    """Decide which things are one: what was joined on weak evidence, and what was kept apart though it is alike.

    Shows the doubtful pairs, those first that matter most, each with the words of both sides, and asks. The decisions
    are added to identity.csv, which the next `kg build` obeys. A and B are the id of a node, a name, or NAME@PLACE: a
    body or a document in which the thing of that name is met.

    \b
    Examples:
        kg review --list
        kg review --not-same 张伟@青禾县教育局 张伟@青禾县公安局 --reason "two people"
    """
    from kg.graph import load
    from kg.resolve.identity import Decision, beside, read, record, references
    from kg.review import ANSWERS, ask, decided, doubts, listed, named

    path = identity or beside(graph.absolute().parent)
    loaded = load(graph)
    if same or different:
        if same == different or len(things) != 2:
            raise click.UsageError("Give two things, and either --same or --not-same.")
        (node, first), (_, second) = (named(loaded, thing) for thing in things)
        decision = Decision(same, loaded.nodes[node]["type"], first, second, reason)
        record(path, decision)
        with terminal.output():
            sys.stdout.write(f"{path}: {decision}\n")
        return DONE
    if things:
        raise click.UsageError("A and B go with --same or --not-same.")
    taken = references(read(path).decisions) if path.exists() else set()
    found = [doubt for doubt in doubts(loaded) if not decided(loaded, doubt, taken)]
    documents = _texts(texts) if texts else None
    if listing or not sys.stdin.isatty():
        terminal.show(listed(loaded, found, documents))
        return DONE
    made = ask(loaded, found, path, terminal.show, lambda: input(f"{ANSWERS}\n> "), documents)
    with terminal.output():
        sys.stdout.write(f"{path}: {len(made)} decisions added; `kg build` obeys them\n")
    return DONE


@commands.command()
@click.argument("name")
@graph_option("graph.json")
@_texts_option
@click.option("--from", "since", metavar="DATE", default="", help="Nothing before: 2022-08-09, 2022-08 or 2022.")
@click.option("--to", "until", metavar="DATE", default="", help="Nothing after.")
@click.option("--format", "form", type=click.Choice(("table", "csv", "json")), default="table", help="Default: table.")
def timeline(name: str, graph: Path, texts: Path | None, since: str, until: str, form: str) -> int:
    """Tell in order of time what is known of NAME: posts begun, seen and ended, events, projects, figures.

    NAME is as in `kg show`. The timeline of a district or body holds that of its bodies too.

    \b
    Example:
        kg timeline 太白湖新区 --from 2022-08 --to 2022
    """
    from kg.graph import load
    from kg.show import timelines, timelines_as

    if form == "table":
        terminal.show(timelines(load(graph), name, since, until, _texts(texts) if texts else None))
    else:
        written = timelines_as(form, load(graph), name, since, until)
        with terminal.output():
            sys.stdout.write(written)
    return DONE


@commands.command()
@graph_option("graph.json")
@_texts_option
def check(graph: Path, texts: Path | None) -> int:
    """List where the texts contradict each other on who held a post when, with both sentences.

    Nothing is resolved: the graph keeps what each text says. The exit status is 1 if there is any contradiction.

    \b
    Example:
        kg check --texts seeds
    """
    from kg.graph import load
    from kg.show import report

    found = report(load(graph), _texts(texts) if texts else None)
    if found is None:
        with terminal.output():
            sys.stdout.write(f"{graph}: no contradictions\n")
        return DONE
    terminal.show(found)
    return FOUND_WRONG


@commands.command()
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


@commands.command()
@click.argument(
    "graph", required=False, type=A_PATH, default=Path("output/graph.ttl"), metavar="[GRAPH.ttl]", callback=current_file
)
def validate(graph: Path) -> int:
    """Hold a graph against the shapes (SHACL) of the vocabulary.

    Prints what breaks them, a line each, and the exit status is then 1. GRAPH.ttl is output/graph.ttl if not given.

    \b
    Example:
        kg validate output/graph.ttl
    """
    from kg.validate import validate

    broken = validate(graph)
    with terminal.output():
        sys.stdout.write("".join(f"{line}\n" for line in broken) or f"{graph}: conforms to the shapes\n")
    return FOUND_WRONG if broken else DONE


@commands.command()
@click.argument("gold", type=A_FOLDER, metavar="GOLD_DIR")
@graph_option("graph.json")
@click.option("--texts", type=A_FOLDER, metavar="FOLDER", help="The texts it was built from: check every passage.")
@click.option("--misses", is_flag=True, help="Name everything missed or wrong.")
@click.option("--json", "as_json", is_flag=True, help="Figures and misses as JSON.")
@click.option("--floors", type=A_PATH, metavar="FILE", help="Figures that must not be fallen short of.")
@click.option("--write-floors", "write", is_flag=True, help="Write today's figures to the file of --floors.")
@click.option("--allow-lower", is_flag=True, help="With --write-floors: even where that lowers one.")
def evaluate(
    gold: Path,
    graph: Path,
    texts: Path | None,
    misses: bool,
    as_json: bool,
    floors: Path | None,
    write: bool,
    allow_lower: bool,
) -> int:
    """Measure a graph against texts annotated by hand.

    Prints precision, recall and F1 by type. GOLD_DIR holds the annotations, a YAML file for each text. The exit status
    is 1 where a figure falls short of its floor, or a passage differs from the text.

    \b
    Example:
        kg evaluate tests/gold --texts seeds --floors tests/floors.yaml
    """
    if write and floors is None:
        raise click.UsageError("--write-floors needs --floors FILE: the file to write.")
    if allow_lower and not write:
        raise click.UsageError("--allow-lower goes with --write-floors.")
    from kg.evaluate import check_floors, evaluate, write_floors
    from kg.graph import load

    measured = evaluate(load(graph), gold, texts)
    if write and floors is not None:
        write_floors(measured, floors, allow_lower)
    short = check_floors(measured, floors) if floors else []
    if as_json:
        with terminal.output():
            sys.stdout.write(measured.to_json() + "\n")
    else:
        terminal.show(measured.table())
        with terminal.output():
            sys.stdout.writelines(f"{miss}\n" for miss in measured.misses if misses)
    if measured.evidence and measured.evidence.bad:
        first = measured.evidence.bad[0]
        short.append(f"{len(measured.evidence.bad)} passages differ from the texts, the first is {first}")
    for line in short:
        terminal.complain(line)
    return FOUND_WRONG if short else DONE


def _texts(folder: Path) -> dict[str, str]:
    """The texts in a folder. What is no text is left out: where it is quoted, the words alone have to do."""
    from kg.text.read import read, sources

    found = {}
    for document, path in sources([folder]):
        try:
            found[document] = read(document, path).text
        except InputError:
            continue
    return found


def run(arguments: Sequence[str]) -> int:
    """Run a command; every error is one line on standard error. Returns the exit status."""
    try:
        status = commands.main(list(arguments), prog_name="kg", standalone_mode=False)
        return status if isinstance(status, int) else DONE
    except KgError as error:
        terminal.complain(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        with terminal.output():
            sys.stdout.write(f"{error.format_message()}\n")
        return DONE
    except click.UsageError as error:
        name = error.ctx.command_path if error.ctx else "kg"
        message = " ".join(error.format_message().split())  # click lists choices line by line
        terminal.complain(f"{message} See `{name} --help`.")
    except click.exceptions.Abort:
        terminal.complain("stopped; files of an earlier build are as they were")
        return 128 + signal.SIGINT
    except OSError as error:  # what no command foresees: too many open files, a full disk under the help text
        terminal.complain(f"{error}; mend that and run it again")
    except Exception:  # the last resort: the exit status must not read as "done, and found something wrong"
        traceback.print_exc()
        terminal.complain("this is a bug in kg, not in what it was given; please report the lines above")
    return NOT_DONE


def _terminate(number: int, frame: FrameType | None) -> None:
    """End in order when told to: workers are let go, files that are half written are taken away."""
    raise SystemExit(128 + number)


def main() -> None:
    """The program."""
    terminal.in_utf8()
    signal.signal(signal.SIGTERM, _terminate)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
