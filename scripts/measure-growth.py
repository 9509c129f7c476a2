"""How long one more page takes on top of many: a full build, then the same with one page more.

    python scripts/measure-growth.py [--pages 5000] [--seed 1] [--keep FOLDER]

Writes so many made-up pages of the genre, builds them with an empty cache, adds a page, builds again, and once more
without a cache to compare the files. Prints what each build took and exits with 1 where the second took more than a
tenth of the first, or where the files differ. The counties are real, for the table of divisions to know them; everyone
in them is invented.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.lexicon.divisions import DIVISIONS, Division

KG = Path(sys.executable).with_name("kg")
SHARE = 10  # the full build is to take more than so many times as long as the one with a page more
PAGES_A_COUNTY = 20

SURNAMES = "林沈何苏纪方司欧程陆韩贺龚蒋谭夏邵汤温庄柳简古祝凌霍阎柏"
GIVEN = "远舟若岚望舒见微一鸣知夏以宁云帆承泽景行思源怀瑾书言清和嘉树立群卓然明哲向阳致远博文建平晓峰丽华永康国梁志强"
BUREAUX = (
    *("发展和改革", "财政", "教育", "自然资源", "住房和城乡建设", "交通运输", "水利", "农业农村", "商务"),
    *("文化和旅游", "卫生健康", "应急管理", "市场监督管理", "统计"),
)
INDUSTRIES = (
    "装备制造",
    "食品医药",
    "高端化工",
    "新能源",
    "新材料",
    "电子信息",
    "生物医药",
    "现代物流",
    "纺织服装",
    "文化旅游",
    "绿色建材",
    "特色农业",
)
MEETINGS = (
    "项目推进会",
    "安全生产工作会议",
    "招商引资工作会议",
    "乡村振兴工作推进会",
    "经济运行分析会",
    "防汛工作会议",
    "优化营商环境大会",
)
SUBJECTS = (
    "重点项目建设",
    "粮食生产",
    "安全生产",
    "生态环境保护",
    "城市更新",
    "教育工作",
    "民生实事办理",
    "企业复工复产",
    "河道治理",
)
FIGURES = (
    "规模以上工业增加值",
    "固定资产投资",
    "一般公共预算收入",
    "进出口总额",
    "社会消费品零售总额",
    "城镇居民人均可支配收入",
)
DRIVES = ("百日提升", "项目攻坚", "作风建设", "清河护岸", "万企兴村", "数字赋能", "环境整治", "服务提质")
WORKS = ("产业园", "污水处理厂", "现代农业示范园", "物流中心", "文化公园", "标准厂房", "冷链基地", "水库加固工程")
NAMED = "云岭金川东湖瑞丰永泰青禾盛源海川北辰长河天成兴隆宏远明珠安和"
CALLS = (
    "要提高政治站位，压紧压实责任，确保各项任务落到实处。",
    "要坚持问题导向，逐项梳理短板，拿出过硬举措加以整改。",
    "要加强统筹协调，强化要素保障，全力以赴加快建设进度。",
    "要守牢安全底线，常态化开展排查，及时消除各类隐患。",
    "要主动靠前服务，切实帮助企业解决实际困难，稳定发展信心。",
    "要严明工作纪律，强化督导检查，以实绩检验工作成效。",
    "要把群众满意作为标准，用心用情办好民生实事。",
    "要抓住当前有利时机，倒排工期、挂图作战，力争早日见效。",
)
# What is told without a name or a figure, clause by clause
SCENES = (
    *("车间里机器轰鸣，工人们正在流水线旁忙碌", "田间地头一派繁忙，农机来回穿梭", "施工现场塔吊林立，运输车辆往来不断"),
    *(
        "一条条河道清淤疏浚，两岸绿树成荫",
        "老旧小区换上新颜，居民的笑容多了起来",
        "服务窗口前秩序井然，办事群众随到随办",
    ),
    *(
        "志愿者走街串巷，把政策讲到群众心坎上",
        "技术人员深入一线，手把手指导管护",
        "网格员挨家挨户登记，不漏一户、不落一人",
    ),
)
TURNS = (
    *("走进现场，", "记者看到，", "眼下，", "连日来，", "与此同时，", "据了解，", "不少群众说，", "在当地，"),
    *("入秋以来，", "近年来，", "从清晨到傍晚，", "一路走来，", "谈起变化，", "如今，", "放眼望去，", "细看之下，"),
)
ENDS = (
    *("各项工作有序推进", "干事创业的劲头越来越足", "发展的底气更足了", "日子一天比一天好", "成效正在逐步显现"),
    *("大家对今后充满期待", "经验值得认真总结", "难点堵点正在一个个打通", "好的做法正在推开", "变化看得见、摸得着"),
)


class County:
    """A county with people and things of its own."""

    def __init__(self, division: Division, chance: random.Random) -> None:
        self.name = division.name
        above = DIVISIONS.above(division)
        self.city = above.name if above and above.level == "prefecture" else division.name
        self.townships = [row.name for row in DIVISIONS.rows if row.parent == division.code and not row.until][:12]
        self._chance = chance
        self._names: set[str] = set()
        self.leaders = [
            (post, self.person())
            for post in ("县委书记", "县长", "县委副书记", "副县长", "副县长", "县委常委、宣传部部长", "县政协主席")
        ]
        self.heads = [(f"{self.name}{bureau}局", self.person()) for bureau in chance.sample(BUREAUX, 6)]
        self.reporters = [self.person() for _ in range(3)]
        self.firms = [f"{self.name[:2]}{self.coined()}{chance.choice(INDUSTRIES)}有限公司" for _ in range(6)]
        self.works = [f"{self.coined()}{chance.choice(WORKS)}项目" for _ in range(8)]

    def person(self) -> str:
        while True:
            at = self._chance.randrange(0, len(GIVEN), 2)
            name = self._chance.choice(SURNAMES) + self._chance.choice((GIVEN[at : at + 2], self._chance.choice(GIVEN)))
            if name not in self._names:
                self._names.add(name)
                return name

    def coined(self) -> str:
        at = self._chance.randrange(0, len(NAMED), 2)
        return NAMED[at : at + 2]

    def township(self) -> str:
        return self._chance.choice(self.townships) if self.townships else self.name


def sentences(county: County, chance: random.Random) -> Iterator[str]:
    """Paragraphs that a page of the county may have."""
    day = f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    (post, one), (other_post, other), (_, third) = chance.sample(county.leaders, 3)
    body, head = chance.choice(county.heads)
    firm, works, drive = chance.choice(county.firms), chance.choice(county.works), chance.choice(DRIVES)
    first, second, *_ = chance.sample(INDUSTRIES, 3)
    meeting = chance.choice(MEETINGS)
    goal, result = chance.sample(FIGURES, 2)
    part = f"{chance.randint(1, 40)}.{chance.randint(1, 9)}"
    town, far, name = county.township(), county.township(), county.name
    call, second_call, subject = chance.choice(CALLS), chance.choice(CALLS), chance.choice(SUBJECTS)
    sums, tasks, month = chance.randint(3, 900), chance.randint(11, 99), chance.randint(3, 12)
    yield f"{day}，{name}召开{meeting}，{post}{one}出席会议并讲话，{other_post}{other}主持会议，{third}参加会议。"
    yield f"{day}，{post}{one}到{town}调研{subject}，{body}局长{head}陪同。"
    yield f"{name}着力发展{first}、{second}产业，开展“{drive}”行动，力争全年{goal}增长{part}%。"
    yield f"今年以来，{name}{result}达到{sums}.{tasks % 9 + 1}亿元，同比增长{part}%。"
    yield f"{day}，{name}人民政府与{firm}举行战略合作协议签约仪式，{other_post}{other}出席并致辞。"
    yield f"位于{far}的{works}总投资{sums}亿元，由{firm}建设，预计{month}月底投产。"
    yield f"{one}强调，{call}{second_call}"
    yield f"{other}指出，{town}、{far}等地{second_call}{body}{call}"
    yield f"{body}负责人{head}介绍，全县{subject}已完成{tasks}项任务，{call}"


def scene(chance: random.Random) -> str:
    """A paragraph that says nothing of anybody: more of a page is such than is not."""
    told = (f"{turn}{chance.choice(SCENES)}，{chance.choice(ENDS)}。" for turn in chance.sample(TURNS, 3))
    return "".join(told)


def pages(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """So many pages, as (file name, text) of 700 to 1,600 characters; the same for the same seed.

    About as dense in facts as the sample pages: some seventy relations to a thousand characters of one page.
    """
    chance = random.Random(seed)
    divisions = [row for row in DIVISIONS.rows if row.level == "county" and row.name.endswith("县") and not row.until]
    chosen = chance.sample(divisions, min(len(divisions), -(-count // PAGES_A_COUNTY)))
    counties = [County(division, chance) for division in chosen]
    for number in range(count):
        county = counties[number % len(counties)]
        year = chance.randint(2018, 2024)
        day = f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
        rows = [row for _ in range(2) for row in sentences(county, chance)]
        body = chance.sample(rows, chance.randint(9, 15)) + [scene(chance) for _ in range(chance.randint(2, 7))]
        chance.shuffle(body)
        subject = chance.choice(SUBJECTS)
        title = f"{county.name}{chance.choice(('扎实推进', '全力做好', '部署', '持续抓好'))}{subject}"
        opening = f"本报{county.city[:2]}{year}年{day}讯（记者 {chance.choice(county.reporters)}） "
        paper = f"{county.city[:2]}日报 {year}年{day}"
        text = "\n\n".join(
            [paper, f"## {title}", opening + body[0], *body[1:], f"编辑 {chance.choice(county.reporters)}"]
        )
        yield f"{number // 500:02d}/{number:05d}.txt", text + "\n"


def built(folder: Path, output: Path, cache: Path, *options: str) -> float:
    """Seconds that a build takes, started as a user starts it."""
    began = time.monotonic()
    command = [str(KG), "build", str(folder), "-o", str(output), "--quiet", *options]
    subprocess.run(command, check=True, env={**os.environ, "KG_CACHE": str(cache)})
    return time.monotonic() - began


def main() -> int:
    """Measure, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it there")
    settings = parser.parse_args()
    with TemporaryDirectory() as made:
        folder = settings.keep or Path(made)
        texts, cache = folder / "texts", folder / "cache"
        *old, new = pages(settings.pages + 1, settings.seed)
        for name, text in old:
            (texts / name).parent.mkdir(parents=True, exist_ok=True)
            (texts / name).write_text(text, encoding="utf-8")
        full = built(texts, folder / "full", cache)
        (texts / "new.txt").write_text(new[1], encoding="utf-8")
        more = built(texts, folder / "more", cache)
        again = built(texts, folder / "again", cache, "--no-cache")
        same = all(
            (folder / "again" / file.name).read_bytes() == file.read_bytes() for file in (folder / "more").iterdir()
        )
    print(f"{len(old)} pages, empty cache: {full:.1f} s")
    print(f"one page more:           {more:.1f} s, {more / full:.3f} of it")
    print(f"all without a cache:     {again:.1f} s, {'the same bytes' if same else 'OTHER BYTES'}")
    return 0 if same and more * SHARE < full else 1


if __name__ == "__main__":
    sys.exit(main())
