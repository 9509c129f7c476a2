"""Dossiers: finding an entity by name, what is told of it, and how that is printed."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from kg.errors import KgError
from kg.graph import Graph, from_node_link
from kg.show import dossier, find, plain, show
from kg.vocabulary import VOCABULARY

AUGUST = (
    "## 青禾县召开招商大会\n\n"
    "本报8月9日讯 8月9日，青禾县召开招商大会。县委书记林远舟主\n\n持会议，县长周牧野出席。"
    "青禾县上半年进出口额增长400%，全年要达到500%。青禾产业园“百日攻坚”开工，发展装备制造。\n"
)
MAY = "5月3日，青禾县委书记林远舟到白鹭市考察。\n"
NORTH = "北岭乡乡长林远舟说。\n"
DOCUMENTS = {"august.txt": AUGUST, "may.txt": MAY, "north.txt": NORTH}


def said(document: str, *words: str) -> dict[str, Any]:
    text = DOCUMENTS[document]
    starts = [(text.index(each), each) for each in words]
    return {
        "evidence": [{"document": document, "start": at, "end": at + len(each), "text": each} for at, each in starts]
    }


def node(node_id: str, of_type: str, name: str, told: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": node_id, "type": of_type, "name": name, "aliases": [], **told, **more}


def edge(source: str, relation: str, target: str, told: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"source": source, "target": target, "type": relation, **told, **more}


INFERRED = {"inferred": True}
NODES = [
    node("county", "district", "青禾县", said("august.txt", "青禾县"), aliases=["我县"], level="county", code="370899"),
    node("city", "district", "白鹭市", said("may.txt", "白鹭市"), level="prefecture", code=None),
    node("province", "district", "云川省", INFERRED, level="province", code="370000"),
    node("committee", "organization", "青禾县委", said("august.txt", "县委"), aliases=["县委"]),
    node("town", "organization", "北岭乡人民政府", said("north.txt", "北岭乡")),
    node("lin", "official", "林远舟", said("august.txt", "林远舟")),
    node("lin-north", "official", "林远舟", said("north.txt", "林远舟")),
    node("zhou", "official", "周牧野", said("august.txt", "周牧野")),
    node("fair", "event", "青禾县招商大会", said("august.txt", "招商大会"), date="2022-08-09", kind="meeting"),
    node("visit", "event", "白鹭市考察", said("may.txt", "考察"), date="2022-05-03", kind="visit"),
    node("undated", "event", "座谈会", said("may.txt", "考察"), kind="meeting"),
    node("park", "project", "青禾产业园", said("august.txt", "青禾产业园")),
    node("drive", "campaign", "“百日攻坚”", said("august.txt", "百日攻坚")),
    node("trade", "industry", "装备制造", said("august.txt", "装备制造")),
    node(
        "growth",
        "indicator",
        "进出口额",
        said("august.txt", "400%"),
        value=400,
        unit="%",
        comparator="ge",
        period="2022",
    ),
    node(
        "goal", "indicator", "进出口额目标", said("august.txt", "500%"), value=5, upper=6, unit="倍", comparator="range"
    ),
    node("article", "article", "青禾县召开招商大会", said("august.txt", "青禾县召开招商大会"), published="2022-08-10"),
]
EDGES = [
    edge("county", "part_of", "province", INFERRED),
    edge("committee", "belongs_to", "county", said("august.txt", "县委")),
    edge("lin", "holds_post", "committee", said("august.txt", "县委书记"), post="县委书记", as_of="2022-08-09"),
    edge(
        "lin",
        "holds_post",
        "committee",
        said("may.txt", "县委书记"),
        post="县委书记",
        as_of="2022-05-03",
        start="2021-12",
    ),
    edge("zhou", "holds_post", "county", said("august.txt", "县长"), post="县长"),
    edge("lin-north", "holds_post", "town", said("north.txt", "乡长"), post="乡长"),
    edge("lin", "attended", "undated", said("may.txt", "考察"), role="attendee"),
    edge("lin", "attended", "fair", said("august.txt", "林远舟主\n\n持会议"), role="host"),
    edge("lin", "attended", "visit", said("may.txt", "考察"), role="leader"),
    edge("fair", "held_in", "county", said("august.txt", "召开招商大会")),
    edge("fair", "organized_by", "committee", said("august.txt", "招商大会")),
    edge("park", "located_in", "county", said("august.txt", "青禾产业园")),
    edge("county", "runs", "drive", said("august.txt", "百日攻坚")),
    edge("county", "develops", "trade", said("august.txt", "装备制造")),
    edge("county", "reports", "growth", said("august.txt", "400%")),
    edge("county", "targets", "goal", said("august.txt", "500%")),
    edge("city", "cooperates_with", "county", said("may.txt", "白鹭市")),
    edge("article", "mentions", "lin", said("august.txt", "林远舟")),
    edge("article", "mentions", "county", said("august.txt", "青禾县")),
]


@pytest.fixture
def graph() -> Graph:
    return from_node_link({"nodes": NODES, "edges": EDGES})


def sections(graph: Graph, node_id: str) -> dict[str, list[str]]:
    """Heading -> the facts below it, as worded."""
    return {heading: [fact.wording for fact in facts] for heading, facts in dossier(graph, node_id).sections}


# -- finding ----------------------------------------------------------------------------------------------------------


def test_find_by_name_alias_part_and_id(graph: Graph) -> None:
    assert find(graph, "白鹭市") == ["city"]
    assert find(graph, "我县") == ["county"]
    assert find(graph, "百日攻坚") == ["drive"]  # quotation marks do not matter
    assert find(graph, "产业园") == ["park"]
    assert find(graph, "lin-north") == ["lin-north"]


def test_an_exact_name_comes_before_names_that_contain_it(graph: Graph) -> None:
    assert find(graph, "青禾县") == ["county"]
    # none is called 青禾: the shortest first
    assert find(graph, "青禾") == ["county", "committee", "park", "fair", "article"]


def test_a_name_comes_before_an_alias() -> None:
    told = said("north.txt", "北岭乡")
    rows = [node("a", "organization", "县委", told), node("0", "organization", "青禾县委", told, aliases=["县委"])]
    assert find(from_node_link({"nodes": rows, "edges": []}), "县委") == ["a", "0"]


def test_find_offers_close_names(graph: Graph) -> None:
    with pytest.raises(KgError, match=r"林远洲: nothing .* the closest names are 林远舟"):
        find(graph, "林远洲")
    with pytest.raises(KgError, match="no name in the graph is close"):
        find(graph, "zzz")
    with pytest.raises(KgError, match="no name was given"):
        find(graph, " ")


def test_namesakes_are_both_shown(graph: Graph) -> None:
    assert find(graph, "林远舟") == ["lin", "lin-north"]
    printed = plain(show(graph, "林远舟"))
    assert printed.startswith("2 entities are called 林远舟")
    assert "青禾县委 · 县委书记" in printed
    assert "北岭乡人民政府 · 乡长" in printed
    assert "同名 namesakes, not known to be one: lin-north" in printed
    assert "同名 namesakes, not known to be one: lin\n" in printed


def test_several_names_that_contain_it_are_listed(graph: Graph) -> None:
    printed = plain(show(graph, "青禾"))
    assert printed.splitlines()[0] == "5 names contain 青禾; ask for one of them:"
    assert "  青禾产业园  项目 project" in printed.splitlines()


def test_no_such_node(graph: Graph) -> None:
    with pytest.raises(KgError, match="nobody: no such node"):
        dossier(graph, "nobody")


# -- what is told -----------------------------------------------------------------------------------------------------


def test_a_person(graph: Graph) -> None:
    assert sections(graph, "lin") == {
        "任职 holds post": ["青禾县委 · 县委书记"],
        "参加 attended": ["2022-05-03 白鹭市考察 · leader", "2022-08-09 青禾县招商大会 · host", "座谈会 · attendee"],
        "提及它的报道 articles that mention it": ["2022-08-10 青禾县召开招商大会"],
    }


def test_sightings_of_one_post_are_one_fact(graph: Graph) -> None:
    ((_, (post,)), *_) = dossier(graph, "lin").sections
    assert post.when == "seen 2022-05-03, 2022-08-09; start 2021-12"
    assert [quote.document for quote in post.quotes] == ["august.txt", "may.txt"]


def test_a_district_speaks_for_its_bodies(graph: Graph) -> None:
    assert sections(graph, "county") == {
        "隶属 part of": ["云川省"],
        "任职者 posts held here": ["周牧野 · 县长", "林远舟 · 县委书记 · 青禾县委"],
        "主办的事件 events organized": ["2022-08-09 青禾县招商大会 · 青禾县委"],
        "在此举行的事件 events held here": ["2022-08-09 青禾县招商大会"],
        "合作 cooperates with": ["白鹭市"],
        "在此的项目与机构 projects and bodies here": ["青禾产业园"],
        "开展 runs": ["“百日攻坚”"],
        "发展 develops": ["装备制造"],
        "目标 targets": ["进出口额目标 5–6倍"],
        "实现 reports": ["进出口额 ≥400% (2022)"],
        "所属机构 bodies": ["青禾县委"],
        "提及它的报道 articles that mention it": ["2022-08-10 青禾县召开招商大会"],
    }


def test_details_come_from_the_vocabulary(graph: Graph) -> None:
    details = dict(dossier(graph, "county").details)
    assert details["级别 level"] == "county"
    assert details["别名 aliases"] == "我县"


def test_every_relation_has_a_place_both_ways() -> None:
    for name, relation in VOCABULARY.relations.items():
        source = node("a", relation.domain[0], "甲", INFERRED, value=1, unit="个")
        target = node("b", "event" if relation.range == ("any",) else relation.range[0], "乙", INFERRED, value=1)
        graph = from_node_link({"nodes": [source, target], "edges": [edge("a", name, "b", INFERRED)]})
        assert len(dossier(graph, "a").sections) == 1, name
        assert len(dossier(graph, "b").sections) == 1, name


def test_bodies_of_bodies_and_circles() -> None:
    told = said("north.txt", "北岭乡")
    rows = [node(each, "organization", each, told) for each in ("县政府", "教育局", "股室")]
    rows.append(node("zhou", "official", "周牧野", told))
    edges = [
        edge("教育局", "belongs_to", "县政府", told),
        edge("股室", "belongs_to", "教育局", told),
        edge("县政府", "belongs_to", "股室", told),
        edge("zhou", "holds_post", "股室", told, post="股长"),
    ]
    graph = from_node_link({"nodes": rows, "edges": edges})
    assert sections(graph, "县政府")["任职者 posts held here"] == ["周牧野 · 股长 · 股室"]


def test_what_was_concluded_says_so(graph: Graph) -> None:
    assert "云川省  (推断 inferred, not in the texts)" in plain(dossier(graph, "county"))
    assert (
        plain(dossier(graph, "province")).splitlines()[0] == "云川省  区划 district  (推断 inferred, not in the texts)"
    )


# -- the words behind it ----------------------------------------------------------------------------------------------


def test_the_exact_words_with_document_and_offsets(graph: Graph) -> None:
    start = AUGUST.index("县长")
    assert f"「县长」  august.txt {start}-{start + 2}" in plain(dossier(graph, "zhou"))


def test_the_sentence_around_the_words_joined_over_line_ends(graph: Graph) -> None:
    printed = plain(dossier(graph, "zhou", DOCUMENTS), width=120)
    assert "    县委书记林远舟主持会议，【县长】周牧野出席。  august.txt" in printed
    printed = plain(dossier(graph, "lin", DOCUMENTS), width=120)
    assert "    县委书记【林远舟主持会议】，县长周牧野出席。  august.txt" in printed


def test_a_heading_is_a_sentence_by_itself(graph: Graph) -> None:
    assert "  ## 【青禾县】召开招商大会  august.txt 3-6\n" in plain(dossier(graph, "county", DOCUMENTS))
    text = "开头\n## 标题\n正文没有句号\n## 下一个"
    assert "  【正文】没有句号  a.txt" in quoted(text, "正文")


def test_a_long_line_is_cut_and_says_so() -> None:
    printed = quoted("前" * 200 + "青禾县" + "后" * 200, "青禾县")
    assert printed.count("…") == 2
    assert "前" * 5 + "【青禾县】" + "后" * 5 in printed.replace("\n  ", "")


def test_words_that_end_their_sentence() -> None:
    assert "  青禾县【开工。】  a.txt" in quoted("青禾县开工。白鹭市没有。", "开工。")
    assert "  「青禾县开工。」  a.txt" in quoted("青禾县开工。白鹭市没有。", "青禾县开工。")
    assert "  他说：“青禾县【开工】。”  a.txt" in quoted("他说：“青禾县开工。”白鹭市没有。", "开工")


def test_a_text_that_has_changed_since() -> None:
    graph = from_node_link({"nodes": [node("a", "district", "白鹭市", said("may.txt", "白鹭市"))], "edges": []})
    printed = plain(dossier(graph, "a", {"may.txt": "另一篇"}))
    assert "「白鹭市」" in printed
    assert "the text has changed since the build" in printed


def test_many_passages_are_counted() -> None:
    told = said("august.txt", "青", "禾", "县", "商", "会")
    graph = from_node_link({"nodes": [node("a", "district", "青禾县", told)], "edges": []})
    printed = plain(dossier(graph, "a"))
    assert printed.count("august.txt") == 3
    assert "(2 more)" in printed


def quoted(text: str, words: str) -> str:
    """The dossier of a node whose evidence is `words` of `text`."""
    start = text.index(words)
    evidence = [{"document": "a.txt", "start": start, "end": start + len(words), "text": words}]
    graph = from_node_link(
        {"nodes": [{"id": "a", "type": "project", "name": "甲", "aliases": [], "evidence": evidence}], "edges": []}
    )
    return plain(dossier(graph, "a", {"a.txt": text}))


# -- how it is printed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [24, 40, 80])
def test_plain_lines_keep_the_width(graph: Graph, width: int) -> None:
    """A Chinese character takes two columns, and no mark that ends a clause begins a line."""
    for node_id in graph:
        lines = plain(dossier(graph, node_id, DOCUMENTS), width).splitlines()
        assert max(cell_len(line) for line in lines) <= width
        assert not any(line.lstrip().startswith(("，", "。", "】")) for line in lines)


def test_nothing_is_lost_in_wrapping(graph: Graph) -> None:
    narrow, wide = (plain(dossier(graph, "lin", DOCUMENTS), width) for width in (30, 500))
    assert "".join(narrow.split()) == "".join(wide.split())


def test_plain_text_has_no_escapes(graph: Graph) -> None:
    assert "\x1b" not in plain(show(graph, "林远舟", DOCUMENTS))


def test_a_terminal_gets_bold_words(graph: Graph) -> None:
    out = StringIO()
    Console(file=out, width=200, force_terminal=True, color_system="standard", no_color=False).print(
        dossier(graph, "zhou", DOCUMENTS)
    )
    assert "\x1b[1m县长\x1b[0m" in out.getvalue()
    assert "【" not in out.getvalue()


def test_text_cannot_steer_the_terminal() -> None:
    printed = quoted("甲\x1b[2J\u202e[red]乙。", "甲\x1b[2J\u202e[red]乙")
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    assert "[red]" in printed  # not taken for markup
