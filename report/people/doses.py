"""What a question of Together is asked of: the answers, and from when each branch counts as trained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import narwhals as nw
import pandas as pd

from analysis import together
from analysis.satisfaction import main_question
from analysis.together.coverage import coverage_by_month
from report.people.guards import Tables
from report.people.questions import TogetherQuestion, as_written, months_of
from report.people.training import collected

OVERALL: Final = ("overall", "in general", "dans l'ensemble", "en general")
"""Words of a question about everything at once, which is asked about first."""


@dataclass(frozen=True, slots=True)
class Doses:
    """When each branch counts as trained: one row a branch, and what it is from.

    ``trained`` is ``analysis.together.when_trained`` (empty without a staff list or headcounts).
    """

    coverage: pd.DataFrame
    trained: pd.DataFrame
    topics: tuple[str, ...]


def answers_to(tables: Tables, item: str) -> pd.DataFrame:
    """Give the counted answers to a question by its words; of none, to the overall one.

    The overall question is the one on satisfaction with a word for "overall" and the most answers, else
    the one with most.
    """
    rows = collected(tables["answers_by_month"])
    rows = rows.assign(n=rows["answers"].where(rows["value"].notna(), 0).astype("int64"))
    if item:
        return main_question(rows[rows["item"] == item])
    kinds = rows[rows["item_kind"] == "satisfaction"]
    whole = kinds[kinds["item"].str.casefold().str.contains("|".join(OVERALL))]
    first = next((part for part in (whole, kinds, rows) if len(part)), rows)
    return main_question(first)


def taught_topics(tables: Tables) -> list[str]:
    """List the topics that somebody has completed a course of."""
    done = tables["learner_courses"].filter(nw.col("outcome") == "completed")
    topics = tables["course_topics"].join(done.select("course_id").unique(), on="course_id", how="semi")
    return sorted(collected(topics.select("topic").unique())["topic"])


def doses(tables: Tables, months: Sequence[date], topics: Sequence[str], threshold: float) -> Doses:
    """Find from when each branch counts as trained in the topics; of none, in the default topic."""
    people = collected(tables["people_by_branch"])
    learned = collected(tables["learner_courses"].filter(nw.col("outcome") == "completed"))
    of = collected(tables["course_topics"].select("course_id", "topic").unique())
    if topics:
        return _doses(people, learned, of, months, tuple(topics), threshold)
    every = [_doses(people, learned, of, months, (topic,), threshold) for topic in taught_topics(tables)]
    none = _doses(people, learned.head(0), of, months, (), threshold)
    return max(every, key=lambda each: _comparisons(each, months), default=none)


def _doses(
    people: pd.DataFrame,
    learned: pd.DataFrame,
    of: pd.DataFrame,
    months: Sequence[date],
    topics: tuple[str, ...],
    threshold: float,
) -> Doses:
    ids = of.loc[of["topic"].isin(topics), "course_id"]
    coverage = coverage_by_month(people, learned[learned["course_id"].isin(ids)], months)
    return Doses(coverage, together.when_trained(coverage, threshold), topics)


def _comparisons(found: Doses, months: Sequence[date]) -> int:
    """Count pairs of a branch trained within the months and one that never is: no answer enters."""
    since = found.trained["trained_from"]
    first = pd.Timestamp(months[0]) if months else pd.NaT
    return int((since > first).sum() * since.isna().sum())


def months_with(answers: pd.DataFrame) -> list[date]:
    """List every month from the first answer to the last."""
    known = pd.to_datetime(answers.loc[answers["branch"].notna() & answers["value"].notna(), "month"])
    if known.empty:
        return []
    return [each.date() for each in pd.date_range(known.min(), known.max(), freq="MS")]


def fixed(question: TogetherQuestion, tables: Tables) -> TogetherQuestion:
    """Fill in what was left open, so that the question stays the same when more data comes."""
    answers = answers_to(tables, question.item)
    item = str(answers["item"].iloc[0]) if len(answers) else ""
    topics = question.topics or doses(tables, months_with(answers), (), question.threshold).topics
    return replace(question, item=item, topics=topics)


def drawn_for(question: TogetherQuestion, rollouts: Sequence[Mapping[str, Any]]) -> TogetherQuestion:
    """Remember the newest roll-out of the same topics that was drawn before its first training."""
    for each in rollouts:
        months = months_of(each["order"])
        made = date.fromisoformat(each["made_on"])
        if months and set(each["topics"]) == set(question.topics) and made <= min(months.values()):
            return replace(question, drawn=as_written(months))
    return question
