"""Headlines about training: rates with what they are rates of, hours with where they are from."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis import wording
from analysis.funnel import funnel
from analysis.intervals import share_of

NO_TRAINING = "There is no training to show."
NO_RATE = "There is no completion rate: the files list completions only."
NO_COVERAGE = (
    "There is no coverage: lists of completions leave out whoever took no course. Add a staff list "
    "(Data, Add), or write how many work at each branch (Data, Settings)."
)


NO_TOPICS = (
    "Nobody there has completed a course on a topic of the catalog yet. Match the names of the courses first "
    "(Data, Matching)."
)


def shown(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows that are not hidden as small groups; a sentence never speaks of the others."""
    return frame.loc[~frame["hidden"].astype(bool)] if "hidden" in frame else frame


def rate_of(part: int, whole: int, things: str) -> str:
    """Write a rate of things with its numbers: "79% (412 of 520) of learner-courses"."""
    return f"{wording.share(part, whole)} of {things}"


def totals(row: pd.Series[Any]) -> str:
    """Say how much was learned, from the one row of ``training.totals``."""
    everything, known = int(row["all_learner_courses"]), int(row["learner_courses"])
    if not everything:
        return NO_TRAINING
    hours = wording.hours(float(row["hours"])) if row["hours"] else "no hours known"
    if not known:
        completed = wording.count(int(row["all_completed"]), "course")
        return f"Staff completed {completed} ({hours}). {NO_RATE}"
    said = f"{rate_of(int(row['completed']), known, 'learner-courses')} were completed"
    alone = int(row["no_outcome"])
    more = f"; {wording.count(alone, 'more completion')} from lists without a rate" if alone else ""
    return wording.sentence(f"{said}, {hours}{more}")


def completion_rates(rates: pd.DataFrame, group: str, at: str = "at") -> str:
    """Say a completion rate and which groups are further from it than chance explains.

    Parameters
    ----------
    rates
        From ``training.rates``, perhaps protected.
    group
        The column of the groups: ``branch``, ``topic``, ``host``, ``format``, ``course_label``.
    at
        The word before a group's name: "at" a branch, "on" a topic.
    """
    some = shown(rates)
    some = some.loc[(some["learner_courses"].fillna(0) > 0) & some["completed"].notna()]
    if some.empty:
        return NO_RATE if len(rates) else NO_TRAINING
    whole, part = int(some["learner_courses"].sum()), int(some["completed"].sum())
    said = f"{rate_of(part, whole, 'learner-courses')} were completed"
    return wording.sentence(said + far(some, "completed", "learner_courses", group, at))


def against_chance(some: pd.DataFrame, part: str, whole: str, group: str) -> pd.DataFrame:
    """Hold each group's share against what chance allows: ``funnel``, with the group's ``name``."""
    counts = {"name": some[group], part: some[part].astype("int64"), "n": some[whole].astype("int64")}
    return funnel(pd.DataFrame(counts), part)


def most_completions(rows: pd.DataFrame, group: str) -> str:
    """Name the group with the most completions, where nothing but completions (``no_outcome``) is on file."""
    counts = rows["no_outcome"].astype("int64")
    most, whole = int(counts.max()), wording.number(int(counts.sum()))
    names = sorted(rows.loc[counts == most, group].astype(str))
    if len(rows) == 1:
        return f"{names[0]} has {wording.count(most, 'completion')}."
    if len(names) > 1:
        first = (
            wording.join(names) if len(names) < 3 else f"{wording.in_words(len(names)).capitalize()} of them"
        )
        return f"{first} have the most completions, {wording.number(most)} each of {whole}."
    return f"{names[0]} has the most completions, {wording.number(most)} of {whole}."


def far(some: pd.DataFrame, part: str, whole: str, group: str, at: str) -> str:
    """Name the groups outside the 99.8% limits, the largest of them; nothing where there is one group."""
    if len(some) < 2:
        return f" {at} {some[group].iloc[0]}"
    return far_from(against_chance(some, part, whole, group), at)


def far_from(held: pd.DataFrame, at: str) -> str:
    """Name the groups outside the 99.8% limits, from ``against_chance`` of two groups or more."""
    outside = held.loc[held["outside"] == "99.8%"].sort_values(["n", "name"], ascending=[False, True])
    if outside.empty:
        nobody = "neither" if len(held) == 2 else f"none of the {wording.in_words(len(held))}"
        return f"; {nobody} differs from that by more than chance explains"
    named = []
    for way, sign in (("above", 1), ("below", -1)):
        side = outside.loc[(outside["share"] - outside["average"]) * sign > 0]
        if len(side) == 1:
            one = side.iloc[0]
            rate = f"{wording.percent(float(one['share']))} of {wording.number(int(one['n']))}"
            named.append(f"{at} {one['name']} it is clearly {way} that, {rate}")
        elif len(side):
            named.append(f"{wording.in_words(len(side))} are clearly {way} that")
    return f"; {wording.join(named)}, of {wording.in_words(len(held))} compared"


def rate_in_month(row: pd.Series[Any]) -> str:
    """Say one month's completion rate, from ``training.rates`` by month."""
    n = int(row["learner_courses"])
    month = wording.month_year(pd.Timestamp(row["month"]))
    ends = f"95% interval {wording.percent(row['low'])} to {wording.percent(row['high'])}"
    rate = f"{wording.percent(float(row['rate']))} of {wording.count(n, 'learner-course')}"
    return f"Of those begun in {month}, {rate} were completed ({ends})."


def hours_by_month(hours: pd.DataFrame) -> str:
    """Say the hours, from ``training.hours_by_month``."""
    some = shown(hours)
    if some.empty:
        return NO_TRAINING
    months = pd.to_datetime(some["month"])
    first, last = wording.month_year(months.min()), wording.month_year(months.max())
    span = f"in {first}" if first == last else f"from {first} to {last}"
    unknown = int(some["unknown_hours"].sum())
    left = f"; of {wording.count(unknown, 'more completion')} the hours are not known" if unknown else ""
    total = float(some["hours"].sum())
    if not total:
        return wording.sentence(f"no hours are known {span}{left}")
    most = some.iloc[int(some["hours"].to_numpy("float64").argmax())]
    peak = (
        f", most in {wording.month_year(pd.Timestamp(most['month']))} ({wording.hours(float(most['hours']))})"
    )
    tied = int((some["hours"] == most["hours"]).sum()) > 1
    return wording.sentence(
        f"staff completed {wording.hours(total)} {span}{'' if tied or len(some) == 1 else peak}{left}"
    )


def coverage_by_branch(coverage: pd.DataFrame, what: str = "a course") -> str:
    """Say how many branches have half of their staff trained, from ``coverage.shares``.

    ``what`` is what they completed: "a course on Safety and security".
    """
    some = shown(coverage).dropna(subset="coverage")
    if some.empty:
        return NO_COVERAGE
    staff, trained = int(some["staff"].sum()), int(some[["staff", "trained"]].min(axis=1).sum())
    said = f"{rate_of(trained, staff, 'the staff')} have completed {what}"
    if len(some) == 1:
        return wording.sentence(f"{said} at {some['branch'].iloc[0]}")
    half = int((some["coverage"] >= 0.5).sum())
    branches = "no branch" if not half else f"{wording.of(half, len(some))} branches"
    return wording.sentence(f"{said}; at {branches} it is half of them or more")


def of_all_staff(coverage: pd.DataFrame) -> pd.DataFrame:
    """Add up each topic over the branches, where every branch's number is told.

    Returns
    -------
    DataFrame
        ``topic``, ``staff``, ``trained``, ``coverage``: most covered first, then by name. Topics of which a
        branch is told only in words are left out; hidden branches are in none of them.
    """
    some = shown(coverage)
    in_words = set(some.loc[some["trained"].isna() | some["staff"].isna(), "topic"])
    known = some.loc[~some["topic"].isin(in_words), ["topic", "staff", "trained"]]
    known = known.astype({"staff": "int64", "trained": "int64"})
    known["trained"] = known[["staff", "trained"]].min(axis=1)
    sums = known.groupby("topic", as_index=False)[["staff", "trained"]].sum()
    sums["coverage"] = share_of(sums["trained"], sums["staff"])
    return sums.sort_values(["coverage", "topic"], ascending=[False, True], ignore_index=True)


def coverage_by_topic(coverage: pd.DataFrame) -> str:
    """Name the topics that most and fewest of the staff have had, from ``coverage.shares`` by topic."""
    known = of_all_staff(coverage)
    if known.empty:
        topics = wording.count(int(coverage["topic"].nunique()), "topic")
        told = f"staff have completed courses on {topics}; numbers under the minimum are told in words"
        return wording.sentence(told) if len(coverage) else NO_TOPICS
    first, last = known.iloc[0], known.iloc[-1]
    most, least = (wording.share(int(row["trained"]), int(row["staff"])) for row in (first, last))
    if len(known) == 1:
        return f"{most} of the staff have completed a course on {first['topic']}."
    if first["coverage"] == last["coverage"]:
        each = f"each of {wording.in_words(len(known))} topics"
        return f"{most} of the staff have completed a course on {each}."
    return f"{first['topic']} is covered best, by {most} of the staff, and {last['topic']} least, by {least}."


def days_to_complete(row: pd.Series[Any]) -> str:
    """Say how long courses take, from the one row of ``learners.days_to_complete``."""
    n = int(row["n"])
    if not n:
        return "How long courses take is not known: no completion has both dates."
    if n == 1:
        return f"The one completion with both dates took {wording.count(round(row['median']), 'day')}."
    middle = f"{round(row['low'])} to {wording.count(round(row['high']), 'day')}"
    typical = wording.count(round(row["median"]), "day")
    half = f"the middle half of {wording.number(n)} completions took {middle}"
    return f"A course typically takes {typical}; {half}."


def stalled(count: int, days: int) -> str:
    """Say how many learner-courses are stuck."""
    waiting = f"in progress for more than {wording.count(days, 'day')}"
    if not count:
        return f"No learner-course has been {waiting}."
    have = "has" if count == 1 else "have"
    return wording.sentence(f"{wording.count(count, 'learner-course')} {have} been {waiting}")


def courses_nobody_takes(idle: int, course_count: int) -> str:
    """Say how many courses of the catalog nobody has begun."""
    if not course_count:
        return "There are no courses to show."
    if not idle:
        return wording.sentence(f"every one of the {wording.count(course_count, 'course')} has been taken up")
    part = "the one course" if course_count == 1 else f"{wording.of(idle, course_count)} courses"
    return wording.sentence(f"nobody has begun {part}")
