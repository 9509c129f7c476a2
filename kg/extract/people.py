"""People: officials with every post, those whose body alone is named, journalists, and other persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract import names
from kg.extract.posts import Group, Post, Posts
from kg.extract.reading import Found, Reading
from kg.lexicon.divisions import DIVISIONS
from kg.text.clean import HAN
from kg.text.credits import NAME, is_name

# （女，回族）, （右一）, （正处级）: not a body
_REMARK = re.compile(
    r"^（(?:[男女]|[\u4e00-\u9fff]{1,5}族|[左右前后中][一二三四五六]?|挂职|兼|代|正.级|副.级|主持工作|[，、 ])+）"
)
_BRACKET = re.compile(r"^（([^（）]{1,40})）")
_ONE = rf"(?:{NAME}|[{HAN}] {{1,2}}[{HAN}])"
_REMARKS = r"(?:（[^（）]{1,16}）)?"
_NAME_LIST = rf"{_ONE}(?:同志)?{_REMARKS}(?:[、 和]{{1,2}}{_ONE}{_REMARKS})*(?:等)?(?:同志)?"
_APPOINTED = re.compile(
    rf"(?:决定任命|任命|聘任|聘请|选举产生|选举|补选|推选|推举|增补|任用|^|[，。；：\n、])(?:了)?[：\n]?(?P<names>{_NAME_LIST})(?:当选)?(?:任|为|担任|出任)$"
)
_REMOVED = re.compile(rf"(?:免去|免除|罢免|撤销|决定免去|^|[，。；：\n、])[：\n]?(?P<names>{_NAME_LIST})(?:担任)?的?$")
_TOOK = re.compile(
    rf"(?P<names>{_NAME_LIST})(?:，[^，。；\n]{{1,12}})?，?(?:已|将|被)?(?P<verb>任命为|选举为|当选为|推选为|当选|担任|现任|兼任|出任|接任|转任|升任|调任|任)$"
)
_LEFT = re.compile(
    rf"(?P<names>{_NAME_LIST})，?(?:已)?(?P<verb>不再担任|不再兼任|卸任|辞去|辞去了|离任)(?:其|了)?(?:担任的)?$"
)
_VERB = re.compile(r"选举产生|选举|决定任命|任命|补选|推选|推举|聘任|选出|通过了?")
_LABEL = re.compile(r"^ *[：:] *")


class People:
    """Finds the people of one reading."""

    def __init__(self, reading: Reading, posts: Posts) -> None:
        self.reading, self.posts = reading, posts
        self.text = reading.text
        self.officials: set[str] = set()
        self.persons: set[str] = set()
        self.groups: list[Group] = []
        self._career: tuple[int, Group] | None = None
        self.appointing = bool(re.search(r"任命|任免|免去|当选|选举", self.text))

    # -- facts ----------------------------------------------------------------------------------------------------

    def holds(self, span: tuple[int, int], group: Group, start: str = "", end: str = "") -> None:
        """The person named at `span` holds the posts of the group."""
        name = self.note("official", span)
        as_of = self.reading.date_before(span[0]) or self.reading.article.published
        if group.future:
            return
        for post in group.posts:
            if post.body is None:
                continue
            self.body_of(post)
            low, high = min(post.start, span[0]), max(post.end, span[1])
            spans = (
                [(low, high)]
                if high - low <= 60 and "\n" not in self.text[low:high]
                else [(post.start, post.end), span]
            )
            self.reading.fact(
                ("official", name), "holds_post", post.body, spans, as_of,
                post=post.written, start=start, end=end, former="yes" if group.former and not end else "",
            )  # fmt: skip

    def body_of(self, post: Post) -> None:
        """A body that only the post names (武汉市委常委、政法委书记) is named by it."""
        if post.body is None or post.body[0] != "organization":
            return
        if not any(
            f.type == "organization" and f.name == post.body[1] and f.end <= post.end and f.start >= post.start
            for f in self.reading.found
        ):
            known = any(f.type == "organization" and f.name == post.body[1] for f in self.reading.found)
            if not known:
                bare = len(post.title)
                stop = max(post.start + 1, post.end - bare)
                place = self.posts._place_of(post.body)
                self.reading.add(
                    Found(
                        "organization",
                        post.body[1],
                        post.start,
                        stop,
                        detail="organ",
                        owner=place.key if place else None,
                    )
                )
                owner = self.posts.unit_owner.get(post.body[1])
                if owner is not None:
                    self.reading.fact(post.body, "belongs_to", owner, [(post.start, post.end)])
                elif place is not None:
                    self.reading.fact(post.body, "belongs_to", place.key, [(post.start, post.end)])

    def note(self, type_: str, span: tuple[int, int]) -> str:
        """Note a person at a place; the name is without spaces, its parts joined by ·."""
        name = re.sub(r"[ \n]", "", self.text[span[0] : span[1]])
        name = re.sub(r"[?？]", "·", name)
        if type_ == "official":
            self.officials.add(name)
        else:
            self.persons.add(name)
        if not any(f.start == span[0] and f.end == span[1] and f.type == type_ for f in self.reading.found):
            self.reading.add(Found(type_, name, *span))
        return name

    # -- names after a group --------------------------------------------------------------------------------------

    def after(self, group: Group) -> Iterator[tuple[int, int]]:
        """The names that stand behind a group's titles: one, or a list where the title is one of many."""
        position = group.end
        label = _LABEL.match(self.text[position : position + 4])
        if label and (
            self.text[group.start - 1 : group.start] in ("", "\n", "。", "，", "；", " ", "）")
            or self._line_start(group.start)
        ):
            position += label.end()
        elif self.text[position : position + 1] == " ":
            position += 1
        labelled = bool(label)
        first = True
        while True:
            while (
                self.text[position : position + 1] in (" ", "\n")
                and labelled
                and not first
                and position < len(self.text)
            ):
                position += 1
            many = group.shared or labelled
            end = names.given_at(self.reading, position, strict=not first and not many)
            if end is None and many and not first:
                end = names.in_list(self.reading, position)
            if end is None:
                return
            if any(
                f.start <= position < f.end and f.type in ("organization", "district") and f.end > end - 1
                for f in self.reading.found
            ):
                return
            yield position, end
            first = False
            position = end
            while remark := (
                _REMARK.match(self.text[position:]) or _BRACKET.match(self.text[position : position + 44])
            ):
                position += remark.end()
            if self.text.startswith("同志", position):
                position += 2
            if self.text[position : position + 1] in ("、", "和") or (
                labelled and self.text[position : position + 1] in (" ", "\n", "，")
            ):
                if not (group.shared or labelled):
                    return
                position += 1
                continue
            return

    def _line_start(self, position: int) -> bool:
        return position == 0 or self.text[position - 1] == "\n"

    # -- names before a group -------------------------------------------------------------------------------------

    def before(self, group: Group) -> bool:
        """Names that stand before the group: appointed, elected, removed, or simply said to hold it."""
        head = self.text[max(0, group.start - 120) : group.start]
        offset = max(0, group.start - 120)
        tail = self.text[group.end : group.end + 8]
        when = self.reading.date_before(group.start)
        if match := _LEFT.search(head):
            return self._each(match, offset, group, end=when, ended=True)
        if re.match(r"(?:的)?(?:职务|职位|一职|职)", tail) and (match := _REMOVED.search(head)):
            removal = re.search(r"免去|免除|罢免|撤销|免职", self.text[max(0, group.start - 400) : group.end + 8])
            if removal:
                return self._each(match, offset, group, end=when, ended=True)
        match = _TOOK.search(head)
        while match is not None:
            current = match["verb"] in ("现任", "担任", "兼任", "任")
            if self._each(match, offset, group, start="" if current and not self.appointing else when):
                return True
            match = _TOOK.search(head, match.start() + 1)  # 设在某局，|王伟同志兼任
        if re.search(r"(?:任|为|担任|出任)$", head) and self._elected(group, when):
            return True
        if self.appointing and (match := _APPOINTED.search(head)):
            return self._each(match, offset, group, start=when)
        return False

    def _elected(self, group: Group, when: str) -> bool:
        """选举甲、乙、丙…为副主任: every name between the verb and 为, however long the list."""
        sentence = self.reading.sentence_at(group.start)
        if sentence is None:
            return False
        verbs = [m for m in _VERB.finditer(self.text, sentence.start, group.start)]
        stops = [m.end() for m in re.finditer("[；：\\n]|(?<=[主席长任员])，", self.text[sentence.start : group.start])]
        begin = max([m.end() for m in verbs] + [sentence.start + stop for stop in stops], default=-1)
        if begin < 0:
            return False
        spans = self._list(begin)
        end = spans[-1][1] if spans else begin
        while remark := _BRACKET.match(self.text[end : end + 44]):
            end += remark.end()
        if not spans or not re.fullmatch(r"(?:等)?(?:同志)?(?:任|为|担任|出任)", self.text[end : group.start]):
            return False
        for span in spans:
            self.holds(span, group, start=when)
        return True

    def _list(self, position: int) -> list[tuple[int, int]]:
        """The names of the list that begins at the position."""
        spans: list[tuple[int, int]] = []
        while True:
            end = names.given_at(self.reading, position)
            if end is None or self.text[end : end + 1] not in "、（，；和为任 等同":
                listed = names.in_list(self.reading, position, within=True)
                end = listed if listed is not None else end
            if end is None:
                return spans
            spans.append((position, end))
            position = end
            while remark := _BRACKET.match(self.text[position : position + 44]):
                position += remark.end()
            if self.text[position : position + 1] not in ("、", "和"):
                return spans
            position += 1

    def _each(
        self, match: re.Match[str], offset: int, group: Group, start: str = "", end: str = "", ended: bool = False
    ) -> bool:
        done = False
        first, last = match.span("names")
        position = offset + first
        while position < offset + last:
            stop = names.given_at(self.reading, position, aligned=True)
            if stop is None and done:
                stop = names.in_list(self.reading, position)
            if stop is None or stop > offset + last:
                # the list's pattern may have taken in a verb before the name: 决定任命|张三
                position += 1
                if position - (offset + first) > 6 and not done:
                    return False
                continue
            if ended and not end:
                group.former = True
            self.holds((position, stop), group, start=start, end=end)
            done = True
            position = stop
            while position < offset + last and (remark := _BRACKET.match(self.text[position : position + 40])):
                position += remark.end()
            while position < offset + last and self.text[position] in "、 和\n等同志":
                position += 1
        return done

    def given_to(self, group: Group) -> bool:
        """办公室主任由王伟同志兼任: the name stands between 由 and the verb."""
        match = re.match(r"由[^，。；]{2,40}?(?:同志)?(?:兼任|担任|出任)", self.text[group.end : group.end + 48])
        if match is None:
            return False
        stop = group.end + match.end() - 2
        if self.text[stop - 2 : stop] == "同志":
            stop -= 2
        for length in (3, 2, 4):
            start = stop - length
            if start > group.end and names.given_at(self.reading, start) == stop:
                self.holds((start, stop), group)
                return True
        return False

    def career(self, group: Group) -> bool:
        """In a paragraph that begins with a name (王伟，男，1970年生，现任…，曾任…) the posts are that person's."""
        before = self.text[max(0, group.start - 8) : group.start]
        verb = re.search(r"(历任|曾任|先后任|先后担任|现任|担任|升任|调任|转任|挂任|任)$", before)
        sentence = self.reading.sentence_at(group.start)
        if sentence is None or (verb is None and not self._in_career(group, sentence.start)):
            return False
        start = sentence.paragraph.start
        opening = re.match(
            r"(?:[一二三四五六七八九十\d]{1,3}[、.．] ?|[●■◆▲·]|[^，。：]{2,8}简历：)", self.text[start : start + 16]
        )
        start += opening.end() if opening else 0
        plain = re.match(
            rf"[{HAN}]{{2,4}}(?=，[男女]，)|[{HAN}]{{1,10}}(?:·[{HAN}]{{1,10}})+(?=，[男女]，)", self.text[start:]
        )
        end = start + plain.end() if plain else names.given_at(self.reading, start)
        if end is None or not re.match(r"[，：（ ]|同志", self.text[end : end + 2]):
            return False
        if not re.search(r"[，（ ](?:男|女)|年\d{1,2}月(?:出?生|参加)|\d{2}岁|族[，）]", self.text[end : end + 40]):
            return False
        past = verb is not None and verb[1] in ("历任", "曾任", "先后任", "先后担任")
        if past:
            group.former = True
        if verb is not None and "拟" in before[-4:]:
            group.future = True
        self._career = (sentence.start, group)
        self.holds((start, end), group)
        return True

    def _in_career(self, group: Group, sentence_start: int) -> bool:
        """历任甲局局长，乙局局长，…: goes on from a group of the same sentence."""
        last = self._career
        if last is None or last[0] != sentence_start:
            return False
        between = self.text[last[1].end : group.start]
        if re.fullmatch(r"[，、；]", between):
            group.former = last[1].former
            return True
        return False

    # -- brackets and lines of a list -----------------------------------------------------------------------------

    def brackets(self) -> None:
        """巫振江（市府办）: works for; 李某（县委书记）: the group is taken care of as titles after a name."""
        for match in re.finditer(rf"(?<![{HAN}·])({NAME}|[{HAN}] [{HAN}])（([^（）\n]{{2,30}})）", self.text):
            start, end = match.span(1)
            if self.reading.sentence_at(start) is None:
                continue
            inner_start, inner_end = match.span(2)
            bodies = [f for f in self.reading.within(inner_start, inner_end, "organization")]
            if match[1] in names.NOT_NAMES or not bodies or not (is_name(match[1].replace(" ", "")) or "·" in match[1]):
                continue
            whole = max(bodies, key=lambda f: f.end - f.start)
            if (whole.start, whole.end) == (inner_start, inner_end):
                name = self.note("official", (start, end))
                self.reading.fact(("official", name), "works_for", ("organization", whole.name), [(start, match.end())],
                                  self.reading.article.published)  # fmt: skip

    def titled_behind(self, group: Group) -> bool:
        """王伟（县委书记） and, in lists, 王伟 县委副书记、县长; 张三，县教育局局长 at the beginning of a line."""
        before = self.text[max(0, group.start - 16) : group.start]
        match = re.search(rf"(?:^|[\n：、）， ])({NAME}|[{HAN}] {{1,2}}[{HAN}])(?P<gap>（| {{1,4}}|，)$", before)
        if match is None:
            return False
        start = max(0, group.start - 16) + match.start(1)
        end = start + len(match[1])
        if match["gap"] != "（" and not (self._line_start(start) or self.text[start - 1] in "：:"):
            return False
        if match["gap"] == "（" and self.text[group.end : group.end + 1] not in ("）", "，", "、"):
            return False
        word = match[1].replace(" ", "")
        if not is_name(word) and names.given_at(self.reading, start) != end:
            return False
        self.holds((start, end), group)
        return True

    def addressed(self) -> None:
        """聂春书记, 祖龙·克里木局长: a title behind a name makes it an official's."""
        for token in self.reading.tokens:
            if token.tag != "PER":
                continue
            end = names.given_at(self.reading, token.start)
            if end is None or self.reading.covered(token.start, end, "official", "organization"):
                continue
            if re.match(
                r"(?:副)?(?:书记|市长|县长|区长|镇长|乡长|局长|厅长|主任|主席|部长|院长|校长|董事长|总经理|司令员|政委)(?![\u4e00-\u9fff]{0,1}[、兼])",
                self.text[end:],
            ):
                self.note("official", (token.start, end))

    def label_lists(self) -> None:
        """组长：甲, 副组长：乙 丙 and the lines below each: posts in the group that the notice sets up."""
        text = self.text
        groups = [f for f in self.reading.found if f.type == "organization" and f.detail == "group"]
        label = re.compile(
            r"^[ 　]*((?:常务|第一|执行)?副?(?:组长|总指挥|指挥长|指挥|主任|召集人|总召集人|团长|队长|会长|主任委员)|成员|委员|成员单位|顾问|秘书长|联络员)[：:] *",
            re.M,
        )
        current: str | None = None
        label_span = (0, 0)
        for paragraph in self.reading.article.paragraphs:
            line = text[paragraph.start : paragraph.end]
            match = label.match(line)
            position = paragraph.start
            if match:
                current = match[1]
                label_span = (paragraph.start + match.start(1), paragraph.start + match.end(1))
                position = paragraph.start + match.end()
            elif current is None or re.search(r"[。；]", line) or len(line) > 60:
                current = None
                continue
            body = next((g for g in reversed(groups) if g.start < label_span[0]), None)
            if body is None or current in ("成员单位",):
                continue
            count = 0
            while position < paragraph.end:
                end = names.given_at(self.reading, position)
                if end is None or end > paragraph.end:
                    break
                count += 1
                name = self.note("official", (position, end))
                self.reading.fact(("official", name), "holds_post", ("organization", body.name), [label_span, (position, end)],
                                  self.reading.article.published, post=current)  # fmt: skip
                position = end
                if bracket := _BRACKET.match(text[position : position + 44]):
                    position += bracket.end()
                step = re.match(r"[ 、，]+", text[position : paragraph.end])
                if step is None:
                    break
                position += step.end()
            if count == 0:
                current = None

    # -- all ------------------------------------------------------------------------------------------------------

    def find(self) -> None:
        """Everything, in order: titled names, lists, brackets, bylines, later mentions, other persons."""
        self.label_lists()
        self.brackets()
        self.groups = self.posts.groups()
        for group in self.groups:
            found = self.before(group)
            if not found and not self._condemned(group):
                for span in self.after(group):
                    single = found and not group.shared
                    if single:
                        break
                    self.holds(span, group)
                    found = True
            if not found:
                found = self.given_to(group) or self.titled_behind(group)
            if not found:
                self.career(group)
        self.addressed()
        self._drop_cut_names()
        self.credits()
        self.press()
        self.again()
        self.others()

    def _drop_cut_names(self) -> None:
        """A name that is everywhere the beginning of a longer one (时良 of 时良才) is that one, cut."""
        for short in sorted(self.officials):
            for long in [n for n in self.officials if n != short and n.startswith(short)]:
                places = [m.start() for m in re.finditer(re.escape(short), self.text)]
                if all(self.text.startswith(long, place) for place in places):
                    self.officials.discard(short)
                    reading = self.reading
                    reading.found[:] = [f for f in reading.found if (f.type, f.name) != ("official", short)]
                    reading.facts[:] = [f for f in reading.facts if f.subject != ("official", short)]

    def _condemned(self, group: Group) -> bool:
        """县委书记谈…: a title that a word follows and no name."""
        return self.text[group.end : group.end + 1] in "的谈办"

    def credits(self) -> None:
        """Bylines and imprints."""
        for credit in self.reading.article.credits:
            self.reading.add(Found("journalist", credit.name, credit.start, credit.end, detail=credit.role))
            self.reading.fact(
                ("journalist", credit.name), "wrote", ("article", ""), [(credit.start, credit.end)], role=credit.role
            )

    def press(self) -> None:
        """齐鲁晚报·齐鲁壹点记者: the papers of a byline."""
        for credit in self.reading.article.credits:
            line = self.text.rfind("\n", 0, credit.start) + 1
            match = re.match(
                rf"(?P<papers>[{HAN}·、 ]{{3,24}}?)(?:首席|全媒体|融媒体?|特约|见习)*(?:记者|通讯员)",
                self.text[line : credit.start],
            )
            if match is None or any(p.start <= line < p.end for p in self.reading.article.paragraphs):
                continue
            for part in re.finditer(rf"[{HAN}]{{3,10}}", match["papers"]):
                if not part[0].startswith(("本报", "本网", "本台", "本刊")):
                    self.reading.add(
                        Found("organization", part[0], line + part.start(), line + part.end(), detail="media")
                    )

    def again(self) -> None:
        """Later mentions of those found: by their whole name; by surname and title (沈司令员)."""
        for name in sorted(self.officials):
            for match in re.finditer(re.escape(name), self.text):
                start, end = match.span()
                if self.reading.sentence_at(start) is None or self.reading.covered(
                    start, end, "official", "organization"
                ):
                    continue
                token = self.reading.token_at(start)
                if token is not None and (
                    token.start == start or len(name) >= 3 or self.text[start - 1 : start] in "、，。和\n"
                ):
                    self.reading.add(Found("official", name, start, end))

    def others(self) -> None:
        """Persons without a post."""
        for token in self.reading.tokens:
            if token.tag != "PER" or not 2 <= len(token.word) <= 20 or not is_name(token.word):
                continue
            if self.reading.covered(
                token.start, token.end, "official", "person", "organization", "district", "journalist"
            ):
                continue
            if DIVISIONS.named(token.word) or re.match(r"[〔\[（(]\d", self.text[token.end : token.end + 2]):
                continue
            if any(f.type == "organization" and f.name.endswith(token.word) for f in self.reading.found):
                continue
            if len(token.word) == 2 and not self._stands_alone(token.start, token.end):
                continue
            after = self.text[token.end : token.end + 1]
            before = self.text[token.start - 1 : token.start]
            if after and after in "村镇乡路街河湖山桥水港区县市至杯奖式线寨屯庄园公氏版" or before == "“":
                continue
            self.note("person", (token.start, token.end))

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether what stands around a two-character name leaves it a name: marks, verbs, a word for a person."""
        before, after = self.reading.token_before(start), self.reading.token_at(end)
        left = (
            before is None
            or before.end != start
            or before.tag in ("w", "p", "c", "v", "u", "d")
            or before.word.endswith(
                (
                    "民",
                    "户",
                    "工",
                    "人",
                    "生",
                    "员",
                    "者",
                    "兵",
                    "师",
                    "医",
                    "手",
                    "模",
                    "家",
                    "长",
                    "主",
                    "友",
                    "士",
                    "父",
                    "母",
                    "子",
                    "女",
                    "妻",
                    "兄",
                    "弟",
                    "任",
                )
            )
        )
        return left and (
            after is None or after.start != end or after.tag in ("w", "v", "d", "p", "c", "u", "r", "vd", "ad")
        )


def find(reading: Reading, posts: Posts) -> People:
    """Find the people of an article and add them, with their posts, to the reading."""
    people = People(reading, posts)
    people.find()
    return people
