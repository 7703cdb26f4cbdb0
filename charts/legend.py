"""A legend of formats inside a figure: drawn as points, because only points can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from analysis import wording
from charts import theme
from charts.theme import Look, Trace, plain

ROW: Final = 26
NARROWEST: Final = 330
"""Pixels of the narrowest page, for which the legend is set; on a wider one it spreads out."""


STEP: Final = 20
"""Pixels from one invisible mark to the next; Plotly finds a point this near to the pointer."""

SWATCH_AT: Final = 7 / NARROWEST


class Entry(NamedTuple):
    """A format, where it begins from left to right and how wide it is, both 0 to 1."""

    name: str
    x: float
    width: float


def rows(formats: Sequence[str]) -> list[list[Entry]]:
    """Set the legend in rows that fit the narrowest page."""
    rows: list[list[Entry]] = [[]]
    at = 0
    for name in formats:
        width = 22 + round(len(wording.format_label(name)) * 6.4)
        if at + width > NARROWEST:
            rows.append([])
            at = 0
        rows[-1].append(Entry(name, at / NARROWEST, width / NARROWEST))
        at += width + 12
    return rows


def layout(rows: Sequence[Sequence[Entry]], *, plot_height: int) -> dict[str, dict[str, Any]]:
    """Give the legend axes of its own above the plot, and the plot's y axis the room below."""
    if not rows:
        return {"yaxis": {}}
    strip = len(rows) * ROW / plot_height
    hidden = {"fixedrange": True, "visible": False}
    return {
        "yaxis": {"domain": [0, 1 - strip]},
        "xaxis2": {"anchor": "y2", "range": [0, 1], **hidden},
        "yaxis2": {"anchor": "x2", "domain": [1 - strip, 1], "range": [0, len(rows)], **hidden},
    }


def traces(rows: Sequence[Sequence[Entry]], look: Look) -> list[Trace]:
    """Draw the legend, with marks over the whole of each entry; without entries nothing.

    The marks are points and not bars: bars on second axes make Plotly forget which numbers of the
    plot have no room.
    """
    if not rows:
        return []
    placed = [(entry, len(rows) - 0.5 - row) for row, entries in enumerate(rows) for entry in entries]
    names = [entry.name for entry, _ in placed]
    on_top = {"type": "scatter", "xaxis": "x2", "yaxis": "y2", "cliponaxis": False}
    reach = [(entry.name, x, y) for entry, y in placed for x in _along(entry)]
    return [
        {
            **on_top,
            "x": [x for _, x, _ in reach],
            "y": [y for _, _, y in reach],
            "mode": "markers",
            "marker": {"size": STEP, "color": "rgba(0,0,0,0)", "line": {"width": 0}},
            "customdata": [["format", name] for name, _, _ in reach],
            "hovertext": [f"Show only: {plain(wording.format_label(name))}" for name, _, _ in reach],
            "hovertemplate": "%{hovertext}<extra></extra>",
            **theme.steady(),
        },
        {
            **on_top,
            "x": [entry.x + SWATCH_AT for entry, _ in placed],
            "y": [y for _, y in placed],
            "mode": "markers+text",
            "marker": _marker(names, look),
            "text": [f"&nbsp;{plain(wording.format_label(name))}" for name in names],
            "textposition": "middle right",
            "textfont": {"size": theme.SIZE, "color": look.ink},
            "hoverinfo": "skip",
            **theme.steady(look.ink),
        },
        {
            **on_top,
            "x": [entry.x + SWATCH_AT for entry, _ in placed],
            "y": [y for _, y in placed],
            "mode": "markers",
            "marker": {
                "symbol": "line-ne-open",
                "opacity": 1,
                "size": [11 if theme.is_hatched(look, name) else 0 for name in names],
                "color": look.hidden,
            },
            "hoverinfo": "skip",
            **theme.steady(),
        },
    ]


def _along(entry: Entry) -> list[float]:
    """Give places along an entry, close enough that a pointer on its text is near one of them."""
    steps = max(1, round(entry.width * NARROWEST / STEP))
    return [entry.x + entry.width * (step + 0.5) / steps for step in range(steps)]


def _marker(names: Sequence[str], look: Look) -> dict[str, Any]:
    fills = [look.background if theme.is_hatched(look, n) else theme.format_color(look, n) for n in names]
    lines = [theme.format_color(look, name) for name in names]
    return {
        "symbol": "square",
        "size": 12,
        "color": fills,
        "line": {"width": theme.HATCH_LINE, "color": lines},
    }
