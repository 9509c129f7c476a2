"""The doubtful pairs shown to a reader, each with the words of both sides, and the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from kg.graph import Graph
from kg.resolve.identity import Decision, record
from kg.resolve.reasons import APART, JOINED
from kg.review.doubts import Doubt
from kg.review.references import decision_on
from kg.show.dossier import kind
from kg.show.passages import quotes, tidy
from kg.show.why import Part, named_in, parts, posts_in
from kg.vocabulary import Label

_PASSAGES = 2  # shown of each part of a side
_PARTS = 4
_ALIKE = Label("名称相近", "names that are alike")
ANSWERS = "s 同一 same   n 不同 not the same   ? 跳过 skip   q 退出 quit"


def listed(graph: Graph, found: list[Doubt], documents: Mapping[str, str] | None = None) -> RenderableType:
    """The doubtful pairs one below the other, with their numbers."""
    if not found:
        return Text("no doubtful pairs")
    parts: list[RenderableType] = []
    for number, doubt in enumerate(found, 1):
        parts += [*([Text()] if parts else []), _shown(graph, doubt, f"{number}/{len(found)}", documents or {})]
    return Group(*parts)


def ask(
    graph: Graph,
    found: list[Doubt],
    path: Path,
    show: Callable[[RenderableType], None],
    answer: Callable[[], str],
    documents: Mapping[str, str] | None = None,
) -> list[Decision]:
    """Go through the doubtful pairs with the reader; each answer is recorded at once. Returns the decisions.

    `show` puts something before the reader, `answer` gives what was typed ("" for skipping); `q`, or an end of the
    input, ends it.
    """
    taken: list[Decision] = []
    for number, doubt in enumerate(found, 1):
        show(_shown(graph, doubt, f"{number}/{len(found)}", documents or {}))
        given = ""
        while given not in ("s", "n", "?", "q"):
            try:
                given = answer().strip().lower() or "?"
            except EOFError:
                given = "q"
        if given == "q":
            break
        if given in ("s", "n"):
            decision = decision_on(graph, doubt, given == "s")
            record(path, decision)
            taken.append(decision)
    return taken


def _shown(graph: Graph, doubt: Doubt, number: str, documents: Mapping[str, str]) -> RenderableType:
    row = graph.nodes[doubt.first]
    label = (JOINED if doubt.joined else APART).get(doubt.by, _ALIKE)
    done = "已合并 joined" if doubt.joined else "未合并 kept apart"
    at = f": {tidy(doubt.at).removeprefix('organization:')}" if doubt.at else ""
    heading = Text.assemble(
        (f"{number}  ", "dim"), (tidy(row["name"]), "bold"), f"  {kind(row)}  {done}: {label.zh} {label.en}{at}"
    )
    table = Table.grid(padding=(0, 3), expand=False)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    left, right = _sides(graph, doubt)
    table.add_row(_side(left, documents), _side(right, documents))
    return Group(heading, table)


def _sides(graph: Graph, doubt: Doubt) -> tuple[tuple[str, list[Part]], tuple[str, list[Part]]]:
    if not doubt.joined:
        first, second = ((node, parts(graph, node)[:_PARTS]) for node in (doubt.first, doubt.second))
        return first, second
    if doubt.names:
        one, other = (
            (name, [part for part in parts(graph, doubt.first) if name in part.told][:_PARTS]) for name in doubt.names
        )
        return one, other
    passages = named_in(graph, doubt.first)
    made = []
    for thing in doubt.things:
        evidence = passages.get(f"article:{thing}", [])
        posts, dates, said = posts_in(graph, doubt.first, evidence)
        made.append((thing, [Part("、".join(posts), [thing], said or evidence, dates)]))
    return made[0], made[1]


def _side(side: tuple[str, list[Part]], documents: Mapping[str, str]) -> Text:
    return Text("\n".join(_lines(*side, documents)))


def _lines(name: str, made: list[Part], documents: Mapping[str, str]) -> Iterator[str]:
    yield tidy(name)
    for part in made:
        yield f"{part.told}  {', '.join(sorted(part.dates))}".strip()
        for quote in quotes([{"evidence": part.evidence}], documents)[:_PASSAGES]:
            yield f"  {quote.text(plain=True).plain}"
