"""Training and satisfaction: the estimate with its interval, and how firm it stands."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite, isnan
from typing import Any, Final

import plotly.graph_objects as go

from analysis import wording
from analysis.together.records import ALPHA, Estimate
from charts import theme
from charts.rates import text
from charts.theme import Look, Trace, plain

TOP: Final = 30
BOX: Final = 92
AXIS: Final = 30
"""Pixels of the estimate: the words above the box, the box, the words below it."""


def effect(found: Estimate, *, look: Look) -> go.Figure:
    """Draw the estimate with its interval over the band of what is too small to be worth knowing.

    The dot is filled where the effect is told apart from zero. An interval without an end runs to the
    edge, with an arrow.
    """
    reach = _reach(found)
    middle, bottom = TOP + BOX * 0.6, TOP + BOX
    traces = [_words(found.worth_knowing, reach, bottom, look)]
    if not isnan(found.effect):
        traces += [_interval(found, reach, middle, look), _dot(found, middle, look)]
        traces += _ends(found, reach, middle, look)
    return theme.figure(
        traces,
        look,
        height=bottom + AXIS,
        left=24,
        right=24,
        xaxis={"range": [-reach, reach], "showticklabels": False},
        yaxis={"range": [bottom + AXIS, 0], "showticklabels": False},
        shapes=[_band(found.worth_knowing, bottom, look), _zero(bottom, look)],
    )


def _reach(found: Estimate) -> float:
    """How far the axis goes to both sides: past every finite end, and past the band."""
    ends = [abs(each) for each in (found.effect, found.low, found.high) if isfinite(each)]
    return 1.2 * max([10.0, 1.6 * found.worth_knowing, *ends])


def _band(worth_knowing: float, bottom: float, look: Look) -> dict[str, Any]:
    line = {"color": look.axis, "width": 1, "dash": "dot"}
    box = {"x0": -worth_knowing, "x1": worth_knowing, "y0": TOP, "y1": bottom}
    return {"type": "rect", **box, "fillcolor": look.context, "line": line, "layer": "below"}


def _zero(bottom: float, look: Look) -> dict[str, Any]:
    line = {"color": look.ink, "width": 1.2}
    return {"type": "line", "x0": 0, "x1": 0, "y0": TOP, "y1": bottom, "line": line, "layer": "below"}


def _words(worth_knowing: float, reach: float, bottom: float, look: Look) -> Trace:
    """Name the band above it, and zero and two round values below."""
    step = 10 * max(1, round(0.75 * reach / 10))
    return text(
        [0, 0, -step, step],
        [TOP / 2, *[bottom + AXIS / 2] * 3],
        [
            "shaded: too small to be worth knowing",
            "no difference",
            wording.signed(-step),
            f"{wording.signed(step)} points",
        ],
        look.gray,
        theme.SMALL,
    ) | {"textposition": "middle center"}


def _interval(found: Estimate, reach: float, at: float, look: Look) -> Trace:
    ends = [max(found.low, -reach * 0.98), min(found.high, reach * 0.98)]
    arrows = ["triangle-left" if not isfinite(found.low) else "circle"]
    arrows += ["triangle-right" if not isfinite(found.high) else "circle"]
    return {
        "type": "scatter",
        "x": ends,
        "y": [at, at],
        "mode": "lines+markers",
        "line": {"color": look.accent, "width": 3},
        "marker": {
            "color": look.accent,
            "opacity": 1,
            "symbol": arrows,
            "size": [0 if isfinite(end) else 14 for end in (found.low, found.high)],
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _dot(found: Estimate, at: float, look: Look) -> Trace:
    is_told = found.p < ALPHA
    ends = f"{wording.bound(found.low)} to {wording.bound(found.high)}"
    value = wording.points(found.effect, is_signed=True)
    return {
        "type": "scatter",
        "x": [found.effect],
        "y": [at],
        "mode": "markers+text",
        "marker": {
            "color": look.accent if is_told else look.background,
            "opacity": 1,
            "size": 15,
            "line": {"color": look.accent, "width": 2.4},
        },
        "text": [f"<b>{value}</b>"],
        "textposition": "top center",
        "textfont": {"size": theme.SIZE, "color": look.ink},
        "hovertext": [f"<b>{value}</b><br>95% interval {ends}<br>p {wording.p_value(found.p)}"],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def _ends(found: Estimate, reach: float, at: float, look: Look) -> list[Trace]:
    """Write the ends below the line, apart from each other where the interval is short."""
    ends = [(each, wording.bound(each)) for each in (found.low, found.high) if isfinite(each)]
    is_short = len(ends) == 2 and ends[1][0] - ends[0][0] < 0.16 * reach
    sides = ["bottom left", "bottom right"] if is_short else ["bottom center"] * len(ends)
    written = text(
        [x for x, _ in ends], [at + 4] * len(ends), [said for _, said in ends], look.ink, theme.SMALL
    )
    return [written | {"textposition": sides}]


ROW: Final = 54
DOTS_AT: Final = 36


def firmness(found: Estimate, *, look: Look) -> go.Figure:
    """Draw the effect without each branch, and at dates without training, against the effect itself.

    Placebo dates should lie around zero, the estimates without a branch around the effect (the dashed
    line).
    """
    without = found.leave_one_out.dropna(subset=["effect"])
    rows = [
        (
            "Leaving out one branch",
            without["effect"].tolist(),
            [f"Without {plain(each)}" for each in without["branch"]],
            look.accent,
        ),
        (
            "Placebo dates, before training",
            found.placebo["effect"].tolist(),
            [f"{wording.count(int(each), 'month')} earlier" for each in found.placebo["months_earlier"]],
            look.background,
        ),
    ]
    every = [abs(each) for _, values, _, _ in rows for each in values]
    reach = 1.15 * max([10.0, abs(found.effect) if isfinite(found.effect) else 0.0, *every])
    height = ROW * len(rows) + AXIS
    tops = [ROW * at for at in range(len(rows))]
    lines = [_upright(0.0, top, look.ink, "solid") for top in tops]
    if isfinite(found.effect):
        lines += [_upright(found.effect, top, look.accent, "dash") for top in tops]
    return theme.figure(
        [*(_dots(row, ROW * at, look) for at, row in enumerate(rows)), *_heads(rows, reach, height, look)],
        look,
        height=height,
        left=24,
        right=24,
        xaxis={"range": [-reach, reach], "showticklabels": False},
        yaxis={"range": [height, 0], "showticklabels": False},
        shapes=lines,
    )


Row = tuple[str, list[float], list[str], str]


def _upright(at: float, top: int, color: str, dash: str) -> dict[str, Any]:
    """Draw a short upright line behind a row's dots, clear of its name."""
    line = {"color": color, "width": 1.2, "dash": dash}
    ends = {"y0": top + DOTS_AT - 12, "y1": top + DOTS_AT + 14}
    return {"type": "line", "x0": at, "x1": at, **ends, "line": line, "layer": "below"}


def _dots(row: Row, top: int, look: Look) -> Trace:
    _, values, said, fill = row
    shown = [wording.points(each, is_signed=True) for each in values]
    return {
        "type": "scatter",
        "x": values,
        "y": [top + DOTS_AT] * len(values),
        "mode": "markers",
        "marker": {"color": fill, "opacity": 0.9, "size": 11, "line": {"color": look.accent, "width": 1.6}},
        "hovertext": [f"<b>{name}</b><br>{value}" for name, value in zip(said, shown, strict=True)],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        **theme.steady(),
    }


def _heads(rows: Sequence[Row], reach: float, height: int, look: Look) -> list[Trace]:
    """Name the rows above their dots, and zero and two round values below."""
    names = [name if values else f"{name}: none" for name, values, _, _ in rows]
    heads = text([-reach] * len(rows), [ROW * at + 14 for at in range(len(rows))], names, look.ink)
    step = 10 * max(1, round(0.75 * reach / 10))
    said = [wording.signed(-step), "no difference", f"{wording.signed(step)} points"]
    below = text([-step, 0, step], [height - AXIS / 2] * 3, said, look.gray, theme.SMALL)
    return [heads, below | {"textposition": "middle center"}]
