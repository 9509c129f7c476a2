"""Indicators, on invented sentences in the manner of the local press, read by the recogniser that a build uses."""

from __future__ import annotations

import time
from functools import cache

import pytest

from kg.extract import bodies, indicators, places
from kg.extract.reading import Reading, open_article
from kg.model import Page
from kg.recognise import Recogniser, load
from kg.text.articles import split


@cache
def recogniser() -> Recogniser:
    return load()


def read(text: str, words: Recogniser | None = None) -> Reading:
    article = split(Page("made-up.txt", text))[0]
    reading = open_article(article, words or recogniser())
    geography = places.find(reading)
    bodies.find(reading, geography)
    indicators.find(reading, geography)
    return reading


PAGE = "岳池县经济运行综述\n发布时间：2022-10-20\n10月18日，岳池县召开经济运行分析会。"


def rows(sentence: str, page: str = PAGE) -> list[tuple[str, str, str, float, str, str | None]]:
    """(owner, relation, name, value, unit, period) of each, in the order of the text."""
    reading = read(page + sentence)
    found = []
    for fact in reading.facts:
        if fact.relation in ("targets", "reports"):
            a = reading.attributes[fact.object]
            value, period = a["value"], a["period"]
            assert isinstance(value, float)
            assert period is None or isinstance(period, str)
            found.append((fact.subject[1], fact.relation, fact.object[1], value, str(a["unit"]), period))
    return found


def test_a_result_with_its_period_and_owner() -> None:
    assert rows("前三季度，全县完成固定资产投资86.4亿元，同比增长12.3%。") == [
        ("岳池县", "reports", "完成固定资产投资86.4亿元", 86.4, "亿元", "2022-Q3"),
        ("岳池县", "reports", "完成固定资产投资同比增长12.3%", 12.3, "%", "2022-Q3"),
    ]


def test_a_goal_with_the_year_it_is_for() -> None:
    assert rows("到2025年，全县茶园面积达到12万亩，力争新增龙头企业8家。") == [
        ("岳池县", "targets", "茶园面积达到12万亩", 12, "万亩", "2025"),
        ("岳池县", "targets", "新增龙头企业8家", 8, "家", "2025"),
    ]


@pytest.mark.parametrize("word", ["力争", "争取", "确保", "计划", "将", "要", "努力"])
def test_words_of_purpose_make_a_goal(word: str) -> None:
    assert [row[1] for row in rows(f"今年，全县{word}新建学校6所。")] == ["targets"]


@pytest.mark.parametrize("word", ["已", "累计", "共"])
def test_words_of_what_is_done_make_a_result(word: str) -> None:
    assert [row[1] for row in rows(f"今年，全县{word}新建学校6所。")] == ["reports"]


def test_the_place_named_last_before_is_the_owner() -> None:
    page = "广安市招商活动\n发布时间：2022-10-20\n广安市举行招商推介会。"
    found = rows("全市共签约21个项目，签约金额达96.5亿元，其中岳池县签约7个项目，金额30.2亿元。", page)
    assert [(owner, value) for owner, _, _, value, _, _ in found] == [
        ("广安市", 21),
        ("广安市", 96.5),
        ("岳池县", 7),
        ("岳池县", 30.2),
    ]


def test_a_body_is_the_owner_of_what_it_does_and_a_government_stands_for_its_place() -> None:
    found = rows("县教育局筹集助学金320万元。县政府投入资金2亿元。")
    assert [(row[0], row[3]) for row in found] == [("岳池县教育局", 320), ("岳池县", 2)]


def test_another_place_after_a_preposition_is_no_owner() -> None:
    assert [row[0] for row in rows("今年以来，岳池县与武胜县联合办理事项340件。")] == ["岳池县"]


def test_a_bare_sum_is_told_with_what_it_is_of() -> None:
    found = rows("此次集中开工的28个项目，总投资96.5亿元。")
    assert [row[2] for row in found] == ["集中开工的28个项目", "集中开工项目总投资96.5亿元"]


def test_respective_changes_go_to_respective_things() -> None:
    found = rows("全县接待游客86.5万人次，实现旅游收入4.7亿元，同比分别增长15.2%和18.9%。")
    assert [(row[2], row[3]) for row in found[2:]] == [
        ("接待游客同比分别增长15.2%", 15.2),
        ("旅游收入同比分别增长18.9%", 18.9),
    ]


def test_a_threshold_is_no_quantity_but_what_is_counted_is() -> None:
    assert [(row[2], row[3]) for row in rows("今年，全县新增100亿企业3家、2000万元以上工业企业12家。")] == [
        ("新增100亿企业3家", 3),
        ("2000万元以上工业企业12家", 12),
    ]


def test_what_is_said_behind_the_number_is_in_the_name() -> None:
    (row,) = rows("到2024年将解决3.2万人农村饮水不安全问题。")
    assert row == ("岳池县", "targets", "解决3.2万人农村饮水不安全问题", 3.2, "万人", "2024")


def test_a_range_keeps_both_ends() -> None:
    reading = read(PAGE + "项目建成后，可实现年税收6-8亿元。")
    ((_, attributes),) = [row for row in reading.attributes.items() if row[0][0] == "indicator"]
    assert (attributes["value"], attributes["upper"], attributes["comparator"]) == (6, 8, "range")


@pytest.mark.parametrize(
    "sentence",
    [
        "县四家班子领导等50余人参加会议。",
        "县委副书记一行12人到企业调研。",
        "县委书记先后察看了3个项目。",
        "会议审议了6个文件，听取了4个汇报。",
        "会议部署“231”现代产业体系和“十大攻坚”任务。",
        "培育三大主导产业，建设四大产业集聚区。",
        "要打造“3个中心”，建设“5个示范”。",
        "会期3天，第19次常务会议随后举行。",
        "企业年产40万件茶具加工项目在园区建设。",
        "2×35万千瓦热电项目进展顺利。",
        "报名地址为人民路128号3楼，电话0826-5231234。",
        "原局长违规收受礼金2.3万元。",
        "五个方面的工作得到肯定。",
        "新建道路宽32米。",
        "他给老人留下500元。",
    ],
)
def test_what_no_office_would_put_down(sentence: str) -> None:
    assert rows(sentence) == []


def test_a_title_repeats_what_the_text_says() -> None:
    page = "岳池县融资12亿元建水厂\n发布时间：2022-10-20\n10月18日，岳池县签订总金额达12亿元的水厂建设融资合作协议。"
    reading = read(page)
    assert len({f.name for f in reading.found if f.type == "indicator"}) == 1
    assert sum(f.type == "indicator" for f in reading.found) == 2


def test_names_are_unique_where_owner_or_period_differ() -> None:
    page = "广安市经济观察\n发布时间：2022-10-20\n广安市举行新闻发布会。"
    found = rows("岳池县新建学校3所；武胜县新建学校3所。2021年，岳池县新建学校3所。", page)
    assert len(found) == 3
    assert len({row[2] for row in found}) == 3


def test_the_section_says_whose_it_is() -> None:
    text = (
        "广安市各地抓项目\n\n本报讯 广安市各地掀起建设热潮。\n\n## 武胜县\n\n今年新建厂房12万平方米，引进企业30家。\n"
    )
    reading = read(text)
    owners = {fact.subject[1] for fact in reading.facts if fact.relation == "reports"}
    assert owners == {"武胜县"}


def test_every_indicator_stands_on_its_words() -> None:
    text = PAGE + "全县在建项目142个，完成投资86.4亿元，占年度计划的72%。"
    reading = read(text)
    found = [f for f in reading.found if f.type == "indicator"]
    assert len(found) == 3
    for thing in found:
        span = reading.article.span(thing.start, thing.end)
        assert text[span.start : span.end] == span.text
        number = f"{reading.attributes[thing.type, thing.name]['value']:g}"
        assert number in span.text
        assert number in thing.name


def test_a_page_of_no_place_still_has_its_quantities() -> None:
    reading = read("关于民生实事的说明\n新建公厕20座，改造燃气管网35公里。")
    assert {f.name for f in reading.found if f.type == "indicator"} == {"新建公厕20座", "改造燃气管网35公里"}
    assert not [fact for fact in reading.facts if fact.relation in ("targets", "reports")]


@pytest.mark.parametrize("mark", ["。", "，", "、", ""])
def test_time_grows_with_the_text_and_no_faster(mark: str) -> None:
    unit = "今年岳池县新建学校3所、医院2家" + mark
    article = split(Page("long.txt", PAGE + unit * 1500))[0]
    reading = open_article(article, load("jieba"))
    geography = places.find(reading)
    begun = time.monotonic()
    indicators.find(reading, geography)
    assert time.monotonic() - begun < 20


def test_both_values_of_a_change_that_tells_their_years() -> None:
    assert rows("全县生产总值从1985年的20.5亿元上升到2021年的300亿元。") == [
        ("岳池县", "reports", "生产总值从1985年的20.5亿元", 20.5, "亿元", "1985"),
        ("岳池县", "reports", "生产总值上升到2021年的300亿元", 300, "亿元", "2021"),
    ]
    assert [row[3] for row in rows("全县财政收入从2亿元增加到3亿元。")] == [3]


def test_what_is_compared_with_is_not_the_period() -> None:
    rate = rows("前三季度，全县投资增长7.5%，增速较一季度提升1.2个百分点，较2020年增长12%。")
    assert {row[5] for row in rate} == {"2022-Q3"}


def test_rates_of_an_account_share_its_period_over_paragraphs() -> None:
    account = "前三季度，全县投资增长7.5%。\n分行业看，设备制造业增长24.5%，民间投资下降3%。\n全县新建学校6所。"
    assert [row[5] for row in rows(account)] == ["2022-Q3", "2022-Q3", "2022-Q3", None]


def test_the_last_month_of_what_the_title_is_on() -> None:
    page = PAGE.replace("经济运行综述", "上半年财政收入增长5%")
    assert {row[5] for row in rows("截至6月末，全县完成采购267批。", page)} == {"2022-H1"}  # "2022-H1"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("全县共有耕地24万亩，人均耕地0.45亩，盘活土地4796亩。", [24, 0.45, 4796]),
        ("全县水泥产能650万吨，产销大米14.2万吨。", [650, 14.2]),
        ("全县接待台商考察团52批。", [52]),
        ("全县实地考察企业52家，项目占地53亩，大桥长1.2公里。", []),
    ],
)
def test_areas_outputs_and_guests(text: str, values: list[float]) -> None:
    assert [row[3] for row in rows(text)] == values


def test_of_two_that_are_told_apart_the_clause_says_what() -> None:
    said = rows("全县财政收入28亿元，城乡居民收入分别达到58210元、31650元，分别增长4.6%、7.2%。")
    assert [row[2] for row in said][2:] == ["城乡居民收入31650元", "城乡居民收入增长4.6%", "城乡居民收入增长7.2%"]
