"""The data set as a whole (VoID, DCAT) and what made it (PROV-O): the tool's version and no clock time, so that
the same inputs give the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from kg import __version__
from kg.errors import KgError
from kg.export.facts import typed
from kg.export.terms import (
    PREFIXES,
    VOCABULARY_IRI,
    Names,
    Statement,
    checked_base,
    date,
    entity_class,
    precision,
    term,
    text,
)
from kg.graph import Graph

_TITLE = {"zh": "地方政务新闻知识图谱", "en": "A knowledge graph of local-government news"}
_ABOUT = {
    "zh": "从中文地方政务新闻中读出的任职、会议、机构、项目、行动与指标，每一事实附原文。",
    "en": "Posts, meetings, bodies, projects, drives and figures read from Chinese local-government news, "
    "with the words that say each.",
}
_NO_LICENCE = {
    "zh": "未声明许可。由发布数据集者用 --licence 写明。",
    "en": "No licence is stated. Whoever publishes the data set states one with --licence.",
}
_CHINESE = "http://id.loc.gov/vocabulary/iso639-1/zh"
_FILES = {"graph.ttl": "text/turtle", "graph.json": "application/json", "graph.graphml": "application/graphml+xml"}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def settings(base_iri: str | None = None, licence: str | None = None) -> dict[str, str]:
    """What is said of a graph as a whole, as its attributes: under which IRI its things are (`kg.export.terms.BASE` if
    None), and the IRI of its licence. Raises `KgError` where one is no IRI."""
    base = {} if base_iri is None else {"base_iri": checked_base(base_iri)}
    return base if licence is None else {**base, "licence": checked_licence(licence)}


def checked_licence(iri: str) -> str:
    """The IRI of a licence. Raises `KgError` where it is none."""
    try:
        absolute = NamedNode(iri).value.startswith(("http://", "https://"))
    except ValueError:
        absolute = False
    if not absolute:
        raise KgError(
            f"{iri!r} is not the IRI of a licence; name one as in https://creativecommons.org/licenses/by/4.0/"
        )
    return iri


def _both(subject: NamedNode, prop: str, texts: dict[str, str]) -> Iterator[Statement]:
    for language, words in texts.items():
        yield subject, term(prop), text(words, language)


def _described(graph: Graph, names: Names, subject: NamedNode) -> Iterator[Statement]:
    yield from typed(subject, "void:Dataset", "dcat:Dataset", "prov:Entity")
    yield from _both(subject, "dcterms:title", _TITLE)
    yield from _both(subject, "dcterms:description", _ABOUT)
    yield subject, term("dcterms:language"), NamedNode(_CHINESE)
    licence = graph.graph.get("licence")
    if licence:
        yield subject, term("dcterms:license"), NamedNode(licence)
    else:
        yield from _both(subject, "dcterms:rights", _NO_LICENCE)
    yield subject, term("dcterms:conformsTo"), NamedNode(VOCABULARY_IRI)
    yield subject, term("void:uriSpace"), text(names.prefixes["id"])
    for prefix, namespace in PREFIXES.items():
        if prefix != "id":
            yield subject, term("void:vocabulary"), NamedNode(namespace)


def _counted(graph: Graph, names: Names, subject: NamedNode) -> Iterator[Statement]:
    yield subject, term("void:entities"), Literal(graph.number_of_nodes())
    for kind, count in sorted(Counter(row["type"] for _, row in graph.nodes(data=True)).items()):
        part = names.minted("dataset", kind)
        yield subject, term("void:classPartition"), part
        yield part, term("void:class"), entity_class(kind)
        yield part, term("void:entities"), Literal(count)


def _covered(graph: Graph, names: Names, subject: NamedNode) -> Iterator[Statement]:
    """From when to when the articles were printed."""
    printed = [row.get("published") or "" for _, row in graph.nodes(data=True) if row["type"] == "article"]
    days = sorted(day for day in printed if precision(day))
    if days:
        period = names.minted("dataset", "printed")
        yield subject, term("dcterms:temporal"), period
        yield from typed(period, "dcterms:PeriodOfTime")
        yield period, term("dcat:startDate"), date(days[0])
        yield period, term("dcat:endDate"), date(days[-1])


def _distributed(names: Names, subject: NamedNode) -> Iterator[Statement]:
    for file, media_type in _FILES.items():
        distribution = names.minted("dataset", file)
        yield subject, term("dcat:distribution"), distribution
        yield from typed(distribution, "dcat:Distribution")
        yield distribution, term("dcterms:title"), text(file)
        yield distribution, term("dcat:mediaType"), NamedNode(_MEDIA_TYPES + media_type)


def _made(graph: Graph, names: Names, subject: NamedNode, documents: Iterable[str]) -> Iterator[Statement]:
    generator = str(graph.graph.get("generator", f"kg {__version__}"))
    build, tool = names.minted("build"), names.minted("tool", generator)
    yield subject, term("prov:wasGeneratedBy"), build
    yield from typed(build, "prov:Activity")
    yield build, term("prov:wasAssociatedWith"), tool
    for document in documents:
        yield build, term("prov:used"), names.document(document)
    yield from typed(tool, "prov:SoftwareAgent", "schema:SoftwareApplication")
    yield tool, term("skos:prefLabel"), text(generator)
    yield tool, term("schema:softwareVersion"), text(generator.rpartition(" ")[2])


def statements(graph: Graph, names: Names, documents: Iterable[str]) -> Iterator[Statement]:
    """Everything that is said of the whole. `documents` are those that the graph's passages come from."""
    subject = NamedNode(f"{names.base}dataset")
    yield from _described(graph, names, subject)
    yield from _counted(graph, names, subject)
    yield from _covered(graph, names, subject)
    yield from _distributed(names, subject)
    yield from _made(graph, names, subject, documents)
