"""RDF terms: the vocabularies and their prefixes, the IRIs of this program's things, and typed literals.

The terms are pyoxigraph's: their constructors refuse an IRI that is not one.

Sources: RFC 3987 for what an IRI may hold, RFC 5147 for `#char=start,end`, OWL-Time for instants and intervals.
"""

from __future__ import annotations

import calendar
import datetime
import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import TypeAlias
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

from kg.errors import KgError
from kg.export.characters import well_formed

Statement: TypeAlias = tuple[NamedNode, NamedNode, NamedNode | Literal]
"""Subject, predicate, object: a tuple takes a twentieth of the time of a pyoxigraph.Triple."""

BASE = "https://localgov-kg.example/"
"""Under which the things of a data set have their IRIs, unless `--base-iri` says otherwise.

The vocabulary is always under this one: it is the same for every data set, and so are queries and shapes.
"""
VOCABULARY_IRI = f"{BASE}vocabulary"

# W3C terms are http or https exactly as published
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "id": f"{BASE}id/",
    "kg": f"{VOCABULARY_IRI}#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# Where an attribute of an entity or a qualifier of a fact is not simply kg:<name>. What is missing in neither place is
# more than one triple and made in kg/export/things.py.
_ATTRIBUTES = {
    ("district", "code"): "skos:notation",
    ("event", "date"): "schema:startDate",
    ("indicator", "unit"): "schema:unitText",
    ("article", "title"): "schema:headline",
    ("article", "published"): "schema:datePublished",
}
STRUCTURED = {
    ("indicator", "value"): ("schema:value", "schema:minValue", "schema:maxValue"),
    ("indicator", "upper"): ("schema:maxValue",),
    ("indicator", "period"): ("dcterms:temporal",),
    ("article", "newspaper"): ("schema:isPartOf",),
}

# Kept as they are, for an IRI that can be read: unreserved ASCII, the colon, unified ideographs and common punctuation,
# none of which Unicode normalisation changes. All else, "%" and "/" among it, is percent-encoded. So are dots at the
# end: "." and ".." would be steps in the path, and rdflib cannot read a prefixed name that ends in one.
_ENCODED = re.compile(r"[^A-Za-z0-9\-_~.:\u3400-\u4dbf\u4e00-\u9fff“”‘’《》（）、·—]|\.(?=\.*\Z)")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_PERIOD = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})))?", re.ASCII)


@cache
def term(curie: str) -> NamedNode:
    """The term of `foaf:Person`. Raises `KeyError` where the prefix is not among `PREFIXES`."""
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


@lru_cache(maxsize=1 << 12)
def encoded(text: str) -> str:
    """`text` as one segment of a path. Texts that differ give segments that differ."""
    return _ENCODED.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "surrogatepass")), text
    )


class Names:
    """The IRIs of a data set's things, under its base; the same thing has the same IRI in every build."""

    def __init__(self, base: str = BASE) -> None:
        self.base = base
        self.prefixes = {**PREFIXES, "id": f"{base}id/"}
        # Bounded: a large graph has more things than are worth remembering
        self.entity = lru_cache(maxsize=1 << 13)(self._entity)
        self.document = lru_cache(maxsize=1 << 8)(self._document)
        self.passage = lru_cache(maxsize=1 << 14)(self._passage)

    def minted(self, kind: str, *parts: str) -> NamedNode:
        """The IRI of a thing of this program: `minted("issue", "青禾日报", "2023-05-01")`."""
        return NamedNode(f"{self.base}{kind}/{'/'.join([encoded(part) for part in parts])}")

    def of_fact(self, kind: str, name: str) -> NamedNode:
        """The IRI of a fact, or of what is told of one, by a name that needs no encoding (`kg.export.facts.fact_name`):
        for those there are many of, `minted` without what it takes."""
        return NamedNode(f"{self.base}{kind}/{name}")

    def _entity(self, node: str) -> NamedNode:
        """The IRI of the node with this `id`."""
        return self.minted("id", node)

    def _document(self, document: str) -> NamedNode:
        """The IRI of a source document, by its path relative to the folder that was read."""
        return self.minted("document", *document.split("/"))

    def _passage(self, document: str, start: int, end: int) -> NamedNode:
        """The IRI of a passage: code points `start` to `end` of the document (RFC 5147)."""
        return NamedNode(f"{self.document(document).value}#char={start:d},{end:d}")


@cache
def names(base: str = BASE) -> Names:
    """The names under a base, which is as `checked_base` gives it."""
    return Names(base)


def checked_base(iri: str) -> str:
    """The IRI as one under which names can be put: it ends in a slash. Raises `KgError` where it is none."""
    advice = "name one of http or https that can be a folder, as in https://data.example.org/kg/"
    try:
        parts = urlsplit(NamedNode(iri).value)
        absolute = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        absolute = False
    if not absolute or not iri.startswith(("http://", "https://")):
        raise KgError(f"{iri!r} is not an absolute IRI; {advice}")
    if "?" in iri or "#" in iri or {".", ".."} & set(parts.path.split("/")) or "//" in parts.path:
        raise KgError(f"{iri!r} cannot be the base of other IRIs; {advice}")
    return iri if iri.endswith("/") else f"{iri}/"


@cache
def own(name: str) -> NamedNode:
    """A term of this program's vocabulary: `kg:<name>`."""
    return NamedNode(PREFIXES["kg"] + encoded(name))


@cache
def entity_class(entity_type: str) -> NamedNode:
    """The class of all entities of one type: `kg:District`."""
    return own(entity_type.capitalize())


@cache
def fact_class(relation_type: str) -> NamedNode:
    """The class of all facts of one relation: `kg:HoldsPostFact`."""
    return own("".join(word.capitalize() for word in relation_type.split("_")) + "Fact")


@cache
def property_of(entity_or_relation: str, attribute: str) -> NamedNode:
    """The property that carries an attribute or a qualifier as a single literal."""
    curie = _ATTRIBUTES.get((entity_or_relation, attribute))
    return term(curie) if curie else own(attribute)


@cache
def role(relation_type: str, value: str) -> NamedNode:
    """The concept of one value of a closed list of roles: `kg:attended-host`."""
    return own(f"{relation_type}-{value}")


def text(value: str, language: str | None = None) -> Literal:
    """A text, in a language where one is given."""
    return Literal(well_formed(value), language=language)


def number(value: float) -> Literal:
    """A number as xsd:decimal, written without an exponent."""
    return Literal(f"{Decimal(str(value)):f}", datatype=term("xsd:decimal"))


@lru_cache(maxsize=1 << 12)
def precision(date: str) -> str | None:
    """`date`, `gYearMonth` or `gYear`: the XSD type of an ISO 8601 date, or None where it is not one."""
    if not _DATE.fullmatch(date):
        return None
    try:
        datetime.date.fromisoformat((date + "-01-01")[:10])
    except ValueError:
        return None
    return {10: "date", 7: "gYearMonth", 4: "gYear"}[len(date)]


def date(value: str) -> Literal:
    """A date as exact as it is given; a plain text where it is none, which the SHACL shapes report."""
    datatype = precision(value)
    return Literal(well_formed(value), datatype=term(f"xsd:{datatype}") if datatype else None)


def bounds(period: str) -> tuple[str, str] | None:
    """The first and the last day of `2022`, `2022-H1`, `2022-Q3` or `2022-08`; None for anything else."""
    found = _PERIOD.fullmatch(period)
    if not found:
        return None
    year, half, quarter, month = found.groups()
    length, number = next(((size, int(part)) for size, part in ((6, half), (3, quarter), (1, month)) if part), (12, 1))
    last = length * number
    if not 1 <= last <= 12 or year == "0000":
        return None
    days = calendar.monthrange(int(year), last)[1]
    return f"{year}-{last - length + 1:02d}-01", f"{year}-{last:02d}-{days:02d}"
