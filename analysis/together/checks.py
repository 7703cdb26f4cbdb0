"""Whether an estimate can be believed: before training, at dates without training, without each branch."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from analysis import wording
from analysis.together import permute, weights
from analysis.together.balance import Balanced
from analysis.together.records import ALPHA, Check, State

MOST_PLACEBO: Final = 0.2
"""The part of placebo dates that may look as large as the effect by chance."""

FEWEST_PLACEBO: Final = 3


def before_training(table: Balanced, ways: permute.Arrangements, noise: weights.Floats) -> Check:
    """Look for a difference in trend before training, by the same rearranging as the effect.

    Fails where p is below 0.05. ``noise`` is the values with the effect taken out, so that a real
    effect of other branches does not hide a trend.
    """
    sums_to = weights.trend(table.start, len(table.months))
    if sums_to is None:
        return Check("before_training", "not_possible", "Before training: too few months to check")
    if permute.share_as_large(ways.sums(sums_to, noise)) < ALPHA:
        slope = float((sums_to * table.values).sum())
        said = f"Before training: {wording.signed(slope, 1)} points a month already"
        return Check("before_training", "failed", said)
    return Check("before_training", "passed", "Before training: no difference in trend")


def placebo_dates(table: Balanced) -> pd.DataFrame:
    """Estimate the effect at dates before there was training: ``months_earlier``, ``effect``."""
    rows = []
    for earlier in range(1, weights.LONGEST_BEFORE + 1):
        sums_to = weights.placebo(table.start, len(table.months), earlier)
        if sums_to is not None:
            rows.append((earlier, float((sums_to * table.values).sum())))
    frame = pd.DataFrame(rows, columns=["months_earlier", "effect"])
    return frame.astype({"months_earlier": "int64", "effect": "float64"})


def placebo(dates: pd.DataFrame, effect: float, bar: float) -> Check:
    """Count placebo dates with an effect as large as ``bar``; fails where more than a fifth have one.

    The bar is the effect where it was told apart from zero, else at least what is worth knowing:
    nothing is as small as no effect.
    """
    if len(dates) < FEWEST_PLACEBO:
        return Check("placebo_dates", "not_possible", "Placebo dates: too few months to check")
    large = int((dates["effect"].abs() >= bar).sum())
    state: State = "passed" if large <= MOST_PLACEBO * len(dates) else "failed"
    as_large = "as large" if bar == abs(effect) else f"of {wording.points(bar)} or more"
    return Check("placebo_dates", state, f"Placebo dates: {large} of {len(dates)} {as_large}")


def leave_one_out(table: Balanced) -> pd.DataFrame:
    """Estimate without each branch: ``branch``, ``effect`` (null where nothing is left to compare)."""
    effects = []
    for row in range(len(table.branches)):
        rest = np.arange(len(table.branches)) != row
        sums_to = weights.effect(table.start[rest], len(table.months))
        effects.append(None if sums_to is None else float((sums_to * table.values[rest]).sum()))
    return pd.DataFrame(
        {
            "branch": pd.Series(table.branches, dtype="str"),
            "effect": pd.Series(effects, dtype="float64"),
        }
    )


def leaving_out(without: pd.DataFrame, effect: float, is_found: bool, worth_knowing: float) -> Check:
    """Look whether one branch alone makes the answer.

    An effect told apart from zero has to keep its sign without any one branch; where there is none,
    no branch may be all that hides one worth knowing.
    """
    effects = without["effect"].dropna()
    if len(effects) < len(without):
        alone = without.loc[without["effect"].isna(), "branch"].iloc[0]
        said = f"Leaving out one branch: all rests on {alone}"
        return Check("leaving_out_one_branch", "not_possible", said)
    if is_found:
        holds = bool((np.sign(effects) == np.sign(effect)).all())
    else:
        holds = bool((effects.abs() < max(worth_knowing, abs(effect))).all())
    low, high = wording.signed(effects.min(), 1), wording.signed(effects.max(), 1)
    said = f"Leaving out one branch: {low} to {high}"
    return Check("leaving_out_one_branch", "passed" if holds else "failed", said)
