"""The data set as a whole (VoID, DCAT) and what made it (PROV-O): the tool's version and no clock time, so that
the same inputs give the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True)
class Census:
    """What is to be known of a graph to describe it as a whole: its attributes, how many nodes of which type it has,
    and the days on which its articles were printed, the first and the last at least."""

    about: Mapping[str, Any]
    entities: Mapping[str, int]
    printed: Collection[str]


def printed_on(row: Mapping[str, Any]) -> str:
    """The day on which an article was printed; "" where it is not known, and for any other node."""
    day = row.get("published") or "" if row["type"] == "article" else ""
    return day if precision(day) else ""


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


def _described(census: Census, names: Names, subject: NamedNode) -> Iterator[Statement]:
    yield from typed(subject, "void:Dataset", "dcat:Dataset", "prov:Entity")
    yield from _both(subject, "dcterms:title", _TITLE)
    yield from _both(subject, "dcterms:description", _ABOUT)
    yield subject, term("dcterms:language"), NamedNode(_CHINESE)
    licence = census.about.get("licence")
    if licence:
        yield subject, term("dcterms:license"), NamedNode(licence)
    else:
        yield from _both(subject, "dcterms:rights", _NO_LICENCE)
    yield subject, term("dcterms:conformsTo"), NamedNode(VOCABULARY_IRI)
    yield subject, term("void:uriSpace"), text(names.prefixes["id"])
    for prefix, namespace in PREFIXES.items():
        if prefix != "id":
            yield subject, term("void:vocabulary"), NamedNode(namespace)


def _counted(census: Census, names: Names, subject: NamedNode) -> Iterator[Statement]:
    yield subject, term("void:entities"), Literal(sum(census.entities.values()))
    for kind, count in sorted(census.entities.items()):
        part = names.minted("dataset", kind)
        yield subject, term("void:classPartition"), part
        yield part, term("void:class"), entity_class(kind)
        yield part, term("void:entities"), Literal(count)


def _covered(census: Census, names: Names, subject: NamedNode) -> Iterator[Statement]:
    """From when to when the articles were printed."""
    if census.printed:
        period = names.minted("dataset", "printed")
        yield subject, term("dcterms:temporal"), period
        yield from typed(period, "dcterms:PeriodOfTime")
        yield period, term("dcat:startDate"), date(min(census.printed))
        yield period, term("dcat:endDate"), date(max(census.printed))


def _distributed(names: Names, subject: NamedNode) -> Iterator[Statement]:
    for file, media_type in _FILES.items():
        distribution = names.minted("dataset", file)
        yield subject, term("dcat:distribution"), distribution
        yield from typed(distribution, "dcat:Distribution")
        yield distribution, term("dcterms:title"), text(file)
        yield distribution, term("dcat:mediaType"), NamedNode(_MEDIA_TYPES + media_type)


def _made(census: Census, names: Names, subject: NamedNode, documents: Iterable[str]) -> Iterator[Statement]:
    generator = str(census.about.get("generator", f"kg {__version__}"))
    build, tool = names.minted("build"), names.minted("tool", generator)
    yield subject, term("prov:wasGeneratedBy"), build
    yield from typed(build, "prov:Activity")
    yield build, term("prov:wasAssociatedWith"), tool
    yield from used(names, documents)
    yield from typed(tool, "prov:SoftwareAgent", "schema:SoftwareApplication")
    yield tool, term("skos:prefLabel"), text(generator)
    yield tool, term("schema:softwareVersion"), text(generator.rpartition(" ")[2])


def used(names: Names, documents: Iterable[str]) -> Iterator[Statement]:
    """That the build used the documents."""
    for document in documents:
        yield names.minted("build"), term("prov:used"), names.document(document)


def described(census: Census, names: Names, documents: Iterable[str]) -> Iterator[Statement]:
    """Everything that is said of the whole. `documents` are those that the graph's passages come from."""
    subject = NamedNode(f"{names.base}dataset")
    yield from _described(census, names, subject)
    yield from _counted(census, names, subject)
    yield from _covered(census, names, subject)
    yield from _distributed(names, subject)
    yield from _made(census, names, subject, documents)


def statements(graph: Graph, names: Names, documents: Iterable[str]) -> Iterator[Statement]:
    """The same, counted from a graph."""
    entities: Counter[str] = Counter()
    printed = set()
    for _, row in graph.nodes(data=True):
        entities[row["type"]] += 1
        if day := printed_on(row):
            printed.add(day)
    yield from described(Census(graph.graph, entities, printed), names, documents)
