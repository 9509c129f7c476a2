"""What the names of bodies have in common, and what tells them apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import lexicon
from kg.resolve import names


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("一中", "第一中学"),
        ("第一中学", "第一中学"),
        ("二小", "第二小学"),
        ("师范学院附中", "师范学院附属中学"),
        ("发改委", "发展和改革委员会"),
        ("交通局", "交通运输局"),
        ("公共交通局", "公共交通局"),
        ("政府", "人民政府"),
        ("中共委员会", "委"),
        ("委员会", "委员会"),
        ("政务公开工作领导小组", "政务公开领导小组"),
        ("政务公开工作领导小组办公室", "政务公开领导小组办公室"),
        ("工作委员会", "党工委"),
    ],
)
def test_a_name_behind_its_place_in_full(written: str, full: str) -> None:
    assert names.full_form(written) == full


@given(st.sampled_from([*lexicon.data("bodies")["short"], *lexicon.data("bodies")["short_behind_a_place"], "一中"]))
def test_a_full_form_is_its_own(short: str) -> None:
    full = names.full_form(short)
    assert names.full_form(full) == full


@pytest.mark.parametrize(
    ("name", "place", "core"),
    [
        ("山东远山集团有限公司", "山东", "远山集团"),
        ("山东省远山集团股份有限公司", "山东", "远山集团"),
        ("远山科技（济宁）有限公司", "济宁", "远山科技"),
        ("远山集团", "", "远山集团"),
        ("济宁银行", "", "济宁银行"),
        ("凤凰集团", "", "凤凰集团"),
        ("清河实业有限公司", "", "清河实业"),
    ],
)
def test_a_firm_s_place_and_its_own_name(name: str, place: str, core: str) -> None:
    assert names.firm(name) == (place, core)


@pytest.mark.parametrize(
    ("short", "long", "cut"),
    [
        ("远山农业", "远山农业发展", True),
        ("远山", "远山食品", True),
        ("远山", "远山集团", True),
        ("远山物流", "远山现代物流", True),
        ("远山集团", "远山集团物流", False),  # of the group, and not the group
        ("远山农业", "远山云帆农业", False),
        ("远山", "远山", False),
        ("远", "远山集团", False),
    ],
)
def test_a_firm_s_name_cut_short(short: str, long: str, cut: bool) -> None:
    assert names.is_cut_from(short, long) is cut


@pytest.mark.parametrize(
    ("name", "form"),
    [("远山有限公司", "limited"), ("远山有限责任公司", "limited"), ("远山股份有限公司", "shares"), ("远山集团", "")],
)
def test_legal_forms(name: str, form: str) -> None:
    assert names.legal_form(name) == form


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("兖州区教育局", "教育局"),
        ("兖州市教育局", "教育局"),
        ("济宁市兖州区教育局", "教育局"),
        ("中共兖州区委员会", "中共委员会"),
        ("兖州市场监管局", "市场监管局"),
        ("远山集团", None),
    ],
)
def test_what_stands_behind_a_place(name: str, rest: str | None) -> None:
    assert names.behind(name, ["兖州区", "兖州市", "济宁市", "兖州", "济宁"]) == rest


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("远山大学", True),
        ("远河水利委员会", True),
        ("远山林局", True),
        ("第一中学", False),
        ("人民医院", False),
        ("财务处", False),
        ("党委办公室", False),
        ("招商引资领导小组", False),
    ],
)
def test_which_names_tell_a_body_without_its_place(name: str, known: bool) -> None:
    assert names.is_known_by_name(name) is known


def test_the_words_for_bodies_that_a_place_sets_up_stand_in_one_place() -> None:
    assert set(names.SET_UP) == set(lexicon.data("bodies")["set_up"])
