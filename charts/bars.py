"""Horizontal bars with the name above each bar: one drawing for a phone and for a wide page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from analysis import wording
from charts import theme
from charts.rows import Rest, Row, hover, part, width_of
from charts.theme import Look, Trace, plain

ROW: Final = 46
BAR: Final = 16.6
NAME_AT: Final = 13
BAR_AT: Final = 34
LONGEST_NAME: Final = 50
"""Letters of a name that fit a phone's width; the whole name is in the hover text and the table."""

Fill = Callable[[Row], dict[str, Any]]


def bars(
    rows: Sequence[Row],
    *,
    key: str,
    fill: Fill,
    look: Look,
    rest: Rest | None = None,
    noun: str = "",
    counted: str = "course",
) -> go.Figure:
    """Draw one bar a row, its name above, its number at the end.

    Parameters
    ----------
    rows
        From top to bottom. Where not all of the whole is chosen, the whole is a pale bar behind.
    key
        What a click narrows: every mark carries ``[key, row.value]``.
    fill
        Gives the marker of a row's bar.
    rest, noun
        The rows that are not drawn, told in a last line ("48 more hosts") that is not a mark.
    counted
        What a number counts, in the singular, for the text under a pointer.
    """
    at = [ROW * index for index in range(len(rows))]
    height = (ROW * (len(rows) + (rest is not None)) or ROW) + 8
    longest = max((row.whole for row in rows), default=1)
    room = max((width_of(_end(row), theme.SIZE) for row in rows), default=0)
    return theme.figure(
        [
            _reach(rows, at, _marks(rows, key, counted), longest),
            _whole(rows, at, _marks(rows, key, counted), look),
            _chosen(rows, at, _marks(rows, key, counted), fill),
            _names(rows, at, look),
        ],
        look,
        height=height,
        left=1,
        right=room + 14,
        xaxis={"range": [-theme.EDGE * longest, longest], "showticklabels": False},
        yaxis={"range": [height, 0], "showticklabels": False},
        annotations=[] if rest is None else _tell(rest, noun, ROW * len(rows), look),
    )


def _end(row: Row) -> str:
    whole = "" if row.chosen == row.whole else f" of {wording.number(row.whole)}"
    return wording.number(row.chosen) + whole


def _marks(rows: Sequence[Row], key: str, counted: str) -> dict[str, Any]:
    """What every bar of a row carries: what a click narrows to, and what a pointer reads."""
    return {
        "orientation": "h",
        "customdata": [[key, row.value] for row in rows],
        "hovertext": [hover(row.name, row.chosen, row.whole, counted) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "constraintext": "none",
    }


def _reach(rows: Sequence[Row], at: Sequence[float], marks: Mapping[str, Any], longest: int) -> Trace:
    """Make the whole row clickable, its name too: a bar of one course is too small for a finger."""
    return {
        "type": "bar",
        "x": [longest] * len(rows),
        "y": [top + ROW / 2 for top in at],
        "width": ROW,
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        **marks,
        **theme.steady(),
    }


def _whole(rows: Sequence[Row], at: Sequence[float], marks: Mapping[str, Any], look: Look) -> Trace:
    """Draw the pale bars behind, and every row's number after them."""
    return {
        "type": "bar",
        "x": [row.whole for row in rows],
        "y": [top + BAR_AT for top in at],
        "width": BAR,
        "marker": {
            "color": [look.context if row.chosen < row.whole else "rgba(0,0,0,0)" for row in rows],
            "line": {"color": look.axis, "width": [1 if row.chosen < row.whole else 0 for row in rows]},
        },
        "text": ["&nbsp;" + part(look, row.chosen, row.whole) for row in rows],
        "textposition": "outside",
        "textfont": {"size": theme.SIZE, "color": look.ink},
        **marks,
        **theme.steady(look.ink),
    }


def _chosen(rows: Sequence[Row], at: Sequence[float], marks: Mapping[str, Any], fill: Fill) -> Trace:
    """Draw the chosen part; an empty one is left out, because Plotly outlines bars of no length."""
    return {
        "type": "bar",
        "x": [row.chosen or None for row in rows],
        "y": [top + BAR_AT for top in at],
        "width": BAR,
        "marker": _by_row([fill(row) for row in rows]),
        **marks,
        **theme.steady(),
    }


def _by_row(fills: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Put the markers of single rows together to one of Plotly's, which has a list for each part."""
    patterns = [fill.get("pattern", {}) for fill in fills]
    hatch: dict[str, Any] = next((pattern for pattern in patterns if pattern), {})
    return {
        "color": [fill["color"] for fill in fills],
        "line": {
            "width": [fill["line"]["width"] for fill in fills],
            "color": [fill["line"].get("color", fill["color"]) for fill in fills],
        },
        "pattern": {
            **hatch,
            "shape": [pattern.get("shape", "") for pattern in patterns],
            "fgcolor": [
                pattern.get("fgcolor", fill["color"]) for pattern, fill in zip(patterns, fills, strict=True)
            ],
            "bgcolor": [
                pattern.get("bgcolor", fill["color"]) for pattern, fill in zip(patterns, fills, strict=True)
            ],
        },
    }


def _names(rows: Sequence[Row], at: Sequence[float], look: Look) -> Trace:
    return {
        "type": "scatter",
        "x": [0] * len(rows),
        "y": [top + NAME_AT for top in at],
        "mode": "text",
        "text": [plain(row.name, LONGEST_NAME) for row in rows],
        "textposition": "middle right",
        "textfont": {"size": theme.SIZE, "color": look.ink},
        "cliponaxis": False,
        "hoverinfo": "skip",
        **theme.steady(look.ink),
    }


def _tell(rest: Rest, noun: str, top: int, look: Look) -> list[dict[str, Any]]:
    together = part(look, rest.chosen, rest.whole)
    most = f", none more than {wording.number(rest.largest)}" if rest.largest else ""
    lines = ((f"{wording.number(rest.rows)} more {noun}", NAME_AT), (f"{together} together{most}", BAR_AT))
    return [
        {
            "x": 0,
            "y": top + at,
            "xanchor": "left",
            "yanchor": "middle",
            "text": text,
            "xshift": -2,
            "showarrow": False,
            "align": "left",
            "font": {"size": theme.SIZE, "color": look.gray},
        }
        for text, at in lines
    ]
