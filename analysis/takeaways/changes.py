"""Sentences about a change: the word follows the interval, and names both sides with their n."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from analysis import changes, wording

Unit = Literal["share", "points", "mean"]


def change(row: pd.Series[Any], what: str, unit: Unit, counted: str, compared_with: str) -> str:
    """Say one row of ``analysis.changes``.

    Parameters
    ----------
    row
        A row of ``changes.of_shares``, ``of_scores`` or ``of_means``.
    what
        What changed, to begin a sentence with: "completion", "satisfaction with the staff at Main".
    unit
        How figures are written: a share in percent, a score in points, a mean with two decimals.
    counted
        What n counts, in the singular: "answer", "learner-course".
    compared_with
        The other period: "the same months of the year before".
    """
    if row["word"] == changes.TOO_FEW:
        sides = f"{wording.count(int(row['n_now']), counted)} now, {_number(int(row['n_before']))} before"
        return wording.sentence(f"there are too few {counted}s to say whether {what} changed: {sides}")
    now, before = (
        f"{figure(row[side], unit)} ({wording.count(int(row[f'n_{side}']), counted)})"
        for side in ("now", "before")
    )
    difference = f"{moved_by(row, unit)}, 95% interval {ends(row, unit)}"
    several = int(row["compared"])
    among = f"; {wording.number(several)} were compared" if several > 1 else ""
    if row["word"] == changes.NO_CLEAR_CHANGE:
        said = f"{what} shows no clear change against {compared_with}: {now}, before {before}"
        return wording.sentence(f"{said} ({difference}{among})")
    said = f"{what} {row['word']} against {compared_with}, from {before} to {now}"
    return wording.sentence(f"{said} ({difference}{among})")


def figure(value: float, unit: Unit) -> str:
    """Write a figure in its unit: "74%", "42" (a net promoter score), "4.12"."""
    if unit == "share":
        return wording.percent(float(value))
    return score(value) if unit == "points" else f"{value:.2f}"


def score(value: float) -> str:
    """Write a net promoter score: a whole number, with a true minus, never with a percent sign."""
    return wording.number(round(float(value)))


def _number(value: int) -> str:
    return wording.number(value) if value else "none"


def moved_by(row: pd.Series[Any], unit: Unit) -> str:
    """Write the difference of a row in its unit: "+3.2 points", "−0.12"."""
    value = float(row["difference"])
    if unit == "mean":
        return wording.signed(value, 2)
    return wording.points(value * (100 if unit == "share" else 1), is_signed=True)


def ends(row: pd.Series[Any], unit: Unit) -> str:
    """Write the interval of a row's difference in its unit: "−1.9 to +1.8"."""
    scale, places = (100, 1) if unit == "share" else (1, 1 if unit == "points" else 2)
    low, high = (_end(float(row[end]) * scale, places) for end in ("low", "high"))
    return f"{low} to {high}"


def _end(value: float, places: int) -> str:
    """Write an end of an interval with as many decimals as it takes to see its side of 0."""
    while value and not round(value, places) and places < 6:
        places += 1
    return wording.signed(value, places)
