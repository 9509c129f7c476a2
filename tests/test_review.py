"""The doubtful pairs, the answers of a reader, and what a build makes of them."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import pytest
from running import Call, Fingerprint
from small_graph import graph_of

from kg.build import build
from kg.graph import Graph, load
from kg.resolve.identity import read
from kg.review import ask, doubts, listed, named
from kg.show import plain, why

# Real divisions, for the table to know them; everyone and everything else is made up
TOLD = {
    "教育": ("清河县召开教育工作会议", "2019年5月11日,县教育局局长林远舟出席会议,清河县第一中学校长苏见微参加。"),
    "财政": ("清河县召开财政工作会议", "2021年6月11日,县财政局局长林远舟出席会议。清河一中校长苏见微参加。"),
    "水利": ("清河县召开水利工作会议", "2021年6月11日,清河县水利工作会议召开,县水利局局长林远舟出席会议。"),
    "乡镇": ("葛仙庄镇召开会议", "2015年3月2日,清河县葛仙庄镇党委书记何以宁主持会议。"),
    "林业": ("清河县召开林业工作会议", "2017年3月2日,清河县林业局局长何以宁出席会议。"),
    "旧名": ("兖州市召开工作会议", "2010年5月12日,兖州市教育局局长沈若岚出席会议。"),
    "新名": ("兖州区召开工作会议", "2015年5月12日,兖州区教育局局长沈若岚出席会议。"),
    "企业": ("远山农业到兖州区考察", "2016年5月12日,济宁远山农业发展有限公司董事长祝明轩到兖州区考察。"),
}
PAGES = {f"{name}.txt": f"## {title}\n\n本报讯(记者 纪一鸣) {text}\n" for name, (title, text) in TOLD.items()}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review") / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(texts: Path) -> Path:
    build([texts], texts.parent / "output")
    return texts.parent / "output" / "graph.json"


@pytest.fixture(scope="module")
def graph(built: Path) -> Graph:
    return load(built)


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    return tmp_path / "identity.csv"


def nodes(graph: Graph, name: str) -> list[str]:
    return sorted(node for node, row in graph.nodes(data=True) if row["name"] == name)


# -- why ---------------------------------------------------------------------------------------------------------------


def test_why_tells_what_was_joined_by_what_and_with_which_words(graph: Graph) -> None:
    (node,) = nodes(graph, "何以宁")
    told = plain(why(graph, node), 200)
    assert "葛仙庄镇党委 党委书记  [2015-03-02]" in told
    assert "清河县林业局 局长  [2017-03-02]" in told
    assert "(乡镇.txt#1)" in told
    assert "同一县内任职 posts in the same county: 河北省/邢台市/清河县" in told
    assert "「清河县林业局局长何以宁」  林业.txt" in told


def test_why_tells_of_namesakes_and_what_kept_them_apart(graph: Graph) -> None:
    found = nodes(graph, "林远舟")
    assert len(found) == 3
    told = plain(why(graph, found[0]), 200)
    assert all(other in told for other in found)
    assert "与不止一人相符 may be either of two" in told
    assert "posts at one time that no one has both" in plain(why(graph, found[1]), 200)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("兖州区", "兖州市 = 兖州区: 区划更名 the division was renamed"),
        ("兖州区教育局", "兖州市教育局 = 兖州区教育局: 区划更名 the division was renamed"),
        ("清河县第一中学", "清河一中 = 清河县第一中学: 简称与全称 a short and a full form"),
        ("苏见微", "同一职务 the same post"),
    ],
)
def test_why_tells_by_which_rule_names_are_one_thing_s(name: str, told: str, graph: Graph) -> None:
    (node,) = nodes(graph, name)
    assert told in plain(why(graph, node), 200)


def test_the_graph_holds_what_is_told_and_little_more(built: Path) -> None:
    rows = json.loads(built.read_text(encoding="utf-8"))["nodes"]
    told = [json.dumps([row.get("joins"), row.get("apart")], ensure_ascii=False) for row in rows]
    assert sum(map(len, told)) < 0.15 * len(built.read_text(encoding="utf-8"))


# -- doubts ------------------------------------------------------------------------------------------------------------


def test_the_doubtful_pairs_are_those_that_may_be_one_and_those_joined_on_little(graph: Graph) -> None:
    found = [(doubt.joined, graph.nodes[doubt.first]["name"], doubt.by) for doubt in doubts(graph)]
    assert (True, "何以宁", "county") in found
    assert found.count((False, "林远舟", "either")) == 2
    assert found.count((False, "林远舟", "posts")) == 1
    assert not [row for row in found if row[1] in ("苏见微", "沈若岚", "兖州区")]


def test_bodies_of_two_places_are_no_doubt_and_a_firm_of_another_region_is() -> None:
    def body(name: str, id_: str) -> dict[str, object]:
        passage = {"document": "a.txt", "start": 0, "end": len(name), "text": name}
        return {"id": f"organization:{id_}", "type": "organization", "name": name, "aliases": [], "evidence": [passage]}

    rows = [
        body("清河县政协", "河北省/邢台市/清河县/清河县政协"),
        body("兖州区政协", "山东省/济宁市/兖州区/兖州区政协"),
        body("济宁远山集团", "济宁远山集团"),
        body("远山集团", "远山集团"),
        body("邢台远山集团", "邢台远山集团"),
    ]
    found = {frozenset({doubt.first, doubt.second}) for doubt in doubts(graph_of(rows, []))}
    bare = "organization:远山集团"
    assert found == {frozenset({bare, f"organization:{place}远山集团"}) for place in ("济宁", "邢台")}


def test_the_most_useful_come_first(graph: Graph) -> None:
    found = doubts(graph)
    assert [doubt.weight for doubt in found] == sorted((doubt.weight for doubt in found), reverse=True)
    rank = [doubt.by for doubt in found if graph.nodes[doubt.first]["name"] == "林远舟"]
    assert rank == ["either", "either", "posts"]


def test_a_list_has_the_words_of_both_sides(graph: Graph) -> None:
    told = plain(listed(graph, doubts(graph)), 160)
    assert "1/" in told
    line = next(line for line in told.splitlines() if "县财政局局长林远舟" in line)
    assert "县教育局局长林远舟" in line or "县水利局局长林远舟" in line
    assert plain(listed(graph, [])) == "no doubtful pairs\n"


def test_answers_are_recorded_one_by_one(graph: Graph, identity: Path) -> None:
    answers = iter(["?", "x", "s", "n", "q", "s"])
    shown: list[object] = []
    taken = ask(graph, doubts(graph), identity, shown.append, lambda: next(answers))
    assert len(shown) == 4
    assert [decision.same for decision in taken] == [True, False]
    assert [str(decision) for decision in read(identity).decisions] == [str(decision) for decision in taken]


def test_the_end_of_the_input_ends_it(graph: Graph, identity: Path) -> None:
    def nobody() -> str:
        raise EOFError

    assert ask(graph, doubts(graph), identity, lambda shown: None, nobody) == []
    assert not identity.exists()


@pytest.mark.parametrize("same", [True, False])
def test_a_build_obeys_each_answer_and_the_pair_is_no_doubt_any_more(
    same: bool, graph: Graph, texts: Path, identity: Path
) -> None:
    wanted = next(doubt for doubt in doubts(graph) if doubt.by == ("either" if same else "county"))
    ask(graph, [wanted], identity, lambda shown: None, lambda: "s" if same else "n")
    summary = build([texts], identity.parent / "output", identity=identity)
    assert summary.unused == summary.refused == ()
    after = load(identity.parent / "output" / "graph.json")
    assert len(nodes(after, "林远舟" if same else "何以宁")) == 2
    pair = {wanted.first, wanted.second}
    assert not [doubt for doubt in doubts(after) if {doubt.first, doubt.second} == pair and doubt.by == wanted.by]


# -- commands ----------------------------------------------------------------------------------------------------------


def test_review_lists_where_nobody_is_asked(built: Path, kg: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    done = kg("review", "--list", "-g", built)
    assert (done.status, done.err) == (0, "")
    assert "林远舟" in done.out
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert kg("review", "-g", built) == done


def test_review_records_for_scripts(built: Path, identity: Path, kg: Call) -> None:
    bureau, finance, _ = nodes(load(built), "林远舟")
    done = kg("review", "--same", bureau, finance, "--reason", "调任", "-g", built, "--identity", identity)
    assert (done.status, done.err) == (0, "")
    assert (
        kg("review", "--not-same", "林远舟@清河县财政局", "林远舟@水利.txt", "-g", built, "--identity", identity).status
        == 0
    )
    first, second = read(identity).decisions
    assert (first.same, first.type, first.first.name, first.reason) == (True, "official", "林远舟", "调任")
    assert (second.same, second.first.at, second.second.at) == (False, "清河县财政局", "水利.txt")
    decided = kg("review", "--list", "-g", built, "--identity", identity).out
    assert decided.count("林远舟  官员") == kg("review", "--list", "-g", built).out.count("林远舟  官员") - 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--same", "林远舟", "苏见微"), "3 things are called so"),
        (("--same", "林无此人", "苏见微"), "nothing in the graph is called so"),
        (("--same", "苏见微"), "Give two things"),
        (("--same", "--not-same", "苏见微", "林远舟"), "Give two things"),
        (("苏见微", "林远舟"), "go with --same or --not-same"),
    ],
)
def test_review_says_what_is_wrong(arguments: tuple[str, ...], told: str, built: Path, kg: Call) -> None:
    done = kg("review", *arguments, "-g", built)
    assert (done.status, done.out) == (2, "")
    assert len(done.errors) == 1
    assert told in done.err


def test_names_and_ids_refer_to_things(graph: Graph) -> None:
    (node,) = nodes(graph, "苏见微")
    assert named(graph, node)[0] == named(graph, "苏见微")[0] == node
    assert named(graph, "苏见微@教育.txt")[1].at == "教育.txt"


def test_show_why(built: Path, kg: Call) -> None:
    done = kg("show", "苏见微", "--why", "-g", built)
    assert (done.status, done.err) == (0, "")
    assert "合并依据 joined by" in done.out
    assert kg("show", "苏见微", "--why", "--at", "2020", "-g", built).status == 2


def test_build_reports_decisions_that_were_not_used_and_those_that_cannot_be(
    texts: Path, identity: Path, kg: Call, fingerprint: Fingerprint
) -> None:
    header = "decision,name,at,other,other_at\n"
    identity.write_text(f"{header}same,何望舒,甲,何望舒,乙\n", encoding="utf-8")
    output = identity.parent / "output"
    done = kg("build", texts, "-o", output, "--quiet")
    assert (done.status, done.out) == (0, "")
    assert done.errors == [f"kg: {identity}: row 2: nothing in this build is 何望舒（甲）; kept, not used"]
    assert identity.read_text(encoding="utf-8").startswith(header)
    identity.write_text(f"{header}same,林远舟,,苏见微,\n", encoding="utf-8")
    done = kg("build", texts, "-o", output, "--quiet")
    assert (done.status, len(done.errors)) == (1, 1)
    before = fingerprint(output)
    identity.write_text(f"{header}same,甲一,,乙一,\nnot-same,乙一,,甲一,\n", encoding="utf-8")
    done = kg("build", texts, "-o", output, "--quiet")
    assert (done.status, len(done.errors)) == (2, 1)
    assert "rows 2 and 3 contradict each other" in done.err
    assert fingerprint(output) == before
    assert kg("build", texts, "-o", output, "--identity", identity.parent / "none.csv").status == 2


# -- any order ---------------------------------------------------------------------------------------------------------


def test_ten_orders_of_the_pages_and_of_the_decisions_give_the_same_bytes(
    texts: Path, tmp_path: Path, fingerprint: Fingerprint
) -> None:
    decisions = [
        "same,,林远舟,清河县教育局,林远舟,清河县财政局,调任",
        "not-same,,何以宁,清河县林业局,何以宁,乡镇.txt,两人",
        "not-same,,苏见微,教育.txt,苏见微,财政.txt,",
        "same,,清河一中,财政.txt,清河县第一中学,教育.txt,",
        "same,,何望舒,甲,何望舒,乙,",
    ]
    expected = None
    for seed in range(10):
        dice = random.Random(seed)
        files = dice.sample(sorted(texts.iterdir()), len(PAGES))
        place = tmp_path / str(seed)
        place.mkdir()
        rows = dice.sample(decisions, len(decisions))
        (place / "identity.csv").write_text(
            "\n".join(["decision,type,name,at,other,other_at,reason", *rows]), encoding="utf-8"
        )
        build(files, place / "output")
        found = fingerprint(place / "output")
        expected = expected or found
        assert found == expected, seed


def test_pages_about_something_else_change_no_id(texts: Path, tmp_path: Path) -> None:
    def ids(*names: str) -> set[str]:
        build([texts / f"{name}.txt" for name in names], tmp_path / "output")
        return set(load(tmp_path / "output" / "graph.json"))

    few = ids("教育", "乡镇", "旧名")
    assert few <= ids("教育", "乡镇", "旧名", "水利", "新名", "企业")
