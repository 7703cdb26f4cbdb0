"""Columns by year, stacked by format, with the undated beside them and a legend to click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis import wording
from charts import legend, theme
from charts.rows import hover, part, width_of
from charts.theme import Look, Trace

PLOT: Final = 190
NUMBERS: Final = 36
TICKS: Final = 30
"""Pixels: the columns, the numbers on top of the highest, the years below."""

COLUMN: Final = 0.82
FEWEST: Final = 6
"""Columns the axis has room for at least: one year alone is a column and not a wall."""

DENSE: Final = 16
"""Columns above which a number has no room for "of 12" on a phone; the hover text has it."""

NO_DATE: Final = "none"


def places(first: int, last: int) -> tuple[list[int], int]:
    """Give every year its place on the axis, and the place of "no date" after a gap.

    The gap grows with the years, so that the last one's label and "no date" do not touch on a phone.
    """
    years = list(range(first, last + 1))
    return years, last + max(2, round(len(years) * 0.15))


def labeled(years: Sequence[int]) -> list[int]:
    """Choose the years that get a label: at most six, evenly apart, from the first."""
    for step in (1, 2, 3, 5, 10, 20, 50):
        if len(years) <= 6 * step - (step > 1):
            return list(years[::step])
    return [years[0], years[-1]]


def columns(both: pd.DataFrame, formats: Sequence[str], *, look: Look, counted: str = "course") -> go.Figure:
    """Draw a column a year.

    Parameters
    ----------
    both
        ``year`` (null is "no date"), ``format``, ``chosen`` and ``whole``.
    formats
        The formats from the bottom of a column to its top, and in the legend.
    counted
        What a number counts, in the singular, for the text under a pointer.
    """
    years = both["year"].dropna().astype("int64")
    axis, undated = places(int(years.min()), int(years.max())) if len(years) else ([], 1)
    both = both.assign(place=both["year"].astype("Int64").fillna(undated).astype("int64"))
    by_place = both.groupby("place", as_index=False)[["chosen", "whole"]].sum()
    told = _told(by_place, undated, undated + 1 - min(axis, default=0))
    entries = legend.rows(formats) if len(formats) > 1 else []
    height = len(entries) * legend.ROW + NUMBERS + PLOT + TICKS
    above = legend.layout(entries, plot_height=height - TICKS)
    return theme.figure(
        [
            _whole(by_place, undated, told, look, counted),
            *(_format(both, name, formats, undated, look, counted) for name in formats),
            _quiet(axis, by_place["place"].tolist(), look),
            _numbers(by_place, undated, told, look),
            *legend.traces(entries, look),
        ],
        look,
        height=height,
        left=1 if len(axis) <= DENSE else 8,
        right=16,
        bottom=TICKS,
        xaxis=_x(axis, undated if both["year"].isna().any() else None),
        yaxis=_y(by_place["whole"]) | above.pop("yaxis"),
        **above,
    )


def _x(axis: Sequence[int], undated: int | None) -> dict[str, Any]:
    ticks = [*labeled(axis), *([] if undated is None else [undated])]
    first = min([*axis, *ticks], default=1)
    last = max([*axis, *ticks, first + FEWEST - 1])
    return {
        "tickvals": ticks,
        "ticktext": ["<b>no date</b>" if tick == undated else str(tick) for tick in ticks],
        "range": [first - 0.5, last + 0.5],
        "ticklabelstandoff": 4,
    }


def _y(whole: pd.Series[int]) -> dict[str, Any]:
    highest = int(whole.max()) if len(whole) else 1
    return {"range": [0, highest * (PLOT + NUMBERS) / PLOT], "showticklabels": False}


def _key(place: int, undated: int) -> list[str]:
    return ["year", NO_DATE if place == undated else str(place)]


def _name(place: int, undated: int) -> str:
    return "No date" if place == undated else str(place)


def _whole(by_place: pd.DataFrame, undated: int, told: Sequence[int], look: Look, counted: str) -> Trace:
    """Draw the pale columns behind, and a number on top of each where Plotly finds room for it."""
    rows = list(zip(by_place["place"], by_place["chosen"], by_place["whole"], strict=True))
    return {
        "type": "bar",
        "x": [place for place, _, _ in rows],
        "y": [whole for _, _, whole in rows],
        "width": COLUMN,
        "marker": {
            "color": [look.context if chosen < whole else "rgba(0,0,0,0)" for _, chosen, whole in rows],
            "line": {"color": look.axis, "width": [1 if chosen < whole else 0 for _, chosen, whole in rows]},
        },
        "text": ["" if place in told else _number(look, c, w, len(rows)) for place, c, w in rows],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": theme.SMALL if len(rows) > DENSE else theme.SIZE, "color": look.ink},
        "constraintext": "both",
        "cliponaxis": False,
        "customdata": [_key(place, undated) for place, _, _ in rows],
        "hovertext": [hover(_name(place, undated), chosen, whole, counted) for place, chosen, whole in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        **theme.steady(look.ink),
    }


def _number(look: Look, chosen: int, whole: int, columns: int) -> str:
    if columns > DENSE:
        return f"<b>{wording.number(chosen)}</b>" if chosen < whole else wording.number(chosen)
    return part(look, chosen, whole).replace(" of ", "<br>of ")


def _told(by_place: pd.DataFrame, undated: int, slots: int) -> list[int]:
    """Choose the columns whose number is always there: the undated, and a few high ones of many."""
    told = [undated]
    if slots > DENSE:
        for place, whole in by_place.nlargest(slots, "whole")[["place", "whole"]].itertuples(index=False):
            apart = (width_of(wording.number(int(whole)), theme.SMALL) + 6) * slots / legend.NARROWEST
            if len(told) <= 4 and all(abs(int(place) - other) >= apart for other in told):
                told.append(int(place))
    return told


def _numbers(by_place: pd.DataFrame, undated: int, told: Sequence[int], look: Look) -> Trace:
    """Write the numbers that must not be left out; the undated column has room on both sides."""
    rows = by_place[by_place["place"].isin(told)]
    is_narrowed = (by_place["chosen"] < by_place["whole"]).any()
    above = by_place["whole"].max() * 5 / PLOT
    return {
        "type": "scatter",
        "x": rows["place"].tolist(),
        "y": [whole + above for whole in rows["whole"]],
        "mode": "text",
        "text": [
            _number(look, chosen, whole, 1 if place == undated else len(by_place))
            for place, chosen, whole in zip(rows["place"], rows["chosen"], rows["whole"], strict=True)
        ],
        "textposition": "top center",
        "textfont": {
            "size": theme.SMALL if is_narrowed or len(by_place) > DENSE else theme.SIZE,
            "color": look.ink,
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
        **theme.steady(look.ink),
    }


def _format(
    both: pd.DataFrame, name: str, formats: Sequence[str], undated: int, look: Look, counted: str
) -> Trace:
    """Draw one format's part of every column, on top of the formats before it."""
    below = both[both["format"].isin(formats[: formats.index(name)])].groupby("place")["chosen"].sum()
    own = both[(both["format"] == name) & (both["chosen"] > 0)]
    label = wording.format_label(name)
    return {
        "type": "bar",
        "x": own["place"].tolist(),
        "y": own["chosen"].tolist(),
        "base": [int(below.get(place, 0)) for place in own["place"]],
        "width": COLUMN,
        "marker": theme.format_fill(look, name),
        "customdata": [_key(place, undated) for place in own["place"]],
        "hovertext": [
            hover(f"{_name(place, undated)}, {label}", chosen, whole, counted)
            for place, chosen, whole in zip(own["place"], own["chosen"], own["whole"], strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        **theme.steady(),
    }


def _quiet(axis: Sequence[int], filled: Sequence[int], look: Look) -> Trace:
    """Draw a short baseline for every year without a course: the year was there, nothing was."""
    quiet = [year for year in axis if year not in set(filled)]
    return {
        "type": "scatter",
        "x": [x for year in quiet for x in (year - COLUMN / 2, year + COLUMN / 2, None)],
        "y": [0 if x is not None else None for _ in quiet for x in (0, 0, None)],
        "mode": "lines",
        "line": {"color": look.axis, "width": 1},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
