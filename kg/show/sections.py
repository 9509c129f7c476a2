"""The sections of a dossier: every relation of the vocabulary, each way, in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from kg.vocabulary import VOCABULARY, Label


@dataclass(frozen=True)
class Section:
    """The edges of one relation that leave a node or arrive at it. `title` replaces the relation's own label."""

    relation: str
    outgoing: bool
    title: Label | None = None

    @property
    def heading(self) -> str:
        label = self.title or VOCABULARY.relations[self.relation].label
        return f"{label.zh} {label.en}"


def _incoming(relation: str, zh: str, en: str) -> Section:
    return Section(relation, False, Label(zh, en))


# In reading order: where it stands, who holds what, what happened, what is done, what for, and who says so.
_LISTED = (
    Section("part_of", True),
    Section("belongs_to", True),
    Section("located_in", True),
    Section("holds_post", True),
    _incoming("holds_post", "任职者", "posts held here"),
    Section("works_for", True),
    _incoming("works_for", "工作人员", "people of it"),
    Section("attended", True),
    Section("held_in", True),
    Section("organized_by", True),
    _incoming("attended", "参加者", "attended by"),
    _incoming("organized_by", "主办的事件", "events organized"),
    _incoming("held_in", "在此举行的事件", "events held here"),
    Section("cooperates_with", True),
    Section("undertakes", True),
    _incoming("undertakes", "承建者", "undertaken by"),
    _incoming("located_in", "在此的项目与机构", "projects and bodies here"),
    Section("runs", True),
    _incoming("runs", "开展者", "run by"),
    Section("includes", True),
    _incoming("includes", "属于", "included in"),
    Section("develops", True),
    _incoming("develops", "发展它的区划", "developed by"),
    Section("targets", True),
    _incoming("targets", "以此为目标者", "aimed at by"),
    Section("reports", True),
    _incoming("reports", "实现者", "reported for"),
    _incoming("part_of", "下辖", "districts within"),
    _incoming("belongs_to", "所属机构", "bodies"),
    Section("wrote", True),
    _incoming("wrote", "采编", "written by"),
    _incoming("mentions", "提及它的报道", "articles that mention it"),
    Section("mentions", True),
)


def _sections() -> tuple[Section, ...]:
    listed = {(section.relation, section.outgoing) for section in _LISTED}
    new = [
        Section(name, True) if outgoing else _incoming(name, f"{relation.label.zh}（来自）", f"{relation.label.en}, of")
        for name, relation in VOCABULARY.relations.items()
        for outgoing in (True, False)
        if (name, outgoing) not in listed and (outgoing or not relation.symmetric)
    ]
    return (*_LISTED, *new)


SECTIONS = _sections()

# What a body does or says, its district or parent body is asked for too.
SPOKEN_FOR = frozenset({"holds_post", "works_for", "organized_by", "undertakes", "runs", "targets", "reports"})
