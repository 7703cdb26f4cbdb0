"""What staff have learned: completion rates by branch, course and topic, hours by month, coverage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

import narwhals as nw
import pandas as pd
import plotly.graph_objects as go

import charts.training
from analysis import held, learners, periods, training, wording
from analysis.counting import Rows
from analysis.people_filter import PeopleFilter
from analysis.takeaways import brief
from analysis.takeaways import training as takeaways
from charts.theme import Look
from report.answer import Method, Shape
from report.people import protecting
from report.people.finding import BELOW, FILES, PeopleFinding, PeopleFrames, Seen, Source

SOURCES: Final = ("file_hours", "catalog_hours", "prior_learning", "unknown_hours")
RATE_RULE: Final = (
    "Completed learner-courses of all learner-courses. A learner-course is one person and one course, "
    "however many attempts; the best outcome counts. The line is Wilson's 95% interval."
)
ONLY_COMPLETED: Final = "Completions from files that list nothing else have no rate; they count as hours."
ALONE: Final = "Completed courses of each person, each counted once, the most first."
"""What is drawn in place of rates where nothing but completions is on file."""
RATE_HEADINGS: Final = {
    "learner_courses": "Learner-courses",
    "completed": "Completed",
    "rate": "Rate",
    "low": "95% from",
    "high": "to",
}


def collected(rows: Rows) -> pd.DataFrame:
    """Read a small result."""
    frame: pd.DataFrame = rows.collect("pandas").to_native()
    return frame


def totals(source: Source) -> pd.Series[Any]:
    """Count the chosen training as a whole: the one row of ``training.totals``."""
    return source.held.totals(source.asked.chosen)


def with_people(
    source: Source, counts: pd.DataFrame, by: str, rows: Callable[[Source], Rows] | None = None
) -> pd.DataFrame:
    """Add ``people``, the distinct staff behind each row: what the board's view needs, and only it."""
    if source.asked.role != "board":
        return counts
    learned = source.chosen["learner_courses"] if rows is None else rows(source)
    return counts.merge(collected(learners.people_by(learned, by)), on=by, how="left")


def _protected(source: Source, rows: pd.DataFrame, by: str, left_out: dict[str, int]) -> Seen:
    n = int(rows["learner_courses"].sum())
    is_alone = charts.training.are_alone(rows) and source.asked.role != "board"
    return protecting.staff(
        source,
        Seen(rows, n, left_out, {"shows": ALONE} if is_alone else {}),
        [by],
        adds="learner_courses",
        share="rate",
        telling=("low", "high", "completed", "hours"),
    )


def _totals(source: Source) -> Seen:
    whole = totals(source)
    people = source.held.learners(source.asked.chosen)
    rows = pd.DataFrame([whole]).assign(people=people).infer_objects()
    rows["staff"] = people
    seen = Seen(rows, int(whole["all_learner_courses"]), undated(source))
    return protecting.staff(source, seen, [], adds="all_learner_courses")


def _by_branch(source: Source) -> Seen:
    counts = held.completion_rate_by(source.held.training(source.asked.chosen), "branch")
    whole = totals(source)
    left = {
        "without a branch": int(whole["branchless"]),
        "from lists of completions only": int(counts["no_outcome"].sum()),
        **undated(source),
    }
    return _protected(source, with_people(source, training.rates(counts), "branch"), "branch", left)


def undated(source: Source) -> dict[str, int]:
    """Count what a period leaves out because nobody knows when it was."""
    chosen = source.asked.chosen
    if not chosen.has_period or chosen.undated != "left out":
        return {}
    only = PeopleFilter(
        branches=chosen.branches, topics=chosen.topics, courses=chosen.courses, undated="only",
        every_topic=chosen.every_topic,
    )  # fmt: skip
    return {"without a date": source.held.training(only).total("all_learner_courses")}


def _by_course(source: Source) -> Seen:
    counts = held.completion_rate_by_course(source.held.training(source.asked.chosen), source.held.courses())
    counts["course_label"] = counts["course_key"].map(written(source)).fillna(counts["course_label"])
    rows = with_people(source, training.rates(counts), "course_key")
    return _protected(source, rows, "course_key", undated(source))


def written(source: Source) -> dict[str, str]:
    """Give the names, as a file has them, of the courses that the catalog does not have."""
    if "written" not in source.notes:
        rows = source.whole["learner_courses"].filter(nw.col("course_id").is_null())
        names = collected(rows.group_by("course_key").agg(label=nw.col("course_label").min()))
        source.notes["written"] = dict(zip(names["course_key"], names["label"], strict=True))
    found: dict[str, str] = source.notes["written"]
    return found


def _by_topic(source: Source) -> Seen:
    chosen = source.asked.chosen
    counts = held.completion_rate_by_topic(source.held.training(chosen), source.held.course_topics(chosen))
    rows = with_people(source, training.rates(counts), "topic", _on_topics)
    left = {"not matched with a course of the catalog": int(totals(source)["unmatched"])}
    told = _protected(source, rows, "topic", {**left, **undated(source)})
    return replace(told, more={**told.more, "unmatched": bool(sum(left.values()))})


def _on_topics(source: Source) -> Rows:
    named = source.chosen["course_topics"].select("course_id", "topic").unique()
    return source.chosen["learner_courses"].join(named, on="course_id", how="inner")


def _hours(source: Source) -> Seen:
    rows = held.hours_by_month(source.held.training(source.asked.chosen))
    whole = totals(source)
    rows = with_people(source, rows, "month")
    rows = periods.every_month(rows, dict.fromkeys(rows.columns.drop("month"), 0))
    left = {
        "by prior learning, which gives no hours": int(whole["prior_learning"]),
        "of unknown length": int(whole["unknown_hours"]),
        **undated(source),
    }
    sources = [
        (int(rows["file_hours"].sum()), "from the file"),
        (int(rows["catalog_hours"].sum()), "from the catalog's length"),
    ]
    where = ", ".join(f"{wording.number(count)} {place}" for count, place in sources if count)
    notes = f"hours of {where}" if where and source.asked.role != "board" else ""
    seen = Seen(rows, int(rows["completed"].sum()), left, notes=notes)
    told = protecting.staff(source, seen, ["month"], adds="completed")
    if source.asked.role == "board":  # one completion by prior learning is one person
        told.rows[list(SOURCES)] = pd.NA
    return told


def _say_totals(frames: PeopleFrames) -> str:
    return takeaways.totals(frames.rows.iloc[0])


def _say_rates(by: str, at: str, frames: PeopleFrames) -> str:
    if charts.training.are_alone(_drawn(frames)):
        return f"{takeaways.most_completions(frames.rows, by)} {takeaways.NO_RATE}"
    return takeaways.completion_rates(_sayable(frames.rows), by, at)


def _brief_rates(by: str, at: str, noun: str, plural: str, frames: PeopleFrames) -> brief.Brief:
    if charts.training.are_alone(_drawn(frames)):
        return brief.Brief(takeaways.most_completions(frames.rows, by), takeaways.NO_RATE)
    return brief.completion_rates(_sayable(frames.rows), by, at, noun, plural)


def _say_topics(frames: PeopleFrames) -> str:
    if frames.rows.empty and frames.more["unmatched"]:
        return "No training is of a course in the catalog yet. Match the names first (Data, Matching)."
    return _say_rates("topic", "on", frames)


def _sayable(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave coded rates out of what a sentence counts: their numbers are not there."""
    return rows.loc[rows["coded"] == ""]


def _draw_rates(by: str, key: str, name: str, frames: PeopleFrames, look: Look) -> go.Figure:
    of = name if not frames.rows["hidden"].any() else "those shown"
    return charts.training.completion_rates(_drawn(frames), by, key, look=look, name=of)


def _drawn(frames: PeopleFrames) -> pd.DataFrame:
    """Give the rows without what has no rate to the board: it is no part of what was protected."""
    return frames.rows.drop(columns=["no_outcome"] if frames.asked.role == "board" else [], errors="ignore")


def _say_hours(frames: PeopleFrames) -> str:
    return takeaways.hours_by_month(frames.rows)


def _brief_hours(frames: PeopleFrames) -> brief.Brief:
    return brief.hours_by_month(frames.rows)


def _draw_hours(frames: PeopleFrames, look: Look) -> go.Figure:
    return charts.training.hours_by_month(
        frames.rows, look=look, fiscal_start=frames.asked.house.fiscal_start
    )


def _rate_method(left_out: str) -> Method:
    return Method(counts=RATE_RULE, left_out=f"{left_out} {ONLY_COMPLETED}", source=FILES, level=BELOW)


FINDINGS: Final = (
    PeopleFinding(
        id="training.totals",
        title="Training as a whole",
        shows="Learner-courses, how many of them were completed, and their hours.",
        headings={
            "all_learner_courses": "Learner-courses",
            "learner_courses": "Of them with an outcome",
            "completed": "Of these completed",
            "hours": "Hours",
            "staff": "Staff",
        },
        measure=_totals,
        sentence=_say_totals,
        figure=None,
        method=Method(counts=RATE_RULE, left_out=ONLY_COMPLETED, source=FILES, level=BELOW),
    ),
    PeopleFinding(
        id="training.completion_rate_by_branch",
        title="Completion rate by branch",
        shows="Share of learner-courses completed, by branch in alphabetical order. Line: 95% interval. "
        "Hatched: hidden.",
        headings={"branch": "Branch", **RATE_HEADINGS},
        measure=_by_branch,
        sentence=partial(_say_rates, "branch", "at"),
        brief=partial(_brief_rates, "branch", "at", "branch", "branches"),
        figure=partial(_draw_rates, "branch", "branch", "all branches"),
        groups=("branch", "branches"),
        shape=Shape("dots", "branch", ("rate",), "share", low="low", high="high", n="learner_courses"),
        method=_rate_method("Learner-courses whose row names no branch."),
    ),
    PeopleFinding(
        id="training.completion_rate_by_course",
        title="Completion rate by course",
        shows="Share of learner-courses completed, by course, those with most learners first. Line: 95% "
        "interval.",
        headings={"course_label": "Course", "learners": "Learners", **RATE_HEADINGS},
        measure=_by_course,
        sentence=partial(_say_rates, "course_label", "in"),
        brief=partial(_brief_rates, "course_label", "in", "course", "courses"),
        figure=partial(_draw_rates, "course_label", "course_key", "all courses"),
        groups=("course", "courses"),
        shape=Shape("dots", "course_label", ("rate",), "share", low="low", high="high", n="learner_courses"),
        method=_rate_method("Nothing: courses that the catalog does not have stand under their own name."),
    ),
    PeopleFinding(
        id="training.completion_rate_by_topic",
        title="Completion rate by topic",
        shows="Share of learner-courses completed, by the course's main topic. Line: 95% interval.",
        headings={"topic": "Topic", **RATE_HEADINGS},
        measure=_by_topic,
        sentence=_say_topics,
        brief=partial(_brief_rates, "topic", "on", "topic", "topics"),
        figure=partial(_draw_rates, "topic", "topic", "all topics"),
        groups=("topic", "topics"),
        shape=Shape("dots", "topic", ("rate",), "share", low="low", high="high", n="learner_courses"),
        method=_rate_method("Learner-courses whose course is not in the catalog, or has no topic."),
    ),
    PeopleFinding(
        id="training.hours_by_month",
        title="Hours by month",
        shows="Hours of completed learner-courses by month of enrollment, or of completion where that is "
        "not known.",
        headings={
            "month": "Month",
            "hours": "Hours",
            "completed": "Completed",
            "file_hours": "Hours from the file",
            "catalog_hours": "From the catalog's length",
            "prior_learning": "Prior learning, no hours",
            "unknown_hours": "Hours not known",
        },
        measure=_hours,
        sentence=_say_hours,
        brief=_brief_hours,
        figure=_draw_hours,
        noun="completed learner-course",
        groups=("month", "months"),
        shape=Shape("columns", "month", ("hours",), "hours"),
        method=Method(
            counts="Credited hours of the file where it has them, else the length that the catalog states.",
            left_out="Recognition of prior learning counts as complete and gives no hours; courses whose "
            "length nobody stated give none.",
            source=FILES,
            level=BELOW,
        ),
    ),
)
