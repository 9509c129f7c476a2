"""The figures of an evaluation: worked out by hand on a small graph, and the same as the outside scorer's on any."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from kg.evaluate import Passage, evaluate
from kg.graph import Graph, from_node_link, to_node_link

SCORER = Path(__file__).resolve().parents[3] / "shared" / "tools" / "score.py"

DOCUMENT = "qinghe.txt"
TEXT = (
    "8月9日，青禾县委书记林远舟主持召开招商大会，县长周牧野出席。县医院院长石光参加座谈会。\n"
    "我县与白鹭市签署协议，青禾产业园“百日攻坚”开工，专班组长到场。上半年进出口额增长400%。\n"
)

GOLD = """
document: qinghe.txt
entities:
  - [district, 青禾县, [我县]]
  - [district, 白鹭市, []]
  - [official, 林远舟, []]
  - [official, 周牧野, []]
  - [organization, 青禾县委, [县委]]
  - [organization|project, 青禾产业园, []]
  - [campaign, “百日攻坚”, []]
tolerated:
  - [organization, 指挥部, [专班]]
  - [event, 座谈, []]
events:
  - {id: fair, date: 2022-08-09, key: [[招商, 大会]]}
  - {id: signing, key: [[签约], [签署]]}
relations:
  - [林远舟, holds_post, 青禾县委|青禾县, {post: [县委书记, 书记]}]
  - [周牧野, holds_post, 青禾县, {post: 县长}]
  - [林远舟, attended, fair, {role: [host]}]
  - [周牧野, attended, fair]
  - [青禾县, cooperates_with, 白鹭市]
indicators:
  - {district: 青禾县, key: [进出口], value: 400, unit: "%", period: 2022-H1}
  - {district: 白鹭市, key: [税收], value: 12.5, unit: 亿}
"""


def passage(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"document": DOCUMENT, "start": start, "end": start + len(words), "text": words}


def node(node_id: str, kind: str, name: str, words: str, **more: Any) -> dict[str, Any]:
    return {"id": node_id, "type": kind, "name": name, "aliases": [], "evidence": [passage(words)], **more}


def edge(source: str, relation: str, target: str, words: str = "", **more: Any) -> dict[str, Any]:
    told = {"evidence": [passage(words)]} if words else {"inferred": True}
    return {"source": source, "target": target, "type": relation, **told, **more}


def graph_of(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> Graph:
    return from_node_link({"nodes": nodes, "edges": edges})


NODES = [
    node("county", "district", "青禾县", "青禾县"),
    node("county-2", "district", "我县", "我县"),  # a second node for one thing
    node("lin", "official", "林远舟", "林远舟"),
    node("zhou", "person", "周牧野", "周牧野"),  # of the wrong type: missed and wrong
    node("shi", "official", "石光", "石光"),  # not in the gold
    node("committee", "organization", "中共青禾县委", "青禾县委", aliases=["县委"]),
    node("office", "organization", "县委办", "县委", aliases=["县委"]),  # shares an alias only: let pass
    node("park", "project", "青禾产业园", "青禾产业园"),  # the second of two fair types
    node("hospital", "organization", "县医院", "县医院"),  # not in the gold
    node("team", "organization", "专班", "专班"),  # tolerated
    node("drive", "campaign", "百日攻坚", "百日攻坚"),  # quotation marks do not matter
    node("trade", "industry", "外贸", "进出口"),  # this gold has no industries
    node("fair", "event", "青禾县招商大会", "招商大会", date="2022-08-09"),
    node("fair-2", "event", "招商动员大会", "招商大会", date="2022-08-09"),  # a second node
    node("fair-3", "event", "招商大会", "招商大会", date="2022-08-10"),  # on the wrong day
    node("talks", "event", "县医院座谈会", "座谈会"),  # holds a tolerated name
    node("growth", "indicator", "进出口额", "400%", value=400, unit="%", comparator="eq", period="2022-H1"),
]
EDGES = [
    edge("lin", "holds_post", "committee", "书记", post="书记"),
    edge("lin", "holds_post", "county", "县委书记", post="县委书记"),  # the other fair object of the same row
    edge("zhou", "holds_post", "county", "县长", post="县长"),  # zhou was not found
    edge("shi", "holds_post", "hospital", "院长", post="院长"),  # wrong
    edge("shi", "holds_post", "team", "组长", post="组长"),  # excused, as the team is tolerated
    edge("shi", "holds_post", "county", post="代表"),  # inferred: not counted
    edge("lin", "attended", "fair", "主持", role="speaker"),  # the role is not the gold's
    edge("county", "runs", "drive", "百日攻坚"),  # this gold has no `runs`
    edge("county", "reports", "growth", "400%"),
]

# row: gold, hit, wrong, precision, recall, f1 — in the order in which they are printed
BY_HAND = {
    "person": (0, 0, 1, 0.0, 1.0, 0.0),
    "district": (2, 1, 1, 0.5, 0.5, 0.5),
    "official": (2, 1, 1, 0.5, 0.5, 0.5),
    "organization": (2, 2, 1, 0.6667, 1.0, 0.8),
    "campaign": (1, 1, 0, 1.0, 1.0, 1.0),
    "event": (2, 1, 2, 0.3333, 0.5, 0.4),
    "indicator": (2, 1, 0, 1.0, 0.5, 0.6667),
    "ENTITIES": (9, 6, 5, 0.5455, 0.6667, 0.6),
    "attended": (2, 0, 1, 0.0, 0.0, 0.0),
    "cooperates_with": (1, 0, 0, 0.0, 0.0, 0.0),
    "holds_post": (2, 1, 2, 0.3333, 0.5, 0.4),
    "RELATIONS": (5, 1, 3, 0.25, 0.2, 0.2222),
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "qinghe.yaml").write_text(GOLD, encoding="utf-8")
    return folder


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / DOCUMENT).write_bytes(TEXT.encode())
    return folder


def test_figures_by_hand(gold: Path) -> None:
    figures = evaluate(graph_of(NODES, EDGES), gold).figures()
    assert list(figures) == list(BY_HAND)
    assert {name: tuple(row.values()) for name, row in figures.items()} == BY_HAND


def test_every_miss_is_named_with_its_evidence(gold: Path) -> None:
    misses = evaluate(graph_of(NODES, EDGES), gold).misses
    assert {miss.what for miss in misses if miss.kind == "missed"} == {
        "district 白鹭市",
        "official 周牧野",
        "event signing",
        "indicator 白鹭市 税收 12.5亿",
        "周牧野 holds_post 青禾县 (post: 县长)",
        "林远舟 attended fair (role: host)",
        "周牧野 attended fair",
        "青禾县 cooperates_with 白鹭市",
    }
    wrong = {miss.what: miss.evidence for miss in misses if miss.kind == "wrong"}
    assert set(wrong) == {
        "district 我县 (a second node for 青禾县)",
        "person 周牧野",
        "official 石光",
        "organization 县医院",
        "event 招商动员大会 (a second node for fair)",
        "event 招商大会 2022-08-10",
        "周牧野 holds_post 青禾县 (post: 县长)",
        "石光 holds_post 县医院 (post: 院长)",
        "林远舟 attended fair (role: speaker)",
    }
    start = TEXT.index("石光")
    assert wrong["official 石光"] == Passage(DOCUMENT, start, start + 2, "石光")
    assert all(miss.document == DOCUMENT for miss in misses)
    shown = next(str(miss) for miss in misses if miss.what == "official 石光")
    assert shown == f"wrong   qinghe.txt: official 石光  「石光」 {start}-{start + 2}"


def test_cooperation_counts_either_way_round(gold: Path) -> None:
    nodes = [NODES[0], node("city", "district", "白鹭市", "白鹭市")]
    row = evaluate(graph_of(nodes, [edge("city", "cooperates_with", "county", "签署协议")]), gold).figures()
    assert row["cooperates_with"]["hit"] == 1
    assert row["cooperates_with"]["wrong"] == 0


def test_an_inferred_edge_can_be_a_hit(gold: Path) -> None:
    nodes = [NODES[0], node("city", "district", "白鹭市", "白鹭市")]
    row = evaluate(graph_of(nodes, [edge("county", "cooperates_with", "city")]), gold).figures()
    assert row["cooperates_with"]["hit"] == 1


def test_documents_go_by_their_file_name(gold: Path) -> None:
    moved = copy.deepcopy(NODES)
    for row in moved:
        row["evidence"][0]["document"] = f"2022/08/{DOCUMENT}"
    assert evaluate(graph_of(moved, []), gold).figures()["ENTITIES"]["hit"] == BY_HAND["ENTITIES"][1]


def test_evidence_is_held_against_the_texts(gold: Path, texts: Path) -> None:
    good = evaluate(graph_of(NODES, EDGES), gold, texts)
    assert good.figures()["evidence"] == {"spans": 25, "bad": 0, "facts_without": 0, "f1": 1.0}

    nodes = copy.deepcopy(NODES)
    nodes[0]["evidence"][0]["start"] += 1  # not these words
    nodes[1]["evidence"][0]["document"] = "elsewhere.txt"  # no such text
    nodes[2]["evidence"] = []  # neither evidence nor inferred
    poor = evaluate(graph_of(nodes, EDGES), gold, texts)
    assert poor.figures()["evidence"] == {"spans": 24, "bad": 2, "facts_without": 1, "f1": 0.0}
    assert poor.evidence is not None
    assert [bad.text for bad in poor.evidence.bad] == ["青禾县", "我县"]


def test_json_holds_figures_and_misses(gold: Path) -> None:
    evaluation = evaluate(graph_of(NODES, EDGES), gold)
    data = json.loads(evaluation.to_json())
    assert data["figures"] == evaluation.figures()
    assert len(data["misses"]) == len(evaluation.misses)
    assert data["gold_sha256"] == evaluation.gold_sha256


def test_table_prints_every_row(gold: Path, texts: Path) -> None:
    console = Console(width=100)
    with console.capture() as capture:
        console.print(evaluate(graph_of(NODES, EDGES), gold, texts).table())
    printed = capture.get()
    assert all(name in printed for name in BY_HAND)
    assert "25 spans, 0 do not match the text, 0 facts have none" in printed


# -- the outside scorer -----------------------------------------------------------------------------------------------

NAMES = [
    "青禾县",
    "我县",
    "“林远舟”",
    "周牧野",
    "县 委",
    "专班",
    "招商大会",
    "县医院",
    "签署仪式",
    "座谈",
    "白鹭市",
    "ＡＢＣ",
]
TYPES = ["district", "official", "person", "journalist", "organization", "project", "event", "campaign", "indicator"]
RELATIONS = ["holds_post", "attended", "cooperates_with", "reports", "runs", "wrote"]
POSTS = ["书记", "县委书记", "县长", "host", "", None]

place = st.integers(0, 60)
changes = st.lists(
    st.one_of(
        st.tuples(st.just("drop node"), place, st.none()),
        st.tuples(st.just("name"), place, st.sampled_from(NAMES)),
        st.tuples(st.just("alias"), place, st.sampled_from(NAMES)),
        st.tuples(st.just("type"), place, st.sampled_from(TYPES)),
        st.tuples(st.just("date"), place, st.sampled_from(["2022-08-09", "2022-08-09T09:00", "2022", None])),
        st.tuples(st.just("value"), place, st.sampled_from([400, 400.0, "400", 12.5, None])),
        st.tuples(st.just("double"), place, st.sampled_from(NAMES)),
        st.tuples(st.just("infer node"), place, st.none()),
        st.tuples(st.just("move node"), place, st.sampled_from(["other.txt", f"sub/{DOCUMENT}"])),
        st.tuples(st.just("drop edge"), place, st.none()),
        st.tuples(st.just("double edge"), place, st.sampled_from(POSTS)),
        st.tuples(st.just("post"), place, st.sampled_from(POSTS)),
        st.tuples(st.just("role"), place, st.sampled_from(["host", "speaker", "HOST", None])),
        st.tuples(st.just("relation"), place, st.sampled_from(RELATIONS)),
        st.tuples(st.just("target"), place, place),
        st.tuples(st.just("turn"), place, st.none()),
        st.tuples(st.just("infer edge"), place, st.none()),
    ),
    max_size=25,
)


def change(data: dict[str, Any], what: str, at: int, value: Any) -> None:
    """Spoil one node or edge of `data` in place."""
    nodes, edges = data["nodes"], data["edges"]
    row = nodes[at % len(nodes)]
    fact = edges[at % len(edges)] if edges else {}
    match what:
        case "drop node" if len(nodes) > 1:
            nodes.remove(row)
            data["edges"] = [e for e in edges if row["id"] not in (e["source"], e["target"])]
        case "name" | "type" | "date" | "value":
            row[what] = value
        case "alias":
            row["aliases"].append(value)
        case "double":
            nodes.append({**copy.deepcopy(row), "id": f"{row['id']}+{len(nodes)}", "name": value})
        case "infer node":
            row.pop("evidence", None)
            row["inferred"] = True
        case "move node":
            row.setdefault("evidence", []).append({"document": value, "start": 0, "end": 2, "text": "8月"})
        case "drop edge" if edges:
            edges.remove(fact)
        case "double edge" if edges:
            edges.append({**copy.deepcopy(fact), "post": value})
        case "post" | "role":
            fact[what] = value
        case "relation":
            fact["type"] = value
        case "target" if edges:
            fact["target"] = nodes[value % len(nodes)]["id"]
        case "turn" if edges:
            fact["source"], fact["target"] = fact["target"], fact["source"]
        case "infer edge":
            fact.pop("evidence", None)


@pytest.mark.skipif(not SCORER.exists(), reason="the outside scorer is not here")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes)
def test_agrees_with_the_outside_scorer(plan: list[tuple[str, int, Any]]) -> None:
    data = {"nodes": copy.deepcopy(NODES), "edges": copy.deepcopy(EDGES)}
    for what, at, value in plan:
        change(data, what, at, value)
    graph = from_node_link(data)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "gold.yaml").write_text(GOLD, encoding="utf-8")
        (work / DOCUMENT).write_bytes(TEXT.encode())
        (work / "graph.json").write_text(json.dumps(to_node_link(graph)), encoding="utf-8")
        command = [sys.executable, str(SCORER), str(work / "graph.json"), folder, "--texts", folder, "--json"]
        theirs = json.loads(
            subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONUTF8": "1"}).stdout
        )
        ours = evaluate(graph, work, work).figures()
    assert list(ours) == list(theirs)
    assert ours == theirs
