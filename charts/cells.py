"""A map of framed cells, the name of each row above it and its number in every cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import plotly.graph_objects as go

from analysis import wording
from charts import theme
from charts.bars import LONGEST_NAME
from charts.rows import Rest, hover, part
from charts.theme import Look, Trace, plain

ROW: Final = 46
CELL: Final = 21
NAME_AT: Final = 12
CELL_AT: Final = 34
TICKS: Final = 28
WIDTH: Final = 0.92
ROOM: Final = 1.4
CLEAR: Final = 3
NOTHING: Final = "rgba(0,0,0,0)"

MANY: Final = 16
"""Columns above which the first label on a phone is wider than its column and needs a margin."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a map: what a click narrows to, its name, its place and its label below."""

    value: str
    name: str
    place: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many courses of the whole are chosen in one row and column."""

    row: str
    column: Column
    chosen: int
    whole: int


def cells(
    names: Sequence[str],
    columns: Sequence[Column],
    counts: Mapping[tuple[str, str], tuple[int, int]],
    *,
    keys: tuple[str, str],
    look: Look,
    rest: tuple[Rest, Mapping[str, tuple[int, int]], str] | None = None,
) -> go.Figure:
    """Draw a row of cells a name.

    Parameters
    ----------
    names, columns
        From top to bottom and from left to right.
    counts
        Chosen and whole for each row name and column value; a pair that is not there is 0.
    keys
        What a click narrows: every cell carries ``[keys[0], name, keys[1], column.value]``.
    rest
        The rows that are not drawn, their counts by column value, and what they are ("topics"):
        a last row of frames with numbers, which are not marks.
    """
    found = [
        Cell(name, column, *counts.get((name, column.value), (0, 0))) for name in names for column in columns
    ]
    height = (ROW * (len(names) + (rest is not None)) or ROW) + CLEAR
    highest = max((cell.whole for cell in found), default=1)
    top = {name: float(ROW * index) for index, name in enumerate(names)}
    size = theme.SIZE if len(columns) <= MANY else theme.SMALL
    return theme.figure(
        [
            _empty([cell for cell in found if not cell.whole], top, look),
            _filled([cell for cell in found if cell.whole], top, keys, highest, look),
            *_numbers(found, top, highest, size, look),
            _names([plain(name, LONGEST_NAME) for name in names], columns, 0, look.ink),
            *(_rest(rest, columns, ROW * len(names), size, look) if rest else ()),
        ],
        look,
        height=height + TICKS,
        left=8 if len(columns) > MANY else 1,
        right=16,
        bottom=TICKS,
        xaxis={
            "tickvals": [column.place for column in columns if column.label],
            "ticktext": [column.label for column in columns if column.label],
            "range": _reach(columns),
            "ticklabelstandoff": 2,
        },
        yaxis={"range": [height, 0], "showticklabels": False},
    )


def _reach(columns: Sequence[Column]) -> list[float]:
    places = [column.place for column in columns] or [0]
    first, last = min(places) - WIDTH / 2, max(places) + WIDTH / 2
    return [first - theme.EDGE * (last - first), last]


def _boxes(x: Sequence[float], top: Sequence[float]) -> Trace:
    return {
        "type": "bar",
        "x": list(x),
        "base": [at + CELL_AT - CELL / 2 for at in top],
        "y": [CELL] * len(x),
        "width": WIDTH,
    }


def _frame(x: Sequence[float], top: Sequence[float], look: Look) -> Trace:
    frame = {"color": NOTHING, "line": {"width": 1, "color": look.table_rule}}
    return {**_boxes(x, top), "marker": frame, "hoverinfo": "skip", **theme.steady()}


def _empty(found: Sequence[Cell], top: Mapping[str, float], look: Look) -> Trace:
    """Frame the cells without a course; they are no marks, because a click would find nothing."""
    return _frame([cell.column.place for cell in found], [top[cell.row] for cell in found], look)


def _filled(
    found: Sequence[Cell], top: Mapping[str, float], keys: tuple[str, str], highest: int, look: Look
) -> Trace:
    """Draw the cells with courses: colored by their count, pale where the filter leaves none."""
    fills = [theme.step(look, cell.chosen, highest) if cell.chosen else look.context for cell in found]
    return {
        **_boxes([cell.column.place for cell in found], [top[cell.row] for cell in found]),
        "marker": {
            "color": fills,
            "line": {"width": [0 if cell.chosen else 1 for cell in found], "color": look.axis},
        },
        "customdata": [[keys[0], cell.row, keys[1], cell.column.value] for cell in found],
        "hovertext": [hover(f"{cell.row}, {cell.column.name}", cell.chosen, cell.whole) for cell in found],
        "hovertemplate": "%{hovertext}<extra></extra>",
        **theme.steady(),
    }


def _numbers(
    found: Sequence[Cell], top: Mapping[str, float], highest: int, size: int, look: Look
) -> list[Trace]:
    """Write the numbers of the filled cells, the dark ones and the white ones apart."""
    inks = [(cell, theme.ink_on(theme.step(look, cell.chosen, highest))) for cell in found if cell.chosen]
    return [
        _texts(
            [cell.column.place for cell, own in inks if own == ink],
            [top[cell.row] for cell, own in inks if own == ink],
            [wording.number(cell.chosen) for cell, own in inks if own == ink],
            ink,
            size,
        )
        for ink in sorted({own for _, own in inks})
    ]


def _texts(x: Sequence[float], top: Sequence[float], text: Sequence[str], color: str, size: int) -> Trace:
    """Write numbers in cells, in bars nobody sees: Plotly hides what does not fit into a bar.

    The bars are larger than the cells, because Plotly keeps 3 pixels clear on each side.
    """
    return {
        "type": "bar",
        "x": list(x),
        "base": [at + CELL_AT - CELL / 2 - CLEAR for at in top],
        "y": [CELL + 2 * CLEAR] * len(x),
        "width": ROOM,
        "marker": {"color": NOTHING, "line": {"width": 0}},
        "text": list(text),
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": size, "color": color},
        "constraintext": "inside",
        "cliponaxis": False,
        "hoverinfo": "skip",
        **theme.steady(color),
    }


def _names(names: Sequence[str], columns: Sequence[Column], top: int, color: str) -> Trace:
    return {
        "type": "scatter",
        "x": [min((column.place for column in columns), default=0) - WIDTH / 2] * len(names),
        "y": [top + ROW * index + NAME_AT for index in range(len(names))],
        "mode": "text",
        "text": list(names),
        "textposition": "middle right",
        "textfont": {"size": theme.SIZE, "color": color},
        "cliponaxis": False,
        "hoverinfo": "skip",
        **theme.steady(color),
    }


def _rest(
    rest: tuple[Rest, Mapping[str, tuple[int, int]], str],
    columns: Sequence[Column],
    top: int,
    size: int,
    look: Look,
) -> list[Trace]:
    others, counts, noun = rest
    said = f"{wording.number(others.rows)} more {noun}, {part(look, others.chosen, others.whole)} together"
    places = [column.place for column in columns]
    sums = [counts.get(column.value, (0, 0))[0] for column in columns]
    numbers = [wording.number(value) if value else "" for value in sums]
    return [
        _names([said], columns, top, look.gray),
        _frame(places, [top] * len(places), look),
        _texts(places, [top] * len(places), numbers, look.gray, size),
    ]
