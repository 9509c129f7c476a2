"""The marks of the types: told apart by readers who see colours otherwise, and seen on both grounds.

What such readers see is simulated after Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation
of Color Vision Deficiency" (2009), table of severity 1.0; how far apart two colours are is CIE76 in L*a*b* under D65.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from kg.vocabulary import VOCABULARY

STYLE = Path(__file__).parents[2] / "kg" / "page" / "style.css"
Colour = tuple[float, float, float]
Matrix = tuple[Colour, Colour, Colour]

SEEN: dict[str, Matrix] = {
    "as most": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)
APART = 15.0  # of two marks of one shape; 2.3 is just noticed side by side
CONTRAST = 1.3  # of a mark to its ground; its outline, a third darker on light and lighter on dark, adds to it


def linear(colour: str) -> Colour:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def through(matrix: Matrix, colour: Colour) -> Colour:
    one, two, three = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return one, two, three


def lab(colour: Colour) -> Colour:
    def root(value: float) -> float:
        return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116

    x, y, z = (root(max(0.0, part) / white) for part, white in zip(through(XYZ, colour), WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def luminance(colour: Colour) -> float:
    return through(XYZ, colour)[1]


@pytest.mark.parametrize("reader", SEEN)
def test_marks_of_one_shape_are_told_apart(reader: str) -> None:
    for (one, first), (other, second) in itertools.combinations(VOCABULARY.entities.items(), 2):
        if first.shape != second.shape:
            continue
        seen = [lab(through(SEEN[reader], linear(kind.colour))) for kind in (first, second)]
        distance = sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5
        assert distance > APART, (one, other, distance)


@pytest.mark.parametrize("ground", re.findall(r"--ground: (#\w{6})", STYLE.read_text(encoding="utf-8")))
def test_marks_are_seen_on_both_grounds(ground: str) -> None:
    for name, kind in VOCABULARY.entities.items():
        light, dark = sorted((luminance(linear(kind.colour)), luminance(linear(ground))), reverse=True)
        assert (light + 0.05) / (dark + 0.05) > CONTRAST, name
