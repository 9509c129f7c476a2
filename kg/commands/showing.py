"""The commands that tell what a graph holds: `kg show` and `kg timeline`; and `kg review`, which asks."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg import terminal
from kg.commands.options import DONE, graph_option, identity_option, texts_in, texts_option


@click.command()
@click.argument("name")
@graph_option("graph.json")
@texts_option
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
    loaded, documents = load(graph), texts_in(texts) if texts else None
    if asked_why:
        terminal.show(each_called(loaded, name, lambda node: why(loaded, node, documents)))
    else:
        terminal.show(show(loaded, name, documents, at))
    return DONE


@click.command()
@click.argument("name")
@graph_option("graph.json")
@texts_option
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
        terminal.show(timelines(load(graph), name, since, until, texts_in(texts) if texts else None))
    else:
        written = timelines_as(form, load(graph), name, since, until)
        with terminal.output():
            sys.stdout.write(written)
    return DONE


@click.command()
@click.argument("things", nargs=-1, metavar="[A B]")
@graph_option("graph.json")
@texts_option
@identity_option
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
    documents = texts_in(texts) if texts else None
    if listing or not sys.stdin.isatty():
        terminal.show(listed(loaded, found, documents))
        return DONE
    made = ask(loaded, found, path, terminal.show, lambda: input(f"{ANSWERS}\n> "), documents)
    with terminal.output():
        sys.stdout.write(f"{path}: {len(made)} decisions added; `kg build` obeys them\n")
    return DONE
