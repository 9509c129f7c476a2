"""graph.html: one file that shows the graph, opened from disk with the network off.

pyvis carries the nodes and the edges and ships vis-network; the page around them is our own, from the files in
kg/page/, because pyvis's template links to other hosts and lets text run as script. Three things keep the texts from
ever being markup or script: the data is in blocks that no browser executes, with `<`, `>` and `&` escaped; the
scripts write `textContent` only; and the Content-Security-Policy allows the scripts and the style of this file, by
their hashes, and no request to anywhere.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from importlib import resources
from typing import TextIO

import jinja2
from markupsafe import Markup

from kg.export.characters import well_formed
from kg.export.page_data import blocks
from kg.export.parts import Parts
from kg.graph import Graph

TITLE = "地方政务新闻知识图谱"
STYLES = ("style.css", "panel.css", "views.css", "small.css")
SCRIPTS = (
    *("blocks.js", "data.js", "strings.js", "columns.js", "filters.js", "labels.js"),
    *("map.js", "layers.js", "held.js", "top.js", "graph.js"),
    "pins.js",
    *("matching.js", "picker.js", "search.js", "histogram.js", "narrowing.js", "legend.js"),
    *("quotes.js", "facts.js", "dossier.js", "connections.js", "panel.js"),
    *("timeline.js", "table.js", "turtle.js", "saving.js", "picture.js", "address.js", "page.js"),
)
UNPACKER = "vendor/fflate/fflate.js"  # MIT, fetched by scripts/refresh-fflate
VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"  # in the installed pyvis; the Apache 2.0 notice is inside


def write(graph: Graph, stream: TextIO, parts: Parts | None = None) -> None:
    """Write the page for the graph.

    `graph.graph["documents"]`, where it is there, maps a document's name to its text: the sentences around the evidence
    are then shown with the words marked; without it the words alone. `graph.graph["title"]`, if any, is the heading.
    """
    files = resources.files("kg").joinpath("page")
    style = "\n".join(files.joinpath(name).read_text(encoding="utf-8") for name in STYLES)
    script = "\n".join(files.joinpath(name).read_text(encoding="utf-8") for name in SCRIPTS)
    library = resources.files("pyvis").joinpath(VIS_NETWORK).read_text(encoding="utf-8")
    unpacker = files.joinpath(UNPACKER).read_text(encoding="utf-8")
    scripts = [_lines(text) for text in (library, unpacker, script)]
    style = _lines(style)
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    page = template.from_string(files.joinpath("page.html").read_text(encoding="utf-8"))
    stream.write(
        page.render(
            title=well_formed(graph.graph.get("title") or TITLE),
            policy=_policy(scripts, style),
            style=Markup(style),
            scripts=[Markup(text) for text in scripts],
            blocks=[(name, packed, Markup(text)) for name, packed, text in blocks(graph, parts or Parts(graph))],
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
