"""Where the catalog has nothing, or nothing recent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

HORIZON: Final = 5
"""Years after which a topic's newest course no longer counts as recent, unless Settings say else."""

NO_COURSE: Final = "no course"
NOTHING_RECENT: Final = "nothing recent"
ONLY_UNDATED: Final = "only undated"
RECENT: Final = "recent"

STATES: Final = (NO_COURSE, NOTHING_RECENT, ONLY_UNDATED, RECENT)
"""Every state of a topic, the most pressing first."""


def gaps(
    topic_ages: pd.DataFrame,
    vocabulary_topics: Sequence[tuple[str, str]],
    today_year: int,
    horizon: int = HORIZON,
) -> pd.DataFrame:
    """Say for every topic how old its newest course is.

    Parameters
    ----------
    topic_ages
        From ``analysis.catalog.topic_ages``.
    vocabulary_topics
        Every topic there is, with its area. A topic that only courses have gets an empty area.
    today_year
        The year that ages are counted to.
    horizon
        A topic whose newest dated course is more than this many years old has nothing recent.

    Returns
    -------
    DataFrame
        One row per topic: ``topic``, ``area``, ``course_count``, ``dated_count``,
        ``undated_count``, ``newest_year`` and ``age_years`` (null without a dated course; a course
        announced for next year has age 0), ``state`` (one of ``STATES``). By state in the order
        of ``STATES``, within it the oldest first, then by name.
    """
    areas = dict(vocabulary_topics)
    ages = topic_ages.set_index("topic")
    topics = pd.Index([*areas, *(topic for topic in ages.index if topic not in areas)], name="topic")
    frame = ages.reindex(topics).reset_index()
    for column in ("course_count", "dated_count"):
        frame[column] = frame[column].fillna(0).astype("int64")
    frame["newest_year"] = frame["newest_year"].astype("Int64")
    frame["area"] = [areas.get(topic, "") for topic in topics]
    frame["undated_count"] = frame["course_count"] - frame["dated_count"]
    frame["age_years"] = (today_year - frame["newest_year"]).clip(lower=0)
    counts = zip(frame["course_count"], frame["dated_count"], frame["age_years"], strict=True)
    frame["state"] = [_state(*count, horizon) for count in counts]
    order = frame["state"].map(STATES.index)
    columns = ["topic", "area", "course_count", "dated_count", "undated_count"]
    return (
        frame.assign(order=order)
        .sort_values(["order", "newest_year", "topic"], na_position="first", ignore_index=True)
        .loc[:, [*columns, "newest_year", "age_years", "state"]]
    )


def _state(course_count: int, dated_count: int, age_years: int, horizon: int) -> str:
    """Name the state of one topic; undated courses may be recent, which nobody can tell."""
    if course_count == 0:
        return NO_COURSE
    if dated_count == 0:
        return ONLY_UNDATED
    return NOTHING_RECENT if age_years > horizon else RECENT
