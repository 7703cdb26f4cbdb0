"""The age of each topic: how long ago its newest course was, and which topics have none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis import wording
from analysis.gaps import HORIZON, NO_COURSE, ONLY_UNDATED, RECENT
from charts import theme
from charts.bars import LONGEST_NAME
from charts.theme import Look, Trace, plain

ROW: Final = 38
SHORT_ROW: Final = 26
"""Pixels of a row with an age, its name above; and of one without, its name beside a hatch."""

NAME_AT: Final = 11
LINE_AT: Final = 27
HEAD: Final = 26
AXIS: Final = 34
RIGHT: Final = 92
OLDEST_SPAN: Final = 8
"""Years the axis has at least, so that a young catalog does not look old."""


def topic_ages(gaps: pd.DataFrame, *, look: Look, today_year: int, horizon: int = HORIZON) -> go.Figure:
    """Draw each topic's newest course on a line of years, from ``analysis.gaps.gaps``.

    The pale band is what counts as recent: the last ``horizon`` years. A filled dot is recent, a
    hollow one is not. Topics without a dated course follow below, with a hatch and words instead
    of a dot. Every row carries ``["topic", topic]``.
    """
    has_year = gaps["newest_year"].notna()
    dated, undated = gaps[has_year].reset_index(drop=True), gaps[~has_year].reset_index(drop=True)
    undated = undated.sort_values("state", key=lambda states: states == NO_COURSE, kind="stable")
    axis_at = HEAD + ROW * len(dated) if len(dated) else 0
    list_at = axis_at + AXIS if len(dated) else 0
    height = (list_at + SHORT_ROW * len(undated) or ROW) + 8
    first = min([today_year - OLDEST_SPAN, *(int(year) - 1 for year in dated["newest_year"])])
    names = [
        (plain(topic, LONGEST_NAME - 12), at)
        for topic, at in zip(undated["topic"], _middles(undated, list_at), strict=True)
    ]
    return theme.figure(
        [
            _reach(dated, HEAD, ROW, first, today_year),
            _reach(undated, list_at, SHORT_ROW, first, today_year),
            *(_axis(first, today_year, today_year - horizon, axis_at, look) if len(dated) else ()),
            *(_dated(dated, first, today_year, look) if len(dated) else ()),
            *_undated(undated, list_at, today_year, look),
        ],
        look,
        height=height,
        left=1,
        right=RIGHT,
        xaxis={"range": [first, today_year + 0.5], "showticklabels": False},
        yaxis={"range": [height, 0], "showticklabels": False},
        shapes=[
            *([_band(first, today_year, today_year - horizon, axis_at, look)] if len(dated) else ()),
            *(_dots(at, first, today_year + 0.5, look) for _, at in names),
        ],
        annotations=[_beside_dots(name, at, first, look) for name, at in names],
    )


def _middles(rows: pd.DataFrame, top: int) -> list[float]:
    return [top + SHORT_ROW * (index + 0.5) for index in range(len(rows))]


def _ticks(first: int, today_year: int) -> list[int]:
    """Label today's year and every third, fifth or tenth before it."""
    span = today_year - first
    step = next((step for step in (3, 5, 10, 20, 50) if span / step <= 5), 100)
    return list(range(today_year, first, -step))[::-1]


def _said(newest: int | None, age: int | None, undated: int, state: str) -> str:
    """Say a row in words for the pointer."""
    if state == NO_COURSE:
        return "No course"
    without = f"{wording.count(undated, 'course')} without a date"
    if newest is None or age is None:
        return f"Only {without}"
    ago = "this year" if age == 0 else f"{wording.count(age, 'year')} ago"
    return f"Newest course {newest}, {ago}" + (f"; {without}" if undated else "")


def _reach(rows: pd.DataFrame, top: int, height: int, first: int, today_year: int) -> Trace:
    """Give every row its hover text and its mark, over its whole width."""
    counts = zip(rows["newest_year"], rows["age_years"], rows["undated_count"], rows["state"], strict=True)
    said = [
        _said(
            None if pd.isna(newest) else int(newest), None if pd.isna(age) else int(age), int(undated), state
        )
        for newest, age, undated, state in counts
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [first] * len(rows),
        "x": [today_year + 0.5 - first] * len(rows),
        "y": [top + height * (index + 0.5) for index in range(len(rows))],
        "width": height,
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "customdata": [["topic", topic] for topic in rows["topic"]],
        "hovertext": [
            f"<b>{plain(topic)}</b><br>{text}" for topic, text in zip(rows["topic"], said, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        **theme.steady(),
    }


def _band(first: int, today_year: int, since: int, bottom: int, look: Look) -> dict[str, Any]:
    """Shade the recent years behind the lines."""
    return {
        "type": "rect",
        "x0": max(since - 0.5, first),
        "x1": today_year + 0.5,
        "y0": HEAD,
        "y1": bottom,
        "layer": "below",
        "line": {"width": 0},
        "fillcolor": look.context,
    }


def _axis(first: int, today_year: int, since: int, bottom: int, look: Look) -> list[Trace]:
    """Name the recent years above the lines, and label a few years below them."""
    ticks = _ticks(first, today_year)
    years = _text(ticks, [bottom + 12] * len(ticks), [str(year) for year in ticks], look.gray, theme.SMALL)
    recent = _text([today_year + 0.5], [HEAD / 2], [f"recent: {since} or later"], look.gray, theme.SMALL)
    return [years | {"textposition": "middle center"}, recent | {"textposition": "middle left"}]


def _dated(rows: pd.DataFrame, first: int, today_year: int, look: Look) -> list[Trace]:
    years = [int(year) for year in rows["newest_year"]]
    tops = [HEAD + ROW * index for index in range(len(rows))]
    at = [top + LINE_AT for top in tops]
    is_recent = [state == RECENT for state in rows["state"]]
    lines = {
        "type": "scatter",
        "x": [x for year in years for x in (year, today_year + 0.5, None)],
        "y": [y for middle in at for y in (middle, middle, None)],
        "mode": "lines",
        "line": {"color": look.axis, "width": 1},
        "hoverinfo": "skip",
    }
    dots = {
        "type": "scatter",
        "x": years,
        "y": at,
        "mode": "markers",
        "marker": {
            "opacity": 1,
            "size": [11 if recent else 10 for recent in is_recent],
            "color": [look.accent if recent else look.background for recent in is_recent],
            "line": {
                "width": [1.5 if recent else 2 for recent in is_recent],
                "color": [look.background if recent else look.accent for recent in is_recent],
            },
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
        **theme.steady(),
    }
    names = [plain(topic, LONGEST_NAME) for topic in rows["topic"]]
    ages = [_age(year, today_year, look) for year in years]
    return [
        lines,
        dots,
        _text([first] * len(rows), [top + NAME_AT for top in tops], names, look.ink),
        _text([today_year + 0.5] * len(rows), at, ages, look.ink),
    ]


def _age(year: int, today_year: int, look: Look) -> str:
    age = max(today_year - year, 0)
    ago = "this year" if age == 0 else wording.count(age, "year")
    return f'&nbsp;<b>{year}</b><span style="color:{look.gray}">&nbsp; {ago}</span>'


def _undated(rows: pd.DataFrame, top: int, today_year: int, look: Look) -> list[Trace]:
    """Say of the topics without a dated course what there is, after a hatched square."""
    place: Trace = {"type": "scatter", "x": [today_year + 0.5] * len(rows), "y": _middles(rows, top)}
    hatch = [
        {
            **place,
            "mode": "markers",
            "marker": {
                "symbol": symbol,
                "opacity": 1,
                "size": size,
                "color": color,
                "line": {"width": theme.HATCH_LINE, "color": look.hidden},
            },
            "cliponaxis": False,
            "hoverinfo": "skip",
            **theme.steady(),
        }
        for symbol, size, color in (("square", 12, look.background), ("line-ne-open", 11, look.hidden))
    ]
    said = [
        f"{wording.number(int(count))} undated" if state == ONLY_UNDATED else "no course"
        for count, state in zip(rows["undated_count"], rows["state"], strict=True)
    ]
    return [*hatch, _text(place["x"], place["y"], ["&nbsp;" * 4 + text for text in said], look.gray)]


def _dots(at: float, first: int, last: float, look: Look) -> dict[str, Any]:
    """Lead the eye from a name to its note over a wide page, with dots as in a table of contents."""
    dots = {"color": look.rule, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": first, "x1": last, "y0": at, "y1": at, "layer": "below", "line": dots}


def _beside_dots(name: str, at: float, first: int, look: Look) -> dict[str, Any]:
    return {
        "x": first,
        "y": at,
        "xanchor": "left",
        "yanchor": "middle",
        "text": f"{name}&nbsp;",
        "showarrow": False,
        "borderpad": 0,
        "xshift": -1,
        "bgcolor": look.background,
        "font": {"size": theme.SIZE, "color": look.ink},
    }


def _text(
    x: Sequence[float], y: Sequence[float], text: Sequence[str], color: str, size: int = theme.SIZE
) -> Trace:
    return {
        "type": "scatter",
        "x": list(x),
        "y": list(y),
        "mode": "text",
        "text": list(text),
        "textposition": "middle right",
        "textfont": {"size": size, "color": color},
        "cliponaxis": False,
        "hoverinfo": "skip",
        **theme.steady(color),
    }
