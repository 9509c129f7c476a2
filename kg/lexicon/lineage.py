"""Divisions through time: which rows of the table are one division under its names of different years.

The table gives each former name the code of what the division has become, but also merged divisions the code of what
took them in, and its oldest rows are not all right. So a former name counts as a rename only where the table leaves no
doubt:

- the next name begins in the year after the former ends, on the same level, and no other former name of the same code
  ends in that year (燕山区 and 房山县 together became 房山区: a merger);
- both names have one stem (兖州市 and 兖州区, 通县 and 通州区); or neither is that of another division of the province
  at the time, and the code stayed (襄樊市 and 襄阳市) or it is a county of recent years (绍兴县 and 柯桥区);
- a county that became a district (区), or took a new stem, did not leave parts of it to others: in that year no more
  divisions began beside it than ended (锡山市 became 锡山区 and 惠山区: a split).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from kg.lexicon.divisions import DIVISIONS, Division

_RECENT = 1996  # since when the table is without errors where counties were given new names


def newest(division: Division) -> Division:
    """The latest name of a division, as far as it is certain that it is the same division; itself where it is that."""
    following = _following()
    while (later := following.get((division.code, division.name))) is not None:
        division = later
    return division


def names(division: Division) -> list[Division]:
    """The division under each of its names, the earliest first: 兖州县, 兖州市, 兖州区."""
    line = [newest(division)]
    former = _former()
    while (earlier := former.get((line[0].code, line[0].name))) is not None:
        line.insert(0, earlier)
    return line


@cache
def path(division: Division) -> str:
    """Where a division lies, by the latest names: 山东省/济宁市/兖州区 for 兖州市 too."""
    last = newest(division)
    return "/".join([*(newest(up).name for up in reversed(DIVISIONS.chain(last))), last.name])


@cache
def row_of(code: str, name: str) -> Division | None:
    """The row of that code and name; where the table has none of that name, the one that has the code today."""
    rows = _by_code().get(code, [])
    return next((row for row in rows if row.name == name), DIVISIONS.by_code.get(code))


@cache
def _by_code() -> dict[str, list[Division]]:
    rows: dict[str, list[Division]] = defaultdict(list)
    for row in DIVISIONS.rows:
        rows[row.code].append(row)
    return dict(rows)


@cache
def _former() -> dict[tuple[str, str], Division]:
    rows = {(row.code, row.name): row for row in DIVISIONS.rows}
    return {(later.code, later.name): rows[key] for key, later in _following().items()}


@cache
def _following() -> dict[tuple[str, str], Division]:
    """The next name of each division that was renamed, by its code and name before."""
    return _Renames([row for row in DIVISIONS.rows if row.level != "township"]).found


class _Renames:
    def __init__(self, rows: list[Division]) -> None:
        self.rows = rows
        by_today: dict[str, list[Division]] = defaultdict(list)
        for row in rows:
            by_today[row.today].append(row)
        self._groups = dict(by_today)
        of_one_stem = {(r.code, r.name): n for r in rows if (n := self._next(r)) is not None and _one_stem(r, n)}
        self._began: dict[tuple[str, int], int] = defaultdict(int)
        self._ended: dict[tuple[str, int], int] = defaultdict(int)
        later = {(row.code, row.name) for row in of_one_stem.values()}
        for row in rows:
            if row.since and (row.code, row.name) not in later:
                self._began[row.parent, int(row.since)] += 1
            if row.until and (row.code, row.name) not in of_one_stem:
                self._ended[row.parent, int(row.until) + 1] += 1
        self._names: dict[tuple[str, str], list[Division]] = defaultdict(list)
        for row in rows:
            self._names[row.code[:2], row.name].append(row)
        self.found = {key: row for key, row in of_one_stem.items() if row.name[-1] != "区" or not self._split(row)}
        for row in rows:
            after = self._next(row)
            if after is None or _one_stem(row, after) or not self._only_names(row):
                continue
            recent = int(after.since) >= _RECENT and row.level == "county" and row.name[-1] in "县市旗"
            if row.code == after.code or recent:
                self.found[row.code, row.name] = after

    def _next(self, row: Division) -> Division | None:
        """The one name that follows in the table, if no other ended with this one to become the same."""
        if not row.until:
            return None
        group = self._groups[row.today]
        if any(other is not row and other.until == row.until for other in group):
            return None
        after = [o for o in group if o.since and int(o.since) == int(row.until) + 1 and o.level == row.level]
        return after[0] if len(after) == 1 else None

    def _split(self, after: Division) -> bool:
        """Whether more divisions began beside it in its first year than had ended to become them."""
        key = (after.parent, int(after.since))
        return self._began[key] > self._ended[key]

    def _only_names(self, row: Division) -> bool:
        """Whether the new stem is of the same division: both names are its own when one follows the other."""
        after = self._next(row)
        assert after is not None
        change = int(after.since)
        key = (after.parent, change)
        # the name itself is one that began and one that ended
        if self._began[key] > self._ended[key]:
            return False
        taken = [*self._names[row.code[:2], row.name], *self._names[row.code[:2], after.name]]
        taken += [other for other in self._groups[row.today] if _stem(other) == _stem(after)]
        return all(other in (row, after) or _apart(other, change) for other in taken)


def _apart(other: Division, change: int) -> bool:
    """Whether another division of the name is of quite another time."""
    return bool(other.until and int(other.until) < change - 20) or bool(other.since and int(other.since) > change + 20)


def _one_stem(row: Division, after: Division) -> bool:
    if len(row.name) == 2:  # 通县, 通州区; 沁县 and 沁源县 are two
        return after.name.startswith(row.name[0]) and after.name[-1] != row.name[-1]
    return _stem(row) == _stem(after)


def _stem(row: Division) -> str:
    return row.short or row.name
