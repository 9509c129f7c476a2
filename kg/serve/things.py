"""What a graph says of one thing, asked for by the IRI that it has.

A graph built with `--base-iri https://data.example.org/kg/` names its things there; a server that is reached under
that address, through a proxy mostly, answers for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain, islice
from urllib.parse import quote, unquote_to_bytes, urlsplit

from jinja2 import Environment, StrictUndefined, Template
from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from kg.export.terms import Names, encoded, term

_LABELS = ("skos:prefLabel", "rdfs:label", "schema:headline", "dcterms:title", "prov:value", "dcterms:identifier")
_AS_IT_IS = "%/:?#[]@!$&'()*+,;="  # what has a meaning in an IRI, and what is encoded in it (RFC 3986, section 2.2)
_Term = NamedNode | BlankNode | Literal | Triple


def iris_at(path: str, base: str) -> list[NamedNode]:
    """The IRIs that a path, percent-encoded as it is sent, may mean: one below that of the base, or below the base
    itself, where a proxy has taken the base's path away. Empty where it can be none."""
    found = []
    for below in dict.fromkeys((quote(urlsplit(base).path, safe=_AS_IT_IS), "/")):
        if path.startswith(below):
            parts = [unquote_to_bytes(part) for part in path.removeprefix(below).split("/")]
            with suppress(ValueError):  # not UTF-8
                local = "/".join(encoded(part.decode("utf-8", "surrogatepass")) for part in parts)
                found.append(NamedNode(base + local))
    return found


@dataclass(frozen=True)
class Described:
    """The statements about a thing, and whether there are more than were asked for."""

    iri: NamedNode
    triples: tuple[Triple, ...]
    more: bool


def described(store: Store, iris: Iterable[NamedNode], most: int) -> Described | None:
    """What is said of the first of the things that the graph has: the statements that have it as their subject, those
    that have it as their object, and those about parts of it that are named by a fragment (the passages of a document,
    the terms of the vocabulary); no more than `most`. None where the graph has none of them."""
    for iri in iris:
        own = [each.triple for each in islice(store.quads_for_pattern(iri, None, None), most + 1)]
        if own:
            found = tuple(islice(dict.fromkeys(chain(own, _around(store, iri))), most + 1))
            return Described(iri, found[:most], len(found) > most)
    return None


def _around(store: Store, iri: NamedNode) -> Iterator[Triple]:
    for each in store.quads_for_pattern(None, None, iri):
        yield each.triple
        subject = each.subject
        if isinstance(subject, NamedNode) and subject.value.startswith(f"{iri.value}#"):
            for more in store.quads_for_pattern(subject, None, None):
                yield more.triple


@dataclass(frozen=True)
class _Shown:
    """A term on the page: its text and, for an IRI, where it leads."""

    text: str
    iri: str = ""
    link: str = ""


def page(store: Store, thing: Described, names: Names) -> str:
    """The statements as a page to read. The links to things of the graph lead to this server, whatever its host."""
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(quote(names.base, safe=_AS_IT_IS)))

    def shown(each: _Term) -> _Shown:
        if not isinstance(each, NamedNode):
            return _Shown(each.value if isinstance(each, Literal) else str(each))
        link = quote(each.value, safe=_AS_IT_IS) if each.value.startswith(("http://", "https://")) else ""
        if each.value.startswith(names.base):
            link = link.removeprefix(origin)
        return _Shown(_label(store, each) or _short(each.value, names), each.value, link)

    rows = [(shown(each.subject), shown(each.predicate), shown(each.object)) for each in thing.triples]
    of = [(predicate, other) for subject, predicate, other in rows if subject.iri == thing.iri.value]
    to = [(subject, predicate) for subject, predicate, other in rows if other.iri == thing.iri.value]
    name = _label(store, thing.iri) or _short(thing.iri.value, names)
    return _template().render(name=name, iri=thing.iri.value, of=of, to=to, more=thing.more)


def _label(store: Store, of: NamedNode) -> str:
    for property_ in map(term, _LABELS):
        found = [each.object for each in store.quads_for_pattern(of, property_, None)]
        texts = sorted((each for each in found if isinstance(each, Literal)), key=lambda text: text.language != "zh")
        if texts:
            return texts[0].value
    return ""


def _short(iri: str, names: Names) -> str:
    """`foaf:name` for an IRI of a known vocabulary; the IRI itself for any other."""
    spaces = {space: prefix for prefix, space in names.prefixes.items() if iri.startswith(space)}
    return f"{spaces[space]}:{iri.removeprefix(space)}" if (space := max(spaces, key=len, default="")) else iri


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    text = (resources.files("kg.serve") / "static" / "thing.html").read_text(encoding="utf-8")
    return environment.from_string(text)
