"""Texts of about so many characters that are made to take long: repetition, nesting, lists, words of every rule."""

from __future__ import annotations

from collections.abc import Callable

SURNAMES = "林陈李周吴徐孙朱胡郭何罗郑梁谢宋唐许韩冯邓曹彭肖田"
GIVEN = "远舟明德康宁涛磊洁敏刚勇杰霞燕玲斌超峰亮"


def person(number: int) -> str:
    """A name of three characters, another for each number up to ten thousand."""
    return SURNAMES[number % 25] + GIVEN[number // 25 % 20] + GIVEN[number // 500 % 20]


def people(number: int) -> str:
    return "、".join(person(each) for each in range(number))


def numeral(number: int) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))


def _of(unit: str, before: str = "清河县召开会议，", after: str = "。\n") -> Callable[[int], str]:
    return lambda size: before + unit * (size // len(unit)) + after


def _each(make: Callable[[int], str], before: str = "", after: str = "") -> Callable[[int], str]:
    """As many different things as make up the size."""

    def made(size: int) -> str:
        parts, length, number = [before], 0, 0
        while length < size:
            parts.append(make(number))
            length += len(parts[-1])
            number += 1
        return "".join([*parts, after])

    return made


SHAPES: dict[str, Callable[[int], str]] = {
    "的": lambda n: "的" * n,
    "(": lambda n: "(" * n,
    "（": lambda n: "（" * n,
    "、": lambda n: "、" * n,
    "书记": lambda n: "书记" * (n // 2),
    "“": lambda n: "“" * n,
    "《": lambda n: "《" * n,
    "1": lambda n: "1" * n,
    "spaces": lambda n: "林" + " " * n + "舟",
    "lines": lambda n: "\n" * n + "林远舟",
    "headings": _of("# 清河县\n", ""),
    "brackets in brackets": lambda n: "（" * (n // 2) + "）" * (n // 2),
    "runs of brackets": _of("【一县动员】", ""),
    "names in one list": lambda n: "县领导" + people(n // 4) + "出席会议。",
    "names with posts": _each(lambda i: f"副县长{person(i)}、", "清河县", "出席会议。"),
    "bodies in one list": _each(lambda i: f"清河县{person(i)}局、", "出席会议的有", "。"),
    "firms": _each(lambda i: f"{person(i)}集团有限公司、", "签约企业有", "。"),
    "projects": _each(lambda i: f"{person(i)}产业园项目、", "清河县建设", "。"),
    "industries": _each(lambda i: f"{person(i)}产业、", "清河县着力发展", "。"),
    "campaigns": _each(lambda i: f"“{person(i)}”行动、", "清河县开展", "。"),
    "meetings": _each(lambda i: f"清河县第{numeral(i)}次项目推进会召开，{person(i)}出席。"),
    "indicators": _each(lambda i: f"第{numeral(i)}产业产值增长{i % 90 + 1}%，", "清河县", "。"),
    "dates": _each(lambda i: f"{i % 12 + 1}月{i % 28 + 1}日，", "", "。"),
    "years": _each(lambda i: f"20{i % 30:02}年，", "", "。"),
    "appointments": _each(lambda i: f"任命{person(i)}为清河县教育局副局长；\n", "清河县人大常委会决定：\n"),
    "careers": _each(lambda i: f"历任{person(i)}县委书记、县长，", "林远舟，男，"),
    "labels": _each(lambda i: f"组长：{person(i)}\n", "清河县防汛指挥部\n"),
    "bylines": _each(lambda i: f"记者 {person(i)} "),
    "datelines": _each(
        lambda i: f"## 清河县召开会议\n本报讯（记者 {person(i)}） 5月{i % 28 + 1}日，清河县召开会议。\n"
    ),
    "sections": _each(lambda i: "清河县\n一项工作推进。\n"),
    "words that stand for something": _of("该县与该局双方就该项目签约，", "清河县教育局"),
    "posts with modifiers": _of("党工委副书记、管委会常务副主任", "清河县"),
    "former": _of("原副主任林远舟、"),
    "organs": _of("县委县政府"),
    "和": _of("林和王和李和"),
    "parts of a name": _of("甲·", "书记"),
    "remarks": _of("（女，汉族）", "书记林远舟"),
    "quotations": _of("“公司”"),
    "visits": _of("到某地调研"),
    "signings": _of("与某某合作"),
    "visited firms": _each(lambda i: f"{person(i)}厂、", "林远舟到清河县考察了", "。"),
    "parts of bodies": _each(lambda i: f"清河县公安局{person(i)}派出所、", "出席会议的有", "。"),
    "lists that share their kind": _of("葛仙、葛庄两镇和"),
    "zones by their committees": _each(lambda i: f"{person(i)}创业园管委会、", "清河县", "。"),
    "groups set up": _of("成立了推进工作领导小组"),
    "deictic words": _of("我区我县我市"),
    "endings": _of("局"),
    "numbers": _of("1.5亿元、20%、三百二十万、"),
    "traditional": _of("縣委書記林遠舟出席會議，"),
    "combining marks": lambda n: "林\u0301" * (n // 2),
    "half a pair of quotes": lambda n: '"林' * (n // 2),
    "one word": lambda n: "清河县" * (n // 3),
    "towns": _of("葛仙庄镇、", "清河县"),
    "sentences": _each(lambda i: f"{person(i)}主持会议并讲话。", "清河县召开会议。"),
}
