"""The panel of branch and month, from counted answers and the months branches were trained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

import pandas as pd

from analysis.together.dose import THRESHOLD, when_trained

Measure = Literal["top2", "mean"]

ADJUSTED: Final = (
    "Adjusted for the mix of channels: each channel counts as much in every branch and month as it does "
    "among all answers; where a branch has no answers in a channel that month, the others share its part. "
    "The season is taken out by comparing branches in the same month."
)
"""How values are adjusted (direct standardization)."""


def panel(
    answers: pd.DataFrame,
    coverage: pd.DataFrame | None = None,
    *,
    threshold: float = THRESHOLD,
    trained: Mapping[str, date] | None = None,
    measure: Measure = "top2",
    least: int = 1,
) -> pd.DataFrame:
    """Build what ``estimate`` takes.

    Parameters
    ----------
    answers
        Counted answers to one item: ``month``, ``branch``, ``channel`` (null is a channel of its
        own), ``scale_min``, ``scale_max``, ``value`` (null: not answered), ``answers``. Rows without
        a branch or month are left out; ``without_branch`` counts them.
    coverage
        For ``when_trained``; branches it does not name count as not trained.
    threshold
        The coverage from which a branch counts as trained.
    trained
        Branch -> month, entered by hand where there is no coverage; it goes before coverage.
    measure
        ``top2``, the percent of answers in the two highest of the scale, or ``mean``, rescaled to
        0 to 100.
    least
        A month with fewer answers counts as a month without.

    Returns
    -------
    DataFrame
        One row per branch and month from the first to the last month of any branch: ``branch``,
        ``month``, ``value`` (0 to 100, adjusted as ``ADJUSTED`` says; null below ``least``),
        ``unadjusted``, ``n``, ``trained_from`` (null: not trained), ``fell_below_on``.

    Raises
    ------
    ValueError
        Where the answers are on different scales: they are never averaged together.
    """
    valid = _valid(answers, measure)
    cells = valid.groupby(["branch", "month", "channel"], as_index=False)[["points", "answers"]].sum()
    mix = cells.groupby("channel")["answers"].sum()
    cells["weight"] = cells["channel"].map(mix)
    cells["weighted"] = cells["weight"] * cells["points"] / cells["answers"]
    sums = cells.groupby(["branch", "month"])[["points", "answers", "weight", "weighted"]].sum()
    rows = _every_month(sums).reset_index()
    is_enough = rows["answers"] >= max(least, 1)
    rows["value"] = (rows["weighted"] / rows["weight"]).where(is_enough)
    rows["unadjusted"] = (rows["points"] / rows["answers"]).where(is_enough)
    rows["n"] = rows["answers"].fillna(0).astype("int64")
    rows = rows.merge(_trained(rows, coverage, threshold, trained or {}), on="branch", how="left")
    columns = ["branch", "month", "value", "unadjusted", "n", "trained_from", "fell_below_on"]
    return rows.loc[:, columns]


def without_branch(answers: pd.DataFrame) -> int:
    """Count the answers that cannot be placed, because their branch or month is not known."""
    lost = answers["branch"].isna() | answers["month"].isna()
    return int(answers.loc[lost & answers["value"].notna(), "answers"].sum())


def _valid(answers: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Give the placed answers with the points of each group of equal ones, 0 to 100 times their number."""
    rows = answers[answers["branch"].notna() & answers["month"].notna() & answers["value"].notna()]
    if len(rows[["scale_min", "scale_max"]].drop_duplicates()) > 1:
        raise ValueError("answers are on different scales, which are never averaged together")
    value, low, high = rows["value"], rows["scale_min"], rows["scale_max"]
    share = (value >= high - 1).astype("float64") if measure == "top2" else (value - low) / (high - low)
    return rows.assign(
        month=pd.to_datetime(rows["month"]).dt.to_period("M").dt.to_timestamp(),
        channel=rows["channel"].astype(object).where(rows["channel"].notna(), ""),
        points=100 * share * rows["answers"],
    )


def _every_month(sums: pd.DataFrame) -> pd.DataFrame:
    """Give every branch a row for every month, so that silence is seen."""
    if sums.empty:
        return sums
    months = sums.index.get_level_values("month")
    branches = sorted(set(sums.index.get_level_values("branch")))
    every = pd.date_range(months.min(), months.max(), freq="MS")
    return sums.reindex(pd.MultiIndex.from_product([branches, every], names=["branch", "month"]))


def _trained(
    rows: pd.DataFrame, coverage: pd.DataFrame | None, threshold: float, by_hand: Mapping[str, date]
) -> pd.DataFrame:
    """Give the training month of every branch of the panel, by hand before coverage."""
    none = pd.DataFrame({"branch": [], "month": [], "coverage": []})
    found = when_trained(none if coverage is None else coverage, threshold).set_index("branch")
    branches = pd.Index(rows["branch"].unique(), name="branch")
    found = found[["trained_from", "fell_below_on"]].reindex(branches)
    for branch, day in by_hand.items():
        if branch in found.index:
            found.loc[branch, "trained_from"] = pd.Timestamp(day).to_period("M").to_timestamp()
            found.loc[branch, "fell_below_on"] = pd.NaT
    return found.reset_index()
