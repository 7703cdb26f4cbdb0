"""Coverage of a topic: of the staff at a branch on a day, who has completed a course of it.

Lists of completions miss whoever never took a course, so coverage needs to know who is there: a
staff list (one person and branch) or a headcount. Without either there is no coverage, and
``takeaways.training.no_coverage`` says so. Everybody there is counted, so the share has no interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import narwhals as nw
import pandas as pd

from analysis.counting import Rows, count_if, midnight, one_if, or_zero
from analysis.intervals import share_of


def _there(people_by_branch: Rows, day: date) -> Rows:
    """Keep who is there on the day; an open end is open."""
    moment = midnight(day)
    begun = nw.col("from_on").is_null() | (nw.col("from_on") <= moment)
    not_over = nw.col("to_on").is_null() | (nw.col("to_on") >= moment)
    return people_by_branch.filter(begun & not_over & ~nw.col("branch").is_null())


def _done_by(learner_courses: Rows, day: date, *, undated: bool) -> Rows:
    """Keep what was completed by the day; without a date, only if ``undated`` says that it counts."""
    on = nw.col("first_completed_on")
    when = on <= midnight(day)
    completed = learner_courses.filter(nw.col("outcome") == "completed")
    return completed.filter(on.is_null() | when) if undated else completed.filter(~on.is_null() & when)


def _trained(learner_courses: Rows, course_topics: Rows, topics: Sequence[str]) -> Rows:
    """Keep the learner-courses of a course on one of the topics; of any course where none is named."""
    if not topics:
        return learner_courses
    on_topic = course_topics.filter(nw.col("topic").is_in(list(topics))).select("course_id").unique()
    return learner_courses.join(on_topic, on="course_id", how="semi")


def coverage_by_branch(
    people_by_branch: Rows,
    learner_courses: Rows,
    course_topics: Rows,
    *,
    day: date,
    topics: Sequence[str] = (),
    undated: bool = True,
) -> Rows:
    """Count the staff of each branch on a day, and those who have completed a course of a topic.

    Parameters
    ----------
    people_by_branch
        One row a person and branch (``staff_key`` known), or a headcount (``staff_key`` null).
    learner_courses
        One row a person and course: of all periods, because what was learned stays learned.
    course_topics
        One row a course and topic; limited to rank 1 where only main topics should count.
    day
        The day that is looked at.
    topics
        At least one completed course of any of these; none means any course at all.
    undated
        Whether completions without a date count: they happened before their file was made, so they
        do today, but not on a day long past.

    Returns
    -------
    LazyFrame
        ``branch``, ``staff``, ``trained``, ``counted_from`` ("staff list" or "headcount"); by branch.
        With a list, the people on it are looked up. With headcounts only, those from Settings
        before those from files, trained are the people whose completions name the branch; they can
        be more than the headcount says (``shares`` then stops at 100%). Empty without either.
    """
    there = _there(people_by_branch, day)
    done = _trained(_done_by(learner_courses, day, undated=undated), course_topics, topics)
    listed = _listed(there, done)
    heads = _headcounts(there)
    known = done.select("branch", "staff_key").unique().group_by("branch").agg(_known=nw.len())
    has_list = nw.col("_listed") > 0
    staff = nw.when(has_list).then(nw.col("_listed")).otherwise(nw.col("_heads"))
    trained = nw.when(has_list).then(nw.col("_listed_trained")).otherwise(nw.col("_known"))
    source = nw.when(has_list).then(nw.lit("staff list")).otherwise(nw.lit("headcount"))
    return (
        there.select("branch")
        .unique()
        .join(listed, on="branch", how="left")
        .join(heads, on="branch", how="left")
        .join(known, on="branch", how="left")
        .with_columns(*(or_zero(name) for name in ("_listed", "_listed_trained", "_heads", "_known")))
        .with_columns(staff=staff.cast(nw.Int64), trained=trained.cast(nw.Int64), counted_from=source)
        .filter(nw.col("staff") > 0)
        .select("branch", "staff", "trained", "counted_from")
        .sort("branch")
    )


def _listed(there: Rows, done: Rows) -> Rows:
    """Count the people on the list and the trained among them, by branch."""
    trained = done.select("staff_key").unique().with_columns(_done=nw.lit(1))
    return (
        _persons(there)
        .join(trained, on="staff_key", how="left")
        .with_columns(_one=nw.lit(1), _done=or_zero("_done"))
        .group_by("branch")
        .agg(_listed=nw.col("_one").sum(), _listed_trained=nw.col("_done").sum())
    )


def _persons(there: Rows) -> Rows:
    return there.filter(~nw.col("staff_key").is_null()).select("branch", "staff_key").unique()


def _headcounts(there: Rows) -> Rows:
    """Add up headcounts by branch: of Settings (without an upload) where there are any."""
    heads = there.filter(nw.col("staff_key").is_null())
    from_settings = nw.col("upload_id").is_null()
    return (
        heads.with_columns(
            _ours=count_if(from_settings, "headcount"), _theirs=count_if(~from_settings, "headcount")
        )
        .group_by("branch")
        .agg(_ours=nw.col("_ours").sum(), _theirs=nw.col("_theirs").sum())
        .with_columns(_heads=nw.when(nw.col("_ours") > 0).then(nw.col("_ours")).otherwise(nw.col("_theirs")))
        .select("branch", "_heads")
    )


def shares(coverage: pd.DataFrame) -> pd.DataFrame:
    """Add ``coverage`` (0 to 1) after ``trained``; at most 1, where a headcount is too small."""
    found = share_of(coverage["trained"], coverage["staff"]).clip(max=1)
    place = list(coverage.columns).index("trained") + 1
    told = coverage.copy()
    told.insert(place, "coverage", found)
    return told


def coverage_by_branch_and_topic(
    people_by_branch: Rows, learner_courses: Rows, course_topics: Rows, *, day: date, undated: bool = True
) -> Rows:
    """Count, for every branch with a staff list and every topic, who has completed a course of it.

    Returns
    -------
    LazyFrame
        ``branch``, ``topic``, ``staff``, ``trained``: by name, every topic of ``course_topics``, also
        where nobody is trained. Branches with a headcount only are left out.
    """
    persons = _persons(_there(people_by_branch, day))
    done = _done_by(learner_courses, day, undated=undated).select("staff_key", "course_id").unique()
    topics = course_topics.select("course_id", "topic").unique()
    trained = done.join(topics, on="course_id", how="inner").select("staff_key", "topic").unique()
    return (
        persons.join(topics.select("topic").unique(), how="cross")
        .join(trained.with_columns(_done=nw.lit(1)), on=["staff_key", "topic"], how="left")
        .with_columns(_one=nw.lit(1), _done=or_zero("_done"))
        .group_by("branch", "topic")
        .agg(staff=nw.col("_one").sum(), trained=nw.col("_done").sum())
        .with_columns(nw.col("staff", "trained").cast(nw.Int64))
        .sort("branch", "topic")
    )


def coverage_by_topic(
    people_by_branch: Rows, learner_courses: Rows, course_topics: Rows, *, day: date, undated: bool = True
) -> Rows:
    """Count, for every branch and every topic, who has completed a course of it; by the rules of a branch.

    Returns
    -------
    LazyFrame
        ``topic``, ``branch``, ``staff``, ``trained``: by name, every topic of ``course_topics``, also
        where nobody is trained. A branch with a headcount only counts the people whose completions name
        it, who can be more than the headcount says (``shares`` then stops at 100%).
    """
    columns = ("topic", "branch", "staff", "trained")
    listed = coverage_by_branch_and_topic(
        people_by_branch, learner_courses, course_topics, day=day, undated=undated
    )
    there = _there(people_by_branch, day)
    heads = _headcounts(there).join(_persons(there).select("branch").unique(), on="branch", how="anti")
    topics = course_topics.select("course_id", "topic").unique()
    done = _done_by(learner_courses, day, undated=undated).select("branch", "staff_key", "course_id")
    known = done.join(topics, on="course_id", how="inner").select("branch", "topic", "staff_key").unique()
    counted = (
        heads.filter(nw.col("_heads") > 0)
        .join(topics.select("topic").unique(), how="cross")
        .join(known.group_by("branch", "topic").agg(_known=nw.len()), on=["branch", "topic"], how="left")
        .with_columns(staff=nw.col("_heads").cast(nw.Int64), trained=or_zero("_known").cast(nw.Int64))
    )
    both = nw.concat([listed.select(*columns), counted.select(*columns)], how="vertical")
    return both.sort("topic", "branch")


def who_still_needs(
    people_by_branch: Rows, learner_courses: Rows, course_topics: Rows, *, day: date, topics: Sequence[str]
) -> Rows:
    """List who is at a branch and has completed no course of a topic. For the trainer only.

    Returns
    -------
    LazyFrame
        ``branch``, ``topic``, ``staff_key``, ``under_way`` (1 where a course of the topic is in
        progress, else 0): by name. Empty without a staff list: headcounts name nobody.
    """
    wanted = course_topics.filter(nw.col("topic").is_in(list(topics))).select("course_id", "topic").unique()
    mine = learner_courses.select("staff_key", "course_id", "outcome").join(wanted, on="course_id")
    state = (
        mine.with_columns(
            _done=one_if(nw.col("outcome") == "completed"),
            _under_way=one_if(nw.col("outcome") == "in_progress"),
        )
        .group_by("staff_key", "topic")
        .agg(_done=nw.col("_done").max(), under_way=nw.col("_under_way").max())
    )
    return (
        _persons(_there(people_by_branch, day))
        .join(wanted.select("topic").unique(), how="cross")
        .join(state, on=["staff_key", "topic"], how="left")
        .with_columns(or_zero("_done"), or_zero("under_way"))
        .filter(nw.col("_done") == 0)
        .select("branch", "topic", "staff_key", "under_way")
        .sort("branch", "topic", "staff_key")
    )
