"""Real prefectures with some of their real counties and towns, under the names they bore at the time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import cache
from random import Random

from kg.lexicon.divisions import DIVISIONS, Division

FIRST, LAST = datetime.date(2012, 1, 1).toordinal(), datetime.date(2019, 12, 31).toordinal()


@dataclass(frozen=True, slots=True)
class Name:
    """What a division is called: 兖州区, short 兖州, and what it is, 区."""

    full: str
    short: str
    sort: str


@dataclass(slots=True)
class Area:
    """A prefecture or a county; `renamed` is the first day of its second name."""

    code: str
    level: str
    names: list[Name]
    province: str
    prefecture: str
    renamed: int = 0
    towns: list[tuple[str, str]] = field(default_factory=list)

    def era(self, day: int) -> int:
        return 1 if self.renamed and day >= self.renamed else 0

    def name(self, day: int) -> Name:
        return self.names[self.era(day)]

    @property
    def id(self) -> str:
        return f"district:{self.code}"


def _name(full: str, short: str) -> Name:
    return Name(full, short or full, full[-1])


@cache
def _table() -> tuple[list[str], dict[str, list[Division]], dict[str, list[Division]], dict[str, Division]]:
    """Prefectures fit for a newspaper, the counties of each, the towns of each county, and their former names."""
    counties: dict[str, list[Division]] = {}
    towns: dict[str, list[Division]] = {}
    before: dict[str, Division] = {}
    changed: set[str] = set()  # prefectures that were something else in the time of the pages
    for row in DIVISIONS.rows:
        if row.level == "prefecture" and (row.until or "2012") > "2011" and (row.until or row.since > "2011"):
            changed.update((row.code, row.today))
        if row.until:
            today = DIVISIONS.by_code.get(row.today)
            # renamed, and not merged into another
            if row.level == "county" and 2012 <= int(row.until) <= 2017 and today and today.since >= row.until:
                before[row.today] = row
        elif (
            row.level == "county"
            and row.name[-1] in "县市区旗"
            and not row.name.endswith(("郊区", "城区", "矿区", "特区"))
        ):
            counties.setdefault(row.parent, []).append(row)
        elif row.level == "township" and row.name[-1] in "镇乡" and 3 <= len(row.name) <= 4:
            towns.setdefault(row.parent, []).append(row)
    fit = [
        row.code
        for row in DIVISIONS.rows
        if row.level == "prefecture"
        and not row.until
        and row.name[-1] in "市州"
        and row.code not in changed
        and len([each for each in counties.get(row.code, ()) if len(towns.get(each.code, ())) >= 2]) >= 3
    ]
    return sorted(fit), counties, towns, before


def prefectures() -> int:
    """How many there are to choose from."""
    return len(_table()[0])


def order(rng: Random) -> list[str]:
    """The codes of all prefectures, those with a renamed county more often near the front, provinces mixed."""
    codes, counties, _, before = _table()
    return sorted(codes, key=lambda code: rng.random() - 0.5 * any(c.code in before for c in counties[code]))


def choose(rng: Random, code: str, number: int) -> list[Area]:
    """The prefecture and so many of its counties, a renamed one first where it has any."""
    _, counties, towns, before = _table()
    row = DIVISIONS.by_code[code]
    province = DIVISIONS.by_code[row.parent].name
    areas = [Area(code, "prefecture", [_name(row.name, row.short)], province, row.name)]
    fit = [each for each in counties[code] if len(towns.get(each.code, ())) >= 2]
    rng.shuffle(fit)
    fit.sort(key=lambda each: each.code not in before)  # stable: shuffled within
    for each in fit[:number]:
        # 许昌 is the city, not 许昌县 in it
        area = Area(
            each.code, "county", [_name(each.name, each.short if each.short != row.short else "")], province, row.name
        )
        old = before.get(each.code)
        if old is not None and old.name != each.name:
            area.names.insert(0, _name(old.name, old.short if old.short != row.short else ""))
            # the table has the name of each year's end; the new one came in the year after
            area.renamed = datetime.date(int(old.until) + 1, 10, 1).toordinal()
        area.towns = [(town.code, town.name) for town in rng.sample(towns[each.code], 2)]
        areas.append(area)
    return areas
