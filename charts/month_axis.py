"""The axes of figures along the months: which months are named, where years begin, how high the axis goes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import plotly.graph_objects as go

from analysis import wording
from charts import theme
from charts.theme import Look, Trace

PLOT: Final = 230
HEAD: Final = 34
FOOT: Final = 40
"""Pixels: the plot, the names of the fiscal years above it, the months below."""

RIGHT: Final = 104
"""Room for the last value and its interval."""

LEAST: Final = 6
"""Months that an axis has room for at least, so that few of them are not drawn fat."""

Write = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its value (None where there is none to show), its interval, and what is said of it.

    ``is_marked`` says that the month is not over yet.
    """

    month: date
    value: float | None
    low: float | None = None
    high: float | None = None
    said: str = ""
    is_marked: bool = False


def scale(highest: float) -> tuple[float, float]:
    """Choose the top of the axis and its step: 1, 2, 2.5 or 5 times a power of ten, three or four steps."""
    if highest <= 0:
        return 1.0, 1.0
    rough = highest / 3
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    return max(highest * 1.12, step * math.ceil(highest / step)), step


def reach(months: Sequence[Month], least: float | None, most: float | None) -> tuple[float, float, float]:
    """Choose the bottom, the top and the step of an axis around every value and interval."""
    values = [v for each in months for v in (each.value, each.low, each.high) if v is not None]
    low, high = min(values, default=0.0), max(values, default=1.0)
    _, step = scale(max(high - low, 1e-9))
    bottom, top = step * math.floor(low / step), step * math.ceil(high / step)
    bottom = bottom if least is None else max(bottom, least)
    top = top if most is None else min(top, most)
    return (bottom, top, step) if top > bottom else (bottom, bottom + step, step)


def figure(
    traces: Sequence[Trace],
    months: Sequence[Month],
    look: Look,
    fiscal_start: int,
    *,
    bottom: float,
    top: float,
    step: float,
    write: Write,
    right: int = RIGHT,
) -> go.Figure:
    """Draw traces over the months: some of these named below, the fiscal years above, values at the left."""
    ticks = [bottom + step * place for place in range(math.floor((top - bottom) / step + 1e-9) + 1)]
    starts = [place for place, each in enumerate(months) if each.month.month == fiscal_start]
    shown = starts if len(starts) > 1 else _few(len(months))
    over = (top - bottom) * HEAD / PLOT
    return theme.figure(
        traces,
        look,
        height=HEAD + PLOT + FOOT,
        left=44,
        right=right,
        bottom=FOOT,
        xaxis={
            "range": [-0.7, max(len(months), LEAST) - 0.3],
            "tickvals": shown,
            "ticktext": [wording.short_month(months[place].month) for place in shown],
            "ticklabelstandoff": 6,
            "tickangle": 0,
        },
        yaxis={
            "range": [bottom, top + over],
            "tickvals": ticks,
            "ticktext": [write(tick) for tick in ticks],
            "showgrid": True,
            "gridcolor": look.grid,
        },
        shapes=[_new_year(place, look) for place in starts if place],
        annotations=[_year_name(months, place, fiscal_start, look) for place in _year_starts(months, starts)],
    )


def _few(count: int) -> list[int]:
    """Choose the months that are named, so far apart that their names have room on a phone."""
    return list(range(0, count, math.ceil(2 * max(count, LEAST) / 7)))


def _year_starts(months: Sequence[Month], starts: Sequence[int]) -> list[int]:
    """Where a fiscal year is named: at its first month, and at the figure's first where there is room."""
    if not months:
        return []
    wide = len(months) / 4.5  # what a name takes on a phone
    first = [0] if not starts or starts[0] >= max(wide, 4) else []
    named: list[int] = []
    for place in [*first, *starts]:
        if (not named or place - named[-1] >= wide) and len(months) - place >= min(2, len(months)):
            named.append(place)
    return named


def _year_name(months: Sequence[Month], place: int, fiscal_start: int, look: Look) -> dict[str, Any]:
    month = months[place].month
    year = month.year + (fiscal_start > 1 and month.month >= fiscal_start)
    return {
        "x": place - 0.45,
        "y": 1,
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "text": f"FY{year}",
        "showarrow": False,
        "font": {"size": theme.SMALL, "color": look.gray},
    }


def _new_year(place: int, look: Look) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": place - 0.5,
        "x1": place - 0.5,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "layer": "below",
        "line": {"color": look.axis, "width": 1, "dash": "dot"},
    }
