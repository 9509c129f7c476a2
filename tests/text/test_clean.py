"""Clean text: what is folded, what is dropped, and that every character knows where it stood."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.text.clean import CleanText, clean, join

# each character of the source, and what it may become
MARKS = dict(zip(",;:!?()", "，；：！？（）", strict=True))
VARIANTS = {
    **dict.fromkeys("•・‧●﹒∙⋅․", "·"),
    **{"「": "“", "」": "”", "『": "“", "』": "”", "∶": "：", "﹐": "，", "‑": "-"},
    **{"｢": "“", "｣": "”", "｡": "。", "､": "、"},
    **dict.fromkeys("\u00a0\u3000\t|", " "),
}


def unseen(character: str) -> bool:
    """Whether it is one that no reader sees: a control, a joiner, a mark of direction, a variation selector."""
    selector = 0xFE00 <= ord(character) < 0xFE10 or 0xE0100 <= ord(character) < 0xE01F0
    return selector or unicodedata.category(character) in ("Cc", "Cf", "Cn")


def folds(source: str) -> set[str]:
    """What a character of the source may stand as in clean text."""
    if source == '"':
        return {"“", "”"}
    if unicodedata.category(source) == "Zs":
        return {" "}
    if source in "?？":
        return {"?", "？", "·"}  # 买买提?艾山
    return {source, VARIANTS.get(source, source), MARKS.get(source, source), unicodedata.normalize("NFKC", source)}


def cleaned(raw: str) -> str:
    return clean(raw, 0, len(raw)).chars


PAGES = st.text(
    st.sampled_from(
        "林远舟沈若岚青禾县委的，。；：、！？（）“”《》,;:!?()\"'「」『』•・● \u3000\u00a0\t|"
        "ＡｂＺ０９％Ab019.-%\ufeff\u200b\r𠮷"
    )
    | st.characters(exclude_categories=["Cs"]),
    max_size=60,
)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("买买提?艾山说", "买买提·艾山说"),
        ("古丽娜尔？马木提", "古丽娜尔·马木提"),
        ("价格怎么样?今年好", "价格怎么样？今年好"),
        ("来了吗？古丽说", "来了吗？古丽说"),
    ],
)
def test_a_dot_of_a_name_that_an_encoding_lost(raw: str, wanted: str) -> None:
    assert cleaned(raw) == wanted


@given(PAGES)
@example("0\u16800")
@example("王 伟")
@example("　　１２月３日,林 远舟说:“好”。 ")
def test_every_character_stands_where_its_offset_says(raw: str) -> None:
    text = clean(raw, 0, len(raw))
    assert len(text.chars) == len(text.offsets) == len(text)
    for char, offset in zip(text.chars, text.offsets, strict=True):
        assert char in folds(raw[offset])


@given(PAGES)
def test_offsets_rise_and_only_space_and_invisible_characters_are_lost(raw: str) -> None:
    offsets = clean(raw, 0, len(raw)).offsets
    assert all(first < second for first, second in pairwise(offsets))
    lost = set(range(len(raw))) - set(offsets)
    assert all(unseen(raw[i]) or raw[i] == "|" or raw[i].isspace() for i in lost)


@given(PAGES, st.data())
def test_a_slice_of_the_clean_text_is_the_same_words_of_the_source(raw: str, data: st.DataObject) -> None:
    text = clean(raw, 0, len(raw))
    if not len(text):
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = text.source(start, end)
    assert text.chars[start] in folds(raw[first])
    assert text.chars[end - 1] in folds(raw[last - 1])
    assert text.slice(start, end).source(0, end - start) == (first, last)


@given(PAGES, PAGES, PAGES)
def test_a_stretch_of_a_page_keeps_to_itself(before: str, middle: str, after: str) -> None:
    raw = before + middle + after
    text = clean(raw, len(before), len(before) + len(middle))
    assert all(len(before) <= offset < len(before) + len(middle) for offset in text.offsets)


@given(PAGES)
def test_clean_text_has_no_space_at_either_end_and_no_wide_space(raw: str) -> None:
    text = cleaned(raw)
    assert text == text.strip()
    assert not set(text) & set("\u3000\u00a0\t\r\ufeff\u200b|「」『』")


@given(PAGES)
def test_nothing_changes_when_the_clean_text_is_cleaned_again_but_for_spaces(raw: str) -> None:
    once = cleaned(raw)
    assert cleaned(once).replace(" ", "") == once.replace(" ", "")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("林　舟", "林舟"),
        ("林 舟、沈 岚", "林舟、沈岚"),
        ("林 舟 沈 岚", "林舟 沈岚"),
        ("组　长：林远舟", "组长：林远舟"),
        ("林  舟", "林舟"),
        # a name of three characters is no label, and two names stay two
        ("林 远舟", "林 远舟"),
        ("林远舟 沈若岚", "林远舟 沈若岚"),
        ("林   舟", "林   舟"),
    ],
)
def test_spaces_go_from_names_of_two_characters(raw: str, text: str) -> None:
    assert cleaned(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("2023 年 5 月 10 日， 青田县", "2023年5月10日，青田县"),
        ("2023年 5月10 日", "2023年5月10日"),
        ("2023-05-10 日报", "2023-05-10 日报"),
        ("2023年 12 个", "2023年 12 个"),
    ],
)
def test_spaces_in_a_date_go(raw: str, text: str) -> None:
    assert cleaned(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("２０２２年８月９日", "2022年8月9日"),
        ("增长１２．５％", "增长12.5%"),
        ("ＡＢｃ园区", "ABc园区"),
        ("１＋２", "1+2"),
    ],
)
def test_full_width_letters_and_digits_become_half_width(raw: str, text: str) -> None:
    assert cleaned(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("8月9日,青禾县(城区)开会;好!", "8月9日，青禾县（城区）开会；好！"),
        ("会议指出:要快?", "会议指出：要快？"),
        ("投资1,000万元", "投资1,000万元"),
        ("上午10:30开会", "上午10:30开会"),
        ("共3,林远舟说", "共3，林远舟说"),
        ("他说：∶﹐", "他说：：，"),
    ],
)
def test_marks_between_chinese_characters_become_full_width(raw: str, text: str) -> None:
    assert cleaned(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ('开展"春耕行动"和"清河行动"', "开展“春耕行动”和“清河行动”"),
        ("「春耕行动」", "“春耕行动”"),
        ("『春耕行动』", "“春耕行动”"),
        ("“春耕行动”", "“春耕行动”"),
    ],
)
def test_quotation_marks_become_curly(raw: str, text: str) -> None:
    assert cleaned(raw) == text


@pytest.mark.parametrize("dot", "•・‧∙⋅·")
def test_the_dot_of_a_name_is_one_dot(dot: str) -> None:
    assert cleaned(f"阿里木{dot}买买提") == "阿里木·买买提"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("会议 ，结束 。", "会议，结束。"),
        ("（ 记者 ）", "（记者）"),
        ("《 青禾日报 》", "《青禾日报》"),
        ("林远舟 （县委书记） 出席", "林远舟（县委书记）出席"),
        ("　　会议召开", "会议召开"),
    ],
)
def test_spaces_at_marks_go(raw: str, text: str) -> None:
    assert cleaned(raw) == text


def test_a_byte_order_mark_and_invisible_joints_go_and_offsets_pass_over_them() -> None:
    raw = "\ufeff青\u200b禾\r"
    text = clean(raw, 0, len(raw))
    assert text.chars == "青禾"
    assert text.offsets == (1, 3)
    assert text.source(0, 2) == (1, 4)


def test_characters_beyond_the_basic_plane_count_one() -> None:
    raw = "𠮷远舟，林　舟"
    text = clean(raw, 0, len(raw))
    assert text.chars == "𠮷远舟，林舟"
    assert text.offsets == (0, 1, 2, 3, 4, 6)
    assert text.source(0, 1) == (0, 1)


def test_join_keeps_the_places_and_sets_the_glue_where_the_part_before_ends() -> None:
    raw = "青禾\n\n茶园"
    parts = [clean(raw, 0, 2), clean(raw, 4, 6)]
    joined = join(parts, raw, "\n")
    assert joined.chars == "青禾\n茶园"
    assert joined.offsets == (0, 1, 1, 4, 5)
    assert joined.source(0, 5) == (0, 6)
    assert join(parts, raw) == CleanText(raw, "青禾茶园", (0, 1, 4, 5))
    assert join([], raw, "\n") == CleanText(raw, "", ())


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("林\u200e远\u202e舟\u202c出席", "林远舟出席"),
        ("林\x07远\x1b舟\u00ad出席", "林远舟出席"),
        ("葛\U000e0100仙\ufe00庄镇", "葛仙庄镇"),
        ("⼤会在⾹山镇召开", "大会在香山镇召开"),  # radicals, as a PDF file may have them
        ("金\uf90a", "金金"),
        ("会议召开｡林远舟､沈若岚出席", "会议召开。林远舟、沈若岚出席"),
        ("２０２３年５月１１日，（第１次）", "2023年5月11日，（第1次）"),
    ],
)
def test_what_a_reader_does_not_see_is_not_read(raw: str, wanted: str) -> None:
    assert cleaned(raw) == wanted
