"""A finding's table as a chart that any form can draw: the same numbers, no more and no less."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from numbers import Integral
from typing import Any, Final

import pandas as pd

from analysis import periods, wording
from charts.spec import Series, Spec
from charts.theme import LIGHT
from report.answer import Answer, Shape

MOST: Final = {"bars": 12, "dots": 12, "columns": 40, "line": 60, "likert": 9, "cells": 12, "table": 12}
"""Categories a chart has room for, by kind."""

MOST_ACROSS: Final = 12
"""Columns of a two-way table; of more years the newest."""

HIDDEN: Final = "hidden"
NO_DATE: Final = "no date"
LIKERT: Final = {
    "disagree_strong": ("Disagree strongly", LIGHT.disagree_strong),
    "disagree_mild": ("Disagree", LIGHT.disagree_mild),
    "agree_mild": ("Agree", LIGHT.agree_mild),
    "agree_strong": ("Agree strongly", LIGHT.agree_strong),
    "neutral": ("Neutral", LIGHT.neutral),
}
"""Shades of answers, in the order they are drawn: the neutral ones stand apart from both sides."""


def spec(said: Answer[Any], accent: str = LIGHT.accent, headline: str = "") -> Spec:
    """Make the chart of a finding from its table, by the shape the finding declares.

    Rows without a value keep their place and say "hidden", or what they are coded as. Of more rows than
    there is room for, the first are drawn and ``left`` counts the others. What the headline names is drawn
    in the accent and the rest in gray, where it names some of the rows.
    """
    shape: Shape = said.finding.shape
    rows = said.frames.rows
    if shape.kind == "table" or not shape.values or rows.empty:
        return Spec("table", (), ())
    if shape.kind == "cells":
        return _cells(rows, shape)
    is_list = shape.kind in ("bars", "dots", "likert")
    known = rows.loc[_is_told(rows, shape)] if is_list else rows
    if known.empty:
        return Spec("table", (), ())
    shown = _first(known, shape, headline) if is_list else known.tail(MOST[shape.kind])
    if not bool(shown[list(shape.values)].notna().any(axis=None)):
        return Spec("table", (), ())  # words only: an empty chart would say nothing
    headings = said.finding.headings
    months = _months(shown[shape.category])
    names = tuple(_category(value, shape) for value in shown[shape.category])
    colors = _colors(shown, names, shape, accent, headline)
    columns = [name for name in LIKERT if name in rows] if shape.kind == "likert" else shape.values
    series = tuple(_series(shown, column, headings, shape, colors) for column in columns)
    return Spec(
        kind=shape.kind,
        categories=names,
        series=series,
        unit=shape.unit,
        beside=_beside(shown, shape),
        left=len(rows) - len(shown),
        groups=_years(months, said),
        months=months,
        unknown=_unknown(shown, shape),
        under_way=tuple(bool(each) for each in shown[shape.under_way]) if shape.under_way else (),
    )


def _first(rows: pd.DataFrame, shape: Shape, headline: str) -> pd.DataFrame:
    """Give the first rows, and in the place of the last of them those that the headline names."""
    most = MOST[shape.kind]
    named_later = [
        place
        for place, value in enumerate(rows[shape.category])
        if place >= most and _names(headline, _category(value, shape))
    ][:most]
    return rows.iloc[[*range(min(most, len(rows)) - len(named_later)), *named_later]]


def _unknown(rows: pd.DataFrame, shape: Shape) -> frozenset[int]:
    if shape.category != "format":
        return frozenset()
    colors = [LIGHT.formats.get(str(each), LIGHT.hidden) for each in rows["format"]]
    return frozenset(place for place, color in enumerate(colors) if color == LIGHT.hidden)


def _is_told(rows: pd.DataFrame, shape: Shape) -> pd.Series[bool]:
    """Mark the rows that a list shows: those with a value, and those whose value is hidden or coded.

    A topic without a course has no age; that is not hidden, and stands in the table.
    """
    told = rows[list(shape.values)].notna().any(axis=1)
    if "hidden" in rows:
        told = told | rows["hidden"].astype(bool)
    if "coded" in rows:
        told = told | (rows["coded"].fillna("") != "")
    return told


def _cells(rows: pd.DataFrame, shape: Shape) -> Spec:
    """Make the two-way table: a row for each name, a column for each value of ``across``."""
    value = shape.values[0]
    there = sorted(rows[shape.across].dropna().unique())
    across = there[:MOST_ACROSS] if isinstance(there[0] if there else "", str) else there[-MOST_ACROSS:]
    names = list(dict.fromkeys(rows[shape.category]))[: MOST["cells"]]
    series, drawn = [], 0
    for column in [*across, *([None] if rows[shape.across].isna().any() else [])]:
        of = rows[rows[shape.across].isna()] if column is None else rows[rows[shape.across] == column]
        found = dict(zip(of[shape.category], _numbers(of[value]), strict=True))
        words = dict(zip(of[shape.category], _instead(of), strict=True))
        name = NO_DATE if column is None else _written(column, shape.across)
        drawn += int(of[shape.category].isin(names).sum())
        values = tuple(found.get(each) for each in names)
        series.append(
            Series(name, values, (LIGHT.accent,), words=tuple(words.get(each, "") for each in names))
        )
    return Spec("cells", tuple(map(named, names)), tuple(series), shape.unit, left=len(rows) - drawn)


def _instead(rows: pd.DataFrame) -> list[str]:
    """Say what stands in the place of a number: "hidden", or what it is coded as; nothing beside one."""
    hidden = rows["hidden"].astype(bool) if "hidden" in rows else [False] * len(rows)
    coded = rows["coded"].fillna("") if "coded" in rows else [""] * len(rows)
    return [HIDDEN if is_hidden else code for is_hidden, code in zip(hidden, coded, strict=True)]


def _written(value: object, column: str) -> str:
    return wording.format_name(str(value)) if column == "format" else named(value)


def _category(value: object, shape: Shape) -> str:
    return _written(value, shape.category)


def _series(
    rows: pd.DataFrame, column: str, headings: Mapping[str, str], shape: Shape, colors: tuple[str, ...]
) -> Series:
    if shape.kind == "likert":
        name, color = LIKERT[column]
        return Series(name, _numbers(rows[column]), (color,))
    first = column == shape.values[0]
    return Series(
        name=headings.get(column, column),
        values=_numbers(rows[column]),
        colors=colors if first else (LIGHT.axis,),
        low=_numbers(rows[shape.low]) if first and shape.low else (),
        high=_numbers(rows[shape.high]) if first and shape.high else (),
        ends=(headings.get(shape.low, "95% from"), headings.get(shape.high, "to")),
    )


def _colors(
    rows: pd.DataFrame, names: Sequence[str], shape: Shape, accent: str, headline: str
) -> tuple[str, ...]:
    if len(shape.values) > 1:
        return (accent,)
    if shape.category == "format":
        return tuple(LIGHT.formats.get(str(each), LIGHT.hidden) for each in rows["format"])
    is_told = [_names(headline, name) for name in names]
    if shape.kind in ("bars", "dots") and any(is_told) and not all(is_told):
        return tuple(accent if told else LIGHT.axis for told in is_told)
    return (accent,)


def _names(headline: str, name: str) -> bool:
    """Whether a headline has a name as whole words."""
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", headline) is not None


def _numbers(column: pd.Series[Any]) -> tuple[float | None, ...]:
    numbers = pd.to_numeric(column, errors="coerce")
    return tuple(None if pd.isna(each) else float(each) for each in numbers)


def _beside(rows: pd.DataFrame, shape: Shape) -> tuple[str, ...]:
    """Say beside each name what its number is a number of, or why there is none."""
    value = rows[shape.values[-1]]
    coded = rows["coded"] if "coded" in rows else [""] * len(rows)
    n = rows[shape.n] if shape.n else [None] * len(rows)
    told = [
        code or (HIDDEN if pd.isna(each) else _of(size))
        for each, size, code in zip(value, n, coded, strict=True)
    ]
    return tuple(told) if any(told) else ()


def _of(n: object) -> str:
    return "" if n is None or pd.isna(n) else f"of {wording.number(int(n))}"  # type: ignore[call-overload]


def _months(values: pd.Series[Any]) -> tuple[date, ...]:
    """Give the categories as months, where all of them are."""
    months = [each for each in values if isinstance(each, date)]
    return tuple(date(each.year, each.month, 1) for each in months) if len(months) == len(values) else ()


def _years(months: Sequence[date], said: Answer[Any]) -> tuple[str, ...]:
    """Name the fiscal year of each month."""
    house = getattr(said.frames.asked, "house", None)
    start = house.fiscal_start if house else periods.START_MONTH
    return tuple(f"FY{periods.fiscal_year(each, start)}" for each in months)


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
    table = cells(said)
    told = "; ".join(", ".join(row) for row in table[1 : rows + 1])
    more = len(table) - 1 - rows
    rest = f"; and {wording.count(more, 'more row')}" if more > 0 else ""
    return f"{said.sentence} {said.finding.shows} {', '.join(table[0])}: {told}{rest}."


def cells(said: Answer[Any]) -> Sequence[Sequence[str]]:
    """Give the whole table as a reader reads it, heading first: shares in percent, hidden as hidden."""
    shape: Shape = said.finding.shape
    rows = said.frames.rows
    hidden = rows["hidden"].astype(bool).tolist() if "hidden" in rows else [False] * len(rows)
    columns = _told(rows.loc[[not each for each in hidden]], list(said.finding.headings), shape)
    shares = _shares(shape, columns)
    coded = rows["coded"].tolist() if "coded" in rows else [""] * len(rows)
    body = []
    for place, row in enumerate(rows.loc[:, columns].itertuples(index=False)):
        body.append(
            [
                coded[place]
                if coded[place] and name in shape.values[:1]
                else _cell(value, name, is_share=name in shares, hidden=hidden[place])
                for name, value in zip(columns, row, strict=True)
            ]
        )
    return [[str(said.finding.headings[name]) for name in columns], *body]


def _told(rows: pd.DataFrame, columns: Sequence[str], shape: Shape) -> list[str]:
    """Leave out columns that hold nothing in any row shown: nobody reads a column of dashes."""
    kept = [
        name
        for name in columns
        if name == shape.category or name in shape.values[:1] or bool(rows[name].notna().any())
    ]
    return kept if len(kept) > 1 else list(columns)


SHARES: Final = frozenset({"rate", "coverage", "share", "disagree", "agree", *LIKERT})
"""Columns that hold shares from 0 to 1, wherever they stand."""


CHANCES: Final = frozenset({"p", "p_smallest_possible"})
"""Columns that hold a p, which is never rounded to nothing."""


def _shares(shape: Shape, columns: Sequence[str]) -> frozenset[str]:
    """Name the columns that are written in percent."""
    known = SHARES & set(columns)
    if shape.unit == "share":
        known |= {*shape.values, shape.low, shape.high}
    elif known and shape.unit != "points":
        known |= {"low", "high"}
    return frozenset(known)


def _cell(value: object, column: str, *, is_share: bool, hidden: bool) -> str:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return HIDDEN if hidden else "–"
    if is_share and isinstance(value, float):
        return wording.percent(value)
    if column in CHANCES and isinstance(value, float):
        return wording.p_value(value)
    if column == "format":
        return wording.format_name(str(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    if isinstance(value, Integral) or is_whole:
        whole = int(value)  # type: ignore[call-overload]
        return str(whole) if column.endswith("year") else wording.number(whole)
    if isinstance(value, float):
        return f"{value:,.1f}".replace("-", wording.MINUS)
    return named(value)
