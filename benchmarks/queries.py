"""How fast a graph of a million triples is asked: with the store that `kg query` keeps, and with rdflib in one run.

    python benchmarks/queries.py [GRAPH.ttl] [--districts 36] [--no-rdflib]

Without a graph one is made (`made_graph.py`). Prints the median of the warm runs of look-ups, date ranges and
aggregates, of searches, and what `kg query` and `kg search` take as processes of their own, the first (which makes
the store) and later ones. rdflib needs two gigabytes and half a minute to read the file;
a query that takes it longer than that is given up. Exits with 1 where something is slower than it
may be.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.query import ask, named, opened
from kg.query.search import index

LOOK_UP, AGGREGATE, SEARCH, COLD = 5.0, 60.0, 10.0, 500.0  # milliseconds that each kind may take
TIMES = 10  # the slowest is to be so many times as fast as with rdflib
PATIENCE = 30.0  # seconds after which rdflib is given up
WARM = 15


def _median(run: Callable[[], object], runs: int = WARM) -> float:
    """Milliseconds, after one run that does not count."""
    run()
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


def _once(run: Callable[[], object]) -> tuple[float, str]:
    """Milliseconds of one run, and ">" where it was given up after `PATIENCE`."""

    def given_up(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, given_up)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    began, over = time.perf_counter(), ""
    try:
        run()
    except TimeoutError:
        over = ">"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return (time.perf_counter() - began) * 1000, over


def _questions(graph: Path) -> dict[str, tuple[str, float]]:
    """By what they are: the query, and the milliseconds that it may take. The names asked for are of this graph."""
    store = opened(graph)
    person = ask(store, "SELECT ?n { ?f a kg:HoldsPostFact ; rdf:subject/skos:prefLabel ?n } LIMIT 1").rows()[0][0]
    district = ask(store, 'SELECT ?n { ?d kg:level "county" ; skos:prefLabel ?n } LIMIT 1').rows()[0][0]
    body = ask(store, "SELECT ?n { ?f a kg:HoldsPostFact ; rdf:object/skos:prefLabel ?n } LIMIT 1").rows()[0][0]
    days = {"from": "2021-03-01", "to": "2021-03"}
    return {
        "look-up: career of a person": (named("career", {"person": person}), LOOK_UP),
        "look-up: whom a person met": (named("met-whom", {"person": person}), LOOK_UP),
        "aggregate: who holds a body's posts now": (named("posts-now", {"name": body}), AGGREGATE),
        "look-up: divisions below": (named("divisions-below", {"district": district}), LOOK_UP),
        "range: events of a month": (named("events-between", days), AGGREGATE),
        "range: posts seen in a year": (
            "SELECT (COUNT(*) AS ?n) { ?f kg:asOf ?d "
            'FILTER(?d >= "2021-01-01"^^xsd:date && ?d < "2022-01-01"^^xsd:date) }',
            AGGREGATE,
        ),
        "aggregate: a district's posts, first and last seen": (named("posts-in", {"district": district}), AGGREGATE),
        "aggregate: industries": (named("industries"), AGGREGATE),
        "aggregate: events by kind": ("SELECT ?k (COUNT(*) AS ?n) { ?e kg:kind ?k } GROUP BY ?k", AGGREGATE),
        "aggregate: attended by role": (
            "SELECT ?n (COUNT(?f) AS ?times) "
            "{ ?f kg:role ?r . ?r skos:inScheme kg:attended-roles ; skos:prefLabel ?n } GROUP BY ?n",
            AGGREGATE,
        ),
        "aggregate: shared industries": (named("shared-industries"), AGGREGATE),
    }


class _Report:
    def __init__(self) -> None:
        self.slow: list[str] = []

    def line(self, what: str, milliseconds: float, most: float | None = None, more: str = "") -> None:
        late = most is not None and milliseconds > most
        if late:
            self.slow.append(what)
        print(f"{what:50} {milliseconds:10.2f} ms  {more}{'  TOO SLOW' if late else ''}", flush=True)


def _as_process(report: _Report, graph: Path, district: str) -> None:
    command = [sys.executable, "-m", "kg.cli"]
    calls = {
        "kg query": [
            *command,
            "query",
            "--name",
            "posts-in",
            "--set",
            f"district={district}",
            "-g",
            str(graph),
        ],
        "kg search": [*command, "search", "教育局局长", "-g", str(graph)],
    }
    for name, call in calls.items():
        for turn in ("first", "again", "again"):
            began = time.perf_counter()
            subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
            most = COLD if turn == "again" else None
            report.line(f"{name}, a process, {turn}", (time.perf_counter() - began) * 1000, most)


def measure(graph: Path, with_rdflib: bool) -> list[str]:
    """Print the figures; what is too slow is given back."""
    report = _Report()
    _as_process(report, graph, "云泽市")
    store = opened(graph)
    print(f"{len(store)} triples, {graph.stat().st_size / 1e6:.0f} MB of Turtle")
    questions = _questions(graph)
    other = None
    if with_rdflib:
        from rdflib import Graph

        began = time.perf_counter()
        other = Graph().parse(graph)
        report.line("rdflib: reading the file", (time.perf_counter() - began) * 1000)
    ratios: dict[float, float] = {}
    for name, (query, most) in questions.items():
        ours = _median(lambda query=query: ask(store, query).rows())  # type: ignore[misc]
        if other is None:
            report.line(name, ours, most)
            continue
        theirs, over = _once(lambda query=query: list(other.query(query)))  # type: ignore[misc]
        ratios[ours] = theirs / ours
        report.line(name, ours, most, f"rdflib {over}{theirs:9.1f} ms, {over}{theirs / ours:.0f} times")
    if ratios and ratios[max(ratios)] < TIMES:
        report.slow.append("the slowest, against rdflib")
    words = index(graph)
    for asked in ("教育局局长", "防汛工作会议", "教育局 林", "教育", "县", "舟若", "龘"):
        report.line(f"search: {asked}", _median(lambda asked=asked: words.find(asked)), SEARCH)  # type: ignore[misc]
    words.close()
    return report.slow


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path, nargs="?")
    parser.add_argument("--districts", type=int, default=36)
    parser.add_argument("--no-rdflib", action="store_true")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        graph = given.graph
        if graph is None:
            from made_graph import made_graph

            from kg.export import turtle

            graph = Path(folder) / "graph.ttl"
            with graph.open("w", encoding="utf-8", newline="\n") as stream:
                turtle.write(made_graph(given.districts), stream)
        slow = measure(graph, not given.no_rdflib)
    if slow:
        print(f"too slow: {', '.join(slow)}", file=sys.stderr)
    sys.exit(bool(slow))


if __name__ == "__main__":
    main()
