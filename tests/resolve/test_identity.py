"""A reader's decisions: read from the file as a spreadsheet leaves it, held against a collection, obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_persons import BUREAU, CITY, COUNTY, ELSEWHERE, FINANCE, LIN, page

from kg.errors import KgError
from kg.graph import Graph, assemble
from kg.model import Findings
from kg.resolve.identity import COLUMNS, Decision, Decisions, Reference, beside, decisions_of, read, record

HEADER = ",".join(COLUMNS)
BUREAU_2019 = page("a.txt", BUREAU, date="2019-05-11")
FINANCE_2021 = page("b.txt", FINANCE, date="2021-06-01")
ELSEWHERE_2021 = page("c.txt", ELSEWHERE, date="2021-06-01")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "identity.csv"


def written(file: Path, *rows: str, header: str = HEADER) -> Decisions:
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return read(file)


def groups(graph: Graph, name: str = LIN) -> set[frozenset[str]]:
    """The documents of each node of the name."""
    return {
        frozenset(e["document"] for e in row["evidence"])
        for _, row in graph.nodes(data=True)
        if row["name"] == name and row["type"] != "article"
    }


def alone(*documents: str) -> set[frozenset[str]]:
    return {frozenset({document}) for document in documents}


# -- obeyed ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        f"same,,{LIN},青禾县教育局,{LIN},柳溪县教育局,调任",
        f"same,person,{LIN},a.txt,{LIN},c.txt#1,",
        f"same,official,{LIN},青禾县,{LIN},柳溪县,",
        f"SAME , official,official:{LIN}@云川省/白鹭市/青禾县/青禾县教育局,,{LIN},柳溪县教育局,",
    ],
)
def test_same_joins_what_nothing_else_does(row: str, file: Path) -> None:
    assert groups(assemble([BUREAU_2019, ELSEWHERE_2021])) == alone("a.txt", "c.txt")
    decisions = written(file, row)
    assert groups(assemble([BUREAU_2019, ELSEWHERE_2021], decisions)) == {frozenset({"a.txt", "c.txt"})}
    assert decisions.unused == decisions.refused == []


@pytest.mark.parametrize(
    "row",
    [
        f"not-same,,{LIN},青禾县教育局,{LIN},青禾县财政局,两人",
        f"not same,,{LIN},a.txt,{LIN},b.txt,",
        f"not-same,,{LIN},b.txt,{LIN},a.txt,",
    ],
)
def test_not_same_keeps_apart_what_would_be_one(row: str, file: Path) -> None:
    assert groups(assemble([BUREAU_2019, FINANCE_2021])) == {frozenset({"a.txt", "b.txt"})}
    graph = assemble([BUREAU_2019, FINANCE_2021], written(file, row))
    assert groups(graph) == alone("a.txt", "b.txt")
    told = [row for _, each in graph.nodes(data=True) for row in each.get("apart", ())]
    assert [row["by"] for row in told] == ["reader"]


def test_the_reason_is_in_the_graph(file: Path) -> None:
    graph = assemble([BUREAU_2019, ELSEWHERE_2021], written(file, f"same,,{LIN},a.txt,{LIN},c.txt,2021年调任"))
    (joins,) = [row["joins"] for _, row in graph.nodes(data=True) if row["name"] == LIN]
    assert joins == [{"by": "reader", "at": "2021年调任", "things": ["a.txt#1", "c.txt#1"]}]


def test_same_goes_before_what_speaks_against_it(file: Path) -> None:
    on_one_day = [page("a.txt", BUREAU, date="2021-06-01"), FINANCE_2021]
    assert len(groups(assemble(on_one_day))) == 2
    assert len(groups(assemble(on_one_day, written(file, f"same,,{LIN},a.txt,{LIN},b.txt,")))) == 1


def test_one_person_may_have_two_names(file: Path) -> None:
    other = page("b.txt", FINANCE, date="2021-06-01", name="林远洲")
    graph = assemble([BUREAU_2019, other], written(file, f"same,,{LIN},a.txt,林远洲,b.txt,别字"))
    people = [row for _, row in graph.nodes(data=True) if row["type"] == "official"]
    assert [(row["name"], row["aliases"]) for row in people] == [("林远洲", ["林远舟"])]


@pytest.mark.parametrize("type_", ["organization", "project", "campaign", "event"])
def test_things_of_every_type_can_be_joined_and_told_apart(type_: str, file: Path) -> None:
    def named(document: str, name: str) -> Findings:
        thing = page(document, name=name, type_=type_, about=(CITY,))
        return thing

    two = [named("a.txt", "望岳湖生态行动"), named("b.txt", "望岳湖行动")]
    one = written(file, f"same,{type_},望岳湖生态行动,,望岳湖行动,,")
    assert len(groups(assemble(two, one), "望岳湖生态行动")) == 1
    assert groups(assemble(two, one), "望岳湖行动") == set()
    same = [named("a.txt", "望岳湖行动"), named("b.txt", "望岳湖行动")]
    before = groups(assemble(same), "望岳湖行动")
    assert before == (alone("a.txt", "b.txt") if type_ == "event" else {frozenset({"a.txt", "b.txt"})})
    two_again = written(file, f"not-same,{type_},望岳湖行动,a.txt,望岳湖行动,b.txt,")
    assert groups(assemble(same, two_again), "望岳湖行动") == alone("a.txt", "b.txt")


def test_what_was_told_apart_can_be_joined_with_others(file: Path) -> None:
    """a and b of one name are two, and c is b, though its name alone would make it all three's."""
    three = [page(d, name="望岳湖行动", type_="campaign", about=(CITY,)) for d in ("a.txt", "b.txt", "c.txt")]
    decisions = written(
        file,
        "not-same,campaign,望岳湖行动,a.txt,望岳湖行动,b.txt,",
        "same,campaign,望岳湖行动,b.txt,望岳湖行动,c.txt,",
    )
    assert groups(assemble(three, decisions), "望岳湖行动") == {frozenset({"a.txt"}), frozenset({"b.txt", "c.txt"})}


# -- not obeyed --------------------------------------------------------------------------------------------------------


def test_a_decision_on_nothing_is_reported_in_a_line_and_changes_nothing(file: Path) -> None:
    decisions = written(file, "same,,沈若岚,青禾县教育局,沈若岚,青禾县财政局,")
    graph = assemble([BUREAU_2019, FINANCE_2021], decisions)
    assert groups(graph) == groups(assemble([BUREAU_2019, FINANCE_2021]))
    assert decisions.unused == [f"{file}: row 2: nothing in this build is 沈若岚（青禾县教育局）; kept, not used"]


def test_it_is_used_when_the_pages_come_and_not_when_they_go(file: Path) -> None:
    decisions = written(file, f"same,,{LIN},青禾县教育局,{LIN},柳溪县教育局,")
    assemble([BUREAU_2019], decisions)
    assert len(decisions.unused) == 1
    assert groups(assemble([BUREAU_2019, ELSEWHERE_2021], decisions)) == {frozenset({"a.txt", "c.txt"})}
    assert decisions.unused == []


def test_what_may_be_either_of_two_is_refused_in_a_line(file: Path) -> None:
    decisions = written(file, f"same,,{LIN},,{LIN},c.txt,")
    assert groups(assemble([BUREAU_2019, ELSEWHERE_2021], decisions)) == alone("a.txt", "c.txt")
    (line,) = decisions.refused
    assert line.startswith(f"{file}: row 2: {LIN} may be official:{LIN}@")
    assert line.endswith("say in the column at which is meant")


def test_one_thing_of_one_article_cannot_be_two(file: Path) -> None:
    decisions = written(file, f"not-same,,{LIN},青禾县教育局,{LIN},青禾县,")
    assemble([BUREAU_2019, FINANCE_2021], decisions)
    assert "are one thing in one article" in decisions.refused[0]


def test_things_of_different_kinds_cannot_be_one(file: Path) -> None:
    decisions = written(file, f"same,,{LIN},a.txt,青禾县财政局,b.txt,")
    assemble([BUREAU_2019, FINANCE_2021], decisions)
    assert "different kinds" in decisions.refused[0]


# -- contradictions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (["same,,甲一,A局,甲一,B局,", "not-same,,甲一,B局,甲一,A局,"], "rows 2 and 3"),
        (
            ["same,,甲一,A局,甲一,B局,", "", "same,,甲一,B局,甲一,C局,", "not-same,,甲一,A局,甲一,C局,"],
            "rows 2, 4 and 5",
        ),
        ([f"same,,{LIN},a.txt,{LIN},b.txt,", f"not-same,,{LIN},青禾县教育局,{LIN},b.txt#1,"], "rows 2 and 3"),
    ],
)
def test_decisions_that_contradict_each_other_are_one_error(rows: list[str], named: str, file: Path) -> None:
    with pytest.raises(KgError) as error:
        assemble([BUREAU_2019, FINANCE_2021], written(file, *rows))
    assert f"{file}: {named} contradict each other" in str(error.value)
    assert "\n" not in str(error.value)


# -- the file ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_the_file_is_read_as_a_spreadsheet_saves_it(mark: bytes, end: bytes, file: Path) -> None:
    rows = [HEADER, 'not-same,person,"张,伟","甲|乙",张伟,丙,"说""不"""', ",,,,,,", ""]
    file.write_bytes(mark + end.join(row.encode() for row in rows))
    (decision,) = read(file).decisions
    assert decision == Decision(False, "person", Reference("张,伟", "甲|乙"), Reference("张伟", "丙"), '说"不"', 2)


def test_columns_may_stand_in_any_order_and_others_beside_them(file: Path) -> None:
    (decision,) = written(file, "乙,甲,same,x", header="Other,name,Decision,注").decisions
    assert (decision.same, decision.first, decision.second) == (True, Reference("甲"), Reference("乙"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "row 1 must name the columns"),
        (b"name,other\n", "decision is missing"),
        (b"decision,name,other\nperhaps,a,b\n", "row 2: the decision is 'perhaps'; write same or not-same"),
        (b"decision,name,other\nsame,a,\n", "row 2: two things are needed"),
        (b"decision,type,name,other\nsame,town,a,b\n", "row 2: unknown type 'town'"),
        ("decision,name,other\nsame,张伟,b\n".encode("gbk"), "not UTF-8"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_in_a_line(content: bytes, told: str, file: Path) -> None:
    file.write_bytes(content)
    with pytest.raises(KgError) as error:
        read(file)
    assert str(error.value).startswith(f"{file}: ")
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_was_named_must_be_there_the_one_beside_the_output_need_not(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no such file"):
        decisions_of(tmp_path / "other.csv", tmp_path / "output")
    assert decisions_of(None, tmp_path / "output").decisions == []
    assert beside(tmp_path / "output") == tmp_path / "identity.csv"


DECISION = Decision(True, "person", Reference("林远舟", "青禾县教育局"), Reference("=1+1", "a.txt"), "'调任")


def test_what_is_recorded_is_read_again_and_no_formula(file: Path) -> None:
    record(file, DECISION)
    record(file, Decision(False, "", Reference("甲"), Reference("乙")))
    first, second = read(file).decisions
    assert (first.first, first.second, first.reason) == (DECISION.first, DECISION.second, DECISION.reason)
    assert (second.same, second.row) == (False, 3)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert ",'=1+1," in file.read_text(encoding="utf-8")


def test_recording_leaves_the_rest_of_the_file_as_it_is(file: Path) -> None:
    before = "other,decision,name,注\r\n乙,same,甲,保留\r\n".encode()
    file.write_bytes(before)
    record(file, DECISION)
    assert file.read_bytes() == before + "'=1+1,same,林远舟,\r\n".encode()


def test_a_file_that_cannot_be_read_is_not_added_to(file: Path) -> None:
    file.write_bytes(b"decision,name,other\nperhaps,a,b\n")
    with pytest.raises(KgError):
        record(file, DECISION)
    assert file.read_bytes() == b"decision,name,other\nperhaps,a,b\n"


def test_a_record_that_fails_leaves_the_file_whole(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record(file, DECISION)
    before = file.read_bytes()

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fails)
    with pytest.raises(KgError, match="No space left on device"):
        record(file, DECISION)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_county_that_all_share_is_no_place_to_tell_two_by(file: Path) -> None:
    assert COUNTY[1] == "青禾县"
    decisions = written(file, f"not-same,,{LIN},青禾县,{LIN},青禾县财政局,")
    assemble([BUREAU_2019, FINANCE_2021], decisions)
    assert len(decisions.refused) == 1
