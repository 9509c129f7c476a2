"""The sample pages and the graph of them that is kept in output/: fresh, conforming, answering, and accurate."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import ROOT

from kg.evaluate import Evaluation, check_floors, evaluate
from kg.export import WRITERS
from kg.graph import load
from kg.intake import SKIPPED
from kg.query import named, run
from kg.validate import validate

OUTPUT = ROOT / "output"
FLOORS = ROOT / "tests" / "floors.yaml"
FILE = "000_59187ce66b8751f1.txt"


def answers(question: str, **parameters: str) -> list[tuple[str, ...]]:
    return run(OUTPUT / "graph.ttl", named(question, parameters)).rows()


@pytest.mark.parametrize("name", WRITERS)
def test_output_is_what_the_seeds_give(name: str, seeds_built: Path) -> None:
    kept = OUTPUT / name
    assert kept.is_file(), f"output/{name} is not there: run `make graph` and commit it"
    same = kept.read_bytes() == (seeds_built / name).read_bytes()
    assert same, f"output/{name} is not what seeds/ give today: run `make graph` and commit it"


def test_output_holds_nothing_else() -> None:
    assert {path.name for path in OUTPUT.iterdir()} == {*WRITERS, SKIPPED}


def test_output_conforms_to_the_shapes() -> None:
    assert validate(OUTPUT / "graph.ttl") == []


# Four questions, and the answers that a reader of the pages would give


def test_who_holds_which_post_in_a_district() -> None:
    held = {row[:3] for row in answers("posts-in", district="太白湖新区")}
    assert held >= {
        ("刘昭立", "党工委副书记", "太白湖新区党工委"),
        ("刘昭立", "管委会主任", "太白湖新区管委会"),
        ("周相华", "党工委副书记", "太白湖新区党工委"),
    }
    assert {person for person, _, _ in held} == {
        *("展鑫", "杜庆节", "刘昭立", "周相华", "赵红雨"),
        *("张成俊", "张德强", "孟昭峰", "孙兴格", "王景奎"),
    }


def test_who_attended_what_on_a_day() -> None:
    attended = answers("attendance-on", date="2022-08-09")
    assert {date for date, _, _, _ in attended} == {"2022-08-09"}
    committee = {(who, role) for _, event, who, role in attended if "党工委委员会" in event}
    leaders = ("展鑫", "杜庆节", "刘昭立", "周相华", "张成俊", "张德强", "孟昭峰", "孙兴格", "王景奎")
    assert committee == {*((leader, "出席") for leader in leaders), ("石桥镇", "列席"), ("许庄街道", "列席")}
    speakers = {who for _, event, who, role in attended if "动员大会" in event and role == "讲话"}
    assert speakers == {
        *("太白湖新区教育分局", "太白湖新区生态环境分局", "太白湖新区投资促进中心"),
        *("新城投", "石桥镇", "许庄街道"),
    }


def test_which_districts_develop_which_industries() -> None:
    assert {row[:2] for row in answers("industries")} == {
        *(("兖州区", industry) for industry in ("装备制造", "食品医药", "高端化工")),
        *(("曲阜市", industry) for industry in ("电子信息", "汽车零部件", "生物医药")),
        *(("济宁高新区", industry) for industry in ("高端装备", "医养健康", "新一代信息技术", "新材料新能源")),
    }


def test_the_sentence_behind_a_fact() -> None:
    text = (ROOT / "seeds" / FILE).read_bytes().decode("utf-8")
    behind = [row for row in answers("evidence-of", name="赵红雨") if "任职" in row[0]]
    assert behind
    for fact, quote, document, start, end in behind:
        assert fact == "赵红雨 任职 太白湖新区管委会 管委会副主任"
        assert document == FILE
        assert text[int(start) : int(end)] == quote
        assert "赵红雨" in quote


# Accuracy


@pytest.fixture(scope="module")
def measured() -> Evaluation:
    return evaluate(load(OUTPUT / "graph.json"), ROOT / "tests" / "gold", ROOT / "seeds")


def test_no_figure_falls_short_of_its_floor(measured: Evaluation) -> None:
    assert check_floors(measured, FLOORS) == []


def test_every_passage_is_what_the_text_says(measured: Evaluation) -> None:
    assert measured.evidence
    assert measured.evidence.spans > 0
    assert measured.evidence.bad == ()
    assert measured.evidence.facts_without == 0
