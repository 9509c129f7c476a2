"""Facts and entities by the words of their names and of the passages they come from.

An index (SQLite's FTS5, three characters a token) is made from the triples and kept beside the graph as its store is.
A word of one or two characters is looked for as the tokens that begin with it; where these are many, so are the things
that hold it, and the first of them are soon found in the texts themselves. A text is what a thing is called and all its
passages say, in one width and one case.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, QuerySolutions, Store

from kg.errors import KgError
from kg.export.terms import PREFIXES
from kg.query.kept import drop, kept
from kg.query.store import SMALL, opened

LIMIT = 20
_FILE = "words.sqlite"
_TOKEN = 3  # characters
_TOKENS = 200  # of one short word: with more it is so common that to look through the texts takes less time
_END = "\n\n"  # so that the last character of a line begins a token too
_TABLES = """
create table thing (id integer primary key, kind text, iri text, type text, label text, text text);
create table passage (id integer primary key, document text, start integer, end integer, quote text);
create table said (thing integer, passage integer, primary key (thing, passage)) without rowid;
create table place (kind text primary key, low integer, high integer);
create virtual table words using fts5 (text, content='thing', content_rowid='id', tokenize='trigram case_sensitive 1');
create virtual table token using fts5vocab (words, row);
"""
_ENTITIES = """
SELECT ?thing (STR(?kind) AS ?type) (STR(?name) AS ?label) ?other WHERE {
  ?thing dcterms:identifier ?id ; skos:prefLabel ?name ; a ?class .
  ?class rdfs:label ?kind FILTER(LANG(?kind) = "zh")
  OPTIONAL { ?thing skos:altLabel ?other }
}"""
_FACTS = """
SELECT ?thing (STR(?kind) AS ?type) ?from ?to ?post ?value ?unit WHERE {
  ?thing a ?class ; rdf:subject/skos:prefLabel ?from ; rdf:object ?object .
  ?class rdfs:subClassOf rdf:Statement ; rdfs:label ?kind FILTER(LANG(?kind) = "zh" && ?class != kg:MentionsFact)
  ?object skos:prefLabel ?to .
  OPTIONAL { ?thing kg:post ?post }
  OPTIONAL { ?object schema:value|schema:minValue|schema:maxValue ?value ; schema:unitText ?unit }
}"""
_PASSAGES = """
SELECT ?thing ?passage ?document ?start ?end ?quote WHERE {
  ?thing prov:wasDerivedFrom ?passage .
  ?passage prov:value ?quote ; oa:start ?start ; oa:end ?end ; prov:wasQuotedFrom ?file .
  ?file a kg:Document ; dcterms:identifier ?document .
}"""


@dataclass(frozen=True, order=True)
class Quote:
    """A passage: code points `start` to `end` of the document, and its words."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Hit:
    """What was found: `kind` is entity or fact, `type` what kind of it, in Chinese; `label` says it in a line.

    `quotes` are the passages that hold one of the words, or all where none does: the names did then.
    """

    kind: str
    iri: str
    type: str
    label: str
    quotes: tuple[Quote, ...]


def normal(text: str) -> str:
    """`text` in one width and one case, without the character at which SQLite would take a text to end."""
    return unicodedata.normalize("NFKC", text).casefold().replace("\0", " ")


class Index:
    """An index that can be asked. `close` it, or use it in a `with`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def find(self, words: str, limit: int = LIMIT) -> list[Hit]:
        """The entities, then the facts, that all the words are found in; at most `limit` of each.

        Raises `KgError` where there are no words.
        """
        asked = list(dict.fromkeys(normal(words).split()))
        if not asked:
            raise KgError("nothing to search for: give a word, or several that must all be found")
        rows = [row for kind in ("entity", "fact") for row in self._things(kind, asked, limit)]
        return [Hit(kind, iri, type_, label, self._quotes(id_, asked)) for id_, kind, iri, type_, label in rows]

    def _things(self, kind: str, asked: list[str], limit: int) -> list[tuple[int, str, str, str, str]]:
        place = self._db.execute("select low, high from place where kind = ?", (kind,)).fetchone()
        matches, where, values = [], "", []
        for word in asked:
            tokens = self._tokens(word)
            if not tokens:
                return []
            if len(tokens) <= _TOKENS:
                matches.append("(" + " OR ".join('"' + token.replace('"', '""') + '"' for token in tokens) + ")")
            else:
                where += " and instr(thing.text, ?)"
                values.append(word)
        columns = "select thing.id, kind, iri, type, label from"
        # In the order of the index, so that what is common is found without a look at all of it
        if matches:
            source = "words join thing on thing.id = words.rowid where words match ? and words.rowid between ? and ?"
            query = f"{columns} {source}{where} order by words.rowid limit ?"
            return list(self._db.execute(query, (" AND ".join(matches), *place, *values, limit)))
        query = f"{columns} thing where id between ? and ?{where} order by id limit ?"
        return list(self._db.execute(query, (*place, *values, limit)))

    def _tokens(self, word: str) -> list[str]:
        """What to look for in the index: the word, or the tokens that begin with it where it is shorter than these."""
        if len(word) >= _TOKEN:
            return [word]
        query = "select term from token where term >= ? and term < ? limit ?"
        return [row[0] for row in self._db.execute(query, (word, word + "\U0010ffff", _TOKENS + 1))]

    def _quotes(self, thing: int, asked: list[str]) -> tuple[Quote, ...]:
        source = "said join passage on passage.id = said.passage where said.thing = ?"
        query = f"select document, start, end, quote from {source}"
        quotes = sorted(Quote(*row) for row in self._db.execute(query, (thing,)))
        return tuple(quote for quote in quotes if any(word in normal(quote.text) for word in asked)) or tuple(quotes)


def index(graph: Path) -> Index:
    """The index of a graph (.ttl, or .json), made where there is none that fits. Raises `KgError` as `opened` does."""
    try:
        small = graph.stat().st_size < SMALL
    except OSError:
        small = True  # to be told by whoever reads it
    place = None if small else kept(graph, "words", lambda folder: _write(folder / _FILE, graph))
    if place is not None:
        try:
            db = sqlite3.connect(f"{(place / _FILE).resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            db.execute("select 1 from thing join words on words.rowid = thing.id limit 1").fetchall()
            return Index(db)
        except sqlite3.Error:
            drop(place)
    db = sqlite3.connect(":memory:")
    _fill(db, _store(graph))
    return Index(db)


def _store(graph: Path) -> Store:
    if graph.suffix != ".json":
        return opened(graph)
    from kg.export.turtle import triples
    from kg.graph import load

    store = Store()
    store.bulk_extend(Quad(each.subject, each.predicate, each.object) for each in triples(load(graph)))
    return store


def _write(path: Path, graph: Path) -> None:
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("pragma journal_mode = off")
            _fill(db, _store(graph))
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def _answers(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    found = store.query(query, prefixes=PREFIXES)
    assert isinstance(found, QuerySolutions)
    for row in found:
        yield tuple("" if cell is None else cell.value for cell in row)


def _fact_labels(store: Store) -> Iterator[tuple[str, str, str]]:
    for iri, type_, from_, to, post, value, unit in _answers(store, _FACTS):
        yield iri, type_, " ".join(filter(None, (from_, type_, to, post, value + unit)))


def _fill(db: sqlite3.Connection, store: Store) -> None:
    names: dict[str, tuple[str, str, set[str]]] = {}
    for iri, type_, label, other in _answers(store, _ENTITIES):
        names.setdefault(iri, (type_, label, {label}))[2].update(filter(None, (other,)))
    said: dict[str, set[tuple[Quote, str]]] = {}
    for thing, passage, document, start, end, quote in _answers(store, _PASSAGES):
        said.setdefault(thing, set()).add((Quote(document, int(start), int(end), quote), passage))
    facts = {iri: (type_, label) for iri, type_, label in sorted(_fact_labels(store))}

    def text(called: Iterable[str], iri: str) -> str:
        # A line each: no word is found that begins in one passage and ends in the next
        quotes = dict.fromkeys(quote.text for quote, _ in sorted(said.get(iri, ())))
        return "".join(normal(each).replace("\n", "") + _END for each in (*called, *quotes))

    entities = sorted((len(label), label, iri, type_, sorted(own)) for iri, (type_, label, own) in names.items())
    told = sorted((min(said.get(iri, ()), default=None) is None, label, iri) for iri, (_, label) in facts.items())
    things = [("entity", iri, type_, label, text(own, iri)) for _, label, iri, type_, own in entities]
    things += [("fact", iri, facts[iri][0], label, text([label], iri)) for _, label, iri in told]
    passages = {iri: quote for quotes in said.values() for quote, iri in quotes}
    numbers = {iri: number for number, iri in enumerate(sorted(passages), 1)}
    db.executescript(_TABLES)
    db.execute("begin")
    db.executemany("insert into thing values (?, ?, ?, ?, ?, ?)", ((n, *row) for n, row in enumerate(things, 1)))
    db.executemany(
        "insert into passage values (?, ?, ?, ?, ?)",
        ((numbers[iri], q.document, q.start, q.end, q.text) for iri, q in passages.items()),
    )
    db.executemany(
        "insert into said values (?, ?)",
        ((n, numbers[iri]) for n, row in enumerate(things, 1) for _, iri in said.get(row[1], ())),
    )
    bounds = (("entity", 1, len(names)), ("fact", len(names) + 1, len(things)))
    db.executemany("insert into place values (?, ?, ?)", bounds)
    db.execute("insert into words (words) values ('rebuild')")
    db.execute("insert into words (words) values ('optimize')")
    db.execute("commit")
