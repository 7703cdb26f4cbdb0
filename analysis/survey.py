"""What only whole responses can tell: gaps, importance, the Opportunity Index, how many answered.

These measures read the facts ``answers``, one row a rating, because they put two ratings of one
person together, or count persons. A response is told by ``upload_id`` and ``response_id``. Questions and
scales stay apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import narwhals as nw
import numpy as np
import pandas as pd

from analysis import intervals
from analysis.counting import Rows
from analysis.satisfaction import QUESTION

RESPONSE: Final = ("upload_id", "response_id")
MOVED: Final = 0.10
"""A channel's or a season's share that moves by so much, surely, makes two periods hard to compare."""


def _sums(rows: Rows, value: str, *groups: str) -> Rows:
    """Count a value, and add up the value and its square, by groups: what ``with_mean`` needs."""
    known = rows.filter(~nw.col(value).is_null())
    return (
        known.with_columns(_value=nw.col(value), _square=nw.col(value) * nw.col(value))
        .group_by(*groups)
        .agg(n=nw.len(), total=nw.col("_value").sum(), squares=nw.col("_square").sum())
        .sort(*groups, nulls_last=True)
    )


def responses(answers: Rows, *by: str) -> Rows:
    """Count responses: ``by``, ``responses``; sorted, nulls last. Without ``by``, one row."""
    each = answers.select(*by, *RESPONSE).unique()
    if not by:
        return each.select(responses=nw.len())
    return each.group_by(*by).agg(responses=nw.len()).sort(*by, nulls_last=True)


def gaps(answers: Rows) -> Rows:
    """Add up LibQUAL gaps: of each question how far the perceived level is above minimum and desired.

    Returns
    -------
    LazyFrame
        ``gap`` ("adequacy": perceived - minimum; "superiority": perceived - desired), ``QUESTION``,
        ``n``, ``total``, ``squares``; sorted. ``satisfaction.with_mean`` makes means of them. Ratings
        without the other level are left out of that gap.
    """
    adequacy = answers.with_columns(_gap=nw.col("value") - nw.col("minimum"), gap=nw.lit("adequacy"))
    superiority = answers.with_columns(_gap=nw.col("value") - nw.col("desired"), gap=nw.lit("superiority"))
    columns = ("gap", *QUESTION, "_gap")
    both = nw.concat([adequacy.select(*columns), superiority.select(*columns)], how="vertical")
    return _sums(both, "_gap", "gap", *QUESTION)


def _pairs(answers: Rows) -> Rows:
    """Put a person's importance and satisfaction (or perceived quality) of one question side by side."""
    key = (*RESPONSE, "item", "scale_min", "scale_max")
    one_each = answers.filter(~nw.col("value").is_null())
    importance = one_each.filter(nw.col("item_kind") == "importance")
    rated = one_each.filter(nw.col("item_kind").is_in(["satisfaction", "quality"]))
    return (
        importance.group_by(*key)
        .agg(importance=nw.col("value").mean())
        .join(rated.group_by(*key).agg(satisfaction=nw.col("value").mean()), on=list(key), how="inner")
    )


def pair_sums(answers: Rows) -> Rows:
    """Add up the importance and the rating of each question, and how far one is above the other.

    Returns
    -------
    LazyFrame
        ``figure`` ("importance", "satisfaction", "gap": rating less importance of one person), ``item``,
        ``scale_min``, ``scale_max``, ``n``, ``total``, ``squares``; sorted. Of those who gave both on one
        scale. ``satisfaction.with_mean`` makes means of them.
    """
    pairs = _pairs(answers).with_columns(gap=nw.col("satisfaction") - nw.col("importance"))
    columns = ("figure", "item", "scale_min", "scale_max", "_figure")
    parts = [
        pairs.with_columns(figure=nw.lit(name), _figure=nw.col(name)).select(*columns)
        for name in ("importance", "satisfaction", "gap")
    ]
    return _sums(nw.concat(parts, how="vertical"), "_figure", *columns[:-1])


def levels(answers: Rows) -> Rows:
    """Add up the three levels of each question that has them: perceived, minimum and desired.

    Returns
    -------
    LazyFrame
        ``level``, ``QUESTION``, ``n``, ``total``, ``squares``; sorted. Only ratings that have a minimum or
        a desired level beside them. ``satisfaction.with_mean`` makes means of them.
    """
    both = answers.filter(~(nw.col("minimum").is_null() & nw.col("desired").is_null()))
    columns = ("level", *QUESTION, "_level")
    parts = [
        both.with_columns(level=nw.lit(name), _level=nw.col(column)).select(*columns)
        for name, column in (("perceived", "value"), ("minimum", "minimum"), ("desired", "desired"))
    ]
    return _sums(nw.concat(parts, how="vertical"), "_level", *columns[:-1])


def opportunity(answers: Rows) -> Rows:
    """Add up the Opportunity Index of each question: importance + max(importance - satisfaction, 0).

    It is taken for each respondent first.

    Returns
    -------
    LazyFrame
        ``item``, ``scale_min``, ``scale_max``, ``n``, ``total``, ``squares``; sorted.
        ``satisfaction.with_mean`` makes the index of them.
    """
    short = nw.col("importance") - nw.col("satisfaction")
    index = nw.col("importance") + nw.when(short > 0).then(short).otherwise(0.0)
    return _sums(_pairs(answers).with_columns(index=index), "index", "item", "scale_min", "scale_max")


def ratings_of_people(answers: Rows, *by: str, kind: str = "satisfaction") -> Rows:
    """Count respondents who are alike in what their ratings add up to and in how many they gave.

    Returns
    -------
    LazyFrame
        ``by``, ``QUESTION``, ``total``, ``ratings``, ``people``; sorted.
    """
    groups = (*by, *QUESTION)
    rated = answers.filter((nw.col("item_kind") == kind) & ~nw.col("value").is_null())
    return (
        rated.group_by(*groups, *RESPONSE)
        .agg(total=nw.col("value").sum(), ratings=nw.len())
        .group_by(*groups, "total", "ratings")
        .agg(people=nw.len())
        .sort(*groups, "total", "ratings", nulls_last=True)
    )


def means_of_people(alike: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Give means with bootstrap intervals over respondents, from ``ratings_of_people``.

    Returns
    -------
    DataFrame
        The groups and ``QUESTION``, ``n`` (ratings), ``people``, ``mean``, ``low``, ``high``.
    """
    groups = [name for name in alike.columns if name not in ("total", "ratings", "people")]
    rows = []
    for key, part in alike.groupby(groups, dropna=False, sort=True):
        n = int((part["ratings"] * part["people"]).sum())
        mean = float((part["total"] * part["people"]).sum()) / n
        bounds = intervals.bootstrap_mean(part["total"], part["ratings"], part["people"], seed=seed)
        rows.append((*key, n, int(part["people"].sum()), mean, *bounds))
    return pd.DataFrame(rows, columns=[*groups, "n", "people", "mean", "low", "high"])


def season(months: pd.Series[pd.Timestamp]) -> pd.Series[str]:
    """Name the quarter of each month by its first and last: "January to March"."""
    names = ["January to March", "April to June", "July to September", "October to December"]
    return pd.Series([names[(month.month - 1) // 3] for month in months], months.index, dtype="str")


def mix(now: pd.DataFrame, before: pd.DataFrame, column: str, size: str = "responses") -> pd.DataFrame:
    """Compare the mix of channels (or seasons) of two periods.

    Parameters
    ----------
    now, before
        Rows with ``column`` and ``size``; the same name may stand in several rows. Missing names are
        "not named".
    column, size
        What the mix is of, and how many.

    Returns
    -------
    DataFrame
        ``column``, ``n_now``, ``share_now``, ``n_before``, ``share_before``, ``moved``: True where the
        share moved by at least ``MOVED`` and the 95% interval (Newcombe) of its change excludes 0. By
        name. ``mix_moved`` says whether the periods can be compared.
    """
    sides = [side.assign(**{column: side[column].fillna("not named")}) for side in (now, before)]
    counts = [side.groupby(column)[size].sum() for side in sides]
    names = counts[0].index.union(counts[1].index)
    n_now, n_before = (count.reindex(names, fill_value=0).to_numpy("int64") for count in counts)
    share_now = intervals.share_of(n_now, n_now.sum())
    share_before = intervals.share_of(n_before, n_before.sum())
    low, high = intervals.newcombe(n_now, n_now.sum(), n_before, n_before.sum())
    moved = (np.abs(share_now - share_before) >= MOVED) & ((low > 0) | (high < 0))
    told = {
        column: names, "n_now": n_now, "share_now": share_now, "n_before": n_before,
        "share_before": share_before, "moved": moved,
    }  # fmt: skip
    return pd.DataFrame(told)


def mix_moved(mixes: Sequence[pd.DataFrame]) -> bool:
    """Whether any mix moved: then a change may be one of who was asked, not of what they think."""
    return any(bool(mix["moved"].any()) for mix in mixes)
