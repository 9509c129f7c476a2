"""Hold graph.ttl against the SHACL shapes of the vocabulary, and say in plain lines what breaks them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from pyshacl import validate as conforms
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SKOS, VOID
from rdflib.term import Node

from kg.errors import KgError
from kg.export import terms
from kg.export.characters import for_terminal
from kg.export.shapes import SH, shapes
from kg.query import load
from kg.vocabulary import VOCABULARY

_TYPES: dict[Node, str] = {URIRef(terms.entity_class(name).value): name for name in VOCABULARY.entities}
_FACTS: dict[Node, str] = {
    URIRef(terms.fact_class(name).value): relation.label.en for name, relation in VOCABULARY.relations.items()
}


def _base(data: Graph) -> str:
    """What the IRIs of the data set's things begin with."""
    whole = next(iter(sorted(map(str, data.subjects(RDF.type, VOID.Dataset)))), "")
    return whole.removesuffix("dataset")


def _name(data: Graph, node: Node | None) -> str:
    """What to call a node: its name and type, or the end of its IRI."""
    if node is None:
        return "nothing"
    label = next(iter(sorted(map(str, data.objects(node, SKOS.prefLabel)))), "")
    kinds = sorted(_TYPES[kind] for kind in data.objects(node, RDF.type) if kind in _TYPES)
    name = for_terminal(label or unquote(str(node).removeprefix(_base(data)).removeprefix(terms.BASE)))
    return f"{name} ({', '.join(kinds)})" if kinds else name


def _subject(data: Graph, node: Node | None) -> str:
    """The node that is at fault; of a fact, who does what to whom."""
    relation = next((_FACTS[kind] for kind in data.objects(node, RDF.type) if kind in _FACTS), None)
    if relation is None:
        return _name(data, node)
    ends = (next(iter(sorted(data.objects(node, path), key=str)), None) for path in (RDF.subject, RDF.object))
    source, target = (_name(data, end) for end in ends)
    return f"{source}, {relation} {target}"


def validate(ttl: Path) -> list[str]:
    """What in a Turtle file breaks the shapes, a line each, sorted; empty where nothing does.

    A line names the node and what is wrong: `林远舟 (official), holds post 青禾县 (district): no post`.
    Raises `KgError` where the file does not exist or is not Turtle.
    """
    load(ttl)  # for its errors: on what is not Turtle, rdflib's parser raises whatever it stumbles over
    data = Graph().parse(ttl, format="turtle")
    _, report, _ = conforms(data, shacl_graph=shapes(), inference="none", allow_warnings=False)
    if not isinstance(report, Graph):
        raise KgError(f"{ttl}: the shapes cannot be checked ({report})")
    lines = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        value = report.value(result, SH.value)
        focus = report.value(result, SH.focusNode)
        found = f" ({_name(data, value)})" if value != focus and str(value or "").strip() else ""
        lines.add(f"{_subject(data, focus)}: {report.value(result, SH.resultMessage)}{found}")
    return sorted(lines)
