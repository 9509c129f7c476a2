"""The recogniser's words as the text means them: names, verbs and bodies that it took for one word, names cut short."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import pairwise

from kg import lexicon
from kg.lexicon.divisions import DIVISIONS
from kg.recognise import Token
from kg.recognise import tokens as cut_tokens
from kg.text.personal_names import SINGLE_SURNAMES, is_name

# what the last character of a name may be taken for, and what may well stand behind a name three times
_NAME_ENDS = ("d", "a", "ad", "an", "n", "nz", "m", "q")
# what stands before a name without being of it: 和, 对, 与
_NO_SURNAMES = ("c", "u", "r", "w", "PER")
_ADVERBS = frozenset("也还都就又则正即将已便再均并曾同一不最先")
_NO_LAST = _ADVERBS | frozenset("等各共与及同对为任在说率带等温调缓饱总维")
_BEFORE_TAKING = frozenset(
    {"拟", "现", "曾", "历", "先后", "转", "调", "升", "改", "兼", "继续", "聘", "选", "连", "同志"}
)
_GIVEN = re.compile("(?P<mate>同志)?(?:授予|任命|免去|表彰|任)(?=[省市县区州盟旗](?!长))")
_TITLES = tuple(lexicon.data("posts")["titles"]) + tuple(lexicon.data("posts")["heads"])
_GIVING = frozenset("同授任免表")  # what that begins with
_GIVEN_OR_TAKEN = ("任", "授予", "免去", "表彰")
_GIVEN_ALONE = frozenset({"授予"})
_LEVELS = tuple("省市县区州盟旗")
_ALWAYS = 3  # times
# words that 任 begins and that tell of posts, where 任|锦绣|集团… tells who takes one
_OF_POSTS = ("任命", "任免", "任职", "任用", "任期", "任教", "任务", "任何", "任意", "任前")


def mended(tokens: list[Token], text: str) -> list[Token]:
    """The words of an article, cut and joined as they are meant. Together they are the same `text`."""
    if "任" in text:
        tokens = _places_whole(tokens)
    if any(verb in text for verb in _GIVEN_OR_TAKEN):
        tokens = _verbs_apart(tokens)
    persons = _persons(tokens)
    for mend in (_lists_ended, _surnames_joined, partial(_apart, text), _known_by_parts, _same_names):
        before = tokens
        tokens = mend(tokens, persons)
        if tokens is not before:
            persons = _persons(tokens)
    return tokens


def _persons(tokens: list[Token]) -> list[int]:
    """Which of the tokens the recogniser took for persons."""
    return [i for i, token in enumerate(tokens) if token[1] == "PER"]


def _replaced(tokens: list[Token], others: Collection[tuple[int, int, Sequence[Token]]]) -> list[Token]:
    """The tokens with other ones for those from one number to another. Few are ever replaced: the rest is copied as
    it is."""
    if not others:
        return tokens
    found: list[Token] = []
    done = 0
    for first, end, parts in others:
        found += tokens[done:first]
        found += parts
        done = end
    found += tokens[done:]
    return found


def _surnames_joined(tokens: list[Token], persons: list[int]) -> list[Token]:
    """The tokens, with the surname that was taken for another word put before the name: 市长|经|文远."""
    joined: list[tuple[int, int, Sequence[Token]]] = []
    for i in [i for i in persons if i and len(tokens[i][0]) == 2]:
        surname, token = tokens[i - 1], tokens[i]
        if (
            len(surname.word) == 1
            and surname.word in SINGLE_SURNAMES
            and surname.tag not in _NO_SURNAMES
            and token.word[0] not in SINGLE_SURNAMES
            and is_name(surname.word + token.word)
        ):
            joined.append((i - 1, i + 1, [Token(surname.word + token.word, "PER", surname.start, token.end)]))
    return _replaced(tokens, joined)


def _lists_ended(tokens: list[Token], persons: list[int]) -> list[Token]:
    """The tokens, with the last character of the name that ends a list before 和 put to the name: 、林远|中|和秘书长,
    、林远|中和县政协."""
    ended: list[tuple[int, int, Sequence[Token]]] = []
    for i in [i - 1 for i in persons if 0 < i < len(tokens) - 1 and tokens[i - 1][0] == "、"]:
        name, behind = tokens[i + 1], tokens[i + 2]
        if (
            len(name.word) == 2
            and behind.tag not in ("PER", "w", "u", "c")
            and behind.word[0] not in _NO_LAST
            and is_name(name.word + behind.word[0])
        ):
            last, joined = behind.word[0], behind.word[1:]
            following = tokens[i + 3] if i + 3 < len(tokens) else None
            if joined in ("", "和") and (following is None or not _names_holders(following, bare=bool(joined))):
                continue
            if (joined or (following.word if following else ""))[:1] == "和":
                words = [name.word + last, *([part for part in ("和", joined[1:]) if part] if joined else [])]
                ended.append((i + 1, i + 3, cut_tokens(words, ["PER", "c", behind.tag][: len(words)], name.start)))
    return _replaced(tokens, ended)


def _names_holders(token: Token, bare: bool) -> bool:
    """Whether a word is 和, or where 和 stands already (`bare`) one with which the next in a list of people begins."""
    if not bare:
        return token.word == "和"
    return token.tag in ("ORG", "LOC", "PER") or token.word.startswith(("副", "原")) or token.word.endswith(_TITLES)


def _apart(text: str, tokens: list[Token], persons: list[int]) -> list[Token]:
    """The tokens, with a person and a body behind the name that the tagger took for one word cut in two or three:
    林远舟|青禾县民政局, 林远舟|任|青禾县民政局. It took them for a person, or the person is named elsewhere."""
    if "同志" in text:
        tokens = [part for token in tokens for part in _at_comrade(token)]
        persons = _persons(tokens)
    if "代表" in text:
        tokens = _on_behalf(tokens)
        persons = _persons(tokens)
    names = {tokens[i].word for i in persons}
    apart: list[tuple[int, int, Sequence[Token]]] = []
    for i in [i for i, token in enumerate(tokens) if len(token[0]) >= 3]:
        token = tokens[i]
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        behind = following.word if following is not None and following.start == token.end else ""
        # what was cut ends in a body
        after_a_name = i > 0 and tokens[i - 1].tag == "PER" and not (apart and apart[-1][1] == i)
        cuts = _cuts(token, names, after_a_name, behind)
        if cuts:
            ends = [*cuts, (len(token.word), "ORG")]
            bounds = pairwise([0, *(end for end, _ in ends)])
            words = [token.word[start:end] for start, end in bounds]
            apart.append((i, i + 1, cut_tokens(words, [tag for _, tag in ends], token.start)))
    return _replaced(tokens, apart)


def _on_behalf(tokens: list[Token]) -> list[Token]:
    """The tokens, with a person behind a title and those spoken for cut apart: 总经理|林远舟|代表|集团."""
    apart: list[tuple[int, int, Sequence[Token]]] = []
    for i in [i for i, token in enumerate(tokens) if "代表" in token[0] and token[1] in ("ORG", "n")]:
        token = tokens[i]
        at = token.word.find("代表", 2)
        before = tokens[i - 1].word if i else ""
        for length in (3, 2):
            head, name = token.word[: max(0, at - length)], token.word[max(0, at - length) : max(0, at)]
            if is_name(name) and (head or before).endswith(_TITLES) and len(token.word) > at + 2:
                words = [*([head] if head else []), name, "代表", token.word[at + 2 :]]
                tags = ["n", "PER", "v", "n"][-len(words) :]
                apart.append((i, i + 1, cut_tokens(words, tags, token.start)))
                break
    return _replaced(tokens, apart) if apart else tokens


def _at_comrade(token: Token) -> Iterator[Token]:
    """The parts of a word that holds 同志: 林远舟|同志, 同志|远山集团有限公司."""
    word, at = token.word, token.word.find("同志")
    if token.tag != "ORG" or at < 0 or len(word) < 4 or (at > 0 and not is_name(word[:at])):
        yield token
        return
    cuts = [(0, at, "PER"), (at, at + 2, "n"), (at + 2, len(word), token.tag)]
    for start, end, tag in cuts:
        if start < end:
            yield Token(word[start:end], tag, token.start + start, token.start + end)


def _cuts(token: Token, names: set[str], behind_a_name: bool, behind: str) -> list[tuple[int, str]]:
    """Where a word is to be cut before a division's name or a post, and what the parts are; `behind` follows it."""
    word = token.word
    if word.startswith("其中共"):
        return [(1, "r")]  # 免去|其|中共青禾县委书记
    if word[0] == "原" and not _begins_with_a_division(word + behind) and _begins_with_a_division(word[1:] + behind):
        return [(1, "n")]
    if token.tag == "PER" and word[-1] == "任" and is_name(word[:-1]) and _begins_with_a_division(behind):
        return [(len(word) - 1, "PER")]
    if behind_a_name and word[0] == "任" and token.tag not in ("PER", "LOC"):
        taken = _begins_with_a_division(word[1:]) or (len(word) >= 3 and word[:2] not in _OF_POSTS)
        return [(1, "v")] if taken else []
    if token.tag not in ("PER", "ORG") or len(word) < 4:
        return []
    for length in (3, 2, 4):
        name, rest = word[:length], word[length:]
        known = name in names and name != word
        if not rest or not (known or (token.tag == "PER" and len(word) >= 5)) or not is_name(name):
            continue
        if _begins_with_a_division(rest + (behind if known else "")):
            return [(length, "PER")]
        if rest[0] == "任" and _begins_with_a_division(rest[1:]):
            return [(length, "PER"), (length + 1, "v")]
    return []


def _begins_with_a_division(word: str) -> bool:
    return any(DIVISIONS.full(word[:end]) for end in range(2 if word[1:2] == "县" else 3, min(len(word), 12) + 1))


def _places_whole(tokens: list[Token]) -> list[Token]:
    """The tokens, with the place made whole whose beginning was taken for a name with the verb before it:
    同志|任青|田|县委 -> 任|青田县|委."""
    whole: list[tuple[int, int, Sequence[Token]]] = []
    for i in [i for i, token in enumerate(tokens) if token[1] == "PER" and token[0][0] == "任"]:
        words = [token.word for token in tokens[i : i + 3]]
        said = "".join(words)
        place = next((n for n in range(4, 10) if said[n - 1 : n] in _LEVELS and DIVISIONS.full(said[1:n])), 0)
        if not len(words[0]) < place <= len(said) or not _may_take(tokens[i - 1] if i else None):
            continue
        count = 2 if place <= len(words[0]) + len(words[1]) else 3
        parts, rest = ["任", said[1:place]], "".join(words[:count])[place:]
        tags = ["v", "LOC", "n"]
        whole.append((i, i + count, cut_tokens([*parts, rest] if rest else parts, tags, tokens[i].start)))
    return _replaced(tokens, whole) if whole else tokens


def _verbs_apart(tokens: list[Token]) -> list[Token]:
    """The tokens, with the verb cut off that was taken for the beginning of a place or a body: 拟|任|县…,
    同志|任|县府…, 授予|县…."""
    apart: list[tuple[int, int, Sequence[Token]]] = []
    for i in [i for i, token in enumerate(tokens) if token[0][0] in _GIVING]:
        token = tokens[i]
        if token.word in _GIVEN_ALONE:
            apart.append((i, i + 1, [token._replace(tag="v")]))
        elif token.tag in ("LOC", "ORG", "n", "nz", "v") and (given := _GIVEN.match(token.word)):
            apart.append((i, i + 1, _cut(token, len(given["mate"] or ""), given.end())))
        elif (
            token.word[0] == "任" and token.tag in ("LOC", "ORG", "n", "nz") and _may_take(tokens[i - 1] if i else None)
        ):
            apart.append((i, i + 1, _cut(token, 0, 1)))
    return _replaced(tokens, apart)


def _may_take(before: Token | None) -> bool:
    """Whether what stands in front of 任 lets it be a verb."""
    return before is not None and (before.tag in ("PER", "TIME") or before.word in _BEFORE_TAKING)


def _cut(token: Token, verb: int, rest: int) -> list[Token]:
    """The token's words: what stands before its verb, the verb, and what the verb governs."""
    ends = (0, verb, rest, len(token.word))
    tags = ("n", "v", "n" if token.tag == "v" or len(token.word) - rest == 1 else token.tag)
    return [
        Token(token.word[a:b], tag, token.start + a, token.start + b)
        for (a, b), tag in zip(pairwise(ends), tags, strict=True)
        if a < b
    ]


def _known_by_parts(tokens: list[Token], persons: list[int]) -> list[Token]:
    """The tokens, with a name made whole that the article has elsewhere: 林|远|舟作|报告."""
    whole: list[tuple[int, int, Sequence[Token]]] = []
    names = _names(tokens, persons)
    for i in [i for i in persons if len(tokens[i][0]) == 1 and i < len(tokens) - 2]:
        surname, second, third = tokens[i : i + 3]
        if len(second.word) == 1:
            name, rest = surname.word + second.word + third.word[0], third.word[1:]
            if name in names:
                words = [name, rest] if rest else [name]
                whole.append((i, i + 3, cut_tokens(words, ["PER", third.tag][: len(words)], surname.start)))
    return _replaced(tokens, whole) if whole else tokens


def _names(tokens: list[Token], persons: list[int]) -> set[str]:
    return {tokens[i].word for i in persons if len(tokens[i][0]) == 3}


def _same_names(tokens: list[Token], persons: list[int]) -> list[Token]:
    """The tokens, with the names that the tagger cut short made whole (林方|才 for 林方才).

    One is cut short where the article has the whole elsewhere, or never has it without the same character behind it.
    """
    names = _names(tokens, persons)
    behind: dict[str, list[Token]] = {}
    for i in [i for i in persons if len(tokens[i][0]) == 2 and i < len(tokens) - 1]:
        behind.setdefault(tokens[i].word, []).append(tokens[i + 1])
    for short, rows in behind.items():
        last = rows[0]
        always = len(rows) >= _ALWAYS and all(row.word == last.word for row in rows)
        if always and len(last.word) == 1 and last.tag in _NAME_ENDS and last.word not in _ADVERBS:
            names.add(short + last.word)
    if not any(short + following.word[0] in names for short, rows in behind.items() for following in rows):
        return tokens
    whole: list[Token] = []
    for token in tokens:
        name = whole[-1] if whole else None
        cut = name is not None and name.tag == "PER" and name.end == token.start
        if name is not None and cut and name.word + token.word[0] in names:
            whole[-1] = Token(name.word + token.word[0], "PER", name.start, token.start + 1)
            if len(token.word) > 1:  # 林方|远赴, and 林方远 elsewhere
                whole.append(Token(token.word[1:], token.tag, token.start + 1, token.end))
        else:
            whole.append(token)
    return whole
