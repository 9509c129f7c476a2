"""Every command as it is typed, right and wrong: what is printed where, and the exit status."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
from io import StringIO
from pathlib import Path

import click
import pytest
import yaml
from running import KG, PAGE, ROOT, Call

from kg import __version__
from kg.cli import commands
from kg.commands.asking import _FORMATS
from kg.query import FORMATS
from kg.vocabulary import VOCABULARY

HOLDERS = """
SELECT ?person ?post WHERE {
  ?fact a kg:HoldsPostFact ; rdf:subject/skos:prefLabel ?person ; kg:post ?post
} ORDER BY ?person
"""
GOLD = {
    "document": "五月.txt",
    "entities": [
        ["district", "清河县", []],
        ["official", "林远舟", []],
        ["official", "苏见微", []],
        ["journalist", "纪一鸣", []],
        ["journalist", "方知夏", []],
        ["industry", "装备制造", []],
    ],
    "relations": [
        ["清河县", "develops", "装备制造"],
        ["林远舟", "holds_post", "清河县委|清河县", {"post": ["县委书记"]}],
    ],
}


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text)))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "五月.yaml").write_text(yaml.safe_dump(GOLD, allow_unicode=True), encoding="utf-8")
    return folder


# Help


def test_alone_it_says_what_it_is_for(kg: Call) -> None:
    done = kg()
    assert (done.status, done.err) == (0, "")
    assert "kg build seeds" in done.out
    assert done.out == kg("--help").out == kg("-h").out


def test_version(kg: Call) -> None:
    assert kg("--version").out == f"kg, version {__version__}\n"


@pytest.mark.parametrize("command", sorted(commands.commands))
def test_help_has_an_example_and_explains_every_option(command: str, kg: Call) -> None:
    done = kg(command, "--help")
    assert (done.status, done.err) == (0, "")
    assert "Example" in done.out
    assert f"    kg {command} " in done.out
    for parameter in commands.commands[command].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{command}: {parameter.name} has no help"
            assert max(parameter.opts, key=len) in done.out


def test_the_commands_are_those_of_the_contract() -> None:
    expected = [
        "build", "cache", "check", "evaluate", "export", "query", "review", "search", "serve", "show", "timeline",
        "validate",
    ]  # fmt: skip
    assert sorted(commands.commands) == expected


def test_the_formats_are_those_of_the_queries() -> None:
    assert _FORMATS == FORMATS


# Each command


def test_build_sums_up_what_it_found_in_both_languages(pages: Path, tmp_path: Path, kg: Call) -> None:
    done = kg("build", pages, "-o", tmp_path / "output")
    assert (done.status, done.err) == (0, "")
    lines = [line.split() for line in done.out.splitlines()]
    assert ["文件", "texts", "2"] in lines
    assert ["文章", "articles", "2"] in lines
    graph = json.loads((tmp_path / "output" / "graph.json").read_text(encoding="utf-8"))
    assert ["实体", "entities", str(len(graph["nodes"]))] in lines
    assert ["关系", "relations", str(len(graph["edges"]))] in lines
    officials = sum(node["type"] == "official" for node in graph["nodes"])
    label = VOCABULARY.entities["official"].label
    assert [label.zh, label.en, str(officials)] in lines
    assert str(tmp_path / "output" / "graph.html") in done.out


def test_build_can_be_quiet(pages: Path, tmp_path: Path, kg: Call) -> None:
    done = kg("build", pages, "-o", tmp_path / "a" / "b", "--quiet", "--recogniser", "jieba")
    assert (done.status, done.out, done.err) == (0, "", "")
    assert (tmp_path / "a" / "b" / "graph.html").is_file()


def test_show_tells_posts_and_the_words_that_say_so(small_built: Path, kg: Call) -> None:
    done = kg("show", "林远舟", "-g", small_built / "graph.json")
    assert (done.status, done.err) == (0, "")
    assert "县委书记" in done.out
    assert "林远舟」  五月.txt " in done.out
    quoted = kg("show", "林远舟", "-g", small_built / "graph.json", "--texts", small_built.parent / "texts")
    assert "林远舟】出席会议并讲话" in "".join(line.strip() for line in quoted.out.splitlines())


def test_show_does_without_a_text_that_is_none(small_built: Path, tmp_path: Path, kg: Call) -> None:
    (tmp_path / "五月.txt").write_bytes(b"\xff")
    graph = small_built / "graph.json"
    assert kg("show", "林远舟", "-g", graph, "--texts", tmp_path) == kg("show", "林远舟", "-g", graph)


def test_query_by_name(small_built: Path, kg: Call) -> None:
    arguments = ("-g", small_built / "graph.ttl", "--name", "posts-in", "--set", "district=清河县")
    done = kg("query", *arguments)
    assert (done.status, done.err) == (0, "")
    assert done.out.split()[:3] == ["person", "post", "body"]
    assert [row[:2] for row in rows(kg("query", *arguments, "--format", "csv").out)[1:]] == [
        ["苏见微", "县长"],
        ["林远舟", "县委书记"],
    ]


def test_query_from_a_file_and_as_typed(small_built: Path, tmp_path: Path, kg: Call) -> None:
    (tmp_path / "who holds what.rq").write_text(HOLDERS, encoding="utf-8")
    for query in (HOLDERS, tmp_path / "who holds what.rq"):
        done = kg("query", query, "-g", small_built / "graph.ttl", "--format", "csv")
        assert (done.status, done.err) == (0, "")
        assert rows(done.out) == [["person", "post"], ["林远舟", "县委书记"], ["苏见微", "县长"]]


@pytest.mark.parametrize(
    ("query", "form", "begins"),
    [
        (HOLDERS, "json", "{"),
        (HOLDERS, "xml", "<?xml"),
        ("ASK { ?who a foaf:Person }", "csv", "true"),
        ("DESCRIBE <https://localgov-kg.example/nothing>", "table", "subject"),
        ("CONSTRUCT { ?who a foaf:Person } WHERE { ?who a foaf:Person }", "ttl", "@prefix"),
    ],
)
def test_query_in_every_format(query: str, form: str, begins: str, small_built: Path, kg: Call) -> None:
    done = kg("query", query, "--format", form, "-g", small_built / "graph.ttl")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(begins)


def test_the_named_questions_are_listed_as_they_are_asked(small_built: Path, kg: Call) -> None:
    done = kg("query", "--list")
    assert (done.status, done.err) == (0, "")
    questions = [line.split() for line in done.out.splitlines() if not line.startswith(" ")]
    assert ["posts-in", "--set", "district=〈区划〉"] in questions
    for name, *settings in questions:
        assert kg("query", "--name", name, *settings, "-g", small_built / "graph.ttl").status == 0


def test_validate(small_built: Path, tmp_path: Path, kg: Call) -> None:
    done = kg("validate", small_built / "graph.ttl")
    assert (done.status, done.out, done.err) == (0, f"{small_built / 'graph.ttl'}: conforms to the shapes\n", "")
    nameless = "\n<https://localgov-kg.example/id/nameless> a kg:Official .\n"
    (tmp_path / "broken.ttl").write_text((small_built / "graph.ttl").read_text("utf-8") + nameless, "utf-8")
    done = kg("validate", tmp_path / "broken.ttl")
    assert (done.status, done.err) == (1, "")
    assert "nameless" in done.out


def test_evaluate(small_built: Path, gold: Path, tmp_path: Path, kg: Call) -> None:
    measure = ("evaluate", gold, "-g", small_built / "graph.json")
    texts = small_built.parent / "texts"
    done = kg(*measure, "--texts", texts)
    assert (done.status, done.err) == (0, "")
    assert "official" in done.out
    assert "0 do not match the text" in done.out
    data = json.loads(kg(*measure, "--json").out)
    assert data["figures"]["official"]["f1"] == 1.0

    floors = tmp_path / "floors.yaml"
    assert kg(*measure, "--floors", floors, "--write-floors").status == 0
    assert kg(*measure, "--floors", floors).status == 0
    pinned = yaml.safe_load(floors.read_text(encoding="utf-8"))
    assert pinned["floors"]["official"] == 1.0


def test_evaluate_says_what_falls_short(small_built: Path, gold: Path, tmp_path: Path, kg: Call) -> None:
    measure = ("evaluate", gold, "-g", small_built / "graph.json")
    floors = tmp_path / "floors.yaml"
    kg(*measure, "--floors", floors, "--write-floors")
    more = {**GOLD, "entities": [*GOLD["entities"], ["official", "何以宁", []]]}  # whom the page does not name
    (gold / "五月.yaml").write_text(yaml.safe_dump(more, allow_unicode=True), encoding="utf-8")

    done = kg(*measure, "--floors", floors, "--misses")
    assert done.status == 1
    assert any(line.startswith("missed") and "何以宁" in line for line in done.out.splitlines())
    assert any("official F1 0.8000 is below its floor 1.0000" in line for line in done.errors)
    assert all(line.startswith("kg: ") for line in done.errors)

    before = floors.read_bytes()
    done = kg(*measure, "--floors", floors, "--write-floors")
    assert done.status == 2
    assert len(done.errors) == 1
    assert "would lower" in done.err
    assert floors.read_bytes() == before
    assert kg(*measure, "--floors", floors, "--write-floors", "--allow-lower").status == 0
    assert kg(*measure, "--floors", floors).status == 0


def test_evaluate_says_where_the_evidence_is_not_in_the_text(
    small_built: Path, gold: Path, tmp_path: Path, kg: Call
) -> None:
    (tmp_path / "五月.txt").write_text(f"更正\n{PAGE}", encoding="utf-8")
    done = kg("evaluate", gold, "-g", small_built / "graph.json", "--texts", tmp_path)
    assert done.status == 1
    assert len(done.errors) == 1
    assert "passages differ from the texts" in done.err


# What cannot be carried out


WRONG = {
    "no such command": (["bild"], "Did you mean 'build'"),
    "no such option": (["build", "{pages}", "--bogus"], "--bogus"),
    "no path": (["build"], "Missing argument 'PATH...'"),
    "no such path": (["build", "{here}/nowhere"], "{here}/nowhere: no such file or folder"),
    "an empty folder": (["build", "{here}/empty"], "{here}/empty: no text files"),
    "not text": (["build", "{here}/bytes.txt", "-o", "{here}/out"], "{here}/bytes.txt: holds NUL bytes"),
    "one name twice": (["build", "{pages}", "{here}/五月.txt", "-o", "{here}/out"], "rename one"),
    "no such recogniser": (["build", "{pages}", "--recogniser", "hanlp"], "'hanlp' is not one of"),
    "no workers": (["build", "{pages}", "--workers", "0"], "--workers"),
    "output is a file": (["build", "{pages}", "-o", "{here}/bytes.txt"], "{here}/bytes.txt is not a folder"),
    "output below a file": (["build", "{pages}", "-o", "{here}/bytes.txt/out"], "{here}/bytes.txt is not a folder"),
    "output in no file system": (["build", "{pages}", "-o", "/proc/out"], "/proc/out: cannot write there"),
    "no question": (["query"], "Give either a QUERY or --name NAME"),
    "no such named question": (["query", "--name", "post-in"], "did you mean posts-in"),
    "a named question as a file": (["query", "posts-in"], "--name posts-in asks the question"),
    "no such parameter": (["query", "--name", "posts-in", "--set", "place=清河县"], "there is district"),
    "a parameter without a value": (["query", "--name", "posts-in", "--set", "district"], "must be KEY=VALUE"),
    "a parameter of no name": (["query", "ASK {{}}", "--set", "a=b"], "--set goes with --name"),
    "no such query file": (["query", "{here}/nowhere.rq"], "{here}/nowhere.rq: no such file"),
    "a folder as a query": (["query", "{here}/empty"], "{here}/empty: cannot be read (Is a directory)"),
    "a query that is no text": (["query", "{here}/bytes.txt"], "{here}/bytes.txt: not UTF-8 text"),
    "bad SPARQL": (["query", "SELECT ?x WHERE {{", "-g", "{small}/graph.ttl"], "not SPARQL: line 1"),
    "SPARQL that writes": (["query", "DELETE WHERE {{ ?a ?b ?c }}", "-g", "{small}/graph.ttl"], "it must be a SELECT"),
    "no such format": (["query", "ASK {{}}", "--format", "html"], "'html' is not one of"),
    "a format that does not fit": (["query", "ASK {{}}", "--format", "ttl", "-g", "{small}/graph.ttl"], "ttl is for"),
    "no graph to query": (["query", "ASK {{}}", "-g", "{here}/no.ttl"], "{here}/no.ttl: no such file; run `kg build`"),
    "a graph that is no Turtle": (["query", "ASK {{}}", "-g", "{here}/bytes.txt"], "cannot be read as Turtle"),
    "no such name": (["show", "何以宁", "-g", "{small}/graph.json"], "何以宁: nothing in the graph is called so"),
    "a blank name": (["show", " ", "-g", "{small}/graph.json"], "no name was given"),
    "no graph to show": (["show", "林远舟", "-g", "{here}/no.json"], "{here}/no.json: no such file; run `kg build`"),
    "a graph that is no graph": (["show", "林远舟", "-g", "{small}/graph.ttl"], "cannot be read as a graph"),
    "no such texts": (["show", "林远舟", "-g", "{small}/graph.json", "--texts", "{here}/no"], "'{here}/no' does not"),
    "no graph to validate": (["validate", "{here}/no.ttl"], "{here}/no.ttl: no such file"),
    "no gold": (["evaluate", "{here}/empty", "-g", "{small}/graph.json"], "{here}/empty: holds no .yaml file"),
    "nowhere to write floors": (["evaluate", "{here}", "--write-floors"], "--write-floors needs --floors FILE"),
    "nothing to lower": (["evaluate", "{here}", "--allow-lower"], "--allow-lower goes with --write-floors"),
}


@pytest.mark.parametrize("case", WRONG)
def test_an_error_is_one_line_that_says_what_is_wrong(
    case: str, pages: Path, small_built: Path, tmp_path: Path, kg: Call
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bytes.txt").write_bytes(b"\xff\x00")
    (tmp_path / "五月.txt").write_text(PAGE, encoding="utf-8")
    where = {"pages": pages, "here": tmp_path, "small": small_built}
    arguments, says = WRONG[case]
    done = kg(*(argument.format(**where) for argument in arguments))
    assert done.status == 2
    assert done.out == ""
    assert len(done.errors) == 1, done.err
    assert done.err.startswith("kg: ")
    assert says.format(**where) in done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(pages: Path, tmp_path: Path, kg: Call) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    done = kg("build", pages, "-o", tmp_path / "locked" / "output")
    assert done.status == 2
    assert f"{tmp_path / 'locked'} may not be written" in done.err


def test_an_error_stays_one_line_whatever_the_name_of_the_file(tmp_path: Path, kg_process: Call) -> None:
    done = kg_process("build", tmp_path / "a\nb\x1b[31m.txt")
    assert done.status == 2
    assert done.errors == [rf"kg: {tmp_path}/a\nb\x1b[31m.txt: no such file or folder; check the path"]


def test_a_file_whose_name_is_no_utf_8(tmp_path: Path, kg_process: Call) -> None:
    os.makedirs(tmp_path / "in")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/in/\xff.txt")).write_bytes(b"\xff")
    done = kg_process("build", tmp_path / "in")
    assert done.status == 2
    assert done.errors == [
        rf"kg: nothing to build from; the only input: {tmp_path}/in/\udcff.txt: has a name that is "
        "not UTF-8, and could not be named as a source; rename it"
    ]


# Streams


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
    ],
    ids=["C", "ascii"],
)
def test_output_is_utf_8_in_any_locale(
    environment: dict[str, str], small_built: Path, kg: Call, kg_process: Call
) -> None:
    for arguments in (
        ("show", "林远舟", "-g", small_built / "graph.json"),
        ("query", HOLDERS, "-g", small_built / "graph.ttl"),
        ("query", "--list"),
        ("show", "何以宁", "-g", small_built / "graph.json"),
    ):
        assert kg_process(*arguments, **environment) == kg(*arguments)


@pytest.mark.parametrize("command", ["query", "show", "validate"])
def test_a_reader_that_leaves_early_is_no_error(command: str, small_built: Path, tmp_path: Path) -> None:
    nameless = "\n<https://localgov-kg.example/id/nameless> a kg:Official .\n"
    (tmp_path / "broken.ttl").write_text((small_built / "graph.ttl").read_text("utf-8") + nameless, "utf-8")
    arguments, status = {
        "query": (["SELECT * { ?a ?b ?c }", "-g", small_built / "graph.ttl"], 0),
        "show": (["林远舟", "-g", small_built / "graph.json"], 0),
        "validate": ([tmp_path / "broken.ttl"], 1),  # what was found wrong is wrong, read or not
    }[command]
    reading, writing = os.pipe()
    with subprocess.Popen([KG, command, *arguments], stdout=writing, stderr=subprocess.PIPE, text=True) as process:
        os.close(writing)
        os.close(reading)  # gone before the first word
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (status, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [["query", "--list"], ["build", str(ROOT / "seeds"), "-o", "{here}"], ["--help"]])
def test_a_full_disk_is_told(arguments: list[str], tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [KG, *(argument.format(here=tmp_path) for argument in arguments)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "No space left on device" in done.stderr


def test_closed_streams_are_no_error(small_built: Path) -> None:
    call = f"'{KG}' show 林远舟 -g '{small_built}/graph.json'"
    done = subprocess.run(["sh", "-c", f"{call} >&- 2>&-; {call}x >&- 2>&-; echo $?"], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("2\n", "")


def test_progress_is_for_terminals(pages: Path, tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    for copy in range(120):  # long enough to be worth a bar
        (pages / f"{copy}.txt").write_text(PAGE * 5 + f"第{copy}期", encoding="utf-8")
    command = [KG, "build", pages, "-o", tmp_path / "output", "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, text=True) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux's word for the other side having closed
                break
            if not piece:
                break
            seen += piece
        out = process.stdout.read() if process.stdout else ""
    os.close(ours)
    assert process.returncode == 0
    assert b"/122" in seen
    assert re.search(rb"\d/s", seen)
    assert "实体 entities" in out
    assert "\x1b" not in out
