"""Deputies and groups that inspect, heads that go round, journeys, shows; and who is said to be there."""

from __future__ import annotations

import pytest
from made_reading import events, names, pairs, read, roles

DATE = "2023年5月12日\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青田县人大常委会组织县人大代表一行40余人视察重点项目。", "县人大代表一行40余人视察重点项目"),
        ("青田县政协组织部分委员围绕“加强森林经营、提高森林质量”进行考察。", "加强森林经营"),
        ("青田县政协委员视察全县林业工作。", "政协委员视察全县林业工作"),
        ("丽水市人大代表对青田县重点工程进行年末集中视察。", "人大代表对青田县重点工程进行年末集中视察"),
        ("丽水市第四督导组对青田县安全生产工作进行督促检查。", "督导组对青田县安全生产工作进行督促检查"),
        ("丽水市第四督导组莅青，就青田县安全生产工作进行督导。", "就青田县安全生产工作进行督导"),
        ("县长林远舟带队开展节前安全生产大检查。", "林远舟开展节前安全生产大检查"),
        ("县长林远舟率团赴云和县开展对口协作工作。", "林远舟赴云和县开展对口协作工作"),
        ("县长林远舟在局长陈青禾陪同下来温溪镇调研造林工作。", "林远舟来温溪镇调研造林工作"),
        ("副县长林远舟就带领县水利局等部门负责人，冒雨察看了温溪镇防汛工作。", "防汛工作"),
        ("按照县委要求，青田县召开防汛工作会议。", "防汛工作会议"),
        ("青田县人大常委会党组中心组集中学习会召开。", "青田县人大常委会党组中心组集中学习会"),
        ("青田县委理论学习中心组学习会暨党史学习教育领导小组会议召开。", "暨党史学习教育领导小组会议"),
        ("青田县人大常委会举行第十六次会议。", "青田县人大常委会第十六次会议"),
        ("温溪镇召开十八届人民代表大会第五次会议。", "十八届人民代表大会第五次会议"),
        ("青田县政协召开三届十六次主席会议。", "青田县政协三届十六次主席会议"),
        ("青田县纪委常委会举行扩大会议。", "青田县纪委常委会扩大会议"),
        ("“侨乡筑梦”文化惠民演出在县影剧院精彩上演。", "“侨乡筑梦”文化惠民演出"),
        ("一场精彩的“侨乡迎春”专场文艺演出在温溪镇上演。", "“侨乡迎春”专场文艺演出"),
        ("青田县百姓春晚圆满落下帷幕。", "青田县百姓春晚"),
        ("青田县庆祝丰收系列文旅活动在温溪镇正式拉开序幕。", "青田县庆祝丰收系列文旅活动"),
        ("县长林远舟宣布第三届青田杨梅文化旅游节开幕。", "第三届青田杨梅文化旅游节"),
        ("青田县与云和县同城化合作框架协议签字仪式在温溪镇举行。", "签字仪式"),
        ("县长林远舟来青田，召开协调会并进行工作调研。", "林远舟来青田调研"),
        ("县长林远舟走访县水利局并召开座谈会。", "林远舟走访县水利局"),
    ],
)  # fmt: skip
def test_told_so_it_is_an_event(text: str, name: str) -> None:
    found = names(read(f"{DATE}5月10日，{text}"), "event")
    assert any(one.endswith(name) or name in one for one in found), found
    assert name not in ("防汛工作会议",) or found == {name}


@pytest.mark.parametrize(
    "text",
    [
        "5月10日，全镇各村要紧紧围绕会议精神抓落实。",
        "5月10日，当晚的演出在舞蹈中拉开序幕。",
        "5月10日，县水利局与县住建局对接。",
        "5月10日，县督查室副主任在会议室值班。",
    ],
)
def test_told_so_it_is_none(text: str) -> None:
    assert events(read(DATE + text)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "5月10日，第三届青田杨梅文化旅游节开幕。县长林远舟出席开幕式，开幕式由副县长何望舒主持。",
        "5月10日，第三届青田杨梅文化旅游节在温溪镇拉开帷幕。县长林远舟出席启动仪式，副县长何望舒主持启动仪式。",
        "5月10日，青田县科创联盟成立大会在温溪镇举行。县长林远舟出席启动仪式，副县长何望舒主持。",
        "5月10日，2023年迎春文艺晚会在温溪镇举行。县长林远舟、副县长何望舒在县影剧院观看了晚会。",
        "5月10日，中国共产党青田县第九届委员会第八次全体会议召开。县长林远舟出席，副县长何望舒主持第一次全体会议。",
        "5月10日，青田水晶产业招商推介会在温溪镇召开。县长林远舟出席会议。招商推介会由副县长何望舒主持。",
        "5月10日，东西部协作第一次联席会议召开。县长林远舟出席会议。联席会上，副县长何望舒发言。",
        "5月10日，青田县召开《工作报告（送审稿）》征求意见座谈会。县长林远舟出席。"
        "副县长何望舒在召开的《工作报告》征求意见座谈会上发言。",
    ],
)
def test_a_part_of_it_is_it(text: str) -> None:
    found = read(DATE + text)
    assert len(events(found)) == 1
    assert {who for who, _ in pairs(found, "attended")} == {"林远舟", "何望舒"}


def test_a_ceremony_on_a_visit_is_another() -> None:
    text = "5月10日，县长林远舟到温溪镇调研。县委书记沈若岚出席启动仪式。"
    assert len(events(read(DATE + text))) == 2


MEETING = f"{DATE}5月10日，青田县召开防汛工作会议。"
ROUND = f"{DATE}5月10日，县长林远舟到温溪镇调研造林工作。"


@pytest.mark.parametrize(
    ("text", "role", "who"),
    [
        (f"{ROUND}副县长何望舒、陈青禾一同前往。", "companion", {"何望舒", "陈青禾"}),
        (f"{ROUND}副县长何望舒一同督查。", "companion", {"何望舒"}),
        (f"{ROUND}县长对造林提出具体要求，副县长何望舒参加活动。", "attendee", {"何望舒", "林远舟"}),
        (f"{DATE}5月10日，副县长林远舟、何望舒分别率队到温溪镇走访群众。", "leader", {"林远舟", "何望舒"}),
        (f"{DATE}5月10日，县长林远舟率县政协“加强污水治理，建设和美乡村”专题调研组到温溪镇调研。", "leader",
         {"林远舟"}),
        (f"{MEETING}县水利局、县住建局等部门负责人分别就项目建设作了汇报。", "speaker",
         {"青田县水利局", "青田县住建局"}),
        (f"{MEETING}县长林远舟讲话，副县长何望舒介绍防汛工作情况。", "speaker", {"林远舟", "何望舒"}),
        (f"{MEETING}镇长何望舒传达了全县安全生产会议精神。", "speaker", {"何望舒"}),
        (f"{MEETING}县长林远舟对防汛工作进行了全面部署。", "speaker", {"林远舟"}),
        (f"{MEETING}会上，镇长林远舟、局长何望舒就防汛工作提出意见建议。", "speaker", {"林远舟", "何望舒"}),
        (f"{MEETING}会上介绍了汛期调度的目的和要求，副县长何望舒作了全县防汛情况汇报。", "speaker", {"何望舒"}),
        (f"{MEETING}县长林远舟致欢迎词。", "speaker", {"林远舟"}),
        (f"{MEETING}县水利局、县住建局等部门负责同志在分会场参加会议。", "attendee", {"青田县水利局", "青田县住建局"}),
        (f"{MEETING}县长林远舟通过视频参加会议。", "attendee", {"林远舟"}),
        (f"{MEETING}县政府办、安监、消防、住建等单位负责人参加会议。", "attendee", {"青田县人民政府办公室"}),
        (f"{MEETING}县水利局、移动清泉、温溪镇等单位负责人参加会议。", "attendee", {"青田县水利局", "温溪镇"}),
        (f"{MEETING}各市、县人民政府分管领导参加会议。", "attendee", None),
        (f"{MEETING}县水利局、清泉小学教师和学生代表参加会议。", "attendee", {"青田县水利局", "清泉小学"}),
        (f"{DATE}5月10日，青田县政协组织部分委员考察全县造林工作。县政协副主席何望舒参加考察。", "attendee",
         {"何望舒", "青田县政协"}),
        (f"{DATE}5月10日，第三届杨梅节由县委宣传部指导，温溪镇主办，在温溪镇开幕。", "attendee", None),
    ],
)  # fmt: skip
def test_roles(text: str, role: str, who: set[str] | None) -> None:
    assert roles(read(text)).get(role) == who


def test_who_visits_is_at_what_is_held_there() -> None:
    text = "5月10日，县长林远舟、副县长何望舒走访县水利局并召开工作座谈会。县水利局局长陈青禾参加座谈会。"
    at = pairs(read(DATE + text), "attended")
    assert {who for who, what in at if what.endswith("座谈会")} == {"林远舟", "何望舒", "陈青禾"}


def test_what_is_told_to_the_paper_is_not_told_at_the_meeting() -> None:
    assert pairs(read(f"{MEETING}县长林远舟向记者介绍了防汛工作情况。"), "attended") == set()


def test_deputies_by_name_inspect() -> None:
    text = "5月10日，县委书记林远舟、县长何望舒等市人大代表就青田县造林情况进行视察。副县长陈青禾陪同。"
    assert roles(read(DATE + text)) == {"attendee": {"林远舟", "何望舒"}, "companion": {"陈青禾"}}


def test_a_head_goes_round_at_home() -> None:
    at = pairs(read(f"青田县新闻\n{DATE}5月10日，青田县县长林远舟察看企业扬尘防治工作。"), "held_in")
    assert {place for _, place in at} == {"青田县"}
    away = pairs(read(f"青田县新闻\n{DATE}5月10日，青田县县长林远舟赴外地考察学习企业扬尘防治工作。"), "held_in")
    assert away == set()


def test_whose_name_it_is_does_not_hold_it_where_hosts_are_told_of() -> None:
    text = "5月10日，由县水利局主办、县文化馆承办的青田县百姓春晚在温溪镇举行。"
    assert {who for _, who in pairs(read(DATE + text), "organized_by")} == {"青田县水利局", "青田县文化馆"}


def test_a_range_of_days_is_its_month() -> None:
    for dash in "—–至-─":
        text = f"2023年5月2日，青田县召开林业工作会议。12月25{dash}27日，青田县召开防汛工作会议。"
        assert events(read(text))["防汛工作会议"][1] == "2023-12"


def test_those_at_the_meeting_are_at_it_though_a_party_behind_it_was_told_of() -> None:
    text = (
        "5月11日，青田县企业家商会召开六届一次理事大会。县政协主席高文远会后出席新年晚会。\n"
        "会长林远舟、副会长沈若岚出席会议。"
    )
    assert ("林远舟", "六届一次理事大会") in pairs(read(text), "attended")
