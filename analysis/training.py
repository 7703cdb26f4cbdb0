"""What staff have learned, counted: learner-courses, completion rates and hours.

These measures read the rollup ``training_by_month`` (month x branch x course x outcome), never the
facts: what adds up is added up there already. Each gives counts; ``rates`` adds the completion rate
and its interval on the small frame. People are counted in ``analysis.learners``, coverage of a topic
in ``analysis.coverage``.

Definitions (metrics.md): a learner-course is one person and one course, whatever the attempts. The
completion rate is completed learner-courses of all learner-courses; those from a file that lists
completions only have no denominator and are counted apart, as ``no_outcome``.
"""

from __future__ import annotations

from typing import Final

import narwhals as nw
import pandas as pd

from analysis import intervals
from analysis.counting import Rows, count_if, or_zero, total

COMPLETED: Final = "completed"
SOURCES: Final = {
    "file_hours": "file",
    "catalog_hours": "catalog",
    "prior_learning": "prior learning",
    "unknown_hours": "unknown",
}
"""Count of completed learner-courses -> where their hours are from; the last two give none."""

WITHOUT: Final = {"undated": "month", "branchless": "branch", "unmatched": "course_id"}
"""Count of the learner-courses that lack a column -> the column."""

COUNTS: Final = ("learner_courses", "completed", "no_outcome", "hours")
"""What is counted by a group."""


PARTS: Final = (
    "all_learner_courses", "learner_courses", "completed", "no_outcome", "all_completed", "hours", *SOURCES
)  # fmt: skip
"""What every measure here adds up; ``totals`` says what each counts."""


def parts(training_by_month: Rows) -> Rows:
    """Split each count of the rollup into ``PARTS``, by what it is good for: a rate, hours, or a number."""
    completed, known = nw.col("outcome") == COMPLETED, nw.col("has_outcome")
    return training_by_month.with_columns(
        all_learner_courses=nw.col("learner_courses").cast(nw.Int64),
        learner_courses=count_if(known, "learner_courses"),
        completed=count_if(known & completed, "learner_courses"),
        no_outcome=count_if(~known, "learner_courses"),
        all_completed=count_if(completed, "learner_courses"),
        hours=nw.when(completed).then(nw.col("hours").fill_null(0.0)).otherwise(0.0),
        **{
            column: count_if(completed & (nw.col("hours_from") == source), "learner_courses")
            for column, source in SOURCES.items()
        },
    )


def totals(training_by_month: Rows) -> Rows:
    """Count the training as a whole.

    Returns
    -------
    LazyFrame
        One row, also without training: ``all_learner_courses``; ``learner_courses`` and
        ``completed`` (those with an outcome, what a rate is made of), ``no_outcome`` (all completed,
        from files that list completions only), ``all_completed`` (with and without); ``hours``;
        ``file_hours``, ``catalog_hours``, ``prior_learning`` and ``unknown_hours`` (completed
        learner-courses by where their hours are from); ``undated``, ``branchless`` and ``unmatched``
        (learner-courses without a month, a branch, a course of the catalog); ``first_month`` and
        ``last_month`` (null without any).
    """
    counted = (
        parts(training_by_month)
        .with_columns(
            **{
                name: count_if(nw.col(column).is_null(), "all_learner_courses")
                for name, column in WITHOUT.items()
            }
        )
        .select(
            *(nw.col(name).sum() if name == "hours" else total(name) for name in (*PARTS, *WITHOUT)),
            first_month=nw.col("month").min(),
            last_month=nw.col("month").max(),
        )
    )
    names = [name for name in (*PARTS, *WITHOUT) if name != "hours"]
    return counted.with_columns(nw.col("hours").fill_null(0.0), *(or_zero(name) for name in names))


def _counted(training: Rows, *groups: str) -> Rows:
    """Count each group: ``COUNTS``, in the order of the groups' names."""
    return (
        parts(training)
        .group_by(*groups)
        .agg(nw.col(*COUNTS).sum())
        .with_columns(nw.col("learner_courses", "completed", "no_outcome").cast(nw.Int64))
    )


def completion_rate_by_branch(training_by_month: Rows) -> Rows:
    """Count what each branch's completion rate is made of.

    Returns
    -------
    LazyFrame
        ``branch``, ``learner_courses`` (with an outcome), ``completed`` (of those), ``no_outcome``
        (completions without a denominator), ``hours``; by branch. Learner-courses without a branch
        are left out (``totals`` has ``branchless``). ``rates`` adds ``rate``, ``low``, ``high``.
    """
    known = training_by_month.filter(~nw.col("branch").is_null())
    return _counted(known, "branch").select("branch", *COUNTS).sort("branch")


def completion_rate_by_course(training_by_month: Rows, courses: Rows) -> Rows:
    """Count what each course's completion rate is made of, and its learners.

    Returns
    -------
    LazyFrame
        ``course_key``, ``course_id`` (null where the course is not in the catalog), ``course_label``
        (the catalog's; else the name as written, in lower case), ``learners`` (people with the
        course, whatever came of it), then as ``completion_rate_by_branch``: most learners first, then
        by label.
    """
    labels = courses.select("course_id", "label")
    as_written = nw.col("course_key").str.slice(len("name:"))
    return (
        _counted(training_by_month, "course_key", "course_id")
        .join(labels, on="course_id", how="left")
        .with_columns(
            learners=nw.col("learner_courses") + nw.col("no_outcome"),
            course_label=nw.when(~nw.col("label").is_null()).then(nw.col("label")).otherwise(as_written),
        )
        .select("course_key", "course_id", "course_label", "learners", *COUNTS)
        .sort("learners", "course_label", "course_key", descending=[True, False, False])
    )


def completion_rate_by_topic(training_by_month: Rows, course_topics: Rows) -> Rows:
    """Count what each topic's completion rate is made of.

    ``course_topics`` limited to rank 1 counts each learner-course once, under its course's main
    topic; with all ranks, once for each topic. Learner-courses whose course is not in the catalog,
    or has no topic, are left out.

    Returns
    -------
    LazyFrame
        ``topic``, then as ``completion_rate_by_branch``; by topic.
    """
    topics = course_topics.select("course_id", "topic").unique()
    joined = training_by_month.join(topics, on="course_id", how="inner")
    return _counted(joined, "topic").select("topic", *COUNTS).sort("topic")


def completion_rate_by_host(training_by_month: Rows, course_organizations: Rows) -> Rows:
    """Count what each host's completion rate is made of: ``host``, then as by branch; by host.

    A course with two hosts counts once for each, as in ``catalog.courses_by_host``.
    """
    hosts = (
        course_organizations.filter(nw.col("counts_as_host"))
        .select("course_id", host=nw.col("organization"))
        .unique()
    )
    joined = training_by_month.join(hosts, on="course_id", how="inner")
    return _counted(joined, "host").select("host", *COUNTS).sort("host")


def completion_rate_by_format(training_by_month: Rows, courses: Rows) -> Rows:
    """Count what each format's completion rate is made of: ``format``, then as by branch; by format."""
    formats = courses.select("course_id", "format")
    joined = training_by_month.join(formats, on="course_id", how="inner")
    return _counted(joined, "format").select("format", *COUNTS).sort("format")


def completion_rate_by_year_and_format(training_by_month: Rows, courses: Rows) -> Rows:
    """Count what a rate is made of by the course's year and format: as by branch; undated courses last."""
    dated = courses.select("course_id", "year", "format")
    joined = training_by_month.join(dated, on="course_id", how="inner")
    counted = _counted(joined, "year", "format").select("year", "format", *COUNTS)
    return counted.sort("year", "format", nulls_last=True)


def completion_rate_by_month(training_by_month: Rows) -> Rows:
    """Count what each month's completion rate is made of: ``month``, then as by branch; ascending.

    A learner-course belongs to the month of its enrollment, else of its completion; those with
    neither are left out (``totals`` has ``undated``).
    """
    dated = training_by_month.filter(~nw.col("month").is_null())
    return _counted(dated, "month").select("month", *COUNTS).sort("month")


def rates(counts: pd.DataFrame) -> pd.DataFrame:
    """Add ``rate``, ``low`` and ``high`` (Wilson, 95%) after ``completed``; missing without a denominator."""
    found = intervals.with_share(counts, "completed", "learner_courses", "rate")
    first = list(counts.columns[: list(counts.columns).index("completed") + 1])
    rest = [name for name in counts.columns if name not in first]
    return found.loc[:, [*first, "rate", "low", "high", *rest]]


def hours_by_month(training_by_month: Rows, *, when: str = "month") -> Rows:
    """Add up the hours of completed learner-courses by month.

    Parameters
    ----------
    training_by_month
        The rollup.
    when
        ``month`` (of enrollment, else completion: the period a learner-course belongs to) or
        ``completed_month``.

    Returns
    -------
    LazyFrame
        ``month``, ``hours``, ``completed``, and of these by where the hours are from ``file_hours``,
        ``catalog_hours``, ``prior_learning`` (no hours) and ``unknown_hours`` (none known):
        ascending, without those that have no month. ``calendar.every_month`` adds quiet months.
    """
    done = training_by_month.filter((nw.col("outcome") == COMPLETED) & ~nw.col(when).is_null())
    return (
        parts(done)
        .with_columns(month=nw.col(when), completed=nw.col("all_completed"))
        .group_by("month")
        .agg(nw.col("hours", "completed", *SOURCES).sum())
        .with_columns(nw.col("hours").fill_null(0.0), nw.col("completed", *SOURCES).cast(nw.Int64))
        .sort("month")
    )


def courses_nobody_takes(courses: Rows, training_by_month: Rows) -> Rows:
    """List the courses of the catalog that nobody has taken up.

    Returns
    -------
    LazyFrame
        ``course_id``, ``label``, ``format``, ``year``, ``main_topic``: the newest first, those
        without a year last, then by label.
    """
    taken = training_by_month.filter(~nw.col("course_id").is_null()).select("course_id").unique()
    return (
        courses.select("course_id", "label", "format", "year", "main_topic")
        .join(taken, on="course_id", how="anti")
        .sort("year", "label", "course_id", descending=[True, False, False], nulls_last=True)
    )
