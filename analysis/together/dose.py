"""From when a branch counts as trained."""

from __future__ import annotations

from typing import Final

import pandas as pd

THRESHOLD: Final = 0.5
"""The coverage, 0 to 1, from which a branch counts as trained. Fixed before the result is looked at."""


def when_trained(coverage: pd.DataFrame, threshold: float = THRESHOLD) -> pd.DataFrame:
    """Find the first month in which a branch's coverage reaches the threshold.

    A branch stays trained from then on, even where its coverage falls again: what was learned is not
    unlearned the day somebody leaves, and an estimate in which branches come and go would compare
    trained ones with trained ones. That it fell is in ``fell_below_on``, to be told beside the result.

    Parameters
    ----------
    coverage
        One row per branch and month: ``branch``, ``month`` (date), ``coverage`` (0 to 1; null:
        nobody knows how many worked there).
    threshold
        Above 0, at most 1.

    Returns
    -------
    DataFrame
        One row per branch, by name: ``branch``, ``trained_from`` (first of a month; null: never
        reached), ``fell_below_on`` (the first month after it with less; null: none),
        ``highest_coverage``.
    """
    if not 0 < threshold <= 1:
        raise ValueError("threshold is a share above 0, at most 1")
    rows = coverage.assign(month=pd.to_datetime(coverage["month"]).dt.to_period("M").dt.to_timestamp())
    rows = rows.dropna(subset=["branch"]).sort_values("month")
    reached = rows[rows["coverage"] >= threshold].groupby("branch")["month"].min()
    after = rows[rows["month"] > reached.reindex(rows["branch"]).to_numpy()]
    fell = after[after["coverage"] < threshold].groupby("branch")["month"].min()
    highest = rows.groupby("branch")["coverage"].max()
    frame = pd.DataFrame({"branch": pd.Series(sorted(highest.index), dtype="str")})
    for column, found in (("trained_from", reached), ("fell_below_on", fell)):
        frame[column] = found.reindex(frame["branch"]).to_numpy(dtype="datetime64[us]")
    return frame.assign(highest_coverage=highest.reindex(frame["branch"]).to_numpy(dtype="float64"))
