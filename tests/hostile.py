"""Texts that are made to be more than text somewhere: a list by where they would act, and mixtures of its parts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from kg.graph import Graph

MARK = "__pwned"
"""What script sets on `window` where it runs."""

PAYLOADS: dict[str, tuple[str, ...]] = {
    "html": (
        f"<script>window.{MARK}=1</script>",
        f"</script><script>window.{MARK}=1</script>",
        f'"><img src=x onerror="window.{MARK}=1">',
        f"'><svg onload=window.{MARK}=1>",
        f"<iframe srcdoc='<script>parent.{MARK}=1</script>'></iframe>",
        f"<a href=javascript:window.{MARK}=1>林远舟</a>",
        f"<details open ontoggle=window.{MARK}=1>",
        f"<math><mi xlink:href=javascript:window.{MARK}=1>",
        f"<body onload=window.{MARK}=1>",
        "<!--<script>",
        "<![CDATA[<script>]]>",
        "<meta http-equiv=refresh content='0;url=//example.invalid'>",
        "<base href=//example.invalid>",
        "<link rel=stylesheet href=//example.invalid/a.css>",
        "<form action=//example.invalid><input name=a>",
        "<template><script>",
        "</title><script>",
        "</style><script>",
        "</textarea><script>",
        "&lt;script&gt;&amp;&#x3c;",
        "<plaintext>",
        f"<x onclick=window.{MARK}=1 style=position:fixed;inset:0>",
    ),
    "script": (
        f"';window.{MARK}=1;//",
        f'";window.{MARK}=1;//',
        f"`${{window.{MARK}=1}}`",
        f"\\u003cscript\\u003ewindow.{MARK}=1",
        f"{{{{constructor.constructor('window.{MARK}=1')()}}}}",
        "{% for x in ().__class__.__mro__ %}",
        "{{ 7 * 7 }}",
        "\u2028alert(1)\u2029",
        f"javascript:window.{MARK}=1",
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
    ),
    "svg": (
        f"<svg><script>window.{MARK}=1</script></svg>",
        f"<svg><animate onbegin=window.{MARK}=1 attributeName=x dur=1s>",
        f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='window.{MARK}=1'/>",
        f"<svg><foreignObject><img src=x onerror=window.{MARK}=1>",
    ),
    "css": (
        "}*{display:none}",
        "</style><style>*{background:url(//example.invalid/a)}",
        "expression(alert(1))",
        "url('//example.invalid/a.png')",
        "@import '//example.invalid/a.css';",
        "\\3c script>",
    ),
    "json": ('","name":"forged', '"},{"id":"forged"}', "\\", '\\"', '\\u0022,"a":1', "]]}", "\x00", "\x1f", "\ud800"),
    "turtle": (
        '" . <http://example.invalid/s> <http://example.invalid/p> "forged',
        '"""',
        '"@zh , "forged"@zh',
        "'''",
        "\\",
        '\\" ; a <http://example.invalid/Forged> . #',
        "> . <http://example.invalid/s> a <http://example.invalid/Forged> . <",
        "<http://example.invalid/>",
        "^^<http://example.invalid/Type>",
        "@prefix kg: <http://example.invalid/> .",
        "# comment\n<http://example.invalid/s> a <http://example.invalid/Forged> .",
        "%3E%20.",
        "_:b0",
    ),
    "sparql": (
        '" } UNION { ?s ?p ?o } #',
        '" } ; DROP ALL ; SELECT * { "',
        '")) FILTER(1=1) #',
        "?s",
        "} INSERT DATA { <x:a> <x:b> <x:c> } #",
        '" SERVICE <http://example.invalid/> { ?s ?p ?o } "',
        "(a+)+$",
        '\\" } #',
    ),
    "xml": (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "&x;",
        '<!ENTITY % x "y">',
        "]]>",
        "<!-- -->",
        '" id="forged',
        "</data><data key='d0'>forged",
        "</node><node id='forged'/>",
        "<?php echo 1 ?>",
        "\ufffe",
        "\x0b",
        "&#0;",
    ),
    "csv": (
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://example.invalid/";"a")',
        "+1+1",
        "-1+1",
        "@SUM(1+1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "\x08\x08=1+1",
        "\x00@SUM(1+1)",
        "\u200b +1+1",
        '","=1+1","',
        '"\n=1+1,',
        "'=1+1",
        "%0A=1+1",
        " =1+1",
        ";=1+1",
        "|=1+1",
    ),
    "path": (
        "../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "/etc/passwd",
        "%2e%2e%2fetc%2fpasswd",
        "....//....//etc/passwd",
        "C:\\",
        "file:///etc/passwd",
        "a/../../b",
        "~root",
        "con.txt",
        "\\\\example.invalid\\share",
        "a" * 300,
    ),
    "terminal": ("\x1b[2J\x1b[31m", "\x1b]0;title\x07", "\u202etxt.exe", "\u2066\u2069", "\x9b2J", "a\rb", "\x08\x08"),
    "shape": (
        "",
        " ",
        "\u200b",
        "\ufeff",
        "e\u0301",
        "👩‍👩‍👧",
        "𠮷",
        "\U0010ffff",
        "%s%n{0}",
        "${HOME}",
        "$(id)",
        "`id`",
        "|id",
        ";id",
    ),
}
PARTS = [part for parts in PAYLOADS.values() for part in parts]
_GLUE = ("", "", "林远舟", "县委书记", " ", "\n", '"', "'", "<", ">", "&", "\\", "，", "=", "/", "#", "|", "`")


def mixtures(seed: int) -> Iterator[str]:
    """Without end: parts of the list one behind the other, cut, doubled, turned round, in other letters."""
    chance = random.Random(seed)
    while True:
        text = "".join(chance.choice(PARTS) + chance.choice(_GLUE) for _ in range(chance.randint(1, 4)))
        match chance.randint(0, 7):
            case 0:
                text = text[chance.randint(0, len(text)) :]
            case 1:
                text = text[: chance.randint(0, len(text))]
            case 2:
                text = chance.choice(_GLUE) + text
            case 3:
                text = text.upper()
            case 4:
                text = text.translate({ord(c): ord(c) + 0xFEE0 for c in "<>\"'=+-@&"})
            case 5:
                at = chance.randint(0, len(text))
                text = text[:at] + chr(chance.choice((0, 9, 10, 13, 0x1B, 0x2028, 0x200B, 0xFEFF, 0xD800))) + text[at:]
        yield text


def texts() -> st.SearchStrategy[str]:
    """Any text, and mixtures of the list with it."""
    pieces = st.one_of(st.sampled_from(PARTS), st.sampled_from(_GLUE), st.text(max_size=8))
    return st.lists(pieces, min_size=1, max_size=5).map("".join)


def hostile_graph(names: list[str]) -> Graph:
    """A graph in which each of the texts stands wherever a text of a page can come to stand."""
    graph: Graph = nx.MultiDiGraph(generator="kg 9.8.7")
    place = "district:青禾县"
    graph.add_node(place, type="district", name="青禾县", aliases=[], level="county", inferred=True)

    def add(node: str, text: str, evidence: list[dict[str, Any]], **more: Any) -> str:
        graph.add_node(node, **{"name": text, "aliases": [text + "甲"], "evidence": evidence, **more})
        return node

    for number, text in enumerate(dict.fromkeys(names)):
        text = text if text.strip() else f"{text}名"
        evidence = [{"document": text, "start": number, "end": number + len(text), "text": text}]
        person = add(f"official:{text}", text, evidence, type="official")
        body = add(f"organization:{text}", text, evidence, type="organization")
        article = f"article:{text}#1"
        add(article, text, evidence, type="article", title=text, newspaper=text)
        amount = f"indicator:{text}"
        add(amount, text, evidence, type="indicator", value=1.5, unit=text, comparator="eq", period=text)
        graph.add_edge(person, body, type="holds_post", post=text, evidence=evidence, aliases=[text + "乙"])
        graph.add_edge(body, amount, type="targets", evidence=evidence)
        graph.add_edge(body, place, type="belongs_to", evidence=evidence)
        graph.add_edge(article, person, type="mentions", evidence=evidence)
    graph.graph["title"] = next(iter(names), "")
    return graph
