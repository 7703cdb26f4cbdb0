"""Who needs what: how long courses take, who is stuck, who has not had a topic, and what nobody takes."""

from __future__ import annotations

from typing import Final

import narwhals as nw
import pandas as pd

from analysis import coverage, learners, training, wording
from analysis.learners import STALLED_AFTER
from analysis.people_filter import PeopleFilter
from analysis.takeaways import brief
from analysis.takeaways import training as takeaways
from report.answer import Method, Shape
from report.people import protecting
from report.people.branch_coverage import last_day
from report.people.finding import BELOW, FILES, PeopleFinding, PeopleFrames, Seen, Source
from report.people.training import collected

NAMES_OFF: Final = "name not kept"
STALLED_RULE: Final = (
    f"Learner-courses in progress for more than {STALLED_AFTER} days since enrollment. Names stand there "
    "only where the library turned names on (Data, Settings)."
)


def days(source: Source) -> Seen:
    """Give the median and the middle half of the days from enrollment to completion, by branch."""
    learned = source.chosen["learner_courses"]
    rows = learners.days_by(collected(learners.completion_days(learned, "branch")), "branch")
    whole = collected(learners.days_to_complete(learned)).iloc[0]
    unknown = int(whole["completed"] - whole["n"])
    if not whole["n"]:
        rows = rows.head(0)
    seen = Seen(rows, int(whole["n"]), {"with only one date": unknown}, {"whole": whole})
    if source.asked.role == "board":
        done = learned.filter(nw.col("outcome") == "completed")
        people = collected(learners.people_by(done, "branch"))
        seen = Seen(rows.merge(people, on="branch", how="left"), seen.n)
    return protecting.staff(source, seen, ["branch"], adds="completed")


def stalled(source: Source) -> Seen:
    """List learner-courses that have been in progress for long, the longest first."""
    rows = collected(learners.stalled(source.chosen["learner_courses"], source.asked.today))
    rows = rows.assign(
        days=(pd.Timestamp(source.asked.today) - pd.to_datetime(rows["enrolled_on"])).dt.days.astype("int64"),
        branch=rows["branch"].fillna("branch not named"),
    )
    names = _names(source)
    rows["who"] = pd.Series([names.get(key, NAMES_OFF) for key in rows["staff_key"]], rows.index, dtype="str")
    columns = ["branch", "course_label", "who", "enrolled_on", "days"]
    return protecting.staff(source, Seen(rows[columns], len(rows)), ["branch"])


def _names(source: Source) -> dict[str, str]:
    """Give the names of staff, where the library keeps them: key -> name."""
    if not source.asked.house.names_on:
        return {}
    named = collected(source.whole["staff"].select("staff_key", "name")).dropna(subset="name")
    return dict(zip(named["staff_key"], named["name"], strict=True))


def who_still_needs(source: Source) -> Seen:
    """List, by branch and topic, the staff who have completed no course of it.

    Of the topics chosen; else of those that anybody has begun, or of all where nobody has.
    """
    chosen = source.asked.chosen
    tables = source.under(PeopleFilter(branches=chosen.branches, every_topic=chosen.every_topic))
    topics = list(chosen.topics) or _topics(source)
    rows = collected(
        coverage.who_still_needs(
            tables["people_by_branch"],
            source.under(PeopleFilter(every_topic=chosen.every_topic))["learner_courses"],
            tables["course_topics"],
            day=last_day(source),
            topics=topics,
        )
    )
    names = _names(source)
    rows["who"] = pd.Series([names.get(key, "") for key in rows["staff_key"]], rows.index, dtype="str")
    grouped = rows.groupby(["topic", "branch"], as_index=False, sort=True).agg(
        people=("staff_key", "nunique"),
        under_way=("under_way", "sum"),
        who=("who", lambda found: ", ".join(sorted(filter(None, found))) or NAMES_OFF),
    )
    grouped = grouped.rename(columns={"people": "staff"})
    n = int(rows["staff_key"].nunique())
    return protecting.staff(source, Seen(grouped, n, more={"topics": topics}), ["topic", "branch"])


def _topics(source: Source) -> list[str]:
    known = source.under(PeopleFilter(every_topic=source.asked.chosen.every_topic))["course_topics"]
    begun = source.whole["learner_courses"].select("course_id").unique()
    learned = collected(known.join(begun, on="course_id", how="semi").select("topic").unique())["topic"]
    return sorted(learned) or sorted(collected(known.select("topic").unique())["topic"])


def nobody_takes(source: Source) -> Seen:
    """List the courses of the catalog that nobody has begun, the newest first."""
    whole = source.asked.role == "board"
    months = (source.whole if whole else source.chosen)["training_by_month"]
    rows = collected(training.courses_nobody_takes(source.whole["courses"], months))
    count = int(collected(source.whole["courses"].select(count=nw.len())).iloc[0]["count"])
    return Seen(rows.assign(hidden=False, coded=""), len(rows), more={"courses": count})


def say_days(frames: PeopleFrames) -> str:
    """Say how long a course takes, of everything for those who see all."""
    if "whole" in frames.more and frames.asked.role != "board":
        return takeaways.days_to_complete(frames.more["whole"])
    known = frames.rows.dropna(subset="median")
    if known.empty:
        return "How long courses take is not known, or the groups are too small to say."
    low, high = round(float(known["median"].min())), round(float(known["median"].max()))
    span = wording.count(high, "day") if low == high else f"{low} to {wording.count(high, 'day')}"
    return f"At the branches shown, a course typically takes {span}."


def brief_days(frames: PeopleFrames) -> brief.Brief:
    """Tell the same in two parts, to those who see all."""
    if "whole" in frames.more and frames.asked.role != "board":
        return brief.days_to_complete(frames.more["whole"])
    return brief.NOTHING


def say_stalled(frames: PeopleFrames) -> str:
    """Say how many are stuck."""
    return takeaways.stalled(len(frames.rows), STALLED_AFTER)


def say_needs(frames: PeopleFrames) -> str:
    """Name the topic that most still need."""
    if frames.rows.empty:
        return "Nobody on the staff list needs a course of these topics, or there is no staff list."
    by_topic = frames.rows.groupby("topic")["staff"].sum().sort_values(ascending=False, kind="stable")
    most = wording.count(int(by_topic.iloc[0]), "staff member")
    verb = "has" if int(by_topic.iloc[0]) == 1 else "have"
    return f"{most} {verb} completed no course on {by_topic.index[0]} yet."


def say_nobody(frames: PeopleFrames) -> str:
    """Say how many courses nobody has begun."""
    return takeaways.courses_nobody_takes(len(frames.rows), int(frames.more["courses"]))


FINDINGS: Final = (
    PeopleFinding(
        id="training.days_to_complete",
        title="Days to complete",
        shows="Days from enrollment to completion by branch: the median, and the middle half.",
        headings={
            "branch": "Branch",
            "median": "Median",
            "low": "Middle half from",
            "high": "to",
            "n": "Completions",
        },
        measure=days,
        sentence=say_days,
        brief=brief_days,
        figure=None,
        noun="completion",
        groups=("branch", "branches"),
        shape=Shape("bars", "branch", ("median",), "score"),
        method=Method(
            counts="Completed learner-courses of which both dates are known.",
            left_out="Completions without a date of enrollment or of completion.",
            source=FILES,
            level=BELOW,
        ),
    ),
    PeopleFinding(
        id="training.who_still_needs",
        title="Who still needs what",
        shows="Staff now at each branch without a completed course of the topic.",
        headings={
            "topic": "Topic",
            "branch": "Branch",
            "staff": "Staff",
            "under_way": "Of them under way",
            "who": "Who",
        },
        measure=who_still_needs,
        sentence=say_needs,
        figure=None,
        noun="staff member",
        roles=("trainer",),
        method=Method(
            counts="People on the staff list who have completed no course with that topic as its main one. "
            "Names stand there only where the library turned names on (Data, Settings).",
            left_out="Branches that have a headcount only: it names nobody.",
            source=FILES,
            level=BELOW,
        ),
    ),
    PeopleFinding(
        id="training.stalled",
        title="Stalled",
        shows=f"In progress for more than {STALLED_AFTER} days, the longest first.",
        headings={
            "branch": "Branch",
            "course_label": "Course",
            "who": "Who",
            "enrolled_on": "Enrolled",
            "days": "Days",
        },
        measure=stalled,
        sentence=say_stalled,
        figure=None,
        roles=("trainer",),
        method=Method(
            counts=STALLED_RULE,
            left_out="Those without a date of enrollment: how long they have been at it is not known.",
            source=FILES,
            level=BELOW,
        ),
    ),
    PeopleFinding(
        id="training.courses_nobody_takes",
        title="Courses nobody takes",
        shows="Courses of the catalog without any learner, the newest first.",
        headings={"label": "Course", "format": "Format", "year": "Year", "main_topic": "Topic"},
        measure=nobody_takes,
        sentence=say_nobody,
        figure=None,
        noun="course",
        method=Method(
            counts="Courses that no file has a learner of, matched by their names.",
            left_out="Courses whose names in files were not matched yet: see Data, Matching.",
            source=FILES,
            level="It speaks of what was begun, so it is on no Kirkpatrick level.",
        ),
    ),
)
