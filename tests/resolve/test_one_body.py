"""Bodies across articles: one under all its names, wherever it has them; two where they are of two places."""

from __future__ import annotations

from collections.abc import Mapping

from joined_things import entities
from made_findings import Thing, article, findings

from kg.graph import assemble
from kg.model import Findings
from kg.resolve.entity import Entity

PROVINCE, CITY, COUNTY = ("district", "山东省"), ("district", "济宁市"), ("district", "兖州区")
OLD, TOWN = ("district", "兖州市"), ("district", "新兖镇")
CODES: Mapping[Thing, Mapping[str, str | float | None]] = {
    PROVINCE: {"level": "province", "code": "370000"},
    CITY: {"level": "prefecture", "code": "370800"},
    COUNTY: {"level": "county", "code": "370812"},
    OLD: {"level": "county", "code": "370882"},
}
ABOVE = [(COUNTY, "part_of", CITY), (OLD, "part_of", CITY), (CITY, "part_of", PROVINCE)]


def page(document: str, *bodies: str, of: Thing | None = None, about: tuple[Thing, ...] = (CITY, PROVINCE)) -> Findings:
    """An article that names the bodies, each of the place where one is given."""
    things = [("organization", name) for name in bodies]
    places = list(dict.fromkeys([*about, *([of] if of else [])]))
    owned = [(thing, "belongs_to", of) for thing in things if of]
    text = "、".join(name for _, name in [*things, *places]) or "无"
    facts = [*owned, *(fact for fact in ABOVE if fact[0] in places and fact[2] in places)]
    return findings(article(text, document), [*things, *places], facts, {p: CODES[p] for p in places if p in CODES})


def bodies(*pages: Findings) -> list[Entity]:
    found = entities(list(pages))
    return sorted({e.id: e for e in found.values() if e.type == "organization"}.values(), key=lambda e: e.id)


def test_a_school_is_one_in_short_and_in_full_with_and_without_the_city_s_name() -> None:
    (school,) = bodies(page("a.txt", "济宁市第一中学"), page("b.txt", "济宁一中"), page("c.txt", "济宁市一中", of=CITY))
    assert school.name == "济宁市第一中学"
    assert school.id == "organization:山东省/济宁市/济宁市第一中学"
    assert {tuple(row["names"]) for row in school.joins} == {
        ("济宁一中", "济宁市第一中学"),
        ("济宁市一中", "济宁市第一中学"),
    }
    assert {row["by"] for row in school.joins} == {"short"}


def test_a_school_s_id_does_not_depend_on_which_form_a_page_has() -> None:
    forms = [page("a.txt", "济宁市第一中学"), page("b.txt", "济宁一中"), page("c.txt", "济宁市一中", of=CITY)]
    assert len({bodies(form)[0].id for form in forms}) == 1


def test_two_schools_of_one_city_stay_two() -> None:
    assert len(bodies(page("a.txt", "济宁一中"), page("b.txt", "济宁二中"), page("c.txt", "济宁市第二中学"))) == 2


def test_schools_of_one_name_in_a_city_and_in_its_district_stay_two() -> None:
    assert len(bodies(page("a.txt", "济宁市一中", of=CITY), page("b.txt", "兖州区一中", of=COUNTY))) == 2


def test_a_department_is_one_in_short_and_in_full() -> None:
    forms = ["济宁市发展和改革委员会", "济宁市发改委", "济宁市发展改革委"]
    (found,) = bodies(*(page(f"{i}.txt", form, of=CITY) for i, form in enumerate(forms)))
    assert found.name == forms[0]


def test_a_place_in_front_is_known_where_no_fact_says_so() -> None:
    (found,) = bodies(page("a.txt", "济宁市教育局", of=CITY), page("b.txt", "济宁市教育局"))
    assert found.id == "organization:山东省/济宁市/济宁市教育局"


def test_a_group_with_a_word_more_is_the_group() -> None:
    assert (
        len(
            bodies(
                page("a.txt", "济宁市政务公开领导小组", of=CITY), page("b.txt", "济宁市政务公开工作领导小组", of=CITY)
            )
        )
        == 1
    )


def test_the_bodies_of_a_renamed_district_are_renamed_with_it() -> None:
    (bureau,) = bodies(page("2010.txt", "兖州市教育局", of=OLD), page("2020.txt", "兖州区教育局", of=COUNTY))
    assert bureau.name == "兖州区教育局"
    assert bureau.id == "organization:山东省/济宁市/兖州区/兖州区教育局"


def test_what_is_known_by_its_name_is_one_everywhere_what_is_not_is_of_its_region() -> None:
    elsewhere: tuple[Thing, ...] = (("district", "安徽省"),)
    assert len(bodies(page("a.txt", "远山大学"), page("b.txt", "远山大学", about=elsewhere))) == 1
    assert len(bodies(page("a.txt", "党委办公室"), page("b.txt", "党委办公室", about=elsewhere))) == 2
    assert len(bodies(page("a.txt", "财务处"), page("b.txt", "财务处", about=elsewhere))) == 2


def test_a_body_of_a_body_is_one_under_each_name_of_the_other() -> None:
    def league(document: str, school: str) -> Findings:
        of, league = ("organization", school), ("organization", f"{school}团委")
        return findings(
            article(f"{school}团委、济宁市", document),
            [of, league, CITY],
            [(league, "belongs_to", of)],
            {CITY: CODES[CITY]},
        )

    assert len(bodies(league("a.txt", "济宁一中"), league("b.txt", "济宁市第一中学"))) == 2  # school and league


# -- firms -------------------------------------------------------------------------------------------------------------


def test_a_firm_is_one_with_and_without_its_legal_form_and_its_place() -> None:
    (firm,) = bodies(
        page("a.txt", "山东远山集团有限公司"),
        page("b.txt", "山东远山集团有限责任公司"),
        page("c.txt", "山东省远山集团"),
        page("d.txt", "远山集团"),
    )
    assert firm.id == "organization:山东远山集团"
    assert {row["by"] for row in firm.joins} == {"firm"}


def test_the_place_may_stand_in_brackets() -> None:
    assert len(bodies(page("a.txt", "济宁远山科技有限公司"), page("b.txt", "远山科技（济宁）有限公司"))) == 1


def test_firms_of_two_places_stay_two_and_the_bare_name_is_neither() -> None:
    found = bodies(page("a.txt", "山东远山集团"), page("b.txt", "济宁远山集团"), page("c.txt", "远山集团"))
    assert len(found) == 3


def test_a_firm_of_another_region_is_not_meant() -> None:
    elsewhere: tuple[Thing, ...] = (("district", "安徽省"),)
    assert len(bodies(page("a.txt", "山东远山集团"), page("b.txt", "远山集团", about=elsewhere))) == 2


def test_a_firm_s_name_cut_short_is_the_one_firm_around_of_which_it_may_be() -> None:
    assert len(bodies(page("a.txt", "济宁远山农业发展有限公司"), page("b.txt", "远山农业"))) == 1
    assert len(bodies(page("a.txt", "远山食品有限公司"), page("b.txt", "远山医药有限公司"), page("c.txt", "远山"))) == 3


def test_firms_that_one_article_tells_apart_by_their_form_stay_two() -> None:
    both = page("a.txt", "济宁远山建材有限公司", "济宁远山建材股份有限公司")
    assert len(bodies(both)) == 2
    assert len(bodies(both, page("b.txt", "济宁远山建材有限公司"))) == 2
    apart = [page("a.txt", "济宁远山建材有限公司"), page("b.txt", "济宁远山建材股份有限公司")]
    assert len(bodies(*apart)) == 1


# -- districts, works --------------------------------------------------------------------------------------------------


def districts(*pages: Findings) -> dict[str, Entity]:
    return {e.id: e for e in entities(list(pages)).values() if e.type == "district"}


def test_a_renamed_district_is_one_node_under_its_latest_name() -> None:
    pages = [page("2010.txt", about=(OLD, CITY, PROVINCE)), page("2020.txt", about=(COUNTY, CITY, PROVINCE))]
    found = districts(*pages)
    one = found["district:山东省/济宁市/兖州区"]
    assert one.name == "兖州区"
    row = assemble(pages).nodes[one.id]
    assert (row["name"], row["level"], row["code"]) == ("兖州区", "county", "370812")
    assert one.joins == [{"by": "renamed", "names": ["兖州市", "兖州区"]}]
    assert len(found) == 3


def test_a_district_is_called_as_its_pages_call_it_and_has_the_same_id() -> None:
    found = districts(page("2010.txt", about=(OLD, CITY, PROVINCE)))
    assert found["district:山东省/济宁市/兖州区"].name == "兖州市"


def test_a_merged_district_is_not_the_one_that_took_it_in() -> None:
    east, gone = ("district", "东城区"), ("district", "崇文区")
    codes = {east: {"code": "110101", "level": "county"}, gone: {"code": "110103", "level": "county"}}
    made = [
        findings(article(place[1], f"{i}.txt"), [place], (), {place: codes[place]}) for i, place in enumerate(codes)
    ]
    assert len(districts(*made)) == 2


def test_works_of_any_county_s_name_are_told_by_their_county_others_are_not() -> None:
    other = ("district", "曲阜市")

    def works(document: str, name: str, county: Thing) -> Findings:
        project = ("project", name)
        return findings(
            article(f"{name}、{county[1]}、济宁市、山东省", document),
            [project, county, CITY, PROVINCE],
            [(project, "located_in", county), (county, "part_of", CITY), (CITY, "part_of", PROVINCE)],
            CODES,
        )

    def nodes(*pages: Findings) -> int:
        return len({e.id for e in entities(list(pages)).values() if e.type == "project"})

    assert nodes(works("a.txt", "第二水厂建设项目", COUNTY), works("b.txt", "第二水厂建设项目", other)) == 2
    assert nodes(works("a.txt", "第二水厂建设项目", COUNTY), works("b.txt", "第二水厂建设项目", COUNTY)) == 1
    assert nodes(works("a.txt", "望岳湖水厂项目", COUNTY), works("b.txt", "望岳湖水厂项目", other)) == 1
    assert nodes(works("a.txt", "济宁市望岳湖水厂项目", COUNTY), works("b.txt", "望岳湖水厂项目", COUNTY)) == 1
