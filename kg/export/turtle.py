"""graph.ttl: the graph as RDF 1.1, in standard vocabularies first (docs tell which term carries what).

Every node has an IRI; there are no blank nodes, whose labels would differ from one build to the next. Beside the facts
stand the program's own vocabulary, the passages that the facts come from, and the data set with the tool that made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, TextIO

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg import __version__
from kg.export import facts, ontology
from kg.export.terms import (
    BASE,
    PREFIXES,
    STRUCTURED,
    bounds,
    date,
    document_iri,
    entity_class,
    entity_iri,
    minted,
    number,
    own,
    passage_iri,
    property_of,
    term,
    text,
)
from kg.graph import Graph
from kg.vocabulary import VOCABULARY, Attribute

Passage = tuple[str, int, int]


def _literal(attribute: Attribute, value: Any) -> Literal:
    match attribute.datatype:
        case "date":
            return date(value)
        case "number":
            return number(value)
    return text(value)


def _period(indicator: NamedNode, period: str) -> Iterator[Triple]:
    subject = minted("period", period)
    yield Triple(indicator, term("dcterms:temporal"), subject)
    yield from facts.typed(subject, "dcterms:PeriodOfTime", "time:Interval")
    yield Triple(subject, term("skos:prefLabel"), text(period))
    for day, prop in zip(bounds(period) or (), ("time:hasBeginning", "time:hasEnd"), strict=False):
        yield Triple(subject, term(prop), minted("instant", day))
        yield from facts.instant(day)


def _indicator(subject: NamedNode, row: Mapping[str, Any]) -> Iterator[Triple]:
    comparator, value = row.get("comparator", "eq"), row.get("value")
    if value is not None:
        names = {"ge": "minValue", "gt": "minValue", "range": "minValue", "le": "maxValue", "lt": "maxValue"}
        yield Triple(subject, term(f"schema:{names.get(comparator, 'value')}"), number(value))
    if row.get("upper") is not None:
        yield Triple(subject, term("schema:maxValue"), number(row["upper"]))
    if row.get("period"):
        yield from _period(subject, row["period"])


def _article(subject: NamedNode, row: Mapping[str, Any]) -> Iterator[Triple]:
    for document in sorted({passage["document"] for passage in row.get("evidence", [])}):
        yield Triple(subject, term("dcterms:source"), document_iri(document))
    name, published = row.get("newspaper"), row.get("published")
    if not name:
        return
    newspaper = minted("newspaper", name)
    yield from facts.typed(newspaper, "schema:Newspaper")
    yield Triple(newspaper, term("skos:prefLabel"), text(name, "zh"))
    if not published:
        yield Triple(subject, term("schema:isPartOf"), newspaper)
        return
    issue = minted("issue", name, published)
    yield Triple(subject, term("schema:isPartOf"), issue)
    yield from facts.typed(issue, "schema:PublicationIssue")
    yield Triple(issue, term("skos:prefLabel"), text(f"{name} {published}", "zh"))
    yield Triple(issue, term("schema:datePublished"), date(published))
    yield Triple(issue, term("schema:isPartOf"), newspaper)


def _organization(graph: Graph, node: str, subject: NamedNode) -> Iterator[Triple]:
    """A body within a body is a unit of it; any other stands by itself."""
    unit = any(
        row["type"] == "belongs_to" and graph.nodes[target]["type"] == "organization"
        for _, target, row in graph.out_edges(node, data=True)
    )
    yield from facts.typed(subject, "org:OrganizationalUnit" if unit else "org:FormalOrganization")


def _entity(graph: Graph, node: str, row: Mapping[str, Any]) -> Iterator[Triple]:
    """Everything that a node says but its evidence."""
    subject, entity = entity_iri(node), VOCABULARY.entities[row["type"]]
    yield Triple(subject, term("rdf:type"), entity_class(entity.name))
    yield from facts.typed(subject, *entity.rdf)
    yield Triple(subject, term("dcterms:identifier"), text(node))
    yield Triple(subject, term("skos:prefLabel"), text(row["name"], "zh"))
    for alias in row.get("aliases", []):
        if alias != row["name"]:  # SKOS: a label is either preferred or alternative
            yield Triple(subject, term("skos:altLabel"), text(alias, "zh"))
    for attribute in entity.attributes.values():
        value = row.get(attribute.name)
        if value is not None and (entity.name, attribute.name) not in STRUCTURED:
            yield Triple(subject, property_of(entity.name, attribute.name), _literal(attribute, value))
    match entity.name:
        case "indicator":
            yield from _indicator(subject, row)
        case "article":
            yield from _article(subject, row)
        case "organization":
            yield from _organization(graph, node, subject)
        case "event" if row.get("kind") == "signing":
            agreement = minted("agreement", node)
            yield Triple(subject, term("prov:generated"), agreement)
            yield from facts.typed(agreement, "kg:Agreement", "prov:Entity")
            yield Triple(agreement, term("skos:prefLabel"), text(f"{row['name']}：协议", "zh"))
            yield from _origin(agreement, row)


def _origin(subject: NamedNode, row: Mapping[str, Any]) -> Iterator[Triple]:
    """Where an entity or a fact comes from: its passages, or that it was concluded and not read."""
    if row.get("inferred"):
        yield Triple(subject, own("inferred"), Literal(True))
    for passage in row.get("evidence", []):
        iri = passage_iri(passage["document"], passage["start"], passage["end"])
        yield Triple(subject, term("prov:wasDerivedFrom"), iri)


def _quoted_from(graph: Graph) -> dict[Passage, set[str]]:
    """The articles of each passage that the graph ties to one: by an article's own evidence, or that of a mention."""
    found: dict[Passage, set[str]] = {}
    own_evidence = [(node, row) for node, row in graph.nodes(data=True) if row["type"] == "article"]
    mentions = [(source, row) for source, _, row in graph.edges(data=True) if row["type"] == "mentions"]
    for article, row in [*own_evidence, *mentions]:
        for passage in row.get("evidence", []):
            key = passage["document"], passage["start"], passage["end"]
            found.setdefault(key, set()).add(article)
    return found


def _passages(graph: Graph) -> Iterator[Triple]:
    """Every passage once: where it stands, what it says word for word, and what it is quoted from."""
    articles = _quoted_from(graph)
    rows = [row for _, row in graph.nodes(data=True)] + [row for _, _, row in graph.edges(data=True)]
    quotes = {(p["document"], p["start"], p["end"], p["text"]) for row in rows for p in row.get("evidence", [])}
    for document, start, end, quote in quotes:
        subject, source = passage_iri(document, start, end), document_iri(document)
        yield from facts.typed(subject, "oa:TextPositionSelector", "prov:Entity")
        yield Triple(subject, term("oa:start"), Literal(str(start), datatype=term("xsd:nonNegativeInteger")))
        yield Triple(subject, term("oa:end"), Literal(str(end), datatype=term("xsd:nonNegativeInteger")))
        yield Triple(subject, term("prov:value"), text(quote))
        yield Triple(subject, term("prov:wasQuotedFrom"), source)
        for article in articles.get((document, start, end), ()):
            yield Triple(subject, term("prov:wasQuotedFrom"), entity_iri(article))
        yield from facts.typed(source, "kg:Document", "schema:DigitalDocument", "prov:Entity")
        yield Triple(source, term("dcterms:identifier"), text(document))
        yield Triple(minted("build"), term("prov:used"), source)


def _dataset(graph: Graph) -> Iterator[Triple]:
    """The data set and what made it. The tool's version and no clock time: the same inputs give the same bytes."""
    generator = str(graph.graph.get("generator", f"kg {__version__}"))
    dataset, build, tool = NamedNode(f"{BASE}dataset"), minted("build"), minted("tool", generator)
    yield from facts.typed(dataset, "void:Dataset", "dcat:Dataset", "prov:Entity")
    yield Triple(dataset, term("dcterms:title"), text("地方政务新闻知识图谱", "zh"))
    yield Triple(dataset, term("dcterms:title"), text("A knowledge graph of local-government news", "en"))
    yield Triple(dataset, term("void:uriSpace"), text(PREFIXES["id"]))
    yield Triple(dataset, term("void:entities"), Literal(graph.number_of_nodes()))
    for namespace in PREFIXES.values():
        if namespace != PREFIXES["id"]:
            yield Triple(dataset, term("void:vocabulary"), NamedNode(namespace))
    yield Triple(dataset, term("prov:wasGeneratedBy"), build)
    yield from facts.typed(build, "prov:Activity")
    yield Triple(build, term("prov:wasAssociatedWith"), tool)
    yield from facts.typed(tool, "prov:SoftwareAgent", "schema:SoftwareApplication")
    yield Triple(tool, term("skos:prefLabel"), text(generator))
    yield Triple(tool, term("schema:softwareVersion"), text(generator.rpartition(" ")[2]))


def triples(graph: Graph) -> Iterator[Triple]:
    """The whole graph, in no particular order and with repetitions."""
    yield from ontology.triples()
    yield from _dataset(graph)
    yield from _passages(graph)
    for node, row in graph.nodes(data=True):
        yield from _entity(graph, node, row)
        yield from _origin(entity_iri(node), row)
    for source, target, row in graph.edges(data=True):
        fact = facts.fact_iri(source, target, row)
        yield from facts.triples(graph, fact, source, target, row)
        yield from _origin(fact, row)


def turtle(found: Iterable[Triple]) -> str:
    """Triples as Turtle: each once, sorted by subject, its classes first. The same set gives the same text."""
    classes = str(term("rdf:type"))
    # "!" sorts before the "<" of every predicate; one string a triple sorts twice as fast as a tuple of four
    ordered = sorted(set(found), key=lambda triple: str(triple).replace(f"> {classes} ", "> ! ", 1))
    stream = BytesIO()
    serialize(ordered, stream, RdfFormat.TURTLE, prefixes=PREFIXES)
    *declarations, body = stream.getvalue().decode("utf-8").split("\n", len(PREFIXES))
    # The serialiser declares the prefixes in the order of its hash table, which it does not promise
    return "\n".join([*sorted(declarations), "", body])


def write(graph: Graph, stream: TextIO) -> None:
    """Write the graph to `stream` as Turtle."""
    stream.write(turtle(triples(graph)))
