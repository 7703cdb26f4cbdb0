"""Rates with their intervals, one row a group: a dot, its 95% line, and what it is a rate of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from analysis import wording
from charts import theme
from charts.bars import LONGEST_NAME
from charts.rows import width_of
from charts.theme import Look, Trace, plain

ROW: Final = 40
NAME_AT: Final = 11
LINE_AT: Final = 28
HEAD: Final = 26
AXIS: Final = 30
"""Pixels: a row, its name and its line in it, the reference's name above, the percent marks below."""

GAP: Final = "&nbsp;" * 3
"""Room for half a dot between the end of the axis and what is written there."""

HALF_DOT: Final = 7
"""Pixels that a dot at the very beginning of the axis needs beside it."""

STEP: Final = 0.2
"""Shares between two marks of the axis."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One row: its name, what a click on it means, the rate (0 to 1) of ``n`` with its interval.

    A rate of None is not shown, and ``note`` says why. ``code`` stands in its place where a rate may only
    be told as "under 5%". ``is_filled`` False draws a hollow dot: not told apart from the reference.
    """

    value: str
    name: str
    rate: float | None
    low: float | None
    high: float | None
    n: int | None
    note: str = ""
    code: str = ""
    is_filled: bool = True


def rates(
    rows: Sequence[Rate], *, key: str, look: Look, reference: tuple[float, str] | None = None, of: str = "of"
) -> go.Figure:
    """Draw the rates in the order given.

    Parameters
    ----------
    rows
        From top to bottom; a row that is not shown is a hatch with its note.
    key
        What a click narrows: every row carries ``[key, row.value]``.
    reference
        A rate and its name ("all branches 74%"), drawn as a thin line over all rows.
    of
        The word before ``n``: "of" for a share, "n" for a mean.
    """
    first = _first(rows)
    bottom = HEAD + ROW * len(rows)
    room = max((width_of(_end(row, of), theme.SIZE) for row in rows), default=60) + 24
    shown = [(row, HEAD + ROW * place) for place, row in enumerate(rows)]
    is_at_edge = any(row.rate is not None and row.rate <= first for row in rows)
    return theme.figure(
        [
            _reach(shown, key, first),
            _rules(shown, first, look),
            _hatches(shown, first, look),
            _intervals(shown, look),
            _dots(shown, look),
            _names(shown, first, look),
            _ends(shown, look, of),
            _marks(first, bottom, look),
            *([_reference_name(reference, first, look)] if reference else ()),
        ],
        look,
        height=bottom + AXIS,
        left=HALF_DOT if is_at_edge else 1,
        right=room,
        xaxis={"range": [first - theme.EDGE, 1.0 + theme.EDGE], "showticklabels": False},
        yaxis={"range": [bottom + AXIS, 0], "showticklabels": False},
        shapes=[
            _reference(reference[0], top, look) for row, top in shown if reference and row.rate is not None
        ],
    )


def _first(rows: Sequence[Rate]) -> float:
    """Where the axis begins: a whole step below the lowest interval, 0 at the least, with room to 100%."""
    lows = [each for row in rows for each in (row.low, row.rate) if each is not None]
    return min(max(0.0, math.floor(min(lows, default=0.0) / STEP) * STEP), 1.0 - STEP)


def _end(row: Rate, of: str) -> str:
    if row.code:
        return row.code
    if row.rate is None or row.n is None:
        return "hidden"
    return f"{wording.percent(row.rate)} {of} {wording.number(row.n)}"


def _said(row: Rate) -> str:
    if row.rate is None or row.n is None:
        return f"<b>{plain(row.name)}</b><br>{plain(row.code or row.note or 'hidden')}"
    told = f"<b>{plain(row.name)}</b><br>{wording.percent(row.rate)} of {wording.number(row.n)}"
    if row.low is not None and row.high is not None:
        told += f"<br>95% interval {wording.percent(row.low)} to {wording.percent(row.high)}"
    return told


def _reach(shown: Sequence[tuple[Rate, int]], key: str, first: float) -> Trace:
    """Let the whole row be clicked and read, name and number too."""
    return {
        "type": "bar",
        "orientation": "h",
        "base": [first] * len(shown),
        "x": [1.0 - first] * len(shown),
        "y": [top + ROW / 2 for _, top in shown],
        "width": ROW,
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "customdata": [[key, row.value] for row, _ in shown],
        "hovertext": [_said(row) for row, _ in shown],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        **theme.steady(),
    }


def _rules(shown: Sequence[tuple[Rate, int]], first: float, look: Look) -> Trace:
    return segments([(first, 1.0, top + LINE_AT) for row, top in shown if row.rate is not None], look.grid, 1)


def _intervals(shown: Sequence[tuple[Rate, int]], look: Look) -> Trace:
    spans = [
        (row.low, row.high, top + LINE_AT)
        for row, top in shown
        if row.rate is not None and row.low is not None and row.high is not None
    ]
    return segments(spans, look.accent, 3)


def segments(spans: Sequence[tuple[float, float, float]], color: str, width: float) -> Trace:
    """Draw level lines in one trace: from where, to where, and at what height."""
    return {
        "type": "scatter",
        "x": [x for low, high, _ in spans for x in (low, high, None)],
        "y": [y for _, _, at in spans for y in (at, at, None)],
        "mode": "lines",
        "line": {"color": color, "width": width},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _hatches(shown: Sequence[tuple[Rate, int]], first: float, look: Look) -> Trace:
    """Draw what is not shown as a hatch over the width of the axis."""
    hidden = [top for row, top in shown if row.rate is None]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [first] * len(hidden),
        "x": [1.0 - first] * len(hidden),
        "y": [top + LINE_AT for top in hidden],
        "width": 12,
        "marker": theme.hatched(look),
        "hoverinfo": "skip",
        **theme.steady(),
    }


def _dots(shown: Sequence[tuple[Rate, int]], look: Look) -> Trace:
    drawn = [(row, top) for row, top in shown if row.rate is not None]
    return {
        "type": "scatter",
        "x": [row.rate for row, _ in drawn],
        "y": [top + LINE_AT for _, top in drawn],
        "mode": "markers",
        "marker": {
            "opacity": 1,
            "size": 11,
            "color": [look.accent if row.is_filled else look.background for row, _ in drawn],
            "line": {
                "width": [1.5 if row.is_filled else 2 for row, _ in drawn],
                "color": [look.background if row.is_filled else look.accent for row, _ in drawn],
            },
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
        **theme.steady(),
    }


def _names(shown: Sequence[tuple[Rate, int]], first: float, look: Look) -> Trace:
    names = [plain(row.name, LONGEST_NAME) for row, _ in shown]
    return text([first] * len(shown), [top + NAME_AT for _, top in shown], names, look.ink)


def _ends(shown: Sequence[tuple[Rate, int]], look: Look, of: str) -> Trace:
    """Write "80% of 428" at the right, the rate in bold; a note in gray."""
    said = []
    for row, _ in shown:
        if row.rate is None or row.n is None or row.code:
            said.append(f'<span style="color:{look.gray}">{GAP}{plain(_end(row, of))}</span>')
            continue
        gray = f'<span style="color:{look.gray}">{of} {wording.number(row.n)}</span>'
        said.append(f"{GAP}<b>{wording.percent(row.rate)}</b> {gray}")
    return text([1.0] * len(shown), [top + LINE_AT for _, top in shown], said, look.ink)


def _marks(first: float, bottom: int, look: Look) -> Trace:
    """Mark the ends of the axis and one step between: a phone has no room for more."""
    middle = first + STEP * (round((1.0 - first) / STEP) // 2)
    places = [first, middle, 1.0] if first < middle < 1.0 else [first, 1.0]
    said = [f"{place:.0%}" for place in places]
    marks = text(places, [bottom + 14] * len(places), said, look.gray, theme.SMALL)
    marks["textposition"] = ["middle right", *["middle center"] * (len(places) - 2), "middle left"]
    return marks


def _reference(rate: float, top: int, look: Look) -> dict[str, Any]:
    """Draw the reference beside each line only, so that it never runs through a name."""
    return {
        "type": "line",
        "x0": rate,
        "x1": rate,
        "y0": top + LINE_AT - 9,
        "y1": top + LINE_AT + 9,
        "layer": "below",
        "line": {"color": look.ink, "width": 1},
    }


def _reference_name(reference: tuple[float, str], first: float, look: Look) -> Trace:
    rate, name = reference
    name_at = text([rate], [HEAD / 2 - 2], [plain(name)], look.ink, theme.SMALL)
    share = (rate - first) / (1.0 - first or 1.0)
    name_at["textposition"] = (
        "middle right" if share < 0.3 else "middle left" if share > 0.7 else "middle center"
    )
    return name_at


def text(
    x: Sequence[float], y: Sequence[float], said: Sequence[str], color: str, size: int = theme.SIZE
) -> Trace:
    """Write words at places of a figure, to the right of each."""
    return {
        "type": "scatter",
        "x": list(x),
        "y": list(y),
        "mode": "text",
        "text": list(said),
        "textposition": "middle right",
        "textfont": {"size": size, "color": color},
        "cliponaxis": False,
        "hoverinfo": "skip",
        **theme.steady(color),
    }
