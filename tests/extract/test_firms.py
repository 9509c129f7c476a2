"""Firms: named again by the words that their name begins with, and known by the titles and trades around them."""

from __future__ import annotations

from made_reading import facts, forms, names, pairs, read

FIRM = "北京清泉环保科技有限公司"


def test_the_short_form_of_a_firm_is_the_firm() -> None:
    text = f"6月2日，{FIRM}总经理林远舟到清河县考察。来到清泉环保，记者看到生产正忙。"
    assert forms(read(text), "organization", FIRM) == [FIRM, "清泉环保"]


def test_a_word_in_the_middle_may_be_left_out() -> None:
    firm = "清泉现代物流有限公司"
    text = f"6月2日，{firm}总经理林远舟到清河县考察。清泉物流现有职工二百人。"
    assert "清泉物流" in forms(read(text), "organization", firm)


def test_the_group_in_a_firm_s_name_is_not_the_firm() -> None:
    text = "6月2日，清泉集团酒业有限公司总经理林远舟到清河县考察。清泉集团是一家老企业。"
    assert "清泉集团" not in forms(read(text), "organization", "清泉集团酒业有限公司")


def test_a_form_that_two_firms_have_is_neither_s() -> None:
    text = "清泉环保科技有限公司与清泉环保设备有限公司在清河县签约。清泉环保是老品牌。"
    found = read(text)
    for firm in ("清泉环保科技有限公司", "清泉环保设备有限公司"):
        assert "清泉环保" not in forms(found, "organization", firm)


def test_the_name_of_works_that_a_firm_s_begins_is_no_mention_of_it() -> None:
    text = f"{FIRM}到清河县投资。6月2日，清泉环保数字化车间项目开工仪式在清河县举行。"
    found = read(text)
    assert "清泉环保数字化车间项目" in names(found, "project")
    assert "清泉环保" not in forms(found, "organization", FIRM)


def test_a_firm_behind_whom_it_met_is_itself() -> None:
    found = read("6月2日，清河县委书记林远舟会见清泉食品股份有限公司董事长沈若岚一行。")
    assert ("沈若岚", "清泉食品股份有限公司") in pairs(found, "holds_post")
    assert ("林远舟", "清河县委") in pairs(found, "holds_post")
    assert ("沈若岚", "清河县委") not in pairs(found, "holds_post")


def test_nobody_is_chairman_of_a_committee() -> None:
    found = read("6月2日，清河县委副书记林远舟、董事长沈若岚出席会议。")
    assert not [fact for fact in facts(found, "holds_post") if dict(fact.qualifiers)["post"] == "董事长"]


def test_the_secretary_of_discipline_is_of_the_commission() -> None:
    found = read("6月2日，清河县委常委、纪委书记林远舟到葛仙庄镇调研。")
    posts = {(fact.object[1], dict(fact.qualifiers)["post"]) for fact in facts(found, "holds_post")}
    assert posts == {("清河县委", "县委常委"), ("清河县纪委", "纪委书记")}
