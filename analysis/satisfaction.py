"""What patrons say, counted: distribution, top-2 box, net promoter score and means, question by question.

These measures read the rollup ``answers_by_month`` (month x branch x channel x question x value).
Different questions and different scales are never added up: every measure keeps the question and its
scale, and ``main_question`` chooses the one with the most answers where a chart has room for one.
Answers that say "does not apply" have no value: they are counted beside the others, never among
them. Satisfaction is level 4 and has many other causes than training.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import narwhals as nw
import numpy as np
import pandas as pd

from analysis import intervals
from analysis.counting import Rows, count_if

QUESTION: Final = ("item", "item_kind", "scale_min", "scale_max")
"""What makes answers comparable: the same words, on the same scale."""

TOP2: Final = ("n", "top", "not_answered")
NPS: Final = ("n", "promoters", "detractors", "not_answered")
"""What ``top2`` and ``nps`` count."""

PROMOTER: Final = 9
DETRACTOR: Final = 6


def _valid() -> nw.Expr:
    return ~nw.col("value").is_null()


def _of_kind(answers_by_month: Rows, kind: str | None) -> Rows:
    return answers_by_month if kind is None else answers_by_month.filter(nw.col("item_kind") == kind)


def distribution(answers_by_month: Rows, *by: str, kind: str | None = "satisfaction") -> Rows:
    """Count the answers of each value, by question.

    Parameters
    ----------
    answers_by_month
        The rollup.
    by
        Further columns to count by: ``month``, ``fiscal_year``, ``branch``, ``channel``.
    kind
        Only questions of this kind; None for all.

    Returns
    -------
    LazyFrame
        ``by``, ``item``, ``item_kind``, ``scale_min``, ``scale_max``, ``value`` (null: not
        answered), ``answers``: sorted by all of these, nulls last.
    """
    groups = (*by, *QUESTION, "value")
    return (
        _of_kind(answers_by_month, kind)
        .group_by(*groups)
        .agg(answers=nw.col("answers").sum())
        .with_columns(nw.col("answers").cast(nw.Int64))
        .sort(*groups, nulls_last=True)
    )


def _top() -> nw.Expr:
    """Whether an answer is in the top box.

    The two highest points of a scale of four points or more (4 and 5 on 1-5, 8 and 9 on 1-9); of a
    shorter scale the highest alone, because two of three would be nearly everything.
    """
    points = nw.when(nw.col("scale_max") - nw.col("scale_min") >= 3).then(1.0).otherwise(0.0)
    return nw.col("value") >= nw.col("scale_max") - points


def parts(answers_by_month: Rows) -> Rows:
    """Split each count of the rollup into what the measures add up.

    ``n`` (valid answers), ``top`` (in the top box), ``not_answered``; and ``promoters`` (9, 10) and
    ``detractors`` (0 to 6), which mean something on a scale of 0 to 10 only.
    """
    return answers_by_month.with_columns(
        n=count_if(_valid(), "answers"),
        top=count_if(_valid() & _top(), "answers"),
        not_answered=count_if(~_valid(), "answers"),
        promoters=count_if(_valid() & (nw.col("value") >= PROMOTER), "answers"),
        detractors=count_if(_valid() & (nw.col("value") <= DETRACTOR), "answers"),
    )


def _summed(rows: Rows, groups: Sequence[str], by: Sequence[str], counts: Sequence[str]) -> Rows:
    for column in by:
        rows = rows.filter(~nw.col(column).is_null())
    return (
        parts(rows)
        .group_by(*groups)
        .agg(nw.col(*counts).sum())
        .with_columns(nw.col(*counts).cast(nw.Int64))
        .sort(*groups, nulls_last=True)
    )


def top2(answers_by_month: Rows, *by: str, kind: str | None = "satisfaction") -> Rows:
    """Count valid answers and those in the top box, by question.

    Returns
    -------
    LazyFrame
        ``by``, the four columns of ``QUESTION``, ``n`` (valid answers), ``top``, ``not_answered``:
        sorted, without rows that lack a column of ``by`` (no branch, no channel). ``shares`` adds
        the rate.
    """
    return _summed(_of_kind(answers_by_month, kind), (*by, *QUESTION), by, TOP2)


def top2_by_branch(answers_by_month: Rows, *, kind: str | None = "satisfaction") -> Rows:
    """Count each branch's top box: ``top2`` by branch."""
    return top2(answers_by_month, "branch", kind=kind)


def top2_by_month(answers_by_month: Rows, *, kind: str | None = "satisfaction") -> Rows:
    """Count each month's top box: ``top2`` by month."""
    return top2(answers_by_month, "month", kind=kind)


def nps(answers_by_month: Rows, *by: str) -> Rows:
    """Count promoters (9, 10) and detractors (0 to 6) of questions about recommending, on 0-10 only.

    Returns
    -------
    LazyFrame
        ``by``, the four columns of ``QUESTION``, ``n``, ``promoters``, ``detractors``,
        ``not_answered``: sorted, without rows that lack a column of ``by``. ``scores`` adds the score.
    """
    is_scale = (nw.col("scale_min") == 0) & (nw.col("scale_max") == 10)
    rows = _of_kind(answers_by_month, "recommend").filter(is_scale)
    return _summed(rows, (*by, *QUESTION), by, NPS)


def nps_by_month(answers_by_month: Rows) -> Rows:
    """Count each month's promoters and detractors: ``nps`` by month."""
    return nps(answers_by_month, "month")


def main_question(counts: pd.DataFrame, size: str = "n") -> pd.DataFrame:
    """Keep the question with the most answers (on the scale with the most); the first by name of equals.

    Empty stays empty.
    """
    if counts.empty:
        return counts
    asked = list(zip(*(_plainly(counts[name]) for name in QUESTION), strict=True))
    totals: dict[tuple[Any, ...], int] = {}
    for question, number in zip(asked, counts[size].tolist(), strict=True):
        totals[question] = totals.get(question, 0) + number
    ordered = sorted(totals, key=lambda question: [(part is None, part) for part in question])
    chosen = max(ordered, key=totals.__getitem__)
    return counts.loc[[question == chosen for question in asked]].reset_index(drop=True)


def _plainly(column: pd.Series[Any]) -> list[Any]:
    return [None if missing else each for each, missing in zip(column.tolist(), column.isna(), strict=True)]


def shares(counts: pd.DataFrame) -> pd.DataFrame:
    """Add ``share``, ``low`` and ``high`` (Wilson, 95%) of the top box after ``n``."""
    return _beside_n(intervals.with_share(counts, "top", "n"), ["share", "low", "high"])


def scores(counts: pd.DataFrame) -> pd.DataFrame:
    """Add ``nps``, ``low`` and ``high`` after ``n``: points from -100 to 100, never percent."""
    parts = counts["promoters"], counts["detractors"], counts["n"]
    low, high = intervals.nps(*parts)
    told = counts.assign(nps=intervals.nps_score(*parts), low=low, high=high)
    return _beside_n(told, ["nps", "low", "high"])


def _beside_n(counts: pd.DataFrame, added: list[str]) -> pd.DataFrame:
    before = list(counts.columns[: list(counts.columns).index("n") + 1])
    rest = [name for name in counts.columns if name not in (*before, *added)]
    return counts.loc[:, [*before, *added, *rest]]


def parts_of_scale(distribution: pd.DataFrame) -> pd.DataFrame:
    """Say of each value of a distribution where it stands on a diverging bar.

    Returns
    -------
    DataFrame
        The distribution without "not answered", and ``share`` (of the valid answers of the same
        question and groups) and ``side`` ("below", "neutral", "above"): neutral is the middle of a
        scale with an odd number of points, and of no other.
    """
    valid = distribution.dropna(subset="value").reset_index(drop=True)
    groups = [name for name in valid.columns if name not in ("value", "answers")]
    whole = valid.groupby(groups, dropna=False)["answers"].transform("sum")
    from_middle = valid["value"] - (valid["scale_min"] + valid["scale_max"]) / 2
    side = np.select([from_middle < 0, from_middle > 0], ["below", "above"], default="neutral")
    return valid.assign(share=intervals.share_of(valid["answers"], whole), side=side)


def means(distribution: pd.DataFrame) -> pd.DataFrame:
    """Give the mean of each question and group of a ``distribution``, on its own scale.

    Returns
    -------
    DataFrame
        The groups and ``QUESTION``, ``n``, ``mean``, ``deviation`` (n - 1 below), ``low``, ``high``
        (t): one answer a person. Where one person gives several, see ``survey.means_of_people``.
    """
    valid = distribution.dropna(subset="value")
    groups = [name for name in valid.columns if name not in ("value", "answers")]
    sums = valid.assign(
        total=valid["value"] * valid["answers"], squares=valid["value"] ** 2 * valid["answers"]
    )
    told = sums.groupby(groups, dropna=False, sort=True, as_index=False)[
        ["answers", "total", "squares"]
    ].sum()
    return with_mean(told.rename(columns={"answers": "n"}))


def with_mean(sums: pd.DataFrame) -> pd.DataFrame:
    """Turn ``n``, ``total`` and ``squares`` (of values) into ``mean``, ``deviation``, ``low``, ``high``."""
    n, total = sums["n"].to_numpy("float64"), sums["total"].to_numpy("float64")
    mean = intervals.share_of(total, n)
    spread = np.maximum(sums["squares"].to_numpy("float64") - total * np.nan_to_num(mean), 0)
    deviation = np.sqrt(intervals.share_of(spread, n - 1))
    low, high = intervals.t_mean(mean, deviation, n)
    told = sums.drop(columns=["total", "squares"])
    return told.assign(mean=mean, deviation=deviation, low=low, high=high)
