"""The divisions of China, by name and by code."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kg import lexicon

_PEOPLES = (
    "壮族|回族|维吾尔|蒙古族|蒙古|藏族|苗族|彝族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|高山族|"
    "拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|阿昌族|普米族|塔吉克族|塔吉克|"
    "怒族|乌孜别克族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|京族|塔塔尔族|独龙族|鄂伦春族|赫哲族|门巴族|珞巴族|基诺族|各族"
)
_SUFFIX = re.compile(rf"(?:(?:{_PEOPLES})*自治[区州县旗]|特别行政区|地区|林区|特区|街道|民族乡|[省市县区盟旗镇乡])$")
# written forms that no rule gives
_ALIASES = {
    "科右前旗": "科尔沁右翼前旗",
    "科右中旗": "科尔沁右翼中旗",
    "科左中旗": "科尔沁左翼中旗",
    "科左后旗": "科尔沁左翼后旗",
    "察右前旗": "察哈尔右翼前旗",
    "察右中旗": "察哈尔右翼中旗",
    "察右后旗": "察哈尔右翼后旗",
    "锡盟": "锡林郭勒盟",
    "东乌旗": "东乌珠穆沁旗",
    "西乌旗": "西乌珠穆沁旗",
    "鄂温克旗": "鄂温克族自治旗",
    "鄂温克自治旗": "鄂温克族自治旗",
    "莫旗": "莫力达瓦达斡尔族自治旗",
    "达茂旗": "达尔罕茂明安联合旗",
    "杭后旗": "杭锦后旗",
    "乌前旗": "乌拉特前旗",
    "乌中旗": "乌拉特中旗",
    "乌后旗": "乌拉特后旗",
    "阿盟": "阿拉善盟",
    "巴盟": "巴彦淖尔盟",
    "伊盟": "伊克昭盟",
    "哲盟": "哲里木盟",
    "呼盟": "呼伦贝尔盟",
    "乌盟": "乌兰察布盟",
    "克州": "克孜勒苏柯尔克孜自治州",
    "巴州": "巴音郭楞蒙古自治州",
    "博州": "博尔塔拉蒙古自治州",
    "前郭县": "前郭尔罗斯蒙古族自治县",
    "杜蒙县": "杜尔伯特蒙古族自治县",
    "阜蒙县": "阜新蒙古族自治县",
    "喀左县": "喀喇沁左翼蒙古族自治县",
    "察县": "察布查尔锡伯自治县",
    "和丰县": "和布克赛尔蒙古自治县",
    "塔县": "塔什库尔干塔吉克自治县",
}


@lru_cache(maxsize=1 << 12)
def short_name(name: str) -> str:
    """A division's name without its suffix (济宁, 内蒙古, 恩施), or "" where that leaves less than two characters."""
    short = _SUFFIX.sub("", name)
    if len(short) < 2:
        short = re.sub(r"自治[区州县旗]$", "", name)  # 内蒙古: the people's name is the place's
    return short if len(short) >= 2 and short != name else ""


@dataclass(frozen=True, slots=True)
class Division:
    """A division under one of its names. `since` and `until` are years, "" where open; `today` its code now."""

    code: str
    name: str
    level: str
    parent: str
    since: str
    until: str
    today: str

    @property
    def short(self) -> str:
        """The name without its suffix (see `short_name`)."""
        return short_name(self.name)

    def valid(self, year: int) -> bool:
        """Whether it bore this name in that year; the year of a change counts for both."""
        return (not self.since or int(self.since) - 1 <= year) and (not self.until or year <= int(self.until) + 1)


class Divisions:
    """All divisions. Loaded once."""

    @cached_property
    def rows(self) -> list[Division]:
        found = []
        for line in lexicon.text("divisions.tsv").splitlines():
            if line.startswith("#"):
                continue
            code, name, level, parent, since, until, today = (line.split("\t") + [""] * 6)[:7]
            found.append(
                Division(
                    code, name, level, parent or (code[:6] if level == "township" else ""), since, until, today or code
                )
            )
        return found

    @cached_property
    def by_code(self) -> dict[str, Division]:
        """The name of today by code."""
        return {row.code: row for row in self.rows if not row.until}

    @cached_property
    def _gone(self) -> dict[str, Division]:
        """The last bearer of each code that no division has today."""
        rows = sorted((row for row in self.rows if row.until), key=lambda row: row.until)
        return {row.code: row for row in rows if row.code not in self.by_code}

    @cached_property
    def _names(self) -> dict[str, list[Division]]:
        names: dict[str, list[Division]] = defaultdict(list)
        for row in self.rows:
            names[row.name].append(row)
            if row.name.endswith("民族乡"):
                names[row.name.removesuffix("民族乡") + "族乡"].append(row)
            if "自治" in row.name and row.name[-1] in "州县旗" and row.short:
                names[row.short + row.name[-1]].append(row)  # 楚雄州, 桓仁县
        for alias, name in _ALIASES.items():
            names[alias] += names.get(name, [])
        return dict(names)

    @cached_property
    def _shorts(self) -> dict[str, list[Division]]:
        shorts: dict[str, list[Division]] = defaultdict(list)
        for row in self.rows:
            if row.level != "township" and row.short:
                shorts[row.short].append(row)
        return dict(shorts)

    def full(self, name: str) -> list[Division]:
        """The divisions of that full name, at any time, of any level."""
        return self._names.get(name, [])

    def short(self, name: str) -> list[Division]:
        """The provinces, prefectures and counties of that short name."""
        return self._shorts.get(name, [])

    def named(self, name: str) -> list[Division]:
        """The divisions of that full or short name."""
        return self.full(name) or self.short(name)

    def names(self) -> list[str]:
        """Every full and short name."""
        return [*self._names, *(short for short in self._shorts if short not in self._names)]

    def chain(self, division: Division) -> list[Division]:
        """The divisions above, the nearest first."""
        above: list[Division] = []
        upper = self.above(division)
        while upper is not None:
            above.append(upper)
            upper = self.above(upper)
        return above

    def above(self, division: Division) -> Division | None:
        """The division that it lies in; of one that is gone with its code the last bearer, else the province."""
        if not division.parent:
            return None
        found = self.by_code.get(division.parent) or self._gone.get(division.parent)
        if found is None and division.level != "province":
            found = self.by_code.get(division.code[:2] + "0000")
        return found if found is not division else None

    def within(self, division: Division, code: str) -> bool:
        """Whether the division is the one of that code or lies in it."""
        return division.today == code or any(
            up.code == code for up in self.chain(self.by_code.get(division.today, division))
        )


DIVISIONS = Divisions()
