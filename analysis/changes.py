"""What may be said of a change: words with rules, from intervals of the difference.

The rules (metrics.md): "rose" / "fell": the 95% interval of the change excludes 0; "may have risen" /
"may have fallen": the 80% interval does; "no clear change": neither does, and both sides have at
least 30; "too few answers to say": otherwise. Where several are compared at once, the same words
also need Holm's adjusted p value under 0.05 or 0.20, and ``compared`` says how many there were.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from analysis import intervals

ROSE: Final = "rose"
FELL: Final = "fell"
MAY_HAVE_RISEN: Final = "may have risen"
MAY_HAVE_FALLEN: Final = "may have fallen"
NO_CLEAR_CHANGE: Final = "no clear change"
TOO_FEW: Final = "too few answers to say"
WORDS: Final = (ROSE, FELL, MAY_HAVE_RISEN, MAY_HAVE_FALLEN, NO_CLEAR_CHANGE, TOO_FEW)

SURE: Final = 0.95
LIKELY: Final = 0.80
ENOUGH: Final = 30
"""From this n on both sides, an interval around 0 means that nothing clear happened."""

COLUMNS: Final = ("now", "before", "n_now", "n_before", "difference", "low", "high", "word", "compared")


def words(
    sure: intervals.Bounds,
    likely: intervals.Bounds,
    n_now: intervals.Column,
    n_before: intervals.Column,
    p_values: intervals.Column | None = None,
) -> list[str]:
    """Choose the word for each change.

    Parameters
    ----------
    sure, likely
        Low and high of the 95% and of the 80% interval of the difference.
    n_now, n_before
        How many answers, or learner-courses, each side has.
    p_values
        Where several changes are read together: the p of each. Holm's adjustment is made here.
    """
    low, high = (np.atleast_1d(bound) for bound in sure)
    likely_low, likely_high = (np.atleast_1d(bound) for bound in likely)
    adjusted = np.zeros(len(low)) if p_values is None else intervals.holm(p_values)
    is_sure, is_likely = adjusted < 1 - SURE, adjusted < 1 - LIKELY
    enough = (np.asarray(n_now) >= ENOUGH) & (np.asarray(n_before) >= ENOUGH) & ~np.isnan(low + high)
    rules = [
        ((low > 0) & is_sure, ROSE),
        ((high < 0) & is_sure, FELL),
        ((likely_low > 0) & is_likely, MAY_HAVE_RISEN),
        ((likely_high < 0) & is_likely, MAY_HAVE_FALLEN),
        (np.broadcast_to(enough, low.shape), NO_CLEAR_CHANGE),
    ]
    chosen = np.select([rule for rule, _ in rules], [word for _, word in rules], default=TOO_FEW)
    return [str(word) for word in chosen]


def _side(frame: pd.DataFrame, on: Sequence[str], values: Sequence[str], suffix: str) -> pd.DataFrame:
    return frame.loc[:, [*on, *values]].rename(columns={value: value + suffix for value in values})


def _both(now: pd.DataFrame, before: pd.DataFrame, on: Sequence[str], values: Sequence[str]) -> pd.DataFrame:
    """Put the two periods side by side; what only one of them has counts 0 in the other."""
    if not on:
        frames = {"now": now, "before": before}
        sides = {f"{value}_{side}": frame[value] for side, frame in frames.items() for value in values}
        return pd.DataFrame(sides).astype("float64").fillna(0)
    joined = pd.merge(
        _side(now, on, values, "_now"), _side(before, on, values, "_before"), on=list(on), how="outer"
    )
    counted = [name for name in joined.columns if name not in on]
    return joined.assign(**{name: joined[name].astype("float64").fillna(0) for name in counted})


def _told(
    joined: pd.DataFrame,
    on: Sequence[str],
    figures: tuple[intervals.Array, intervals.Array],
    sizes: tuple[str, str],
    bounds: tuple[intervals.Bounds, intervals.Bounds],
    p_values: intervals.Array,
) -> pd.DataFrame:
    now, before = figures
    n_now, n_before = (joined[size] for size in sizes)
    several = len(joined) > 1
    return joined.loc[:, list(on)].assign(
        now=now,
        before=before,
        n_now=n_now.astype("int64"),
        n_before=n_before.astype("int64"),
        difference=now - before,
        low=bounds[0][0],
        high=bounds[0][1],
        word=pd.Series(
            words(*bounds, n_now, n_before, p_values if several else None), joined.index, dtype="str"
        ),
        compared=int((~np.isnan(now - before)).sum()),
    )


def of_shares(
    now: pd.DataFrame, before: pd.DataFrame, part: str, whole: str, on: Sequence[str] = ()
) -> pd.DataFrame:
    """Compare shares of two periods, by groups or as one row (Newcombe's intervals).

    Returns
    -------
    DataFrame
        ``on``, ``now`` and ``before`` (shares), ``n_now``, ``n_before``, ``difference`` with ``low``
        and ``high`` (95%), ``word``, ``compared``. A group that one period lacks has n 0 there.
    """
    joined = _both(now, before, on, [part, whole])
    counts = [joined[name] for name in (f"{part}_now", f"{whole}_now", f"{part}_before", f"{whole}_before")]
    k, n, k_before, n_before = counts
    shares = intervals.share_of(k, n), intervals.share_of(k_before, n_before)
    sure = intervals.newcombe(k, n, k_before, n_before, SURE)
    bounds = sure, intervals.newcombe(k, n, k_before, n_before, LIKELY)
    p_values = intervals.share_p_value(k, n, k_before, n_before)
    return _told(joined, on, shares, (f"{whole}_now", f"{whole}_before"), bounds, p_values)


def of_scores(now: pd.DataFrame, before: pd.DataFrame, on: Sequence[str] = ()) -> pd.DataFrame:
    """Compare net promoter scores of two periods: columns as ``of_shares``, in points.

    Both frames have ``promoters``, ``detractors`` and ``n``.
    """
    joined = _both(now, before, on, ["promoters", "detractors", "n"])
    sides = [
        (joined[f"promoters_{side}"], joined[f"detractors_{side}"], joined[f"n_{side}"])
        for side in ("now", "before")
    ]
    scores = intervals.nps_score(*sides[0]), intervals.nps_score(*sides[1])
    earlier, later = sides[1], sides[0]
    sure = intervals.nps_difference(later, earlier, SURE)
    bounds = sure, intervals.nps_difference(later, earlier, LIKELY)
    p_values = intervals.nps_p_value(later, earlier)
    return _told(joined, on, scores, ("n_now", "n_before"), bounds, p_values)


def of_means(now: pd.DataFrame, before: pd.DataFrame, on: Sequence[str] = ()) -> pd.DataFrame:
    """Compare means of two periods: columns as ``of_shares``, in the scale's own units (Welch).

    Both frames have ``mean``, ``deviation`` (n - 1 below) and ``n``.
    """
    joined = _both(now, before, on, ["mean", "deviation", "n"])
    sides = [
        (joined[f"mean_{side}"].where(joined[f"n_{side}"] > 0), joined[f"deviation_{side}"],
         joined[f"n_{side}"])
        for side in ("now", "before")
    ]  # fmt: skip
    means = sides[0][0].to_numpy(), sides[1][0].to_numpy()
    earlier, later = sides[1], sides[0]
    sure = intervals.t_difference(later, earlier, SURE)
    bounds = sure, intervals.t_difference(later, earlier, LIKELY)
    p_values = intervals.t_p_value(later, earlier)
    return _told(joined, on, means, ("n_now", "n_before"), bounds, p_values)
