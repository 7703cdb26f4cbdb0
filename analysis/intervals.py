"""How far off a share, a score or a mean may be: intervals on whole columns at once.

Every function takes numbers or columns of them (NumPy arrays, pandas Series) and gives low and high
as arrays of the same length; where nothing was counted both are NaN. Never Wald for a share.

Sources: Wilson, E. B. (1927), JASA 22, 209-212; Newcombe, R. G. (1998), Statistics in Medicine 17,
857-872 (one share, method 3) and 873-890 (difference, method 10); Holm, S. (1979), Scandinavian
Journal of Statistics 6, 65-70; the finite-population correction as in Cochran, Sampling Techniques
(1977), section 2.6.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtr, stdtr, stdtrit

Column: TypeAlias = npt.ArrayLike
Array: TypeAlias = npt.NDArray[np.float64]
Bounds: TypeAlias = tuple[Array, Array]

LEVEL: Final = 0.95
"""How often an interval should hold the truth, unless another level is asked for."""

DRAWS: Final = 2_000
"""Samples the bootstrap draws."""

_MOST: Final = 0.5
"""From this share of a known population on, the correction is applied: "most of them counted"."""


def z(level: float = LEVEL) -> float:
    """Give the two-sided normal quantile: 1.96 for 95%."""
    return NormalDist().inv_cdf((1 + level) / 2)


def _columns(*columns: Column) -> list[Array]:
    """Make arrays of floats of one length; a missing value becomes NaN."""
    arrays = [_floats(column) for column in columns]
    return [np.array(array) for array in np.broadcast_arrays(*arrays)]


def _floats(column: Column) -> Array:
    if isinstance(dtype := getattr(column, "dtype", None), np.dtype) and dtype.kind in "iuf":
        return np.atleast_1d(np.asarray(column, dtype="float64"))
    return np.asarray(pd.array(np.atleast_1d(column)), dtype="float64")


def _ratio(part: Array, whole: Array) -> Array:
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)


def share_of(part: Column, whole: Column) -> Array:
    """Divide, where there is something to divide by; NaN elsewhere."""
    return _ratio(*_columns(part, whole))


def effective_n(n: Column, population: Column | None) -> Array:
    """Give the n that an interval feels when most of a known population was counted.

    n (N - 1) / (N - n): infinite where everybody was counted, so that the interval closes. Where
    half of them or fewer were counted, or the population is unknown (NaN), n stays as it is.
    """
    if population is None:
        return _columns(n)[0]
    counted, whole = _columns(n, population)
    most = (whole > 0) & (counted / np.maximum(whole, 1) > _MOST)
    left = np.maximum(whole - counted, 0)
    corrected = np.divide(counted * (whole - 1), left, out=np.full_like(counted, np.inf), where=left > 0)
    return np.where(most, corrected, counted)


def wilson(successes: Column, n: Column, level: float = LEVEL, population: Column | None = None) -> Bounds:
    """Wilson's score interval for a share, from 0 to 1.

    ``population`` is how many there are in all, where known (see ``effective_n``).
    """
    counted, total = _columns(successes, n)
    share = _ratio(counted, total)
    spread = z(level) ** 2 / np.maximum(effective_n(total, population), 1)
    spread = np.where(total > 0, spread, np.nan)
    center = (share + spread / 2) / (1 + spread)
    half = np.sqrt(spread * share * (1 - share) + spread**2 / 4) / (1 + spread)
    # Rounding must not leave 1e-17 where the interval starts at nothing, or ends at everything.
    low = np.where(counted == 0, np.where(total > 0, 0.0, np.nan), np.maximum(center - half, 0))
    high = np.where(counted == total, np.where(total > 0, 1.0, np.nan), np.minimum(center + half, 1))
    return low, high


def newcombe(
    successes: Column, n: Column, other_successes: Column, other_n: Column, level: float = LEVEL
) -> Bounds:
    """Newcombe's score interval (method 10) for a share minus another one, from -1 to 1."""
    counted, total, other, other_total = _columns(successes, n, other_successes, other_n)
    share, other_share = _ratio(counted, total), _ratio(other, other_total)
    low, high = wilson(counted, total, level)
    other_low, other_high = wilson(other, other_total, level)
    difference = share - other_share
    return (
        difference - np.hypot(share - low, other_high - other_share),
        difference + np.hypot(high - share, other_share - other_low),
    )


def nps_score(promoters: Column, detractors: Column, n: Column) -> Array:
    """Net promoter score in points from -100 to 100; NaN of nobody."""
    promoting, detracting, total = _columns(promoters, detractors, n)
    return 100 * _ratio(promoting - detracting, total)


def nps_variance(promoters: Column, detractors: Column, n: Column) -> Array:
    """Variance of one answer, scored 1, 0 or -1: p + d - (p - d)^2."""
    promoting, detracting, total = _columns(promoters, detractors, n)
    net = _ratio(promoting - detracting, total)
    return _ratio(promoting + detracting, total) - net**2


def _nps_reach(promoters: Column, detractors: Column, n: Column, level: float) -> Bounds:
    """How far the interval of an NPS reaches below and above it, in points.

    Where all gave the same answer the variance is 0, which would claim certainty. Others, whom
    nobody of the n spoke for, may be as many as Wilson's upper limit of none; at worst they are of
    the other end.
    """
    score, variance = nps_score(promoters, detractors, n), nps_variance(promoters, detractors, n)
    total = _columns(n)[0]
    reach = 100 * z(level) * np.sqrt(_ratio(np.maximum(variance, 0), total))
    unseen = wilson(np.zeros_like(total), total, level)[1]
    alike = variance < 1e-12
    others = np.where(np.abs(score) > 50, 200 * unseen, 100 * unseen)
    reach = np.where(alike, others, reach)
    return np.minimum(reach, score + 100), np.minimum(reach, 100 - score)


def nps(promoters: Column, detractors: Column, n: Column, level: float = LEVEL) -> Bounds:
    """Interval of a net promoter score, in points, from the variance of one answer."""
    score = nps_score(promoters, detractors, n)
    below, above = _nps_reach(promoters, detractors, n, level)
    return score - below, score + above


def nps_difference(
    now: tuple[Column, Column, Column], before: tuple[Column, Column, Column], level: float = LEVEL
) -> Bounds:
    """Interval of one net promoter score minus another, in points.

    Each is (promoters, detractors, n). The reaches of both are put together as Newcombe does.
    """
    difference = nps_score(*now) - nps_score(*before)
    below, above = _nps_reach(*now, level)
    other_below, other_above = _nps_reach(*before, level)
    return difference - np.hypot(below, other_above), difference + np.hypot(above, other_below)


def nps_p_value(now: tuple[Column, Column, Column], before: tuple[Column, Column, Column]) -> Array:
    """Two-sided p of "the two net promoter scores are equal"; each is (promoters, detractors, n)."""
    difference = nps_score(*now) - nps_score(*before)
    parts = [_ratio(nps_variance(*side), _columns(side[2])[0]) for side in (now, before)]
    error = 100 * np.sqrt(np.maximum(parts[0] + parts[1], 0))
    score = np.divide(np.abs(difference), error, out=np.zeros_like(error), where=error > 0)
    return np.where(np.isnan(difference), np.nan, 2 * np.asarray(ndtr(-score), dtype="float64"))


def _t_quantile(degrees: Array, level: float) -> Array:
    """Two-sided quantile of Student's t; NaN under one degree of freedom."""
    some = np.where(degrees >= 1, degrees, np.nan)
    return np.asarray(stdtrit(some, (1 + level) / 2), dtype="float64")


def t_mean(
    mean: Column, deviation: Column, n: Column, level: float = LEVEL, population: Column | None = None
) -> Bounds:
    """Student's interval of a mean from its standard deviation (n - 1 below); NaN for fewer than 2."""
    center, spread, total = _columns(mean, deviation, n)
    half = _t_quantile(total - 1, level) * spread / np.sqrt(np.maximum(effective_n(total, population), 1))
    return center - half, center + half


def t_difference(
    now: tuple[Column, Column, Column], before: tuple[Column, Column, Column], level: float = LEVEL
) -> Bounds:
    """Welch's interval of one mean minus another; each is (mean, standard deviation, n)."""
    difference, error, degrees = _welch(now, before)
    half = _t_quantile(degrees, level) * error
    return difference - half, difference + half


def _welch(
    now: tuple[Column, Column, Column], before: tuple[Column, Column, Column]
) -> tuple[Array, Array, Array]:
    """The difference of two means, its standard error and Welch's degrees of freedom."""
    mean, deviation, n, other_mean, other_deviation, other_n = _columns(*now, *before)
    part, other_part = _ratio(deviation**2, n), _ratio(other_deviation**2, other_n)
    both = part + other_part
    below = _ratio(part**2, n - 1) + _ratio(other_part**2, other_n - 1)
    alike = np.where((both == 0) & (np.minimum(n, other_n) > 1), n + other_n - 2, np.nan)
    degrees = np.divide(both**2, below, out=alike, where=below > 0)
    return mean - other_mean, np.sqrt(both), degrees


def t_p_value(now: tuple[Column, Column, Column], before: tuple[Column, Column, Column]) -> Array:
    """Two-sided p of "the two means are equal" (Welch); each is (mean, standard deviation, n)."""
    difference, error, degrees = _welch(now, before)
    score = np.divide(np.abs(difference), error, out=np.where(difference == 0, 0.0, np.inf), where=error > 0)
    return np.where(np.isnan(degrees), np.nan, 2 * np.asarray(stdtr(degrees, -score), dtype="float64"))


def bootstrap_mean(
    sums: Column,
    counts: Column,
    people: Column = 1,
    *,
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = 0,
) -> tuple[float, float]:
    """Percentile interval of the mean of all ratings, drawing respondents rather than ratings.

    Parameters
    ----------
    sums, counts
        What each respondent's ratings add up to, and how many they are.
    people
        How many respondents are alike in both. Ratings are few whole numbers, so the engine can
        group respondents first: drawing the groups is the same as drawing the people.
    seed
        The same data and seed give the same interval.
    """
    total, count, alike = _columns(sums, counts, people)
    respondents = int(alike.sum())
    if respondents < 2:
        return float("nan"), float("nan")
    drawn = np.random.default_rng(seed).multinomial(respondents, alike / respondents, size=draws)
    means = (drawn @ total) / np.maximum(drawn @ count, 1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def holm(p_values: Column) -> Array:
    """Holm's adjusted p values, in the order given; missing ones stay missing and are not counted."""
    (given,) = _columns(p_values)
    adjusted = np.full_like(given, np.nan)
    known = np.flatnonzero(~np.isnan(given))
    order = known[np.argsort(given[known], kind="stable")]
    factors = np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(given[order] * factors), 1)
    return adjusted


def share_p_value(successes: Column, n: Column, other_successes: Column, other_n: Column) -> Array:
    """Two-sided p of "the two shares are equal": the pooled score test; NaN without both.

    The test that belongs to score intervals; Holm takes its p values.
    """
    counted, total, other, other_total = _columns(successes, n, other_successes, other_n)
    both = np.where((total > 0) & (other_total > 0), total + other_total, np.nan)
    pooled = (counted + other) / both
    per_answer = _ratio(np.ones_like(total), total) + _ratio(np.ones_like(other), other_total)
    variance = pooled * (1 - pooled) * per_answer
    difference = _ratio(counted, total) - _ratio(other, other_total)
    score = np.divide(difference, np.sqrt(variance), out=np.zeros_like(difference), where=variance > 0)
    return np.where(np.isnan(both), np.nan, 2 * np.asarray(ndtr(-np.abs(score)), dtype="float64"))


def with_share(
    counts: pd.DataFrame,
    part: str,
    whole: str,
    name: str = "share",
    *,
    level: float = LEVEL,
    population: str | None = None,
) -> pd.DataFrame:
    """Add a share and its Wilson interval to a frame: columns ``name``, ``low``, ``high``.

    All three are missing where ``whole`` is 0.
    """
    low, high = wilson(counts[part], counts[whole], level, counts[population] if population else None)
    added: dict[str, Any] = {name: share_of(counts[part], counts[whole]), "low": low, "high": high}
    return counts.assign(**added)
