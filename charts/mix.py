"""How answers divide among channels, year by year: a row a channel, a column a fiscal year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis import wording
from charts import theme
from charts.bars import LONGEST_NAME
from charts.rates import text
from charts.theme import Look, Trace, plain

ROW: Final = 88
NAME_AT: Final = 12
BASE_AT: Final = 80
TALLEST: Final = 40
YEARS: Final = 28
"""Pixels: a row, its name, the foot of its columns, a column of 100%, the years below all rows."""

WIDTH: Final = 0.5
MOST: Final = 6
"""Channels that the figure has room for; the table has all."""

MOST_YEARS: Final = 8


def channels_by_year(shown: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw the share of each channel in each fiscal year, the channels in the order given.

    ``shown``: one row a fiscal year and channel, with ``share`` (0 to 1; null where hidden), ``n`` and
    ``hidden``. Newest years only, where there are more than there is room for.
    """
    years = sorted(int(year) for year in shown["fiscal_year"].unique())[-MOST_YEARS:]
    channels = list(dict.fromkeys(shown["channel"]))[:MOST]
    drawn = shown.loc[shown["fiscal_year"].isin(years) & shown["channel"].isin(channels)]
    rows = [dict(row) for row in drawn.to_dict("records")]
    bottom = ROW * max(len(channels), 1)
    foot = {channel: ROW * place + BASE_AT for place, channel in enumerate(channels)}
    at = {year: float(place) for place, year in enumerate(years)}
    return theme.figure(
        [
            _columns([row for row in rows if not row["hidden"]], at, foot, look),
            _hatches([row for row in rows if row["hidden"]], at, foot, look),
            _baselines(list(foot.values()), len(years), look),
            _numbers(rows, at, foot, look),
            text(
                [-0.5] * len(channels),
                [ROW * place + NAME_AT for place in range(len(channels))],
                [plain(channel, LONGEST_NAME) for channel in channels],
                look.ink,
            ),
        ],
        look,
        height=bottom + YEARS,
        left=1,
        right=8,
        bottom=YEARS,
        xaxis={
            "range": [-0.5, max(len(years), 1) - 0.5],
            "tickvals": list(at.values()),
            "ticktext": [f"FY{year}" for year in years],
            "ticklabelstandoff": 4,
        },
        yaxis={"range": [bottom, 0], "showticklabels": False},
    )


def _bars(rows: Sequence[dict[Any, Any]], at: dict[int, float], tops: Sequence[float]) -> Trace:
    return {
        "type": "bar",
        "x": [at[int(row["fiscal_year"])] for row in rows],
        "y": list(tops),
        "width": WIDTH,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _columns(rows: Sequence[dict[Any, Any]], at: dict[int, float], foot: dict[str, int], look: Look) -> Trace:
    heights = [float(row["share"]) * TALLEST for row in rows]
    return {
        **_bars(rows, at, [-height for height in heights]),
        "base": [foot[row["channel"]] for row in rows],
        "marker": {"color": look.accent, "line": {"width": 0}},
        "hovertext": [_said(row) for row in rows],
    }


def _hatches(rows: Sequence[dict[Any, Any]], at: dict[int, float], foot: dict[str, int], look: Look) -> Trace:
    return {
        **_bars(rows, at, [-TALLEST / 2] * len(rows)),
        "base": [foot[row["channel"]] for row in rows],
        "marker": theme.hatched(look),
        "hovertext": [
            f"<b>{plain(row['channel'])}, FY{int(row['fiscal_year'])}</b><br>hidden: too few answers, or the "
            "next fewest"
            for row in rows
        ],
    }


def _said(row: dict[Any, Any]) -> str:
    answers = wording.count(int(row["n"]), "answer")
    name = f"<b>{plain(row['channel'])}, FY{int(row['fiscal_year'])}</b>"
    return f"{name}<br>{wording.percent(float(row['share']))}, {answers}"


def _baselines(feet: Sequence[int], years: int, look: Look) -> Trace:
    return {
        "type": "scatter",
        "x": [x for _ in feet for x in (-0.5, years - 0.5, None)],
        "y": [y for foot in feet for y in (foot, foot, None)],
        "mode": "lines",
        "line": {"color": look.axis, "width": 1},
        "hoverinfo": "skip",
    }


def _numbers(rows: Sequence[dict[Any, Any]], at: dict[int, float], foot: dict[str, int], look: Look) -> Trace:
    numbers = text(
        [at[int(row["fiscal_year"])] for row in rows],
        [foot[row["channel"]] - _height(row) - 10 for row in rows],
        ["hidden" if row["hidden"] else wording.percent(float(row["share"])) for row in rows],
        look.ink,
    )
    numbers["textposition"] = "middle center"
    return numbers


def _height(row: dict[Any, Any]) -> float:
    return TALLEST / 2 if row["hidden"] else float(row["share"]) * TALLEST
