"""Industries: lists that are summed up as such, lists behind a verb, and what looks alike."""

from __future__ import annotations

import pytest
from made_reading import read_to_campaigns as read


def names(text: str) -> set[str]:
    return {f.name for f in read(text).found if f.type == "industry"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("宁远县着力推动纺织服装、家居建材等优势产业集群发展。", {"纺织服装", "家居建材"}),
        ("宁远县做大做强烟花爆竹、矿山机械、果蔬加工三大主导产业。", {"烟花爆竹", "矿山机械", "果蔬加工"}),
        ("宁远县培育航空装备、智能终端两大“产业新地标”。", {"航空装备", "智能终端"}),
        ("宁远县做强柑橘、富硒茶、乡村旅游三大产业。", {"柑橘", "富硒茶", "乡村旅游"}),
        ("宁远县大力发展装备制造业、现代物流业和生物医药产业。", {"装备制造", "现代物流", "生物医药"}),
        ("宁远县重点发展新能源、电子信息。", {"新能源", "电子信息"}),
        ("宁远县形成机械制造、食品加工、电子科技等产业集群。", {"机械制造", "食品加工", "电子科技"}),
        ("宁远县大力发展粮食加工和风电产业。", {"粮食加工", "风电"}),
        ("宁远县形成以锂电池、轨道交通为主导的产业体系。", {"锂电池", "轨道交通"}),
        ("宁远县领导调研竹产业发展情况。", {"竹产业"}),
        ("宁远县主导产业为装备制造和食品加工。", {"装备制造", "食品加工"}),
        ("宁远县在总部园区和小微企业园打造新材料产业集群。", {"新材料"}),
        ("宁远县做优油茶产业、做精食用菌产业。", {"油茶", "食用菌"}),
        ("宁远县打造新能源汽车及零部件、食品加工等百亿级产业集群。", {"新能源汽车及零部件", "食品加工"}),
    ],
)
def test_named(text: str, wanted: set[str]) -> None:
    assert names(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "宁远县聚焦重点产业、优势产业和“十强”产业，培育主导产业。",
        "宁远县聚焦园区建设、要素保障、招商引资、深化改革等重点工作。",
        "宁远县推动农业产业化，加快产业转型升级，建设产业园区。",
        "宁远县坚持交通同网、科技同兴、产业同链、民生同保。",
        "宁远县加快传统产业改造，发展战略性新兴产业，壮大县域经济。",
        "宁远县与企业在文旅、酒店、餐饮等领域合作。",
        "会议围绕产业发展、项目建设等方面进行了讨论。",
    ],
)
def test_no_industry(text: str) -> None:
    assert names(text) == set()


def test_the_district_develops_it() -> None:
    facts = read("宁远县做强柑橘、富硒茶两大产业。我县将大力发展冷链物流产业。").facts
    assert {(f.subject[1], f.object[1]) for f in facts if f.relation == "develops"} == {
        ("宁远县", "柑橘"),
        ("宁远县", "富硒茶"),
        ("宁远县", "冷链物流"),
    }


def test_a_section_is_its_own_district() -> None:
    text = "县区动态\n## 宁远县\n做强柑橘产业。\n## 蓝山县\n做大做强皮具箱包、毛纺等支柱产业。\n"
    facts = read(text).facts
    assert {(f.subject[1], f.object[1]) for f in facts if f.relation == "develops"} == {
        ("宁远县", "柑橘"),
        ("蓝山县", "皮具箱包"),
        ("蓝山县", "毛纺"),
    }


def test_a_firms_line_of_business_is_no_districts() -> None:
    assert names("宁远县有企业百家。公司发展智能制造产业，做强主业。") == set()


def test_evidence_is_exact() -> None:
    text = "宁远县大力发展冷链物流产业，做强柑橘、富硒茶两大产业。"
    findings = read(text).findings()
    for mention in findings.mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.text
    assert any(m.name == "冷链物流" and m.form == "冷链物流产业" for m in findings.mentions)


def test_a_long_hostile_text_takes_no_long_time() -> None:
    text = "宁远县以" + "和" * 3000 + "为主导产业，发展" + "电子信息、" * 500 + "产业" * 500 + "。"
    assert read(text).sentences
