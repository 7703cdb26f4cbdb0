"""Figures about satisfaction, under the names of their measures, and the funnel of branches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import funnel as limits
from analysis import periods, wording
from analysis.comments import NO_THEME
from charts import likert, months, rates, theme
from charts.bars import bars
from charts.labels import Named, labels
from charts.likert import Statement
from charts.month_axis import Month
from charts.rates import Rate
from charts.rows import Row
from charts.theme import Look, Trace, plain

HIDDEN: Final = "hidden: too few answers, or the next fewest"
PLOT: Final = 300
FOOT: Final = 40
LEFT: Final = 44


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def distribution(shown: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw each question's answers as a diverging bar, from the table of ``satisfaction.distribution``."""
    rows = [
        Statement(
            item=str(row["item"]),
            disagree_strong=_number(row["disagree_strong"]),
            disagree_mild=_number(row["disagree_mild"]),
            neutral=_number(row["neutral"]),
            agree_mild=_number(row["agree_mild"]),
            agree_strong=_number(row["agree_strong"]),
            n=None if pd.isna(row["n"]) else int(row["n"]),
            not_answered=0 if pd.isna(row["not_answered"]) else int(row["not_answered"]),
            note="hidden",
        )
        for row in shown.to_dict("records")
    ]
    return likert.diverging(rows, look=look)


def top2_by_branch(shown: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw each branch's share with its interval, from ``satisfaction.shares`` after protection."""
    known = shown.dropna(subset=["n", "top"])
    n = int(known["n"].sum())
    share = int(known["top"].sum()) / n if n else 0.0
    name = "those shown" if shown["hidden"].any() else "all branches"
    reference = (share, f"{name} {wording.percent(share)}") if n and len(shown) > 1 else None
    return rates.rates(
        [_rate(row) for row in shown.to_dict("records")], key="branch", look=look, reference=reference
    )


def _rate(row: Mapping[Any, Any]) -> Rate:
    is_known = not pd.isna(row["share"])
    return Rate(
        value=str(row["branch"]),
        name=str(row["branch"]),
        rate=float(row["share"]) if is_known else None,
        low=_number(row["low"]),
        high=_number(row["high"]),
        n=int(row["n"]) if is_known else None,
        note=HIDDEN,
        code=str(row["coded"]),
    )


def top2_by_month(shown: pd.DataFrame, *, look: Look, fiscal_start: int = periods.START_MONTH) -> go.Figure:
    """Draw the share of each month as a line with its band, from ``satisfaction.shares``."""
    drawn = [_month(row, "share") for row in shown.to_dict("records")]
    return months.line(
        drawn, write=wording.percent, look=look, fiscal_start=fiscal_start, least=0.0, most=1.0
    )


def nps_by_month(shown: pd.DataFrame, *, look: Look, fiscal_start: int = periods.START_MONTH) -> go.Figure:
    """Draw the net promoter score of each month with its interval, from ``satisfaction.scores``."""
    drawn = [_month(row, "nps") for row in shown.to_dict("records")]
    return months.points(
        drawn, write=wording.signed, look=look, fiscal_start=fiscal_start, least=-100.0, most=100.0
    )


def _month(row: Mapping[Any, Any], value: str) -> Month:
    n = "hidden" if pd.isna(row["n"]) else wording.count(int(row["n"]), "answer")
    return Month(
        pd.Timestamp(row["month"]).date(),
        _number(row[value]),
        _number(row["low"]),
        _number(row["high"]),
        said=n,
    )


def comments_by_theme(shown: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw how many comments each theme has."""
    known = shown.dropna(subset="comments")
    rows = [
        Row(str(row["theme"]), _capital(str(row["theme"])), int(row["comments"]), int(row["comments"]))
        for row in known.to_dict("records")
    ]

    def fill(row: Row) -> dict[str, Any]:
        is_none = row.value == NO_THEME
        return theme.hatched(look) if is_none else {"color": look.accent, "line": {"width": 0}}

    return bars(rows, key="theme", fill=fill, look=look, counted="comment")


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def funnel(shown: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw each branch's share against its number of answers, between the limits of chance.

    From ``analysis.funnel.funnel``. Outside the 95% limits a branch is filled and named, inside it is
    hollow and named on hover: a funnel is no ranking.
    """
    known = shown.dropna(subset="share")
    most = float(known["n"].max()) * 1.08 if len(known) else 100.0
    average = float(known["average"].iloc[0]) if len(known) else 0.5
    bottom, top = _reach(known)
    sizes = np.linspace(max(most / 80, 1), most, 120)
    curves = [
        _curve(sizes, limit, look, dash)
        for level, dash in zip(limits.LEVELS, ("solid", "dash"), strict=True)
        for limit in limits.limits(sizes, average, level)
    ]
    ticks = [tick for tick in np.arange(0, 1.0001, 0.1) if bottom - 1e-9 <= tick <= top + 1e-9]
    return theme.figure(
        [*curves, _average(most, average, look), _dots(known, look)],
        look,
        height=PLOT + FOOT,
        left=LEFT,
        right=8,
        bottom=FOOT,
        xaxis={"range": [0, most], "nticks": 5, "tickformat": wording.COUNT_TICKS, "ticklabelstandoff": 6,
               "title": {"text": "answers", "font": {"size": theme.SMALL, "color": look.gray}}},
        yaxis={
            "range": [bottom, top + 0.02],
            "tickvals": ticks,
            "ticktext": [wording.percent(float(tick)) for tick in ticks],
            "showgrid": True,
            "gridcolor": look.grid,
        },
        annotations=labels(
            _names(known),
            list(zip(known["n"].astype(float), known["share"].astype(float), strict=True)),
            x=(0, most), y=(bottom, top + 0.02), height=PLOT, look=look,
        ),
    )  # fmt: skip


def _reach(known: pd.DataFrame) -> tuple[float, float]:
    """Where the axis begins and ends: around the dots and their 99.8% limits, in steps of 10%."""
    if known.empty:
        return 0.0, 1.0
    low = float(known[["share", "low_998"]].min().min()) - 0.03
    high = float(known[["share", "high_998"]].max().max()) + 0.03
    return max(np.floor(low * 10) / 10, 0.0), min(np.ceil(high * 10) / 10, 1.0)


def _curve(sizes: Any, limit: Any, look: Look, dash: str) -> Trace:
    return {
        "type": "scatter",
        "x": [float(size) for size in sizes],
        "y": [float(share) for share in limit],
        "mode": "lines",
        "line": {"color": look.axis, "width": 1, "dash": dash},
        "hoverinfo": "skip",
    }


def _average(most: float, average: float, look: Look) -> Trace:
    return {
        "type": "scatter",
        "x": [0, most],
        "y": [average, average],
        "mode": "lines",
        "line": {"color": look.ink, "width": 1},
        "hoverinfo": "skip",
    }


def _dots(known: pd.DataFrame, look: Look) -> Trace:
    is_far = (known["outside"] != "").tolist()
    return {
        "type": "scatter",
        "x": [int(n) for n in known["n"]],
        "y": [float(share) for share in known["share"]],
        "mode": "markers",
        "marker": {
            "size": 12,
            "opacity": 1,
            "color": [look.accent if far else look.background for far in is_far],
            "line": {"width": 2, "color": look.accent},
        },
        "customdata": [["branch", str(branch)] for branch in known["branch"]],
        "hovertext": [_said(row) for row in known.to_dict("records")],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        **theme.steady(),
    }


def _said(row: Mapping[Any, Any]) -> str:
    of = f"{wording.percent(float(row['share']))} of {wording.count(int(row['n']), 'answer')}"
    return f"<b>{plain(row['branch'])}</b><br>{of}"


def _names(known: pd.DataFrame) -> list[Named]:
    """Name the branches outside: above the dot where they are higher, below where they are lower."""
    far = known.loc[known["outside"] != ""].sort_values("n")
    return [
        Named(
            float(row["n"]),
            float(row["share"]),
            f"{wording.shortened(str(row['branch']), 24)} {wording.percent(float(row['share']))}",
            is_above=float(row["share"]) > float(row["average"]),
        )
        for row in far.to_dict("records")
    ]
