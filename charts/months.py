"""Figures along the months: columns, a line with its band, points with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go

from analysis import wording
from charts import theme
from charts.month_axis import Month, Write, figure, reach, scale
from charts.rates import text
from charts.theme import Look, Trace, plain


def columns(
    months: Sequence[Month], *, write: Write, look: Look, fiscal_start: int = 7, peak: str = ""
) -> go.Figure:
    """Draw a column a month, zero as a short baseline; the highest carries its number and ``peak``."""
    highest = max((each.value for each in months if each.value is not None), default=0.0)
    top, step = scale(highest)
    filled = [(place, each) for place, each in enumerate(months) if each.value]
    at_peak = next((place for place, each in filled if each.value == highest), None)
    peaks = [] if at_peak is None else [(at_peak, months[at_peak])]
    bars: Trace = {
        "type": "bar",
        "x": [place for place, _ in filled],
        "y": [each.value for _, each in filled],
        "width": 0.8,
        "marker": {"color": look.accent, "line": {"width": 0}},
        "hovertext": [_hover(each, write) for _, each in filled],
        "hovertemplate": "%{hovertext}<extra></extra>",
        **theme.steady(),
    }
    quiet = _quiet(months, look)
    numbers = text(
        [place for place, _ in peaks],
        [(each.value or 0) + top * 0.05 for _, each in peaks],
        [f"<b>{write(each.value or 0)}</b>{f' {plain(peak)}' if peak else ''}" for _, each in peaks],
        look.ink,
    )
    for place, _ in peaks:
        numbers["textposition"] = "middle left" if place > len(months) * 0.6 else "middle center"
    return figure(
        [bars, quiet, numbers],
        months,
        look,
        fiscal_start,
        bottom=0.0,
        top=top,
        step=step,
        write=write,
        right=16,
    )


def line(
    months: Sequence[Month],
    *,
    write: Write,
    look: Look,
    fiscal_start: int = 7,
    least: float | None = None,
    most: float | None = None,
) -> go.Figure:
    """Draw a line with its interval as a band; months without a value are gaps in both.

    ``least`` and ``most`` bound the axis (0 and 1 for shares). Marked months are not over yet: they are
    hollow, each with its own interval, and the line ends before them.
    """
    bottom, top, step = reach(months, least, most)
    over = [replace(each, value=None) if each.is_marked else each for each in months]
    return figure(
        [
            *_bands(over, look),
            _curve(over, look, write),
            *_unfinished(months, look, write),
            *_last(over, look, write),
        ],
        months,
        look,
        fiscal_start,
        bottom=bottom,
        top=top,
        step=step,
        write=write,
    )


def points(
    months: Sequence[Month], *, write: Write, look: Look, fiscal_start: int = 7, least: float, most: float
) -> go.Figure:
    """Draw a dot a month on the upright line of its interval, with the zero line where it is in sight."""
    bottom, top, step = reach(months, least, most)
    known = [(place, each) for place, each in enumerate(months) if each.value is not None]
    spans = _uprights(known, 2, look)
    dots: Trace = {
        "type": "scatter",
        "x": [place for place, _ in known],
        "y": [each.value for _, each in known],
        "mode": "markers",
        "marker": {
            "size": 9,
            "color": look.accent,
            "opacity": 1,
            "line": {"width": 1.5, "color": look.background},
        },
        "hovertext": [_hover(each, write) for _, each in known],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        **theme.steady(),
    }
    return figure(
        [spans, dots, *_last(months, look, write)],
        months,
        look,
        fiscal_start,
        bottom=bottom,
        top=top,
        step=step,
        write=write,
    )


def _hover(each: Month, write: Write) -> str:
    told = f"<b>{wording.month_year(each.month)}</b><br>{write(each.value or 0)}"
    if each.low is not None and each.high is not None:
        told += f"<br>95% interval {write(each.low)} to {write(each.high)}"
    return f"{told}<br>{plain(each.said)}" if each.said else told


def _quiet(months: Sequence[Month], look: Look) -> Trace:
    quiet = [place for place, each in enumerate(months) if not each.value]
    return {
        "type": "scatter",
        "x": [x for place in quiet for x in (place - 0.4, place + 0.4, None)],
        "y": [0 if x is not None else None for _ in quiet for x in (0, 0, None)],
        "mode": "lines",
        "line": {"color": look.axis, "width": 1},
        "hoverinfo": "skip",
    }


def _curve(months: Sequence[Month], look: Look, write: Write) -> Trace:
    return {
        "type": "scatter",
        "x": list(range(len(months))),
        "y": [each.value for each in months],
        "mode": "lines+markers" if _alone(months) else "lines",
        "marker": {"size": 6, "color": look.accent, "opacity": 1},
        "line": {"color": look.accent, "width": 2.4},
        "connectgaps": False,
        "hovertext": ["" if each.value is None else _hover(each, write) for each in months],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        **theme.steady(),
    }


def _uprights(drawn: Sequence[tuple[int, Month]], width: int, look: Look) -> Trace:
    """Draw the interval of each month as an upright line at its place."""
    return {
        "type": "scatter",
        "x": [x for place, _ in drawn for x in (place, place, None)],
        "y": [y for _, each in drawn for y in (each.low, each.high, None)],
        "mode": "lines",
        "line": {"color": look.accent, "width": width},
        "hoverinfo": "skip",
    }


def _unfinished(months: Sequence[Month], look: Look, write: Write) -> list[Trace]:
    """Draw the months that are not over as hollow dots on their intervals."""
    drawn = [(place, each) for place, each in enumerate(months) if each.is_marked and each.value is not None]
    if not drawn:
        return []
    spans = _uprights(drawn, 1, look)
    dots: Trace = {
        "type": "scatter",
        "x": [place for place, _ in drawn],
        "y": [each.value for _, each in drawn],
        "mode": "markers",
        "marker": {
            "size": 8,
            "opacity": 1,
            "color": look.background,
            "line": {"width": 2, "color": look.accent},
        },
        "hovertext": [_hover(each, write) for _, each in drawn],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        **theme.steady(),
    }
    return [spans, dots]


def _alone(months: Sequence[Month]) -> bool:
    """Whether a month stands between two gaps, where a line alone would not show it."""
    known = [each.value is not None for each in months]
    return any(
        here and not before and not after
        for before, here, after in zip([False, *known], known, [*known[1:], False], strict=False)
    )


def _bands(months: Sequence[Month], look: Look) -> list[Trace]:
    """Fill the interval of each run of months without a gap."""
    bands: list[Trace] = []
    run: list[int] = []
    for place, each in enumerate([*months, Month(date.max, None)]):
        if each.low is not None and each.high is not None and each.value is not None:
            run.append(place)
        elif run:
            bands.append(_band(months, run, look))
            run = []
    return bands


def _band(months: Sequence[Month], run: Sequence[int], look: Look) -> Trace:
    back = list(reversed(run))
    return {
        "type": "scatter",
        "x": [*run, *back],
        "y": [*(months[place].high for place in run), *(months[place].low for place in back)],
        "mode": "lines",
        "line": {"width": 0},
        "fill": "toself",
        "fillcolor": look.band,
        "hoverinfo": "skip",
    }


def _last(months: Sequence[Month], look: Look, write: Write) -> list[Trace]:
    """Write the last value and its interval beside it."""
    known = [(place, each) for place, each in enumerate(months) if each.value is not None]
    if not known:
        return []
    place, each = known[-1]
    said = f"&nbsp;&nbsp;<b>{write(each.value or 0)}</b>"
    if each.low is not None and each.high is not None:
        gray = f'<span style="color:{look.gray}">{write(each.low)} to {write(each.high)}</span>'
        said += f"<br>&nbsp;&nbsp;{gray}"
    dot: Trace = {
        "type": "scatter",
        "x": [place],
        "y": [each.value],
        "mode": "markers",
        "marker": {
            "size": 9,
            "color": look.accent,
            "opacity": 1,
            "line": {"width": 1.5, "color": look.background},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
        **theme.steady(),
    }
    return [dot, text([len(months) - 1], [each.value or 0], [said], look.ink)]
