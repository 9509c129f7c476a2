"""Who carries out the campaigns that were found: what stands before a mention, else the subject of its sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg import lexicon
from kg.extract import constituents, drives
from kg.extract.reading import Found
from kg.text.clean import HAN

if TYPE_CHECKING:
    from kg.extract.campaigns import Campaigns

_DATA = lexicon.data("campaigns")
_NOT_OF_IT = re.compile(rf"[{HAN}]{{0,3}}(?:精神|要求|动员令|冲锋令|为信号|会议|大会|成果|资金)")
_FAR = 16  # characters that such words take up
_MEETING = re.compile(rf"[{HAN}]{{0,8}}?{lexicon.alternation(_DATA['meeting'])}")
_OBEYED = re.compile("贯彻|落实|学习|传达|按照|根据")
# 县委、县政府|决定开展的|“…”活动
_RUN_BY = re.compile(
    rf"(?:决定|共同|联合|集中|正在|全面|深入|扎实|统一|创新|率先|全力|大力|组织)*{lexicon.alternation(_DATA['verbs'])}的$"
)
_HELPS = re.compile("(?:对口)?(?:帮扶|支援|援助|协作|援建)$")
_ISSUING = re.compile(rf"{lexicon.alternation(_DATA['issuing'])}(?:实施)?了?(?P<of>的)?$")


def note(campaigns: Campaigns) -> None:
    """Who carries a campaign out, for every mention that a verb, a place or an occasion ties to someone."""
    reading, text = campaigns.reading, campaigns.text
    noted: dict[int, tuple[list[tuple[str, str]], int]] = {}  # who runs the campaign that ends at a place
    for found in sorted((f for f in reading.found if f.type == "campaign"), key=lambda f: f.start):
        issuing = issued_at(text, found.start)
        if issuing and text[found.start] == "《":
            _issued(campaigns, found, issuing)
            continue
        told = text.endswith("的", 0, found.start)
        by = _RUN_BY.search(text, max(0, found.start - _FAR), found.start) if told else None
        if by and _noted_before(campaigns, found, by.start()):
            continue
        place = campaigns.place_before(found.start)
        if place is not None:
            helps = _HELPS.search(text, max(0, place.start - 4), place.start)
            if helps and (helper := campaigns.place_before(helps.start())):
                place = helper  # 云泽市|帮扶|青禾县|“…”工程
            _run(campaigns, (place.type, place.name), found, place.start)
            continue
        if text[found.start - 1 : found.start] in tuple("、和及与") and found.start - 1 in noted:
            subjects, start = noted[found.start - 1]  # 开展“…”行动和|“…”行动
            for subject in subjects:
                _run(campaigns, subject, found, start)
            noted[found.end] = subjects, start
            continue
        verb = campaigns.verb_before(found.start)
        if _MEETING.match(text, found.end) or text[found.start] == "《":
            clause = campaigns.clause_start(found.start)
            if _OBEYED.search(text, clause, found.start) or (verb is None and text[found.start] == "《"):
                continue
        elif (verb is None and not _pushed(text, found)) or not _carried_out(campaigns, found):
            continue
        subjects, start = campaigns.actors.of(found.start)
        noted[found.end] = subjects, start
        # who carries a layout out carries out what it is made of
        stretch = constituents.stretch_after(reading, found.end)
        for ran in [found, *(reading.within(*stretch, "campaign") if stretch else ())]:
            for subject in subjects:
                _run(campaigns, subject, ran, start)


def _pushed(text: str, found: Found) -> bool:
    """Whether what stands right before a campaign, or behind it, says that it is carried out."""
    return text.endswith("推动", 0, found.start) or drives.pushed(text, found.end)


def issued_at(text: str, position: int) -> re.Match[str] | None:
    """What says right before a document that somebody draws it up."""
    return _ISSUING.search(text, max(0, position - 8), position)


def _issued(campaigns: Campaigns, found: Found, issuing: re.Match[str]) -> None:
    """A plan is of those who drew it up: 以县委、县政府印发的|《…》, 青禾县出台|《…》."""
    if not issuing["of"]:
        subjects, start = campaigns.actors.of(found.start)
        for subject in subjects:
            _run(campaigns, subject, found, start)
        return
    _noted_before(campaigns, found, issuing.start())


def _noted_before(campaigns: Campaigns, found: Found, end: int) -> bool:
    """Whether those that end at a position, joined by marks, carry it out: |县委、县政府|决定开展的“…”."""
    some = False
    while end > 0 and (before := campaigns.place_before(end)) is not None:
        _run(campaigns, (before.type, before.name), found, before.start)
        end = before.start - (campaigns.text[before.start - 1] in "、和")
        some = True
    return some


def _run(campaigns: Campaigns, subject: tuple[str, str], campaign: Found, start: int) -> None:
    when = campaigns.reading.article.published
    fact = (subject, "runs", (campaign.type, campaign.name))
    campaigns.reading.fact(*fact, [(start, campaign.end)], when)


def _carried_out(campaigns: Campaigns, found: Found) -> bool:
    """以“…”冲锋令为信号 is not to run it, nor 落实“…”要求."""
    after = campaigns.text[found.end : found.end + 8]
    return not _NOT_OF_IT.match(after)
