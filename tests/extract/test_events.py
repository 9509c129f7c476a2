"""Events: what is one, of which kind and when; and that one happening is one event."""

from __future__ import annotations

import pytest
from made_reading import events, forms, pairs, read

DATE = "2023年5月6日\n"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("青田县召开春季森林防火工作推进会。", "春季森林防火工作推进会", "meeting"),
        (
            "（青田县第九届人民代表大会常务委员会第三次会议通过）",
            "青田县第九届人民代表大会常务委员会第三次会议",
            "meeting",
        ),
        ("市七届人大常委会第三次会议接受林远舟辞职。", "市七届人大常委会第三次会议", "meeting"),
        ("中国共产党青田县第九次代表大会在县影剧院隆重开幕。", "中国共产党青田县第九次代表大会", "meeting"),
        ("青田县委常委会召开会议，传达学习全省会议精神。", "青田县委常委会会议", "meeting"),
        ("青田县政府召开全体会议。", "青田县政府全体会议", "meeting"),
        ("青田县召开会议，部署春耕生产。", "青田县召开会议，部署春耕生产", "meeting"),
        ("县长林远舟参加汇报会。", "汇报会", "meeting"),
        ("在全县林业工作会议上，县长林远舟讲话。", "全县林业工作会议", "meeting"),
        ("青田大桥通车仪式在温溪镇举行。", "青田大桥通车仪式", "groundbreaking"),
        ("第三届青田县运动会开幕。", "第三届青田县运动会", "activity"),
        ("青田县抓住浙洽会、第二届浙江茶叶博览会等机遇招商。", "浙洽会", "activity"),
        ("青田县抓住浙洽会、第二届浙江茶叶博览会等机遇招商。", "第二届浙江茶叶博览会", "activity"),
        ("县委书记林远舟到县信访局接待来访群众。", "林远舟到县信访局接待来访群众", "visit"),
        ("县长林远舟在调研林业工作时强调，要抓好防火。", "林远舟调研林业工作", "inspection"),
        ("浙江远山集团向温溪镇捐赠口罩等物品。", "浙江远山集团向温溪镇捐赠口罩等物品", "activity"),
        ("县长林远舟出席青田县民政工作会议。", "青田县民政工作会议", "meeting"),
        ("青田县举行青年书画展览。", "青年书画展览", "activity"),
        ("第三届杨梅节开幕式在温溪镇举行。", "第三届杨梅节开幕式", "activity"),
        ("青田县召开第九届人民代表大会第一次会议。", "第九届人民代表大会第一次会议", "meeting"),
        ("青田县与云和县签署合作协议。", "青田县与云和县签署合作协议", "signing"),
        ("青田县举行招商项目集中签约仪式。", "青田县举行招商项目集中签约仪式", "signing"),
        ("青田县举行文化馆揭牌仪式。", "青田县举行文化馆揭牌仪式", "unveiling"),
        ("青田大桥工程正式开工。", "青田大桥工程正式开工", "groundbreaking"),
        ("县长林远舟到温溪镇调研乡村振兴工作。", "林远舟到温溪镇调研乡村振兴工作", "inspection"),
        ("县长林远舟赴云和县考察茶产业。", "林远舟赴云和县考察茶产业", "visit"),
        ("县委书记林远舟会见客商陈青禾。", "县委书记林远舟会见客商陈青禾", "visit"),
        ("青田县传达学习重要讲话精神和全省安全生产工作会议精神。", "全省安全生产工作会议", "meeting"),
        ("青田县传达学习全省安全生产工作会议精神。", "全省安全生产工作会议", "meeting"),
    ],
)
def test_kinds(text: str, name: str, kind: str) -> None:
    assert {name: (kind, "")}.items() <= events(read(text)).items()


def test_a_note_on_a_session_has_its_day() -> None:
    text = "（2023年5月4日青田县第九届人民代表大会常务委员会第三次会议通过）"
    assert events(read(text)) == {"青田县第九届人民代表大会常务委员会第三次会议": ("meeting", "2023-05-04")}


@pytest.mark.parametrize(
    "text",
    [
        "青田县在会议室存放资料，参加工作的有五人，会期两天。",
        "县长林远舟强调，要认真准备，召开好专题会议。",
        "县长林远舟强调，要深入一线调研，抓好项目开工仪式，到温溪镇督导。",
        "全县项目开工率达九成，全面开工后进度加快。",
        "县长林远舟听取了调研组的报告。",
        "青田县统筹有关会议、相关活动安排。",
        "县干部林远舟来到加工厂，开始了一天的工作：从检查登记开始，样样细致。",
        "青田县慈善总会累计捐赠500万元。",
        "县领导用捐款购买的100床棉被已经送到。",
        "“集中签约仪式”一词不难写。",
    ],
)
def test_no_events(text: str) -> None:
    assert events(read(text)) == {}


# -- one happening, one event ------------------------------------------------------------------------------------------


def test_named_often_it_is_one() -> None:
    text = "青田县召开2023年全县林业工作推进会。林业工作推进会要求，抓好防火。县长林远舟出席林业工作推进会。"
    found = events(read(text))
    assert list(found) == ["2023年全县林业工作推进会"]
    assert forms(read(text), "event", "2023年全县林业工作推进会") == [
        "2023年全县林业工作推进会",
        "林业工作推进会",
        "林业工作推进会",
    ]


def test_a_ceremony_of_the_title_is_that_of_the_text() -> None:
    text = f"{DATE}# 青田县举行招商项目签约仪式\n5月4日，青田县举行招商项目签约仪式。签约仪式上，掌声不断。\n"
    assert len(events(read(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "# 青田县党政代表团赴云和县考察\n5月4日，县长林远舟率队赴云和县考察。考察团先后到石塘镇、紧水滩镇考察。\n",
        "# 林远舟赴云和县考察\n浙江日报5月6日讯 5月4日，县长林远舟赴云和县考察茶产业。\n",
        "5月4日，县长林远舟带队到温溪镇督查造林。\n督查组一行先后深入山口镇、章旦乡，实地督查。\n",
        "5月4日至5日，县长林远舟到丽水市考察。\n5月5日，林远舟到龙泉市考察。\n",
        "# 水价调整听证会召开\n5月4日，青田县召开城市供水价格调整听证会。\n",
        "# 青田杨梅节开幕\n5月4日，第三届青田杨梅文化旅游节开幕。\n",
    ],
)
def test_what_goes_on_is_one_event(text: str) -> None:
    assert len(events(read(DATE + text))) == 1


def test_another_party_pays_another_visit() -> None:
    text = f"{DATE}5月4日，县长林远舟到温溪镇慰问。\n县总工会组成8个慰问组，分赴各乡镇走访慰问。\n"
    assert len(events(read(text))) == 2


def test_what_is_decided_to_be_held_is_not_what_is_held() -> None:
    text = f"{DATE}5月4日，县十届人大常委会第三次会议召开。会议决定县十届人大二次会议于6月举行。县长林远舟列席会议。\n"
    found = read(text)
    assert events(found) == {
        "县十届人大常委会第三次会议": ("meeting", "2023-05-04"),
        "县十届人大二次会议": ("meeting", ""),
    }
    assert pairs(found, "attended") == {("林远舟", "县十届人大常委会第三次会议")}


def test_a_name_with_a_word_of_speech_in_it_says_nothing() -> None:
    text = f"{DATE}5月4日，副县长陈说、县长林远舟参加座谈会。\n"
    assert "座谈会" in events(read(text))


def test_two_visits_of_two_people_stay_two() -> None:
    text = f"{DATE}5月4日，县长林远舟到温溪镇调研。\n5月4日，县委书记陈青禾到章旦乡调研。\n"
    assert set(events(read(text))) == {"林远舟到温溪镇调研", "陈青禾到章旦乡调研"}


def test_meetings_of_one_name_on_two_days_are_told_apart() -> None:
    text = f"{DATE}5月2日，青田县召开防汛工作例会。\n5月4日，青田县召开防汛工作例会。\n"
    assert sorted(date for _, date in events(read(text)).values()) == ["2023-05-02", "2023-05-04"]


def test_a_meeting_referred_to_is_not_the_one_held() -> None:
    text = "5月4日，青田县召开林业工作会议。会议传达学习丽水市林业工作会议精神。"
    assert set(events(read(DATE + text))) == {"林业工作会议", "丽水市林业工作会议"}


# -- dates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (f"{DATE}5月4日，青田县召开林业工作会议。", {"林业工作会议": "2023-05-04"}),
        (f"{DATE}青田县召开林业工作会议。", {"林业工作会议": ""}),
        ("5月4日，青田县召开林业工作会议。", {"林业工作会议": ""}),
        (
            f"{DATE}5月4日，青田县召开林业工作会议。次日，召开教育工作推进会。",
            {"林业工作会议": "2023-05-04", "教育工作推进会": "2023-05-05"},
        ),
        (
            f"{DATE}5月4日，青田县召开林业工作会议。当天下午，青田县召开教育工作推进会。",
            {"林业工作会议": "2023-05-04", "教育工作推进会": "2023-05-04"},
        ),
        (
            f"{DATE}5月2日，青田县召开民政工作会议。\n5月3日，青田县举行文化旅游节活动。\n",
            {"民政工作会议": "2023-05-02", "文化旅游节活动": "2023-05-03"},
        ),
        (f"{DATE}5月4日，青田县传达学习全省林业工作会议精神。", {"全省林业工作会议": ""}),
    ],
)
def test_dates(text: str, dates: dict[str, str]) -> None:
    assert {name: date for name, (_, date) in events(read(text)).items()} == dates


def test_a_year_of_something_else_is_no_date() -> None:
    text = f"{DATE}5月4日，青田县第一中学新校区开工。学校创办于1907年。副县长林远舟参加了今天的开工仪式。"
    assert set(events(read(text)).values()) == {("groundbreaking", "2023-05-04")}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("5月4日，青田县集中开建12个重点项目。", "groundbreaking"),
        ("5月4日，丽青地铁1号线右线顺利贯通。", "groundbreaking"),
        ("5月4日，青田县中学体育馆主体结构封顶。", "groundbreaking"),
        ("远山大学与清泉大学合作办学的协议5月4日在青田县正式签署。", "signing"),
        ("5月4日，青田县水利局赴云和县考察学习河湖管护经验。", "visit"),
        ("5月4日，青田县人大常委会组织部分县人大代表对全县养老服务工作进行视察。", "inspection"),
        ("触电应急处置演练观摩会由青田县水利局主办。", "meeting"),
    ],
)
def test_other_words_for_what_happened(text: str, kind: str) -> None:
    assert [k for k, _ in events(read(DATE + text)).values()] == [kind]


@pytest.mark.parametrize("text", ["青田县水利局到温溪镇检查了多次。", "县里要求，建议近期召开好工作推进会。"])
def test_what_is_of_no_day_is_no_event(text: str) -> None:
    assert events(read(DATE + text)) == {}


def test_a_city_holds_its_meetings_at_home() -> None:
    assert pairs(read(f"{DATE}5月4日，丽水市召开防汛工作会议。"), "held_in") == {("防汛工作会议", "丽水市")}
