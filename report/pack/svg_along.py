"""Charts whose categories go from left to right: columns, lines over months, two-way tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from charts.spec import Series, Spec
from charts.theme import ink_on, step
from report.pack.svg_parts import Paper, box, color_on, in_two, line, name_of, shortened, word, written

Scale = Callable[[float], float]
MANY = 24
"""Columns up to which each has its number."""


class Plot:
    """Where a drawing's values and categories are: the plot's edges and its two scales."""

    def __init__(
        self, spec: Spec, paper: Paper, low: float, high: float, *, left: float, right: float
    ) -> None:
        self.paper, self.left = paper, left
        self.width = paper.width - left - right
        self.top = paper.size * 1.6
        below = paper.small * (3.6 if spec.groups else 2.0)
        self.base = paper.height - below if paper.wide else 300.0
        self.whole = self.base + below
        self.step = self.width / max(len(spec.categories), 1)
        self.low, self.high = low, high

    def x(self, index: float) -> float:
        """The middle of a category."""
        return self.left + self.step * (index + 0.5)

    def y(self, value: float) -> float:
        """The height of a value."""
        return self.base - (value - self.low) / ((self.high - self.low) or 1) * (self.base - self.top)


def columns(spec: Spec, paper: Paper) -> tuple[list[str], float]:
    """Draw columns with their numbers on top; of many, a scale at the left instead."""
    many = len(spec.categories) > MANY
    ends = ends_of(spec) if many else (min(0.0, spec.lowest), spec.highest or 1.0)
    plot = Plot(spec, paper, min(0.0, ends[0]), ends[1], left=paper.size * 3 if many else 0.0, right=0.0)
    parts = _grid(spec, plot) if many else []
    first = spec.series[0]
    for index, value in enumerate(first.values):
        if value is None:
            continue
        top, base = sorted((plot.y(value), plot.y(0.0)))
        color = color_on(first.colors[index % len(first.colors)], paper.look)
        parts.append(
            box(plot.x(index) - plot.step * 0.34, top, plot.step * 0.68, max(base - top, 1.0), color)
        )
        if not many:
            size = min(paper.size, max(11.0, plot.step * 0.42))
            told = written(value, spec.unit)
            parts.append(word(plot.x(index), top - 5, told, size, anchor="middle", bold=True))
    parts.append(line(plot.left, plot.y(0.0), plot.left + plot.width, plot.y(0.0), paper.look.axis, 1))
    return parts + _names(spec, plot), plot.whole


def ends_of(spec: Spec) -> tuple[float, float]:
    """Round the ends of the values outward to a step that makes at most five parts; shares end at 100%."""
    low, high = spec.lowest, spec.highest
    size = step_of(low, high)
    ends = (low // size) * size, max(-(-high // size), low // size + 1) * size
    return ends if spec.unit != "share" else (max(ends[0], 0.0), min(ends[1], 1.0))


def step_of(low: float, high: float, parts: int = 5) -> float:
    """Choose the smallest round step that makes at most so many parts of a reach."""
    steps = (digit * 10.0**power for power in range(-3, 12) for digit in (1, 2.5, 5))
    return next(each for each in steps if -(-high // each) - low // each <= parts)


def curve(spec: Spec, paper: Paper) -> tuple[list[str], float]:
    """Draw a line over its band, the last value and its interval written beside it."""
    low, high = ends_of(spec)
    plot = Plot(spec, paper, low, high, left=paper.size * 3, right=paper.size * 7)
    parts = _grid(spec, plot)
    for series in spec.series:
        parts += _curve(spec, series, plot)
    return parts + _names(spec, plot), plot.whole


def _grid(spec: Spec, plot: Plot) -> list[str]:
    """Draw a few pale lines and write their values at the left."""
    look, size = plot.paper.look, step_of(plot.low, plot.high)
    parts, value = [], plot.low
    while value <= plot.high + size / 1e6:
        y, is_zero = plot.y(value), abs(value) < size / 1e6
        color = look.axis if is_zero else look.grid
        parts.append(line(plot.left, y, plot.left + plot.width, y, color, 1))
        told = written(0.0 if is_zero else value, spec.unit)
        parts.append(
            word(
                plot.left - 8,
                y + plot.paper.small * 0.36,
                told,
                plot.paper.small,
                color=look.gray,
                anchor="end",
            )
        )
        value += size
    return parts


def _curve(spec: Spec, series: Series, plot: Plot) -> list[str]:
    look = plot.paper.look
    color = color_on(series.colors[0], look)
    known = [index for index, value in enumerate(series.values) if value is not None]
    parts = _band(series, plot, known)
    over = [index for index in known if not spec.is_open(index)]
    for run in _runs(over):
        parts.append(_path(series, plot, run, color))
    for index in known:
        if spec.is_open(index):
            if index - 1 in known:
                parts.append(_path(series, plot, [index - 1, index], color, "4 4"))
            parts.append(_dot(plot.x(index), plot.y(series.values[index] or 0.0), look.background, color))
    if not over:
        return parts
    last = over[-1]
    value = series.values[last] or 0.0
    x, y = plot.x(last), plot.y(value)
    end = plot.x(known[-1])  # beside the months that are not over, not on them
    parts.append(_dot(x, y, color, color))
    parts.append(word(end + 12, y - 1, written(value, spec.unit), plot.paper.size, bold=True))
    ends = (series.low[last], series.high[last]) if series.low else (None, None)
    if ends[0] is not None and ends[1] is not None:
        told = f"{written(ends[0], spec.unit)} to {written(ends[1], spec.unit)}"
        parts.append(word(end + 12, y + plot.paper.small * 1.1, told, plot.paper.small, color=look.gray))
    return parts


def _path(series: Series, plot: Plot, run: Sequence[int], color: str, dashes: str = "") -> str:
    points = " ".join(f"{plot.x(i):.1f},{plot.y(series.values[i] or 0.0):.1f}" for i in run)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="2.4"{dashed}/>'


def _dot(x: float, y: float, fill: str, edge: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{fill}" stroke="{edge}" stroke-width="2"/>'


def _band(series: Series, plot: Plot, known: Sequence[int]) -> list[str]:
    if not (series.low and series.high):
        return []
    parts = []
    for run in _runs([i for i in known if series.low[i] is not None and series.high[i] is not None]):
        edge = [(plot.x(i), plot.y(series.high[i] or 0.0)) for i in run]
        edge += [(plot.x(i), plot.y(series.low[i] or 0.0)) for i in reversed(run)]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in edge)
        parts.append(f'<polygon points="{points}" fill="{plot.paper.look.band}"/>')
    return parts


def _runs(known: Sequence[int]) -> list[list[int]]:
    """Part the known places where one is missing: no line is drawn over a gap."""
    runs: list[list[int]] = []
    for index in known:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _names(spec: Spec, plot: Plot) -> list[str]:
    """Write the categories below, as many as have room; months under a bracket of their fiscal year."""
    gray, small = plot.paper.look.gray, plot.paper.small
    y = plot.base + small * 1.4
    parts = []
    short = [name.split(" ")[0] for name in spec.categories] if spec.groups else list(spec.categories)
    longest = max((len(name) for name in short), default=1) * small * 0.62 + 8
    every = max(1, -(-int(longest) // max(int(plot.step), 1)))
    for index in range(0, len(short), every):
        told = shortened(short[index], max(longest, plot.step * every), small)
        parts.append(word(plot.x(index), y, told, small, color=gray, anchor="middle"))
    for year, members in groupby(range(len(spec.groups)), key=spec.groups.__getitem__):
        found = list(members)
        first, last = plot.x(found[0] - 0.4), plot.x(found[-1] + 0.4)
        parts.append(line(first, y + small * 0.6, last, y + small * 0.6, plot.paper.look.axis, 1))
        if last - first > small * 3.5:
            parts.append(word((first + last) / 2, y + small * 1.8, year, small, anchor="middle"))
    return parts


def _in_cell(text: str, x: float, y: float, room: float, paper: Paper) -> list[str]:
    """Write words in the middle of a cell, on at most two lines."""
    size = max(10.0, paper.small * 0.75)
    lines = in_two(text, room, size)
    start = y + size * (0.36 - 0.58 * (len(lines) - 1))
    return [
        word(x, start + place * size * 1.16, told, size, color=paper.look.gray, anchor="middle")
        for place, told in enumerate(lines)
    ]


def cells(spec: Spec, paper: Paper) -> tuple[list[str], float]:
    """Draw a two-way table: a box for each number, the darker the higher; nothing stays empty."""
    names = paper.width * 0.27
    width = (paper.width - names) / max(len(spec.series), 1)
    head = paper.small * 2.8
    height = min(46.0, (paper.height - head) / max(len(spec.categories), 1)) if paper.wide else 34.0
    size = min(paper.size, height * 0.6)
    parts = []
    for place, series in enumerate(spec.series):
        parts += _in_cell(series.name, names + width * (place + 0.5), paper.small * 1.3, width - 4, paper)
    highest = max(spec.level(spec.highest), 1)
    for at, name in enumerate(spec.categories):
        top = head + at * height
        baseline = top + height / 2 + size * 0.36
        parts.append(name_of(0, top + height / 2, name, names - 10, size))
        for place, series in enumerate(spec.series):
            value = series.values[at]
            left = names + place * width
            word_here = series.words[at] if series.words else ""
            if word_here:
                parts.append(box(left + 1, top + 1, width - 2, height - 2, "none", paper.look.grid))
                parts += _in_cell(word_here, left + width / 2, top + height / 2, width - 4, paper)
                continue
            if not value:
                parts.append(box(left + 1, top + 1, width - 2, height - 2, "none", paper.look.grid))
                continue
            color = step(paper.look, spec.level(value), highest)
            parts.append(box(left + 1, top + 1, width - 2, height - 2, color))
            told = written(value, spec.unit)
            ink = ink_on(color)
            parts.append(word(left + width / 2, baseline, told, size, color=ink, anchor="middle"))
    return parts, head + len(spec.categories) * height + 6
