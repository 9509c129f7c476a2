"""Where firms, schools and the like are: the place that 的 ties them to, or the one in which they are visited."""

from __future__ import annotations

import re

from kg.extract.reading import Found, Reading, Sentence

_KINDS = ("firm", "school", "society")
_NOT_OURS = "我全本该"  # 该镇: where that is, is told where the word is read
_TO = re.compile("(?:到|赴|深入|走进|来到|前往|抵达|进入)了?$")
# behind a place that one comes to: what is seen there
_SEEN = re.compile(
    r"(?:县|市)?(?:，|后，|就)?(?:先后|分别|实地|还|又|重点|到|深入|走进|来到)*"
    r"(?:考察|察看|查看|参观|视察|调研|走访|看望|慰问|检查|观摩)?了?"
)
_SEEING = {"进行", "开展", "实地", "考察", "调研", "参观", "走访", "检查", "视察", "察看", "查看", "慰问", "了解"}
_OTHER = re.compile("座谈|会议|返回|听取|签|与|达成|协调|解决")  # what is told of then is no longer a visit
_SITUATED = re.compile("(?:位于|坐落于|坐落在|地处)$")
_LONGEST_ADDRESS = 16  # characters between the place of an address and 的


def note(reading: Reading) -> None:
    """Note where the firms and schools of an article are."""
    _tied(reading)
    for sentence in reading.sentences:
        _visited(reading, sentence)


def _tied(reading: Reading) -> None:
    """大安经济开发区的远山米业有限公司、清泉风电场: a firm or a school that 的 ties to a place is there."""
    place: Found | None = None
    last = 0
    for body in reading.within(0, len(reading.text), "organization"):
        if body.detail not in _KINDS:
            continue
        if reading.text[body.start - 1 : body.start] == "的":
            before = reading.ending_at(body.start - 1, "district")
            place = max(before, key=lambda f: f.end - f.start, default=None) or _addressed(reading, body.start - 1)
        elif body.start != last + 1 or reading.text[last] not in "、和":
            place = None
        last = body.end
        if place is not None:
            _note(reading, body, place)


def _addressed(reading: Reading, end: int) -> Found | None:
    """位于|青禾镇|柳溪社区工业园|的…: the last place of an address."""
    places = reading.within(max(0, end - 2 * _LONGEST_ADDRESS), end, "district")
    last = next((f for f in reversed(places) if not any(o.start == f.end for o in places)), None)
    if last is None or end - last.end > _LONGEST_ADDRESS or re.search("[，。；、]", reading.text[last.end : end]):
        return None
    start = last.start
    while chain := [f for f in places if f.end == start]:
        start = chain[0].start
    return last if _SITUATED.search(reading.text, max(0, start - 4), start) else None


def _visited(reading: Reading, sentence: Sentence) -> None:
    """到青禾县考察了|远山药厂、清泉小学，到云泽市…: what is seen behind the place that one comes to is there."""
    text = reading.text
    places = [
        f
        for f in reading.within(sentence.start, sentence.end, "district")
        if _TO.search(text, max(sentence.start, f.start - 4), f.start) and text[f.start] not in _NOT_OURS
    ]
    for number, first in enumerate(places):
        place = first
        while chain := [f for f in reading.starting_at(place.end, "district") if f.end > place.end]:
            place = chain[0]
        stop = places[number + 1].start if number + 1 < len(places) else sentence.end
        seen = _SEEN.match(text, place.end, stop)
        begin = seen.end() if seen else place.end
        bodies = [f for f in reading.within(begin, stop, "organization") if f.named is None and not f.together]
        reached = begin
        for body in bodies:
            between = text[reached : body.start]
            if body.start >= reached and (len(between) > 24 or re.search("[。；]", between) or _OTHER.search(between)):
                break
            if body.start >= reached:
                reached = body.end
            if body.detail in _KINDS and reached == body.end and _is_seen(reading, body):
                inner = [f for f in reading.starting_at(body.start, "district") if f.end < body.end]
                _note(reading, body, place if not inner else inner[0])


def _is_seen(reading: Reading, body: Found) -> bool:
    """Whether the body itself is seen, and nothing of it: not 远山集团|羊绒衫项目."""
    token = reading.token_at(body.end)
    return token is None or token.tag in ("w", "c", "p", "u", "xc") or token.word in _SEEING


def _note(reading: Reading, body: Found, place: Found) -> None:
    if reading.text[place.start] in _NOT_OURS:
        return
    fact = ((body.type, body.name), "located_in", ("district", place.name))
    reading.fact(*fact, [(min(place.start, body.start), max(place.end, body.end))])
