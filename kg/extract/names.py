"""Where the names of persons are: what the recogniser says, and what the grammar around a name shows."""

from __future__ import annotations

import re
from collections import Counter

from kg import lexicon
from kg.extract.reading import Reading
from kg.text.clean import HAN
from kg.text.credits import COMPOUND_SURNAMES, SINGLE_SURNAMES, is_name

_POSTS = lexicon.data("posts")
_AFTER = re.compile(rf"[，。、；：（）！？“” \n]|$|{lexicon.alternation(_POSTS['after_name'])}")
_FOREIGN = re.compile(rf"[{HAN}]{{1,10}}(?:[·?？][{HAN}]{{1,10}})+")
_ITEM = re.compile(rf"[{HAN}]{{2,8}}(?:·[{HAN}]{{1,10}})*(?=[、，。；（）\n]|$|和|等)")
_LAST_ITEM = re.compile(rf"[{HAN}]{{2,8}}?(?:·[{HAN}]{{1,10}}?)*(?=[、，。；（）\n]|$|和|等|[为任](?![{HAN}]?[、（]))")
_TITLE = re.compile(lexicon.alternation(_POSTS["titles"]))
_SPACED = re.compile(
    rf"([{HAN}]) +([{HAN}]{{1,2}})(?=[，。、；：（） \n]|$|{lexicon.alternation(_POSTS['after_name'])})"
)
# 。 words that look like names after a title
NOT_NAMES = {"同志", "先生", "女士", "等人", "主持", "出席", "参加", "陪同", "任命", "党组", "党委", "主任", "会议", "高度", "应邀", "有关", "和平", "平安", "安全", "强调", "王国", "方面", "任职", "严格", "黄金", "金融", "经济", "华东", "华北", "华南", "高新", "高校", "国家", "全体", "全县", "全市", "于今", "时间", "常务", "常委", "向前", "安排", "马上", "成立", "成员", "包括", "万元", "元旦", "方针", "武装", "石油", "水利", "文明", "文化", "文旅", "解决", "连续", "易地", "相关", "相互", "应当", "宣布", "宣传", "项目", "金额", "卫生", "路线", "任务", "通过", "通报", "通知", "边界", "程序", "计划", "古城", "城乡", "水平", "明确", "双方", "许多", "关于", "关注", "经过", "和谐", "支持", "支部", "冷链", "干部", "干群", "全部", "计生", "党建", "党政"}  # fmt: skip


def given_at(reading: Reading, start: int, strict: bool = False, aligned: bool = False) -> int | None:
    """Where the person's name that begins at `start` ends, or None where none begins there.

    `aligned`: a word of the recogniser must begin there. `strict` asks for more than the shape of a name: the recogniser's word, or a mark right behind it.
    """
    text = reading.text
    token = reading.token_at(start)
    if token is None or text[start - 1 : start] == "·":
        return None
    if aligned and token.start != start:
        return None
    verb = re.match(r"(?:选举|任命|决定|推选|补选|提名|接受|免去)", text[start:])
    if verb and not strict and token.tag != "PER":
        return None
    foreign = _FOREIGN.match(text, start)
    if foreign and ("·" in foreign[0] or "?" in foreign[0]) and len(foreign[0]) >= 4:
        return foreign.end()
    spaced = _SPACED.match(text, start)
    if (
        spaced
        and spaced[1] in SINGLE_SURNAMES
        and is_name(spaced[1] + spaced[2])
        and (len(spaced[2]) == 1 or not strict)
    ):
        return spaced.end()
    if token.start == start and token.tag == "PER":
        if len(token.word) == 1:
            following = reading.token_at(token.end)
            if following and len(following.word) <= 2 and following.tag in ("PER", "n", "nz", "a", "v", "nr"):
                return following.end
            return None
        if len(token.word) >= 3 and (
            token.word.endswith("等")
            or (token.word[-1] in "作说在就对" and text[token.end : token.end + 1] in "了关题道：“的")
        ):
            return token.end - 1  # 刘强作|了说明
        if 2 <= len(token.word) <= 4:
            # 曹和|家、: the name runs on to the mark
            longer = text[start : token.end + 1]
            if (
                not _AFTER.match(text, token.end)
                and is_name(longer)
                and re.match(r"[，。、；：（ \n]|$|同志", text[token.end + 1 :])
            ):
                return token.end + 1
            return token.end
        if len(token.word) > 4 and "·" not in token.word:
            return _by_shape(text, start, False)
        return token.end
    if strict and (token.start != start or token.tag in ("LOC", "ORG", "TIME", "m")):
        return None
    if (
        token.start == start
        and len(token.word) == 1
        and token.tag in ("v", "p", "d", "c", "u", "f", "m", "q")
        and token.word not in "于向易关查解应能"
    ):
        return None  # 书记|来|村里
    end = _by_shape(text, start, strict)
    if (
        end is None
        and not strict
        and token.start == start
        and token.tag in ("n", "nz", "a", "j", "nr", "k", "ng")
        and len(token.word) == 1
    ):
        # a surname of no list: 者|永光，
        following = reading.token_at(token.end)
        if (
            following is not None
            and len(following.word) <= 2
            and following.tag in ("n", "nz", "a", "nr", "LOC", "an")
            and _AFTER.match(text, following.end)
        ):
            return following.end
    return end


def in_list(reading: Reading, start: int, within: bool = False) -> int | None:
    """Where the item of a list of names that begins at `start` ends: whatever stands between its marks and is no body,
    no title and no word of a sentence. `within`: the item may end at 为 or 任, as in 选举甲、乙为副主任."""
    match = (_LAST_ITEM if within else _ITEM).match(reading.text, start)
    if (
        match is None
        or _TITLE.search(match[0])
        or re.search(r"等|[的了]|先后|分别|负责|部门|单位|代表|领导|同志们|有关|相关", match[0])
    ):
        return None
    if any(f.start < match.end() and start < f.end and f.type in ("organization", "district") for f in reading.found):
        return None
    tokens = list(reading.tokens_in(start, match.end()))
    if (
        not tokens
        or tokens[0].start != start
        or any(t.tag in ("v", "p", "d", "r", "m", "TIME", "vd", "u", "c") and len(t.word) > 1 for t in tokens)
    ):
        return None
    return match.end()


def _by_shape(text: str, start: int, strict: bool) -> int | None:
    lengths = (4, 3) if text[start : start + 2] in COMPOUND_SURNAMES else (3, 2)
    for length in lengths:
        word = text[start : start + length]
        if (
            len(word) < length
            or word.endswith("等")
            or not is_name(word)
            or word in NOT_NAMES
            or re.search(rf"[^{HAN}]", word)
        ):
            continue
        after = _AFTER.match(text, start + length)
        if after is None:
            continue
        if strict and after[0] and re.match(rf"[{HAN}]", after[0]) and len(after[0]) < 2:
            continue
        # 王建 (国)强: a three-character name whose first two would do as well
        return start + length
    return None


def known(reading: Reading) -> Counter[str]:
    """The words that the recogniser takes for persons anywhere in the article."""
    return Counter(token.word for token in reading.tokens if token.tag == "PER" and 2 <= len(token.word) <= 4)
