"""Drives that are known by their own words, or by what is said behind them; where their names begin and end."""

from __future__ import annotations

import pytest
from made_reading import read_to_campaigns as read


def names(text: str) -> set[str]:
    return {f.name for f in read(text).found if f.type == "campaign"}


def runs(text: str) -> set[tuple[str, str]]:
    return {(f.subject[1], f.object[1]) for f in read(text).facts if f.relation == "runs"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("蒙阴县全面推行林长制，成效明显。", {"林长制"}),
        ("蒙阴县全面推行“田长制”，落实“一田一策”。", {"“田长制”"}),
        ("推动“互联网+河长制”在蒙阴县落地。", {"“互联网+河长制”"}),
        ("蒙阴县四水共治工作有序推进。", {"四水共治"}),
        ("蒙阴县扎实推进20项民生工程。", {"20项民生工程"}),
        ("蒙阴县召开学习实践绿色发展观活动动员大会。", {"学习实践绿色发展观活动"}),
        ("蒙阴县启动保持基层干部先进性教育活动。", {"保持基层干部先进性教育活动"}),
        ("蒙阴县要有序推动乡村供水提质攻坚三年行动。", {"乡村供水提质攻坚三年行动"}),
        ("蒙阴县开展道路交通大排查大整治集中行动。", {"道路交通大排查大整治集中行动"}),
        ("蒙阴县开展市场环境专项整治活动。", {"市场环境专项整治活动"}),
        ("蒙阴县打赢营商环境争先晋级60天攻坚战。", {"营商环境争先晋级60天攻坚战"}),
        ("蒙阴县开展“暖冬有我 情满沂蒙”走访慰问活动。", {"“暖冬有我 情满沂蒙”走访慰问活动"}),
        ("蒙阴县打造“书香蒙阴”，开展“邻里互助宣传月”。", {"“书香蒙阴”", "“邻里互助宣传月”"}),
        ("一场河道清障攻坚战在蒙阴县打响。", {"河道清障攻坚战"}),
        ("蒙阴县积极开展寒冬送温暖活动。", {"寒冬送温暖活动"}),
    ],
)
def test_known_by_their_words(text: str, wanted: set[str]) -> None:
    assert names(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "蒙阴县开展秸秆禁烧攻坚行动指挥部会商。",
        "蒙阴县林长制办公室、县三城联创办负责人参加会议。",
        "蒙阴县办好民生工程项目，实施“一村一策”。",
        "蒙阴县以“加快发展，共建家园”为主题举办晚会。",
        "县人大组织开展“乡村振兴促进情况”专题调研活动。",
        "蒙阴县举办“迎新春”文艺演出活动。",
    ],
)
def test_none(text: str) -> None:
    assert names(text) == set()


def test_what_is_said_behind_a_name_tells_that_it_is_carried_out() -> None:
    text = "蒙阴县召开会议。“十大攻坚”要全面推进，“八大提升”等重点工作取得重大进展。"
    assert runs(text) == {("蒙阴县", "“十大攻坚”"), ("蒙阴县", "“八大提升”")}


def test_two_that_are_joined_are_run_by_the_same() -> None:
    text = "蒙阴县公安局深入开展道路交通大排查大整治集中行动和“清风”专项行动。"
    assert runs(text) == {
        ("蒙阴县公安局", "道路交通大排查大整治集中行动"),
        ("蒙阴县公安局", "“清风”专项行动"),
    }


def test_who_acts_with_another_runs_it_as_well() -> None:
    text = "蒙阴县城管局联合县交警大队开展“清障”专项行动。"
    assert runs(text) == {("蒙阴县城管局", "“清障”专项行动"), ("蒙阴县交警大队", "“清障”专项行动")}


def test_between_its_place_and_what_is_done_stands_a_name() -> None:
    assert runs("6月1日，蒙阴县安全生产月活动启动。") == {("蒙阴县", "安全生产月活动")}


def test_a_name_longer_by_a_word_is_the_same() -> None:
    text = "蒙阴县开展饮水设施维护百日攻坚行动。近日，各村开展农村饮水设施维护百日攻坚行动。"
    assert names(text) == {"农村饮水设施维护百日攻坚行动"}
