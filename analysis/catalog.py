"""What the catalog holds, counted: courses by year, format, host and topic.

Every measure takes lazy tables of ``data.store.schema`` that come from one cursor, and leaves the
counting to the engine that holds the rows. Conditions are counted as sums of 0/1 columns and no
measure does date arithmetic, because engines differ in both.
"""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from analysis import search
from analysis.counting import Rows, one_if, total


def totals(courses: Rows) -> Rows:
    """Count the catalog as a whole.

    Returns
    -------
    LazyFrame
        One row, also without courses: ``course_count``, ``dated_count`` and ``undated_count``
        (with and without a year), ``timed_count`` and ``untimed_count`` (with and without a
        stated length), ``minutes`` (sum of the stated lengths), ``first_year``, ``last_year``
        and ``newest_on`` (null without a date), ``hostless_count``, ``topicless_count``,
        ``format_unknown_count``.
    """
    return courses.with_columns(
        _dated=one_if(~nw.col("year").is_null()),
        _undated=one_if(nw.col("year").is_null()),
        _timed=one_if(~nw.col("minutes").is_null()),
        _untimed=one_if(nw.col("minutes").is_null()),
        _hostless=one_if(nw.col("host_count") == 0),
        _topicless=one_if(nw.col("topic_count") == 0),
        _unknown=one_if(nw.col("format") == "unknown"),
    ).select(
        course_count=nw.len(),
        dated_count=total("_dated"),
        undated_count=total("_undated"),
        timed_count=total("_timed"),
        untimed_count=total("_untimed"),
        minutes=total("minutes"),
        first_year=nw.col("year").min(),
        last_year=nw.col("year").max(),
        newest_on=nw.col("dated_on").max(),
        hostless_count=total("_hostless"),
        topicless_count=total("_topicless"),
        format_unknown_count=total("_unknown"),
    )


def courses_by_year(courses: Rows) -> Rows:
    """Count the courses of each year: ``year``, ``course_count``, ascending.

    Courses without a year are left out: ``totals`` says how many, and ``calendar.every_year``
    adds the quiet years.
    """
    return courses.filter(~nw.col("year").is_null()).group_by("year").agg(course_count=nw.len()).sort("year")


def courses_by_year_and_format(courses: Rows) -> Rows:
    """Count the courses of each year and format: ``year``, ``format``, ``course_count``.

    Ascending; courses without a year are a group of their own, with a null year, at the end.
    """
    return (
        courses.group_by("year", "format").agg(course_count=nw.len()).sort("year", "format", nulls_last=True)
    )


def courses_by_format(courses: Rows) -> Rows:
    """Count the courses of each format: ``format``, ``course_count``, most first, then by name."""
    return (
        courses.group_by("format")
        .agg(course_count=nw.len())
        .sort("course_count", "format", descending=[True, False])
    )


def _hosts(courses: Rows, course_organizations: Rows) -> Rows:
    """One row per course and host, with what is known of the course.

    Made distinct because two spellings of one course can be aliases of one organization.
    """
    hosts = (
        course_organizations.filter(nw.col("counts_as_host"))
        .select("course_id", host=nw.col("organization"))
        .unique()
    )
    return courses.select("course_id", "year", "format").join(hosts, on="course_id", how="inner")


def courses_by_host(courses: Rows, course_organizations: Rows) -> Rows:
    """Count the courses of each host: ``host``, ``course_count``, most first, then by name.

    A course with two hosts counts once for each, so the sum can be larger than the number of
    courses. Courses without any are left out (``totals`` has ``hostless_count``).
    """
    return (
        _hosts(courses, course_organizations)
        .group_by("host")
        .agg(course_count=nw.len())
        .sort("course_count", "host", descending=[True, False])
    )


def host_by_format(courses: Rows, course_organizations: Rows) -> Rows:
    """Count the courses of each host and format: ``host``, ``format``, ``course_count``, by name.

    A course with two hosts counts once for each.
    """
    return (
        _hosts(courses, course_organizations)
        .group_by("host", "format")
        .agg(course_count=nw.len())
        .sort("host", "format")
    )


def _topics(courses: Rows, course_topics: Rows) -> Rows:
    """One row per course and topic, with what is known of the course."""
    topics = course_topics.select("course_id", "topic", "area")
    return courses.select("course_id", "year").join(topics, on="course_id", how="inner")


def courses_by_topic(courses: Rows, course_topics: Rows) -> Rows:
    """Count the courses of each topic.

    Parameters
    ----------
    courses
        One row per course.
    course_topics
        One row per course and topic: limited to rank 1, each course counts once, for its main
        topic; with all ranks, once for each of its topics.

    Returns
    -------
    LazyFrame
        ``topic``, ``area``, ``course_count``, most first, then by name. Courses without a topic
        are left out (``totals`` has ``topicless_count``).
    """
    return (
        _topics(courses, course_topics)
        .group_by("topic", "area")
        .agg(course_count=nw.len())
        .sort("course_count", "topic", descending=[True, False])
    )


def topic_by_year(courses: Rows, course_topics: Rows) -> Rows:
    """Count the courses of each topic and year: ``topic``, ``year``, ``course_count``, by name.

    Courses without a year have a null year, last of their topic. ``course_topics`` as in
    ``courses_by_topic``.
    """
    return (
        _topics(courses, course_topics)
        .group_by("topic", "year")
        .agg(course_count=nw.len())
        .sort("topic", "year", nulls_last=True)
    )


def topic_ages(courses: Rows, course_topics: Rows) -> Rows:
    """Find the newest course of each topic.

    Returns
    -------
    LazyFrame
        ``topic``, ``course_count``, ``dated_count``, ``newest_year`` (null where no course of the
        topic has a year), by name. Topics without a course are not here: ``gaps.gaps`` adds them.
    """
    return (
        _topics(courses, course_topics)
        .with_columns(_dated=one_if(~nw.col("year").is_null()))
        .group_by("topic")
        .agg(course_count=nw.len(), dated_count=nw.col("_dated").sum(), newest_year=nw.col("year").max())
        .with_columns(dated_count=nw.col("dated_count").cast(nw.Int64))
        .sort("topic")
    )


def hosts_behind_topics(courses: Rows, course_organizations: Rows, course_topics: Rows) -> Rows:
    """Count each host's courses on each topic.

    Returns
    -------
    LazyFrame
        ``topic``, ``host``, ``course_count``, ``newest_year`` (null where none has a year): by
        topic, most first, then by name.
    """
    topics = course_topics.select("course_id", "topic")
    return (
        _hosts(courses, course_organizations)
        .join(topics, on="course_id", how="inner")
        .group_by("topic", "host")
        .agg(course_count=nw.len(), newest_year=nw.col("year").max())
        .sort("topic", "course_count", "host", descending=[False, True, False])
    )


def presenters_behind_topics(courses: Rows, course_people: Rows, course_topics: Rows) -> Rows:
    """Count each presenter's courses on each topic; moderators and others are not presenters.

    Returns
    -------
    LazyFrame
        ``topic``, ``person``, ``course_count``, ``newest_year`` (null where none has a year): by
        topic, most first, then by name.
    """
    presenters = course_people.filter(nw.col("role") == "presenter").select("course_id", "person").unique()
    return (
        _topics(courses, course_topics)
        .join(presenters, on="course_id", how="inner")
        .group_by("topic", "person")
        .agg(course_count=nw.len(), newest_year=nw.col("year").max())
        .sort("topic", "course_count", "person", descending=[False, True, False])
    )


def course_list(courses: Rows) -> Rows:
    """List the courses by label, those without a label last, then by id.

    Columns: ``course_id``, ``label``, ``format``, ``year``, ``dated_on``, ``minutes``,
    ``main_topic``, ``summary``.
    """
    columns = ("course_id", "label", "format", "year", "dated_on", "minutes", "main_topic", "summary")
    return courses.select(*columns).sort("label", "course_id", nulls_last=True)


def courses_matching(courses: Rows, words: Sequence[str]) -> Rows:
    """Find the courses whose text has at least one of the words.

    Parameters
    ----------
    courses
        One row per course, with a lower-case ``search_text``.
    words
        What words begin with, from ``search.Term.stem``. The same one twice is counted once.

    Returns
    -------
    LazyFrame
        ``course_id``, ``label``, ``words_found`` (how many of the words), ``words_in_label``:
        most words found first, then most in the label, then by label. Without words, no rows.
    """
    text, label = nw.col("search_text"), nw.col("label").str.to_lowercase()
    starts = [search.pattern(word) for word in dict.fromkeys(words)]
    nothing = nw.lit(0)
    return (
        courses.with_columns(
            words_found=sum((one_if(text.str.contains(start)) for start in starts), nothing),
            words_in_label=sum((one_if(label.str.contains(start)) for start in starts), nothing),
        )
        .filter(nw.col("words_found") > 0)
        .select("course_id", "label", "words_found", "words_in_label")
        .sort("words_found", "words_in_label", "label", "course_id", descending=[True, True, False, False])
    )
