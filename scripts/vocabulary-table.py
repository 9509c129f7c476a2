"""Make docs/vocabulary.md from kg/vocabulary.yaml.

    python scripts/vocabulary-table.py

tests/test_vocabulary.py fails where the file is not what this makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.vocabulary import VOCABULARY, Attribute

OUT = Path(__file__).parent.parent / "docs" / "vocabulary.md"

HEAD = """\
# The vocabulary

Every type of node and relation that a graph may hold. Made from `kg/vocabulary.yaml` by `scripts/vocabulary-table.py`:
change the YAML and run the script, not this file.

Every node has `id`, `type`, `name`, `aliases` and either `evidence` or `inferred: true`; every edge `source`, `target`,
`type` and the same. `evidence` is a list of `{document, start, end, text}`: `text` is exactly the code points `start`
to `end` of the document. A node may have `joins` and `apart`: why it is one thing ([identity.md](identity.md)).

An edge that was read has `as_of`, the first date (ISO 8601, a day, a month or a year) on which it was seen: that which
the text gives it or its event, else the day of the article. Where there are several dates, `seen` has all of them, and
each passage its own (`date`). A passage that reports the beginning or the end of a post, or that it is over (原县长),
`says` so: start, end, over. `aliases` of a post are the other ways in which it is written.
"""


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _attributes(attributes: Iterable[Attribute]) -> Iterator[str]:
    for each in attributes:
        kind = " / ".join(each.values) if each.values else each.datatype
        yield f"`{each.name}`{'' if each.required else '?'} {each.label.zh}: {kind}"


def _entities() -> Iterator[str]:
    yield _row("type", "中文", "what it is", "attributes", "RDF", "on the page")
    yield "| --- | --- | --- | --- | --- | --- |"
    for kind in VOCABULARY.entities.values():
        yield _row(
            f"`{kind.name}`",
            kind.label.zh,
            f"{kind.definition.en}<br>{kind.definition.zh}",
            "<br>".join(_attributes(kind.attributes.values())),
            _names(kind.rdf),
            f"{kind.shape}, `{kind.colour}`",
        )


def _relations() -> Iterator[str]:
    yield _row("type", "中文", "from → to", "what it says", "qualifiers", "RDF")
    yield "| --- | --- | --- | --- | --- | --- |"
    for kind in VOCABULARY.relations.values():
        arrow = "↔" if kind.symmetric else "→"
        target = "anything" if kind.range == ("any",) else _names(kind.range)
        yield _row(
            f"`{kind.name}`",
            kind.label.zh,
            f"{_names(kind.domain)} {arrow} {target}",
            f"{kind.definition.en}<br>{kind.definition.zh}",
            "<br>".join(_attributes(kind.qualifiers.values())),
            f"`{kind.rdf}`",
        )


def _terms() -> Iterator[str]:
    yield _row("term", "中文", "what it is", "from → to")
    yield "| --- | --- | --- | --- |"
    for each in (*VOCABULARY.classes.values(), *VOCABULARY.properties.values()):
        ends = f"`{each.domain}` → `{each.range}`" if each.domain else "a class"
        yield _row(f"`kg:{each.name}`", each.label.zh, f"{each.definition.en}<br>{each.definition.zh}", ends)
    for scheme in VOCABULARY.schemes.values():
        concepts = ", ".join(f"`kg:{each}`" for each in scheme.concepts)
        about = f"{scheme.definition.en}: {concepts}<br>{scheme.definition.zh}"
        yield _row(f"`kg:{scheme.name}`", scheme.label.zh, about, "a list of concepts")


def table() -> str:
    """The whole of docs/vocabulary.md."""
    return "\n".join(
        (
            HEAD,
            "## Nodes",
            "",
            *_entities(),
            "",
            "A `?` marks what a node may lack.",
            "",
            "## Relations",
            "",
            *_relations(),
            "",
            "## What the RDF has besides",
            "",
            "[rdf.md](rdf.md) shows how they are used; `kg export --ontology` writes all terms with their definitions.",
            "",
            *_terms(),
            "",
        )
    )


if __name__ == "__main__":
    OUT.write_text(table(), encoding="utf-8", newline="\n")
    print(OUT)
