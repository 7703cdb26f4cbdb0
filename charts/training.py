"""Figures about training, under the names of their measures in ``analysis.training`` and ``coverage``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis import periods, wording
from charts import months, rates
from charts.bars import bars
from charts.catalog import in_order
from charts.columns import columns
from charts.month_axis import Month
from charts.rates import Rate
from charts.rows import Row, beside, longest
from charts.theme import Look, format_fill

HIDDEN = "hidden: a small group, or the next smallest"
NO_RATE = "completions only, no rate"
MOST = 12
"""Rows that a figure of rates has room for; the table has all."""


def completion_rates(
    shown: pd.DataFrame, by: str, key: str, *, look: Look, far: Sequence[str] | None = None, name: str = ""
) -> go.Figure:
    """Draw completion rates in the order given, from ``analysis.training.rates`` after protection.

    A row of completions alone has no rate; ``no_outcome``, where it is there, says how many they are.

    Parameters
    ----------
    by, key
        The column that names a row, and the column that a click narrows by.
    far
        Names that are told apart from the whole: filled dots. None fills all.
    name
        What the line of the whole is called: "all branches".
    """
    if are_alone(shown):
        return _alone(shown, by, key, look)
    drawn = shown.head(MOST)
    rows = [
        _rate(row, str(row[by]), far, "learner_courses", _no_rate(row), key=_key(row, key))
        for row in drawn.to_dict("records")
    ]
    known = shown.dropna(subset=["learner_courses", "completed"])
    whole = int(known["learner_courses"].sum())
    reference = None
    if name and len(shown) > 1 and whole:
        share = int(known["completed"].sum()) / whole
        reference = (share, f"{name} {wording.percent(share)}")
    return rates.rates(rows, key=_narrows(key), look=look, reference=reference)


def are_alone(shown: pd.DataFrame) -> bool:
    """Whether every row has completions without an outcome beside them, and so there is no rate at all."""
    return (
        "no_outcome" in shown
        and bool(len(shown))
        and bool(
            (shown["learner_courses"].fillna(1) == 0).all() and (shown["no_outcome"].fillna(0) > 0).all()
        )
    )


def _alone(shown: pd.DataFrame, by: str, key: str, look: Look) -> go.Figure:
    """Draw completions, the most first, where nothing but completions is on file."""
    most = shown.sort_values(["no_outcome", by], ascending=[False, True]).head(MOST)
    rows = [
        Row(_key(row, key), str(row[by]), int(row["no_outcome"]), int(row["no_outcome"]))
        for row in most.to_dict("records")
    ]
    fill = {"color": look.accent, "line": {"width": 0}}
    return bars(rows, key=_narrows(key), fill=lambda _: fill, look=look, counted="completion")


def _no_rate(row: Mapping[Any, Any]) -> str:
    """Say why there is no rate, with the completions that there are where ``no_outcome`` counts them."""
    alone = row.get("no_outcome")
    return NO_RATE if not alone or pd.isna(alone) else f"{wording.count(int(alone), 'completion')}, no rate"


def _narrows(key: str) -> str:
    return {"course_key": "course"}.get(key, key)


def _key(row: Mapping[Any, Any], key: str) -> str:
    return str(row["course_label"] if key == "course_key" else row[key])


def _rate(
    row: Mapping[Any, Any],
    name: str,
    far: Sequence[str] | None,
    n: str,
    why: str,
    *,
    key: str,
    share: str = "rate",
) -> Rate:
    hidden = bool(row.get("hidden", False))
    is_known = not pd.isna(row[share]) and not pd.isna(row[n])
    return Rate(
        value=key,
        name=name,
        rate=float(row[share]) if is_known else None,
        low=_number(row.get("low")),
        high=_number(row.get("high")),
        n=int(row[n]) if is_known else None,
        note=HIDDEN if hidden else why,
        code=str(row.get("coded", "")) or ("" if hidden or is_known else why),
        is_filled=far is None or name in far,
    )


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def coverage_by_branch(shown: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw each branch's coverage, from ``analysis.coverage.shares`` after protection. No intervals."""
    rows = [
        _rate(
            row, str(row["branch"]), None, "staff", "no staff list", key=str(row["branch"]), share="coverage"
        )
        for row in shown.head(MOST * 2).to_dict("records")
    ]
    return rates.rates(rows, key="branch", look=look)


def completion_rate_by_month(
    shown: pd.DataFrame, *, look: Look, fiscal_start: int = periods.START_MONTH
) -> go.Figure:
    """Draw the rate of each month as a line with its band; months that are not over are hollow beside it.

    From ``analysis.training.rates`` by month after protection, with ``under_way`` ("yes" or "").
    """
    drawn = [
        Month(
            pd.Timestamp(row["month"]).date(),
            _number(row["rate"]),
            _number(row["low"]),
            _number(row["high"]),
            said=_begun(row),
            is_marked=bool(row["under_way"]),
        )
        for row in shown.to_dict("records")
    ]
    return months.line(
        drawn, write=wording.percent, look=look, fiscal_start=fiscal_start, least=0.0, most=1.0
    )


def _begun(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["learner_courses"]):
        return "hidden"
    begun = f"{wording.count(int(row['learner_courses']), 'learner-course')} begun"
    return f"{begun}, still under way" if row["under_way"] else begun


def hours_by_month(shown: pd.DataFrame, *, look: Look, fiscal_start: int = periods.START_MONTH) -> go.Figure:
    """Draw hours a month as columns, from ``analysis.training.hours_by_month`` without gaps."""
    drawn = [
        Month(
            pd.Timestamp(row["month"]).date(),
            _number(row["hours"]),
            said="hidden" if row.get("hidden") else wording.count(int(row["completed"]), "completion"),
        )
        for row in shown.to_dict("records")
    ]
    return months.columns(drawn, write=hours, look=look, fiscal_start=fiscal_start, peak="hours")


def hours(value: float) -> str:
    """Write hours on an axis and at a column: 12.5, 1,168."""
    return f"{value:,.1f}".removesuffix(".0")


COMPLETION = "completion"


def completed_by_year(shown: pd.DataFrame, whole: pd.DataFrame, *, look: Look) -> go.Figure:
    """Draw completions by the course's year and format, on the axis that courses by year have."""
    both = _beside(shown, whole, ["year", "format"])
    return columns(both, in_order(both["format"]), look=look, counted=COMPLETION)


def completed_by(shown: pd.DataFrame, whole: pd.DataFrame, by: str, *, look: Look) -> go.Figure:
    """Draw completions by format, host or topic as bars, each name with its hours.

    Pale bars behind are of all courses, where only some are chosen; hidden rows are named without a bar.
    """
    both = _beside(shown, whole, [by])
    names, rest = longest(both, by, MOST)
    chosen, all_ = (dict(zip(both[by], both[side].tolist(), strict=True)) for side in ("chosen", "whole"))
    spent = dict(zip(shown[by], shown["hours"], strict=True))
    rows = [
        Row(
            name,
            _with_hours(by, name, spent.get(name)),
            int(chosen[name]),
            int(all_[name]),
        )
        for name in names
    ]

    def fill(row: Row) -> dict[str, Any]:
        if by == "format":
            return format_fill(look, row.value)
        return {"color": look.accent, "line": {"width": 0}}

    noun = by if rest and rest.rows == 1 else f"{by}s"
    return bars(rows, key=by, fill=fill, look=look, rest=rest, noun=noun, counted=COMPLETION)


def _beside(shown: pd.DataFrame, whole: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    sides = [
        frame.loc[:, [*by, "completed"]]
        .rename(columns={"completed": "course_count"})
        .dropna(subset="course_count")
        for frame in (shown, whole)
    ]
    return beside(sides[0], sides[1], by)


def _with_hours(by: str, name: str, spent: Any) -> str:
    label = wording.format_name(name) if by == "format" else name
    if spent is None or pd.isna(spent) or not spent:
        return label
    return f"{label} · {hours(float(spent))} {'hour' if float(spent) == 1 else 'hours'}"
