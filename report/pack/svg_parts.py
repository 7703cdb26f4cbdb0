"""What charts in SVG are made of: words, boxes and lines, colored for a theme, every text escaped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from analysis import wording
from charts.spec import Unit
from charts.theme import DARK, LIGHT, Look, contrast
from report.pack.measure import cut, width
from report.pack.printable import one_line

FONT: Final = "Noto Sans"
"""By whose widths words are cut; those of the page's own fonts are narrower."""

SPARE: Final = 1.1
"""Room for names where a browser has no narrower font than DejaVu."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is drawn on: its size in pixels, the size of type, the theme; ``wide`` has names left of bars."""

    width: float
    height: float
    size: float
    look: Look
    wide: bool

    @property
    def small(self) -> float:
        """Type for notes on an axis."""
        return max(11.0, round(self.size * 0.8))


def color_on(color: str, look: Look) -> str:
    """Give a color of the light theme in another: the same part of the palette, or a visible shade."""
    if look is LIGHT:
        return color
    told = _DARK.get(color.upper())
    if told:
        return told
    shade, step = color, 0
    while contrast(shade, look.background) < 3 and step < 20:
        step += 1
        parts = (int(color[at : at + 2], 16) for at in (1, 3, 5))
        shade = "#" + "".join(f"{round(part + (255 - part) * step / 20):02X}" for part in parts)
    return shade


_DARK: Final = {
    getattr(LIGHT, name): getattr(DARK, name)
    for name in (
        "accent", "axis", "hidden", "ink", "gray", "grid", "band", "disagree_strong", "disagree_mild",
        "neutral", "agree_mild", "agree_strong",
    )
} | dict(zip(LIGHT.series, DARK.series, strict=True))  # fmt: skip


def written(value: float, unit: Unit) -> str:
    """Write a value with its unit, as the page does."""
    if unit == "share":
        return wording.percent(value)
    if unit == "points":
        return wording.signed(value)
    if unit in ("hours", "score") and not float(value).is_integer():
        return f"{value:,.1f}".replace("-", wording.MINUS)
    return wording.number(round(value))


def shortened(text: str, room: float, size: float) -> str:
    """Give a text on one line, cut to the pixels there are."""
    return cut(one_line(text, 300), room, size * 1.3, FONT, size)


def in_two(text: str, room: float, size: float) -> list[str]:
    """Break a text into at most two lines, the second one cut where it must be."""
    told = one_line(text, 300)
    if width(told, FONT, size) <= room:
        return [told]
    words, first = told.split(" "), ""
    while len(words) > 1 and width(f"{first} {words[0]}".strip(), FONT, size) <= room:
        first = f"{first} {words.pop(0)}".strip()
    return [each for each in (first, shortened(" ".join(words), room, size)) if each]


def name_of(x: float, middle: float, text: str, room: float, size: float, anchor: str = "start") -> str:
    """Write a name beside its row, smaller and on two lines where one is too short."""
    room = room / SPARE
    if width(one_line(text, 300), FONT, size) <= room:
        return word(x, middle + size * 0.36, one_line(text, 300), size, anchor=anchor)
    small = max(10.0, size * 0.75)
    lines = in_two(text, room, small)
    start = middle + small * (0.36 - 0.58 * (len(lines) - 1))
    parts = [
        word(x, start + place * small * 1.16, told, small, anchor=anchor) for place, told in enumerate(lines)
    ]
    return "".join(parts)


def word(
    x: float, y: float, text: str, size: float, *, color: str = "", anchor: str = "", bold: bool = False
) -> str:
    """Write a word with its baseline at ``y``."""
    told = [f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"']
    told += [f'fill="{color}"'] if color else []
    told += [f'text-anchor="{anchor}"'] if anchor else []
    told += ['font-weight="600"'] if bold else []
    return f"<text {' '.join(told)}>{escape(text)}</text>"


def number(x: float, y: float, value: str, beside: str, size: float, gray: str, anchor: str = "start") -> str:
    """Write a number in bold and, in gray, what it is a number of."""
    told = f"<tspan font-weight='600'>{escape(value)}</tspan>"
    told += f" <tspan fill='{gray}'>{escape(beside)}</tspan>" if beside else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}">{told}</text>'


def box(x: float, y: float, wide: float, high: float, fill: str, edge: str = "") -> str:
    """Draw a rectangle."""
    outline = f' stroke="{edge}"' if edge else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{fill}"{outline}/>'


def line(x1: float, y1: float, x2: float, y2: float, color: str, thick: float) -> str:
    """Draw a line."""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}" '
        f'stroke-width="{thick:g}"/>'
    )
