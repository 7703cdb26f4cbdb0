"""A finding's table as a chart that any form can draw: the same numbers, no more and no less."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import pandas as pd

from analysis import wording
from charts.spec import Series, Spec
from charts.theme import LIGHT
from report.answer import Answer, Shape

MOST: Final = {"bars": 12, "dots": 12, "columns": 40, "line": 60, "table": 12}
"""Categories a chart has room for, by kind."""

HIDDEN: Final = "hidden"


def spec(said: Answer[Any], accent: str = LIGHT.accent) -> Spec:
    """Make the chart of a finding from its table, by the shape the finding declares.

    Rows without a value keep their place and say "hidden". Of more rows than there is room for, the first
    are drawn and ``left`` counts the others.
    """
    shape: Shape = said.finding.shape
    rows = said.frames.rows
    if shape.kind == "table" or not shape.values or rows.empty:
        return Spec("table", (), ())
    shown = rows.head(MOST[shape.kind]) if shape.kind in ("bars", "dots") else rows.tail(MOST[shape.kind])
    headings = said.finding.headings
    series = tuple(
        _series(shown, column, headings.get(column, column), shape, accent) for column in shape.values
    )
    return Spec(
        kind=shape.kind,
        categories=tuple(_category(value, shape) for value in shown[shape.category]),
        series=series,
        unit=shape.unit,
        beside=_beside(shown, shape),
        left=len(rows) - len(shown),
    )


def _category(value: object, shape: Shape) -> str:
    return wording.format_name(str(value)) if shape.category == "format" else named(value)


def _series(rows: pd.DataFrame, column: str, name: str, shape: Shape, accent: str) -> Series:
    first = column == shape.values[0]
    return Series(
        name=name,
        values=_numbers(rows[column]),
        colors=_colors(rows, shape, accent) if first else (LIGHT.axis,),
        low=_numbers(rows[shape.low]) if first and shape.low else (),
        high=_numbers(rows[shape.high]) if first and shape.high else (),
    )


def _colors(rows: pd.DataFrame, shape: Shape, accent: str) -> tuple[str, ...]:
    if shape.category == "format":
        return tuple(LIGHT.formats.get(str(each), LIGHT.hidden) for each in rows["format"])
    return (accent,)


def _numbers(column: pd.Series[Any]) -> tuple[float | None, ...]:
    numbers = pd.to_numeric(column, errors="coerce")
    return tuple(None if pd.isna(each) else float(each) for each in numbers)


def _beside(rows: pd.DataFrame, shape: Shape) -> tuple[str, ...]:
    value = rows[shape.values[0]]
    if not shape.n:
        return tuple(HIDDEN if pd.isna(each) else "" for each in value) if value.isna().any() else ()
    return tuple(
        HIDDEN if pd.isna(each) or pd.isna(n) else f"of {wording.number(int(n))}"
        for each, n in zip(value, rows[shape.n], strict=True)
    )


def named(value: object) -> str:
    """Write a category: a month as "Oct 2026", a number without its decimals, unknown as "not named"."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):  # type: ignore[call-overload]
        return "not named"
    if isinstance(value, date):
        return wording.short_month(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def as_text(said: Answer[Any], rows: int = 12) -> str:
    """Say a chart for a reader who does not see it: the takeaway and the first numbers."""
    table = said.table.head(rows)
    told = "; ".join(", ".join(_cell(value) for value in row) for row in table.itertuples(index=False))
    more = len(said.table) - rows
    rest = f"; and {wording.count(more, 'more row')}" if more > 0 else ""
    return f"{said.sentence} {said.finding.shows} {', '.join(map(str, table.columns))}: {told}{rest}."


def _cell(value: object) -> str:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return "none"
    return f"{value:.3g}" if isinstance(value, float) and not value.is_integer() else named(value)


def cells(said: Answer[Any]) -> Sequence[Sequence[str]]:
    """Give the whole table as text, heading first."""
    return [
        [str(name) for name in said.table.columns],
        *[[_cell(value) for value in row] for row in said.table.itertuples(index=False)],
    ]
