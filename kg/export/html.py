"""graph.html: one file that shows the graph, opened from disk with the network off.

pyvis carries the nodes and the edges and ships vis-network; the page around them is our own, from the files in
kg/page/, because pyvis's template links to other hosts and lets text run as script. Three things keep the texts from
ever being markup or script: the data is JSON in a block that no browser executes, with `<`, `>` and `&` escaped; the
scripts write `textContent` only; and the Content-Security-Policy allows the scripts and the style of this file, by
their hashes, and no request to anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any, TextIO, TypeAlias

import jinja2
from markupsafe import Markup

from kg.export.characters import well_formed
from kg.export.layout import HIDDEN, places
from kg.export.parts import Parts
from kg.graph import Graph
from kg.vocabulary import VOCABULARY, Attribute, Label

TITLE = "地方政务新闻知识图谱"
SCRIPTS = ("data.js", "strings.js", "labels.js", "graph.js", "panel.js", "search.js", "legend.js", "page.js")
VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"  # in the installed pyvis; the Apache 2.0 notice is inside

# vis-network's own: nothing moves by itself, and what makes large graphs slow is off
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False},
    "interaction": {"hideEdgesOnDrag": True, "hideEdgesOnZoom": False, "dragNodes": False, "hover": False},
}

# A sentence ends after its mark and the quotes that close it; a heading's line is a sentence of its own
_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)》]*|\n(?=[^\S\n]*#)|(?<=\n)#[^\n]*\n")
_PAUSE = re.compile(r"[；;，,、\n]")
LONGEST_CONTEXT = 240  # code points after which a list without a full stop is cut at the next pause

_UNSAFE = re.compile("[<>&\u2028\u2029]")

Passage: TypeAlias = tuple[str, int, int]
"""Document, start and end in code points of the document."""


def write(graph: Graph, stream: TextIO, parts: Parts | None = None) -> None:
    """Write the page for the graph.

    `graph.graph["documents"]`, where it is there, maps a document's name to its text: the sentences around the evidence
    are then shown with the words marked; without it the words alone. `graph.graph["title"]`, if any, is the heading.
    """
    files = resources.files("kg").joinpath("page")
    style = files.joinpath("style.css").read_text(encoding="utf-8")
    script = "\n".join(files.joinpath(name).read_text(encoding="utf-8") for name in SCRIPTS)
    library = resources.files("pyvis").joinpath(VIS_NETWORK).read_text(encoding="utf-8")
    scripts = [_lines(library), _lines(script)]
    style = _lines(style)
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    page = template.from_string(files.joinpath("page.html").read_text(encoding="utf-8"))
    stream.write(
        page.render(
            title=well_formed(graph.graph.get("title") or TITLE),
            policy=_policy(scripts, style),
            style=Markup(style),
            scripts=[Markup(text) for text in scripts],
            data=Markup(_script_safe(_data(graph, parts or Parts(graph)))),
        )
    )


def _lines(text: str) -> str:
    """With the line ends that a browser sees when it takes the hash: it turns every one into a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _policy(scripts: Iterable[str], style: str) -> str:
    """The Content-Security-Policy: these scripts and this style, images made by the page, and nothing else at all."""

    def hashed(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    allowed = " ".join(hashed(text) for text in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {hashed(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _script_safe(data: Mapping[str, Any]) -> str:
    """JSON that neither ends its script element nor breaks a parser: the few characters that could are escaped."""
    text = well_formed(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _data(graph: Graph, parts: Parts) -> dict[str, Any]:
    """All that the page's scripts are given. `kg/page/data.js` says what each name holds."""
    from pyvis.network import Network  # takes half a second and IPython: only where a page is written

    passages = _Passages(graph, parts)
    place = places(graph, parts)
    net = Network(directed=True, cdn_resources="in_line")
    # Set, not added: add_node and add_edge look through all that is there already, each time
    net.nodes = [
        {
            "id": node,
            "label": str(row["name"]),
            "group": row["type"],
            "x": place[node].x,
            "y": place[node].y,
            "size": place[node].radius,
            "community": place[node].community,
            "aliases": [str(alias) for alias in row.get("aliases", ())],
            "attributes": _further(row, ("type", "name", "aliases", "evidence", "inferred", "joins", "apart")),
            "evidence": passages.numbers(row),
            **({"inferred": True} if row.get("inferred") else {}),
        }
        for node, row, _ in parts.nodes
    ]
    net.edges = [
        {
            "id": number,
            "from": source,
            "to": target,
            "relation": row["type"],
            "qualifiers": _further(row, ("type", "evidence", "inferred")),
            "evidence": passages.numbers(row),
            **({"inferred": True} if row.get("inferred") else {}),
        }
        for number, (source, target, row, _) in enumerate(parts.edges)
    ]
    net.set_options(json.dumps(OPTIONS))
    return {
        "title": graph.graph.get("title"),
        "generator": graph.graph.get("generator"),
        "types": {
            name: {
                "label": _both(kind.label),
                "definition": _both(kind.definition),
                "colour": kind.colour,
                "shape": kind.shape,
                "attributes": _labels(kind.attributes),
            }
            for name, kind in VOCABULARY.entities.items()
        },
        "relations": {
            name: {
                "label": _both(kind.label),
                "definition": _both(kind.definition),
                "symmetric": kind.symmetric,
                "hidden": name in HIDDEN,
                "qualifiers": _labels(kind.qualifiers),
            }
            for name, kind in VOCABULARY.relations.items()
        },
        "options": net.options,
        "nodes": net.nodes,
        "edges": net.edges,
        **passages.tables(),
    }


def _both(label: Label) -> dict[str, str]:
    return {"zh": label.zh, "en": label.en}


def _labels(attributes: Mapping[str, Attribute]) -> dict[str, dict[str, str]]:
    return {name: _both(attribute.label) for name, attribute in attributes.items()}


def _further(row: Mapping[str, Any], shown_elsewhere: tuple[str, ...]) -> dict[str, Any]:
    """What a node or an edge has beyond the names every one has, without what is empty."""
    return {name: value for name, value in row.items() if name not in shown_elsewhere and value not in (None, "")}


class _Passages:
    """The evidence of the whole graph, each passage once, and the sentences around, each once.

    Nodes and edges carry the numbers of their passages. A passage is
    [document, start, end, context or null, article or null, text or null]: numbers of rows of the other tables, of a
    node for the article; the text is there only where no context holds it.
    """

    def __init__(self, graph: Graph, parts: Parts) -> None:
        texts = graph.graph.get("documents") or {}
        self._texts: dict[str, str] = dict(texts) if isinstance(texts, Mapping) else {}
        self._ends: dict[str, list[int]] = {}
        self._articles = _article_ranges(parts)
        self._documents: dict[str, int] = {}
        self._contexts: dict[Passage, int] = {}
        self._passages: dict[tuple[str, int, int, str], int] = {}
        self._known: dict[
            int, int
        ] = {}  # the numbers by the identity of the evidence, which lives as long as this does
        self._sentences: dict[tuple[str, int, int], tuple[int, int, int]] = {}
        self._rows: list[list[int | str | None]] = []

    def numbers(self, row: Mapping[str, Any]) -> list[int]:
        """The numbers of the passages that a node or an edge rests on, in their order."""
        known = self._known
        found = []
        for item in row.get("evidence") or ():
            number = known.get(id(item))  # most passages stand at more than one node or edge, as one dict
            if number is None:
                number = known[id(item)] = self._number(item)
            found.append(number)
        return found

    def tables(self) -> dict[str, Any]:
        """The rows that the numbers stand for. A context is [start, text], start in code points of its document."""
        return {
            "documents": list(self._documents),
            "contexts": [[start, self._texts[document][start:end]] for document, start, end in self._contexts],
            "passages": self._rows,
        }

    def _number(self, item: Mapping[str, Any]) -> int:
        key = (item["document"], item["start"], item["end"], item["text"])
        number = self._passages.get(key)
        if number is None:
            document, start, end, text = key
            number = self._passages[key] = len(self._rows)
            context = self._context(document, start, end, text)
            self._rows.append(
                [
                    self._documents.setdefault(document, len(self._documents)),
                    start,
                    end,
                    context,
                    self._article(document, start, end),
                    text if context is None else None,
                ]
            )
        return number

    def _context(self, document: str, start: int, end: int, text: str) -> int | None:
        """The number of the sentence or sentences that hold the passage; None where the document does not have it."""
        whole = self._texts.get(document)
        if whole is None or not 0 <= start < end <= len(whole) or whole[start:end] != text:
            return None
        if document not in self._ends:
            self._ends[document] = _sentence_ends(whole)
        ends = self._ends[document]
        first, last = bisect_right(ends, start), bisect_right(ends, end - 1)
        sentences = document, first, last
        low, high, number = self._sentences.get(sentences, (end, start, 0))
        if not low <= start < end <= high:
            low, high = (ends[first - 1] if first else 0), ends[last]
            # Blanks around a sentence and a heading's hashes are no part of it, unless the evidence itself holds them
            low += len(whole[low:high]) - len(whole[low:high].lstrip("# \t\r\n\u3000"))
            plain = low <= start
            low = min(start, low)
            high = low + len(whole[low:high].rstrip())
            plain = plain and end <= high
            high = max(end, high)
            number = self._contexts.setdefault((document, low, high), len(self._contexts))
            if plain:
                self._sentences[sentences] = low, high, number
        return number

    def _article(self, document: str, start: int, end: int) -> int | None:
        """The article around a passage; None where none or more than one may be."""
        around = [number for low, high, number in self._articles.get(document, ()) if low <= start and end <= high]
        return around[0] if len(around) == 1 else None


def _article_ranges(parts: Parts) -> dict[str, list[tuple[int, int, int]]]:
    """By document, from where to where each of its articles reaches: as far as what it mentions. Number of the node."""
    number = {node.id: index for index, node in enumerate(parts.nodes)}
    reach: dict[tuple[str, int], tuple[int, int]] = {}

    def stretch(article: str, row: Mapping[str, Any]) -> None:
        for item in row.get("evidence") or ():
            key = (str(item["document"]), number[article])
            low, high = reach.get(key, (item["start"], item["end"]))
            reach[key] = (min(low, item["start"]), max(high, item["end"]))

    for node, row, _ in parts.nodes:
        if row["type"] == "article":
            stretch(node, row)
    for source, _, row, _ in parts.edges:
        if row["type"] == "mentions":
            stretch(source, row)
    ranges: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for (document, article), (low, high) in reach.items():
        ranges[document].append((low, high, article))
    return ranges


def _sentence_ends(text: str) -> list[int]:
    """Where each sentence ends, in code points, ascending, the text's end included. Long ones are cut at pauses."""
    marks = sorted({match.end() for match in _SENTENCE_END.finditer(text)} | {len(text)})
    ends: list[int] = []
    begin = 0
    for mark in marks:
        while mark - begin > LONGEST_CONTEXT:
            pause = _PAUSE.search(text, begin + LONGEST_CONTEXT, mark)
            if pause is None or pause.end() == mark:
                break
            ends.append(pause.end())
            begin = pause.end()
        ends.append(mark)
        begin = mark
    return ends
