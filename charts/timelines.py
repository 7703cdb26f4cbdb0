"""Training and satisfaction: the line of each branch, with the months since it was trained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis import wording
from charts import theme
from charts.rates import text
from charts.theme import Look, Trace, plain

STRIPS: Final = 4
"""Branches in one figure; two figures stand side by side."""

NAME: Final = 26
STRIP: Final = 58
GAP: Final = 10
STRIP_FOOT: Final = 30
LEFT: Final = 40
RIGHT: Final = 52
"""Pixels of a strip: its name, its line, the air below; the months under all; both sides."""

LONGEST_NAME: Final = 24


@dataclass(frozen=True, slots=True)
class Scale:
    """The values every strip reaches from and to, and the one that is named at its left."""

    low: float
    high: float
    middle: float


def scale(series: pd.DataFrame) -> Scale:
    """Choose one scale for all strips of ``Estimate.series``: whole tens around every value."""
    values = series["value"].dropna()
    if values.empty:
        return Scale(0.0, 100.0, 50.0)
    low, high = max(0.0, 10 * (values.min() // 10)), min(100.0, 10.0 * ceil(values.max() / 10))
    if high - low < 20:
        low, high = (low - 10, high) if low >= 10 else (low, high + 10)
    return Scale(low, high, 10 * round((low + high) / 20))


def groups(series: pd.DataFrame) -> list[pd.DataFrame]:
    """Part the branches into figures of four: trained ones first, then the others, each by name."""
    trained = series.groupby("branch")["trained_from"].first()
    names = [*sorted(trained[trained.notna()].index), *sorted(trained[trained.isna()].index)]
    parts = [names[at : at + STRIPS] for at in range(0, len(names), STRIPS)]
    order = {name: at for at, name in enumerate(names)}
    by_name = series.sort_values("branch", key=lambda each: each.map(order), kind="stable")
    return [by_name[by_name["branch"].isin(part)].reset_index(drop=True) for part in parts]


def timelines(series: pd.DataFrame, shared: Scale, *, look: Look) -> go.Figure:
    """Draw a strip a branch, one below the other, all on one scale and one line of months.

    Parameters
    ----------
    series
        Rows of ``Estimate.series``, as ``groups`` parts them; a value that is null is a gap in the
        line. Months from which a branch counts as trained are shaded; branches that never do are gray.
    shared
        From ``scale``, for all branches together.
    """
    months = sorted(series["month"].unique())
    names = list(dict.fromkeys(series["branch"]))
    rows = [series[series["branch"] == name] for name in names]
    bottoms = [(NAME + STRIP + GAP) * (at + 1) - GAP for at in range(len(names))]
    height = (NAME + STRIP + GAP) * max(len(names), 1) + STRIP_FOOT
    strips = list(zip(rows, bottoms, strict=True))
    return theme.figure(
        [
            *(_line(row, bottom, months, shared, look) for row, bottom in strips),
            *_written(strips, months, shared, look),
            _months(months, height, look),
        ],
        look,
        height=height,
        left=LEFT,
        right=RIGHT,
        xaxis={"range": [-0.5, max(len(months) - 0.5, 0.5)], "showticklabels": False},
        yaxis={"range": [height, 0], "showticklabels": False},
        shapes=[shape for row, bottom in strips for shape in _ground(row, bottom, months, shared, look)],
    )


def _at(value: float, bottom: float, shared: Scale) -> float:
    """Find the pixel of a value in the strip that ends at ``bottom``."""
    return bottom - STRIP * (value - shared.low) / (shared.high - shared.low)


def _from(row: pd.DataFrame, months: Sequence[Any]) -> int | None:
    """Find the place of the first trained month; None where there is none here."""
    since = row["trained_from"].iloc[0]
    return None if pd.isna(since) else next((at for at, month in enumerate(months) if month >= since), None)


def _line(row: pd.DataFrame, bottom: float, months: Sequence[Any], shared: Scale, look: Look) -> Trace:
    place = {month: at for at, month in enumerate(months)}
    values = dict(zip(row["month"].map(place), row["value"], strict=True))
    counts = dict(zip(row["month"].map(place), row["n"], strict=True))
    shown = [at if not pd.isna(values.get(at)) else None for at in range(len(months))]
    name = plain(row["branch"].iloc[0])
    return {
        "type": "scatter",
        "x": list(range(len(months))),
        "y": [None if at is None else _at(values[at], bottom, shared) for at in shown],
        "mode": "lines+markers" if len(months) - shown.count(None) < 3 else "lines",
        "connectgaps": False,
        "line": {"color": look.neutral if row["trained_from"].isna().all() else look.accent, "width": 2.4},
        "hovertext": [
            ""
            if at is None
            else f"<b>{name}</b><br>{wording.month_year(pd.Timestamp(months[at]).date())}: "
            f"{wording.percent(values[at] / 100)} of {wording.number(int(counts[at]))}"
            for at in shown
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def _ground(
    row: pd.DataFrame, bottom: float, months: Sequence[Any], shared: Scale, look: Look
) -> list[dict[str, Any]]:
    """Lay the shade of trained months, the line of the named value and the ground line under a strip."""
    since, end = _from(row, months), len(months) - 0.5
    middle = _at(shared.middle, bottom, shared)
    ground: list[dict[str, Any]] = []
    if since is not None:
        shade = {"type": "rect", "fillcolor": look.band, "line": {"width": 0}, "layer": "below"}
        ground.append({**shade, "x0": since - 0.5, "x1": end, "y0": bottom - STRIP, "y1": bottom})
    line = {"type": "line", "x0": -0.5, "x1": end, "layer": "below"}
    return [
        *ground,
        {**line, "y0": middle, "y1": middle, "line": {"color": look.grid, "width": 1}},
        {**line, "y0": bottom, "y1": bottom, "line": {"color": look.axis, "width": 1}},
    ]


def _written(
    strips: Sequence[tuple[pd.DataFrame, float]], months: Sequence[Any], shared: Scale, look: Look
) -> list[Trace]:
    """Write names and training months above the strips, the named value left, the last value right."""
    names, said, last, last_at = [], [], [], []
    for row, bottom in strips:
        since = row["trained_from"].iloc[0]
        when = "not trained"
        if not pd.isna(since):
            when = f"trained from {wording.short_month(pd.Timestamp(since).date())}"
        name = plain(row["branch"].iloc[0], LONGEST_NAME)
        names.append(f'<b>{name}</b>&nbsp; <span style="color:{look.gray}">{when}</span>')
        known = row.dropna(subset=["value"])
        if len(known):
            value = float(known.sort_values("month")["value"].iloc[-1])
            last.append(_at(value, bottom, shared))
            said.append(f"&nbsp;{wording.percent(value / 100)}")
    last_at = [len(months) - 0.5] * len(last)
    bottoms = [bottom for _, bottom in strips]
    heads = text([-0.5] * len(names), [b - STRIP - NAME / 2 for b in bottoms], names, look.ink)
    middle = [_at(shared.middle, bottom, shared) for bottom in bottoms]
    mark = wording.percent(shared.middle / 100)
    ticks = text([-0.5] * len(bottoms), middle, [f"{mark}&nbsp;"] * len(bottoms), look.gray, theme.SMALL)
    return [heads, ticks | {"textposition": "middle left"}, text(last_at, last, said, look.ink, theme.SMALL)]


def _months(months: Sequence[Any], height: int, look: Look) -> Trace:
    """Name the first and the last month, and the one between where it has room."""
    places = sorted({0, len(months) // 2, len(months) - 1}) if len(months) > 6 else [0][: len(months)]
    named = [wording.short_month(pd.Timestamp(months[at]).date()) for at in places]
    written = text(places, [height - STRIP_FOOT / 2] * len(places), named, look.gray, theme.SMALL)
    return written | {"textposition": "middle center"}
