"""Where the names of persons are: what the recogniser says, and what the grammar around a name shows."""

from __future__ import annotations

import re

from kg import lexicon
from kg.extract.reading import Reading
from kg.recognise import Token
from kg.text.clean import HAN
from kg.text.personal_names import COMPOUND_SURNAMES, SINGLE_SURNAMES, is_name

_POSTS = lexicon.data("posts")
NOT_NAMES = frozenset(_POSTS["not_names"])
_AFTER_NAME = lexicon.alternation(_POSTS["after_name"])
_AFTER = re.compile(rf"[，。、；：（）！？“” \n]|$|{_AFTER_NAME}")
# what ends the last part of 买买提·艾山: of the words of one character those that no name is transcribed with
# verbs of one character that begin what an official does
_DOING = frozenset("作做到来在去说是有为给向从被让任兼率带讲谈办管抓主会见听看问")
# what stands between a name of two characters and such a word, and is not the third of the name
_NOT_LAST = _DOING | frozenset(
    "也还都就又则正即将已便再均并曾同一不最先等和与及同对由现原前后时受获分随应转升调出连担接历卸离改留委新拟首续走赶遇达收想提感得直拿"
    "回深因以其该此各多亲当"
)
# 林远|会见了: no name ends in 会 there; 林远会|陪同
_MEETS = ("会见", "会谈", "会同", "会商", "会晤", "会上", "会后", "会议", "会场", "会前", "会址", "会展")
# 林远|解说: a verb of two characters; 林远成|说，
_SAYS = re.compile("说[，：“]")
_NOT_LAST_BEFORE_SAYS = frozenset("解据述演劝诉笑传听再叹细总又道忙急接常却边继补难胡乱")
# 作|主旨推介, 作|开幕致辞, 作|表态发言
_SPEECH = re.compile(
    r"(?:动员|重要|表态|典型|交流|工作|主题|主旨|专题|总结|开幕|大会|会议|专场|项目|招商|书面|情况|即席|视频|热情洋溢的){0,2}"
    r"(?:讲话|发言|报告|部署|说明|致辞|致词|推介|演讲|汇报|介绍|点评|辅导|解读|宣讲|讲座|批示)"
)
_COUNTED = ("一行", "一人", "一家", "一起", "一同", "一直", "一路", "两人", "二人", "三人")
_NO_NAME_TAGS = ("v", "p", "d", "c", "u", "f", "m", "q")
_ADVERBS = ("ad", "vd")
_OF_NO_NAME = frozenset(
    "省市县区州盟旗镇乡村局厅处科校院厂部"
)  # words of one character that stand for a place or a body
_CUT_TAGS = (
    "v",
    "LOC",
    "TIME",
    "ORG",
    "d",
    "f",
    "r",
    "vn",
)  # of words that a name does not begin with and end within another
_SURNAMES_TOO = "于向易关查解应能但占居游乐盛封"  # of the words of those kinds
_AFTER_PART = re.compile(
    lexicon.alternation([word for word in _POSTS["after_name"] if len(word) > 1 or word in "说在任为率的"])
)
_MARK = re.compile(r"[，。、；：（ \n]|$|同志")
_DID = re.compile("作了|做了|分别|先后|出席|参加|主持|代表|发言|表态|介绍|汇报|致辞|讲话")
_VERB = re.compile(r"选举|任命|决定|推选|补选|提名|接受|免去")
# ? stands for a · that an encoding has lost
_FOREIGN = re.compile(rf"[{HAN}]{{1,10}}(?:[·?？][{HAN}]{{1,10}}){{1,6}}")
# 白音|宝力高: names that other languages lent, known by the words they are made of
_TRANSCRIBED = set(lexicon.data("names")["transcription"])
_WOVEN = re.compile(rf"{lexicon.alternation(lexicon.data('names')['elements'])}{{2,4}}")
_SPACED = re.compile(rf"([{HAN}]) +([{HAN}]{{1,2}})(?=[，。、；：（） \n]|$|{_AFTER_NAME})")
_ITEM = re.compile(rf"[{HAN}]{{2,8}}(?:·[{HAN}]{{1,10}}){{0,6}}(?=[、，。；（）\n]|$|和|及|等)")
_LAST_ITEM = re.compile(
    rf"[{HAN}]{{2,8}}?(?:·[{HAN}]{{1,10}}?){{0,6}}(?=[、，。；（）\n]|$|和|等|[为任](?![{HAN}]?[、（]))"
)
_TITLE = re.compile(lexicon.alternation([*_POSTS["titles"], *_POSTS["heads"], *_POSTS["collective"]]))
# a verb or an adverb that a person does something with: 主持, 出席, … but no single character
_AFTER_TITLED = re.compile(
    rf"[，。、；：（\n]|$|同志|{lexicon.alternation([word for word in _POSTS['after_name'] if len(word) > 1])}"
)
_NOT_IN_LISTS = re.compile(lexicon.alternation(_POSTS["not_in_name_lists"]))
# 副县长甲和|法检两院、政府办|、…: what such items end in
_OF_BODIES = re.compile(r"(?:[办局院委厅处所室]|中心|部门|公司|两长|四套班子|机关)\Z")
_BRACKET = re.compile(r"（[^（）]{1,40}）")
_ADDRESSED = re.compile(rf"[{HAN}]{{2,5}}?(?=同志)")
_HAN_AT = re.compile(rf"[{HAN}]")


def given_at(reading: Reading, start: int, strict: bool = False, aligned: bool = False) -> int | None:
    """Where the person's name that begins at `start` ends, or None where none begins there.

    `aligned`: a word of the recogniser must begin there. `strict` asks for more than the shape of a name: the
    recogniser's word, or a mark right behind it.
    """
    text = reading.text
    token = reading.token_at(start)
    if token is None or text[start - 1 : start] == "·" or (aligned and token.start != start):
        return None
    if not strict and token.tag != "PER" and _VERB.match(text, start):
        return None
    foreign = _FOREIGN.match(text, start)
    if foreign and len(foreign[0]) >= 4 and re.search(r"[·?]", foreign[0]) and _is_part(foreign[0]):
        return _end_of_foreign(reading, foreign)
    woven = _WOVEN.match(text, start)
    if woven and (len(woven[0]) >= 4 or _AFTER.match(text, woven.end())):
        return woven.end()
    spaced = _SPACED.match(text, start)
    if (
        spaced
        and spaced[1] in SINGLE_SURNAMES
        and is_name(spaced[1] + spaced[2])
        and (len(spaced[2]) == 1 or not strict)
    ):
        return spaced.end()
    if token.start == start and token.tag == "PER":
        return _recognised(reading, token)
    if strict and (token.start != start or token.tag in ("LOC", "ORG", "TIME", "m")):
        return None
    if token.start == start and token.tag in _ADVERBS and len(token.word) == 2:
        return None  # 处长|简要|介绍
    single = token.start == start and len(token.word) == 1
    if (
        single
        and token.tag in ("v", "p", "d", "c", "u", "f", "m", "q")
        and token.word not in "于向易关查解应能但占居游乐盛封"
    ):
        # 书记|来|村里; but 于, 向, … are surnames too, and so are 常 and 万 where a whole name follows
        end = _by_shape(text, start, strict=True) if token.word in "常万" else None
        return end if end is not None and end - start == 3 else None
    addressed = _ADDRESSED.match(text, start)
    if addressed and token.start == start and not strict and _plain(reading, addressed):
        return addressed.end()
    end = _by_shape(text, start, strict)
    if end is not None and token.tag in _CUT_TAGS and len(token.word) > 1 and token.start == start < token.end < end:
        last = reading.token_at(end - 1)
        if last is not None and last.end != end:
            return None  # 利用|担任: the second verb is cut; 东北|工作
    if end is None and single and not strict:
        end = _by_words(reading, token)
    return end


def _is_part(name: str) -> bool:
    """Whether the first part of a name like 买买提·艾山 is one: not 县畜牧兽医局局长特."""
    first = re.split("[·?？]", name, maxsplit=1)[0]
    return len(first) < 5 or not (_TITLE.search(first) or _NOT_IN_LISTS.search(first) or set(first) - _TRANSCRIBED)


def _plain(reading: Reading, word: re.Match[str]) -> bool:
    """Whether what stands before 同志 is a name and no word for people: 折慧琴同志; not 党员同志, 和机关同志."""
    if word[0] in NOT_NAMES or _TITLE.search(word[0]) or _NOT_IN_LISTS.search(word[0]):
        return False
    tokens = list(reading.tokens_in(word.start(), word.end()))
    if len(tokens) == 1:
        return tokens[0].tag in ("PER", "LOC", "nz")
    return not any(t.tag in ("c", "p", "u", "r", "m", "w") or (t.tag == "v" and len(t.word) > 1) for t in tokens)


def _end_of_foreign(reading: Reading, name: re.Match[str]) -> int:
    """Where the last part of a name like 买买提·艾山 ends: with the word before one fit to follow a name, if any."""
    text, last = reading.text, max(name[0].rfind(mark) for mark in "·?？")
    for token in reading.tokens_in(name.start() + last + 2, name.end()):
        if _AFTER_PART.match(text, token.start):
            return token.start
    return name.end()


def _recognised(reading: Reading, token: Token) -> int | None:
    """Where a name ends that the recogniser's word begins: most often where the word does."""
    text, word = reading.text, token.word
    if len(word) == 1:
        following = reading.token_at(token.end)
        if following is None or len(following.word) > 2:
            return None
        if following.tag in ("PER", "n", "nz", "a", "v", "nr"):
            return following.end
        # 林|一舟: a number in a name; not 林|一行
        numbered = following.tag == "m" and len(following.word) == 2 and following.word not in _COUNTED
        named = numbered and is_name(word + following.word) and _AFTER.match(text, following.end)
        return following.end if named else None
    if word in COMPOUND_SURNAMES:
        return _by_shape(text, token.start, False)  # 欧阳|远舟
    if len(word) >= 3 and (
        word.endswith("等")
        or (word[-1] == "任" and (following := reading.token_at(token.end)) and following.tag in ("ORG", "LOC"))
        or (word[-1] in "作说在就对" and text[token.end : token.end + 1] in "了关题道：“的")
        or (word[-1] == "作" and _SPEECH.match(text, token.end))
        or (word[-1] == "当" and text.startswith("选", token.end))
        or (word[-1] == "先" and text.startswith("后", token.end))
        or (word[-1] == "率" and text.startswith(("队", "团", "领", "考察"), token.end))
    ):
        return token.end - 1  # 林远作|了说明
    if len(word) >= 3 and _takes_from_verb(reading, token):
        return token.end - 1
    if len(word) == 3 and not is_name(word) and not _AFTER.match(text, token.end):
        following = reading.token_at(token.end)  # 乌云毕|力格、: cut by the recogniser
        if following is not None and len(following.word) <= 3 and _MARK.match(text, following.end):
            return following.end
    if len(word) > 4:
        return token.end if "·" in word else _by_shape(text, token.start, False)
    if len(word) == (3 if word[:2] in COMPOUND_SURNAMES else 2) and _cut_short(text, token):
        return token.end + 1
    # 林|和舟、: the name runs on to the mark
    if (
        not _AFTER.match(text, token.end)
        and is_name(text[token.start : token.end + 1])
        and (_MARK.match(text, token.end + 1) or (len(word) == 2 and _DID.match(text, token.end + 1)))
    ):
        return token.end + 1
    return token.end


def _takes_from_verb(reading: Reading, token: Token) -> bool:
    """Whether the name has the first character of the verb behind it: 林远舟辞|去, 林舟出|席."""
    if not is_name(token.word[:-1]):
        return False
    verb = _AFTER.match(reading.text, token.end - 1)
    following = reading.token_at(token.end)
    return verb is not None and following is not None and verb.end() == following.end == token.end + 1


def _cut_short(text: str, token: Token) -> bool:
    """Whether the recogniser gave the last character of a name to the verb behind it: 林远|成任, 林远|超|出席."""
    last, after = text[token.end : token.end + 1], _AFTER.match(text, token.end + 1)
    if last == "会" and not text.startswith(_MEETS, token.end):
        return after is not None and len(after[0]) > 1 and is_name(token.word + last)
    if not last or last in _NOT_LAST or not is_name(token.word + last) or _AFTER.match(text, token.end):
        return False
    if text.startswith("作", token.end + 1) and _SPEECH.match(text, token.end + 2):
        return True  # 林远|超|作表态发言
    if _SAYS.match(text, token.end + 1):
        return last not in _NOT_LAST_BEFORE_SAYS
    return after is not None and (len(after[0]) > 1 or after[0] in tuple("任到因赴"))


def _by_shape(text: str, start: int, strict: bool) -> int | None:
    """Where a name ends that a surname of the list begins and a mark or a word fit to follow a name ends."""
    for length in (4, 3) if text[start : start + 2] in COMPOUND_SURNAMES else (3, 2):
        word = text[start : start + length]
        if (
            len(word) < length
            or word[-1] in "等了着"
            or not is_name(word)
            or word in NOT_NAMES
            or re.search(rf"[^{HAN}]", word)
        ):
            continue
        after = _AFTER.match(text, start + length)
        if after is None or (strict and len(after[0]) == 1 and _HAN_AT.match(after[0])):
            continue
        return start + length
    return None


def _by_words(reading: Reading, token: Token) -> int | None:
    """A surname of no list, a word of its own, and the given name, another: 者|明远，."""
    if token.tag not in ("n", "nz", "a", "j", "nr", "k", "ng") or token.word in _OF_NO_NAME:
        return None
    following = reading.token_at(token.end)
    if (
        following is not None
        and len(following.word) <= 2
        and following.tag in ("n", "nz", "a", "nr", "LOC", "an")
        and not _TITLE.search(following.word)
        and _AFTER.match(reading.text, following.end)
    ):
        return following.end
    return None


def titled_at(reading: Reading, start: int) -> int | None:
    """Where a name of no known form ends that stands right behind a title: 旗委书记|阿拉坦|主持, 馆长|达布希拉图、.

    Names that other languages lent have no surname of the list. What stands between the title and a mark, or a word
    fit to follow a person, is one if the recogniser does not take it for a common word.
    """
    text = reading.text
    token = reading.token_at(start)
    if token is None or token.start != start:
        return None
    end = start
    tokens: list[Token] = []
    while token is not None and token.start == end and end - start < 6 and not _AFTER_TITLED.match(text, end):
        if token.tag in ("w", "p", "c", "u", "r", "m", "TIME", "d", "vd", "ad", "q", "f") or not _HAN_AT.match(
            token.word
        ):
            return None
        tokens.append(token)
        end = token.end
        token = reading.token_at(end)
    word = text[start:end]
    if not 2 <= len(word) <= 6 or not _AFTER_TITLED.match(text, end) or word in NOT_NAMES:
        return None
    if _TITLE.search(word) or _NOT_IN_LISTS.search(word) or reading.covered(start, end, "organization"):
        return None
    if len(tokens) == 1:
        return end if tokens[0].tag in ("PER", "LOC", "nz") and len(word) >= 2 else None
    # several words that make no phrase: 锁|文海, 达布|希拉图; but not 作|表态, 到|韦州镇
    first, rest = tokens[0], tokens[1:]
    if any(t.tag == "v" and len(t.word) > 1 for t in rest) or (first.tag == "v" and first.word in _DOING):
        return None
    named = any(t.tag in ("PER", "LOC", "nz") for t in tokens)
    return end if (len(first.word) == 1 and len(word) <= 3) or (named and first.tag != "v") else None


def in_list(reading: Reading, start: int, within: bool = False) -> int | None:
    """Where the item of a list of names that begins at `start` ends: whatever stands between its marks and is no body,
    no title and no word of a sentence. `within`: the item may end at 为 or 任, as in 选举甲、乙为副主任."""
    match = (_LAST_ITEM if within else _ITEM).match(reading.text, start)
    if match is not None and match[0].endswith("等") and len(match[0]) > 2:  # 瓦林龙|等参加
        match = _ITEM.match(reading.text, start, match.end() - 1)
    if match is None or _TITLE.search(match[0]) or _NOT_IN_LISTS.search(match[0]):
        return None
    if reading.covered(start, match.end(), "organization", "district"):
        return None
    tokens = list(reading.tokens_in(start, match.end()))
    if not tokens or tokens[0].start != start or _OF_BODIES.search(match[0]):
        return None
    if not within and tokens[0].word in _DOING and tokens[0].tag in ("v", "p"):
        return None  # 市领导|到家中、医院
    # between 选举 and 为 stands a name whatever the recogniser takes it for
    phrase = ("p", "d", "r", "m", "TIME", "vd", "u") if within else ("v", "p", "d", "r", "m", "TIME", "vd", "u", "c")
    if any(t.tag in phrase and len(t.word) > 1 for t in tokens):
        return None
    return match.end()


def past_brackets(text: str, position: int) -> int:
    """The position behind the remarks in brackets that stand at it: （女，回族）."""
    while remark := _BRACKET.match(text, position):
        position = remark.end()
    return position
