"""How much room a text takes: letter by letter, by a font a little wider than the slides' own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import fontpkg_noto_sans
from fontTools.ttLib import TTFont

FONTS: Final = Path(fontpkg_noto_sans.__file__).with_name("files")
WIDER: Final = {"Georgia": 1.04, "Calibri": 0.93, "Noto Sans": 1.0}
"""Width of a font's letters as a part of Noto Sans's, rounded up; measured over English text."""

LINE: Final = 1.22
"""Height of a line, in the size of the type."""

SMALLEST: Final = 9.0


@cache
def widths() -> dict[int, float]:
    """Give the width of every letter of the font, in the size of the type."""
    with TTFont(next(FONTS.glob("NotoSans[[]*.ttf")), lazy=True) as font:
        advance, unit = font["hmtx"], font["head"].unitsPerEm
        return {code: advance[name][0] / unit for code, name in font.getBestCmap().items()}


def width(text: str, font: str, size: float) -> float:
    """Give the points a text takes on one line; a letter the font lacks is taken for a full square."""
    known = widths()
    return sum(known.get(ord(letter), 1.0) for letter in text) * size * WIDER[font]


def lines(text: str, room: float, font: str, size: float) -> int:
    """Count the lines a text takes in ``room`` points: broken at spaces, and inside overlong words."""
    return sum(_lines(part, room, font, size) for part in text.split("\n"))


def _lines(text: str, room: float, font: str, size: float) -> int:
    count, used = 1, 0.0
    space = width(" ", font, size)
    for word in text.split(" "):
        needed = width(word, font, size)
        if used and used + space + needed <= room:
            used += space + needed
        else:
            count += bool(used)
            more, used = divmod(needed, max(room, 1.0))
            count += int(more)
    return count


def fitting(text: str, room: float, height: float, font: str, size: float) -> float:
    """Choose the largest type, at most ``size`` points, in which a text fits a box."""
    while size > SMALLEST and lines(text, room, font, size) * size * LINE > height:
        size -= 1
    return size


def cut(text: str, room: float, height: float, font: str, size: float) -> str:
    """Cut a text, with an ellipsis, to what fits a box; as it is where it fits."""
    if lines(text, room, font, size) * size * LINE <= height:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if lines(text[:middle].rstrip() + "…", room, font, size) * size * LINE <= height:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"
