"""Attendance: who was at an event, in which role; who held it, and where."""

from __future__ import annotations

import pytest
from made_reading import names, pairs, read, roles

OPENING = "2023年5月6日\n5月4日，青田县召开林业工作推进会。"


@pytest.mark.parametrize(
    ("text", "role", "who"),
    [
        ("县长林远舟出席会议。", "attendee", {"林远舟"}),
        ("县长林远舟主持会议。", "host", {"林远舟"}),
        ("会议由县长林远舟主持。", "host", {"林远舟"}),
        ("县长林远舟出席会议并讲话。", "speaker", {"林远舟"}),
        ("会上，县林业局局长林远舟作汇报。", "speaker", {"林远舟"}),
        ("县长林远舟作了关于春季造林的说明。", "speaker", {"林远舟"}),
        ("副县长林远舟，县发改局、财政局等部门负责人，各乡镇人大主席以及部分市人大代表参加会议。", "attendee",
         {"林远舟", "青田县发改局", "青田县财政局"}),
        ("截至10月底，投入300万元。县长林远舟提出了加大巡查力度、落实责任等要求。", "speaker", {"林远舟"}),
        ("县政协副主席林远舟列席会议。", "observer", {"林远舟"}),
        ("副县长林远舟列席会议。会上，副县长林远舟宣读了议案。", "observer", {"林远舟"}),
        ("县长林远舟强调，要参加培训，讲话要短。", "speaker", {"林远舟"}),
        ("会上，林远舟、陈青禾为获奖单位颁奖。", "attendee", {"林远舟", "陈青禾"}),
        ("推进会上，县长林远舟分析了形势。", "attendee", {"林远舟"}),
        ("县长林远舟就抓好春耕提出四点要求。", "speaker", {"林远舟"}),
        ("青田县领导林远舟、陈青禾出席会议。", "attendee", {"林远舟", "陈青禾"}),
        ("会议听取了云和县有关情况汇报。", "speaker", None),
        ("推进会上，县林业局作汇报。", "speaker", {"青田县林业局"}),
        ("推进会由县长林远舟主持。", "host", {"林远舟"}),
        ("副县长林远舟、陈青禾，县林业局、县水利局等单位参加会议。", "attendee",
         {"林远舟", "陈青禾", "青田县林业局", "青田县水利局"}),
    ],
)  # fmt: skip
def test_roles_at_a_meeting(text: str, role: str, who: set[str] | None) -> None:
    assert roles(read(OPENING + text)).get(role) == who


@pytest.mark.parametrize(
    "text",
    [
        "主持人林远舟报幕。",
        "县长林远舟表示，要参加培训，讲话要短。",
        "大家学习林远舟讲话精神。",
        "会场设在温溪镇。",
    ],
)
def test_no_roles(text: str) -> None:
    assert roles(read(OPENING + text)) == {}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "丽水市副市长王书远一行到青田县考察。县委书记林远舟、县长陈青禾陪同。",
            {"leader": {"王书远"}, "companion": {"林远舟", "陈青禾"}},
        ),
        (
            "青田县县长林远舟率县水利局、县应急管理局等单位负责人到温溪镇督导防汛工作。",
            {"leader": {"林远舟"}, "attendee": {"青田县水利局", "青田县应急管理局"}},
        ),
        (
            "县长林远舟在温溪镇镇长陈青禾陪同下，到温溪镇调研防汛工作。",
            {"companion": {"陈青禾"}, "attendee": {"林远舟"}},
        ),
        (
            "青田县县长林远舟、县政协主席陈青禾率温溪镇、山口镇有关负责人赴云和县考察。",
            {"leader": {"林远舟", "陈青禾"}, "attendee": {"温溪镇", "山口镇"}},
        ),
        ("青田县县长林远舟县长一行到温溪镇考察。", {"leader": {"林远舟"}}),
        (
            "青田县县长林远舟赴云和县考察茶产业，并召开座谈会。云和县副县长陈青禾陪同考察。",
            {"attendee": {"林远舟"}, "companion": {"陈青禾"}},
        ),
        (
            "青田县县长林远舟深入青田县远山茶业有限公司、青田县清泉茶业有限公司进行考察。",
            {"attendee": {"林远舟"}},
        ),
        (
            "青田县县长林远舟与客商陈青禾一行座谈。",
            {"attendee": {"林远舟"}, "leader": {"陈青禾"}},
        ),
        ("青田县委书记林远舟会见客商陈青禾。", {"attendee": {"林远舟", "陈青禾"}}),
        (
            "青田县县长林远舟到温溪镇调研造林工作。县林业局、县水利局负责人参加。",
            {"attendee": {"林远舟", "青田县林业局", "青田县水利局"}},
        ),
    ],
)
def test_visits(text: str, wanted: dict[str, set[str]]) -> None:
    assert roles(read("2023年5月6日\n5月4日，" + text)) == wanted


def test_hosts_and_speakers_of_a_meeting_spoken_of_by_its_noun() -> None:
    text = "推介会由县长林远舟主持，县商务局局长陈青禾作推介。"
    found = roles(read("2023年5月6日\n5月4日，青田县举行招商推介会。" + text))
    assert found == {"host": {"林远舟"}, "speaker": {"陈青禾"}}


def test_the_parties_sign() -> None:
    text = "5月4日，青田县举行签约仪式。签约仪式上，县政府与远山集团签署合作框架协议。"
    assert roles(read(text)) == {"signatory": {"青田县人民政府", "远山集团"}}


def test_a_witness_to_the_signing_does_not_sign() -> None:
    findings = read("2023年5月6日\n青田县与云和县举行合作协议签约仪式。县长林远舟出席签约仪式并见证签约。")
    assert "林远舟" in roles(findings)["attendee"]
    assert "林远舟" not in roles(findings).get("signatory", set())


def test_those_who_sign_for_somebody_sign_too() -> None:
    text = "5月4日，青田县与云和县举行签约仪式。县长林远舟代表青田县签署合作协议。"
    assert {"林远舟", "青田县"} <= roles(read(text)).get("signatory", set())


def test_the_date_is_of_the_event() -> None:
    findings = read(OPENING + "县长林远舟出席会议。")
    assert {fact.as_of for fact in findings.facts if fact.relation == "attended"} == {"2023-05-04"}


# -- holders and places ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("青田县召开林业工作推进会。", {"青田县"}),
        ("青田县林业局召开林业工作推进会。", {"青田县林业局"}),
        (
            "青田县举行文化节活动。活动由青田县人民政府主办，县林业局、县农业农村局承办。",
            {"青田县", "青田县人民政府", "青田县林业局", "青田县农业农村局"},
        ),
        ("林业工作推进会在青田县举行。", set()),
        ("青田县学习丽水市林业工作会议精神。", set()),
    ],
)
def test_holders(text: str, holders: set[str]) -> None:
    findings = read(text)
    assert names(findings, "event")
    assert {body for _, body in pairs(findings, "organized_by")} == holders


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("青田县在温溪镇召开林业工作推进会。", {"温溪镇"}),
        ("第三届杨梅节开幕式在温溪镇举行。青田县领导参加。", {"温溪镇"}),
        ("青田县县长林远舟到温溪镇督导防汛工作。", {"温溪镇"}),
        ("青田县召开林业工作推进会。", {"青田县"}),
        ("青田县林业局召开林业工作推进会。", {"青田县"}),
        ("青田县传达学习全省林业工作会议精神。", set()),
    ],
)
def test_where(text: str, places: set[str]) -> None:
    findings = read(text)
    assert names(findings, "event")
    assert {place for _, place in pairs(findings, "held_in")} == places


def test_of_nested_names_the_last_holds_it() -> None:
    findings = read("2023年5月6日\n浙江省丽水市青田县林业工作推进会在温溪镇召开。")
    assert {holder for _, holder in pairs(findings, "organized_by")} == {"青田县"}


def test_only_what_the_home_holds_is_inferred_to_be_there() -> None:
    text = "青田县发展快，青田县干部忙，我县变化大。云和县召开林业工作推进会，云和县林业局召开林业工作座谈会。"
    findings = read(text)
    assert len(names(findings, "event")) == 2
    assert not [fact for fact in findings.facts if fact.relation == "held_in" and fact.object[1] == "青田县"]


def test_who_goes_along_is_at_the_visit_and_who_speaks_at_the_talks() -> None:
    text = (
        "2023年5月6日\n5月4日，县长林远舟率队赴云和县考察茶产业，并召开座谈会。云和县县长陈青禾陪同考察。\n"
        "座谈会上，林远舟介绍了青田县情况。\n"
    )
    found = read(text)
    at = {(fact.subject[1], fact.object[1]) for fact in found.facts if fact.relation == "attended"}
    visit = "林远舟率队赴云和县考察茶产业"
    assert at == {("林远舟", visit), ("陈青禾", visit), ("林远舟", "座谈会")}
    assert {("座谈会", "云和县"), (visit, "云和县")} <= pairs(found, "held_in")


def test_who_is_told_to_speak_elsewhere_is_not_here() -> None:
    text = "5月4日，县长林远舟出席青田县林业推进会。同日，青田县召开教育工作例会。县长林远舟强调，要抓好落实。"
    at = pairs(read(f"2023年5月6日\n{text}"), "attended")
    assert at == {("林远舟", "青田县林业推进会")}


def test_a_town_holds_its_meeting_at_home() -> None:
    found = read("2023年5月6日\n5月4日，温溪镇召开山口村安全生产座谈会。县长林远舟讲话。")
    assert pairs(found, "organized_by") == {("山口村安全生产座谈会", "温溪镇")}
    assert pairs(found, "held_in") == {("山口村安全生产座谈会", "温溪镇")}


@pytest.mark.parametrize(
    ("text", "giver", "places"),
    [
        ("青田县妇联向温溪镇中心小学捐赠了20台电脑。", {"青田县妇联"}, {"温溪镇"}),
        ("青田县妇联组织爱心企业前往温溪镇，捐赠了书包、文具等物品。", {"青田县妇联"}, {"温溪镇"}),
        ("青田县公安局干警近日向灾区捐款16万元。", {"青田县公安局"}, set()),
        ("温溪镇的企业，向章旦乡中心小学捐赠了100套课桌椅。", set(), {"章旦乡"}),
    ],
)
def test_gifts(text: str, giver: set[str], places: set[str]) -> None:
    found = read(f"2023年5月6日\n5月4日，{text}")
    assert {who for who, _ in pairs(found, "attended")} == giver
    assert {place for _, place in pairs(found, "held_in")} == places


def test_what_is_given_and_the_ceremony_of_it_are_one() -> None:
    text = "5月4日，青田县妇联向温溪镇中心小学捐赠了20台电脑。捐赠仪式上，副县长林远舟致辞。"
    assert pairs(read(f"2023年5月6日\n{text}"), "attended") == {("青田县妇联", "捐赠仪式"), ("林远舟", "捐赠仪式")}
