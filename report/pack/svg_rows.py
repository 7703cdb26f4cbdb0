"""Charts whose categories stand under each other: bars, rates with intervals, answers on a scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from analysis.disclosure import CODED_HIGH, CODED_LOW
from charts.spec import Series, Spec
from charts.theme import LIGHT
from report.pack.measure import width
from report.pack.printable import one_line
from report.pack.svg_parts import (
    FONT,
    Paper,
    box,
    color_on,
    line,
    name_of,
    number,
    shortened,
    word,
    written,
)

NAMES: Final = 0.3
"""Share of a wide drawing for the names."""

END: Final = 0.17
"""Share of the width at the right for a number and what it is a number of."""

ROW: Final = 46.0
HIGHEST_ROW: Final = 62.0
HATCH: Final = "url(#hatch)"
CODED: Final = {CODED_LOW: (0.0, 0.05), CODED_HIGH: (0.95, 1.0)}
"""Where a rate lies that is only told in words, on an axis from 0 to 1."""

Scale = Callable[[float], float]


class Rows:
    """Where the rows of a drawing are: each has a name, and a bar from ``left`` to ``right``."""

    def __init__(self, paper: Paper, count: int, *, head: float = 0.0) -> None:
        self.paper = paper
        self.head = head
        self.height = min(HIGHEST_ROW, (paper.height - head) / max(count, 1)) if paper.wide else ROW
        self.size = min(paper.size, self.height * 0.62) if paper.wide else paper.size
        self.left = paper.width * NAMES if paper.wide else 0.0
        self.right = paper.width * (1 - END)
        self.bar = self.height * 0.55 if paper.wide else 16.0
        self.whole = head + self.height * count + 6

    def top(self, place: int) -> float:
        """The top of a row."""
        return self.head + place * self.height

    def middle(self, place: int) -> float:
        """The middle of a row's bar."""
        return self.top(place) + (self.height / 2 if self.paper.wide else 32.0)

    def baseline(self, place: int) -> float:
        """The baseline of what stands beside a bar."""
        return self.middle(place) + self.size * 0.36

    def name(self, place: int, text: str, room: float = 0.0) -> str:
        """Write the name of a row: left of its bar, or above it."""
        if self.paper.wide:
            return name_of(self.left - 12, self.middle(place), text, self.left - 14, self.size, "end")
        return word(0, self.top(place) + 16, shortened(text, room or self.paper.width, self.size), self.size)

    def hatched(self, place: int, says: str) -> list[str]:
        """Draw what is not shown, and say why; of a rate "over 95%" only the part where it may be."""
        edge, gray = color_on(LIGHT.hidden, self.paper.look), self.paper.look.gray
        y, wide = self.middle(place) - self.bar / 2, self.right - self.left
        start, end = CODED.get(says, (0.0, 1.0))
        return [
            line(self.left, self.middle(place), self.right, self.middle(place), self.paper.look.grid, 1),
            box(self.left + start * wide, y, (end - start) * wide, self.bar, HATCH, edge),
            word(self.right + 8, self.baseline(place), says, self.size, color=gray),
        ]


def bars(spec: Spec, paper: Paper) -> tuple[list[str], float]:
    """Draw bars, or rates as dots with their intervals; gives the parts and the height."""
    if len(spec.series) > 1:
        return _side_by_side(spec, paper)
    rows, first = Rows(paper, len(spec.categories)), spec.series[0]
    low = min(0.0, spec.lowest)
    high = max(1.0, spec.highest) if spec.unit == "share" else (spec.highest or 1.0)
    parts: list[str] = []

    def at(value: float) -> float:
        return rows.left + (value - low) / ((high - low) or 1) * (rows.right - rows.left)

    for place, name in enumerate(spec.categories):
        value = first.values[place]
        beside = spec.beside[place] if spec.beside else ""
        parts.append(rows.name(place, name))
        if value is None:
            parts += rows.hatched(place, beside or "hidden")
            continue
        draw = _bar if spec.kind == "bars" else _dot
        parts += draw(spec, rows, place, at)
        right = at(max(value, 0.0)) if spec.kind == "bars" else rows.right
        told = written(value, spec.unit)
        parts.append(number(right + 8, rows.baseline(place), told, beside, rows.size, paper.look.gray))
    return parts, rows.whole


def _side_by_side(spec: Spec, paper: Paper) -> tuple[list[str], float]:
    """Draw several bars a row, thinner, with the names of the series above."""
    rows = Rows(paper, len(spec.categories), head=paper.size * 1.8)
    count, reach = len(spec.series), spec.highest or 1.0
    thick = min(rows.bar, rows.height * (0.8 if paper.wide else 0.5)) / count
    parts, x = [], rows.left
    for series in spec.series:
        color = color_on(series.colors[0], paper.look)
        parts.append(box(x, paper.size * 0.3, paper.size * 0.8, paper.size * 0.8, color))
        parts.append(word(x + paper.size, paper.size, one_line(series.name, 60), paper.small))
        x += paper.size * 2.4 + width(one_line(series.name, 60), FONT, paper.small)
    for place, name in enumerate(spec.categories):
        parts.append(rows.name(place, name))
        for number_, series in enumerate(spec.series):
            value = series.values[place]
            top = rows.middle(place) + (number_ - count / 2) * thick
            if value is None:
                continue
            long = max(value / reach * (rows.right - rows.left), 1.0)
            parts.append(box(rows.left, top, long, thick - 1, color_on(series.colors[0], paper.look)))
            size = min(rows.size, thick)
            told = written(value, spec.unit)
            parts.append(word(rows.left + long + 6, top + thick / 2 + size * 0.36, told, size, bold=True))
    return parts, rows.whole


def _bar(spec: Spec, rows: Rows, place: int, at: Scale) -> list[str]:
    first = spec.series[0]
    color = first.colors[place % len(first.colors)]
    left, right = sorted((at(0.0), at(first.values[place] or 0.0)))
    y, width = rows.middle(place) - rows.bar / 2, max(right - left, 1.0)
    if place in spec.unknown:
        # What is not known is a hatch and never a color.
        return [box(left, y, width, rows.bar, HATCH, color_on(color, rows.paper.look))]
    return [box(left, y, width, rows.bar, color_on(color, rows.paper.look))]


def _dot(spec: Spec, rows: Rows, place: int, at: Scale) -> list[str]:
    look, first = rows.paper.look, spec.series[0]
    color, y = color_on(first.colors[place % len(first.colors)], look), rows.middle(place)
    parts = [line(rows.left, y, rows.right, y, look.grid, 1)]
    ends = (first.low[place], first.high[place]) if first.low else (None, None)
    if ends[0] is not None and ends[1] is not None:
        parts.append(line(at(ends[0]), y, at(ends[1]), y, color, 3))
    x = at(first.values[place] or 0.0)
    parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6.5" fill="{color}" stroke="{look.background}"/>')
    return parts


def _together(members: Sequence[Series], place: int) -> float:
    return sum(each.values[place] or 0.0 for each in members)


def likert(spec: Spec, paper: Paper) -> tuple[list[str], float]:
    """Draw answers on a scale to both sides of a line, the neutral ones in a column of their own."""
    rows = Rows(paper, len(spec.categories), head=paper.size * 1.5)
    no = [each for each in spec.series if each.name.startswith("Disagree")]
    yes = [each for each in spec.series if each.name.startswith("Agree")]
    apart = next((each for each in spec.series if each.name == "Neutral"), None)

    count = range(len(spec.categories))
    most_no = max((_together(no, place) for place in count), default=0.0)
    most_yes = max((_together(yes, place) for place in count), default=0.0)
    most_apart = max((apart.values[place] or 0.0 for place in count), default=0.0) if apart else 0.0
    sums = rows.size * 3.2
    room = paper.width - rows.left - sums * (3 if apart else 2) - 8
    unit = room / ((most_no + most_yes + most_apart) or 1.0)
    zero = rows.left + sums + most_no * unit
    neutral_at = zero + most_yes * unit + sums
    heads = [(zero - 6, "disagree", "end"), (zero + 6, "agree", "start")]
    heads += [(neutral_at, "neutral", "start")] if apart else []
    gray = paper.look.gray
    parts = [word(x, paper.size, text, paper.small, color=gray, anchor=side_) for x, text, side_ in heads]
    for place, name in enumerate(spec.categories):
        told = spec.beside[place] if spec.beside else ""
        parts.append(rows.name(place, name, paper.width * 0.78))
        if not paper.wide:
            parts.append(word(paper.width, rows.top(place) + 16, told, paper.small, color=gray, anchor="end"))
        if spec.series[0].values[place] is None:
            parts += rows.hatched(place, told or "hidden")
            continue
        y = rows.middle(place) - rows.bar / 2
        for members, sign in ((no[::-1], -1), (yes, 1)):
            end = 0.0
            for each in members:
                share = each.values[place] or 0.0
                start = zero + sign * end * unit - (share * unit if sign < 0 else 0)
                color = color_on(each.colors[0], paper.look)
                parts.append(box(start, y, share * unit, rows.bar, color, paper.look.background))
                end += share
            x = zero + sign * (end * unit + 6)
            total = written(end, "share")
            anchor = "start" if sign > 0 else "end"
            parts.append(word(x, rows.baseline(place), total, rows.size, anchor=anchor, bold=sign > 0))
        parts.append(line(zero, y - 4, zero, y + rows.bar + 4, paper.look.ink, 1))
        if apart and apart.values[place] is not None:
            share = apart.values[place] or 0.0
            color = color_on(apart.colors[0], paper.look)
            parts.append(box(neutral_at, y, share * unit, rows.bar, color))
            x = neutral_at + share * unit + 6
            parts.append(word(x, rows.baseline(place), written(share, "share"), rows.size))
    return parts, rows.whole
