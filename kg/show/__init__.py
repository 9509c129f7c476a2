"""The dossier of an entity: what is known of it, when, and the words that say so.

    name ─► find ─► node ids ─► dossier ─► Dossier ─► a terminal, or plain text

What a dossier holds follows from the relations, not from the type: every relation has a place in `kg.show.sections`,
and one that is new to the vocabulary comes after the others. A district or body speaks for its bodies as well: the
posts of 青禾县人民政府 stand in the dossier of 青禾县, with the body's name.
"""

from kg.show.dossier import dossier
from kg.show.find import each_called, find, show
from kg.show.render import Dossier, Fact, Quote, Report, plain
from kg.show.times import report, timelines, timelines_as
from kg.show.why import why

__all__ = [
    "Dossier",
    "Fact",
    "Quote",
    "Report",
    "dossier",
    "each_called",
    "find",
    "plain",
    "report",
    "show",
    "timelines",
    "timelines_as",
    "why",
]
