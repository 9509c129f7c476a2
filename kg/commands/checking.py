"""The commands that find what is wrong, and exit with 1 then: `kg check`, `kg validate`, `kg evaluate`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg import terminal
from kg.commands.options import A_FOLDER, A_PATH, DONE, FOUND_WRONG, current_file, graph_option, texts_in, texts_option


@click.command()
@graph_option("graph.json")
@texts_option
def check(graph: Path, texts: Path | None) -> int:
    """List where the texts contradict each other on who held a post when, with both sentences.

    Nothing is resolved: the graph keeps what each text says. The exit status is 1 if there is any contradiction.

    \b
    Example:
        kg check --texts seeds
    """
    from kg.graph import load
    from kg.show import report

    found = report(load(graph), texts_in(texts) if texts else None)
    if found is None:
        with terminal.output():
            sys.stdout.write(f"{graph}: no contradictions\n")
        return DONE
    terminal.show(found)
    return FOUND_WRONG


@click.command()
@click.argument(
    "graph",
    required=False,
    type=A_PATH,
    default=Path("output/graph.ttl"),
    metavar="[GRAPH.ttl]",
    callback=current_file,
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


@click.command()
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
