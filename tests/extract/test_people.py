"""People: who holds what, since when and till when; who only works somewhere; who is neither."""

from __future__ import annotations

import pytest
from made_reading import recogniser

from kg.extract import bodies, people, places
from kg.extract.posts import Posts
from kg.extract.reading import Reading, open_article
from kg.model import Page
from kg.recognise import Token
from kg.text.articles import split


def read(text: str) -> Reading:
    """The one article of a made-up page, read up to its people."""
    reading = open_article(split(Page("made.txt", text))[0], recogniser())
    geography = places.find(reading)
    people.find(reading, Posts(reading, geography, bodies.find(reading, geography)))
    return reading


def names(text: str, type_: str = "official") -> set[str]:
    return {f.name for f in read(text).found if f.type == type_}


def held(text: str) -> set[tuple[str, str, str]]:
    """Who holds which post in which body."""
    facts = [f for f in read(text).facts if f.relation == "holds_post"]
    return {(f.subject[1], dict(f.qualifiers)["post"], f.object[1]) for f in facts}


def said(text: str) -> dict[str, dict[str, str]]:
    """What else is said of the posts, by holder."""
    facts = [f for f in read(text).facts if f.relation == "holds_post"]
    return {f.subject[1]: {key: value for key, value in f.qualifiers if key != "post"} for f in facts}


def test_one_person_several_posts() -> None:
    assert held("岚皋县委副书记、县长林远舟主持会议。") == {
        ("林远舟", "县委副书记", "岚皋县委"),
        ("林远舟", "县长", "岚皋县"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "岚皋县副县长林远舟、陈明德、周安宁参加。",
        "岚皋县副县长林远舟、陈明德和周安宁参加。",
        "岚皋县副县长林远舟（女，回族）、陈明德（挂职）、周安宁参加。",
    ],
)
def test_a_shared_title(text: str) -> None:
    assert held(text) == {(name, "副县长", "岚皋县") for name in ("林远舟", "陈明德", "周安宁")}


def test_leaders_of_a_county() -> None:
    text = "岚皋县领导林远舟、陈明德，周安宁出席。"
    assert held(text) == {(name, "县领导", "岚皋县") for name in ("林远舟", "陈明德")}


def test_a_title_that_one_holds_is_not_shared() -> None:
    text = "岚皋县县长林远舟、陈明德到现场。"
    assert held(text) == {("林远舟", "县长", "岚皋县")}
    assert names(text, "person") == {"陈明德"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("林舟", "岚皋县县长林 舟出席会议。"),
        ("买买提·艾山", "岚皋县县长买买提·艾山出席会议。"),
        ("买买提·艾山", "岚皋县县长买买提·艾山，副县长陈明德出席会议。"),
        ("者明远", "岚皋县县长者明远出席会议。"),
        ("林和舟", "岚皋县县长林和舟、副县长陈明德出席。"),
        ("欧阳明德", "岚皋县县长欧阳明德出席会议。"),
        ("林远舟", "岚皋县县长林远舟等参加。"),
        ("林远舟", "岚皋县县长林远舟同志参加。"),
    ],
)
def test_names_of_each_form(name: str, text: str) -> None:
    assert (name, "县长", "岚皋县") in held(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2023年9月3日，岚皋县人大常委会任命林远舟为岚皋县财政局局长。", {"start": "2023-09-03"}),
        ("2023年9月3日，岚皋县人大常委会决定任命：林远舟为岚皋县财政局局长。", {"start": "2023-09-03"}),
        ("2023年9月3日，林远舟当选为岚皋县财政局局长。", {"start": "2023-09-03"}),
        ("2023年9月3日，岚皋县人大常委会决定免去林远舟的岚皋县财政局局长职务。", {"end": "2023-09-03"}),
        ("2023年9月3日，林远舟同志不再担任岚皋县财政局局长。", {"end": "2023-09-03"}),
        ("林远舟同志不再担任岚皋县财政局局长。", {"former": "yes"}),
        ("岚皋县财政局原局长林远舟接受审查。", {"former": "yes"}),
        ("2023年9月3日，林远舟担任岚皋县财政局局长。", {"start": "2023-09-03"}),
        ("林远舟担任岚皋县财政局局长。", {}),
        ("2023年9月3日，县人大常委会举行2023年第三次会议，任命林远舟为岚皋县财政局局长。", {"start": "2023-09-03"}),
    ],
)
def test_beginnings_and_ends(text: str, wanted: dict[str, str]) -> None:
    assert {(name, body) for name, _, body in held(text)} == {("林远舟", "岚皋县财政局")}
    assert said(text) == {"林远舟": wanted}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("9月3日，会议在岚皋县举行，县委书记林远舟出席。", "岚皋县委"),
        # the page is 岚皋县's, the sentence another county's
        ("岚皋县，岚皋县，岚皋县。9月3日，会议在汉阴县举行，县委书记林远舟出席。", "汉阴县委"),
        ("岚皋县，岚皋县。9月3日，汉阴县代表团到岚皋县考察，县委书记林远舟陪同。", "岚皋县委"),
        ("汉阴县，岚皋县，岚皋县。我县召开会议，县委书记林远舟出席。", "岚皋县委"),
    ],
)
def test_whose_committee_it_is(text: str, body: str) -> None:
    assert held(text) == {("林远舟", "县委书记", body)}


def test_the_committee_s_secretary_meets_the_head_of_a_firm() -> None:
    text = "岚皋县委书记林远舟会见远山集团总经理沈若岚一行。"
    assert held(text) == {("林远舟", "县委书记", "岚皋县委"), ("沈若岚", "总经理", "远山集团")}


def test_a_bureau_s_former_head_is_of_the_bureau() -> None:
    assert held("原岚皋县司法局副局长林远舟到场。") == {("林远舟", "副局长", "岚皋县司法局")}
    assert said("原岚皋县司法局副局长林远舟到场。") == {"林远舟": {"former": "yes"}}


def test_those_elected_together() -> None:
    elected = ["林远舟", "陈明德", "周安宁", "买买提·艾山", "者明远", "吴立新", "郑小川", "黄亚平", "冯志强", "蒋文秀"]
    text = f"2023年9月3日，大会选举{'、'.join(elected)}为岚皋县人民政府副县长。"
    assert held(text) == {(name, "副县长", "岚皋县人民政府") for name in elected}
    assert said(text) == {name: {"start": "2023-09-03"} for name in elected}


def test_a_list_longer_than_any_window() -> None:
    elected = [
        surname + given for surname in "林陈周吴郑黄冯蒋" for given in ("远舟", "明德", "安宁", "立新", "文秀", "志强")
    ]
    text = f"2023年9月3日，大会选举{'、'.join(elected)}为岚皋县人大常委会委员。"
    assert {name for name, _, _ in held(text)} == set(elected)


def test_a_label_of_one_post_gives_it_to_one() -> None:
    assert held("岚皋县有关领导名单\n县长：林远舟、陈明德\n副县长：周安宁、吴立新\n") == {
        ("林远舟", "县长", "岚皋县"),
        ("周安宁", "副县长", "岚皋县"),
        ("吴立新", "副县长", "岚皋县"),
    }


def test_a_post_to_come_is_none() -> None:
    text = "林远舟，男，汉族，1970年5月出生，现任岚皋县水利局局长，拟任岚皋县政协副主席。"
    assert held(text) == {("林远舟", "局长", "岚皋县水利局")}
    assert held("林远舟同志拟任岚皋县水利局局长。") == set()
    assert held("林远舟，男，汉族，1970年5月出生，拟升任岚皋县水利局局长。") == set()


def test_a_career() -> None:
    text = (
        "林远舟，男，汉族，1970年5月出生，现任岚皋县水利局局长。"
        "历任岚皋县林业局副局长、岚皋县财政局局长，岚皋县教育局局长。"
    )
    facts = [f for f in read(text).facts if f.relation == "holds_post"]
    assert {(f.object[1], dict(f.qualifiers).get("former", "")) for f in facts} == {
        ("岚皋县水利局", ""),
        ("岚皋县林业局", "yes"),
        ("岚皋县财政局", "yes"),
        ("岚皋县教育局", "yes"),
    }
    assert held("林远舟参加会议。现任岚皋县水利局局长到场。") == set()


def test_labels_of_a_group() -> None:
    text = (
        "岚皋县成立防汛工作领导小组。\n组长：林远舟\n副组长：陈明德 周安宁\n"
        "吴立新\n成员：郑小川（县水利局）、黄亚平\n成员单位：林业局、水利局"
    )
    assert {(name, post) for name, post, body in held(text) if body == "岚皋县防汛工作领导小组"} == {
        ("林远舟", "组长"),
        ("陈明德", "副组长"),
        ("周安宁", "副组长"),
        ("吴立新", "副组长"),
        ("郑小川", "成员"),
        ("黄亚平", "成员"),
    }
    assert "林业局" not in names(text)


def test_a_post_given_by_a_sentence() -> None:
    text = "岚皋县成立防汛工作领导小组。领导小组下设办公室，办公室主任由林远舟同志兼任。"
    assert held(text) == {("林远舟", "办公室主任", "岚皋县防汛工作领导小组办公室")}


@pytest.mark.parametrize(
    "text",
    ["林远舟（岚皋县委书记）说，要抓好落实。", "林远舟，岚皋县委书记\n会议召开。", "林远舟 岚皋县委书记\n会议召开。"],
)
def test_a_title_behind_a_name(text: str) -> None:
    assert held(text) == {("林远舟", "县委书记", "岚皋县委")}


def test_the_body_in_brackets_is_where_one_works() -> None:
    text = "参加会议的有：林远舟（岚皋县水利局）、陈明德（岚皋县林业局）。"
    facts = [f for f in read(text).facts if f.relation == "works_for"]
    assert {(f.subject[1], f.object[1]) for f in facts} == {("林远舟", "岚皋县水利局"), ("陈明德", "岚皋县林业局")}


def test_a_title_behind_a_name_makes_an_official() -> None:
    assert names("林远舟书记到岚皋县考察。") == {"林远舟"}
    assert held("林远舟书记到岚皋县考察。") == set()


def test_later_mentions() -> None:
    text = "岚皋县委书记林远舟指出，要抓好工作。林远舟要求，各部门要落实。林书记强调，要抓紧。"
    assert [f.start for f in read(text).found if f.type == "official"] == [6, 18]
    assert names(text, "person") == set()


def test_a_body_that_only_a_title_names() -> None:
    facts = [f for f in read("岚皋县委常委、政法委书记林远舟出席。").facts if f.relation == "belongs_to"]
    assert {(f.subject[1], f.object[1]) for f in facts} == {("岚皋县委", "岚皋县"), ("岚皋县委政法委", "岚皋县")}


def test_other_persons() -> None:
    text = "岚皋县民政局局长林远舟看望群众。村民王大山说，日子好了。"
    assert names(text) == {"林远舟"}
    assert names(text, "person") == {"王大山"}


@pytest.mark.parametrize(
    "text",
    [
        "岚皋县有关负责人、各部门主要负责人参加。",
        "岚皋县王家村、张家镇群众参加。",
        "岚皋县县长强调安全，要求严格落实。",
        "岚皋县县长办公室通知，高度重视文明创建。",
        "岚皋县县长主持会议，各位代表参加。",
        "岚皋县委书记谈安全，副书记谈发展。",
    ],
)
def test_no_person(text: str) -> None:
    assert names(text) | names(text, "person") == set()


def test_those_who_write() -> None:
    reading = read("本报岚皋9月3日讯（记者 林远舟 通讯员 陈明德）岚皋县召开会议。")
    wrote = {(f.subject[1], dict(f.qualifiers)["role"]) for f in reading.facts if f.relation == "wrote"}
    assert wrote == {("林远舟", "记者"), ("陈明德", "通讯员")}


def test_evidence_is_exact() -> None:
    text = "岚皋县委书记林 舟、县长买买提·艾山，副县长陈明德出席。"
    findings = read(text).findings()
    assert {m.name: m.form for m in findings.mentions if m.type == "official"} == {
        "林舟": "林 舟",
        "买买提·艾山": "买买提·艾山",
        "陈明德": "陈明德",
    }
    for fact in findings.facts:
        assert all(text[s.start : s.end] == s.text for s in fact.spans)


def test_a_name_that_is_never_without_its_last_character_is_whole() -> None:
    words = {"马德": "PER", "县长": "n", "才": "d", "赴": "v", "说": "v", "到": "v"}

    def cut(sentence: str) -> list[Token]:
        found, i = [], 0
        while i < len(sentence):
            word = next((w for w in words if sentence.startswith(w, i)), sentence[i])
            found.append(Token(word, words.get(word, "w"), i, i + len(word)))
            i += len(word)
        return found

    def people_of(text: str) -> set[str]:
        article = split(Page("made.txt", text))[0]
        return {token.word for token in open_article(article, cut).tokens if token.tag == "PER"}

    assert people_of("县长马德才赴乡。马德才说，好。马德才到村。") == {"马德才"}
    assert people_of("县长马德才赴乡。马德说，好。马德到村。") == {"马德"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("岚皋县委副书记、县长林青会陪同。", "林青会"),
        ("岚皋县副县长林兴会告诉记者，今年要修路。", "林兴会"),
        ("“路修好了，”岚皋县副县长林青学说，村民高兴。", "林青学"),
        ("岚皋县副县长林建到会讲话。", "林建"),
        ("岚皋县副县长林建会见了客人。", "林建"),
        ("岚皋县农商协会执行会长居学林对记者说，产品很好。", "居学林"),
    ],
)
def test_names_are_whole(text: str, name: str) -> None:
    assert names(text) == {name}


def test_who_is_what() -> None:
    assert held("林远舟是岚皋县水利局局长，沈若岚系岚皋县教育局干部。") == {
        ("林远舟", "局长", "岚皋县水利局"),
        ("沈若岚", "干部", "岚皋县教育局"),
    }


def test_titles_of_firms_beside_others() -> None:
    text = "远山集团董事长林远舟、高级总裁沈若岚、总经理特别助理何望舒出席。"
    assert held(text) == {
        ("林远舟", "董事长", "远山集团"),
        ("沈若岚", "高级总裁", "远山集团"),
        ("何望舒", "总经理特别助理", "远山集团"),
    }


def test_a_post_beside_another_joined_by_a_word() -> None:
    assert held("岚皋县副县长兼公安局长林远舟出席。") == {
        ("林远舟", "副县长", "岚皋县"),
        ("林远舟", "公安局长", "岚皋县公安局"),
    }


def test_a_committee_of_an_assembly() -> None:
    text = "岚皋县人大常委会代表资格审查委员会主任委员林远舟作报告。"
    assert held(text) == {("林远舟", "主任委员", "岚皋县人大常委会代表资格审查委员会")}


def test_the_head_and_the_party_secretary_of_a_station() -> None:
    text = "岚皋铁路分局石泉站站长林远舟、党委书记沈若岚把车票交给学生。"
    assert {(name, post) for name, post, _ in held(text)} == {("林远舟", "站长"), ("沈若岚", "党委书记")}


def test_a_life_told_behind_the_news() -> None:
    text = (
        "岚皋县政协原副主席林远舟同志，因病逝世。林远舟同志1941年5月生于岚皋县，1960年参加工作，"
        "历任岚皋县水利局局长、岚皋县副县长。"
    )
    assert held(text) >= {("林远舟", "局长", "岚皋县水利局"), ("林远舟", "副县长", "岚皋县")}
