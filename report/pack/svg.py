"""A chart as SVG: what the printed pack and the one-file page draw, the same for both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from analysis import wording
from charts.spec import Series, Spec, Unit
from charts.theme import LIGHT
from report.pack.printable import one_line

WIDTH: Final = 760
ROW: Final = 46
"""Pixels a row of bars takes: its name, and its bar below."""

BAR: Final = 16
END: Final = 130
"""Room at the right for a number and what it is a number of."""

PLOT: Final = 300
LONGEST_NAME: Final = 70


def svg(spec: Spec, font: str = "sans-serif") -> str:
    """Draw a chart; "" where there is nothing to draw. ``font`` is a CSS family name."""
    if spec.kind == "table" or not spec.categories:
        return ""
    body, height = _rows(spec) if spec.kind in ("bars", "dots") else _along(spec)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family={quoteattr(font)} font-size="15" fill="{LIGHT.ink}">'
        f"{_HATCH}{''.join(body)}</svg>"
    )


_HATCH: Final = (
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{LIGHT.background}"/>'
    f'<line x1="0" y1="0" x2="0" y2="6" stroke="{LIGHT.hidden}" stroke-width="2.4"/></pattern></defs>'
)


def written(value: float, unit: Unit) -> str:
    """Write a value with its unit, as the page does."""
    if unit == "share":
        return wording.percent(value)
    if unit == "points":
        return wording.signed(value)
    if unit in ("hours", "score") and not float(value).is_integer():
        return f"{value:,.1f}".replace("-", wording.MINUS)
    return wording.number(round(value))


def _rows(spec: Spec) -> tuple[list[str], int]:
    first, room = spec.series[0], WIDTH - END
    low = min(0.0, spec.lowest)
    high = max(1.0, spec.highest) if spec.unit == "share" else spec.highest or 1.0
    parts: list[str] = []

    def at(value: float) -> float:
        return (value - low) / (high - low) * room

    for place, name in enumerate(spec.categories):
        top = place * ROW
        value = first.values[place]
        beside = spec.beside[place] if spec.beside else ""
        parts.append(_word(0, top + 16, one_line(name, LONGEST_NAME)))
        if value is None:
            parts.append(_box(0, top + 24, room, BAR, "url(#hatch)", LIGHT.hidden))
            parts.append(_word(room + 8, top + 37, beside or "hidden", color=LIGHT.gray))
            continue
        parts += _mark(spec, first, place, top, at)
        end = f"<tspan font-weight='600'>{escape(written(value, spec.unit))}</tspan>"
        gray = f" <tspan fill='{LIGHT.gray}'>{escape(beside)}</tspan>" if beside else ""
        right = at(value) if spec.kind == "bars" else room
        parts.append(f'<text x="{right + 8:.1f}" y="{top + 37}">{end}{gray}</text>')
    return parts, len(spec.categories) * ROW + 6


def _mark(spec: Spec, series: Series, place: int, top: int, at: object) -> list[str]:
    assert callable(at)
    value = series.values[place]
    color = series.colors[place % len(series.colors)]
    if spec.kind == "bars":
        left, right = sorted((at(0.0), at(value)))
        if color == LIGHT.hidden:  # what is not known is a hatch and never a color
            return [_box(left, top + 24, max(right - left, 0.5), BAR, "url(#hatch)", color)]
        return [_box(left, top + 24, max(right - left, 0.5), BAR, color)]
    parts = [_line(at(0.0), top + 32, WIDTH - END, top + 32, LIGHT.grid, 1)]
    if series.low and series.low[place] is not None and series.high[place] is not None:
        parts.append(_line(at(series.low[place]), top + 32, at(series.high[place]), top + 32, color, 3))
    parts.append(f'<circle cx="{at(value):.1f}" cy="{top + 32}" r="6" fill="{color}" stroke="#FFFFFF"/>')
    return parts


def _along(spec: Spec) -> tuple[list[str], int]:
    """Draw columns or a line from left to right, with few names below."""
    high = max(1.0, spec.highest) if spec.unit == "share" else spec.highest or 1.0
    low = min(0.0, spec.lowest)
    step = (WIDTH - 40) / max(len(spec.categories), 1)

    def place_of(index: int) -> float:
        return 20 + step * (index + 0.5)

    def height_of(value: float) -> float:
        return 30 + PLOT - (value - low) / (high - low or 1) * PLOT

    base = height_of(0.0)
    parts = [_line(0, base, WIDTH, base, LIGHT.axis, 1)]
    for series in spec.series:
        drawn = _columns if spec.kind == "columns" else _curve
        parts += drawn(spec, series, place_of, height_of, step)
    for index in _few(len(spec.categories)):
        name = one_line(spec.categories[index], 18)
        parts.append(_word(place_of(index), PLOT + 52, name, color=LIGHT.gray, anchor="middle", size=13))
    return parts, PLOT + 64


def _columns(spec: Spec, series: Series, place_of: object, height_of: object, step: float) -> list[str]:
    assert callable(place_of)
    assert callable(height_of)
    parts: list[str] = []
    for index, value in enumerate(series.values):
        if value is None:
            continue
        top, base = sorted((height_of(value), height_of(0.0)))
        color = series.colors[index % len(series.colors)]
        parts.append(_box(place_of(index) - step * 0.36, top, step * 0.72, max(base - top, 0.5), color))
        if len(series.values) <= 24:
            number = written(value, spec.unit)
            parts.append(_word(place_of(index), top - 6, number, anchor="middle", size=13))
    return parts


def _curve(spec: Spec, series: Series, place_of: object, height_of: object, step: float) -> list[str]:
    assert callable(place_of)
    assert callable(height_of)
    parts: list[str] = []
    known = [index for index, value in enumerate(series.values) if value is not None]
    if series.low and series.high:
        banded = [
            index for index in known if series.low[index] is not None and series.high[index] is not None
        ]
        edge = [(place_of(i), height_of(series.high[i])) for i in banded]
        edge += [(place_of(i), height_of(series.low[i])) for i in reversed(banded)]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in edge)
        parts.append(f'<polygon points="{points}" fill="{LIGHT.band}"/>')
    for run in _runs(known):
        points = " ".join(f"{place_of(i):.1f},{height_of(series.values[i]):.1f}" for i in run)
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{series.colors[0]}" stroke-width="2.4"/>'
        )
    if known:
        last = known[-1]
        number = written(series.values[last] or 0.0, spec.unit)
        y = height_of(series.values[last]) - 10
        parts.append(_word(min(place_of(last), WIDTH - 4), y, number, anchor="end", bold=True))
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


def _few(count: int) -> list[int]:
    step = max(1, -(-count // 7))
    return list(range(0, count, step))


def _word(
    x: float, y: float, text: str, *, color: str = "", anchor: str = "", size: int = 0, bold: bool = False
) -> str:
    told = [f'x="{x:.1f}" y="{y:.1f}"']
    told += [f'fill="{color}"'] if color else []
    told += [f'text-anchor="{anchor}"'] if anchor else []
    told += [f'font-size="{size}"'] if size else []
    told += ['font-weight="600"'] if bold else []
    return f"<text {' '.join(told)}>{escape(text)}</text>"


def _box(x: float, y: float, width: float, height: float, fill: str, edge: str = "") -> str:
    outline = f' stroke="{edge}"' if edge else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"{outline}/>'


def _line(x1: float, y1: float, x2: float, y2: float, color: str, width: float) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}" '
        f'stroke-width="{width}"/>'
    )
