"""A small graph of invented people and places, and the text that it is read from."""

from __future__ import annotations

from typing import Any

TEXT = (
    "青禾县召开产业大会\n"
    "本报讯（记者 苏晚晴）8月9日，青禾县召开产业大会。县委副书记、县长林远舟主持会议并讲话。"
    "青禾县属云川市。县农业局局长沈知秋汇报工作。\n"
)
DOCUMENT = "2022/青禾日报.txt"


def said(words: str, nth: int = 0) -> dict[str, Any]:
    """Evidence: the nth place where the words stand in TEXT."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return {"document": DOCUMENT, "start": start, "end": start + len(words), "text": words}


def node(identity: str, node_type: str, name: str, evidence: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"id": identity, "type": node_type, "name": name, "aliases": [], "evidence": evidence, **more}


def data() -> dict[str, Any]:
    """Plain data of the graph of TEXT, as graph.json holds it."""
    town, city, head = "district:青禾县", "district:云川市", "official:林远舟"
    office, meeting, article = "organization:青禾县农业局", "event:青禾县产业大会", "article:1"
    second = "official:沈知秋"
    nodes = [
        node(town, "district", "青禾县", [said("青禾县", 1)], level="county", code=None),
        node(city, "district", "云川市", [said("云川市")], level="prefecture", code="990100"),
        {
            "id": "district:南陵省",
            "type": "district",
            "name": "南陵省",
            "aliases": [],
            "level": "province",
            "inferred": True,
        },
        node(head, "official", "林远舟", [said("林远舟")], aliases=["林县长"]),
        node(second, "official", "沈知秋", [said("沈知秋")]),
        node(office, "organization", "青禾县农业局", [said("县农业局")], aliases=["县农业局"]),
        node(meeting, "event", "青禾县产业大会", [said("产业大会")], date="2022-08-09", kind="meeting"),
        node("journalist:苏晚晴", "journalist", "苏晚晴", [said("苏晚晴")]),
        node(article, "article", "青禾县召开产业大会", [said("青禾县召开产业大会")], title="青禾县召开产业大会"),
        node("industry:茶叶", "industry", "茶叶", [said("产业")]),
    ]
    sentence = said("县委副书记、县长林远舟主持会议并讲话")
    edges = [
        {"source": town, "target": city, "type": "part_of", "evidence": [said("青禾县属云川市")]},
        {"source": city, "target": "district:南陵省", "type": "part_of", "inferred": True},
        {
            "source": head,
            "target": town,
            "type": "holds_post",
            "post": "县长",
            "as_of": "2022-08-09",
            "evidence": [sentence],
        },
        {"source": head, "target": town, "type": "holds_post", "post": "县委副书记", "evidence": [sentence]},
        {"source": head, "target": meeting, "type": "attended", "role": "host", "evidence": [said("林远舟主持会议")]},
        {
            "source": second,
            "target": office,
            "type": "holds_post",
            "post": "局长",
            "evidence": [said("县农业局局长沈知秋")],
        },
        {"source": office, "target": town, "type": "belongs_to", "evidence": [said("县农业局")]},
        {
            "source": "journalist:苏晚晴",
            "target": article,
            "type": "wrote",
            "role": "记者",
            "evidence": [said("苏晚晴")],
        },
        *(
            {"source": article, "target": each, "type": "mentions", "evidence": [said("青禾县")]}
            for each in (town, head)
        ),
    ]
    return {"graph": {}, "nodes": nodes, "edges": edges}
