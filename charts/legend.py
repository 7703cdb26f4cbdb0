"""A legend of formats inside a figure: drawn as points, because only points can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import plotly.graph_objects as go

from analysis import wording
from charts import theme
from charts.bars import STEADY
from charts.theme import Look, plain

ROW: Final = 26
NARROWEST: Final = 330
"""Pixels of the narrowest page, for which the legend is set; on a wider one it spreads out."""

Entry: TypeAlias = tuple[str, float]
"""A format and its place from left to right, 0 to 1."""


def rows(formats: Sequence[str]) -> list[list[Entry]]:
    """Set the legend in rows that fit the narrowest page: each format with its place, 0 to 1."""
    rows: list[list[Entry]] = [[]]
    at = 0
    for name in formats:
        width = 34 + round(len(wording.format_label(name)) * 6.4)
        if at + width - 12 > NARROWEST:
            rows.append([])
            at = 0
        rows[-1].append((name, at / NARROWEST))
        at += width
    return rows


def add(fig: go.Figure, rows: Sequence[Sequence[Entry]], look: Look, *, plot_height: int) -> None:
    """Draw the legend as points, because only points of a figure can be clicked."""
    strip = len(rows) * ROW / plot_height
    entries = [(name, x, len(rows) - 0.5 - row) for row, names in enumerate(rows) for name, x in names]
    swatch = {"x": [x + 7 / NARROWEST for _, x, _ in entries], "y": [y for _, _, y in entries]}
    on_top: dict[str, Any] = {"xaxis": "x2", "yaxis": "y2", "cliponaxis": False}
    names = [name for name, _, _ in entries]
    fig.add_trace(
        go.Scatter(
            **swatch,
            mode="markers+text",
            marker=_marker(names, look),
            text=[f"&nbsp;{plain(wording.format_label(name))}" for name in names],
            textposition="middle right",
            textfont={"size": theme.SIZE, "color": look.ink},
            customdata=[["format", name] for name in names],
            hovertext=[f"Show only: {plain(wording.format_label(name))}" for name in names],
            hovertemplate="%{hovertext}<extra></extra>",
            **on_top,
            **STEADY,
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
