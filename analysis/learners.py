"""Staff as people: how many learn, how long it takes them, and who is stuck.

These measures read the facts, because distinct people and medians do not add up. ``stalled`` gives
one row a person and is for the trainer only: whoever shows it sees to that.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil
from typing import Any, Final

import narwhals as nw
import numpy as np
import pandas as pd

from analysis.counting import Rows, midnight, one_if

STALLED_AFTER: Final = 60
"""Days in progress after which a learner-course counts as stalled, unless asked for otherwise."""


IN_TIME: Final = 0.9
ENOUGH_TIMES: Final = 30
"""The share of completions that come within ``time_needed``, and how many it takes to say so."""


def _people(learner_courses: Rows) -> Rows:
    """One row a person and branch: whether they completed anything."""
    return (
        learner_courses.with_columns(_done=one_if(nw.col("outcome") == "completed"))
        .group_by("staff_key", "branch")
        .agg(completer=nw.col("_done").max(), completed=nw.col("_done").sum())
    )


def people_by_branch(learner_courses: Rows) -> Rows:
    """Count the people behind the learner-courses of each branch.

    Returns
    -------
    LazyFrame
        ``branch``, ``people`` (with any learner-course), ``completers`` (with a completed one),
        ``completed`` (learner-courses); by branch, without those that have no branch. Somebody with
        courses at two branches counts at each.
    """
    return (
        _people(learner_courses.filter(~nw.col("branch").is_null()))
        .with_columns(_one=nw.lit(1))
        .group_by("branch")
        .agg(
            people=nw.col("_one").sum(),
            completers=nw.col("completer").sum(),
            completed=nw.col("completed").sum(),
        )
        .with_columns(nw.col("people", "completers", "completed").cast(nw.Int64))
        .sort("branch")
    )


def people_by(learner_courses: Rows, *groups: str) -> Rows:
    """Count distinct people by any columns: the size that ``disclosure.protect`` asks for.

    Parameters
    ----------
    learner_courses
        One row a learner-course, joined with whatever the groups come from (topics, courses).
    groups
        Columns to count by; none for one row.

    Returns
    -------
    LazyFrame
        ``groups``, ``people``; sorted, nulls last. Somebody in several groups counts in each.
    """
    each = learner_courses.select(*groups, "staff_key").unique()
    if not groups:
        return each.select(people=nw.len())
    return each.group_by(*groups).agg(people=nw.len()).sort(*groups, nulls_last=True)


def people(learner_courses: Rows) -> Rows:
    """Count the people once each: one row with ``people`` and ``completers``."""
    done = one_if(nw.col("outcome") == "completed")
    return (
        learner_courses.with_columns(_done=done)
        .group_by("staff_key")
        .agg(_done=nw.col("_done").max())
        .select(people=nw.len(), completers=nw.col("_done").sum().fill_null(0).cast(nw.Int64))
    )


def _quantile(share: float) -> nw.Expr:
    return nw.col("days_to_complete").cast(nw.Float64).quantile(share, interpolation="linear")


def days_to_complete(learner_courses: Rows) -> Rows:
    """Say how many days it takes from enrollment to completion.

    Returns
    -------
    LazyFrame
        One row: ``completed``, ``n`` (of these, both dates known), ``median``, and ``low`` and
        ``high`` around the middle half; null where n is 0.
    """
    done = learner_courses.filter(nw.col("outcome") == "completed")
    return done.with_columns(_known=one_if(~nw.col("days_to_complete").is_null())).select(
        completed=nw.len(),
        n=nw.col("_known").sum().fill_null(0).cast(nw.Int64),
        median=_quantile(0.5),
        low=_quantile(0.25),
        high=_quantile(0.75),
    )


def time_needed(learner_courses: Rows) -> Rows:
    """Say within how many days nine of ten completions come, and how far the files reach.

    Returns
    -------
    LazyFrame
        One row: ``n`` (completions with both dates), ``days``, ``last_enrolled`` and ``last_completed``
        (the newest dates on file); null where nothing is known. ``still_under_way`` reads it.
    """
    done = nw.col("outcome") == "completed"
    known = nw.when(done).then(nw.col("days_to_complete"))
    return learner_courses.with_columns(_days=known).select(
        n=nw.col("_days").count(),
        days=nw.col("_days").cast(nw.Float64).quantile(IN_TIME, interpolation="linear"),
        last_enrolled=nw.col("enrolled_on").max(),
        last_completed=nw.col("first_completed_on").max(),
    )


def days_needed(needed: pd.Series[Any]) -> int:
    """Give the days of ``time_needed``; of few completions, those after which a course counts as stalled."""
    return ceil(float(needed["days"])) if needed["n"] >= ENOUGH_TIMES else STALLED_AFTER


def still_under_way(months: pd.Series[Any], needed: pd.Series[Any]) -> pd.Series[bool]:
    """Mark the months whose learners may not have had time yet, from the one row of ``time_needed``.

    A month is over once nine of ten completions of whoever began on its last day would be on file. Whoever
    began later may still complete, so that a rate of such a month is too low.
    """
    newest = pd.to_datetime(pd.Series([needed["last_enrolled"], needed["last_completed"]])).max()
    last_day = pd.to_datetime(months) + pd.offsets.MonthEnd(0)
    return (last_day + pd.Timedelta(days=days_needed(needed)) > newest).astype(bool)


def completion_days(learner_courses: Rows, by: str) -> Rows:
    """Count completions by group and days taken, the table that ``days_by`` takes its medians from.

    Parameters
    ----------
    learner_courses
        One row a learner-course.
    by
        The group's column: ``branch`` or ``course_key``.

    Returns
    -------
    LazyFrame
        ``by``, ``days_to_complete`` (null where a date is unknown), ``completed``; in that order,
        without rows that have no group.
    """
    done = learner_courses.filter((nw.col("outcome") == "completed") & ~nw.col(by).is_null())
    return (
        done.group_by(by, "days_to_complete")
        .agg(completed=nw.len())
        .sort(by, "days_to_complete", nulls_last=True)
    )


def days_by(completion_days: pd.DataFrame, by: str) -> pd.DataFrame:
    """Give the median and the middle half for each group of ``completion_days``.

    Returns
    -------
    DataFrame
        ``by``, ``completed``, ``n`` (both dates known), ``low``, ``median``, ``high``; by group.
    """
    rows = []
    for group, part in completion_days.groupby(by, sort=True):
        known = part.dropna(subset="days_to_complete")
        days = np.repeat(known["days_to_complete"].to_numpy("float64"), known["completed"].to_numpy("int64"))
        low, median, high = np.quantile(days, [0.25, 0.5, 0.75]) if len(days) else [np.nan] * 3
        rows.append((group, int(part["completed"].sum()), len(days), low, median, high))
    return pd.DataFrame(rows, columns=[by, "completed", "n", "low", "median", "high"])


def stalled(learner_courses: Rows, today: date, days: int = STALLED_AFTER) -> Rows:
    """List learner-courses in progress for longer than some days. For the trainer only.

    Returns
    -------
    LazyFrame
        ``staff_key``, ``branch``, ``course_key``, ``course_label``, ``enrolled_on``: the longest
        waiting first. Those without a date of enrollment are left out: how long they have been at
        it is not known.
    """
    since = midnight(today - timedelta(days=days))
    return (
        learner_courses.filter((nw.col("outcome") == "in_progress") & (nw.col("enrolled_on") < since))
        .select("staff_key", "branch", "course_key", "course_label", "enrolled_on")
        .sort("enrolled_on", "course_label", "staff_key", nulls_last=True)
    )
