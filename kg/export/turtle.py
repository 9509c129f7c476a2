"""graph.ttl: the graph as RDF 1.1, in standard vocabularies first (docs tell which term carries what).

Every node has an IRI; there are no blank nodes, whose labels would differ from one build to the next. Beside the facts
stand the program's own vocabulary, the passages that the facts come from, and the data set with the tool that made it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from io import BytesIO
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple, TextIO, TypeVar

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg import __version__
from kg.export import facts, ontology
from kg.export.parts import Edge, Node, Parts, digest, put, runs
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

T = TypeVar("T")

_TYPE = str(term("rdf:type"))


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


class _Told(NamedTuple):
    """What one document is quoted with: the evidence of nodes and edges, each with the article that quotes it or ""."""

    evidence: list[tuple[str, list[Mapping[str, Any]]]]
    digests: list[bytes]


def _told(parts: Parts) -> dict[str, _Told]:
    """What is quoted of each document. The graph ties a passage to an article by the article's own evidence, or by
    that of a mention."""
    found: dict[str, _Told] = defaultdict(lambda: _Told([], []))
    nodes = ((row, node if row["type"] == "article" else "", digest) for node, row, digest in parts.nodes)
    edges = ((row, source if row["type"] == "mentions" else "", digest) for source, _, row, digest in parts.edges)
    for row, article, whole in chain(nodes, edges):
        by: dict[str, list[Mapping[str, Any]]] = {}
        for passage in row.get("evidence") or ():
            by.setdefault(passage["document"], []).append(passage)
        for document, evidence in by.items():
            told = found[document]
            told.evidence.append((article, evidence))
            told.digests.append(whole if len(by) == 1 or not whole else digest((article, evidence)))
    return found


def _passages(document: str, told: _Told) -> Iterator[Triple]:
    """Every passage of a document once: where it stands, what it says word for word, and what it is quoted from."""
    source = document_iri(document)
    yield from facts.typed(source, "kg:Document", "schema:DigitalDocument", "prov:Entity")
    yield Triple(source, term("dcterms:identifier"), text(document))
    yield Triple(minted("build"), term("prov:used"), source)
    quoted: dict[tuple[int, int, str], set[str]] = defaultdict(set)
    for article, evidence in told.evidence:
        for passage in evidence:
            quoted[passage["start"], passage["end"], passage["text"]].add(article)
    by: dict[tuple[int, int], set[str]] = defaultdict(set)
    for (start, end, _), articles in quoted.items():
        by[start, end] |= articles - {""}
    for start, end, quote in quoted:
        subject = passage_iri(document, start, end)
        yield from facts.typed(subject, "oa:TextPositionSelector", "prov:Entity")
        yield Triple(subject, term("oa:start"), Literal(str(start), datatype=term("xsd:nonNegativeInteger")))
        yield Triple(subject, term("oa:end"), Literal(str(end), datatype=term("xsd:nonNegativeInteger")))
        yield Triple(subject, term("prov:value"), text(quote))
        yield Triple(subject, term("prov:wasQuotedFrom"), source)
        for article in by[start, end]:
            yield Triple(subject, term("prov:wasQuotedFrom"), entity_iri(article))


class _Block(NamedTuple):
    """Turtle of subjects that follow one another, and where they stand among all: `first` as in `_in_order`."""

    first: str
    turtle: bytes


class _Blocks:
    """The file as it comes together: blocks of subjects that one part tells all of, and triples about the others."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._blocks: list[_Block] = []
        self._rest: set[str] = set()

    def add(
        self,
        what: str,
        groups: Sequence[tuple[str, T]],
        digests: Iterable[bytes],
        tell: Callable[[T], Iterable[Triple]],
        whole: Callable[[str], bool],
    ) -> None:
        """Add what `tell` has to tell of each group, given with its first subject. Of a subject for whose IRI `whole`
        holds, no other group tells anything, and those of one group follow one another."""

        def make(group: tuple[str, T]) -> bytes:
            own, other = [], set()
            for triple in set(tell(group[1])):
                if whole(str(triple.subject)[1:-1]):
                    own.append(triple)
                else:
                    other.add(str(triple))
            body = _body(_in_order(own)).encode("utf-8")
            return b"%d\n%b%b" % (len(body), body, "\n".join(sorted(other)).encode("utf-8"))

        for (first, _), data in zip(groups, self._parts.made(what, groups, digests, make), strict=True):
            length, _, told = data.partition(b"\n")
            if int(length):
                self._blocks.append(_Block(first, told[: int(length)]))
            if int(length) < len(told):
                self._rest.update(told[int(length) :].decode("utf-8").split("\n"))

    def rest(self, triples: Iterable[Triple]) -> None:
        """Add triples that no part makes."""
        self._rest.update(map(str, triples))

    def turtle(self) -> Iterator[bytes]:
        """The whole, without the declarations of prefixes."""
        lines = sorted(self._rest, key=_place)
        body = _body(quad.triple for quad in parse("".join(f"{line} .\n" for line in lines), RdfFormat.N_TRIPLES))
        subjects = dict.fromkeys(line.partition(" ")[0] for line in lines)
        blocks = [block + "\n" for block in re.split(r"\n(?!\t)", body.removesuffix("\n"))] if body else []
        others = [_Block(s, block.encode("utf-8")) for s, block in zip(subjects, blocks, strict=True)]
        for block in sorted([*self._blocks, *others], key=lambda block: block.first):
            yield block.turtle


def _place(triple: str) -> str:
    """What a triple is sorted by: its subject, its classes first, its predicate and object."""
    # "!" sorts before the "<" of every predicate; one string a triple sorts twice as fast as a tuple of four
    return triple.replace(f"> {_TYPE} ", "> ! ", 1)


def _in_order(found: Iterable[Triple]) -> list[Triple]:
    return sorted(found, key=lambda triple: _place(str(triple)))


def _body(ordered: Iterable[Triple]) -> str:
    """Triples as Turtle, without the declarations of prefixes."""
    stream = BytesIO()
    serialize(ordered, stream, RdfFormat.TURTLE, prefixes=PREFIXES)
    text = stream.getvalue().decode("utf-8")
    return text.split("\n", len(PREFIXES))[len(PREFIXES)] if text else ""


def _head() -> str:
    """The declarations; the serialiser has them in the order of its hash table, which it does not promise."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items())) + "\n"


def turtle(found: Iterable[Triple]) -> str:
    """Triples as Turtle: each once, sorted by subject, its classes first. The same set gives the same text."""
    return _head() + _body(_in_order(set(found)))


def write(graph: Graph, stream: TextIO, parts: Parts | None = None) -> None:
    """Write the graph to `stream` as Turtle: the same as `turtle` of all that there is to tell, made part by part."""
    parts = parts or Parts(graph)
    blocks = _Blocks(parts)
    blocks.rest(ontology.triples())
    blocks.rest(_dataset(graph))

    told = _told(parts)
    blocks.add(
        "graph.ttl passages",
        [(f"<{document_iri(document).value}#char=", (document, of)) for document, of in told.items()],
        (digest((document, of.digests)) for document, of in told.items()),
        lambda of: _passages(*of),
        lambda iri: "#char=" in iri,
    )

    facts_ = sorted(
        ((facts.fact_name(edge.source, edge.target, edge.row), edge) for edge in parts.edges), key=itemgetter(0)
    )
    groups = runs(facts_, itemgetter(0))
    blocks.add(
        "graph.ttl facts",
        [(f"<{group[0][0]}>", [edge for _, edge in group]) for group in groups],
        (b"".join(edge.digest for _, edge in group) for group in groups),
        partial(_facts, graph),
        lambda iri: iri.startswith(f"{BASE}fact/"),
    )

    around: dict[str, list[Edge]] = {node.id: [] for node in parts.nodes}
    for edge in parts.edges:
        around[edge.source].append(edge)
        around[edge.target].append(edge)
    entities = sorted(((entity_iri(node.id).value, node) for node in parts.nodes), key=lambda row: f"<{row[0]}>")
    runs_ = runs(entities, itemgetter(0))
    blocks.add(
        "graph.ttl entities",
        [(f"<{group[0][0]}>", [(node, around[node.id]) for _, node in group]) for group in runs_],
        (b"".join(_digests(node, around[node.id]) for _, node in group) for group in runs_),
        partial(_entities, graph),
        lambda iri: iri.startswith(PREFIXES["id"]),
    )

    stream.write(_head())
    for block in blocks.turtle():
        put(stream, block)


def _digests(node: Node, around: Iterable[Edge]) -> bytes:
    return node.digest + b"".join(edge.digest for edge in around)


def _facts(graph: Graph, edges: Iterable[Edge]) -> Iterator[Triple]:
    for source, target, row, _ in edges:
        fact = facts.fact_iri(source, target, row)
        yield from facts.triples(graph, fact, source, target, row)
        yield from _origin(fact, row)


def _entities(graph: Graph, nodes: Iterable[tuple[Node, list[Edge]]]) -> Iterator[Triple]:
    for (node, row, _), around in nodes:
        subject = entity_iri(node)
        yield from _entity(graph, node, row)
        yield from _origin(subject, row)
        for source, target, told, _ in around:
            fact = facts.fact_iri(source, target, told)
            yield from (t for t in facts.ends(graph, fact, source, target, told) if t.subject == subject)
