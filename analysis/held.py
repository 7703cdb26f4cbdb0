"""The measures of a page's first figures, made from counts held in memory.

They give what the measures of the same name in ``analysis.training`` and ``analysis.satisfaction`` give,
to the cell; these read a rollup through an engine, which costs ten times as much a click.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import narwhals as nw
import numpy as np
import pandas as pd

from analysis import satisfaction, training
from analysis.counting import Rows
from analysis.sums import Sums

TRAINING_KEYS: Final = {
    "month": ("month",),
    "fiscal_year": ("fiscal_year",),
    "branch": ("branch",),
    "course": ("course_key", "course_id"),
}
ANSWER_KEYS: Final = {
    "month": ("month",),
    "fiscal_year": ("fiscal_year",),
    "branch": ("branch",),
    "channel": ("channel",),
    "question": satisfaction.QUESTION,
    "value": ("value",),
}
_SAID: Final = ("answers", *dict.fromkeys((*satisfaction.TOP2, *satisfaction.NPS)))


def _columns(keys: dict[str, Any]) -> list[str]:
    return [column for columns in keys.values() for column in columns]


def read_training(training_by_month: Rows) -> Sums:
    """Hold what ``training.PARTS`` counts, by month, branch and course."""
    return _read(training.parts(training_by_month), TRAINING_KEYS, training.PARTS)


def read_answers(answers_by_month: Rows) -> Sums:
    """Hold the answers by month, branch, channel, question and value."""
    return _read(satisfaction.parts(answers_by_month), ANSWER_KEYS, _SAID)


def _read(rows: Rows, keys: dict[str, Any], counts: Sequence[str]) -> Sums:
    whole = [name for name in counts if name != "hours"]
    cells = rows.group_by(*_columns(keys)).agg(nw.col(*counts).sum())
    return Sums.read(cells.with_columns(nw.col(*whole).cast(nw.Int64)), keys, counts)


def read_learners(learner_courses: Rows) -> Sums:
    """Hold who has a learner-course in which month, branch and course, without who they are."""
    return Sums.read(
        learner_courses.select(*_columns(TRAINING_KEYS), "staff_key"), TRAINING_KEYS, who=["staff_key"]
    )


def read_responses(answers: Rows) -> Sums:
    """Hold which response has an answer in which month, branch and channel, without its id."""
    keys = {name: ANSWER_KEYS[name] for name in ("month", "fiscal_year", "branch", "channel")}
    who = ("upload_id", "response_id")
    return Sums.read(answers.select(*_columns(keys), *who).unique(), keys, who=who)


def totals(sums: Sums) -> pd.Series[Any]:
    """Count the training as a whole: the row of ``training.totals``."""
    months = sums.by("month", counts=())["month"]
    told = {name: sums.total(name) for name in training.PARTS}
    told |= {name: sums.total("all_learner_courses", column) for name, column in training.WITHOUT.items()}
    return pd.Series({**told, "first_month": months.min(), "last_month": months.max()}, dtype="object")


def completion_rate_by(sums: Sums, key: str) -> pd.DataFrame:
    """Count what the rate of each branch or month is made of: ``training.completion_rate_by_branch``."""
    return sums.known(key).by(key, counts=training.COUNTS)


def completion_rate_by_course(sums: Sums, courses: pd.DataFrame) -> pd.DataFrame:
    """Count what each course's rate is made of, as ``training``'s; ``courses``: ``course_id``, ``label``."""
    counts = sums.by("course", counts=training.COUNTS)
    labels = counts["course_id"].map(dict(zip(courses["course_id"], courses["label"], strict=True)))
    as_written = counts["course_key"].str.slice(len("name:"))
    counts.insert(2, "course_label", labels.astype("str").where(labels.notna(), as_written))
    counts.insert(3, "learners", counts["learner_courses"] + counts["no_outcome"])
    order = ["learners", "course_label", "course_key"]
    return counts.sort_values(order, ascending=[False, True, True], ignore_index=True)


def completion_rate_by_topic(sums: Sums, course_topics: pd.DataFrame) -> pd.DataFrame:
    """Count what each topic's rate is made of, as ``training``'s; one row a course and topic."""
    counts = sums.by("course", counts=training.COUNTS)
    joined = counts.merge(course_topics.loc[:, ["course_id", "topic"]].drop_duplicates(), on="course_id")
    return joined.groupby("topic", as_index=False)[list(training.COUNTS)].sum()


def hours_by_month(sums: Sums) -> pd.DataFrame:
    """Add up the hours of completed learner-courses by month: ``training.hours_by_month``."""
    counts = sums.known("month").by("month", counts=("hours", "all_completed", *training.SOURCES))
    done = counts.loc[counts["all_completed"] > 0].reset_index(drop=True)
    return done.rename(columns={"all_completed": "completed"})


def top2(sums: Sums, *by: str, kind: str | None = "satisfaction") -> pd.DataFrame:
    """Count valid answers and those in the top box: ``satisfaction.top2``."""
    return (
        _of(sums, lambda each: kind in (None, each[1]))
        .known(*by)
        .by(*by, "question", counts=satisfaction.TOP2)
    )


def nps(sums: Sums, *by: str) -> pd.DataFrame:
    """Count promoters and detractors of questions about recommending: ``satisfaction.nps``."""
    recommend = _of(sums, lambda each: each[1:] == ("recommend", 0, 10))
    return recommend.known(*by).by(*by, "question", counts=satisfaction.NPS)


def distribution(sums: Sums, kind: str | None = "satisfaction") -> pd.DataFrame:
    """Count the answers of each value, by question: ``satisfaction.distribution``."""
    return _of(sums, lambda each: kind in (None, each[1])).by("question", "value", counts=("answers",))


def _of(sums: Sums, is_meant: Callable[[tuple[Any, ...]], bool]) -> Sums:
    """Keep the cells of some questions, each told by item, kind and the ends of its scale."""
    flags = np.array([is_meant(each) for each in sums.keys["question"].places], dtype=bool)
    return sums if flags.all() else sums.where({"question": flags})
