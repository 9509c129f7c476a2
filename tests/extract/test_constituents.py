"""What campaigns are made of: numbered names and the lists at their side."""

from __future__ import annotations

import pytest
from linear_time import assert_linear, seconds
from made_reading import facts, read


def included(text: str, name: str) -> set[tuple[str, str]]:
    return {fact.object for fact in facts(read(text), "includes") if fact.subject[1] == name}


def tasks(text: str, name: str) -> set[str]:
    return {thing for type_, thing in included(text, name) if type_ == "task"}


@pytest.mark.parametrize(
    "text",
    [
        "岚皋县打好“四大攻坚任务”：矿山复绿、移民搬迁、河道清淤、企业入规。",
        "岚皋县打好“四大攻坚任务”，即矿山复绿、移民搬迁、河道清淤和企业入规，推动高质量发展。",
        "岚皋县打好“四大攻坚任务”（矿山复绿、移民搬迁、河道清淤、企业入规）。",
        "岚皋县要抓好矿山复绿、移民搬迁，河道清淤、企业入规“四大攻坚任务”。",
        "岚皋县全力抓好矿山复绿、移民搬迁、河道清淤和企业入规等“四大攻坚任务”。",
        "会议要求，要聚焦打造矿山复绿、移民搬迁、河道清淤、企业入规“四大攻坚任务”，打好“四大攻坚任务”。",
    ],
)
def test_a_list_of_as_many_as_the_name_counts(text: str) -> None:
    assert tasks(text, "“四大攻坚任务”") == {"矿山复绿", "移民搬迁", "河道清淤", "企业入规"}


@pytest.mark.parametrize(
    "text",
    [
        "岚皋县抓好矿山复绿、移民搬迁、河道清淤、企业入规、茶园改造“四大攻坚任务”。",  # five
        "岚皋县抓好矿山复绿、移民搬迁、河道清淤“四大攻坚任务”。",  # three
        "县长王建国、副县长李爱民、张爱国、陈卫东部署“四大攻坚任务”。",  # who, not what
        "岚皋县、平利县、紫阳县、石泉县打好“四大攻坚任务”。",
        "矿山复绿、移民搬迁、河道清淤、企业入规。岚皋县打好“四大攻坚任务”。",  # another sentence
    ],
)
def test_any_other_list_is_not_what_it_is_made_of(text: str) -> None:
    assert tasks(text, "“四大攻坚任务”") == set()


def test_a_layout_in_figures_includes_what_its_numbers_stand_for() -> None:
    text = (
        "岚皋县全面铺开“1234”工作布局，即以党的建设为统领，打造县域经济、民生保障“两个样板”，"
        "抓好矿山复绿、移民搬迁、河道清淤“三大任务”，推动高质量发展。"
    )
    whole = included(text, "“1234”工作布局")
    assert {("campaign", "“两个样板”"), ("task", "党的建设")} < whole
    assert {("task", name) for name in ("县域经济", "民生保障", "矿山复绿", "移民搬迁", "河道清淤")} < whole
    assert tasks(text, "“两个样板”") == {"县域经济", "民生保障"}


def test_what_was_found_there_is_no_task() -> None:
    text = "岚皋县实施“三大行动”：工业倍增行动、城乡提质行动、民生改善行动。"
    assert included(text, "“三大行动”") == {
        ("campaign", name) for name in ("工业倍增行动", "城乡提质行动", "民生改善行动")
    }
    text = "宁远县构建“2+1”产业体系，即做强食品加工、电子信息两大主导产业，发展冷链物流产业。"
    assert included(text, "“2+1”产业体系") == {("industry", name) for name in ("食品加工", "电子信息", "冷链物流")}


def test_the_words_say_both_the_name_and_the_item() -> None:
    text = "岚皋县抓好矿山复绿、移民搬迁“两大任务”。"
    assert {fact.spans[0].text for fact in facts(read(text), "includes")} == {
        "矿山复绿、移民搬迁“两大任务”",
        "移民搬迁“两大任务”",
    }


def test_cost_grows_with_the_text() -> None:
    def cost(size: int) -> float:
        listed = "矿山复绿、" * (size // 2)
        return seconds(lambda: read(f"岚皋县抓好{listed}“四大任务”，打好“三大任务”：{listed}" + "“三大任务”" * size))

    assert_linear(cost, 800)
