"""What many facts and things share, each described once: seats and roles, dates and periods, papers and issues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal

from kg.chronicle import seat_of
from kg.export import ontology
from kg.export.facts import body, instants, typed
from kg.export.terms import Names, Statement, bounds, date, own, precision, term, text
from kg.graph import Graph
from kg.lexicon.posts import of_one_person


class Shared:
    """All of it that a graph names. It holds names and no triples: those are made as they are written."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._days: set[str] = set()
        self._periods: set[str] = set()
        self._papers: dict[str, set[str]] = defaultdict(set)
        # (body, post) of each seat, and the other ways in which that is written
        self._seats: dict[tuple[str, str], dict[tuple[str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
        for _, row in graph.nodes(data=True):
            if row["type"] == "indicator" and row.get("period"):
                self._periods.add(row["period"])
            if row["type"] == "article" and row.get("newspaper"):
                self._papers[row["newspaper"]].add(row.get("published") or "")
        for _, target, row in graph.edges(data=True):
            if row["type"] in ontology.MEMBERSHIPS:
                self._days |= {day for _, day in instants(row)}
                if row.get("post"):
                    seat = self._seats[seat_of(graph, target, row["post"])]
                    seat[target, row["post"]] |= set(row.get("aliases", ()))
        self._days |= {day for period in self._periods for day in bounds(period) or ()}

    def statements(self, names: Names) -> Iterator[list[Statement]]:
        """The descriptions, a list for each thing, in order."""
        for place, title in sorted(self._seats):
            yield list(self._seat(names, place, title))
        for post in sorted({post for seat in self._seats.values() for _, post in seat}):
            subject = names.minted("role", post)
            yield [*typed(subject, "org:Role", "skos:Concept"), (subject, term("skos:prefLabel"), text(post, "zh"))]
        for period in sorted(self._periods):
            yield list(_period(names, period))
        for day in sorted(self._days):
            yield list(_instant(names, day))
        for newspaper in sorted(self._papers):
            yield list(_paper(names, newspaper, self._papers[newspaper]))

    def _seat(self, names: Names, place: str, title: str) -> Iterator[Statement]:
        subject = names.minted("post", place, title)
        yield from typed(subject, "org:Post")
        yield subject, term("skos:prefLabel"), text(title, "zh")
        for (target, post), aliases in self._seats[place, title].items():
            for written in {post, *aliases} - {title}:
                yield subject, term("skos:altLabel"), text(written, "zh")
            if of_one_person(title, self._graph.nodes[target]["name"]):
                yield subject, own("ofOnePerson"), Literal(True)
            yield subject, term("org:role"), names.minted("role", post)
            yield subject, term("org:postIn"), body(self._graph, names, target)


def _instant(names: Names, day: str) -> Iterator[Statement]:
    """A date as a time:Instant, as exact as it is."""
    subject = names.minted("instant", day)
    yield from typed(subject, "time:Instant")
    yield subject, term("skos:prefLabel"), text(day)
    exact = precision(day)
    if exact:
        name = "inXSDDate" if exact == "date" else f"inXSD{exact}"
        yield subject, term(f"time:{name}"), date(day)


def _period(names: Names, period: str) -> Iterator[Statement]:
    subject = names.minted("period", period)
    yield from typed(subject, "dcterms:PeriodOfTime", "time:Interval")
    yield subject, term("skos:prefLabel"), text(period)
    for day, prop in zip(bounds(period) or (), ("time:hasBeginning", "time:hasEnd"), strict=False):
        yield subject, term(prop), names.minted("instant", day)


def _paper(names: Names, name: str, days: set[str]) -> Iterator[Statement]:
    newspaper = names.minted("newspaper", name)
    yield from typed(newspaper, "schema:Newspaper")
    yield newspaper, term("skos:prefLabel"), text(name, "zh")
    for day in sorted(days - {""}):
        issue = names.minted("issue", name, day)
        yield from typed(issue, "schema:PublicationIssue")
        yield issue, term("skos:prefLabel"), text(f"{name} {day}", "zh")
        yield issue, term("schema:datePublished"), date(day)
        yield issue, term("schema:isPartOf"), newspaper
