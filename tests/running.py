"""The program as a user runs it, and two small pages to run it on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
KG = Path(sys.executable).with_name("kg")

# A real county, for the table of divisions to know; everyone in it is made up
PAGE = """## 清河县召开项目推进会

本报讯(记者 纪一鸣) 2023年5月11日,清河县项目推进会召开,县委书记林远舟出席会议并讲话,县长苏见微主持会议。

清河县着力发展装备制造产业,全年进出口总额增长12%以上。

编辑 方知夏
"""
SECOND = """## 林远舟到葛仙庄镇调研

本报讯(记者 纪一鸣) 2023年6月2日,清河县委书记林远舟到葛仙庄镇调研重点项目,副县长何以宁陪同。
"""


@dataclass(frozen=True)
class Outcome:
    """What a call of the program came to."""

    status: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        return self.err.splitlines()


Call = Callable[..., Outcome]
Fingerprint = Callable[[Path], dict[str, str]]
