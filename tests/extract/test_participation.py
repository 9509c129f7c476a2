"""Who is at which event where the sentence is no plain list before a verb; and which event it is that they are at."""

from __future__ import annotations

import pytest
from made_reading import names, pairs, read, roles

DATE = "2023年5月12日\n"
MEETING = f"{DATE}5月10日，青田县召开防汛工作会议。"


@pytest.mark.parametrize(
    ("text", "role", "who"),
    [
        ("参加会议的有县委书记林远舟、县长沈若岚，县水利局、温溪镇等单位负责人。", "attendee",
         {"林远舟", "沈若岚", "青田县水利局", "温溪镇"}),
        ("应邀出席会议的还有丽水市水利局副局长林远舟，云和县副县长沈若岚。", "attendee", {"林远舟", "沈若岚"}),
        ("出席会议的领导还有：县委常委陈青禾，县领导赵子衡、钱又山等。", "attendee", {"陈青禾", "赵子衡", "钱又山"}),
        ("列席会议的有县水利局局长林远舟。", "observer", {"林远舟"}),
        ("参加会议的有300多人。副县长林远舟讲话。", "attendee", None),
        ("清泉集团作为防汛物资储备企业应邀参加此次会议。", "attendee", {"清泉集团"}),
        ("县水利局、县住建局等防汛“包保”工作牵头部门汇报了工作进展情况。", "speaker", {"青田县水利局", "青田县住建局"}),
        ("会上，县水利局局长林远舟对各乡镇的配合表示感谢，并介绍了汛情。", "speaker", {"林远舟"}),
        ("会议由县长林远舟主持，县政府各部门主要负责人列席会议。", "observer", None),
    ],
)  # fmt: skip
def test_roles_told_in_other_ways(text: str, role: str, who: set[str] | None) -> None:
    assert roles(read(MEETING + text)).get(role) == who


@pytest.mark.parametrize(
    "aside",
    [
        "会议表决通过了关于召开青田县十八届人大一次会议的决定。",
        "会议通过了青田县第十八届人民代表大会第一次会议建议议程草案。",
        "会议决定，青田县第十八届人民代表大会第一次会议于6月中旬召开。",
        "青田县第十八届人民代表大会第一次会议即将召开。",
    ],
)
def test_a_session_to_come_has_no_participants(aside: str) -> None:
    text = f"{DATE}青田县十七届人大常委会第八次会议5月10日举行。{aside}县人大常委会主任林远舟主持，副县长何望舒列席。"
    assert pairs(read(text), "attended") == {
        ("林远舟", "青田县十七届人大常委会第八次会议"),
        ("何望舒", "青田县十七届人大常委会第八次会议"),
    }


def test_who_holds_this_meeting_is_not_who_signs_at_it() -> None:
    text = (
        f"{DATE}5月10日，2023年青田县招商大会在温溪镇举行。远山集团参加此次大会，并与青田县签订投资协议。\n"
        "本次招商大会由青田县商务局承办。"
    )
    assert pairs(read(text), "organized_by") >= {("2023年青田县招商大会", "青田县商务局")}
    assert ("远山集团", "2023年青田县招商大会") in pairs(read(text), "attended")


def test_a_name_in_quotation_marks_is_held() -> None:
    found = read(f"{DATE}5月10日，“青田县文化旅游招商推介会”在上海举行，副县长何望舒出席并致辞。")
    assert names(found, "event") == {"青田县文化旅游招商推介会"}
    assert pairs(found, "held_in") == {("青田县文化旅游招商推介会", "上海市")}
    assert roles(found) == {"speaker": {"何望舒"}}


def test_all_who_receive_meet_the_guest() -> None:
    found = read(f"{DATE}5月10日，省委书记沈若岚，省长何望舒在杭州拜会了全国政协副主席林远舟一行。")
    assert roles(found) == {"attendee": {"沈若岚", "何望舒"}, "leader": {"林远舟"}}
    assert {place for _, place in pairs(found, "held_in")} == {"杭州市"}


def test_talks_beside_a_ceremony_are_not_the_ceremony() -> None:
    text = (
        "5月10日，远山集团董事长林远舟出席奠基仪式并与丽水市委书记沈若岚举行会谈。"
        "远山集团副总经理何望舒在奠基仪式上致辞。"
    )
    attended = pairs(read(DATE + text), "attended")
    assert ("林远舟", "奠基仪式") in attended
    assert ("何望舒", "奠基仪式") in attended
    assert ("沈若岚", "奠基仪式") not in attended


def test_whose_a_group_is_does_not_come_along() -> None:
    found = read(f"{DATE}5月10日，县委书记林远舟率县委、县政府第一走访慰问组来到清泉木材厂慰问困难职工。")
    assert roles(found) == {"leader": {"林远舟"}}


def test_a_town_stands_for_its_leaders() -> None:
    text = "5月10日，青田县县长林远舟率县水利局等单位到温溪镇督导检查安全生产工作，温溪镇主要领导陪同检查。"
    assert roles(read(DATE + text)) == {"leader": {"林远舟"}, "attendee": {"青田县水利局"}, "companion": {"温溪镇"}}


def test_a_sitting_called_at_once_is_another() -> None:
    text = (
        "5月10日下午，全市安全生产电视电话会议召开。"
        "会议结束后，青田县立即召开会议，对全县工作进行部署。县长林远舟出席并讲话。"
    )
    assert pairs(read(DATE + text), "attended") == {("林远舟", "青田县立即召开会议，对全县工作进行部署")}


def test_those_who_are_visited_receive() -> None:
    text = (
        "5月10日，青田县招商推介会在上海举行。\n"
        "当天下午，青田县商务局局长沈若岚局长一行应邀回访远山集团总部，集团总裁林远舟予以热情接待。"
    )
    assert ("林远舟", "青田县招商推介会") not in pairs(read(DATE + text), "attended")


def test_each_line_of_a_chronicle_tells_of_its_own() -> None:
    text = (
        "2023年1月6日，温溪镇召开高质量发展大会\n"
        "2023年2月8日，青田县县长林远舟（中）率队到温溪镇开展调研活动\n"
        "2023年3月9日，温溪镇党委书记何望舒到清泉村检查安全生产\n"
        "2023年4月3日，温溪镇召开高质量发展大会\n"
    )
    found = read(text)
    dates = {key[1]: value.get("date") for key, value in found.attributes.items() if key[0] == "event"}
    assert sorted(str(date) for date in dates.values()) == ["2023-01-06", "2023-02-08", "2023-03-09", "2023-04-03"]
    assert roles(found) == {"leader": {"林远舟"}, "attendee": {"何望舒"}}
