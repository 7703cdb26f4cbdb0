"""A legend of formats inside a figure: drawn as points, because only points can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import plotly.graph_objects as go

from analysis import wording
from charts import theme
from charts.theme import Look, plain

ROW: Final = 26
NARROWEST: Final = 330
"""Pixels of the narrowest page, for which the legend is set; on a wider one it spreads out."""


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


def add(fig: go.Figure, rows: Sequence[Sequence[Entry]], look: Look, *, plot_height: int) -> None:
    """Draw the legend on axes of its own above the plot, with a mark over each whole entry."""
    strip = len(rows) * ROW / plot_height
    placed = [(entry, len(rows) - 0.5 - row) for row, entries in enumerate(rows) for entry in entries]
    names = [entry.name for entry, _ in placed]
    swatch = {"x": [entry.x + 7 / NARROWEST for entry, _ in placed], "y": [y for _, y in placed]}
    on_top: dict[str, Any] = {"xaxis": "x2", "yaxis": "y2", "cliponaxis": False}
    mark: dict[str, Any] = {
        "customdata": [["format", name] for name in names],
        "hovertext": [f"Show only: {plain(wording.format_label(name))}" for name in names],
        "hovertemplate": "%{hovertext}<extra></extra>",
        **on_top,
        **theme.steady(look.ink),
    }
    fig.add_trace(
        go.Bar(
            x=[entry.x + entry.width / 2 for entry, _ in placed],
            width=[entry.width for entry, _ in placed],
            base=[y - 0.5 for _, y in placed],
            y=[1] * len(placed),
            marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
            **mark,
        )
    )
    fig.add_trace(
        go.Scatter(
            **swatch,
            mode="markers+text",
            marker=_marker(names, look),
            text=[f"&nbsp;{plain(wording.format_label(name))}" for name in names],
            textposition="middle right",
            textfont={"size": theme.SIZE, "color": look.ink},
            **mark,
        )
    )
    stroke = [11 if theme.is_hatched(look, name) else 0 for name in names]
    fig.add_trace(
        go.Scatter(
            **swatch,
            mode="markers",
            marker={"symbol": "line-ne-open", "opacity": 1, "size": stroke, "color": look.hidden},
            hoverinfo="skip",
            **on_top,
            **theme.steady(),
        )
    )
    hidden: dict[str, Any] = {"fixedrange": True, "visible": False}
    fig.update_layout(
        yaxis_domain=[0, 1 - strip],
        xaxis2={"anchor": "y2", "range": [0, 1], **hidden},
        yaxis2={"anchor": "x2", "domain": [1 - strip, 1], "range": [0, len(rows)], **hidden},
    )


def _marker(names: Sequence[str], look: Look) -> dict[str, Any]:
    fills = [look.background if theme.is_hatched(look, n) else theme.format_color(look, n) for n in names]
    lines = [theme.format_color(look, name) for name in names]
    return {
        "symbol": "square",
        "size": 12,
        "color": fills,
        "line": {"width": theme.HATCH_LINE, "color": lines},
    }
