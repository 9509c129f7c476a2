"""Articles made by hand in which a person has posts, in places that are made up."""

from __future__ import annotations

from made_findings import Thing, article, findings

from kg.model import Findings

PROVINCE, CITY, COUNTY, OTHER = (
    ("district", "云川省"),
    ("district", "白鹭市"),
    ("district", "青禾县"),
    ("district", "柳溪县"),
)
TOWN = ("district", "望岳镇")
LEVELS: dict[Thing, dict[str, str | float | None]] = {
    PROVINCE: {"level": "province"},
    CITY: {"level": "prefecture"},
    COUNTY: {"level": "county"},
    OTHER: {"level": "county"},
    TOWN: {"level": "township"},
}
ABOVE = [(TOWN, "part_of", COUNTY), (COUNTY, "part_of", CITY), (OTHER, "part_of", CITY), (CITY, "part_of", PROVINCE)]
LIN = "林远舟"

Post = tuple[str, Thing | None, str]  # a body, the district that it is of, the post
BUREAU: Post = ("青禾县教育局", COUNTY, "局长")
FINANCE: Post = ("青禾县财政局", COUNTY, "局长")
WATER: Post = ("青禾县水利局", COUNTY, "局长")
SCHOOL: Post = ("青禾县第一中学", COUNTY, "校长")
COMMITTEE: Post = ("青禾县委", COUNTY, "县委书记")
GOVERNMENT: Post = ("青禾县人民政府", COUNTY, "县长")
DEPUTY: Post = ("青禾县人民政府", COUNTY, "副县长")
POLICE: Post = ("青禾县公安局", COUNTY, "局长")
CITY_BUREAU: Post = ("白鹭市教育局", CITY, "局长")
CITY_FINANCE: Post = ("白鹭市财政局", CITY, "局长")
MAYOR: Post = ("白鹭市人民政府", CITY, "市长")
CITY_COMMITTEE: Post = ("白鹭市委", CITY, "市委书记")
FOREST: Post = ("云川省林业厅", PROVINCE, "处长")
LAND: Post = ("云川省自然资源厅", PROVINCE, "处长")
TOWN_GOVERNMENT: Post = ("望岳镇人民政府", TOWN, "镇长")
ELSEWHERE: Post = ("柳溪县教育局", OTHER, "局长")


def page(
    document: str,
    *posts: Post,
    date: str = "",
    name: str = LIN,
    type_: str = "official",
    number: int = 1,
    about: tuple[Thing, ...] = (),
    events: tuple[str, ...] = (),
    **qualifiers: str,
) -> Findings:
    """An article in which a person of the name has the posts, seen on the date, and attends the events."""
    person = (type_, name)
    bodies = [("organization", body) for body, _, _ in posts]
    places = [place for _, place, _ in posts if place] + list(about)
    for below, _, upper in ABOVE:
        places += [upper] if below in places else []
    happened = [("event", event) for event in events]
    things = list(dict.fromkeys([person, *bodies, *places, *happened]))
    held = {"as_of": date} if date else {}
    facts = [
        *((person, "holds_post", ("organization", b), {"post": post, **held, **qualifiers}) for b, _, post in posts),
        *((("organization", body), "belongs_to", place) for body, place, _ in posts if place),
        *((person, "attended", event) for event in happened),
        *(fact for fact in ABOVE if fact[0] in places),
    ]
    attributes = {**{p: LEVELS[p] for p in places}, **{event: {"date": date} for event in happened}}
    return findings(article("、".join(n for _, n in things), document, number), things, facts, attributes)
