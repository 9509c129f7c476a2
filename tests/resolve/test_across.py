"""Across articles: what is one thing, and what is not for all that it has the same name."""

from __future__ import annotations

from joined_things import entities
from made_findings import Thing, article, findings

from kg.model import Findings
from kg.resolve.across import chains

CITY, COUNTY, OTHER = ("district", "白鹭市"), ("district", "青禾县"), ("district", "柳溪县")
PROVINCE = ("district", "云川省")
ABOVE = [(COUNTY, "part_of", CITY), (OTHER, "part_of", CITY), (CITY, "part_of", PROVINCE)]


def page(
    document: str,
    *things: Thing,
    facts: list[tuple[Thing, str, Thing]] | None = None,
    number: int = 1,
    newspaper: str = "",
) -> Findings:
    """An article that names the things and says the facts; where divisions lie is known."""
    text = "、".join(name for _, name in things) or "无"
    said = [(*fact, {"post": "主任"} if fact[1] == "holds_post" else {}) for fact in facts or []]
    of = article(text, document, number, newspaper)
    return findings(of, things, [*said, *(fact for fact in ABOVE if fact[0] in things)])


def ids(name: str, *pages: Findings, type_: str = "") -> list[str]:
    """The ids of what the articles call so, article by article."""
    return [
        entity.id
        for (_, kind, each), entity in sorted(entities(list(pages)).items())
        if each == name and (not type_ or kind == type_)
    ]


def one(found: list[str]) -> bool:
    assert len(found) > 1
    return len(set(found)) == 1


def apart(found: list[str]) -> bool:
    assert len(found) > 1
    return len(set(found)) == len(found)


def post(name: str, body: Thing) -> tuple[Thing, str, Thing]:
    return (("official", name), "holds_post", body)


def of(body: str, place: Thing) -> tuple[Thing, str, Thing]:
    return (("organization", body), "belongs_to", place)


# -- districts ---------------------------------------------------------------------------------------------------------


def test_a_district_s_chain_is_told_from_the_top() -> None:
    found = page("a.txt", COUNTY, CITY)
    assert chains(found)["青禾县"] == "云川省/白鹭市/青禾县"
    assert chains(found)["云川省"] == "云川省"


def test_a_chain_that_runs_in_a_circle_ends() -> None:
    circle = findings(article("甲区、乙区"), [("district", "甲区"), ("district", "乙区")], [
        (("district", "甲区"), "part_of", ("district", "乙区")),
        (("district", "乙区"), "part_of", ("district", "甲区")),
    ])  # fmt: skip
    assert set(chains(circle)) == {"甲区", "乙区"}


def test_a_district_is_one_by_its_place() -> None:
    assert one(ids("青禾县", page("a.txt", COUNTY, CITY), page("b.txt", COUNTY, CITY)))


def test_two_districts_of_one_name_stay_two() -> None:
    town = ("district", "城关镇")
    first = findings(article("城关镇、青禾县", "a.txt"), [town, COUNTY], [(town, "part_of", COUNTY), *ABOVE])
    second = findings(article("城关镇、柳溪县", "b.txt"), [town, OTHER], [(town, "part_of", OTHER), *ABOVE])
    assert apart(ids("城关镇", first, second))


# -- bodies ------------------------------------------------------------------------------------------------------------


def test_a_body_is_one_by_its_name_and_its_place() -> None:
    body = ("organization", "青禾县教育局")
    pages = [page(d, body, COUNTY, CITY, facts=[of("青禾县教育局", COUNTY)]) for d in ("a.txt", "b.txt")]
    assert one(ids("青禾县教育局", *pages))


def test_a_body_s_short_and_long_names_are_one_body_of_two_articles() -> None:
    short, long = ("organization", "青禾县发改局"), ("organization", "青禾县发展和改革局")
    first = page("a.txt", short, COUNTY, CITY, facts=[of("青禾县发改局", COUNTY)])
    second = page("b.txt", long, COUNTY, CITY, facts=[of("青禾县发展和改革局", COUNTY)])
    found = entities([first, second])
    (entity,) = {e.id: e for (_, kind, _), e in found.items() if kind == "organization"}.values()
    assert entity.name == "青禾县发展和改革局"
    assert len(entity.members) == 2


def test_bodies_of_one_name_in_two_places_stay_two() -> None:
    body = ("organization", "第一中学")
    first = page("a.txt", body, COUNTY, CITY, facts=[of("第一中学", COUNTY)])
    second = page("b.txt", body, OTHER, CITY, facts=[of("第一中学", OTHER)])
    assert apart(ids("第一中学", first, second))


def test_a_body_that_only_says_of_what_level_it_is_is_of_its_page() -> None:
    body = ("organization", "县教育局")
    assert apart(ids("县教育局", page("a.txt", body), page("b.txt", body)))
    assert one(ids("县教育局", page("a.txt", body), page("a.txt", body, number=2)))


def test_a_firm_is_one_wherever_it_is_named() -> None:
    firm = ("organization", "云帆集团")
    assert one(ids("云帆集团", page("a.txt", firm, COUNTY), page("b.txt", firm, OTHER)))


# -- people ------------------------------------------------------------------------------------------------------------

LIN = ("official", "林远舟")


def official(document: str, body: str, place: Thing, number: int = 1) -> Findings:
    return page(
        document,
        LIN,
        ("organization", body),
        place,
        CITY,
        facts=[post("林远舟", ("organization", body)), of(body, place)],
        number=number,
    )


def test_namesakes_stay_two() -> None:
    assert apart(ids("林远舟", official("a.txt", "青禾县教育局", COUNTY), official("b.txt", "柳溪县教育局", OTHER)))


def test_a_body_ties() -> None:
    assert one(ids("林远舟", official("a.txt", "青禾县教育局", COUNTY), official("b.txt", "青禾县教育局", COUNTY)))


def test_a_body_under_another_of_its_names_ties() -> None:
    assert one(
        ids("林远舟", official("a.txt", "青禾县发改局", COUNTY), official("b.txt", "青禾县发展和改革局", COUNTY))
    )


def test_a_district_ties() -> None:
    assert one(ids("林远舟", official("a.txt", "青禾县教育局", COUNTY), official("b.txt", "青禾县委", COUNTY)))
    in_the_county = page("c.txt", LIN, COUNTY, CITY, facts=[post("林远舟", COUNTY)])
    assert one(ids("林远舟", official("a.txt", "青禾县教育局", COUNTY), in_the_county))


def test_a_city_ties_no_two_of_its_counties() -> None:
    with_city = [official("a.txt", "青禾县教育局", COUNTY), official("b.txt", "柳溪县委", OTHER)]
    assert apart(ids("林远舟", *with_city))


def test_a_page_ties() -> None:
    first = official("a.txt", "青禾县教育局", COUNTY, 1)
    second = official("a.txt", "云帆集团党委", OTHER, 2)
    assert one(ids("林远舟", first, second))


def test_ties_lead_from_one_to_the_next() -> None:
    moved = page(
        "b.txt",
        LIN,
        ("organization", "青禾县教育局"),
        ("organization", "柳溪县委"),
        COUNTY,
        OTHER,
        CITY,
        facts=[
            post("林远舟", ("organization", "青禾县教育局")),
            of("青禾县教育局", COUNTY),
            post("林远舟", ("organization", "柳溪县委")),
            of("柳溪县委", OTHER),
        ],
    )
    pages = [official("a.txt", "青禾县教育局", COUNTY), moved, official("c.txt", "柳溪县委", OTHER)]
    assert one(ids("林远舟", *pages))


def test_a_person_without_a_post_is_one_with_the_official_of_the_page() -> None:
    bare = page("a.txt", ("person", "林远舟"), number=2)
    first = official("a.txt", "青禾县教育局", COUNTY)
    found = entities([first, bare])
    assert {e.type for (_, _, name), e in found.items() if name == "林远舟"} == {"official"}
    assert one(ids("林远舟", first, bare))


def test_persons_without_posts_stay_apart() -> None:
    assert apart(ids("何望舒", *(page(d, ("person", "何望舒"), CITY) for d in ("a.txt", "b.txt"))))


def test_a_journalist_is_never_the_official_of_the_name() -> None:
    writer = page("a.txt", ("journalist", "林远舟"), number=2)
    assert apart(ids("林远舟", official("a.txt", "青禾县教育局", COUNTY), writer))


def test_a_newspaper_ties_its_journalists_and_no_others() -> None:
    pen = ("journalist", "祝明轩")
    assert one(ids("祝明轩", *(page(d, pen, newspaper="青禾日报") for d in ("a.txt", "b.txt"))))
    assert apart(ids("祝明轩", page("a.txt", pen, newspaper="青禾日报"), page("b.txt", pen, newspaper="柳溪晚报")))
    assert apart(ids("祝明轩", page("a.txt", pen), page("b.txt", pen)))
    assert one(ids("祝明轩", page("a.txt", pen), page("a.txt", pen, number=2)))


def test_a_person_s_id_outlives_the_page_where_a_body_ties() -> None:
    pages = [official("a.txt", "青禾县教育局", COUNTY), official("b.txt", "青禾县教育局", COUNTY)]
    assert set(ids("林远舟", *pages)) == set(ids("林远舟", pages[1], pages[1])[:1])
    assert "txt" not in ids("林远舟", *pages)[0]


# -- the rest ----------------------------------------------------------------------------------------------------------


def test_projects_and_campaigns_are_one_within_a_city() -> None:
    for type_ in ("project", "campaign"):
        thing = (type_, "春水计划")
        assert one(ids("春水计划", page("a.txt", thing, COUNTY, CITY), page("b.txt", thing, OTHER, CITY)))
        elsewhere = findings(article("春水计划、海东市", "c.txt"), [thing, ("district", "海东市")])
        assert apart(ids("春水计划", page("a.txt", thing, COUNTY, CITY), elsewhere))


def test_an_article_without_places_keeps_its_projects_to_its_page() -> None:
    thing = ("project", "春水计划")
    assert apart(ids("春水计划", page("a.txt", thing), page("b.txt", thing)))


def test_an_industry_is_one_everywhere() -> None:
    assert one(
        ids("茶叶加工", page("a.txt", ("industry", "茶叶加工"), COUNTY), page("b.txt", ("industry", "茶叶加工")))
    )


def test_a_quantity_is_of_its_article() -> None:
    thing = ("indicator", "茶叶产值")
    assert apart(ids("茶叶产值", page("a.txt", thing), page("a.txt", thing, number=2), page("b.txt", thing)))


def test_everything_named_or_related_has_an_entity_that_knows_it() -> None:
    found = [official("a.txt", "青禾县教育局", COUNTY), page("b.txt", ("industry", "茶叶加工"), COUNTY)]
    known = entities(found)
    for each in found:
        things = {(m.type, m.name) for m in each.mentions} | {t for f in each.facts for t in (f.subject, f.object)}
        for type_, name in things:
            at = each.article.document, each.article.number
            assert (at, type_, name) in known[at, type_, name].members
