"""What a plan is made from: the courses, the people it is for, and the needs with where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import narwhals as nw
import pandas as pd

from analysis import comments, curriculum, wording
from analysis.counting import Rows, midnight
from analysis.coverage import coverage_by_branch_and_topic
from analysis.curriculum import Plan
from data.vocab import tables as vocabulary
from report.people.finding import Source
from report.people.guards import Tables
from report.people.questions import PlanQuestion, amounts
from report.people.training import collected

FEW: Final = 4
"""A group of fewer than so many minimums is not told to the board: a rate of it could be all or nobody."""

TIME_LIMIT: Final = 5.0


@dataclass(frozen=True, slots=True)
class Group:
    """The people a plan is for: their number, and how many of them each course and topic has been done by."""

    people: int
    done: Mapping[str, int]
    coverage: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a plan is made from: the courses, the needs with their parts, and what is kept out and why."""

    question: PlanQuestion
    courses: pd.DataFrame
    needs: pd.DataFrame
    reasons: Mapping[str, str]
    done: tuple[str, ...]
    group: Group

    @property
    def weights(self) -> dict[str, float]:
        """Topic -> need."""
        return dict(zip(self.needs["topic"], self.needs["need"], strict=True))

    def plan(self, hours: float | None = None) -> Plan:
        """Make the best plan, of other hours where they are given."""
        asked = self.question.hours if hours is None else hours
        return curriculum.plan(self.courses, self.weights, hours=asked, **self.how())

    def how(self) -> dict[str, Any]:
        """Give what a plan keeps to besides its hours."""
        asked = self.question
        pairs = [tuple(each.split(">", 1)) for each in asked.requires if ">" in each]
        return {
            "must": asked.must,
            "never": tuple(self.reasons),
            "requires": pairs,
            "format_hours": amounts(asked.format_hours),
            "time_limit": TIME_LIMIT,
            "cover": asked.topics,
            "done": self.done,
        }


def asked(source: Source) -> PlanQuestion:
    """The question; a filter without one asks for six hours."""
    chosen = source.asked.chosen
    if isinstance(chosen, PlanQuestion):
        return chosen
    return PlanQuestion(branches=chosen.branches, topics=chosen.topics)


def wanted(source: Source) -> Wanted:
    """Put together what a plan is made from."""
    question, tables = asked(source), source.whole
    courses = catalog(tables)
    group = people(source, question)
    needs = needs_of(source, question, group, courses)
    reasons = {**_too_old(courses, question, source.asked.today.year)}
    reasons |= dict.fromkeys(question.never, "It was excluded")
    share = question.done_share
    done = tuple(
        course for course, count in group.done.items() if share and count >= share * group.people > 0
    )
    return Wanted(question, courses, needs, reasons, done, group)


def _too_old(courses: pd.DataFrame, question: PlanQuestion, this_year: int) -> dict[str, str]:
    """Say of each course over the age limit why it is kept out; a must-have may be of any age."""
    if not question.oldest:
        return {}
    dated = courses.dropna(subset=["year"])
    years = dict(zip(dated["course_id"].astype(str), dated["year"].astype(int), strict=True))
    limit = wording.count(question.oldest, "year")
    return {
        course: f"{year}: older than {limit}"
        for course, year in years.items()
        if year < this_year - question.oldest and course not in question.must
    }


def catalog(tables: Tables) -> pd.DataFrame:
    """Give the courses as a plan takes them: ``topics`` is a list, main one first."""
    courses = collected(tables["courses"].select("course_id", "label", "minutes", "format", "year"))
    of = collected(tables["course_topics"].select("course_id", "topic", "rank")).sort_values("rank")
    topics = of.groupby("course_id")["topic"].agg(list)
    listed = [topics.get(each, []) for each in courses["course_id"]]
    return courses.assign(topics=listed).sort_values(["label", "course_id"], ignore_index=True)


def there(tables: Tables, question: PlanQuestion, day: date) -> Rows:
    """Keep the people of the staff list that a plan is for: those there on the day."""
    begun = nw.col("from_on").is_null() | (nw.col("from_on") <= midnight(day))
    not_over = nw.col("to_on").is_null() | (nw.col("to_on") >= midnight(day))
    listed = tables["people_by_branch"].filter(
        ~nw.col("staff_key").is_null() & ~nw.col("branch").is_null() & begun & not_over
    )
    if question.branches:
        listed = listed.filter(nw.col("branch").is_in(question.branches))
    if question.staff_role:
        listed = listed.filter(nw.col("role") == question.staff_role)
    return listed


def people(source: Source, question: PlanQuestion) -> Group:
    """Count the people on the staff list today, and what they have completed. Small groups count as none."""
    tables, day = source.whole, source.asked.today
    staff = there(tables, question, day)
    everybody = staff.with_columns(branch=nw.lit("all"))
    counts = collected(
        coverage_by_branch_and_topic(everybody, tables["learner_courses"], tables["course_topics"], day=day)
    )
    on_list = staff.select("staff_key").unique()
    number = len(collected(on_list))
    if source.asked.role == "board" and number < FEW * source.staff.minimum:
        return Group(0, {}, {})
    done = tables["learner_courses"].filter(
        (nw.col("outcome") == "completed") & ~nw.col("course_id").is_null()
    )
    of = done.join(on_list, on="staff_key", how="semi").select("staff_key", "course_id").unique()
    by_course = collected(of.group_by("course_id").agg(people=nw.len()))
    return Group(
        number,
        dict(zip(by_course["course_id"], by_course["people"].astype(int), strict=True)),
        dict(zip(counts["topic"], counts["trained"] / counts["staff"], strict=True)),
    )


def needs_of(source: Source, question: PlanQuestion, group: Group, courses: pd.DataFrame) -> pd.DataFrame:
    """Combine weights, what staff lack and what patrons raise; of none of them, every topic alike."""
    weights = amounts(question.weights)
    lack = group.coverage if question.by_coverage else {}
    raised = complaints(source, question) if question.by_comments else {}
    if not (weights or lack or raised):
        weights = dict.fromkeys(sorted({topic for each in courses["topics"] for topic in each}), 1.0)
    return curriculum.needs(weights, lack, raised)


def complaints(source: Source, question: PlanQuestion) -> dict[str, float]:
    """Count the comments that raise what a topic is about, by the themes; a theme of few counts as none."""
    said = source.whole["comments"]
    if question.branches:
        said = said.filter(nw.col("branch").is_in(question.branches))
    counts = comments.themes(collected(said.select("text")))
    enough = counts[counts["comments"] >= source.patrons.minimum]
    by_theme = dict(zip(enough["theme"], enough["comments"], strict=True))
    found: dict[str, float] = {}
    for row in vocabulary.rows("theme_topics.csv"):
        if row["theme"] in by_theme:
            found[row["topic"]] = found.get(row["topic"], 0.0) + float(by_theme[row["theme"]])
    return found
