"""Projects: what is the name of one, where it is and who builds it."""

from __future__ import annotations

import pytest
from made_reading import forms, names, pairs, read


def projects(text: str) -> set[str]:
    return names(read(text), "project")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("青田县推进侨乡文化综合体项目。", {"侨乡文化综合体项目"}),
        ("青田县加快建设滨江湿地公园。", {"滨江湿地公园"}),
        ("青田县推进瓯江防洪提升工程、滨江湿地公园建设。", {"瓯江防洪提升工程", "滨江湿地公园"}),
        (
            "青田县加快推进温溪港码头、青田石雕产业园、侨乡文化街等3个项目建设。",
            {"温溪港码头", "青田石雕产业园", "侨乡文化街"},
        ),
        (
            "远山集团有限公司年产2万吨竹纤维生产线项目在青田县温溪镇开工。",
            {"远山集团有限公司年产2万吨竹纤维生产线项目"},
        ),
        ("青田县实施县城快速路项目。", {"青田县城快速路项目"}),
        # a character that the recogniser takes for a verb or a numeral is of the name
        ("青田县推进高湖镇油用亚麻种植基地建设。", {"高湖镇油用亚麻种植基地"}),
        ("青田县推进小溪分洪区东分块蓄洪工程。", {"小溪分洪区东分块蓄洪工程"}),
        # what stands right behind a verb of building begins a name
        ("青田县完成群众体育中心（二期）建设。", {"群众体育中心（二期）"}),
        ("青田县地铁6号线支线将于年底建成通车。", {"青田县地铁6号线支线"}),
        ("连通市区的地铁6号线支线将于年底通车。", {"地铁6号线支线"}),
        ("青田县推进东堡水厂提标改造。", {"东堡水厂提标改造"}),
        ("青田县推进城区农民安置小区建设项目。", {"城区农民安置小区建设项目"}),
        ("青田县10个重大产业项目中现代侨乡物流园、远山精密等5个项目开工。", {"现代侨乡物流园", "远山精密"}),
        ("林远舟先后到远山新材料、清泉空间等项目工地察看建设情况。", {"远山新材料", "清泉空间"}),
        (
            "10月1日，青田县石门路（清泉路-鹤城路）道路建设工程开工。",
            {"青田县石门路（清泉路-鹤城路）道路建设工程"},
        ),
        ("青田县完成清风寺、石门冲、老屋岭等13座小二型病险水库加固工程。", {"清风寺水库", "石门冲水库", "老屋岭水库"}),
        ("青田县察看石门路改造、跨江大桥高架路二期等7个重点项目建设。", {"石门路改造", "跨江大桥高架路二期"}),
        # 东 is of his name, and no end of a road
        ("青田县委书记林远东到清泉水库建设现场办公。", {"清泉水库"}),
        # two works that 和 joins
        ("青田县建设高湖镇花卉种植基地和温溪镇敬老院综合楼。", {"高湖镇花卉种植基地", "温溪镇敬老院综合楼"}),
        (
            "青田县达成意向26个，其中包括侨货直航、侨货交易市场、小溪生态度假农庄等在内的9个投资项目。",
            {"侨货直航", "侨货交易市场", "小溪生态度假农庄"},
        ),
    ],
)
def test_named(text: str, wanted: set[str]) -> None:
    assert projects(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "青田县推进重点项目建设，5个亿元以上项目开工，实施民生项目。",
        "青田县实施“双百”企业培育工程。",
        "青田县引进十大产业项目，推进各类工程、有关项目。",
        "青田县在瓯江防洪提升工程指挥部召开会议，部署建设。",
        "青田县推进石雕产业、乡村治理工作等项目建设。",
        "他在湿地公园散步。",
        "青田县推进青田县项目，做好具体项目、洽谈项目、农庄项目、公益性项目、产业化项目。",
        "青田县就食品、电子信息、纺织等项目进行洽谈。",
        "青田县同远山科学研究院、远山开发公司等企业项目签约。",
        "青田县推进远山集团投资，主要生产建筑机械、土方机械等工程类产品，远山集团是全球工程机械企业。",
        "青田县争取水利建设项目资金，建成农村饮水安全工程12处。",
        "青田县招商引资项目推进，更多高标准农田建设项目启动，一批社会发展项目建成。",
        "青田县龙山新城管委会推进青田龙山新城建设。",
        "青田县电网建设、光伏发电、城乡路网等能源交通项目推进。",
        # of any county
        "青田县推进旧路改造工程、病险水库除险加固工程和中小河流治理项目，建设污水处理厂。",
        "这座水库位于青田县，是一座兼顾防汛抗旱、旅游观光等功能的社会公益项目。",
        "青田县推进“三个一批”项目。",
        # the ends of a road
        "青田县改造道路，西起石门大道，东至清泉大道。",
        "青田县省环保集团全资子公司远山环境工程建设有限公司建成投产。",
    ],
)
def test_no_names(text: str) -> None:
    assert projects(text) == set()


def test_forms_of_one_name_are_one_project() -> None:
    findings = read("青田县推进侨乡文化综合体项目。侨乡文化综合体建设顺利。")
    assert forms(findings, "project", "侨乡文化综合体项目") == ["侨乡文化综合体项目", "侨乡文化综合体"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("青田县推进侨乡文化综合体项目。", "青田县"),
        ("青田县在温溪镇建设侨乡文化综合体项目。", "温溪镇"),
        ("青田县召开会议。会议要求推进云和县滨江湿地公园项目。", "云和县"),
        ("青田县委常委会听取了云和县清泉水厂项目的汇报。", "云和县"),
        ("丽水市动态\n## 云和县\n加快推进侨乡文化综合体项目，力争年底完工。\n", "云和县"),
        # said in the next sentence
        ("青田县侨乡文化综合体项目开工。项目位于温溪镇，总投资2亿元。", "温溪镇"),
        # not where one signs, nor where another's works are
        ("青田县侨乡文化综合体项目签约仪式在杭州市举行。", "青田县"),
        ("在杭州市举行的推介会上，青田县侨乡文化综合体项目签约。", "青田县"),
        # a city by its short name, in a text of its county
        ("青田县召开会议。丽水海源水泥项目开工建设。", "青田县"),
    ],
)
def test_located_in(text: str, place: str) -> None:
    assert {where for _, where in pairs(read(text), "located_in")} == {place}


@pytest.mark.parametrize(
    ("text", "builders"),
    [
        ("青田县远山集团有限公司年产2万吨竹纤维生产线项目开工。", {"青田县远山集团有限公司"}),
        ("远山集团有限公司投资建设侨乡文化综合体项目。", {"远山集团有限公司"}),
        ("青田县推进远山集团有限公司投资建设的侨乡文化综合体项目。", {"远山集团有限公司"}),
        ("由远山集团有限公司投资建设的云和县清泉水厂项目开工。", {"远山集团有限公司"}),
        ("侨乡文化综合体项目总投资2亿元，由远山集团有限公司投资建设，计划年底完工。", {"远山集团有限公司"}),
        ("青田县推进侨乡文化综合体项目。", set()),
        ("清泉集团与远山集团有限公司合作建设的侨乡文化综合体项目开工。", {"清泉集团", "远山集团有限公司"}),
        ("远山集团有限公司落户温溪镇，建设侨乡文化综合体项目。", {"远山集团有限公司"}),
        ("远山集团有限公司拟在青田经济开发区建立华南生产基地，总投资10亿元。", {"远山集团有限公司"}),
        ("青田县引进远山集团有限公司投资20亿元建设光伏组件生产基地。", {"远山集团有限公司"}),
        ("远山集团有限公司与青田县人民政府签订了侨乡文化综合体项目协议。", {"远山集团有限公司"}),
        ("远山集团有限公司总投资2亿元的侨乡文化综合体项目开工。", {"远山集团有限公司"}),
        ("清泉水厂项目由远山集团有限公司承建；总投资2亿元的侨乡文化综合体项目开工。", {"远山集团有限公司"}),
        ("青田县水利局投资2300万元建设小溪综合治理工程。", {"青田县水利局"}),
        ("青田县投资8亿元，建设了占地面积130公顷的侨乡文化产业园。", {"青田县"}),
        ("青田县对接了总投资1500万美元的侨乡文化综合体项目。", set()),
        ("林远舟察看了远山集团有限公司生产基地、清泉水厂项目建设。", {"远山集团有限公司"}),
        ("青田县工业污水处理厂尾水人工湿地工程开工。", set()),
        ("青田县听取了远山集团有限公司建设厂房项目情况和侨乡文化综合体项目前期工作汇报。", set()),
    ],
)
def test_builders(text: str, builders: set[str]) -> None:
    findings = read(text)
    assert names(findings, "project")
    assert {body for body, _ in pairs(findings, "undertakes")} == builders


def test_a_campaign_is_made_of_projects() -> None:
    text = "青田县开展“三大会战”，包括侨乡文化综合体项目、石雕产业园项目，推动高质量发展。"
    assert ("“三大会战”", "石雕产业园项目") in pairs(read(text), "includes")


def test_evidence_is_exact() -> None:
    text = "青田县在温溪镇建设侨乡文化综合体项目。"
    findings = read(text)
    shown = [span for fact in findings.facts if fact.object[0] == "district" for span in fact.spans]
    assert "温溪镇建设侨乡文化综合体项目" in {span.text for span in shown}
    assert all(text[span.start : span.end] == span.text for span in shown)


def test_a_document_that_lists_works() -> None:
    text = (
        "2023年青田县重点建设项目清单\n\n1．小溪水利枢纽工程。建设地点：北山镇；建设单位：青田县水利投资公司。\n"
        "2．瓯江航道整治工程。总投资12亿元，由青田县水利局负责实施。\n3．石郭路改造提升。\n4．侨乡国际医院，总投资8亿元。\n"
    )
    findings = read(text)
    assert names(findings, "project") == {"小溪水利枢纽工程", "瓯江航道整治工程", "石郭路改造提升", "侨乡国际医院"}
    assert pairs(findings, "undertakes") == {
        ("青田县水利投资公司", "小溪水利枢纽工程"),
        ("青田县水利局", "瓯江航道整治工程"),
    }


def test_an_ending_within_an_item_does_not_close_it() -> None:
    text = "青田县推进温溪集散中心铁塔、侨乡新城220千伏线路迁改等项目建设。"
    assert projects(text) == {"温溪集散中心铁塔", "侨乡新城220千伏线路迁改"}


def test_a_school_that_is_built_is_works() -> None:
    findings = read("远山集团有限公司援建了青田县温溪镇中心小学。")
    assert pairs(findings, "undertakes") == {("远山集团有限公司", "青田县温溪镇中心小学")}
    assert "青田县温溪镇中心小学" not in names(findings, "organization")
