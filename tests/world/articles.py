"""The kinds of article: who and what is in one, and in which order its sentences stand."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .lives import Body, Change, Prefecture, Seat, Tenure, Unit
from .places import Area
from .story import Slot, Story
from .words import data, digits, pick, templates

LEADERS = ("meeting", "inspection", "visit", "signing", "groundbreaking", "campaign")
REPORTS = {"congress": "session", "election": "election", "party": "party", "notice": "party"}


@dataclass(frozen=True, slots=True)
class Thing:
    """A project or a campaign of an area."""

    kind: str
    id: str
    name: str


@dataclass(slots=True)
class Land:
    """An area with what stands and is done in it."""

    area: Area
    units: dict[str, list[Unit]]
    leaders: list[Seat]
    projects: list[Thing]
    campaigns: list[Thing]
    above: Body


@dataclass(slots=True)
class Happening:
    """What a second page may tell again: an area's meeting or works on a day, with those who were there."""

    land: Land
    day: int
    cast: dict[str, Tenure]
    meeting: str
    project: Thing


def lands(rng: Random, life: Prefecture) -> list[Land]:
    """The areas of a prefecture with their projects and campaigns; plain names of works recur in other counties."""
    names, found = data("names.yaml"), []
    top = life.areas[0]
    city = [
        Thing("campaign", f"campaign:{top.code}/{n}", name)
        for n, name in enumerate(rng.sample(names["campaigns"]["city"], 2))
    ]
    own = rng.sample(names["campaigns"]["county"], len(names["campaigns"]["county"]))
    waters = rng.sample(names["projects"]["waters"], len(names["projects"]["waters"]))
    plain = rng.sample(names["projects"]["plain"], 3)
    province = top.province + ("委" if top.province.endswith("省") else "党委")
    above_all = Body(f"body:{top.province}/party", top, {"full": [province]}, {})
    above = next(u.bodies["party"] for u in life.units if u.kind == "county" and u.area is top)
    for number, area in enumerate(life.areas):
        units: dict[str, list[Unit]] = {}
        for unit in life.units:
            if unit.area is area:
                units.setdefault(unit.kind, []).append(unit)
        units["other"] = life.others
        leaders = [seat for seat in life.seats if seat.unit is units["county"][0]]
        called = [pick(rng, names["projects"]["local"]).format(w=waters[number % len(waters)])]
        called.append(plain[2] if number == 0 else plain[number % 2])
        for unit in units["firm"]:
            brand = unit.bodies["self"].patterns["alone"][0]
            called.append(pick(rng, names["projects"]["firm"]).format(firm=brand, n=2 + int(rng.random() * 20)))
        projects = [Thing("project", f"project:{area.code}/{n}", name) for n, name in enumerate(called)]
        mine = [Thing("campaign", f"campaign:{area.code}/{n}", own[(2 * number + n) % len(own)]) for n in (2, 3)]
        campaigns = city if number == 0 else [*city, *mine] if 2 * number + 3 < len(own) else city
        found.append(Land(area, units, leaders, projects, campaigns, above_all if area is top else above))
    return found


class Desk:
    """Writes the articles of a prefecture's papers."""

    def __init__(self, rng: Random, life: Prefecture) -> None:
        self.rng, self.life = rng, life
        self.lands = lands(rng, life)
        self.land_of = {land.area.code: land for land in self.lands}
        self.seats_of: dict[int, list[Seat]] = {}
        for seat in life.seats:
            self.seats_of.setdefault(id(seat.unit), []).append(seat)

    # -- articles on what goes on --------------------------------------------------------------------------------------

    def activity(self, story: Story, kind: str = "", lead: Tenure | None = None) -> Happening | None:
        """An article of that kind, or of any; with `lead` about that person."""
        land = self.land_of[story.area.code]
        if not kind:
            kind = pick(self.rng, (*LEADERS, *LEADERS, "department", "department", "institution"))
        happening = self._stage(story, land, kind, lead)
        story.title(kind)
        self._opening(story)
        found = story.choose([each for each in templates(kind, "lead") if "day" in each.needs or not story.exact])
        if found is None:
            story.filler()
        else:
            story.tell(found)
        self._rest(story, kind)
        return happening if kind in ("meeting", "groundbreaking") and happening.cast else None

    def brief(self, story: Story, of: Happening | None = None) -> None:
        """A paragraph of a column of short news, or one that tells again what another page told."""
        land = self.land_of[story.area.code]
        happening = self._stage(story, land, "brief", None)
        choices = templates("brief", "")
        if of is not None:
            for role, tenure in of.cast.items():
                story.cast(role, tenure)
            story.stage(project=self._thing(story, of.project), meeting=self._meeting(story, of.meeting))
            needs = "meeting" if of.meeting else "project"
            choices = tuple(each for each in choices if needs in each.needs and "F+" not in each.needs)
        found = story.choose(choices) if happening.cast else None
        if found is None:
            story.filler()
        else:
            story.tell(found)
        story.page.say("\n\n")

    def _stage(self, story: Story, land: Land, kind: str, lead: Tenure | None) -> Happening:
        rng = self.rng
        topic = pick(rng, data("wording.yaml")["topics"])
        project = pick(rng, land.projects)
        pattern = pick(rng, data("wording.yaml")["meetings"])
        meeting = pattern.format(all="全" + story.name.sort, topic=topic)
        story.stage(
            topic=lambda: story.page.say(topic),
            meeting=self._meeting(story, meeting),
            project=self._thing(story, project),
            government=lambda: story.body(land.units["county"][0].bodies["government"]),
        )
        if land.campaigns:
            story.stage(campaign=self._thing(story, pick(rng, land.campaigns)))
        if "town" in land.units:
            town = pick(rng, land.units["town"])
            story.stage(town=lambda: story.town(town))
        if kind in ("department", "institution"):
            cast = self._staff(story, land, kind, lead)
        else:
            cast = self._leaders(story, land, lead)
            self._bodies(story, land)
            self._visitor(story, land)
        told = meeting if kind == "meeting" else ""
        return Happening(land, story.day, cast, told, project)

    def _leaders(self, story: Story, land: Land, lead: Tenure | None) -> dict[str, Tenure]:
        there = [tenure for seat in land.leaders if (tenure := seat.holder(story.day)) is not None]
        first = [each for each in there if each.seat.spec["rank"] <= 6]
        if lead is None and not first:
            return {}
        head = lead or first[int(self.rng.random() ** 2 * len(first))]
        rank = int(head.seat.spec["rank"]) if head.seat.unit.kind == "county" else 0
        rest = [each for each in there if int(each.seat.spec["rank"]) > rank]
        chosen = sorted(self.rng.sample(rest, min(3, len(rest))), key=lambda each: int(each.seat.spec["rank"]))
        cast = dict(zip("ABCE", [head, *chosen], strict=False))
        for role, tenure in cast.items():
            story.cast(role, tenure)
        left = [each for each in rest if each not in chosen][:4]
        if len(left) > 1:
            story.stage(L=lambda: self._list(story, left))
        return cast

    def _list(self, story: Story, tenures: list[Tenure]) -> None:
        for number, tenure in enumerate(tenures):
            story.page.say("、" if number else "")
            story.person(tenure)

    def _staff(self, story: Story, land: Land, kind: str, lead: Tenure | None) -> dict[str, Tenure]:
        """A department's or an institution's own people, and the bodies that the article is about."""
        kinds = ("department",) if kind == "department" else ("school", "hospital", "firm")
        unit = lead.seat.unit if lead else pick(self.rng, [u for k in kinds for u in land.units.get(k, ())])
        there = [t for seat in self.seats_of[id(unit)] if (t := seat.holder(story.day)) is not None]
        if lead:
            there = [lead, *(each for each in there if each.seat is not lead.seat)]
        cast = dict(zip("AB", there, strict=False))
        for role, tenure in cast.items():
            story.cast(role, tenure)
        story.stage(B1=lambda: story.body(unit.bodies["self"]))
        others = [u for u in land.units["department"] if u is not unit]
        second = pick(self.rng, others)
        story.stage(B2=lambda: story.body(second.bodies["self"]))
        firm = pick(self.rng, land.units["firm"])
        story.stage(firm=lambda: story.body(firm.bodies["self"]))
        return cast

    def _bodies(self, story: Story, land: Land) -> None:
        several = [unit.bodies["self"] for unit in self.rng.sample(land.units["department"], 3)]
        if self.rng.random() < 0.3:
            several[1] = pick(self.rng, land.units["school"]).bodies["self"]
        story.stage(
            B1=lambda: story.body(several[0]), B2=lambda: story.body(several[1]), B3=lambda: story.body(several[2])
        )

    def _visitor(self, story: Story, land: Land) -> None:
        unit = pick(self.rng, [*land.units["firm"], *land.units["other"]])
        story.stage(firm=lambda: story.body(unit.bodies["self"]))
        there = [t for seat in self.seats_of[id(unit)] if (t := seat.holder(story.day)) is not None]
        if there:
            story.cast("F", pick(self.rng, there))

    def _thing(self, story: Story, thing: Thing) -> Slot:
        return lambda: story.page.name(thing.kind, thing.id, thing.name)

    def _meeting(self, story: Story, name: str) -> Slot:
        entity = f"event:{story.area.code}/{story.day}/{name}"
        return lambda: story.page.name("event", entity, name)

    def _opening(self, story: Story) -> None:
        """本报讯（记者…）: written by the page's own hand."""
        if "opening" in story.slots:
            story.slots["opening"]()

    def _rest(self, story: Story, kind: str) -> None:
        rng, say = self.rng, story.page.say
        if rng.random() < 0.5:
            say("\n\n")
        story.sentences(kind, "more", 1 + int(rng.random() * 2))
        if kind in ("meeting", "campaign", "inspection") and "B3" in story.slots and rng.random() < 0.6:
            say("\n\n")
            story.sentences("meeting", "bodies", 1)
        if "L" in story.slots and rng.random() < 0.4:
            story.sentences("meeting", "leaders", 1)
        if rng.random() < 0.5:
            say("\n\n")
            story.filler()
        say("\n\n")

    # -- articles on who comes and goes --------------------------------------------------------------------------------

    def changes(self, story: Story, changes: list[Change]) -> None:
        """A report of what changed in an area on one day; all of it is for the same body to decide."""
        land = self.land_of[story.area.code]
        kind = REPORTS.get(changes[0].seat.spec["by"], "inside")
        if any(change.leap for change in changes):
            kind = "party"
        unit = changes[0].seat.unit
        ordinal = digits(12 + int(self.rng.random() * 7))
        number = digits(1 + int(self.rng.random() * (39 if kind == "session" else 6)))
        main = changes[0]
        above = land.above if unit.kind == "county" else land.units["county"][0].bodies["party"]
        story.stage(
            ord=lambda: story.page.say(ordinal),
            k=lambda: story.page.say(number),
            above=lambda: story.page.name("organization", above.id, pick(self.rng, above.forms("title", story.day))),
            congress=lambda: story.body(land.units["county"][0].bodies["congress"]),
        )
        if "self" in unit.bodies:
            story.stage(B1=lambda: story.body(unit.bodies["self"]))
        chair = next((s.holder(story.day) for s in land.leaders if s.key == "congress_chair"), None)
        if chair is not None:
            story.cast("chair", chair)
        self._parties(story, main)
        story.title(kind)
        self._opening(story)
        found = story.choose(templates(kind, "lead"))
        if found is not None:
            story.tell(found)
        if kind == "session":
            self._session(story, changes)
        else:
            for change in changes:
                self._line(story, kind, change)
        self._parties(story, main)
        if self.rng.random() < 0.6 and kind in ("party", "election"):
            story.page.say("\n\n")
            story.sentences(kind, "more", 1)
        story.page.say("\n\n")

    def _parties(self, story: Story, change: Change) -> None:
        for slot in ("P", "Q", "post+", "post-", "old+"):
            story.slots.pop(slot, None)
        seat, variant, came, left = change.seat, change.seat.appointed, change.came, change.left
        story.slots["post+"] = lambda: story.titled(seat, True, variant)
        if came is not None:
            story.slots["P"] = lambda: story.person(came)
            story.slots["post-"] = lambda: self._sworn(story, came, variant)
        if left is not None:
            story.slots["Q"] = lambda: story.person(left)
        before = change.came_from
        if before is not None:
            story.slots["old+"] = lambda: story.titled(before.seat, True, 0)

    def _sworn(self, story: Story, came: Tenure, variant: int) -> None:
        story.titled(came.seat, False, variant)
        story.report(came, variant, "seen")

    def _line(self, story: Story, kind: str, change: Change) -> None:
        self._parties(story, change)
        lines = "party" if kind == "inside" else kind
        variant, came, left, before = change.seat.appointed, change.came, change.left, change.came_from
        if self._shares(change):
            before = None  # 副书记 stays 副书记: nothing of the old seat is over
        if came is not None and before is not None and (lines == "party" or change.leap):
            what = pick(self.rng, ("move_end", "move_end", "move_former", "move_seen"))
            story.sentences("party", what, 1)
            story.report(came, variant, "begin")
            told = {"move_end": "end", "move_former": "former", "move_seen": "seen"}[what]
            story.report(before, 0, told)
            came = None
        elif came is not None and left is not None and lines == "party":
            story.sentences(lines, "both", 1)
            story.report(came, variant, "begin")
            story.report(left, variant, "end")
            return
        if came is not None:
            story.sentences(lines, "begin", 1)
            story.report(came, variant, "begin")
        if left is not None and self.rng.random() < 0.7:
            story.sentences(lines, "end", 1)
            story.report(left, variant, "end")

    def _shares(self, change: Change) -> bool:
        before, seat = change.came_from, change.seat
        if before is None or before.seat.unit is not seat.unit:
            return False
        mine = {tuple(post) for variant in seat.spec["holds"] for post in variant}
        return any(tuple(post) in mine for variant in before.seat.spec["holds"] for post in variant)

    def _session(self, story: Story, changes: list[Change]) -> None:
        wording, rng, page = data("wording.yaml")["session"], self.rng, story.page
        comes = [change for change in changes if change.came is not None]
        goes = [change for change in changes if change.left is not None]
        listed = rng.random() < 0.5
        page.say("\n\n")
        for what, some, whom in (("appoint", comes, "came"), ("remove", goes, "left")):
            if not some:
                continue
            if listed:
                page.say(pick(rng, wording[f"{what}_head"]) + "\n\n")
            line = pick(
                rng, templates("session", what)[1:3] if listed and what == "appoint" else templates("session", what)
            )
            if listed and what == "remove":
                line = templates("session", what)[1]
            for change in some:
                self._parties(story, change)
                if listed:
                    self._listed(story, what)
                else:
                    story.tell(line)
                tenure = getattr(change, whom)
                story.report(tenure, change.seat.appointed, "begin" if what == "appoint" else "end")
                page.say("\n\n" if listed else "")
        page.say("\n\n")

    def _listed(self, story: Story, what: str) -> None:
        """A line of a list under 任命： or 免去："""
        if what == "appoint":
            story.slots["P"]()
            story.page.say("为")
            story.slots["post+"]()
            story.page.say("；")
        else:
            story.slots["Q"]()
            story.page.say("的")
            story.slots["post+"]()
            story.page.say("职务；")
