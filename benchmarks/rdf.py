"""How fast the RDF of a large graph is written, and what it takes beside the graph.

    python benchmarks/rdf.py [DISTRICTS] [--rdflib]

With --rdflib its serializer writes the same triples as Turtle in the same run. Times are those of the process itself.
36 districts give a million triples.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

from made_graph import made_graph

from kg.export.formats import FORMATS, write
from kg.export.rdf import sections

OUT = Path("benchmarks/graph.part")


def _memory() -> float:
    """Megabytes that the process has taken at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("districts", nargs="?", type=int, default=36)
    parser.add_argument("--rdflib", action="store_true", help="compare with the serializer of rdflib: takes minutes")
    arguments = parser.parse_args()

    graph = made_graph(arguments.districts)
    before = _memory()
    print(f"{graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} edges: {before:,.0f} MB")
    took: dict[str, float] = {}
    try:
        for form in FORMATS:
            began = time.process_time()
            with OUT.open("w", encoding="utf-8", newline="\n") as stream:
                write(graph, form, stream)
            took[form] = time.process_time() - began
            size = OUT.stat().st_size / 1e6
            print(f"{form:7}{took[form]:7.1f} s {size:7.0f} MB written, {_memory() - before:5.0f} MB beside the graph")
        triples = sum(len(section) for section in sections(graph))
        print(f"{triples:,} triples")
        if arguments.rdflib:
            import rdflib

            with OUT.open("w", encoding="utf-8", newline="\n") as stream:
                write(graph, "nt", stream)
            loaded = rdflib.Graph().parse(OUT, format="nt")
            assert len(loaded) == triples
            began = time.process_time()
            loaded.serialize(OUT, format="turtle", encoding="utf-8")
            theirs = time.process_time() - began
            print(f"rdflib {theirs:7.1f} s for Turtle: {theirs / took['ttl']:.1f} times as long")
    finally:
        OUT.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
