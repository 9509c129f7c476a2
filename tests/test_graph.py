"""Findings to a graph: one thing one node, every fact with its words, the same graph in any order."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_findings import TEXTS, article, findings

from kg import __version__
from kg.errors import KgError
from kg.graph import Graph, assemble, from_node_link, load, problems, to_node_link
from kg.model import Findings

CITY, COUNTY, OTHER = ("district", "白鹭市"), ("district", "青禾县"), ("district", "柳溪县")
LIN, SHEN, HE = ("official", "林远舟"), ("official", "沈若岚"), ("person", "何望舒")
COMMITTEE, BUREAU, FIRM = ("organization", "青禾县委"), ("organization", "青禾县发改局"), ("organization", "云帆集团")
FAIR, PEN, PARK = ("event", "青禾县招商大会"), ("journalist", "祝明轩"), ("project", "春水产业园")
LEVELS = {
    CITY: {"level": "prefecture", "code": "990100"},
    COUNTY: {"level": "county", "code": "990101"},
    OTHER: {"level": "county", "code": "990102"},
}
PART = [(COUNTY, "part_of", CITY), (OTHER, "part_of", CITY)]

AUGUST = findings(
    article(
        "青禾县招商大会\n青禾县委书记林远舟主持，县发改局局长沈若岚、何望舒出席。记者祝明轩",
        "八月.txt",
        1,
        "青禾日报",
        "2022-08-10",
    ),
    [COUNTY, (*COMMITTEE, "青禾县委"), (*BUREAU, "县发改局"), LIN, SHEN, HE, FAIR, PEN],
    [
        PART[0],
        (COMMITTEE, "belongs_to", COUNTY, {"said": "青禾县委"}),
        (BUREAU, "belongs_to", COUNTY, {"said": "县发改局"}),
        (LIN, "holds_post", COMMITTEE, {"post": "书记", "said": "青禾县委书记林远舟", "as_of": "2022-08-09"}),
        (SHEN, "holds_post", BUREAU, {"post": "局长", "said": "县发改局局长沈若岚", "as_of": "2022-08-09"}),
        (LIN, "attended", FAIR, {"role": "host", "said": "林远舟主持"}),
        (SHEN, "attended", FAIR, {"role": "attendee", "said": "沈若岚、何望舒出席"}),
        (HE, "attended", FAIR, {"role": "attendee", "said": "何望舒出席"}),
        (PEN, "wrote", ("article", ""), {"role": "记者", "said": "记者祝明轩"}),
    ],
    {**LEVELS, FAIR: {"date": "2022-08-09", "kind": "meeting"}},
)
MAY = findings(
    article("青禾县委书记林远舟到云帆集团\n林远舟与云帆集团签约，发展和改革局", "五月.txt", 1, "", "2022-05-03"),
    [COUNTY, COMMITTEE, LIN, FIRM, ("organization", "青禾县发展和改革局", "发展和改革局")],
    [
        PART[0],
        (COMMITTEE, "belongs_to", COUNTY),
        (("organization", "青禾县发展和改革局"), "belongs_to", COUNTY),
        (LIN, "holds_post", COMMITTEE, {"post": "书记", "said": "青禾县委书记林远舟", "as_of": "2022-05-03"}),
        (FIRM, "cooperates_with", COUNTY, {"said": "签约"}),
    ],
    LEVELS,
)
JUNE = findings(
    article("柳溪县教育局局长林远舟\n柳溪县与云帆集团签约，推进春水产业园", "六月.txt", 1),
    [OTHER, ("organization", "柳溪县教育局"), LIN, FIRM, PARK],
    [
        PART[1],
        (("organization", "柳溪县教育局"), "belongs_to", OTHER, {"said": "柳溪县教育局"}),
        (LIN, "holds_post", ("organization", "柳溪县教育局"), {"post": "局长", "said": "柳溪县教育局局长林远舟"}),
        (OTHER, "cooperates_with", FIRM, {"said": "签约"}),
        (PARK, "located_in", OTHER),
    ],
    LEVELS,
)
SECOND = findings(
    article("青禾县与云帆集团签约\n青禾县与云帆集团签约", "八月.txt", 2),
    [COUNTY, FIRM],
    [PART[0], (COUNTY, "cooperates_with", FIRM, {"said": "青禾县与云帆集团签约"})],
    LEVELS,
)
COLLECTION = [AUGUST, MAY, JUNE, SECOND]
MADE = dict(TEXTS)


def named(graph: Graph, name: str) -> list[str]:
    return [node for node, row in graph.nodes(data=True) if row["name"] == name]


def only(graph: Graph, name: str) -> dict[str, Any]:
    (node,) = named(graph, name)
    row: dict[str, Any] = graph.nodes[node]
    return row


def edges(graph: Graph, relation: str) -> list[tuple[str, str, dict[str, Any]]]:
    name = graph.nodes
    return [
        (name[source]["name"], name[target]["name"], row)
        for source, target, row in graph.edges(data=True)
        if row["type"] == relation
    ]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return assemble(COLLECTION)


# -- assembling --------------------------------------------------------------------------------------------------------


@given(st.permutations(COLLECTION))
def test_the_order_of_the_articles_does_not_matter(collection: list[Findings]) -> None:
    assert json.dumps(to_node_link(assemble(collection))) == json.dumps(to_node_link(assemble(COLLECTION)))


@settings(max_examples=30)
@given(st.lists(st.sampled_from(COLLECTION), max_size=4, unique_by=id))
def test_any_part_of_the_collection_is_a_graph_without_problems(collection: list[Findings]) -> None:
    assert problems(assemble(collection)) == []


def test_nodes_and_edges_stand_in_canonical_order(graph: Graph) -> None:
    assert list(graph) == sorted(graph)
    keys = [(source, row["type"], target) for source, target, row in graph.edges(data=True)]
    assert keys == sorted(keys)


def test_the_graph_says_what_made_it(graph: Graph) -> None:
    assert graph.graph == {"generator": f"kg {__version__}"}
    assert graph.is_directed()
    assert graph.is_multigraph()


def test_no_articles_no_graph() -> None:
    assert len(assemble([])) == 0


def test_one_thing_of_several_articles_is_one_node_with_all_its_passages(graph: Graph) -> None:
    county = only(graph, "青禾县")
    assert county["level"] == "county"
    assert county["code"] == "990101"
    assert {e["document"] for e in county["evidence"]} == {"八月.txt", "五月.txt"}


def test_a_body_is_called_by_its_fullest_name_and_known_by_the_others(graph: Graph) -> None:
    bureau = only(graph, "青禾县发展和改革局")
    assert set(bureau["aliases"]) == {"县发改局", "发展和改革局", "青禾县发改局"}
    assert bureau["aliases"] == sorted(bureau["aliases"])


def test_namesakes_stay_two_unless_something_ties_them(graph: Graph) -> None:
    secretary, head = sorted(named(graph, "林远舟"), key=lambda node: "柳溪" in node)
    assert "青禾县" in secretary
    assert "柳溪县" in head
    held = {(s, t): row["post"] for s, t, row in graph.edges(data=True) if row["type"] == "holds_post"}
    assert {post for (source, _), post in held.items() if source == secretary} == {"书记"}
    assert {post for (source, _), post in held.items() if source == head} == {"局长"}


def test_one_post_of_several_articles_is_one_edge_with_the_dates_on_which_it_was_seen(graph: Graph) -> None:
    (held,) = [row for source, target, row in edges(graph, "holds_post") if target == "青禾县委"]
    assert held["post"] == "书记"
    assert held["as_of"] == "2022-05-03"
    assert held["seen"] == ["2022-05-03", "2022-08-09"]
    assert [(e["document"], e["date"]) for e in held["evidence"]] == [
        ("五月.txt", "2022-05-03"),
        ("八月.txt", "2022-08-09"),
    ]


def test_every_fact_that_was_read_has_a_date(graph: Graph) -> None:
    """That of its event, or the day of the article; what is only concluded, or read on a page without a date, none."""
    dates = {(row["type"], row.get("as_of")) for *_, row in graph.edges(data=True) if row.get("evidence")}
    assert {("attended", "2022-08-09"), ("wrote", "2022-08-10"), ("mentions", "2022-08-10")} <= dates
    assert all("as_of" not in row for *_, row in graph.edges(data=True) if row.get("inferred"))
    undated = [row for *_, row in graph.edges(data=True) if row.get("evidence") and "as_of" not in row]
    assert {e["document"] for row in undated for e in row["evidence"]} == {"六月.txt", "八月.txt"}


def test_a_post_seen_once_has_no_list_of_dates(graph: Graph) -> None:
    (held,) = [row for source, _, row in edges(graph, "holds_post") if source == "沈若岚"]
    assert held["as_of"] == "2022-08-09"
    assert "seen" not in held


def test_a_relation_that_goes_either_way_is_one_edge(graph: Graph) -> None:
    pairs = [{source, target} for source, target, _ in edges(graph, "cooperates_with")]
    assert len(pairs) == 2
    assert {"青禾县", "云帆集团"} in pairs
    (both,) = [row for s, t, row in edges(graph, "cooperates_with") if "青禾县" in (s, t)]
    assert {e["document"] for e in both["evidence"]} == {"五月.txt", "八月.txt"}


def test_an_article_is_a_node_with_what_it_says_of_itself(graph: Graph) -> None:
    (node,) = [n for n, row in graph.nodes(data=True) if row["type"] == "article" and row["name"] == "青禾县招商大会"]
    row = graph.nodes[node]
    assert (row["title"], row["published"], row["newspaper"]) == ("青禾县招商大会", "2022-08-10", "青禾日报")
    assert [e["text"] for e in row["evidence"]] == ["青禾县招商大会"]
    other = only(graph, "柳溪县教育局局长林远舟")
    assert "published" not in other
    assert "newspaper" not in other


def test_an_article_mentions_what_it_names_but_those_who_wrote_it(graph: Graph) -> None:
    spoken = {target for source, target, _ in edges(graph, "mentions") if source == "青禾县招商大会"}
    assert spoken >= {"林远舟", "沈若岚", "何望舒", "青禾县", "青禾县委"}
    assert "祝明轩" not in spoken
    assert [(source, target) for source, target, _ in edges(graph, "wrote")] == [("祝明轩", "青禾县招商大会")]


def test_attributes_arrive_at_their_node(graph: Graph) -> None:
    fair = [row for _, row in graph.nodes(data=True) if row["type"] == "event"]
    assert [(row["date"], row["kind"]) for row in fair] == [("2022-08-09", "meeting")]


def test_a_place_that_is_only_concluded_is_there_and_says_so(graph: Graph) -> None:
    city = only(graph, "白鹭市")
    assert city["inferred"] is True
    assert "evidence" not in city


def test_a_thing_that_no_text_names_is_not_there_nor_are_its_facts() -> None:
    found = findings(
        article("青禾县", "a.txt"),
        [COUNTY],
        [(COUNTY, "part_of", CITY), (LIN, "holds_post", COUNTY, {"post": "县长"})],
        LEVELS,
    )
    made = assemble([found])
    assert named(made, "林远舟") == []
    assert edges(made, "holds_post") == []
    assert len(named(made, "白鹭市")) == 1


def test_a_fact_read_in_one_article_and_concluded_in_another_was_read(graph: Graph) -> None:
    (row,) = [row for source, _, row in edges(graph, "belongs_to") if source == "青禾县委"]
    assert "inferred" not in row
    assert [e["document"] for e in row["evidence"]] == ["八月.txt"]


def test_nothing_is_related_to_itself() -> None:
    found = findings(article("青禾县、青禾", "a.txt"), [COUNTY], [(COUNTY, "part_of", COUNTY)], LEVELS)
    assert list(assemble([found]).edges(data="type")) == [("article:a.txt#1", "district:青禾县", "mentions")]


def test_every_node_and_edge_has_evidence_or_was_inferred_and_the_words_are_the_text_s(graph: Graph) -> None:
    texts: dict[str, list[str]] = {}
    for (document, _), text in MADE.items():
        texts.setdefault(document, []).append(text)
    nodes = [row for _, row in graph.nodes(data=True)]
    for row in [*nodes, *(row for *_, row in graph.edges(data=True))]:
        assert ("evidence" in row) != ("inferred" in row)
        assert row.get("inferred", True) is True
        for e in row.get("evidence", []):
            assert set(e) - {"date", "says"} == {"document", "start", "end", "text"}
            assert row not in nodes or len(e) == 4
            assert any(raw[e["start"] : e["end"]] == e["text"] != "" for raw in texts[e["document"]])


def test_passages_stand_in_order_and_each_once(graph: Graph) -> None:
    for _, row in graph.nodes(data=True):
        passages = [(e["document"], e["start"], e["end"]) for e in row.get("evidence", [])]
        assert passages == sorted(set(passages))


def test_a_name_broken_by_a_line_end_is_whole_among_the_aliases() -> None:
    of = article("青禾\n\n县人民政府", "a.txt")
    found = findings(of, [("organization", "青禾县人民政府", "青禾\n\n县人民政府")])
    (row,) = [row for _, row in assemble([found]).nodes(data=True) if row["type"] == "organization"]
    assert row["aliases"] == []
    assert row["evidence"][0]["text"] == "青禾\n\n县人民政府"


# -- to data and back --------------------------------------------------------------------------------------------------


def test_a_graph_survives_its_data(graph: Graph) -> None:
    data = json.loads(json.dumps(to_node_link(graph), ensure_ascii=False))
    again = from_node_link(data)
    assert to_node_link(again) == to_node_link(graph)
    assert next(iter(data["nodes"][0])) == "id"
    assert {"source", "target", "type"} <= set(data["edges"][0])
    assert (data["directed"], data["multigraph"]) == (True, True)


def test_a_graph_is_read_from_its_file(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    path.write_text(json.dumps(to_node_link(graph), ensure_ascii=False), encoding="utf-8")
    assert to_node_link(load(path)) == to_node_link(graph)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (None, "no such file"),
        (b"", "cannot be read"),
        (b"{", "cannot be read"),
        ("青禾".encode("gb18030"), "cannot be read"),
        (b"[]", "not a graph"),
        (b"{}", "not a graph"),
        (b'{"nodes": [{"name": "x"}], "edges": []}', "not a graph"),
        (b'{"nodes": [], "edges": [{"source": "a"}]}', "not a graph"),
        (b'{"nodes": [1], "edges": []}', "not a graph"),
        (b'{"nodes": [{"id": "a"}], "edges": [{"source": "a", "target": "b"}]}', "not among the nodes"),
    ],
)
def test_a_file_that_is_no_graph_is_told_in_one_line(tmp_path: Path, content: bytes | None, word: str) -> None:
    path = tmp_path / "graph.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KgError) as error:
        load(path)
    message = str(error.value)
    assert str(path) in message
    assert word in message
    assert "\n" not in message


# -- problems ----------------------------------------------------------------------------------------------------------


def test_a_sound_graph_has_no_problems(graph: Graph) -> None:
    assert problems(graph) == []


def spoilt(graph: Graph, spoil: Callable[[Graph], object]) -> list[str]:
    bad = copy.deepcopy(graph)
    spoil(bad)
    return problems(bad)


def of_type(graph: Graph, type_: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for _, row in graph.nodes(data=True) if row["type"] == type_)
    return found


def edge_of(graph: Graph, relation: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for *_, row in graph.edges(data=True) if row["type"] == relation)
    return found


def join(graph: Graph, source: str, relation: str, target: str, **more: Any) -> None:
    ends = [next(node for node, row in graph.nodes(data=True) if row["type"] == type_) for type_ in (source, target)]
    graph.add_edge(*ends, type=relation, inferred=True, **more)


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda g: of_type(g, "event").update(type="happening"), "unknown type 'happening'"),
        (lambda g: of_type(g, "event").pop("type"), "unknown type None"),
        (lambda g: of_type(g, "official").update(name=""), "no name"),
        (lambda g: of_type(g, "official").pop("name"), "no name"),
        (lambda g: of_type(g, "official").pop("evidence"), "either evidence or inferred"),
        (lambda g: of_type(g, "official").update(evidence=[]), "either evidence or inferred"),
        (lambda g: of_type(g, "official").update(inferred=True), "either evidence or inferred"),
        (lambda g: of_type(g, "district").pop("level"), "no level"),
        (lambda g: of_type(g, "district").update(level="village"), "level is 'village'"),
        (lambda g: of_type(g, "event").update(kind="party"), "kind is 'party'"),
        (lambda g: of_type(g, "article").update(title=None), "no title"),
        (lambda g: edge_of(g, "attended").update(type="saw"), "unknown relation"),
        (lambda g: edge_of(g, "attended").pop("type"), "unknown relation"),
        (lambda g: edge_of(g, "attended").pop("role"), "no role"),
        (lambda g: edge_of(g, "attended").update(role="guest"), "role is 'guest'"),
        (lambda g: edge_of(g, "holds_post").pop("post"), "no post"),
        (lambda g: edge_of(g, "holds_post").pop("evidence"), "either evidence or inferred"),
        (lambda g: edge_of(g, "holds_post").update(inferred=True), "either evidence or inferred"),
        (lambda g: join(g, "person", "holds_post", "district", post="县长"), "is not of official"),
        (lambda g: join(g, "official", "holds_post", "event", post="县长"), "is not of organization, district"),
        (lambda g: join(g, "district", "mentions", "event"), "is not of article"),
    ],
)  # fmt: skip
def test_each_defect_is_found(graph: Graph, spoil: Callable[[Graph], object], word: str) -> None:
    found = spoilt(graph, spoil)
    assert found
    assert all("\n" not in line for line in found)
    assert any(word in line for line in found)


def test_every_defect_has_its_own_line(graph: Graph) -> None:
    def spoil(bad: Graph) -> None:
        of_type(bad, "official").update(name="", evidence=[])
        edge_of(bad, "attended").update(role="guest")

    assert len(spoilt(graph, spoil)) == 3
