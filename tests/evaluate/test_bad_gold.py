"""Gold that cannot be used is refused in one line that names the file and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError
from kg.evaluate import evaluate
from kg.evaluate.gold import fold
from kg.graph import Graph, from_node_link

HEAD = "document: qinghe.txt\n"


@pytest.fixture
def empty() -> Graph:
    return from_node_link({"nodes": [], "edges": []})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("document: [qinghe.txt", "not YAML"),
        ("entities: []", "add a line `document"),
        ("- a list", "add a line `document"),
        (HEAD + "entities: 青禾县", "is not a list"),
        (HEAD + "entities: [[county, 青禾县, []]]", "unknown type 'county'"),
        (HEAD + "entities: [[district|shire, 青禾县, []]]", "unknown type 'shire'"),
        (HEAD + "entities: [[district, 青禾县]]", "[type, name, [other names]]"),
        (HEAD + "tolerated: [[district, 青禾县, 我县]]", "[type, name, [other names]]"),
        (HEAD + "events: [{key: [[签约]]}]", "{id: ..."),
        (HEAD + "events: [{id: fair, key: [签约]}]", "{id: ..."),
        (HEAD + "relations: [[林远舟, rules, 青禾县]]", "unknown relation 'rules'"),
        (HEAD + "relations: [[林远舟, holds_post]]", "[subject, relation, object"),
        (HEAD + "relations: [[林远舟, holds_post, 青禾县, 县长]]", "[subject, relation, object"),
        (HEAD + "indicators: [{district: 青禾县, key: [税收], value: 许多, unit: 亿}]", "value: number"),
    ],
)
def test_bad_gold_is_named(tmp_path: Path, empty: Graph, content: str, says: str) -> None:
    path = tmp_path / "qinghe.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KgError) as caught:
        evaluate(empty, tmp_path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert says in message
    assert "\n" not in message


def test_gold_in_another_encoding_is_named(tmp_path: Path, empty: Graph) -> None:
    path = tmp_path / "qinghe.yaml"
    path.write_bytes("document: 青禾.txt".encode("gb18030"))
    with pytest.raises(KgError, match=r"qinghe\.yaml.*save it as UTF-8"):
        evaluate(empty, tmp_path)


def test_no_gold(tmp_path: Path, empty: Graph) -> None:
    with pytest.raises(KgError, match=r"holds no \.yaml file"):
        evaluate(empty, tmp_path)
    with pytest.raises(KgError, match="no such folder"):
        evaluate(empty, tmp_path / "gold")


def test_a_text_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "qinghe.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "qinghe.txt").write_bytes("青禾县".encode("gb18030"))
    evidence = [{"document": "qinghe.txt", "start": 0, "end": 3, "text": "青禾县"}]
    graph = from_node_link(
        {"nodes": [{"id": "a", "type": "district", "name": "青禾县", "evidence": evidence}], "edges": []}
    )
    with pytest.raises(KgError, match=r"qinghe\.txt: not UTF-8"):
        evaluate(graph, tmp_path, tmp_path)


@pytest.mark.parametrize(
    ("one", "other"),
    [("“百日攻坚”", "百日攻坚"), ("ＡＢＣ 公司", "abc公司"), ("买买提·艾力", "买买提艾力"), ("青禾\u3000县", "青禾县")],
)
def test_names_are_folded(one: str, other: str) -> None:
    assert fold(one) == fold(other)
