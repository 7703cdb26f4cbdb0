"""Branches side by side without a ranking: a funnel of limits, and shares drawn to the middle.

A small branch is far from the average by chance alone more often than a large one. The limits say
how far (they are where Wilson's interval of a branch begins to leave the average out); the shrunken
share is the best guess of a branch's share that knows the others, by empirical Bayes with moments
(DerSimonian and Laird 1986 for the variance between branches; Spiegelhalter 2005, Statistics in
Medicine 24, 1185-1202, for funnels).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from analysis import intervals

LEVELS: Final = (0.95, 0.998)


def limits(n: intervals.Column, share: float, level: float) -> intervals.Bounds:
    """Give the limits of a share for each n, where nothing but chance is at work; from 0 to 1."""
    sizes = np.asarray(n, dtype="float64")
    half = intervals.z(level) * np.sqrt(intervals.share_of(np.full_like(sizes, share * (1 - share)), sizes))
    return np.maximum(share - half, 0), np.minimum(share + half, 1)


def between(part: pd.Series[int], n: pd.Series[int]) -> float:
    """Estimate the variance between branches that chance does not explain; 0 where there is none."""
    size = n.to_numpy("float64")
    whole = size.sum()
    share = part.sum() / whole
    variance = share * (1 - share)
    scale = whole - (size**2).sum() / whole
    if variance == 0 or scale == 0:
        return 0.0
    spread = (size * (part.to_numpy("float64") / size - share) ** 2).sum()
    return max(float((spread - (len(size) - 1) * variance) / scale), 0.0)


def funnel(counts: pd.DataFrame, part: str = "top") -> pd.DataFrame:
    """Hold every branch's share against what chance allows.

    Parameters
    ----------
    counts
        One row a branch of one question, with ``n`` and ``part``; rows of nobody are left out.
    part
        The column that is counted: ``top`` or ``completed``.

    Returns
    -------
    DataFrame
        The rows with ``share``, ``low`` and ``high`` (Wilson), ``average`` (of all branches
        together), ``low_95``, ``high_95``, ``low_998``, ``high_998`` (limits at this n), ``shrunken``,
        ``outside`` ("", "95%", "99.8%"), ``compared`` (how many branches): in the order given.
    """
    some = counts.loc[counts["n"] > 0].reset_index(drop=True)
    told = intervals.with_share(some, part, "n")
    if told.empty:
        return told.assign(
            average=[], low_95=[], high_95=[], low_998=[], high_998=[], shrunken=[], outside=[], compared=[]
        )
    average = float(some[part].sum() / some["n"].sum())
    inner, outer = (limits(some["n"], average, level) for level in LEVELS)
    variance = between(some[part], some["n"])
    chance = average * (1 - average) / some["n"].to_numpy("float64")
    weight = intervals.share_of(np.full_like(chance, variance), variance + chance)
    share = told["share"].to_numpy("float64")
    is_far = [(share < low - 1e-12) | (share > high + 1e-12) for low, high in (outer, inner)]
    return told.assign(
        average=average,
        low_95=inner[0], high_95=inner[1], low_998=outer[0], high_998=outer[1],
        shrunken=average + np.nan_to_num(weight) * (share - average),
        outside=np.select(is_far, ["99.8%", "95%"], default=""),
        compared=len(told),
    )  # fmt: skip
