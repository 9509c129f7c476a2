"""Posts in units of bodies, who leads a group, who is elected, and where the names of such people end."""

from __future__ import annotations

import pytest
from made_reading import facts, read
from made_reading import names as found_names


def held(text: str) -> set[tuple[str, str, str]]:
    """Who holds which post in which body."""
    return {(f.subject[1], dict(f.qualifiers)["post"], f.object[1]) for f in facts(read(text), "holds_post")}


def names(text: str) -> set[str]:
    return found_names(read(text), "official")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "岚皋县医院骨外科主任医师、科教处处长林远舟参加。",
            {("骨外科主任医师", "岚皋县医院"), ("科教处处长", "岚皋县医院")},
        ),
        ("远山证券股份有限公司投行部副总经理林远舟参加。", {("投行部副总经理", "远山证券股份有限公司")}),
        (
            "远山集团常务副总裁兼PPP事业部总经理林远舟参加。",
            {("常务副总裁", "远山集团"), ("PPP事业部总经理", "远山集团")},
        ),
        ("商务部电子商务司司长林远舟来岚皋县调研。", {("司长", "商务部电子商务司")}),
        (
            "全国人大常委会副委员长、农工党中央主席林远舟率队。",
            {("副委员长", "全国人大常委会"), ("主席", "农工党中央")},
        ),
        ("省委组织部部务会成员林远舟参加。", {("省委组织部部务会成员", "陕西省委组织部")}),
        ("省委非公和社会组织工委书记林远舟参加。", {("书记", "陕西省委非公和社会组织工委")}),
        ("省委主题教育第二巡回指导组副组长林远舟参加。", {("副组长", "陕西省委主题教育第二巡回指导组")}),
        ("省农科院副院长林远舟参加。", {("副院长", "陕西省农科院")}),
    ],
)
def test_posts_in_units_and_above(text: str, wanted: set[tuple[str, str]]) -> None:
    """Of a unit of a firm, a school or a hospital the post is in the whole; that of a ministry is a body."""
    top = "## 岚皋县要闻\n\n9月4日，陕西省岚皋县召开会议。"
    assert {(post, body) for _, post, body in held(top + text)} == wanted


def test_beside_another_of_the_same_unit() -> None:
    text = "远山集团市场部部长林远舟、副部长沈若岚，清泉设计研究院总建筑师何望舒、营销中心经理陈青禾参加。"
    assert held(text) == {
        ("林远舟", "市场部部长", "远山集团"),
        ("沈若岚", "市场部副部长", "远山集团"),
        ("何望舒", "总建筑师", "清泉设计研究院"),
        ("陈青禾", "营销中心经理", "清泉设计研究院"),
    }


def test_who_leads_a_group() -> None:
    text = "岚皋县组建了以县教育局局长林远舟为团长的赴灾区慰问团。由县水利局局长沈若岚任组长的防汛检查组到石门镇。"
    assert {row for row in held(text) if row[1] in ("团长", "组长")} == {
        ("林远舟", "团长", "赴灾区慰问团"),
        ("沈若岚", "组长", "防汛检查组"),
    }


def test_who_a_committee_elects() -> None:
    text = (
        "9月4日，中共岚皋县第十五届委员会第一次全体会议选举产生了县委常务委员会委员：林远舟、沈若岚（女）、何望舒、"
        "陈青禾。选举林远舟为书记，沈若岚、何望舒为副书记。当选为县委常委的还有吴文远、郑明远。"
        "周青山为新任县委常委。"
    )
    committee = "岚皋县委"
    assert held(text) == {
        *((name, "常务委员会委员", committee) for name in ("林远舟", "沈若岚", "何望舒", "陈青禾")),
        ("林远舟", "书记", committee),
        ("沈若岚", "副书记", committee),
        ("何望舒", "副书记", committee),
        ("吴文远", "县委常委", committee),
        ("郑明远", "县委常委", committee),
        ("周青山", "县委常委", committee),
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("岚皋县副县长林远舟、沈若中和县政协主席何望舒出席。", {"林远舟", "沈若中", "何望舒"}),
        ("岚皋县副县长路一舟等与群众交谈。", {"路一舟"}),
        ("岚皋县文旅局局长林远清作主旨推介。", {"林远清"}),
        ("远山集团总经理林远阳代表集团签约。", {"林远阳"}),
        ("岚皋县领导林远舟、瓦林龙等参加。", {"林远舟", "瓦林龙"}),
        ("经研究，决定：林远舟任岚皋县水利局局长。", {"林远舟"}),
    ],
)
def test_where_names_end(text: str, wanted: set[str]) -> None:
    assert names(text) == wanted
