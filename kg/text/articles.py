"""A page into its articles, each with title, credits, date and newspaper."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg import lexicon
from kg.lexicon.divisions import DIVISIONS
from kg.model import Article, Credit, Page, Paragraph
from kg.text.clean import HAN, CleanText, join
from kg.text.credits import dateline, inline, signatures, signed_at_end
from kg.text.dates import expressions, full_dates, printed_date, stated_year
from kg.text.lines import DATED_ENTRY, Line, lines

# （2021年3月26日青禾县第十届人民代表大会常务委员会第四次会议通过）: a list of appointments has its day in a note
_ADOPTED = re.compile(r"（(\d{4}年\d{1,2}月\d{1,2}日)[^（）\n]{2,60}(?:通过|任命|决定|公布|印发)）$")
_WRITTEN = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_PRESS = re.compile(rf"[{HAN}]{{2,8}}?{lexicon.alternation(lexicon.data('layout')['press_suffixes'])}")
_ZONE_HEADING = re.compile(
    rf"^[{HAN}]{{0,8}}(?:新区|高新区|经开区|开发区|度假区|管理区|示范区|保税区|工业园区|经济区)$"
)


_MARK = re.compile(r"[。！？；，：（、]")
_LABELLED = re.compile(r".{2,8}(?<![省市县区州盟旗镇乡])：.")
_ORNAMENTS = " 【】[]·:：▲●■"
_HEAD_OF_HEADING = re.compile(rf"([{HAN}]{{2,9}}?)(?:[：:|｜]|(?=“)| {{1,3}})[^。；]{{2,36}}$")
_PIECE = re.compile(r"[^。！？]+")
_LONGEST_TITLE = 40  # characters of one that is made of the first sentence
_A_PARAGRAPH = 40  # characters of a line that is more than a caption
_A_CHRONICLE = 3  # lines that begin with a whole date: a list of what happened when
_A_SERIES = 2  # headings of a page that begin with a place make sections of what stands below them


@dataclass
class _Draft:
    blocks: list[tuple[CleanText, str, str]] = field(default_factory=list)  # text, kind, place
    credit_lines: list[CleanText] = field(default_factory=list)
    dated: bool = False

    @property
    def has_body(self) -> bool:
        return any(kind == "body" for _, kind, _ in self.blocks)


def is_place_heading(text: str) -> bool:
    """Whether a heading is nothing but the name of a division or a zone: 兖州区, 高新区, 云南."""
    return _is_place(text.strip(_ORNAMENTS))


def _is_place(name: str) -> bool:
    return bool(DIVISIONS.named(name)) or bool(_ZONE_HEADING.match(name))


def _place_at_head(text: str) -> str:
    """The place that a heading begins with, before a mark: 镇雄县：12个项目集中开工. "" where it begins with none."""
    head = _HEAD_OF_HEADING.match(text.strip(_ORNAMENTS))
    return head[1] if head and _is_place(head[1]) and DIVISIONS.full(head[1]) else ""


def split(page: Page) -> list[Article]:
    """The articles of a page, in its order. A page without headings is one article."""
    rows = lines(page.text)
    drafts = [_Draft()]
    imprints: list[CleanText] = []
    pending: list[Line] = []
    place = ""
    ended = False  # the article above what is pending is signed
    heads = [_place_at_head(row.text.chars) if row.kind in ("text", "heading") else "" for row in rows]
    in_series = len({head for head in heads if head}) >= _A_SERIES
    entries = sum(DATED_ENTRY.match(row.text.chars) is not None for row in rows) >= _A_CHRONICLE
    below: list[Line | None] = [None] * len(rows)  # the next line that says something
    for number in range(len(rows) - 2, -1, -1):
        below[number] = rows[number + 1] if rows[number + 1].kind in ("text", "heading") else below[number + 1]
    for number, row in enumerate(rows):
        text = row.text.chars
        if row.kind == "furniture" or row.kind == "date":
            continue
        if row.kind == "credit":
            roles = {signed.role for signed in signatures(text)}
            if roles & {"编辑", "组版", "校对"}:
                imprints.append(row.text)
            elif pending:  # a byline under the headings of an article to come
                drafts.append(_Draft([(line.text, "title", "") for line in pending], [row.text]))
                pending, place = [], ""
            else:
                drafts[-1].credit_lines.append(row.text)
            continue
        following = below[number]
        above = rows[number - 1] if number else None
        headed = heads[number] if in_series and drafts[-1].has_body else ""
        entry = entries and DATED_ENTRY.match(text) is not None
        if (
            row.kind == "heading"
            or headed
            or (not entry and _is_bare_heading(row, following, drafts[-1].has_body, above))
        ):
            if is_place_heading(text) or headed:
                place = headed or text.strip(_ORNAMENTS)
                if pending:
                    drafts.append(_Draft([(line.text, "title", "") for line in pending]))
                    pending = []
                drafts[-1].blocks.append((row.text, "heading", place))
            else:
                ended = ended or _is_signed(above)
                pending.append(row)
            continue
        opening = dateline(text)
        if pending:
            marked = any(line.kind == "heading" for line in pending)
            if marked or opening or ended or not drafts[-1].has_body:
                if not drafts[-1].blocks and not drafts[-1].credit_lines:
                    drafts.pop()
                drafts.append(_Draft([(line.text, "title", "") for line in pending]))
                place = ""
            else:
                drafts[-1].blocks += [(line.text, "caption", place) for line in pending]
            pending, ended = [], False
        elif opening and drafts[-1].has_body:
            # a second dateline without a heading of its own; a section's heading goes with it
            carried = []
            if drafts[-1].blocks[-1][1] == "heading":
                carried.append(drafts[-1].blocks.pop())
            drafts.append(_Draft(carried))
        drafts[-1].dated = drafts[-1].dated or bool(opening)
        drafts[-1].blocks.append((row.text, "body" if entry or _MARK.search(text) else "caption", place))
    if pending:
        drafts[-1].blocks += [(line.text, "caption" if drafts[-1].has_body else "title", place) for line in pending]

    # a dateline and nothing behind it tells nothing
    drafts = [
        draft
        for draft in drafts
        if any((opening := dateline(text.chars)) is None or opening.end < len(text) for text, _, _ in draft.blocks)
    ]
    published, year = _page_date(rows)
    paper = _newspaper(rows)
    return [
        _article(page, number, draft, imprints, published, year, paper) for number, draft in enumerate(drafts, start=1)
    ]


def _is_bare_heading(row: Line, following: Line | None, after_body: bool, above: Line | None = None) -> bool:
    """A heading without a mark: a short line that is no sentence. Where the line above ends in the name of who wrote
    it, what follows begins anew."""
    text = row.text.chars
    if row.kind != "text" or len(text) > 60 or "。" in text or "；" in text or dateline(text):
        return False
    if is_place_heading(text):
        return True
    opened = following is not None and dateline(following.text.chars) is not None
    # 组长：…, 时间：…; but 某市某区：…, and 某某强调：… above a dateline
    if _LABELLED.match(text) and (after_body or not opened):
        return False
    if not after_body:
        # above the first sentence stand titles only
        return following is not None and not text.endswith(("，", "、", "：", "）"))
    if row.indented and re.search(r"[，：]", text):
        return False
    return (
        following is not None
        and len(text) <= 40
        and not text.endswith(("，", "、", "：", "）"))
        and (dateline(following.text.chars) is not None or (_is_prose(following) and _is_signed(above)))
    )


def _is_signed(row: Line | None) -> bool:
    return row is not None and (row.kind == "credit" or signed_at_end(row.text.chars))


def _is_prose(row: Line) -> bool:
    return row.kind == "text" and len(row.text) >= _A_PARAGRAPH and "。" in row.text.chars


def _page_date(rows: list[Line]) -> tuple[str, str]:
    """The page's own date (from a line at its head, or its last lines, that is nothing but a date), and its year.

    A stamp at the foot of a page is often that of the site and not of the news: where the text names another year as
    its own, that year is taken. A date written out (2022年5月10日) is of who wrote the text.
    """
    text = "\n".join(row.text.chars for row in rows if row.kind != "date")
    whole = {date[:4] for date in full_dates(text)}
    year = stated_year(text) or (whole.pop() if len(whole) == 1 else "")
    first = next((i for i, row in enumerate(rows) if row.kind == "text" and len(row.text) > 60), len(rows))
    for position, row in enumerate(rows):
        if row.kind not in ("date", "credit"):
            continue
        dates = full_dates(row.text.chars)
        own = position < first or _WRITTEN.fullmatch(row.text.chars) is not None
        if dates and (own or not year or dates[0][:4] == year):
            return dates[0], dates[0][:4]
    printed = next(filter(None, (printed_date(row.text.chars) for row in rows if row.kind == "text")), "")
    return printed, printed[:4] or year


def _newspaper(rows: list[Line]) -> str:
    for row in rows:
        if row.kind in ("credit", "furniture", "date"):
            match = _PRESS.search(row.text.chars)
            if match:
                return row.text.written(*match.span())
    return ""


def _adopted(rows: list[str]) -> str:
    """The day in the note on when a list was adopted, "" where there is none; the note may be wrapped."""
    following = [*rows[1:], ""]
    noted = [pair for pair in zip(rows, following, strict=True) if pair[0].startswith("（")]
    notes = (_ADOPTED.match(text) for row, more in noted for text in (row, row + more))
    return next((note[1] for note in notes if note), "")


def _article(
    page: Page, number: int, draft: _Draft, imprints: list[CleanText], published: str, year: str, paper: str
) -> Article:
    rows = draft.blocks
    parts = [text for text, _, _ in rows] + draft.credit_lines + imprints
    text = join(parts, page.text, "\n")
    paragraphs: list[Paragraph] = []
    credits: list[Credit] = []
    place = written = ""
    place_at = -1
    position = 0
    for index, part in enumerate(parts):
        end = position + len(part)
        if index < len(rows):
            kind = rows[index][1]
            opening = dateline(part.chars) if kind == "body" else None
            begin = position
            if opening:
                if opening.place and not place:
                    place, place_at = opening.place, position + part.chars.index(opening.place)
                written = written or opening.date
                paper = paper or opening.paper
                credits += [Credit(s.name, s.role, position + s.start, position + s.end) for s in opening.signed]
                begin = position + opening.end
            if kind == "body":
                credits += [
                    Credit(s.name, s.role, begin + s.start, begin + s.end)
                    for s in inline(part.chars[begin - position :])
                ]
            if begin < end:
                paragraphs.append(Paragraph(begin, end, kind, rows[index][2]))
        else:
            credits += [
                Credit(s.name, s.role, position + s.start, position + s.end) for s in signatures(part.chars, True)
            ]
        position = end + 1
    written = written or _adopted([part.chars for part, _, _ in rows])
    if not published and written:
        settled = expressions(written, year)
        published = settled[0].iso if settled else ""
    title = " ".join(part.written(0, len(part)) for part, kind, _ in rows if kind == "title")
    if not title:
        opener = next((part for part, kind, _ in rows if kind == "body"), rows[0][0])
        opening = dateline(opener.chars)
        # a text may begin with a mark, or be nothing but marks
        pieces = _PIECE.finditer(opener.chars, opening.end if opening else 0)
        said = next((piece.span() for piece in pieces if not piece[0].isspace()), None)
        title = opener.chars[:_LONGEST_TITLE]
        if said is not None:
            title = opener.written(said[0], min(said[1], said[0] + _LONGEST_TITLE))
    return Article(
        document=page.document,
        number=number,
        text=text,
        paragraphs=tuple(paragraphs),
        credits=tuple(credits),
        title=title,
        published=published or year,
        dateline=place,
        dateline_at=place_at,
        newspaper=paper,
    )
