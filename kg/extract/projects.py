"""Projects: works, parks, bases and plants that are built or invested in; where they are and who builds them."""

from __future__ import annotations

import re
from collections import defaultdict

from kg import lexicon
from kg.extract.bodies import Bodies
from kg.extract.builders import Builders
from kg.extract.coreference import Coreference
from kg.extract.geography import Geography
from kg.extract.reading import Found, Reading
from kg.extract.work_lists import may_tell_of_works
from kg.extract.works import Works

_TRAILING = re.compile(r"(?<=[^工项])(?:建设项目|建设)$")
_ENDING = re.compile(r"(?:建设)?(?:项目|工程)$|建设$")
_DONE = re.compile(rf"{lexicon.alternation(lexicon.data('projects')['doings_behind'])}{{1,2}}(?:项目|工程)?$")
_BRACKET = re.compile("（[^（）]{1,20}）")
_SHORTEST = 4  # characters of a name, without 项目 or 工程, by which it is known again


def find(reading: Reading, geography: Geography, bodies: Bodies, home_body: str | None) -> None:
    """Find the projects of an article and add them, with their places and builders, to the reading.

    `home_body` is the body that the article is of, if it is of one (see `posts.Posts`).
    """
    if not may_tell_of_works(reading):
        return
    found = Works(reading)
    places = list(found.find())
    if not places:
        return
    spans = sorted((a, b, _name(reading, bodies, a, b) + found.kinds.get((a, b), "")) for a, b in places)
    names = _fullest({name for _, _, name in spans})
    _take_over(reading, {(start, end) for start, end, _ in spans} | found.refused)
    builders = Builders(reading, geography, bodies, home_body)
    for start, end, name in spans:
        firms = (f for f in reading.starting_at(start, "organization") if f.name.endswith(("公司", "集团")))
        for firm in [f for f in firms if f.end < end - 1]:
            # 远山药业有限公司|年产8000吨饮片生产线: known without the firm, too, which builds it
            reading.add(Found("project", names[name], firm.end, end))
            reading.fact((firm.type, firm.name), "undertakes", ("project", names[name]), [(start, end)])
    works = [reading.add(Found("project", names[name], start, end)) for start, end, name in spans]
    for work in sorted([*works, *Coreference(reading).works()], key=lambda f: (f.start, f.end)):
        builders.note(work)


def _name(reading: Reading, bodies: Bodies, start: int, end: int) -> str:
    """The name, with the place that a deictic word at its head means, without 建设 at its end."""
    form = re.sub(r"[\n ]", "", reading.text[start:end])
    prefix = bodies.prefix_at(start)
    if prefix is not None and prefix.deictic and prefix.place.level:
        form = prefix.place.name + form[prefix.end - start :]
    short = _TRAILING.sub("", form)
    return short if len(short) >= _SHORTEST and not form.endswith("建设项目") else form


def _take_over(reading: Reading, spans: set[tuple[int, int]]) -> None:
    """A plant or a school that is being built is a project and no second, organization of the same name."""
    used = {fact.object for fact in reading.facts if fact.relation in ("holds_post", "works_for")}
    # of 远山电厂|二期 the plant is none either
    bare = spans | {(start, start + len(_DONE.sub("", reading.text[start:end]))) for start, end in spans}
    # nor 青禾产业园|和|清泉小学, read as one
    ends = dict(sorted(spans))
    bare |= {(start, ends[end + 1]) for start, end in spans if end + 1 in ends and reading.text[end] in "和及与"}
    gone = {(f.type, f.name) for f in reading.found if f.type == "organization" and (f.start, f.end) in bare} - used
    if not gone:
        return
    reading.drop(lambda f: (f.type, f.name) in gone)
    reading.facts[:] = [f for f in reading.facts if f.subject not in gone and f.object not in gone]


# -- one project, one name ---------------------------------------------------------------------------------------------


def _fullest(names: set[str]) -> dict[str, str]:
    """For each name the fullest of the same project: 远山集团饮料厂项目 is 青禾远山集团饮料厂三期项目."""
    fullest: dict[str, str] = {}
    holding: dict[str, list[str]] = defaultdict(list)  # the fullest names that hold a character
    for name in sorted(names, key=lambda name: (-len(name), name)):
        core = _ENDING.sub("", name)
        longer = None
        if len(core) >= _SHORTEST:
            candidates = min((holding[character] for character in core), key=len)
            longer = next((c for c in candidates if len(c) > len(name) and _is_short_for(name, core, c)), None)
        fullest[name] = longer or name
        if longer is None:
            for character in set(name):
                holding[character].append(name)
    return fullest


def _is_short_for(name: str, core: str, longer: str) -> bool:
    """Whether a name without its ending (`core`) stands, perhaps with words between, in a longer one."""
    if longer.startswith(core) or ("（" in longer and _BRACKET.sub("", longer).startswith(core)):
        return True  # 远山路道路|工程, 远山路（清泉路—白石路）道路工程
    if len(core) < 6:
        # a short one in the same order, and works of the same kind
        rest = iter(longer)
        return longer[-2:] == name[-2:] and all(character in rest for character in core)
    # a long one in any order: 乡村安全供水, 乡村供水安全工程
    return all(longer.count(character) >= core.count(character) for character in set(core))
