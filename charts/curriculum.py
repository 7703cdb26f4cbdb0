"""What more hours buy: the share of needs the best plan of each length meets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analysis import wording
from charts import theme
from charts.rates import text
from charts.rows import width_of
from charts.theme import Look, Trace

PLOT: Final = 250
TOP: Final = 20
FOOT: Final = 30
LEFT: Final = 48
RIGHT: Final = 26
"""Pixels of the plot, the air above it, the hours below it, both sides."""

NARROWEST: Final = 256
LINE: Final = 18
DOWN: Final = 7
"""Pixels of the plot on a phone, of a line of type, and of the air between a step and a label below it."""

Box = tuple[float, float, float, float]
"""Left, right, low and high end of a label, in pixels: no two may meet on a phone."""


def frontier(steps: pd.DataFrame, *, look: Look, hours: float | None = None) -> go.Figure:
    """Draw the share of needs met against the hours, as steps, from ``curriculum.frontier``.

    Parameters
    ----------
    steps
        One row per number of hours; lengths for which there is no plan are left out.
    hours
        The chosen number: its dot is filled, its label bold.
    """
    done = steps[steps["status"] != "impossible"].sort_values("hours")
    points = [(float(x), float(y)) for x, y in zip(done["hours"], done["share"], strict=True)]
    last = max([1.0, *(x for x, _ in points)])
    return theme.figure(
        [_steps(points, look), _dots(done, hours, look), *_labels(points, hours, last, look)],
        look,
        height=TOP + PLOT + FOOT,
        left=LEFT,
        right=RIGHT,
        bottom=FOOT,
        xaxis={
            "range": [-0.02 * last, last],
            "tickvals": _ticks(points, last),
            "ticktext": _hours(_ticks(points, last)),
            "ticklabelstandoff": 6,
        },
        yaxis={
            "range": [0, (PLOT + TOP) / PLOT],
            "tickvals": [0, 0.5, 1],
            "tickformat": wording.PERCENT_TICKS,
            "showgrid": True,
            "gridcolor": look.grid,
            "ticklabelstandoff": 6,
        },
    )


def _steps(points: Sequence[tuple[float, float]], look: Look) -> Trace:
    return {
        "type": "scatter",
        "x": [0.0, *(x for x, _ in points)],
        "y": [0.0, *(y for _, y in points)],
        "mode": "lines",
        "line": {"color": look.axis, "width": 2, "shape": "hv"},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _dots(done: pd.DataFrame, hours: float | None, look: Look) -> Trace:
    chosen = [x == hours for x in done["hours"]]
    return {
        "type": "scatter",
        "x": done["hours"].tolist(),
        "y": done["share"].tolist(),
        "mode": "markers",
        "marker": {
            "opacity": 1,
            "size": [15 if each else 10 for each in chosen],
            "color": [look.accent if each else look.background for each in chosen],
            "line": {"color": [look.accent if each else look.axis for each in chosen], "width": 2},
        },
        "customdata": [["hours", str(x)] for x in done["hours"]],
        "hovertext": [
            f"<b>{wording.hours(x)}: {wording.percent(share)}</b><br>{wording.count(len(ids), 'course')}, "
            f"{wording.minutes(round(minutes))}"
            for x, share, ids, minutes in zip(
                done["hours"], done["share"], done["course_ids"], done["minutes"], strict=True
            )
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        **theme.steady(),
    }


def _labels(
    points: Sequence[tuple[float, float]], hours: float | None, last: float, look: Look
) -> list[Trace]:
    """Write the share beside the chosen dot, then beside the longest and every other that has room.

    The steps never fall, so that below and right of a dot is free, and above and left of it, too.
    """
    order = sorted(points, key=lambda each: (each[0] != hours, -each[0]))
    taken: list[Box] = []
    kept: list[tuple[float, float, str, str]] = []
    for x, y in order:
        said = f"{wording.hours(x)}: {wording.percent(y)}"
        place = _place(x / last * NARROWEST, y * PLOT, said, taken)
        if x == hours:
            kept.append((x, y, f"<b>{said}</b>", place or "bottom right"))
        elif place is not None:
            kept.append((x, y, f'<span style="color:{look.gray}">{said}</span>', place))
    down = [DOWN / PLOT if place == "bottom right" else 0 for *_, place in kept]
    heights = [each[1] - by for each, by in zip(kept, down, strict=True)]
    said_all = [f"&nbsp;{each[2]}&nbsp;" for each in kept]
    written = text([x for x, *_ in kept], heights, said_all, look.ink)
    return [written | {"textposition": [each[3] for each in kept]}]


def _place(x: float, y: float, said: str, taken: list[Box]) -> str | None:
    """Find a free place for a label by its dot, in pixels of a phone, and take it; None: there is none."""
    width = width_of(said, theme.SIZE) + 10
    for side, left, low in (("bottom right", x, y - LINE - DOWN), ("top left", x - width, y + 2)):
        box = (left, left + width, low, low + LINE)
        is_inside = left >= -20 and left + width <= NARROWEST + RIGHT and low >= 0
        if is_inside and not any(_meet(box, other) for other in taken):
            taken.append(box)
            return side
    return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def _ticks(points: Sequence[tuple[float, float]], last: float) -> list[float]:
    """Label zero, the last number of hours and up to two between."""
    step = next((each for each in (1, 2, 4, 5, 10, 20, 50) if last / each <= 3.5), 100)
    between = [float(at) for at in range(step, int(last) + 1, step) if last - at >= step / 2]
    return [0.0, *between, last] if points else [0.0]


def _hours(ticks: Sequence[float]) -> list[str]:
    """Write the ticks as numbers, and the unit at the last."""
    return [wording.hours(each) if each == ticks[-1] and each else f"{each:g}" for each in ticks]
